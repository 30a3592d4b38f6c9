"""What is wrong with a draft of a form, all of it at once, each thing at its place."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from giaoban.reporting.drafted.content import Content, DraftLine, DraftRule, Head
from giaoban.reporting.enums import NUMBERS, IndicatorKind, Origin, RuleKind
from giaoban.reporting.shipped.asking import Ask

FORM = "form"
# Addresses of the pages of forms that are no form's.
NO_FORM = frozenset({"new", "drafts", "none"})
TWO = 2


@dataclass(frozen=True)
class Known:
    """What the installation knows already.

    `indicators` by code; `measures` that a room offers; `categories` of each dimension; `taken`: (whole, dimension, category) →
    code of the indicator that counts it. `before` is the head of the version that a new one would follow, and `is_shipped`
    says that the code is that of a form of the program that nobody has taken up.
    """

    indicators: Mapping[str, Ask] = field(default_factory=dict)
    measures: Collection[str] = ()
    categories: Mapping[str, Collection[str]] = field(default_factory=dict)
    taken: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    before: Head | None = None
    is_shipped: bool = False
    follows: bool = False


Problems = dict[str, list[str]]


def section_place(number: int) -> str:
    return f"s{number}"


def line_place(section: int, number: int) -> str:
    return f"s{section}l{number}"


def rule_place(number: int) -> str:
    return f"r{number}"


def problems(head: Head, content: Content, known: Known) -> Problems:
    """Every reason why the draft cannot be put in force, by place: the form, a section, a line, a rule."""
    found: Problems = defaultdict(list)
    for where, says in _found(head, content, known):
        if says not in found[where]:
            found[where].append(says)
    return dict(found)


def asked(content: Content, known: Known) -> dict[str, Ask]:
    """The indicators that the lines ask for, by code, whether they are known or new."""
    found = {line.code: line.ask or known.indicators.get(line.code) for line in content.lines()}
    return {code: ask for code, ask in found.items() if ask}


def _found(head: Head, content: Content, known: Known) -> Iterator[tuple[str, str]]:
    yield from ((FORM, says) for says in (*_of_head(head, known), *_of_all(content, known)))
    looked = _Lines(content, known)
    for place, section in enumerate(content.sections):
        if section.is_out:
            continue
        if not section.standing:
            yield section_place(place), _("This section has no line.")
        for number, line in enumerate(section.lines):
            if not line.is_out:
                yield from ((line_place(place, number), says) for says in looked.wrong(line))
    for number, rule in enumerate(content.rules):
        if not rule.is_out:
            yield from ((rule_place(number), says) for says in _of_rule(rule, looked))


def _of_all(content: Content, known: Known) -> Iterator[str]:
    sections = [one for one in content.sections if not one.is_out]
    asks = asked(content, known).values()
    if not sections:
        yield _("The form has no section yet.")
    elif not any(one.standing for one in sections):
        yield _("The form has no line yet.")
    elif asks and not any(one.origin == Origin.REPORTED for one in asks):
        yield _("Nobody has anything to answer on this form: every line is counted or made of others.")


def _of_head(head: Head, known: Known) -> Iterator[str]:
    if head.code in NO_FORM:
        yield _("No form can have this code.")
    if known.is_shipped:
        yield _(
            "A form that comes with the program has this code. Choose another, or write a new version of that form."
        )
    before = known.before
    if before is None:
        return
    if before.caller != head.caller:
        yield _("A form that %(kind)s calls for has this code. Choose another code.") % {"kind": before.caller.label}
    elif not known.follows:
        yield _("There is a form with this code already: “%(name)s”. Choose another code, or write a new version of it.") % {"name": before.name}  # fmt: skip
    else:
        fixed = ("body_kind", "level", "period_kind", "window")
        if any(getattr(before, name) != getattr(head, name) for name in fixed):
            yield _("A new version keeps who fills it in, the level, the period and the days that count, so that its periods can be compared. For another one begin a form with its own code.")  # fmt: skip


class _Lines:
    """All lines that stand, looked at together."""

    def __init__(self, content: Content, known: Known) -> None:
        self.known = known
        self.lines = list(content.lines())
        self.asks = asked(content, known)
        self.times = Counter(line.code for line in self.lines)
        self.order = {line.code: place for place, line in reversed(list(enumerate(self.lines)))}
        self.wholes = {line.part_of for line in self.lines if line.part_of}

    def is_number(self, code: str) -> bool:
        return code in self.asks and self.asks[code].kind in NUMBERS

    def is_told(self, code: str) -> bool:
        return code in self.asks and self.asks[code].origin == Origin.REPORTED

    def wrong(self, line: DraftLine) -> Iterator[str]:
        if self.times[line.code] > 1:
            yield _("This indicator is asked twice.")
        if line.ask:
            yield from self._of_new(line.ask)
        elif line.code not in self.known.indicators:
            yield _("There is no indicator with the code “%(code)s”.") % {"code": line.code}
            return
        ask = self.asks[line.code]
        if ask.kind == IndicatorKind.RATIO:
            yield from self._of_ratio(ask)
        elif ask.origin == Origin.DERIVED:
            yield _("This figure is made by a formula: it stands in the tables by itself, and no form asks for it.")
        if line.most is not None and line.most < 0:
            yield _("The most that can be is not below zero.")
        if line.most is not None and not self.is_number(line.code):
            yield _("Only a number has a most that can be.")
        yield from self._of_parts(line)

    def _of_parts(self, line: DraftLine) -> Iterator[str]:
        if line.adds_up and line.code not in self.wholes:
            yield _("No line is a part of this one: nothing can add up to it.")
        if not line.part_of:
            return
        if line.part_of == line.code:
            yield _("A line is no part of itself.")
        elif line.part_of not in self.order:
            yield _("The line that this is a part of (%(code)s) is not on the form.") % {"code": line.part_of}
        elif self.order[line.part_of] > self.order[line.code]:
            yield _("A part stands below its whole: move one of them.")
        elif not (self.is_number(line.code) and self.is_number(line.part_of)):
            yield _("Only a number is a part of a number.")
        elif not (self.is_told(line.code) and self.is_told(line.part_of)):
            yield _("Whole and part are both told by hand; what records count is not compared.")

    def _of_ratio(self, ask: Ask) -> Iterator[str]:
        if not ask.of or not all(ask.of):
            yield _("A ratio is made of two other indicators: name both.")
            return
        for code in ask.of:
            if code not in self.order:
                yield _("This ratio is made of “%(code)s”, which the form does not ask for.") % {"code": code}
            elif not self.is_number(code):
                yield _("This ratio is made of “%(code)s”, which is no number.") % {"code": code}
        if ask.of[0] == ask.of[1]:
            yield _("A ratio is made of two different indicators.")

    def _of_new(self, ask: Ask) -> Iterator[str]:
        if ask.code in self.known.indicators:
            yield _("There is an indicator with this code already: “%(name)s”. Take that one, or choose another code.") % {"name": self.known.indicators[ask.code].name}  # fmt: skip
        if (ask.kind == IndicatorKind.RATIO) != (ask.origin == Origin.DERIVED):
            yield _(
                "A ratio, and only a ratio, is made of other figures here; a formula is written among the indicators."
            )
        if ask.of and ask.kind != IndicatorKind.RATIO:
            yield _("Only a ratio is made of two other indicators.")
        yield from self._of_measure(ask)
        yield from self._of_choices(ask)
        if ask.splits:
            yield from self._of_category(ask, *ask.splits)

    def _of_measure(self, ask: Ask) -> Iterator[str]:
        if ask.measure and ask.measure not in self.known.measures:
            yield _("No room offers the measure “%(code)s”: nothing could be counted.") % {"code": ask.measure}
        if ask.measure and ask.kind not in NUMBERS:
            yield _("Only a number can be counted from records.")
        if ask.origin == Origin.COUNTED and not ask.measure:
            yield _("Say which records are counted.")

    def _of_choices(self, ask: Ask) -> Iterator[str]:
        if ask.kind == IndicatorKind.CHOICE and len(set(ask.choices)) < TWO:
            yield _("A choice of words needs two different ones at least.")
        if len(set(ask.choices)) < len(ask.choices):
            yield _("The same words are offered twice.")
        if ask.choices and ask.kind != IndicatorKind.CHOICE:
            yield _("Only a choice of words offers words.")

    def _of_category(self, ask: Ask, whole: str, dimension: str, category: str) -> Iterator[str]:
        of = self.asks.get(whole) or self.known.indicators.get(whole)
        taken = self.known.taken.get((whole, dimension, category))
        if of is None or whole == ask.code:
            yield _("The indicator that this splits (%(code)s) is not there.") % {"code": whole}
        elif of.kind != ask.kind or ask.kind not in NUMBERS:
            yield _("A category counts the same kind of number as “%(name)s”.") % {"name": of.name}
        elif of.splits:
            yield _("“%(name)s” is a category itself, and is not split further.") % {"name": of.name}
        if category not in self.known.categories.get(dimension, ()):
            yield _("There is no category “%(category)s” of “%(dimension)s”.") % {"category": category, "dimension": dimension}  # fmt: skip
        elif taken or self._is_split_twice(ask):
            yield _("This category is counted by another indicator already: %(code)s.") % {"code": taken or whole}

    def _is_split_twice(self, ask: Ask) -> bool:
        return sum(one.splits == ask.splits for one in self.asks.values()) > 1


def _of_rule(rule: DraftRule, lines: _Lines) -> Iterator[str]:
    if not rule.others:
        yield _("Say which other line this one goes with.")
    for code in (rule.line, *rule.others):
        if code not in lines.order:
            yield _("This rule names “%(code)s”, which the form does not ask for.") % {"code": code}
        elif not (lines.is_number(code) and lines.is_told(code)):
            yield _("This rule names “%(code)s”, which is no number that a body tells.") % {"code": code}
    if rule.line in rule.others:
        yield _("A line is not compared with itself.")
    if rule.kind == RuleKind.AT_MOST and rule.times < 1:
        yield _("Say how many times the others at most, at least once.")
    if not rule.says:
        yield _("Say what is asked where the numbers do not fit.")
