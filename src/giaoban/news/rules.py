"""Who may see, write, decide on and arrange articles."""

import rules

from giaoban.news.models import Article, Review, Revision, ScheduleWeek
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission
from giaoban.registry.rules import reaching


@rules.predicate
def is_of_own_body(actor: Actor, article: Article | None) -> bool:
    return article is not None and actor.unit_id is not None and article.unit_id == actor.unit_id


@rules.predicate
def writes(actor: Actor, article: Article | None) -> bool:  # noqa: ARG001 - predicates take both
    return actor.may(Permission.NEWS_WRITE)


@rules.predicate
def enters(actor: Actor, week: ScheduleWeek | None) -> bool:
    """Each office draws up its own."""
    return (
        week is not None
        and actor.unit_id is not None
        and week.unit_id == actor.unit_id
        and actor.may(Permission.SCHEDULE_WRITE)
    )


def wrote(actor: Actor, review: Review) -> bool:
    """Whether the actor's hand is in what the review decides on: any revision since the one that readers see."""
    shown = review.article.shown.number if review.article.shown else 0
    since = Revision.objects.filter(article=review.article_id, number__gt=shown, number__lte=review.revision.number)
    return since.filter(made_by=actor.user.pk).exists()


rules.add_perm(Permission.NEWS_VIEW, reaching(Permission.NEWS_VIEW, "unit_id"))
rules.add_perm(Permission.NEWS_WRITE, writes & is_of_own_body)
rules.add_perm(Permission.NEWS_APPROVE, reaching(Permission.NEWS_APPROVE, "unit_id"))
rules.add_perm(Permission.SCHEDULE_WRITE, enters)
rules.add_perm(Permission.SCHEDULE_PUBLISH, reaching(Permission.SCHEDULE_PUBLISH, "unit_id"))
