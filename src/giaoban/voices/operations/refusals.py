"""Why something is not done: each refusal names the field to look at and says one sentence to a person."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from giaoban.voices.enums import Refusal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Refused(ValueError):
    """What was asked cannot be; `str()` is the sentence in the language of the moment."""

    field: str | None = None
    sentence: "StrOrPromise" = ""

    def __str__(self) -> str:
        return str(self.sentence)


class NoReason(Refused):
    field, sentence = "reason", _("Say why.")


# --- Polls ------------------------------------------------------------------------------------------------------------


class FewOptions(Refused):
    field, sentence = "options", _("A poll offers two answers at least and twenty at most, no two alike.")


class MostIsWrong(Refused):
    field = "most"
    sentence = _("With several choices, the most is between two and the number of answers.")


class EndBeforeStart(Refused):
    field, sentence = "last_day", _("The last day cannot be before the first.")


class OverAlready(Refused):
    field, sentence = "last_day", _("These days are over. Choose a last day that is still to come.")


class OtherState(Refused):
    sentence = _("Somebody has opened, closed or dropped this poll meanwhile; look at it again.")


class NotCounted(Refused):
    """An answer to a poll that does not count; `reason` is the one that is published."""

    reason: Refusal

    @property
    def again(self) -> bool:
        """Whether an earlier answer stands."""
        return self.reason in (Refusal.AGAIN, Refusal.BROWSER, Refusal.REPLAY)


class NotRunning(NotCounted):
    reason = Refusal.NOT_RUNNING
    sentence = _("This poll takes no answers now: it has not been opened yet, or it is closed.")


class InvalidChoice(NotCounted):
    field, reason = "choices", Refusal.INVALID
    sentence = _("Choose among the answers of this poll, as many as it allows.")


class VotedAlready(NotCounted):
    reason = Refusal.AGAIN
    sentence = _("You have voted in this poll already. Your first vote counts; nothing was changed.")


class BrowserAnswered(NotCounted):
    reason = Refusal.BROWSER
    sentence = _("This browser has answered this poll already. The first answer counts; nothing was changed.")


class SentAlready(NotCounted):
    reason = Refusal.REPLAY
    sentence = _("This form was sent already. It counts once; nothing was changed.")
