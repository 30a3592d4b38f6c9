"""What pages of weekly schedules show; whatever readers get comes from a function whose name begins with `published_`."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from giaoban.kernel import clock, ics
from giaoban.kernel.agenda import Happening, agenda
from giaoban.kernel.resolvers import Pointer
from giaoban.kernel.vietnamese import sort_key
from giaoban.news.enums import Change, Half
from giaoban.news.models import EntryWording, ScheduleEntry, ScheduleWeek
from giaoban.news.models.schedules import A_WEEK
from giaoban.news.operations import latest_wordings
from giaoban.registry import queries as registry
from giaoban.registry.actor import Actor

CHIPS = {Change.ADDED: "on_time", Change.CHANGED: "due_soon", Change.CANCELLED: "refused"}
HALVES = list(Half)
FEED_WEEKS_BACK = 8


def weekday_name(weekday: int) -> str:
    """Monday to Sunday in words."""
    return (
        _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
    )[weekday]  # fmt: skip


@dataclass(frozen=True)
class Line:
    """An entry as a page shows it: what it says, how it changed, and what it said before."""

    entry: ScheduleEntry
    says: EntryWording
    change: Change | None
    was: Sequence[str]
    is_new: bool = False

    @property
    def chip(self) -> str:
        return CHIPS[self.change] if self.change else ""


@dataclass(frozen=True)
class HalfDay:
    half: Half
    lines: Sequence[Line]


@dataclass(frozen=True)
class Day:
    """A day of a week with its halves; those without an entry are left out."""

    day: dt.date
    name: str
    halves: Sequence[HalfDay]
    is_today: bool

    @property
    def count(self) -> int:
        return sum(len(half.lines) for half in self.halves)


@dataclass(frozen=True)
class Sheet:
    """The week of one body; `body` is how it is called in that week."""

    week: ScheduleWeek
    body: str
    days: Sequence[Day]
    changed: int


def parse(written: str) -> dt.date | None:
    """The day that an address names; None where it names none."""
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        return None


# --- For readers ------------------------------------------------------------------------------------------------------


def published_sheets(monday: dt.date, *, today: dt.date, body: str = "") -> list[Sheet]:
    """What each body has published for that week, sorted by the bodies' names; three queries."""
    weeks = list(ScheduleWeek.objects.published().filter(monday=monday).order_by("pk"))
    names = registry.names({week.unit_id for week in weeks}, on=monday)
    wanted = [week for week in weeks if body in ("", str(week.unit_id))]
    entries = ScheduleEntry.objects.filter(week__in=wanted, shown__isnull=False).select_related("shown", "before")
    by_week: dict[UUID, list[Line]] = {week.pk: [] for week in wanted}
    for one in entries.order_by("pk"):
        assert one.shown is not None
        by_week[one.week_id].append(Line(one, one.shown, one.change, _differences(one)))
    sheets = [_sheet(week, by_week[week.pk], names.get(week.unit_id, ""), today) for week in wanted]
    return sorted(sheets, key=lambda sheet: sort_key(sheet.body))


def published_bodies(monday: dt.date) -> Mapping[UUID, str]:
    """Who has published that week: names by id."""
    found = ScheduleWeek.objects.published().filter(monday=monday).values_list("unit", flat=True)
    names = registry.names(set(found), on=monday)
    return dict(sorted(names.items(), key=lambda named: sort_key(named[1])))


def published_mondays() -> QuerySet[ScheduleWeek, dt.date]:
    """The weeks that any body has published, the latest first."""
    weeks = ScheduleWeek.objects.published().order_by("-monday").values_list("monday", flat=True)
    return weeks.distinct()


def published_beside(monday: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """The nearest published weeks before and after."""
    before = published_mondays().filter(monday__lt=monday).first()
    after = published_mondays().filter(monday__gt=monday).last()
    return before, after


def published_feed(*, today: dt.date, origin: str, body: str = "") -> bytes:
    """What is published from eight weeks ago on, for calendars to subscribe to; an hour where it is known, else the day."""
    entries = ScheduleEntry.objects.filter(
        week__in=ScheduleWeek.objects.published().filter(monday__gte=today - FEED_WEEKS_BACK * A_WEEK),
        shown__isnull=False,
    ).select_related("week", "shown")
    found = [one for one in entries.order_by("week__monday", "pk") if body in ("", str(one.week.unit_id))]
    names = registry.names({one.week.unit_id for one in found}, on=today)
    told = (_entry(one, names.get(one.week.unit_id, ""), origin) for one in found)
    return ics.calendar(told, name=_("Weekly schedule"))


def _entry(one: ScheduleEntry, body: str, origin: str) -> ics.Entry:
    says = one.shown
    assert says is not None
    starts, ends = moments(one.week, says)
    half = "" if says.starts_at or says.half == Half.DAY else f"{says.get_half_display()}: "
    parts = (
        body,
        _("Presides: %s") % says.presides if says.presides else "",
        _("Takes part: %s") % says.takes_part if says.takes_part else "",
    )
    return ics.Entry(
        uid=f"schedule-{one.pk}@giaoban",
        starts=starts,
        ends=ends,
        summary=f"{half}{says.content}",
        url=origin + one.week.get_absolute_url(),
        sequence=one.sequence,
        stamp=says.made_at,
        place=says.place,
        description="\n".join(filter(None, parts)),
        is_cancelled=says.is_cancelled,
    )


def moments(week: ScheduleWeek, says: EntryWording) -> tuple[dt.date | dt.datetime, dt.date | dt.datetime | None]:
    """(start, end): instants in UTC where the hour is known, else the day and None."""
    day = week.monday + dt.timedelta(days=says.weekday)
    if says.starts_at is None:
        return day, None
    starts = dt.datetime.combine(day, says.starts_at, clock.HCM).astimezone(dt.UTC)
    ends = dt.datetime.combine(day, says.ends_at, clock.HCM).astimezone(dt.UTC) if says.ends_at else None
    return starts, ends


def published_data(sheets: Iterable[Sheet], origin: str) -> list[dict[str, object]]:
    """schema.org's Event for each entry."""
    return [
        _event(line, sheet, origin)
        for sheet in sheets
        for day in sheet.days
        for half in day.halves
        for line in half.lines
    ]


STATES = {
    None: "EventScheduled",
    Change.ADDED: "EventScheduled",
    Change.CHANGED: "EventScheduled",
    Change.CANCELLED: "EventCancelled",
}


def _event(line: Line, sheet: Sheet, origin: str) -> dict[str, object]:
    starts, ends = moments(sheet.week, line.says)
    told: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": line.says.content[:200],
        "startDate": _iso(starts),
        "endDate": _iso(ends) if ends else "",
        "eventStatus": f"https://schema.org/{STATES[line.change]}",
        "location": {"@type": "Place", "name": line.says.place} if line.says.place else "",
        "organizer": {"@type": "Organization", "name": sheet.body},
        "url": origin + sheet.week.get_absolute_url(),
    }
    if line.change == Change.CHANGED and line.entry.before is not None:
        before, _ends = moments(sheet.week, line.entry.before)
        if before != starts:
            told["eventStatus"] = "https://schema.org/EventRescheduled"
            told["previousStartDate"] = _iso(before)
    return {name: value for name, value in told.items() if value}


