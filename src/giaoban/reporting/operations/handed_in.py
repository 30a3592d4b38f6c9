"""The numbers that a return was handed in with go into one row beside the values; compared with them, and mended."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from giaoban.reporting import lines
from giaoban.reporting.models import Call, Return

# Of a version (of_id, version) AS one: the number of each line of the form in their order, read along the index of the values.
NUMBERS = """
    SELECT coalesce(string_agg(
        CASE WHEN said.none_occurred THEN '0' ELSE coalesce(trim_scale(said.number)::text, '') END, ' ' ORDER BY item.number
    ), '') AS numbers
    FROM reporting_return answer
    JOIN reporting_call call ON call.id = answer.call_id
    JOIN reporting_formsection section ON section.form_id = call.form_id
    JOIN reporting_formitem item ON item.section_id = section.id
    LEFT JOIN (
        SELECT DISTINCT ON (indicator_id) indicator_id, number, none_occurred FROM reporting_value
        WHERE of_id = one.of_id AND version <= one.version ORDER BY indicator_id DESC, seq DESC
    ) AS said ON said.indicator_id = item.indicator_id
    WHERE answer.id = one.of_id
"""
KEEP = f"""
    INSERT INTO reporting_handedin AS kept (id, of_id, version, numbers)
    SELECT gen_random_uuid(), one.of_id, one.version, said.numbers
    FROM {{versions}} AS one (of_id, version) CROSS JOIN LATERAL ({NUMBERS}) AS said
    ON CONFLICT (of_id, version) DO UPDATE SET numbers = excluded.numbers WHERE kept.numbers <> excluded.numbers
"""  # noqa: S608 - all parts are ours
THESE = "unnest(%(of)s::uuid[], %(versions)s::int[])"
# Whatever of a call was handed in and judges later returns, now or when what stands above is accepted.
ALL_OF_CALL = """(
    SELECT id, version FROM reporting_return WHERE call_id = %(call)s AND status NOT IN ('draft', 'returned')
    UNION SELECT id, accepted_version FROM reporting_return WHERE call_id = %(call)s AND accepted_version IS NOT NULL
)"""
DIFFERING = f"""
    SELECT answer.unit_id, kept.numbers, said.numbers
    FROM {ALL_OF_CALL} AS one (of_id, version)
    JOIN reporting_return answer ON answer.id = one.of_id
    CROSS JOIN LATERAL ({NUMBERS}) AS said
    LEFT JOIN reporting_handedin kept ON kept.of_id = one.of_id AND kept.version = one.version
    WHERE kept.numbers IS DISTINCT FROM said.numbers ORDER BY answer.unit_id, one.version
"""  # noqa: S608 - all parts are ours


def keep(returns: Sequence[Return]) -> None:
    """Keeps the numbers of versions that are handed in, after the last value was told. Part of the submission."""
    told: dict[str, Any] = {"of": [one.pk for one in returns], "versions": [one.version for one in returns]}
    with connection.cursor() as cursor:
        cursor.execute(KEEP.format(versions=THESE), told)


def keep_anew(call: Call) -> None:
    """Reads the numbers of whatever was handed in to a call anew from the values."""
    with connection.cursor() as cursor:
        cursor.execute(KEEP.format(versions=ALL_OF_CALL), {"call": call.pk})


def differing(call: Call) -> Iterator[tuple[UUID, str, str, str]]:
    """(body, key of the indicator, as kept, as the values say) where these differ."""
    with connection.cursor() as cursor:
        cursor.execute(DIFFERING, {"call": call.pk})
        found = cursor.fetchall()
    asked = lines.of_form(call.form_id)
    for unit, kept, said in found:
        known = kept.split(" ") if kept is not None else [""] * len(asked)
        for line, one, other in zip(asked, known, said.split(" "), strict=False):
            if one != other:
                yield unit, line.indicator.key, one, other
