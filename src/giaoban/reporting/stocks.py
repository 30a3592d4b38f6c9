"""What there is at the end of a range: which maps stood between its calls, and what each body gives of what was said last."""

import bisect
import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from giaoban.reporting import atlases, carrying
from giaoban.reporting.combining import Part
from giaoban.reporting.models import Call
from giaoban.reporting.queries import Body
from giaoban.reporting.restating import Atlas, Shares, Split

Said = Callable[[Call], Mapping[UUID, Part]]


class Ways:
    """Where places went between days; `changes` are the days on which any map changed. Four queries for each later map, and
    none where the map stayed as it was.
    """

    def __init__(self, seats: Collection[UUID], changes: Sequence[dt.date], rule: Split) -> None:
        self._seats, self._changes, self._rule = seats, changes, rule
        self._atlases: dict[dt.date, Atlas] = {}

    def __call__(self, place: UUID, since: dt.date, until: dt.date) -> Shares:
        if bisect.bisect_right(self._changes, since) == bisect.bisect_right(self._changes, until):
            return Shares(parts=defaultdict(Fraction, {place: Fraction(1)}))
        if until not in self._atlases:
            self._atlases[until] = atlases.atlas(self._seats, day=until, rule=self._rule)
        return self._atlases[until].shares(place, since)


def ground(
    calls: Sequence[Call], bodies: Mapping[UUID, Sequence[Body]], said: Said, ways: Ways
) -> tuple[int, list[carrying.Holding]]:
    """(the turn of the call on which somebody spoke last, what was said last of the places of its map)."""
    stood = []
    for turn, call in enumerate(calls):
        seats, told = {body.id: body.seat for body in bodies[call.pk]}, said(call)
        spoke = [unit for unit in seats if unit in told and told[unit].amount is not None]
        stood.append(carrying.Map(turn, seats, spoke))
    found = carrying.last_known(stood, lambda place, one, two: ways(place, calls[one].map_day, calls[two].map_day))
    return (found.last.turn if found.last else 0), found.holdings


def given(
    calls: Sequence[Call], holdings: Iterable[tuple[carrying.Holding, Decimal | None]], said: Said
) -> dict[UUID, list[tuple[Call, Part, Decimal]]]:
    """By body what it gives: of which call, how much, in which share; nothing of what nobody knows where it lies."""
    found: dict[UUID, list[tuple[Call, Part, Decimal]]] = defaultdict(list)
    for one, share in holdings:
        if share:
            call = calls[one.turn]
            found[one.body].append((call, scaled(said(call)[one.body], share), share))
    return dict(found)


def exact(share: Fraction | None) -> Decimal | None:
    """A share as it is multiplied with."""
    return None if share is None else Decimal(share.numerator) / share.denominator


def scaled(part: Part, share: Decimal) -> Part:
    """A share of what was said; all of it untouched."""
    if share == 1 or part.number is None:
        return part
    return Part(part.number * share, part.none_occurred, part.is_estimate)
