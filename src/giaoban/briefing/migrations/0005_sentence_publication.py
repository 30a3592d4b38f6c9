# Each table is made whole; why, registry/migrations/0001 says.

import django.db.models.deletion
import giaoban.kernel.ids
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('briefing', '0004_reading_long_lists'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('registry', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='SentencePublication',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('permitted_by', models.CharField(help_text='Who permitted it, with the post', max_length=300)),
                ('paper_number', models.CharField(max_length=120)),
                ('paper_on', models.DateField()),
                ('published_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_reason', models.CharField(blank=True, max_length=500)),
                ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sentence', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='publications', to='briefing.sentence')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Publication of a sentence',
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('sentence',), name='sentencepublication_one_open'), models.CheckConstraint(condition=models.Q(models.Q(('permitted_by', ''), _negated=True), models.Q(('paper_number', ''), _negated=True)), name='sentencepublication_names_its_permission'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None), ('withdrawn_reason', '')), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='sentencepublication_withdrawn_when_by_whom_and_why')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "briefing_sentencepublicationevent" ("id", "paper_number", "paper_on", "permitted_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "sentence_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (NEW."id", NEW."paper_number", NEW."paper_on", NEW."permitted_by", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."sentence_id", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason"); RETURN NULL;', hash='4bd0360af9c1421f5b307c19e08deeae0d2016cb', operation='INSERT', pgid='pgtrigger_insert_insert_0857a', table='briefing_sentencepublication', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "briefing_sentencepublicationevent" ("id", "paper_number", "paper_on", "permitted_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "sentence_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (NEW."id", NEW."paper_number", NEW."paper_on", NEW."permitted_by", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."sentence_id", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason"); RETURN NULL;', hash='7f223ddc4bd933eb3d6c95d7aa0e5103f85620d5', operation='UPDATE', pgid='pgtrigger_update_update_abbc8', table='briefing_sentencepublication', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='SentencePublicationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, serialize=False)),
                ('permitted_by', models.CharField(help_text='Who permitted it, with the post', max_length=300)),
                ('paper_number', models.CharField(max_length=120)),
                ('paper_on', models.DateField()),
                ('published_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_reason', models.CharField(blank=True, max_length=500)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='briefing.sentencepublication')),
                ('published_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('sentence', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='briefing.sentence')),
                ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='briefing',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='briefing',
            name='update_update',
        ),
        migrations.RemoveConstraint(
            model_name='briefing',
            name='briefing_published_when_by_whom_and_on_what_basis',
        ),
        migrations.RemoveField(
            model_name='briefing',
            name='published_at',
        ),
        migrations.RemoveField(
            model_name='briefing',
            name='published_basis',
        ),
        migrations.RemoveField(
            model_name='briefing',
            name='published_by',
        ),
        migrations.RemoveField(
            model_name='briefingevent',
            name='published_at',
        ),
        migrations.RemoveField(
            model_name='briefingevent',
            name='published_basis',
        ),
        migrations.RemoveField(
            model_name='briefingevent',
            name='published_by',
        ),
        migrations.AddField(
            model_name='report',
            name='is_restricted',
            field=models.BooleanField(default=False, help_text='These words are not told to everybody, also where the sentence is public'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='briefing',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "briefing_briefingevent" ("confirmed_at", "confirmed_by_id", "convened_by", "held_on", "id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned", "reviewed", "revoked_at", "revoked_by_id", "revoked_reason", "series_id", "text_import_id", "title", "version") VALUES (NEW."confirmed_at", NEW."confirmed_by_id", NEW."convened_by", NEW."held_on", NEW."id", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."planned", NEW."reviewed", NEW."revoked_at", NEW."revoked_by_id", NEW."revoked_reason", NEW."series_id", NEW."text_import_id", NEW."title", NEW."version"); RETURN NULL;', hash='5bf86905017ba86067301becfd1c892349651c10', operation='INSERT', pgid='pgtrigger_insert_insert_87ec1', table='briefing_briefing', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='briefing',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "briefing_briefingevent" ("confirmed_at", "confirmed_by_id", "convened_by", "held_on", "id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned", "reviewed", "revoked_at", "revoked_by_id", "revoked_reason", "series_id", "text_import_id", "title", "version") VALUES (NEW."confirmed_at", NEW."confirmed_by_id", NEW."convened_by", NEW."held_on", NEW."id", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."planned", NEW."reviewed", NEW."revoked_at", NEW."revoked_by_id", NEW."revoked_reason", NEW."series_id", NEW."text_import_id", NEW."title", NEW."version"); RETURN NULL;', hash='2888c331c24db818484532637c60521a6438c8e2', operation='UPDATE', pgid='pgtrigger_update_update_63f57', table='briefing_briefing', when='AFTER')),
        ),
    ]
