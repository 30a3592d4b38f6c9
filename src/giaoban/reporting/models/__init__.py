"""Tables of the reporting room, one file a subject."""

from giaoban.reporting.models.forms import FormItem, FormSection, FormTemplate, Indicator
from giaoban.reporting.models.returns import Call, CellComment, Return, ReturnStep, Value

__all__ = [
    "Call",
    "CellComment",
    "FormItem",
    "FormSection",
    "FormTemplate",
    "Indicator",
    "Return",
    "ReturnStep",
    "Value",
]
