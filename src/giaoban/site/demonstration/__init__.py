"""The demonstration province: Quảng Trị on 28/10/2021, built by the same operations that people use.

`build()` does nothing where a demonstration stands already. Nothing in it is written past an operation but the bodies,
posts and people themselves, for which no screen exists yet.
"""

import datetime as dt
from typing import NamedTuple

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from giaoban.briefing.models import Task
from giaoban.kernel.vietnamese import name_sort_key, sort_key
from giaoban.registry import operations as registry
from giaoban.registry.actor import Actor
from giaoban.registry.enums import Tree
from giaoban.registry.models import (
    Appointment,
    GroupMembership,
    Official,
    Post,
    Unit,
    UnitGroup,
    UnitVersion,
    User,
)
from giaoban.registry.operations.units import load_quang_tri
from giaoban.search import operations as search
from giaoban.site.demonstration import bodies as facts
from giaoban.site.demonstration import story, voices
from giaoban.site.demonstration.story import text as text

TODAY = dt.date(2021, 10, 28)
SINCE = dt.date(2020, 1, 1)


class Built(NamedTuple):
    """What `build` did: False and zeros where the demonstration stood already."""

    fresh: bool
    units: int
    tasks: int
    reports: int


@transaction.atomic
def build(*, at: dt.datetime) -> Built:
    """Makes the demonstration in one transaction: all of it or nothing."""
    if User.objects.filter(username__startswith="demo.").exists():
        return Built(fresh=False, units=0, tasks=0, reports=0)
    load_quang_tri(by=None, at=at)
    units = _bodies()
    actors = _people(units, at)
    reports = story.tell(units, actors)
    registry.set_demonstration_day(day=TODAY)
    voices.tell(units, actors, at=at)
    search.rebuild(at=at)
    return Built(True, Unit.objects.count(), Task.objects.count(), reports)


def _bodies() -> dict[str, Unit]:
    lands = {unit.code: unit for unit in Unit.objects.filter(tree=Tree.TERRITORY, edition="pre-2025")}
    units: dict[str, Unit] = {}
    for fact in facts.BODIES:
        units[fact.code] = Unit.objects.create(tree=Tree.ORGANISATION, code=fact.code)
        UnitVersion.objects.create(
            unit=units[fact.code],
            name=fact.name,
            short_name=fact.short_name,
            name_sort=sort_key(fact.name),
            aliases=list(fact.aliases),
            kind=fact.kind,
            parent=units.get(fact.parent),
            seat=lands[fact.seat],
            valid=DateRange(SINCE, None),
        )
    group = UnitGroup.objects.create(
        code="qt.lien-minh",
        name=facts.COALITION_NAME,
        aliases=list(facts.COALITION_ALIASES),
        seat=lands[facts.PROVINCE],
    )
    GroupMembership.objects.bulk_create(
        GroupMembership(group=group, unit=units[code], valid=DateRange(SINCE, None), place=place)
        for place, code in enumerate(facts.COALITION)
    )
    return units


def _people(units: dict[str, Unit], at: dt.datetime) -> dict[str, Actor]:
    """Accounts without a password: one click while the demonstration runs, and no other way in."""
    return {fact.username: _person(fact, units, at + dt.timedelta(seconds=n)) for n, fact in enumerate(facts.PEOPLE)}


def _person(fact: facts.PersonFact, units: dict[str, Unit], at: dt.datetime) -> Actor:
    official = Official.objects.create(full_name=fact.name, name_sort=name_sort_key(fact.name))
    for body, title in fact.posts:
        post, _ = Post.objects.get_or_create(unit=units[body], title=title)
        Appointment.objects.create(official=official, post=post, valid=DateRange(SINCE, None))
    unit = units[fact.body]
    user = registry.make_account(
        username=fact.username, full_name=fact.name, unit_id=unit.pk, by=None, at=at, official=official
    )
    held = registry.grant_role(
        user=user, role=fact.role, unit_id=unit.pk, valid_from=SINCE, valid_until=None, by=None, at=at
    )
    return Actor(user, held, TODAY)
