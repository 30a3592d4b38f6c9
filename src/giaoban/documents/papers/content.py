"""What a paper says, apart from how it looks: plain frozen values that go into JSON and come back the same.

Text is made harmless where it enters: NFC, blanks collapsed, nothing invisible that could break XML or turn the
direction of reading. What looks like markup, a formula or a field stays the characters that it is.
"""

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
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


@dataclass(frozen=True)
class Series:
    """One row of a chart's numbers, in the order of its labels; None where there is none."""

    name: str
    numbers: tuple[Decimal | None, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", said(self.name))


@dataclass(frozen=True)
class Chart(_Words):
    """Bars of the first series and lines of a second, over one scale; drawn alike by a page and by Word.

    Numbers are whole figures, shown in parts of `scale` (1.000.000 for "triệu đồng"); `keys` names those that are figures:
    series, label, id. `is_lying` sets the bars below each other, for labels that are names.
    """

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    scale: int = 1
    source: str = ""
    is_lying: bool = False
    keys: tuple[tuple[int, int, str], ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        fits = all(len(one.numbers) == len(self.labels) for one in self.series)
        if not fits or not self.labels or len(self.series) not in (1, 2) or self.scale < 1:
            raise InvalidPaper(part="biểu đồ")
        if any(not (row < len(self.series) and place < len(self.labels)) for row, place, _ in self.keys):
            raise InvalidPaper(part="biểu đồ")


Block = Heading | Paragraph | Table | Chart


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
        except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as problem:
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
    if isinstance(block, Chart):
        return {"chart": _chart_to_json(block)}
    return {"text": block.text} | ({"fields": [_plain(one) for one in block.fields]} if block.fields else {})


def _chart_to_json(chart: Chart) -> dict[str, Any]:
    series = [
        {"name": one.name, "numbers": [None if number is None else str(number) for number in one.numbers]}
        for one in chart.series
    ]
    return {
        "title": chart.title,
        "labels": list(chart.labels),
        "series": series,
        "unit": chart.unit,
        "scale": chart.scale,
        "source": chart.source,
        "is_lying": chart.is_lying,
        "keys": [list(one) for one in chart.keys],
    }


def _chart_from_json(values: Mapping[str, Any]) -> Chart:
    series = tuple(
        Series(one["name"], tuple(None if number is None else Decimal(number) for number in one["numbers"]))
        for one in values["series"]
    )
    keys = tuple((row, place, key) for row, place, key in values["keys"])
    return Chart(**{**values, "labels": tuple(values["labels"]), "series": series, "keys": keys})


def _block_from_json(values: Mapping[str, Any]) -> Block:
    if "rows" in values:
        return Table(
            tuple(Column(**column) for column in values["columns"]),
            tuple(tuple(row) for row in values["rows"]),
            tuple((row, column, key) for row, column, key in values.get("keys", ())),
        )
    if "heading" in values:
        return Heading(values["heading"])
    if "chart" in values:
        return _chart_from_json(values["chart"])
    return Paragraph(values["text"], tuple(Field(**one) for one in values.get("fields", ())))


# --- The content as a person edits it: paragraphs of plain text, tables kept by their place ---------------------------

HEADING_SIGN = "# "
_SET_SIGN = re.compile(r"^\[(Bảng|Biểu đồ) (\d{1,3})\]$")


def to_lines(blocks: Sequence[Block]) -> str:
    """One line a paragraph, "# " before a heading, "[Bảng 1]" where the first table stands, "[Biểu đồ 1]" the first chart."""
    lines = []
    sets: Counter[str] = Counter()
    for block in blocks:
        if isinstance(block, Table | Chart):
            called = "Bảng" if isinstance(block, Table) else "Biểu đồ"
            sets[called] += 1
            lines.append(f"[{called} {sets[called]}]")
        else:
            lines.append(f"{HEADING_SIGN if isinstance(block, Heading) else ''}{block.text}")
    return "\n\n".join(lines)


def from_lines(text: str, *, tables: Sequence[Table] = (), charts: Sequence[Chart] = ()) -> tuple[Block, ...]:
    """The blocks that such lines mean; a table or chart that nobody brought raises InvalidPaper, one left out is dropped."""
    blocks: list[Block] = []
    sets: dict[str, Sequence[Block]] = {"Bảng": tables, "Biểu đồ": charts}
    for line in filter(None, map(said, text.splitlines())):
        if named := _SET_SIGN.match(line):
            brought, place = sets[named[1]], int(named[2])
            if not 1 <= place <= len(brought):
                raise InvalidPaper(part=line)
            blocks.append(brought[place - 1])
        elif line.startswith(HEADING_SIGN.strip()):
            blocks.append(Heading(line.lstrip("# ")))
        else:
            blocks.append(Paragraph(line))
    return tuple(blocks)
