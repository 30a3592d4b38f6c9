"""Words stay beside their row: a question over many rows then reads no further place for each."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE search_indexentry ALTER COLUMN words SET STORAGE MAIN, ALTER COLUMN title_words SET STORAGE MAIN",
            "ALTER TABLE search_indexentry ALTER COLUMN words SET STORAGE EXTENDED, ALTER COLUMN title_words SET STORAGE EXTENDED",
        )
    ]
