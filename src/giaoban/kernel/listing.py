"""Lists whose whole state stands in their address: columns and their order, pages, filters chosen and how to drop them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.forms import BaseForm, BoundField, CheckboxInput
from django.http import QueryDict

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PAGE_PARAMETERS = ("page", "after", "before")


@dataclass(frozen=True)
class Keyset:
    """A page of a long list read by key: the query strings of its neighbours, empty where there is none."""

    previous: str = ""
    next: str = ""
    shown: int = 0


@dataclass(frozen=True)
class Column:
    """One column of a table.

    `order` holds the database fields that sorting by this column means, ascending; empty where one cannot sort by it.
    """

    name: str
    label: "StrOrPromise"
    order: Sequence[str] = ()
    number: bool = False
    primary: bool = False
    hidden_label: bool = False


class Columns(Mapping[str, Column]):
    """The columns of one table in order, and the order in which its rows come.

    >>> COLUMNS = Columns(Column("title", _("Task"), primary=True), Column("due", _("Due"), order=["due_until"]), default="due")
    >>> tasks.order_by(*COLUMNS.order_by(request.GET.get("sort")))

    A name with a minus sorts downwards. Anything else than a sortable column's name falls back to `default`: an address
    that somebody shortened by hand still opens.
    """

    def __init__(self, *columns: Column, default: str = "") -> None:
        self._by_name = {column.name: column for column in columns}
        self.default = default

    def __getitem__(self, name: str) -> Column:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    def chosen(self, sort: str | None) -> str:
        """The sort that holds: the asked one if it exists, else the default."""
        column = self._by_name.get((sort or "").removeprefix("-"))
        return sort if sort and column and column.order else self.default

    def order_by(self, sort: str | None) -> tuple[str, ...]:
        """Fields for `QuerySet.order_by`, always ended by the primary key so that pages never overlap."""
        chosen = self.chosen(sort)
        column = self._by_name.get(chosen.removeprefix("-"))
        fields = column.order if column else ()
        if not chosen.startswith("-"):
            return (*fields, "pk")
        return (*(name[1:] if name.startswith("-") else f"-{name}" for name in fields), "pk")


@dataclass(frozen=True)
class Chip:
    """One chosen filter value in the words of the form, and the address without it."""

    label: "StrOrPromise"
    value: object
    url: str


def address(query: QueryDict, *, drop: Iterable[str] = (), **changes: str) -> str:
    """The present query string with changes, at the first page again: another order or choice has other pages."""
    changed = query.copy()
    for name in (*PAGE_PARAMETERS, *drop):
        changed.pop(name, None)
    for name, value in changes.items():
        changed[name] = value
    return f"?{changed.urlencode()}"


def chips(query: QueryDict, form: BaseForm) -> list[Chip]:
    """What is chosen in a filter form, field by field."""
    return [chip for field in form for chip in _field_chips(query, form, field)]


def _field_chips(query: QueryDict, form: BaseForm, field: BoundField) -> Iterator[Chip]:
    chosen = query.getlist(field.html_name)
    for value in filter(None, chosen):
        rest = query.copy()
        rest.setlist(field.html_name, [other for other in chosen if other != value])
        yield Chip(field.label, _words(form, field, value), address(rest))


def _words(form: BaseForm, field: BoundField, value: str) -> object:
    if isinstance(field.field.widget, CheckboxInput):
        return ""
    cleaned = getattr(form, "cleaned_data", {}).get(field.name)
    for record in cleaned if isinstance(cleaned, QuerySet) else [cleaned]:
        if str(getattr(record, "pk", "")) == value:
            return record
    return dict(getattr(field.field.widget, "choices", ())).get(value, value)
