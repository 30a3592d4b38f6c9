"""Bodies that are no more: who took their work over, and who stands above where nobody did."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from giaoban.registry.models import Succession, UnitVersion

# A body passed on more often than this within its papers' life has been entered in a ring.
MOST_STEPS = 12


def called(units: Collection[UUID], *, on: dt.date) -> tuple[dict[UUID, str], set[UUID]]:
    """How units are called on that day, one that is no more by its latest name, and which of them are no more. One query."""
    names: dict[UUID, str] = {}
    alive, over = set(), set()
    if units:
        spans = UnitVersion.objects.filter(unit__in=units).order_by("valid").values_list("unit", "name", "valid")
        for unit, name, valid in spans:
            if unit not in alive:
                names[unit] = name
            if on in valid:
                alive.add(unit)
            elif valid.upper is not None and valid.upper <= on:
                over.add(unit)
    return names, over - alive


def ended(units: Collection[UUID], *, on: dt.date) -> set[UUID]:
    """Those that lived and live no more on that day. One query."""
    return called(units, on=on)[1]


def heirs(units: Collection[UUID], *, on: dt.date) -> dict[UUID, UUID | None]:
    """For each of these that is no more on that day the living body that took its work over as a whole, through one reform
    or several; None where nobody did. Living ones are missing. One query where all live.
    """
    found: dict[UUID, UUID | None] = dict.fromkeys(ended(units, on=on))
    at = {unit: unit for unit in found}
    for _step in range(MOST_STEPS):
        if not at:
            break
        passed = Succession.objects.filter(predecessor__in=at.values(), on__lte=on, whole=True)
        next_of = dict(passed.order_by("on", "pk").values_list("predecessor", "successor"))
        at = {unit: next_of[now] for unit, now in at.items() if now in next_of}
        gone = ended(set(at.values()), on=on) if at else set()
        found |= {unit: now for unit, now in at.items() if now not in gone}
        at = {unit: now for unit, now in at.items() if now in gone}
    return found


def above(units: Collection[UUID], *, on: dt.date) -> dict[UUID, UUID]:
    """The living body above each in its tree, as the tree is or last was; one that is no more is stood for by its heir, else
    by the body above it. Missing where nobody is.
    """
    found: dict[UUID, UUID] = {}
    at = {unit: unit for unit in units}
    for _step in range(MOST_STEPS):
        if not at:
            break
        versions = UnitVersion.objects.filter(unit__in=at.values()).order_by("valid")
        parents = dict(versions.values_list("unit", "parent"))
        at = {unit: parent for unit, now in at.items() if (parent := parents.get(now))}
        stood_for = heirs(set(at.values()), on=on) if at else {}
        found |= {unit: stood_for.get(now) or now for unit, now in at.items() if stood_for.get(now, now)}
        at = {unit: now for unit, now in at.items() if unit not in found}
    return found


def taken_over_by(unit: UUID, *, on: dt.date) -> frozenset[UUID]:
    """The bodies that are no more on that day and whose work this one holds as a whole, through one reform or several."""
    found: set[UUID] = set()
    latest = {unit}
    while latest:
        passed = Succession.objects.filter(successor__in=latest, on__lte=on, whole=True)
        before = set(passed.values_list("predecessor", flat=True)) - found
        latest = ended(before, on=on) if before else set()
        found |= latest
    return frozenset(found)
