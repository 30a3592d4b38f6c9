"""How derived indicators are made: a formula from a day on, each revision beside the one before it."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.registry.models import Unit, User
from giaoban.registry.models.fields import id_field
from giaoban.reporting.formulas.reading import LONGEST
from giaoban.reporting.models.forms import Indicator

# A formula is of a derived indicator, follows the one before it, and begins no earlier.
IN_ORDER = """
    IF NOT EXISTS (
        SELECT 1 FROM reporting_indicator WHERE id = NEW.indicator_id AND origin = 'derived' AND kind <> 'ratio'
    ) THEN
        RAISE EXCEPTION 'only a derived indicator has a formula' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.seq > 1 AND NOT EXISTS (
        SELECT 1 FROM reporting_formula
        WHERE indicator_id = NEW.indicator_id AND seq = NEW.seq - 1 AND since <= NEW.since
    ) THEN
        RAISE EXCEPTION 'a formula begins no earlier than the one before it' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

# Going down from the operand one never comes back to what is being made, by whatever revision of whatever formula. The
# writers take turns, or two formulas written at once could make a ring of which neither sees the other half.
NO_RING = """
    PERFORM pg_advisory_xact_lock(hashtext('reporting_formulaoperand'));
    IF EXISTS (
        WITH RECURSIVE made_of(id) AS (
            SELECT NEW.indicator_id
            UNION
            SELECT part.id FROM made_of JOIN LATERAL (
                SELECT operand.indicator_id AS id FROM reporting_formula formula
                JOIN reporting_formulaoperand operand ON operand.formula_id = formula.id
                WHERE formula.indicator_id = made_of.id
                UNION ALL
                SELECT unnest(ARRAY[ratio.numerator_id, ratio.denominator_id]) FROM reporting_indicator ratio
                WHERE ratio.id = made_of.id
            ) part ON part.id IS NOT NULL
        )
        SELECT 1 FROM made_of JOIN reporting_formula mine ON mine.id = NEW.formula_id AND mine.indicator_id = made_of.id
    ) THEN
        RAISE EXCEPTION 'an indicator is not made of itself' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class Formula(models.Model):
    """How a derived indicator is made for periods that end on `since` or later; the highest `seq` that has begun holds.

    Without a text the indicator is retired from that day on. `body` is the one in whose name it was written.
    """

    append_only = True

    id = id_field()
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="formulas")
    seq = models.PositiveIntegerField()
    since = models.DateField()
    text = models.CharField(max_length=LONGEST, blank=True)
    reason = models.CharField(max_length=500, blank=True, help_text=_("Why it was revised"))
    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "seq"], name="formula_seq_once"),
            models.CheckConstraint(
                condition=models.Q(seq=1) | ~models.Q(reason=""),
                name="formula_revised_for_a_reason",
                violation_error_message=_("Say why."),
            ),
            models.CheckConstraint(
                condition=~models.Q(seq=1) | ~models.Q(text=""), name="formula_first_says_something"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(name="in_order", when=pgtrigger.Before, operation=pgtrigger.Insert, func=IN_ORDER),
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]
        verbose_name = _("Formula")

    def __str__(self) -> str:
        return f"{self.indicator}: {self.text}"


class FormulaOperand(models.Model):
    """An indicator that a formula names."""

    append_only = True

    id = id_field()
    formula = models.ForeignKey(Formula, on_delete=models.PROTECT, related_name="operands")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["formula", "indicator"], name="formulaoperand_once")]
        triggers = [
            pgtrigger.Trigger(name="no_ring", when=pgtrigger.Before, operation=pgtrigger.Insert, func=NO_RING),
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]
        verbose_name = _("Operand of a formula")
