"""What the pages of action programmes show: each target of a year with its figure, its activities and its reviews."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language

from giaoban.activities import queries
from giaoban.activities.enums import Counted, Verdict
from giaoban.activities.models import ActionProgramme, Activity, Goal, Review, Target
from giaoban.kernel.period import Period
from giaoban.registry import queries as registry
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission

CHIP = {Verdict.REACHED: "done", Verdict.PARTLY: "due_soon", Verdict.NOT_REACHED: "late"}


def period_label(programme: ActionProgramme) -> str:
    """The period in words of the language of the moment."""
    return Period.from_code(programme.period).label("en" if get_language() == "en" else "vi")


def listed(programmes: QuerySet[ActionProgramme], *, year: int) -> QuerySet[ActionProgramme]:
    """The latest first, each with `targets`: how many the year has."""
    of_the_year = Count("goals__targets", filter=Q(goals__targets__year=year))
    return programmes.annotate(targets=of_the_year).order_by("-end_day", "-made_at", "pk")


def rows(programmes: Sequence[ActionProgramme], *, on: Any) -> list[dict[str, Any]]:
    """Programmes with their body and period in words; names in one query."""
    called = registry.names({one.unit_id for one in programmes}, on=on)
    return [
        {"programme": one, "unit": called[one.unit_id], "period": period_label(one), "targets": one.targets}  # type: ignore[attr-defined]
        for one in programmes
    ]


@dataclass(frozen=True)
class Standing:
    """How a target stands: the figure counted so far and its activities, the last review."""

    target: Target
    count: int
    reached: int | None
    last: Review | None
    list_url: str
    record_url: str

    @property
    def chip(self) -> str:
        return CHIP[Verdict(self.last.verdict)] if self.last else ""

    @property
    def is_reached(self) -> bool:
        """By its review, or by its figure where none was held yet."""
        if self.last:
            return self.last.verdict == Verdict.REACHED
        return self.reached is not None and self.reached >= (self.target.planned or 0)


def _standing(target: Target, done: Sequence[Activity]) -> Standing:
    serves = f"{queries.TARGET}:{target.pk}"
    mine = [one for one in done if one.serves_id == target.pk]
    span = target.days
    reviews = list(target.reviews.all())
    return Standing(
        target,
        len(mine),
        queries.reached(target, mine),
        reviews[-1] if reviews else None,
        queries.activity_list_url(serves=serves, since=span.start.isoformat(), until=span.last_day.isoformat()),
        f"{reverse('activities:record')}?serves={serves}",
    )


def page(programme: ActionProgramme, *, asked: str, actor: Actor) -> dict[str, Any]:
    """Context of a programme's page in the asked year, else in the present one, else in its first."""
    years = programme.years
    year = next((one for one in years if str(one) == asked), actor.on.year if actor.on.year in years else years[0])
    reviews = Review.objects.order_by("made_at", "pk").select_related("made_by")
    targets = Target.objects.filter(year=year).order_by("pk").prefetch_related(Prefetch("reviews", reviews))
    goals = list(
        Goal.objects.filter(programme=programme).order_by("number").prefetch_related(Prefetch("targets", targets))
    )
    every = [target for goal in goals for target in goal.targets.all()]
    done = list(queries.towards(every, actor=actor).order_by("pk")) if every else []
    stand: dict[UUID, Standing] = {target.pk: _standing(target, done) for target in every}
    return {
        "programme": programme,
        "unit": registry.names([programme.unit_id], on=actor.on)[programme.unit_id],
        "period": period_label(programme),
        "year": year,
        "years": years,
        "goals": [(goal, [stand[target.pk] for target in goal.targets.all()]) for goal in goals],
        "total": len(every),
        "reached": sum(one.is_reached for one in stand.values()),
        "reviewed": sum(one.last is not None for one in stand.values()),
        "may_change": actor.has_perm(Permission.ACTIVITY_RECORD, programme),
    }


def standing(target: Target, *, actor: Actor) -> dict[str, Any]:
    """Context of a review: the target, its figure as counted now, the activities behind it."""
    done = queries.towards([target], actor=actor).order_by("-first_day", "-pk")
    return {
        "standing": _standing(target, list(done)),
        "is_judged": target.counted == Counted.JUDGED,
        "moments": queries.moments(queries.rows(done, on=actor.on)),
    }
