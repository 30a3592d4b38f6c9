"""Old lists: the file comes in, is looked at row by row, and becomes tasks once somebody confirms."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from giaoban.briefing import operations, queries
from giaoban.briefing.enums import ImportStatus, RowFate
from giaoban.briefing.linking import known_as
from giaoban.briefing.models import OldList, Series
from giaoban.briefing.old_list_forms import NAMES_ON_A_PAGE, ColumnsForm, NamesForm, OldListForm
from giaoban.briefing.old_lists import judging, showing, template_file, wording
from giaoban.briefing.old_lists.days import Order
from giaoban.briefing.old_lists.headers import Field
from giaoban.briefing.old_lists.judging import How
from giaoban.briefing.views.problems import tells
from giaoban.documents import operations as documents
from giaoban.documents.models import StoredFile
from giaoban.documents.reading.tables import UnreadableTable, Workbook, read_table
from giaoban.kernel import clock, spreadsheets
from giaoban.kernel.problems import Problem
from giaoban.registry import queries as registry
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission

ON_A_PAGE = 50

may_import = needs(Permission.BRIEFING_IMPORT)


@may_import
def old_lists(request: Request) -> HttpResponse:
    """Lists under review and those closed, the newest first."""
    found = OldList.objects.visible_to(request.actor).select_related("file", "series", "created_by", "briefing")
    page = Paginator(found.order_by("-created_at", "-pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    waiting = found.filter(status=ImportStatus.REVIEWING, taking_at=None).count()
    return render(request, "briefing/old_lists.html", {"page": page, "waiting": waiting})


@may_import
@once
@tells
def new(request: Request) -> HttpResponse:
    series = list(Series.objects.visible_to(request.actor).order_by("name"))
    form = OldListForm(
        request.POST or None,
        request.FILES or None,
        series=series,
        today=request.today,
        initial={"held_on": request.today, "series": str(series[0].pk) if series else ""},
    )
    if request.method == "POST" and form.is_valid() and (made := _read(request, form)):
        return redirect(made)
    return render(request, "briefing/old_list_new.html", {"form": form, "series": series})


def _read(request: Request, form: OldListForm) -> OldList | None:
    """The list as it was read; None, with the reason at the file, where it cannot be."""
    told, at = form.cleaned_data, clock.now()
    data = told["file"].read()
    try:
        book = read_table(data, name=told["file"].name)
        return operations.read_old_list(
            book=book,
            data=data,
            name=told["file"].name,
            series=Series.objects.get(pk=told["series"]),
            title=told["title"],
            held_on=told["held_on"],
            by=request.actor,
            at=at,
        )
    except Problem as problem:
        form.add_error("file", problem.message_vi)
    except judging.NoTable as problem:
        form.add_error("file", _no_table(problem))
    return None


def _no_table(problem: judging.NoTable) -> str:
    said = _(
        "No heading of a list of tasks was found (a row with “Nội dung nhiệm vụ”, “Đơn vị chủ trì”, “Thời hạn”…) on: "
        "%(sheets)s. Take our template, or head the columns so."
    )
    return said % {"sheets": "; ".join(problem.sheets)}


def _found(request: Request, old_list_id: UUID) -> OldList:
    related = ("file", "series", "created_by", "briefing", "progress", "taking_by")
    found = OldList.objects.visible_to(request.actor).select_related(*related)
    return get_object_or_404(found, pk=old_list_id)


def _book(file: StoredFile) -> Workbook:
    """The rows of the file as it was kept."""
    return read_table(documents.place(file.sha256).read_bytes(), name=file.name)


@may_import
def old_list(request: Request, old_list_id: UUID) -> HttpResponse:
    """Every row with its fate; nothing counts until somebody confirms."""
    found = _found(request, old_list_id)
    rows = found.rows.select_related("task", "twin").order_by("number")
    fate = request.GET.get("fate", "")
    if fate in RowFate.values:
        rows = rows.filter(fate=fate)
    if number := request.GET.get("row", ""):
        rows = rows.filter(number=number) if number.isascii() and number.isdigit() and len(number) < 8 else rows
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    figures = showing.figures(found)
    counts = {one.fate: one.count for one in figures}
    context = {
        "old_list": found,
        "state": _("Being taken in") if found.taking_at else found.get_status_display(),
        "page": page,
        "rows": showing.rows(page.object_list, found),
        "columns": showing.COLUMNS,
        "figures": figures,
        "total": sum(counts.values()),
        "fate": fate,
        "left": [name for name in counts if name not in (RowFate.NEW, RowFate.KNOWN)],
        "notes": [wording.of_file(note) for note in found.notes],
        "mapping": _mapping(found),
        "ask": operations.names_left(found) if found.is_open else [],
        "reviewing": found.is_open,
        "may_confirm": request.actor.may(Permission.BRIEFING_CONFIRM),
        "new": counts.get(RowFate.NEW, 0),
        "confirm_label": _confirm_label(counts.get(RowFate.NEW, 0)),
    }
    return render(request, "briefing/old_list.html", context)


def _confirm_label(count: int) -> str:
    return ngettext("Confirm: %(count)d task is made", "Confirm: %(count)d tasks are made", count) % {"count": count}


def _mapping(found: OldList) -> list[tuple[Any, str]]:
    """What each column was taken to mean, in the order of the sheet."""
    words = dict(found.headings)
    by_place = sorted((place, Field(name)) for name, place in found.columns.items())
    return [(wording.FIELDS[name], words.get(place, "")) for place, name in by_place]


@may_import
@once
@tells
def columns(request: Request, old_list_id: UUID) -> HttpResponse:
    """Another sheet, other columns, days written otherwise: the file is read again, no row is lost."""
    found = _found(request, old_list_id)
    form = ColumnsForm(request.POST or None, found=found)
    if request.method == "POST" and form.is_valid() and _reread(request, found, form.how(), form):
        return redirect(found)
    return render(request, "briefing/old_list_columns.html", {"form": form, "old_list": found})


def _reread(request: Request, found: OldList, how: How, form: Any) -> bool:
    try:
        operations.reread_old_list(
            old_list_id=found.pk, book=_book(found.file), how=how, by=request.actor, at=clock.now()
        )
    except UnreadableTable as problem:
        form.add_error(None, problem.message_vi)
    except judging.NoTable as problem:
        form.add_error("sheet", _no_table(problem))
    else:
        return True
    return False


@may_import
@once
@tells
def names(request: Request, old_list_id: UUID) -> HttpResponse:
    """Who the names are that the directory does not know; for an abolished body its successor is proposed."""
    found = _found(request, old_list_id)
    asked = operations.names_left(found)
    land = registry.seat(request.actor.body, on=request.today)
    bodies = queries.bodies(land, on=request.today)
    proposed = _successors(request, asked, land)
    form = NamesForm(
        request.POST or None, names=asked, proposed=proposed, linker=queries.linker(land, on=request.today)
    )
    if request.method == "POST" and form.is_valid():
        how = How(
            found.sheet,
            {Field(name): place for name, place in found.columns.items()},
            Order(found.order),
            found.take_done,
            {**found.chosen, **form.chosen},
        )
        if _reread(request, found, how, form):
            return redirect(found)
    context = {
        "form": form,
        "old_list": found,
        "bodies": sorted({body.names[0] for body in bodies}),
        "proposed": proposed,
        "more": max(0, len(asked) - NAMES_ON_A_PAGE),
    }
    return render(request, "briefing/old_list_names.html", context)


def _successors(request: Request, asked: list[str], land: UUID) -> dict[str, str]:
    """For each asked name of an abolished body the name of who took over, where somebody did."""
    gone = judging.abolished(land, on=request.today)
    heirs = {name: gone[known_as(name)].successors for name in asked if known_as(name) in gone}
    called = registry.names({heir for found in heirs.values() for heir in found}, on=request.today)
    return {name: called[found[0]] for name, found in heirs.items() if found}


@needs(Permission.BRIEFING_CONFIRM)
@once
@tells
@require_POST
def confirm(request: Request, old_list_id: UUID) -> HttpResponse:
    """The new rows become tasks."""
    found = _found(request, old_list_id)
    try:
        if found.is_open and operations.is_long(found):
            operations.hand_over_old_list(old_list_id=found.pk, by=request.actor, at=clock.now())
            messages.success(request, _("The list is being taken in. You may leave this page; the work goes on."))
            return redirect(found)
        briefing = operations.confirm_old_list(old_list_id=found.pk, by=request.actor, at=clock.now())
    except operations.NamesLeft as problem:
        said = ngettext(
            "%(count)d name is not in the directory; say who it is first.",
            "%(count)d names are not in the directory; say who they are first.",
            len(problem.names),
        )
        messages.error(request, said % {"count": len(problem.names)})
        return redirect("briefing:old-list-names", found.pk)
    except operations.NothingNew:
        messages.warning(request, _("No row would become a task; nothing was changed."))
        return redirect(found)
    messages.success(request, _("The list is taken in; its tasks are assigned."))
    return redirect(briefing)


@may_import
def progress(request: Request, old_list_id: UUID) -> HttpResponse:
    """How far the worker is; once it is done, the page is read anew."""
    found = _found(request, old_list_id)
    answer = render(request, "briefing/_old_list_progress.html", {"old_list": found})
    if found.taking_at is None:
        answer["HX-Refresh"] = "true"
    return answer


@needs(Permission.BRIEFING_CONFIRM)
@once
@tells
@require_POST
def stop(request: Request, old_list_id: UUID) -> HttpResponse:
    """The list is taken back from the worker, which has not begun."""
    found = _found(request, old_list_id)
    operations.stop_taking_in(old_list_id=found.pk, by=request.actor, at=clock.now())
    messages.success(request, _("The list is under review again; nothing of it counts."))
    return redirect(found)


@may_import
@once
@tells
def discard(request: Request, old_list_id: UUID) -> HttpResponse:
    found = _found(request, old_list_id)
    if request.method == "POST":
        operations.discard_old_list(old_list_id=found.pk, by=request.actor, at=clock.now())
        messages.success(request, _("The list is discarded; nothing comes of it."))
        return redirect("briefing:old-lists")
    return render(request, "briefing/old_list_discard.html", {"old_list": found})


@may_import
def left(request: Request, old_list_id: UUID) -> HttpResponse:
    """The rows that became no task, as they stood, each with its reason: to put right and send again."""
    found = _found(request, old_list_id)
    heads = showing.left_heads(found)
    widths = [8, *(24 for _ in heads[1:-2]), 22, 70]
    content = spreadsheets.xlsx(_("Rows left out"), heads, showing.left_values(found), widths=widths)
    return _workbook(content, "dong-khong-nhan.xlsx")


@may_import
def template(request: Request) -> HttpResponse:  # noqa: ARG001 - the same for everybody
    """An empty list with the columns that are read."""
    return _workbook(template_file.content(), "mau-danh-sach-nhiem-vu.xlsx")


def _workbook(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=spreadsheets.XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@may_import
def file(request: Request, old_list_id: UUID) -> FileResponse:
    """The file as it came."""
    found = _found(request, old_list_id).file
    path = documents.place(found.sha256)
    if not path.exists():
        raise Http404
    answer = FileResponse(path.open("rb"), as_attachment=True, filename=found.name, content_type=found.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
