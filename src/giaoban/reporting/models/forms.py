"""What is asked: indicators, and the forms that ask for them, each version from a day to another."""

from typing import Any

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from giaoban.kernel.days import DayRange
from giaoban.kernel.period import CALENDAR, DECREE_09_2019, Period
from giaoban.registry.enums import UnitKind
from giaoban.registry.models.fields import a_day_or_more, id_field
from giaoban.reporting.enums import (
    NUMBERS,
    FormPeriod,
    IndicatorKind,
    Level,
    Origin,
    OverTime,
    OverUnits,
    Window,
)

RULES = {Window.CALENDAR: CALENDAR, Window.DECREE_09: DECREE_09_2019}


class Indicator(models.Model):
    """Something that is reported or counted, whatever form asks for it.

    `measure` names a provider of `kernel.measures`: a counted indicator is that figure; a reported one is offered it. A derived
    one is a ratio of two, or made by the `Formula` that holds. One that counts a category of another is `of` it, by a
    `dimension` of `dimensions`.
    """

    id = id_field()
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=300)
    unit = models.CharField(max_length=30, blank=True, help_text=_("What one of it is: buổi, hộ, đồng"))
    kind = models.CharField(max_length=10, choices=IndicatorKind)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.REPORTED)
    measure = models.CharField(max_length=80, blank=True)
    over_units = models.CharField(max_length=10, choices=OverUnits, default=OverUnits.SUM)
    over_time = models.CharField(max_length=10, choices=OverTime, default=OverTime.SUM)
    numerator = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    denominator = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    choices = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="categories")
    dimension = models.CharField(max_length=40, blank=True)
    category = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of", "dimension", "category"], name="indicator_category_once"),
            models.CheckConstraint(
                condition=models.Q(of=None, dimension="", category="")
                | (
                    models.Q(of__isnull=False)
                    & ~models.Q(dimension="")
                    & ~models.Q(category="")
                    & ~models.Q(of=models.F("id"))
                ),
                name="indicator_category_of_a_dimension",
            ),
            models.CheckConstraint(
                condition=~models.Q(origin=Origin.COUNTED) | ~models.Q(measure=""),
                name="indicator_counted_by_a_measure",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    kind=IndicatorKind.RATIO,
                    origin=Origin.DERIVED,
                    numerator__isnull=False,
                    denominator__isnull=False,
                )
                | (~models.Q(kind=IndicatorKind.RATIO) & models.Q(numerator=None, denominator=None)),
                name="indicator_ratio_of_two",
            ),
            models.CheckConstraint(
                condition=~models.Q(numerator=models.F("id")) & ~models.Q(denominator=models.F("id")),
                name="indicator_not_made_of_itself",
            ),
        ]
        # Values name it without a foreign key; one that nobody asks for any more is retired.
        triggers = [pgtrigger.Protect(name="kept", operation=pgtrigger.Delete | pgtrigger.UpdateOf("id"))]
        verbose_name = _("Indicator")

    def __str__(self) -> str:
        return self.name

    @cached_property
    def key(self) -> str:
        """Its name among sums that are kept: the id without hyphens."""
        return self.pk.hex

    @property
    def is_number(self) -> bool:
        """Whether a unit's value of it is a number that can be summed."""
        return self.kind in NUMBERS


class FormTemplate(models.Model):
    """A form as bodies of one kind and level fill it in for one kind of period, from a day to another."""

    id = id_field()
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    body_kind = models.CharField(max_length=24, choices=UnitKind)
    also_kinds = ArrayField(
        models.CharField(max_length=24, choices=UnitKind),
        default=list,
        blank=True,
        help_text=_("Further kinds of body that fill it in"),
    )
    level = models.CharField(max_length=10, choices=Level)
    period_kind = models.CharField(max_length=12, choices=FormPeriod)
    window = models.CharField(max_length=16, choices=Window)
    called_by = models.CharField(
        max_length=24,
        choices=UnitKind,
        blank=True,
        help_text=_("Who calls for it, where that is not the line that fills it in"),
    )
    valid = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="formtemplate_one_version_at_a_time",
                expressions=[("code", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
                violation_error_message=_("A form has one version at a time; these two overlap."),
            ),
            a_day_or_more("formtemplate"),
        ]
        verbose_name = _("Form")

    def __str__(self) -> str:
        return self.name

    @property
    def kinds(self) -> list[str]:
        """The kinds of body that fill it in."""
        return [self.body_kind, *self.also_kinds]

    @property
    def caller(self) -> UnitKind:
        """The kind of body that calls for returns on it."""
        return UnitKind(self.called_by or self.body_kind)

    def days(self, period: Period) -> DayRange:
        """The half-open days that a return on the period counts."""
        return period.window(RULES[Window(self.window)])


class FormSection(models.Model):
    """A part of a form; what a version of a form asks is never changed, the next version asks anew."""

    append_only = True

    id = id_field()
    form = models.ForeignKey(FormTemplate, on_delete=models.PROTECT, related_name="sections")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    guidance = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "number"], name="formsection_number_once")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Section of a form")

    def __str__(self) -> str:
        return self.title


class FormItem(models.Model):
    """One line of a form: an indicator, whether it must be answered, what it may be, what it is a part of.

    Where `adds_up`, its parts make all of it; else they make no more than it.
    """

    append_only = True

    id = id_field()
    section = models.ForeignKey(FormSection, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField(help_text=_("Counted through the whole form"))
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="items")
    question = models.TextField(blank=True)
    is_required = models.BooleanField(default=True)
    most = models.DecimalField(max_digits=24, decimal_places=3, null=True, blank=True)
    part_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    adds_up = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["section", "number"], name="formitem_number_once"),
            models.UniqueConstraint(fields=["section", "indicator"], name="formitem_indicator_once"),
            models.CheckConstraint(
                condition=models.Q(part_of=None) | ~models.Q(part_of=models.F("id")), name="formitem_not_part_of_itself"
            ),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Line of a form")

    def __str__(self) -> str:
        return f"{self.number}. {self.indicator}"

    @cached_property
    def is_told(self) -> bool:
        """Whether bodies answer it; counted and derived lines are nobody's to answer."""
        return self.indicator.origin == Origin.REPORTED

    @cached_property
    def asks(self) -> dict[str, Any]:
        """What checks know of the line whatever is answered: the constant part of a `checks.Cell`."""
        return {
            "code": self.indicator.code,
            "is_required": self.is_required,
            "is_number": self.indicator.is_number,
            "is_whole": self.indicator.kind != IndicatorKind.QUANTITY,
            "most": self.most,
            "whole": self.part_of.indicator.code if self.part_of else "",
            "dimension": self.indicator.dimension,
            "adds_up": self.adds_up,
        }
