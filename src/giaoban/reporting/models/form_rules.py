"""What a version of a form declares between its lines."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.registry.models.fields import id_field
from giaoban.reporting.checks.between import AtMost, GoesWith, Rule
from giaoban.reporting.enums import RuleKind
from giaoban.reporting.models.forms import FormTemplate


class FormRule(models.Model):
    """A rule between lines, named by the codes of their indicators: `line` goes with one of `others`, or is at most `times`
    their sum. `says` is the question for whoever breaks it.
    """

    append_only = True

    id = id_field()
    form = models.ForeignKey(FormTemplate, on_delete=models.PROTECT, related_name="rules")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=RuleKind)
    line = models.CharField(max_length=60)
    others = ArrayField(models.CharField(max_length=60))
    times = models.PositiveBigIntegerField(default=0)
    says = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["form", "number"], name="formrule_number_once"),
            models.CheckConstraint(
                condition=~models.Q(kind=RuleKind.AT_MOST) | models.Q(times__gt=0), name="formrule_at_most_some_times"
            ),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Rule between lines of a form")

    def __str__(self) -> str:
        return self.says

    def read(self) -> Rule:
        """The rule as the checks take it."""
        if self.kind == RuleKind.GOES_WITH:
            return GoesWith(line=self.line, others=tuple(self.others), says=self.says)
        return AtMost(line=self.line, others=tuple(self.others), times=self.times, says=self.says)
