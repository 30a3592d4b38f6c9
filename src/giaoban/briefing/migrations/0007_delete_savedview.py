from django.db import migrations

# Saved views serve every list now: those of the tasks go to the registry's table as they stand.
MOVED = """
    INSERT INTO registry_savedview (id, user_id, page, name, query)
    SELECT id, user_id, 'briefing.tasks', name, query FROM briefing_savedview
"""


class Migration(migrations.Migration):

    dependencies = [
        ('briefing', '0006_old_lists_by_the_worker'),
        ('registry', '0006_savedview'),
    ]

    operations = [
        migrations.RunSQL(MOVED, migrations.RunSQL.noop),
        migrations.DeleteModel(
            name='SavedView',
        ),
    ]
