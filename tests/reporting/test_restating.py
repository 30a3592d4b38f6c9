"""One map told on another: equal to a recount of the villages, over a thousand random histories with reforms in the middle."""

import dataclasses
import datetime as dt
import random
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.kernel.days import DayRange
from giaoban.reporting import carrying, combining
from giaoban.reporting.combining import Part
from giaoban.reporting.enums import OverTime, OverUnits
from giaoban.reporting.restating import Atlas, Passing, Split, divisions
from giaoban.reporting.stocks import scaled

FOREVER = dt.date.max
HISTORIES, FEWER = settings(max_examples=1_000, deadline=None), settings(max_examples=200, deadline=None)
A, B, C, D = (UUID(int=number) for number in range(1, 5))
BEFORE, REFORM, AFTER = dt.date(2021, 6, 30), dt.date(2021, 7, 1), dt.date(2022, 1, 1)


def lived(**lives) -> dict:
    ids = {"a": A, "b": B, "c": C, "d": D}
    return {ids[name]: [DayRange(*life)] for name, life in lives.items()}


OLD, NEW, ALWAYS = (dt.date(2000, 1, 1), REFORM), (REFORM, FOREVER), (dt.date(2000, 1, 1), FOREVER)


def shares(atlas: Atlas, unit=A) -> dict[UUID, Fraction]:
    return dict(atlas.shares(unit, BEFORE).parts)


# --- The rules --------------------------------------------------------------------------------------------------------


def test_merger_is_exact_and_assumes_nothing():
    passings = [Passing(A, C, REFORM), Passing(B, C, REFORM)]
    atlas = Atlas(lived(a=OLD, b=OLD, c=NEW), passings, AFTER, Split.NONE)

    assert shares(atlas) == shares(atlas, B) == {C: 1}
    assert list(divisions(atlas, [(A, BEFORE), (B, BEFORE)])) == []


def test_unit_that_stands_is_itself_and_what_came_later_is_not_foreseen():
    atlas = Atlas(lived(a=OLD, c=NEW), [Passing(A, C, REFORM)], BEFORE)

    assert shares(atlas) == {A: 1}


@pytest.mark.parametrize(
    ("rule", "people", "expected"),
    [
        (Split.HEIR, {}, {B: 1}),
        (Split.HEIR, {(A, B, REFORM): 300, (A, C, REFORM): 900}, {C: 1}),
        (Split.PEOPLE, {(A, B, REFORM): 300, (A, C, REFORM): 900}, {B: Fraction(1, 4), C: Fraction(3, 4)}),
        (Split.PEOPLE, {(A, B, REFORM): 300}, {}),
        (Split.NONE, {(A, B, REFORM): 300, (A, C, REFORM): 900}, {}),
    ],
)
def test_divided_unit_follows_the_rule_and_says_so(rule, people, expected):
    passings = [Passing(A, B, REFORM, whole=False), Passing(A, C, REFORM, whole=False)]
    atlas = Atlas(lived(a=OLD, b=ALWAYS, c=NEW), passings, AFTER, rule, people)

    found = atlas.shares(A, BEFORE)

    assert {unit: part for unit, part in found.parts.items() if part} == expected
    assert found.open == (set() if expected else {B, C})
    (division,) = divisions(atlas, [(A, BEFORE)])
    assert (division.unit, division.on, division.heirs, division.rule) == (A, REFORM, (B, C), rule)


def test_unit_that_gave_a_part_away_and_went_on_is_its_own_main_heir():
    atlas = Atlas(lived(a=ALWAYS, b=ALWAYS), [Passing(A, B, REFORM, whole=False)], AFTER)

    assert shares(atlas) == {A: 1, B: 0} or shares(atlas) == {A: 1}
    assert len(list(divisions(atlas, [(A, BEFORE)]))) == 1


def test_divided_unit_whose_parts_meet_again_needs_no_assumption():
    later = dt.date(2021, 10, 1)
    passings = [
        Passing(A, B, REFORM, whole=False), Passing(A, C, REFORM, whole=False), Passing(B, D, later), Passing(C, D, later),
    ]  # fmt: skip
    atlas = Atlas(lived(a=OLD, b=(REFORM, later), c=(REFORM, later), d=(later, FOREVER)), passings, AFTER, Split.NONE)

    assert shares(atlas) == {D: 1}
    assert list(divisions(atlas, [(A, BEFORE)])) == []


