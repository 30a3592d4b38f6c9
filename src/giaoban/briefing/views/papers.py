"""Papers that follow from a briefing: drafted, or printed and downloaded as lists."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from giaoban.briefing import papers, pointers
from giaoban.briefing.models import Briefing
from giaoban.documents import operations as documents
from giaoban.documents import showing
from giaoban.documents.enums import PaperStatus
from giaoban.documents.models import IssuedPaper
from giaoban.documents.papers import Paper
from giaoban.kernel import clock
from giaoban.kernel.problems import Problem
from giaoban.kernel.resolvers import Pointer
from giaoban.registry.actor import Actor
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission

may_draft = needs(Permission.PAPER_DRAFT)
may_view = needs(Permission.TASK_VIEW)


def _found(request: Request, briefing_id: UUID) -> Briefing:
    """A briefing in force that one sees; from a revoked one no paper follows."""
    visible = Briefing.objects.visible_to(request.actor).filter(revoked_at=None)
    return get_object_or_404(visible.select_related("text_import__source"), pk=briefing_id)


def _drafted(request: Request, briefing: Briefing, unit_id: UUID | None, write: Callable[..., Paper]) -> HttpResponse:
    """Drafts the paper for the body and opens it; who may not draft for the body finds no such page."""
    if unit_id is None or not request.actor.has_perm(Permission.PAPER_DRAFT, IssuedPaper(unit_id=unit_id)):
        raise Http404
    about = Pointer(pointers.BRIEFING, briefing.pk)
    try:
        content = write(briefing, actor=request.actor)
        made = documents.draft_paper(unit_id=unit_id, content=content, about=about, by=request.actor, at=clock.now())
    except Problem as problem:
        messages.error(request, problem.message_vi)
        return redirect(briefing)
    messages.success(request, _("The draft is written from the briefing; read it through before you submit it."))
    return redirect(made)


@may_draft
@once
@require_POST
def notice(request: Request, briefing_id: UUID) -> HttpResponse:
    """The notice of conclusions, as a draft for the body that held the briefing."""
    found = _found(request, briefing_id)
    return _drafted(request, found, found.owner_id, papers.notice)


@may_draft
@once
@require_POST
def plan(request: Request, briefing_id: UUID) -> HttpResponse:
    """The plan by which the own body carries the conclusion out."""
    return _drafted(request, _found(request, briefing_id), request.actor.unit_id, papers.plan)


@may_draft
@once
@require_POST
def letter(request: Request, briefing_id: UUID) -> HttpResponse:
    """The letter of the own body to those whose tasks are open; a further one may follow in the next month."""
    return _drafted(request, _found(request, briefing_id), request.actor.unit_id, papers.letter)


def _lists(request: Request, briefing: Briefing) -> list[papers.BodyTasks]:
    """The lists that the reader may see; without a body or a task there are none."""
    found = papers.by_body(briefing, actor=request.actor)
    if not found:
        raise Http404
    return found


@may_view
def lists(request: Request, briefing_id: UUID) -> HttpResponse:
    """The print pack: one list a body, each on its own sheets."""
    found = _found(request, briefing_id)
    given = [papers.task_list(found, one, actor=request.actor) for one in _lists(request, found)]
    return showing.to_print(request, given, title=_("Lists of tasks"), back_url=found.get_absolute_url())


@may_view
def list_word(request: Request, briefing_id: UUID, unit_id: UUID) -> HttpResponse:
    """One body's list as a Word file."""
    found = _found(request, briefing_id)
    one = next((one for one in _lists(request, found) if one.unit_id == unit_id), None)
    if one is None:
        raise Http404
    return showing.word_file(papers.task_list(found, one, actor=request.actor), name=f"nhiem vu {one.name}")


def section(briefing: Briefing, *, actor: Actor) -> dict[str, object]:
    """What the part "Papers" of a briefing's page shows; see `briefing/_papers.html`."""
    if briefing.revoked_at is not None:
        return {
            "papers": [],
            "lists": [],
            "may_write_notice": False,
            "may_write_plan": False,
            "may_write_letter": False,
        }
    written = list(
        IssuedPaper.objects.visible_to(actor).about(pointers.BRIEFING, briefing.pk).order_by("-drafted_at", "-pk")
    )
    standing = {(paper.unit_id, paper.kind) for paper in written if paper.status != PaperStatus.WITHDRAWN}
    for_owner = IssuedPaper(unit_id=briefing.owner_id)
    own = actor.unit_id
    return {
        "papers": written,
        "lists": papers.by_body(briefing, actor=actor),
        # One that stands is worked on; a further one is begun after it was withdrawn.
        "may_write_notice": actor.has_perm(Permission.PAPER_DRAFT, for_owner)
        and (briefing.owner_id, "TB") not in standing,
        "may_write_plan": actor.may(Permission.PAPER_DRAFT)
        and own not in (None, briefing.owner_id)
        and (own, "KH") not in standing,
        # A letter is written again whenever there is reason; one that is still a draft is finished first.
        "may_write_letter": actor.may(Permission.PAPER_DRAFT)
        and own not in (None, briefing.owner_id)
        and not any((paper.unit_id, paper.kind, paper.status) == (own, "CV", PaperStatus.DRAFT) for paper in written),
    }
