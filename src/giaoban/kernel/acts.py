"""What a room above offers to do with a thing of a room below: a button on its page, without an arrow upward.

The room above adds an act for a kind of pointers in its `apps.py`; the page of the thing shows `{% further_acts kind id %}`.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Act:
    """One posted form: `route` takes the thing's id, `permission` is what the actor's role must carry."""

    label: str | Promise
    route: str
    permission: Any
    icon: str = ""


_acts: dict[str, list[Act]] = defaultdict(list)


def add(kind: str, act: Act) -> None:
    """Offers an act for things of this kind, once."""
    if act not in _acts[kind]:
        _acts[kind].append(act)


def offered(kind: str, thing: UUID, actor: Any) -> list[tuple[Act, str]]:
    """(act, address) of what this actor (anything with `may(permission)`) may do with the thing."""
    return [
        (act, reverse(act.route, args=[thing])) for act in _acts.get(kind, ()) if actor and actor.may(act.permission)
    ]