def test_unit_without_an_heir_belongs_to_the_heir_of_what_it_stood_in():
    atlas = Atlas(lived(a=OLD, b=OLD, c=NEW), [Passing(B, C, REFORM)], AFTER, above={A: B})

    assert shares(atlas) == {C: 1}


# --- Random histories -------------------------------------------------------------------------------------------------


class World:
    """Villages that never change, units that do: the truth that every restatement is compared with."""

    def __init__(self, seed: int, *, divides: bool, keeps_apart: bool = False) -> None:
        """`keeps_apart`: no unit that took in others is divided later. Who lived where in it is then known for good."""
        self.keeps_apart, self.grown = keeps_apart, set()
        self.chance = random.Random(seed)
        self.people = [self.chance.randint(1, 900) for _village in range(self.chance.randint(3, 9))]
        self.made = 0
        self.lives: dict[UUID, list[DayRange]] = {}
        self.passings: list[Passing] = []
        self.parts: dict[tuple[UUID, UUID, dt.date], int] = {}
        self.places: list[list[UUID]] = []
        units = [self._begin(dt.date(2020, 1, 1)) for _unit in range(self.chance.randint(2, 5))]
        now = [self.chance.choice(units) for _village in self.people]
        for unit in set(units) - set(now):
            del self.lives[unit]
        for month in range(1, 13):
            if month > 1 and self.chance.random() < 0.4:
                now = self._reform(now, dt.date(2021, month, 1), divides=divides)
            self.places.append(list(now))
        self.day = dt.date(2022, 1, 1)
        self.last = self._reform(now, self.day, divides=divides) if self.chance.random() < 0.5 else now

    def _begin(self, day: dt.date) -> UUID:
        self.made += 1
        unit = UUID(int=self.made)
        self.lives[unit] = [DayRange(day, FOREVER)]
        return unit

    def _end(self, unit: UUID, day: dt.date) -> None:
        (life,) = self.lives[unit]
        self.lives[unit] = [DayRange(life.start, day)]

    def _reform(self, now: list[UUID], on: dt.date, *, divides: bool) -> list[UUID]:
        standing = sorted(set(now))
        if divides and self.chance.random() < 0.6:
            apart = [unit for unit in standing if not (self.keeps_apart and unit in self.grown)]
            return self._divide(now, on, self.chance.choice(apart)) if apart else now
        joined = self.chance.sample(standing, min(len(standing), self.chance.randint(1, 3)))
        # One of them goes on, or all end in a new one; a single one that ends in a new one is renamed.
        heir = joined[0] if len(joined) > 1 and self.chance.random() < 0.5 else self._begin(on)
        if len(joined) > 1 or joined[0] in self.grown:
            self.grown.add(heir)
        for unit in joined:
            if unit != heir:
                self._end(unit, on)
                self.passings.append(Passing(unit, heir, on))
        return [heir if unit in joined else unit for unit in now]

    def _divide(self, now: list[UUID], on: dt.date, unit: UUID) -> list[UUID]:
        mine = [village for village, of in enumerate(now) if of == unit]
        neighbours = [one for one in set(now) if one != unit]
        heirs = [self._begin(on), self.chance.choice(sorted(neighbours)) if neighbours else self._begin(on)]
        stays = self.chance.random() < 0.5
        goes = {village: self.chance.choice([*heirs, unit] if stays else heirs) for village in mine}
        reached = [heir for heir in heirs if heir in goes.values()]
        for heir in set(heirs) - set(reached) - set(neighbours):
            del self.lives[heir]
        if not reached:
            return now
        if unit not in goes.values():
            self._end(unit, on)
        self.grown |= set(reached) & set(neighbours)
        whole = len(reached) == 1 and unit not in goes.values()
        self.passings += [Passing(unit, heir, on, whole=whole) for heir in reached]
        for village, heir in goes.items():
            key = unit, heir, on
            self.parts[key] = self.parts.get(key, 0) + self.people[village]
        return [goes.get(village, of) for village, of in enumerate(now)]

    def atlas(self, rule: Split) -> Atlas:
        return Atlas(self.lives, self.passings, self.day, rule, self.parts)

    def told(self, value, *, all_answer: bool = False) -> tuple[dict, list[list[Decimal | None]]]:
        """(what each unit said month by month, what each village counts in it; None where its unit said nothing)."""
        said: dict[UUID, list[tuple[int, Part]]] = defaultdict(list)
        truth: list[list[Decimal | None]] = []
        for month, places in enumerate(self.places):
            counts = [Decimal(value(month, village)) for village in range(len(self.people))]
            silent = set() if all_answer else {unit for unit in set(places) if self.chance.random() < 0.2}
            for unit in sorted(set(places)):
                total = sum((one for one, of in zip(counts, places, strict=True) if of == unit), Decimal(0))
                said[unit].append((month, Part(None if unit in silent else total)))
            truth.append([None if of in silent else one for one, of in zip(counts, places, strict=True)])
        return dict(said), truth


