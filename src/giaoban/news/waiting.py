"""What waits for a person in the news: texts to decide on, and own texts that came back."""

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from giaoban.news.enums import ArticleStatus, Verdict
from giaoban.news.models import Review, Revision
from giaoban.news.models.reviews import ReviewQuerySet
from giaoban.registry import access
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission


def to_decide(actor: Actor) -> ReviewQuerySet:
    """Reviews that the actor may decide: over the bodies one approves for, and without a word of one's own in them."""
    if not actor.may(Permission.NEWS_APPROVE):
        return Review.objects.none()
    since = Revision.objects.filter(
        article=OuterRef("article"),
        made_by=actor.user,
        number__gt=Coalesce(OuterRef("article__shown__number"), 0),
        number__lte=OuterRef("revision__number"),
    )
    mine = Review.objects.waiting().filter(article__unit__in=access.units(actor, Permission.NEWS_APPROVE))
    return mine.filter(~Exists(since)).select_related("revision", "asked_by").order_by("asked_at", "pk")


def came_back(actor: Actor) -> ReviewQuerySet:
    """The refusals of texts that the actor laid before a second person and has not laid there again."""
    if not actor.may(Permission.NEWS_WRITE):
        return Review.objects.none()
    later = Review.objects.filter(article=OuterRef("article"), asked_at__gte=OuterRef("asked_at"))
    later = later.exclude(pk=OuterRef("pk"))
    over = Q(article__status=ArticleStatus.WITHDRAWN) | Q(article__latest__gt=F("revision__number"))
    found = Review.objects.visible_to(actor).filter(verdict=Verdict.RETURNED, asked_by=actor.user)
    return found.exclude(over).filter(~Exists(later)).select_related("revision").order_by("-decided_at", "pk")
