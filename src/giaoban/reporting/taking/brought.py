"""What a file or a column brings for one line of a return."""

from dataclasses import dataclass

from giaoban.kernel.problems import Refused
from giaoban.kernel.vietnamese import fold
from giaoban.reporting.models import FormItem

# How people say in a cell that nothing happened.
NONE_WORDS = frozenset({"khong phat sinh", "khong co", "khong", "none occurred", "none"})


@dataclass(frozen=True, kw_only=True)
class Brought:
    """What stands for a line at an address, as a person would type it; None where nothing is said of it.

    `why` says that it cannot be taken, and why; `note` is something to look at although it can be taken.
    """

    item: FormItem
    address: str
    written: str = ""
    none: bool = False
    estimate: bool | None = None
    reason: str | None = None
    why: str = ""
    note: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.written.strip() and not self.none and not self.why


class NotTaken(Refused):
    """A file or column of which nothing can be taken."""


def says_none(written: str) -> bool:
    """Whether the words of a number's cell say that nothing happened."""
    return fold(written) in NONE_WORDS
