"""Columns of the registry's lists."""

from django.utils.translation import gettext_lazy as _

from giaoban.kernel.listing import Column, Columns

UNITS = Columns(Column("name", _("Name"), primary=True), Column("kind", _("Kind")), Column("parent", _("Stands below")))

POSTS = Columns(Column("post", _("Post"), primary=True), Column("official", _("Held by")), Column("since", _("Since")))

ACCOUNTS = Columns(
    Column("name", _("Name"), primary=True),
    Column("username", _("User name")),
    Column("roles", _("Roles")),
    Column("state", _("State")),
)

ROLES = Columns(
    Column("role", _("Role"), primary=True),
    Column("unit", _("At which body")),
    Column("valid", _("Valid")),
    Column("given", _("Given by")),
    Column("act", _("Take back"), hidden_label=True),
)
