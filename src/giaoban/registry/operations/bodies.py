"""Bodies of an installation: founded, changed from a day on, ended and handed over. What was, stays as it was."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from giaoban.kernel.vietnamese import name_sort_key, nfc
from giaoban.registry import access, events
from giaoban.registry.actor import Actor
from giaoban.registry.enums import SuccessionKind, Tree, UnitKind
from giaoban.registry.models import GroupMembership, Succession, Unit, UnitGroup, UnitVersion
from giaoban.registry.roles import Permission
from giaoban.registry.usual_bodies import COALITION_CODE, UsualBody, coalition_of, names_of, usual_at


@dataclass(frozen=True)
class BodyTold:
    """What is said of a body from a day on: its names, what it stands below (None: nothing), the deciding document."""

    name: str
    since: dt.date
    short_name: str = ""
    aliases: Sequence[str] = ()
    parent_id: UUID | None = None
    act: str = ""


@dataclass(frozen=True)
class Founded:
    """How many bodies were made, and how many stood there already."""

    made: int
    known: int


class ChangedMeanwhile(ValidationError):
    """Somebody else changed the body since it was looked at."""

    def __init__(self) -> None:
        super().__init__(_("Somebody has changed this body meanwhile. Nothing was overwritten: look, and send again."))


def _must_reach(by: Actor | None, *units: UUID | None) -> None:
    if by is not None and not all(access.reaches(by, Permission.UNIT_MANAGE, unit) for unit in units if unit):
        raise PermissionDenied


def _land(seat_id: UUID, on: dt.date) -> UnitVersion:
    """The place on that day, its unit locked: who founds there takes turns."""
    Unit.objects.select_for_update(of=("self",)).get(pk=seat_id)
    land = UnitVersion.objects.on(on).filter(unit=seat_id, unit__tree=Tree.TERRITORY).select_related("unit").first()
    if land is None:
        raise ValidationError({"since": _("The place did not exist on that day.")})
    return land


def _must_be_free(name: str, seat_id: UUID | None, on: dt.date, *, but: UUID | None = None) -> None:
    taken = UnitVersion.objects.filter(seat=seat_id, name=name, valid__upper_inf=True).exclude(unit=but)
    if taken.exists() or UnitVersion.objects.on(on).filter(seat=seat_id, name=name).exclude(unit=but).exists():
        raise ValidationError({"name": _("A body of this name sits there already.")})


def _must_stand(parent_id: UUID | None, since: dt.date) -> None:
    """What a body stands below exists as long as the body does: from that day without an end."""
    if parent_id is None:
        return
    life = UnitVersion.objects.filter(unit=parent_id)
    if not (life.on(since).exists() and life.filter(valid__upper_inf=True).exists()):
        raise ValidationError({"parent": _("What it is to stand below did not exist on that day, or has ended since.")})


def _must_be_able_to_move(last: UnitVersion, told: BodyTold) -> None:
    _must_stand(told.parent_id, told.since)
    below = Unit.objects.under(last.unit_id, told.since)
    if told.parent_id and below.filter(pk=told.parent_id).exists():
        raise ValidationError({"parent": _("A body cannot stand below itself.")})
    if below.exclude(pk=last.unit_id).exists():
        raise ValidationError({"parent": _("Bodies stand below this one. Move or end those first.")})


def _say(version: UnitVersion, told: BodyTold) -> None:
    """Gives a version, new or known, what was told of it, and stores it."""
    version.name = nfc(told.name).strip()
    version.name_sort = name_sort_key(version.name)
    version.short_name = nfc(told.short_name).strip()
    version.aliases = [one for alias in told.aliases if (one := nfc(alias).strip())]
    version.parent_id = told.parent_id
    version.act = nfc(told.act).strip()
    version.full_clean(exclude=["path"])
    if version._state.adding:  # noqa: SLF001 - as Django's own documentation reads it
        version.save(force_insert=True)
    else:
        version.save(update_fields=["name", "name_sort", "short_name", "aliases", "parent", "act"])


def _free_code(wanted: str, edition: str) -> str:
    taken = set(
        Unit.objects.filter(tree=Tree.ORGANISATION, edition=edition, code__startswith=wanted).values_list(
            "code", flat=True
        )
    )
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(code for code in numbered if code not in taken)


def _found(land: UnitVersion, kind: UnitKind, code: str, told: BodyTold) -> Unit:
    edition = land.unit.edition
    code = _free_code(f"{land.unit.code}.{code}", edition)
    unit = Unit.objects.create(tree=Tree.ORGANISATION, code=code, edition=edition)
    _say(UnitVersion(unit=unit, kind=kind, seat=land.unit, valid=DateRange(told.since, None)), told)
    return unit


@transaction.atomic
def found_body(*, told: BodyTold, kind: UnitKind, seat_id: UUID, by: Actor | None, at: dt.datetime) -> Unit:
    """A body that begins to sit at a place on a day. `by` None is the server's owner.

    Raises ValidationError naming the field (name, since, parent), PermissionDenied outside the own units.
    """
    _must_reach(by, seat_id, told.parent_id)
    land = _land(seat_id, told.since)
    _must_be_free(nfc(told.name).strip(), seat_id, told.since)
    _must_stand(told.parent_id, told.since)
    unit = _found(land, kind, kind.value.replace("_", "-"), told)
    events.record("registry.body_founded", unit, by=by, at=at, unit=unit.pk, name=told.name.strip())
    return unit


@transaction.atomic
def found_usual_bodies(
    *,
    seat_ids: Iterable[UUID],
    kinds: Iterable[str],
    since: dt.date,
    act: str = "",
    by: Actor | None,
    at: dt.datetime,
) -> Founded:
    """The bodies of these kinds that a place usually has, at each of these places, and the group that addresses them together.

    One that is there already, by its kind, is left as it is. Each stands below that of its kind at the place above, where
    there is one. Raises as `found_body`.
    """
    wanted, made, known = set(kinds), 0, 0
    for seat_id in seat_ids:
        _must_reach(by, seat_id)
        land = _land(seat_id, since)
        there = set(UnitVersion.objects.on(since).filter(seat=seat_id).values_list("kind", flat=True))
        for body in usual_at(land.kind):
            if body.kind in wanted and body.kind in there:
                known += 1
            elif body.kind in wanted:
                told = _usual_told(land, body, since, act)
                unit = _found(land, body.kind, body.code, told)
                events.record("registry.body_founded", unit, by=by, at=at, unit=unit.pk, name=told.name)
                made += 1
        _address_together(land, since)
    return Founded(made, known)


def _usual_told(land: UnitVersion, body: UsualBody, since: dt.date, act: str) -> BodyTold:
    names = names_of(body, land_kind=land.kind, land_name=land.name)
    above = UnitVersion.objects.on(since).filter(seat=land.parent_id, kind=body.kind, valid__upper_inf=True)
    parent = above.order_by("unit").values_list("unit", flat=True).first() if land.parent_id else None
    return BodyTold(names.name, since, names.short_name, names.aliases, parent, act)


def _address_together(land: UnitVersion, since: dt.date) -> None:
    """The group of the place's coalition, with those members that it lacks."""
    kinds = [body.kind for body in usual_at(land.kind) if body.is_of_coalition]
    seated = UnitVersion.objects.on(since).filter(seat=land.unit_id, kind__in=kinds)
    members = sorted(seated, key=lambda one: (kinds.index(UnitKind(one.kind)), one.name_sort))
    if not members:
        return
    names = coalition_of(land_kind=land.kind, land_name=land.name)
    group, _made = UnitGroup.objects.get_or_create(
        code="-".join(filter(None, (COALITION_CODE, land.unit.code, land.unit.edition))),
        defaults={"name": names.name, "aliases": list(names.aliases), "seat": land.unit},
    )
    has = set(group.memberships.values_list("unit", flat=True))
    GroupMembership.objects.bulk_create(
        GroupMembership(
            group=group, unit_id=one.unit_id, valid=DateRange(since, None), place=kinds.index(UnitKind(one.kind))
        )
        for one in members
        if one.unit_id not in has
    )


