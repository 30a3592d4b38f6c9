"""The package's own small tables: facts that the demonstration and the tests stand on, each with its source.

`quang_tri_units.csv` and `quang_tri_successions.csv` hold Quảng Trị as it was from 1 January 2020 (125 communes in
10 districts), from 1 January 2025 (119) and from 1 July 2025 (78 communes of the new province, with what they came from,
also in Quảng Bình). `quang_tri_tiles.csv` is no fact but a drawing of ours: where each district stands on a map of tiles.
`acts.csv` names the resolutions, `sources.csv` says what was read, and what could not be confirmed.
"""

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from giaoban.registry.place_names import KINDS, level_of_code
from giaoban.registry.unit_files import SuccessionRow, UnitRow, UnitTables

FOLDER = Path(__file__).parent
UNITS, SUCCESSIONS, TILES = "quang_tri_units.csv", "quang_tri_successions.csv", "quang_tri_tiles.csv"


def quang_tri() -> UnitTables:
    """The units of Quảng Trị and its predecessors with their successions.

    A unit whose beginning the table does not know has `first_day` None; 2020-01-01 is the first day
    that the table vouches for, not the day a commune was founded, unless an act stands beside it.
    """
    return UnitTables(units=tuple(_units()), successions=tuple(_successions()))


def rows(file: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The lines of one of the tables as (line, values by column)."""
    with (FOLDER / file).open(encoding="utf-8", newline="") as stream:
        yield from enumerate(csv.DictReader(stream, strict=True), start=2)


def tiles() -> dict[tuple[str, str], tuple[int, int]]:
    """Where units stand on a map of tiles: (column, row) by (edition, code), from the north-west."""
    return {(row["edition"], row["code"]): (int(row["column"]), int(row["row"])) for _line, row in rows(TILES)}


def _units() -> Iterator[UnitRow]:
    for number, row in rows(UNITS):
        level = level_of_code(row["code"])
        if level is None:
            raise ValueError(f"{UNITS}, line {number}: {row['code']!r} is no code of a unit")
        yield UnitRow(
            edition=row["edition"],
            code=row["code"],
            kind=KINDS[level][row["kind"]],
            name=row["name"],
            parent_code=row["within"],
            first_day=_day(row["first_day"]),
            end_day=_day(row["end_day"]),
            file=UNITS,
            row=number,
            act=row["act"],
            aliases=tuple(filter(None, row["also"].split("|"))),
        )


def _successions() -> Iterator[SuccessionRow]:
    whole = {"whole": True, "part": False}
    for number, row in rows(SUCCESSIONS):
        yield SuccessionRow(
            predecessor=_key(row["ended"]),
            successor=_key(row["became"]),
            on=dt.date.fromisoformat(row["day"]),
            whole=whole[row["share"]],
            file=SUCCESSIONS,
            row=number,
            act=row["act"],
        )


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _key(reference: str) -> tuple[str, str]:
    edition, code = reference.split(":")
    return edition, code
