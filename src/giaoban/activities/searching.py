"""What of this room can be found: activities that count, and action programmes with their goals and targets."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.activities.models import ActionProgramme, Activity, Goal, Review, Target
from giaoban.activities.queries import ACTIVITY
from giaoban.kernel.search import Entry, Readers, Source, subject
from giaoban.registry.models import UnitVersion
from giaoban.registry.roles import Permission
from giaoban.registry.searching import bodies


def activities(rows: QuerySet[Activity]) -> Iterator[Entry]:
    """By topic, place, words and the act that was spread. Two queries."""
    found = list(rows.select_related("act"))
    places: dict[UUID, list[UnitVersion]] = defaultdict(list)
    for version in UnitVersion.objects.filter(unit__in={one.place_id for one in found}).order_by("valid"):
        places[version.unit_id].append(version)
    for one in found:
        here = (
            [version.name for version in places[one.place_id] if one.first_day in version.valid] if one.place_id else []
        )
        told = [one.words, one.place_words, *here, str(one.act) if one.act else ""]
        yield Entry(
            id=one.pk,
            title=one.topic,
            text=" · ".join(filter(None, told)),
            day=one.first_day,
            readers=Readers(Permission.ACTIVITY_VIEW, (one.unit_id,)),
            section=str(one.unit_id),
        )


def programmes(rows: QuerySet[ActionProgramme]) -> Iterator[Entry]:
    """By title, goals, yearly targets and what their reviews say. Four queries."""
    found = list(rows.select_related("act"))
    told: dict[UUID, list[str]] = defaultdict(list)
    goals = Goal.objects.filter(programme__in=found).order_by("number").values_list("programme", "text")
    targets = Target.objects.filter(goal__programme__in=found).order_by("year", "pk")
    reviews = Review.objects.filter(target__goal__programme__in=found).order_by("made_at", "pk")
    for programme, words in (
        *goals,
        *targets.values_list("goal__programme", "text"),
        *reviews.values_list("target__goal__programme", "words"),
    ):
        told[programme].append(words)
    for one in found:
        yield Entry(
            id=one.pk,
            title=one.title,
            text=" · ".join(filter(None, [str(one.act) if one.act else "", *told[one.pk]])),
            day=one.first_day,
            readers=Readers(Permission.ACTIVITY_VIEW, (one.unit_id,)),
            section=str(one.unit_id),
        )


def sources() -> Iterable[Source]:
    yield Source(
        kind=ACTIVITY,
        label=_("Activities"),
        rows=Activity.objects.in_force,
        entries=activities,
        url=lambda pk: reverse("activities:activity", args=[pk]),
        events={f"activities.{code}": subject for code in ("recorded", "corrected", "cancelled")},
        sections=bodies,
        order=40,
    )
    yield Source(
        kind="activities.programme",
        label=_("Action programmes"),
        rows=ActionProgramme.objects.all,
        entries=programmes,
        url=lambda pk: reverse("activities:programme", args=[pk]),
        events={
            f"activities.{code}": subject
            for code in ("programme_made", "goal_added", "target_added", "target_reviewed")
        },
        sections=bodies,
        order=45,
    )
