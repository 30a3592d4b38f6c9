"""What will take place, whichever room knows of it: offered to whoever draws up a schedule.

A room registers a provider in its `apps.py`; the room that keeps schedules asks without importing it. What is offered is
what the asker may see anyway, and becomes public only where a person takes it over and publishes it.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from giaoban.kernel.resolvers import Pointer, Reader


@dataclass(frozen=True)
class Happening:
    """One thing that is planned for a day; `presides` and `place` as they would be printed, empty where unknown."""

    pointer: Pointer
    day: dt.date
    title: str
    place: str = ""
    presides: str = ""


Provider = Callable[[Reader, dt.date, dt.date], Iterable[Happening]]
"""(reader, first, end) -> what is planned within these half-open days, as far as the reader may see it."""


class Agenda:
    """The registered providers, by name."""

    def __init__(self) -> None:
        self._providers: dict[str, Provider] = {}

    def register(self, name: str, provider: Provider) -> None:
        """Offer what a room knows. Raises ValueError for a name that is taken."""
        if self._providers.setdefault(name, provider) is not provider:
            raise ValueError(f"what {name} knows of is registered twice")

    def offered(self, reader: Reader, first: dt.date, end: dt.date) -> list[Happening]:
        """Everything planned within these half-open days, by day."""
        found = [one for provider in self._providers.values() for one in provider(reader, first, end)]
        return sorted(found, key=lambda one: (one.day, one.title))


agenda = Agenda()
"""That of this installation, filled by the rooms' `apps.py`."""
