"""Every write of the reporting room."""

from giaoban.reporting.operations.calls import default_dues, open_call
from giaoban.reporting.operations.deadlines import answer_more_time, ask_more_time
from giaoban.reporting.operations.flow import accept, accept_all, reopen, send_back, submit
from giaoban.reporting.operations.forms import take_up_form
from giaoban.reporting.operations.refusals import NotExpected, NotReady, Refused, SavedMeanwhile
from giaoban.reporting.operations.reminders import remind
from giaoban.reporting.operations.returns import Told, save

__all__ = [
    "NotExpected",
    "NotReady",
    "Refused",
    "SavedMeanwhile",
    "Told",
    "accept",
    "accept_all",
    "answer_more_time",
    "ask_more_time",
    "default_dues",
    "open_call",
    "remind",
    "reopen",
    "save",
    "send_back",
    "submit",
    "take_up_form",
]
