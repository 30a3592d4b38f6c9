"""Names in a text to bodies of the registry: exact after folding, or not at all. Pure; the caller brings the names.

"uỷ ban mặt trận tổ quốc việt nam tỉnh", "UBMTTQVN tỉnh" and "MTTQ tỉnh" are one body because the registry says so in its
aliases, or because an abbreviation of the table below stands for the words.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from giaoban.kernel.vietnamese import fold

# Longest first: each is replaced as whole words, so that every spelling meets in the abbreviation.
_SHORT = tuple(
    (re.compile(rf"\b{long}\b"), short)
    for long, short in (
        ("uy ban mat tran to quoc viet nam", "mttq"),
        ("ban thuong truc uy ban mat tran to quoc", "mttq"),
        ("uy ban mat tran to quoc", "mttq"),
        ("mat tran to quoc viet nam", "mttq"),
        ("mat tran to quoc", "mttq"),
        ("ubmttq viet nam", "mttq"),
        ("ubmttqvn", "mttq"),
        ("ubmttq", "mttq"),
        ("ub mttq viet nam", "mttq"),
        ("uy ban mttq", "mttq"),
        ("mttq viet nam", "mttq"),
        ("mttqvn", "mttq"),
        ("mat tran", "mttq"),
        ("hoi lien hiep phu nu viet nam", "hoi lhpn"),
        ("hoi lien hiep phu nu", "hoi lhpn"),
        ("hoi phu nu", "hoi lhpn"),
        ("doan thanh nien cong san ho chi minh", "doan tncs"),
        ("doan tncs ho chi minh", "doan tncs"),
        ("doan thanh nien", "doan tncs"),
        ("tinh doan", "doan tncs tinh"),
        ("hoi cuu chien binh viet nam", "hoi ccb"),
        ("hoi cuu chien binh", "hoi ccb"),
        ("hoi nong dan viet nam", "hoi nd"),
        ("hoi nong dan", "hoi nd"),
        ("hnd", "hoi nd"),
        ("lien doan lao dong", "ldld"),
        ("ban chap hanh", "bch"),
        ("ban chi dao", "bcd"),
        ("ban thuong vu", "btv"),
        ("hoi dong nhan dan", "hdnd"),
        ("uy ban nhan dan", "ubnd"),
        ("chinh tri xa hoi", "ct xh"),
        ("to chuc ct xh", "doan the ct xh"),
    )
)
_FILLER = re.compile(r"\b(cac|dong chi|cap|va|cua)\b")


# A list of ten thousand rows names the same few bodies in each of them.
@lru_cache(maxsize=8_000)
def known_as(name: str) -> str:
    """What a name is compared by: folded, abbreviations met, filler words dropped."""
    words = re.sub(r"[^a-z0-9]+", " ", fold(name)).strip()
    for pattern, short in _SHORT:
        words = pattern.sub(short, words)
    return " ".join(_FILLER.sub(" ", words).split())


@dataclass(frozen=True)
class Body:
    """A unit or a group of units, under all its names; a place is a unit of the territory."""

    id: UUID
    is_group: bool
    names: tuple[str, ...]
    is_place: bool = False


class Linker:
    """Finds the body a name means; a name that two bodies share finds none, and a person chooses."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self._by_name: dict[str, set[tuple[UUID, bool]]] = {}
        for body in bodies:
            for name in body.names:
                if key := known_as(name):
                    self._by_name.setdefault(key, set()).add((body.id, body.is_group))

    def find(self, name: str) -> tuple[UUID, bool] | None:
        """(id, is it a group) or None when unknown or ambiguous."""
        found = self._by_name.get(known_as(name), set())
        return next(iter(found)) if len(found) == 1 else None
