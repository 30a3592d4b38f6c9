"""The report as a paper: outline, merged paragraphs, figures as fields, tasks, tables with the columns that offices print.

The same content is the page on which every figure opens and the Word file; nothing is typed in between.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from giaoban.documents import queries as documents
from giaoban.documents.papers import Annex, Block, Column, Heading, Paper, Paragraph, Table, said
from giaoban.documents.papers import Field as Placed
from giaoban.kernel.measures import measures
from giaoban.kernel.resolvers import Resolved, Sight, resolvers
from giaoban.registry.actor import Actor
from giaoban.reporting import combining, narrative, plans, report_charts, rollup
from giaoban.reporting.bound import Bound, Figures, written
from giaoban.reporting.enums import IndicatorKind
from giaoban.reporting.models import PeriodReport
from giaoban.reporting.narrative import Said
from giaoban.reporting.prose import fields
from giaoban.reporting.prose.fields import Field
from giaoban.reporting.rollup import Land
from giaoban.reporting.shipped.outlines import Annexed, Outline, Part

KIND = "BC"
NOT_THERE = "–"
DONE, LATE = "briefing.on_time", "briefing.late"
TASK_COLUMNS = (Column("STT", 12, centred=True), Column("Nhiệm vụ", 118), Column("Kết quả", 30, centred=True))
# Millimetres of a page: amounts of thousands of millions stay in one line.
TABLE_COLUMNS = (
    Column("STT", 12, centred=True),
    Column("Chỉ tiêu", 40),
    Column("ĐVT", 15, centred=True),
    Column("Kỳ này", 30, centred=True),
    Column("Cùng kỳ năm trước", 30, centred=True),
    Column("So cùng kỳ (%)", 15, centred=True),
    Column("Trong đó ước", 27, centred=True),
)
TABLE_COLUMNS_WITH_PLAN = (
    Column("STT", 12, centred=True),
    Column("Chỉ tiêu", 35),
    Column("ĐVT", 14, centred=True),
    Column("Kỳ này", 30, centred=True),
    Column("Cùng kỳ năm trước", 26, centred=True),
    Column("So cùng kỳ (%)", 14, centred=True),
    Column("So kế hoạch (%)", 14, centred=True),
    Column("Trong đó ước", 26, centred=True),
)
STATES = {DONE: "Đúng hạn", LATE: "Chưa xong đúng hạn"}


@dataclass(frozen=True)
class Draft:
    """The paper, and every figure that stands in it, by its id. `empty` are sections in which nothing stands
    yet, `loose` fields of which nothing is known.
    """

    paper: Paper
    bound: dict[str, Bound]
    empty: tuple[Part, ...]
    loose: tuple[str, ...]

    @property
    def links(self) -> dict[str, str]:
        """Where the figures open."""
        return {key: one.url for key, one in self.bound.items()}


def compose(report: PeriodReport, *, actor: Actor, as_of: dt.datetime) -> Draft:
    """The report as it would be printed at that instant, in the letterhead of its body."""
    return _Composer(report, actor, as_of).draft()


class _Composer:
    def __init__(self, report: PeriodReport, actor: Actor, as_of: dt.datetime) -> None:
        self.report = report
        self.actor = actor
        self.outline: Outline = narrative.outline(report)
        self.figures = Figures(report, as_of=as_of)
        self.lands = rollup.lands(report.call, actor=actor)
        self.bound: dict[str, Bound] = {}
        self.loose: list[str] = []
        self.charts = report_charts.of_report(report)
        self._drawn = 0
        self._planned = plans.that_apply(report.call.span)
        self._plans = plans.standing([report.call.land_id], self._planned)

    def draft(self) -> Draft:
        passages: dict[str, list[Said]] = {}
        for one in narrative.said(self.report):
            if not one.passage.is_out:
                passages.setdefault(one.passage.section, []).append(one)
        blocks: list[Block] = [Paragraph(self._period(self.outline.opening))]
        for part in self.outline.parts:
            blocks += self._part(part, passages.get(part.code, []))
        blocks.append(Paragraph(self._period(self.outline.closing)))
        annexes = tuple(one for wanted in self.outline.annexes for one in self._annex(wanted))
        empty = tuple(part for part in self.outline.written if not passages.get(part.code) and not part.table)
        return Draft(self._paper(tuple(blocks), annexes), self.bound, empty, tuple(self.loose))

    def _paper(self, blocks: tuple[Block, ...], annexes: tuple[Annex, ...]) -> Paper:
        found = documents.letterhead(self.report.owner_id, on=self.actor.on)
        return Paper(
            profile=documents.profile(found.style, on=self.actor.on).code,
            kind=KIND,
            issuer=found.issuer,
            subject=self._period(self.outline.subject),
            blocks=blocks,
            signer=found.signer,
            day=self.actor.on,
            recipients=self.outline.recipients,
            annexes=annexes,
        )

    def _period(self, text: str) -> str:
        return text.replace("{period}", self.report.call.span.label("vi"))

    def _key(self, field: Field) -> Bound | None:
        """The field's figure, noted as standing in the paper."""
        found = self.figures.bound(field)
        if found is not None:
            self.bound[field.key] = found
        return found

    # --- Parts ----------------------------------------------------------------------------------------------------------

    def _part(self, part: Part, passages: Sequence[Said]) -> Iterator[Block]:
        yield Heading(part.title)
        for one in passages:
            yield self._paragraph(one.text.text)
        if part.table:
            yield self._table(part)
        yield from self._charts(part)
        if part.has_tasks:
            yield from self._tasks()

    def _paragraph(self, text: str) -> Paragraph:
        """The text with its figures filled in; a field that nothing is known of (any more) says so."""
        named = fields.fields(text)
        words = {one.key: found.said if (found := self._key(one)) else f"({one.key}?)" for one in named}
        self.loose += [one.key for one in named if one.key not in self.bound]
        told, places = fields.filled(said(text), words)
        return Paragraph(told, tuple(Placed(*one) for one in places if one.key in self.bound))

    def _table(self, part: Part) -> Table:
        """The period, the same a year before, of the plan where there is one, and what is estimated."""
        lines: list[tuple[Bound, Bound | None, str]] = []
        for code in part.table:
            now = self._key(Field(code, "", ""))
            if now is not None:
                before = self._key(Field(code, "", self.figures.last_year)) if self.figures.last_year else None
                lines.append((now, before, self._of_plan(now)))
        has_plan = any(planned for _now, _before, planned in lines)
        keys = [(line, 3, now.key) for line, (now, _before, _planned) in enumerate(lines)]
        keys += [(line, 4, before.key) for line, (_now, before, _planned) in enumerate(lines) if before]
        rows = tuple(
            (
                str(line),
                now.label,
                now.unit,
                _cell(now.number),
                _cell(before.number if before else None),
                _compared(now, before),
                *([planned or NOT_THERE] if has_plan else []),
                _cell(now.estimated),
            )
            for line, (now, before, planned) in enumerate(lines, start=1)
        )
        return Table(TABLE_COLUMNS_WITH_PLAN if has_plan else TABLE_COLUMNS, rows, tuple(keys))

    def _of_plan(self, now: Bound) -> str:
        """How much of the plan the figure makes; "" where nothing is planned."""
        if now.indicator is None or now.land is None:
            return ""
        found = plans.plan(self._plans, now.land, now.indicator.pk, self._planned, now.number)
        made = combining.ratio(now.number, found.target.number) if found else None
        return written(round(made, 1)) if made is not None else ""

    def _tasks(self) -> Iterator[Block]:
        """The body's own tasks that fell due in the period: done in time, and not."""
        rows: list[tuple[str, ...]] = []
        for code in (DONE, LATE):
            for task in self._records(code):
                rows.append((str(len(rows) + 1), str(task.label), STATES[code]))
        if rows:
            yield Table(TASK_COLUMNS, tuple(rows))

    def _records(self, code: str) -> list[Resolved]:
        if code not in {one.code for one in measures}:
            return []
        call = self.report.call
        pointers = measures.records(
            code, units=[self.report.owner_id], period=call.counted, as_of=self.figures.as_of, reader=self.actor
        )
        return [one for one in resolvers.resolve(pointers, reader=self.actor).values() if one.sight == Sight.LINK]

    def _charts(self, part: Part) -> Iterator[Block]:
        """Those that somebody chose for the section, as far as there is something to draw."""
        for one in self.charts.get(part.code, []):
            places = places_of(self.report, self.figures, self.lands)
            found = report_charts.chart(one, self.figures, places=places, number=self._drawn + 1, keyed=self._key)
            if found is not None:
                self._drawn += 1
                yield found

    # --- Annexes --------------------------------------------------------------------------------------------------------

    def _annex(self, wanted: Annexed) -> Iterator[Annex]:
        """A table of indicators by place: the places right below the body's land, then all of it."""
        places = places_of(self.report, self.figures, self.lands)
        codes = [code for code in wanted.of if self.figures.bound(Field(code, "", "")) is not None]
        if not places or not codes:
            return
        heads = [found for code in codes if (found := self._key(Field(code, "", "")))]
        columns = (
            Column("STT", 12, centred=True),
            Column("Địa bàn", 52),
            *(Column(f"{one.label} ({one.unit})" if one.unit else one.label, 32, centred=True) for one in heads),
        )
        rows: list[tuple[str, ...]] = []
        keys: list[tuple[int, int, str]] = []
        for name, land in [*places, ("Tổng cộng", "")]:
            cells = [self._key(Field(code, land, "")) for code in codes]
            keys += [(len(rows), place, one.key) for place, one in enumerate(cells, start=2) if one]
            number = str(len(rows) + 1) if land else ""
            rows.append((number, name, *(_cell(one.number if one else None) for one in cells)))
        yield Annex(wanted.title, (Table(columns, tuple(rows), tuple(keys)),))


def places_of(report: PeriodReport, figures: Figures, lands: dict[UUID, Land]) -> list[tuple[str, str]]:
    """(name, code) of the places right below the body's land that have bodies of the call."""
    below = rollup.below(report.call.land_id, lands, figures.rollup.bodies)
    codes = figures.codes
    return [(one.name, codes[one.id]) for one in below if one.id in codes]


def _cell(number: Decimal | None) -> str:
    return written(number) or NOT_THERE


def _compared(now: Bound, before: Bound | None) -> str:
    """Of a hundred of the year before; for a ratio the difference in points."""
    if before is None or now.number is None or before.number is None:
        return NOT_THERE
    if now.indicator is not None and now.indicator.kind == IndicatorKind.RATIO:
        points = round(now.number - before.number, 2)
        return f"{'+' if points > 0 else ''}{written(points)} điểm"
    return written(round(now.number * 100 / before.number, 1)) if before.number else NOT_THERE
