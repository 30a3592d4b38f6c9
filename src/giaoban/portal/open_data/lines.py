"""The rows of the datasets as lines of a table: lists become lines of their own, ids and states stay as they are."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ninja import Schema

from giaoban.kernel import spreadsheets
from giaoban.portal.open_data import schemas

# Which list of a row becomes lines, under which beginning of their columns; none: one line a row.
LISTS: dict[type[Schema], tuple[str, str]] = {
    schemas.Sentence: ("tasks", "task_"),
    schemas.Task: ("bodies", "body_"),
    schemas.Poll: ("choices", "choice_"),
}
OF_LIST: dict[type[Schema], type[Schema]] = {
    schemas.Sentence: schemas.Task,
    schemas.Task: schemas.Work,
    schemas.Poll: schemas.Choice,
}


def csv(kind: type[Schema], rows: Iterable[Schema]) -> bytes:
    """A table of comma-separated values that no spreadsheet takes for formulas; days as the year, the month, the day."""
    heads = _heads(kind)
    lines = ([_plain(line.get(head, "")) for head in heads] for row in rows for line in _lines(row))
    return "".join(spreadsheets.csv_lines(heads, lines)).encode()


def _heads(kind: type[Schema], before: str = "") -> list[str]:
    listed, inner = LISTS.get(kind, ("", ""))
    own = [f"{before}{name}" for name in kind.model_fields if name != listed]
    return own + (_heads(OF_LIST[kind], before + inner) if listed else [])


def _lines(row: Schema, before: str = "") -> Iterator[dict[str, Any]]:
    listed, inner = LISTS.get(type(row), ("", ""))
    own = {f"{before}{name}": getattr(row, name) for name in type(row).model_fields if name != listed}
    below: Sequence[Any] = getattr(row, listed) if listed else ()
    if not below:
        yield own
    for one in below:
        for line in _lines(one, before + inner):
            yield {**own, **line}


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list):
        return "; ".join(value)
    return "" if value is None else value
