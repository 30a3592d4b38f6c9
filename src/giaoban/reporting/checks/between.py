"""Rules between lines that the form itself declares: one goes with another, one is at most so many times another.

All of them ask; what is impossible by itself is the word of other checks.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from giaoban.reporting.checks.cell import Cell, Finding


@dataclass(frozen=True, kw_only=True)
class GoesWith:
    """Where `line` is more than nothing, one of `others` is too. `says` is the question for a person."""

    line: str
    others: tuple[str, ...]
    says: str

    def holds(self, cells: Mapping[str, Cell]) -> bool:
        amounts = [cells[code].amount for code in self.others]
        return not cells[self.line].amount or None in amounts or any(amounts)


@dataclass(frozen=True, kw_only=True)
class AtMost:
    """`line` is no more than `times` the sum of `others`, where these are more than nothing."""

    line: str
    others: tuple[str, ...]
    times: int
    says: str

    def holds(self, cells: Mapping[str, Cell]) -> bool:
        amount, others = cells[self.line].amount, [cells[code].amount for code in self.others]
        if amount is None or None in others:
            return True
        total = sum((other for other in others if other is not None), Decimal(0))
        return not total or amount <= self.times * total


Rule = GoesWith | AtMost


def check(cells: Mapping[str, Cell], rules: Sequence[Rule] = ()) -> Iterable[Finding]:
    """Findings at the line that each broken rule names; a rule about lines that the form does not ask is passed over."""
    return [
        Finding("between", rule.line, False, says=rule.says)
        for rule in rules
        if cells.keys() >= {rule.line, *rule.others} and not rule.holds(cells)
    ]
