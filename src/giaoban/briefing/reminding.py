"""Who is reminded of what on a day: a pure schedule, then one letter a person."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.briefing.enums import LineStatus, Part, ReminderKind, TaskKind
from giaoban.briefing.models import Reminder, TaskLine, Watch
from giaoban.registry import letters as post
from giaoban.registry import queries as registry
from giaoban.registry.models import RoleAssignment, User
from giaoban.registry.roles import ROLES, Permission

# Days from the last day on which a word falls due.
WHEN = {
    ReminderKind.WEEK_BEFORE: -7,
    ReminderKind.DAY_BEFORE: -1,
    ReminderKind.LATE: 1,
    ReminderKind.ESCALATION: 7,
}


@dataclass(frozen=True)
class Word:
    """One thing to say about one line."""

    line: TaskLine
    kind: ReminderKind
    due_end: dt.date


def words(*, on: dt.date) -> list[Word]:
    """Everything to be said on a day and not said yet: lines that answer, are open, and have a due date."""
    calendar = registry.working_calendar(on - dt.timedelta(days=21), on + dt.timedelta(days=21))
    lines = (
        TaskLine.objects.filter(
            part__in=(Part.LEAD, Part.MEMBER, Part.PASSED_DOWN),
            status__in=(LineStatus.ASSIGNED, LineStatus.IN_PROGRESS, LineStatus.RETURNED),
            task__due_end__isnull=False,
            task__withdrawn_at=None,
            task__briefing__revoked_at=None,
            task__due_end__range=(on - dt.timedelta(days=60), on + dt.timedelta(days=21)),
        )
        .exclude(task__kind=TaskKind.STANDING)
        .select_related("task__briefing", "parent")
        .order_by("task__due_end", "task__number", "pk")
    )
    said = set(Reminder.objects.filter(line__in=lines).values_list("line", "kind", "due_end"))
    dated = [(line, due_end) for line in lines if (due_end := line.extended_until or line.task.due_end)]
    return [
        Word(line, kind, due_end)
        for line, due_end in dated
        for kind in post.due_kinds(WHEN, due_end - dt.timedelta(days=1), on=on, calendar=calendar)
        if (line.pk, kind.value, due_end) not in said
    ]


@dataclass
class Letter:
    """What one person is told on one day: own lines first, then what is escalated to them, then what they watch."""

    user: User
    own: list[Word] = field(default_factory=list)
    escalated: list[Word] = field(default_factory=list)
    watched: list[Word] = field(default_factory=list)


def letters(found: Iterable[Word], *, on: dt.date) -> list[Letter]:
    """One letter a person. Escalation goes to the body above in the line and to whoever follows the briefing's tasks."""
    found = list(found)
    people: dict[UUID, Letter] = {}
    of_unit = post.people(Permission.TASK_REPORT, on=on)
    bodies = {word.line.unit_id for word in found}
    heirs = registry.heirs(bodies, on=on)
    above = registry.above(bodies | {heir for heir in heirs.values() if heir}, on=on)
    offices = _offices_by_owner({word.line.task.briefing.owner_id for word in found}, on)
    watching = defaultdict(list)
    for task, user in Watch.objects.filter(task__in=[word.line.task_id for word in found]).values_list("task", "user"):
        watching[task].append(user)
    watchers = User.objects.in_bulk({user for users in watching.values() for user in users})
    for word in found:
        # What a body left goes to whoever took it over; where nobody did, up the line from the first word on.
        answering = heirs.get(word.line.unit_id, word.line.unit_id)
        for user in of_unit.get(answering, []):
            people.setdefault(user.pk, Letter(user)).own.append(word)
        if word.kind == ReminderKind.ESCALATION or answering is None:
            higher = [
                *of_unit.get(above.get(answering or word.line.unit_id), []),
                *offices.get(word.line.task.briefing.owner_id, []),
            ]
            for user in {user.pk: user for user in higher}.values():
                people.setdefault(user.pk, Letter(user)).escalated.append(word)
        for pk in watching[word.line.task_id]:
            if watchers[pk].is_active:
                people.setdefault(pk, Letter(watchers[pk])).watched.append(word)
    return sorted(people.values(), key=lambda letter: letter.user.username)


def _offices_by_owner(owners: set[UUID], on: dt.date) -> dict[UUID, list[User]]:
    """Who follows the tasks of a body's briefings: the secretariats that sit in the same land."""
    seats = {owner: registry.seat(owner, on=on) for owner in owners}
    following = [code for code, role in ROLES.items() if Permission.TASK_AMEND in role.permissions]
    held = list(
        RoleAssignment.objects.in_force(on).filter(role__in=following).select_related("user").order_by("user__username")
    )
    sits = {one.unit_id: registry.seat(one.unit_id, on=on) for one in held}
    return {owner: [one.user for one in held if sits[one.unit_id] == seat] for owner, seat in seats.items()}


def subject(letter: Letter) -> str:
    count = len(letter.own) + len(letter.escalated)
    said = ngettext("Giao Ban: %(count)d task needs you", "Giao Ban: %(count)d tasks need you", count)
    return said % {"count": count} if count else _("Giao Ban: news of tasks that you watch")


def body(letter: Letter) -> str:
    """The letter as plain text; the same text can be pasted into Zalo."""
    parts = [
        (_("Yours"), letter.own),
        (_("Late below you or in what you follow"), letter.escalated),
        (_("Watched"), letter.watched),
    ]
    return post.body(letter.user, parts, _sentence)


def _sentence(word: Word) -> str:
    last = f"{word.due_end - dt.timedelta(days=1):%d/%m/%Y}"
    task = word.line.task
    return f"{task.text[:160]} ({word.kind.label.lower()}; {_('last day')} {last}; {_('briefing of')} {task.briefing.held_on:%d/%m/%Y})"
