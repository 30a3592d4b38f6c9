"""What is sent: calls for returns, returns, every value that was ever told, every step, every remark on a cell."""

from uuid import UUID

import pgtrigger
from django.db import models
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from giaoban.kernel.days import DayRange
from giaoban.kernel.period import Period
from giaoban.registry import access
from giaoban.registry.actor import Actor
from giaoban.registry.models import Unit, User
from giaoban.registry.models.fields import id_field
from giaoban.registry.models.units import within_life
from giaoban.registry.roles import Permission
from giaoban.reporting.enums import LANDS, RETURN_FLOW, Act, Level, ReturnStatus, Source
from giaoban.reporting.models.forms import FormTemplate, Indicator

# The bodies that stand above the one acted for, in its own tree, and itself.
_ABOVE = """
    SELECT above.unit_id FROM registry_unitversion own
    JOIN registry_unitversion above ON above.path @> own.path AND above.valid @> %s::date
    WHERE own.unit_id = %s AND own.valid @> %s::date
"""


# The calls that ask the body acted for: its kind, on the level of its seat, on the land of the call. IS TRUE keeps the planner
# from going through all places on the land to find the one seat.
_ASKED = """
    SELECT asking.id FROM reporting_call asking
    JOIN reporting_formtemplate form ON form.id = asking.form_id
    JOIN registry_unitversion own ON own.unit_id = %s AND own.valid @> asking.map_day
    JOIN registry_unitversion seat ON seat.unit_id = own.seat_id AND seat.valid @> asking.map_day
    JOIN registry_unitversion land ON land.unit_id = asking.land_id AND land.valid @> asking.map_day
    WHERE (land.path @> seat.path) IS TRUE AND (own.kind = form.body_kind OR own.kind = ANY (form.also_kinds))
    AND seat.kind = ANY (CASE form.level WHEN 'province' THEN %s::text[] WHEN 'district' THEN %s::text[] ELSE %s::text[] END)
"""


class CallQuerySet(models.QuerySet["Call"]):
    def visible_to(self, actor: Actor) -> "CallQuerySet":
        """Calls of the bodies that one works over, of those above the own body, and those that ask it for a return."""
        if not actor.may(Permission.RETURN_VIEW) or actor.unit_id is None:
            return self.none()
        above = RawSQL(_ABOVE, (actor.on, actor.unit_id, actor.on))  # noqa: S611 - our own words
        over = models.Q(owner__in=access.units(actor, Permission.RETURN_VIEW))
        return self.filter(over | models.Q(owner__in=above) | models.Q(pk__in=_asking(actor.unit_id)))

    def asking(self, unit_id: UUID) -> "CallQuerySet":
        """Those that ask a body for a return; the same as `queries.expects` says of each."""
        return self.filter(pk__in=_asking(unit_id))


def _asking(unit_id: UUID) -> RawSQL:
    lands = [[kind.value for kind in LANDS[level]] for level in (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)]
    return RawSQL(_ASKED, (unit_id, *lands))  # noqa: S611 - our own words


class Call(models.Model):
    """A body calls the bodies below it for their returns on one form and period, each level by its day.

    Who is expected follows from the map of `map_day`: the bodies of the form's kind and level on the owner's land.
    """

    id = id_field()
    form = models.ForeignKey(FormTemplate, on_delete=models.PROTECT, related_name="calls")
    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="calls")
    land = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=30, help_text=_("Code of the period; see kernel.period"))
    map_day = models.DateField()
    due = models.DateField(help_text=_("The last day on which units submit"))
    due_above = models.DateField(help_text=_("The last day on which the level above accepts"))
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = CallQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["form", "owner", "period"],
                name="call_once",
                violation_error_message=_("Returns on this form and period are called for already."),
            ),
            models.CheckConstraint(
                condition=models.Q(due__lte=models.F("due_above")),
                name="call_due_from_below",
                violation_error_message=_("The level above cannot be due before those below it."),
            ),
        ]
        triggers = [within_life("owner", "map_day"), pgtrigger.Protect(name="kept", operation=pgtrigger.Delete)]
        verbose_name = _("Call for returns")

    def __str__(self) -> str:
        return f"{self.form}, {self.in_words}"

    def get_absolute_url(self) -> str:
        return reverse("reporting:board", args=[self.pk])

    @property
    def span(self) -> Period:
        return Period.from_code(self.period)

    @property
    def days(self) -> DayRange:
        """The days that its returns count."""
        return self.form.days(self.span)

    @property
    def counted(self) -> Period:
        """The same days as providers of measures take them."""
        return Period.between(self.days.start, self.days.end)

    @property
    def in_words(self) -> str:
        return self.span.label("en" if get_language() == "en" else "vi")


class ReturnQuerySet(models.QuerySet["Return"]):
    def visible_to(self, actor: Actor) -> "ReturnQuerySet":
        """Those of the bodies that one works over."""
        return self.filter(unit__in=access.units(actor, Permission.RETURN_VIEW))


