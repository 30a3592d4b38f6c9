"""What a page says of figures gathered from shorter returns: of which periods, which are missing and why, what moved since."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from giaoban.kernel.period import Period, PeriodKind
from giaoban.reporting import words
from giaoban.reporting.combining import STOCKS, Part
from giaoban.reporting.enums import OverTime
from giaoban.reporting.gathering import Gathered, Step
from giaoban.reporting.models import Indicator, Value
from giaoban.reporting.yearly import label, upper_first

ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Row:
    """A shorter period: what it says or why it says nothing, and what was taken over where that was something else."""

    label: str
    said: str
    is_known: bool
    url: str
    then: str


@dataclass(frozen=True)
class Shorter:
    """A line's figure from shorter returns in words; `estimated` is what was estimated on top of what was taken over."""

    rows: list[Row]
    offer: str
    missing: str
    is_offered: bool
    is_taken: bool
    taken: str
    estimated: str
    moved: str


def of_line(found: Gathered) -> Shorter:
    indicator, taken = found.indicator, found.taken
    told_then = [step for step in found.steps if step.then is not None and not step.then.is_empty]
    return Shorter(
        rows=[_row(step, indicator, taken) for step in found.steps],
        offer=_offer(found),
        missing=whose(found.missing),
        is_offered=found.is_offered and not (taken and not found.has_moved),
        is_taken=taken is not None,
        taken=_("Added up from the returns of %(periods)s") % {"periods": whose(told_then)},
        estimated=_estimated(found),
        moved=_moved(found) if found.has_moved else "",
    )


def runs(periods: Iterable[Period]) -> str:
    """Periods of one kind and year in few words: "tháng 1–6, 8/2021"."""
    told = sorted(periods)
    if not told:
        return ""
    year = told[0].start.year
    if told[0].kind == PeriodKind.MONTH:
        return _("months %(runs)s/%(year)s") % {"runs": _runs([one.start.month for one in told]), "year": year}
    if told[0].kind == PeriodKind.QUARTER:
        places = [one.start.month // 3 for one in told]
        named = ", ".join(ROMAN[place] for place in places)
        return _("quarters %(runs)s/%(year)s") % {"runs": named, "year": year}
    return ", ".join(label(one) for one in told)


def whose(steps: Iterable[Step]) -> str:
    """Of which periods, and of whom where some are of bodies that were taken over: "tháng 1–6/2021 của … và …; tháng 7–9/2021
    của cơ quan này".
    """
    told = list(steps)
    if not any(step.whose for step in told):
        return runs({step.period for step in told})
    by_body: dict[str, set[Period]] = defaultdict(set)
    for step in told:
        # Of what nobody was asked, nobody is named.
        by_body[step.whose or (_("this body") if step.called else "")].add(step.period)
    alike: dict[tuple[Period, ...], list[str]] = defaultdict(list)
    for name, periods in by_body.items():
        alike[tuple(sorted(periods))].append(name)
    return "; ".join(
        _("%(periods)s of %(bodies)s") % {"periods": runs(periods), "bodies": _(" and ").join(names)}
        if any(names)
        else runs(periods)
        for periods, names in sorted(alike.items())
    )


def _runs(numbers: Sequence[int]) -> str:
    said: list[list[int]] = []
    for number in numbers:
        if said and number == said[-1][-1] + 1:
            said[-1].append(number)
        else:
            said.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in said)


def _row(step: Step, indicator: Indicator, taken: Value | None) -> Row:
    url = f"{step.of.get_absolute_url()}#i-{indicator.pk}" if step.of else ""
    then = ""
    if taken is not None and step.has_moved:
        then = words.value(step.then, indicator) or _("no figure")
    told = upper_first(label(step.period))
    return Row(f"{told}, {step.whose}" if step.whose else told, _stand(step, indicator), step.is_known, url, then)


def _stand(step: Step, indicator: Indicator) -> str:
    return {
        "known": words.value(step.value, indicator),
        "silent": _("accepted, without a word of this line"),
        "waiting": _("handed in, not accepted yet"),
        "owed": _("not handed in"),
        "not_asked": _("no return was called for"),
        "divided": _("not comparable: the place was divided, and nobody knows how much of it is this body's"),
    }[step.stand]


def _offer(found: Gathered) -> str:
    if not found.is_offered:
        return ""
    told = {"number": _said(found.made, found.indicator), "periods": whose(found.known)}
    if found.line and found.indicator.over_time in STOCKS:
        return _("What was accepted last of each place, in returns of %(periods)s, comes to %(number)s.") % told
    said = {
        OverTime.SUM: _("Your accepted returns of %(periods)s add up to %(number)s."),
        OverTime.AVERAGE: _("The mean of your accepted returns of %(periods)s is %(number)s."),
        OverTime.LAST: _("The last of your accepted returns (%(last)s) says %(number)s."),
        OverTime.CUMULATIVE: _("Cumulative by %(last)s, your accepted returns say %(number)s."),
    }[OverTime(found.indicator.over_time)]
    return said % {**told, "last": label(found.known[-1].period)}


def _estimated(found: Gathered) -> str:
    """How much was added for what was missing; only of what is added up can one say so."""
    taken, base = found.taken, found.then.amount
    if taken is None or taken.number is None or base is None or found.indicator.over_time != OverTime.SUM:
        return ""
    return _said(Part(taken.number - base), found.indicator) if taken.number > base else ""


def _moved(found: Gathered) -> str:
    told = {"now": _said(found.made, found.indicator), "then": _said(found.then, found.indicator)}
    return _("The shorter returns come to %(now)s now; %(then)s was taken over.") % told


def _said(part: Part, indicator: Indicator) -> str:
    if part.none_occurred:
        return _("none occurred")
    number: Decimal | None = part.number
    return " ".join(filter(None, (words.number(number, places=3), indicator.unit))) if number is not None else "–"
