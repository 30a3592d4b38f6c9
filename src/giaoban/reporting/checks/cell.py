"""What a check looks at, and what it says."""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One line of a return. `whole` is the code of the line that it is a part of, by `dimension` where it is a category of it; `recent` are the values of its last
    periods, `last_year` that of the same period last year.
    """

    code: str
    is_required: bool = True
    is_number: bool = True
    is_whole: bool = True
    number: Decimal | None = None
    text: str = ""
    none_occurred: bool = False
    reason: str = ""
    most: Decimal | None = None
    whole: str = ""
    dimension: str = ""
    adds_up: bool = False
    recent: tuple[Decimal, ...] = ()
    last_year: Decimal | None = None

    @property
    def is_empty(self) -> bool:
        return self.number is None and not self.text.strip() and not self.none_occurred

    @property
    def amount(self) -> Decimal | None:
        """The number; nothing at all where none occurred; None where nothing was said."""
        return Decimal(0) if self.none_occurred else self.number


@dataclass(frozen=True)
class Finding:
    """`rule` names the check and its case; `figures` are what its sentence says, `says` all of it where the form words it."""

    rule: str
    cell: str
    is_hard: bool
    figures: dict[str, Decimal] = field(default_factory=dict)
    says: str = ""
