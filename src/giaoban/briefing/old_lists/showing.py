"""What the pages and files about an old list show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.briefing import queries
from giaoban.briefing.enums import RowFate, TaskKind
from giaoban.briefing.models import OldList, OldRow
from giaoban.briefing.old_lists import wording
from giaoban.briefing.old_lists.judging import due_shown
from giaoban.briefing.old_lists.layout import letters
from giaoban.kernel.listing import Column, Columns
from giaoban.registry import queries as registry
from giaoban.registry.models import UnitGroup

COLUMNS = Columns(
    Column("row", gettext_lazy("Row"), number=True),
    Column("text", gettext_lazy("Task"), primary=True),
    Column("who", gettext_lazy("Who")),
    Column("due", gettext_lazy("Due")),
    Column("fate", gettext_lazy("What becomes of it")),
)
CHIPS = {
    RowFate.NEW: "on_time",
    RowFate.KNOWN: "done",
    RowFate.DONE: "done",
    RowFate.REFUSED: "refused",
    RowFate.ASIDE: "draft",
}
WORDS = {
    RowFate.NEW: gettext_lazy("new"),
    RowFate.KNOWN: gettext_lazy("there already"),
    RowFate.DONE: gettext_lazy("done by the list itself"),
    RowFate.REFUSED: gettext_lazy("refused"),
    RowFate.ASIDE: gettext_lazy("no task"),
}


@dataclass(frozen=True)
class Figure:
    """How many rows have one fate."""

    fate: str
    count: int
    words: str


def figures(found: OldList) -> list[Figure]:
    """Rows by fate in a fixed order, those that are none left out; together they are all rows."""
    counted = dict(found.rows.order_by().values_list("fate").annotate(count=Count("pk")))
    return [Figure(fate.value, counted[fate], str(WORDS[fate])) for fate in RowFate if counted.get(fate)]


@dataclass(frozen=True)
class RowView:
    """A row as the preview shows it."""

    row: OldRow
    who: str
    coordinating: str
    due: queries.When | None
    kind: str
    chip: str
    state: str
    reasons: list[str]


def rows(shown: Iterable[OldRow], found: OldList) -> list[RowView]:
    """Rows with the names of their bodies, in a constant number of queries."""
    shown = list(shown)
    told = [row.told for row in shown if "aside" not in row.told]
    units = {UUID(unit) for one in told for unit in (*one["units"], *one["coordinating"])}
    names = {str(unit): name for unit, name in registry.names(units, on=found.created_at.date()).items()}
    groups = UnitGroup.objects.filter(pk__in={group for one in told for group in one["groups"]})
    names |= {str(group.pk): group.name for group in groups}
    return [_view(row, names) for row in shown]


def _view(row: OldRow, names: dict[str, str]) -> RowView:
    fate = RowFate(row.fate)
    view = RowView(row, "", "", None, "", CHIPS[fate], str(fate.label), wording.reasons(row))
    if fate is RowFate.ASIDE:
        return view
    linked = [names[body] for body in (*row.told["groups"], *row.told["units"])]
    return replace(
        view,
        who="; ".join([*linked, *(f"“{name}”" for name in row.told["ask"])]),
        coordinating="; ".join(names[unit] for unit in row.told["coordinating"]),
        due=queries.when(due_shown(row)),
        kind=str(TaskKind(row.told["kind"]).label),
    )


# --- To take along ----------------------------------------------------------------------------------------------------


def left_heads(found: OldList) -> list[str]:
    """The columns of the file as they were headed, and the reason."""
    return [_("Row"), *(words for _place, words in _headings(found)), _("What became of it"), _("Why")]


def _headings(found: OldList) -> list[tuple[str, str]]:
    from_sheet = [(letters(place), words) for place, words in found.headings]
    known = {name for name, _words in from_sheet}
    further = {name for cells in found.rows.exclude(cells={}).values_list("cells", flat=True) for name in cells} - known
    return sorted([*from_sheet, *((name, name) for name in further)], key=lambda pair: (len(pair[0]), pair[0]))


def left_values(found: OldList) -> Iterator[list[Any]]:
    """The rows that become no task but were none that stands either: refused, done, set aside; each with its reason."""
    places = [name for name, _words in _headings(found)]
    chosen = found.rows.filter(fate__in=(RowFate.REFUSED, RowFate.DONE, RowFate.ASIDE)).order_by("number")
    for row in chosen.iterator(chunk_size=500):
        why = " ".join(wording.reasons(row)) or str(WORDS[RowFate(row.fate)])
        yield [row.number, *(row.cells.get(name, "") for name in places), str(RowFate(row.fate).label), why]
