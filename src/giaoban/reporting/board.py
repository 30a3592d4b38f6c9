"""The board of a call: who has sent, who is late, what was accepted, whose turn it is."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Min
from django.utils.translation import gettext as _

from giaoban.registry import access
from giaoban.registry import queries as registry
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission
from giaoban.reporting import queries
from giaoban.reporting.enums import Act, ReturnStatus
from giaoban.reporting.models import Call, Return, ReturnStep
from giaoban.reporting.queries import Body

CHIPS = {
    ReturnStatus.DRAFT: "draft",
    ReturnStatus.SUBMITTED: "waiting",
    ReturnStatus.ENDORSED: "on_time",
    ReturnStatus.ACCEPTED: "done",
    ReturnStatus.RETURNED: "refused",
}


@dataclass(frozen=True)
class BoardRow:
    """A body expected by a call, and how its return stands; `of` is None where nobody began."""

    body: Body
    above: str
    of: Return | None
    sent_on: dt.date | None
    late_by: int
    is_overdue: bool

    @property
    def chip(self) -> str:
        return CHIPS[ReturnStatus(self.of.status)] if self.of else "draft"

    @property
    def state(self) -> str:
        return str(ReturnStatus(self.of.status).label) if self.of else _("Not begun")


def rows(call: Call, *, actor: Actor) -> list[BoardRow]:
    """The expected bodies that the actor works over, grouped by the body above them, as Vietnamese sorts."""
    expected = queries.bodies(call)
    reached = set(
        access.units(actor, Permission.RETURN_VIEW)
        .filter(pk__in=[body.id for body in expected])
        .order_by()
        .values_list("pk", flat=True)
    )
    of = {one.unit_id: one for one in Return.objects.filter(call=call)}
    sent = _sent(call)
    called = registry.names({body.parent for body in expected if body.parent}, on=call.map_day)
    found = [
        _row(
            body,
            called.get(body.parent, "") if body.parent else "",
            of.get(body.id),
            sent.get(body.id),
            late_after=call.due,
            on=actor.on,
        )
        for body in expected
        if body.id in reached
    ]
    return sorted(found, key=lambda row: row.above)


def _row(
    body: Body, above: str, of: Return | None, sent_on: dt.date | None, *, late_after: dt.date, on: dt.date
) -> BoardRow:
    late = (sent_on - late_after).days if sent_on else 0
    return BoardRow(body, above, of, sent_on, max(late, 0), sent_on is None and on > late_after)


def _sent(call: Call) -> dict[UUID, dt.date]:
    """When each body handed in for the first time."""
    found = ReturnStep.objects.filter(of__call=call, act=Act.SUBMIT).order_by()
    return dict(found.values_list("of__unit").annotate(first=Min("on")))


@dataclass(frozen=True)
class Summary:
    expected: int
    sent: int
    late: int
    accepted: int
    overdue: int


def summary(found: list[BoardRow]) -> Summary:
    """The rows as figures; each is the number of rows that the filter of the same name leaves."""
    return Summary(
        len(found),
        sum(row.sent_on is not None for row in found),
        sum(row.late_by > 0 for row in found),
        sum(row.of is not None and row.of.status == ReturnStatus.ACCEPTED for row in found),
        sum(row.is_overdue for row in found),
    )


FILTERS: dict[str, Callable[[BoardRow], bool]] = {
    "sent": lambda row: row.sent_on is not None,
    "late": lambda row: row.late_by > 0,
    "accepted": lambda row: row.of is not None and row.of.status == ReturnStatus.ACCEPTED,
    "overdue": lambda row: row.is_overdue,
}


def narrowed(found: list[BoardRow], show: str) -> list[BoardRow]:
    """The rows that a filter leaves; all of them for a filter that nobody offers."""
    return [row for row in found if FILTERS[show](row)] if show in FILTERS else found


def listed(actor: Actor) -> list[tuple[Call, Counter[str], Return | None]]:
    """Calls that one sees, the latest period first, with how the returns that one sees stand, and one's own. Four queries."""
    calls = list(Call.objects.visible_to(actor).select_related("form").order_by("-map_day", "form__name", "pk"))
    stand: dict[UUID, Counter[str]] = {call.pk: Counter() for call in calls}
    own: dict[UUID, Return] = {}
    for one in Return.objects.visible_to(actor).filter(call__in=calls):
        stand[one.call_id][one.status] += 1
        if one.unit_id == actor.unit_id:
            own[one.call_id] = one
    return [(call, stand[call.pk], own.get(call.pk)) for call in calls]
