"""The maps as the registry knows them, as far as some units are concerned."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from uuid import UUID

from giaoban.kernel.days import DayRange
from giaoban.registry.models import Norm, Succession, Unit, UnitVersion
from giaoban.reporting.restating import Atlas, Passing, Split

POPULATION = "population-passed"


def atlas(units: Collection[UUID], *, day: dt.date, rule: Split) -> Atlas:
    """The maps as the registry knows them, as far as they concern these units and those above them."""
    passings = [
        Passing(*row)
        for row in Succession.objects.filter(on__lte=day)
        .order_by("pk")
        .values_list("predecessor", "successor", "on", "whole")
    ]
    lives: dict[UUID, list[DayRange]] = defaultdict(list)
    above: dict[UUID, UUID] = {}
    fresh = _concerned(units, passings)
    while fresh:
        rows = UnitVersion.objects.filter(unit__in=fresh).order_by("unit", "valid")
        for unit, valid, parent in rows.values_list("unit", "valid", "parent"):
            lives[unit].append(DayRange(valid.lower, valid.upper or dt.date.max))
            if parent:
                above[unit] = parent
        fresh = _concerned(above.values(), passings) - lives.keys()
    return Atlas(lives, passings, day, rule, people(passings), above)


def _concerned(units: Iterable[UUID], passings: list[Passing]) -> set[UUID]:
    heirs: dict[UUID, set[UUID]] = defaultdict(set)
    for one in passings:
        heirs[one.predecessor].add(one.successor)
    found = set(units)
    fresh = set(found)
    while fresh:
        fresh = {heir for unit in fresh for heir in heirs[unit]} - found
        found |= fresh
    return found


def people(passings: Iterable[Passing]) -> dict[tuple[UUID, UUID, dt.date], int]:
    """Inhabitants of the parts that passed, as far as the norms know them: code "population-passed", scope "edition:code>edition:code"
    of the divided unit and of the heir (itself, for what it kept), in force on the day of the division. Two queries at most.
    """
    divided = [one for one in passings if not one.whole]
    norms = Norm.objects.filter(code=POPULATION) if divided else Norm.objects.none()
    known = [(norm.scope, norm.valid, norm.value) for norm in norms]
    if not known:
        return {}
    codes = {one.pk: f"{one.edition}:{one.code}" for one in Unit.objects.filter(pk__in=_both(divided))}
    pairs = {(one.predecessor, heir, one.on) for one in divided for heir in (one.successor, one.predecessor)}
    return {
        (unit, heir, on): value
        for unit, heir, on in pairs
        for scope, valid, value in known
        if scope == f"{codes[unit]}>{codes[heir]}" and on in valid
    }


def _both(passings: Iterable[Passing]) -> set[UUID]:
    return {unit for one in passings for unit in (one.predecessor, one.successor)}
