"""Jobs of the search room: load, call one operation."""

import logging

from procrastinate.contrib.django import app

from giaoban.kernel import clock
from giaoban.search import operations

log = logging.getLogger("giaoban.search")


@app.periodic(cron="*/10 * * * *")
@app.task(name="search.learn_words", lock="search.learn_words")
def learn_words(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the planned time
    """Words of what was indexed lately can be meant by a mistyped one."""
    operations.learn_words(at=clock.now())


@app.periodic(cron="47 2 * * *")
@app.task(name="search.mend", lock="search.mend")
def mend(timestamp: int) -> int:  # noqa: ARG001
    """Compares the index with every row and mends it; each difference is a fault of ours, and told in the log."""
    drifted = [one for one in operations.rebuild(at=clock.now()) if one]
    for one in drifted:
        log.warning("search index had drifted: %s", one)
    return len(drifted)
