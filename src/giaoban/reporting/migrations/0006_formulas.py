# Each table is made whole; why, registry/migrations/0001 says.

import django.db.models.deletion
import giaoban.kernel.ids
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0006_savedview'),
        ('registry', '__first__'),
        ('reporting', '0005_values_at_once'),
    ]

    operations = [
        migrations.CreateModel(
            name='Formula',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('seq', models.PositiveIntegerField()),
                ('since', models.DateField()),
                ('text', models.CharField(blank=True, max_length=500)),
                ('reason', models.CharField(blank=True, help_text='Why it was revised', max_length=500)),
                ('on', models.DateField()),
                ('at', models.DateTimeField()),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.unit')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='formulas', to='reporting.indicator')),
            ],
            options={
                'verbose_name': 'Formula',
                'constraints': [models.UniqueConstraint(fields=('indicator', 'seq'), name='formula_seq_once'), models.CheckConstraint(condition=models.Q(('seq', 1), models.Q(('reason', ''), _negated=True), _connector='OR'), name='formula_revised_for_a_reason', violation_error_message='Say why.'), models.CheckConstraint(condition=models.Q(models.Q(('seq', 1), _negated=True), models.Q(('text', ''), _negated=True), _connector='OR'), name='formula_first_says_something')],
                'triggers': [pgtrigger.compiler.Trigger(name='in_order', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF NOT EXISTS (\n        SELECT 1 FROM reporting_indicator WHERE id = NEW.indicator_id AND origin = 'derived' AND kind <> 'ratio'\n    ) THEN\n        RAISE EXCEPTION 'only a derived indicator has a formula' USING ERRCODE = 'check_violation';\n    END IF;\n    IF NEW.seq > 1 AND NOT EXISTS (\n        SELECT 1 FROM reporting_formula\n        WHERE indicator_id = NEW.indicator_id AND seq = NEW.seq - 1 AND since <= NEW.since\n    ) THEN\n        RAISE EXCEPTION 'a formula begins no earlier than the one before it' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='23a679d315f82df0e458fc417ad4e9e7101c141e', operation='INSERT', pgid='pgtrigger_in_order_aed31', table='reporting_formula', when='BEFORE')), pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fa2a502f76143fc80495f81771cc1f59ee1ccd9a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5bd0e', table='reporting_formula', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='FormulaOperand',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('formula', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='operands', to='reporting.formula')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reporting.indicator')),
            ],
            options={
                'verbose_name': 'Operand of a formula',
                'constraints': [models.UniqueConstraint(fields=('formula', 'indicator'), name='formulaoperand_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='no_ring', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    PERFORM pg_advisory_xact_lock(hashtext('reporting_formulaoperand'));\n    IF EXISTS (\n        WITH RECURSIVE made_of(id) AS (\n            SELECT NEW.indicator_id\n            UNION\n            SELECT part.id FROM made_of JOIN LATERAL (\n                SELECT operand.indicator_id AS id FROM reporting_formula formula\n                JOIN reporting_formulaoperand operand ON operand.formula_id = formula.id\n                WHERE formula.indicator_id = made_of.id\n                UNION ALL\n                SELECT unnest(ARRAY[ratio.numerator_id, ratio.denominator_id]) FROM reporting_indicator ratio\n                WHERE ratio.id = made_of.id\n            ) part ON part.id IS NOT NULL\n        )\n        SELECT 1 FROM made_of JOIN reporting_formula mine ON mine.id = NEW.formula_id AND mine.indicator_id = made_of.id\n    ) THEN\n        RAISE EXCEPTION 'an indicator is not made of itself' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='5752651d5c602d744fe85f72ab4a2d2cd729fc36', operation='INSERT', pgid='pgtrigger_no_ring_1bd25', table='reporting_formulaoperand', when='BEFORE')), pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7641d6224df15e74ac4ca101dcbf0d7aa7a94d17', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4387e', table='reporting_formulaoperand', when='BEFORE'))],
            },
        ),
        migrations.RemoveConstraint(
            model_name='indicator',
            name='indicator_ratio_of_two',
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('denominator__isnull', False), ('kind', 'ratio'), ('numerator__isnull', False), ('origin', 'derived')), models.Q(models.Q(('kind', 'ratio'), _negated=True), ('denominator', None), ('numerator', None)), _connector='OR'), name='indicator_ratio_of_two'),
        ),
    ]
