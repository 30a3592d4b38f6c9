"""What becomes of each row of an old list: new, there already, done, refused, or no task. Reads; writes nothing."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.utils.translation import override

from giaoban.briefing import queries
from giaoban.briefing.drafting import LegacyText, SecretText, due_columns
from giaoban.briefing.enums import Part, RowFate, TaskKind
from giaoban.briefing.extraction.acts import find_acts
from giaoban.briefing.extraction.analysis import lexicon_of
from giaoban.briefing.extraction.gazetteer import DEFAULT
from giaoban.briefing.extraction.legacy import legacy_encoding
from giaoban.briefing.extraction.organisations import Bodies
from giaoban.briefing.extraction.source import Source
from giaoban.briefing.extraction.tokens import Reading
from giaoban.briefing.linking import known_as
from giaoban.briefing.models import OldRow, Task, TaskLine
from giaoban.briefing.old_lists import layout
from giaoban.briefing.old_lists.bodies import Directory, Found, Gone, find
from giaoban.briefing.old_lists.days import Order, suggested
from giaoban.briefing.old_lists.entries import Entry, Problem, entries
from giaoban.briefing.old_lists.headers import Field
from giaoban.documents.reading.secrecy import secret_mark
from giaoban.documents.reading.tables import Sheet, Workbook
from giaoban.kernel.due import Due, DueKind
from giaoban.kernel.vietnamese import fold
from giaoban.registry import queries as registry
from giaoban.registry.actor import Actor
from giaoban.registry.models import Succession, Unit, UnitVersion

AT_A_TIME = 2_000


@cache
def _kinds() -> dict[str, TaskKind]:
    """Kinds by their names as our own export writes them, in both languages."""
    found: dict[str, TaskKind] = {}
    for language in ("en", "vi"):
        with override(language):
            found |= {fold(str(kind.label)): kind for kind in TaskKind}
    return found


class NoTable(ValueError):
    """No sheet has a heading that names tasks; `sheets` were looked at."""

    def __init__(self, sheets: list[str]) -> None:
        super().__init__(f"no table in {sheets}")
        self.sheets = sheets


def must_be_readable(book: Workbook) -> None:
    """Raises drafting.SecretText or LegacyText for what may not, or cannot, be taken in; every cell is looked at."""
    text = "\n".join(cell.value for sheet in book.sheets for row in sheet.rows for cell in row.cells.values())
    if mark := secret_mark(text):
        raise SecretText(mark=mark.words)
    if encoding := legacy_encoding(text):
        raise LegacyText(encoding=encoding)


@dataclass(frozen=True)
class How:
    """How a list is to be read; what is None is proposed from the list itself."""

    sheet: str | None = None
    columns: dict[Field, int] | None = None
    order: Order | None = None
    take_done: bool = False
    chosen: dict[str, str] = field(default_factory=dict)


@dataclass
class Judged:
    """A list as it would be taken in: how it was read, and its rows, not yet saved."""

    how: How
    sheets: list[dict[str, Any]]
    headings: list[list[Any]]
    notes: list[dict[str, Any]]
    rows: list[OldRow]


def judge(book: Workbook, how: How, *, sha256: str, day: dt.date, by: Actor) -> Judged:
    """Every row of the chosen sheet with its fate. Raises NoTable."""
    heads = {sheet.name: layout.find_head(sheet) for sheet in book.sheets}
    sheet = _chosen(book, heads, how.sheet)
    head = heads[sheet.name]
    if head is None:
        raise NoTable([sheet.name])
    columns = how.columns or head.columns
    lines = list(layout.lines(sheet, after=head.last))
    days = {columns[name] for name in (Field.DUE, Field.ASSIGNED, Field.LAST_DAY) if name in columns}
    proposed = suggested(line.cells[place] for line in lines for place in days if place in line.cells)
    order = how.order or proposed
    directory = _directory(by, how.chosen)
    found = [(entry, _who(entry, directory)) for entry in entries(lines, columns, order=order, day=day)]
    cells = {line.number: {layout.letters(place): cell.value for place, cell in line.cells.items()} for line in lines}
    rows = [_row(entry, who, cells[entry.row], take_done=how.take_done) for entry, who in found]
    _mark_known(rows, sheet=sheet.name, sha256=sha256, by=by)
    return Judged(
        How(sheet.name, columns, order, how.take_done, how.chosen),
        [
            {"name": one.name, "hidden": one.hidden, "rows": len(one.rows), "table": heads[one.name] is not None}
            for one in book.sheets
        ],
        [[place, words] for place, words in head.words.items()],
        [*_sheets_left(book, sheet), *_notes(sheet, head, columns, lines), *_order_doubted(proposed)],
        rows,
    )


def _chosen(book: Workbook, heads: dict[str, layout.Head | None], named: str | None) -> Sheet:
    """The sheet a person named, else the first visible one with a table, else a hidden one."""
    if named is not None:
        for sheet in book.sheets:
            if sheet.name == named:
                return sheet
    with_table = [sheet for sheet in book.sheets if heads[sheet.name]]
    if not with_table:
        raise NoTable([sheet.name for sheet in book.sheets if sheet.rows])
    return min(with_table, key=lambda sheet: sheet.hidden)


def _sheets_left(book: Workbook, sheet: Sheet) -> Iterable[dict[str, Any]]:
    for other in book.sheets:
        if other is not sheet and other.rows:
            code = "hidden_sheet_left" if other.hidden else "sheet_left"
            yield {"code": code, "told": {"sheet": other.name, "rows": len(other.rows)}}
    if sheet.hidden:
        yield {"code": "hidden_sheet", "told": {"sheet": sheet.name}}


def _notes(
    sheet: Sheet, head: layout.Head, columns: dict[Field, int], lines: Sequence[layout.Line]
) -> Iterable[dict[str, Any]]:
    """What is to be known of the sheet as a whole."""
    hidden = [line.number for line in lines if line.hidden]
    if hidden:
        yield {"code": "hidden_rows", "told": {"count": len(hidden), "first": hidden[0]}}
    used = set(columns.values())
    unseen = [layout.letters(place) for place in sheet.hidden_columns if place in used]
    if unseen:
        yield {"code": "hidden_columns", "told": {"columns": ", ".join(unseen)}}
    left = [words for place, words in head.words.items() if place not in used]
    if left:
        yield {"code": "columns_left", "told": {"columns": "; ".join(words[:60] for words in left)}}
    if any(cell.kind == "formula" for line in lines for cell in line.cells.values()):
        yield {"code": "formulas", "told": {}}


def _order_doubted(proposed: Order) -> Iterable[dict[str, Any]]:
    if proposed is not Order.DAY_FIRST:
        yield {"code": f"order_{proposed.value}", "told": {}}


# --- Whose a row is ---------------------------------------------------------------------------------------------------


def _directory(by: Actor, chosen: dict[str, str]) -> Directory:
    land = registry.seat(by.body, on=by.on)
    return Directory(queries.linker(land, on=by.on), abolished(land, on=by.on), chosen)


def abolished(territory: UUID, *, on: dt.date) -> dict[str, Gone]:
    """Bodies that sat here and are no more, by what their names are compared by, with those that took over."""
    alive = Unit.objects.on(on)
    ended = UnitVersion.objects.filter(valid__endswith__lte=on).exclude(unit__in=alive)
    here = ended.filter(seat=territory) | ended.filter(seat__in=Unit.objects.under(territory, on))
    heirs: dict[UUID, list[UUID]] = {}
    passed = Succession.objects.filter(predecessor__in=here.values("unit"), on__lte=on).order_by("-whole", "on", "pk")
    for predecessor, successor in passed.values_list("predecessor", "successor"):
        heirs.setdefault(predecessor, []).append(successor)
    found: dict[str, Gone] = {}
    for version in here.order_by("valid"):
        gone = Gone(version.unit_id, tuple(heirs.get(version.unit_id, ())))
        for name in (version.name, version.short_name, *version.aliases):
            if key := known_as(name):
                found[key] = gone
    return found


@dataclass(frozen=True)
class _Who:
    lead: Found
    coordinating: Found


def _who(entry: Entry, directory: Directory) -> _Who:
    if entry.aside:
        return _Who(Found(), Found())
    return _Who(find(entry.lead, directory), find(entry.coordinating, directory))


# --- A row ------------------------------------------------------------------------------------------------------------


def _row(entry: Entry, who: _Who, cells: dict[str, str], *, take_done: bool) -> OldRow:
    problems = [asdict(problem) for problem in [*entry.problems, *_asked(entry, who), *_told_of_bodies(who)]]
    if entry.aside:
        fate = RowFate.ASIDE
    elif entry.is_refused:
        fate = RowFate.REFUSED
    else:
        fate = RowFate.DONE if entry.is_done and not take_done else RowFate.NEW
    return OldRow(
        number=entry.row,
        joined=entry.joined,
        fate=fate,
        text=entry.text,
        told=_told(entry, who),
        cells=cells if fate in (RowFate.REFUSED, RowFate.DONE, RowFate.ASIDE) else {},
        problems=problems,
    )


def _told(entry: Entry, who: _Who) -> dict[str, Any]:
    """What a row says beside the words of the task; JSON. See `due_of` for the due date."""
    if entry.aside:
        return {"aside": entry.aside.value}
    due = {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in due_columns(entry.due).items()
    }
    units = [str(unit) for unit in who.lead.units]
    return {
        "kind": _kind(entry, who).value,
        "units": units,
        "groups": [str(group) for group in who.lead.groups],
        "coordinating": [str(unit) for unit in who.coordinating.units if str(unit) not in units],
        "lead_words": "; ".join(entry.lead.splitlines())[:600],
        "with_words": "; ".join(entry.coordinating.splitlines())[:600],
        "lead_names": [known_as(name) for name in who.lead.names],
        "ask": [*who.lead.unknown, *who.coordinating.unknown, *who.lead.abolished, *who.coordinating.abolished],
        "assigned": entry.assigned.isoformat() if entry.assigned else "",
        "acts": _acts(entry.basis) if entry.basis else [],
        **{name: getattr(entry, name) for name in ("basis", "status", "result", "note")},
        **due,
    }


def due_of(row: OldRow) -> dict[str, Any]:
    """The due columns of a row's task."""
    days = {
        name: dt.date.fromisoformat(row.told[name]) if row.told[name] else None for name in ("due_start", "due_end")
    }
    return {"due_kind": row.told["due_kind"], "due_text": row.told["due_text"], **days}


