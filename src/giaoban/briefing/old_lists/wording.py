"""What is said about the rows and files of old lists: one sentence a code."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.briefing.old_lists.entries import Aside
from giaoban.briefing.old_lists.headers import Field

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FIELDS: "Mapping[Field, StrOrPromise]" = {
    Field.NUMBER: gettext_lazy("Running number"),
    Field.TEXT: gettext_lazy("What is to be done"),
    Field.LEAD: gettext_lazy("Leading body"),
    Field.WITH: gettext_lazy("Coordinating bodies"),
    Field.ASSIGNED: gettext_lazy("Given on"),
    Field.DUE: gettext_lazy("Until when"),
    Field.LAST_DAY: gettext_lazy("Last day"),
    Field.STATUS: gettext_lazy("State"),
    Field.RESULT: gettext_lazy("Result"),
    Field.BASIS: gettext_lazy("Legal basis"),
    Field.KIND: gettext_lazy("Kind"),
    Field.NOTE: gettext_lazy("Remark"),
    Field.BRIEFING: gettext_lazy("Briefing of"),
}
ASIDE: "Mapping[Aside, StrOrPromise]" = {
    Aside.TOTAL: gettext_lazy("A total, no task."),
    Aside.SECTION: gettext_lazy("A heading within the list, no task."),
    Aside.FOOTER: gettext_lazy("Stands below the list (signature, recipients, note), no task."),
}
ROWS: "Mapping[str, StrOrPromise]" = {
    "no_text": gettext_lazy("Cell %(cell)s says nothing of what is to be done. Fill it in, or delete the row."),
    "long_text": gettext_lazy("The task in cell %(cell)s has %(length)s letters; at most %(limit)s are taken. Shorten it."),
    "formula": gettext_lazy(
        "Cell %(cell)s holds a formula without a kept value. Open the file in Excel, save it, and send it again."
    ),
    "cell_error": gettext_lazy("Cell %(cell)s shows the error %(value)s. Put it right in Excel."),
    "no_day": gettext_lazy("“%(value)s” in cell %(cell)s is no day. Write it as 30/11/2021, or in words such as “quý IV/2021”."),
    "bad_day": gettext_lazy(
        "“%(value)s” in cell %(cell)s is no day of the calendar. Write day/month/year, such as 30/11/2021; if the list "
        "writes the month first, say so under the columns."
    ),
    "far_day": gettext_lazy("The year of “%(value)s” in cell %(cell)s cannot be right. Check it."),
    "due_before_given": gettext_lazy(
        "Cell %(cell)s: the due date %(due)s lies before the day %(given)s on which it was given. Put one of them right."
    ),
    "assigned_no_day": gettext_lazy("“%(value)s” in cell %(cell)s is no day; the day on which it was given stays open."),
    "assigned_bad_day": gettext_lazy("“%(value)s” in cell %(cell)s is no day of the calendar; the day on which it was given stays open."),
    "assigned_far_day": gettext_lazy("The year of “%(value)s” in cell %(cell)s cannot be right; the day on which it was given stays open."),
    "assigned_cell_error": gettext_lazy("Cell %(cell)s shows an error; the day on which it was given stays open."),
    "assigned_formula": gettext_lazy("Cell %(cell)s holds a formula without a value; the day on which it was given stays open."),
    "hidden_row": gettext_lazy("The row is hidden in the file."),
    "counted_day": gettext_lazy("Cell %(cell)s holds the bare number %(value)s, read as the day %(day)s."),
    "due_without_day": gettext_lazy("“%(value)s” in cell %(cell)s names no day; the words stay, and nothing falls due."),
    "unknown_body": gettext_lazy("“%(name)s” is not in the directory: say who it is."),
    "abolished_body": gettext_lazy("“%(name)s” was abolished: say who takes over."),
    "several_bodies": gettext_lazy("%(count)s bodies answer, each for itself; no lead is invented."),
}  # fmt: skip
FILE: "Mapping[str, StrOrPromise]" = {
    "sheet_left": gettext_lazy("The sheet “%(sheet)s” (%(rows)s rows) is not read; choose it under the columns, one list at a time."),
    "hidden_sheet_left": gettext_lazy("The hidden sheet “%(sheet)s” (%(rows)s rows) is not read."),
    "hidden_sheet": gettext_lazy("The sheet “%(sheet)s” is hidden in the file."),
    "hidden_rows": gettext_lazy("%(count)s rows are hidden in the file, the first is row %(first)s; they are read like the others."),
    "hidden_columns": gettext_lazy("Columns that are hidden in the file are read: %(columns)s."),
    "columns_left": gettext_lazy("Columns that nothing is taken from: %(columns)s."),
    "formulas": gettext_lazy("Some formulas carry no value; open the file in Excel and save it, so that their values are kept."),
    "order_mdy": gettext_lazy("Some days make sense only with the month first (11/30/2021); they are read so. Check a few of them."),
    "order_swapped": gettext_lazy(
        "Excel seems to have taken days for months (05/11 became 11 May): every real day stops at the 12th, all others are "
        "text. Day and month are changed back. Check a few of them."
    ),
}  # fmt: skip


def of_row(problem: Mapping[str, Any]) -> str:
    """The sentence about a cell."""
    return str(ROWS[problem["code"]]) % {"cell": problem["cell"], **problem["told"]}


def of_file(note: Mapping[str, Any]) -> str:
    """The sentence about the file as a whole."""
    return str(FILE[note["code"]]) % note["told"]


def reasons(row: Any) -> list[str]:
    """Everything to be said of a row, what refuses it first."""
    if aside := row.told.get("aside"):
        return [str(ASIDE[Aside(aside)])]
    told = [of_row(problem) for problem in sorted(row.problems, key=lambda problem: not problem["refuses"])]
    if row.same_as:
        told.insert(0, _("Says the same as row %(number)s of this file.") % {"number": row.same_as})
    if row.joined:
        numbers = ", ".join(map(str, row.joined))
        told.append(_("The merged cell also covers the rows %(rows)s.") % {"rows": numbers})
    return told
