"""Every write of the voices room, one file a subject."""

from giaoban.voices.operations.brakes import Limits, admit, forget_days
from giaoban.voices.operations.handling import (
    answer,
    direct,
    judge,
    merge,
    publish,
    restore,
    route,
    send_back,
    set_aside,
    take,
    withdraw,
)
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
from giaoban.voices.operations.receiving import Said, forget_senders, send_voice
from giaoban.voices.operations.refusals import NotCounted, Refused
from giaoban.voices.operations.reminding import remind_of_voices
from giaoban.voices.operations.voting import answer_openly, count_refusal, vote_as_member

__all__ = [
    "Asked",
    "Limits",
    "NotCounted",
    "Refused",
    "Said",
    "admit",
    "answer",
    "answer_openly",
    "close_ended_polls",
    "close_poll",
    "correct_poll",
    "count_refusal",
    "direct",
    "drop_poll",
    "forget_days",
    "forget_senders",
    "judge",
    "make_poll",
    "merge",
    "open_poll",
    "publish",
    "remind_of_voices",
    "restore",
    "route",
    "send_back",
    "send_voice",
    "set_aside",
    "set_block",
    "take",
    "vote_as_member",
    "withdraw",
]
