"""Why something is not done: each refusal names the field to look at and says one sentence to a person."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from giaoban.kernel.problems import Refused as Refused
from giaoban.news.checks import Finding


class LaterRevision(Refused):
    sentence = _(
        "Somebody saved this article meanwhile. Your text is still here: look at the differences, then save again."
    )


class NothingChanged(Refused):
    sentence = _("Nothing was changed.")


class NotForReview(Refused):
    sentence = _("This revision is not waiting for anybody’s word; it may have been decided meanwhile.")


class StandsAlready(Refused):
    sentence = _("Readers see this revision already.")


class OwnWork(Refused):
    sentence = _("Nobody decides on what they wrote themselves: a second person has to.")


class ChecksFailed(Refused):
    """`findings` are the hard ones."""

    sentence = _("Something must be mended before this can be published.")

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__()
        self.findings = findings

    def __str__(self) -> str:
        told = (
            f"{one.sentence} {one.detail}" if one.detail.startswith("/") else str(one.sentence) for one in self.findings
        )
        return " ".join((str(self.sentence), *told))


class ReasonsMissing(Refused):
    """`findings` are the soft ones that nobody gave a reason for."""

    sentence = _("Say of each finding why it may stay, or mend it.")

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__()
        self.findings = findings


class InThePast(Refused):
    field, sentence = (
        "publish_at",
        _("This moment is over. Choose a later one, or leave it empty to publish on approval."),
    )


class EndsBeforeItAppears(Refused):
    field, sentence = "expires_at", _("The article would end before it appears.")


class NoReason(Refused):
    field, sentence = "reason", _("Say why.")


class NoNote(Refused):
    field, sentence = "note", _("Tell readers in a sentence what was corrected.")


class LinkIsOver(Refused):
    sentence = _("This link is no longer valid: it was used, taken back, or its time is over. Ask for a new one.")


class SectionClosed(Refused):
    field, sentence = "section", _("This section takes no new articles.")


class TooMuch(Refused):
    def __init__(self, field: str, sentence: object) -> None:
        super().__init__()
        self.field = field
        self._said = sentence

    def __str__(self) -> str:
        return str(self._said)


class UnknownPicture(Refused):
    field, sentence = (
        "body",
        _("The text shows a picture that does not belong to this article. Add it to the article first."),
    )


class UnknownSubject(Refused):
    sentence = _("What this article is about does not exist, or you may not see it.")


class AlreadyTaken(Refused):
    field, sentence = "path", _("This address is taken: a page of the portal or another redirect stands there.")


class LeadsInACircle(Refused):
    field, sentence = "target", _("This would lead in a circle.")


class LaterWording(Refused):
    sentence = _(
        "Somebody changed this entry meanwhile. What you wrote is still here: open the entry again to compare."
    )


class EndsBeforeItBegins(Refused):
    field, sentence = "ends_at", _("It would end before it begins.")


class TakenAlready(Refused):
    sentence = _("This stands in the week already.")


class NothingToCopy(Refused):
    sentence = _("Nothing stands in the week before.")


class NothingToPublish(Refused):
    sentence = _("Nothing stands in this week yet.")
