# Each table is made whole; why, registry/migrations/0001 says.

import django.db.models.deletion
import giaoban.kernel.ids
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0003_alter_storedfile_stored_by_alter_storedfile_unit_and_more'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('registry', '0005_alter_incompatibleroles_first_and_more'),
        ('registry', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='LibraryEntry',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=60)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('issued_on', models.DateField()),
                ('issuer', models.CharField(max_length=200)),
                ('subject', models.CharField(max_length=600)),
                ('folded', models.TextField(editable=False)),
                ('permitted_by', models.CharField(help_text='Who permitted it, with the post', max_length=300)),
                ('basis', models.CharField(help_text='The paper or rule that permits it', max_length=300)),
                ('published_on', models.DateField()),
                ('published_at', models.DateTimeField()),
                ('withdrawn_on', models.DateField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_reason', models.CharField(blank=True, max_length=500)),
                ('act', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='made_public', to='documents.legalact')),
                ('paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='made_public', to='documents.issuedpaper')),
                ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.unit')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Public document',
                'indexes': [models.Index(condition=models.Q(('withdrawn_at', None)), fields=['-issued_on', '-id'], name='libraryentry_public')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('act', None), ('paper__isnull', False)), models.Q(('act__isnull', False), ('paper', None)), _connector='OR'), name='libraryentry_of_an_act_or_a_paper'), models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('act',), name='libraryentry_act_once'), models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('paper',), name='libraryentry_paper_once'), models.CheckConstraint(condition=models.Q(models.Q(('kind', ''), _negated=True), models.Q(('issuer', ''), _negated=True), models.Q(('subject', ''), _negated=True), models.Q(('permitted_by', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='libraryentry_says_what_and_on_whose_word'), models.CheckConstraint(condition=models.Q(('issued_on__lte', models.F('published_on'))), name='libraryentry_issued_before_it_was_public'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None), ('withdrawn_on', None), ('withdrawn_reason', '')), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), ('withdrawn_on__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='libraryentry_withdrawn_when_by_whom_and_why')],
                'triggers': [pgtrigger.compiler.Trigger(name='unit_within_life', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.unit_id IS NOT NULL AND NEW.published_on IS NOT NULL AND NOT EXISTS (\n                SELECT 1 FROM registry_unitversion WHERE unit_id = NEW.unit_id AND valid @> NEW.published_on\n            ) THEN\n                RAISE EXCEPTION 'unit % did not exist on %', NEW.unit_id, NEW.published_on USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='8cc38656e97804f1eb9c02a8c22ca762c9a51ae3', operation='INSERT OR UPDATE OF "unit_id", "published_on"', pgid='pgtrigger_unit_within_life_25b97', table='documents_libraryentry', when='BEFORE')), pgtrigger.compiler.Trigger(name='keeps_its_word', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF to_jsonb(NEW) - '{withdrawn_on,withdrawn_at,withdrawn_by_id,withdrawn_reason}'::text[]\n        IS DISTINCT FROM to_jsonb(OLD) - '{withdrawn_on,withdrawn_at,withdrawn_by_id,withdrawn_reason}'::text[]\n        OR OLD.withdrawn_at IS NOT NULL THEN\n        RAISE EXCEPTION 'what was made public is withdrawn, never changed' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='4aa9f0e49680ca4ac097528b5a1fd5c8168f4192', operation='UPDATE', pgid='pgtrigger_keeps_its_word_aeefb', table='documents_libraryentry', when='BEFORE')), pgtrigger.compiler.Trigger(name='kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='6a2140ba5733000c523a56f4b2ae22072b0688a5', operation='DELETE', pgid='pgtrigger_kept_671af', table='documents_libraryentry', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "documents_libraryentryevent" ("act_id", "basis", "folded", "id", "issued_on", "issuer", "kind", "number", "paper_id", "permitted_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "published_on", "subject", "unit_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_on", "withdrawn_reason") VALUES (NEW."act_id", NEW."basis", NEW."folded", NEW."id", NEW."issued_on", NEW."issuer", NEW."kind", NEW."number", NEW."paper_id", NEW."permitted_by", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."published_on", NEW."subject", NEW."unit_id", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_on", NEW."withdrawn_reason"); RETURN NULL;', hash='409b1a34bd946b033ac57c0868082f70834e733a', operation='INSERT', pgid='pgtrigger_insert_insert_31188', table='documents_libraryentry', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "documents_libraryentryevent" ("act_id", "basis", "folded", "id", "issued_on", "issuer", "kind", "number", "paper_id", "permitted_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "published_on", "subject", "unit_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_on", "withdrawn_reason") VALUES (NEW."act_id", NEW."basis", NEW."folded", NEW."id", NEW."issued_on", NEW."issuer", NEW."kind", NEW."number", NEW."paper_id", NEW."permitted_by", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."published_on", NEW."subject", NEW."unit_id", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_on", NEW."withdrawn_reason"); RETURN NULL;', hash='5529b2339e71277bca05fcaef99152e7398a8585', operation='UPDATE', pgid='pgtrigger_update_update_8db71', table='documents_libraryentry', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='LibraryEntryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, serialize=False)),
                ('kind', models.CharField(max_length=60)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('issued_on', models.DateField()),
                ('issuer', models.CharField(max_length=200)),
                ('subject', models.CharField(max_length=600)),
                ('folded', models.TextField(editable=False)),
                ('permitted_by', models.CharField(help_text='Who permitted it, with the post', max_length=300)),
                ('basis', models.CharField(help_text='The paper or rule that permits it', max_length=300)),
                ('published_on', models.DateField()),
                ('published_at', models.DateTimeField()),
                ('withdrawn_on', models.DateField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_reason', models.CharField(blank=True, max_length=500)),
                ('act', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.legalact')),
                ('paper', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.issuedpaper')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='documents.libraryentry')),
                ('published_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.unit')),
                ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LibraryFile',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('place', models.PositiveSmallIntegerField()),
                ('name', models.CharField(help_text='In its address: small letters, digits and hyphens', max_length=140)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='documents.libraryentry')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
            ],
            options={
                'verbose_name': 'File of a public document',
                'constraints': [models.UniqueConstraint(fields=('entry', 'place'), name='libraryfile_place_once'), models.UniqueConstraint(fields=('entry', 'name'), name='libraryfile_name_once'), models.CheckConstraint(condition=models.Q(('name__regex', '^[a-z0-9]+(-[a-z0-9]+)*\\.[a-z0-9]{2,5}$')), name='libraryfile_name_is_plain')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='050070c55e35f5dca76fd0304513e654aed2fd20', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_922ae', table='documents_libraryfile', when='BEFORE'))],
            },
        ),
    ]
