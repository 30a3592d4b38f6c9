"""Values are added: those that say something new, many at a time."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import connection

from giaoban.kernel.ids import uuid7
from giaoban.registry.actor import Actor
from giaoban.reporting.enums import Source
from giaoban.reporting.models import Return, Value
from giaoban.reporting.queries import Kept, Standing

# What a value of a return is, column by column, in the order in which COPY is told.
COLUMNS = (
    "id", "of_id", "indicator_id", "seq", "version", "number", "text", "none_occurred", "is_estimate", "source",
    "written", "reason", "revision", "at", "by_id",
)  # fmt: skip
Row = tuple[object, ...]


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a body tells of one indicator; nothing at all clears the cell."""

    indicator_id: UUID
    number: Decimal | None = None
    text: str = ""
    none_occurred: bool = False
    is_estimate: bool = False
    written: str = ""
    reason: str = ""
    source: Source = Source.TYPED

    def is_said_by(self, value: Kept | None) -> bool:
        """Whether this is what stands there already."""
        if value is None:
            return self.number is None and not self.text and not self.none_occurred
        return (self.number, self.text, self.none_occurred, self.is_estimate, self.reason) == (
            value.number,
            value.text,
            value.none_occurred,
            value.is_estimate,
            value.reason,
        )


def rows(
    of: Return,
    told: Iterable[Told],
    said: Mapping[UUID, Standing],
    *,
    revision: int,
    by: Actor,
    at: dt.datetime,
    again: Collection[UUID] = (),
) -> Iterator[Row]:
    """What is to be added to a return: what does not stand there already, and of the indicators `again` also what does."""
    pk, version, moment, person = of.pk.hex, of.version, at.isoformat(), by.user.pk.hex
    for one in told:
        before = said.get(one.indicator_id) if said else None
        if not one.is_said_by(before) or one.indicator_id in again:
            yield (
                uuid7().hex, pk, one.indicator_id.hex, before.seq + 1 if before else 1, version, one.number, one.text,
                one.none_occurred, one.is_estimate, one.source.value, one.written, one.reason, revision, moment, person,
            )  # fmt: skip


def add(values: Iterable[Row]) -> int:
    """Adds values as they come; how many."""
    named = ", ".join(connection.ops.quote_name(column) for column in COLUMNS)
    table = connection.ops.quote_name(Value._meta.db_table)  # noqa: SLF001 - Django's documented interface
    added = 0
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({named}) FROM STDIN") as copy:
        for row in values:
            copy.write_row(row)
            added += 1
    return added
