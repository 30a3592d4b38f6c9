"""Columns of the room's lists."""

from django.utils.translation import gettext_lazy as _

from giaoban.kernel.listing import Column, Columns

TASKS = Columns(
    Column("text", _("Task"), primary=True),
    Column("who", _("Who")),
    Column("due", _("Due"), order=["due_end"]),
    Column("state", _("State"), order=["status"]),
    Column("briefing", _("Briefing"), order=["briefing__held_on", "-number"]),
    default="-briefing",
)
