"""The stock of places over several periods: what was said last of each place, carried along where places merge or are divided. Pure.

Whoever speaks replaces what was known of the place; what nobody has replaced is carried on to whoever holds the place next. So a
unit that has not spoken since a reform counts as what it was made of, and nothing counts beside the heir that spoke.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from uuid import UUID

from giaoban.reporting.restating import Shares

Passes = Callable[[UUID, int, int], Shares]
"""Where a place went between two maps, each by its turn in the order of time."""


@dataclass(frozen=True)
class Map:
    """Who sat where when returns were called for, and who of them said something; `turn` is its place in the order of time."""

    turn: int
    seats: Mapping[UUID, UUID]
    spoke: Collection[UUID]


@dataclass(frozen=True)
class Holding:
    """A share of what a body said at a turn, and where it lies now: in one place, or in an unknown share in each of several.

    `is_cut`: an unknown part of it was replaced since.
    """

    body: UUID
    turn: int
    share: Fraction
    among: frozenset[UUID]
    is_cut: bool = False

    def inside(self, places: Collection[UUID]) -> Fraction | None:
        """The share that lies in a land made of these places; None where nobody knows."""
        there = self.among & set(places)
        if not there:
            return Fraction(0)
        return self.share if there == self.among and not self.is_cut else None


@dataclass
class Ground:
    """What is known of the places of the last map."""

    holdings: list[Holding] = field(default_factory=list)
    last: Map | None = None


def last_known(maps: Sequence[Map], passes: Passes) -> Ground:
    """What was said last of each place. Maps on which nobody spoke change nothing."""
    ground = Ground()
    for now in maps:
        if not now.spoke:
            continue
        if ground.last is not None:
            ground.holdings = _moved(ground.holdings, ground.last, now, passes)
        ground.holdings = [*_left(ground.holdings, now), *_said(now)]
        ground.last = now
    return ground


def carried(holdings: Sequence[Holding], passes: Callable[[UUID], Shares]) -> Iterator[Holding]:
    """Where they lie on another map."""
    for one in holdings:
        if len(one.among) > 1:
            yield replace(one, among=frozenset().union(*(passes(place).reached for place in one.among)))
            continue
        (place,) = one.among
        found = passes(place)
        for heir, share in found.parts.items():
            yield replace(one, share=one.share * share, among=frozenset({heir}))
        if found.open:
            rest = one.share * (1 - sum(found.parts.values(), Fraction(0)))
            yield replace(one, share=rest, among=frozenset(found.open))


def _moved(holdings: Sequence[Holding], last: Map, now: Map, passes: Passes) -> list[Holding]:
    def between(place: UUID) -> Shares:
        return passes(place, last.turn, now.turn)

    # A body that has its seat elsewhere now, without a reform of the places, took what it said along.
    went = {
        body: seat
        for body, seat in now.seats.items()
        if body in last.seats and last.seats[body] != seat and seat not in between(last.seats[body]).reached
    }
    stays = [one for one in holdings if not _is_own(one, went, last)]
    took = [replace(one, among=frozenset({went[one.body]})) for one in holdings if _is_own(one, went, last)]
    return [*carried(stays, between), *took]


def _is_own(one: Holding, went: Mapping[UUID, UUID], last: Map) -> bool:
    return one.body in went and one.among == {last.seats[one.body]}


def _left(holdings: Sequence[Holding], now: Map) -> Iterator[Holding]:
    """What nobody replaced, of places where somebody is still asked."""
    spoken = {now.seats[body] for body in now.spoke}
    asked = set(now.seats.values())
    for one in holdings:
        if not one.among & asked:
            continue
        # Several bodies may sit in one place; each speaks for itself as long as it stands there.
        own = now.seats.get(one.body)
        over = spoken - {own} | ({own} if one.body in now.spoke and own else set())
        left = one.among - over
        if left:
            yield replace(one, among=left, is_cut=one.is_cut or left != one.among)


def _said(now: Map) -> Iterator[Holding]:
    for body in now.spoke:
        yield Holding(body, now.turn, Fraction(1), frozenset({now.seats[body]}))
