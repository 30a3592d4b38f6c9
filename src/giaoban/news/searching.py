"""What of this room can be found: articles, by everybody once they are on show, before that by those who work on them."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.kernel import clock
from giaoban.kernel.search import Entry, Readers, Source, subject
from giaoban.news import markup, queries
from giaoban.news.enums import ArticleStatus
from giaoban.news.models import Article, EntryWording, Revision, ScheduleEntry, ScheduleWeek
from giaoban.news.operations import latest_wordings
from giaoban.news.pointers import ARTICLE
from giaoban.registry import queries as registry
from giaoban.registry.roles import Permission

CHANGING = (
    "drafted", "revised", "moved", "given_up", "approved", "approved_by_link", "corrected", "corrected_by_link", "withdrawn",
    "unscheduled", "taken_over", "appeared", "ended",
)  # fmt: skip

WEEK_CHANGING = ("entered", "reworded", "published", "changed", "taken_back")


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


def weeks(rows: QuerySet[ScheduleWeek]) -> Iterator[Entry]:
    """Of a published week what readers get, of a draft what its office wrote. Three queries."""
    found = list(rows.order_by("pk"))
    says: dict[UUID, list[EntryWording]] = {week.pk: [] for week in found}
    published = [week for week in found if week.is_published]
    for entry in ScheduleEntry.objects.filter(week__in=published, shown__isnull=False).select_related("shown"):
        if entry.shown:
            says[entry.week_id].append(entry.shown)
    drafts = [week for week in found if not week.is_published]
    for one in latest_wordings(drafts):
        says[one.entry.week_id].append(one)
    bodies = registry.names({week.unit_id for week in found}, on=registry.today())
    for week in found:
        told = (f"{one.content} {one.presides} {one.takes_part} {one.place}" for one in says[week.pk])
        yield Entry(
            id=week.pk,
            title=f"Lịch công tác tuần từ {week.monday:%d/%m/%Y} đến {week.sunday:%d/%m/%Y}",
            text=" · ".join([bodies.get(week.unit_id, ""), *told]),
            day=week.monday,
            readers=Readers(Permission.SCHEDULE_WRITE, (week.unit_id,)),
            is_public=week.is_published,
        )


def names(codes: Collection[str], on: dt.date) -> Mapping[str, str]:  # noqa: ARG001 - the interface of all sources
    return {one.code: str(one) for one in queries.published_sections() if one.code in codes}


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
    yield Source(
        kind="news.schedule",
        label=_("Weekly schedules"),
        rows=ScheduleWeek.objects.all,
        entries=weeks,
        url=lambda pk: reverse("news:schedule-work", args=[pk]),
        public_url=lambda pk: reverse("news:schedule-of", args=[pk]),
        events={f"news.schedule_{code}": subject for code in WEEK_CHANGING},
        order=6,
    )
