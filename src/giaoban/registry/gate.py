"""Every route says who may enter; a view without a word here is refused (and fails the tests).

`public` everybody · `signed_in` any account · `needs(permission)` an actor whose role carries it · `probe` machines that
ask whether the process works. What is shown inside is narrowed further by `visible_to`; this is only the door.
A view is entered by reading alone, unless `idempotency` says what happens when it is sent to.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.views.decorators.csrf import csrf_exempt

from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission

View = TypeVar("View", bound=Callable[..., Any])

PUBLIC = "public"
SIGNED_IN = "signed_in"


def _door(view: View, rule: str) -> View:
    # A wrapper, so that one view of a library may stand behind two doors at two addresses.
    @wraps(view)
    def entered(request: Request, *args: Any, **kwargs: Any) -> Any:
        return view(request, *args, **kwargs)

    entered.access_rule = rule  # type: ignore[attr-defined]
    return entered  # type: ignore[return-value]


def public(view: View) -> View:
    return _door(view, PUBLIC)


def probe(view: View) -> View:
    """Public, and nothing is looked up around it: it answers while the database does not."""
    entered = _door(view, PUBLIC)
    entered.is_probe = True  # type: ignore[attr-defined]
    return entered


def signed_in(view: View) -> View:
    return _door(view, SIGNED_IN)


def open_form(view: View) -> View:
    """For a form on a page that is the same for everybody: such a page carries no token, and its reader no cookie.

    What another site sends is told by the headers that every browser adds, and refused. Only for what a visitor could
    as well send by hand: a form of an account needs the token.
    """

    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> Any:
        origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
        if request.method == "POST" and (
            site not in (None, "same-origin", "none")
            or (origin is not None and urlsplit(origin).netloc != request.get_host())
        ):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return csrf_exempt(guarded)  # type: ignore[return-value]


def open_before_new_password(view: View) -> View:
    """Marks what somebody may do whose password was reset and who has not set the own one yet."""
    view.is_open_before_new_password = True  # type: ignore[attr-defined]
    return view


def open_before_second_factor(view: View) -> View:
    """Marks what somebody may do who must have a second factor and has not shown one in this session."""
    view.is_open_before_second_factor = True  # type: ignore[attr-defined]
    return view


def needs(permission: Permission) -> Callable[[View], View]:
    def wrap(view: View) -> View:
        return _door(view, permission.value)

    return wrap