def _iso(moment: dt.date | dt.datetime) -> str:
    if isinstance(moment, dt.datetime):
        return moment.astimezone(clock.HCM).isoformat(timespec="minutes")
    return moment.isoformat()


# --- For the office ---------------------------------------------------------------------------------------------------


def work_sheet(week: ScheduleWeek, *, today: dt.date) -> Sheet:
    """The week as its office sees it: the latest wordings, and which of them readers do not have yet."""
    wordings = {one.entry_id: one for one in latest_wordings([week])}
    entries = week.entries.select_related("shown", "before").order_by("pk")
    lines = [_work_line(one, wordings[one.pk]) for one in entries]
    shown = [line for line in lines if line.entry.shown_id or not line.says.is_cancelled]
    name = registry.names([week.unit_id], on=week.monday).get(week.unit_id, "")
    return _sheet(week, shown, name, today)


def _work_line(entry: ScheduleEntry, says: EntryWording) -> Line:
    is_new = entry.shown_id != says.pk
    if not is_new:
        return Line(entry, says, entry.change, _differences(entry))
    change = Change.CANCELLED if says.is_cancelled else Change.CHANGED if entry.shown_id else Change.ADDED
    return Line(entry, says, change, differences(entry.shown, says) if entry.shown else (), is_new=True)


def offered(monday: dt.date, actor: Actor, week: ScheduleWeek | None) -> list[Happening]:
    """What rooms know of that week and that does not stand in it yet."""
    taken = set(week.entries.values_list("source_kind", "source_id")) if week else set()
    return [one for one in agenda.offered(actor, monday, monday + A_WEEK) if tuple(one.pointer) not in taken]


def offer(pointer: Pointer | None, monday: dt.date, actor: Actor) -> Happening | None:
    """What is offered under that pointer in that week."""
    found = agenda.offered(actor, monday, monday + A_WEEK) if pointer else []
    return next((one for one in found if one.pointer == pointer), None)


# --- Both -------------------------------------------------------------------------------------------------------------


def _differences(entry: ScheduleEntry) -> Sequence[str]:
    if entry.before is None or entry.shown is None or entry.shown.is_cancelled:
        return ()
    return differences(entry.before, entry.shown)


def differences(before: EntryWording, after: EntryWording) -> list[str]:
    """What it said before, where that is not what it says now."""
    found = []
    if before.is_cancelled:
        found.append(_("cancelled"))
    if before.weekday != after.weekday:
        found.append(weekday_name(before.weekday))
    if (before.half, before.hours) != (after.half, after.hours):
        found.append(before.hours or str(Half(before.half).label))
    labels = (("content", ""), ("presides", _("Presides: %s")), ("takes_part", _("Takes part: %s")), ("place", "%s"))
    for name, label in labels:
        said = getattr(before, name)
        if said != getattr(after, name) and said:
            found.append(label % said if label else said)
    return found


def _sheet(week: ScheduleWeek, lines: Iterable[Line], body: str, today: dt.date) -> Sheet:
    ordered = sorted(lines, key=_place)
    days = [_day(week, number, [one for one in ordered if one.says.weekday == number], today) for number in range(7)]
    changed = sum(1 for line in ordered if line.change)
    return Sheet(week, body, [day for day in days if day.count], changed)


def _place(line: Line) -> tuple[int, int, dt.time, object]:
    says = line.says
    return says.weekday, HALVES.index(Half(says.half)), says.starts_at or dt.time(), line.entry.pk


def _day(week: ScheduleWeek, number: int, lines: Sequence[Line], today: dt.date) -> Day:
    day = week.monday + dt.timedelta(days=number)
    halves = [HalfDay(half, [line for line in lines if line.says.half == half]) for half in Half]
    return Day(day, weekday_name(number), [half for half in halves if half.lines], day == today)
