"""What reports may count of this room: activities and the people who took part, in all and by kind."""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import partial
from uuid import UUID

from django.db.models import Count, Sum
from django.db.models.functions import Coalesce
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from giaoban.activities import queries
from giaoban.activities.enums import ActivityKind
from giaoban.activities.models import Activity
from giaoban.kernel.measures import Measure, Row
from giaoban.kernel.period import Period
from giaoban.kernel.resolvers import Pointer, Reader
from giaoban.registry.actor import Actor


def _versions(kind: ActivityKind | None, units: Sequence[UUID], period: Period, as_of: dt.datetime):  # type: ignore[no-untyped-def]
    found = queries.as_known(units, period.days, as_of).order_by()
    return found.filter(kind=kind) if kind else found


def count(kind: ActivityKind | None, units: Sequence[UUID], period: Period, as_of: dt.datetime) -> Iterable[Row]:
    """How many activities each body began in the period, as known at that instant; one query."""
    found = _versions(kind, units, period, as_of).values("unit").annotate(value=Count("pk"))
    return [Row(row["unit"], row["value"]) for row in found]


def participants(kind: ActivityKind | None, units: Sequence[UUID], period: Period, as_of: dt.datetime) -> Iterable[Row]:
    """How many people took part, the same person in two activities twice; what nobody counted adds nothing."""
    found = _versions(kind, units, period, as_of).values("unit").annotate(value=Coalesce(Sum("participants"), 0))
    return [Row(row["unit"], row["value"]) for row in found]


def records(
    kind: ActivityKind | None, units: Sequence[UUID], period: Period, as_of: dt.datetime, reader: Reader
) -> Iterable[Pointer]:
    """The activities behind either figure that the reader may open, the latest first."""
    if not isinstance(reader, Actor):
        return []
    counted = _versions(kind, units, period, as_of).values("pgh_obj")
    found = Activity.objects.visible_to(reader).filter(pk__in=counted).order_by("-first_day", "-pk")
    return [Pointer(queries.ACTIVITY, pk) for pk in found.values_list("pk", flat=True)]


def measures() -> list[Measure]:
    """Two for all kinds together, two for each kind: `activities.count`, `activities.training.participants`…"""
    found = []
    for kind in (None, *ActivityKind):
        code = f"activities.{kind.value}" if kind else "activities"
        name = kind.label if kind else _("All activities")
        behind = partial(records, kind)
        found += [
            Measure(
                f"{code}.count", "hoạt động", format_lazy(_("{kind}: number"), kind=name), partial(count, kind), behind
            ),
            Measure(
                f"{code}.participants",
                "lượt người",
                format_lazy(_("{kind}: participants"), kind=name),
                partial(participants, kind),
                behind,
            ),
        ]
    return found
