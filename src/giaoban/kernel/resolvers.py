"""Pointers to rows of any room, and how a page turns them into links.

A pointer is a kind and an id; the room that owns the kind registers, in its `apps.py`, one function that resolves many
ids for one reader. Labels and addresses are never stored.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

Reader = object
"""Who looks: the Actor of `registry`, which the kernel does not know."""


class Pointer(NamedTuple):
    """A row of any room: a dotted kind such as "briefing.task", and its id."""

    kind: str
    id: UUID


_WRITTEN = re.compile(r"^(?P<kind>[a-z_]+\.[a-z_]+):(?P<id>[0-9a-f-]{36})$")


def read_pointer(written: str) -> Pointer | None:
    """A pointer as addresses and forms write it, "briefing.task:<uuid>"; None where it is none."""
    match = _WRITTEN.match(written)
    try:
        return Pointer(match["kind"], UUID(match["id"])) if match else None
    except ValueError:
        return None


class Sight(StrEnum):
    LINK = "link"
    MASKED = "masked"
    MISSING = "missing"


@dataclass(frozen=True)
class Resolved:
    """What a reader gets of a pointer: a label with an address, a name only (they may not open it), or neither.

    `label` is a string or a lazy translation.
    """

    sight: Sight
    label: object = ""
    url: str | None = None

    @classmethod
    def link(cls, label: object, url: str) -> "Resolved":
        """The reader may open it."""
        return cls(Sight.LINK, label, url)

    @classmethod
    def masked(cls, label: object) -> "Resolved":
        """The reader may know that it exists, under this name, and no more."""
        return cls(Sight.MASKED, label)


MISSING = Resolved(Sight.MISSING)

Resolver = Callable[[Collection[UUID], Reader], Mapping[UUID, Resolved]]


class Resolvers:
    """The registered kinds."""

    def __init__(self) -> None:
        self._by_kind: dict[str, Resolver] = {}

    def register(self, kind: str, resolver: Resolver) -> None:
        """Name the function that resolves a kind. A kind that is taken raises `ValueError`."""
        if kind in self._by_kind:
            raise ValueError(f"pointers of kind {kind} have a resolver already")
        self._by_kind[kind] = resolver

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every registered kind, sorted."""
        return tuple(sorted(self._by_kind))

    def resolve(self, pointers: Iterable[Pointer], *, reader: Reader) -> dict[Pointer, Resolved]:
        """Each pointer's result for the reader, with one call per kind; what a resolver leaves out is `MISSING`.

        A kind that nobody registered raises `LookupError`.
        """
        wanted = list(dict.fromkeys(pointers))
        answers: dict[str, Mapping[UUID, Resolved]] = {}
        for kind in dict.fromkeys(pointer.kind for pointer in wanted):
            if kind not in self._by_kind:
                raise LookupError(f"no room resolves pointers of kind {kind}")
            answers[kind] = self._by_kind[kind]([pointer.id for pointer in wanted if pointer.kind == kind], reader)
        return {pointer: answers[pointer.kind].get(pointer.id, MISSING) for pointer in wanted}


resolvers = Resolvers()
"""Those of this installation, filled by the rooms' `apps.py`."""
