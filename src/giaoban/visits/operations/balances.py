"""The opening balance: what the portal before this one had counted, entered by a named person with source and reason."""

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission
from giaoban.visits.models import OpeningBalance

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LARGEST = 1_000_000_000_000


class Refused(ValueError):
    """Why a balance is not taken; `str()` is the sentence in the language of the moment."""

    field: str | None = None
    sentence: "StrOrPromise" = ""

    def __str__(self) -> str:
        return str(self.sentence)


class FutureDay(Refused):
    field, sentence = "counted_until", _("The old counter cannot have counted a day that is still to come.")


class LaterVersion(Refused):
    sentence = _("Somebody has entered another balance meanwhile. Look at it before you enter yours.")


class NothingChanged(Refused):
    sentence = _("This is the balance already; nothing was changed.")


@transaction.atomic
def enter_balance(
    *, visits: int, counted_until: dt.date, source: str, reason: str, version: int, by: Actor, at: dt.datetime
) -> OpeningBalance:
    """The next version of the balance; `version` is the one that was read, 0 where there was none.

    Raises PermissionDenied, or a Refused: FutureDay, LaterVersion, NothingChanged.
    """
    if not by.may(Permission.VISITS_BALANCE):
        raise PermissionDenied
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('visits.balance'))")
    known = OpeningBalance.objects.order_by("-version").first()
    if (known.version if known else 0) != version:
        raise LaterVersion
    if counted_until > at.date() + dt.timedelta(days=1):
        raise FutureDay
    told = {"visits": visits, "counted_until": counted_until, "source": source.strip()}
    if known and all(getattr(known, name) == value for name, value in told.items()):
        raise NothingChanged
    made = OpeningBalance.objects.create(
        version=version + 1, reason=reason.strip(), entered_at=at, entered_by=by.user, **told
    )
    events.record("visits.balance_entered", made, by=by, at=at, unit=by.unit_id, visits=visits, reason=reason.strip())
    return made
