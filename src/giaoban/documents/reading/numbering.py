"""Numbers and bullets of Word's lists, which stand in the file as rules and not as text."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

LEVELS = 9
BULLETS = frozenset("-+*•–—○●◦▪■□✓✔➢►→")  # others are letters of symbol fonts


@dataclass
class Level:
    """How one level of a list counts and looks."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    style: str = ""


@dataclass
class Style:
    """What a paragraph's style says of lists; "" where it says nothing."""

    number: str = ""
    level: str = ""
    based_on: str = ""


@dataclass
class Styles:
    """Reads `styles.xml`: which styles belong to a list, directly or by the style they build on."""

    styles: dict[str, Style] = field(default_factory=dict)
    _now: Style = field(default_factory=Style)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "style":
            self._now = self.styles[attributes.get("styleId", "")] = Style()
        elif name == "numId":
            self._now.number = attributes.get("val", "")
        elif name == "ilvl":
            self._now.level = attributes.get("val", "")
        elif name == "basedOn":
            self._now.based_on = attributes.get("val", "")

    def end(self, name: str) -> None:
        """Nothing ends that matters."""

    def data(self, text: str) -> None:
        """Styles hold no text."""

    def of(self, style_id: str) -> Style:
        """List and level of a style, inherited ones included; `number` "" or "0" when it is in no list."""
        seen: set[str] = set()
        while style_id in self.styles and style_id not in seen:
            seen.add(style_id)
            style = self.styles[style_id]
            if style.number:
                return style
            style_id = style.based_on
        return Style()


@dataclass
class Numbering:
    """Reads `numbering.xml`, then says each list paragraph's label while it counts."""

    abstract: dict[str, dict[int, Level]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Level)))
    list_of: dict[str, str] = field(default_factory=dict)
    overrides: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    counters: dict[str, list[int | None]] = field(default_factory=lambda: defaultdict(lambda: [None] * LEVELS))
    _abstract: str = ""
    _number: str = ""
    _level: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        value = attributes.get("val", "")
        if name == "abstractNum":
            self._abstract = attributes.get("abstractNumId", "")
            self._number = ""
        elif name == "num":
            self._number = attributes.get("numId", "")
        elif name == "abstractNumId":
            self.list_of[self._number] = value
        elif name in {"lvl", "lvlOverride"}:
            self._level = level_number(attributes.get("ilvl", ""))
        elif name == "startOverride":
            self.overrides[self._number][self._level] = integer(value, 1)
        elif not self._number:
            self._describe(name, value)

    def _describe(self, name: str, value: str) -> None:
        level = self.abstract[self._abstract]
        if name == "numFmt":
            level[self._level].format = value
        elif name == "lvlText":
            level[self._level].text = value
        elif name == "start":
            level[self._level].start = integer(value, 1)
        elif name == "pStyle":
            level[self._level].style = value

    def end(self, name: str) -> None:
        """Nothing ends that matters."""

    def data(self, text: str) -> None:
        """Numbering holds no text."""

    def level_of_style(self, number: str, style_id: str) -> int:
        """The level that a list keeps for a style (headings)."""
        levels = self.abstract[self.list_of.get(number, "")]
        return next((level for level, rule in levels.items() if rule.style == style_id), 0)

    def label(self, number: str, level: int) -> str:
        """Label of the next paragraph of a list at a level: "2.", "a)", "-"; "" when it bears none."""
        if number not in self.list_of:
            return ""
        name = self.list_of[number]
        rules, counter = self.abstract[name], self.counters[name]
        before = counter[level]
        if level in self.overrides[number]:
            counter[level] = self.overrides[number].pop(level)
        else:
            counter[level] = rules[level].start if before is None else before + 1
        counter[level + 1 :] = [None] * (LEVELS - level - 1)
        return self._written(rules, counter, level)

    def _written(self, rules: dict[int, Level], counter: list[int | None], level: int) -> str:
        rule = rules[level]
        if rule.format == "bullet":
            return rule.text if rule.text in BULLETS else "-"
        if rule.format == "none":
            return ""
        text = rule.text[:40] or f"%{level + 1}."
        for place in range(level + 1):
            if f"%{place + 1}" in text:
                count = counter[place]
                number = rules[place].start if count is None else count
                text = text.replace(f"%{place + 1}", written(number, rules[place].format))
        return text


def level_number(value: str) -> int:
    return min(max(integer(value, 0), 0), LEVELS - 1)


def integer(value: str, otherwise: int) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 7 else otherwise


def written(number: int, style: str) -> str:
    """A counter in Word's way of writing it: 3, 03, c, C, iii, III."""
    if style == "decimalZero":
        return f"{number:02}"
    if style in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 5)
        return letter if style == "lowerLetter" else letter.upper()
    if style in {"lowerRoman", "upperRoman"}:
        return roman(number) if style == "upperRoman" else roman(number).lower()
    return str(number)


ROMAN: Iterable[tuple[int, str]] = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(number: int) -> str:
    """Roman numeral; numbers beyond 3999 stay Arabic."""
    if not 0 < number < 4000:
        return str(number)
    out = ""
    for value, sign in ROMAN:
        out += sign * (number // value)
        number %= value
    return out
