"""Columns of the room's lists."""

from django.utils.translation import gettext_lazy as _

from giaoban.kernel.listing import Column, Columns

CALLS = Columns(
    Column("form", _("Report"), primary=True),
    Column("period", _("Reporting period")),
    Column("due", _("Units submit until")),
    Column("stand", _("Accepted / handed in"), number=True),
    Column("own", _("Your body")),
)

# Sorted in memory (`board.ordered`): `order` says that one may.
BOARD = Columns(
    Column("body", _("Body"), primary=True, order=["body"]),
    Column("above", _("Level above"), order=["above"]),
    Column("state", _("How it stands"), order=["state"]),
    Column("due", _("Due"), order=["due"]),
    Column("sent", _("Handed in"), order=["sent"]),
)

LEVELS = Columns(
    Column("above", _("Level above"), primary=True),
    Column("expected", _("Expected"), number=True),
    Column("in_time", _("Handed in in time"), number=True),
    Column("late", _("Handed in late"), number=True),
    Column("overdue", _("Overdue"), number=True),
    Column("waiting", _("Waits for the level above"), number=True),
    Column("accepted", _("Accepted and counted"), number=True),
)

GIVEN = Columns(
    Column("body", _("Body"), primary=True),
    Column("value", _("Value"), number=True),
    Column("source", _("Source")),
    Column("reason", _("Why it is right")),
)

GROUNDS = Columns(
    Column("conclusion", _("Conclusion"), primary=True),
    Column("figures", _("Figures that it rests on")),
    Column("choose", _("Choose…"), hidden_label=True),
)

FORMS = Columns(
    Column("name", _("Form"), primary=True),
    Column("bodies", _("Who fills it in")),
    Column("period", _("Reporting period")),
    Column("since", _("In force since")),
    Column("versions", _("Versions"), number=True),
)

FORM_DRAFTS = Columns(
    Column("name", _("Form"), primary=True),
    Column("becomes", _("What it becomes")),
    Column("kept", _("Last kept")),
)

INDICATORS = Columns(
    Column("name", _("Indicator"), primary=True),
    Column("code", _("Code")),
    Column("unit", _("Unit of measure")),
    Column("origin", _("Where it comes from")),
    Column("used", _("Where it is used")),
)

STEPS = Columns(
    Column("period", _("Reporting period"), primary=True),
    Column("value", _("Value"), number=True),
    Column("counted", _("Returns counted"), number=True),
    Column("missing", _("Missing")),
)

TOLD = Columns(
    Column("body", _("Body"), primary=True),
    Column("value", _("Value"), number=True),
    Column("said", _("Period by period")),
)

# What stands across on the page of the year, by what its address says.
ACROSS = {
    "": _("Period by period"),
    "quarters": _("Quarters"),
    "ranges": _("From January on: 3, 6, 9, 12 months"),
}

TAKEN = Columns(
    Column("line", _("Indicator"), primary=True),
    Column("address", _("Where it stands")),
    Column("stands", _("Stands now")),
    Column("brings", _("Brought")),
    Column("fate", _("What becomes of it")),
)

CHANGES = Columns(
    Column("figure", _("Figure"), primary=True),
    Column("then", _("Frozen"), number=True),
    Column("now", _("Now"), number=True),
    Column("difference", _("Difference"), number=True),
    Column("why", _("Because of")),
)

GIVEN_THEN = Columns(
    Column("body", _("Body"), primary=True),
    Column("value", _("Value"), number=True),
    Column("version", _("Version")),
)
