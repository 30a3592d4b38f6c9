"""What the quick form offers before anything is typed: bodies, places, acts, and what it remembers from last time."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from giaoban.activities.models import Activity
from giaoban.activities.rules import recordable
from giaoban.documents.models import LegalAct
from giaoban.registry import queries as registry
from giaoban.registry.actor import Actor
from giaoban.registry.enums import UnitKind
from giaoban.registry.models import UnitVersion

ACTS_OFFERED = 40
WORDS_LOOKED_AT = 20
COMMUNES = (
    UnitKind.COMMUNE_RURAL,
    UnitKind.COMMUNE_TOWNSHIP,
    UnitKind.COMMUNE_WARD,
    UnitKind.COMMUNE_SPECIAL_ZONE,
)

Choices = list[tuple[Any, Any]]


def units(actor: Actor, *, also: Collection[UUID] = ()) -> Choices:
    """The bodies for which one records, the own one first, then as Vietnamese sorts; `also` stand at the end."""
    found = set(recordable(actor).values_list("pk", flat=True))
    called = registry.names(found | set(also), on=actor.on)
    alive = UnitVersion.objects.on(actor.on).filter(unit__in=found).by_name().values_list("unit", flat=True)
    order = dict.fromkeys([*(unit for unit in [actor.unit_id] if unit in found), *alive, *sorted(found), *also])
    return [(str(unit), called[unit]) for unit in order]


def places(actor: Actor, *, also: Collection[UUID] = ()) -> Choices:
    """The land where the body sits and what lies below it, in groups; villages only for a body of a commune."""
    if actor.unit_id is None:
        return []
    land = registry.seat(actor.unit_id, on=actor.on)
    here = UnitVersion.objects.on(actor.on).filter(unit=land)
    found = UnitVersion.objects.on(actor.on).filter(path__under=here.values("path")[:1]).by_name()
    if not here.filter(kind__in=[*COMMUNES, UnitKind.VILLAGE]).exists():
        found = found.exclude(kind=UnitKind.VILLAGE)
    known = list(found)
    below: dict[UUID | None, list[UnitVersion]] = {}
    for version in known:
        below.setdefault(version.parent_id, []).append(version)
    top: Choices = [(str(version.unit_id), version.name) for version in known if version.unit_id == land]
    missing = set(also) - {version.unit_id for version in known}
    further: Choices = [(str(unit), name) for unit, name in registry.names(missing, on=actor.on).items()]
    return top + [_group(version, below) for version in below.get(land, [])] + further


def _group(version: UnitVersion, below: dict[UUID | None, list[UnitVersion]]) -> tuple[Any, Any]:
    inner = below.get(version.unit_id, [])
    own = (str(version.unit_id), version.name)
    return (version.name, [own, *((str(one.unit_id), one.name) for one in inner)]) if inner else own


def acts(actor: Actor, *, also: Collection[UUID] = ()) -> QuerySet[LegalAct]:
    """Acts that the body's work has spread, then the youngest that are cited anywhere; `also` in any case."""
    used = Activity.objects.visible_to(actor).filter(act__isnull=False).order_by("-first_day", "-pk")
    young = LegalAct.objects.order_by(F("issued_on").desc(nulls_last=True), "-pk")
    wanted = {
        *used.values_list("act", flat=True)[:ACTS_OFFERED],
        *young.values_list("pk", flat=True)[:ACTS_OFFERED],
        *also,
    }
    return LegalAct.objects.filter(pk__in=wanted).order_by(F("issued_on").desc(nulls_last=True), "pk")


def remembered(actor: Actor) -> dict[str, Any]:
    """The body, the day, and the land of one's last record; the first time, or after one elsewhere, the body's seat."""
    last = _own_records(actor).values_list("place", flat=True).first()
    land = last or (registry.seat(actor.unit_id, on=actor.on) if actor.unit_id else "")
    return {"unit": str(actor.unit_id), "first_day": actor.on, "place": str(land)}


def words_for_places(actor: Actor) -> list[str]:
    """How one called the places of one's last records, each once, the latest first."""
    last = _own_records(actor).exclude(place_words="").values_list("place_words", flat=True)
    return list(dict.fromkeys(last[:WORDS_LOOKED_AT]))


def _own_records(actor: Actor) -> QuerySet[Activity]:
    return Activity.objects.filter(made_by=actor.user, unit=actor.unit_id).order_by("-made_at", "-pk")


def acts_of(activities: QuerySet[Activity]) -> Choices:
    """(id, citation) of the acts that some of these activities spread."""
    found = LegalAct.objects.filter(pk__in=activities.filter(act__isnull=False).order_by().values("act"))
    return [(str(act.pk), str(act)) for act in found.order_by("key")]
