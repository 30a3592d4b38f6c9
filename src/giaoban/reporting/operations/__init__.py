"""Every write of the reporting room."""

from giaoban.reporting.operations.calls import default_dues, open_call
from giaoban.reporting.operations.flow import accept, accept_all, reopen, send_back, submit
from giaoban.reporting.operations.forms import take_up_form
from giaoban.reporting.operations.refusals import NotReady, Refused
from giaoban.reporting.operations.returns import Told, save

__all__ = [
    "NotReady",
    "Refused",
    "Told",
    "accept",
    "accept_all",
    "default_dues",
    "open_call",
    "reopen",
    "save",
    "send_back",
    "submit",
    "take_up_form",
]
