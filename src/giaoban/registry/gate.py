"""Every route says who may enter; a view without a word here is refused (and fails the tests).

`public` everybody · `signed_in` any account · `needs(permission)` an actor whose role carries it. What is shown inside is
narrowed further by `visible_to`; this is only the door.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest

from giaoban.registry.roles import Permission

View = TypeVar("View", bound=Callable[..., Any])

PUBLIC = "public"
SIGNED_IN = "signed_in"


def _door(view: View, rule: str) -> View:
    # A wrapper, so that one view of a library may stand behind two doors at two addresses.
    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return view(request, *args, **kwargs)

    entered.access_rule = rule  # type: ignore[attr-defined]
    return entered  # type: ignore[return-value]


def public(view: View) -> View:
    return _door(view, PUBLIC)


def signed_in(view: View) -> View:
    return _door(view, SIGNED_IN)


def needs(permission: Permission) -> Callable[[View], View]:
    def wrap(view: View) -> View:
        return _door(view, permission.value)

    return wrap
