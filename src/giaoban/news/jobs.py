"""Jobs of the news room: load, call one operation."""

from uuid import UUID

from procrastinate.contrib.django import app

from giaoban.kernel import clock
from giaoban.news import operations
from giaoban.news.operations.reviewing import HOUR
from giaoban.registry import queries as registry


@app.task(name=HOUR, retry=5)
def hour(article: str) -> None:
    """At the hour at which an approved article appears or ends."""
    operations.tell_hour(article_id=UUID(article), on=registry.today(), at=clock.now())
