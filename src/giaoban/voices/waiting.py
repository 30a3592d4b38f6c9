"""What citizens sent and waits for a person: to be handed on by the office, or to be answered by the own body."""

from django.db.models import F

from giaoban.registry import access
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission
from giaoban.voices.enums import VoiceStatus
from giaoban.voices.models import Voice
from giaoban.voices.models.voices import AT_WORK, VoiceQuerySet


def to_hand_on(actor: Actor) -> VoiceQuerySet:
    """Voices that nobody has handed on yet, those that came first before the others."""
    if not actor.may(Permission.VOICE_HANDLE):
        return Voice.objects.none()
    reached = Voice.objects.filter(place__in=access.units(actor, Permission.VOICE_HANDLE))
    return reached.filter(status=VoiceStatus.RECEIVED).order_by("received_at", "pk")


def to_answer(actor: Actor) -> VoiceQuerySet:
    """Voices that were handed to the body acted for and have no answer yet, the most pressing first."""
    if not actor.may(Permission.VOICE_ANSWER) or actor.unit_id is None:
        return Voice.objects.none()
    return Voice.objects.filter(unit=actor.unit_id, status__in=AT_WORK).order_by(
        F("due_day").asc(nulls_last=True), "pk"
    )
