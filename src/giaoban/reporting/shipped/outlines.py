"""How a report is laid out: parts with a heading, the questions whose answers they merge, sentences with figures, tables."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A heading and what stands below it. `of` names the questions of the form whose answers are merged here.

    `opening` are paragraphs that the office begins with, figures as fields (see `prose.fields`); `table` the indicators of
    the table below the text; `has_tasks` adds what became of the body's own tasks in the period.
    """

    title: str
    code: str = ""
    of: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    table: tuple[str, ...] = ()
    has_tasks: bool = False

    @property
    def is_written(self) -> bool:
        """Whether paragraphs stand in it."""
        return bool(self.code)


@dataclass(frozen=True)
class Annexed:
    """A table behind the report: indicators by place."""

    title: str
    of: tuple[str, ...]


@dataclass(frozen=True)
class Outline:
    """The outline of a report on one kind of call. `{period}` stands for the period in words."""

    code: str
    name: str
    form: str
    subject: str
    opening: str
    closing: str
    parts: tuple[Part, ...]
    annexes: tuple[Annexed, ...] = ()
    recipients: tuple[str, ...] = ()

    def part(self, code: str) -> Part | None:
        """The part in which paragraphs of this code stand."""
        return next((one for one in self.parts if one.code and one.code == code), None)

    @property
    def written(self) -> list[Part]:
        return [one for one in self.parts if one.is_written]
