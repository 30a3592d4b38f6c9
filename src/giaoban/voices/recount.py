"""The arithmetic of a poll's log: what each line binds, and how anybody counts again. Pure; knows no database.

The log is a table of text. Line 0 holds the poll as JSON; line n holds one ballot. With `|` for joining:

    digest      = sha256(receipt)                      the receipt without its dashes, in capitals
    commitment  = sha256(nonce | digest | content)     of line 0: sha256(content)
    hash of n   = sha256(hash of n-1 | n | batch | commitment)    of line 0: its commitment

`content` of a ballot is its choices in ascending order, joined by `+`. While results are hidden a line shows its
commitment and hash alone; what is shown after the close must give the same ones.
"""

import csv
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from giaoban.kernel.problems import Problem

COLUMNS = ("number", "batch", "digest", "nonce", "content", "commitment", "hash")
Line = Sequence[str]


class WrongLog(Problem):
    """The log does not hold: `line` is the first that is wrong, `why_vi` says how."""

    code = "wrong_log"
    sentence_vi = "Dòng {line}: {why_vi}"

    def __init__(self, line: int, why_vi: str) -> None:
        super().__init__(line=line, why_vi=why_vi)


@dataclass(frozen=True)
class Tally:
    """What a log comes to: how many ballots, and how many chose each answer (by number, also those that nobody chose)."""

    question: str
    ballots: int
    counts: dict[int, int]
    texts: dict[int, str]
    head: str


def sha256(*parts: object) -> str:
    return hashlib.sha256("|".join(str(part) for part in parts).encode()).hexdigest()


def normal(receipt: str) -> str:
    """A receipt as it is hashed, however somebody typed it."""
    kept = "".join(char for char in receipt.upper() if char.isalnum())
    return kept.translate(str.maketrans("018", "OIB"))


def digest(receipt: str) -> str:
    return sha256(normal(receipt))


def content(choices: Iterable[int]) -> str:
    return "+".join(str(choice) for choice in sorted(choices))


def commitment(*, nonce: str, digest: str, content: str) -> str:
    return sha256(nonce, digest, content)


def link(before: str, number: int, batch: int | str, commitment: str) -> str:
    return sha256(before, number, batch, commitment)


def statement(
    *, poll: str, question: str, mode: str, most: int | None, electorate: str, options: Sequence[tuple[int, str]]
) -> str:
    """The poll as line 0 holds it: one way of writing it, so that it has one hash."""
    told = {
        "poll": poll,
        "question": question,
        "mode": mode,
        "most": most,
        "electorate": electorate,
        "options": [{"number": number, "text": text} for number, text in options],
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(lines: Iterable[str]) -> list[Line]:
    """The lines of a CSV file as it was downloaded, without its heads. Raises WrongLog where it is none of ours."""
    rows: list[Line] = list(csv.reader(line.removeprefix("\ufeff") for line in lines))
    if not rows or tuple(rows[0]) != COLUMNS:
        raise WrongLog(0, "đây không phải nhật ký phiếu (các cột khác với quy định).")
    return rows[1:]


def count(lines: Iterable[Line]) -> Tally:
    """Verifies every line and counts. Raises WrongLog at the first line that does not hold."""
    rows = iter(lines)
    first = next(rows, None)
    if first is None or len(first) != len(COLUMNS):
        raise WrongLog(0, "thiếu dòng mô tả cuộc bình chọn.")
    asked = _asked(first)
    most = 1 if asked["mode"] == "single" else asked["most"] or len(asked["options"])
    texts = {one["number"]: one["text"] for one in asked["options"]}
    counts: Counter[int] = Counter()
    seen: set[str] = set()
    before, number = first[6], 0
    for number, row in enumerate(rows, start=1):
        chosen = _verified(row, number, before)
        if row[2] in seen:
            raise WrongLog(number, "mã biên nhận này đã có ở dòng trước.")
        if not 1 <= len(chosen) <= most or len(set(chosen)) < len(chosen) or not set(chosen) <= set(texts):
            raise WrongLog(number, "lựa chọn không đúng thể lệ.")
        counts.update(chosen)
        seen.add(row[2])
        before = row[6]
    return Tally(asked["question"], number, {one: counts[one] for one in texts}, texts, before)


def _asked(first: Line) -> dict[str, Any]:
    if first[0] != "0" or any(first[1:4]) or first[5] != sha256(first[4]) or first[6] != first[5]:
        raise WrongLog(0, "mô tả cuộc bình chọn không khớp với mã băm của nó.")
    try:
        told: dict[str, Any] = json.loads(first[4])
        _needed = (
            told["question"],
            told["mode"],
            told["most"],
            [(one["number"], one["text"]) for one in told["options"]],
        )
    except (ValueError, KeyError, TypeError) as problem:
        raise WrongLog(0, "mô tả cuộc bình chọn không đọc được.") from problem
    return told


def _verified(row: Line, number: int, before: str) -> list[int]:
    if len(row) != len(COLUMNS) or row[0] != str(number):
        raise WrongLog(number, "thiếu dòng, thừa dòng hoặc sai thứ tự.")
    if not row[4]:
        raise WrongLog(number, "lựa chọn chưa được công bố; hãy kiểm lại sau khi đóng.")
    if row[5] != commitment(nonce=row[3], digest=row[2], content=row[4]):
        raise WrongLog(number, "nội dung phiếu không khớp với mã cam kết.")
    if row[6] != link(before, number, row[1], row[5]):
        raise WrongLog(number, "chuỗi mã băm đứt ở đây.")
    try:
        return [int(part) for part in row[4].split("+")]
    except ValueError as problem:
        raise WrongLog(number, "lựa chọn không đọc được.") from problem
