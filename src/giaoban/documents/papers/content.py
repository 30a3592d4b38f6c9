"""What a paper says, apart from how it looks: plain frozen values that go into JSON and come back the same.

Text is made harmless where it enters: NFC, blanks collapsed, nothing invisible that could break XML or turn the
direction of reading. What looks like markup, a formula or a field stays the characters that it is.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Self

from giaoban.documents import letterheads
from giaoban.documents.letterheads import KINDS, Kind, Profile
from giaoban.kernel.problems import Problem

_BLANKS = re.compile(r"\s+")
# Controls, surrogates, private and unassigned points, and format characters that turn or hide text.
_HARMFUL = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


class InvalidPaper(Problem):
    """JSON that is no paper, a profile or a kind that nobody knows, or a table whose rows do not fit: `part`."""

    code = "invalid_paper"
    sentence_vi = "Nội dung văn bản không hợp lệ: {part}."


def said(text: str) -> str:
    """The text as it may stand on paper: one line, NFC, no control or direction characters."""
    kept = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in _HARMFUL)
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", kept).strip())


@dataclass(frozen=True)
class _Words:
    """Base of the values: every string and tuple of strings is made harmless."""

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, str):
                object.__setattr__(self, field.name, said(value))
            elif isinstance(value, tuple) and all(isinstance(one, str) for one in value):
                object.__setattr__(self, field.name, tuple(filter(None, map(said, value))))


@dataclass(frozen=True)
class Heading(_Words):
    text: str


@dataclass(frozen=True)
class Field:
    """A piece of a text, [start, end), that is the figure `key`: Word keeps it as a field with this id."""

    start: int
    end: int
    key: str


@dataclass(frozen=True)
class Paragraph(_Words):
    """Its number, where it has one, stands in the text: "1. …", "a) …". Fields are in order and do not overlap."""

    text: str
    fields: tuple[Field, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        ends = [0, *(one.end for one in self.fields)]
        if any(not end <= one.start < one.end <= len(self.text) for one, end in zip(self.fields, ends, strict=False)):
            raise InvalidPaper(part="trường số liệu")


@dataclass(frozen=True)
class Column(_Words):
    """`share` of the table's width, in parts of the sum of all columns."""

    title: str
    share: int
    centred: bool = False


@dataclass(frozen=True)
class Table:
    """`keys` names the cells that are figures: row, column, id."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    keys: tuple[tuple[int, int, str], ...] = ()

    def __post_init__(self) -> None:
        if not self.columns or any(len(row) != len(self.columns) for row in self.rows):
            raise InvalidPaper(part="bảng")
        if any(not (row < len(self.rows) and column < len(self.columns)) for row, column, _ in self.keys):
            raise InvalidPaper(part="bảng")
        object.__setattr__(self, "rows", tuple(tuple(map(said, row)) for row in self.rows))


Block = Heading | Paragraph | Table


@dataclass(frozen=True)
class Annex(_Words):
    """What lies behind the signature, on sheets of its own, turned on their side."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Issuer(_Words):
    """Whose paper: lines above the own name, the own name, the sign in the number ("MTTQ-BTT"), the place."""

    upper: tuple[str, ...]
    own: tuple[str, ...]
    sign: str
    place: str


@dataclass(frozen=True)
class Signer(_Words):
    """Who signs, on whose behalf (TM.), by whose order (TL.), in whose stead (KT.), under which post."""

    post: str
    name: str = ""
    on_behalf_of: str = ""
    by_order_of: str = ""
    acting_for: str = ""


