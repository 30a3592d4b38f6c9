"""Figures that a body takes over from its shorter returns: kept with what they were made of."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from giaoban.registry.actor import Actor
from giaoban.reporting import gathering, queries
from giaoban.reporting.enums import Source
from giaoban.reporting.gathering import Gathered
from giaoban.reporting.models import FormItem, GatheredPart, Return, Value
from giaoban.reporting.operations import values
from giaoban.reporting.operations.values import Told
from giaoban.reporting.queries import Standing

Parts = list[tuple[UUID, int]]


def add(
    of: Return,
    told: Sequence[Told],
    lines: Sequence[FormItem],
    standing: Mapping[UUID, Standing],
    *,
    revision: int,
    by: Actor,
    at: dt.datetime,
) -> tuple[int, list[Told]]:
    """Keeps what was gathered, each value with the (return, version) of its parts; how many, and the rest as it was told.

    What the shorter returns do not say was typed, whatever it is told as.
    """
    if all(one.source != Source.GATHERED for one in told):
        return 0, list(told)
    said = queries.values(of)
    offers = gathering.gathered(of.call, of.unit_id, said, lines)
    parts = {
        one.indicator_id: found
        for one in told
        if one.source == Source.GATHERED
        and (found := _parts(one, offers.get(one.indicator_id), said.get(one.indicator_id)))
    }
    mine = [one for one in told if one.indicator_id in parts]
    # The same number, taken over where it was typed before, is news.
    again = {pk for pk in parts if pk in said and said[pk].source != Source.GATHERED}
    fresh = list(values.rows(of, mine, standing, revision=revision, by=by, at=at, again=again))
    values.add(fresh)
    GatheredPart.objects.bulk_create(
        GatheredPart(value_id=UUID(str(value)), of_id=shorter, version=version)
        for value, _of, indicator, *_rest in fresh
        for shorter, version in parts[UUID(str(indicator))]
    )
    rest = [one for one in told if one.indicator_id not in parts]
    return len(fresh), [replace(one, source=Source.TYPED) if one.source == Source.GATHERED else one for one in rest]


def _parts(told: Told, offer: Gathered | None, stands: Value | None) -> Parts:
    """Those of the one that stands where only its reason changed, else of the figure as it is now; nothing where it is neither."""
    said = (told.number, told.none_occurred, told.is_estimate)
    stood = stands is not None and said == (stands.number, stands.none_occurred, stands.is_estimate)
    if stood and (parts := list(GatheredPart.objects.filter(value=stands).values_list("of", "version"))):
        return parts
    number, none_occurred, is_estimate = said
    if offer and offer.is_of(number, none_occurred=none_occurred, is_estimate=is_estimate):
        return offer.parts()
    return []
