"""Tables of the search room."""

from giaoban.search.models.index import IndexEntry, IndexState, KnownWord

__all__ = ["IndexEntry", "IndexState", "KnownWord"]
