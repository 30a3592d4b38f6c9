"""Every write of the voices room, one file a subject."""

from giaoban.voices.operations.brakes import Limits, admit, forget_days
from giaoban.voices.operations.polls import (
    Asked,
    close_ended_polls,
    close_poll,
    correct_poll,
    drop_poll,
    make_poll,
    open_poll,
    set_block,
)
from giaoban.voices.operations.refusals import NotCounted, Refused
from giaoban.voices.operations.voting import answer_openly, count_refusal, vote_as_member

__all__ = [
    "Asked",
    "Limits",
    "NotCounted",
    "Refused",
    "admit",
    "answer_openly",
    "close_ended_polls",
    "close_poll",
    "correct_poll",
    "count_refusal",
    "drop_poll",
    "forget_days",
    "make_poll",
    "open_poll",
    "set_block",
    "vote_as_member",
]
