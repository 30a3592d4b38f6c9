"""Why something told to this room cannot stand."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giaoban.kernel.problems import Refused as Refused
from giaoban.registry.enums import UnitKind
from giaoban.reporting import words
from giaoban.reporting.checks.cell import Finding
from giaoban.reporting.formulas import Code, Unread
from giaoban.reporting.models import Indicator
from giaoban.reporting.queries import Unasked


class NotItsPeriod(Refused):
    field, sentence = "period", _("This form is filled in for another kind of period.")


class FormNotInForce(Refused):
    field, sentence = "period", _("No version of this form is in force in that period.")


class CalledAlready(Refused):
    field, sentence = "period", _("Returns on this form and period are called for already.")


class DueTooEarly(Refused):
    field, sentence = "due_above", _("The level above cannot be due before those below it.")


class NotItsLine(Refused):
    """The form goes up another line: `kind` names the bodies that call for it."""

    field = "form"

    def __init__(self, kind: UnitKind) -> None:
        super().__init__()
        self.sentence = _("Returns on this form are called for by: %(kind)s.") % {"kind": kind.label}


class NobodyExpected(Refused):
    field, sentence = "form", _("No body of the kind that fills in this form stood on your land in that period.")


class NotExpected(Refused):
    """A body that is not asked: of another kind, level or land, not founded yet, or abolished before."""

    def __init__(self, because: Unasked, period: str) -> None:
        super().__init__()
        day = f"{because.day:%d/%m/%Y}" if because.day else ""
        self.sentence = {
            "founded_later": _(
                "This body was founded on %(day)s, after %(period)s: it has no return on that period. Whoever stood there before it answers."
            ),
            "abolished": _(
                "This body was abolished on %(day)s and did not stand at the end of %(period)s: whoever took over from it answers."
            ),
            "not_its_form": _("This form is not for your body: other kinds of body, or other levels, fill it in."),
        }[because.why] % {"day": day, "period": period}


class SavedMeanwhile(Refused):
    sentence = _(
        "Somebody else has saved this return meanwhile; nothing was overwritten. What they wrote stands beside the lines below; look at it, then send again."
    )


class HandedIn(Refused):
    sentence = _("This return was handed in; it takes no changes until it is sent back or reopened.")


class BothSaid(Refused):
    sentence = _("Either a value or “none occurred”, not both.")


class OwnAuthor(Refused):
    sentence = _("Whoever wrote a return does not judge it. Somebody else of your body must.")


class NoReason(Refused):
    field, sentence = "reason", _("Say why.")


class NoMoreTime(Refused):
    field, sentence = "due", _("This is no later than the day by which the return is due now.")


class AskedAlready(Refused):
    sentence = _("A request for more time is waiting already.")


class AnsweredAlready(Refused):
    sentence = _("This request was answered already.")


class RefusedWithoutReason(Refused):
    field, sentence = "words", _("Say why.")


class NotReady(Refused):
    """`findings` are what stands between the return and its submission."""

    sentence = _("The return is kept as a draft, but cannot be submitted yet. Look at the marked lines.")

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__()
        self.findings = list(findings)


# --- Forms that an office writes -----------------------------------------------------------------------------------------


class FormKeptMeanwhile(Refused):
    sentence = _(
        "Somebody else has changed this draft meanwhile; nothing was overwritten. Look at what stands there now, then do it again."
    )


class DraftClosed(Refused):
    sentence = _("This draft is closed: it was put in force or thrown away.")


class DraftedAlready(Refused):
    field, sentence = "code", _("Your body is writing a form with this code already.")


class NotOwnLine(Refused):
    """`kind` calls for such a form: bodies of that kind write it."""

    field = "called_by"

    def __init__(self, kind: UnitKind) -> None:
        super().__init__()
        self.sentence = _("Only %(kind)s at the province writes forms that it calls for.") % {"kind": kind.label}


class TooMuch(Refused):
    """More than a draft holds: kept as it is, a part of it could not be read again."""

    sentence = _(
        "A draft holds 50 sections of 300 lines, 200 rules with 50 lines each, and numbers up to a million billion. This is more."
    )


class HasProblems(Refused):
    sentence = _("The form cannot be put in force yet. Look at the marked places.")


class CalledForAlready(Refused):
    """The version that stands was called for, for a period that ends on `day`."""

    field = "since"

    def __init__(self, day: dt.date) -> None:
        super().__init__()
        self.sentence = _(
            "The version that is in force was called for already, for a period that ends on %(day)s. Choose a day after it."
        ) % {"day": f"{day:%d/%m/%Y}"}


class NotAfterTheVersion(Refused):
    field = "since"

    def __init__(self, since: dt.date) -> None:
        super().__init__()
        self.sentence = _("The version before it is in force from %(day)s. Choose a day after that.") % {
            "day": f"{since:%d/%m/%Y}"
        }


class DimensionTaken(Refused):
    field, sentence = "name", _("There is a dimension of this name already.")


class NoDimension(Refused):
    sentence = _("There is no such dimension.")


class TwoCategories(Refused):
    field, sentence = "categories", _("A dimension has two different categories at least.")


class CategoryTaken(Refused):
    """`name` is how the category with this code is called."""

    field = "name"

    def __init__(self, name: str) -> None:
        super().__init__()
        self.sentence = _("There is such a category already: “%(name)s”.") % {"name": name}


# --- Many returns at once ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class NotTaken:
    """Why a return of a batch cannot be taken in: the body, the line of the form (its code) and the row where it stands."""

    unit_id: UUID
    why: str
    indicator: str = ""
    row: int = 0


class BatchRefused(Refused):
    """Nothing of the batch was taken in: `found` says why, return by return."""

    sentence = _("Nothing was taken in: some returns of the batch cannot stand.")

    def __init__(self, found: Sequence[NotTaken]) -> None:
        super().__init__()
        self.found = list(found)


class TwiceInBatch(Refused):
    sentence = _("This stands in the batch twice. Keep one.")


class LineNotAsked(Refused):
    sentence = _("The form of this call asks for no such line.")


class NotAsAsked(Refused):
    """A line of numbers that got words, words that got a number, or a choice that is not offered: of `indicator`."""

    def __init__(self, indicator: Indicator) -> None:
        super().__init__()
        if indicator.choices:
            self.sentence = _("Choose one of: %(choices)s.") % {"choices": ", ".join(indicator.choices)}
        else:
            self.sentence = _("A number is asked here.") if indicator.is_number else _("Words are asked here.")


# --- The report that is made of returns ------------------------------------------------------------------------------------


class NoSuchSection(Refused):
    sentence = _("The outline has no such section.")


class NothingPicked(Refused):
    sentence = _("Tick at least one sentence.")


class SourceChanged(Refused):
    sentence = _("One of these sentences counts no more: its return was corrected meanwhile. Look at it again.")


class EditedMeanwhile(Refused):
    field = "text"
    sentence = _(
        "Somebody else has changed this paragraph meanwhile. Their text stands below, yours in the field; nothing is lost."
    )


class EmptyPassage(Refused):
    field, sentence = "text", _("Write something, or take the paragraph out of the report.")


class LongPassage(Refused):
    field, sentence = "text", _("One paragraph holds 6,000 characters at most. Make two of it.")


class TornField(Refused):
    field, sentence = "text", _("A brace stands alone. A figure is written as {tien-giup}, with both braces.")


class UnknownFigure(Refused):
    """No figure of this report has that name: `key`."""

    field = "text"

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key

    def __str__(self) -> str:
        return gettext("No figure here is called {%(key)s}. Take one from the list below the field.") % {
            "key": self.key
        }


class Frozen(Refused):
    sentence = _(
        "The report was frozen and waits for its signature, or has it: it takes no changes. Have its paper sent back first."
    )


class LooseField(Refused):
    """A field of the text that names nothing known: `key`."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key

    def __str__(self) -> str:
        return gettext("The text names a figure {%(key)s} that is not known here. Put it right before you freeze.") % {
            "key": self.key
        }


