"""Bodies are reminded of voices that wait for their answer."""

import datetime as dt
from collections import defaultdict

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.registry import queries as registry
from giaoban.registry.models import RoleAssignment, User
from giaoban.registry.roles import ROLES, Permission
from giaoban.voices.models import Voice, VoiceReminder
from giaoban.voices.models.voices import AT_WORK

BEFORE = 2


@transaction.atomic
def remind_of_voices(*, on: dt.date, at: dt.datetime) -> dict[User, int]:
    """Once on a working day: tells who answers for a body how many voices are due within two working days, or late.

    Letters hold numbers, never words of a voice. Returns who was told of how many.
    """
    calendar = registry.working_calendar(on - dt.timedelta(days=1), on + dt.timedelta(days=30))
    if not calendar.is_working_day(on):
        return {}
    until = calendar.add_working_days(on, BEFORE)
    due = Voice.objects.filter(status__in=AT_WORK, due_day__lte=until).exclude(reminders__on=on).order_by("pk")
    waiting = list(due.select_for_update(of=("self",)))
    VoiceReminder.objects.bulk_create(VoiceReminder(voice=voice, on=on, sent_at=at) for voice in waiting)
    count: dict[object, int] = defaultdict(int)
    for voice in waiting:
        count[voice.unit_id] += 1
    answering = [code for code, role in ROLES.items() if Permission.VOICE_ANSWER in role.permissions]
    held = RoleAssignment.objects.in_force(on).filter(unit__in=list(count), role__in=answering).select_related("user")
    told = {one.user: count[one.unit_id] for one in held.order_by("user", "pk")}
    for user, voices in told.items():
        if user.email:
            mail = EmailMessage(_subject(voices), _("Open them under “Voices” in Giao Ban."), to=[user.email])
            transaction.on_commit(mail.send, robust=True)
    return told


def _subject(count: int) -> str:
    return ngettext(
        "%(count)s voice of a citizen waits for your answer", "%(count)s voices of citizens wait for your answer", count
    ) % {"count": count}
