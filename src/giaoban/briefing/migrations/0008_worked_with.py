# Each table is made whole; why, registry/migrations/0001 says.

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# What the tasks so far say; the trigger tells it of every later line.
SO_FAR = """
    INSERT INTO briefing_workedwith (body_id, other_id)
    SELECT DISTINCT one.unit_id, other.unit_id
    FROM briefing_taskline one JOIN briefing_taskline other USING (task_id) WHERE other.unit_id <> one.unit_id
    UNION
    SELECT DISTINCT held.owner_id, line.unit_id
    FROM briefing_taskline line JOIN briefing_task task ON task.id = line.task_id
    JOIN briefing_briefing held ON held.id = task.briefing_id
"""


class Migration(migrations.Migration):

    dependencies = [
        ('briefing', '0007_delete_savedview'),
        ('registry', '0005_alter_incompatibleroles_first_and_more'),
    ]

    operations = [
        migrations.CreateModel(
            name='WorkedWith',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('body', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.unit')),
                ('other', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.unit')),
            ],
            options={
                'verbose_name': 'Bodies that worked together',
                'indexes': [models.Index(fields=['body', 'other'], name='workedwith_by_body')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='53005b46122a53dc04516a359712a03d436a8624', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a524f', table='briefing_workedwith', when='BEFORE'))],
            },
        ),
        migrations.RunSQL(SO_FAR, migrations.RunSQL.noop),
        pgtrigger.migrations.AddTrigger(
            model_name='taskline',
            trigger=pgtrigger.compiler.Trigger(name='tell_of_others', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n    WITH met AS (\n        SELECT fresh.unit_id AS body, other.unit_id AS other\n        FROM new_lines fresh JOIN briefing_taskline other USING (task_id) WHERE other.unit_id <> fresh.unit_id\n        UNION SELECT other.unit_id, fresh.unit_id\n        FROM new_lines fresh JOIN briefing_taskline other USING (task_id) WHERE other.unit_id <> fresh.unit_id\n        UNION SELECT held.owner_id, fresh.unit_id\n        FROM new_lines fresh JOIN briefing_task task ON task.id = fresh.task_id\n        JOIN briefing_briefing held ON held.id = task.briefing_id\n    )\n    INSERT INTO briefing_workedwith (body_id, other_id)\n    SELECT body, other FROM met\n    WHERE NOT EXISTS (SELECT 1 FROM briefing_workedwith known WHERE known.body_id = body AND known.other_id = other);\n    RETURN NULL;\n', hash='1d1124aaa241aa60f95b7b3ca5089e44f1c9e59a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_tell_of_others_0cd23', referencing='REFERENCING NEW TABLE AS new_lines ', table='briefing_taskline', when='AFTER')),
        ),
    ]
