"""What can be found, whichever room holds it.

A room registers its sources in `apps.py`; the room `search` keeps one index of all of them true and asks it. A source says
what of a row is searched, who reads it, and which events change it; its rows' own `visible_to` has the last word.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from giaoban.kernel.resolvers import Reader

Rows = Any
"""A QuerySet of a room; the kernel knows no database."""


@dataclass(frozen=True)
class Readers:
    """Who finds an entry: whoever holds `permission` over one of `units`, and whoever is, or acts for, one of `own`.

    The same rule as the `visible_to` of the rows, so that finding needs no look at their tables. `own` asks for
    `own_permission`, wherever it reaches.
    """

    permission: str
    units: tuple[UUID, ...]
    own_permission: str = ""
    own: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Entry:
    """What is searched of one row: hits in the title come first. `context` is shown beside it and never searched.

    `section` is a code that the source can name (`Source.sections`). `page` is the row whose page shows this one, where it
    has none of its own. With `is_public` everybody finds all that stands here: what only some may read is another source's.
    """

    id: UUID
    title: str
    text: str
    day: dt.date
    readers: Readers
    section: str = ""
    context: str = ""
    is_public: bool = False
    page: UUID | None = None


def seen(rows: Rows, reader: Reader) -> Rows:
    """Those of the rows that the reader may see, by their own rule."""
    return rows.visible_to(reader)


def no_sections(codes: Collection[str], on: dt.date) -> Mapping[str, str]:  # noqa: ARG001 - the interface of all
    """For a source whose entries stand in no section."""
    return {}


@dataclass(frozen=True)
class Source:
    """One kind of things that can be found.

    `rows()` are those that belong into the index, no others; `entries` says what of them is searched; `visible` narrows
    them for a reader. `url` gets the id of the row, or of its page. `events` maps a type of event to the ids of this kind that
    it may have changed. `order` puts kinds of one day one after another. A source with public entries has `public_url`.
    """

    kind: str
    label: object
    rows: Callable[[], Rows]
    entries: Callable[[Rows], Iterable[Entry]]
    url: Callable[[UUID], str]
    events: Mapping[str, Callable[[Any], Collection[UUID]]]
    visible: Callable[[Rows, Reader], Rows] = seen
    sections: Callable[[Collection[str], dt.date], Mapping[str, str]] = no_sections
    order: int = 50
    public_url: Callable[[UUID], str] | None = field(default=None)


class Sources:
    """The registered sources, by kind."""

    def __init__(self) -> None:
        self._by_kind: dict[str, Source] = {}

    def register(self, source: Source) -> None:
        """Offer a source. A kind that is taken raises `ValueError`."""
        if source.kind in self._by_kind:
            raise ValueError(f"there is a source of {source.kind} already")
        self._by_kind[source.kind] = source

    def __iter__(self) -> Iterator[Source]:
        return iter(sorted(self._by_kind.values(), key=lambda source: (source.order, source.kind)))

    def __getitem__(self, kind: str) -> Source:
        if kind not in self._by_kind:
            raise LookupError(f"no room offers {kind} for search")
        return self._by_kind[kind]

    def __contains__(self, kind: object) -> bool:
        return kind in self._by_kind

    def of_event(self, code: str) -> list[Source]:
        """The sources that an event of this type may change."""
        return [source for source in self if code in source.events]

    @property
    def events(self) -> set[str]:
        """Every type of event that changes something here."""
        return {code for source in self for code in source.events}


sources = Sources()
"""Those of this installation, filled by the rooms' `apps.py`."""


def subject(event: Any) -> list[UUID]:
    """For `Source.events`: the very row that the event is about."""
    return [event.subject_id]
