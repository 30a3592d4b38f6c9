"""The weekly schedule: entered by an office for its leaders, published by a person with the permission, changed in the open."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.kernel import clock
from giaoban.kernel.resolvers import Pointer, Sight, resolvers
from giaoban.news import text
from giaoban.news.enums import SCHEDULE_FLOW, Half
from giaoban.news.models import EntryWording, ScheduleEntry, ScheduleWeek
from giaoban.news.models.schedules import A_WEEK, LONGEST_CONTENT, LONGEST_PLACE, LONGEST_WHO, WORDS, half_of
from giaoban.news.operations import refusals
from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission

MOST_ENTRIES = 200


@dataclass(frozen=True)
class Planned:
    """One thing as somebody entered it. Where the hour is known, `half` follows from it; `weekday` 0 is Monday."""

    weekday: int
    content: str
    half: str = Half.DAY
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None
    presides: str = ""
    takes_part: str = ""
    place: str = ""
    is_cancelled: bool = False

    @classmethod
    def of(cls, wording: EntryWording) -> "Planned":
        return cls(**{name: getattr(wording, name) for name in (*WORDS, "is_cancelled")})

    def kept(self) -> "Planned":
        """As it is kept: lines of visible text, and the half of its hour."""
        return replace(
            self,
            half=half_of(self.starts_at) if self.starts_at else Half(self.half),
            content=text.line(self.content),
            presides=text.line(self.presides),
            takes_part=text.line(self.takes_part),
            place=text.line(self.place),
        )


@transaction.atomic
def enter_in_schedule(
    *, monday: dt.date, planned: Sequence[Planned], by: Actor, at: dt.datetime, source: Pointer | None = None
) -> list[ScheduleEntry]:
    """The office enters what its leaders do in a week; readers get nothing of it until it is published.

    `source` is what a single entry was taken over from. Raises PermissionDenied, TooMuch, EndsBeforeItBegins, TakenAlready.
    """
    if by.unit_id is None or not by.may(Permission.SCHEDULE_WRITE):
        raise PermissionDenied
    week, _made = ScheduleWeek.objects.get_or_create(
        unit_id=by.unit_id, monday=monday, defaults={"made_at": at, "made_by": by.user}
    )
    week = _locked(week.pk)
    if week.entries.count() + len(planned) > MOST_ENTRIES:
        raise refusals.TooMuch("content", _("At most 200 entries stand in one week."))
    if source is not None:
        _refuse_unless_free(week, source, by)
    made = [_entered(week, one.kept(), source, by, at) for one in planned]
    events.record("news.schedule_entered", week, by=by, at=at, unit=week.unit_id, count=len(made), week=_named(week))
    return made


@transaction.atomic
def copy_last_week(*, monday: dt.date, by: Actor, at: dt.datetime) -> list[ScheduleEntry]:
    """What stood in the week before is entered again for this one, but for what was cancelled there.

    Raises PermissionDenied, NothingToCopy.
    """
    before = ScheduleWeek.objects.filter(unit=by.unit_id, monday=monday - A_WEEK).first() if by.unit_id else None
    planned = [Planned.of(one) for one in latest_wordings([before]) if not one.is_cancelled] if before else []
    if not planned:
        raise refusals.NothingToCopy
    return enter_in_schedule(monday=monday, planned=planned, by=by, at=at)


@transaction.atomic
def reword_entry(*, entry_id: UUID, base: int, planned: Planned, by: Actor, at: dt.datetime) -> EntryWording:
    """An entry is worded anew, or cancelled; readers keep what they have until the week is published again.

    `base` is the number of the wording that was before somebody's eyes. Raises PermissionDenied, LaterWording,
    NothingChanged, EndsBeforeItBegins.
    """
    found = ScheduleEntry.objects.get(pk=entry_id)
    week = _locked(found.week_id)
    if not by.has_perm(Permission.SCHEDULE_WRITE, week):
        raise PermissionDenied
    entry = ScheduleEntry.objects.select_for_update().get(pk=entry_id)
    if entry.latest != base:
        raise refusals.LaterWording
    kept = planned.kept()
    if Planned.of(entry.wordings.get(number=base)) == kept:
        raise refusals.NothingChanged
    worded = _worded(entry, base + 1, kept, by, at)
    entry.latest = worded.number
    entry.save(update_fields=["latest"])
    events.record("news.schedule_reworded", week, by=by, at=at, unit=week.unit_id, week=_named(week))
    return worded


@transaction.atomic
def publish_schedule(*, week_id: UUID, by: Actor, at: dt.datetime) -> ScheduleWeek:
    """Readers get the week as it stands; what is not as they had it before is marked as changed.

    Raises PermissionDenied, NothingToPublish, NothingChanged.
    """
    week = _locked(week_id)
    if not by.has_perm(Permission.SCHEDULE_PUBLISH, week):
        raise PermissionDenied
    entries = list(week.entries.select_for_update(of=("self",)).select_related("shown").order_by("pk"))
    latest = {one.entry_id: one for one in latest_wordings([week])}
    if all(one.is_cancelled for one in latest.values()) and not any(one.shown_id for one in entries):
        raise refusals.NothingToPublish
    again = any(one.shown_id for one in entries)
    moment = clock.moved_to(by.on, at)
    changed = [one for one in entries if _show(one, latest[one.pk], moment if again else None)]
    if not changed and week.is_published:
        raise refusals.NothingChanged
    week.status = SCHEDULE_FLOW.target("publish", week.status)
    week.published_at, week.published_by = moment, by.user
    week.save(update_fields=["status", "published_at", "published_by"])
    type_ = "news.schedule_changed" if again else "news.schedule_published"
    events.record(type_, week, by=by, at=at, unit=week.unit_id, count=len(changed), week=_named(week))
    return week


@transaction.atomic
def take_back_schedule(*, week_id: UUID, reason: str, by: Actor, at: dt.datetime) -> ScheduleWeek:
    """Readers no longer get the week; its office can go on with it. Raises PermissionDenied, NoReason, InvalidTransition."""
    week = _locked(week_id)
    if not by.has_perm(Permission.SCHEDULE_PUBLISH, week):
        raise PermissionDenied
    if not reason.strip():
        raise refusals.NoReason
    week.status = SCHEDULE_FLOW.target("take_back", week.status)
    week.published_at = week.published_by = None
    week.save(update_fields=["status", "published_at", "published_by"])
    events.record(
        "news.schedule_taken_back",
        week,
        by=by,
        at=at,
        unit=week.unit_id,
        week=_named(week),
        reason=text.line(reason)[:500],
    )
    return week


def latest_wordings(weeks: Iterable[ScheduleWeek]) -> list[EntryWording]:
    """The latest wording of each entry of these weeks; one query."""
    wordings: dict[UUID, EntryWording] = {}
    for one in EntryWording.objects.filter(entry__week__in=list(weeks)).select_related("entry").order_by("number"):
        wordings[one.entry_id] = one
    return list(wordings.values())


def _named(week: ScheduleWeek) -> str:
    return f"{week.monday:%d/%m/%Y}"


def _locked(week_id: UUID) -> ScheduleWeek:
    return ScheduleWeek.objects.select_for_update().get(pk=week_id)


def _refuse_unless_free(week: ScheduleWeek, source: Pointer, by: Actor) -> None:
    """One takes over what one sees, and once a week."""
    if source.kind not in resolvers.kinds or resolvers.resolve([source], reader=by)[source].sight is not Sight.LINK:
        raise refusals.UnknownSubject
    if week.entries.filter(source_kind=source.kind, source_id=source.id).exists():
        raise refusals.TakenAlready


def _entered(week: ScheduleWeek, planned: Planned, source: Pointer | None, by: Actor, at: dt.datetime) -> ScheduleEntry:
    kind, id_ = source or ("", None)
    entry = ScheduleEntry.objects.create(week=week, source_kind=kind, source_id=id_, made_at=at, made_by=by.user)
    _worded(entry, 1, planned, by, at)
    return entry


def _worded(entry: ScheduleEntry, number: int, planned: Planned, by: Actor, at: dt.datetime) -> EntryWording:
    _refuse_unless_it_fits(planned)
    return EntryWording.objects.create(entry=entry, number=number, made_at=at, made_by=by.user, **asdict(planned))


def _refuse_unless_it_fits(planned: Planned) -> None:
    if not planned.content:
        raise refusals.TooMuch("content", _("Say what takes place."))
    limits = (("content", LONGEST_CONTENT), ("presides", LONGEST_WHO), ("takes_part", LONGEST_CONTENT), ("place", LONGEST_PLACE))  # fmt: skip
    for name, most in limits:
        if len(getattr(planned, name)) > most:
            raise refusals.TooMuch(name, _("This is longer than %(most)s characters.") % {"most": most})
    if planned.ends_at and (planned.starts_at is None or planned.ends_at <= planned.starts_at):
        raise refusals.EndsBeforeItBegins


def _show(entry: ScheduleEntry, latest: EntryWording, changed_at: dt.datetime | None) -> bool:
    """Lets readers have the latest wording; whether that is anything new. `changed_at` is None at a first publication."""
    if entry.shown_id == latest.pk or (entry.shown_id is None and latest.is_cancelled):
        return False
    entry.before, entry.shown = entry.shown, latest
    entry.changed_at = changed_at
    if changed_at is not None and entry.before is not None:
        entry.sequence += 1
    entry.save(update_fields=["before", "shown", "changed_at", "sequence"])
    return True
