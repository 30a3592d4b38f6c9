"""Problems that speak: told before Django is there, or without it, to the person at the server."""

from collections.abc import Mapping
from typing import ClassVar

from giaoban.site.language import gettext


class SpokenProblem(Exception):
    """`code` names the problem, `facts` are its particulars; `str()` is its sentence in the chosen language."""

    sentences: ClassVar[Mapping[str, str]]

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        return gettext(self.sentences[self.code]).format(**self.facts)
