# Each table is made whole; why, registry/migrations/0001 says.

import datetime
import django.db.models.deletion
import giaoban.kernel.ids
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('registry', '0005_alter_incompatibleroles_first_and_more'),
        ('registry', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='EntryWording',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('weekday', models.PositiveSmallIntegerField(help_text='0 is Monday')),
                ('half', models.CharField(choices=[('day', 'All day'), ('morning', 'Morning'), ('afternoon', 'Afternoon'), ('evening', 'Evening')], max_length=9)),
                ('starts_at', models.TimeField(blank=True, null=True)),
                ('ends_at', models.TimeField(blank=True, null=True)),
                ('content', models.CharField(max_length=1000)),
                ('presides', models.CharField(blank=True, max_length=300)),
                ('takes_part', models.CharField(blank=True, max_length=1000)),
                ('place', models.CharField(blank=True, max_length=300)),
                ('is_cancelled', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Wording of an entry',
            },
        ),
        migrations.CreateModel(
            name='ScheduleWeek',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('monday', models.DateField()),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published')], default='draft', max_length=9)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='schedules', to='registry.unit')),
            ],
            options={
                'verbose_name': 'Weekly schedule',
                'indexes': [models.Index(condition=models.Q(('status', 'published')), fields=['monday'], name='scheduleweek_shown')],
                'constraints': [models.UniqueConstraint(fields=('unit', 'monday'), name='scheduleweek_once'), models.CheckConstraint(condition=models.Q(('monday__iso_week_day', 1)), name='scheduleweek_begins_on_monday'), models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', False), ('published_by__isnull', False), ('status', 'published')), models.Q(('published_at', None), ('published_by', None), ('status', 'draft')), _connector='OR'), name='scheduleweek_published_when_and_by_whom')],
                'triggers': [pgtrigger.compiler.Trigger(name='news_schedule_status', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{draft:published,published:published,published:draft}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='81ad4324a23be6e191cae5abc4fcf08402236b5a', operation='UPDATE', pgid='pgtrigger_news_schedule_status_a51f5', table='news_scheduleweek', when='BEFORE')), pgtrigger.compiler.Trigger(name='unit_within_life', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.unit_id IS NOT NULL AND NEW.monday IS NOT NULL AND NOT EXISTS (\n                SELECT 1 FROM registry_unitversion WHERE unit_id = NEW.unit_id AND valid @> NEW.monday\n            ) THEN\n                RAISE EXCEPTION 'unit % did not exist on %', NEW.unit_id, NEW.monday USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='b33a77965c7acf5251e0f8b045f08087ca2dae9f', operation='INSERT OR UPDATE OF "unit_id", "monday"', pgid='pgtrigger_unit_within_life_a0875', table='news_scheduleweek', when='BEFORE')), pgtrigger.compiler.Trigger(name='kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='58a90625ab344f4d842a98ff1a01852d92971d4a', operation='DELETE', pgid='pgtrigger_kept_19239', table='news_scheduleweek', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "news_scheduleweekevent" ("id", "made_at", "made_by_id", "monday", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "status", "unit_id") VALUES (NEW."id", NEW."made_at", NEW."made_by_id", NEW."monday", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."status", NEW."unit_id"); RETURN NULL;', hash='fe3e8e1d51a85bf3cf6a1eb166d09fc76ea3d36c', operation='INSERT', pgid='pgtrigger_insert_insert_6af2b', table='news_scheduleweek', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "news_scheduleweekevent" ("id", "made_at", "made_by_id", "monday", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "status", "unit_id") VALUES (NEW."id", NEW."made_at", NEW."made_by_id", NEW."monday", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."status", NEW."unit_id"); RETURN NULL;', hash='3a1113daa2529f8ff53f5c440777031ee5fb72be', operation='UPDATE', pgid='pgtrigger_update_update_00654', table='news_scheduleweek', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='ScheduleEntry',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('latest', models.PositiveSmallIntegerField(default=1, help_text='Number of the latest wording')),
                ('changed_at', models.DateTimeField(blank=True, null=True)),
                ('sequence', models.PositiveSmallIntegerField(default=0)),
                ('source_kind', models.CharField(blank=True, max_length=40)),
                ('source_id', models.UUIDField(blank=True, null=True)),
                ('made_at', models.DateTimeField()),
                ('before', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='news.entrywording')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('shown', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='news.entrywording')),
                ('week', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='news.scheduleweek')),
            ],
            options={
                'verbose_name': 'Entry of a schedule',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('source_id', None), ('source_kind', '')), models.Q(models.Q(('source_kind', ''), _negated=True), ('source_id__isnull', False)), _connector='OR'), name='scheduleentry_taken_from_by_kind_and_id'), models.CheckConstraint(condition=models.Q(('before', None), models.Q(('changed_at__isnull', False), ('shown__isnull', False)), _connector='OR'), name='scheduleentry_changed_since_when')],
                'triggers': [pgtrigger.compiler.Trigger(name='kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='952f1a9b70eb153935fe8544c7cf22a6b5a650e1', operation='DELETE', pgid='pgtrigger_kept_34b9a', table='news_scheduleentry', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "news_scheduleentryevent" ("before_id", "changed_at", "id", "latest", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sequence", "shown_id", "source_id", "source_kind", "week_id") VALUES (NEW."before_id", NEW."changed_at", NEW."id", NEW."latest", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sequence", NEW."shown_id", NEW."source_id", NEW."source_kind", NEW."week_id"); RETURN NULL;', hash='56e892ed27daf006c65df1e187fe5db7ddc2acd4', operation='INSERT', pgid='pgtrigger_insert_insert_854c5', table='news_scheduleentry', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "news_scheduleentryevent" ("before_id", "changed_at", "id", "latest", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sequence", "shown_id", "source_id", "source_kind", "week_id") VALUES (NEW."before_id", NEW."changed_at", NEW."id", NEW."latest", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sequence", NEW."shown_id", NEW."source_id", NEW."source_kind", NEW."week_id"); RETURN NULL;', hash='5bcc94427fca59bfb10931385839f4140eba2065', operation='UPDATE', pgid='pgtrigger_update_update_b5415', table='news_scheduleentry', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='ScheduleEntryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, serialize=False)),
                ('latest', models.PositiveSmallIntegerField(default=1, help_text='Number of the latest wording')),
                ('changed_at', models.DateTimeField(blank=True, null=True)),
                ('sequence', models.PositiveSmallIntegerField(default=0)),
                ('source_kind', models.CharField(blank=True, max_length=40)),
                ('source_id', models.UUIDField(blank=True, null=True)),
                ('made_at', models.DateTimeField()),
                ('before', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='news.entrywording')),
                ('made_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='news.scheduleentry')),
                ('shown', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='news.entrywording')),
                ('week', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='news.scheduleweek')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ScheduleWeekEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, serialize=False)),
                ('monday', models.DateField()),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published')], default='draft', max_length=9)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='news.scheduleweek')),
                ('published_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='entrywording',
            name='entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wordings', to='news.scheduleentry'),
        ),
        migrations.AddConstraint(
            model_name='entrywording',
            constraint=models.UniqueConstraint(fields=('entry', 'number'), name='entrywording_number_once'),
        ),
        migrations.AddConstraint(
            model_name='entrywording',
            constraint=models.CheckConstraint(condition=models.Q(('weekday__lte', 6)), name='entrywording_on_a_day_of_the_week'),
        ),
        migrations.AddConstraint(
            model_name='entrywording',
            constraint=models.CheckConstraint(condition=models.Q(('content', ''), _negated=True), name='entrywording_says_what'),
        ),
        migrations.AddConstraint(
            model_name='entrywording',
            constraint=models.CheckConstraint(condition=models.Q(('starts_at', None), models.Q(('half', 'morning'), ('starts_at__lt', datetime.time(12, 0))), models.Q(('half', 'afternoon'), ('starts_at__gte', datetime.time(12, 0)), ('starts_at__lt', datetime.time(18, 0))), models.Q(('half', 'evening'), ('starts_at__gte', datetime.time(18, 0))), _connector='OR'), name='entrywording_hour_lies_in_its_half'),
        ),
        migrations.AddConstraint(
            model_name='entrywording',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at', None), models.Q(('ends_at__gt', models.F('starts_at')), ('starts_at__isnull', False)), _connector='OR'), name='entrywording_ends_after_it_begins', violation_error_message='It would end before it begins.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entrywording',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='efd2eb95678072e0fbb2253bc19ec46c7b577a58', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b0fdc', table='news_entrywording', when='BEFORE')),
        ),
    ]
