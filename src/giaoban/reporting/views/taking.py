"""What was not typed into the form: the workbook out, and what comes back shown line by line before it is kept."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from giaoban.kernel import spreadsheets
from giaoban.kernel.problems import Problem
from giaoban.registry import queries as registry
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import stateless
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission
from giaoban.reporting import forms, queries
from giaoban.reporting.columns import TAKEN
from giaoban.reporting.enums import OPEN
from giaoban.reporting.inherited import past
from giaoban.reporting.models import Call, FormItem, Return
from giaoban.reporting.taking import column, template_file, word, workbook
from giaoban.reporting.taking.brought import Brought, NotTaken
from giaoban.reporting.taking.preview import Preview, preview
from giaoban.reporting.views import calls

may_fill = needs(Permission.RETURN_FILL)
LARGEST = 20 * 1024 * 1024


def _own(request: Request, call: Call) -> Return | None:
    """The own body's return as far as it is begun."""
    return Return.objects.filter(call=call, unit=request.actor.body).first()


@may_fill
def template(request: Request, call_id: UUID) -> HttpResponse:
    """The own body's return as a workbook to fill in."""
    call, unit = calls.found(request, call_id), request.actor.body
    refused = calls.not_asked(request, call)
    if refused:
        return refused
    content = template_file.Content(
        call,
        unit,
        registry.names([unit], on=call.map_day)[unit],
        queries.due(call, unit),
        queries.items(call),
        queries.values(_own(request, call)),
        past(call, unit).before,
    )
    answer = HttpResponse(template_file.workbook(content), content_type=spreadsheets.XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{call.form.code}-{call.period}.xlsx"'
    return answer


@may_fill
@stateless
def take_in(request: Request, call_id: UUID) -> HttpResponse:
    """A filled workbook, a Word document or a pasted column: shown line by line; keeping it is the next step."""
    call = calls.found(request, call_id)
    refused = calls.not_asked(request, call)
    if refused:
        return refused
    of = _own(request, call)
    if of is not None and of.status not in OPEN:
        return redirect(of)
    lines = queries.items(call)
    posted = request.POST if request.method == "POST" else None
    is_column = "column" in request.POST
    pasted = forms.ColumnForm(posted if is_column else None, lines=lines)
    file = forms.FileForm(posted, request.FILES) if posted is not None and not is_column else forms.FileForm()
    if request.method == "POST":
        taken = _of_column(pasted) if pasted.is_bound else _of_file(request, file, call, lines)
        if taken is not None:
            found = preview(taken[0], lines=lines, said=queries.values(of), revision=of.revision if of else 0)
            return _shown(request, call, found, taken[1])
    context = {"call": call, "file": file, "pasted": pasted, "headings": word.asked(lines)}
    return render(request, "reporting/take_in.html", context)


def _of_column(form: forms.ColumnForm) -> tuple[list[Brought], list[str]] | None:
    if not form.is_valid():
        return None
    told = form.cleaned_data
    try:
        return column.read(told["column"], lines=form.numbers, start=int(told["start"])), []
    except NotTaken as refusal:
        form.add_error("column", str(refusal))
    return None


def _of_file(
    request: Request, form: forms.FileForm, call: Call, lines: list[FormItem]
) -> tuple[list[Brought], list[str]] | None:
    if not form.is_valid():
        return None
    file = form.cleaned_data["file"]
    if file.size > LARGEST:
        form.add_error("file", _("This file is too large (more than 20 MB)."))
        return None
    try:
        if file.name.lower().endswith(".docx"):
            return word.read(file.read(), name=file.name, lines=lines)
        found = workbook.read(file.read(), name=file.name, call=call, unit_id=request.actor.body, lines=lines)
    except NotTaken as refusal:
        form.add_error("file", str(refusal))
    except Problem as problem:
        form.add_error("file", problem.message_vi)
    else:
        return found.lines, found.notes
    return None


def _shown(request: Request, call: Call, found: Preview, notes: list[str]) -> HttpResponse:
    context: dict[str, Any] = {
        "call": call,
        "preview": found,
        "notes": notes,
        "columns": TAKEN,
        "unit": registry.names([request.actor.body], on=call.map_day)[request.actor.body],
    }
    return render(request, "reporting/take_in_preview.html", context)
