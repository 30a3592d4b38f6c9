# Each table is made whole; why, registry/migrations/0001 says.

import django.db.models.deletion
import giaoban.kernel.ids
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('briefing', '0002_old_lists'),
        ('registry', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReviewStep',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('act', models.CharField(choices=[('mark', 'Marked as a task'), ('correct', 'Put right'), ('words', 'Other words chosen'), ('split', 'Split in two'), ('merge', 'Merged with the next'), ('discard', 'Put aside'), ('restore', 'Taken back'), ('fate', 'Sentence decided')], max_length=10)),
                ('before', models.JSONField(help_text='Proposals and sentences by id, as they stood; null for what did not exist')),
                ('after', models.JSONField(help_text='The same, as the act left them, as short prints')),
                ('at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('text_import', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='briefing.textimport')),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Step of a review',
                'constraints': [models.UniqueConstraint(fields=('text_import', 'number'), name='reviewstep_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('undone_at', None), ('undone_by', None)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='reviewstep_undone_when_and_by_whom')],
            },
        ),
        migrations.AlterField(
            model_name='proposedtask',
            name='state',
            field=models.CharField(choices=[('proposed', 'Proposed'), ('accepted', 'Accepted'), ('discarded', 'Discarded'), ('gone', 'No longer there')], default='proposed', max_length=10),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposedtask',
            trigger=pgtrigger.compiler.Trigger(name='keep_spans', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n    IF NOT EXISTS (\n        SELECT FROM briefing_proposedsentence s WHERE s.id = NEW.sentence_id AND s.text_import_id = NEW.text_import_id\n        AND s.start <= NEW.start AND NEW."end" <= s."end"\n    ) THEN\n        RAISE EXCEPTION \'a proposed task must lie within its sentence\' USING ERRCODE = \'check_violation\';\n    END IF;\n    IF NEW.state IN (\'proposed\', \'accepted\') AND EXISTS (\n        SELECT FROM briefing_proposedtask t WHERE t.sentence_id = NEW.sentence_id AND t.id <> NEW.id\n        AND t.state IN (\'proposed\', \'accepted\') AND t.start < NEW."end" AND NEW.start < t."end"\n    ) THEN\n        RAISE EXCEPTION \'two proposed tasks share words\' USING ERRCODE = \'check_violation\';\n    END IF;\n    RETURN NEW;\n', hash='0e88dd26d239ee3ce97d36ed2373965c601f7b68', operation='INSERT OR UPDATE OF "start", "end", "sentence_id", "state"', pgid='pgtrigger_keep_spans_56ee6', table='briefing_proposedtask', when='BEFORE')),
        ),
    ]