def due_shown(row: OldRow) -> Due:
    """The due date of a row as the lists show one."""
    told = due_of(row)
    if not told["due_kind"]:
        return Due.none()
    return Due(DueKind(told["due_kind"]), told["due_text"], told["due_start"], told["due_end"])


def _kind(entry: Entry, who: _Who) -> TaskKind:
    if entry.due.kind == DueKind.RECURRING or "thuong xuyen" in fold(entry.due.as_written):
        return TaskKind.STANDING
    if named := _kinds().get(fold(entry.kind)):
        return named
    several = len(who.lead.units) > 1 or bool(who.lead.groups)
    return TaskKind.COLLECTIVE if several else TaskKind.ONE_OFF


def _asked(entry: Entry, who: _Who) -> Iterable[Problem]:
    """Names that wait for a person."""
    for found in (who.lead, who.coordinating):
        for name in found.unknown:
            yield Problem("unknown_body", str(entry.row), refuses=False, told={"name": name[:200]})
        for name in found.abolished:
            yield Problem("abolished_body", str(entry.row), refuses=False, told={"name": name[:200]})


def _told_of_bodies(who: _Who) -> Iterable[Problem]:
    if len(who.lead.units) > 1:
        yield Problem("several_bodies", "", refuses=False, told={"count": str(len(who.lead.units))})


