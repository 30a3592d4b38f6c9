"""What a value was made of when it was taken over from shorter returns of the same body, or of those it took over."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.registry.models.fields import id_field
from giaoban.reporting.models.returns import Return, Value

# Only accepted returns of the same body, or of one whose work it took over as a whole, at a version that was accepted.
OF_THE_SAME_BODY = """
    IF NOT EXISTS (
        SELECT 1 FROM reporting_value value
        JOIN reporting_return longer ON longer.id = value.of_id
        JOIN reporting_return shorter ON shorter.id = NEW.of_id
        WHERE value.id = NEW.value_id AND value.source = 'gathered' AND shorter.id <> longer.id
        AND NEW.version <= shorter.accepted_version
        AND (shorter.unit_id = longer.unit_id OR longer.unit_id IN (
            WITH RECURSIVE line(unit) AS (
                SELECT shorter.unit_id
                UNION SELECT passed.successor_id FROM line
                JOIN registry_succession passed ON passed.predecessor_id = line.unit AND passed.whole
            ) SELECT unit FROM line
        ))
    ) THEN
        RAISE EXCEPTION 'a figure is gathered from accepted returns of the same body' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class GatheredPart(models.Model):
    """A shorter return, at the version that counted then, whose figure a value took over; what it said there is kept there."""

    append_only = True

    id = id_field()
    value = models.ForeignKey(Value, on_delete=models.PROTECT, related_name="gathered", db_index=False)
    of = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()

    objects: "models.Manager[GatheredPart]" = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["value", "of"], name="gatheredpart_once")]
        triggers = [
            pgtrigger.Trigger(
                name="of_the_same_body", when=pgtrigger.Before, operation=pgtrigger.Insert, func=OF_THE_SAME_BODY
            ),
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]
        verbose_name = _("Part of a figure taken over from shorter returns")
