"""A further text of a briefing: imported, its differences decided, adopted as the next version."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from giaoban.briefing import operations, queries, signed
from giaoban.briefing.drafting import UnreadableText
from giaoban.briefing.enums import Choice, ImportStatus, TextKind
from giaoban.briefing.meeting_forms import AdoptForm, DifferenceForm, FurtherTextForm
from giaoban.briefing.models import Briefing, Difference, TextImport
from giaoban.documents.models import IssuedPaper
from giaoban.documents.reading import UnreadableFile, read_bytes
from giaoban.kernel import clock
from giaoban.registry import queries as registry
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission

may_confirm = needs(Permission.BRIEFING_CONFIRM)


@may_confirm
@once
def further_text(request: Request, briefing_id: UUID) -> HttpResponse:
    """The signed notice arrives: its text is laid beside the tasks that stand."""
    briefing = get_object_or_404(Briefing.objects.visible_to(request.actor).in_force(), pk=briefing_id)
    paper = signed.to_compare(briefing)
    if paper is not None and not IssuedPaper.objects.visible_to(request.actor).filter(pk=paper.pk).exists():
        paper = None
    form = FurtherTextForm(
        request.POST or None, request.FILES or None, initial={"text": signed.words(paper)} if paper else {}
    )
    if request.method == "POST" and form.is_valid():
        field = "file" if form.cleaned_data["file"] else "text"
        try:
            made = _imported(request, briefing, form)
        except (UnreadableFile, UnreadableText) as problem:
            form.add_error(field, problem.message_vi)
        except operations.AnotherMeeting as problem:
            said = _("This text is of a meeting on %(other)s; the briefing was held on %(own)s. Nothing was kept.")
            form.add_error(
                field, said % {"other": f"{problem.held_on:%d/%m/%Y}", "own": f"{briefing.held_on:%d/%m/%Y}"}
            )
        except operations.ManyMeetings:
            form.add_error(
                field, _("This text reports several meetings; bring the notice of this one alone. Nothing was kept.")
            )
        else:
            return redirect("briefing:import", made.pk)
    return render(request, "briefing/further_text.html", {"form": form, "briefing": briefing, "paper": paper})


def _imported(request: Request, briefing: Briefing, form: FurtherTextForm) -> TextImport:
    land = registry.seat(briefing.owner_id, on=briefing.held_on)
    told: dict[str, Any] = {"text": form.cleaned_data["text"], "kind": "pasted", "noise": ()}
    if upload := form.cleaned_data["file"]:
        read = read_bytes(upload.read(), name=upload.name)
        told = {"text": read.text, "kind": read.kind, "noise": read.noise}
    known = signed.known_words(briefing, told["text"], actor=request.actor, on=request.today)
    told["noise"] = signed.merged([*told["noise"], *known])
    return operations.import_further_text(
        briefing_id=briefing.pk,
        by=request.actor,
        at=clock.now(),
        linker=queries.linker(land, on=briefing.held_on),
        **told,
    )


@may_confirm
@once
@require_POST
def difference(request: Request, difference_id: UUID) -> HttpResponse:
    """One difference is decided; giving up a task asks for the reason."""
    row = get_object_or_404(Difference.objects.visible_to(request.actor), pk=difference_id)
    form = DifferenceForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose: as in the new text, or as it was."))
    elif (
        row.kind == "dropped" and form.cleaned_data["choice"] == Choice.TAKE and not form.cleaned_data["reason"].strip()
    ):
        messages.error(request, _("Say why the task is given up."))
    else:
        operations.decide_difference(difference_id=row.pk, by=request.actor, at=clock.now(), **form.cleaned_data)
    response = redirect("briefing:import", row.text_import_id)
    response["Location"] += f"#d-{row.pk}"
    return response


@may_confirm
@once
def adopt(request: Request, import_id: UUID) -> HttpResponse:
    """The further text becomes the next version; a signed notice says its number, day and signer, minutes need none."""
    found = get_object_or_404(
        TextImport.objects.visible_to(request.actor)
        .filter(amends__isnull=False, status=ImportStatus.REVIEWING)
        .select_related("source", "amends"),
        pk=import_id,
    )
    is_minutes = found.source.kind == "minutes"
    paper = None if found.amends is None else signed.to_compare(found.amends)
    form = None if is_minutes else AdoptForm(request.POST or None, initial=signed.of_the_paper(paper))
    if request.method == "POST" and (form is None or form.is_valid()):
        told = form.cleaned_data if form else {}
        kind = TextKind.MINUTES if is_minutes else TextKind.OFFICIAL
        try:
            briefing = operations.adopt(import_id=found.pk, kind=kind, by=request.actor, at=clock.now(), **told)
        except operations.DifferencesLeft:
            messages.error(request, _("Decide every difference first."))
        except operations.SentencesLeft:
            messages.error(request, _("Some sentences sound like orders and have no fate yet."))
        else:
            messages.success(request, _("The new text is in force; tasks said again kept their progress."))
            return redirect(briefing)
        return redirect("briefing:import", found.pk)
    return render(request, "briefing/adopt.html", {"form": form, "import": found, "briefing": found.amends})
