"""What is done with a paper: written, submitted, sent back, numbered, recorded as signed, withdrawn."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from giaoban.documents import operations, queries
from giaoban.documents.forms import (
    BodyForm,
    NumberForm,
    PaperForm,
    ReasonForm,
    ScanForm,
    SeenForm,
    SignatureForm,
    of_letterhead,
    of_paper,
)
from giaoban.documents.models import IssuedPaper
from giaoban.documents.papers import Chart, Paper, Table
from giaoban.documents.views.papers import found
from giaoban.kernel import clock
from giaoban.kernel.problems import Problem
from giaoban.kernel.workflow import InvalidTransition
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission

may_draft = needs(Permission.PAPER_DRAFT)
may_sign = needs(Permission.PAPER_SIGN)

Act = Callable[[], IssuedPaper]


def _for(request: Request, paper_id: UUID, permission: Permission) -> IssuedPaper:
    """A paper that the reader sees and may do this with; for others the page does not exist."""
    one = found(request, paper_id)
    if not request.actor.has_perm(permission, one):
        raise Http404
    return one


def _done(form: forms.Form, act: Act, *, field: str | None = None) -> bool:
    """Whether the act was done; if not, the form says why."""
    try:
        act()
    except InvalidTransition:
        form.add_error(None, _("The paper is in another state now; look at it again."))
    except Problem as problem:
        form.add_error(field, problem.message_vi)
    else:
        return True
    return False


@may_draft
@once
def new(request: Request) -> HttpResponse:
    """A paper of the own body, or of one that the reader drafts for; its letterhead is prefilled."""
    bodies = queries.bodies_drafted_for(request.actor)
    chosen = BodyForm({"unit": request.GET.get("unit") or (bodies[0][0] if bodies else "")}, bodies=bodies)
    if not chosen.is_valid():
        raise Http404
    unit_id = UUID(chosen.cleaned_data["unit"])
    suggested = queries.letterhead(unit_id, on=request.today)
    profile = queries.profile(suggested.style, on=request.today)
    form = PaperForm(request.POST or None, initial=of_letterhead(suggested.issuer, suggested.signer))
    if request.method == "POST" and form.is_valid():
        content = form.content(profile=profile, day=request.today)
        made = operations.draft_paper(unit_id=unit_id, content=content, by=request.actor, at=clock.now())
        return redirect(made)
    context = {"form": form, "bodies": chosen if len(bodies) > 1 else None, "profile": profile, "paper": None}
    return render(request, "documents/paper_form.html", context)


@may_draft
@once
def edit(request: Request, paper_id: UUID) -> HttpResponse:
    """A further version of a draft; what somebody else saved meanwhile is said, never lost."""
    one = _for(request, paper_id, Permission.PAPER_DRAFT)
    version = queries.latest(one)
    before = Paper.from_json(version.content)
    tables = [block for block in before.blocks if isinstance(block, Table)]
    charts = [block for block in before.blocks if isinstance(block, Chart)]
    form = PaperForm(request.POST or None, initial=of_paper(before), tables=tables, charts=charts)
    seen = SeenForm(request.POST or None, initial={"seen": version.number})
    if request.method == "POST" and seen.is_valid() and form.is_valid():
        content = replace(form.content(profile=before.letterhead, day=before.day), annexes=before.annexes)
        from_version = seen.cleaned_data["seen"]
        at = clock.now()
        if _done(
            form,
            lambda: operations.revise_paper(
                paper_id=one.pk, seen=from_version, content=content, by=request.actor, at=at
            ),
        ):
            return redirect(one)
    context = {"form": form, "seen": seen, "bodies": None, "profile": before.letterhead, "paper": one}
    return render(request, "documents/paper_form.html", context)


@may_draft
@once
@require_POST
def submit(request: Request, paper_id: UUID) -> HttpResponse:
    one = _for(request, paper_id, Permission.PAPER_DRAFT)
    seen = SeenForm(request.POST)
    if seen.is_valid():
        try:
            operations.submit_paper(paper_id=one.pk, seen=seen.cleaned_data["seen"], by=request.actor, at=clock.now())
        except Problem as problem:
            messages.warning(request, problem.message_vi)
    return redirect(one)


@may_sign
@once
def number(request: Request, paper_id: UUID) -> HttpResponse:
    """The next number, before the paper is signed; where the series begins here, after which number it goes on."""
    one = _for(request, paper_id, Permission.PAPER_SIGN)
    series = queries.series(one, year=request.today.year)
    form = NumberForm(request.POST or None)
    if series is not None:
        del form.fields["begin_after"]
    if request.method == "POST" and form.is_valid():
        begin_after, at = form.cleaned_data.get("begin_after") or 0, clock.now()
        if _done(
            form,
            lambda: operations.reserve_number(paper_id=one.pk, begin_after=begin_after, by=request.actor, at=at),
        ):
            return redirect(one)
    return render(request, "documents/paper_number.html", {"form": form, "paper": one, "series": series})


@may_sign
@once
def sign(request: Request, paper_id: UUID) -> HttpResponse:
    """The signed sheet came back: number, day, signer, scan."""
    one = _for(request, paper_id, Permission.PAPER_SIGN)
    content = Paper.from_json(queries.latest(one).content)
    initial = {
        "signed_on": request.today,
        "number": one.number,
        "signer_name": content.signer.name,
        "signer_post": content.signer.post,
    }
    form = SignatureForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid() and _done(form, lambda: _signed(request, one, form)):
        messages.success(request, _("The signature is recorded."))
        return redirect(one)
    return render(request, "documents/paper_sign.html", {"form": form, "paper": one})


def _signed(request: Request, one: IssuedPaper, form: SignatureForm) -> IssuedPaper:
    told, at = dict(form.cleaned_data), clock.now()
    sent = told.pop("scan")
    scan = operations.store_file(data=sent.read(), name=sent.name, by=request.actor, at=at) if sent else None
    return operations.record_signature(paper_id=one.pk, scan=scan, by=request.actor, at=at, **told)


@may_sign
@once
def add_scan(request: Request, paper_id: UUID) -> HttpResponse:
    one = _for(request, paper_id, Permission.PAPER_SIGN)
    form = ScanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _done(form, lambda: _scanned(request, one, form), field="scan"):
        return redirect(one)
    return render(request, "documents/paper_scan.html", {"form": form, "paper": one})


def _scanned(request: Request, one: IssuedPaper, form: ScanForm) -> IssuedPaper:
    sent, at = form.cleaned_data["scan"], clock.now()
    scan = operations.store_file(data=sent.read(), name=sent.name, by=request.actor, at=at)
    return operations.add_scan(paper_id=one.pk, scan=scan, by=request.actor, at=at)


# Title of the page, what will follow, the word on the button.
SEND_BACK = (
    gettext_lazy("Send the paper back"),
    gettext_lazy("The paper is a draft again and can be changed; a number that it has stays its own."),
    gettext_lazy("Send back"),
)
UNDO = (
    gettext_lazy("Take the signature back"),
    gettext_lazy(
        "The paper waits for its signature again. A number typed from the office's book goes with it; the scan too."
    ),
    gettext_lazy("Take back"),
)
WITHDRAW = (
    gettext_lazy("Withdraw the paper"),
    gettext_lazy("The paper ends here and cannot be taken up again. A number that it has stays used."),
    gettext_lazy("Withdraw"),
)


def _with_reason(
    request: Request, one: IssuedPaper, words: tuple[object, ...], act: Callable[[str], IssuedPaper]
) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _done(form, lambda: act(form.cleaned_data["reason"])):
        return redirect(one)
    title, consequence, submit_ = words
    context = {"form": form, "paper": one, "title": title, "consequence": consequence, "submit": submit_}
    return render(request, "documents/paper_reason.html", context)


@may_sign
@once
def send_back(request: Request, paper_id: UUID) -> HttpResponse:
    one, at = _for(request, paper_id, Permission.PAPER_SIGN), clock.now()
    return _with_reason(
        request,
        one,
        SEND_BACK,
        lambda why: operations.send_back_paper(paper_id=one.pk, reason=why, by=request.actor, at=at),
    )


@may_sign
@once
def undo(request: Request, paper_id: UUID) -> HttpResponse:
    one, at = _for(request, paper_id, Permission.PAPER_SIGN), clock.now()
    return _with_reason(
        request,
        one,
        UNDO,
        lambda why: operations.undo_signature(paper_id=one.pk, reason=why, by=request.actor, at=at),
    )


@may_draft
@once
def withdraw(request: Request, paper_id: UUID) -> HttpResponse:
    one, at = _for(request, paper_id, Permission.PAPER_DRAFT), clock.now()
    return _with_reason(
        request,
        one,
        WITHDRAW,
        lambda why: operations.withdraw_paper(paper_id=one.pk, reason=why, by=request.actor, at=at),
    )
