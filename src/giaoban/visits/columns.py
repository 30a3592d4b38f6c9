"""Columns of the room's lists."""

from django.utils.translation import gettext_lazy as _

from giaoban.kernel.listing import Column, Columns

STATISTICS = Columns(
    Column("start", _("Time"), primary=True),
    Column("visits", _("Visits"), number=True),
    Column("visitors", _("Visitors by day"), number=True),
    Column("views", _("Pages read"), number=True),
    Column("machines", _("Search engines and machines"), number=True),
    Column("fetched_ahead", _("Fetched ahead"), number=True),
    Column("probes", _("Checks without reading"), number=True),
)

BALANCES = Columns(
    Column("version", _("Version"), primary=True),
    Column("visits", _("Visits"), number=True),
    Column("counted_until", _("Counted until the end of")),
    Column("source", _("Source")),
    Column("reason", _("Reason")),
    Column("entered", _("Entered by")),
)
