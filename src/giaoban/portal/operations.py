"""Setting what stands around every public page."""

import datetime as dt
from dataclasses import asdict, dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from giaoban.kernel import clock
from giaoban.kernel.problems import Refused
from giaoban.news import text
from giaoban.portal.models import Imprint, Notice
from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission


class LaterImprint(Refused):
    sentence = _(
        "Somebody changed the footer meanwhile. What you wrote is still here: look at the footer, then save again."
    )


class NothingNew(Refused):
    sentence = _("Nothing was changed.")


class OverAlready(Refused):
    field, sentence = "until_at", _("This moment is over: nobody would see the notice.")


class EndsTooEarly(Refused):
    field, sentence = "until_at", _("The notice would end before it begins.")


class EndedAlready(Refused):
    sentence = _("This notice has ended already.")


@dataclass(frozen=True)
class ImprintTold:
    """The footer as somebody wrote it."""

    governing_body: str
    editor: str
    licence_number: str = ""
    licence_date: dt.date | None = None
    licence_issuer: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""

    def columns(self) -> dict[str, object]:
        return {name: text.line(value) if isinstance(value, str) else value for name, value in asdict(self).items()}


@transaction.atomic
def set_imprint(*, base: int, told: ImprintTold, by: Actor, at: dt.datetime) -> Imprint:
    """Every public page says from now on who answers for it; `base` is the number of the footer that was before somebody's eyes.

    Raises PermissionDenied, LaterImprint, NothingNew.
    """
    if not by.may(Permission.IMPRINT_EDIT):
        raise PermissionDenied
    latest = Imprint.objects.order_by("-number").first()
    if (latest.number if latest else 0) != base:
        raise LaterImprint
    kept = told.columns()
    if latest and all(getattr(latest, name) == value for name, value in kept.items()):
        raise NothingNew
    try:
        with transaction.atomic():
            made = Imprint.objects.create(number=base + 1, made_at=at, made_by=by.user, **kept)
    except IntegrityError as problem:
        if "number" in str(problem):
            raise LaterImprint from problem
        raise
    events.record("portal.imprint_set", made, by=by, at=at, unit=by.unit_id)
    return made


@transaction.atomic
def set_notice(
    *,
    level: str,
    words: str,
    from_at: dt.datetime | None,
    until_at: dt.datetime,
    link: str = "",
    link_words: str = "",
    by: Actor,
    at: dt.datetime,
) -> Notice:
    """Every public page tells it until that moment of business, from now or a later moment on.

    Raises PermissionDenied, OverAlready, EndsTooEarly.
    """
    if not by.may(Permission.NOTICE_SET):
        raise PermissionDenied
    now = clock.moved_to(by.on, at)
    begins = from_at or now
    if until_at <= now:
        raise OverAlready
    if until_at <= begins:
        raise EndsTooEarly
    made = Notice.objects.create(
        level=level,
        text=text.line(words),
        link=link,
        link_words=text.line(link_words),
        from_at=begins,
        until_at=until_at,
        made_at=at,
        made_by=by.user,
    )
    events.record("portal.notice_set", made, by=by, at=at, unit=by.unit_id, words=made.text)
    return made


@transaction.atomic
def end_notice(*, notice_id: UUID, reason: str, by: Actor, at: dt.datetime) -> Notice:
    """No page tells it any more, not even one that was kept. Raises PermissionDenied, EndedAlready."""
    if not by.may(Permission.NOTICE_SET):
        raise PermissionDenied
    notice = Notice.objects.select_for_update().get(pk=notice_id)
    if notice.ended_at is not None:
        raise EndedAlready
    notice.ended_at, notice.ended_by, notice.ended_reason = at, by.user, text.line(reason)
    notice.save(update_fields=["ended_at", "ended_by", "ended_reason"])
    events.record("portal.notice_ended", notice, by=by, at=at, unit=by.unit_id, reason=notice.ended_reason)
    return notice
