"""Whose a row is: the names in its cells to bodies of the registry, or a question to the person. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from giaoban.briefing.linking import Linker, known_as

BREAKS = re.compile(r"[;\n•]+|(?:^|\s)[-+*]\s")
COMMAS = re.compile(r"\s*(?:,|/|&|\+|\bvà\b)\s*")
NOBODY = {"", "khong", "khong co", "x", "0"}
# What a person chose for a name: nobody in the registry, only the words stay.
ONLY_WORDS = "words"


@dataclass(frozen=True)
class Gone:
    """A body that was abolished: who took over, the likeliest first."""

    id: UUID
    successors: tuple[UUID, ...]


@dataclass
class Directory:
    """Whom names mean: bodies alive, bodies abolished (by what their name is compared by), and what a person chose."""

    linker: Linker
    gone: Mapping[str, Gone] = field(default_factory=dict)
    # known_as(name) → "unit:ID", "group:ID" or ONLY_WORDS.
    chosen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """What the names of one cell mean. `unknown` and `abolished` are the names that wait for a person."""

    units: tuple[UUID, ...] = ()
    groups: tuple[UUID, ...] = ()
    names: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    abolished: tuple[str, ...] = ()


def find(written: str, directory: Directory) -> Found:
    """The bodies of a cell. A cell is one name, or names in lines, or names between commas: the first that fits."""
    whole = " ".join(written.split()).strip(" ,;-.")
    if known_as(whole) in NOBODY:
        return Found()
    if _known(whole, directory):
        return _gather([whole], directory)
    parts = [name for part in BREAKS.split(written) if (name := " ".join(part.split()).strip(" ,;-."))]
    names: list[str] = []
    for part in parts:
        smaller = [name for name in COMMAS.split(part) if name]
        apart = not _known(part, directory) and len(smaller) > 1 and all(_known(name, directory) for name in smaller)
        names += smaller if apart else [part]
    return _gather(names, directory)


def _known(name: str, directory: Directory) -> bool:
    key = known_as(name)
    return bool(key in directory.chosen or key in directory.gone or directory.linker.find(name))


def _gather(names: list[str], directory: Directory) -> Found:
    units: list[UUID] = []
    groups: list[UUID] = []
    unknown: list[str] = []
    abolished: list[str] = []
    for name in dict.fromkeys(names):
        key = known_as(name)
        if key in NOBODY:
            continue
        if choice := directory.chosen.get(key):
            kind, _, chosen = choice.partition(":")
            if kind != ONLY_WORDS:
                (groups if kind == "group" else units).append(UUID(chosen))
        elif found := directory.linker.find(name):
            (groups if found[1] else units).append(found[0])
        else:
            (abolished if key in directory.gone else unknown).append(name)
    return Found(
        tuple(dict.fromkeys(units)), tuple(dict.fromkeys(groups)), tuple(names), tuple(unknown), tuple(abolished)
    )