@dataclass(frozen=True)
class Paper(_Words):
    """One paper. `day` is the day it bears; a draft leaves day and month open. A paper without a number leaves a gap for it."""

    profile: str
    kind: str
    issuer: Issuer
    subject: str
    blocks: tuple[Block, ...]
    signer: Signer
    day: dt.date
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    number: int | None = None
    is_draft: bool = True
    annexes: tuple[Annex, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.profile not in letterheads.PROFILES:
            raise InvalidPaper(part="mẫu thể thức")
        if self.kind not in KINDS:
            raise InvalidPaper(part="loại văn bản")

    @property
    def letterhead(self) -> Profile:
        return letterheads.PROFILES[self.profile]

    @property
    def kind_of_paper(self) -> Kind:
        return KINDS[self.kind]

    def to_json(self) -> dict[str, Any]:
        """Plain values; the inverse of `from_json`."""
        told = {field.name: getattr(self, field.name) for field in fields(self)}
        return told | {
            "issuer": _plain(self.issuer),
            "signer": _plain(self.signer),
            "day": self.day.isoformat(),
            "blocks": [_block_to_json(block) for block in self.blocks],
            "addressees": list(self.addressees),
            "recipients": list(self.recipients),
            "annexes": [
                {"title": one.title, "blocks": [_block_to_json(block) for block in one.blocks]} for one in self.annexes
            ],
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """What `to_json` wrote; anything else raises InvalidPaper."""
        try:
            issuer, signer = values["issuer"], values["signer"]
            told = {
                **values,
                "issuer": Issuer(**{**issuer, "upper": tuple(issuer["upper"]), "own": tuple(issuer["own"])}),
                "signer": Signer(**signer),
                "day": dt.date.fromisoformat(values["day"]),
                "blocks": tuple(_block_from_json(block) for block in values["blocks"]),
                "addressees": tuple(values["addressees"]),
                "recipients": tuple(values["recipients"]),
                # Papers from before there were annexes have none.
                "annexes": tuple(
                    Annex(one["title"], tuple(_block_from_json(block) for block in one["blocks"]))
                    for one in values.get("annexes", ())
                ),
            }
            return cls(**told)
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            raise InvalidPaper(part=type(problem).__name__) from problem


def _plain(value: Any) -> dict[str, Any]:
    told = {field.name: getattr(value, field.name) for field in fields(value)}
    return {name: list(one) if isinstance(one, tuple) else one for name, one in told.items()}


def _block_to_json(block: Block) -> dict[str, Any]:
    if isinstance(block, Table):
        told = {"columns": [_plain(column) for column in block.columns], "rows": [list(row) for row in block.rows]}
        return told | ({"keys": [list(one) for one in block.keys]} if block.keys else {})
    if isinstance(block, Heading):
        return {"heading": block.text}
    return {"text": block.text} | ({"fields": [_plain(one) for one in block.fields]} if block.fields else {})


def _block_from_json(values: Mapping[str, Any]) -> Block:
    if "rows" in values:
        return Table(
            tuple(Column(**column) for column in values["columns"]),
            tuple(tuple(row) for row in values["rows"]),
            tuple((row, column, key) for row, column, key in values.get("keys", ())),
        )
    if "heading" in values:
        return Heading(values["heading"])
    return Paragraph(values["text"], tuple(Field(**one) for one in values.get("fields", ())))


# --- The content as a person edits it: paragraphs of plain text, tables kept by their place ---------------------------

HEADING_SIGN = "# "
_TABLE_SIGN = re.compile(r"^\[Bảng (\d{1,3})\]$")


def to_lines(blocks: Sequence[Block]) -> str:
    """One line a paragraph, "# " before a heading, "[Bảng 1]" where the first table stands."""
    lines, tables = [], 0
    for block in blocks:
        if isinstance(block, Table):
            tables += 1
            lines.append(f"[Bảng {tables}]")
        else:
            lines.append(f"{HEADING_SIGN if isinstance(block, Heading) else ''}{block.text}")
    return "\n\n".join(lines)


def from_lines(text: str, *, tables: Sequence[Table] = ()) -> tuple[Block, ...]:
    """The blocks that such lines mean; a table that nobody brought raises InvalidPaper, one left out is dropped."""
    blocks: list[Block] = []
    for line in filter(None, map(said, text.splitlines())):
        if named := _TABLE_SIGN.match(line):
            place = int(named[1])
            if not 1 <= place <= len(tables):
                raise InvalidPaper(part=line)
            blocks.append(tables[place - 1])
        elif line.startswith(HEADING_SIGN.strip()):
            blocks.append(Heading(line.lstrip("# ")))
        else:
            blocks.append(Paragraph(line))
    return tuple(blocks)
