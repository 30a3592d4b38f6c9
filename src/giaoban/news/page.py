"""What the editors' pages of one article are composed of."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.kernel.components import Moment
from giaoban.kernel.resolvers import Resolved, Sight, resolvers
from giaoban.news import markup, queries, rules
from giaoban.news.enums import ArticleStatus, Asked
from giaoban.news.models import Article, Review, Revision
from giaoban.news.models.articles import ON_SHOW
from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.models import Event
from giaoban.registry.roles import Permission

COMPARED = (
    ("title", gettext_lazy("Headline")),
    ("summary", gettext_lazy("Summary")),
    ("author", gettext_lazy("Author, as printed")),
    ("byline", gettext_lazy("Beside the author")),
    ("tags", gettext_lazy("Tags")),
    ("cover_alt", gettext_lazy("What the cover shows")),
    ("cover_credit", gettext_lazy("Who took the picture")),
    ("body", gettext_lazy("Text")),
)


@dataclass(frozen=True)
class Part:
    """A field of two revisions that differs, as pieces to read."""

    name: object
    pieces: Sequence[markup.Piece]


def differences(before: Revision, after: Revision) -> list[Part]:
    """What differs between two revisions, field by field; either may be one that is only being written."""
    parts = []
    for name, label in COMPARED:
        one, other = _words(before, name), _words(after, name)
        if one != other:
            parts.append(Part(label, markup.compare(one, other)))
    if before.cover_id != after.cover_id:
        parts.append(Part(_("Cover picture"), [markup.Piece("new", _("another one"))]))
    return parts


def _words(revision: Revision, name: str) -> str:
    value = getattr(revision, name)
    return ", ".join(value) if isinstance(value, list) else str(value)


@dataclass(frozen=True)
class Card:
    """A review that waits: what it asks, and whether this reader may decide it."""

    review: Review
    body: str
    waits: int
    may_decide: bool
    wrote: bool


def cards(reviews: Any, *, actor: Actor, on: dt.date) -> list[Card]:
    found = list(
        reviews.select_related("article__section", "article__shown", "revision", "asked_by").order_by("asked_at", "pk")
    )
    names = queries.names_of([review.article for review in found], on)
    return [
        Card(
            review,
            names.get(review.article.unit_id, ""),
            (on - review.asked_at.date()).days if review.asked_at.date() < on else 0,
            actor.has_perm(Permission.NEWS_APPROVE, review.article),
            rules.wrote(actor, review),
        )
        for review in found
    ]


def work(article: Article, *, actor: Actor, now: dt.datetime) -> dict[str, Any]:
    """Context of an article's working page for one reader."""
    revisions = list(article.revisions.select_related("made_by", "cover").order_by("-number"))
    latest = revisions[0]
    reviews = list(
        article.reviews.select_related("asked_by", "revision").prefetch_related("waived").order_by("-asked_at")
    )
    waiting = next((review for review in reviews if not review.verdict), None)
    chip, state = queries.state(article, now)
    writes = actor.has_perm(Permission.NEWS_WRITE, article)
    approves = actor.has_perm(Permission.NEWS_APPROVE, article)
    editable = waiting is None and article.status in (ArticleStatus.DRAFT, *ON_SHOW)
    return {
        "article": article,
        "latest": latest,
        "html": queries.html(latest),
        "cover": queries.cover(latest),
        "files": [one.file for one in latest.files.select_related("file").order_by("place")],
        "chip": chip,
        "state": state,
        "revisions": revisions,
        "reviews": reviews,
        "waiting": waiting,
        "links": _links(waiting),
        "findings": queries.findings(latest, now=now) if editable or waiting else [],
        "corrects": article.status in ON_SHOW,
        "pending": article.status in ON_SHOW and article.shown_id != latest.pk,
        "body_name": queries.body_name(article, now.date()),
        "subject": _subject(article, actor),
        "is_public": article.is_on_show(now),
        "is_scheduled": article.is_scheduled(now),
        "may_edit": writes and editable,
        "may_submit": writes and editable and latest.pk != article.shown_id,
        "may_give_up": writes and article.status == ArticleStatus.DRAFT,
        "may_take_back": writes and waiting is not None,
        "may_decide": approves and waiting is not None and not rules.wrote(actor, waiting),
        "may_link": (writes or approves) and waiting is not None and not rules.wrote(actor, waiting),
        "may_withdraw": approves and article.status in ON_SHOW,
        "may_unschedule": approves and article.is_scheduled(now),
        "moments": history(article),
    }


def _links(waiting: Review | None) -> list[Any]:
    if waiting is None:
        return []
    return list(waiting.links.filter(revoked_at=None).select_related("made_by").order_by("-made_at"))


def _subject(article: Article, actor: Actor) -> Resolved | None:
    if article.about is None or article.about.kind not in resolvers.kinds:
        return None
    found = resolvers.resolve([article.about], reader=actor)[article.about]
    return found if found.sight is not Sight.MISSING else None


def history(article: Article) -> list[Moment]:
    """What became of the article, the latest first, as the log tells it."""
    log = Event.objects.filter(subject_kind="news.article", subject_id=article.pk).order_by("-seq")
    return [Moment(event.at, events.sentence(event)) for event in log[:100]]


def asks(review: Review) -> str:
    """What the one who decides is asked, in a sentence."""
    return (
        _("May readers get this correction?") if review.asked == Asked.CORRECT else _("May readers get this article?")
    )
