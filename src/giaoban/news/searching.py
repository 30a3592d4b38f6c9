"""What of this room can be found: articles, by everybody once they are on show, before that by those who work on them."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.kernel import clock
from giaoban.kernel.search import Entry, Readers, Source, subject
from giaoban.news import markup
from giaoban.news.enums import ArticleStatus
from giaoban.news.models import Article, Revision, Section
from giaoban.news.pointers import ARTICLE
from giaoban.registry import queries as registry
from giaoban.registry.roles import Permission

CHANGING = (
    "drafted", "revised", "moved", "given_up", "approved", "approved_by_link", "corrected", "corrected_by_link", "withdrawn",
    "unscheduled", "taken_over", "appeared", "ended",
)  # fmt: skip


def standing() -> QuerySet[Article]:
    return Article.objects.exclude(status=ArticleStatus.WITHDRAWN)


def articles(rows: QuerySet[Article]) -> Iterator[Entry]:
    """What readers get, and of what nobody reads yet the latest revision. Two queries."""
    now = clock.moved_to(registry.today(), clock.now())
    found = list(rows.select_related("section", "shown"))
    latest = {
        one.article_id: one
        for one in Revision.objects.filter(article__in=[one for one in found if not one.is_on_show(now)]).order_by(
            "number"
        )
    }
    for one in found:
        is_public = one.is_on_show(now)
        said = one.shown if is_public and one.shown else latest[one.pk]
        told = (said.summary, markup.plain(said.body), said.author, said.byline, ", ".join(said.tags))
        yield Entry(
            id=one.pk,
            title=said.title,
            text=" · ".join(filter(None, told)),
            day=clock.day_of(one.published_at or one.made_at),
            readers=Readers(Permission.NEWS_VIEW, (one.unit_id,)),
            section=one.section.code,
            is_public=is_public,
        )


def names(codes: Collection[str], on: dt.date) -> Mapping[str, str]:  # noqa: ARG001 - the interface of all sources
    return {one.code: str(one) for one in Section.objects.filter(code__in=codes).order_by("place", "pk")}


def sources() -> Iterable[Source]:
    yield Source(
        kind=ARTICLE,
        label=_("Articles"),
        rows=standing,
        entries=articles,
        url=lambda pk: reverse("news:work", args=[pk]),
        public_url=lambda pk: reverse("news:article-of", args=[pk]),
        events={f"news.{code}": subject for code in CHANGING},
        sections=names,
        order=5,
    )
