"""Articles are written: every saving is a revision, and nobody's is lost."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from giaoban.documents.models import StoredFile
from giaoban.documents.operations import store_picture
from giaoban.kernel.resolvers import Pointer, Sight, resolvers
from giaoban.kernel.vietnamese import fold
from giaoban.news import markup, text
from giaoban.news.enums import ARTICLE_FLOW, ArticleStatus
from giaoban.news.models import (
    Article,
    ArticlePicture,
    Revision,
    RevisionFile,
    RevisionPicture,
    Section,
)
from giaoban.news.models.articles import ON_SHOW
from giaoban.news.models.revisions import (
    LONGEST_BODY,
    LONGEST_SUMMARY,
    LONGEST_TAG,
    LONGEST_TITLE,
    MOST_FILES,
    MOST_TAGS,
)
from giaoban.news.operations import refusals
from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission


@dataclass(frozen=True, kw_only=True)
class Told:
    """What somebody wrote, as it was typed; `columns()` is how it is kept. `files` are those that stand with it, in order."""

    title: str
    summary: str = ""
    body: str = ""
    author: str = ""
    byline: str = ""
    tags: tuple[str, ...] = ()
    cover_id: UUID | None = None
    cover_alt: str = ""
    cover_credit: str = ""
    files: tuple[UUID, ...] = ()

    def columns(self) -> dict[str, object]:
        return {
            "title": text.line(self.title),
            "summary": text.line(self.summary),
            "body": text.lines(self.body),
            "author": text.line(self.author),
            "byline": text.line(self.byline),
            "tags": list(text.tags(self.tags)),
            "cover_id": self.cover_id,
            "cover_alt": text.line(self.cover_alt) if self.cover_id else "",
            "cover_credit": text.line(self.cover_credit) if self.cover_id else "",
        }


@transaction.atomic
def draft(*, told: Told, section: Section, by: Actor, at: dt.datetime, about: Pointer | None = None) -> Article:
    """An article is begun for the own body; `about` is what it tells of: a briefing, a programme.

    Raises PermissionDenied, and a `refusals.Refused` for what cannot be kept.
    """
    if by.unit_id is None or not by.may(Permission.NEWS_WRITE):
        raise PermissionDenied
    if section.is_closed:
        raise refusals.SectionClosed
    if about:
        _refuse_unless_seen(about, by)
    _refuse_unless_it_fits(told)
    made = Article.objects.create(
        section=section,
        unit_id=by.unit_id,
        title=text.line(told.title),
        folded=_folded(told),
        about_kind=about.kind if about else "",
        about_id=about.id if about else None,
        made_at=at,
        made_by=by.user,
    )
    _keep(made, told, 1, by, at)
    events.record("news.drafted", made, by=by, at=at, unit=made.unit_id, title=made.title)
    return made


@transaction.atomic
def revise(*, article_id: UUID, base: int, told: Told, by: Actor, at: dt.datetime) -> Revision:
    """What somebody wrote becomes the next revision; `base` is the one that was before their eyes.

    Readers see nothing of it until a second person approves. Raises PermissionDenied, LaterRevision where another one
    came between, NotForReview while a revision waits for a decision, NothingChanged.
    """
    article = _locked(article_id, by)
    if article.status not in (ArticleStatus.DRAFT, *ON_SHOW) or article.reviews.waiting().exists():
        raise refusals.NotForReview
    if article.latest != base:
        raise refusals.LaterRevision
    _refuse_unless_it_fits(told)
    present = article.revisions.get(number=base)
    files = tuple(present.files.order_by("place").values_list("file", flat=True))
    if all(getattr(present, name) == value for name, value in told.columns().items()) and files == told.files:
        raise refusals.NothingChanged
    kept = _keep(article, told, base + 1, by, at)
    article.latest, article.title, article.folded = kept.number, kept.title, _folded(told)
    article.save(update_fields=["latest", "title", "folded"])
    events.record("news.revised", article, by=by, at=at, unit=article.unit_id, number=kept.number)
    return kept


@transaction.atomic
def move(*, article_id: UUID, section: Section, by: Actor, at: dt.datetime) -> Article:
    """The article stands in another section from now on; its address stays."""
    article = _locked(article_id, by)
    if article.section_id == section.pk:
        return article
    if section.is_closed:
        raise refusals.SectionClosed
    article.section = section
    article.save(update_fields=["section"])
    events.record("news.moved", article, by=by, at=at, unit=article.unit_id, section=section.name_vi)
    return article


@transaction.atomic
def add_picture(*, article_id: UUID, data: bytes, name: str, by: Actor, at: dt.datetime) -> ArticlePicture:
    """A picture is laid on the shelf of the article, without traces and in the widths of pages; nothing shows it yet.

    Raises PermissionDenied and what `documents.store_picture` raises.
    """
    article = _locked(article_id, by)
    picture = store_picture(data=data, name=name, by=by, at=at)
    added = ArticlePicture.objects.create(article=article, picture=picture, added_at=at, added_by=by.user)
    events.record("news.picture_added", article, by=by, at=at, unit=article.unit_id, name=picture.original.name)
    return added


@transaction.atomic
def give_up(*, article_id: UUID, reason: str, by: Actor, at: dt.datetime) -> Article:
    """A draft is not pursued; it stays readable for the editors with the reason."""
    article = _locked(article_id, by)
    if not reason.strip():
        raise refusals.NoReason
    article.status = ARTICLE_FLOW.target("give_up", article.status)
    article.withdrawn_at, article.withdrawn_by, article.withdrawn_reason = at, by.user, text.line(reason)
    article.save(update_fields=["status", "withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    events.record("news.given_up", article, by=by, at=at, unit=article.unit_id, reason=article.withdrawn_reason)
    return article


def _locked(article_id: UUID, by: Actor) -> Article:
    article = Article.objects.select_for_update().get(pk=article_id)
    if not by.has_perm(Permission.NEWS_WRITE, article):
        raise PermissionDenied
    return article


def _keep(article: Article, told: Told, number: int, by: Actor, at: dt.datetime) -> Revision:
    kept = Revision.objects.create(article=article, number=number, made_at=at, made_by=by.user, **told.columns())
    shown = dict.fromkeys([*([told.cover_id] if told.cover_id else []), *markup.picture_ids(kept.body)])
    if article.shelf.filter(picture__in=shown).count() != len(shown):
        raise refusals.UnknownPicture
    RevisionPicture.objects.bulk_create(RevisionPicture(revision=kept, picture_id=picture) for picture in shown)
    _refuse_foreign_files(article, told.files, by)
    RevisionFile.objects.bulk_create(
        RevisionFile(revision=kept, file_id=file, place=place) for place, file in enumerate(told.files)
    )
    return kept


def _refuse_foreign_files(article: Article, files: Collection[UUID], by: Actor) -> None:
    """One attaches what one has just stored oneself, or what a revision of this article has: no guessed id of another's."""
    known = set(RevisionFile.objects.filter(revision__article=article).values_list("file", flat=True))
    new = set(files) - known
    if StoredFile.objects.filter(pk__in=new, stored_by=by.user).count() != len(new):
        raise PermissionDenied


