"""Every write of the news room."""

from giaoban.news.operations.addresses import lead_on
from giaoban.news.operations.hours import tell_hour
from giaoban.news.operations.importing import TakenOver, take_over
from giaoban.news.operations.publishing import unschedule, withdraw
from giaoban.news.operations.refusals import (
    AlreadyTaken,
    ChecksFailed,
    EndsBeforeItAppears,
    InThePast,
    LaterRevision,
    LeadsInACircle,
    LinkIsOver,
    NoReason,
    NotForReview,
    NothingChanged,
    OwnWork,
    ReasonsMissing,
    Refused,
    SectionClosed,
    StandsAlready,
    TooMuch,
    UnknownPicture,
    UnknownSubject,
)
from giaoban.news.operations.reviewing import (
    decide,
    decide_by_link,
    give_link,
    link_of,
    revoke_link,
    submit,
    take_back,
)
from giaoban.news.operations.sections import arrange_section, make_section
from giaoban.news.operations.writing import Told, add_picture, draft, give_up, move, revise

__all__ = [
    "AlreadyTaken",
    "ChecksFailed",
    "EndsBeforeItAppears",
    "InThePast",
    "LaterRevision",
    "LeadsInACircle",
    "LinkIsOver",
    "NoReason",
    "NotForReview",
    "NothingChanged",
    "OwnWork",
    "ReasonsMissing",
    "Refused",
    "SectionClosed",
    "StandsAlready",
    "TakenOver",
    "Told",
    "TooMuch",
    "UnknownPicture",
    "UnknownSubject",
    "add_picture",
    "arrange_section",
    "decide",
    "decide_by_link",
    "draft",
    "give_link",
    "give_up",
    "lead_on",
    "link_of",
    "make_section",
    "move",
    "revise",
    "revoke_link",
    "submit",
    "take_back",
    "take_over",
    "tell_hour",
    "unschedule",
    "withdraw",
]
