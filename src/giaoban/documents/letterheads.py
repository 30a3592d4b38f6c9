"""Letterheads as data: how a paper of the State style, of the Party and of the Youth Union is set, and from which day on.

Pure. A norm allows ranges; each part holds them and the measure that we chose within. `proof` says how sure we are of a
part: SOURCE, it stands in a source of the domain facts; COPY, it was seen in a reproduction of the norm's table; UNCONFIRMED,
it is common practice or memory and waits to be compared with the norm. Sizes are points, lengths millimetres.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from giaoban.kernel.problems import Problem


class Style(StrEnum):
    """Whose form a body's papers have."""

    STATE = "state"
    PARTY = "party"
    YOUTH = "youth"


class Proof(StrEnum):
    SOURCE = "source"
    COPY = "copy"
    UNCONFIRMED = "unconfirmed"


class Authority(StrEnum):
    """In whose stead somebody signs."""

    ON_BEHALF = "on_behalf"
    ACTING_FOR = "acting_for"
    BY_ORDER = "by_order"


@dataclass(frozen=True)
class Part:
    """How one part is set. `rule` is the line under it as a share of its own length, `mark` what stands under it instead."""

    size: float
    sizes: tuple[float, float]
    bold: bool = False
    italic: bool = False
    caps: bool = False
    underlined: bool = False
    rule: float = 0
    mark: str = ""
    proof: Proof = Proof.UNCONFIRMED


@dataclass(frozen=True)
class Title:
    """A line at the top right: the State's name and motto, the Party, the Union."""

    text: str
    part: Part


@dataclass(frozen=True)
class Margins:
    """Of an A4 page; `mirrored` swaps left and right on the back of a sheet. `ranges` in the order of the fields."""

    top: float
    bottom: float
    left: float
    right: float
    ranges: tuple[tuple[float, float], ...]
    mirrored: bool = False
    proof: Proof = Proof.UNCONFIRMED


@dataclass(frozen=True)
class Body:
    """The content: justified, its first lines indented; lines a multiple of single, or at least so many points apart."""

    part: Part
    indent: float
    indents: tuple[float, float]
    gap: float
    least_gap: float
    lines: float = 0
    lines_range: tuple[float, float] = (0, 0)
    line_points: float = 0
    proof: Proof = Proof.UNCONFIRMED


@dataclass(frozen=True)
class Doubt:
    """From this day on it is not known whether the profile still holds, and why."""

    since: dt.date
    why_vi: str


@dataclass(frozen=True)
class Profile:
    """One edition of a letterhead, in force over [valid_from, valid_until)."""

    code: str
    style: Style
    name_vi: str
    basis_vi: str
    valid_from: dt.date
    valid_until: dt.date | None
    margins: Margins
    titles: tuple[Title, ...]
    upper: Part
    own: Part
    number: Part
    place: Part
    kind: Part
    subject: Part
    letter_subject: Part
    addressee: Part
    body: Body
    heading: Part
    table: Part
    authority: Part
    signer: Part
    recipients_head: Part
    recipients: Part
    draft: Part
    page_number: Part
    number_format: str
    letter_format: str
    letter_prefix: str
    closing: str
    draft_words: str
    authorities: Mapping[Authority, str]
    doubt: Doubt | None = None

    def parts(self) -> Iterator[tuple[str, Part]]:
        """(name, part) of everything that is set in a size of its own, the body's part and the titles included."""
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, Part):
                yield field.name, value
        yield "body", self.body.part
        for place, title in enumerate(self.titles, start=1):
            yield f"title_{place}", title.part

    def unconfirmed(self) -> tuple[str, ...]:
        """Names of what waits to be compared with the norm, sorted."""
        named = {name for name, part in self.parts() if part.proof == Proof.UNCONFIRMED}
        measured = {"margins": self.margins.proof, "paragraphs": self.body.proof}
        return tuple(sorted(named | {name for name, proof in measured.items() if proof == Proof.UNCONFIRMED}))

    def is_doubtful(self, day: dt.date) -> bool:
        return self.doubt is not None and day >= self.doubt.since


@dataclass(frozen=True)
class Kind:
    """A kind of paper: its code in the number, its name on the paper. A letter bears no name; a list bears no number."""

    code: str
    name_vi: str
    is_letter: bool = False
    is_numbered: bool = True


