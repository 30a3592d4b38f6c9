"""The text of a formula → its tree, or what is wrong with it and where."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from giaoban.reporting.formulas.tree import Call, Code, Minus, Node, Number, Pair

LONGEST, DEEPEST = 500, 20
# Name → (fewest, most) arguments.
FUNCTIONS: dict[str, tuple[int, int]] = {
    "min": (2, 10),
    "max": (2, 10),
    "round": (1, 2),
    "ifzero": (2, 2),
    "ifnone": (2, 2),
}
# A hyphen without spaces belongs to a code, as codes are written: tien-giup. Minus stands between spaces.
_TOKEN = re.compile(
    r"(?P<number>[0-9]{1,12}(?:,[0-9]{1,6})?)(?![0-9a-z_,.-])"
    r"|(?P<code>[a-z][a-z0-9_]*(?:-[a-z0-9_]+)*)"
    r"|\{(?P<braced>[a-z][a-z0-9_]*(?:-[a-z0-9_]+)*)\}"
    r"|(?P<sign>[-+*/();×÷−:])",
    re.IGNORECASE,
)
_SAME = {"×": "*", "÷": "/", ":": "/", "−": "-"}


class Why(StrEnum):
    """Why a text is no formula."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_DEEP = "too_deep"
    NO_SIGN = "no_sign"
    EXPECTED_VALUE = "expected_value"
    EXPECTED_END = "expected_end"
    OPEN = "open"
    NO_FUNCTION = "no_function"
    ARGUMENTS = "arguments"


class Unread(ValueError):
    """What was written is no formula: `why`, at which place (signs before it, from 0), and the words there."""

    def __init__(self, why: Why, place: int, there: str = "") -> None:
        super().__init__(f"{why} at {place}")
        self.why, self.place, self.there = why, place, there


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    place: int


def read(text: str) -> Node:
    """The tree of a formula. Raises Unread."""
    if len(text) > LONGEST:
        raise Unread(Why.TOO_LONG, LONGEST)
    tokens = list(_tokens(text))
    if not tokens:
        raise Unread(Why.EMPTY, 0)
    reader = _Reader(tokens, len(text))
    made = reader.sum(0)
    if (left := reader.next()) is not None:
        raise Unread(Why.EXPECTED_END, left.place, left.text)
    return made


def codes(node: Node) -> list[Code]:
    """The codes that a formula names, each once, in the order of the text."""
    found: dict[str, Code] = {}
    waiting = [node]
    while waiting:
        match waiting.pop():
            case Code() as one:
                if one.code not in found or found[one.code].place > one.place:
                    found[one.code] = one
            case Minus(of):
                waiting.append(of)
            case Pair(_, left, right):
                waiting += [left, right]
            case Call(_, of):
                waiting += of
    return sorted(found.values(), key=lambda one: one.place)


def _tokens(text: str) -> Iterator[_Token]:
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        found = _TOKEN.match(text, place)
        if found is None:
            raise Unread(Why.NO_SIGN, place, text[place : place + 12].split(maxsplit=1)[0])
        kind = found.lastgroup or ""
        said = found[kind]
        if kind == "sign":
            yield _Token("sign", _SAME.get(said, said), place)
        else:
            yield _Token("code" if kind == "braced" else kind, said.lower(), place)
        place = found.end()


class _Reader:
    """Goes over the tokens once, from left to right; every level of nesting counts."""

    def __init__(self, tokens: list[_Token], end: int) -> None:
        self._tokens = tokens
        self._at = 0
        self._end = end

    def next(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _takes(self, *signs: str) -> _Token | None:
        token = self.next()
        if token is None or token.kind != "sign" or token.text not in signs:
            return None
        self._at += 1
        return token

    def sum(self, depth: int) -> Node:
        return self._chain(depth, self._product, "+", "-")

    def _product(self, depth: int) -> Node:
        return self._chain(depth, self._value, "*", "/")

    def _chain(self, depth: int, part, *signs: str) -> Node:  # type: ignore[no-untyped-def]
        made: Node = part(depth)
        while (sign := self._takes(*signs)) is not None:
            made = Pair(sign.text, made, part(depth))
        return made

    def _value(self, depth: int) -> Node:
        token = self.next()
        place = token.place if token else self._end
        if depth > DEEPEST:
            raise Unread(Why.TOO_DEEP, place)
        if self._takes("-"):
            return Minus(self._value(depth + 1))
        if self._takes("("):
            inside = self.sum(depth + 1)
            self._closes(place)
            return inside
        if token is None or token.kind == "sign":
            raise Unread(Why.EXPECTED_VALUE, place, token.text if token else "")
        self._at += 1
        if token.kind == "number":
            return Number(Decimal(token.text.replace(",", ".")))
        return self._call(token, depth) if self._takes("(") else Code(token.text, token.place)

    def _call(self, name: _Token, depth: int) -> Node:
        if name.text not in FUNCTIONS:
            raise Unread(Why.NO_FUNCTION, name.place, name.text)
        fewest, most = FUNCTIONS[name.text]
        of = [self.sum(depth + 1)]
        while self._takes(";"):
            of.append(self.sum(depth + 1))
        self._closes(name.place)
        is_places = name.text != "round" or len(of) == 1 or (isinstance(of[1], Number) and of[1].value in range(7))
        if not fewest <= len(of) <= most or not is_places:
            raise Unread(Why.ARGUMENTS, name.place, name.text)
        return Call(name.text, tuple(of))

    def _closes(self, opened: int) -> None:
        if self._takes(")"):
            return
        left = self.next()
        raise Unread(Why.OPEN, opened) if left is None else Unread(Why.EXPECTED_END, left.place, left.text)
