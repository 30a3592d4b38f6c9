"""Codes of the reporting room, and the life of a return as a table."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.kernel.period import PeriodKind
from giaoban.kernel.workflow import Workflow
from giaoban.registry.enums import UnitKind


class IndicatorKind(models.TextChoices):
    """What a value of an indicator is."""

    COUNT = "count", _("Count")
    PEOPLE = "people", _("People")
    MONEY = "money", _("Money in đồng")
    QUANTITY = "quantity", _("Quantity with decimals")
    RATIO = "ratio", _("Ratio of two indicators")
    CHOICE = "choice", _("Choice of words")
    TEXT = "text", _("Free text")


NUMBERS = frozenset({IndicatorKind.COUNT, IndicatorKind.PEOPLE, IndicatorKind.MONEY, IndicatorKind.QUANTITY})


class OverUnits(models.TextChoices):
    """How values of several units become one."""

    SUM = "sum", _("added up")
    AVERAGE = "average", _("their mean")
    NONE = "none", _("not combined")


class OverTime(models.TextChoices):
    """How values of several periods of one unit become one."""

    SUM = "sum", _("added up")
    LAST = "last", _("the last one")
    AVERAGE = "average", _("their mean")
    CUMULATIVE = "cumulative", _("cumulative since January: the last one")


class Origin(models.TextChoices):
    REPORTED = "reported", _("reported by hand")
    COUNTED = "counted", _("counted from records")
    DERIVED = "derived", _("made of other figures")


class Level(models.TextChoices):
    """The kinds of land that fill in a form."""

    PROVINCE = "province", _("Province")
    DISTRICT = "district", _("District")
    COMMUNE = "commune", _("Commune")


LANDS: dict[Level, tuple[UnitKind, ...]] = {
    Level.PROVINCE: (UnitKind.PROVINCE, UnitKind.CITY),
    Level.DISTRICT: (
        UnitKind.DISTRICT_RURAL,
        UnitKind.DISTRICT_URBAN,
        UnitKind.DISTRICT_TOWN,
        UnitKind.DISTRICT_CITY,
    ),
    Level.COMMUNE: (
        UnitKind.COMMUNE_RURAL,
        UnitKind.COMMUNE_TOWNSHIP,
        UnitKind.COMMUNE_WARD,
        UnitKind.COMMUNE_SPECIAL_ZONE,
    ),
}


class RuleKind(models.TextChoices):
    """What a form may declare between its lines, by the rules of `checks.between`."""

    GOES_WITH = "goes_with", _("goes with")
    AT_MOST = "at_most", _("is at most so many times")


class FormPeriod(models.TextChoices):
    """The kinds of period that a form is filled in for, by the names of `kernel.period`."""

    MONTH = PeriodKind.MONTH.value, _("Month")
    QUARTER = PeriodKind.QUARTER.value, _("Quarter")
    HALF_YEAR = PeriodKind.HALF_YEAR.value, _("Six months")
    NINE_MONTHS = PeriodKind.NINE_MONTHS.value, _("Nine months")
    YEAR = PeriodKind.YEAR.value, _("Twelve months")


class Window(models.TextChoices):
    """Which days a period counts, by the codes of `kernel.period.WindowRule`."""

    CALENDAR = "calendar", _("calendar days")
    DECREE_09 = "decree-09-2019", _("from the 15th to the 14th (Decree 09/2019)")


class Source(models.TextChoices):
    """Where a value came from."""

    TYPED = "typed", _("typed in")
    RECORDS = "records", _("taken over from records")
    COUNTED = "counted", _("counted from records")
    PREVIOUS = "previous", _("taken over from the period before")
    FILE = "file", _("taken in from a file or a pasted column")
    GATHERED = "gathered", _("added up from shorter returns")


class ReminderKind(models.TextChoices):
    """Which word about a due date a body gets."""

    BEFORE = "before", _("Due soon")
    DAY_BEFORE = "day_before", _("Due tomorrow")
    LATE = "late", _("Late")
    ESCALATION = "escalation", _("Late for a week")


class ReturnStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    ENDORSED = "endorsed", _("Accepted by the level above")
    ACCEPTED = "accepted", _("Accepted and counted")
    RETURNED = "returned", _("Sent back")


class Act(models.TextChoices):
    """What somebody did with a whole return."""

    SUBMIT = "submit", _("Submitted")
    ENDORSE = "endorse", _("Accepted by the level above")
    ACCEPT = "accept", _("Accepted and counted")
    SEND_BACK = "send_back", _("Sent back")
    REOPEN = "reopen", _("Reopened")


RETURN_FLOW = Workflow(
    "reporting_return",
    (
        (Act.SUBMIT, ReturnStatus.DRAFT, ReturnStatus.SUBMITTED),
        (Act.SUBMIT, ReturnStatus.RETURNED, ReturnStatus.SUBMITTED),
        (Act.ENDORSE, ReturnStatus.SUBMITTED, ReturnStatus.ENDORSED),
        # Where no level stands between: the body that called for the returns accepts at once.
        (Act.ACCEPT, ReturnStatus.SUBMITTED, ReturnStatus.ACCEPTED),
        (Act.ACCEPT, ReturnStatus.ENDORSED, ReturnStatus.ACCEPTED),
        (Act.SEND_BACK, ReturnStatus.SUBMITTED, ReturnStatus.RETURNED),
        (Act.SEND_BACK, ReturnStatus.ENDORSED, ReturnStatus.RETURNED),
        (Act.REOPEN, ReturnStatus.ACCEPTED, ReturnStatus.RETURNED),
    ),
)
OPEN = frozenset({ReturnStatus.DRAFT, ReturnStatus.RETURNED})


class ChartOver(models.TextChoices):
    """What a chart of a report lays side by side."""

    PLACES = "places", _("place by place")
    MONTHS = "months", _("month by month")
