"""The list as a table to take along: the rows of the screen in the order of the screen, safe to open in a spreadsheet."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from giaoban.activities import queries
from giaoban.activities.models.activities import ActivityQuerySet

AT_A_TIME = 1000
WIDTHS = (12, 12, 22, 34, 60, 40, 14, 14, 30, 60, 40, 8, 14, 24)


def heads() -> list[str]:
    """Names of the columns."""
    return [
        _("First day"),
        _("Last day"),
        _("Kind of activity"),
        _("Done by"),
        _("Topic"),
        _("Where"),
        _("Participants"),
        _("Of them women"),
        _("Act that it spreads"),
        _("More words"),
        _("Links"),
        _("Files"),
        _("State of the record"),
        _("Recorded by"),
    ]


def values(activities: ActivityQuerySet, *, on: dt.date) -> Iterator[list[Any]]:
    """One row an activity, whatever its number: days and counts as such, everything else as text."""
    found = queries.with_files(activities).select_related("act", "made_by")
    batch: list[Any] = []
    for activity in found.iterator(chunk_size=AT_A_TIME):
        batch.append(activity)
        if len(batch) == AT_A_TIME:
            yield from _batch(batch, on)
            batch = []
    yield from _batch(batch, on)


def _batch(batch: list[Any], on: dt.date) -> Iterator[list[Any]]:
    for row in queries.named(batch, on=on):
        one = row.activity
        yield [
            one.first_day,
            one.last_day,
            one.get_kind_display(),
            row.unit,
            one.topic,
            row.place,
            one.participants,
            one.women,
            str(one.act or ""),
            one.words,
            " ".join(one.links),
            row.files,
            _("Cancelled") if one.is_cancelled else _("In force"),
            str(one.made_by),
        ]
