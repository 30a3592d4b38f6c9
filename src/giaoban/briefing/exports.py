"""The task list as a table to take along: the rows of the screen in the order of the screen."""

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from giaoban.briefing import queries
from giaoban.briefing.models import Task

AT_A_TIME = 500
WIDTHS = (14, 8, 70, 22, 44, 34, 26, 14, 20, 40)


def heads() -> list[str]:
    """Names of the columns."""
    return [
        _("Briefing of"),
        _("No."),
        _("Task"),
        _("Kind"),
        _("Who"),
        _("Coordinates"),
        _("Until when"),
        _("Last day"),
        _("State"),
        _("Legal basis"),
    ]


def values(tasks: QuerySet[Task], *, today: dt.date) -> Iterator[list[Any]]:
    """One row a task, whatever their number: read in batches, each in a constant number of queries."""
    found = queries.with_details(tasks).iterator(chunk_size=AT_A_TIME)
    while batch := list(islice(found, AT_A_TIME)):
        for row in queries.rows(batch, today=today):
            task = row.task
            yield [
                task.briefing.held_on,
                task.number,
                task.text,
                task.get_kind_display(),
                row.who,
                row.coordinating,
                task.due.label(queries.language()),
                task.due.last_day,
                row.state,
                "; ".join(str(basis.act) for basis in task.task_acts.all()),
            ]
