"""What the rooms hold on one period: the report of the nine months, and the briefing that reviewed them, find each other.

A room registers in its `apps.py` what of it belongs to a period; a page of another room asks, without importing it.
"""

from collections.abc import Callable, Iterable

from giaoban.kernel.resolvers import Pointer, Reader

Provider = Callable[[Reader, str], Iterable[Pointer]]
"""(reader, code of a period) -> rows of the room on that period, as far as the reader may see them."""


class SamePeriod:
    """The registered providers, by the kind of pointer that they give."""

    def __init__(self) -> None:
        self._providers: dict[str, Provider] = {}

    def register(self, kind: str, provider: Provider) -> None:
        """Offer the rows of a kind. Raises ValueError for a kind that is taken."""
        if self._providers.setdefault(kind, provider) is not provider:
            raise ValueError(f"rows of kind {kind} are offered by period twice")

    def others(self, reader: Reader, period: str, *, but: str) -> list[Pointer]:
        """Rows of all other kinds than the asker's own on the period; none where a period is not named."""
        if not period:
            return []
        kinds = [kind for kind in sorted(self._providers) if kind != but]
        return [pointer for kind in kinds for pointer in self._providers[kind](reader, period)]


same_period = SamePeriod()
"""Those of this installation, filled by the rooms' `apps.py`."""
