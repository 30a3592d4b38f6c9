"""Column types that the rooms share: identifiers, tree paths, sort keys."""

from typing import Any

from django.db import models

from giaoban.kernel.ids import uuid7


def id_field() -> "models.UUIDField[Any, Any]":
    """Primary key: UUID version 7, made in Python so that ids never collide when installations merge."""
    return models.UUIDField(primary_key=True, default=uuid7, editable=False)


def sort_key_field() -> "models.CharField[Any, Any]":
    """What Vietnamese order needs of a text, sorted by bytes; see kernel.vietnamese.sort_key."""
    return models.CharField(max_length=800, db_collation="C", editable=False)


def a_day_or_more(table: str) -> models.CheckConstraint:
    """What holds from a day to another (column `valid`, half-open) has a first day and lasts a day at least."""
    return models.CheckConstraint(
        condition=models.Q(valid__isempty=False, valid__lower_inf=False), name=f"{table}_a_day_or_more"
    )


class LTreeField(models.Field):  # type: ignore[type-arg]  # at run time Django's Field takes none
    """Labels from the root down, joined by dots; PostgreSQL's ltree."""

    def db_type(self, connection: Any) -> str:  # noqa: ARG002
        return "ltree"

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:  # noqa: ARG002
        return "%s::ltree"

    def to_python(self, value: Any) -> str | None:
        return None if value is None else str(value)


@LTreeField.register_lookup
class Under(models.Lookup):
    """`path__under=p`: p itself and all below it."""

    lookup_name = "under"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} <@ {right}", (*left_params, *right_params)


@LTreeField.register_lookup
class UnderAny(models.Lookup):
    """`path__under_any=[p, q]`: anything at or below one of them; an empty list finds nothing."""

    lookup_name = "under_any"

    def get_prep_lookup(self) -> list[str]:
        return [str(path) for path in self.rhs]

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        return f"{left} <@ ANY (%s::ltree[])", (*left_params, self.rhs)
