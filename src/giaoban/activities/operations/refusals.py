"""Why what was told is not taken: each refusal names the field to look at and says one sentence to a person."""

from django.utils.translation import gettext_lazy as _

from giaoban.kernel.problems import Refused as Refused


class EndBeforeStart(Refused):
    field, sentence = "last_day", _("The last day cannot be before the first.")


class FutureDay(Refused):
    field, sentence = "first_day", _("This day is still to come. Record the activity once it is done.")


class BodyNotAlive(Refused):
    field = "unit"
    sentence = _("This body did not exist on that day. Look at the day, or choose the body that it belonged to then.")


class PlaceNotAlive(Refused):
    field, sentence = "place", _("This place did not exist on that day. Choose another, or write where it was.")


class NotOnLand(Refused):
    field, sentence = "place", _("An activity takes place on land, not at an organisation.")


class NoPlace(Refused):
    field, sentence = "place_words", _("Say where it took place.")


class NothingSaid(Refused):
    field, sentence = "topic", _("Say in a few words what it was about.")


class TooManyWomen(Refused):
    field, sentence = "women", _("There cannot be more women than participants.")


class UncountedWomen(Refused):
    field, sentence = "participants", _("Where women are counted, all participants are.")


class TooManyParticipants(Refused):
    field, sentence = "participants", _("More than a million participants: look at the number.")


class UnknownSubject(Refused):
    sentence = _("What this activity is to serve does not exist, or you may not see it.")


class TooManyFiles(Refused):
    field, sentence = "attached", _("At most 20 files belong to one activity.")


class LaterVersion(Refused):
    sentence = _("Somebody has corrected this record meanwhile. Open it again and look before you change it.")


class AlreadyCancelled(Refused):
    sentence = _("This record was cancelled; it stays as it is.")


class NothingChanged(Refused):
    sentence = _("Nothing was changed.")


class NoReason(Refused):
    field, sentence = "reason", _("Say why.")


class OutsideTheProgramme(Refused):
    field, sentence = "year", _("The programme does not run in this year.")


class NoFigure(Refused):
    field, sentence = "planned", _("Give the figure to reach, or choose that the review judges.")


class ProgrammeKnown(Refused):
    field, sentence = "title", _("The body has this programme already.")


class NotDone(Refused):
    field, sentence = "verdict", _("The year of this target has not begun; there is nothing to review yet.")
