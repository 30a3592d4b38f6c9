"""`{% load acts %}{% further_acts "briefing.briefing" briefing.pk %}`: buttons that rooms above offer for a thing."""

from typing import Any
from uuid import UUID

from django import template
from django.template import Context

from giaoban.kernel import acts

register = template.Library()


@register.inclusion_tag("ui/further_acts.html", takes_context=True)
def further_acts(context: Context, kind: str, thing: UUID) -> dict[str, Any]:
    """A form for each act that the reader's role may do; nothing where there is none."""
    actor = context.get("actor")
    return {"acts": acts.offered(kind, thing, actor), "csrf_token": context.get("csrf_token")}
