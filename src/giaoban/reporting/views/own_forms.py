"""Forms: the list, one of them with its versions, and the beginning of a new one."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from giaoban.kernel import clock
from giaoban.kernel.vietnamese import fold
from giaoban.registry import queries as registry
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission
from giaoban.reporting import form_shelf, known, operations
from giaoban.reporting.columns import FORM_DRAFTS, FORMS
from giaoban.reporting.drafted.changes import changes
from giaoban.reporting.drafted.content import Content
from giaoban.reporting.editor_forms import FormSearch, HeadForm
from giaoban.reporting.form_shelf import Kept
from giaoban.reporting.models import FormDraft, FormTemplate

ON_A_PAGE, FEW = 50, 10

may_view = needs(Permission.RETURN_VIEW)
may_write = needs(Permission.FORM_WRITE)


@dataclass(frozen=True)
class _Writing:
    """A form of the own kind that is not there yet: whether the reader might write it."""

    owner_id: Any
    caller: Any


def writes(request: Request, caller: str = "") -> bool:
    """Whether one may write forms that a kind of body calls for, the own kind unless told."""
    body = request.actor.unit_id
    own = registry.kind(body, on=request.today) if body else ""
    return request.actor.has_perm(Permission.FORM_WRITE, _Writing(body, caller or own)) if body else False


def must_write(request: Request) -> None:
    """Refuses whoever writes no forms."""
    if not writes(request):
        raise PermissionDenied


@may_view
def form_list(request: Request) -> HttpResponse:
    """Forms in force and those that come with the program, or those that fit the words; above them the own drafts."""
    form = FormSearch(request.GET)
    q = fold(form.cleaned_data["q"]).split() if form.is_valid() else []
    every = form_shelf.kept(on=request.today)
    fitting = [one for one in every if all(word in fold(f"{one.head.name} {one.head.code}") for word in q)]
    may = writes(request)
    context = {
        "form": form if len(every) > FEW or q else None,
        "page": Paginator(fitting, ON_A_PAGE).get_page(request.GET.get("page")),
        "columns": FORMS,
        "drafts": FormDraft.objects.visible_to(request.actor).open().order_by("-at") if may else [],
        "draft_columns": FORM_DRAFTS,
        "writes": may,
    }
    return render(request, "reporting/forms.html", context)


def _kept(code: str, request: Request) -> Kept:
    for one in form_shelf.kept(on=request.today):
        if one.head.code == code:
            return one
    raise Http404


@may_view
def form(request: Request, code: str) -> HttpResponse:
    """One form: its versions, the lines of one of them, and what it changed of the version before."""
    kept = _kept(code, request)
    number = request.GET.get("version", "")
    chosen = int(number) if number.isdecimal() and 0 < int(number) <= len(kept.versions) else kept.shown
    asks = known.indicators()
    content = kept.content(chosen)
    before = kept.content(chosen - 1) if chosen > 1 else None
    context = {
        "kept": kept,
        "chosen": chosen,
        "version": kept.versions[chosen - 1] if kept.versions else None,
        "shown": form_shelf.shown(content, asks),
        "changes": form_shelf.in_words(changes(before, content), asks) if before else None,
        "writes": writes(request, kept.head.caller),
        "may_copy": writes(request),
        "draft": FormDraft.objects.visible_to(request.actor).open().filter(code=code).first(),
    }
    return render(request, "reporting/form.html", context)


@may_write
@once
def new(request: Request) -> HttpResponse:
    """A new form, empty or with everything that another one asks."""
    must_write(request)
    of = _kept(request.GET["of"], request) if request.GET.get("of") else None
    own = registry.kind(request.actor.body, on=request.today)
    initial = {**HeadForm.typed(of.head), "code": ""} if of else {"body_kind": own}
    form = HeadForm(request.POST or None, own=own, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.begin_form(
                head=form.head(),
                content=of.content(of.shown) if of else Content(),
                copied=of.versions[of.shown - 1] if of and of.versions else None,
                by=request.actor,
                at=clock.now(),
            )
        except operations.Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return redirect(made)
    return render(request, "reporting/form_new.html", {"form": form, "of": of})


def _taken_up(request: Request, of: Kept) -> FormTemplate:
    """The last version; of a form that only the program has, the one that is taken up now."""
    if of.versions:
        return of.versions[-1]
    assert of.shipped
    return operations.take_up_form(form=of.shipped, by=request.actor, at=clock.now())


@may_write
@once
def new_version(request: Request, code: str) -> HttpResponse:
    """A draft of the next version of a form, with everything that stands now."""
    must_write(request)
    of = _kept(code, request)
    if not writes(request, of.head.caller):
        messages.warning(request, _("Your body calls for no returns on this form: it may copy it, not change it."))
        return redirect("reporting:form", code)
    if request.method == "POST":
        try:
            copied = _taken_up(request, of)
            made = operations.begin_form(
                head=known.head_of(copied), content=known.content_of(copied), copied=copied,
                by=request.actor, at=clock.now(),
            )  # fmt: skip
        except operations.Refused as refusal:
            messages.warning(request, str(refusal))
            return redirect("reporting:form", code)
        return redirect(made)
    return render(request, "reporting/form_new_version.html", {"kept": of})
