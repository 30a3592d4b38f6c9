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
        ('reporting', '0003_report_and_freeze'),
    ]

    operations = [
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('period', models.CharField(help_text='Code of the period; see kernel.period', max_length=30)),
                ('seq', models.PositiveIntegerField()),
                ('number', models.DecimalField(blank=True, decimal_places=3, max_digits=24, null=True)),
                ('reason', models.CharField(blank=True, help_text='Why it was revised', max_length=500)),
                ('on', models.DateField()),
                ('at', models.DateTimeField()),
                ('act', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='documents.legalact')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.unit')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='reporting.indicator')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='registry.unit')),
            ],
            options={
                'verbose_name': 'Target',
                'constraints': [models.UniqueConstraint(fields=('unit', 'period', 'indicator', 'seq'), name='target_seq_once'), models.CheckConstraint(condition=models.Q(('number', None), ('number__gte', 0), _connector='OR'), name='target_not_negative'), models.CheckConstraint(condition=models.Q(('seq', 1), models.Q(('reason', ''), _negated=True), _connector='OR'), name='target_revised_for_a_reason', violation_error_message='Say why.')],
                'triggers': [pgtrigger.compiler.Trigger(name='unit_within_life', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.unit_id IS NOT NULL AND NEW.on IS NOT NULL AND NOT EXISTS (\n                SELECT 1 FROM registry_unitversion WHERE unit_id = NEW.unit_id AND valid @> NEW.on\n            ) THEN\n                RAISE EXCEPTION 'unit % did not exist on %', NEW.unit_id, NEW.on USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='b493013c29088009c0d6318341ea137e5223c309', operation='INSERT OR UPDATE OF "unit_id", "on"', pgid='pgtrigger_unit_within_life_46e48', table='reporting_target', when='BEFORE')), pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='963762a631477d22d722fc75927ea3658b7be4d6', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6ff13', table='reporting_target', when='BEFORE'))],
            },
        ),
    ]
