"""Forms that a body is writing: until one is put in force, nobody is asked anything."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.registry.actor import Actor
from giaoban.registry.enums import UnitKind
from giaoban.registry.models import Unit, User
from giaoban.registry.models.fields import id_field
from giaoban.registry.roles import Permission
from giaoban.reporting.drafted.content import Content, Head
from giaoban.reporting.enums import FormPeriod, Level, Window
from giaoban.reporting.models.forms import FormTemplate


class FormDraftQuerySet(models.QuerySet["FormDraft"]):
    def visible_to(self, actor: Actor) -> "FormDraftQuerySet":
        """Those that one's own body writes."""
        if not actor.may(Permission.FORM_WRITE) or actor.unit_id is None:
            return self.none()
        return self.filter(owner=actor.unit_id)

    def open(self) -> "FormDraftQuerySet":
        """Those of which nothing came yet."""
        return self.filter(closed_at=None)


class FormDraft(models.Model):
    """A form as its body writes it; `content` is that of `drafted.content`. `seen` counts how often it was kept.

    It ends as a version in force (`became`), or thrown away; what was written stays.
    """

    id = id_field()
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    body_kind = models.CharField(max_length=24, choices=UnitKind)
    also_kinds = ArrayField(models.CharField(max_length=24, choices=UnitKind), default=list, blank=True)
    level = models.CharField(max_length=10, choices=Level)
    period_kind = models.CharField(max_length=12, choices=FormPeriod)
    window = models.CharField(max_length=16, choices=Window)
    called_by = models.CharField(max_length=24, choices=UnitKind, blank=True)
    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    copied = models.ForeignKey(FormTemplate, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    content = models.JSONField(default=dict)
    seen = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    became = models.OneToOneField(FormTemplate, on_delete=models.PROTECT, null=True, blank=True, related_name="draft")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = FormDraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "code"], condition=models.Q(closed_at=None), name="formdraft_one_open_of_a_form"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at=None, closed_by=None, became=None)
                | models.Q(closed_at__isnull=False, closed_by__isnull=False),
                name="formdraft_closed_by_somebody",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="closed_stays", operation=pgtrigger.Update, condition=pgtrigger.Q(old__closed_at__isnull=False)
            ),
        ]
        verbose_name = _("Draft of a form")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reporting:form-draft", args=[self.pk])

    @property
    def caller(self) -> UnitKind:
        """The kind of body that will call for returns on it."""
        return self.head.caller

    @property
    def head(self) -> Head:
        """Who fills it in, for what period, called for by whom."""
        return Head(
            code=self.code,
            name=self.name,
            body_kind=UnitKind(self.body_kind),
            also_kinds=tuple(UnitKind(one) for one in self.also_kinds),
            level=Level(self.level),
            period_kind=FormPeriod(self.period_kind),
            window=Window(self.window),
            called_by=UnitKind(self.called_by) if self.called_by else None,
        )

    @property
    def written(self) -> Content:
        """Its sections, lines and rules."""
        return Content.of_json(self.content)