def _last(unit_id: UUID, seen: UUID | None) -> UnitVersion:
    """The body's last version, locked; `seen` is the one that the person looked at."""
    found = UnitVersion.objects.select_for_update(of=("self",)).filter(unit=unit_id, unit__tree=Tree.ORGANISATION)
    last = found.order_by("-valid").select_related("unit").first()
    if last is None:
        raise ValidationError(_("This is a place and no body; places are loaded at the server."))
    if seen is not None and seen != last.pk:
        raise ChangedMeanwhile
    return last


@transaction.atomic
def change_body(*, unit_id: UUID, told: BodyTold, seen: UUID | None = None, by: Actor | None, at: dt.datetime) -> Unit:
    """Other names or another place in its tree from a day on; on the first day of the last version it is a correction.

    Raises ValidationError naming the field, ChangedMeanwhile, PermissionDenied outside the own units.
    """
    _must_reach(by, unit_id, told.parent_id)
    last = _last(unit_id, seen)
    until = last.valid.upper
    if told.since < last.valid.lower or (until is not None and told.since >= until):
        raise ValidationError(
            {"since": _("On that day the body was not as it is shown here. Choose a day in its last time.")}
        )
    _must_be_free(nfc(told.name).strip(), last.seat_id, told.since, but=unit_id)
    if told.parent_id != last.parent_id:
        _must_be_able_to_move(last, told)
    version = last
    if told.since > last.valid.lower:
        last.valid = DateRange(last.valid.lower, told.since)
        last.save(update_fields=["valid"])
        version = UnitVersion(unit=last.unit, kind=last.kind, seat_id=last.seat_id, valid=DateRange(told.since, until))
    _say(version, told)
    events.record("registry.body_changed", last.unit, by=by, at=at, unit=unit_id, name=version.name)
    return last.unit


