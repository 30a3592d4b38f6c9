"""Other looks at the same tasks: to take along, sentence by sentence, what moved; and looks that one keeps."""

from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from giaoban.briefing import carry, exports, queries, task_list
from giaoban.briefing.columns import TASKS
from giaoban.briefing.forms import TaskFilter
from giaoban.briefing.models import Briefing, Task
from giaoban.kernel import spreadsheets
from giaoban.registry import saved_views
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission

may_view = needs(Permission.TASK_VIEW)


def _chosen(request: Request) -> QuerySet[Task]:
    """The tasks of the list as its address chooses and orders them, all pages."""
    form = TaskFilter(request.GET or None, units=task_list.bodies(request.actor, on=request.today))
    found = queries.filtered(
        task_list.seen_by(request.actor), today=request.today, **(form.cleaned_data if form.is_valid() else {})
    )
    return found.order_by(*TASKS.order_by(request.GET.get("sort")))


@may_view
def export_csv(request: Request) -> StreamingHttpResponse:
    """The rows of the screen as CSV."""
    rows = exports.values(_chosen(request), today=request.today)
    answer = StreamingHttpResponse(
        spreadsheets.csv_lines(exports.heads(), rows), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="nhiem-vu.csv"'
    return answer


@may_view
def export_xlsx(request: Request) -> HttpResponse:
    """The rows of the screen as a workbook."""
    note = _("Figures for illustration, not official figures") if settings.DEMONSTRATION else ""
    rows = exports.values(_chosen(request), today=request.today)
    content = spreadsheets.xlsx(_("Tasks"), exports.heads(), rows, widths=exports.WIDTHS, note=note)
    answer = HttpResponse(content, content_type=spreadsheets.XLSX)
    answer["Content-Disposition"] = 'attachment; filename="nhiem-vu.xlsx"'
    return answer


@may_view
def fates(request: Request, briefing_id: UUID) -> HttpResponse:
    """The fate board: every sentence of the conclusion with what became of it, those that led nowhere too."""
    found = get_object_or_404(
        Briefing.objects.visible_to(request.actor).select_related("text_import__source"), pk=briefing_id
    )
    tasks = queries.with_details(Task.objects.visible_to(request.actor).filter(briefing=found, withdrawn_at=None))
    rows = queries.rows(list(tasks.order_by("number")), today=request.today)
    board = queries.fate_board(found, rows)
    context = {"briefing": found, "board": board, "legend": queries.fate_counts(found.current_sentences)}
    return render(request, "briefing/fates.html", context)


@may_view
def moved(request: Request, briefing_id: UUID) -> HttpResponse:
    """What moved between a briefing and the one before in its series, or since it."""
    found = get_object_or_404(Briefing.objects.visible_to(request.actor).select_related("series"), pk=briefing_id)
    before = carry.before(found)
    context = {
        "briefing": found,
        "before": before,
        "since": [one for one in carry.since(found, today=request.today) if one.has_moved],
        "frozen": found.snapshots.count(),
        "between": [one for one in carry.between(before, found) if one.has_moved] if before else [],
    }
    return render(request, "briefing/moved.html", context)


@may_view
@once
@require_POST
def save_view(request: Request) -> HttpResponse:
    """Keeps the present filters under a name, or forgets one of the views."""
    return saved_views.sent(request, task_list.PAGE, back=reverse("briefing:tasks"))
