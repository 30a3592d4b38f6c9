"""Action programmes: decided, divided into goals and yearly targets, reviewed against what was done."""

import datetime as dt
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from giaoban.activities import queries
from giaoban.activities.enums import Counted
from giaoban.activities.models import ActionProgramme, Goal, Review, Target
from giaoban.activities.operations import refusals
from giaoban.documents.models import LegalAct
from giaoban.kernel.period import Period
from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.models import UnitVersion
from giaoban.registry.roles import Permission


@transaction.atomic
def make_programme(
    *, unit_id: UUID, title: str, period: Period, by: Actor, at: dt.datetime, act: LegalAct | None = None
) -> ActionProgramme:
    """A body sets out what it will do over a period, by an act where one decided it."""
    made = ActionProgramme(
        unit_id=unit_id,
        title=title.strip(),
        period=period.code,
        first_day=period.start,
        end_day=period.end,
        act=act,
        made_at=at,
        made_by=by.user,
    )
    if not by.has_perm(Permission.ACTIVITY_RECORD, made):
        raise PermissionDenied
    if not made.title:
        raise refusals.NothingSaid
    if not UnitVersion.objects.on(made.first_day).filter(unit=unit_id).exists():
        raise refusals.BodyNotAlive
    if ActionProgramme.objects.filter(unit=unit_id, title=made.title, period=made.period).exists():
        raise refusals.ProgrammeKnown
    made.save(force_insert=True)
    events.record("activities.programme_made", made, by=by, at=at, unit=unit_id, title=made.title)
    return made


def _locked(programme_id: UUID, by: Actor) -> ActionProgramme:
    found = ActionProgramme.objects.select_for_update().get(pk=programme_id)
    if not by.has_perm(Permission.ACTIVITY_RECORD, found):
        raise PermissionDenied
    return found


@transaction.atomic
def add_goal(*, programme_id: UUID, text: str, by: Actor, at: dt.datetime) -> Goal:
    """A programme gets one goal more, after those it has."""
    programme = _locked(programme_id, by)
    if not text.strip():
        raise refusals.NothingSaid
    last = programme.goals.aggregate(last=Max("number"))["last"] or 0
    made = Goal.objects.create(programme=programme, number=last + 1, text=text.strip())
    events.record("activities.goal_added", programme, by=by, at=at, unit=programme.unit_id, goal=made.text)
    return made


@transaction.atomic
def add_target(
    *, goal_id: UUID, year: int, text: str, counted: str, planned: int | None, by: Actor, at: dt.datetime
) -> Target:
    """A goal gets a target for one year of the programme: a figure counted from activities, or words to be judged."""
    goal = Goal.objects.select_related("programme").get(pk=goal_id)
    programme = _locked(goal.programme_id, by)
    if not text.strip():
        raise refusals.NothingSaid
    if year not in programme.years:
        raise refusals.OutsideTheProgramme
    if (counted == Counted.JUDGED) != (planned is None):
        raise refusals.NoFigure
    made = Target.objects.create(goal=goal, year=year, text=text.strip(), counted=counted, planned=planned)
    events.record("activities.target_added", programme, by=by, at=at, unit=programme.unit_id, target=str(made))
    return made


@transaction.atomic
def review_target(*, target_id: UUID, verdict: str, words: str, by: Actor, at: dt.datetime) -> Review:
    """A year's target is reviewed: the verdict, the figure as it is counted now, and the activities that make it, kept."""
    target = Target.objects.select_related("goal__programme").get(pk=target_id)
    programme = _locked(target.goal.programme_id, by)
    if not words.strip():
        raise refusals.NothingSaid
    if by.on < target.days.start:
        raise refusals.NotDone
    evidence = list(queries.towards([target], actor=by).order_by("pk"))
    made = Review.objects.create(
        target=target,
        verdict=verdict,
        reached=queries.reached(target, evidence),
        words=words.strip(),
        on=by.on,
        made_at=at,
        made_by=by.user,
    )
    made.evidence.set(evidence)
    events.record("activities.target_reviewed", programme, by=by, at=at, unit=programme.unit_id, target=str(target))
    return made
