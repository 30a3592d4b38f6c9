"""The office deals with a voice: says what it is, hands it on, takes it, answers, joins, points to the law, sets aside."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from giaoban.kernel.vietnamese import fold
from giaoban.registry import events
from giaoban.registry import queries as registry
from giaoban.registry.actor import Actor
from giaoban.registry.enums import Tree
from giaoban.registry.models import Unit
from giaoban.registry.roles import Permission
from giaoban.voices import recognition
from giaoban.voices.enums import OF_THE_LAW, VOICE_FLOW, VoiceKind, VoiceStatus
from giaoban.voices.models import Answer, Publication, Voice
from giaoban.voices.operations import refusals

DAYS_NORM, DAYS = "voices.answer_days", 10


@transaction.atomic
def judge(*, voice_id: UUID, kind: VoiceKind, by: Actor, at: dt.datetime) -> Voice:
    """A person of the office says what the voice is. One of the law is published no longer and worked on by nobody."""
    voice = _locked(voice_id, by, Permission.VOICE_HANDLE)
    if voice.status != VoiceStatus.RECEIVED:
        raise refusals.OtherStatus
    if kind in OF_THE_LAW:
        Publication.objects.standing().filter(voice=voice).update(
            withdrawn_at=at, withdrawn_by=by.user, withdrawn_reason=str(VoiceKind(kind).label)
        )
    voice.kind, voice.judged_at, voice.judged_by = kind, at, by.user
    voice.save(update_fields=["kind", "judged_at", "judged_by"])
    return _told("voices.judged", voice, by, at)


@transaction.atomic
def route(*, voice_id: UUID, unit_id: UUID, by: Actor, at: dt.datetime) -> Voice:
    """The voice is handed to a body, which answers within so many working days (a norm, ten where none is set)."""
    voice = _locked(voice_id, by, Permission.VOICE_HANDLE)
    if voice.is_of_the_law or voice.is_unsure:
        raise refusals.OfTheLaw
    bodies = Unit.objects.on(by.on).reached_by(by, Permission.VOICE_HANDLE)
    if not bodies.filter(pk=unit_id, tree=Tree.ORGANISATION).exists():
        raise refusals.UnknownBody
    _step(voice, "route")
    voice.unit_id, voice.due_day = unit_id, _due(by.on)
    voice.save(update_fields=["status", "unit", "due_day"])
    return _told("voices.routed", voice, by, at)


@transaction.atomic
def take(*, voice_id: UUID, by: Actor, at: dt.datetime) -> Voice:
    """The body says that it is dealing with the voice."""
    voice = _locked(voice_id, by, Permission.VOICE_ANSWER)
    _step(voice, "take")
    voice.save(update_fields=["status"])
    return _told("voices.taken", voice, by, at)


@transaction.atomic
def send_back(*, voice_id: UUID, reason: str, by: Actor, at: dt.datetime) -> Voice:
    """The body hands the voice back to the office, with the reason: it is another's to answer."""
    voice = _locked(voice_id, by, Permission.VOICE_ANSWER)
    _need(reason)
    _step(voice, "send_back")
    voice.unit, voice.due_day = None, None
    voice.save(update_fields=["status", "unit", "due_day"])
    return _told("voices.sent_back", voice, by, at, reason=reason)


@transaction.atomic
def answer(*, voice_id: UUID, text: str, by: Actor, at: dt.datetime) -> Answer:
    """The body answers, or answers better: the later answer stands, the earlier ones are kept."""
    voice = _locked(voice_id, by, Permission.VOICE_ANSWER)
    if not text:
        raise refusals.NoAnswer
    _step(voice, "answer")
    voice.ended_on = by.on
    voice.save(update_fields=["status", "ended_on"])
    assert voice.unit_id is not None
    made = Answer.objects.create(
        voice=voice, text=text, unit_id=voice.unit_id, answered_at=at, answered_on=by.on, answered_by=by.user
    )
    _told("voices.answered", voice, by, at)
    return made


@transaction.atomic
def direct(*, voice_id: UUID, by: Actor, at: dt.datetime) -> Voice:
    """A complaint or a denunciation is pointed to its road in law; the sender reads which, by the code."""
    voice = _locked(voice_id, by, Permission.VOICE_HANDLE)
    if not voice.is_of_the_law:
        raise refusals.NotOfTheLaw
    _end(voice, "direct", by)
    return _told("voices.directed", voice, by, at)


@transaction.atomic
def merge(*, voice_id: UUID, into_id: UUID, by: Actor, at: dt.datetime) -> Voice:
    """The voice says what another says; whoever sent it follows that one's answer from now on."""
    voice = _locked(voice_id, by, Permission.VOICE_HANDLE)
    first = Voice.objects.visible_to(by).filter(pk=into_id).exclude(pk=voice_id).first()
    if first is None or first.status == VoiceStatus.MERGED or first.is_of_the_law:
        raise refusals.UnknownVoice
    if voice.is_of_the_law or voice.is_unsure:
        raise refusals.OfTheLaw
    voice.same_as = first
    _end(voice, "merge", by, "same_as")
    Voice.objects.filter(same_as=voice).update(same_as=first)
    return _told("voices.merged", voice, by, at, topic=first.topic)


