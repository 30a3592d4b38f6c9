"""The Fronts of all districts and communes of the province as it was in 2021. Their names follow the registry's; nobody is named."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.backends.postgresql.psycopg_any import DateRange

from giaoban.kernel.vietnamese import sort_key
from giaoban.registry.enums import Tree, UnitKind
from giaoban.registry.models import Unit, UnitVersion

SINCE, ON = dt.date(2020, 1, 1), dt.date(2021, 10, 1)
PROVINCE = "45"
# A district without communes: nobody reports to its Front.
ISLAND = "471"
DISTRICTS = ("461", "462", "464", "465", "466", "467", "468", "469", "470", "471")


@dataclass(frozen=True)
class Fronts:
    """The province's Front, and those below it by code of their land."""

    province: Unit
    districts: Mapping[str, Unit]
    communes: Mapping[str, Unit]


def found(units: Mapping[str, Unit]) -> Fronts:
    """Makes those that are not of the cast: `units` by their codes."""
    lands = list(
        UnitVersion.objects.on(ON)
        .filter(unit__tree=Tree.TERRITORY, unit__edition="pre-2025")
        .select_related("unit", "parent")
        .order_by("unit__code")
    )
    province = units["qt.mttq"]
    below = [one for one in lands if one.parent and one.parent.code == PROVINCE]
    districts = _made(below, lambda _one: province, units)
    above = {one.unit.code: districts[one.parent.code] for one in lands if one.parent and one.parent.code in districts}
    further = [one for one in lands if one.unit.code in above]
    return Fronts(province, districts, _made(further, lambda one: above[one.unit.code], units))


def _made(
    lands: Iterable[UnitVersion], above: Callable[[UnitVersion], Unit], units: Mapping[str, Unit]
) -> dict[str, Unit]:
    bodies: dict[str, Unit] = {}
    versions = []
    for land in lands:
        code = land.unit.code
        known = units.get(f"qt.{code}.mttq")
        bodies[code] = known or Unit(tree=Tree.ORGANISATION, code=f"qt.{code}.mttq")
        if known is None:
            versions.append(_version(bodies[code], land, above(land)))
    Unit.objects.bulk_create(one.unit for one in versions)
    UnitVersion.objects.bulk_create(versions)
    return bodies


def _version(body: Unit, land: UnitVersion, above: Unit) -> UnitVersion:
    # "Xã Vĩnh Tú" within a name: only its first letter is small.
    name = f"{land.name[0].lower()}{land.name[1:]}"
    called = f"Ủy ban MTTQ Việt Nam {name}"
    return UnitVersion(
        unit=body,
        name=called,
        short_name=f"MTTQ {name}",
        name_sort=sort_key(called),
        kind=UnitKind.FRONT,
        parent=above,
        seat=land.unit,
        valid=DateRange(SINCE, None),
    )
