"""What the pages of a return show: its lines with what was said, asked, remarked and counted."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from giaoban.kernel.components import Moment
from giaoban.registry import queries as registry
from giaoban.reporting import checks, combining, gathering, queries, shorter, words
from giaoban.reporting.enums import Act, IndicatorKind, Source
from giaoban.reporting.forms import EntryForm
from giaoban.reporting.gathering import Gathered
from giaoban.reporting.inherited import past
from giaoban.reporting.meeting import Meeting
from giaoban.reporting.models import Call, CellComment, FormItem, FormSection, Indicator, Return, ReturnStep, Value
from giaoban.reporting.past import amount
from giaoban.reporting.shorter import Shorter


@dataclass
class Line:
    """A line of a return as pages show it; the fields are None where nothing is typed."""

    item: FormItem
    value: Value | None
    said: str
    before: str
    findings: list[str] = field(default_factory=list)
    asks_why: bool = False
    remarks: list[CellComment] = field(default_factory=list)
    history: list[Value] = field(default_factory=list)
    suggested: int | None = None
    typed: Any = None
    none: Any = None
    estimate: Any = None
    reason: Any = None
    filled: Any = None
    theirs: Value | None = None
    both: Value | None = None
    shorter: Shorter | None = None

    @property
    def indicator(self) -> Indicator:
        return self.item.indicator

    @property
    def meanwhile(self) -> Value | None:
        """What somebody else saved while this was typed."""
        return self.theirs or self.both

    @property
    def meanwhile_said(self) -> str:
        return words.value(self.meanwhile, self.indicator) or _("cleared")

    @property
    def filled_from(self) -> str:
        """Where a value was filled in from, in words, while nobody has kept it."""
        said = self.filled.value() if self.filled else ""
        fresh = said == Source.GATHERED and not (self.shorter and self.shorter.is_taken)
        return str(Source(said).label) if said in (Source.RECORDS, Source.PREVIOUS) or fresh else ""


@dataclass
class Sheet:
    """The sections of a form with their lines."""

    sections: list[tuple[FormSection, list[Line]]]
    open_findings: int
    gathered: dict[UUID, Gathered] = field(default_factory=dict)
    # Those whose numbers of the period before are in it, each with the address of its return.
    of_bodies: tuple[tuple[str, str], ...] = ()

    @property
    def lines(self) -> list[Line]:
        return [line for _section, lines in self.sections for line in lines]

    @property
    def moved(self) -> list[Line]:
        """Those whose shorter returns come to something else by now than what was taken over."""
        return [line for line in self.lines if line.shorter and line.shorter.moved]

    @property
    def gathered_from(self) -> str:
        """The shorter periods that say something of any line."""
        return shorter.whose(step for one in self._offered for step in one.known)

    @property
    def gathered_without(self) -> str:
        """The shorter periods of which a line lacks its figure."""
        return shorter.whose(step for one in self._offered for step in one.missing)

    @property
    def _offered(self) -> list[Gathered]:
        return [one for one in self.gathered.values() if one.is_offered]


def sheet(
    call: Call,
    of: Return | None,
    *,
    unit_id: UUID,
    as_of: dt.datetime,
    form: EntryForm | None = None,
    met: Meeting | None = None,
    ask_for_all: bool = False,
    with_history: bool = False,
) -> Sheet:
    """All lines of a return; findings of what was saved, those about empty cells only where `ask_for_all`."""
    lines, said = queries.items(call), queries.values(of)
    earlier = past(call, unit_id)
    cells, rules = queries.cells(lines, said, earlier), queries.rules(call)
    found = findings(cells, rules)
    remarks = _remarks(of)
    told = queries.history(of) if of and with_history else {}
    gathered = form.shorter if form else gathering.gathered(call, unit_id, said, lines)
    counted = queries.counted(call, (line.indicator for line in lines), [unit_id], as_of=as_of)
    sections: dict[UUID, tuple[FormSection, list[Line]]] = {}
    for item in lines:
        indicator = item.indicator
        mine = [one for one in found.get(indicator.code, ()) if ask_for_all or one.rule != "required"]
        line = Line(
            item,
            said.get(indicator.pk),
            _said(indicator, said),
            words.value(earlier.before.get(indicator.pk), indicator),
            findings=[words.finding(one) for one in mine],
            asks_why=any(not one.is_hard for one in mine),
            remarks=remarks.get(indicator.pk, []),
            history=told.get(indicator.pk, []),
            suggested=counted.get(indicator.pk, {}).get(unit_id),
            shorter=shorter.of_line(gathered[indicator.pk]) if indicator.pk in gathered else None,
        )
        with_fields(line, form)
        if met is not None:
            line.theirs, line.both = met.theirs.get(indicator.pk), met.both.get(indicator.pk)
        sections.setdefault(item.section_id, (item.section, []))[1].append(line)
    blocking = checks.blocking(cells, rules)
    return Sheet(list(sections.values()), len({one.cell for one in blocking}), gathered, earlier.of_bodies)


def with_fields(line: Line, form: EntryForm | None) -> None:
    """Gives a line the fields of the form in which it is typed."""
    place = line.item.number
    if form is None or f"v{place}" not in form.fields:
        return
    line.typed, line.filled = form[f"v{place}"], form[f"s{place}"]
    if f"n{place}" in form.fields:
        line.none, line.estimate, line.reason = form[f"n{place}"], form[f"e{place}"], form[f"r{place}"]
    if line.findings and not line.typed.errors:
        form.fields[f"v{place}"].widget.attrs["aria-describedby"] = f"f{place}"


def _said(indicator: Indicator, said: Mapping[UUID, Value]) -> str:
    if indicator.kind != IndicatorKind.RATIO:
        return words.value(said.get(indicator.pk), indicator)
    above, below = said.get(indicator.numerator_id), said.get(indicator.denominator_id)  # type: ignore[arg-type]
    made = combining.ratio(amount(above), amount(below))
    return f"{words.number(made, places=2)} %" if made is not None else ""


def findings(cells: Mapping[str, checks.Cell], rules: Sequence[checks.Rule]) -> dict[str, list[checks.Finding]]:
    """Findings on what was saved, by code of indicator."""
    found: dict[str, list[checks.Finding]] = defaultdict(list)
    for one in checks.run(cells, rules):
        found[one.cell].append(one)
    return dict(found)


def _remarks(of: Return | None) -> dict[UUID, list[CellComment]]:
    """Remarks on the cells of every version, the latest first."""
    made: dict[UUID, list[CellComment]] = defaultdict(list)
    if of:
        for one in CellComment.objects.filter(of=of).select_related("by").order_by("-at", "-pk"):
            made[one.indicator_id].append(one)
    return made


def moments(of: Return) -> list[Moment]:
    """What was done with the return, the latest first."""
    steps = list(ReturnStep.objects.filter(of=of).select_related("by").order_by("-at", "-pk"))
    called = registry.names({step.body_id for step in steps}, on=of.map_day)
    return [
        Moment(
            step.at,
            _("%(act)s, version %(version)s") % {"act": Act(step.act).label, "version": step.version},
            by=f"{step.by}, {called[step.body_id]}",
            text=step.reason,
        )
        for step in steps
    ]
