"""Reads of the activities room that span models: lists, counts, what serves a thing, what a programme came to."""

import datetime as dt
import itertools
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.activities.enums import ActivityKind, Counted
from giaoban.activities.models import Activity, ActivityVersion, Attachment, Target
from giaoban.activities.models.activities import ActivityQuerySet
from giaoban.kernel.components import Moment
from giaoban.kernel.days import DayRange
from giaoban.kernel.resolvers import Pointer
from giaoban.kernel.vietnamese import fold
from giaoban.registry import queries as registry
from giaoban.registry.actor import Actor
from giaoban.registry.models import UnitVersion

ACTIVITY = "activities.activity"
TARGET = "activities.target"


@dataclass(frozen=True)
class Row:
    """An activity as lists and exports show it."""

    activity: Activity
    unit: str
    place: str
    days: str
    files: int


def rows(activities: QuerySet[Activity], *, on: dt.date) -> list[Row]:
    """Activities as rows, in the order given, bodies and places under their names of the day `on`. Two queries however many."""
    found = list(with_files(activities).select_related("act"))
    return named(found, on=on)


def with_files(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """Each with `files`: how many photos and files stand with it."""
    standing = Attachment.objects.standing().filter(activity=OuterRef("pk")).order_by().values("activity")
    return activities.annotate(files=Subquery(standing.annotate(count=Count("pk")).values("count")))


def named(activities: Sequence[Any], *, on: dt.date) -> list[Row]:
    """Rows of activities that `with_files` gave; names of all bodies and places in one query."""
    wanted = {activity.unit_id for activity in activities} | {one.place_id for one in activities if one.place_id}
    called = registry.names(wanted, on=on)
    return [
        Row(one, called[one.unit_id], place(one, called), days(one.first_day, one.last_day), one.files or 0)
        for one in activities
    ]


def place(activity: Activity, called: dict[UUID, str]) -> str:
    """Where it was: the words, then the land."""
    land = called[activity.place_id] if activity.place_id else ""
    return ", ".join(filter(None, (activity.place_words, land)))


def days(first: dt.date, last: dt.date) -> str:
    """One day as 20/10/2021, several as 20/10/2021 – 22/10/2021."""
    said = date_format(first, "d/m/Y")
    return said if first == last else f"{said} – {date_format(last, 'd/m/Y')}"


# --- The list ---------------------------------------------------------------------------------------------------------


def filtered(
    activities: ActivityQuerySet,
    *,
    q: str = "",
    kind: str = "",
    unit: str = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
    act: str = "",
    state: str = "",
    serves: Pointer | None = None,
) -> ActivityQuerySet:
    """Activities narrowed by the filters of the list: each word with or without accents, both days included.

    `state` is "" for what counts, "cancelled", or "all".
    """
    for word in fold(q).split():
        activities = activities.filter(folded__contains=word)
    if kind:
        activities = activities.filter(kind=kind)
    if unit:
        activities = activities.filter(unit=unit)
    if since:
        activities = activities.filter(end_day__gt=since)
    if until:
        activities = activities.filter(first_day__lte=until)
    if act:
        activities = activities.filter(act=act)
    if serves:
        activities = activities.serving(serves.kind, [serves.id])
    if state == "all":
        return activities
    return activities.filter(is_cancelled=state == "cancelled")


def sortable(activities: ActivityQuerySet, *, on: dt.date) -> ActivityQuerySet:
    """With `unit_sort` and `kind_sort`: by the body's name as Vietnamese sorts, by kind as the quick form orders."""
    names = UnitVersion.objects.filter(unit=OuterRef("unit")).annotate(alive=Q(valid__contains=on))
    kinds = [When(kind=kind, then=Value(f"{place:02}")) for place, kind in enumerate(ActivityKind)]
    return activities.annotate(
        unit_sort=Subquery(names.order_by("-alive", "-valid").values("name_sort")[:1]),
        kind_sort=Case(*kinds, output_field=CharField()),
    )


@dataclass(frozen=True)
class KindCount:
    """How many activities of a kind, and how many people took part in those where somebody counted."""

    kind: ActivityKind
    count: int
    participants: int


def by_kind(activities: QuerySet[Activity]) -> list[KindCount]:
    """Counts for the kinds that occur, in the order of the kinds; one query."""
    found = activities.order_by().values("kind").annotate(count=Count("pk"), people=Sum("participants"))
    counted = {row["kind"]: row for row in found}
    return [
        KindCount(kind, counted[kind]["count"], counted[kind]["people"] or 0)
        for kind in ActivityKind
        if kind in counted
    ]


def units_with_activities(activities: QuerySet[Activity], *, on: dt.date) -> list[tuple[str, str]]:
    """(id, name) of the bodies of some of these activities, as Vietnamese sorts; a body no longer alive by its last name."""
    found = UnitVersion.objects.filter(unit__in=activities.order_by().values("unit"))
    latest = found.annotate(alive=Q(valid__contains=on)).order_by("unit", "-alive", "-valid").distinct("unit")
    called = UnitVersion.objects.filter(pk__in=latest.values("pk")).by_name()
    return [(str(unit), name) for unit, name in called.values_list("unit", "name")]


# --- One activity -----------------------------------------------------------------------------------------------------


def history(activity: Activity) -> list[Moment]:
    """Every version that was told, the latest first: what changed, why, by whom."""
    versions = list(
        ActivityVersion.objects.filter(pgh_obj=activity).select_related("version_by", "act").order_by("version")
    )
    wanted = {one for version in versions for one in (version.unit_id, version.place_id) if one}
    called = registry.names(wanted, on=activity.first_day)
    told = [_first(versions[0])] if versions else []
    told += [_later(before, after, called) for before, after in itertools.pairwise(versions)]
    return told[::-1]


def _first(version: Any) -> Moment:
    return Moment(version.version_at, _("Recorded"), by=str(version.version_by))


def _later(before: Any, after: Any, called: dict[UUID, str]) -> Moment:
    title = _("Cancelled") if after.is_cancelled else _("Corrected")
    old, new = _said(before, called), _said(after, called)
    changes = [f"{label}: {old[label] or '–'} → {new[label] or '–'}" for label in new if old[label] != new[label]]
    return Moment(
        after.version_at,
        _("%(act)s: %(reason)s") % {"act": title, "reason": after.version_reason},
        by=str(after.version_by),
        text="\n".join(changes),
        status="refused" if after.is_cancelled else "",
    )


def _said(version: Any, called: dict[UUID, str]) -> dict[str, str]:
    """What a version says, by the words of the form."""
    return {
        _("What was it?"): str(ActivityKind(version.kind).label),
        _("Topic"): version.topic,
        _("Done by"): called[version.unit_id],
        _("When"): days(version.first_day, version.end_day - dt.timedelta(days=1)),
        _("Where"): place(version, called),
        _("Participants"): _number(version.participants),
        _("Of them women"): _number(version.women),
        _("Act that it spreads"): str(version.act or ""),
        _("More words"): version.words,
        _("Links"): " ".join(version.links),
    }


def _number(value: int | None) -> str:
    return "" if value is None else str(number_format(value, force_grouping=True))


def likely_twins(activity: Activity) -> QuerySet[Activity]:
    """Other records of the same body, kind and days: perhaps the same work told twice."""
    return (
        Activity.objects.in_force()
        .filter(
            unit=activity.unit_id,
            kind=activity.kind,
            first_day__lt=activity.end_day,
            end_day__gt=activity.first_day,
            participants=activity.participants,
        )
        .exclude(pk=activity.pk)
        .order_by("made_at", "pk")
    )


def people(activity: Activity) -> str:
    """How many took part and how many of them women, in words; nothing where nobody counted."""
    if activity.participants is None:
        return ""
    count = activity.participants
    said = ngettext("%(count)s person took part", "%(count)s people took part", count) % {"count": _number(count)}
    if activity.women is None:
        return said
    return _("%(all)s, %(women)s of them women") % {"all": said, "women": _number(activity.women)}


def moments(found: Iterable[Row]) -> list[Moment]:
    """Activities as a timeline, in the order given: what, who, how many."""
    return [
        Moment(
            row.activity.first_day,
            str(row.activity),
            by=row.unit,
            text=" · ".join(filter(None, (row.place, people(row.activity)))),
            url=row.activity.get_absolute_url(),
        )
        for row in found
    ]


# --- What serves a thing ----------------------------------------------------------------------------------------------


def for_subject(kind: str, ids: Collection[UUID], *, actor: Actor | None = None) -> dict[UUID, list[Row]]:
    """The activities in force that serve each of these things, the latest first; things without any are left out.

    With `actor` only what that reader may see, named as of the reader's day; without, all of them, for a room that has
    decided itself what it shows (a published result). Two queries however many things.
    """
    found = Activity.objects.in_force().serving(kind, ids).order_by("-first_day", "-pk")
    if actor is not None:
        found = found.visible_to(actor)
    day = actor.on if actor is not None else registry.today()
    served: dict[UUID, list[Row]] = {}
    for row in rows(found, on=day):
        served.setdefault(row.activity.serves_id, []).append(row)  # type: ignore[arg-type]
    return served


# --- As it was known --------------------------------------------------------------------------------------------------


def as_known(units: Sequence[UUID], days_: DayRange, as_of: dt.datetime) -> QuerySet[Any]:
    """The versions that were in force at an instant, of activities that these bodies began on these days."""
    later = ActivityVersion.objects.filter(
        pgh_obj=OuterRef("pgh_obj"), version__gt=OuterRef("version"), version_at__lte=as_of
    )
    return ActivityVersion.objects.filter(
        ~Exists(later),
        version_at__lte=as_of,
        unit__in=units,
        first_day__gte=days_.start,
        first_day__lt=days_.end,
        is_cancelled=False,
    )


# --- Programmes -------------------------------------------------------------------------------------------------------


def towards(targets: Iterable[Target], *, actor: Actor) -> ActivityQuerySet:
    """The activities in force that serve these targets, each in its own year, as far as the actor sees them."""
    in_its_year = Q(pk=None)
    for target in targets:
        span = target.days
        in_its_year |= Q(serves_id=target.pk, first_day__gte=span.start, first_day__lt=span.end)
    found = Activity.objects.visible_to(actor).in_force().filter(serves_kind=TARGET)
    return found.filter(in_its_year)


def reached(target: Target, activities: Iterable[Activity]) -> int | None:
    """The figure that these activities make of the target; None where it is judged."""
    mine = [one for one in activities if one.serves_id == target.pk]
    match target.counted:
        case Counted.ACTIVITIES:
            return len(mine)
        case Counted.PARTICIPANTS:
            return sum(one.participants or 0 for one in mine)
    return None


def activity_list_url(**parameters: str) -> str:
    """The list of activities with filters in its address."""
    return reverse("activities:activities", query=parameters)
