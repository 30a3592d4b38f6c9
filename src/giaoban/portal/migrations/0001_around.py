# Each table is made whole; why, registry/migrations/0001 says.

import django.db.models.deletion
import giaoban.kernel.ids
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('registry', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('level', models.CharField(choices=[('danger', 'Emergency'), ('warning', 'Warning'), ('info', 'Notice')], max_length=7)),
                ('text', models.CharField(max_length=400)),
                ('link', models.CharField(blank=True, max_length=500)),
                ('link_words', models.CharField(blank=True, max_length=80)),
                ('from_at', models.DateTimeField()),
                ('until_at', models.DateTimeField()),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_reason', models.CharField(blank=True, max_length=500)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Notice of the portal',
                'indexes': [models.Index(condition=models.Q(('ended_at', None)), fields=['until_at'], name='notice_standing')],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='notice_says_something'), models.CheckConstraint(condition=models.Q(('until_at__gt', models.F('from_at'))), name='notice_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(models.Q(('link', ''), ('link_words', '')), models.Q(models.Q(('link', ''), _negated=True), models.Q(('link_words', ''), _negated=True)), _connector='OR'), name='notice_link_has_its_words'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None), ('ended_reason', '')), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False), models.Q(('ended_reason', ''), _negated=True)), _connector='OR'), name='notice_ended_when_by_whom_and_why')],
                'triggers': [pgtrigger.compiler.Trigger(name='kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='9f98ac30a856de21fa0d5060dd13907334a2ea11', operation='DELETE', pgid='pgtrigger_kept_f6c14', table='portal_notice', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "portal_noticeevent" ("ended_at", "ended_by_id", "ended_reason", "from_at", "id", "level", "link", "link_words", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "until_at") VALUES (NEW."ended_at", NEW."ended_by_id", NEW."ended_reason", NEW."from_at", NEW."id", NEW."level", NEW."link", NEW."link_words", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text", NEW."until_at"); RETURN NULL;', hash='ecfffc02766dc74a97f8501f8b3b1aff658660a4', operation='INSERT', pgid='pgtrigger_insert_insert_f8cf7', table='portal_notice', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "portal_noticeevent" ("ended_at", "ended_by_id", "ended_reason", "from_at", "id", "level", "link", "link_words", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "until_at") VALUES (NEW."ended_at", NEW."ended_by_id", NEW."ended_reason", NEW."from_at", NEW."id", NEW."level", NEW."link", NEW."link_words", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text", NEW."until_at"); RETURN NULL;', hash='9e5809f0cd319777447854c3de42cac78ac3aeb5', operation='UPDATE', pgid='pgtrigger_update_update_603e9', table='portal_notice', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='NoticeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, serialize=False)),
                ('level', models.CharField(choices=[('danger', 'Emergency'), ('warning', 'Warning'), ('info', 'Notice')], max_length=7)),
                ('text', models.CharField(max_length=400)),
                ('link', models.CharField(blank=True, max_length=500)),
                ('link_words', models.CharField(blank=True, max_length=80)),
                ('from_at', models.DateTimeField()),
                ('until_at', models.DateTimeField()),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_reason', models.CharField(blank=True, max_length=500)),
                ('ended_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='portal.notice')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Imprint',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField(unique=True)),
                ('governing_body', models.CharField(max_length=200)),
                ('editor', models.CharField(help_text='Who answers for the content: name and post', max_length=200)),
                ('licence_number', models.CharField(blank=True, max_length=80)),
                ('licence_date', models.DateField(blank=True, null=True)),
                ('licence_issuer', models.CharField(blank=True, max_length=200)),
                ('address', models.CharField(blank=True, max_length=300)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Footer of the portal',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('governing_body', ''), _negated=True), models.Q(('editor', ''), _negated=True)), name='imprint_says_who_answers'), models.CheckConstraint(condition=models.Q(models.Q(('licence_date', None), ('licence_issuer', ''), ('licence_number', '')), models.Q(('licence_number', ''), _negated=True), _connector='OR'), name='imprint_licence_has_its_number')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='48892686a7342c6714544f21f1a03fa0b7c561e9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ac04c', table='portal_imprint', when='BEFORE'))],
            },
        ),
    ]
