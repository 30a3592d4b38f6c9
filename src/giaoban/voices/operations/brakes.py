"""So many from one connection, so many in all: counted under the salt of the day, forgotten with it."""

import datetime as dt
import hashlib
import ipaddress
import secrets
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Sum

from giaoban.kernel import clock
from giaoban.voices.models import Hits, Salt

SLOT_MINUTES = 10
EVERYBODY = "*"


@dataclass(frozen=True)
class Limits:
    """At most so many within ten minutes and a day from one connection, and within ten minutes from all."""

    slot: int
    day: int
    all_in_slot: int


@transaction.atomic
def admit(*, scope: str, address: str, limits: Limits, at: dt.datetime) -> bool:
    """Counts one coming to a form; False where the connection, or everybody together, has had enough for the moment.

    The address is hashed under a random key of the day and not kept; of IPv6 its network, since one line has them all.
    """
    day = clock.day_of(at)
    slot = int((at - clock.start_of(day)).total_seconds()) // 60 // SLOT_MINUTES
    key = hashlib.blake2b(_network(address).encode(), key=_salt(day), digest_size=16).hexdigest()
    mine, everybody = (_count(scope, one, day, slot) for one in (key, EVERYBODY))
    today = Hits.objects.filter(scope=scope, key=key, day=day).aggregate(all=Sum("count"))["all"]
    return mine <= limits.slot and today <= limits.day and everybody <= limits.all_in_slot


@transaction.atomic
def forget_days(*, at: dt.datetime) -> int:
    """Destroys the salts and counters of earlier days; returns how many days."""
    today = clock.day_of(at)
    Hits.objects.filter(day__lt=today).delete()
    return Salt.objects.filter(day__lt=today).delete()[0]


def _salt(day: dt.date) -> bytes:
    """The day's key. Whoever makes it destroys the ones before."""
    salt, fresh = Salt.objects.get_or_create(day=day, defaults={"value": secrets.token_bytes(32)})
    if fresh:
        Salt.objects.filter(day__lt=day).delete()
    return bytes(salt.value)


def _count(scope: str, key: str, day: dt.date, slot: int) -> int:
    row, _fresh = Hits.objects.get_or_create(scope=scope, key=key, day=day, slot=slot)
    Hits.objects.filter(pk=row.pk).update(count=F("count") + 1)
    return Hits.objects.values_list("count", flat=True).get(pk=row.pk)


def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address[:100]
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network(f"{found}/64", strict=False))
