"""Which sentences of a conclusion everybody may read: opened one by one under a permission, closed with a reason."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext

from giaoban.briefing import operations, published, queries
from giaoban.briefing.models import Briefing, Task
from giaoban.briefing.operations import Permitted
from giaoban.briefing.publicity_forms import CloseForm, OpenForm
from giaoban.briefing.views.problems import tells
from giaoban.kernel import clock
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission

may_publish = needs(Permission.BRIEFING_PUBLISH)


def _found(request: Request, briefing_id: UUID) -> Briefing:
    visible = Briefing.objects.visible_to(request.actor).select_related("text_import__source", "old_list")
    return get_object_or_404(visible, pk=briefing_id)


def _board(request: Request, found: Briefing) -> list[dict[str, Any]]:
    """Each sentence with what came of it and, where everybody reads it, on whose word."""
    tasks = Task.objects.visible_to(request.actor).filter(briefing=found, withdrawn_at=None)
    rows = queries.rows(list(queries.with_details(tasks).order_by("number")), today=request.today)
    public = {one.sentence_id: one for one in published.published_in(found).select_related("published_by")}
    return [{"sentence": one, "public": public.get(one.id)} for one in queries.fate_board(found, rows)]


@may_publish
@once
@tells
def publish(request: Request, briefing_id: UUID) -> HttpResponse:
    """The conclusion sentence by sentence: what is public and on whose word; what is chosen is opened under one permission."""
    found = _found(request, briefing_id)
    board = _board(request, found)
    closed = [str(one["sentence"].id) for one in board if one["public"] is None]
    form = OpenForm(request.POST or None, sentences=closed)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        made = operations.publish_sentences(
            briefing_id=found.pk,
            sentence_ids=[UUID(one) for one in told["sentences"]],
            permitted=Permitted(told["permitted_by"], told["paper_number"], told["paper_on"]),
            by=request.actor,
            at=clock.now(),
        )
        said = ngettext(
            "Everybody may read %d more sentence now.", "Everybody may read %d more sentences now.", len(made)
        )
        messages.success(request, said % len(made))
        return redirect("briefing:briefing-publish", found.pk)
    context = {"form": form, "briefing": found, "board": board, "chosen": request.POST.getlist("sentences"),
               "public": len(board) - len(closed)}  # fmt: skip
    return render(request, "briefing/briefing_publish.html", context)


@may_publish
@once
@tells
def withdraw(request: Request, briefing_id: UUID) -> HttpResponse:
    """What everybody reads, to be closed again with a reason; the address names what is chosen already."""
    found = _found(request, briefing_id)
    board = [one for one in _board(request, found) if one["public"] is not None]
    form = CloseForm(request.POST or None, sentences=[str(one["sentence"].id) for one in board])
    if request.method == "POST" and form.is_valid():
        closed = operations.withdraw_sentences(
            briefing_id=found.pk,
            sentence_ids=[UUID(one) for one in form.cleaned_data["sentences"]],
            reason=form.cleaned_data["reason"],
            by=request.actor,
            at=clock.now(),
        )
        said = ngettext("%d sentence is closed again.", "%d sentences are closed again.", closed)
        messages.success(request, said % closed)
        return redirect("briefing:briefing-publish", found.pk)
    chosen = request.POST.getlist("sentences") or request.GET.getlist("sentence")
    return render(
        request, "briefing/briefing_withdraw.html", {"form": form, "briefing": found, "board": board, "chosen": chosen}
    )
