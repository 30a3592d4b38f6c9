"""What a rule is given, and what it says."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, kw_only=True)
class Content:
    """An article as it would be published. `leads_somewhere` says of a path of this portal whether readers find something."""

    title: str
    summary: str = ""
    body: str = ""
    has_cover: bool = False
    cover_alt: str = ""
    leads_somewhere: Callable[[str], bool] = lambda _path: True

    @property
    def words(self) -> str:
        return f"{self.title}\n{self.summary}\n{self.body}"


@dataclass(frozen=True)
class Finding:
    """`code` names the rule, `detail` what it found; together they tell one finding from another."""

    code: str
    is_hard: bool
    sentence: "StrOrPromise"
    detail: str = ""

    @property
    def key(self) -> str:
        return f"{self.code}:{self.detail}"[:500]
