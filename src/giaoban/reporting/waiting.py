"""What waits for a body: returns that it owes, and those of others that it judges next."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from giaoban.kernel.components import Status
from giaoban.registry.actor import Actor
from giaoban.registry.models import UnitVersion
from giaoban.registry.roles import Permission
from giaoban.reporting.enums import OPEN, ReturnStatus
from giaoban.reporting.models import Call, MoreTimeAnswer, Return

# What was called for longer ago waits for nobody any more; the board still says who never answered.
DAYS = 180


@dataclass(frozen=True)
class Owed:
    """A return that the own body owes: until when, and how far it is; `of` is None where nobody began."""

    call: Call
    of: Return | None
    due: dt.date
    is_late: bool

    @property
    def chip(self) -> str:
        if self.is_late:
            return "late"
        return "refused" if self.of and self.of.status == ReturnStatus.RETURNED else "draft"

    @property
    def state(self) -> str:
        if self.is_late:
            return str(Status.LATE.label)
        return str(ReturnStatus(self.of.status).label) if self.of else _("Not begun")


def owed(actor: Actor) -> list[Owed]:
    """Returns that the body acted for has not handed in, the most pressing first. Three queries."""
    if not actor.may(Permission.RETURN_FILL) or actor.unit_id is None:
        return []
    sent = Return.objects.filter(unit=actor.unit_id).exclude(status__in=OPEN).values("call")
    asking = Call.objects.visible_to(actor).asking(actor.unit_id).filter(due__gte=actor.on - dt.timedelta(days=DAYS))
    calls = list(asking.exclude(pk__in=sent).select_related("form").order_by("due", "pk"))
    begun = {of.call_id: of for of in Return.objects.filter(unit=actor.unit_id, call__in=calls)}
    granted = MoreTimeAnswer.objects.filter(asked__call__in=calls, asked__unit=actor.unit_id, due__isnull=False)
    later = dict(granted.order_by("at", "pk").values_list("asked__call", "due"))
    dues = {call.pk: later.get(call.pk, call.due) for call in calls}
    found = [Owed(call, begun.get(call.pk), dues[call.pk], actor.on > dues[call.pk]) for call in calls]
    return sorted(found, key=lambda one: one.due)


def judged_next(actor: Actor) -> list[tuple[Call, int]]:
    """Calls of which returns wait for the body acted for, with how many. Two queries."""
    if not actor.may(Permission.RETURN_ACCEPT) or actor.unit_id is None:
        return []
    below = UnitVersion.objects.on(actor.on).filter(parent=actor.unit_id).values("unit")
    under_nobody = UnitVersion.objects.on(actor.on).filter(parent=None).values("unit")
    its_turn = Q(status=ReturnStatus.ENDORSED, call__owner=actor.unit_id) | Q(
        status=ReturnStatus.SUBMITTED, unit__in=below
    )
    its_turn |= Q(status=ReturnStatus.SUBMITTED, call__owner=actor.unit_id, unit__in=under_nobody)
    waiting = Return.objects.visible_to(actor).filter(its_turn).order_by()
    counts = dict(waiting.values_list("call").annotate(count=Count("pk")))
    calls = Call.objects.filter(pk__in=counts).select_related("form").order_by("due_above", "pk")
    return [(call, counts[call.pk]) for call in calls]
