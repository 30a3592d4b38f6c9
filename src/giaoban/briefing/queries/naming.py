"""Whom a text may name: bodies, places and groups of a territory."""

import datetime as dt
from uuid import UUID

from giaoban.briefing.linking import Body, Linker
from giaoban.registry.models import Unit, UnitGroup, UnitVersion


def bodies(territory: UUID, *, on: dt.date) -> list[Body]:
    """Everybody that a text of this territory may name, under all names: bodies seated here or below, places, groups.

    A text written in a province leaves the province's name out ("UBND tỉnh"), so that short form is a name too.
    """
    here = Unit.objects.around(territory, on)
    versions = list(UnitVersion.objects.on(on).filter(unit__in=here).order_by("path"))
    places: dict[UUID | None, str] = {
        version.unit_id: version.name.partition(" ")[2] for version in versions if version.seat_id is None
    }
    found = [
        Body(
            version.unit_id,
            False,
            (
                version.name,
                version.short_name,
                version.name.removesuffix(f" {places.get(version.seat_id, '')}"),
                *version.aliases,
            ),
            is_place=version.seat_id is None,
        )
        for version in versions
    ]
    groups = UnitGroup.objects.filter(seat=territory).order_by("code")
    return found + [Body(group.pk, True, (group.name, *group.aliases)) for group in groups]


def linker(territory: UUID, *, on: dt.date) -> Linker:
    return Linker(bodies(territory, on=on))
