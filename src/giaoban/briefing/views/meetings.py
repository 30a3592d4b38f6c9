"""Preparing a briefing, holding it, closing its minutes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from giaoban.briefing import operations, preparation, queries
from giaoban.briefing.meeting_forms import AgendaItemForm, AnswerForm, MinuteForm, PaperForm, PrepareForm, SeriesForm
from giaoban.briefing.models import Invitation, Meeting, MeetingPaper, Series
from giaoban.documents import operations as documents
from giaoban.kernel import clock
from giaoban.kernel.problems import Problem
from giaoban.registry import queries as registry
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once, stateless
from giaoban.registry.models import Unit
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission

may_view = needs(Permission.BRIEFING_VIEW)
may_prepare = needs(Permission.BRIEFING_CONFIRM)


@may_view
def meetings(request: Request) -> HttpResponse:
    """Meetings to come and those held, the latest first; the series one may prepare the next one of."""
    found = Meeting.objects.visible_to(request.actor).select_related("series").order_by("-held_on", "-pk")
    page = Paginator(found, 30).get_page(request.GET.get("page"))
    series = Series.objects.visible_to(request.actor).order_by("name")
    return render(
        request,
        "briefing/meetings.html",
        {"page": page, "series": series, "perms_prepare": request.actor.may(Permission.BRIEFING_CONFIRM)},
    )


@may_prepare
@once
def new_series(request: Request) -> HttpResponse:
    """Whose series it is: the standing members of the Party committee where they are known here, else the own body."""
    bodies = _bodies(request)
    form = SeriesForm(request.POST or None, bodies=bodies)
    if request.method == "POST" and form.is_valid():
        names = {str(body.id): body.names[0] for body in bodies}
        invited = [
            (Unit.objects.get(pk=unit), _("Leader of %s") % names[unit]) for unit in form.cleaned_data["invited"]
        ]
        try:
            with transaction.atomic():
                made = operations.make_series(
                    name=form.cleaned_data["name"],
                    owner=preparation.owner_for(request.actor),
                    agenda=form.cleaned_data["agenda"],
                    invited=invited,
                    by=request.actor,
                    at=clock.now(),
                )
        except IntegrityError:
            form.add_error("name", _("There is a series of that name already."))
        else:
            return redirect("briefing:meeting-new", made.pk)
    return render(request, "briefing/series_new.html", {"form": form})


def _bodies(request: Request) -> list[Any]:
    return queries.bodies(registry.seat(request.actor.body, on=request.today), on=request.today)


@may_prepare
@once
def new_meeting(request: Request, series_id: UUID) -> HttpResponse:
    series = get_object_or_404(Series.objects.visible_to(request.actor), pk=series_id)
    form = PrepareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                made = operations.prepare_meeting(series=series, by=request.actor, at=clock.now(), **form.cleaned_data)
        except IntegrityError:
            form.add_error("held_on", _("The series has a meeting on that day already."))
        else:
            return redirect(made)
    return render(request, "briefing/meeting_new.html", {"form": form, "series": series})


def _found(request: Request, meeting_id: UUID) -> Meeting:
    return get_object_or_404(
        Meeting.objects.visible_to(request.actor).select_related("series", "briefing"), pk=meeting_id
    )


@may_view
def meeting(request: Request, meeting_id: UUID) -> HttpResponse:
    """The opening sentence, the agenda with what is left open, who comes, the papers; in session the minutes."""
    found = _found(request, meeting_id)
    context = preparation.page(found, actor=request.actor)
    forms = {"agenda_form": AgendaItemForm, "paper_form": PaperForm, "minute_form": MinuteForm}
    # Three forms on one page: each field has an id of its own.
    context |= {name: form(auto_id=f"{name}_%s") for name, form in forms.items()}
    return render(request, "briefing/meeting.html", context)


@may_prepare
@once
@require_POST
def step(request: Request, meeting_id: UUID, action: str) -> HttpResponse:
    """Open, cancel, reopen, or refresh the agenda."""
    found = _found(request, meeting_id)
    act = {
        "open": operations.open_meeting,
        "cancel": operations.cancel_meeting,
        "reopen": operations.reopen_meeting,
    }.get(action)
    try:
        if act is not None:
            act(meeting_id=found.pk, by=request.actor, at=clock.now())
        elif action == "refresh":
            operations.refresh_agenda(meeting_id=found.pk, by=request.actor, at=clock.now())
        else:
            raise Http404
    except operations.NotInSession:
        messages.warning(request, _("The meeting is not at that stage any more."))
    return redirect(found)


@may_prepare
@once
@require_POST
def agenda(request: Request, meeting_id: UUID) -> HttpResponse:
    """One more point; or move one; or take one off."""
    found = _found(request, meeting_id)
    item, to = request.POST.get("item"), request.POST.get("to", "")
    try:
        if item and to.isdigit():
            operations.move_agenda_item(
                meeting_id=found.pk, item_id=UUID(item), to=int(to), by=request.actor, at=clock.now()
            )
        elif item:
            operations.drop_agenda_item(meeting_id=found.pk, item_id=UUID(item), by=request.actor, at=clock.now())
        elif (form := AgendaItemForm(request.POST)).is_valid():
            operations.add_agenda_item(
                meeting_id=found.pk, title=form.cleaned_data["title"], by=request.actor, at=clock.now()
            )
        else:
            messages.error(request, _("Write the point before you add it."))
    except operations.NotInSession:
        messages.warning(request, _("The meeting is not at that stage any more."))
    return redirect(found.get_absolute_url() + "#agenda")


@may_prepare
@once
@require_POST
def papers(request: Request, meeting_id: UUID) -> HttpResponse:
    found = _found(request, meeting_id)
    form = PaperForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Give the paper a title and choose its file."))
        return redirect(found.get_absolute_url() + "#papers")
    at, upload = clock.now(), form.cleaned_data["file"]
    try:
        file = documents.store_file(data=upload.read(), name=upload.name, by=request.actor, at=at)
        operations.send_paper(meeting_id=found.pk, title=form.cleaned_data["title"], file=file, by=request.actor, at=at)
    except Problem as problem:
        messages.error(request, problem.message_vi)
    except operations.NotInSession:
        messages.warning(request, _("The meeting is not at that stage any more."))
    return redirect(found.get_absolute_url() + "#papers")


@stateless
@may_view
@require_POST
def read_paper(request: Request, meeting_paper_id: UUID) -> FileResponse:
    """Opens a paper and notes who did, the first time; by POST, since it writes."""
    paper = get_object_or_404(
        MeetingPaper.objects.visible_to(request.actor).select_related("file"),
        pk=meeting_paper_id,
    )
    path = documents.place(paper.file.sha256)
    if not path.exists():
        raise Http404
    operations.note_reading(paper=paper, by=request.actor, at=clock.now())
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=paper.file.name, content_type=paper.file.media_type
    )


@may_view
@once
def answer(request: Request, invitation_id: UUID) -> HttpResponse:
    """A body says whether it comes."""
    invitation = get_object_or_404(
        Invitation.objects.visible_to(request.actor).select_related("meeting__series"),
        pk=invitation_id,
    )
    form = AnswerForm(request.POST or None, initial={"answer": invitation.answer, "substitute": invitation.substitute})
    if request.method == "POST" and form.is_valid():
        try:
            operations.answer_invitation(
                invitation_id=invitation.pk, by=request.actor, at=clock.now(), **form.cleaned_data
            )
        except operations.NotInSession:
            messages.warning(request, _("The meeting is not at that stage any more."))
        return redirect(invitation.meeting)
    return render(request, "briefing/meeting_answer.html", {"form": form, "invitation": invitation})


@may_prepare
@once
@require_POST
def attendance(request: Request, meeting_id: UUID) -> HttpResponse:
    found = _found(request, meeting_id)
    known = {str(pk): pk for pk in found.invitations.order_by("number").values_list("pk", flat=True)}
    present = [known[one] for one in request.POST.getlist("present") if one in known]
    try:
        operations.mark_attendance(meeting_id=found.pk, present=present, by=request.actor, at=clock.now())
    except operations.NotInSession:
        messages.warning(request, _("The meeting is not at that stage any more."))
    return redirect(found.get_absolute_url() + "#invited")


@may_prepare
@once
@require_POST
def minutes(request: Request, meeting_id: UUID) -> HttpResponse:
    """One more sentence, or an earlier one put right (`number`); an emptied one goes away."""
    found = _found(request, meeting_id)
    number = request.POST.get("number", "")
    form = MinuteForm(request.POST)
    try:
        if number.isdigit():
            operations.change_minute(
                meeting_id=found.pk,
                number=int(number),
                text=request.POST.get("text", ""),
                by=request.actor,
                at=clock.now(),
            )
        elif form.is_valid():
            operations.write_minute(meeting_id=found.pk, by=request.actor, at=clock.now(), **form.cleaned_data)
        else:
            messages.error(request, _("Write a sentence before you add it."))
    except operations.NotInSession:
        messages.warning(request, _("The meeting is not at that stage any more."))
    return redirect(found.get_absolute_url() + "#minutes")


@may_prepare
@once
@require_POST
def close(request: Request, meeting_id: UUID) -> HttpResponse:
    """The minutes go to review; there they become the briefing, or its next version."""
    found = _found(request, meeting_id)
    land = registry.seat(found.series.owner_id, on=request.today)
    try:
        made = operations.close_meeting(
            meeting_id=found.pk, by=request.actor, at=clock.now(), linker=queries.linker(land, on=request.today)
        )
    except operations.NothingWritten:
        messages.error(request, _("Write the conclusion down first: there is no sentence yet."))
        return redirect(found.get_absolute_url() + "#minutes")
    except operations.NotInSession:
        messages.warning(request, _("The meeting is not at that stage any more."))
        return redirect(found)
    return redirect("briefing:import", made.pk)
