# Each table is made whole; why, registry/migrations/0001 says.

import django.contrib.postgres.fields
import django.db.models.deletion
import giaoban.kernel.ids
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('briefing', '0001_initial'),
        ('documents', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('registry', '0002_incompatible_roles'),
        ('registry', '__first__'),
    ]

    operations = [
        migrations.AlterField(
            model_name='briefingtext',
            name='kind',
            field=models.CharField(choices=[('article', 'Article or notes'), ('minutes', 'Minutes'), ('official', 'Signed notice of conclusions'), ('list', 'Old list of tasks')], max_length=8),
        ),
        migrations.AlterField(
            model_name='briefingtextevent',
            name='kind',
            field=models.CharField(choices=[('article', 'Article or notes'), ('minutes', 'Minutes'), ('official', 'Signed notice of conclusions'), ('list', 'Old list of tasks')], max_length=8),
        ),
        migrations.CreateModel(
            name='OldList',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=500)),
                ('held_on', models.DateField(help_text='The day as of which the list stands')),
                ('sheet', models.CharField(max_length=100)),
                ('sheets', models.JSONField(default=list)),
                ('headings', models.JSONField(default=list)),
                ('columns', models.JSONField(default=dict)),
                ('order', models.CharField(max_length=8)),
                ('take_done', models.BooleanField(default=False)),
                ('chosen', models.JSONField(default=dict)),
                ('notes', models.JSONField(default=list)),
                ('status', models.CharField(choices=[('reviewing', 'Under review'), ('confirmed', 'Confirmed'), ('discarded', 'Discarded')], default='reviewing', max_length=10)),
                ('created_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('briefing', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='old_list', to='briefing.briefing')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='old_lists', to='briefing.series')),
                ('unit', models.ForeignKey(help_text='The body that imports', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.unit')),
            ],
            options={
                'verbose_name': 'Old list',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_by', None), ('status', 'reviewing')), models.Q(models.Q(('status', 'reviewing'), _negated=True), ('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='oldlist_closed_when_and_by_whom'), models.CheckConstraint(condition=models.Q(models.Q(('briefing__isnull', False), ('status', 'confirmed')), models.Q(models.Q(('status', 'confirmed'), _negated=True), ('briefing', None)), _connector='OR'), name='oldlist_confirmed_with_its_briefing')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "briefing_oldlistevent" ("briefing_id", "chosen", "closed_at", "closed_by_id", "columns", "created_at", "created_by_id", "file_id", "headings", "held_on", "id", "notes", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "series_id", "sheet", "sheets", "status", "take_done", "title", "unit_id") VALUES (NEW."briefing_id", NEW."chosen", NEW."closed_at", NEW."closed_by_id", NEW."columns", NEW."created_at", NEW."created_by_id", NEW."file_id", NEW."headings", NEW."held_on", NEW."id", NEW."notes", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."series_id", NEW."sheet", NEW."sheets", NEW."status", NEW."take_done", NEW."title", NEW."unit_id"); RETURN NULL;', hash='5c2a7376afa2e10635c8d8a75d01e52d31a86109', operation='INSERT', pgid='pgtrigger_insert_insert_82419', table='briefing_oldlist', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "briefing_oldlistevent" ("briefing_id", "chosen", "closed_at", "closed_by_id", "columns", "created_at", "created_by_id", "file_id", "headings", "held_on", "id", "notes", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "series_id", "sheet", "sheets", "status", "take_done", "title", "unit_id") VALUES (NEW."briefing_id", NEW."chosen", NEW."closed_at", NEW."closed_by_id", NEW."columns", NEW."created_at", NEW."created_by_id", NEW."file_id", NEW."headings", NEW."held_on", NEW."id", NEW."notes", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."series_id", NEW."sheet", NEW."sheets", NEW."status", NEW."take_done", NEW."title", NEW."unit_id"); RETURN NULL;', hash='f88af147286832da51e98dce2ffa1597990e1123', operation='UPDATE', pgid='pgtrigger_update_update_2e1ff', table='briefing_oldlist', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='OldListEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, serialize=False)),
                ('title', models.CharField(max_length=500)),
                ('held_on', models.DateField(help_text='The day as of which the list stands')),
                ('sheet', models.CharField(max_length=100)),
                ('sheets', models.JSONField(default=list)),
                ('headings', models.JSONField(default=list)),
                ('columns', models.JSONField(default=dict)),
                ('order', models.CharField(max_length=8)),
                ('take_done', models.BooleanField(default=False)),
                ('chosen', models.JSONField(default=dict)),
                ('notes', models.JSONField(default=list)),
                ('status', models.CharField(choices=[('reviewing', 'Under review'), ('confirmed', 'Confirmed'), ('discarded', 'Discarded')], default='reviewing', max_length=10)),
                ('created_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('briefing', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='briefing.briefing')),
                ('closed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.storedfile')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='briefing.oldlist')),
                ('series', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='briefing.series')),
                ('unit', models.ForeignKey(db_constraint=False, help_text='The body that imports', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OldRow',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('joined', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveIntegerField(), blank=True, default=list, size=None)),
                ('fate', models.CharField(choices=[('new', 'New task'), ('known', 'There already'), ('done', 'Done by the list itself'), ('refused', 'Refused'), ('aside', 'No task')], max_length=8)),
                ('text', models.TextField(blank=True)),
                ('told', models.JSONField(default=dict)),
                ('cells', models.JSONField(default=dict)),
                ('problems', models.JSONField(default=list)),
                ('same_as', models.PositiveIntegerField(blank=True, null=True)),
                ('old_list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='briefing.oldlist')),
                ('task', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='old_row', to='briefing.task')),
                ('twin', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='briefing.task')),
            ],
            options={
                'verbose_name': 'Row of an old list',
                'indexes': [models.Index(fields=['old_list', 'fate', 'number'], name='briefing_ol_old_lis_7dfb42_idx')],
                'constraints': [models.UniqueConstraint(fields=('old_list', 'number'), name='oldrow_once_a_row'), models.CheckConstraint(condition=models.Q(('task', None), ('fate', 'new'), _connector='OR'), name='oldrow_task_of_a_new_row')],
            },
        ),
    ]
