"""When something is due: the words as written, and the days they mean.

Nothing is invented. Words that name no day ("thời gian tới", "mùa mưa bão", "trước khi trình đại hội") have no days and
are never overdue; a year left out is taken from the reference day, looking forward.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from giaoban.kernel import due_words
from giaoban.kernel.due_words import DueKind as DueKind
from giaoban.kernel.due_words import Every as Every
from giaoban.kernel.due_words import InvalidDate as InvalidDate
from giaoban.kernel.period import Period
from giaoban.kernel.period_words import Language, PeriodKind
from giaoban.kernel.problems import Problem
from giaoban.kernel.vietnamese import nfc

_DATELESS = frozenset({DueKind.EVENT, DueKind.RECURRING, DueKind.NONE})


class InvalidDue(Problem):
    """Days that cannot belong to a due of this kind, or JSON that is none: `kind`, `start`, `end`."""

    code = "invalid_due"
    sentence_vi = "Thời hạn không hợp lệ: {kind}, từ {start} đến trước {end}."


@dataclass(frozen=True)
class Due:
    """A due date as written and as understood.

    `start` and `end` are half-open days; either may be None. `last_day`, the day before `end`, is the last day on which
    the work is in time. So "trước ngày 15/11/2023" ends on 15/11 and its last day is 14/11 (before means before), while
    "chậm nhất ngày 30/6", "đến ngày 30/6" and "trước 17 giờ ngày 30/6" have 30/6 as last day. Where only an end is
    named, `start` is None. `every` says how often something recurring is due, where the words say it.
    """

    kind: DueKind
    as_written: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    every: Every | None = None

    def __post_init__(self) -> None:
        reversed_days = self.start is not None and self.end is not None and self.start >= self.end
        dated = self.start is not None or self.end is not None
        if reversed_days or (dated and self.kind in _DATELESS) or (self.every and self.kind != DueKind.RECURRING):
            raise InvalidDue(kind=self.kind, start=self.start, end=self.end)

    @classmethod
    def parse(cls, as_written: str, reference: dt.date) -> Self:
        """The due date that a phrase gives, read on the reference day (the day of the meeting or of the paper).

        A phrase that gives none is kept with kind `none`. A date such as 31/02 raises `InvalidDate`.
        A day or period without a year lies in the reference's year, or in the next if it passed over a month before.
        """
        words = " ".join(nfc(as_written).split())
        kind, start, end, every = due_words.read(words, reference)
        return cls(kind, words, start, end, every)

    @classmethod
    def none(cls) -> Self:
        """No due date: "chưa định hạn"."""
        return cls(DueKind.NONE)

    @classmethod
    def on(cls, last_day: dt.date) -> Self:
        """A last day that a person entered."""
        return cls(DueKind.DAY, "", None, last_day + dt.timedelta(days=1))

    @classmethod
    def within(cls, period: Period) -> Self:
        """Due by the end of a period."""
        return cls(due_words.PERIOD_KINDS.get(period.kind, DueKind.RANGE), period.label(), period.start, period.end)

    @property
    def last_day(self) -> dt.date | None:
        """The last day in time, or None if nobody can say."""
        return self.end - dt.timedelta(days=1) if self.end else None

    def is_overdue(self, today: dt.date) -> bool:
        """Whether the last day has passed; never without one."""
        return self.end is not None and today >= self.end

    def days_left(self, today: dt.date) -> int | None:
        """Days until the last day: 0 on that day, negative after it, None without one."""
        return (self.last_day - today).days if self.last_day else None

    @property
    def normalised(self) -> str | None:
        """Short form for drafts: a quarter's code ("2021-Q4"), else the last day ("2021-10-31"), else the words."""
        if self.kind == DueKind.QUARTER and self.start and self.end:
            return Period(self.start, self.end, PeriodKind.QUARTER).code
        if self.last_day:
            return self.last_day.isoformat()
        return self.as_written or None

    def label(self, language: Language = "vi") -> str:
        """The words as written, then in brackets the days they were taken to mean."""
        days = self._days_label(language)
        if not self.as_written:
            return days or ("chưa định hạn" if language == "vi" else "no due date")
        if self.kind == DueKind.NONE:
            days = "chưa định hạn" if language == "vi" else "no due date"
        return f"{self.as_written} [{days}]" if days and days != self.as_written else self.as_written

    def __str__(self) -> str:
        return self.label()

    def _days_label(self, language: Language) -> str:
        until, since = ("đến hết ngày", "từ ngày") if language == "vi" else ("until", "from")
        if self.last_day is None:
            return f"{since} {self.start:%d/%m/%Y}" if self.start else ""
        if self.start is None:
            return f"{until} {self.last_day:%d/%m/%Y}"
        if self.start == self.last_day:
            return f"{self.start:%d/%m/%Y}"
        return f"{self.start:%d/%m/%Y}–{self.last_day:%d/%m/%Y}"

    def to_json(self) -> dict[str, str | None]:
        """Plain values for JSON; the inverse of `from_json`."""
        return {
            "kind": str(self.kind),
            "as_written": self.as_written,
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
            "every": str(self.every) if self.every else None,
        }

    @classmethod
    def from_json(cls, values: Mapping[str, str | None]) -> Self:
        """What `to_json` wrote; anything else raises `InvalidDue`."""
        start, end, every = values.get("start"), values.get("end"), values.get("every")
        try:
            return cls(
                DueKind(values.get("kind") or ""),
                values.get("as_written") or "",
                dt.date.fromisoformat(start) if start else None,
                dt.date.fromisoformat(end) if end else None,
                Every(every) if every else None,
            )
        except ValueError as error:
            raise InvalidDue(kind=values.get("kind"), start=start, end=end) from error
