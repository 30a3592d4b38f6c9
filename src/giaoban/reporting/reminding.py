"""Who is reminded of which return on a day: a pure schedule, then one letter a person."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.kernel.calendar import WorkingCalendar
from giaoban.registry import letters as post
from giaoban.registry import queries as registry
from giaoban.registry.models import User
from giaoban.registry.roles import Permission
from giaoban.reporting import queries
from giaoban.reporting.enums import OPEN, ReminderKind
from giaoban.reporting.models import Call, Return, ReturnReminder

# Days from the last day on which a word falls due.
WHEN = {
    ReminderKind.BEFORE: -3,
    ReminderKind.DAY_BEFORE: -1,
    ReminderKind.LATE: 1,
    ReminderKind.ESCALATION: 7,
}


@dataclass(frozen=True)
class Word:
    """One thing to say about the return of one body to one call; `above` is the body above it."""

    call: Call
    unit: UUID
    above: UUID | None
    name: str
    kind: ReminderKind
    due: dt.date


def words(*, on: dt.date) -> list[Word]:
    """Everything to be said on a day and not said yet: returns that are expected and not handed in."""
    calendar = registry.working_calendar(on - dt.timedelta(days=21), on + dt.timedelta(days=21))
    found = Call.objects.filter(due__range=(on - dt.timedelta(days=90), on + dt.timedelta(days=21)))
    calls = list(found.select_related("form").order_by("due", "pk"))
    said = set(ReturnReminder.objects.filter(call__in=calls).values_list("call", "unit", "kind", "due"))
    return [
        word
        for call in calls
        for word in _of(call, on, calendar)
        if (call.pk, word.unit, word.kind, word.due) not in said
    ]


def _of(call: Call, on: dt.date, calendar: WorkingCalendar) -> list[Word]:
    sent = set(Return.objects.filter(call=call).exclude(status__in=OPEN).values_list("unit", flat=True))
    extended = queries.extended(call)
    return [
        Word(call, body.id, body.parent, body.name, kind, due)
        for body in queries.bodies(call)
        if body.id not in sent
        for due in [extended.get(body.id, call.due)]
        for kind in post.due_kinds(WHEN, due, on=on, calendar=calendar)
    ]


@dataclass
class Letter:
    """What one person is told on one day: returns of the own body, then those of bodies below that are a week late."""

    user: User
    own: list[Word] = field(default_factory=list)
    below: list[Word] = field(default_factory=list)


def letters(found: Iterable[Word], *, on: dt.date) -> list[Letter]:
    """One letter a person, by user name. A week late goes to the body above too."""
    filling = post.people(Permission.RETURN_FILL, on=on)
    judging = post.people(Permission.RETURN_ACCEPT, on=on)
    people: dict[UUID, Letter] = {}
    for word in found:
        for user in filling[word.unit]:
            people.setdefault(user.pk, Letter(user)).own.append(word)
        if word.kind == ReminderKind.ESCALATION:
            for user in judging[word.above]:
                people.setdefault(user.pk, Letter(user)).below.append(word)
    return sorted(people.values(), key=lambda letter: letter.user.username)


def subject(letter: Letter) -> str:
    count = len(letter.own)
    said = ngettext("Giao Ban: %(count)d return is waited for", "Giao Ban: %(count)d returns are waited for", count)
    return said % {"count": count} if count else _("Giao Ban: returns below you are late")


def body(letter: Letter) -> str:
    """The letter as plain text; the same text can be pasted into Zalo."""
    parts = [(_("Returns of your body"), letter.own), (_("Late below you"), letter.below)]
    return post.body(letter.user, parts, _sentence)


def _sentence(word: Word) -> str:
    day = _("last day %(day)s") % {"day": f"{word.due:%d/%m/%Y}"}
    return f"{word.call}, {word.name} ({word.kind.label.lower()}; {day})"
