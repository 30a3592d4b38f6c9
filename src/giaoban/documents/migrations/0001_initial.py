# Each table is made whole. An operation of its own for a pointer, a constraint, an index or a trigger makes Django render
# most models anew: that took a first start from 6 s to 23. pgtrigger's schema editor makes the triggers with the table.

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import giaoban.kernel.ids
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('registry', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LegalAct',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=300, unique=True)),
                ('kind', models.CharField(max_length=60)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('issued_on', models.DateField(blank=True, null=True)),
                ('issuer', models.CharField(blank=True, max_length=200)),
                ('title', models.CharField(blank=True, max_length=600)),
                ('in_force', django.contrib.postgres.fields.ranges.DateRangeField(blank=True, null=True)),
                ('replaces', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='documents.legalact')),
            ],
            options={
                'verbose_name': 'Legal act',
                'constraints': [models.CheckConstraint(condition=models.Q(('issuer', ''), ('number', ''), ('title', ''), _negated=True), name='legalact_says_which'), models.CheckConstraint(condition=models.Q(('replaces', models.F('id')), _negated=True), name='legalact_not_its_own_successor')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "documents_legalactevent" ("id", "in_force", "issued_on", "issuer", "key", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaces_id", "title") VALUES (NEW."id", NEW."in_force", NEW."issued_on", NEW."issuer", NEW."key", NEW."kind", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."replaces_id", NEW."title"); RETURN NULL;', hash='b09652b4f3ae54900776b566d89744fac9206799', operation='INSERT', pgid='pgtrigger_insert_insert_95ca2', table='documents_legalact', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "documents_legalactevent" ("id", "in_force", "issued_on", "issuer", "key", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaces_id", "title") VALUES (NEW."id", NEW."in_force", NEW."issued_on", NEW."issuer", NEW."key", NEW."kind", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."replaces_id", NEW."title"); RETURN NULL;', hash='b496ece54984f0afb0ea333e23b6e1d81e3427f1', operation='UPDATE', pgid='pgtrigger_update_update_ef1ad', table='documents_legalact', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='LegalActEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='documents.legalact')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, serialize=False)),
                ('key', models.CharField(max_length=300)),
                ('kind', models.CharField(max_length=60)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('issued_on', models.DateField(blank=True, null=True)),
                ('issuer', models.CharField(blank=True, max_length=200)),
                ('title', models.CharField(blank=True, max_length=600)),
                ('in_force', django.contrib.postgres.fields.ranges.DateRangeField(blank=True, null=True)),
                ('replaces', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.legalact')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('sha256', models.CharField(max_length=64)),
                ('media_type', models.CharField(max_length=100)),
                ('name', models.CharField(help_text='As it was called, made safe', max_length=120)),
                ('size', models.PositiveBigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.unit')),
                ('stored_at', models.DateTimeField()),
                ('stored_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'File',
                'indexes': [models.Index(fields=['sha256'], name='documents_s_sha256_038e3f_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='storedfile_not_empty')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='dbb5d42e0e21119ac15dc5e7e657129bc7f24ee1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_78f08', table='documents_storedfile', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='NumberSeries',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.unit')),
                ('kind', models.CharField(max_length=12)),
                ('year', models.PositiveSmallIntegerField()),
                ('book', models.CharField(choices=[('here', 'Numbers are given here'), ('elsewhere', "Numbers come from the office's book")], max_length=9)),
                ('first', models.PositiveIntegerField(default=1, help_text='The first number that was given here')),
                ('last', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'Series of numbers',
                'constraints': [models.UniqueConstraint(fields=('unit', 'kind', 'year'), name='numberseries_one_a_year'), models.CheckConstraint(condition=models.Q(('first__gte', 1), ('last__gte', django.db.models.expressions.CombinedExpression(models.F('first'), '-', models.Value(1)))), name='numberseries_runs')],
                'triggers': [pgtrigger.compiler.Trigger(name='runs_without_a_gap', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF (NEW.unit_id, NEW.kind, NEW.year, NEW.book, NEW.first)\n                        IS DISTINCT FROM (OLD.unit_id, OLD.kind, OLD.year, OLD.book, OLD.first)\n                        OR NEW.last < OLD.last OR (NEW.book = 'here' AND NEW.last > OLD.last + 1) THEN\n                        RAISE EXCEPTION 'a series of numbers runs on by one' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ", hash='db82bdfd012fbf24f29ee11ce447fd3d23d8b6fb', operation='UPDATE', pgid='pgtrigger_runs_without_a_gap_dc46d', table='documents_numberseries', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='8b4192200100b7dadee21fbcb0fb6caedf9fc396', operation='DELETE', pgid='pgtrigger_never_deleted_211d8', table='documents_numberseries', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='IssuedPaper',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='registry.unit')),
                ('profile', models.CharField(help_text='Edition of the letterhead', max_length=20)),
                ('kind', models.CharField(max_length=12)),
                ('sign', models.CharField(blank=True, help_text='What follows number and kind', max_length=40)),
                ('subject', models.CharField(max_length=600)),
                ('subject_folded', models.TextField(editable=False)),
                ('status', models.CharField(choices=[('draft', 'Draft of a paper'), ('submitted', 'Submitted for signature'), ('signed', 'Signed'), ('withdrawn', 'Withdrawn')], default='draft', max_length=9)),
                ('about_kind', models.CharField(blank=True, max_length=40)),
                ('about_id', models.UUIDField(blank=True, null=True)),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('number', models.PositiveIntegerField(blank=True, null=True)),
                ('drafted_on', models.DateField()),
                ('drafted_at', models.DateTimeField()),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('signed_on', models.DateField(blank=True, null=True)),
                ('signer_name', models.CharField(blank=True, max_length=120)),
                ('signer_post', models.CharField(blank=True, max_length=200)),
                ('scan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('recorded_at', models.DateTimeField(blank=True, null=True)),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_reason', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'verbose_name': 'Issued paper',
                'indexes': [models.Index(fields=['about_kind', 'about_id'], name='documents_i_about_k_86e234_idx'), models.Index(fields=['unit', '-drafted_at'], name='documents_i_unit_id_7c8e16_idx'), models.Index(fields=['status', '-drafted_at'], name='documents_i_status_5c5c3a_idx')],
                'constraints': [models.UniqueConstraint(fields=('unit', 'kind', 'year', 'number'), name='issuedpaper_number_once', violation_error_message='Another paper has this number already.'), models.CheckConstraint(condition=models.Q(models.Q(('number', None), ('year', None)), models.Q(('number__gte', 1), ('year__isnull', False)), _connector='OR'), name='issuedpaper_number_of_a_year'), models.CheckConstraint(condition=models.Q(models.Q(('about_id', None), ('about_kind', '')), models.Q(models.Q(('about_kind', ''), _negated=True), ('about_id__isnull', False)), _connector='OR'), name='issuedpaper_about_something_or_nothing'), models.CheckConstraint(condition=models.Q(('subject', ''), _negated=True), name='issuedpaper_has_a_subject'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'draft'), ('submitted_at', None), ('submitted_by', None), ('recorded_at', None), ('recorded_by', None), ('scan', None), ('signed_on', None), ('signer_name', ''), ('signer_post', ''), ('withdrawn_at', None), ('withdrawn_by', None), ('withdrawn_reason', '')), models.Q(('status', 'submitted'), ('submitted_at__isnull', False), ('submitted_by__isnull', False), ('recorded_at', None), ('recorded_by', None), ('scan', None), ('signed_on', None), ('signer_name', ''), ('signer_post', ''), ('withdrawn_at', None), ('withdrawn_by', None), ('withdrawn_reason', '')), models.Q(('status', 'signed'), ('submitted_at__isnull', False), ('submitted_by__isnull', False), ('number__isnull', False), ('recorded_at__isnull', False), ('recorded_by__isnull', False), ('signed_on__isnull', False), models.Q(('signer_name', ''), _negated=True), ('withdrawn_at', None), ('withdrawn_by', None), ('withdrawn_reason', '')), models.Q(('status', 'withdrawn'), ('recorded_at', None), ('recorded_by', None), ('scan', None), ('signed_on', None), ('signer_name', ''), ('signer_post', ''), ('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='issuedpaper_status_when_and_by_whom')],
                'triggers': [pgtrigger.compiler.Trigger(name='documents_paper_status', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{draft:submitted,submitted:draft,submitted:signed,signed:submitted,draft:withdrawn,submitted:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='f6f34b13ef712b7e4bb1d714fac0f6d48a8bb29f', operation='UPDATE', pgid='pgtrigger_documents_paper_status_5f35a', table='documents_issuedpaper', when='BEFORE')), pgtrigger.compiler.Trigger(name='unit_within_life', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.unit_id IS NOT NULL AND NEW.drafted_on IS NOT NULL AND NOT EXISTS (\n                SELECT 1 FROM registry_unitversion WHERE unit_id = NEW.unit_id AND valid @> NEW.drafted_on\n            ) THEN\n                RAISE EXCEPTION 'unit % did not exist on %', NEW.unit_id, NEW.drafted_on USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='53eeceb6383a7b51ea45887ebfe81738e010c317', operation='INSERT OR UPDATE OF "unit_id", "drafted_on"', pgid='pgtrigger_unit_within_life_1e02e', table='documents_issuedpaper', when='BEFORE')), pgtrigger.compiler.Trigger(name='keeps_its_word', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF OLD.status <> 'draft' AND (NEW.unit_id, NEW.profile, NEW.kind, NEW.sign, NEW.subject)\n        IS DISTINCT FROM (OLD.unit_id, OLD.profile, OLD.kind, OLD.sign, OLD.subject) THEN\n        RAISE EXCEPTION 'a paper that was submitted keeps its content' USING ERRCODE = 'check_violation';\n    END IF;\n    IF OLD.status = 'signed' AND NEW.status = 'signed' AND (\n        (NEW.signed_on, NEW.signer_name, NEW.signer_post) IS DISTINCT FROM (OLD.signed_on, OLD.signer_name, OLD.signer_post)\n        OR (OLD.scan_id IS NOT NULL AND NEW.scan_id IS DISTINCT FROM OLD.scan_id)) THEN\n        RAISE EXCEPTION 'a signed paper keeps its signature' USING ERRCODE = 'check_violation';\n    END IF;\n    IF OLD.number IS NOT NULL AND (NEW.number, NEW.year) IS DISTINCT FROM (OLD.number, OLD.year)\n        AND NOT (OLD.status = 'signed' AND NEW.status = 'submitted' AND NEW.number IS NULL) THEN\n        RAISE EXCEPTION 'a number that was given stays with its paper' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='47bb164a6ba4b2493013c34cd51513defa7aeb41', operation='UPDATE', pgid='pgtrigger_keeps_its_word_903ba', table='documents_issuedpaper', when='BEFORE')), pgtrigger.compiler.Trigger(name='number_of_the_series', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF NEW.number IS NOT NULL AND NOT EXISTS (\n        SELECT 1 FROM documents_numberseries series\n        WHERE series.unit_id = NEW.unit_id AND series.kind = NEW.kind AND series.year = NEW.year\n            AND series.last >= NEW.number AND (series.book = 'elsewhere' OR series.first <= NEW.number)\n    ) THEN\n        RAISE EXCEPTION 'number % was not given by the series', NEW.number USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='76acbad03c21a3392009b3d90b3aa344b57fc83c', operation='INSERT OR UPDATE OF "number", "year"', pgid='pgtrigger_number_of_the_series_ac703', table='documents_issuedpaper', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='18abe069d86f289dffc8535f6e05e2f1e84f88d8', operation='DELETE', pgid='pgtrigger_never_deleted_d5de2', table='documents_issuedpaper', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "documents_issuedpaperevent" ("about_id", "about_kind", "drafted_at", "drafted_by_id", "drafted_on", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile", "recorded_at", "recorded_by_id", "scan_id", "sign", "signed_on", "signer_name", "signer_post", "status", "subject", "subject_folded", "submitted_at", "submitted_by_id", "unit_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason", "year") VALUES (NEW."about_id", NEW."about_kind", NEW."drafted_at", NEW."drafted_by_id", NEW."drafted_on", NEW."id", NEW."kind", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."profile", NEW."recorded_at", NEW."recorded_by_id", NEW."scan_id", NEW."sign", NEW."signed_on", NEW."signer_name", NEW."signer_post", NEW."status", NEW."subject", NEW."subject_folded", NEW."submitted_at", NEW."submitted_by_id", NEW."unit_id", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason", NEW."year"); RETURN NULL;', hash='904069ac5c639d0360315c10e86f1012a047c3f3', operation='INSERT', pgid='pgtrigger_insert_insert_4be5d', table='documents_issuedpaper', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "documents_issuedpaperevent" ("about_id", "about_kind", "drafted_at", "drafted_by_id", "drafted_on", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile", "recorded_at", "recorded_by_id", "scan_id", "sign", "signed_on", "signer_name", "signer_post", "status", "subject", "subject_folded", "submitted_at", "submitted_by_id", "unit_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason", "year") VALUES (NEW."about_id", NEW."about_kind", NEW."drafted_at", NEW."drafted_by_id", NEW."drafted_on", NEW."id", NEW."kind", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."profile", NEW."recorded_at", NEW."recorded_by_id", NEW."scan_id", NEW."sign", NEW."signed_on", NEW."signer_name", NEW."signer_post", NEW."status", NEW."subject", NEW."subject_folded", NEW."submitted_at", NEW."submitted_by_id", NEW."unit_id", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason", NEW."year"); RETURN NULL;', hash='fb24249f87da38bd0267a1e2c3cbbe37c38d25d3', operation='UPDATE', pgid='pgtrigger_update_update_65a3f', table='documents_issuedpaper', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='IssuedPaperEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='documents.issuedpaper')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, serialize=False)),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.unit')),
                ('profile', models.CharField(help_text='Edition of the letterhead', max_length=20)),
                ('kind', models.CharField(max_length=12)),
                ('sign', models.CharField(blank=True, help_text='What follows number and kind', max_length=40)),
                ('subject', models.CharField(max_length=600)),
                ('subject_folded', models.TextField(editable=False)),
                ('status', models.CharField(choices=[('draft', 'Draft of a paper'), ('submitted', 'Submitted for signature'), ('signed', 'Signed'), ('withdrawn', 'Withdrawn')], default='draft', max_length=9)),
                ('about_kind', models.CharField(blank=True, max_length=40)),
                ('about_id', models.UUIDField(blank=True, null=True)),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('number', models.PositiveIntegerField(blank=True, null=True)),
                ('drafted_on', models.DateField()),
                ('drafted_at', models.DateTimeField()),
                ('drafted_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('submitted_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('signed_on', models.DateField(blank=True, null=True)),
                ('signer_name', models.CharField(blank=True, max_length=120)),
                ('signer_post', models.CharField(blank=True, max_length=200)),
                ('scan', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.storedfile')),
                ('recorded_at', models.DateTimeField(blank=True, null=True)),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_reason', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PaperVersion',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='documents.issuedpaper')),
                ('number', models.PositiveSmallIntegerField()),
                ('content', models.JSONField()),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Version of a paper',
                'constraints': [models.UniqueConstraint(fields=('paper', 'number'), name='paperversion_number_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='paperversion_from_one')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a252a4e7271c00c758052267f6cb7ed51a26d2b2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b45cf', table='documents_paperversion', when='BEFORE')), pgtrigger.compiler.Trigger(name='of_a_draft', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF NOT EXISTS (SELECT 1 FROM documents_issuedpaper WHERE id = NEW.paper_id AND status = 'draft') THEN\n        RAISE EXCEPTION 'only a draft gets another version' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='3a72647254b797a8e6ecffecd4e7592368b2b3fc', operation='INSERT', pgid='pgtrigger_of_a_draft_e23ce', table='documents_paperversion', when='BEFORE'))],
            },
        ),
    ]
