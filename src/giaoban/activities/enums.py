"""Codes of the activities room: kinds of work, how a yearly target is counted, what its review says."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActivityKind(models.TextChoices):
    """What was done, by the words in which the Front's reports count it; the order is that of the quick form."""

    DISSEMINATION = "dissemination", _("Dissemination session")
    TRAINING = "training", _("Training class")
    VISIT = "visit", _("Visit, gifts")
    DIALOGUE = "dialogue", _("Dialogue session")
    VOTER_CONTACT = "voter_contact", _("Contact with voters")
    CAMPAIGN_DAY = "campaign_day", _("Campaign day")
    MEETING = "meeting", _("Working meeting")
    HAND_OVER = "hand_over", _("Hand-over")
    CONGRESS = "congress", _("Congress held")
    SUPERVISION = "supervision", _("Supervision visit")
    CONTEST = "contest", _("Contest, performance")
    OTHER = "other", _("Another kind")


class Counted(models.TextChoices):
    """What of the activities that serve a yearly target makes its figure."""

    ACTIVITIES = "activities", _("Number of activities")
    PARTICIPANTS = "participants", _("Number of participants")
    JUDGED = "judged", _("No figure, judged in the review")


class Verdict(models.TextChoices):
    """What a review says of a yearly target."""

    REACHED = "reached", _("Target reached")
    PARTLY = "partly", _("Target partly reached")
    NOT_REACHED = "not_reached", _("Target not reached")
