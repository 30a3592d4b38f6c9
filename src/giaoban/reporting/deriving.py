"""How derived figures are made: a ratio of two, or the formula that holds on a day, of the figures of the same land."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from giaoban.reporting import combining, formulas
from giaoban.reporting.combining import Figure
from giaoban.reporting.enums import IndicatorKind, Origin
from giaoban.reporting.models import Formula, FormulaOperand, Indicator

HUNDRED = "100"


def written(*, as_of: dt.datetime | None = None) -> list[Formula]:
    """Every revision of every formula, as it was known at `as_of`; the latest first. One query."""
    found = Formula.objects.select_related("indicator").order_by("indicator__code", "-seq")
    return list(found.filter(at__lte=as_of) if as_of else found)


def in_force(revisions: Iterable[Formula], day: dt.date) -> dict[UUID, Formula]:
    """The formula of each indicator that holds for what ends on a day; none of what is not begun or retired."""
    holds: dict[UUID, Formula] = {}
    for one in revisions:
        if one.since <= day:
            holds.setdefault(one.indicator_id, one)
    return {pk: one for pk, one in holds.items() if one.text}


@cache
def tree(text: str) -> formulas.Node:
    """A formula that was written once, read."""
    return formulas.read(text)


@dataclass(frozen=True)
class Making:
    """How one derived indicator is made, and of what."""

    indicator: Indicator
    operands: Sequence[Indicator]
    text: str = ""

    def figure(self, figure_of: Callable[[Indicator], Figure]) -> Figure:
        """The figure, of the figures of its operands; without a number it says why."""
        of = {one.code: figure_of(one) for one in self.operands}
        parts = min((one.parts for one in of.values()), default=0)
        if not self.text:
            above, below = (of[one.code].number for one in self.operands)
            lack = formulas.Lack.DIVIDED_BY_ZERO if above is not None and below == 0 else None
            return Figure(combining.ratio(above, below), parts, lack=lack or "")
        made = formulas.work_out(tree(self.text), lambda code: of[code].number)
        estimates = max((one.estimates for one in of.values()), default=0)
        return Figure(made.number, parts, estimates=estimates, lack=made.lack or "", lacking=made.of)

    @property
    def in_words(self) -> str:
        """The formula with the names of what it is made of."""
        names = {one.code: one.name for one in self.operands}
        if self.text:
            return formulas.said(tree(self.text), names)
        above, below = self.operands
        return f"“{above.name}” ÷ “{below.name}” × {HUNDRED}"


class Makings:
    """The derived indicators that can be made of those that forms ask for, with the formulas that hold on a day."""

    def __init__(self, asked: Iterable[Indicator], holding: dict[UUID, Formula]) -> None:
        self._by_id = {one.pk: one for one in asked}
        self._by_code = {one.code: one for one in self._by_id.values() if _has_figure(one)}
        self._made: dict[UUID, Making] = {}
        waiting = list(holding.values())
        while ready := [one for one in waiting if self._takes(one)]:
            waiting = [one for one in waiting if one not in ready]

    def _takes(self, formula: Formula) -> bool:
        """Whether all that it is made of is there; one formula may be made of another."""
        named = [one.code for one in formulas.codes(tree(formula.text))]
        if any(code not in self._by_code for code in named):
            return False
        operands = [self._by_code[code] for code in named]
        self._made[formula.indicator_id] = Making(formula.indicator, operands, formula.text)
        self._by_code[formula.indicator.code] = formula.indicator
        return True

    @property
    def indicators(self) -> list[Indicator]:
        """Those with a formula, by their codes."""
        return sorted((one.indicator for one in self._made.values()), key=lambda one: one.code)

    def of(self, indicator: Indicator) -> Making | None:
        """How it is made; None of what is said or counted, and of what has no formula in force."""
        if indicator.kind != IndicatorKind.RATIO:
            return self._made.get(indicator.pk)
        assert indicator.numerator_id is not None and indicator.denominator_id is not None  # noqa: PT018
        return Making(indicator, [self._by_id[indicator.numerator_id], self._by_id[indicator.denominator_id]])

    def leaves(self, indicator: Indicator) -> list[Indicator]:
        """What bodies say or records count of it, each once."""
        making = self.of(indicator)
        if making is None:
            return [] if is_made(indicator) else [indicator]
        found = {leaf.pk: leaf for one in making.operands for leaf in self.leaves(one)}
        return list(found.values())

    def figure(self, indicator: Indicator, figure_of: Callable[[Indicator], Figure]) -> Figure:
        """A derived figure; nothing of one without a formula in force."""
        making = self.of(indicator)
        return making.figure(figure_of) if making else Figure(None)


def is_made(indicator: Indicator) -> bool:
    """Whether it is made of others."""
    return indicator.origin == Origin.DERIVED


def _has_figure(indicator: Indicator) -> bool:
    return indicator.is_number or indicator.kind == IndicatorKind.RATIO


def with_operands(indicators: Collection[UUID]) -> set[UUID]:
    """These and everything that they are made of, by whatever revision. Two queries."""
    if not indicators:
        return set()
    pairs = list(FormulaOperand.objects.values_list("formula__indicator", "indicator"))
    ratios = Indicator.objects.filter(kind=IndicatorKind.RATIO).values_list("pk", "numerator", "denominator")
    pairs += [(pk, part) for pk, *parts in ratios for part in parts if part]
    found, fresh = set(indicators), set(indicators)
    while fresh:
        fresh = {part for made, part in pairs if made in fresh} - found
        found |= fresh
    return found


def named(formula: Formula) -> list[str]:
    """The codes that a formula names."""
    return [one.code for one in formulas.codes(tree(formula.text))]
