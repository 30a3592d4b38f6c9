"""What pages of articles show. Whatever readers get comes from a query whose name begins with `published_`."""

import datetime as dt
import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import unquote, urlsplit
from uuid import UUID

from django.db.models import Min, Prefetch
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext_lazy as _

from giaoban.documents.models import Picture, PictureSize, StoredFile
from giaoban.kernel import clock
from giaoban.kernel.vietnamese import fold
from giaoban.news import checks, markup
from giaoban.news.checks import Finding
from giaoban.news.enums import ArticleStatus
from giaoban.news.models import (
    Article,
    Correction,
    OldAddress,
    Review,
    Revision,
    RevisionPicture,
    ScheduleWeek,
    Section,
)
from giaoban.news.models.articles import ON_SHOW, ArticleQuerySet
from giaoban.registry import queries as registry
from giaoban.registry import settled

_SCHEDULED, _OVER = _("Scheduled"), _("No longer shown")
FRONT_SECTIONS, IN_A_SECTION, LATEST = 6, 4, 3
ON_A_PART = 10_000
# Long, and in no list.
NOT_LISTED = ("folded", "origin", "withdrawn_reason", "shown__body")


# --- Pictures and text ------------------------------------------------------------------------------------------------


Address = Callable[[UUID, int], str]


def public_address(picture: UUID, width: int) -> str:
    return reverse("news:picture", args=[picture, width])


def shown(picture: Picture, address: Address = public_address) -> markup.Shown:
    """A picture with the addresses of its widths; its sizes are best fetched before."""
    sizes = sorted(picture.sizes.all(), key=lambda size: size.width)
    return markup.Shown([(one.width, address(picture.pk, one.width)) for one in sizes], picture.width, picture.height)


def html(revision: Revision, address: Address = public_address) -> str:
    """The text of a revision as safe HTML."""
    ids = markup.picture_ids(revision.body)
    found = Picture.objects.filter(pk__in=ids).prefetch_related("sizes") if ids else ()
    return markup.render(revision.body, {picture.pk: shown(picture, address) for picture in found})


def cover(revision: Revision, address: Address = public_address) -> markup.Shown | None:
    """The cover of a revision, best fetched with it and its sizes."""
    return shown(revision.cover, address) if revision.cover else None


def preview(body: str, pictures: Collection[UUID]) -> str:
    """A text that is being written, with the pictures of its shelf."""
    wanted = [picture for picture in markup.picture_ids(body) if picture in pictures]
    found = Picture.objects.filter(pk__in=wanted).prefetch_related("sizes")
    return markup.render(body, {picture.pk: shown(picture) for picture in found})


# --- Checks -----------------------------------------------------------------------------------------------------------


def findings(revision: Revision, *, now: dt.datetime) -> list[Finding]:
    """What the checks say of a revision as readers would find it now; hard ones first."""
    content = checks.Content(
        title=revision.title,
        summary=revision.summary,
        body=revision.body,
        has_cover=revision.cover_id is not None,
        cover_alt=revision.cover_alt,
        leads_somewhere=partial(leads_somewhere, now=now),
    )
    return list(checks.run(content))


def leads_somewhere(url: str, *, now: dt.datetime) -> bool:
    """Whether readers who follow this path of the portal find something."""
    path = urlsplit(url).path
    try:
        found = resolve(path)
    except Resolver404:
        return OldAddress.objects.filter(path=as_old_path(url)).exists()
    if found.view_name == "news:article":
        return published(now).filter(code=found.kwargs["code"]).exists()
    if found.view_name == "news:section":
        return Section.objects.filter(code=found.kwargs["code"]).exists()
    return getattr(found.func, "access_rule", "") == "public"


# --- Old addresses ----------------------------------------------------------------------------------------------------


def as_old_path(address: str) -> str:
    """How an old address is kept and looked up: path and query, percent-encoding undone, without a host or a final slash."""
    parts = urlsplit(address.strip())
    path = "/" + unquote(parts.path).strip("/")
    if path == "/" and not parts.query:
        return ""
    return f"{path}?{unquote(parts.query)}" if parts.query else path


def is_own_page(path: str) -> bool:
    """Whether a page of this portal stands at the path, with or without its slash at the end."""
    bare = urlsplit(path).path
    for tried in (bare, bare + "/"):
        try:
            resolve(tried)
        except Resolver404:
            continue
        return True
    return False


def led_on(path: str) -> str:
    """Where an old address leads, through a chain of them too; empty where it is none, or goes round in a circle."""
    wanted, target, seen = as_old_path(path), "", set[str]()
    while wanted and wanted not in seen:
        seen.add(wanted)
        known = OldAddress.objects.filter(path=wanted).select_related("article__shown").first()
        if known is None:
            return target
        if known.article is not None:
            return known.article.get_absolute_url()
        target = known.target
        wanted = as_old_path(target)
    return ""


# --- For readers ------------------------------------------------------------------------------------------------------


