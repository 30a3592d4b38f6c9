"""A daily round of letters, whatever it is about: what falls due on a day, who is told, how a letter reads and is posted."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.kernel.calendar import WorkingCalendar
from giaoban.registry.models import RoleAssignment, User
from giaoban.registry.roles import ROLES, Permission

Kind = TypeVar("Kind")
Word = TypeVar("Word")


def due_kinds(when: Mapping[Kind, int], last_day: dt.date, *, on: dt.date, calendar: WorkingCalendar) -> list[Kind]:
    """What is to be said on a working day about something with that last day; nothing on a quiet day.

    `when` has the days from the last day on which each kind of word falls due.
    """
    return [kind for kind, days in when.items() if calendar.is_said(last_day + dt.timedelta(days=days), on=on)]


def people(permission: Permission, *, on: dt.date) -> dict[UUID | None, list[User]]:
    """Who may do something for each body on a day, by user name; each person once a body, whatever roles they hold."""
    roles = [code for code, role in ROLES.items() if permission in role.permissions]
    held = RoleAssignment.objects.in_force(on).filter(role__in=roles).select_related("user")
    found: dict[UUID | None, list[User]] = defaultdict(list)
    for one in held.order_by("user__username"):
        if one.user not in found[one.unit_id]:
            found[one.unit_id].append(one.user)
    return found


def body(user: User, parts: Iterable[tuple[str, Sequence[Word]]], sentence: Callable[[Word], str]) -> str:
    """The letter as plain text, a line for each word below the title of its part; it can be pasted into Zalo."""
    lines = [_("Good day %s,") % user, ""]
    for title, found in parts:
        if found:
            lines += [f"{title}:", *(f"- {sentence(word)}" for word in found), ""]
    return "\n".join(lines).rstrip() + "\n"


def send(user: User, *, subject: str, text: str) -> None:
    """Hands a letter to the post once the transaction holds; who gave no address gets none."""
    if user.email:
        transaction.on_commit(EmailMessage(subject, text, to=[user.email]).send, robust=True)
