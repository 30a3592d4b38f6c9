"""A paper as lines: what stands where and how it is set, the same for Word, for the screen and for print."""

from dataclasses import dataclass

from giaoban.documents.letterheads import KINDS, Authority, Part, Profile
from giaoban.documents.papers.content import Block, Heading, Paper, Table

# Said on the paper itself, whose language is Vietnamese whatever that of the reader's screen.
ILLUSTRATION = "Số liệu minh họa, không phải số liệu chính thức"
# Where nobody has given a number or a day yet a pen will write: blanks that do not break.
_GAP_FOR_NUMBER = "\u00a0" * 8
_GAP_FOR_DAY = "\u00a0" * 5


@dataclass(frozen=True)
class Line:
    """One line; `name` is that of its part in the profile, the titles being title_1, title_2."""

    name: str
    text: str
    part: Part


@dataclass(frozen=True)
class Text:
    """A paragraph of the content; `name` is "heading" or "body"."""

    name: str
    text: str
    is_table: bool = False


@dataclass(frozen=True)
class Cell:
    text: str
    centred: bool


@dataclass(frozen=True)
class Grid:
    """A table of the content; `shares` of its width add up to a hundred."""

    heads: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    is_table: bool = True

    @property
    def columns(self) -> list[tuple[str, str]]:
        """(head, share in per cent) for a page, in figures that any language reads as a width."""
        return [(head, f"{share:.2f}%") for head, share in zip(self.heads, self.shares, strict=True)]


@dataclass(frozen=True)
class Sheet:
    """The parts of a paper in the order of reading. `note` stands in the header of every page."""

    profile: Profile
    issuer: tuple[Line, ...]
    titles: tuple[Line, ...]
    under_issuer: tuple[Line, ...]
    place: Line
    heading: tuple[Line, ...]
    addressees: tuple[str, ...]
    blocks: tuple[Text | Grid, ...]
    signer: tuple[Line, ...]
    recipients: tuple[str, ...]
    note: str


def sheet(paper: Paper, *, note: str = "") -> Sheet:
    """The paper in its letterhead, ready to be set."""
    profile = paper.letterhead
    return Sheet(
        profile=profile,
        issuer=_issuer(paper, profile),
        titles=tuple(Line(f"title_{n}", title.text, title.part) for n, title in enumerate(profile.titles, start=1)),
        under_issuer=tuple(_under_issuer(paper, profile)),
        place=Line("place", _place(paper), profile.place),
        heading=_heading(paper, profile),
        addressees=_addressees(paper),
        blocks=tuple(_shown(block, profile.closing if block is paper.blocks[-1] else "") for block in paper.blocks),
        signer=_signer(paper, profile),
        recipients=_recipients(paper),
        note=note,
    )


def number_label(profile: Profile, *, number: int | None, kind: str, sign: str) -> str:
    """The number and sign as the letterhead writes them: "Số: 18/QĐ-MTTQ-BTT", "Số 36-HD/VPTW"; a gap where none is given."""
    shape = profile.letter_format if KINDS[kind].is_letter else profile.number_format
    return shape.format(number=f"{number:02}" if number else _GAP_FOR_NUMBER, kind=kind, sign=sign)


def cited_number(profile: Profile, *, number: int | None, kind: str, sign: str) -> str:
    """The same as other texts cite it, without the word before: "18/QĐ-MTTQ-BTT"."""
    return number_label(profile, number=number, kind=kind, sign=sign).removeprefix("Số").lstrip(": ")


def _issuer(paper: Paper, profile: Profile) -> tuple[Line, ...]:
    upper = [Line("upper", line.upper(), profile.upper) for line in paper.issuer.upper]
    return (*upper, *(Line("own", line.upper(), profile.own) for line in paper.issuer.own))


def _under_issuer(paper: Paper, profile: Profile) -> list[Line]:
    lines = []
    kind = paper.kind_of_paper
    if kind.is_numbered:
        label = number_label(profile, number=paper.number, kind=paper.kind, sign=paper.issuer.sign)
        lines.append(Line("number", label, profile.number))
    if kind.is_letter:
        lines.append(Line("letter_subject", f"{profile.letter_prefix}{paper.subject}", profile.letter_subject))
    if paper.is_draft:
        lines.append(Line("draft", profile.draft_words, profile.draft))
    return lines


def _place(paper: Paper) -> str:
    if paper.is_draft:
        return f"{paper.issuer.place}, ngày{_GAP_FOR_DAY}tháng{_GAP_FOR_DAY}năm {paper.day.year}"  # the signer's day is open
    day = paper.day
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"{paper.issuer.place}, ngày {day.day:02} tháng {month} năm {day.year}"


def _heading(paper: Paper, profile: Profile) -> tuple[Line, ...]:
    kind = paper.kind_of_paper
    if kind.is_letter:
        return ()
    return (Line("kind", kind.name_vi.upper(), profile.kind), Line("subject", paper.subject, profile.subject))


def _addressees(paper: Paper) -> tuple[str, ...]:
    if len(paper.addressees) <= 1:
        return tuple(f"Kính gửi: {one}" for one in paper.addressees)
    *others, last = paper.addressees
    return ("Kính gửi:", *(f"- {_bare(one)};" for one in others), f"- {_bare(last)}.")


def _shown(block: Block, closing: str) -> Text | Grid:
    """The last paragraph ends with the sign that the letterhead closes with."""
    if isinstance(block, Heading):
        return Text("heading", block.text)
    if isinstance(block, Table):
        parts = sum(column.share for column in block.columns)
        centred = [column.centred for column in block.columns]
        return Grid(
            tuple(column.title for column in block.columns),
            tuple(100 * column.share / parts for column in block.columns),
            tuple(tuple(map(Cell, row, centred)) for row in block.rows),
        )
    return Text("body", f"{block.text.rstrip('. ')}{closing}" if closing else block.text)


def _signer(paper: Paper, profile: Profile) -> tuple[Line, ...]:
    signer = paper.signer
    heads = [
        (Authority.ON_BEHALF, signer.on_behalf_of),
        (Authority.BY_ORDER, signer.by_order_of),
        (Authority.ACTING_FOR, signer.acting_for),
    ]
    lines = [
        Line("authority", f"{profile.authorities[authority]} {body.upper()}", profile.authority)
        for authority, body in heads
        if body
    ]
    if signer.post:
        lines.append(Line("authority", signer.post.upper(), profile.authority))
    if not lines and not signer.name:
        return ()  # an annex: whoever signs the paper that it belongs to signs for it
    return (*lines, Line("signer", signer.name, profile.signer))


def _recipients(paper: Paper) -> tuple[str, ...]:
    if not paper.recipients:
        return ()
    *others, last = paper.recipients
    return (*(f"- {_bare(one)};" for one in others), f"- {_bare(last)}.")


def _bare(line: str) -> str:
    return line.lstrip("-– ").rstrip(";., ")
