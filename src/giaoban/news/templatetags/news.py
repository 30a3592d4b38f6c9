"""Tags of the news: a cover in a list, the latest articles on a page of another room."""

from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from giaoban.kernel import clock
from giaoban.news import queries
from giaoban.news.models import Revision

register = template.Library()


@register.inclusion_tag("news/_latest.html", takes_context=True)
def latest_news(context: Context) -> dict[str, Any]:
    """The titles of the four latest articles; nothing where there is none."""
    request = context["request"]
    now = clock.moved_to(request.today, clock.now())
    return {"articles": queries.published_latest(now)}


@register.simple_tag
def news_picture(revision: Revision, alt: str = "", large: bool = False) -> SafeString:
    """The cover of a revision in the width that a list has room for; the first of a page is not put off."""
    cover = queries.cover(revision)
    if cover is None:
        return SafeString("")
    return format_html(
        '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}"{}>',
        cover.sizes[0][1],
        cover.srcset,
        "(min-width: 64rem) 40rem, 100vw" if large else "(min-width: 48rem) 15rem, 34vw",
        cover.width,
        cover.height,
        alt,
        format_html(' fetchpriority="{}"', "high") if large else format_html(' loading="{}" decoding="async"', "lazy"),
    )
