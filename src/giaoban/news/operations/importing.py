"""Articles of an earlier portal are taken over as they stood there, with their day, pictures and address."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from giaoban.documents.operations import store_picture
from giaoban.kernel.ids import uuid7
from giaoban.kernel.problems import Problem
from giaoban.kernel.vietnamese import fold
from giaoban.news import markup
from giaoban.news.enums import ArticleStatus
from giaoban.news.models import Article, ArticlePicture, Revision, RevisionPicture, Section
from giaoban.news.operations import refusals
from giaoban.news.operations.addresses import lead_on
from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission

# Pictures of the saved page, by their place in it.
PLACE = re.compile(r"!\[((?:[^\]\\]|\\.)*)\]\(import:(\d{1,4})\)")


@dataclass(frozen=True, kw_only=True)
class TakenOver:
    """An article as it stood elsewhere; its pictures are `import:N` in the body. `origin` tells it from all others."""

    title: str
    summary: str
    body: str
    author: str
    published_at: dt.datetime
    origin: str
    old_path: str = ""


@transaction.atomic
def take_over(
    *, told: TakenOver, pictures: Mapping[int, tuple[bytes, str]], section: Section, by: Actor, at: dt.datetime
) -> tuple[Article, list[tuple[str, str]]]:
    """An article that readers had elsewhere is theirs here too; and (name, reason) of each picture that was not taken.

    It was published by somebody else's decision: the log says who took it over, and no review is invented. Raises
    PermissionDenied, AlreadyTaken for what is here already.
    """
    if by.unit_id is None or not by.may(Permission.NEWS_APPROVE):
        raise PermissionDenied
    if Article.objects.filter(origin=told.origin).exists():
        raise refusals.AlreadyTaken
    shown = uuid7()  # the article and its revision point at one another
    article = Article.objects.create(
        section=section,
        unit_id=by.unit_id,
        status=ArticleStatus.PUBLISHED,
        title=told.title,
        folded=fold(f"{told.title} {told.summary} {told.author}"),
        shown_id=shown,
        published_at=told.published_at,
        origin=told.origin,
        made_at=at,
        made_by=by.user,
    )
    stored, refused = _stored(article, pictures, by, at)
    body = PLACE.sub(lambda found: _place(found, stored), told.body)
    revision = Revision.objects.create(
        id=shown, article=article, number=1, title=told.title, summary=told.summary, body=body, author=told.author,
        made_at=at, made_by=by.user,
    )  # fmt: skip
    RevisionPicture.objects.bulk_create(
        RevisionPicture(revision=revision, picture_id=one) for one in markup.picture_ids(body)
    )
    if told.old_path:
        _keep_address(told.old_path, article, by, at)
    events.record("news.taken_over", article, by=by, at=at, unit=article.unit_id, title=article.title)
    return article, refused


def _place(found: re.Match[str], stored: Mapping[int, UUID]) -> str:
    picture = stored.get(int(found[2]))
    return f"![{found[1]}](picture:{picture})" if picture else ""


def _stored(
    article: Article, pictures: Mapping[int, tuple[bytes, str]], by: Actor, at: dt.datetime
) -> tuple[dict[int, UUID], list[tuple[str, str]]]:
    stored, refused = {}, []
    for number, (data, name) in pictures.items():
        try:
            with transaction.atomic():
                picture = store_picture(data=data, name=name, by=by, at=at)
        except Problem as problem:
            refused.append((name, problem.message_vi))
        else:
            ArticlePicture.objects.create(article=article, picture=picture, added_at=at, added_by=by.user)
            stored[number] = picture.pk
    return stored, refused


def _keep_address(path: str, article: Article, by: Actor, at: dt.datetime) -> None:
    """An address that a page of ours has, or another article had, leads on to nothing new."""
    try:
        with transaction.atomic():
            lead_on(path=path, article=article, by=by, at=at)
    except refusals.AlreadyTaken:
        return
