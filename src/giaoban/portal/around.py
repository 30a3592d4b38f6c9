"""What every public page shows around its content: notices on top, who answers for it below. Asked for only where shown."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import DisallowedHost
from django.db import DatabaseError
from django.http import HttpRequest

from giaoban.kernel import clock
from giaoban.news import meta
from giaoban.portal.enums import NoticeLevel
from giaoban.portal.models import Imprint, Notice
from giaoban.registry import queries as registry
from giaoban.registry import settled

MOST_NOTICES = 3
LEVELS: list[str] = list(NoticeLevel)


@dataclass(frozen=True)
class Told:
    """A notice as a page tells it; `ends` is the real instant at which a page that was kept hides it."""

    notice: Notice
    ends: str


class Around:
    """At most two queries, once a page shows them; nothing where the database does not answer."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._actor = getattr(request, "actor", None)

    @cached_property
    def imprint(self) -> Imprint | None:
        try:
            return published_imprint()
        except DatabaseError:
            return None

    @property
    def organization(self) -> str:
        """Who answers for the portal, as search engines read it (schema.org).

        Nothing without a footer, nor on the page that refuses a host which is not ours.
        """
        try:
            home = self._request.build_absolute_uri("/")
        except DisallowedHost:
            return ""
        return meta.block(organization(self.imprint, home=home)) if self.imprint else ""

    @cached_property
    def notices(self) -> Sequence[Told]:
        try:
            today = self._actor.on if self._actor is not None else registry.today()
            return published_notices(today, clock.now())
        except DatabaseError:
            return ()


def published_imprint() -> Imprint | None:
    """The footer that stands."""
    return settled.once("portal.imprint", lambda: Imprint.objects.order_by("-number").first())


def organization(imprint: Imprint, *, home: str) -> dict[str, Any]:
    """The footer in the words of schema.org; `home` is the address of the front page. What the footer leaves out is left out."""
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": f"{home}#organization",
        "name": imprint.governing_body,
        "url": home,
        "address": imprint.address
        and {"@type": "PostalAddress", "streetAddress": imprint.address, "addressCountry": "VN"},
        "telephone": imprint.dialled,
        "email": imprint.email,
    }
    return {name: value for name, value in told.items() if value}


def published_notices(today: dt.date, at: dt.datetime) -> list[Told]:
    """What everybody is told on that day of business at this instant."""
    now = clock.moved_to(today, at)
    # In a demonstration business lives on another day: browsers compare with the real one.
    ahead = dt.timedelta(seconds=round((at - now).total_seconds()))
    standing = settled.until("portal.notices", lambda: _standing(now), now=now)
    return [Told(one, (one.until_at + ahead).isoformat(timespec="seconds")) for one in standing]


def _standing(now: dt.datetime) -> settled.Lasting[Sequence[Notice]]:
    """The gravest first, until one of all begins or ends. One query: few are announced beforehand."""
    announced = list(Notice.objects.not_over(now))
    found = sorted((one for one in announced if one.from_at <= now), key=lambda one: LEVELS.index(one.level))
    changes = (one.until_at if one.from_at <= now else one.from_at for one in announced)
    return settled.Lasting(tuple(found[:MOST_NOTICES]), min(changes, default=None))


def page(request: HttpRequest) -> dict[str, Any]:
    """A context processor; it asks the database for nothing by itself."""
    return {"around": Around(request)}
