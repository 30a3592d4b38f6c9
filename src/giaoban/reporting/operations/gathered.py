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
from giaoban.reporting.operations.values import Told

Parts = list[tuple[UUID, int]]


def add(
    of: Return, told: Sequence[Told], lines: Sequence[FormItem], *, revision: int, by: Actor, at: dt.datetime
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
    fresh = [one for one in told if one.indicator_id in parts and _is_news(one, said)]
    made = Value.objects.bulk_create(
        _value(of, one, said.get(one.indicator_id), revision=revision, by=by, at=at) for one in fresh
    )
    GatheredPart.objects.bulk_create(
        GatheredPart(value=value, of_id=shorter, version=version)
        for value in made
        for shorter, version in parts[value.indicator_id]
    )
    rest = [one for one in told if one.indicator_id not in parts]
    return len(made), [replace(one, source=Source.TYPED) if one.source == Source.GATHERED else one for one in rest]


def _is_news(told: Told, said: Mapping[UUID, Value]) -> bool:
    """Whether it says something else than what stands, or that the same number was gathered."""
    stands = said.get(told.indicator_id)
    return not told.is_said_by(stands) or (stands is not None and stands.source != Source.GATHERED)


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


def _value(of: Return, told: Told, before: Value | None, *, revision: int, by: Actor, at: dt.datetime) -> Value:
    return Value(
        of=of,
        indicator_id=told.indicator_id,
        seq=before.seq + 1 if before else 1,
        version=of.version,
        number=told.number,
        none_occurred=told.none_occurred,
        is_estimate=told.is_estimate,
        source=told.source,
        written=told.written,
        reason=told.reason,
        revision=revision,
        at=at,
        by=by.user,
    )
