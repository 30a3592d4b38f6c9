"""Papers to look at: the list, one paper as it will lie on the table, its Word file, its print, its scan."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from giaoban.documents import library, onward, operations, queries, showing
from giaoban.documents.columns import PAPERS
from giaoban.documents.enums import PAPER_FLOW, PaperStatus
from giaoban.documents.forms import PaperFilter, SeenForm
from giaoban.documents.models import IssuedPaper
from giaoban.kernel.components import Moment
from giaoban.kernel.resolvers import Pointer, Resolved, resolvers
from giaoban.registry import events
from giaoban.registry import queries as registry
from giaoban.registry.gate import needs
from giaoban.registry.models import Event
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission

may_view = needs(Permission.PAPER_VIEW)
ON_A_PAGE = 50


@may_view
def papers(request: Request) -> HttpResponse:
    """Those one may see, the latest first, filtered by the address."""
    form = PaperFilter(request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = queries.filtered(IssuedPaper.objects.visible_to(request.actor), **chosen)
    order = PAPERS.order_by(request.GET.get("sort"))
    page = Paginator(found.order_by(*order), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "columns": PAPERS,
        "rows": queries.rows(page.object_list, on=request.today),
        "may_draft": request.actor.may(Permission.PAPER_DRAFT),
    }
    return render(request, "documents/papers.html", context)


def found(request: Request, paper_id: UUID) -> IssuedPaper:
    visible = IssuedPaper.objects.visible_to(request.actor).select_related("drafted_by", "withdrawn_by", "scan")
    return get_object_or_404(visible, pk=paper_id)


@may_view
def paper(request: Request, paper_id: UUID) -> HttpResponse:
    """The paper in its letterhead, what became of it, and what one may do with it now."""
    one = found(request, paper_id)
    versions = list(one.versions.order_by("-number").select_related("made_by"))
    body = registry.names([one.unit_id], on=one.drafted_on).get(one.unit_id, "")
    context = {
        "paper": one,
        "row": queries.row(one, body),
        "sheet": showing.shown(queries.said(one, versions[0])),
        "version": versions[0],
        "seen": SeenForm(initial={"seen": versions[0].number}),
        "about": _about(request, one),
        "onward": onward.onward(one, reader=request.actor),
        "moments": _moments(one),
        "is_doubtful": one.letterhead.is_doubtful(one.signed_on or one.drafted_on),
        "in_library": library.published_of_paper(one),
        **_acts(request, one),
    }
    return render(request, "documents/paper.html", context)


def _about(request: Request, one: IssuedPaper) -> Resolved | None:
    """What the paper is about, where the reader may know of it and its room is installed."""
    if one.about_id is None or one.about_kind not in resolvers.kinds:
        return None
    pointer = Pointer(one.about_kind, one.about_id)
    return resolvers.resolve([pointer], reader=request.actor)[pointer]


def _moments(one: IssuedPaper) -> list[Moment]:
    told = Event.objects.filter(subject_kind="documents.issuedpaper", subject_id=one.pk).order_by("-seq")
    return [Moment(event.at, events.sentence(event)) for event in told]


def _acts(request: Request, one: IssuedPaper) -> dict[str, Any]:
    """What this reader may do with the paper in its state."""
    possible = set(PAPER_FLOW.actions_from(one.status))
    drafts = request.actor.has_perm(Permission.PAPER_DRAFT, one)
    records = request.actor.has_perm(Permission.PAPER_SIGN, one)
    return {
        "may_edit": drafts and one.status == PaperStatus.DRAFT,
        "may_submit": drafts and "submit" in possible,
        "may_withdraw": drafts and "withdraw" in possible,
        "may_send_back": records and "send_back" in possible,
        "may_sign": records and "sign" in possible,
        "may_number": records and "sign" in possible and one.number is None,
        "may_undo": records and "undo_signature" in possible,
        "may_publish": request.actor.may(Permission.LIBRARY_PUBLISH) and one.status == PaperStatus.SIGNED,
        "may_add_scan": records and one.status == PaperStatus.SIGNED and one.scan_id is None,
    }


@may_view
def word(request: Request, paper_id: UUID) -> HttpResponse:
    one = found(request, paper_id)
    content = queries.said(one, queries.latest(one))
    return showing.word_file(content, name=f"{one.kind} {one.label or one.subject} {one.year or ''}")


@may_view
def to_print(request: Request, paper_id: UUID) -> HttpResponse:
    one = found(request, paper_id)
    content = queries.said(one, queries.latest(one))
    return showing.to_print(request, [content], title=str(one), back_url=one.get_absolute_url())


@may_view
def scan(request: Request, paper_id: UUID) -> FileResponse:
    """The scan of the signed sheet, to those who may see the paper."""
    file = found(request, paper_id).scan
    path = operations.place(file.sha256) if file else None
    if file is None or path is None or not path.exists():
        raise Http404
    answer = FileResponse(path.open("rb"), as_attachment=True, filename=file.name, content_type=file.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