@lru_cache(maxsize=4_000)
def _cited(words: str) -> tuple[tuple[str, str, str, str, str], ...]:
    reading = Reading.of(Source.of(words), lexicon_of(DEFAULT))
    acts = find_acts(reading, Bodies(reading, DEFAULT))
    return tuple((one.kind, one.number or "", one.date or "", one.issuer or "", one.about or "") for one in acts)


def _acts(words: str) -> list[dict[str, str]]:
    """Acts that a cell cites by number; words that cite none stay words."""
    return [
        {
            "kind": kind[:60],
            "number": number[:60],
            "issued_on": day if len(day) == 10 else "",
            "issuer": issuer[:200],
            "title": about[:600],
        }
        for kind, number, day, issuer, about in _cited(words[:1_000])
        if number
    ]


# --- What is there already --------------------------------------------------------------------------------------------


def _mark_known(rows: list[OldRow], *, sheet: str, sha256: str, by: Actor) -> None:
    """Rows that say what an earlier row says, and rows whose task is there already, get that fate."""
    candidates = [row for row in rows if row.fate in (RowFate.NEW, RowFate.DONE)]
    mark_twins(candidates, sheet=sheet, sha256=sha256, by=by)
    first: dict[Any, int] = {}
    for row in candidates:
        if row.fate == RowFate.KNOWN:
            continue
        key = (
            fold(row.text),
            row.told["due_end"],
            tuple(sorted(row.told["units"] + row.told["groups"])),
            known_as(row.told["lead_words"]),
        )
        if key in first:
            row.fate, row.same_as = RowFate.KNOWN, first[key]
        else:
            first[key] = row.number


