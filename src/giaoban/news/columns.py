"""Columns of the room's lists."""

from django.utils.translation import gettext_lazy as _

from giaoban.kernel.listing import Column, Columns

ARTICLES = Columns(
    Column("title", _("Headline"), primary=True),
    Column("state", _("State")),
    Column("section", _("Section"), order=["section__place"]),
    Column("published", _("Published"), order=["published_at"]),
    Column("made", _("Begun"), order=["made_at"]),
    Column("by", _("Begun by")),
    default="-made",
)

REVISIONS = Columns(
    Column("number", _("Revision"), primary=True),
    Column("when", _("When")),
    Column("who", _("Saved by")),
    Column("compare", _("Compare"), hidden_label=True),
)

SECTIONS = Columns(
    Column("name", _("Section"), primary=True),
    Column("english", _("In English")),
    Column("code", _("In addresses")),
    Column("count", _("Articles"), number=True),
    Column("state", _("State")),
)
