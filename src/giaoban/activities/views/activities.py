"""Activities: the list with its filters and exports, one activity with its trace, recording, correcting, cancelling."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from giaoban.activities import exports, forms, offers, operations, queries, trace
from giaoban.activities.columns import ACTIVITIES
from giaoban.activities.enums import ActivityKind
from giaoban.activities.models import Activity
from giaoban.activities.models.activities import ActivityQuerySet
from giaoban.documents import operations as documents
from giaoban.documents.models import LegalAct, StoredFile
from giaoban.kernel import clock, spreadsheets
from giaoban.kernel.problems import Problem
from giaoban.kernel.resolvers import Pointer, Resolved, Sight, resolvers
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission

ON_A_PAGE = 50

may_view = needs(Permission.ACTIVITY_VIEW)
may_record = needs(Permission.ACTIVITY_RECORD)


# --- The list ---------------------------------------------------------------------------------------------------------


def _chosen(request: Request) -> tuple[forms.ActivityFilter, ActivityQuerySet]:
    """The filter form of the address, and what it finds in the order of the address: for the screen and the exports."""
    visible = Activity.objects.visible_to(request.actor)
    form = forms.ActivityFilter(
        request.GET or None,
        units=queries.units_with_activities(visible, on=request.today),
        acts=offers.acts_of(visible),
    )
    found = queries.filtered(visible, **(form.cleaned_data if form.is_valid() else {}))
    order = ACTIVITIES.order_by(request.GET.get("sort"))
    return form, queries.sortable(found, on=request.today).order_by(*order)


@may_view
def activities(request: Request) -> HttpResponse:
    """What was done, filtered and sorted by the address; the answer line counts exactly these rows."""
    form, found = _chosen(request)
    page = Paginator(queries.with_files(found).select_related("act"), ON_A_PAGE).get_page(request.GET.get("page"))
    kinds = queries.by_kind(found)
    context = {
        "form": form,
        "page": page,
        "rows": queries.named(list(page.object_list), on=request.today),
        "columns": ACTIVITIES,
        "count": sum(one.count for one in kinds),
        "participants": sum(one.participants for one in kinds),
        "kinds": [(one, _with(request.GET, kind=one.kind.value)) for one in kinds],
        "query": request.GET.urlencode(),
        "served": _served(request, form),
        "may_record": request.actor.may(Permission.ACTIVITY_RECORD),
    }
    return render(request, "activities/activities.html", context)


def _with(query: QueryDict, **changes: str) -> str:
    changed = query.copy()
    changed.pop("page", None)
    for name, value in changes.items():
        changed[name] = value
    return f"?{changed.urlencode()}"


def _served(request: Request, form: forms.ActivityFilter) -> Resolved | None:
    """The thing by which the list is narrowed, where the address names one."""
    pointer = form.cleaned_data.get("serves") if form.is_valid() else None
    return _resolved(request, pointer) if pointer else None


@may_view
def export_csv(request: Request) -> StreamingHttpResponse:
    rows = exports.values(_chosen(request)[1], on=request.today)
    answer = StreamingHttpResponse(
        spreadsheets.csv_lines(exports.heads(), rows), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="hoat-dong-{request.today:%Y-%m-%d}.csv"'
    return answer


@may_view
def export_xlsx(request: Request) -> HttpResponse:
    kept = spreadsheets.xlsx(
        _("Activities"), exports.heads(), exports.values(_chosen(request)[1], on=request.today), widths=exports.WIDTHS
    )
    answer = HttpResponse(kept, content_type=spreadsheets.XLSX)
    answer["Content-Disposition"] = f'attachment; filename="hoat-dong-{request.today:%Y-%m-%d}.xlsx"'
    return answer


# --- One activity -----------------------------------------------------------------------------------------------------


def _found(request: Request, activity_id: UUID) -> Activity:
    visible = Activity.objects.visible_to(request.actor).select_related("act", "made_by", "version_by")
    return get_object_or_404(visible, pk=activity_id)


def _own(request: Request, activity_id: UUID) -> Activity:
    found = _found(request, activity_id)
    if not request.actor.has_perm(Permission.ACTIVITY_RECORD, found) or found.is_cancelled:
        raise Http404
    return found


@may_view
def activity(request: Request, activity_id: UUID) -> HttpResponse:
    found = _found(request, activity_id)
    return render(request, "activities/activity.html", trace.activity_page(found, actor=request.actor))


@may_view
def evidence(request: Request, activity_id: UUID, file_id: UUID) -> FileResponse:
    """A file, only through the activity it belongs to, to those who may see that; a withdrawn one to nobody."""
    found = _found(request, activity_id)
    file = get_object_or_404(found.attachments.standing().select_related("file"), file=file_id).file
    path = documents.place(file.sha256)
    if not path.exists():
        raise Http404
    shown = file.media_type.startswith("image/")
    answer = FileResponse(path.open("rb"), as_attachment=not shown, filename=file.name, content_type=file.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, max-age=86400, immutable"
    return answer


# --- Recording --------------------------------------------------------------------------------------------------------


def _resolved(request: Request, pointer: Pointer) -> Resolved:
    """What the pointer leads to for this reader; 404 for what one may not see, or of a kind nobody knows."""
    if pointer.kind not in resolvers.kinds:
        raise Http404
    found = resolvers.resolve([pointer], reader=request.actor)[pointer]
    if found.sight is not Sight.LINK:
        raise Http404
    return found


@may_record
@once
def record(request: Request) -> HttpResponse:
    """What was done, told in one go; opened from a task, it serves that task."""
    named = request.POST.get("serves", "") if request.method == "POST" else request.GET.get("serves", "")
    pointer = forms.read_pointer(named)
    if named and pointer is None:
        raise Http404
    subject = _resolved(request, pointer) if pointer else None
    form = forms.ActivityForm(
        request.POST or None, request.FILES or None, initial=_prefilled(request), **_offered(request)
    )
    if request.method == "POST" and form.is_valid():
        made = _told(request, form, operations.record)
        if made:
            messages.success(request, _("The activity is recorded."))
            return redirect(made)
    context = {"form": form, "subject": subject, "places": offers.words_for_places(request.actor)}
    return render(request, "activities/record.html", context)


def _prefilled(request: Request) -> dict[str, Any]:
    kind = request.GET.get("kind", "")
    asked = {"kind": kind} if kind in ActivityKind.values else {}
    act = _uuid(request.GET.get("act", ""))
    return {**offers.remembered(request.actor), **asked, "act": act, "serves": request.GET.get("serves", "")}


def _uuid(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None


def _offered(request: Request, found: Activity | None = None) -> dict[str, Any]:
    asked = _uuid(request.POST.get("act") or request.GET.get("act", ""))
    also_acts = [act for act in (asked, found.act_id if found else None) if act]
    return {
        "units": offers.units(request.actor, also=[found.unit_id] if found else []),
        "places": offers.places(request.actor, also=[found.place_id] if found and found.place_id else []),
        "acts": offers.acts(request.actor, also=also_acts),
        "today": request.today,
    }


def _told(request: Request, form: forms.ActivityForm, operation: Any, **more: Any) -> Activity | None:
    """The operation on what the form tells; None, with the reason at its field, where something cannot stand."""
    at = clock.now()
    files = _stored(request, form, at)
    if form.errors:
        return None
    try:
        return operation(told=form.told(act=_act(form)), by=request.actor, at=at, files=files, **more)
    except operations.Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return None


def _act(form: forms.ActivityForm) -> LegalAct | None:
    cited = form.cleaned_data["other_act"]
    return documents.cite(kind=cited[0], number=cited[1]) if cited else form.cleaned_data["act"]


def _stored(request: Request, form: forms.ActivityForm, at: Any) -> list[StoredFile]:
    kept = []
    for field, sent in form.sent_files:
        try:
            kept.append(documents.store_file(data=sent.read(), name=sent.name, by=request.actor, at=at))
        except Problem as problem:
            form.add_error(field, f"{sent.name}: {problem.message_vi}")
    return kept


@may_record
@once
def correct(request: Request, activity_id: UUID) -> HttpResponse:
    """The record told anew, with the reason; what stood before stays in its history."""
    found = _own(request, activity_id)
    standing = found.attachments.standing().select_related("file").order_by("added_at", "pk")
    form = forms.CorrectionForm(
        request.POST or None,
        request.FILES or None,
        initial=forms.CorrectionForm.initial_of(found),
        attachments=[(str(one.pk), one.file.name) for one in standing],
        **_offered(request, found),
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        changed = _told(
            request,
            form,
            operations.correct,
            activity_id=found.pk,
            version=said["version"],
            reason=said["reason"],
            taken_away=[UUID(pk) for pk in said.get("taken_away", [])],
        )
        if changed:
            messages.success(request, _("The correction is kept; the page shows what it was before."))
            return redirect(changed)
    context = {"form": form, "activity": found, "places": offers.words_for_places(request.actor)}
    return render(request, "activities/correct.html", context)


@may_record
@once
def cancel(request: Request, activity_id: UUID) -> HttpResponse:
    found = _own(request, activity_id)
    form = forms.CancelForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        try:
            operations.cancel(activity_id=found.pk, by=request.actor, at=clock.now(), **form.cleaned_data)
        except operations.Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("The activity is cancelled and counts no longer."))
            return redirect(found)
    return render(request, "activities/cancel.html", {"form": form, "activity": found})
