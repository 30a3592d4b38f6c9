"""Why something told to this room cannot stand."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from giaoban.kernel.problems import Refused as Refused
from giaoban.reporting.checks.cell import Finding


class NotItsPeriod(Refused):
    field, sentence = "period", _("This form is filled in for another kind of period.")


class FormNotInForce(Refused):
    field, sentence = "period", _("No version of this form is in force in that period.")


class CalledAlready(Refused):
    field, sentence = "period", _("Returns on this form and period are called for already.")


class DueTooEarly(Refused):
    field, sentence = "due_above", _("The level above cannot be due before those below it.")


class NobodyExpected(Refused):
    field, sentence = "form", _("No body of the kind that fills in this form stood on your land in that period.")


class NotExpected(Refused):
    sentence = _(
        "This body is not asked for this return: it did not exist on the day of the map, or fills in no such form."
    )


class SavedMeanwhile(Refused):
    sentence = _(
        "Somebody else has saved this return meanwhile; nothing was overwritten. Open it in another tab and compare before you send again."
    )


class HandedIn(Refused):
    sentence = _("This return was handed in; it takes no changes until it is sent back or reopened.")


class BothSaid(Refused):
    sentence = _("Either a value or “none occurred”, not both.")


class OwnAuthor(Refused):
    sentence = _("Whoever wrote a return does not judge it. Somebody else of your body must.")


class NoReason(Refused):
    field, sentence = "reason", _("Say why.")


class NotReady(Refused):
    """`findings` are what stands between the return and its submission."""

    sentence = _("The return is kept as a draft, but cannot be submitted yet. Look at the marked lines.")

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__()
        self.findings = list(findings)
