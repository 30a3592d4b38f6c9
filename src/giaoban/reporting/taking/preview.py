"""What would become of a return with what was brought: line by line, before anything is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.kernel.vietnamese import fold
from giaoban.reporting import words
from giaoban.reporting.enums import IndicatorKind
from giaoban.reporting.forms import EntryForm, as_typed
from giaoban.reporting.models import FormItem, Value
from giaoban.reporting.operations import Told
from giaoban.reporting.taking.brought import Brought


class Fate(TextChoices):
    REFUSED = "refused", gettext_lazy("Not taken")
    NEW = "new", gettext_lazy("New")
    CHANGED = "changed", gettext_lazy("Changed")
    SAME = "same", gettext_lazy("As it stands")
    EMPTY = "empty", gettext_lazy("Empty: stays as it is")


# In the order in which somebody has to look.
CHIPS = {
    Fate.REFUSED: "refused",
    Fate.NEW: "done",
    Fate.CHANGED: "due_soon",
    Fate.SAME: "draft",
    Fate.EMPTY: "draft",
}


@dataclass(frozen=True)
class Row:
    """One line that was brought: what stands, what would stand, and where it came from."""

    item: FormItem
    address: str
    stands: str
    brings: str
    fate: Fate
    why: str
    note: str

    @property
    def chip(self) -> str:
        return CHIPS[self.fate]


@dataclass(frozen=True)
class Preview:
    """What is refused stands first, what changes nothing last. `sent` is the whole form with what can be taken, as it would
    be sent.
    """

    rows: list[Row]
    sent: dict[str, str]

    def count(self, fate: Fate) -> int:
        return sum(row.fate == fate for row in self.rows)

    @property
    def refused(self) -> int:
        return self.count(Fate.REFUSED)

    @property
    def taken(self) -> int:
        return self.count(Fate.NEW) + self.count(Fate.CHANGED)


def preview(
    brought: Sequence[Brought], *, lines: Sequence[FormItem], said: Mapping[UUID, Value], revision: int
) -> Preview:
    """Judges what was brought as if it were typed, beside what stands."""
    stands = {**as_typed(lines, said), "revision": str(revision), "brought": "on"}
    refused = {one.item.number: one.why for one in brought if one.why}
    sent = dict(stands)
    for one in brought:
        if not one.why and not one.is_empty:
            refused |= _put(sent, one)
    first = EntryForm(sent, lines=lines, said=said, suggested={})
    refused |= {place: why for place, why in _errors(first, brought).items() if place not in refused}
    sent = dict(stands)
    for one in brought:
        if one.item.number not in refused and not one.is_empty:
            _put(sent, one)
    form = EntryForm(sent, lines=lines, said=said, suggested={})
    told = {one.indicator_id: one for one in form.told()} if form.is_valid() else {}
    rows = [_row(one, said, told, refused.get(one.item.number, "")) for one in brought]
    return Preview(sorted(rows, key=lambda row: list(CHIPS).index(row.fate)), sent)


def _put(sent: dict[str, str], one: Brought) -> dict[int, str]:
    """Types what was brought into the form; what a choice does not offer comes back with the reason."""
    place, written = one.item.number, one.written
    if one.item.indicator.kind == IndicatorKind.CHOICE:
        choices = {fold(choice): choice for choice in one.item.indicator.choices}
        if fold(written) not in choices:
            offered = ", ".join(one.item.indicator.choices)
            return {
                place: _("“%(written)s” is not offered here. Choose from: %(choices)s.")
                % {"written": written[:60], "choices": offered}
            }
        written = choices[fold(written)]
    sent[f"v{place}"] = written
    for name, ticked in (("n", one.none), ("e", one.estimate)):
        if ticked is not None:
            sent.pop(f"{name}{place}", None)
            sent |= {f"{name}{place}": "on"} if ticked else {}
    if one.reason is not None:
        sent[f"r{place}"] = one.reason
    return {}


def _errors(form: EntryForm, brought: Sequence[Brought]) -> dict[int, str]:
    return {
        one.item.number: " ".join(found)
        for one in brought
        if (found := [str(why) for name in "vner" for why in form.errors.get(f"{name}{one.item.number}", ())])
    }


def _row(one: Brought, said: Mapping[UUID, Value], told: Mapping[UUID, Told], why: str) -> Row:
    indicator, value = one.item.indicator, said.get(one.item.indicator_id)
    stands = words.value(value, indicator)
    if why:
        return Row(one.item, one.address, stands, one.written, Fate.REFUSED, why, one.note)
    if one.is_empty:
        return Row(one.item, one.address, stands, "", Fate.EMPTY, "", one.note)
    new = told[indicator.pk]
    fate = Fate.CHANGED if value is not None and not value.is_empty else Fate.NEW
    if new.is_said_by(value):
        fate = Fate.SAME
    return Row(one.item, one.address, stands, _shown(new, indicator.unit), fate, "", one.note)


def _shown(told: Told, unit: str) -> str:
    if told.none_occurred:
        return _("none occurred")
    return f"{words.number(told.number)} {unit}".strip() if told.number is not None else told.text