@transaction.atomic
def end_body(
    *,
    unit_id: UUID,
    on: dt.date,
    successor_id: UUID,
    act: str = "",
    seen: UUID | None = None,
    by: Actor | None,
    at: dt.datetime,
) -> Unit:
    """The body exists no more from this day on; another takes over and reads what it left, or nobody could.

    Raises ValidationError naming the field, ChangedMeanwhile, PermissionDenied outside the own units.
    """
    _must_reach(by, unit_id, successor_id)
    last = _last(unit_id, seen)
    if last.valid.upper is not None:
        raise ValidationError(_("This body has ended already."))
    if on <= last.valid.lower:
        raise ValidationError({"on": _("The body began or changed only on that day; it ends later.")})
    below = UnitVersion.objects.filter(parent=unit_id, valid__upper_inf=True).exclude(unit=unit_id)
    if names := list(below.by_name().values_list("name", flat=True)[:3]):
        raise ValidationError(
            _("Bodies still stand below it: %(names)s … Move or end those first.") % {"names": ", ".join(names)}
        )
    if not UnitVersion.objects.on(on).filter(unit=successor_id).exclude(unit=unit_id).exists():
        raise ValidationError({"successor": _("The successor does not exist on that day.")})
    last.valid = DateRange(last.valid.lower, on)
    last.save(update_fields=["valid"])
    for membership in GroupMembership.objects.filter(unit=unit_id, valid__upper_inf=True, valid__startswith__lt=on):
        membership.valid = DateRange(membership.valid.lower, on)
        membership.save(update_fields=["valid"])
    Succession.objects.create(
        predecessor_id=unit_id, successor_id=successor_id, on=on, kind=SuccessionKind.MERGE, act=nfc(act).strip()
    )
    events.record("registry.body_ended", last.unit, by=by, at=at, unit=unit_id, name=last.name, day=f"{on:%d/%m/%Y}")
    return last.unit


@transaction.atomic
def take_end_back(*, unit_id: UUID, by: Actor | None, at: dt.datetime) -> Unit:
    """An end that was recorded by mistake: the body goes on, and nobody succeeded it on that day."""
    _must_reach(by, unit_id)
    last = _last(unit_id, None)
    if (on := last.valid.upper) is None:
        raise ValidationError(_("This body has not ended."))
    _must_stand(last.parent_id, last.valid.lower)
    last.valid = DateRange(last.valid.lower, None)
    last.save(update_fields=["valid"])
    Succession.objects.filter(predecessor=unit_id, on=on).delete()
    for membership in GroupMembership.objects.filter(unit=unit_id, valid__endswith=on):
        membership.valid = DateRange(membership.valid.lower, None)
        membership.save(update_fields=["valid"])
    events.record("registry.body_goes_on", last.unit, by=by, at=at, unit=unit_id, name=last.name)
    return last.unit
