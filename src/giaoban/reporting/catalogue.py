"""The indicators of the installation: found, where each is used, and what a formula would make on the latest call."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count
from django.urls import reverse

from giaoban.kernel.vietnamese import fold, sort_key
from giaoban.registry.actor import Actor
from giaoban.reporting import deriving, figures, formulas, words
from giaoban.reporting.deriving import Making
from giaoban.reporting.enums import IndicatorKind
from giaoban.reporting.models import Call, FormItem, FormTemplate, Formula, Indicator
from giaoban.reporting.rollup import Rollup


@dataclass
class Entry:
    """An indicator in the list: the forms that ask for it, the indicators that are made of it, whether it is retired."""

    indicator: Indicator
    forms: list[str] = field(default_factory=list)
    made_of_it: list[Indicator] = field(default_factory=list)
    is_retired: bool = False


def _by_name() -> list[Indicator]:
    """Every indicator, as Vietnamese sorts."""
    return sorted(Indicator.objects.order_by("code"), key=lambda one: sort_key(one.name))


def entries(*, on: dt.date, q: str = "") -> list[Entry]:
    """Every indicator, by name, or those whose name or code holds all words of `q`. Three queries."""
    wanted = fold(q).split()
    found = {one.pk: Entry(one) for one in _by_name() if all(word in fold(f"{one.name} {one.code}") for word in wanted)}
    asked = FormItem.objects.filter(indicator__in=found).values_list("indicator", "section__form__name")
    for indicator, name in asked.order_by("section__form__name").distinct():
        found[indicator].forms.append(name)
    revisions = deriving.written()
    holding = deriving.in_force(revisions, on)
    for pk in {one.indicator_id for one in revisions} & found.keys():
        found[pk].is_retired = pk not in holding and all(one.since <= on for one in revisions if one.indicator_id == pk)
    by_code = {entry.indicator.code: entry for entry in found.values()}
    for formula in holding.values():
        for code in deriving.named(formula):
            if code in by_code:
                by_code[code].made_of_it.append(formula.indicator)
    return list(found.values())


@dataclass(frozen=True)
class Preview:
    """What a formula makes on a call: `said` is empty and `why` says so where there is no number; no call where none asks
    for all that it names.
    """

    in_words: str
    call: Call | None = None
    said: str = ""
    why: str = ""
    operands: tuple[tuple[Indicator, str, str], ...] = ()


def preview(making: Making, *, actor: Actor, as_of: dt.datetime) -> Preview:
    """The formula in words, and its figure on the latest call of the own body that has accepted returns."""
    call = latest(making, actor)
    if call is None:
        return Preview(making.in_words)
    found = Rollup(call, as_of=as_of)
    figure = making.figure(lambda one: found.figure(one, call.land_id))
    operands = tuple(
        (one, figures.said(found.figure(one, call.land_id)), reverse("reporting:figure", args=[call.pk, call.land_id, one.pk]))
        for one in making.operands
    )  # fmt: skip
    said = words.number(figure.number, places=2)
    return Preview(making.in_words, call, said, "" if said else words.lack(figure, making.operands), operands)


def latest(making: Making, actor: Actor) -> Call | None:
    """The latest call of the own body whose form asks for all that a figure is made of."""
    leaves = _leaves(making)
    forms = FormTemplate.objects.filter(sections__items__indicator__in=leaves)
    asking = forms.annotate(asked=Count("sections__items__indicator", distinct=True)).filter(asked=len(leaves))
    calls = Call.objects.filter(form__in=asking.values("pk"), owner=actor.unit_id).select_related("form")
    answered = calls.filter(returns__accepted_version__isnull=False).order_by("-map_day", "pk").first()
    return answered or calls.order_by("-map_day", "pk").first()


def _leaves(making: Making) -> set[UUID]:
    """What forms ask for of all that it is made of."""
    every = deriving.with_operands({one.pk for one in making.operands})
    return set(Indicator.objects.filter(pk__in=every).exclude(origin="derived").values_list("pk", flat=True))


def history(indicator: Indicator) -> list[Formula]:
    """Every revision of its formula, the latest first."""
    return list(indicator.formulas.select_related("by", "body").order_by("-seq"))


def names(codes: set[str]) -> dict[str, str]:
    """What indicators are called, by code."""
    return dict(Indicator.objects.filter(code__in=codes).values_list("code", "name"))


def used(indicator: Indicator) -> list[tuple[str, dt.date]]:
    """(name of the form, since when) of every version of a form that asks for it."""
    found: dict[tuple[str, dt.date], None] = defaultdict()
    rows = FormItem.objects.filter(indicator=indicator).values_list("section__form__name", "section__form__valid")
    for name, valid in rows.order_by("section__form__name", "section__form__valid"):
        found[name, valid.lower] = None
    return list(found)


def in_words(text: str) -> str:
    """A formula with the names of its indicators; "" of none."""
    if not text:
        return ""
    node = deriving.tree(text)
    return formulas.said(node, names({one.code for one in formulas.codes(node)}))


def offered() -> list[Indicator]:
    """What a formula can name, by name."""
    return [one for one in _by_name() if one.is_number or one.kind == IndicatorKind.RATIO]