def mark_twins(rows: list[OldRow], *, sheet: str, sha256: str, by: Actor) -> None:
    """Gives rows whose task is there already that fate, with the task: same words, same due date, same bodies.

    A row of the very same file also knows its task by its place, whatever was set right on the task since.
    """
    visible = Task.objects.visible_to(by).in_force()
    placed = dict(
        visible.filter(old_row__old_list__file__sha256=sha256, old_row__old_list__sheet=sheet).values_list(
            "old_row__number", "pk"
        )
    )
    for start in range(0, len(rows), AT_A_TIME):
        batch = rows[start : start + AT_A_TIME]
        twins = _twins({fold(row.text) for row in batch}, visible, on=by.on)
        for row in batch:
            twin = placed.get(row.number) or next(
                (one.task for one in twins.get((fold(row.text), row.told["due_end"]), ()) if one.is_for(row.told)), None
            )
            if twin:
                row.fate, row.twin_id = RowFate.KNOWN, twin


@dataclass(frozen=True)
class _Twin:
    """Whom a task that stands is for, in every way in which a row may say so."""

    task: UUID
    bodies: frozenset[str]
    names: frozenset[str]
    words: str

    def is_for(self, told: dict[str, Any]) -> bool:
        named = frozenset(told["units"]) | frozenset(told["groups"])
        called = frozenset(told["lead_names"])
        said = known_as(told["lead_words"])
        if not named and not self.bodies:
            return not said or said == self.words
        return self.bodies == named or bool(called and called == self.names) or bool(said and said == self.words)


def _twins(texts: set[str], visible: Any, *, on: dt.date) -> dict[tuple[str, str | None], list[_Twin]]:
    answering = TaskLine.objects.filter(part__in=(Part.LEAD, Part.MEMBER))
    tasks = list(
        visible.filter(text_folded__in=texts)
        .select_related("addressee")
        .prefetch_related(Prefetch("lines", answering))
        .order_by("pk")
    )
    names = registry.names({line.unit_id for task in tasks for line in task.lines.all()}, on=on)
    found: dict[tuple[str, str | None], list[_Twin]] = {}
    for task in tasks:
        units = [line.unit_id for line in task.lines.all()]
        called = [task.addressee.name] if task.addressee else [names[unit] for unit in units]
        bodies = [task.addressee_id] if task.addressee else units
        twin = _Twin(
            task.pk,
            frozenset(map(str, bodies)),
            frozenset(map(known_as, called)),
            known_as(task.responsible_text),
        )
        end = task.due_end.isoformat() if task.due_end else None
        found.setdefault((task.text_folded, end), []).append(twin)
    return found
