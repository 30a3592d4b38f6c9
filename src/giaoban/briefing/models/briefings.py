"""Series, briefings and the sentences of their conclusions."""

from typing import TYPE_CHECKING, Any

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.briefing.enums import Attendance, Fate, TextKind
from giaoban.briefing.models.imports import TextImport
from giaoban.registry import access
from giaoban.registry.actor import Actor
from giaoban.registry.models import Official, Unit, User
from giaoban.registry.models.fields import id_field
from giaoban.registry.models.units import within_life
from giaoban.registry.roles import Permission

if TYPE_CHECKING:
    from django.db.models import QuerySet


class SeriesQuerySet(models.QuerySet["Series"]):
    def visible_to(self, actor: Actor) -> "SeriesQuerySet":
        """Those whose meetings one may prepare."""
        return self.filter(owner__in=access.units(actor, Permission.BRIEFING_CONFIRM))


class Series(models.Model):
    """Briefings that follow one another: what one leaves open the next begins with."""

    id = id_field()
    name = models.CharField(max_length=300)
    owner = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="series", help_text=_("The body that runs it")
    )

    objects = SeriesQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="series_once_an_owner")]
        verbose_name = _("Series of briefings")

    def __str__(self) -> str:
        return self.name


class BriefingQuerySet(models.QuerySet["Briefing"]):
    def visible_to(self, actor: Actor) -> "BriefingQuerySet":
        """Those of a body that one works over, and those that gave such a body a task."""
        units = access.units(actor, Permission.BRIEFING_VIEW)
        return self.filter(models.Q(owner__in=units) | models.Q(pk__in=self.model.given_to(units)))

    def in_force(self) -> "BriefingQuerySet":
        return self.filter(revoked_at=None)

    def published(self) -> "BriefingQuerySet":
        """Those of which everybody may read a sentence."""
        return self.in_force().filter(pk__in=SentencePublication.objects.in_force().values("sentence__briefing"))

    def with_publicity(self) -> "BriefingQuerySet":
        """Each with `public`: how many of its sentences everybody may read."""
        found = SentencePublication.objects.in_force().filter(sentence__briefing=models.OuterRef("pk")).order_by()
        counted = found.values("sentence__briefing").annotate(count=models.Count("pk")).values("count")
        return self.annotate(public=Coalesce(models.Subquery(counted), 0))


@pghistory.track()
class Briefing(models.Model):
    """A meeting whose conclusion was confirmed by a person; a revoked one keeps its rows and its reason."""

    id = id_field()
    series = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, blank=True, related_name="briefings")
    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="briefings")
    text_import = models.ForeignKey(TextImport, on_delete=models.PROTECT, related_name="briefings")
    version = models.PositiveSmallIntegerField(
        default=1, help_text=_("Of the conclusion; each further text makes one more")
    )
    title = models.CharField(max_length=500)
    held_on = models.DateField()
    place = models.CharField(max_length=300, blank=True)
    convened_by = models.CharField(max_length=300, blank=True)
    reviewed = models.CharField(max_length=30, blank=True)
    planned = models.CharField(max_length=30, blank=True)
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    revoked_reason = models.CharField(max_length=500, blank=True)

    objects = BriefingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(revoked_at=None, revoked_by=None, revoked_reason="")
                | (models.Q(revoked_at__isnull=False, revoked_by__isnull=False) & ~models.Q(revoked_reason="")),
                name="briefing_revoked_when_by_whom_and_why",
            ),
            models.UniqueConstraint(
                fields=["text_import"], condition=models.Q(revoked_at=None), name="briefing_one_in_force_an_import"
            ),
        ]
        indexes = [models.Index(fields=["-held_on"])]
        triggers = [within_life("owner", "held_on")]
        verbose_name = _("Briefing")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("briefing:briefing", args=[self.pk])

    @property
    def current_sentences(self) -> "QuerySet[Sentence]":
        """The sentences of the text that is in force, in order; earlier versions keep theirs."""
        return self.sentences.filter(version=self.version).order_by("number")

    @property
    def id_text(self) -> str:
        """For addresses that templates put together."""
        return str(self.pk)

    @staticmethod
    def given_to(units: "QuerySet[Unit]") -> "QuerySet[Any, Any]":
        """Ids of the briefings that gave one of these bodies a task."""
        from giaoban.briefing.models.tasks import TaskLine  # noqa: PLC0415 - tasks point at briefings

        return TaskLine.objects.filter(unit__in=units).values("task__briefing")


