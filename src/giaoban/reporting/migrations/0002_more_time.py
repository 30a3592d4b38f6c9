# Each table is made whole; why, registry/migrations/0001 says.

import django.contrib.postgres.fields
import django.db.models.deletion
import giaoban.kernel.ids
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0005_alter_incompatibleroles_first_and_more'),
        ('registry', '__first__'),
        ('reporting', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='formtemplate',
            name='also_kinds',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('province', 'Province'), ('city', 'Centrally run city'), ('district_rural', 'Rural district'), ('district_urban', 'Urban district'), ('district_town', 'District-level town'), ('district_city', 'Provincial city'), ('commune_rural', 'Rural commune'), ('commune_township', 'Township'), ('commune_ward', 'Ward'), ('commune_special_zone', 'Special zone'), ('village', 'Village'), ('front', 'Fatherland Front committee'), ('womens_union', "Women's Union"), ('youth_union', 'Youth Union'), ('veterans_association', "Veterans' Association"), ('farmers_union', "Farmers' Union"), ('labour_federation', 'Labour Federation'), ('party_committee', 'Party committee'), ('party_standing', 'Party standing members'), ('party_standing_board', 'Party standing board'), ('party_board', 'Party board'), ('party_office', 'Party office'), ('peoples_committee', "People's Committee"), ('peoples_council', "People's Council"), ('steering_committee', 'Steering committee'), ('department', 'Department'), ('association', 'Association')], max_length=24), blank=True, default=list, help_text='Further kinds of body that fill it in', size=None),
        ),
        migrations.AddField(
            model_name='value',
            name='revision',
            field=models.PositiveIntegerField(default=0, help_text='The revision of the return that it was saved as'),
        ),
        migrations.AlterField(
            model_name='value',
            name='source',
            field=models.CharField(choices=[('typed', 'typed in'), ('records', 'taken over from records'), ('counted', 'counted from records'), ('previous', 'taken over from the period before'), ('file', 'taken in from a file or a pasted column')], default='typed', max_length=8),
        ),
        migrations.CreateModel(
            name='MoreTime',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('due', models.DateField(help_text='The last day asked for')),
                ('reason', models.CharField(max_length=500)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='more_time', to='reporting.call')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.unit')),
            ],
            options={
                'verbose_name': 'Request for more time',
                'indexes': [models.Index(fields=['call', 'unit'], name='reporting_m_call_id_a20030_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='moretime_says_why')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a9af4b9c2af21800572a7f61b5ba6ef1de3cf73a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_555a0', table='reporting_moretime', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='MoreTimeAnswer',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('due', models.DateField(blank=True, help_text='The last day granted; empty where it is refused', null=True)),
                ('words', models.CharField(blank=True, max_length=500)),
                ('at', models.DateTimeField()),
                ('asked', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='reporting.moretime')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.unit')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Answer about more time',
                'constraints': [models.CheckConstraint(condition=models.Q(('due__isnull', False), models.Q(('words', ''), _negated=True), _connector='OR'), name='moretimeanswer_refused_with_a_reason', violation_error_message='Say why.')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='09deee075331084d0cd3f5b98fedb875f6538e19', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3573d', table='reporting_moretimeanswer', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='ReturnReminder',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('before', 'Due soon'), ('day_before', 'Due tomorrow'), ('late', 'Late'), ('escalation', 'Late for a week')], max_length=10)),
                ('due', models.DateField()),
                ('on', models.DateField()),
                ('at', models.DateTimeField()),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='reporting.call')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.unit')),
            ],
            options={
                'verbose_name': 'Reminder of a return',
                'constraints': [models.UniqueConstraint(fields=('call', 'unit', 'kind', 'due'), name='returnreminder_once_a_due_date')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b2597a014168206eb5d0a8d88f06f9530902eaed', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cd646', table='reporting_returnreminder', when='BEFORE'))],
            },
        ),
    ]
