"""Hostile tables become rows, safely: workbooks (.xlsx) and tables as text (.csv).

    book = read_table(data, name="theo dõi nhiệm vụ.xlsx")
    for sheet in book.sheets: sheet.rows, sheet.merged, sheet.hidden, sheet.hidden_columns

Refusals are `UnreadableTable` with a code and a Vietnamese sentence that says what to do. No Django.
"""

from dataclasses import dataclass
from typing import Any, Literal

from giaoban.documents.filetypes import FileType
from giaoban.documents.reading.admission import admit
from giaoban.documents.reading.outcome import REFUSALS_VI, UnreadableFile
from giaoban.kernel import bounded

__all__ = ["LIMITS", "TABLE_REFUSALS_VI", "Cell", "Row", "Sheet", "UnreadableTable", "Workbook", "read_table"]

LIMITS = bounded.Limits(cpu_seconds=20, wall_seconds=40, memory_bytes=768 * 1024 * 1024, answer_bytes=48 * 1024 * 1024)
PARSERS = {FileType.XLSX: "xlsx", FileType.CSV: "csv", FileType.TXT: "csv"}
TARGETS = {
    "xlsx": "giaoban.documents.reading.sheets:parse",
    "csv": "giaoban.documents.reading.separated:parse",
    # Bytes that bear no mark, under a name that is not that of a table.
    "txt": "giaoban.documents.reading.separated:parse",
}
EXCEEDED = {"cpu": "timeout", "wall": "timeout", "memory": "too_heavy", "answer": "too_heavy"}
Kind = Literal["text", "number", "day", "error", "formula"]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows. `kind`: text, number (as the program keeps it), day (ISO), error (#REF!), or formula, whose
    value nobody kept.
    """

    kind: Kind
    value: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something: its number on the sheet, whether it is hidden, its cells by column (A is 1)."""

    number: int
    hidden: bool
    cells: dict[int, Cell]


@dataclass(frozen=True)
class Sheet:
    """One sheet; `merged` are (top, left, bottom, right), all inclusive and counted from 1; `formulas` the (row, column) of
    cells whose value a formula made.
    """

    name: str
    hidden: bool
    rows: tuple[Row, ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_columns: tuple[int, ...] = ()
    formulas: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class Workbook:
    """All sheets of a file, `kind` "xlsx" or "csv"; `warnings` are keys of `reading.WARNINGS_VI`."""

    kind: str
    sheets: tuple[Sheet, ...]
    warnings: tuple[str, ...] = ()


class UnreadableTable(UnreadableFile):
    """A file that gives no rows; its sentences speak of tables."""

    @property
    def message_vi(self) -> str:
        return TABLE_REFUSALS_VI[self.code].format_map(vars(self))


_AGAIN = "Hãy mở bằng Excel, chép bảng sang một sổ tính mới, lưu thành .xlsx rồi gửi lại."
TABLE_REFUSALS_VI = {
    **REFUSALS_VI,
    "empty": "Tệp này không có ô nào có chữ. Hãy kiểm tra xem có chọn nhầm tệp không.",
    "binary": "Tệp này không phải bảng mà là dữ liệu nhị phân. Hãy chọn tệp .xlsx hoặc .csv.",
    "unsupported": "Đây là {type_vi}, không đọc được thành bảng. Hãy lưu lại thành .xlsx hoặc .csv.",
    "wrong_type": "Đuôi tệp là “{extension}” nhưng nội dung thực ra là {type_vi}. Hãy mở bằng phần mềm gốc và lưu lại thành .xlsx.",
    "old_office": "Tệp này thuộc Excel đời cũ (.xls). Hãy mở bằng Excel, chọn “Lưu thành”, loại .xlsx, rồi gửi lại.",
    "picture": "Đây là {type_vi}, không phải bảng. Hãy gửi tệp .xlsx hoặc .csv.",
    "macro": "Sổ tính này có macro (mã chạy được) nên không được mở. Hãy lưu lại thành .xlsx không có macro rồi gửi lại.",
    "external_links": "Sổ tính này liên kết ra ngoài (sang tệp khác hoặc nguồn dữ liệu khác) nên không được mở. "
    "Trong Excel, hãy vào “Dữ liệu”, “Sửa liên kết”, ngắt các liên kết (giữ lại giá trị), lưu rồi gửi lại.",
    "binary_workbook": "Đây là sổ tính dạng nhị phân (.xlsb). Hãy mở bằng Excel, chọn “Lưu thành”, loại .xlsx, rồi gửi lại.",
    "zip_bomb": f"Tệp này bung ra lớn bất thường so với cỡ của nó nên không được mở. {_AGAIN}",
    "hostile": f"Tệp có cấu trúc bất thường, giống tệp bị cố ý làm sai nên không được mở. {_AGAIN}",
    "too_many_sheets": "Sổ tính có quá {limit} trang tính. Hãy chỉ giữ các trang có danh sách nhiệm vụ rồi gửi lại.",
    "too_many_rows": "Trang tính “{sheet}” có quá nhiều dòng (kể cả dòng trống); mỗi lần nhận tối đa {limit} dòng có chữ. "
    "Hãy xóa các dòng trống ở cuối trang hoặc tách thành nhiều tệp.",
    "too_many_columns": "Trang tính “{sheet}” có quá {limit} cột. Hãy bỏ các cột không phải của danh sách rồi gửi lại.",
    "too_much_text": "Bảng có quá nhiều chữ (trên {limit_mb} MB). Hãy tách thành nhiều tệp rồi gửi từng tệp.",
    "quotes": "Dòng {line} của tệp CSV có dấu ngoặc kép không khép lại. Hãy sửa dòng ấy, hoặc gửi bản .xlsx.",
    "timeout": f"Tệp quá phức tạp, đọc mãi không xong nên đã dừng. {_AGAIN}",
    "too_heavy": f"Tệp cần quá nhiều bộ nhớ để đọc nên đã dừng. {_AGAIN}",
    "damaged": "Tệp bị hỏng hoặc thiếu dữ liệu nên không đọc được. Hãy tải lại, hoặc mở bằng Excel và lưu lại rồi gửi lại.",
}


def read_table(data: bytes, *, name: str) -> Workbook:
    """The rows of a table; its type is judged by content and compared with the name. Raises UnreadableTable."""
    try:
        kind = admit(data, name=name, parsers=PARSERS)
        if kind not in TARGETS:
            raise UnreadableTable("unsupported", type_vi=FileType.HTML.title_vi)
        told = bounded.run(TARGETS[kind], data, limits=LIMITS)
    except UnreadableFile as problem:
        raise UnreadableTable(**problem.fields) from None  # type: ignore[arg-type]
    except bounded.LimitExceeded as problem:
        raise UnreadableTable(EXCEEDED[problem.kind], str(problem)) from problem
    except bounded.ChildFailed as problem:
        if problem.code in TABLE_REFUSALS_VI:
            raise UnreadableTable(**{**problem.told, "code": problem.code}) from None
        raise UnreadableTable("damaged", problem.message) from problem
    return Workbook("xlsx" if kind == "xlsx" else "csv", tuple(map(_sheet, told["sheets"])), tuple(told["warnings"]))


def _sheet(told: dict[str, Any]) -> Sheet:
    rows = (
        Row(number, hidden, {column: Cell(kind, value) for column, kind, value in cells})
        for number, hidden, cells in told["rows"]
    )
    return Sheet(
        told["name"],
        told["hidden"],
        tuple(sorted(rows, key=lambda row: row.number)),
        tuple((top, left, bottom, right) for top, left, bottom, right in told["merged"]),
        tuple(told["hidden_columns"]),
        frozenset((row, column) for row, column in told["formulas"]),
    )
