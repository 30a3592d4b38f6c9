import django.db.models.deletion
import giaoban.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0005_alter_incompatibleroles_first_and_more'),
    ]

    operations = [
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('page', models.CharField(max_length=60)),
                ('about', models.UUIDField(blank=True, null=True)),
                ('name', models.CharField(max_length=80)),
                ('query', models.CharField(blank=True, max_length=4000)),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.unit')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Saved view',
                'constraints': [models.UniqueConstraint(condition=models.Q(('unit', None)), fields=('user', 'page', 'name'), name='savedview_own_name_once'), models.UniqueConstraint(condition=models.Q(('unit', None), _negated=True), fields=('unit', 'page', 'name'), name='savedview_shared_name_once'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='savedview_has_a_name')],
            },
        ),
    ]
