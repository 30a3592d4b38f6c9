"""The bodies that the drafter knows by name, and what their names are made of.

The default holds generic bodies of the Vietnamese political system ("UBND", "Hội Liên hiệp Phụ nữ", "Ban Thường vụ"); the grammar
of `organisations.py` adds the level and the place that follow in the text. A caller may add bodies with full names of its own
(the units of the database): their names are matched as they stand.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from giaoban.briefing.extraction.bodies import BODIES, PREFIXES
from giaoban.briefing.extraction.tokens import split_words


@dataclass(frozen=True, slots=True)
class Organisation:
    """One body.

    `code` is stable; `level` is "province", "district", "commune", "centre" or "" where the name alone does not say;
    `needs_parent` marks parts such as "Ban Thường vụ" that only mean something before the name of their body.
    """

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    level: str = ""
    needs_parent: bool = False


class Gazetteer:
    """Known organisations by code and by any of their names."""

    def __init__(self, entries: Iterable[Organisation]) -> None:
        self._by_code: dict[str, Organisation] = {}
        self._by_name: dict[tuple[str, ...], str] = {}
        for entry in entries:
            self._by_code[entry.code] = entry
            for name in (entry.name, *entry.aliases):
                self._by_name.setdefault(split_words(name), entry.code)

    def __len__(self) -> int:
        return len(self._by_code)

    def __iter__(self) -> Iterator[Organisation]:
        return iter(self._by_code.values())

    def __getitem__(self, code: str) -> Organisation:
        return self._by_code[code]

    def find(self, name: str) -> Organisation | None:
        """The organisation of exactly this name or alias, whatever its case and spelling of tones."""
        code = self._by_name.get(split_words(name))
        return self._by_code[code] if code else None

    def extended(self, entries: Iterable[Organisation]) -> "Gazetteer":
        """A gazetteer with these bodies as well; the same code replaces."""
        return Gazetteer([*self._by_code.values(), *entries])

    def phrases(self) -> dict[str, str]:
        """Every name → code, as a category of a `Lexicon`."""
        return {" ".join(name): code for name, code in self._by_name.items()}


def _entries() -> Iterable[Organisation]:
    for line in BODIES.strip().splitlines():
        code, name, *aliases = (part.strip() for part in line.split("|"))
        level = "centre" if code.startswith("centre.") else ""
        yield Organisation(code, name, tuple(filter(None, aliases)), level)
    for line in PREFIXES.strip().splitlines():
        code, name, *aliases = (part.strip() for part in line.split("|"))
        yield Organisation(code, name, tuple(filter(None, aliases)), needs_parent=True)


DEFAULT = Gazetteer(_entries())
