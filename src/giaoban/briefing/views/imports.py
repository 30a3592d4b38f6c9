"""Import → review → confirm."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from giaoban.briefing import operations, queries, review
from giaoban.briefing.drafting import SecretText, UnreadableText
from giaoban.briefing.enums import ImportStatus
from giaoban.briefing.forms import FateForm, ImportForm, MeetingForm, ProposalForm, SpanForm
from giaoban.briefing.linking import Linker
from giaoban.briefing.models import Briefing, Meeting, ProposedTask, Series, TextImport
from giaoban.briefing.operations import steps
from giaoban.briefing.views.problems import sentence, tells
from giaoban.documents.reading import UnreadableFile, read_bytes
from giaoban.kernel import clock
from giaoban.registry import queries as registry
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission

may_import = needs(Permission.BRIEFING_IMPORT)


@may_import
def imports(request: Request) -> HttpResponse:
    """Texts under review and those closed, the newest first."""
    found = _texts(request).select_related("created_by").order_by("-created_at", "-pk")
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    waiting = found.filter(status=ImportStatus.REVIEWING).count()
    return render(request, "briefing/imports.html", {"page": page, "waiting": waiting})


@may_import
@once
@tells
def new_import(request: Request) -> HttpResponse:
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = _import(request, form)
        except UnreadableFile as problem:
            form.add_error("file", problem.message_vi)
        except UnreadableText as problem:
            form.add_error("file" if form.cleaned_data["file"] else "text", problem.message_vi)
            if isinstance(problem, SecretText):
                form = form.emptied()
        else:
            if len(made) > 1:
                said = _("The text reports %(count)d meetings; each is reviewed for itself. This is the first.")
                messages.warning(request, said % {"count": len(made)})
            return redirect("briefing:import", made[0].pk)
    return render(request, "briefing/import_new.html", {"form": form})


def _import(request: Request, form: ImportForm) -> list[TextImport]:
    land = registry.seat(request.actor.body, on=request.today)
    told: dict[str, Any] = {"text": form.cleaned_data["text"], "kind": "pasted", "noise": ()}
    if upload := form.cleaned_data["file"]:
        read = read_bytes(upload.read(), name=upload.name)
        told = {"text": read.text, "kind": read.kind, "noise": read.noise, "warnings": read.warnings}
    return operations.import_text(
        **told, by=request.actor, at=clock.now(), linker=queries.linker(land, on=request.today)
    )


def _texts(request: Request) -> QuerySet[TextImport]:
    """Texts that one reviews here; an old list has its own page."""
    return TextImport.objects.visible_to(request.actor).exclude(briefings__old_list__isnull=False)


def visible_import(request: Request, import_id: UUID) -> TextImport:
    return get_object_or_404(_texts(request).select_related("source", "created_by"), pk=import_id)


@may_import
def import_(request: Request, import_id: UUID) -> HttpResponse:
    """The text with its proposals; what is still open stands on top."""
    found = visible_import(request, import_id)
    return render(request, "briefing/import.html", review.page(found, today=request.today))


@may_import
@once
@tells
def meeting(request: Request, import_id: UUID) -> HttpResponse:
    found = visible_import(request, import_id)
    form = MeetingForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        operations.amend_meeting(import_id=found.pk, by=request.actor, **form.cleaned_data)
        return redirect("briefing:import", found.pk)
    return render(request, "briefing/import_meeting.html", {"form": form, "import": found})


@may_import
@once
@tells
def proposal(request: Request, import_id: UUID, task_id: UUID) -> HttpResponse:
    """One proposal, to be put right."""
    found = visible_import(request, import_id)
    task = get_object_or_404(found.tasks.prefetch_related("members", "coordinating", "acts"), pk=task_id)
    land = registry.seat(found.unit_id, on=request.today)
    day = found.held_on or request.today
    seen = steps.print_of(task)
    form = ProposalForm(
        request.POST or None, task=task, bodies=queries.bodies(land, on=day), held_on=day, initial={"seen": seen}
    )
    if request.method == "POST" and form.is_valid():
        try:
            _amend(request, found, task, form)
        except operations.ChangedSince as problem:
            # What was typed stays; sent again, it is meant for what stands there now.
            form.data = again = request.POST.copy()
            again["seen"] = seen
            form.add_error(None, sentence(problem))
        else:
            return to_place(found, f"#task-{task.pk}")
    words = found.source.text[task.start : task.end]
    return render(request, "briefing/import_task.html", {"form": form, "import": found, "task": task, "words": words})


def _amend(request: Request, found: TextImport, task: ProposedTask, form: ProposalForm) -> None:
    operations.amend_task(
        import_id=found.pk,
        task_id=task.pk,
        kind=form.cleaned_data["kind"],
        coordinating_ids=[UUID(unit) for unit in form.cleaned_data["coordinating"]],
        due=form.cleaned_data["due"],
        seen=form.cleaned_data["seen"],
        by=request.actor,
        at=clock.now(),
        **form.who(),
    )


def to_place(found: TextImport, anchor: str) -> HttpResponse:
    response = redirect("briefing:import", found.pk)
    response["Location"] += anchor
    return response


@may_import
@once
@tells
@require_POST
def discard_task(request: Request, import_id: UUID, task_id: UUID) -> HttpResponse:
    """One tap: no task after all, or a task again."""
    found = visible_import(request, import_id)
    restore = request.POST.get("restore") == "1"
    get_object_or_404(found.tasks, pk=task_id)
    operations.discard_task(
        import_id=found.pk,
        task_id=task_id,
        by=request.actor,
        at=clock.now(),
        restore=restore,
        seen=request.POST.get("seen", ""),
    )
    messages.success(request, _("The task is taken back.") if restore else _("Put aside: it will not become a task."))
    return to_place(found, f"#task-{task_id}")


@may_import
@once
@tells
def sentence_fate(request: Request, import_id: UUID, number: int) -> HttpResponse:
    """What becomes of a sentence; "task" makes the whole sentence one."""
    found = visible_import(request, import_id)
    one = get_object_or_404(found.sentences, number=number)
    if request.method != "POST":
        return render(request, "briefing/import_sentence.html", review.sentence_page(found, one))
    form = FateForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose what becomes of the sentence."))
    elif form.cleaned_data["fate"] == "task":
        operations.add_task(import_id=found.pk, start=one.start, end=one.end, by=request.actor, at=clock.now())
    else:
        operations.decide_sentence(
            import_id=found.pk, number=number, fate=form.cleaned_data["fate"], by=request.actor, at=clock.now()
        )
    return to_place(found, f"#s{number}")


def _linker(request: Request, found: TextImport) -> Linker:
    return queries.linker(registry.seat(found.unit_id, on=request.today), on=found.held_on or request.today)


@may_import
@once
@tells
@require_POST
def add_task(request: Request, import_id: UUID) -> HttpResponse:
    """A task that the draft missed, marked by selecting its words."""
    found = visible_import(request, import_id)
    form = SpanForm(request.POST)
    try:
        if not form.is_valid():
            raise operations.OutsideTheText
        task = operations.add_task(
            import_id=found.pk, linker=_linker(request, found), by=request.actor, at=clock.now(), **form.cleaned_data
        )
    except operations.OutsideTheText:
        messages.error(request, _("Select words within one sentence of the text."))
        return redirect("briefing:import", found.pk)
    return redirect("briefing:import-task", found.pk, task.pk)


@needs(Permission.BRIEFING_CONFIRM)
@once
@tells
@require_POST
def confirm(request: Request, import_id: UUID) -> HttpResponse:
    """The proposals as they stand become the briefing and its tasks."""
    found = visible_import(request, import_id)
    try:
        briefing = _confirmed(request, found)
    except operations.SentencesLeft as problem:
        said = ngettext(
            "%(count)d sentence sounds like an order and has no fate yet.",
            "%(count)d sentences sound like orders and have no fate yet.",
            len(problem.numbers),
        )
        messages.error(request, said % {"count": len(problem.numbers)})
        return to_place(found, "#open")
    except operations.MeetingUnclear:
        messages.error(request, _("Give the meeting its title and its day first."))
        return redirect("briefing:import-meeting", found.pk)
    messages.success(request, _("The briefing stands; its tasks are assigned."))
    return redirect(briefing)


def _confirmed(request: Request, found: TextImport) -> Briefing:
    """Minutes become the briefing of their meeting; another text that of the body that convened, in its series."""
    meeting = Meeting.objects.filter(text_import=found).first()
    if meeting is not None:
        return operations.confirm_meeting(meeting_id=meeting.pk, by=request.actor, at=clock.now())
    owner = review.owner_of(found, on=found.held_on or request.today)
    # A body with one series holds all its briefings in it; with several a person chooses on the briefing's page.
    series = list(Series.objects.filter(owner=owner).order_by("name")[:2])
    return operations.confirm(
        import_id=found.pk,
        owner=owner,
        by=request.actor,
        at=clock.now(),
        series=series[0] if len(series) == 1 else None,
    )


@may_import
@once
@tells
def discard(request: Request, import_id: UUID) -> HttpResponse:
    found = visible_import(request, import_id)
    if request.method == "POST":
        operations.discard_import(import_id=found.pk, by=request.actor, at=clock.now())
        messages.success(request, _("The text is discarded; nothing comes of it."))
        return redirect("briefing:imports")
    return render(request, "briefing/import_discard.html", {"import": found})
