"""A column that was copied from a spreadsheet: one cell a line, for the number lines of the form in their order."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from giaoban.reporting.models import FormItem
from giaoban.reporting.taking.brought import Brought, NotTaken, says_none


class TooLong(NotTaken):
    """More cells than lines are left: `extra`."""

    def __init__(self, extra: int) -> None:
        super().__init__()
        self.sentence = _("The column has %(extra)s cells more than the form has lines from there on.") % {
            "extra": extra
        }


class Empty(NotTaken):
    def __init__(self) -> None:
        super().__init__()
        self.sentence = _("There is no number in what was pasted.")


def read(column: str, *, lines: Sequence[FormItem], start: int) -> list[Brought]:
    """What the cells of a column bring for the lines with a number from number `start` on; an empty cell leaves its line.

    Raises NotTaken.
    """
    cells = column.replace("\r\n", "\n").rstrip("\n").split("\n")
    asked = [line for line in lines if line.indicator.is_number and line.number >= start]
    if not any(cell.strip() for cell in cells):
        raise Empty
    if len(cells) > len(asked):
        raise TooLong(len(cells) - len(asked))
    return [_brought(item, place, cell) for place, (item, cell) in enumerate(zip(asked, cells, strict=False), start=1)]


def _brought(item: FormItem, place: int, cell: str) -> Brought:
    address = _("cell %(place)s") % {"place": place}
    written = cell.strip()
    if "\t" in written:
        return Brought(item=item, address=address, why=_("Several cells stand side by side here. Copy one column."))
    if says_none(written):
        return Brought(item=item, address=address, none=True)
    return Brought(item=item, address=address, written=written)
