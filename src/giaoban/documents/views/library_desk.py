"""The desk of the public library: what is public, making an act or a signed paper public, withdrawing."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from giaoban.documents import library as shelf
from giaoban.documents import operations
from giaoban.documents.enums import PaperStatus
from giaoban.documents.library_forms import ActForm, WithdrawalForm, WordForm
from giaoban.documents.models import IssuedPaper, LibraryEntry, StoredFile
from giaoban.kernel import clock
from giaoban.kernel.problems import Problem
from giaoban.registry import queries as registry
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission

Act = Callable[[list[StoredFile]], LibraryEntry]

may_publish = needs(Permission.LIBRARY_PUBLISH)
ON_A_PAGE = 50
FIELD_OF = {
    operations.NoFile: "attached",
    operations.TooManyFiles: "attached",
    operations.NotForEverybody: "attached",
    operations.IssuedLater: "issued_on",
}


@may_publish
def desk(request: Request) -> HttpResponse:
    """What bodies in reach made public, the latest first; what was withdrawn stays, with the reason."""
    found = LibraryEntry.objects.visible_to(request.actor).select_related("published_by", "withdrawn_by")
    page = Paginator(found.order_by("-published_at", "-pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    names = registry.names({one.unit_id for one in page.object_list}, on=request.today)
    papers = IssuedPaper.objects.visible_to(request.actor).filter(status=PaperStatus.SIGNED)
    waiting = papers.exclude(pk__in=LibraryEntry.objects.exclude(paper=None).values("paper"))
    context = {
        "page": page,
        "rows": [
            (one, names.get(one.unit_id, ""), request.actor.has_perm(Permission.LIBRARY_PUBLISH, one))
            for one in page.object_list
        ],
        "count": LibraryEntry.objects.visible_to(request.actor).public().count(),
        "signed": waiting.order_by("-signed_on", "-pk")[:10],
    }
    return render(request, "documents/library_desk.html", context)


@may_publish
@once
def new(request: Request) -> HttpResponse:
    """A legal act with its files."""
    form = ActForm(request.POST or None, request.FILES or None, initial={"kind": "Nghị quyết"})

    def act(files: list[StoredFile]) -> LibraryEntry:
        return operations.publish_act(named=form.named, word=form.word, files=files, by=request.actor, at=clock.now())

    return _taken(request, form, act)


@may_publish
@once
def of_paper(request: Request, paper_id: UUID) -> HttpResponse:
    """A paper that a body signed; its scan goes along."""
    visible = IssuedPaper.objects.visible_to(request.actor).select_related("scan")
    paper = get_object_or_404(visible, pk=paper_id)
    if paper.status != PaperStatus.SIGNED:
        raise Http404
    if standing := shelf.published_of_paper(paper):
        return redirect(standing)
    form = WordForm(request.POST or None, request.FILES or None)

    def act(files: list[StoredFile]) -> LibraryEntry:
        return operations.publish_paper(
            paper_id=paper.pk, word=form.word, files=files, by=request.actor, at=clock.now()
        )

    return _taken(request, form, act, paper)


def _taken(request: Request, form: forms.Form, act: Act, paper: IssuedPaper | None = None) -> HttpResponse:
    """To the entry that was made; the form again where nothing was sent, or something in it was refused."""
    if request.method == "POST" and form.is_valid() and (made := _published(request, form, act)):
        return redirect(made)
    return render(request, "documents/library_form.html", {"form": form, "paper": paper})


def _published(request: Request, form: forms.Form, act: Act) -> LibraryEntry | None:
    """What was made public; None, with the reason at its field, where a file or the act was refused."""
    files = []
    for sent in form.cleaned_data["attached"]:
        try:
            files.append(operations.store_file(data=sent.read(), name=sent.name, by=request.actor, at=clock.now()))
        except Problem as problem:
            form.add_error("attached", f"{sent.name}: {problem.message_vi}")
    if form.errors:
        return None
    try:
        made = act(files)
    except Problem as problem:
        form.add_error(FIELD_OF.get(type(problem)), problem.message_vi)
        return None
    messages.success(request, _("Everybody can read it and take its files home now."))
    return made


@may_publish
@once
def withdraw(request: Request, library_id: UUID) -> HttpResponse:
    """Nobody reads it any more; its address says why."""
    entry = get_object_or_404(LibraryEntry.objects.visible_to(request.actor), pk=library_id)
    if not request.actor.has_perm(Permission.LIBRARY_PUBLISH, entry):
        raise Http404
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            operations.withdraw_from_library(entry_id=entry.pk, reason=reason, by=request.actor, at=clock.now())
        except Problem as problem:
            form.add_error(None, problem.message_vi)
        else:
            messages.success(request, _("Nobody reads it any more; its address says why."))
            return redirect("documents:library-desk")
    return render(request, "documents/library_withdraw.html", {"form": form, "entry": entry})
