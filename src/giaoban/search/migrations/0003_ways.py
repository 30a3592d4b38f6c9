"""The rows of every beginning of a word, and of every month, quarter and year, stand ready in the index of words."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations
from django.db.models import F, Func

# Not SQL alone: that would be written into the questions that call it, and they would not meet the index any more.
FUNCTION = """
    CREATE FUNCTION search_ways(words tsvector, day date) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
    BEGIN
        RETURN array_to_tsvector(
            string_to_array(to_char(day, '"#"YYYY "#"YYYY.Q "#"YYYYMM'), ' ') || ARRAY(
                SELECT DISTINCT left(word, letters)
                FROM unnest(tsvector_to_array(words)) AS word, generate_series(1, least(length(word), 7)) AS letters
            )
        );
    END $$
"""
# Nothing is gained by knowing how frequent these are, and telling them of thousands of rows takes long.
WITHOUT_FREQUENCIES = """
    ALTER INDEX indexentry_ways ALTER COLUMN 2 SET STATISTICS 0;
    ALTER INDEX indexentry_title_ways ALTER COLUMN 2 SET STATISTICS 0
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0002_words_beside_the_row")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION search_ways(tsvector, date)"),
        migrations.RemoveIndex("indexentry", "indexentry_words"),
        migrations.RemoveIndex("indexentry", "indexentry_title_words"),
        *(
            migrations.AddIndex(
                "indexentry",
                django.contrib.postgres.indexes.GinIndex(
                    F(column),
                    Func(
                        F(column),
                        F("day"),
                        function="search_ways",
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                    fastupdate=False,
                    name=name,
                ),
            )
            for column, name in (("words", "indexentry_ways"), ("title_words", "indexentry_title_ways"))
        ),
        migrations.RunSQL(WITHOUT_FREQUENCIES, migrations.RunSQL.noop),
    ]
