"""What a draft of a form holds. Codes name indicators; a line whose indicator is new carries it.

What is taken out stays where it stood, marked, so that it can be put back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from giaoban.registry.enums import UnitKind
from giaoban.reporting.checks.between import AtMost, GoesWith, Rule
from giaoban.reporting.drafted.reading import Reader
from giaoban.reporting.enums import FormPeriod, IndicatorKind, Level, Origin, OverTime, OverUnits, RuleKind, Window
from giaoban.reporting.shipped.asking import Ask

MOST_SECTIONS, MOST_LINES, MOST_RULES, MOST_CHOICES = 50, 300, 200, 50
LONGEST_CODE, LONGEST_TITLE, LONGEST_NAME, LONGEST_UNIT, LONGEST_CHOICE = 60, 200, 300, 30, 100
LONGEST_TEXT, LONGEST_SAYS, LONGEST_MEASURE, LONGEST_CATEGORY = 2_000, 500, 80, 40
HIGHEST = Decimal(10) ** 15


@dataclass(frozen=True)
class Head:
    """Who fills a form in, for what kind of period, and who calls for it."""

    code: str
    name: str
    body_kind: UnitKind
    level: Level
    period_kind: FormPeriod
    window: Window
    also_kinds: tuple[UnitKind, ...] = ()
    called_by: UnitKind | None = None

    @property
    def caller(self) -> UnitKind:
        return self.called_by or self.body_kind

    def fields(self) -> dict[str, Any]:
        """As models keep it."""
        return {**vars(self), "also_kinds": list(self.also_kinds), "called_by": self.called_by or ""}


@dataclass(frozen=True)
class DraftLine:
    """See `models.FormItem`; `ask` is the indicator where the line brings a new one."""

    code: str
    question: str = ""
    is_required: bool = True
    most: Decimal | None = None
    part_of: str = ""
    adds_up: bool = False
    ask: Ask | None = None
    is_out: bool = False

    def as_json(self) -> dict[str, Any]:
        told: dict[str, Any] = {"code": self.code, "is_required": self.is_required}
        for name in ("question", "part_of", "adds_up", "is_out"):
            if getattr(self, name):
                told[name] = getattr(self, name)
        if self.most is not None:
            told["most"] = str(self.most)
        if self.ask:
            told["indicator"] = ask_as_json(self.ask)
        return told

    @classmethod
    def read(cls, row: Reader) -> "DraftLine":
        code = row.code("code")
        inner = row.inner("indicator")
        return cls(
            code=code,
            question=row.text("question", LONGEST_TEXT),
            is_required=row.flag("is_required", default=True),
            most=row.number("most", highest=HIGHEST),
            part_of=row.code("part_of", required=False),
            adds_up=row.flag("adds_up"),
            ask=read_ask(code, inner) if inner else None,
            is_out=row.flag("is_out"),
        )


@dataclass(frozen=True)
class DraftSection:
    title: str
    guidance: str = ""
    lines: tuple[DraftLine, ...] = ()
    is_out: bool = False

    @property
    def standing(self) -> list[DraftLine]:
        return [] if self.is_out else [line for line in self.lines if not line.is_out]

    def as_json(self) -> dict[str, Any]:
        told: dict[str, Any] = {"title": self.title, "lines": [line.as_json() for line in self.lines]}
        if self.guidance:
            told["guidance"] = self.guidance
        return {**told, "is_out": True} if self.is_out else told

    @classmethod
    def read(cls, row: Reader) -> "DraftSection":
        return cls(
            title=row.text("title", LONGEST_TITLE, required=True),
            guidance=row.text("guidance", LONGEST_TEXT),
            lines=tuple(DraftLine.read(one) for one in row.rows("lines", MOST_LINES)),
            is_out=row.flag("is_out"),
        )


@dataclass(frozen=True)
class DraftRule:
    """See `models.FormRule`."""

    kind: RuleKind
    line: str
    others: tuple[str, ...]
    says: str
    times: int = 0
    is_out: bool = False

    def as_json(self) -> dict[str, Any]:
        told: dict[str, Any] = {
            "kind": self.kind.value,
            "line": self.line,
            "others": list(self.others),
            "says": self.says,
        }
        if self.times:
            told["times"] = self.times
        return {**told, "is_out": True} if self.is_out else told

    @classmethod
    def read(cls, row: Reader) -> "DraftRule":
        times = row.number("times", highest=HIGHEST)
        return cls(
            kind=row.one_of("kind", RuleKind, RuleKind.GOES_WITH),
            line=row.code("line"),
            others=tuple(row.codes("others", MOST_CHOICES)),
            says=row.text("says", LONGEST_SAYS, required=True),
            times=int(times) if times else 0,
            is_out=row.flag("is_out"),
        )

    @classmethod
    def of(cls, rule: Rule) -> "DraftRule":
        if isinstance(rule, GoesWith):
            return cls(RuleKind.GOES_WITH, rule.line, rule.others, rule.says)
        return cls(RuleKind.AT_MOST, rule.line, rule.others, rule.says, rule.times)

    def made(self) -> Rule:
        """As the checks take it."""
        if self.kind == RuleKind.GOES_WITH:
            return GoesWith(line=self.line, others=self.others, says=self.says)
        return AtMost(line=self.line, others=self.others, times=self.times, says=self.says)


@dataclass(frozen=True)
class Content:
    sections: tuple[DraftSection, ...] = ()
    rules: tuple[DraftRule, ...] = field(default=())

    def lines(self) -> Iterator[DraftLine]:
        """Those that stand, in their order."""
        return (line for section in self.sections for line in section.standing)

    def standing(self) -> "Content":
        """Without what was taken out."""
        sections = (replace(one, lines=tuple(one.standing)) for one in self.sections if not one.is_out)
        return Content(tuple(sections), tuple(one for one in self.rules if not one.is_out))

    def as_json(self) -> dict[str, Any]:
        return {
            "sections": [one.as_json() for one in self.sections],
            "rules": [one.as_json() for one in self.rules],
        }

    @classmethod
    def read(cls, row: Reader) -> "Content":
        return cls(
            tuple(DraftSection.read(one) for one in row.rows("sections", MOST_SECTIONS)),
            tuple(DraftRule.read(one) for one in row.rows("rules", MOST_RULES)),
        )

    @classmethod
    def of_json(cls, told: Mapping[str, Any]) -> "Content":
        """What an operation kept."""
        return cls.read(Reader(told))


def ask_as_json(ask: Ask) -> dict[str, Any]:
    """An indicator without its code, which its line names."""
    told: dict[str, Any] = {
        "name": ask.name,
        "unit": ask.unit,
        "kind": ask.kind.value,
        "origin": ask.origin.value,
        "over_units": ask.over_units.value,
        "over_time": ask.over_time.value,
    }
    if ask.measure:
        told["measure"] = ask.measure
    if ask.of:
        told["numerator"], told["denominator"] = ask.of
    if ask.choices:
        told["choices"] = list(ask.choices)
    if ask.splits:
        told["whole"], told["dimension"], told["category"] = ask.splits
    return told


def read_ask(code: str, row: Reader) -> Ask:
    """An indicator as `ask_as_json` writes it."""
    above, below = row.code("numerator", required=False), row.code("denominator", required=False)
    whole = row.code("whole", required=False)
    dimension, category = row.text("dimension", LONGEST_CATEGORY), row.text("category", LONGEST_CATEGORY)
    return Ask(
        code=code,
        name=row.text("name", LONGEST_NAME, required=True),
        unit=row.text("unit", LONGEST_UNIT),
        kind=row.one_of("kind", IndicatorKind, IndicatorKind.COUNT),
        origin=row.one_of("origin", Origin, Origin.REPORTED),
        measure=row.text("measure", LONGEST_MEASURE),
        over_units=row.one_of("over_units", OverUnits, OverUnits.SUM),
        over_time=row.one_of("over_time", OverTime, OverTime.SUM),
        of=(above, below) if above or below else None,
        choices=tuple(row.texts("choices", MOST_CHOICES, LONGEST_CHOICE)),
        splits=(whole, dimension, category) if whole or dimension or category else None,
    )


def read_head(row: Reader) -> Head:
    """The head of a form as `head_as_json` writes it."""
    return Head(
        code=row.code("code"),
        name=row.text("name", LONGEST_TITLE, required=True),
        body_kind=row.one_of("body_kind", UnitKind),
        also_kinds=tuple(row.several("also_kinds", UnitKind)),
        level=row.one_of("level", Level),
        period_kind=row.one_of("period_kind", FormPeriod),
        window=row.one_of("window", Window, Window.CALENDAR),
        called_by=row.one_of("called_by", UnitKind) if row.has("called_by") else None,
    )


def head_as_json(head: Head) -> dict[str, Any]:
    told: dict[str, Any] = {
        "code": head.code,
        "name": head.name,
        "body_kind": head.body_kind.value,
        "also_kinds": [one.value for one in head.also_kinds],
        "level": head.level.value,
        "period_kind": head.period_kind.value,
        "window": head.window.value,
    }
    return {**told, "called_by": head.called_by.value} if head.called_by else told
