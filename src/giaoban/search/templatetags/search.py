"""What was found, with the words that were asked for marked: `{% load search %}{% pieces hit.title begins=True %}`.

Written here, not in a template: a page of results has two hundred stretches.
"""

from collections.abc import Sequence

from django import template
from django.template.defaultfilters import capfirst
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from giaoban.kernel.search_words import Piece

register = template.Library()


@register.simple_tag
def pieces(told: Sequence[Piece], begins: bool = False) -> SafeString:
    """Stretches of a text one after another; `begins`: with a capital letter, as a title does."""
    texts = [capfirst(one.text) if begins and place == 0 else one.text for place, one in enumerate(told)]
    safe = (
        f"<mark>{escape(text)}</mark>" if one.is_hit else escape(text) for one, text in zip(told, texts, strict=True)
    )
    return mark_safe("".join(safe))  # noqa: S308 - each text is escaped
