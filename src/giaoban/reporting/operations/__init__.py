"""Every write of the reporting room."""

from giaoban.reporting.operations.bulk import Gathered, accept_at_once, take_in
from giaoban.reporting.operations.calls import default_dues, open_call
from giaoban.reporting.operations.charts import add_chart, remove_chart
from giaoban.reporting.operations.deadlines import answer_more_time, ask_more_time
from giaoban.reporting.operations.dimensions import add_category, add_dimension
from giaoban.reporting.operations.flow import accept, accept_all, reopen, send_back, submit
from giaoban.reporting.operations.form_drafts import begin_form, keep_form, put_in_force, throw_away_form
from giaoban.reporting.operations.forms import take_up_form
from giaoban.reporting.operations.formulas import define_indicator, made_of, named, retire_indicator, revise_formula
from giaoban.reporting.operations.freezing import compare_signed, freeze_report
from giaoban.reporting.operations.grounds import set_grounds
from giaoban.reporting.operations.narrative import (
    Picked,
    Source,
    begin_report,
    bind_figure,
    edit_passage,
    move_passage,
    pick,
    set_passage_out,
    write_passage,
)
from giaoban.reporting.operations.refusals import (
    BatchRefused,
    EditedMeanwhile,
    FormKeptMeanwhile,
    NotExpected,
    NotReady,
    NotTaken,
    Refused,
    SavedMeanwhile,
)
from giaoban.reporting.operations.reminders import remind
from giaoban.reporting.operations.returns import save
from giaoban.reporting.operations.tallies import Difference, differences, fold, fold_all, recount
from giaoban.reporting.operations.targets import Planned, set_targets
from giaoban.reporting.operations.values import Told

__all__ = [
    "BatchRefused",
    "Difference",
    "EditedMeanwhile",
    "FormKeptMeanwhile",
    "Gathered",
    "NotExpected",
    "NotReady",
    "NotTaken",
    "Picked",
    "Planned",
    "Refused",
    "SavedMeanwhile",
    "Source",
    "Told",
    "accept",
    "accept_all",
    "accept_at_once",
    "add_category",
    "add_chart",
    "add_dimension",
    "answer_more_time",
    "ask_more_time",
    "begin_form",
    "begin_report",
    "bind_figure",
    "compare_signed",
    "default_dues",
    "define_indicator",
    "differences",
    "edit_passage",
    "fold",
    "fold_all",
    "freeze_report",
    "keep_form",
    "made_of",
    "move_passage",
    "named",
    "open_call",
    "pick",
    "put_in_force",
    "recount",
    "remind",
    "remove_chart",
    "reopen",
    "retire_indicator",
    "revise_formula",
    "save",
    "send_back",
    "set_grounds",
    "set_passage_out",
    "set_targets",
    "submit",
    "take_in",
    "take_up_form",
    "throw_away_form",
    "write_passage",
]
