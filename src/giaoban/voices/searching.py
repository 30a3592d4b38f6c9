"""What of this room can be found: polls that were opened, and what was published of voices."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.kernel.search import Entry, Readers, Source, subject
from giaoban.registry.roles import Permission
from giaoban.registry.searching import bodies
from giaoban.voices.models import Poll, Publication


def polls(rows: QuerySet[Poll]) -> Iterator[Entry]:
    """By question, words and answers. Two queries."""
    for one in rows.prefetch_related("options"):
        yield Entry(
            id=one.pk,
            title=one.question,
            text=" · ".join(filter(None, [one.words, *(option.text for option in one.options.all())])),
            day=one.opens_on,
            readers=Readers(Permission.POLL_MANAGE, (one.unit_id,)),
            section=str(one.unit_id),
            is_public=True,
        )


def publications(rows: QuerySet[Publication]) -> Iterator[Entry]:
    """By what everybody reads: the masked words and the answer."""
    for one in rows.select_related("voice"):
        yield Entry(
            id=one.pk,
            title=one.topic,
            text=" · ".join(filter(None, [one.text, one.answer])),
            day=one.published_on,
            readers=Readers(Permission.VOICE_HANDLE, (one.voice.place_id,)),
            is_public=True,
            page=one.voice_id,
        )


def _of_voice(event: Any) -> list[UUID]:
    """Everything that was ever published of the voice that the event is about."""
    return list(Publication.objects.filter(voice=event.subject_id).order_by("pk").values_list("pk", flat=True))


def sources() -> Iterable[Source]:
    yield Source(
        kind="voices.poll",
        label=_("Polls"),
        rows=Poll.objects.public,
        entries=polls,
        url=lambda pk: reverse("voices:poll-preview", args=[pk]),
        public_url=lambda pk: reverse("voices:poll", args=[pk]),
        events={f"voices.{code}": subject for code in ("poll_opened", "poll_closed")},
        sections=bodies,
        order=60,
    )
    yield Source(
        kind="voices.publication",
        label=_("Voices of citizens"),
        rows=Publication.objects.standing,
        entries=publications,
        url=lambda pk: reverse("voices:voice", args=[pk]),
        public_url=lambda pk: reverse("voices:published", args=[pk]),
        events={f"voices.{code}": _of_voice for code in ("published", "withdrawn", "judged")},
        order=62,
    )
