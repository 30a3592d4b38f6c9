# Each table is made whole; why, registry/migrations/0001 says.

import django.db.models.deletion
import giaoban.kernel.ids
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('width', models.PositiveIntegerField(help_text='Of the widest size that pages show')),
                ('height', models.PositiveIntegerField()),
                ('original', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pictures', to='documents.storedfile')),
            ],
            options={
                'verbose_name': 'Picture',
                'constraints': [models.CheckConstraint(condition=models.Q(('height__gt', 0), ('width__gt', 0)), name='picture_has_pixels')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c7e52b00bb6e2a2fe9114bafe57bf11f153e37b4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5aa3f', table='documents_picture', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='PictureSize',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('picture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sizes', to='documents.picture')),
            ],
            options={
                'verbose_name': 'Width of a picture',
                'constraints': [models.UniqueConstraint(fields=('picture', 'width'), name='picturesize_once_a_width')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e224dcb2d0060bc363ae458eb8ed66f35064196a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dab60', table='documents_picturesize', when='BEFORE'))],
            },
        ),
    ]