class NotSigned(Refused):
    sentence = _("Record first that the paper was signed.")


class NothingToCompare(Refused):
    field = "text"
    sentence = _("There is no text to compare. Choose the signed file (PDF with text, Word), or paste its text.")


# --- Indicators that are made of others ------------------------------------------------------------------------------------


class CodeTaken(Refused):
    field, sentence = "code", _("Another indicator has this code.")


class NotDerived(Refused):
    sentence = _("Only an indicator that is made by a formula can be revised or retired.")


class BeforeTheLast(Refused):
    field = "since"

    def __init__(self, since: dt.date) -> None:
        super().__init__()
        self.sentence = gettext("The last revision holds from %(day)s on; the next begins no earlier.") % {
            "day": f"{since:%d/%m/%Y}"
        }


class BadFormula(Refused):
    field = "text"

    def __init__(self, problem: Unread) -> None:
        super().__init__()
        self.sentence = words.formula_unread(problem)


class UnknownCode(Refused):
    field = "text"

    def __init__(self, code: Code) -> None:
        super().__init__()
        told = {"code": code.code, "place": code.place + 1}
        self.sentence = (
            gettext(
                "No indicator has the code “%(code)s” (sign %(place)s). A minus between two codes needs spaces around it."
            )
            % told
        )


class NoNumber(Refused):
    field = "text"

    def __init__(self, name: str) -> None:
        super().__init__()
        self.sentence = gettext("“%(name)s” is answered in words; a formula takes numbers.") % {"name": name}


class Retired(Refused):
    field = "text"

    def __init__(self, name: str) -> None:
        super().__init__()
        self.sentence = gettext("“%(name)s” is not made on that day: not yet, or retired.") % {"name": name}


class Circular(Refused):
    field = "text"

    def __init__(self, code: str) -> None:
        super().__init__()
        self.sentence = gettext(
            "The formula would go round in a ring: “%(code)s” is made of this indicator itself."
        ) % {"code": code}


class StillUsed(Refused):
    """Something is made of it on that day or later."""

    def __init__(self, users: Sequence[Indicator]) -> None:
        super().__init__()
        self.sentence = gettext("It is still needed: %(names)s. Revise or retire these first.") % {
            "names": "; ".join(one.name for one in users)
        }


class NotOfThePeriod(Refused):
    """The conclusion is none of a briefing that reviewed the report's period."""

    def __str__(self) -> str:
        return gettext("No briefing in force that reviewed this period concluded that.")
