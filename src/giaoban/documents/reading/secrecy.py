"""State secrets: a document that bears the mark of one is refused before anything else looks at it.

The law on the protection of state secrets knows three degrees, stamped on the paper in capitals in a frame of their own: MẬT, TỐI MẬT,
TUYỆT MẬT. A text that only speaks of secrets bears no mark.
"""

import re
from dataclasses import dataclass

from giaoban.kernel.vietnamese import nfc

_DEGREE = r"(?:TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)"
_EDGE = r"[\s\W_]*"
# A line of its own, in capitals; letter-spaced as stamps are ("M Ậ T"); or named ("Độ mật: Tối mật").
_ALONE = re.compile(rf"^{_EDGE}({_DEGREE}|M\s+Ậ\s+T|T\s*Ố\s*I\s+M\s*Ậ\s*T|T\s*U\s*Y\s*Ệ\s*T\s+M\s*Ậ\s*T){_EDGE}$")
_NAMED = re.compile(
    rf"^{_EDGE}(?:độ|mức độ|đóng dấu(?: độ)?|dấu(?: độ)?)\s+mật\s*[:\-–]\s*({_DEGREE}){_EDGE}$", re.IGNORECASE
)
# Beside the number or the letterhead: "MẬT        CỘNG HÒA XÃ HỘI…", "Số: 12-BC/TU      TỐI MẬT".
_BESIDE = re.compile(rf"^{_EDGE}({_DEGREE})(?:\s{{3,}}|\t)|(?:\s{{3,}}|\t)[\[(|]?\s*({_DEGREE})\s*[\])|]?\s*$")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark as a degree of the law: "MẬT", "TỐI MẬT" or "TUYỆT MẬT"."""

    words: str


def secret_mark(text: str) -> Mark | None:
    """The highest mark that some line of the text bears, or None. Linear in the text."""
    found = [mark for line in text.splitlines() if (mark := _of_line(line))]
    return max(found, key=lambda mark: len(mark.words), default=None)


def _of_line(line: str) -> Mark | None:
    if len(line) > 400 or (
        "ậ" not in (plain := nfc(_INVISIBLE.sub("", line)).replace("\u00a0", " ")) and "Ậ" not in plain
    ):
        return None
    match = _ALONE.match(plain) or _NAMED.match(plain) or _BESIDE.search(plain)
    if match is None:
        return None
    letters = re.sub(r"\s+", "", next(group for group in match.groups() if group)).upper()
    return Mark({"MẬT": "MẬT", "TỐIMẬT": "TỐI MẬT", "TUYỆTMẬT": "TUYỆT MẬT"}[letters])
