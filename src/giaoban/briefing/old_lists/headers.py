"""What a column of somebody else's list means, by its heading. Pure."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from giaoban.kernel.vietnamese import fold

LONGEST_HEADING = 90


class Field(StrEnum):
    """What Giao Ban can take from a list."""

    NUMBER = "number"
    TEXT = "text"
    LEAD = "lead"
    WITH = "with"
    ASSIGNED = "assigned"
    DUE = "due"
    LAST_DAY = "last_day"
    STATUS = "status"
    RESULT = "result"
    BASIS = "basis"
    KIND = "kind"
    NOTE = "note"
    BRIEFING = "briefing"


# Folded, as offices head their columns; the first of each is how our own template does.
SYNONYMS: Mapping[Field, tuple[str, ...]] = {
    Field.NUMBER: ("stt", "so tt", "tt", "so thu tu", "so", "no"),
    Field.TEXT: (
        "noi dung nhiem vu", "nhiem vu", "noi dung", "nhiem vu duoc giao", "nhiem vu giao", "ten nhiem vu",
        "noi dung cong viec", "cong viec", "ten cong viec", "noi dung chi dao", "y kien chi dao", "noi dung ket luan",
        "noi dung viec", "dau viec", "viec can lam", "noi dung thuc hien", "noi dung giao", "task",
    ),
    Field.LEAD: (
        "don vi chu tri", "chu tri", "co quan chu tri", "co quan don vi chu tri", "don vi chu tri thuc hien",
        "don vi thuc hien", "co quan thuc hien", "co quan don vi thuc hien", "don vi duoc giao", "don vi duoc giao chu tri",
        "don vi phu trach", "phu trach", "don vi dau moi", "dau moi", "bo phan chu tri", "to chuc chu tri",
        "trach nhiem thuc hien", "thuc hien", "don vi", "who",
    ),
    Field.WITH: (
        "don vi phoi hop", "phoi hop", "co quan phoi hop", "co quan don vi phoi hop", "don vi phoi hop thuc hien",
        "phoi hop thuc hien", "coordinates",
    ),
    Field.ASSIGNED: ("ngay giao", "ngay giao nhiem vu", "ngay giao viec", "thoi gian giao", "giao ngay", "thoi diem giao"),
    Field.DUE: (
        "thoi han", "thoi han hoan thanh", "thoi han thuc hien", "thoi han xu ly", "han hoan thanh", "han thuc hien",
        "han xu ly", "han", "han chot", "ngay den han", "ngay het han", "thoi gian hoan thanh", "thoi gian thuc hien",
        "thoi gian", "deadline", "until when",
    ),
    Field.LAST_DAY: ("ngay cuoi", "last day"),
    Field.STATUS: ("trang thai", "tinh trang", "tinh trang thuc hien", "trang thai thuc hien", "tien do", "tien do thuc hien", "state"),
    Field.RESULT: (
        "ket qua", "ket qua thuc hien", "tinh hinh thuc hien", "ket qua xu ly", "bao cao ket qua", "san pham",
        "ket qua san pham", "san pham ket qua",
    ),
    Field.BASIS: (
        "can cu", "van ban giao", "van ban giao nhiem vu", "van ban chi dao", "can cu giao", "can cu giao nhiem vu",
        "can cu phap ly", "co so phap ly", "so van ban", "so ky hieu", "so ky hieu van ban", "van ban", "legal basis",
    ),
    Field.KIND: ("loai", "loai nhiem vu", "kind"),
    Field.NOTE: ("ghi chu", "note"),
    Field.BRIEFING: ("giao ban ngay", "briefing of"),
}  # fmt: skip
EXACT = {word: field for field, words in SYNONYMS.items() for word in words}
# Headings hold more than the word that matters ("Thời hạn hoàn thành theo kết luận"): the longest word of ours wins.
BY_LENGTH = sorted((word for word in EXACT if len(word) > 3), key=len, reverse=True)
NO_LETTERS = re.compile(r"[^a-z0-9]+")


@cache
def meaning(heading: str) -> tuple[Field, int] | None:
    """What a heading means and how sure that is: 2 for exactly our words, 1 for words among others; None for neither."""
    bare = re.sub(r"\([^)]*\)", " ", fold(heading)[:200])
    words = NO_LETTERS.sub(" ", bare).strip()
    if not words or len(heading) > LONGEST_HEADING:
        return None
    if words in EXACT:
        return EXACT[words], 2
    found = next((word for word in BY_LENGTH if f" {word} " in f" {words} "), None)
    return (EXACT[found], 1) if found else None


def recognise(headings: Mapping[int, list[str]]) -> dict[Field, int]:
    """The column of each field, from the headings above each column (outer first); one column a field, one field a column.

    The innermost heading that means something decides; between two columns for one field the surer, then the first.
    """
    claims = []
    for column, told in headings.items():
        whole = " ".join(dict.fromkeys(told))
        for depth, heading in enumerate([*reversed(told), whole]):
            if found := meaning(heading):
                claims.append((-found[1], depth, column, found[0]))
                break
    chosen: dict[Field, int] = {}
    for _, _, column, field in sorted(claims):
        chosen.setdefault(field, column)
    return chosen
