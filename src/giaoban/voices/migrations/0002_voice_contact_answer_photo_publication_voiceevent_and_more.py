# Each table is made whole; why, registry/migrations/0001 says.

import django.contrib.postgres.indexes
import django.db.models.deletion
import giaoban.kernel.ids
import giaoban.registry.sealing
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0003_alter_storedfile_stored_by_alter_storedfile_unit_and_more'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('registry', '0005_alter_incompatibleroles_first_and_more'),
        ('registry', '__first__'),
        ('voices', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Voice',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('declared', models.CharField(choices=[('opinion', 'Opinion, suggestion'), ('report', 'Report of something that is not in order'), ('petition', 'Request, proposal'), ('complaint', 'Complaint against a decision or an act'), ('denunciation', 'Denunciation of a breach of law')], max_length=12)),
                ('kind', models.CharField(choices=[('opinion', 'Opinion, suggestion'), ('report', 'Report of something that is not in order'), ('petition', 'Request, proposal'), ('complaint', 'Complaint against a decision or an act'), ('denunciation', 'Denunciation of a breach of law')], max_length=12)),
                ('suspected', models.CharField(blank=True, choices=[('', '–'), ('opinion', 'Opinion, suggestion'), ('report', 'Report of something that is not in order'), ('petition', 'Request, proposal'), ('complaint', 'Complaint against a decision or an act'), ('denunciation', 'Denunciation of a breach of law')], max_length=12)),
                ('judged_at', models.DateTimeField(blank=True, help_text='When a person said what it is', null=True)),
                ('category', models.CharField(choices=[('streets', 'Streets, lighting, drains'), ('environment', 'Environment, waste, water'), ('land', 'Land, building, planning'), ('schools', 'Schools, culture, sport'), ('health', 'Health, food safety'), ('welfare', 'Social welfare, relief'), ('service', 'Work of offices, procedures'), ('order', 'Order, safety'), ('livelihood', 'Work, farming, trade'), ('other', 'Something else')], max_length=11)),
                ('place_words', models.CharField(blank=True, max_length=200)),
                ('topic', models.CharField(max_length=150)),
                ('text', models.TextField()),
                ('folded', models.TextField(editable=False, help_text='For search without accents; see kernel.vietnamese.fold')),
                ('fingerprint', models.CharField(help_text='Keyed hash of words and place, by which copies are known', max_length=64)),
                ('code_hash', models.CharField(max_length=64, unique=True)),
                ('received_at', models.DateTimeField()),
                ('received_on', models.DateField()),
                ('status', models.CharField(choices=[('received', 'Received'), ('routed', 'Handed to a body'), ('taken', 'Being dealt with'), ('answered', 'Answered'), ('directed', 'Pointed to its road in law'), ('merged', 'Joined to the same voice'), ('set_aside', 'Set aside')], default='received', max_length=9)),
                ('due_day', models.DateField(blank=True, help_text='Last day for the answer', null=True)),
                ('ended_on', models.DateField(blank=True, help_text='Since when nobody has to do anything any more', null=True)),
                ('judged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.unit')),
                ('same_as', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='voices.voice')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='voices', to='registry.unit')),
            ],
            options={
                'verbose_name': 'Voice',
                'indexes': [models.Index(fields=['status', 'due_day'], name='voices_voic_status_3ee940_idx'), models.Index(fields=['place', '-received_at'], name='voices_voic_place_i_f5afee_idx'), models.Index(fields=['fingerprint', 'received_at'], name='voices_voic_fingerp_ead3dc_idx'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('folded', name='gin_trgm_ops'), name='voice_folded')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('topic', ''), _negated=True), models.Q(('text', ''), _negated=True)), name='voice_says_something'), models.CheckConstraint(condition=models.Q(models.Q(('same_as__isnull', False), ('status', 'merged')), models.Q(models.Q(('status', 'merged'), _negated=True), ('same_as', None)), _connector='OR'), name='voice_merged_into_one'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('routed', 'taken', 'answered')), ('unit__isnull', False)), models.Q(models.Q(('status__in', ('routed', 'taken', 'answered')), _negated=True), ('due_day', None), ('unit', None)), _connector='OR'), name='voice_at_work_somewhere'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('complaint', 'denunciation')), _negated=True), ('status__in', ('received', 'directed', 'set_aside')), _connector='OR'), name='voice_of_the_law_goes_its_road'), models.CheckConstraint(condition=models.Q(models.Q(('judged_at', None), ('judged_by', None)), models.Q(('judged_at__isnull', False), ('judged_by__isnull', False)), _connector='OR'), name='voice_judged_when_and_by_whom')],
                'triggers': [pgtrigger.compiler.Trigger(name='voices_voice_status', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{received:routed,received:merged,received:directed,received:set_aside,routed:taken,routed:received,taken:received,taken:answered,answered:answered,merged:received,directed:received,set_aside:received}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='367f13922f00968f0cb48e68ef70bc39dfc8f9c8', operation='UPDATE', pgid='pgtrigger_voices_voice_status_888c5', table='voices_voice', when='BEFORE')), pgtrigger.compiler.Trigger(name='place_within_life', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.place_id IS NOT NULL AND NEW.received_on IS NOT NULL AND NOT EXISTS (\n                SELECT 1 FROM registry_unitversion WHERE unit_id = NEW.place_id AND valid @> NEW.received_on\n            ) THEN\n                RAISE EXCEPTION 'unit % did not exist on %', NEW.place_id, NEW.received_on USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='33f38cb9ffff27a8dfc598202ad013bc34b4d880', operation='INSERT OR UPDATE OF "place_id", "received_on"', pgid='pgtrigger_place_within_life_1d0dd', table='voices_voice', when='BEFORE')), pgtrigger.compiler.Trigger(name='keep', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF (NEW.topic, NEW.text, NEW.declared, NEW.category, NEW.place_id, NEW.place_words, NEW.code_hash, NEW.received_at,\n        NEW.received_on) IS DISTINCT FROM (OLD.topic, OLD.text, OLD.declared, OLD.category, OLD.place_id, OLD.place_words,\n        OLD.code_hash, OLD.received_at, OLD.received_on) THEN\n        RAISE EXCEPTION 'what a citizen sent stays as it was sent' USING ERRCODE = 'check_violation';\n    END IF;\n    IF NEW.kind IN ('complaint', 'denunciation') AND EXISTS (\n        SELECT 1 FROM voices_publication WHERE voice_id = NEW.id AND withdrawn_at IS NULL\n    ) THEN\n        RAISE EXCEPTION 'complaints and denunciations are never public' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='2993df57d2c56296250553e30572971401f712fd', operation='UPDATE', pgid='pgtrigger_keep_c76f5', table='voices_voice', when='BEFORE')), pgtrigger.compiler.Trigger(name='kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='4be4218a6d80db246b8b47dd2e79905717d7a68d', operation='DELETE', pgid='pgtrigger_kept_52d93', table='voices_voice', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "voices_voiceevent" ("category", "code_hash", "declared", "due_day", "ended_on", "fingerprint", "id", "judged_at", "judged_by_id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "received_at", "received_on", "same_as_id", "status", "suspected", "unit_id") VALUES (NEW."category", NEW."code_hash", NEW."declared", NEW."due_day", NEW."ended_on", NEW."fingerprint", NEW."id", NEW."judged_at", NEW."judged_by_id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."received_at", NEW."received_on", NEW."same_as_id", NEW."status", NEW."suspected", NEW."unit_id"); RETURN NULL;', hash='8f09a5867549c9329b07a7920af9c6e3117a3564', operation='INSERT', pgid='pgtrigger_insert_insert_b67d5', table='voices_voice', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."category" IS DISTINCT FROM (NEW."category") OR OLD."code_hash" IS DISTINCT FROM (NEW."code_hash") OR OLD."declared" IS DISTINCT FROM (NEW."declared") OR OLD."due_day" IS DISTINCT FROM (NEW."due_day") OR OLD."ended_on" IS DISTINCT FROM (NEW."ended_on") OR OLD."fingerprint" IS DISTINCT FROM (NEW."fingerprint") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."judged_at" IS DISTINCT FROM (NEW."judged_at") OR OLD."judged_by_id" IS DISTINCT FROM (NEW."judged_by_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."place_id" IS DISTINCT FROM (NEW."place_id") OR OLD."received_at" IS DISTINCT FROM (NEW."received_at") OR OLD."received_on" IS DISTINCT FROM (NEW."received_on") OR OLD."same_as_id" IS DISTINCT FROM (NEW."same_as_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."suspected" IS DISTINCT FROM (NEW."suspected") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id"))', func='INSERT INTO "voices_voiceevent" ("category", "code_hash", "declared", "due_day", "ended_on", "fingerprint", "id", "judged_at", "judged_by_id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "received_at", "received_on", "same_as_id", "status", "suspected", "unit_id") VALUES (NEW."category", NEW."code_hash", NEW."declared", NEW."due_day", NEW."ended_on", NEW."fingerprint", NEW."id", NEW."judged_at", NEW."judged_by_id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."received_at", NEW."received_on", NEW."same_as_id", NEW."status", NEW."suspected", NEW."unit_id"); RETURN NULL;', hash='fb7d0810d800b30370e825539f53c8e624c5bf96', operation='UPDATE', pgid='pgtrigger_update_update_6abfd', table='voices_voice', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('voice', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='contact', serialize=False, to='voices.voice')),
                ('name', giaoban.registry.sealing.SealedField(blank=True)),
                ('phone', giaoban.registry.sealing.SealedField(blank=True)),
                ('address', giaoban.registry.sealing.SealedField(blank=True)),
            ],
            options={
                'verbose_name': 'Sender of a voice',
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('text', models.TextField()),
                ('answered_at', models.DateTimeField()),
                ('answered_on', models.DateField()),
                ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.unit')),
                ('voice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='voices.voice')),
            ],
            options={
                'verbose_name': 'Answer to a voice',
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='answer_says_something')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='dcba42efda64564efd46845ce020a80056fa28bd', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2c59e', table='voices_answer', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Photo',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('voice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='voices.voice')),
            ],
            options={
                'verbose_name': 'Photo of a voice',
                'constraints': [models.UniqueConstraint(fields=('voice', 'file'), name='photo_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='379a5dee527059952787c6a8b0b3da072398aaf6', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dc567', table='voices_photo', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('topic', models.CharField(max_length=150)),
                ('text', models.TextField()),
                ('answer', models.TextField(blank=True)),
                ('folded', models.TextField(editable=False)),
                ('published_at', models.DateTimeField()),
                ('published_on', models.DateField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_reason', models.CharField(blank=True, max_length=500)),
                ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('voice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='voices.voice')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Published voice',
                'indexes': [models.Index(fields=['-published_at'], name='voices_publ_publish_ce865f_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('voice',), name='publication_one_stands_a_voice'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None), ('withdrawn_reason', '')), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='publication_withdrawn_when_by_whom_and_why')],
                'triggers': [pgtrigger.compiler.Trigger(name='never_public', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF NEW.withdrawn_at IS NULL AND NOT EXISTS (\n        SELECT 1 FROM voices_voice WHERE id = NEW.voice_id AND kind IN ('opinion', 'report', 'petition')\n            AND (suspected = '' OR judged_at IS NOT NULL) AND status <> 'merged'\n    ) THEN\n        RAISE EXCEPTION 'complaints and denunciations are never public' USING ERRCODE = 'check_violation';\n    END IF;\n    IF TG_OP = 'UPDATE' AND (NEW.voice_id, NEW.topic, NEW.text, NEW.answer, NEW.published_at)\n        IS DISTINCT FROM (OLD.voice_id, OLD.topic, OLD.text, OLD.answer, OLD.published_at) THEN\n        RAISE EXCEPTION 'what was published stays as it was published' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='0b753f81b34ae0a1dc669ce7531354d13b10a6c3', operation='INSERT OR UPDATE', pgid='pgtrigger_never_public_d7f25', table='voices_publication', when='BEFORE')), pgtrigger.compiler.Trigger(name='kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='2f1784dbf4f3e0bca5a922729bb5f668f349ee87', operation='DELETE', pgid='pgtrigger_kept_569ff', table='voices_publication', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='VoiceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, serialize=False)),
                ('declared', models.CharField(choices=[('opinion', 'Opinion, suggestion'), ('report', 'Report of something that is not in order'), ('petition', 'Request, proposal'), ('complaint', 'Complaint against a decision or an act'), ('denunciation', 'Denunciation of a breach of law')], max_length=12)),
                ('kind', models.CharField(choices=[('opinion', 'Opinion, suggestion'), ('report', 'Report of something that is not in order'), ('petition', 'Request, proposal'), ('complaint', 'Complaint against a decision or an act'), ('denunciation', 'Denunciation of a breach of law')], max_length=12)),
                ('suspected', models.CharField(blank=True, choices=[('', '–'), ('opinion', 'Opinion, suggestion'), ('report', 'Report of something that is not in order'), ('petition', 'Request, proposal'), ('complaint', 'Complaint against a decision or an act'), ('denunciation', 'Denunciation of a breach of law')], max_length=12)),
                ('judged_at', models.DateTimeField(blank=True, help_text='When a person said what it is', null=True)),
                ('category', models.CharField(choices=[('streets', 'Streets, lighting, drains'), ('environment', 'Environment, waste, water'), ('land', 'Land, building, planning'), ('schools', 'Schools, culture, sport'), ('health', 'Health, food safety'), ('welfare', 'Social welfare, relief'), ('service', 'Work of offices, procedures'), ('order', 'Order, safety'), ('livelihood', 'Work, farming, trade'), ('other', 'Something else')], max_length=11)),
                ('fingerprint', models.CharField(help_text='Keyed hash of words and place, by which copies are known', max_length=64)),
                ('code_hash', models.CharField(max_length=64)),
                ('received_at', models.DateTimeField()),
                ('received_on', models.DateField()),
                ('status', models.CharField(choices=[('received', 'Received'), ('routed', 'Handed to a body'), ('taken', 'Being dealt with'), ('answered', 'Answered'), ('directed', 'Pointed to its road in law'), ('merged', 'Joined to the same voice'), ('set_aside', 'Set aside')], default='received', max_length=9)),
                ('due_day', models.DateField(blank=True, help_text='Last day for the answer', null=True)),
                ('ended_on', models.DateField(blank=True, help_text='Since when nobody has to do anything any more', null=True)),
                ('judged_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='voices.voice')),
                ('place', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.unit')),
                ('same_as', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='voices.voice')),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='VoiceReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('sent_at', models.DateTimeField()),
                ('voice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='voices.voice')),
            ],
            options={
                'verbose_name': 'Reminder of a voice',
                'constraints': [models.UniqueConstraint(fields=('voice', 'on'), name='voicereminder_once_a_day')],
            },
        ),
    ]
