"""What of the registry can be found: units under all their names and codes, and accounts by those who look after them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.kernel.resolvers import Reader
from giaoban.kernel.search import Entry, Readers, Source, subject
from giaoban.registry import queries
from giaoban.registry.actor import Actor
from giaoban.registry.models import Appointment, Event, RoleAssignment, Succession, Unit, UnitVersion, User
from giaoban.registry.roles import Permission

UNIT, ACCOUNT = "registry.unit", "registry.user"
BODIES = tuple(f"registry.body_{act}" for act in ("founded", "changed", "ended", "goes_on"))


def bodies(codes: Collection[str], on: dt.date) -> Mapping[str, str]:
    """For sources whose sections are bodies: how these are called on that day. One query."""
    return {str(unit): name for unit, name in queries.names([UUID(code) for code in codes], on=on).items()}


def units(rows: QuerySet[Unit]) -> Iterator[Entry]:
    """Every name that a unit ever had, its code, who holds its posts, and of whom it took over. Four queries."""
    found = {unit.pk: unit for unit in rows}
    versions: dict[UUID, list[UnitVersion]] = defaultdict(list)
    for version in UnitVersion.objects.filter(unit__in=found).order_by("valid"):
        versions[version.unit_id].append(version)
    posts = _posts(found)
    old = _old_names(found)
    for pk, unit in found.items():
        life = versions[pk]
        if not life:
            continue
        last = life[-1]
        names = [name for version in life for name in (version.name, version.short_name, *version.aliases, version.act)]
        yield Entry(
            id=pk,
            title=last.name,
            text=" · ".join(dict.fromkeys(filter(None, [*names[1:], *old[pk], unit.code, *posts[pk]]))),
            day=last.valid.lower,
            readers=Readers(Permission.UNIT_VIEW, (pk,)),
        )


def _posts(units: Collection[UUID]) -> dict[UUID, list[str]]:
    told: dict[UUID, list[str]] = defaultdict(list)
    held = Appointment.objects.filter(post__unit__in=units).order_by("post__rank", "post__title", "valid", "pk")
    for unit, title, name in held.values_list("post__unit", "post__title", "official__full_name"):
        told[unit].append(f"{title}: {name}")
    return told


def _old_names(units: Collection[UUID]) -> dict[UUID, list[str]]:
    """The names of those that units took over from: who looks for the old commune finds the one that it went into."""
    pairs = list(
        Succession.objects.filter(successor__in=units).order_by("on", "pk").values_list("successor", "predecessor")
    )
    names: dict[UUID, list[str]] = defaultdict(list)
    versions = UnitVersion.objects.filter(unit__in={old for _new, old in pairs}).order_by("valid", "pk")
    for unit, name in versions.values_list("unit", "name"):
        names[unit].append(name)
    told: dict[UUID, list[str]] = defaultdict(list)
    for new, old in pairs:
        told[new] += names[old]
    return told


def accounts(rows: QuerySet[User]) -> Iterator[Entry]:
    """By full name and user name. Two queries."""
    found = list(rows)
    held: dict[UUID, set[UUID]] = defaultdict(set)
    for user, unit in RoleAssignment.objects.filter(user__in=found).order_by("pk").values_list("user", "unit"):
        held[user].add(unit)
    for user in found:
        yield Entry(
            id=user.pk,
            title=user.full_name,
            text=user.username,
            day=user.created_at.date(),
            readers=Readers(
                Permission.ACCOUNT_MANAGE, (user.unit_id, *held[user.pk]), Permission.ACCOUNT_MANAGE, (user.pk,)
            ),
            section=str(user.unit_id),
        )


def accounts_opened(rows: QuerySet[User], reader: Reader) -> QuerySet[User]:
    """Whoever looks after accounts; the page of an account opens for nobody else."""
    if not isinstance(reader, Actor) or not reader.may(Permission.ACCOUNT_MANAGE):
        return rows.none()
    return rows.filter(pk__in=User.objects.visible_to(reader).values("pk"))


def _with_successors(event: Event) -> set[UUID]:
    """A body, and all that ever took over from it: they are found by its names. Also one from which it was taken back."""
    ever = Succession.pgh_event_model.objects.filter(predecessor=event.subject_id)  # type: ignore[attr-defined]
    return {event.subject_id, *ever.order_by("successor").values_list("successor", flat=True)}


def sources() -> Iterable[Source]:
    """Bodies change by acts; land by the server's owner alone, and `giaoban load-units` has it indexed."""
    yield Source(
        kind=UNIT,
        label=_("Bodies and places"),
        rows=Unit.objects.all,
        entries=units,
        url=lambda pk: reverse("registry:unit", args=[pk]),
        events=dict.fromkeys(BODIES, _with_successors),
        order=60,
    )
    yield Source(
        kind=ACCOUNT,
        label=_("Accounts"),
        rows=User.objects.all,
        entries=accounts,
        url=lambda pk: reverse("registry:account-of", args=[pk]),
        events=dict.fromkeys(("registry.account_made", "registry.role_granted"), subject),
        visible=accounts_opened,
        sections=bodies,
        order=70,
    )
