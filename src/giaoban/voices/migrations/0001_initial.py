# Each table is made whole; why, registry/migrations/0001 says.

import django.contrib.postgres.fields
import django.db.models.deletion
import giaoban.kernel.ids
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('registry', '0003_alter_incompatibleroles_first_and_more'),
        ('registry', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Salt',
            fields=[
                ('day', models.DateField(primary_key=True, serialize=False)),
                ('value', models.BinaryField(max_length=32)),
            ],
            options={
                'verbose_name': 'Salt of a day',
            },
        ),
        migrations.CreateModel(
            name='Hits',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.CharField(max_length=60)),
                ('key', models.CharField(max_length=32)),
                ('day', models.DateField()),
                ('slot', models.PositiveSmallIntegerField(help_text='Which ten minutes of the day')),
                ('count', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'Comings of one connection',
                'indexes': [models.Index(fields=['day'], name='voices_hits_day_6a488f_idx')],
                'constraints': [models.UniqueConstraint(fields=('scope', 'key', 'day', 'slot'), name='hits_once_a_slot')],
            },
        ),
        migrations.CreateModel(
            name='Poll',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('question', models.CharField(max_length=300)),
                ('words', models.TextField(blank=True)),
                ('mode', models.CharField(choices=[('single', 'One choice'), ('several', 'Several choices')], default='single', max_length=7)),
                ('most', models.PositiveSmallIntegerField(blank=True, help_text='How many choices at most', null=True)),
                ('electorate', models.CharField(choices=[('members', 'Members only: signed in, one vote each'), ('open', 'Anybody, without an account')], max_length=7)),
                ('opens_on', models.DateField()),
                ('closes_on', models.DateField(help_text='The day after the last day')),
                ('hides_results', models.BooleanField(default=True, help_text='Until the poll is closed')),
                ('status', models.CharField(choices=[('draft', 'Draft of a poll'), ('open', 'Opened'), ('closed', 'Closed and counted'), ('dropped', 'Dropped')], default='draft', max_length=7)),
                ('made_at', models.DateTimeField()),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='polls', to='registry.unit')),
            ],
            options={
                'verbose_name': 'Poll',
                'indexes': [models.Index(fields=['status', 'closes_on'], name='voices_poll_status_95735d_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('question', ''), _negated=True), name='poll_asks_something'), models.CheckConstraint(condition=models.Q(('opens_on__lt', models.F('closes_on'))), name='poll_a_day_or_more', violation_error_message='The last day cannot be before the first.'), models.CheckConstraint(condition=models.Q(('most', None), models.Q(('mode', 'several'), ('most__gte', 2)), _connector='OR'), name='poll_most_of_several'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('opened_at', None), ('status__in', ('draft', 'dropped'))), models.Q(('closed_at', None), ('opened_at__isnull', False), ('opened_by__isnull', False), ('status', 'open')), models.Q(('closed_at__isnull', False), ('opened_at__isnull', False), ('status', 'closed')), _connector='OR'), name='poll_status_when_and_by_whom')],
                'triggers': [pgtrigger.compiler.Trigger(name='voices_poll_status', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{draft:open,draft:dropped,open:closed}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='91a69004d0162e466305bbf847b92f4eb1b66dde', operation='UPDATE', pgid='pgtrigger_voices_poll_status_13403', table='voices_poll', when='BEFORE')), pgtrigger.compiler.Trigger(name='unit_within_life', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.unit_id IS NOT NULL AND NEW.opens_on IS NOT NULL AND NOT EXISTS (\n                SELECT 1 FROM registry_unitversion WHERE unit_id = NEW.unit_id AND valid @> NEW.opens_on\n            ) THEN\n                RAISE EXCEPTION 'unit % did not exist on %', NEW.unit_id, NEW.opens_on USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='63dc93d5b467c2984866b6be37d5083564febb6c', operation='INSERT OR UPDATE OF "unit_id", "opens_on"', pgid='pgtrigger_unit_within_life_d6822', table='voices_poll', when='BEFORE')), pgtrigger.compiler.Trigger(name='keep', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF OLD.status <> 'draft' AND (NEW.unit_id, NEW.question, NEW.words, NEW.mode, NEW.most, NEW.electorate, NEW.opens_on,\n        NEW.closes_on, NEW.hides_results) IS DISTINCT FROM (OLD.unit_id, OLD.question, OLD.words, OLD.mode, OLD.most,\n        OLD.electorate, OLD.opens_on, OLD.closes_on, OLD.hides_results) THEN\n        RAISE EXCEPTION 'a poll that was opened keeps its question and its rules' USING ERRCODE = 'check_violation';\n    END IF;\n    IF NEW.status = 'open' AND OLD.status = 'draft'\n        AND (SELECT count(*) FROM voices_option WHERE poll_id = NEW.id) < 2 THEN\n        RAISE EXCEPTION 'a poll offers two answers at least' USING ERRCODE = 'check_violation';\n    END IF;\n    IF NEW.status = 'closed' AND EXISTS (SELECT 1 FROM voices_urn WHERE poll_id = NEW.id) THEN\n        RAISE EXCEPTION 'a poll is closed when its urn is empty' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='8154252fe9b03df9411ec419c3f815a84ff180c3', operation='UPDATE', pgid='pgtrigger_keep_17ff7', table='voices_poll', when='BEFORE')), pgtrigger.compiler.Trigger(name='kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='e66b0103e80e33ffaeea1b42b955cf011b997e9c', operation='DELETE', pgid='pgtrigger_kept_e7343', table='voices_poll', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "voices_pollevent" ("closed_at", "closed_by_id", "closes_on", "electorate", "hides_results", "id", "made_at", "made_by_id", "mode", "most", "opened_at", "opened_by_id", "opens_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "status", "unit_id", "words") VALUES (NEW."closed_at", NEW."closed_by_id", NEW."closes_on", NEW."electorate", NEW."hides_results", NEW."id", NEW."made_at", NEW."made_by_id", NEW."mode", NEW."most", NEW."opened_at", NEW."opened_by_id", NEW."opens_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."question", NEW."status", NEW."unit_id", NEW."words"); RETURN NULL;', hash='bbbd57df2e32952a5482b382578dada20f2ec010', operation='INSERT', pgid='pgtrigger_insert_insert_f969a', table='voices_poll', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "voices_pollevent" ("closed_at", "closed_by_id", "closes_on", "electorate", "hides_results", "id", "made_at", "made_by_id", "mode", "most", "opened_at", "opened_by_id", "opens_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "status", "unit_id", "words") VALUES (NEW."closed_at", NEW."closed_by_id", NEW."closes_on", NEW."electorate", NEW."hides_results", NEW."id", NEW."made_at", NEW."made_by_id", NEW."mode", NEW."most", NEW."opened_at", NEW."opened_by_id", NEW."opens_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."question", NEW."status", NEW."unit_id", NEW."words"); RETURN NULL;', hash='e382bd1e1572f266fe49f5853f9d8a320b6b7bf3', operation='UPDATE', pgid='pgtrigger_update_update_596cd', table='voices_poll', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Option',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=200)),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='options', to='voices.poll')),
            ],
            options={
                'verbose_name': 'Answer of a poll',
                'ordering': ['poll', 'number'],
                'constraints': [models.UniqueConstraint(fields=('poll', 'number'), name='option_number_once'), models.UniqueConstraint(fields=('poll', 'text'), name='option_text_once'), models.CheckConstraint(condition=models.Q(('number__range', (1, 20))), name='option_numbered_from_one')],
                'triggers': [pgtrigger.compiler.Trigger(name='keep', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF (SELECT status FROM voices_poll WHERE id = coalesce(NEW.poll_id, OLD.poll_id)) <> 'draft' THEN\n        RAISE EXCEPTION 'a poll that was opened keeps its answers' USING ERRCODE = 'check_violation';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n", hash='13665cc4ca6b0b4827c0a533fcbcaaf6d8d65df0', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_keep_d72f9', table='voices_option', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Browser',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=64)),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='browsers', to='voices.poll')),
            ],
            options={
                'verbose_name': 'Browser that has answered',
                'constraints': [models.UniqueConstraint(fields=('poll', 'key'), name='browser_once')],
            },
        ),
        migrations.CreateModel(
            name='Ballot',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('batch', models.PositiveIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('nonce', models.CharField(max_length=64)),
                ('choices', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), size=None)),
                ('commitment', models.CharField(max_length=64)),
                ('hash', models.CharField(max_length=64)),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='voices.poll')),
            ],
            options={
                'verbose_name': 'Line of the log',
                'constraints': [models.UniqueConstraint(fields=('poll', 'number'), name='ballot_number_once'), models.UniqueConstraint(fields=('poll', 'digest'), name='ballot_receipt_once'), models.CheckConstraint(condition=models.Q(('batch__gte', 1), ('number__gte', 1)), name='ballot_numbered_from_one')],
                'triggers': [pgtrigger.compiler.Trigger(name='admissible', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF NOT EXISTS (\n        SELECT 1 FROM voices_poll poll WHERE poll.id = NEW.poll_id AND poll.status = 'open'\n            AND cardinality(NEW.choices) BETWEEN 1 AND CASE poll.mode WHEN 'single' THEN 1 ELSE coalesce(poll.most, 20) END\n            AND cardinality(NEW.choices) = (\n                SELECT count(*) FROM voices_option WHERE poll_id = poll.id AND number = ANY (NEW.choices)\n            )\n    ) THEN\n        RAISE EXCEPTION 'a ballot says what its poll allows while that takes answers' USING ERRCODE = 'check_violation';\n    END IF;\n    IF TG_TABLE_NAME = 'voices_urn' AND EXISTS (\n        SELECT 1 FROM voices_ballot WHERE poll_id = NEW.poll_id AND digest = NEW.digest\n    ) THEN\n        RAISE EXCEPTION 'a receipt stands for one ballot' USING ERRCODE = 'unique_violation';\n    END IF;\n    RETURN NEW;\n", hash='da05d63128f175e8ce719e5df66fbbee86509df6', operation='INSERT', pgid='pgtrigger_admissible_8e118', table='voices_ballot', when='BEFORE')), pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ca522b1ff9508be0ceecc9fe9e4477d3b05db08b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_51e8b', table='voices_ballot', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='PollBlock',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('when_none', models.CharField(choices=[('say', 'A plain sentence that none is running'), ('absent', 'Nothing: the block is absent')], default='say', max_length=6)),
                ('poll', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voices.poll')),
            ],
            options={
                'verbose_name': 'Poll on the front page',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='pollblock_is_one')],
            },
        ),
        migrations.CreateModel(
            name='PollEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, serialize=False)),
                ('question', models.CharField(max_length=300)),
                ('words', models.TextField(blank=True)),
                ('mode', models.CharField(choices=[('single', 'One choice'), ('several', 'Several choices')], default='single', max_length=7)),
                ('most', models.PositiveSmallIntegerField(blank=True, help_text='How many choices at most', null=True)),
                ('electorate', models.CharField(choices=[('members', 'Members only: signed in, one vote each'), ('open', 'Anybody, without an account')], max_length=7)),
                ('opens_on', models.DateField()),
                ('closes_on', models.DateField(help_text='The day after the last day')),
                ('hides_results', models.BooleanField(default=True, help_text='Until the poll is closed')),
                ('status', models.CharField(choices=[('draft', 'Draft of a poll'), ('open', 'Opened'), ('closed', 'Closed and counted'), ('dropped', 'Dropped')], default='draft', max_length=7)),
                ('made_at', models.DateTimeField()),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('closed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('opened_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='voices.poll')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RefusalCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('again', 'The same member a second time'), ('browser', 'The same browser a second time'), ('replay', 'A form that had been sent already'), ('forged', 'A form that we did not make, or one of another poll'), ('expired', 'A form that was too old'), ('haste', 'Sent faster than a person can'), ('crowd', 'Too many from one connection in a short time'), ('not_running', 'Before the opening or after the close'), ('invalid', 'No choice, too many, or one that does not exist')], max_length=11)),
                ('count', models.PositiveBigIntegerField(default=0)),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='refusals', to='voices.poll')),
            ],
            options={
                'verbose_name': 'Answers that were not counted',
                'constraints': [models.UniqueConstraint(fields=('poll', 'reason'), name='refusalcount_once')],
            },
        ),
        migrations.CreateModel(
            name='Turnout',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='turnout', to='voices.poll')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Who has voted',
                'constraints': [models.UniqueConstraint(fields=('poll', 'user'), name='turnout_one_vote_each')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='02ed47fb772564e045bad5d5b1c2d9171202be9e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b6efe', table='voices_turnout', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Urn',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('digest', models.CharField(help_text='Hash of the receipt that its voter holds', max_length=64)),
                ('nonce', models.CharField(max_length=64)),
                ('choices', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), size=None)),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='urn', to='voices.poll')),
            ],
            options={
                'verbose_name': 'Ballot in the urn',
                'constraints': [models.UniqueConstraint(fields=('poll', 'digest'), name='urn_receipt_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='admissible', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF NOT EXISTS (\n        SELECT 1 FROM voices_poll poll WHERE poll.id = NEW.poll_id AND poll.status = 'open'\n            AND cardinality(NEW.choices) BETWEEN 1 AND CASE poll.mode WHEN 'single' THEN 1 ELSE coalesce(poll.most, 20) END\n            AND cardinality(NEW.choices) = (\n                SELECT count(*) FROM voices_option WHERE poll_id = poll.id AND number = ANY (NEW.choices)\n            )\n    ) THEN\n        RAISE EXCEPTION 'a ballot says what its poll allows while that takes answers' USING ERRCODE = 'check_violation';\n    END IF;\n    IF TG_TABLE_NAME = 'voices_urn' AND EXISTS (\n        SELECT 1 FROM voices_ballot WHERE poll_id = NEW.poll_id AND digest = NEW.digest\n    ) THEN\n        RAISE EXCEPTION 'a receipt stands for one ballot' USING ERRCODE = 'unique_violation';\n    END IF;\n    RETURN NEW;\n", hash='9af9ad64318e0e29f07573ed6a6229624d685f91', operation='INSERT', pgid='pgtrigger_admissible_c76b8', table='voices_urn', when='BEFORE')), pgtrigger.compiler.Trigger(name='unchanged', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='db26e39d52462dd7ec6ab679df57be2ab938a26b', operation='UPDATE', pgid='pgtrigger_unchanged_15e8a', table='voices_urn', when='BEFORE'))],
            },
        ),
    ]
