"""Codes of the voices room, and the life of a poll as a table."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.kernel.workflow import Workflow


class PollStatus(models.TextChoices):
    """Where a poll stands by what people did; whether its days have come or are over is never stored."""

    DRAFT = "draft", _("Draft of a poll")
    OPEN = "open", _("Opened")
    CLOSED = "closed", _("Closed and counted")
    DROPPED = "dropped", _("Dropped")


POLL_FLOW = Workflow(
    "voices_poll",
    (
        ("open", PollStatus.DRAFT, PollStatus.OPEN),
        ("drop", PollStatus.DRAFT, PollStatus.DROPPED),
        ("close", PollStatus.OPEN, PollStatus.CLOSED),
    ),
)


class Mode(models.TextChoices):
    SINGLE = "single", _("One choice")
    SEVERAL = "several", _("Several choices")


class Electorate(models.TextChoices):
    """Who may answer a poll."""

    MEMBERS = "members", _("Members only: signed in, one vote each")
    ANYBODY = "open", _("Anybody, without an account")


class Refusal(models.TextChoices):
    """Why an answer was not counted, by the words in which the page publishes it."""

    AGAIN = "again", _("The same member a second time")
    BROWSER = "browser", _("The same browser a second time")
    REPLAY = "replay", _("A form that had been sent already")
    FORGED = "forged", _("A form that we did not make, or one of another poll")
    EXPIRED = "expired", _("A form that was too old")
    HASTE = "haste", _("Sent faster than a person can")
    CROWD = "crowd", _("Too many from one connection in a short time")
    NOT_RUNNING = "not_running", _("Before the opening or after the close")
    INVALID = "invalid", _("No choice, too many, or one that does not exist")


class WhenNone(models.TextChoices):
    """What the front page says of polls while none runs."""

    SAY = "say", _("A plain sentence that none is running")
    ABSENT = "absent", _("Nothing: the block is absent")


# --- Voices -----------------------------------------------------------------------------------------------------------


class VoiceKind(models.TextChoices):
    """What a citizen sends. The last two have a road of their own in law, and are never published."""

    OPINION = "opinion", _("Opinion, suggestion")
    REPORT = "report", _("Report of something that is not in order")
    PETITION = "petition", _("Request, proposal")
    COMPLAINT = "complaint", _("Complaint against a decision or an act")
    DENUNCIATION = "denunciation", _("Denunciation of a breach of law")


OF_THE_LAW = (VoiceKind.COMPLAINT, VoiceKind.DENUNCIATION)


class Category(models.TextChoices):
    STREETS = "streets", _("Streets, lighting, drains")
    ENVIRONMENT = "environment", _("Environment, waste, water")
    LAND = "land", _("Land, building, planning")
    SCHOOLS = "schools", _("Schools, culture, sport")
    HEALTH = "health", _("Health, food safety")
    WELFARE = "welfare", _("Social welfare, relief")
    SERVICE = "service", _("Work of offices, procedures")
    ORDER = "order", _("Order, safety")
    LIVELIHOOD = "livelihood", _("Work, farming, trade")
    OTHER = "other", _("Something else")


class VoiceStatus(models.TextChoices):
    RECEIVED = "received", _("Received")
    ROUTED = "routed", _("Handed to a body")
    TAKEN = "taken", _("Being dealt with")
    ANSWERED = "answered", _("Answered")
    DIRECTED = "directed", _("Pointed to its road in law")
    MERGED = "merged", _("Joined to the same voice")
    SET_ASIDE = "set_aside", _("Set aside")


VOICE_FLOW = Workflow(
    "voices_voice",
    (
        ("route", VoiceStatus.RECEIVED, VoiceStatus.ROUTED),
        ("merge", VoiceStatus.RECEIVED, VoiceStatus.MERGED),
        ("direct", VoiceStatus.RECEIVED, VoiceStatus.DIRECTED),
        ("set_aside", VoiceStatus.RECEIVED, VoiceStatus.SET_ASIDE),
        ("take", VoiceStatus.ROUTED, VoiceStatus.TAKEN),
        ("send_back", VoiceStatus.ROUTED, VoiceStatus.RECEIVED),
        ("send_back", VoiceStatus.TAKEN, VoiceStatus.RECEIVED),
        ("answer", VoiceStatus.TAKEN, VoiceStatus.ANSWERED),
        ("answer", VoiceStatus.ANSWERED, VoiceStatus.ANSWERED),
        ("restore", VoiceStatus.MERGED, VoiceStatus.RECEIVED),
        ("restore", VoiceStatus.DIRECTED, VoiceStatus.RECEIVED),
        ("restore", VoiceStatus.SET_ASIDE, VoiceStatus.RECEIVED),
    ),
)
