"""A draft is reshaped: a proposal split, merged with its neighbour, given other words; and any step taken back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from giaoban.briefing import operations, queries, reshaping
from giaoban.briefing.forms import NeighbourForm, PlaceForm, SpanForm
from giaoban.briefing.models import TextImport
from giaoban.briefing.operations import steps
from giaoban.briefing.views.imports import may_import, to_place, visible_import
from giaoban.briefing.views.problems import tells
from giaoban.kernel import clock
from giaoban.registry import queries as registry
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request


@may_import
@once
@tells
def split(request: Request, import_id: UUID, task_id: UUID) -> HttpResponse:
    """The words of a proposal, each a button: with the one that is tapped the second task begins."""
    found = visible_import(request, import_id)
    task = get_object_or_404(found.tasks.prefetch_related(*steps.LINKS), pk=task_id)
    if request.method != "POST":
        words = reshaping.words(found.source.text, task.start, task.end)
        likely = next((word.start for word in words if word.likely), None)
        told = {"import": found, "task": task, "words": words, "likely": likely, "seen": steps.print_of(task)}
        return render(request, "briefing/import_split.html", told)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        raise reshaping.AtTheEdge
    land = registry.seat(found.unit_id, on=request.today)
    operations.split_task(
        import_id=found.pk,
        task_id=task.pk,
        place=form.cleaned_data["place"],
        linker=queries.linker(land, on=found.held_on or request.today),
        seen=request.POST.get("seen", ""),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Split in two. Look at who and until when of both."))
    return to_place(found, f"#task-{task.pk}")


@may_import
@once
@tells
@require_POST
def merge(request: Request, import_id: UUID, task_id: UUID) -> HttpResponse:
    """Two neighbours become one task."""
    found = visible_import(request, import_id)
    get_object_or_404(found.tasks, pk=task_id)
    form = NeighbourForm(request.POST)
    if not form.is_valid() or not found.tasks.filter(pk=form.cleaned_data["other"]).exists():
        raise operations.NotNeighbours
    merged = operations.merge_tasks(
        import_id=found.pk,
        task_id=task_id,
        other_id=form.cleaned_data["other"],
        seen=form.cleaned_data["seen"],
        other_seen=form.cleaned_data["other_seen"],
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Merged. Look at who and until when."))
    return to_place(found, f"#task-{merged.pk}")


@may_import
@once
@tells
@require_POST
def words(request: Request, import_id: UUID, task_id: UUID) -> HttpResponse:
    """Exactly the selected words are the task."""
    found = visible_import(request, import_id)
    task = get_object_or_404(found.tasks, pk=task_id)
    form = SpanForm(request.POST)
    try:
        if not form.is_valid():
            raise operations.OutsideTheText
        operations.choose_words(
            import_id=found.pk,
            task_id=task.pk,
            seen=request.POST.get("seen", ""),
            by=request.actor,
            at=clock.now(),
            **form.cleaned_data,
        )
    except operations.OutsideTheText:
        messages.error(request, _("Select words within the sentence of the task; nothing was changed."))
    else:
        messages.success(request, _("The task has these words now."))
    return to_place(found, f"#task-{task.pk}")


@may_import
@once
@tells
@require_POST
def undo(request: Request, import_id: UUID, step_id: UUID) -> HttpResponse:
    """One step is taken back; what it touched stands as before."""
    found = visible_import(request, import_id)
    get_object_or_404(found.steps, pk=step_id)
    step = operations.undo_step(import_id=found.pk, step_id=step_id, by=request.actor, at=clock.now())
    messages.success(request, _("Undone: all is as it was before."))
    return _to_what_stands(found, step.before["tasks"])


def _to_what_stands(found: TextImport, touched: dict[str, object]) -> HttpResponse:
    first = next((key for key, told in touched.items() if told is not None), None)
    return to_place(found, f"#task-{first}" if first else "#proposals")