def published(now: dt.datetime) -> ArticleQuerySet:
    """What everybody may read at this moment, with what it says."""
    return Article.objects.on_show(now).select_related("shown", "section")


def published_list(
    now: dt.datetime, *, section: Section | None = None, tag: str = "", with_pictures: bool = True
) -> ArticleQuerySet:
    """Articles of everybody, the latest first: of a section, with a tag."""
    found = published(now).latest_first().defer(*NOT_LISTED)
    if section is not None:
        found = found.filter(section=section)
    if tag:
        found = found.filter(shown__tags__contains=[tag])
    if with_pictures:
        found = found.select_related("shown__cover").prefetch_related("shown__cover__sizes")
    return found


def published_titles(now: dt.datetime) -> ArticleQuerySet:
    """The same, with what a line of a title, a day and a link says, and no more."""
    found = Article.objects.on_show(now).latest_first().select_related("shown")
    return found.only("code", "title", "published_at", "shown__title")


@dataclass(frozen=True)
class Front:
    """The first page of the news: the latest article, those after it, and each section with its latest."""

    lead: Article | None
    latest: Sequence[Article]
    sections: Sequence[tuple[Section, Sequence[Article]]]


def changes_next(now: dt.datetime) -> dt.datetime | None:
    """The moment at which the clock next brings an article to readers, or takes one from them; None while none waits."""

    def work_out() -> settled.Lasting[dt.datetime | None]:
        found = _changes_next(now)
        return settled.Lasting(found, found)

    return settled.until("news.changes", work_out, now=now)


def _changes_next(now: dt.datetime) -> dt.datetime | None:
    standing = Article.objects.filter(status__in=ON_SHOW)
    begins = standing.filter(published_at__gt=now).aggregate(first=Min("published_at"))["first"]
    ends = standing.filter(expires_at__gt=now).aggregate(first=Min("expires_at"))["first"]
    return min((one for one in (begins, ends) if one is not None), default=None)


def published_front(now: dt.datetime) -> Front:
    """Worked out once after each event, and where an article comes or goes by the clock."""
    return settled.until("news.front", lambda: settled.Lasting(_front(now), changes_next(now)), now=now)


def _front(now: dt.datetime) -> Front:
    """One query for the latest, one for each section shown; nothing is told twice before the sections."""
    lead, *latest = [*published_list(now)[: LATEST + 1]] or [None]
    first = {article.pk for article in (lead, *latest) if article}
    by_section = []
    for section in published_sections()[:FRONT_SECTIONS]:
        of_it = [one for one in published_list(now, section=section)[: IN_A_SECTION + 6] if one.pk not in first]
        if of_it:
            by_section.append((section, of_it[:IN_A_SECTION]))
    return Front(lead, [one for one in latest if one], by_section)


@dataclass(frozen=True)
class Page:
    """An article as its page shows it on a day: its text as safe HTML, what else stands in its section."""

    article: Article
    shown: Revision
    html: str
    cover: markup.Shown | None
    files: Sequence[StoredFile]
    corrections: Sequence[Correction]
    beside: Sequence[Article]
    body_name: str


def published_page(code: str, *, now: dt.datetime, today: dt.date) -> Page | None:
    """The page of an article by the code of its address; None where nobody may read it (any more, or yet).

    Worked out once after each event, and where an article comes or goes by the clock.
    """

    def work_out() -> settled.Lasting[Page | None]:
        article = _published_article(code, now)
        # Made-up codes are not kept: they would drive out what is read.
        return settled.Lasting(_page(article, now, today), changes_next(now)) if article else settled.Lasting(None, now)

    return settled.until(("news.article", code, today), work_out, now=now)


def _page(article: Article, now: dt.datetime, today: dt.date) -> Page:
    revision = article.shown
    assert revision is not None
    return Page(
        article=article,
        shown=revision,
        html=html(revision),
        cover=cover(revision),
        files=[one.file for one in sorted(revision.files.all(), key=lambda one: one.place)],
        corrections=list(article.corrections.all()),
        beside=published_beside(article, now),
        body_name=body_name(article, today),
    )


def _published_article(code: str, now: dt.datetime) -> Article | None:
    return (
        published(now)
        .select_related("shown__cover", "unit")
        .prefetch_related(
            "shown__cover__sizes",
            "shown__files__file",
            Prefetch(
                "corrections", Correction.objects.select_related("before", "after").order_by("-corrected_at", "-pk")
            ),
        )
        .filter(code=code)
        .first()
    )


def published_once(code: str, now: dt.datetime) -> Article | None:
    """An article that readers have seen and no longer get: withdrawn, or past its time."""
    found = Article.objects.filter(code=code, shown__isnull=False, published_at__lte=now).select_related("shown")
    return found.filter(status__in=(*ON_SHOW, ArticleStatus.WITHDRAWN)).first()


