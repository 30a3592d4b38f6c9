"""The empty list that an office may fill: our columns, two lines of advice, nothing else."""

import io

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

# Headed in Vietnamese in every language: so offices head their lists, and so they are recognised.
HEADS = (
    ("STT", 6),
    ("Nội dung nhiệm vụ", 60),
    ("Đơn vị chủ trì", 32),
    ("Đơn vị phối hợp", 32),
    ("Ngày giao", 13),
    ("Thời hạn", 18),
    ("Trạng thái", 18),
    ("Kết quả", 36),
    ("Căn cứ", 32),
    ("Ghi chú", 24),
)
STATES = ("Chưa thực hiện", "Đang thực hiện", "Đã hoàn thành")
ROWS = 1_000


def content() -> bytes:
    """The workbook's bytes."""
    book = Workbook()
    sheet = book.active
    sheet.title = _("Old list of tasks")[:31]
    sheet.append([_("One row a task. Several bodies: one a line within the cell, or parted by semicolons.")])
    sheet.append([_("Days as 30/11/2021; “quý IV/2021” and “thường xuyên” are understood too.")])
    sheet.append([name for name, _width in HEADS])
    for place, (_name, width) in enumerate(HEADS, start=1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = width
        head = sheet[f"{letter}3"]
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="F2E6E1")
        head.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.freeze_panes = "A4"
    states = DataValidation(type="list", formula1=f'"{",".join(STATES)}"', allow_blank=True)
    sheet.add_data_validation(states)
    states.add(f"G4:G{ROWS}")
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
