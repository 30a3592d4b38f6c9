# Each table is made whole; why, registry/migrations/0001 says.

import django.db.models.deletion
import giaoban.kernel.ids
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('briefing', '0005_sentence_publication'),
        ('documents', '0004_library'),
        ('registry', '0005_alter_incompatibleroles_first_and_more'),
        ('registry', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='OldListProgress',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField()),
                ('old_list', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='progress', to='briefing.oldlist')),
            ],
            options={
                'verbose_name': 'Progress of an old list',
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='oldlist',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='oldlist',
            name='update_update',
        ),
        migrations.AddField(
            model_name='oldlist',
            name='handed_back',
            field=models.CharField(blank=True, choices=[('no_role', 'Whoever confirmed it no longer holds the role for it.'), ('nothing_new', 'Another list brought all its tasks meanwhile.'), ('names', 'A name in it is not in the directory any more.')], max_length=11),
        ),
        migrations.AddField(
            model_name='oldlist',
            name='taking_as',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.roleassignment'),
        ),
        migrations.AddField(
            model_name='oldlist',
            name='taking_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='oldlist',
            name='taking_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='oldlist',
            name='taking_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='oldlistevent',
            name='handed_back',
            field=models.CharField(blank=True, choices=[('no_role', 'Whoever confirmed it no longer holds the role for it.'), ('nothing_new', 'Another list brought all its tasks meanwhile.'), ('names', 'A name in it is not in the directory any more.')], max_length=11),
        ),
        migrations.AddField(
            model_name='oldlistevent',
            name='taking_as',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.roleassignment'),
        ),
        migrations.AddField(
            model_name='oldlistevent',
            name='taking_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='oldlistevent',
            name='taking_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='oldlistevent',
            name='taking_on',
            field=models.DateField(blank=True, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='oldlist',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "briefing_oldlistevent" ("briefing_id", "chosen", "closed_at", "closed_by_id", "columns", "created_at", "created_by_id", "file_id", "handed_back", "headings", "held_on", "id", "notes", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "series_id", "sheet", "sheets", "status", "take_done", "taking_as_id", "taking_at", "taking_by_id", "taking_on", "title", "unit_id") VALUES (NEW."briefing_id", NEW."chosen", NEW."closed_at", NEW."closed_by_id", NEW."columns", NEW."created_at", NEW."created_by_id", NEW."file_id", NEW."handed_back", NEW."headings", NEW."held_on", NEW."id", NEW."notes", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."series_id", NEW."sheet", NEW."sheets", NEW."status", NEW."take_done", NEW."taking_as_id", NEW."taking_at", NEW."taking_by_id", NEW."taking_on", NEW."title", NEW."unit_id"); RETURN NULL;', hash='881b2d2e336cbe81cf76c700b992a3ea1009b928', operation='INSERT', pgid='pgtrigger_insert_insert_82419', table='briefing_oldlist', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='oldlist',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "briefing_oldlistevent" ("briefing_id", "chosen", "closed_at", "closed_by_id", "columns", "created_at", "created_by_id", "file_id", "handed_back", "headings", "held_on", "id", "notes", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "series_id", "sheet", "sheets", "status", "take_done", "taking_as_id", "taking_at", "taking_by_id", "taking_on", "title", "unit_id") VALUES (NEW."briefing_id", NEW."chosen", NEW."closed_at", NEW."closed_by_id", NEW."columns", NEW."created_at", NEW."created_by_id", NEW."file_id", NEW."handed_back", NEW."headings", NEW."held_on", NEW."id", NEW."notes", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."series_id", NEW."sheet", NEW."sheets", NEW."status", NEW."take_done", NEW."taking_as_id", NEW."taking_at", NEW."taking_by_id", NEW."taking_on", NEW."title", NEW."unit_id"); RETURN NULL;', hash='e03e0b499120e2c756b45f9d6bdd6a6efa40b37e', operation='UPDATE', pgid='pgtrigger_update_update_2e1ff', table='briefing_oldlist', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='oldlist',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('taking_as', None), ('taking_at', None), ('taking_by', None), ('taking_on', None)), models.Q(('status', 'reviewing'), ('taking_as__isnull', False), ('taking_at__isnull', False), ('taking_by__isnull', False), ('taking_on__isnull', False)), _connector='OR'), name='oldlist_with_the_worker_at_whose_word'),
        ),
    ]
