"""How a form is written down: indicators once, then lines that ask for them."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from giaoban.registry.enums import UnitKind
from giaoban.reporting.checks.between import Rule
from giaoban.reporting.enums import FormPeriod, IndicatorKind, Level, Origin, OverTime, OverUnits, Window


@dataclass(frozen=True)
class Ask:
    """An indicator; see `models.Indicator`. `of` is the (numerator, denominator) of a ratio, by code; `splits` the (whole,
    dimension, category) of one that counts a category of another.
    """

    code: str
    name: str
    unit: str = ""
    kind: IndicatorKind = IndicatorKind.COUNT
    origin: Origin = Origin.REPORTED
    measure: str = ""
    over_units: OverUnits = OverUnits.SUM
    over_time: OverTime = OverTime.SUM
    of: tuple[str, str] | None = None
    choices: tuple[str, ...] = ()
    splits: tuple[str, str, str] | None = None


@dataclass(frozen=True)
class Line:
    """A line of a form; see `models.FormItem`. `part_of` is the code of a line that stands before it."""

    ask: Ask
    question: str = ""
    is_required: bool = True
    most: Decimal | int | None = None
    part_of: str = ""
    adds_up: bool = False


@dataclass(frozen=True)
class Section:
    title: str
    lines: tuple[Line, ...]
    guidance: str = ""


@dataclass(frozen=True)
class Form:
    """A version of a form, in force from `since` on; `rules` are checked between its lines, besides the checks of each.

    It goes up the line of `body_kind`, unless `called_by` names who else calls for it.
    """

    code: str
    name: str
    body_kind: UnitKind
    level: Level
    period_kind: FormPeriod
    window: Window
    since: dt.date
    sections: tuple[Section, ...]
    also_kinds: tuple[UnitKind, ...] = ()
    called_by: UnitKind | None = None
    rules: tuple[Rule, ...] = ()

    @property
    def caller(self) -> UnitKind:
        """The kind of body that calls for returns on it."""
        return self.called_by or self.body_kind
