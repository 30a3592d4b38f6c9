"""Lists as offices keep them, made for tests."""

import io

from openpyxl import Workbook

HEADS = [
    "STT",
    "Nội dung nhiệm vụ",
    "Đơn vị chủ trì",
    "Đơn vị phối hợp",
    "Ngày giao",
    "Thời hạn",
    "Trạng thái",
    "Kết quả",
    "Căn cứ",
    "Ghi chú",
]
WOMEN, YOUTH, FRONT = "Hội LHPN tỉnh", "Tỉnh Đoàn", "UBMTTQVN tỉnh"


def row(number, text, lead=WOMEN, due="30/11/2021", **told):
    """One task in the order of HEADS; what is told by name comes from: others, given, state, result, basis, note."""
    return [
        number, text, lead, told.get("others"), told.get("given"), due, told.get("state"), told.get("result"),
        told.get("basis"), told.get("note"),
    ]  # fmt: skip


def book(rows, *, heads=HEADS, above=(), merged=(), sheet="Theo dõi", change=None) -> bytes:
    """A workbook with one list; `change(workbook, sheet)` does whatever else a test needs."""
    made = Workbook()
    page = made.active
    page.title = sheet
    for line in [*above, heads, *rows]:
        page.append(list(line))
    for area in merged:
        page.merge_cells(area)
    if change:
        change(made, page)
    return saved(made)


def saved(made) -> bytes:
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()
