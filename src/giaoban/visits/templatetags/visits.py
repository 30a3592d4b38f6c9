"""The block of visitors, and the readers of one page: `{% load visits %}{% visitor_block %} {% readers "news.article" article.pk %}`.

Both say numbers as of the moment in which the page was made; a page that is kept in front of the application is made anew
each minute, so that they are a minute old at most.
"""

from typing import Any
from uuid import UUID

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from giaoban.kernel import clock
from giaoban.kernel.templatetags.ui import grouped, icon
from giaoban.visits import queries

register = template.Library()


@register.inclusion_tag("visits/_block.html")
def visitor_block() -> dict[str, Any]:
    """Who is here now, visits of today, month and year, and since ever with what an earlier portal had counted."""
    return {"visited": queries.block(at=clock.now())}


@register.simple_tag
def readers(kind: str, page_id: UUID) -> SafeString:
    """How many read a page, in words. For a list ask `visits.queries.readers` once for all its pages."""
    return readers_in_words(queries.readers(kind, [page_id])[page_id])


@register.filter
def readers_in_words(count: int) -> SafeString:
    said = ngettext("%(count)s reader", "%(count)s readers", count) % {"count": grouped(count)}
    return format_html('<span class="readers">{}<span>{}</span></span>', icon("eye"), said)
