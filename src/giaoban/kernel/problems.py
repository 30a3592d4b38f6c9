"""What every refusal of the kernel looks like.

A problem carries a stable `code` for programs, its own attributes for whoever wants to say more, and one Vietnamese
sentence (`message_vi`) that a command-line tool or a form may print as it stands.
"""

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Problem(Exception):
    """Base of all named problems; subclasses set `code` and `sentence_vi`, a format string over their attributes.

    It is raised with keywords only, so that it survives being pickled between processes.
    """

    code: ClassVar[str]
    sentence_vi: ClassVar[str]

    def __init__(self, **fields: object) -> None:
        super().__init__()
        vars(self).update(fields)

    @property
    def fields(self) -> dict[str, object]:
        """The structured attributes, by name."""
        return dict(vars(self))

    @property
    def message_vi(self) -> str:
        """One Vietnamese sentence for a person."""
        return self.sentence_vi.format_map(vars(self))

    def __str__(self) -> str:
        return f"{self.code}: {', '.join(f'{name}={value!r}' for name, value in vars(self).items())}"


class Refused(ValueError):
    """What was told cannot stand: a sentence for a person in the language of the moment (`str()`), and the field to look at."""

    field: str | None = None
    sentence: "StrOrPromise" = ""

    def __str__(self) -> str:
        return str(self.sentence)
