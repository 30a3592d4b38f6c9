"""The map of a day: which units stood then, and who answers on that day for the units of another."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from giaoban.registry.enums import Tree
from giaoban.registry.models import UnitVersion
from giaoban.registry.place_names import KINDS

RESTATED = """
    WITH RECURSIVE way (origin, unit) AS (
        SELECT origin, origin FROM unnest(%(units)s::uuid[]) AS origin
        UNION
        SELECT way.origin, registry_succession.successor_id
        FROM way JOIN registry_succession ON registry_succession.predecessor_id = way.unit
        WHERE registry_succession.on <= %(day)s AND NOT EXISTS (
            SELECT FROM registry_unitversion WHERE unit_id = way.unit AND valid @> %(day)s::date
        )
    )
    SELECT origin, unit FROM way
    WHERE EXISTS (SELECT FROM registry_unitversion WHERE unit_id = way.unit AND valid @> %(day)s::date)
"""


CHANGES = """
    SELECT DISTINCT day FROM (
        SELECT lower(valid) AS day FROM registry_unitversion UNION ALL SELECT upper(valid) FROM registry_unitversion
    ) AS ends WHERE day > %(after)s AND day <= %(until)s ORDER BY day
"""


def changes(*, after: dt.date, until: dt.date) -> list[dt.date]:
    """The days in (after, until] on which any unit began, ended or changed: between two of them the map is one and the same."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGES, {"after": after, "until": until})
        return [day for (day,) in cursor.fetchall()]


def communes(*, on: dt.date, within: UUID | None = None) -> QuerySet[UnitVersion]:
    """The communes of that day's map as they were called then, of the whole land or below one unit."""
    kinds = KINDS["commune"].values()
    found = UnitVersion.objects.on(on).filter(unit__tree=Tree.TERRITORY, kind__in=list(kinds))
    if within is None:
        return found
    return found.filter(path__under=UnitVersion.objects.on(on).filter(unit=within).values("path")[:1])


def restated(units: Iterable[UUID], *, on: dt.date) -> dict[UUID, frozenset[UUID]]:
    """For each unit those that hold its records on the map of that day; itself where it still stands.

    One heir: the restatement is exact. Several: the unit was divided, and its figures alone do not say how.
    None: it was abolished without an heir (districts in 2025), or is younger than the map.
    """
    wanted = list(units)
    heirs: dict[UUID, set[UUID]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(RESTATED, {"units": wanted, "day": on})
        for origin, unit in cursor.fetchall():
            heirs[origin].add(unit)
    return {unit: frozenset(heirs[unit]) for unit in wanted}