def restated(world: World, said, how: str, rule: Split) -> dict[UUID, Decimal | None]:
    """Each unit's figure over the twelve months on the last map, as the pages make it."""
    atlas = world.atlas(rule)
    found = {}
    for target in set(world.last):
        mine: dict[UUID, list[tuple[int, Part]]] = defaultdict(list)
        for unit, told in said.items():
            for month, part in told:
                share = atlas.shares(unit, dt.date(2021, month + 1, 28)).parts.get(target, Fraction(0))
                if share:
                    mine[unit].append((month, scaled(part, Decimal(share.numerator) / share.denominator)))
        parts = [combining.over_time(how, [part for _month, part in told], periods=12) for told in mine.values()]
        number = combining.over_units(OverUnits.SUM, parts).number
        found[target] = None if number is None else round(number, 6)
    return found


def in_stock(world: World, said, rule: Split) -> dict[UUID, Decimal | None]:
    """Each unit's stock at the end of the twelve months on the last map, as the pages make it; None where nobody knows."""
    atlas = world.atlas(rule)
    on = [dt.date(2021, month + 1, 28) for month in range(12)]
    ways = [dataclasses.replace(atlas, day=day) for day in on]
    maps = [
        carrying.Map(
            month,
            {unit: unit for unit in places},
            [one for one in set(places) if dict(said[one])[month].number is not None],
        )
        for month, places in enumerate(world.places)
    ]
    ground = carrying.last_known(maps, lambda place, since, until: ways[until].shares(place, on[since]))
    if ground.last is None:
        return dict.fromkeys(world.last)
    day = on[ground.last.turn]
    lies = list(carrying.carried(ground.holdings, lambda place: atlas.shares(place, day)))
    found: dict[UUID, Decimal | None] = {}
    for target in set(world.last):
        inside = [(one, one.inside({target})) for one in lies]
        if any(share is None for _one, share in inside) or not any(share for _one, share in inside):
            found[target] = None
        else:
            sums = (Fraction(dict(said[one.body])[one.turn].number) * share for one, share in inside)
            total = sum(sums, Fraction(0))
            found[target] = round(Decimal(total.numerator) / total.denominator, 6)
    return found


def last_of_each_village(world: World, truth) -> dict[UUID, Decimal | None]:
    """What was said last of each village, whoever it belonged to then; where it lies at the end decides."""
    found: dict[UUID, Decimal | None] = dict.fromkeys(world.last)
    for village, unit in enumerate(world.last):
        known = [of_month[village] for of_month in truth if of_month[village] is not None]
        if known:
            found[unit] = (found[unit] or Decimal(0)) + known[-1]
    return found


def recount(world: World, truth, months=range(12)) -> dict[UUID, Decimal | None]:
    """Village by village, month by month: where it lies at the end decides."""
    found: dict[UUID, Decimal | None] = dict.fromkeys(world.last)
    for month in months:
        for village, count in enumerate(truth[month]):
            if count is not None:
                found[world.last[village]] = (found[world.last[village]] or Decimal(0)) + count
    return found


@FEWER
@given(st.integers(0, 2**64))
def test_sum_over_mergers_equals_a_recount_of_the_villages(seed):
    world = World(seed, divides=False)
    said, truth = world.told(lambda *_asked: world.chance.randint(0, 10**9))

    assert restated(world, said, OverTime.SUM, Split.NONE) == recount(world, truth)


@HISTORIES
@given(st.integers(0, 2**64))
def test_sum_over_divisions_by_population_equals_a_recount_of_the_villages(seed):
    """What follows the inhabitants is restated exactly, through divisions and mergers in any number."""
    world = World(seed, divides=True, keeps_apart=True)
    said, truth = world.told(lambda month, village: world.people[village] * (month + 3))

    assert restated(world, said, OverTime.SUM, Split.PEOPLE) == recount(world, truth)