def _folded(told: Told) -> str:
    kept = told.columns()
    return fold(
        " ".join((str(kept["title"]), str(kept["summary"]), str(kept["author"]), " ".join(text.tags(told.tags))))
    )


def _refuse_unless_it_fits(told: Told) -> None:
    kept = told.columns()
    if not kept["title"]:
        raise refusals.TooMuch("title", _("An article has a title."))
    limits = (
        ("title", LONGEST_TITLE, _("The title is longer than 300 characters.")),
        ("summary", LONGEST_SUMMARY, _("The summary is longer than 1,000 characters.")),
        ("body", LONGEST_BODY, _("The text is longer than 100,000 characters: make two articles of it.")),
    )
    for name, most, sentence in limits:
        if len(str(kept[name])) > most:
            raise refusals.TooMuch(name, sentence)
    tags = text.tags(told.tags)
    if len(tags) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in tags):
        raise refusals.TooMuch("tags", _("At most 10 tags of 40 characters."))
    if len(told.files) > MOST_FILES:
        raise refusals.TooMuch("files", _("At most 20 files belong to one article."))


def _refuse_unless_seen(pointer: Pointer, by: Actor) -> None:
    if pointer.kind not in resolvers.kinds or resolvers.resolve([pointer], reader=by)[pointer].sight is not Sight.LINK:
        raise refusals.UnknownSubject
