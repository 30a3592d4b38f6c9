"""A citizen sends a voice. Nobody signs in; who it was is told or not, sealed, and forgotten in time."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.crypto import salted_hmac

from giaoban.documents.models import StoredFile
from giaoban.kernel.vietnamese import fold
from giaoban.registry import events
from giaoban.registry.models import Unit
from giaoban.voices import recognition, recount
from giaoban.voices.enums import OF_THE_LAW, VoiceKind, VoiceStatus
from giaoban.voices.models import Contact, Photo, Voice
from giaoban.voices.operations import refusals

SAME_WITHIN = dt.timedelta(days=30)
MOST_PHOTOS = 3


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a citizen told; name, phone and address only where they wished."""

    kind: VoiceKind
    category: str
    place_id: UUID
    topic: str
    text: str
    place_words: str = ""
    name: str = ""
    phone: str = ""
    address: str = ""

    @property
    def is_signed(self) -> bool:
        return bool(self.name or self.phone or self.address)


def hash_of(code: str) -> str:
    """What is kept of a code; it has a hundred bits, so that no salt is needed."""
    return recount.sha256("voice", recount.normal(code))


@transaction.atomic
def send_voice(*, said: Said, code: str, on: dt.date, at: dt.datetime, photos: Sequence[StoredFile] = ()) -> Voice:
    """A voice is received. The same code again gives the same voice; the same words from the same place within thirty
    days are joined to the first, and followed by a code of their own.

    Raises a `refusals.Refused`.
    """
    known = Voice.objects.filter(code_hash=hash_of(code)).first()
    if known is not None:
        return known
    if not said.topic or not said.text:
        raise refusals.NothingSaid
    if len(photos) > MOST_PHOTOS:
        raise refusals.TooManyPhotos
    if not Unit.objects.on(on).filter(pk=said.place_id, tree="territory").exists():
        raise refusals.UnknownPlace
    suspected = None if said.kind in OF_THE_LAW else recognition.suspected(f"{said.topic}\n{said.text}")
    print_ = _fingerprint(said)
    first = None if suspected else _first(print_, at)
    voice = Voice.objects.create(
        declared=said.kind,
        kind=said.kind,
        suspected=suspected or "",
        category=said.category,
        place_id=said.place_id,
        place_words=said.place_words,
        topic=said.topic,
        text=said.text,
        folded=fold(f"{said.topic} {said.text} {said.place_words}"),
        fingerprint=print_,
        code_hash=hash_of(code),
        received_at=at,
        received_on=on,
        status=VoiceStatus.MERGED if first else VoiceStatus.RECEIVED,
        same_as=first,
        ended_on=on if first else None,
    )
    if said.is_signed:
        Contact.objects.create(voice=voice, name=said.name, phone=said.phone, address=said.address)
    Photo.objects.bulk_create(Photo(voice=voice, file=file) for file in photos)
    events.record("voices.received", voice, by=None, at=at, on=on, unit=voice.place_id)
    return voice


def _fingerprint(said: Said) -> str:
    told = f"{said.kind} {said.place_id} {fold(said.topic)} {' '.join(fold(said.text).split())}"
    return salted_hmac("giaoban.voices.fingerprint", told, algorithm="sha256").hexdigest()


def _first(print_: str, at: dt.datetime) -> Voice | None:
    """The earlier voice with these words that is still being dealt with, or was answered."""
    alive = (VoiceStatus.RECEIVED, VoiceStatus.ROUTED, VoiceStatus.TAKEN, VoiceStatus.ANSWERED)
    found = Voice.objects.filter(fingerprint=print_, received_at__gte=at - SAME_WITHIN, status__in=alive)
    return found.exclude(kind__in=OF_THE_LAW).order_by("received_at", "pk").first()


@transaction.atomic
def forget_senders(*, on: dt.date, days: int) -> int:
    """Deletes who sent a voice, `days` after it ended; returns how many."""
    ended = Voice.objects.filter(ended_on__lt=on - dt.timedelta(days=days))
    return Contact.objects.filter(voice__in=ended).delete()[0]
