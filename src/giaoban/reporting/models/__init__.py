"""Tables of the reporting room, one file a subject."""

from giaoban.reporting.models.deadlines import MoreTime, MoreTimeAnswer, ReturnReminder
from giaoban.reporting.models.forms import FormItem, FormSection, FormTemplate, Indicator
from giaoban.reporting.models.returns import Call, CellComment, Return, ReturnStep, Value

__all__ = [
    "Call",
    "CellComment",
    "FormItem",
    "FormSection",
    "FormTemplate",
    "Indicator",
    "MoreTime",
    "MoreTimeAnswer",
    "Return",
    "ReturnReminder",
    "ReturnStep",
    "Value",
]