class Return(models.Model):
    """A body's answer to a call. `version` is the one being written or judged; `accepted_version` the one that counts.

    `revision` counts the times it was saved, so that nobody overwrites what they have not seen.
    """

    id = id_field()
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="returns")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="returns")
    map_day = models.DateField()
    status = models.CharField(max_length=9, choices=ReturnStatus, default=ReturnStatus.DRAFT)
    version = models.PositiveSmallIntegerField(default=1)
    accepted_version = models.PositiveSmallIntegerField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()

    objects = ReturnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "unit"], name="return_once"),
            models.CheckConstraint(
                condition=models.Q(accepted_version=None) | models.Q(accepted_version__lte=models.F("version")),
                name="return_accepted_version_was_written",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=ReturnStatus.ACCEPTED) | models.Q(accepted_version=models.F("version")),
                name="return_accepted_is_what_counts",
            ),
        ]
        triggers = [
            RETURN_FLOW.trigger(),
            within_life("unit", "map_day"),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete | pgtrigger.UpdateOf("id")),
        ]
        verbose_name = _("Return of a body")

    def __str__(self) -> str:
        return f"{self.call}"

    def get_absolute_url(self) -> str:
        return reverse("reporting:return", args=[self.pk])


# A value is told of the version that is being written, and only while somebody writes; looked at once for each return of a
# statement, however many values it brings.
WHILE_WRITTEN = """
    IF EXISTS (
        SELECT 1 FROM (SELECT DISTINCT of_id, version FROM fresh) AS told
        WHERE NOT EXISTS (
            SELECT 1 FROM reporting_return
            WHERE id = told.of_id AND version = told.version AND status IN ('draft', 'returned') OFFSET 0
        )
    ) THEN
        RAISE EXCEPTION 'a return that was handed in takes no values' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


# A foreign key looks at every row by itself, three times a value: a third of the work of an import. These are never deleted and
# never renamed (`kept` of each), so it is enough to look once for each that a statement names.
NAMES_WHAT_STANDS = """
    IF EXISTS (
        SELECT 1 FROM (SELECT DISTINCT indicator_id FROM fresh) AS told
        WHERE NOT EXISTS (SELECT 1 FROM reporting_indicator WHERE id = told.indicator_id OFFSET 0)
    ) OR EXISTS (
        SELECT 1 FROM (SELECT DISTINCT by_id FROM fresh) AS told
        WHERE NOT EXISTS (SELECT 1 FROM registry_user WHERE id = told.by_id OFFSET 0)
    ) THEN
        RAISE EXCEPTION 'a value names an indicator or a person that is not there' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
"""


def _after_insert(name: str, func: str) -> pgtrigger.Trigger:
    """A look at all rows of a statement at once, as `fresh`."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        referencing=pgtrigger.Referencing(new="fresh"),
        func=func,
    )


class Value(models.Model):
    """What a return says of one indicator, as it was told then; the one with the highest `seq` holds.

    A cleared cell is a value without number, words and `none_occurred`; "none occurred" is said, never guessed. What it names
    is looked after by triggers, a statement at a time, instead of foreign keys.
    """

    append_only = True

    id = id_field()
    # Found by the unique index that begins with it.
    of = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="values", db_index=False, db_constraint=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="values", db_constraint=False)
    seq = models.PositiveIntegerField()
    version = models.PositiveSmallIntegerField()
    number = models.DecimalField(max_digits=24, decimal_places=3, null=True, blank=True)
    text = models.TextField(blank=True)
    none_occurred = models.BooleanField(default=False)
    is_estimate = models.BooleanField(default=False, help_text=_("Estimated to the end of the period"))
    source = models.CharField(max_length=8, choices=Source, default=Source.TYPED)
    written = models.CharField(max_length=100, blank=True, help_text=_("A number as it was typed"))
    reason = models.CharField(max_length=500, blank=True, help_text=_("Why it is right although a check asked"))
    revision = models.PositiveIntegerField(default=0, help_text=_("The revision of the return that it was saved as"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_constraint=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of", "indicator", "seq"], name="value_seq_once"),
            models.CheckConstraint(
                condition=models.Q(none_occurred=False) | models.Q(number=None, text="", is_estimate=False),
                name="value_none_occurred_says_nothing_else",
            ),
            models.CheckConstraint(
                condition=models.Q(number=None) | models.Q(number__gte=0), name="value_not_negative"
            ),
        ]
        triggers = [
            _after_insert("while_written", WHILE_WRITTEN),
            _after_insert("names_what_stands", NAMES_WHAT_STANDS),
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]
        verbose_name = _("Value")

    @property
    def is_empty(self) -> bool:
        return self.number is None and not self.text and not self.none_occurred


class HandedIn(models.Model):
    """The numbers of a version that was handed in, all in one row: what later returns of the body are judged by.

    `numbers` has a word for each line of the form, in their order, with a space between: the number, 0 where none occurred,
    nothing where no number was told. Made of the values, which stay the truth, and compared with them by `differences`.
    """

    id = id_field()
    of = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveSmallIntegerField()
    numbers = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of", "version"], name="handedin_once")]
        verbose_name = _("Numbers handed in")

    def __str__(self) -> str:
        return str(self.of)


class ReturnStep(models.Model):
    """Somebody did something with a whole return: who, when, on which version, why."""

    append_only = True

    id = id_field()
    of = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=9, choices=Act)
    version = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=1000, blank=True)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(act__in=[Act.SEND_BACK, Act.REOPEN]) | ~models.Q(reason=""),
                name="returnstep_back_for_a_reason",
                violation_error_message=_("Say why."),
            )
        ]
        indexes = [models.Index(fields=["of", "at"])]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Step of a return")


class CellComment(models.Model):
    """A remark of the level above on one cell of one version."""

    append_only = True

    id = id_field()
    of = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="comments")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="comments")
    version = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="cellcomment_says_something")]
        indexes = [models.Index(fields=["of", "version"])]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Remark on a cell")
