"""What the room says in sentences: numbers as Vietnam writes them, findings of checks, what was typed and cannot be read."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from giaoban.reporting.checks.cell import Finding
from giaoban.reporting.combining import Figure
from giaoban.reporting.formulas import Lack, Unread
from giaoban.reporting.formulas import Why as FormulaWhy
from giaoban.reporting.models import Indicator, Value
from giaoban.reporting.typed import Why

FINEST = 3


def number(value: Decimal | int | None, *, places: int | None = None) -> str:
    """Grouped and without zeros behind the comma; "" where there is none. `places` rounds what was divided."""
    if value is None:
        return ""
    exact = round(Decimal(value), places) if places is not None else Decimal(value)
    plain = exact.quantize(Decimal(1)) if exact == int(exact) else exact.normalize()
    return str(number_format(plain, force_grouping=True))


def value(said: Value | None, indicator: Indicator) -> str:
    """A value of a return: the number with its unit, "none occurred", or the words themselves."""
    if said is None or said.is_empty:
        return ""
    if said.none_occurred:
        return _("none occurred")
    if said.number is None:
        return said.text
    return " ".join(filter(None, (number(said.number), indicator.unit)))


def short(value: Decimal | None) -> str:
    """In as few letters as a tile of a map has room for: 1,2 tỷ · 45 tr · 1.234 · –."""
    if value is None:
        return "–"
    for least, said in ((10**9, _("%(number)s bn")), (10**6, _("%(number)s m"))):
        if abs(value) >= least:
            return said % {"number": number(value / least, places=1)}
    return number(value, places=1)


def editable(value: Decimal | None) -> str:
    """As one types it in Vietnam, whatever the language of the page: 1.234,5.

    Three figures behind the comma get a zero more, so that nobody takes them for thousands.
    """
    if value is None:
        return ""
    plain = value.quantize(Decimal(1)) if value == int(value) else value.normalize()
    written = f"{plain:,f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"{written}0" if len(written.partition(",")[2]) == FINEST else written


def finding(one: Finding) -> str:
    """A finding as a person reads it."""
    if one.says:
        return one.says
    figures: dict[str, Any] = {name: number(value) for name, value in one.figures.items()}
    return {
        "required": _("Still to be answered. Where nothing happened, tick “none occurred”."),
        "negative": _("This number cannot be below zero."),
        "not_whole": _("Only whole numbers are counted here."),
        "too_much": _("More than %(most)s cannot be. Look at the number."),
        "parts_differ": _("The whole is %(whole)s, but its parts add up to %(parts)s."),
        "part_too_large": _("The whole is %(whole)s, but a part of it is %(parts)s."),
        "jump": _(
            "%(now)s now; %(usual)s is usual (the middle of the last %(periods)s periods). Say why it is so far off, or correct it."
        ),
        "unlike_last_year": _(
            "%(now)s now, %(year)s in the same period last year: more than three times the other. Say why, or correct it."
        ),
    }[one.rule] % figures


def lack(figure: Figure, operands: Sequence[Indicator]) -> str:
    """Why a derived figure has no number; "" where it has one."""
    if figure.number is not None:
        return ""
    if figure.lack == Lack.DIVIDED_BY_ZERO:
        return _("No figure: it would be divided by zero.")
    if figure.lack == Lack.TOO_LARGE:
        return _("No figure: it would be too large to be true.")
    names = [one.name for one in operands if one.code == figure.lacking]
    return _("No figure yet: nothing is known of “%(name)s”.") % {"name": names[0]} if names else _("No figure yet.")


def formula_unread(problem: Unread) -> str:
    """What is wrong with a formula, and where it stands."""
    told = {"place": problem.place + 1, "there": problem.there}
    return {
        FormulaWhy.EMPTY: _("Write a formula."),
        FormulaWhy.TOO_LONG: _("A formula has 500 signs at most."),
        FormulaWhy.TOO_DEEP: _("Too many brackets within each other, at sign %(place)s."),
        FormulaWhy.NO_SIGN: _(
            "“%(there)s” at sign %(place)s is neither a code, a number (1,5) nor a sign of arithmetic."
        ),
        FormulaWhy.EXPECTED_VALUE: _("At sign %(place)s a code, a number or a bracket is missing."),
        FormulaWhy.EXPECTED_END: _(
            "“%(there)s” at sign %(place)s does not belong there; perhaps + - * / is missing before it."
        ),
        FormulaWhy.OPEN: _("The bracket opened at sign %(place)s is not closed."),
        FormulaWhy.NO_FUNCTION: _(
            "There is no function “%(there)s” (sign %(place)s): min, max, round, ifzero, ifnone."
        ),
        FormulaWhy.ARGUMENTS: _(
            "The function “%(there)s” at sign %(place)s takes other arguments; they stand apart by a semicolon."
        ),
    }[problem.why] % told


def unread(why: Why) -> str:
    """Why a number was not taken, and how to write it."""
    return {
        Why.AMBIGUOUS: _(
            "This may be read in two ways. Write 1.234 for thousands, or one zero more behind the comma (1,2340) for a decimal."
        ),
        Why.POINT: _("A point groups thousands (1.234). Write a decimal with a comma: 1,5."),
        Why.NOT_WHOLE: _("Only whole numbers are counted here."),
        Why.NEGATIVE: _("This number cannot be below zero."),
        Why.NO_NUMBER: _("This is no number. Write for example 1.234; for money also 2 tỷ 285 triệu."),
        Why.TOO_LARGE: _("This number is too large to be true."),
        Why.TOO_FINE: _("Three figures behind the comma at most."),
    }[why]