def published_beside(article: Article, now: dt.datetime) -> list[Article]:
    """What else stands in its section, the latest first."""
    return list(published_titles(now).filter(section=article.section_id).exclude(pk=article.pk)[:4])


def published_size(picture: UUID, width: int, now: dt.datetime) -> PictureSize | None:
    """A picture in one width, if an article that everybody may read shows it."""
    showing = RevisionPicture.objects.filter(picture=picture).values("revision")
    if not Article.objects.on_show(now).filter(shown__in=showing).exists():
        return None
    return PictureSize.objects.select_related("file").filter(picture=picture, width=width).first()


def public_addresses() -> Iterator[str]:
    """Every address of the news that everybody may read today: what a snapshot of the whole site holds."""
    now = clock.moved_to(registry.today(), clock.now())
    yield reverse("news:front")
    for section in published_sections():
        yield section.get_absolute_url()
    for article in published(now).latest_first().iterator(chunk_size=500):
        yield article.get_absolute_url()
    for name in ("news:rss", "news:atom", "news:robots", "news:sitemap"):
        yield reverse(name)
    for number in map_parts(now):
        yield reverse("news:sitemap-part", args=[number])


def map_parts(now: dt.datetime) -> range:
    """The numbers of the parts of the site's map, `ON_A_PART` articles each; there is always the first."""
    return range(1, max(1, math.ceil(published(now).count() / ON_A_PART)) + 1)


def public_schedule_addresses() -> Iterator[str]:
    """The present week, every published one, and the calendar."""
    yield reverse("news:schedule")
    mondays = ScheduleWeek.objects.published().order_by("-monday").values_list("monday", flat=True).distinct()
    for monday in mondays:
        yield reverse("news:schedule-week", args=[monday.isoformat()])
    yield reverse("news:schedule-feed")


def published_sections() -> Sequence[Section]:
    """All of them, in the order of the page."""
    return settled.once("news.sections", lambda: tuple(Section.objects.order_by("place", "pk")))


def published_latest(now: dt.datetime) -> Sequence[Article]:
    """The titles of the four latest articles, worked out as the front of the news is."""
    return settled.until(
        "news.latest", lambda: settled.Lasting(tuple(published_titles(now)[:4]), changes_next(now)), now=now
    )


def body_name(article: Article, on: dt.date) -> str:
    """The body that publishes, as it is called on that day."""
    return registry.names([article.unit_id], on=on).get(article.unit_id, "")


# --- For editors ------------------------------------------------------------------------------------------------------


def filtered(
    articles: ArticleQuerySet,
    *,
    now: dt.datetime,
    q: str = "",
    section: str = "",
    state: str = "",
    unit: UUID | None = None,
) -> ArticleQuerySet:
    """Articles narrowed by the filters of the editors' list."""
    for word in fold(q).split():
        articles = articles.filter(folded__contains=word)
    if section:
        articles = articles.filter(section__code=section)
    if unit:
        articles = articles.filter(unit=unit)
    if state == "scheduled":
        return articles.filter(status__in=ON_SHOW, published_at__gt=now)
    if state == "correcting":
        return articles.filter(status__in=ON_SHOW, reviews__in=Review.objects.waiting())
    if state == "ended":
        return articles.filter(status__in=ON_SHOW, expires_at__lte=now)
    return articles.filter(status=state) if state else articles


CHIPS = {
    ArticleStatus.DRAFT: "draft",
    ArticleStatus.IN_REVIEW: "waiting",
    ArticleStatus.PUBLISHED: "done",
    ArticleStatus.CORRECTED: "done",
    ArticleStatus.WITHDRAWN: "refused",
}


@dataclass(frozen=True)
class Row:
    """An article as lists of the editors show it."""

    article: Article
    body: str
    chip: str
    state: str


def rows(articles: Iterable[Article], *, now: dt.datetime, on: dt.date) -> list[Row]:
    """One query for the names, however many articles."""
    found = list(articles)
    names = registry.names({article.unit_id for article in found}, on=on)
    return [Row(article, names.get(article.unit_id, ""), *state(article, now)) for article in found]


def state(article: Article, now: dt.datetime) -> tuple[str, str]:
    """(chip, words) of where an article stands at this moment."""
    status = ArticleStatus(article.status)
    if article.is_scheduled(now):
        return "due_soon", str(_SCHEDULED)
    if status in ON_SHOW and article.is_over(now):
        return "refused", str(_OVER)
    return CHIPS[status], str(status.label)


def pictures_of(article: Article) -> Mapping[UUID, Picture]:
    """The shelf of an article, the oldest first, with sizes."""
    on_shelf = article.shelf.select_related("picture__original").prefetch_related("picture__sizes")
    return {one.picture_id: one.picture for one in on_shelf.order_by("added_at", "pk")}


def names_of(articles: Iterable[Article], on: dt.date) -> Mapping[UUID, str]:
    """The bodies of these articles, as they are called on that day."""
    return registry.names({article.unit_id for article in articles}, on=on)
