"""What a page hands to the tags of `ui`: states, fates, steps, moments. Lists have their own file, `listing`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Status(StrEnum):
    """The words that a status chip can say; each room maps its own states onto them."""

    DONE = "done"
    ON_TIME = "on_time"
    DUE_SOON = "due_soon"
    LATE = "late"
    WAITING = "waiting"
    REFUSED = "refused"
    DRAFT = "draft"
    STANDING = "standing"

    @property
    def label(self) -> "StrOrPromise":
        return STATUS_LABELS[self]


STATUS_LABELS: "Mapping[Status, StrOrPromise]" = {
    Status.DONE: _("Done"),
    Status.ON_TIME: _("On time"),
    Status.DUE_SOON: _("Due soon"),
    Status.LATE: _("Late"),
    Status.WAITING: _("Waiting"),
    Status.REFUSED: _("Refused"),
    Status.DRAFT: _("Draft"),
    Status.STANDING: _("Standing"),
}


class Fate(StrEnum):
    """What became of a sentence of a conclusion, as the living text colours it."""

    TASK = "task"
    INFORMATION = "information"
    RESULT = "result"
    COMMENDATION = "commendation"
    NONE = "none"
    OPEN = "open"

    @property
    def label(self) -> "StrOrPromise":
        return FATE_LABELS[self]


FATE_LABELS: "Mapping[Fate, StrOrPromise]" = {
    Fate.TASK: _("Task"),
    Fate.INFORMATION: _("Information"),
    Fate.RESULT: _("Result"),
    Fate.COMMENDATION: _("Commendation"),
    Fate.NONE: _("No follow-up, on purpose"),
    Fate.OPEN: _("Not decided yet"),
}


@dataclass(frozen=True)
class FateCount:
    """One entry of the legend: how many sentences have this fate, and the address that shows only them."""

    fate: Fate
    count: int
    url: str = ""
    current: bool = False


@dataclass(frozen=True)
class Step:
    """One link of the trace: sentence → task → result → report figure.

    `kind` names an icon. A step without `url` has not happened yet and is drawn hollow, unless it is where one stands.
    """

    kind: str
    name: "StrOrPromise"
    label: "StrOrPromise"
    url: str = ""
    status: str = ""
    current: bool = False


@dataclass(frozen=True)
class Moment:
    """One entry of a timeline, newest first or last as the page orders them."""

    at: datetime | date
    title: "StrOrPromise"
    by: "StrOrPromise" = ""
    text: "StrOrPromise" = ""
    url: str = ""
    status: str = ""

    @property
    def has_time(self) -> bool:
        return isinstance(self.at, datetime)
