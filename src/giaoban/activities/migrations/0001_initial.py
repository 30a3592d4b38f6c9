# Each table is made whole. An operation of its own for a pointer, a constraint, an index or a trigger makes Django render
# most models anew: that took a first start from 6 s to 23. pgtrigger's schema editor makes the triggers with the table.

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import giaoban.kernel.ids
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('registry', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('dissemination', 'Dissemination session'), ('training', 'Training class'), ('visit', 'Visit, gifts'), ('dialogue', 'Dialogue session'), ('voter_contact', 'Contact with voters'), ('campaign_day', 'Campaign day'), ('meeting', 'Working meeting'), ('hand_over', 'Hand-over'), ('congress', 'Congress held'), ('supervision', 'Supervision visit'), ('contest', 'Contest, performance'), ('other', 'Another kind')], max_length=14)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='registry.unit')),
                ('first_day', models.DateField()),
                ('end_day', models.DateField(help_text='The day after the last day')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activities_here', to='registry.unit')),
                ('place_words', models.CharField(blank=True, max_length=200)),
                ('topic', models.CharField(max_length=300)),
                ('participants', models.PositiveIntegerField(blank=True, null=True)),
                ('women', models.PositiveIntegerField(blank=True, null=True)),
                ('act', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='documents.legalact')),
                ('serves_kind', models.CharField(blank=True, max_length=40)),
                ('serves_id', models.UUIDField(blank=True, null=True)),
                ('words', models.TextField(blank=True)),
                ('links', django.contrib.postgres.fields.ArrayField(base_field=models.URLField(max_length=500), blank=True, default=list, size=None)),
                ('folded', models.TextField(editable=False, help_text='For search without accents; see kernel.vietnamese.fold')),
                ('is_cancelled', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('version_at', models.DateTimeField()),
                ('version_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version_reason', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'verbose_name': 'Activity',
                'indexes': [models.Index(fields=['unit', 'first_day'], name='activities__unit_id_ce0e41_idx'), models.Index(fields=['-first_day', 'id'], name='activity_latest_first'), models.Index(condition=models.Q(('serves_id__isnull', False)), fields=['serves_id', 'serves_kind'], name='activity_serves'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('folded', name='gin_trgm_ops'), name='activity_folded')],
                'constraints': [models.CheckConstraint(condition=models.Q(('first_day__lt', models.F('end_day'))), name='activity_a_day_or_more', violation_error_message='The last day cannot be before the first.'), models.CheckConstraint(condition=models.Q(('place__isnull', False), models.Q(('place_words', ''), _negated=True), _connector='OR'), name='activity_took_place_somewhere', violation_error_message='Say where it took place.'), models.CheckConstraint(condition=models.Q(('topic', ''), _negated=True), name='activity_has_a_topic'), models.CheckConstraint(condition=models.Q(('women', None), models.Q(('participants__isnull', False), ('women__lte', models.F('participants'))), _connector='OR'), name='activity_women_are_participants', violation_error_message='There cannot be more women than participants.'), models.CheckConstraint(condition=models.Q(('participants', None), ('participants__lte', 1000000), _connector='OR'), name='activity_participants_are_a_crowd_at_most'), models.CheckConstraint(condition=models.Q(models.Q(('serves_id', None), ('serves_kind', '')), models.Q(models.Q(('serves_kind', ''), _negated=True), ('serves_id__isnull', False)), _connector='OR'), name='activity_serves_by_kind_and_id'), models.CheckConstraint(condition=models.Q(models.Q(('is_cancelled', False), ('version', 1), ('version_reason', '')), models.Q(('version__gt', 1), models.Q(('version_reason', ''), _negated=True)), _connector='OR'), name='activity_changed_for_a_reason', violation_error_message='Say why.')],
                'triggers': [pgtrigger.compiler.Trigger(name='unit_within_life', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.unit_id IS NOT NULL AND NEW.first_day IS NOT NULL AND NOT EXISTS (\n                SELECT 1 FROM registry_unitversion WHERE unit_id = NEW.unit_id AND valid @> NEW.first_day\n            ) THEN\n                RAISE EXCEPTION 'unit % did not exist on %', NEW.unit_id, NEW.first_day USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='3f80eda8b99265033bf7dbc4d4c67ecae0454ff4', operation='INSERT OR UPDATE OF "unit_id", "first_day"', pgid='pgtrigger_unit_within_life_06294', table='activities_activity', when='BEFORE')), pgtrigger.compiler.Trigger(name='place_within_life', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.place_id IS NOT NULL AND NEW.first_day IS NOT NULL AND NOT EXISTS (\n                SELECT 1 FROM registry_unitversion WHERE unit_id = NEW.place_id AND valid @> NEW.first_day\n            ) THEN\n                RAISE EXCEPTION 'unit % did not exist on %', NEW.place_id, NEW.first_day USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='ca4206d6c4578d86041ec3a52a40cb53905b1be2', operation='INSERT OR UPDATE OF "place_id", "first_day"', pgid='pgtrigger_place_within_life_9d2b4', table='activities_activity', when='BEFORE')), pgtrigger.compiler.Trigger(name='on_land', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF NEW.place_id IS NOT NULL AND (SELECT tree FROM registry_unit WHERE id = NEW.place_id) <> 'territory' THEN\n        RAISE EXCEPTION 'an activity takes place on land, not at an organisation' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='b8fdef739929bbd45b69a189dee97fe778af41e9', operation='INSERT OR UPDATE OF "place_id"', pgid='pgtrigger_on_land_ea624', table='activities_activity', when='BEFORE')), pgtrigger.compiler.Trigger(name='versioned', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF TG_OP = 'INSERT' THEN\n        IF NEW.version <> 1 THEN\n            RAISE EXCEPTION 'an activity begins with its first version' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    END IF;\n    IF OLD.is_cancelled THEN\n        RAISE EXCEPTION 'a cancelled activity stays as it is' USING ERRCODE = 'check_violation';\n    END IF;\n    IF NEW.version <> OLD.version + 1 OR (NEW.id, NEW.made_at, NEW.made_by_id) <> (OLD.id, OLD.made_at, OLD.made_by_id) THEN\n        RAISE EXCEPTION 'a correction makes the next version of the same activity' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='e0ff40b02593cfd58fc88f5f8738eec829365083', operation='INSERT OR UPDATE', pgid='pgtrigger_versioned_f4ea3', table='activities_activity', when='BEFORE')), pgtrigger.compiler.Trigger(name='kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='1fb281e83e87ac3830f031f471ad6051f13ce456', operation='DELETE', pgid='pgtrigger_kept_c5237', table='activities_activity', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "activities_activityversion" ("act_id", "end_day", "first_day", "folded", "id", "is_cancelled", "kind", "links", "made_at", "made_by_id", "participants", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "place_words", "serves_id", "serves_kind", "topic", "unit_id", "version", "version_at", "version_by_id", "version_reason", "women", "words") VALUES (NEW."act_id", NEW."end_day", NEW."first_day", NEW."folded", NEW."id", NEW."is_cancelled", NEW."kind", NEW."links", NEW."made_at", NEW."made_by_id", NEW."participants", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."place_words", NEW."serves_id", NEW."serves_kind", NEW."topic", NEW."unit_id", NEW."version", NEW."version_at", NEW."version_by_id", NEW."version_reason", NEW."women", NEW."words"); RETURN NULL;', hash='df8f3ff6fa113b7b1cf8c49a7abbba8daaadd899', operation='INSERT', pgid='pgtrigger_insert_insert_6de9c', table='activities_activity', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "activities_activityversion" ("act_id", "end_day", "first_day", "folded", "id", "is_cancelled", "kind", "links", "made_at", "made_by_id", "participants", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "place_words", "serves_id", "serves_kind", "topic", "unit_id", "version", "version_at", "version_by_id", "version_reason", "women", "words") VALUES (NEW."act_id", NEW."end_day", NEW."first_day", NEW."folded", NEW."id", NEW."is_cancelled", NEW."kind", NEW."links", NEW."made_at", NEW."made_by_id", NEW."participants", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."place_words", NEW."serves_id", NEW."serves_kind", NEW."topic", NEW."unit_id", NEW."version", NEW."version_at", NEW."version_by_id", NEW."version_reason", NEW."women", NEW."words"); RETURN NULL;', hash='ef20050201072d02e42efa62214693e5cd134b02', operation='UPDATE', pgid='pgtrigger_update_update_a56a1', table='activities_activity', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='ActivityVersion',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='activities.activity')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, serialize=False)),
                ('kind', models.CharField(choices=[('dissemination', 'Dissemination session'), ('training', 'Training class'), ('visit', 'Visit, gifts'), ('dialogue', 'Dialogue session'), ('voter_contact', 'Contact with voters'), ('campaign_day', 'Campaign day'), ('meeting', 'Working meeting'), ('hand_over', 'Hand-over'), ('congress', 'Congress held'), ('supervision', 'Supervision visit'), ('contest', 'Contest, performance'), ('other', 'Another kind')], max_length=14)),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.unit')),
                ('first_day', models.DateField()),
                ('end_day', models.DateField(help_text='The day after the last day')),
                ('place', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.unit')),
                ('place_words', models.CharField(blank=True, max_length=200)),
                ('topic', models.CharField(max_length=300)),
                ('participants', models.PositiveIntegerField(blank=True, null=True)),
                ('women', models.PositiveIntegerField(blank=True, null=True)),
                ('act', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.legalact')),
                ('serves_kind', models.CharField(blank=True, max_length=40)),
                ('serves_id', models.UUIDField(blank=True, null=True)),
                ('words', models.TextField(blank=True)),
                ('links', django.contrib.postgres.fields.ArrayField(base_field=models.URLField(max_length=500), blank=True, default=list, size=None)),
                ('folded', models.TextField(editable=False, help_text='For search without accents; see kernel.vietnamese.fold')),
                ('is_cancelled', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('version_at', models.DateTimeField()),
                ('version_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('version_reason', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['unit', 'first_day'], name='activities__unit_id_c39490_idx')],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='activities.activity')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='documents.storedfile')),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_reason', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'verbose_name': 'File of an activity',
                'constraints': [models.UniqueConstraint(fields=('activity', 'file'), name='attachment_once'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None), ('withdrawn_reason', '')), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='attachment_withdrawn_when_by_whom_and_why')],
                'triggers': [pgtrigger.compiler.Trigger(name='kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='68b2f6edc312adeeefb706ca0cdd147da1ac13c7', operation='DELETE', pgid='pgtrigger_kept_c06bc', table='activities_attachment', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "activities_attachmentevent" ("activity_id", "added_at", "added_by_id", "file_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (NEW."activity_id", NEW."added_at", NEW."added_by_id", NEW."file_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason"); RETURN NULL;', hash='281e1405c25ded838ccfad1da7def17f6fc8b5b5', operation='INSERT', pgid='pgtrigger_insert_insert_31c73', table='activities_attachment', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "activities_attachmentevent" ("activity_id", "added_at", "added_by_id", "file_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (NEW."activity_id", NEW."added_at", NEW."added_by_id", NEW."file_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason"); RETURN NULL;', hash='4744e0f06d09b0551cefb4f01edaac83e4955ddf', operation='UPDATE', pgid='pgtrigger_update_update_b0615', table='activities_attachment', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='AttachmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='activities.attachment')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, serialize=False)),
                ('activity', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='activities.activity')),
                ('file', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.storedfile')),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_reason', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ActionProgramme',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='action_programmes', to='registry.unit')),
                ('title', models.CharField(max_length=300)),
                ('period', models.CharField(help_text='Code of the period; see kernel.period', max_length=30)),
                ('first_day', models.DateField()),
                ('end_day', models.DateField(help_text='The day after the last day')),
                ('act', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='action_programmes', to='documents.legalact')),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Action programme',
                'constraints': [models.UniqueConstraint(fields=('unit', 'title', 'period'), name='actionprogramme_once', violation_error_message='The body has this programme already.'), models.CheckConstraint(condition=models.Q(('first_day__lt', models.F('end_day'))), name='actionprogramme_a_day_or_more'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='actionprogramme_has_a_title')],
                'triggers': [pgtrigger.compiler.Trigger(name='unit_within_life', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.unit_id IS NOT NULL AND NEW.first_day IS NOT NULL AND NOT EXISTS (\n                SELECT 1 FROM registry_unitversion WHERE unit_id = NEW.unit_id AND valid @> NEW.first_day\n            ) THEN\n                RAISE EXCEPTION 'unit % did not exist on %', NEW.unit_id, NEW.first_day USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='4f67f842467de064f8b5706e436d5c68686347e0', operation='INSERT OR UPDATE OF "unit_id", "first_day"', pgid='pgtrigger_unit_within_life_86fc3', table='activities_actionprogramme', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "activities_actionprogrammeevent" ("act_id", "end_day", "first_day", "id", "made_at", "made_by_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "unit_id") VALUES (NEW."act_id", NEW."end_day", NEW."first_day", NEW."id", NEW."made_at", NEW."made_by_id", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."title", NEW."unit_id"); RETURN NULL;', hash='10d0ebcc99620b1f06a9f0cad71afb1da5cde7b5', operation='INSERT', pgid='pgtrigger_insert_insert_f09dc', table='activities_actionprogramme', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "activities_actionprogrammeevent" ("act_id", "end_day", "first_day", "id", "made_at", "made_by_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "unit_id") VALUES (NEW."act_id", NEW."end_day", NEW."first_day", NEW."id", NEW."made_at", NEW."made_by_id", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."title", NEW."unit_id"); RETURN NULL;', hash='f2f546b468c2174e2b1f8d6673bbd0bfef3520c4', operation='UPDATE', pgid='pgtrigger_update_update_6d2cf', table='activities_actionprogramme', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='ActionProgrammeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='activities.actionprogramme')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, serialize=False)),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.unit')),
                ('title', models.CharField(max_length=300)),
                ('period', models.CharField(help_text='Code of the period; see kernel.period', max_length=30)),
                ('first_day', models.DateField()),
                ('end_day', models.DateField(help_text='The day after the last day')),
                ('act', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.legalact')),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='goals', to='activities.actionprogramme')),
                ('number', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=600)),
            ],
            options={
                'verbose_name': 'Goal of a programme',
                'constraints': [models.UniqueConstraint(fields=('programme', 'number'), name='goal_number_once'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='goal_says_something')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "activities_goalevent" ("id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "text") VALUES (NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."programme_id", NEW."text"); RETURN NULL;', hash='bdc099d1802b8b7b336c8207ad748c4243ca0e43', operation='INSERT', pgid='pgtrigger_insert_insert_f79ad', table='activities_goal', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "activities_goalevent" ("id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "text") VALUES (NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."programme_id", NEW."text"); RETURN NULL;', hash='82b812184bcb304b375d5eeae4eca78fbdb0e22b', operation='UPDATE', pgid='pgtrigger_update_update_59721', table='activities_goal', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='GoalEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='activities.goal')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, serialize=False)),
                ('programme', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='activities.actionprogramme')),
                ('number', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=600)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='activities.goal')),
                ('year', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=600)),
                ('counted', models.CharField(choices=[('activities', 'Number of activities'), ('participants', 'Number of participants'), ('judged', 'No figure, judged in the review')], max_length=12)),
                ('planned', models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'Yearly target',
                'indexes': [models.Index(fields=['goal', 'year'], name='activities__goal_id_15b9b8_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='target_says_something'), models.CheckConstraint(condition=models.Q(models.Q(('counted', 'judged'), ('planned', None)), models.Q(models.Q(('counted', 'judged'), _negated=True), ('planned__gt', 0), ('planned__isnull', False)), _connector='OR'), name='target_has_a_figure_where_it_is_counted', violation_error_message='Give the figure to reach, or choose that the review judges.')],
                'triggers': [pgtrigger.compiler.Trigger(name='within_programme', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF NOT EXISTS (\n        SELECT 1 FROM activities_goal goal JOIN activities_actionprogramme programme ON programme.id = goal.programme_id\n        WHERE goal.id = NEW.goal_id\n          AND NEW.year BETWEEN date_part('year', programme.first_day) AND date_part('year', programme.end_day - 1)\n    ) THEN\n        RAISE EXCEPTION 'a yearly target lies in a year of its programme' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='24dd79dbdbc60f5cb71c2d7d6c8db0659cbb61af', operation='INSERT OR UPDATE OF "goal_id", "year"', pgid='pgtrigger_within_programme_951e7', table='activities_target', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "activities_targetevent" ("counted", "goal_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned", "text", "year") VALUES (NEW."counted", NEW."goal_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."planned", NEW."text", NEW."year"); RETURN NULL;', hash='f29ebd3beafe48a8f292399cf20b876bb2e0cdbc', operation='INSERT', pgid='pgtrigger_insert_insert_5564c', table='activities_target', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "activities_targetevent" ("counted", "goal_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned", "text", "year") VALUES (NEW."counted", NEW."goal_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."planned", NEW."text", NEW."year"); RETURN NULL;', hash='9d1803818d886ecf9c308b8cc97eced44b4a2afa', operation='UPDATE', pgid='pgtrigger_update_update_e8ee5', table='activities_target', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='TargetEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='activities.target')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, serialize=False)),
                ('goal', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='activities.goal')),
                ('year', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=600)),
                ('counted', models.CharField(choices=[('activities', 'Number of activities'), ('participants', 'Number of participants'), ('judged', 'No figure, judged in the review')], max_length=12)),
                ('planned', models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='activities.target')),
                ('verdict', models.CharField(choices=[('reached', 'Target reached'), ('partly', 'Target partly reached'), ('not_reached', 'Target not reached')], max_length=11)),
                ('reached', models.PositiveIntegerField(blank=True, help_text='As counted on that day', null=True)),
                ('words', models.TextField()),
                ('on', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('evidence', models.ManyToManyField(blank=True, related_name='reviews', to='activities.activity')),
            ],
            options={
                'verbose_name': 'Review of a yearly target',
                'indexes': [models.Index(fields=['target', 'made_at'], name='activities__target__84ff5b_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='review_says_something')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ecb09008df9245f074afa6f5fe43ef7d03c1e0d5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_461e9', table='activities_review', when='BEFORE'))],
            },
        ),
    ]
