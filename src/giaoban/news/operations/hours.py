"""An article's hour comes, or is over, without anybody acting: whoever keeps pages or an index of them is told."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from giaoban.kernel import clock
from giaoban.news.models import Article
from giaoban.registry import events


@transaction.atomic
def tell_hour(*, article_id: UUID, on: dt.date, at: dt.datetime) -> Article:
    """Records that an article appeared or ended; nothing where neither is so (any more). It changes no article."""
    article = Article.objects.select_for_update().get(pk=article_id)
    moment = clock.moved_to(on, at)
    if article.is_on_show(moment):
        events.record("news.appeared", article, by=None, at=at, on=on, unit=article.unit_id, title=article.title)
    elif article.has_appeared(moment):
        events.record("news.ended", article, by=None, at=at, on=on, unit=article.unit_id, title=article.title)
    return article
