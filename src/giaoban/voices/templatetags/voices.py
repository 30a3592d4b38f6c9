"""Blocks of this room for pages of other rooms: `{% load voices %}`, then `{% poll_block %}`."""

from typing import Any

from django import template
from django.template import Context

from giaoban.voices.queries import polls

register = template.Library()


@register.inclusion_tag("voices/_poll_block.html", takes_context=True)
def poll_block(context: Context) -> dict[str, Any]:
    """A running poll with its answers, or the plain sentence that none runs, or nothing, as the editor chose."""
    return {"block": polls.block(on=context["request"].today)}
