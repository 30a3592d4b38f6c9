"""Columns of the room's lists."""

from django.utils.translation import gettext_lazy as _

from giaoban.kernel.listing import Column, Columns

POLLS = Columns(
    Column("question", _("Question"), order=["question"], primary=True),
    Column("status", _("State")),
    Column("electorate", _("Who answers?"), order=["electorate"]),
    Column("opens", _("From"), order=["opens_on"]),
    Column("closes", _("Last day"), order=["closes_on"]),
    default="-closes",
)
