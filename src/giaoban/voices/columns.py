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

VOICES = Columns(
    Column("topic", _("In one line"), order=["topic"], primary=True),
    Column("status", _("State"), order=["status"]),
    Column("kind", _("What was sent"), order=["kind"]),
    Column("received", _("Received on"), order=["received_on", "received_at"]),
    Column("place", _("Place")),
    Column("unit", _("Handed to")),
    Column("due", _("Answer due"), order=["due_day"]),
    default="-received",
)
