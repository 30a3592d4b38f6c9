# The table is made whole; why, registry/migrations/0001 says.

import django.db.models.deletion
import giaoban.kernel.ids
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reporting', '0010_values_name_what_stands'),
    ]

    operations = [
        migrations.AlterField(
            model_name='value',
            name='source',
            field=models.CharField(choices=[('typed', 'typed in'), ('records', 'taken over from records'), ('counted', 'counted from records'), ('previous', 'taken over from the period before'), ('file', 'taken in from a file or a pasted column'), ('gathered', 'added up from shorter returns')], default='typed', max_length=8),
        ),
        migrations.CreateModel(
            name='GatheredPart',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveSmallIntegerField()),
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reporting.return')),
                ('value', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='gathered', to='reporting.value')),
            ],
            options={
                'verbose_name': 'Part of a figure taken over from shorter returns',
                'constraints': [models.UniqueConstraint(fields=('value', 'of'), name='gatheredpart_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='of_the_same_body', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF NOT EXISTS (\n        SELECT 1 FROM reporting_value value\n        JOIN reporting_return longer ON longer.id = value.of_id\n        JOIN reporting_return shorter ON shorter.id = NEW.of_id AND shorter.unit_id = longer.unit_id\n        WHERE value.id = NEW.value_id AND value.source = 'gathered' AND shorter.id <> longer.id\n        AND NEW.version <= shorter.accepted_version\n    ) THEN\n        RAISE EXCEPTION 'a figure is gathered from accepted returns of the same body' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='2fd6dfedf5e17526ac3a3467989fc6b9b04ad08c', operation='INSERT', pgid='pgtrigger_of_the_same_body_769fb', table='reporting_gatheredpart', when='BEFORE')), pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='18d5e239b6feba78520e67c33176338e6e32dc73', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b5018', table='reporting_gatheredpart', when='BEFORE'))],
            },
        ),
    ]
