# Each table is made whole; why, registry/migrations/0001 says.

import django.db.models.deletion
import giaoban.kernel.ids
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0004_library'),
        ('registry', '0005_alter_incompatibleroles_first_and_more'),
        ('registry', '__first__'),
        ('reporting', '0002_more_time'),
    ]

    operations = [
        migrations.CreateModel(
            name='PeriodReport',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('outline', models.SlugField(help_text='Code of an outline that comes with the program', max_length=60)),
                ('began_at', models.DateTimeField()),
                ('began_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('call', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='report', to='reporting.call')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='registry.unit')),
            ],
            options={
                'verbose_name': 'Report on a period',
                'triggers': [pgtrigger.compiler.Trigger(name='kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8e7af844738ed63bf5597f79426a20f241baacbe', operation='UPDATE OR DELETE', pgid='pgtrigger_kept_ca88d', table='reporting_periodreport', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('section', models.SlugField(max_length=60)),
                ('place', models.PositiveIntegerField(help_text='Its order within the section')),
                ('is_out', models.BooleanField(default=False)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passages', to='reporting.periodreport')),
            ],
            options={
                'verbose_name': 'Paragraph of a report',
                'indexes': [models.Index(fields=['report', 'section', 'place'], name='reporting_p_report__10a2bc_idx')],
                'triggers': [pgtrigger.compiler.Trigger(name='kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='8d041cb20d5d858afd6a11dab77a9a11d6b21e96', operation='DELETE', pgid='pgtrigger_kept_86e41', table='reporting_passage', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Freeze',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('annex', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.issuedpaper')),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.paperversion')),
                ('word', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='freezes', to='reporting.periodreport')),
            ],
            options={
                'verbose_name': 'Frozen report',
                'constraints': [models.UniqueConstraint(fields=('report', 'number'), name='freeze_number_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='60a2d95937212dff67a465d4c2f66e5c8fc82cc8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bd32c', table='reporting_freeze', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='FrozenFigure',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('place', models.PositiveIntegerField()),
                ('key', models.CharField(help_text='Its id in the text and in the Word file', max_length=200)),
                ('label', models.CharField(max_length=300)),
                ('unit', models.CharField(blank=True, max_length=30)),
                ('said', models.CharField(max_length=60)),
                ('number', models.DecimalField(decimal_places=6, max_digits=30, null=True)),
                ('measure', models.CharField(blank=True, max_length=80)),
                ('call', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reporting.call')),
                ('freeze', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='reporting.freeze')),
                ('indicator', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reporting.indicator')),
                ('land', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.unit')),
            ],
            options={
                'verbose_name': 'Figure of a frozen report',
                'constraints': [models.UniqueConstraint(fields=('freeze', 'key'), name='frozenfigure_key_once'), models.CheckConstraint(condition=models.Q(models.Q(('call__isnull', False), ('indicator__isnull', False), ('land__isnull', False), ('measure', '')), models.Q(models.Q(('measure', ''), _negated=True), ('call', None), ('indicator', None), ('land', None)), _connector='OR'), name='frozenfigure_of_a_land_or_a_measure')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='42cf01825501f370ba7a1b65783284a418a8a492', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c72df', table='reporting_frozenfigure', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='FrozenReturn',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveSmallIntegerField()),
                ('freeze', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='reporting.freeze')),
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='frozen_in', to='reporting.return')),
            ],
            options={
                'verbose_name': 'Return that a frozen report counted',
                'constraints': [models.UniqueConstraint(fields=('freeze', 'of'), name='frozenreturn_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='624735d76a66b92ed58ac35582281a9c1ee51db1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ae5d0', table='reporting_frozenreturn', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='PassageSource',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('passage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sources', to='reporting.passage')),
                ('value', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='used_in', to='reporting.value')),
            ],
            options={
                'verbose_name': 'Source of a paragraph',
                'constraints': [models.UniqueConstraint(fields=('passage', 'value', 'start'), name='passagesource_once'), models.CheckConstraint(condition=models.Q(('start__lt', models.F('end'))), name='passagesource_is_a_span')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4c40f436b3d34911afc4fd15ae42ee616a225780', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a3526', table='reporting_passagesource', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='PassageText',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('passage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='reporting.passage')),
            ],
            options={
                'verbose_name': 'Text of a paragraph',
                'constraints': [models.UniqueConstraint(fields=('passage', 'version'), name='passagetext_version_once'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='passagetext_says_something')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='eb8cc35688893598f0f5b498767a6b6754d9635d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_83ba9', table='reporting_passagetext', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='SignedText',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('sha256', models.CharField(help_text='Of the text that was compared', max_length=64)),
                ('words', models.PositiveIntegerField()),
                ('differences', models.JSONField(help_text='What stood, what stands, and the words before it')),
                ('outside', models.JSONField(help_text='What the signed paper says above and below the frozen text')),
                ('missing', models.JSONField(help_text='Numbers of tables that were not found in the signed text')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('freeze', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signed_texts', to='reporting.freeze')),
            ],
            options={
                'verbose_name': 'Comparison with the signed paper',
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2a3bd502a7d5c2364235b2911231d817db019dea', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_48296', table='reporting_signedtext', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='FrozenCount',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.DecimalField(decimal_places=3, max_digits=24)),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reporting.call')),
                ('freeze', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counts', to='reporting.freeze')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reporting.indicator')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.unit')),
            ],
            options={
                'verbose_name': 'Count of a frozen report',
                'constraints': [models.UniqueConstraint(fields=('freeze', 'call', 'indicator', 'unit'), name='frozencount_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3f97cd456125893e7afd54e55005052c3d421853', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4f0bc', table='reporting_frozencount', when='BEFORE'))],
            },
        ),
    ]