KINDS: Mapping[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("TB", "Thông báo"),
        Kind("KL", "Kết luận"),
        Kind("KH", "Kế hoạch"),
        Kind("BC", "Báo cáo"),
        Kind("CV", "Công văn", is_letter=True),
        Kind("TTr", "Tờ trình"),
        Kind("QĐ", "Quyết định"),
        Kind("HD", "Hướng dẫn"),
        Kind("CTr", "Chương trình"),
        Kind("NQ", "Nghị quyết"),
        Kind("BB", "Biên bản"),
        Kind("GM", "Giấy mời"),
        Kind("DM", "Danh mục", is_numbered=False),
    )
}

_SOURCE, _COPY = Proof.SOURCE, Proof.COPY
_WITH_POINT: Mapping[Authority, str] = {
    Authority.ON_BEHALF: "TM.",
    Authority.ACTING_FOR: "KT.",
    Authority.BY_ORDER: "TL.",
}
_WITH_STROKE: Mapping[Authority, str] = {
    Authority.ON_BEHALF: "T/M",
    Authority.ACTING_FOR: "K/T",
    Authority.BY_ORDER: "T/L",
}

STATE_2020 = Profile(
    code="state-2020",
    style=Style.STATE,
    name_vi="Thể thức Nhà nước",
    basis_vi="Nghị định 30/2020/NĐ-CP ngày 05/3/2020; Mặt trận: Hướng dẫn 91/HD-MTTW-BTT ngày 08/4/2013",
    valid_from=dt.date(2020, 3, 5),
    valid_until=None,
    margins=Margins(20, 20, 30, 15, ((20, 25), (20, 25), (30, 35), (15, 20)), proof=_SOURCE),
    titles=(
        Title("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Part(13, (12, 13), bold=True, caps=True, proof=_SOURCE)),
        Title("Độc lập - Tự do - Hạnh phúc", Part(14, (13, 14), bold=True, rule=1, proof=_SOURCE)),
    ),
    upper=Part(13, (12, 13), caps=True),
    own=Part(13, (12, 13), bold=True, caps=True, rule=0.4),
    number=Part(13, (13, 13)),
    place=Part(14, (13, 14), italic=True),
    kind=Part(14, (13, 14), bold=True, caps=True),
    subject=Part(14, (13, 14), bold=True, rule=0.4),
    letter_subject=Part(12, (12, 13)),
    addressee=Part(14, (13, 14)),
    body=Body(
        Part(14, (13, 14)),
        indent=12.7,
        indents=(10, 12.7),
        gap=6,
        least_gap=6,
        lines=1.15,
        lines_range=(1, 1.5),
        proof=_SOURCE,
    ),
    heading=Part(14, (13, 14), bold=True),
    table=Part(12, (12, 13)),
    authority=Part(14, (13, 14), bold=True, caps=True),
    signer=Part(14, (13, 14), bold=True),
    recipients_head=Part(12, (12, 12), bold=True, italic=True),
    recipients=Part(11, (11, 11)),
    draft=Part(13, (13, 14), bold=True),
    page_number=Part(13, (13, 14), proof=_SOURCE),
    number_format="Số: {number}/{kind}-{sign}",
    letter_format="Số: {number}/{sign}",
    letter_prefix="V/v ",
    closing="./.",
    draft_words="DỰ THẢO",
    authorities=_WITH_POINT,
)

PARTY_2018 = Profile(
    code="party-2018",
    style=Style.PARTY,
    name_vi="Thể thức Đảng",
    basis_vi="Hướng dẫn 36-HD/VPTW ngày 03/4/2018 của Văn phòng Trung ương Đảng",
    valid_from=dt.date(2018, 4, 3),
    valid_until=None,
    doubt=Doubt(
        dt.date(2026, 1, 9),
        "Quy định 66-QĐ/TW đã được thay bằng Quy định 399-QĐ/TW ngày 09/01/2026; "
        "chưa rõ Hướng dẫn 36-HD/VPTW có văn bản thay thế hay không.",
    ),
    margins=Margins(20, 20, 30, 15, ((20, 20), (20, 20), (30, 30), (15, 15)), mirrored=True),
    titles=(Title("ĐẢNG CỘNG SẢN VIỆT NAM", Part(15, (15, 15), bold=True, caps=True, rule=1, proof=_COPY)),),
    upper=Part(14, (14, 14), caps=True, proof=_COPY),
    own=Part(14, (14, 14), bold=True, caps=True, mark="*", proof=_COPY),
    number=Part(14, (14, 14), proof=_COPY),
    place=Part(14, (14, 14), italic=True, proof=_COPY),
    kind=Part(16, (15, 16), bold=True, caps=True, proof=_COPY),
    subject=Part(15, (14, 15), bold=True, mark="-----", proof=_COPY),
    letter_subject=Part(12, (12, 12), italic=True, proof=_COPY),
    addressee=Part(14, (14, 15)),
    body=Body(
        Part(14, (14, 15), proof=_COPY),
        indent=10,
        indents=(10, 12.7),
        gap=6,
        least_gap=6,
        line_points=18,
    ),
    heading=Part(14, (14, 15), bold=True),
    table=Part(12, (12, 14)),
    authority=Part(14, (14, 14), bold=True, caps=True),
    signer=Part(14, (14, 14), bold=True),
    recipients_head=Part(14, (14, 14), underlined=True),
    recipients=Part(12, (12, 12)),
    draft=Part(14, (14, 14), bold=True),
    page_number=Part(14, (13, 14)),
    number_format="Số {number}-{kind}/{sign}",
    letter_format="Số {number}-{kind}/{sign}",
    letter_prefix="",
    closing="",
    draft_words="Dự thảo trình",
    authorities=_WITH_STROKE,
)

YOUTH_2013 = Profile(
    code="youth-2013",
    style=Style.YOUTH,
    name_vi="Thể thức Đoàn TNCS Hồ Chí Minh",
    basis_vi="Quyết định 367-QĐ/TWĐTN-VP ngày 29/10/2013 của Ban Bí thư Trung ương Đoàn",
    valid_from=dt.date(2013, 10, 29),
    valid_until=None,
    doubt=Doubt(
        dt.date(2021, 1, 1), "Có thể đã có quy định mới hơn của Trung ương Đoàn; hãy đối chiếu trước khi ban hành."
    ),
    margins=Margins(20, 20, 30, 20, ((20, 20), (20, 20), (30, 30), (20, 20)), proof=_COPY),
    titles=(Title("ĐOÀN TNCS HỒ CHÍ MINH", Part(15, (15, 15), bold=True, caps=True, rule=1, proof=_COPY)),),
    upper=Part(14, (14, 14), caps=True, proof=_COPY),
    own=Part(14, (14, 14), bold=True, caps=True, mark="***", proof=_COPY),
    number=Part(14, (14, 14)),
    place=Part(14, (14, 14), italic=True),
    kind=Part(16, (16, 16), bold=True, caps=True),
    subject=Part(14, (14, 14), bold=True, mark="---------"),
    letter_subject=Part(12, (12, 12), italic=True),
    addressee=Part(14, (14, 14)),
    body=Body(
        Part(14, (14, 14)),
        indent=12.7,
        indents=(10, 12.7),
        gap=6,
        least_gap=6,
        lines=1.15,
        lines_range=(1, 1.5),
    ),
    heading=Part(14, (14, 14), bold=True),
    table=Part(12, (12, 14)),
    authority=Part(14, (14, 14), bold=True, caps=True),
    signer=Part(14, (14, 14), bold=True),
    recipients_head=Part(12, (12, 14), bold=True, underlined=True),
    recipients=Part(11, (11, 12)),
    draft=Part(14, (14, 14), bold=True),
    page_number=Part(13, (13, 14)),
    number_format="Số: {number} - {kind}/{sign}",
    letter_format="Số: {number} - {kind}/{sign}",
    letter_prefix="V/v ",
    closing="./.",
    draft_words="DỰ THẢO",
    authorities=_WITH_POINT,
)

PROFILES: Mapping[str, Profile] = {profile.code: profile for profile in (STATE_2020, PARTY_2018, YOUTH_2013)}


class NoProfile(Problem):
    """No edition of the style was in force on the day, or none bears the code: `style`, `day`."""

    code = "no_profile"
    sentence_vi = "Chưa có mẫu thể thức “{style}” cho ngày {day}."


def in_force(style: Style, day: dt.date) -> Profile:
    """The edition of a style in force on a day; raises NoProfile."""
    for profile in PROFILES.values():
        if (
            profile.style == style
            and profile.valid_from <= day
            and not (profile.valid_until and day >= profile.valid_until)
        ):
            return profile
    raise NoProfile(style=style.value, day=f"{day:%d/%m/%Y}")
