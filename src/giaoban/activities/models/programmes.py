"""Action programmes: what a body set out to do over some years, goal by goal, year by year, and what came of it."""

import datetime as dt

import pghistory
import pgtrigger
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.activities.enums import Counted, Verdict
from giaoban.activities.models.activities import Activity
from giaoban.documents.models import LegalAct
from giaoban.kernel.days import DayRange
from giaoban.kernel.period import Period
from giaoban.registry import access
from giaoban.registry.actor import Actor
from giaoban.registry.models import Unit, User
from giaoban.registry.models.fields import id_field
from giaoban.registry.models.units import within_life
from giaoban.registry.roles import Permission


class ActionProgrammeQuerySet(models.QuerySet["ActionProgramme"]):
    def visible_to(self, actor: Actor) -> "ActionProgrammeQuerySet":
        """Those of the bodies that one works over."""
        return self.filter(unit__in=access.units(actor, Permission.ACTIVITY_VIEW))


@pghistory.track()
class ActionProgramme(models.Model):
    """A body's programme for a term or some years, by the act that decided it: the frame of goals and yearly targets."""

    id = id_field()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="action_programmes")
    title = models.CharField(max_length=300)
    period = models.CharField(max_length=30, help_text=_("Code of the period; see kernel.period"))
    first_day = models.DateField()
    end_day = models.DateField(help_text=_("The day after the last day"))
    act = models.ForeignKey(LegalAct, on_delete=models.PROTECT, null=True, blank=True, related_name="action_programmes")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = ActionProgrammeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "title", "period"],
                name="actionprogramme_once",
                violation_error_message=_("The body has this programme already."),
            ),
            models.CheckConstraint(
                condition=models.Q(first_day__lt=models.F("end_day")), name="actionprogramme_a_day_or_more"
            ),
            models.CheckConstraint(condition=~models.Q(title=""), name="actionprogramme_has_a_title"),
        ]
        triggers = [within_life("unit", "first_day")]
        verbose_name = _("Action programme")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("activities:programme", args=[self.pk])

    @property
    def years(self) -> range:
        """The calendar years that it touches."""
        return range(self.first_day.year, (self.end_day - dt.timedelta(days=1)).year + 1)


@pghistory.track()
class Goal(models.Model):
    """One goal of a programme."""

    id = id_field()
    programme = models.ForeignKey(ActionProgramme, on_delete=models.PROTECT, related_name="goals")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=600)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="goal_number_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="goal_says_something"),
        ]
        verbose_name = _("Goal of a programme")

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class TargetQuerySet(models.QuerySet["Target"]):
    def visible_to(self, actor: Actor) -> "TargetQuerySet":
        return self.filter(goal__programme__unit__in=access.units(actor, Permission.ACTIVITY_VIEW))


WITHIN_PROGRAMME = """
    IF NOT EXISTS (
        SELECT 1 FROM activities_goal goal JOIN activities_actionprogramme programme ON programme.id = goal.programme_id
        WHERE goal.id = NEW.goal_id
          AND NEW.year BETWEEN date_part('year', programme.first_day) AND date_part('year', programme.end_day - 1)
    ) THEN
        RAISE EXCEPTION 'a yearly target lies in a year of its programme' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


@pghistory.track()
class Target(models.Model):
    """What is to be done for a goal in one year; activities serve it, and its figure is counted from them."""

    id = id_field()
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="targets")
    year = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=600)
    counted = models.CharField(max_length=12, choices=Counted)
    planned = models.PositiveIntegerField(null=True, blank=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="target_says_something"),
            models.CheckConstraint(
                condition=models.Q(counted=Counted.JUDGED, planned=None)
                | (~models.Q(counted=Counted.JUDGED) & models.Q(planned__isnull=False, planned__gt=0)),
                name="target_has_a_figure_where_it_is_counted",
                violation_error_message=_("Give the figure to reach, or choose that the review judges."),
            ),
        ]
        indexes = [models.Index(fields=["goal", "year"])]
        triggers = [
            pgtrigger.Trigger(
                name="within_programme",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("goal_id", "year"),
                func=WITHIN_PROGRAMME,
            )
        ]
        verbose_name = _("Yearly target")

    def __str__(self) -> str:
        return f"{self.year}: {self.text}"

    @property
    def days(self) -> DayRange:
        return Period.of_year(self.year).days


class Review(models.Model):
    """What a yearly target came to, on the day of the review: the figure then, and the activities that make it.

    A later review says it anew; none is rewritten.
    """

    append_only = True

    id = id_field()
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="reviews")
    verdict = models.CharField(max_length=11, choices=Verdict)
    reached = models.PositiveIntegerField(null=True, blank=True, help_text=_("As counted on that day"))
    words = models.TextField()
    evidence = models.ManyToManyField(Activity, blank=True, related_name="reviews")
    on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(words=""), name="review_says_something")]
        indexes = [models.Index(fields=["target", "made_at"])]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Review of a yearly target")
