"""Checks of a return, one rule a file, pure: cells in, findings out. They know no database and no words.

A hard finding refuses the submission; a soft one asks why, and the answer stays with the value.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from giaoban.reporting.checks import between, jump, least_and_most, required, sums
from giaoban.reporting.checks.between import Rule
from giaoban.reporting.checks.cell import Cell, Finding

Check = Callable[[Mapping[str, Cell]], Iterable[Finding]]
CHECKS: Sequence[Check] = (required.check, least_and_most.check, sums.check, jump.check)


def run(cells: Mapping[str, Cell], rules: Sequence[Rule] = ()) -> list[Finding]:
    """Every finding on the cells of one return, by code of indicator; check by check, in the order of the cells.

    `rules` are those that the form declares between its lines.
    """
    return [*(finding for check in CHECKS for finding in check(cells)), *between.check(cells, rules)]


def blocking(cells: Mapping[str, Cell], rules: Sequence[Rule] = ()) -> list[Finding]:
    """What stands between a return and its submission: hard findings, and soft ones that nobody explained."""
    return [one for one in run(cells, rules) if one.is_hard or not cells[one.cell].reason.strip()]


__all__ = ["CHECKS", "Cell", "Check", "Finding", "Rule", "blocking", "run"]
