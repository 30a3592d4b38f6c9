"""A long table of values of many returns: body, period, indicator, value; each row that cannot be taken says why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from giaoban.documents.reading.tables import Cell, Row, Sheet, Workbook
from giaoban.kernel.period import Period
from giaoban.kernel.problems import Problem
from giaoban.kernel.vietnamese import fold
from giaoban.registry.models import Unit
from giaoban.reporting import typed, words
from giaoban.reporting.enums import Origin, Source
from giaoban.reporting.models import Call, Indicator
from giaoban.reporting.operations import Gathered, Told
from giaoban.reporting.taking.brought import NotTaken as UnreadableTable
from giaoban.reporting.taking.brought import says_none
from giaoban.reporting.taking.workbook import TICKS, unusable, words_of

# The heads of the columns, as people write them; the first of each is how the manual names it.
HEADS: Mapping[str, tuple[str, ...]] = {
    "body": ("ma don vi", "body"),
    "period": ("ky", "ky bao cao", "period"),
    "indicator": ("ma chi tieu", "indicator"),
    "value": ("gia tri", "value"),
    "none": ("khong phat sinh", "none"),
    "estimate": ("uoc thuc hien", "uoc", "estimate"),
    "reason": ("giai trinh", "ly do", "reason"),
}
NEEDED = ("body", "period", "indicator", "value")


@dataclass(frozen=True)
class Unusable:
    """A row that cannot be taken, and why; `return_of` names body and period where the row says them."""

    row: int
    why: str
    return_of: tuple[str, UUID] | None = None


@dataclass
class Table:
    """What a table says: whole returns by period, and the rows of which nothing can be taken."""

    returns: dict[str, list[Gathered]] = field(default_factory=dict)
    unusable: list[Unusable] = field(default_factory=list)
    rows: int = 0

    @property
    def in_part(self) -> set[tuple[str, UUID]]:
        """Returns of which a row is missing: taking in the rest of them would say something that nobody said."""
        return {one.return_of for one in self.unusable if one.return_of}


def read(books: Sequence[Workbook]) -> Table:
    """The returns that stand in the tables; their rows are counted through all of them. Raises NotTaken."""
    found, told = Table(), _Told()
    ahead = 0
    for book in books:
        sheet = _sheet(book)
        places = _places(sheet.rows[0])
        for row in sheet.rows[1:]:
            found.rows += 1
            problem = told.add(row, places, ahead)
            if problem:
                found.unusable.append(problem)
        ahead += sheet.rows[-1].number
    found.returns = told.gathered()
    return found


def _sheet(book: Workbook) -> Sheet:
    shown = [sheet for sheet in book.sheets if sheet.rows and not sheet.hidden]
    if len(shown) != 1:
        raise OneSheet
    return shown[0]


class OneSheet(UnreadableTable):
    @property
    def sentence(self) -> str:  # type: ignore[override]
        return _("The rows must stand on one sheet, shown and alone.")


class NoColumn(UnreadableTable):
    """`column` is missing."""

    def __init__(self, column: str) -> None:
        super().__init__()
        self.sentence = _(
            "No column “%(column)s”. The first row must name the columns: body, period, indicator, value; where needed none, estimate, reason."
        ) % {"column": column}


def _places(head: Row) -> dict[str, int]:
    named = {fold(cell.value).strip(): place for place, cell in head.cells.items()}
    found = {
        name: next(named[one] for one in heads if one in named)
        for name, heads in HEADS.items()
        if any(one in named for one in heads)
    }
    for name in NEEDED:
        if name not in found:
            raise NoColumn(name)
    return found


class _Told:
    """The rows as they become returns; each code and period is looked up once."""

    def __init__(self) -> None:
        self.units = self._units()
        self.indicators = {one.code: one for one in Indicator.objects.exclude(origin=Origin.DERIVED)}
        self.periods: dict[str, str] = {}
        self.told: dict[tuple[str, UUID], list[tuple[int, Told]]] = defaultdict(list)

    @staticmethod
    def _units() -> dict[str, list[UUID]]:
        found: dict[str, list[UUID]] = defaultdict(list)
        for code, unit in Unit.objects.filter(tree="organisation").values_list("code", "pk"):
            found[code].append(unit)
        return found

    def add(self, row: Row, places: Mapping[str, int], ahead: int) -> Unusable | None:
        number = row.number + ahead
        cells = {name: row.cells.get(place) for name, place in places.items()}
        of: tuple[str, UUID] | None = None
        try:
            if row.hidden:
                raise _Why(_("This row is hidden. Show it, look at it, and send it again."))
            of = self._period(words_of(cells["period"])), self._unit(words_of(cells["body"]))
            self.told[of].append((number, self._one(cells)))
        except _Why as problem:
            return Unusable(number, str(problem), of)
        return None

    def _unit(self, code: str) -> UUID:
        found = self.units.get(code, [])
        if len(found) != 1:
            raise _Why(_("There is no body with the code “%(code)s”.") % {"code": code[:60]})
        return found[0]

    def _period(self, written: str) -> str:
        if written not in self.periods:
            self.periods[written] = _period(written)
        return self.periods[written]

    def _one(self, cells: Mapping[str, Cell | None]) -> Told:
        indicator = self.indicators.get(words_of(cells["indicator"]))
        if indicator is None or indicator.origin != Origin.REPORTED:
            code = words_of(cells["indicator"])[:60]
            raise _Why(_("There is no indicator with the code “%(code)s” that is reported by hand.") % {"code": code})
        if why := next((why for cell in cells.values() if (why := unusable(cell))), ""):
            raise _Why(why)
        written, none, estimate = words_of(cells["value"]), _tick(cells.get("none")), _tick(cells.get("estimate"))
        reason = words_of(cells.get("reason"))[:500]
        if not indicator.is_number:
            return Told(indicator_id=indicator.pk, text=written, reason=reason, source=Source.FILE)
        if says_none(written):
            written, none = "", True
        if none and written:
            raise _Why(_("Either a value or “none occurred”, not both."))
        if not written:
            return Told(indicator_id=indicator.pk, none_occurred=none, reason=reason, source=Source.FILE)
        try:
            value = typed.of_kind(indicator.kind, written)
        except typed.Unread as problem:
            raise _Why(f"“{written[:60]}”: {words.unread(problem.why)}") from problem
        return Told(
            indicator_id=indicator.pk, number=value, is_estimate=estimate, written=written[:100], reason=reason,
            source=Source.FILE,
        )  # fmt: skip

    def gathered(self) -> dict[str, list[Gathered]]:
        found: dict[str, list[Gathered]] = defaultdict(list)
        for (period, unit), told in self.told.items():
            rows = {one.indicator_id: row for row, one in reversed(told)}
            found[period].append(Gathered(unit_id=unit, told=[one for _row, one in told], rows=rows))
        return dict(found)


class _Why(Exception):
    """Why a row cannot be taken."""


def _tick(cell: Cell | None) -> bool:
    written = fold(words_of(cell))
    if written and written not in TICKS:
        raise _Why(_("Only an x is understood here; leave it empty otherwise."))
    return bool(written)


def _period(written: str) -> str:
    for read_ in (Period.from_code, Period.parse):
        try:
            return read_(written).code
        except Problem as problem:
            why = problem.message_vi
    raise _Why(why)


def calls(periods: Iterable[str], *, form: str, owner: UUID) -> Iterator[tuple[str, Call | None]]:
    """The call of a body for each period, the earliest first; None where it did not call for returns."""
    known = {one.period: one for one in Call.objects.filter(form__code=form, owner=owner).select_related("form")}
    for period in sorted(periods, key=Period.from_code):
        yield period, known.get(period)
