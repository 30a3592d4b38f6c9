"""What pages show of voices: the inbox, one voice with its history, what its sender sees, what everybody reads."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from giaoban.kernel.components import Moment
from giaoban.kernel.vietnamese import fold
from giaoban.registry import access, events
from giaoban.registry import queries as registry
from giaoban.registry.actor import Actor
from giaoban.registry.enums import Tree
from giaoban.registry.models import Event, UnitVersion
from giaoban.registry.roles import Permission
from giaoban.voices import recount
from giaoban.voices.enums import VOICE_FLOW, VoiceStatus
from giaoban.voices.models import Answer, Publication, Voice
from giaoban.voices.models.voices import AT_WORK, VoiceQuerySet

CHIP = {
    VoiceStatus.RECEIVED: "waiting",
    VoiceStatus.ROUTED: "waiting",
    VoiceStatus.TAKEN: "on_time",
    VoiceStatus.ANSWERED: "done",
    VoiceStatus.DIRECTED: "done",
    VoiceStatus.MERGED: "done",
    VoiceStatus.SET_ASIDE: "refused",
}
MOST_PLACES = 400


def chip(voice: Voice, *, on: dt.date) -> tuple[str, str]:
    """What a chip says of its state; late where its last day has passed."""
    if voice.status in AT_WORK and voice.due_day and voice.due_day < on:
        return "late", _("Late")
    status = VoiceStatus(voice.status)
    return CHIP[status], str(status.label)


def places(*, on: dt.date) -> list[tuple[str, str]]:
    """The lands on which bodies sit, and those directly below: what a citizen chooses from, each with what it is part of."""
    lands = UnitVersion.objects.on(on)
    seats = lands.exclude(seat=None).values("seat")
    found = lands.filter(Q(unit__in=seats) | Q(parent__in=seats), unit__tree=Tree.TERRITORY)
    rows = list(found.order_by("path").values_list("unit", "name", "parent")[:MOST_PLACES])
    names = {unit: name for unit, name, _parent in rows}
    return [(str(unit), f"{name}, {names[parent]}" if parent in names else name) for unit, name, parent in rows]


def filtered(
    voices: VoiceQuerySet,
    *,
    on: dt.date,
    q: str = "",
    status: str = "",
    kind: str = "",
    category: str = "",
    unit: str = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> VoiceQuerySet:
    """Voices narrowed by the filters of the inbox; words with or without accents, both days included."""
    if status == "late":
        voices = voices.late(on)
    elif status:
        voices = voices.filter(status=status)
    if kind == "unsure":
        voices = voices.unsure()
    elif kind:
        voices = voices.filter(kind=kind)
    for name, value in (
        ("category", category),
        ("unit", unit),
        ("received_on__gte", since),
        ("received_on__lte", until),
    ):
        if value:
            voices = voices.filter(**{name: value})
    for word in fold(q).split():
        voices = voices.filter(folded__contains=word)
    return voices


@dataclass(frozen=True)
class Row:
    voice: Voice
    place: str
    unit: str
    chip: tuple[str, str]


def rows(voices: Sequence[Voice], *, on: dt.date) -> list[Row]:
    """Voices as lists show them; the names of all places and bodies in one query."""
    called = registry.names({one for voice in voices for one in (voice.place_id, voice.unit_id) if one}, on=on)
    return [
        Row(voice, called[voice.place_id], called[voice.unit_id] if voice.unit_id else "", chip(voice, on=on))
        for voice in voices
    ]


@dataclass(frozen=True)
class Standing:
    """The sentence above the inbox."""

    to_read: int
    unsure: int
    at_work: int
    late: int


def standing(voices: VoiceQuerySet, *, on: dt.date) -> Standing:
    told = voices.aggregate(
        to_read=Count("pk", filter=Q(status=VoiceStatus.RECEIVED)),
        unsure=Count("pk", filter=~Q(suspected="") & Q(judged_at=None, status=VoiceStatus.RECEIVED)),
        at_work=Count("pk", filter=Q(status__in=AT_WORK)),
        late=Count("pk", filter=Q(status__in=AT_WORK, due_day__lt=on)),
    )
    return Standing(**told)


def bodies(actor: Actor) -> list[tuple[str, str]]:
    """The bodies that a voice may be handed to, the own first."""
    reached = access.units(actor, Permission.VOICE_HANDLE)
    found = UnitVersion.objects.on(actor.on).filter(unit__in=reached, unit__tree=Tree.ORGANISATION).by_name()
    pairs = [(str(unit), name) for unit, name in found.values_list("unit", "name")]
    return sorted(pairs, key=lambda one: one[0] != str(actor.unit_id))


def likely_same(voice: Voice, actor: Actor) -> list[tuple[str, str]]:
    """Voices that this one might be joined to: of the same place first, then of the same kind of thing."""
    found = (
        Voice.objects.visible_to(actor)
        .exclude(pk=voice.pk)
        .exclude(status=VoiceStatus.MERGED)
        .filter(Q(place=voice.place_id) | Q(category=voice.category), kind__in=("opinion", "report", "petition"))
    )
    near = sorted(found.order_by("-received_at")[:100], key=lambda one: one.place_id != voice.place_id)
    return [(str(one.pk), f"{one.topic} ({one.received_on:%d/%m/%Y})") for one in near]


def actions(voice: Voice, actor: Actor) -> list[str]:
    """What this person may do with the voice now, in the order of the page."""
    open_ = VOICE_FLOW.actions_from(voice.status)
    handles, answers = (actor.has_perm(one, voice) for one in (Permission.VOICE_HANDLE, Permission.VOICE_ANSWER))
    found = []
    if handles and voice.status == VoiceStatus.RECEIVED:
        found.append("judge")
    sound = not voice.is_of_the_law and not voice.is_unsure
    found += [one for one in ("route", "merge") if one in open_ and handles and sound]
    found += [one for one in ("direct",) if one in open_ and handles and voice.is_of_the_law]
    found += [one for one in ("set_aside", "restore") if one in open_ and handles]
    found += [one for one in ("take", "answer", "send_back") if one in open_ and answers]
    if handles and sound and voice.status != VoiceStatus.MERGED:
        found.append("publish")
    if handles and published_of(voice) is not None:
        found.append("withdraw")
    return found


def next_act(voice: Voice, may: Sequence[str]) -> str:
    """The act that the page puts first: where nothing is unclear, one does not have to say what it is."""
    wanted = ("judge",) if voice.is_unsure else ("direct", "route", "take", "answer", "publish", "restore")
    return next((name for name in wanted if name in may), "")


def published_of(voice: Voice) -> Publication | None:
    return Publication.objects.standing().filter(voice=voice).first()


def answers(voice: Voice) -> list[Answer]:
    """All answers, the one that stands first."""
    return list(voice.answers.select_related("answered_by").order_by("-answered_at", "-pk"))


def history(voice: Voice) -> list[Moment]:
    """What happened to the voice, the latest first."""
    found = Event.objects.filter(subject_kind=voice._meta.label_lower, subject_id=voice.pk).order_by("-seq")  # noqa: SLF001 - Django's documented interface
    return [Moment(one.at, events.sentence(one)) for one in found]


# --- By the code ------------------------------------------------------------------------------------------------------


def by_code(code: str) -> Voice | None:
    """The voice that a code stands for."""
    return Voice.objects.filter(code_hash=recount.sha256("voice", recount.normal(code))).first()


@dataclass(frozen=True)
class Followed:
    """What its sender sees: the own words, where it stands, the answer that counts for it."""

    voice: Voice
    stands_for: Voice
    chip: tuple[str, str]
    unit: str
    place: str
    answers: list[Answer]
    reason: str


def followed(voice: Voice, *, on: dt.date) -> Followed:
    """A voice that was joined to another shows where that one stands, and its answer."""
    first = voice.same_as or voice
    called = registry.names({one for one in (voice.place_id, first.unit_id) if one}, on=on)
    last = Event.objects.filter(type="voices.set_aside", subject_id=first.pk).order_by("-seq").first()
    aside = first.status == VoiceStatus.SET_ASIDE and last is not None
    return Followed(
        voice=voice,
        stands_for=first,
        chip=chip(first, on=on),
        unit=called[first.unit_id] if first.unit_id else "",
        place=called[voice.place_id],
        answers=answers(first),
        reason=str(last.data.get("reason", "")) if aside and last else "",
    )


# --- What everybody reads ---------------------------------------------------------------------------------------------


def published(*, q: str = "", category: str = "") -> QuerySet[Publication]:
    """Published voices, the latest first."""
    found = Publication.objects.standing().select_related("voice").annotate(same=Count("voice__copies"))
    if category:
        found = found.filter(voice__category=category)
    for word in fold(q).split():
        found = found.filter(folded__contains=word)
    return found.order_by("-published_at", "pk")


def values(voices: QuerySet[Voice], *, on: dt.date) -> Iterator[list[Any]]:
    """One row a voice for the export; who sent it is in no export."""
    found = list(voices)
    for row in rows(found, on=on):
        one = row.voice
        yield [
            one.received_on,
            one.get_kind_display(),
            one.get_category_display(),
            row.place,
            one.place_words,
            one.topic,
            one.text,
            one.get_status_display(),
            row.unit,
            one.due_day,
            one.ended_on,
        ]


def heads() -> list[str]:
    return [
        _("Received on"),
        _("What was sent"),
        _("Field of life"),
        _("Place"),
        _("Where exactly"),
        _("In one line"),
        _("Words of the voice"),
        _("State"),
        _("Handed to"),
        _("Answer due"),
        _("Ended on"),
    ]


def waiting(actor: Actor) -> int:
    """How many voices wait for this person's body, for the page of what is to do."""
    if not actor.may(Permission.VOICE_ANSWER) or actor.unit_id is None:
        return 0
    return Voice.objects.filter(unit=actor.unit_id, status__in=AT_WORK).count()
