"""Why something was concluded: the conclusions of a period, and the figures that somebody laid beside each of them.

The room that concludes and the room that counts do not import each other; both register here, in their `apps.py`.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from giaoban.kernel.resolvers import Pointer, Reader


@dataclass(frozen=True)
class Ground:
    """A figure beside a conclusion. `said` as it stood when its report was frozen, or now where it never was; `now` only where it
    is another one today. `url` opens it.
    """

    label: str
    said: str
    unit: str
    now: str
    url: str
    report: str
    report_url: str


Concluded = Callable[[Reader, str], Iterable[Pointer]]
"""(reader, code of a period) -> what was concluded of the period, in its order, as far as the reader may see it."""

Behind = Callable[[Reader, Collection[Pointer], dt.datetime], Mapping[Pointer, Sequence[Ground]]]
"""(reader, conclusions, instant) -> the figures beside each, as far as the reader may see them."""

Chooser = Callable[[Reader, Pointer, str], str]
"""(reader, conclusion, code of the period) -> the page on which the reader chooses its figures; "" where they may not."""


class Grounds:
    """What the rooms registered; a side that nobody registered has nothing."""

    def __init__(self) -> None:
        self._concluded: list[Concluded] = []
        self._behind: list[tuple[Behind, Chooser]] = []

    def register_conclusions(self, concluded: Concluded) -> None:
        """Offer the conclusions of a room."""
        self._concluded.append(concluded)

    def register_figures(self, behind: Behind, chooser: Chooser) -> None:
        """Offer the figures of a room, and the page on which they are chosen."""
        self._behind.append((behind, chooser))

    def concluded(self, reader: Reader, period: str) -> list[Pointer]:
        """What was concluded of a period."""
        return [pointer for concluded in self._concluded for pointer in concluded(reader, period)]

    def behind(
        self, reader: Reader, conclusions: Collection[Pointer], *, as_of: dt.datetime
    ) -> dict[Pointer, list[Ground]]:
        """The figures beside each conclusion; those without any are left out."""
        found: dict[Pointer, list[Ground]] = {}
        for behind, _ in self._behind:
            for pointer, grounds in behind(reader, conclusions, as_of).items():
                found.setdefault(pointer, []).extend(grounds)
        return found

    def chooser(self, reader: Reader, conclusion: Pointer, period: str) -> str:
        """Where the reader may choose figures for a conclusion of the period; "" where nowhere."""
        if not period:
            return ""
        return next((url for _, choose in self._behind if (url := choose(reader, conclusion, period))), "")


grounds = Grounds()
"""Those of this installation, filled by the rooms' `apps.py`."""
