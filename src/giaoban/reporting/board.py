"""The board of a call: who has sent, who is late, what was accepted, whose turn it is."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Min
from django.utils.translation import gettext as _

from giaoban.kernel.vietnamese import fold, sort_key
from giaoban.registry import access
from giaoban.registry import queries as registry
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission
from giaoban.reporting import queries
from giaoban.reporting.enums import Act, ReturnStatus
from giaoban.reporting.models import Call, MoreTime, Return, ReturnStep
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
    due: dt.date
    is_extended: bool
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
    """The expected bodies that the actor works over."""
    expected = queries.bodies(call)
    reached = set(
        access.units(actor, Permission.RETURN_VIEW)
        .filter(pk__in=[body.id for body in expected])
        .order_by()
        .values_list("pk", flat=True)
    )
    of = {one.unit_id: one for one in Return.objects.filter(call=call)}
    sent, extended = _sent(call), queries.extended(call)
    called = registry.names({body.parent for body in expected if body.parent}, on=call.map_day)
    return [
        _row(
            body,
            called.get(body.parent, "") if body.parent else "",
            of.get(body.id),
            sent.get(body.id),
            due=extended.get(body.id, call.due),
            is_extended=body.id in extended,
            on=actor.on,
        )
        for body in expected
        if body.id in reached
    ]


def _row(
    body: Body,
    above: str,
    of: Return | None,
    sent_on: dt.date | None,
    *,
    due: dt.date,
    is_extended: bool,
    on: dt.date,
) -> BoardRow:
    late = (sent_on - due).days if sent_on else 0
    return BoardRow(body, above, of, due, is_extended, sent_on, max(late, 0), sent_on is None and on > due)


def _sent(call: Call) -> dict[UUID, dt.date]:
    """When each body handed in for the first time."""
    found = ReturnStep.objects.filter(of__call=call, act=Act.SUBMIT).order_by()
    return dict(found.values_list("of__unit").annotate(first=Min("on")))


@dataclass(frozen=True)
class Summary:
    expected: int
    sent: int
    in_time: int
    late: int
    waiting: int
    accepted: int
    overdue: int


FILTERS: dict[str, Callable[[BoardRow], bool]] = {
    "sent": lambda row: row.sent_on is not None,
    "in_time": lambda row: row.sent_on is not None and not row.late_by,
    "late": lambda row: row.late_by > 0,
    "waiting": lambda row: row.of is not None and row.of.status == ReturnStatus.SUBMITTED,
    "accepted": lambda row: row.of is not None and row.of.status == ReturnStatus.ACCEPTED,
    "overdue": lambda row: row.is_overdue,
}


def summary(found: Sequence[BoardRow]) -> Summary:
    """The rows as figures; each is the number of rows that the filter of the same name leaves."""
    return Summary(expected=len(found), **{name: sum(map(keeps, found)) for name, keeps in FILTERS.items()})


@dataclass(frozen=True)
class Level:
    """A body above, and how complete and how punctual the bodies below it are."""

    id: UUID | None
    name: str
    summary: Summary


def levels(found: Sequence[BoardRow]) -> list[Level]:
    """The rows by the body above them, as Vietnamese sorts."""
    below: dict[UUID | None, list[BoardRow]] = defaultdict(list)
    for row in found:
        below[row.body.parent].append(row)
    made = [Level(parent, rows[0].above, summary(rows)) for parent, rows in below.items()]
    return sorted(made, key=lambda level: sort_key(level.name))


def narrowed(found: list[BoardRow], *, show: str = "", above: str = "", q: str = "") -> list[BoardRow]:
    """The rows that the filters leave; a filter that nobody offers leaves all of them. `q`: words of the body's name."""
    kept = [row for row in found if FILTERS[show](row)] if show in FILTERS else found
    kept = [row for row in kept if str(row.body.parent) == above] if above else kept
    words = fold(q).split()
    return [row for row in kept if all(word in fold(row.body.name) for word in words)] if words else kept


ORDERS: dict[str, Callable[[BoardRow], Any]] = {
    "body": lambda row: sort_key(row.body.name),
    "above": lambda row: (sort_key(row.above), sort_key(row.body.name)),
    "state": lambda row: (row.state, sort_key(row.body.name)),
    "due": lambda row: (row.due, sort_key(row.body.name)),
    "sent": lambda row: (row.sent_on or dt.date.max, sort_key(row.body.name)),
}


def ordered(found: list[BoardRow], sort: str) -> list[BoardRow]:
    """By the column named, downwards with a minus; by the body above where none is."""
    return sorted(found, key=ORDERS[sort.removeprefix("-") or "above"], reverse=sort.startswith("-"))


def asked(call: Call, *, actor: Actor) -> list[tuple[MoreTime, str]]:
    """Requests for more time that wait for an answer, of bodies that one works over, each with the body's name."""
    found = list(
        MoreTime.objects.visible_to(actor).filter(call=call, answer=None).select_related("by").order_by("at", "pk")
    )
    called = registry.names({one.unit_id for one in found}, on=call.map_day)
    return [(one, called[one.unit_id]) for one in found]


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
