import django.db.models.deletion
import giaoban.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reporting', '0006_formulas'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportChart',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('section', models.SlugField(max_length=60)),
                ('over', models.CharField(choices=[('places', 'place by place'), ('months', 'month by month')], max_length=8)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reporting.indicator')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='charts', to='reporting.periodreport')),
            ],
            options={
                'verbose_name': 'Chart of a report',
                'constraints': [models.UniqueConstraint(fields=('report', 'section', 'indicator', 'over'), name='reportchart_once')],
            },
        ),
    ]
