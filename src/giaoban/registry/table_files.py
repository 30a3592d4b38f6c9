"""Comma-separated tables from strangers, read line by line: whatever cannot be used is told, nothing is lost silently."""

import csv
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

MAX_LINE = 20_000  # bytes; the longest honest line of such a table has a few hundred
TOLD_IN_FULL = 20  # of one kind in one file; the rest is counted, so that a wrong file does not print 10,000 lines

BOM = b"\xef\xbb\xbf"
UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")

SENTENCES = {
    "missing_file": "Không có tệp «{file}».",
    "unreadable": "Không mở được tệp «{file}»: {why}.",
    "empty_file": "Tệp «{file}» trống hoặc không có dòng tiêu đề.",
    "utf16": "Tệp «{file}» ở bảng mã UTF-16; hãy lưu lại ở dạng «CSV UTF-8».",
    "bom": "Tệp «{file}» có dấu BOM ở đầu; đã bỏ qua dấu này.",
    "semicolons": "Tệp «{file}» ngăn cột bằng dấu chấm phẩy; hãy lưu lại với dấu phẩy.",
    "missing_column": "Tệp «{file}» thiếu cột «{column}».",
    "duplicate_column": "Tệp «{file}» có hai cột «{column}».",
    "no_rows": "Tệp «{file}» chỉ có dòng tiêu đề, không có dữ liệu.",
    "not_utf8": "Dòng {row} của tệp «{file}» không ở bảng mã UTF-8; hãy lưu lại tệp ở dạng «CSV UTF-8».",
    "line_too_long": "Dòng {row} của tệp «{file}» dài quá 20 KB, không phải dữ liệu bảng.",
    "binary": "Dòng {row} của tệp «{file}» có ký tự nhị phân, không phải văn bản.",
    "quotes": "Dòng {row} của tệp «{file}» có dấu ngoặc kép không khép lại.",
    "field_count": "Dòng {row} của tệp «{file}» có {found} ô, dòng tiêu đề có {expected} ô.",
    "and_more": "… và {number} dòng nữa của tệp «{file}» cùng lỗi này.",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to tell about a file: `row` is the line (1 is the header, 0 the file as a whole)."""

    file: str
    row: int
    column: str
    code: str
    message_vi: str
    lost: bool  # whether the row, or the file, was left out for it


@dataclass(slots=True)
class FileCount:
    """What became of a file's rows: `read` = `used` + `repeated` + all of `refused`."""

    file: str
    read: int = 0
    used: int = 0
    repeated: int = 0  # said already, in the same words, by an earlier row
    refused: Counter[str] = field(default_factory=Counter)  # by problem code


class Findings:
    """Collects the problems and counts of one reading; a problem's words come from the sentence of its code."""

    def __init__(self, sentences: Mapping[str, str] | None = None) -> None:
        self.counts: dict[str, FileCount] = {}
        self._sentences = {**SENTENCES, **(sentences or {})}
        self._told: Counter[tuple[str, str, bool]] = Counter()
        self._problems: list[Problem] = []

    def count(self, file: str) -> FileCount:
        return self.counts.setdefault(file, FileCount(file))

    def refuse_file(self, file: str, code: str, *, row: int = 0, column: str = "", **facts: object) -> None:
        """The whole file is left out, for what its header line or the file itself is."""
        self._tell(file, row, column, code, facts, lost=True)

    def refuse(self, file: str, row: int, code: str, *, column: str = "", **facts: object) -> None:
        """The row is left out, and counted so."""
        self.count(file).refused[code] += 1
        self._tell(file, row, column, code, facts, lost=True)

    def note(self, file: str, row: int, code: str, *, column: str = "", **facts: object) -> None:
        """Something to know; the row is used."""
        self._tell(file, row, column, code, facts, lost=False)

    def _tell(self, file: str, row: int, column: str, code: str, facts: Mapping[str, object], *, lost: bool) -> None:
        self._told[file, code, lost] += 1
        if self._told[file, code, lost] <= TOLD_IN_FULL:
            words = self._sentences[code].format(file=file, row=row, column=column, **facts)
            self._problems.append(Problem(file, row, column, code, words, lost))

    def problems(self) -> tuple[Problem, ...]:
        """In the order found, each over-long kind closed by the number left untold."""
        rest = (
            Problem(
                file, 0, "", code, self._sentences["and_more"].format(file=file, number=number - TOLD_IN_FULL), lost
            )
            for (file, code, lost), number in self._told.items()
            if number > TOLD_IN_FULL
        )
        return (*self._problems, *rest)


def read_table(
    path: Path, required: Sequence[str], findings: Findings, optional: Sequence[str] = ()
) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table as (line, values of the required and then the optional columns, "" where there is none).

    Values are NFC and stripped. Rows that cannot be read are refused in the findings; if the file itself
    cannot be used (absent, empty, not UTF-8, a column missing), there are no rows and a problem says why.
    """
    try:
        with path.open("rb") as stream:
            yield from _rows(stream, path.name, required, optional, findings)
    except FileNotFoundError:
        findings.refuse_file(path.name, "missing_file")
    except OSError as problem:
        findings.refuse_file(path.name, "unreadable", why=problem.strerror)


def _rows(
    stream: BinaryIO, file: str, required: Sequence[str], optional: Sequence[str], findings: Findings
) -> Iterator[tuple[int, list[str]]]:
    lines = _lines(stream)
    header = _header(file, next(lines, (1, b""))[1], findings)
    places = _places(file, header, required, optional, findings) if header else None
    if header is None or places is None:
        return
    count = findings.count(file)
    for row, line in lines:
        if line is not None and not line.strip():
            continue
        count.read += 1
        values = _values(line)
        if isinstance(values, str):
            findings.refuse(file, row, values)
        elif len(values) != len(header):
            findings.refuse(file, row, "field_count", found=len(values), expected=len(header))
        else:
            yield row, [values[place] if place is not None else "" for place in places]
    if not count.read:
        findings.note(file, 0, "no_rows")


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """(line number, line), None in place of a line that is too long; never more than one line in memory."""
    row = 0
    while line := stream.readline(MAX_LINE + 1):
        row += 1
        if len(line) <= MAX_LINE:
            yield row, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(1 << 16)
        yield row, None


def _header(file: str, line: bytes | None, findings: Findings) -> list[str] | None:
    if line is not None and line.startswith(UTF16_BOMS):
        findings.refuse_file(file, "utf16")
        return None
    if line is not None and line.startswith(BOM):
        findings.note(file, 1, "bom")
        line = line.removeprefix(BOM)
    if line is not None and not line.strip():
        findings.refuse_file(file, "empty_file")
        return None
    names = _values(line)
    if isinstance(names, str):
        findings.refuse_file(file, names, row=1)
        return None
    return names


def _places(
    file: str, header: list[str], required: Sequence[str], optional: Sequence[str], findings: Findings
) -> list[int | None] | None:
    """Where in a row each wanted column stands; None if the table cannot be used."""
    wanted = (*required, *optional)
    if len(header) == 1 and ";" in header[0]:
        findings.refuse_file(file, "semicolons")
        return None
    missing = [column for column in required if column not in header]
    twice = [column for column in wanted if header.count(column) > 1]
    for code, columns in (("missing_column", missing), ("duplicate_column", twice)):
        for column in columns:
            findings.refuse_file(file, code, row=1, column=column)
    if missing or twice:
        return None
    return [header.index(column) if column in header else None for column in wanted]


def _values(line: bytes | None) -> list[str] | str:
    """The cells of a line, or the code of the problem with it."""
    if line is None:
        return "line_too_long"
    if b"\0" in line:
        return "binary"
    try:
        text = unicodedata.normalize("NFC", line.decode("utf-8"))
    except UnicodeDecodeError:
        return "not_utf8"
    try:
        # One line at a time, so that a stray quote costs its own line and not all that follow.
        values = next(csv.reader([text], strict=True)) if '"' in text else text.split(",")
    except csv.Error:
        return "quotes"
    return [value.strip() for value in values]
