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

BOARD = Columns(
    Column("body", _("Body"), primary=True),
    Column("above", _("Level above")),
    Column("state", _("How it stands")),
    Column("sent", _("Handed in")),
)

GIVEN = Columns(
    Column("body", _("Body"), primary=True),
    Column("value", _("Value"), number=True),
    Column("source", _("Source")),
    Column("reason", _("Why it is right")),
)
