"""Columns of the room's lists."""

from django.utils.translation import gettext_lazy as _

from giaoban.kernel.listing import Column, Columns

PAPERS = Columns(
    Column("subject", _("Paper"), primary=True),
    Column("number", _("Number"), order=["year", "number"]),
    Column("body", _("Body")),
    Column("state", _("State"), order=["status"]),
    Column("day", _("Day"), order=["drafted_on", "drafted_at"]),
    default="-day",
)
