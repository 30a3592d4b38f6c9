"""Feeds for readers' programs and the map of the site for search engines."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.documents import library
from giaoban.kernel.publication import kept
from giaoban.news import queries
from giaoban.news.models import Section
from giaoban.news.views.moment import moment
from giaoban.registry.gate import public
from giaoban.registry.requests import Request


class _Stable:
    """A feed of nothing would say the present time; ours stays the same as long as nothing changes."""

    items: list[dict[str, Any]]

    def latest_post_date(self) -> dt.datetime:
        return max((item["pubdate"] for item in self.items), default=dt.datetime(2021, 1, 1, tzinfo=dt.UTC))


class Rss(_Stable, Rss201rev2Feed):
    content_type = "application/rss+xml; charset=utf-8"


class Atom(_Stable, Atom1Feed):
    content_type = "application/atom+xml; charset=utf-8"


Kind = type[Rss] | type[Atom]
IN_A_FEED = 30


@public
@kept()
def rss(request: Request) -> HttpResponse:
    return _feed(request, Rss, None)


@public
@kept()
def atom(request: Request) -> HttpResponse:
    return _feed(request, Atom, None)


@public
@kept()
def section_rss(request: Request, code: str) -> HttpResponse:
    return _feed(request, Rss, get_object_or_404(Section.objects.all(), code=code))


@public
@kept()
def section_atom(request: Request, code: str) -> HttpResponse:
    return _feed(request, Atom, get_object_or_404(Section.objects.all(), code=code))


def _feed(request: Request, kind: Kind, section: Section | None) -> HttpResponse:
    """The latest articles, in Vietnamese whoever asks: a feed has one language."""
    articles = list(queries.published_list(moment(request), section=section, with_pictures=False)[:IN_A_FEED])
    with override("vi"):
        title = f"{section} - Giao Ban" if section else _("News of the Front") + " - Giao Ban"
        home = section.get_absolute_url() if section else reverse("news:front")
    feed = kind(
        title=title,
        link=request.build_absolute_uri(home),
        description=title,
        language="vi",
        feed_url=request.build_absolute_uri(request.path),
    )
    for article in articles:
        assert article.shown is not None
        feed.add_item(
            title=article.shown.title,
            link=request.build_absolute_uri(article.get_absolute_url()),
            description=article.shown.summary,
            author_name=article.shown.author or None,
            pubdate=article.published_at,
            updateddate=article.published_at,
            unique_id=f"urn:uuid:{article.pk}",
            unique_id_is_permalink=False,
            categories=[article.section.name_vi, *article.shown.tags],
        )
    answer = HttpResponse(content_type=kind.content_type)
    feed.write(answer, "utf-8")
    return answer


@public
@kept()
def robots(request: Request) -> HttpResponse:
    """Every machine may read what everybody may read; where the map of the site is."""
    place = request.build_absolute_uri(reverse("news:sitemap"))
    return HttpResponse(f"User-agent: *\nDisallow:\n\nSitemap: {place}\n", content_type="text/plain; charset=utf-8")


@public
@kept()
def sitemap(request: Request) -> HttpResponse:
    """The parts of the map, ten thousand addresses each."""
    parts = queries.map_parts(moment(request))
    places = [request.build_absolute_uri(reverse("news:sitemap-part", args=[number])) for number in parts]
    return _xml("sitemapindex", [f"<sitemap><loc>{place}</loc></sitemap>" for place in places])


@public
@kept()
def sitemap_part(request: Request, number: int) -> HttpResponse:
    """Addresses of articles, the oldest first, so that a part that is full stays as it is."""
    each = queries.ON_A_PART
    found = queries.published(moment(request)).order_by("published_at", "pk")[(number - 1) * each : number * each]
    lines = [
        f"<url><loc>{request.build_absolute_uri(one.get_absolute_url())}</loc>"
        f"<lastmod>{(one.published_at or moment(request)).date().isoformat()}</lastmod></url>"
        for one in found
    ]
    if number == 1:
        places = [
            "/",
            reverse("news:front"),
            *(one.get_absolute_url() for one in queries.published_sections()),
            *(one for one in queries.public_schedule_addresses() if one.endswith("/")),
            *(one for one in library.public_addresses() if one.endswith("/")),
        ]
        lines = [*(f"<url><loc>{request.build_absolute_uri(place)}</loc></url>" for place in places), *lines]
    if number < 1 or not lines:
        raise Http404
    return _xml("urlset", lines)


def _xml(root: str, lines: list[str]) -> HttpResponse:
    """Addresses made by `reverse` hold no sign that XML would take for its own."""
    inner = "\n".join(lines)
    page = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{inner}\n</{root}>\n'
    return HttpResponse(page, content_type="application/xml")
