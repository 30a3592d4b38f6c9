# Each table is made whole; why, registry/migrations/0001 says.

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0002_pictures'),
        ('registry', '0005_alter_incompatibleroles_first_and_more'),
        ('registry', '__first__'),
    ]

    operations = [
        migrations.AlterField(
            model_name='storedfile',
            name='stored_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='storedfile',
            name='unit',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.unit'),
        ),
        migrations.AddConstraint(
            model_name='storedfile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stored_by', None), ('unit', None)), models.Q(('stored_by__isnull', False), ('unit__isnull', False)), _connector='OR'), name='storedfile_of_a_body_by_whom'),
        ),
    ]
