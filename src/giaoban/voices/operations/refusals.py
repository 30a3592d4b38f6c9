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
    # Whether it is the sender's own form that was counted before: then its receipt may be shown again.
    own = False


class NotRunning(NotCounted):
    reason = Refusal.NOT_RUNNING
    sentence = _("This poll takes no answers now: it has not been opened yet, or it is closed.")


class InvalidChoice(NotCounted):
    field, reason = "choices", Refusal.INVALID
    sentence = _("Choose among the answers of this poll, as many as it allows.")


class VotedAlready(NotCounted):
    reason, own = Refusal.AGAIN, True
    sentence = _("You have voted in this poll already. Your first vote counts; nothing was changed.")


class BrowserAnswered(NotCounted):
    reason = Refusal.BROWSER
    sentence = _("This browser has answered this poll already. The first answer counts; nothing was changed.")


class SentAlready(NotCounted):
    reason = Refusal.REPLAY
    sentence = _("This form was sent already. It counts once; nothing was changed.")

    def __init__(self, *, own: bool = False) -> None:
        super().__init__(self.reason)
        self.own = own


# --- Voices -----------------------------------------------------------------------------------------------------------

REPLACED = _("replaced by a newer publication")


class NothingSaid(Refused):
    field, sentence = "text", _("Say in a few words what it is about.")


class TooManyPhotos(Refused):
    field, sentence = "photos", _("Three photos at most.")


class UnknownPlace(Refused):
    field, sentence = "place", _("Choose the place from the list.")


class UnknownBody(Refused):
    field, sentence = "unit", _("Choose a body of your territory.")


class UnknownVoice(Refused):
    field = "into"
    sentence = _("Choose another voice that is no complaint, no denunciation, and not joined to one itself.")


class OtherStatus(Refused):
    sentence = _("Somebody has done something with this voice meanwhile; look at it again.")


class OfTheLaw(Refused):
    sentence = _(
        "A complaint or a denunciation, or what sounds like one until a person has said otherwise, is not handed on, "
        "joined or published."
    )


class NotOfTheLaw(Refused):
    sentence = _("Say first that this is a complaint or a denunciation.")


class NoAnswer(Refused):
    field, sentence = "text", _("Write the answer.")


class MaskedOtherwise(Refused):
    field = "text"
    sentence = _("Put [[ and ]] around what is to be masked and change nothing else: nobody's words are rewritten.")


class StillPersonal(Refused):
    """What would lead to a person: `field` names where it stands, None for the answer."""

    sentence = _("“%(left)s” would show. Mask it, or where it stands in the answer, answer again without it.")

    def __init__(self, field: str | None, left: str) -> None:
        super().__init__(left)
        self.field, self.left = field, left

    def __str__(self) -> str:
        return str(self.sentence) % {"left": self.left}
