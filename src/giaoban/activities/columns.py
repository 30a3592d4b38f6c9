"""Columns of the room's lists."""

from django.utils.translation import gettext_lazy as _

from giaoban.kernel.listing import Column, Columns

ACTIVITIES = Columns(
    Column("topic", _("Topic"), primary=True),
    Column("day", _("When"), order=["first_day", "end_day"]),
    Column("kind", _("Kind of activity"), order=["kind_sort"]),
    Column("unit", _("Done by"), order=["unit_sort"]),
    Column("place", _("Where")),
    Column("participants", _("Participants"), order=["participants"], number=True),
    Column("files", _("Files"), number=True),
    default="-day",
)

PROGRAMMES = Columns(
    Column("title", _("Action programme"), primary=True),
    Column("unit", _("Done by")),
    Column("period", _("Period")),
    Column("targets", _("Targets of the year"), number=True),
)

TARGETS = Columns(
    Column("text", _("Yearly target"), primary=True),
    Column("planned", _("To reach"), number=True),
    Column("reached", _("Counted so far"), number=True),
    Column("review", _("Latest review")),
    Column("act", _("Next act"), hidden_label=True),
)
