"""Figures that stand in text as fields: "{tien-giup}", of another land "{tien-giup@464}", of another period "{tien-giup#2020-9M}".

A code with a point is a measure of the body itself: "{briefing.late}". Pure.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from giaoban.kernel.vietnamese import fold
from giaoban.reporting import typed

_FIELD = re.compile(r"\{(?P<code>[a-z][a-z0-9_.-]*)(?:@(?P<land>[0-9A-Za-z-]+))?(?:#(?P<period>[0-9A-Za-z-]+))?\}")
_BRACE = re.compile(r"[{}]")
# A number as reports write it, with the words behind it that make it money or say what it counts.
_WRITTEN = re.compile(
    r"(?<![\w.,/-])\d+(?:[.,]\d+)*(?:\s+(?:tỷ|tỉ|triệu)(?:\s+\d+\s+triệu)?)?(?:\s+(?:đồng|đ))?(?![\w/-])(?!,\d)"
)
_LARGE = re.compile(r"tỷ|tỉ|triệu|đồng|đ$")
# Below this a number meets another by chance, unless its unit stands behind it.
_TELLING = 1000


class Field(NamedTuple):
    """One field of a text; without a land that of the report, without a period the report's own."""

    code: str
    land: str
    period: str

    @property
    def key(self) -> str:
        """Its id, as it stands between the braces."""
        return f"{self.code}{f'@{self.land}' if self.land else ''}{f'#{self.period}' if self.period else ''}"

    @property
    def is_measure(self) -> bool:
        return "." in self.code


class Filled(NamedTuple):
    """Where a field stands in the text that was filled in."""

    start: int
    end: int
    key: str


def fields(text: str) -> list[Field]:
    """Those of the text, in order."""
    return [Field(one["code"], one["land"] or "", one["period"] or "") for one in _FIELD.finditer(text)]


def is_torn(text: str) -> bool:
    """Whether a brace stands there that belongs to no field."""
    return _BRACE.search(_FIELD.sub("", text)) is not None


def filled(text: str, said: Mapping[str, str]) -> tuple[str, list[Filled]]:
    """The text with what each field says, and where that stands; KeyError for a field that nobody said."""
    parts: list[str] = []
    places: list[Filled] = []
    length = end = 0
    for one in _FIELD.finditer(text):
        key = one.group()[1:-1]
        parts += [text[end : one.start()], said[key]]
        length += one.start() - end
        places.append(Filled(length, length + len(said[key]), key))
        length += len(said[key])
        end = one.end()
    return "".join([*parts, text[end:]]), places


# --- Figures that somebody typed ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Known:
    """A figure that could be meant: its code, what one of it is, and how much it is now."""

    code: str
    unit: str
    number: Decimal


class Offer(NamedTuple):
    """A number typed in a text that is the figure of `code`: "{code}" may stand in its place, its unit left behind it."""

    start: int
    end: int
    written: str
    code: str


def offers(text: str, known: Iterable[Known]) -> list[Offer]:
    """Numbers of the text that are a known figure, exactly; where two figures are that number, the one whose unit follows."""
    by_number: dict[Decimal, list[Known]] = {}
    for one in known:
        if one.number:
            by_number.setdefault(one.number, []).append(one)
    taken = [one.span() for one in _FIELD.finditer(text)]
    found = []
    for written in _WRITTEN.finditer(text):
        if any(start <= written.start() < end for start, end in taken):
            continue
        meant = _meant(written.group(), text[written.end() :], by_number)
        if meant:
            found.append(Offer(*written.span(), written.group(), meant.code))
    return found


def _meant(written: str, behind: str, by_number: Mapping[Decimal, list[Known]]) -> Known | None:
    try:
        is_money = _LARGE.search(written) is not None
        number = typed.money(written) if is_money else typed.number(written, is_whole=False)
    except typed.Unread:
        return None
    follows = fold(behind)
    alike = by_number.get(number, [])
    named = [
        one for one in alike if one.unit and (follows.startswith(fold(one.unit)) or (is_money and one.unit == "đồng"))
    ]
    if named:
        return named[0]
    return alike[0] if len(alike) == 1 and number >= _TELLING else None
