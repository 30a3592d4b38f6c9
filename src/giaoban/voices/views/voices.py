"""Voices as citizens meet them: what was published, sending one, following one by its code."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from giaoban.documents import operations as documents
from giaoban.documents.models import StoredFile
from giaoban.kernel import clock
from giaoban.kernel.problems import Problem
from giaoban.registry import queries as registry
from giaoban.registry.gate import public
from giaoban.registry.idempotency import stateless
from giaoban.registry.requests import Request
from giaoban.voices import operations, senders, tokens
from giaoban.voices.enums import Refusal, VoiceKind
from giaoban.voices.forms.voices import CodeForm, PublishedFilter, VoiceForm
from giaoban.voices.models import Publication, Voice
from giaoban.voices.operations.receiving import MOST_PHOTOS
from giaoban.voices.queries import voices as queries

ON_A_PAGE = 20
PURPOSE = "voice"
LEAST, MOST = dt.timedelta(seconds=3), dt.timedelta(hours=12)
SENDING = operations.Limits(slot=8, day=40, all_in_slot=200)
LOOKING_UP = operations.Limits(slot=30, day=300, all_in_slot=2_000)
BAD_FORM = {
    Refusal.FORGED: _(
        "This form was not made by this page. Here is a fresh one with your words; please send it again."
    ),
    Refusal.EXPIRED: _(
        "The form had waited for more than twelve hours. Here is a fresh one with your words; send it again."
    ),
    Refusal.HASTE: _(
        "The form came back faster than a person can write. Your words are here; please send them once more."
    ),
}
CROWDED = _(
    "Too many forms came from your connection in a short time. Your words are here; send them again in ten minutes."
)


@public
def published_list(request: Request) -> HttpResponse:
    """What everybody may read, with the answers; filtered by the address."""
    form = PublishedFilter(request.GET or None)
    found = queries.published(**(form.cleaned_data if form.is_valid() else {}))
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    called = registry.names({one.voice.place_id for one in page}, on=request.today)
    rows = [(one, called[one.voice.place_id]) for one in page]
    context = {"form": form, "page": page, "rows": rows, "query": request.GET.urlencode()}
    return render(request, "voices/voices.html", context)


@public
def published(request: Request, voice_id: UUID) -> HttpResponse:
    one = get_object_or_404(Publication.objects.standing().select_related("voice"), voice=voice_id)
    last = one.voice.answers.order_by("answered_at", "pk").last() if one.answer else None
    units = {one.voice.place_id, *([last.unit_id] if last else [])}
    called = registry.names(units, on=request.today)
    context = {
        "one": one,
        "place": called[one.voice.place_id],
        "unit": called[last.unit_id] if last else "",
        "answered_on": last.answered_on if last else None,
        "same": one.voice.copies.count(),
    }
    return render(request, "voices/published.html", context)


def _form(request: Request, data: Any = None) -> VoiceForm:
    files = request.FILES if data is not None else None
    fresh = tokens.make(PURPOSE, at=clock.now())
    return VoiceForm(data, files, places=queries.places(on=request.today), initial={"token": fresh})


def _again(request: Request, form: VoiceForm, *, fresh: bool = False, status: int = 422) -> HttpResponse:
    """The form with the words that were typed; with a fresh token where the old one is used up."""
    if fresh:
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["token"] = tokens.make(PURPOSE, at=clock.now())  # type: ignore[index]
    return render(request, "voices/send.html", {"form": form}, status=status)


@stateless
@public
@never_cache
def send(request: Request) -> HttpResponse:
    """A voice is sent. The page with the code is the answer itself: an address would end up in histories.

    Sent twice it is one voice, by the code that follows from the form.
    """
    if request.method != "POST":
        return render(request, "voices/send.html", {"form": _form(request)})
    at = clock.now()
    form = _form(request, request.POST)
    try:
        token = tokens.read(request.POST.get("token", ""), PURPOSE, at=at, least=LEAST, most=MOST)
    except tokens.BadToken as problem:
        form.add_error(None, BAD_FORM[problem.refusal])
        return _again(request, form, fresh=problem.refusal is not Refusal.HASTE)
    if not operations.admit(scope="voice", address=senders.address(request), limits=SENDING, at=at):
        form.add_error(None, CROWDED)
        return _again(request, form, status=429)
    voice = _sent(request, form, token.code, at) if form.is_valid() else None
    if voice is None:
        return _again(request, form)
    return render(request, "voices/sent.html", {"voice": voice, "code": token.code, "Kind": VoiceKind})


def _sent(request: Request, form: VoiceForm, code: str, at: dt.datetime) -> Voice | None:
    """The voice; None, with the reason at its field, where something cannot be taken."""
    photos = _kept(form, at)
    if form.errors:
        return None
    try:
        return operations.send_voice(said=form.said(), code=code, on=request.today, at=at, photos=photos)
    except operations.Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return None


def _kept(form: VoiceForm, at: dt.datetime) -> list[StoredFile]:
    sent = form.cleaned_data.get("photos") or []
    if len(sent) > MOST_PHOTOS:
        form.add_error("photos", _("Three photos at most."))
        return []
    kept = []
    for one in sent:
        try:
            kept.append(documents.receive_picture(data=one.read(), name=one.name, at=at))
        except Problem as problem:
            form.add_error("photos", f"{one.name}: {problem.message_vi}")
    return kept


@stateless
@public
@never_cache
def follow(request: Request) -> HttpResponse:
    """Where a voice stands, for whoever has its code. The code travels in the body, never in an address."""
    form = CodeForm(request.POST or None)
    found, status = None, 200
    if request.method == "POST":
        if not operations.admit(scope="follow", address=senders.address(request), limits=LOOKING_UP, at=clock.now()):
            form.add_error(None, CROWDED)
        elif form.is_valid():
            voice = queries.by_code(form.cleaned_data["code"])
            found = queries.followed(voice, on=request.today) if voice else None
            if found is None:
                form.add_error("code", _("No voice has this code. Look at every sign."))
        status = 200 if found else 422
    return render(request, "voices/follow.html", {"form": form, "found": found}, status=status)
