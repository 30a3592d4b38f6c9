"""Pages for everybody: which there are, what may be kept of them in front of the application, and when it goes.

A view that is `kept` answers every visitor alike but for the parameters that it names. A room registers in its `apps.py`
the addresses that it has for everybody (`addresses`), and the types of events that take something away from them
(`withdrawn_by`): after one of these not even a snapshot of an emergency may show the earlier page. Every other event only
makes kept pages be asked for anew.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from django.http import HttpRequest

View = TypeVar("View", bound=Callable[..., Any])

# What a view says to the front of the site, in the environment of its request.
KEPT = "giaoban.kept"
SHOWN = "giaoban.shown"
MEMBER = "giaoban.member"


@dataclass(frozen=True)
class Kept:
    """An answer that every visitor gets: its bytes before they were packed, and the parameters that it depends on."""

    body: bytes
    parameters: frozenset[str]


@dataclass(frozen=True, order=True)
class Shown:
    """Which page an answer shows, as a pointer of kind and id: what its readers are counted for."""

    kind: str
    id: UUID


def kept(*parameters: str) -> Callable[[View], View]:
    """For a view whose answer depends on its path, the language and these parameters of the address, and on no visitor.

    What a signed-in person gets is never kept, by no browser and no proxy.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def said(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            response = view(request, *args, **kwargs)
            if request.user.is_authenticated:
                response.headers.setdefault("Cache-Control", "private, no-store")
            elif response.status_code == 200 and b"csrfmiddlewaretoken" not in response.content:
                request.META[KEPT] = Kept(response.content, frozenset(parameters))
            return response

        return said  # type: ignore[return-value]

    return wrap


def shown(request: HttpRequest, kind: str, page_id: UUID) -> None:
    """Says that this request opens that page: a reader is counted for it once the answer went out well."""
    request.META[SHOWN] = Shown(kind, page_id)


class Addresses:
    """Every address that everybody may read, as the rooms tell it; what a snapshot of the whole site is made of."""

    def __init__(self) -> None:
        self._told: dict[str, Callable[[], Iterable[str]]] = {}
        self._withdrawing: set[str] = set()

    def register(self, name: str, provider: Callable[[], Iterable[str]]) -> None:
        """`provider` gives paths such as "/results/…/", with a query where that is a page of its own.

        Raises ValueError for a name that is taken.
        """
        if self._told.setdefault(name, provider) is not provider:
            raise ValueError(f"public addresses {name} are registered twice")

    def withdrawn_by(self, *types: str) -> None:
        """Events of these types take something away that was public."""
        self._withdrawing.update(types)

    def takes_away(self, type_: str) -> bool:
        return type_ in self._withdrawing

    def all(self) -> Iterator[str]:
        """Each address once, in the order in which the rooms were registered."""
        seen: set[str] = set()
        for provider in self._told.values():
            for address in provider():
                if address not in seen:
                    seen.add(address)
                    yield address


addresses = Addresses()
