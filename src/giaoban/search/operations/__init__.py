"""Every write of the search room."""

from giaoban.search.operations.indexing import (
    Drift,
    build_if_older,
    check,
    learn_words,
    rebuild,
    reindex,
    silent,
    touched,
)

__all__ = ["Drift", "build_if_older", "check", "learn_words", "rebuild", "reindex", "silent", "touched"]
