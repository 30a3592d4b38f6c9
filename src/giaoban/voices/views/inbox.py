"""The inbox of the office and of the bodies that answer: the list, one voice, what is done with it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.documents import operations as documents
from giaoban.kernel import clock, spreadsheets
from giaoban.registry import queries as registry
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission
from giaoban.voices import operations, recognition
from giaoban.voices.columns import VOICES
from giaoban.voices.forms import voices as forms
from giaoban.voices.models import Voice
from giaoban.voices.models.voices import VoiceQuerySet
from giaoban.voices.queries import voices as queries

ON_A_PAGE = 50
WIDTHS = (12, 26, 24, 26, 26, 40, 80, 20, 34, 12, 12)

may_view = needs(Permission.VOICE_VIEW)


def _chosen(request: Request) -> tuple[forms.InboxFilter, VoiceQuerySet]:
    """The filter form of the address, and what it finds in the order of the address: for the screen and the exports."""
    visible = Voice.objects.visible_to(request.actor)
    handed = set(visible.exclude(unit=None).values_list("unit", flat=True))
    units = sorted(registry.names(handed, on=request.today).items(), key=lambda one: one[1])
    form = forms.InboxFilter(request.GET or None, units=[(str(unit), name) for unit, name in units])
    told = form.cleaned_data if form.is_valid() else {}
    found = queries.filtered(visible, on=request.today, **told)
    return form, found.order_by(*VOICES.order_by(request.GET.get("sort")))


@may_view
def inbox(request: Request) -> HttpResponse:
    form, found = _chosen(request)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": queries.rows(list(page), on=request.today),
        "columns": VOICES,
        "standing": queries.standing(Voice.objects.visible_to(request.actor), on=request.today),
        "query": request.GET.urlencode(),
    }
    return render(request, "voices/inbox.html", context)


@may_view
def export_csv(request: Request) -> StreamingHttpResponse:
    rows = queries.values(_chosen(request)[1], on=request.today)
    answer = StreamingHttpResponse(
        spreadsheets.csv_lines(queries.heads(), rows), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="y-kien-{request.today:%Y-%m-%d}.csv"'
    return answer


@may_view
def export_xlsx(request: Request) -> HttpResponse:
    rows = queries.values(_chosen(request)[1], on=request.today)
    kept = spreadsheets.xlsx(_("Voices of citizens"), queries.heads(), rows, widths=WIDTHS)
    answer = HttpResponse(kept, content_type=spreadsheets.XLSX)
    answer["Content-Disposition"] = f'attachment; filename="y-kien-{request.today:%Y-%m-%d}.xlsx"'
    return answer


def _found(request: Request, voice_id: UUID) -> Voice:
    return get_object_or_404(Voice.objects.visible_to(request.actor).select_related("same_as"), pk=voice_id)


@may_view
def voice(request: Request, voice_id: UUID) -> HttpResponse:
    """One voice with its history. Who sent it is shown to who handles voices, and to nobody else."""
    found = _found(request, voice_id)
    (row,) = queries.rows([found], on=request.today)
    may = queries.actions(found, request.actor)
    handles = request.actor.has_perm(Permission.VOICE_HANDLE, found)
    context = {
        "voice": found,
        "row": row,
        "actions": [(name, replace(ACTS[name], slug=name.replace("_", "-"))) for name in may],
        "next": queries.next_act(found, may),
        "contact": getattr(found, "contact", None) if handles else None,
        "photos": list(found.photos.select_related("file").order_by("pk")),
        "answers": queries.answers(found),
        "moments": queries.history(found),
        "published": queries.published_of(found),
        "same": found.copies.count(),
        "handles": handles,
    }
    return render(request, "voices/voice.html", context)


@may_view
def photo(request: Request, voice_id: UUID, file_id: UUID) -> FileResponse:
    """A photo, only through its voice, to those who may see that."""
    found = _found(request, voice_id)
    file = get_object_or_404(found.photos.select_related("file"), file=file_id).file
    path = documents.place(file.sha256)
    if not path.exists():
        raise Http404
    answer = FileResponse(path.open("rb"), filename=file.name, content_type=file.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@dataclass(frozen=True)
class Act:
    """What can be done with a voice: words of its button, what will follow, its form, the operation."""

    label: Any
    consequence: Any
    form: type[Any]
    operation: Callable[..., Any]
    icon: str = "next"
    kind: str = "main"
    slug: str = ""


ACTS = {
    "judge": Act(
        gettext_lazy("Say what it is"),
        gettext_lazy(
            "A complaint or a denunciation is never published nor handed on: its sender is pointed to its road."
        ),
        forms.JudgeForm,
        operations.judge,
        "law",
    ),
    "route": Act(
        gettext_lazy("Hand to a body"),
        gettext_lazy("The body sees the words and photos, not who sent them, and answers within the working days set."),
        forms.RouteForm,
        operations.route,
    ),
    "merge": Act(
        gettext_lazy("Join to the same voice"),
        gettext_lazy("Who sent it follows the other voice from now on, with the code that they have."),
        forms.MergeForm,
        operations.merge,
        "copy",
    ),
    "direct": Act(
        gettext_lazy("Point to its road in law"),
        gettext_lazy("The sender reads, by the code, which law applies and where to turn. Nobody else sees the voice."),
        forms.NothingForm,
        operations.direct,
        "law",
    ),
    "set_aside": Act(
        gettext_lazy("Set aside"),
        gettext_lazy("Nobody works on it. The sender reads your reason by the code."),
        forms.ReasonForm,
        operations.set_aside,
        "refused",
        "danger",
    ),
    "restore": Act(
        gettext_lazy("Receive again"),
        gettext_lazy("The voice stands in the inbox again as if it had just come."),
        forms.NothingForm,
        operations.restore,
        "back",
    ),
    "take": Act(
        gettext_lazy("Take it on"),
        gettext_lazy("The sender reads that your body is dealing with it."),
        forms.NothingForm,
        operations.take,
        "task",
    ),
    "answer": Act(
        gettext_lazy("Answer"),
        gettext_lazy("The sender reads the answer by the code. A later answer takes its place; all are kept."),
        forms.AnswerForm,
        operations.answer,
        "done",
    ),
    "send_back": Act(
        gettext_lazy("Send back"),
        gettext_lazy("The voice goes back to the office, with your reason."),
        forms.ReasonForm,
        operations.send_back,
        "back",
    ),
    "publish": Act(
        gettext_lazy("Publish masked"),
        gettext_lazy("Everybody reads what is not masked, and the answer that stands. Photos and senders stay here."),
        forms.PublishForm,
        operations.publish,
        "unit",
    ),
    "withdraw": Act(
        gettext_lazy("Withdraw from the public"),
        gettext_lazy("Nobody outside reads the voice any more. What was read stays read."),
        forms.ReasonForm,
        operations.withdraw,
        "refused",
        "danger",
    ),
}


def _form(name: str, request: Request, found: Voice) -> django_forms.Form:
    data = request.POST or None
    form = ACTS[name].form
    if name == "route":
        made: django_forms.Form = form(data, units=queries.bodies(request.actor))
    elif name == "merge":
        made = form(data, voices=queries.likely_same(found, request.actor))
    elif name == "judge":
        made = form(data, initial={"kind": found.suspected or found.kind})
    elif name == "publish":
        marked = {"topic": recognition.bracketed(found.topic), "text": recognition.bracketed(found.text)}
        made = form(data, initial=marked)
    else:
        made = form(data)
    return made


@may_view
@once
def act(request: Request, voice_id: UUID, action: str) -> HttpResponse:
    """One act with its consequence, for whoever may do it now; for others the page does not exist."""
    found = _found(request, voice_id)
    name = action.replace("-", "_")
    if name not in queries.actions(found, request.actor):
        raise Http404
    chosen, form = ACTS[name], _form(name, request, found)
    if request.method == "POST" and (form.is_valid() if form.fields else True):
        told = form.told() if form.fields else {}  # type: ignore[attr-defined]
        try:
            chosen.operation(voice_id=found.pk, by=request.actor, at=clock.now(), **told)
        except operations.Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Done: %(act)s.") % {"act": chosen.label})
            seen = Voice.objects.visible_to(request.actor).filter(pk=found.pk).exists()
            return redirect("voices:voice", found.pk) if seen else redirect("voices:inbox")
    (row,) = queries.rows([found], on=request.today)
    answers = queries.answers(found)[:1] if name == "publish" else []
    context = {"voice": found, "row": row, "name": name, "act": chosen, "form": form, "answers": answers}
    return render(request, "voices/act.html", context)
