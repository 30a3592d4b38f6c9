"""Tables of the reporting room, one file a subject."""

from giaoban.reporting.models.deadlines import MoreTime, MoreTimeAnswer, ReturnReminder
from giaoban.reporting.models.dimensions import Category, Dimension
from giaoban.reporting.models.documents import Freeze, FrozenCount, FrozenFigure, FrozenReturn, SignedText
from giaoban.reporting.models.form_drafts import FormDraft
from giaoban.reporting.models.form_rules import FormRule
from giaoban.reporting.models.forms import FormItem, FormSection, FormTemplate, Indicator
from giaoban.reporting.models.formulas import Formula, FormulaOperand
from giaoban.reporting.models.gathered import GatheredPart
from giaoban.reporting.models.grounds import ConclusionFigure
from giaoban.reporting.models.narrative import Passage, PassageSource, PassageText, PeriodReport, ReportChart
from giaoban.reporting.models.returns import Call, CellComment, HandedIn, Return, ReturnStep, Value
from giaoban.reporting.models.tallies import PendingTally, Tally
from giaoban.reporting.models.targets import Target

__all__ = [
    "Call",
    "Category",
    "CellComment",
    "ConclusionFigure",
    "Dimension",
    "FormDraft",
    "FormItem",
    "FormRule",
    "FormSection",
    "FormTemplate",
    "Formula",
    "FormulaOperand",
    "Freeze",
    "FrozenCount",
    "FrozenFigure",
    "FrozenReturn",
    "GatheredPart",
    "HandedIn",
    "Indicator",
    "MoreTime",
    "MoreTimeAnswer",
    "Passage",
    "PassageSource",
    "PassageText",
    "PendingTally",
    "PeriodReport",
    "ReportChart",
    "Return",
    "ReturnReminder",
    "ReturnStep",
    "SignedText",
    "Tally",
    "Target",
    "Value",
]