@pghistory.track()
class BriefingText(models.Model):
    """One version of a conclusion: the text it was taken from, and the paper that carries it where there is one."""

    id = id_field()
    briefing = models.ForeignKey(Briefing, on_delete=models.CASCADE, related_name="texts")
    version = models.PositiveSmallIntegerField()
    text_import = models.ForeignKey(TextImport, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=TextKind)
    number = models.CharField(max_length=60, blank=True, help_text=_("Of the signed paper"))
    issued_on = models.DateField(null=True, blank=True)
    signer = models.CharField(max_length=200, blank=True)
    adopted_at = models.DateTimeField()
    adopted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["briefing", "version"], name="briefingtext_version_once"),
            models.CheckConstraint(
                condition=~models.Q(kind=TextKind.OFFICIAL)
                | (~models.Q(number="") & models.Q(issued_on__isnull=False)),
                name="briefingtext_official_has_number_and_day",
                violation_error_message=_("The signed notice has a number and a day."),
            ),
        ]
        verbose_name = _("Version of a conclusion")


class Attendee(models.Model):
    """Somebody or some delegation at a briefing, with the posts as the text prints them."""

    id = id_field()
    briefing = models.ForeignKey(Briefing, on_delete=models.CASCADE, related_name="attendees")
    number = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=10, choices=Attendance)
    name = models.CharField(max_length=300)
    posts = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    official = models.ForeignKey(Official, on_delete=models.PROTECT, null=True, blank=True, related_name="attendances")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["briefing", "number"], name="attendee_number_once")]
        verbose_name = _("Attendee")

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Sentence(models.Model):
    """A sentence of the confirmed text, by its span in the source, with its fate."""

    id = id_field()
    briefing = models.ForeignKey(Briefing, on_delete=models.CASCADE, related_name="sentences")
    version = models.PositiveSmallIntegerField(default=1)
    number = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    fate = models.CharField(max_length=12, choices=Fate)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["briefing", "version", "number"], name="sentence_number_once"),
            models.CheckConstraint(condition=models.Q(start__lt=models.F("end")), name="sentence_not_empty"),
        ]
        verbose_name = _("Sentence")


class SentencePublicationQuerySet(models.QuerySet["SentencePublication"]):
    def in_force(self) -> "SentencePublicationQuerySet":
        """Not closed again, of a sentence that the text in force says, of a conclusion that was not revoked."""
        return self.filter(
            withdrawn_at=None,
            sentence__version=models.F("sentence__briefing__version"),
            sentence__briefing__revoked_at=None,
        )


@pghistory.track()
class SentencePublication(models.Model):
    """That everybody may read a sentence, its tasks and what came of them: on whose word, by which paper, until when.

    Nothing of a conclusion is public without such a row.
    """

    id = id_field()
    sentence = models.ForeignKey(Sentence, on_delete=models.CASCADE, related_name="publications")
    permitted_by = models.CharField(max_length=300, help_text=_("Who permitted it, with the post"))
    paper_number = models.CharField(max_length=120)
    paper_on = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    objects = SentencePublicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sentence"], condition=models.Q(withdrawn_at=None), name="sentencepublication_one_open"
            ),
            models.CheckConstraint(
                condition=~models.Q(permitted_by="") & ~models.Q(paper_number=""),
                name="sentencepublication_names_its_permission",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | (models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~models.Q(withdrawn_reason="")),
                name="sentencepublication_withdrawn_when_by_whom_and_why",
            ),
        ]
        verbose_name = _("Publication of a sentence")
