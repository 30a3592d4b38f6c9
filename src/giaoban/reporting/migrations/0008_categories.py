# Each table is made whole; why, registry/migrations/0001 says.

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reporting', '0007_reportchart'),
    ]

    operations = [
        migrations.AddField(
            model_name='indicator',
            name='category',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='indicator',
            name='dimension',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='indicator',
            name='of',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='categories', to='reporting.indicator'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.UniqueConstraint(fields=('of', 'dimension', 'category'), name='indicator_category_once'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('category', ''), ('dimension', ''), ('of', None)), models.Q(('of__isnull', False), models.Q(('dimension', ''), _negated=True), models.Q(('category', ''), _negated=True), models.Q(('of', models.F('id')), _negated=True)), _connector='OR'), name='indicator_category_of_a_dimension'),
        ),
    ]
