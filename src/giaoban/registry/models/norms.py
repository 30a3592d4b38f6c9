"""Amounts, limits and days that law sets: data with a validity and a legal basis, never constants."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.registry.enums import HolidayKind
from giaoban.registry.models.fields import a_day_or_more, id_field


@pghistory.track()
class Norm(models.Model):
    """A figure that a rule sets, in a scope, from a day to another (half-open)."""

    id = id_field()
    code = models.SlugField(max_length=60)
    scope = models.CharField(max_length=60, blank=True, help_text=_("Where it holds: a province's code, urban, rural…"))
    value = models.BigIntegerField(help_text=_("Whole đồng, days or pieces, as the unit says"))
    unit = models.CharField(max_length=20)
    valid = DateRangeField()
    legal_basis = models.CharField(max_length=200)
    confirmed = models.BooleanField(default=False, help_text=_("Somebody compared it with the text of the rule"))

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="norm_one_at_a_time",
                expressions=[
                    ("code", RangeOperators.EQUAL),
                    ("scope", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This norm has another value in that time."),
            ),
            a_day_or_more("norm"),
            models.CheckConstraint(condition=~models.Q(legal_basis=""), name="norm_has_a_legal_basis"),
        ]
        verbose_name = _("Norm")

    def __str__(self) -> str:
        return self.code


class Holiday(models.Model):
    """A day off by decision, or a weekend day worked in exchange; each year's decision sets them."""

    day = models.DateField(primary_key=True)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=HolidayKind, default=HolidayKind.HOLIDAY)
    legal_basis = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("Holiday")

    def __str__(self) -> str:
        return self.name


class DemonstrationClock(models.Model):
    """The day that the demonstration lives on; sessions, audit and signatures keep real time."""

    id = models.BooleanField(primary_key=True, default=True, editable=False)
    day = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=True), name="demonstrationclock_one_row")]
        verbose_name = _("Clock of the demonstration")