@FEWER
@given(st.integers(0, 2**64))
def test_stock_and_mean_over_mergers_equal_a_recount_of_the_villages(seed):
    world = World(seed, divides=False)
    said, truth = world.told(lambda *_asked: world.chance.randint(0, 10**9), all_answer=True)
    total = recount(world, truth)

    assert in_stock(world, said, Split.NONE) == recount(world, truth, months=[11])
    assert restated(world, said, OverTime.AVERAGE, Split.NONE) == {
        unit: round(number / 12, 6) for unit, number in total.items() if number is not None
    }


@FEWER
@given(st.integers(0, 2**64))
def test_stock_over_mergers_is_what_was_said_last_of_each_village_whoever_is_silent(seed):
    world = World(seed, divides=False)
    said, truth = world.told(lambda *_asked: world.chance.randint(0, 10**9))

    assert in_stock(world, said, Split.NONE) == last_of_each_village(world, truth)


@HISTORIES
@given(st.integers(0, 2**64))
def test_stock_over_divisions_by_population_is_what_was_said_last_of_each_village(seed):
    world = World(seed, divides=True, keeps_apart=True)
    said, truth = world.told(lambda month, village: world.people[village] * (month + 3))

    assert in_stock(world, said, Split.PEOPLE) == last_of_each_village(world, truth)


@FEWER
@given(st.integers(0, 2**64))
def test_stock_that_is_not_refused_is_exact_where_nothing_is_assumed_of_divisions(seed):
    world = World(seed, divides=True)
    said, truth = world.told(lambda *_asked: world.chance.randint(0, 10**9))
    truly = last_of_each_village(world, truth)

    assert {
        unit: one for unit, one in in_stock(world, said, Split.NONE).items() if one is not None
    }.items() <= truly.items()


@HISTORIES
@given(st.integers(0, 2**64), st.sampled_from([Split.HEIR, Split.PEOPLE]))
def test_rule_equals_carrying_each_value_through_each_reform(seed, rule):
    """Reform by reform in their order: to the main heir as a whole, or shared out by inhabitants."""
    world = World(seed, divides=True)
    said, _truth = world.told(lambda *_asked: world.chance.randint(0, 10**9))
    carried: dict[UUID, Fraction | None] = dict.fromkeys(world.last)
    for unit, told in said.items():
        for month, part in told:
            if part.number is not None:
                for place, share in _carried(world, unit, dt.date(2021, month + 1, 28), rule).items():
                    carried[place] = (carried[place] or Fraction(0)) + Fraction(part.number) * share

    assert restated(world, said, OverTime.SUM, rule) == {
        unit: None if number is None else round(Decimal(number.numerator) / number.denominator, 6)
        for unit, number in carried.items()
    }


def _carried(world: World, unit: UUID, since: dt.date, rule: Split) -> dict[UUID, Fraction]:
    lies = {unit: Fraction(1)}
    for on in sorted({one.on for one in world.passings if one.on > since}):
        moved: dict[UUID, Fraction] = defaultdict(Fraction)
        for place, share in lies.items():
            heirs = [one.successor for one in world.passings if (one.predecessor, one.on) == (place, on)]
            if not heirs:
                moved[place] += share
                continue
            order = [place, *heirs] if any(life.covers(on) for life in world.lives[place]) else heirs
            weights = [world.parts.get((place, heir, on), 0) if len(order) > 1 else 1 for heir in order]
            if rule == Split.HEIR:
                weights = [int(number == weights.index(max(weights))) for number in range(len(order))]
            for heir, weight in zip(order, weights, strict=True):
                if weight:
                    moved[heir] += share * Fraction(weight, sum(weights))
        lies = dict(moved)
    return lies


@FEWER
@given(st.integers(0, 2**64), st.sampled_from(Split))
def test_nothing_is_lost_or_doubled_whatever_the_rule(seed, rule):
    world = World(seed, divides=True)
    atlas = world.atlas(rule)

    for month, places in enumerate(world.places):
        for unit in set(places):
            found = atlas.shares(unit, dt.date(2021, month + 1, 28))
            assert sum(found.parts.values()) == 1 or (found.open and sum(found.parts.values()) < 1)
            assert found.reached <= set(world.last)