@transaction.atomic
def set_aside(*, voice_id: UUID, reason: str, by: Actor, at: dt.datetime) -> Voice:
    """Nothing can be done with it (it says nothing, or insults); the sender reads the reason by the code."""
    voice = _locked(voice_id, by, Permission.VOICE_HANDLE)
    _need(reason)
    _end(voice, "set_aside", by)
    return _told("voices.set_aside", voice, by, at, reason=reason)


@transaction.atomic
def restore(*, voice_id: UUID, by: Actor, at: dt.datetime) -> Voice:
    """What was joined, pointed to the law or set aside by mistake is received again."""
    voice = _locked(voice_id, by, Permission.VOICE_HANDLE)
    _step(voice, "restore")
    voice.same_as, voice.ended_on = None, None
    voice.save(update_fields=["status", "same_as", "ended_on"])
    return _told("voices.restored", voice, by, at)


@transaction.atomic
def publish(*, voice_id: UUID, topic: str, text: str, by: Actor, at: dt.datetime) -> Publication:
    """Everybody may read the voice, with what a person put between [[ and ]] masked, and the answer that stands.

    Raises MaskedOtherwise where more than brackets was changed, StillPersonal where a number, an address or the sender's
    name would show, and OfTheLaw.
    """
    voice = _locked(voice_id, by, Permission.VOICE_HANDLE)
    if voice.is_of_the_law or voice.is_unsure or voice.status == VoiceStatus.MERGED:
        raise refusals.OfTheLaw
    try:
        shown = recognition.masked(topic, voice.topic), recognition.masked(text, voice.text)
    except recognition.NotTheSameWords as problem:
        raise refusals.MaskedOtherwise from problem
    last = voice.answers.order_by("answered_at", "pk").last()
    answered = last.text if last else ""
    for field, words in zip(("topic", "text", None), (*shown, answered), strict=True):
        if left := _left(words, voice):
            raise refusals.StillPersonal(field, left)
    Publication.objects.standing().filter(voice=voice).update(
        withdrawn_at=at, withdrawn_by=by.user, withdrawn_reason=str(refusals.REPLACED)
    )
    made = Publication.objects.create(
        voice=voice,
        topic=shown[0],
        text=shown[1],
        answer=answered,
        folded=fold(" ".join((*shown, answered))),
        published_at=at,
        published_on=by.on,
        published_by=by.user,
    )
    _told("voices.published", voice, by, at)
    return made


@transaction.atomic
def withdraw(*, voice_id: UUID, reason: str, by: Actor, at: dt.datetime) -> Voice:
    """Nobody outside reads the voice any more, for a reason."""
    voice = _locked(voice_id, by, Permission.VOICE_HANDLE)
    _need(reason)
    standing = Publication.objects.standing().filter(voice=voice)
    if not standing.update(withdrawn_at=at, withdrawn_by=by.user, withdrawn_reason=reason):
        raise refusals.OtherStatus
    return _told("voices.withdrawn", voice, by, at, reason=reason)


def _locked(voice_id: UUID, by: Actor, permission: Permission) -> Voice:
    voice = Voice.objects.select_for_update().get(pk=voice_id)
    if not by.has_perm(permission, voice):
        raise PermissionDenied
    return voice


def _step(voice: Voice, action: str) -> None:
    if action not in VOICE_FLOW.actions_from(voice.status):
        raise refusals.OtherStatus
    voice.status = VOICE_FLOW.target(action, voice.status)


def _end(voice: Voice, action: str, by: Actor, *more: str) -> None:
    _step(voice, action)
    voice.ended_on = by.on
    voice.save(update_fields=["status", "ended_on", *more])


def _need(reason: str) -> None:
    if not reason:
        raise refusals.NoReason


def _due(on: dt.date) -> dt.date:
    days = registry.norm(DAYS_NORM, on=on, default=DAYS)
    return registry.working_calendar(on, on + dt.timedelta(days=3 * days + 30)).add_working_days(on, days)


def _left(words: str, voice: Voice) -> str:
    """What would still lead to a person."""
    if found := recognition.traces(words):
        return found[0]
    contact = getattr(voice, "contact", None)
    told = (contact.name, contact.phone, contact.address) if contact else ()
    plain = fold(words)
    return next((one for one in told if len(one) > 3 and fold(one) in plain), "")


def _told(code: str, voice: Voice, by: Actor, at: dt.datetime, **data: Any) -> Voice:
    events.record(code, voice, by=by, at=at, unit=voice.unit_id or voice.place_id, **data)
    return voice
