"""Action programmes: the list, one programme with its goals and the targets of a year, and the forms that add to it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from giaoban.activities import forms, offers, operations, programmes
from giaoban.activities.columns import PROGRAMMES, TARGETS
from giaoban.activities.models import ActionProgramme, Goal, Target
from giaoban.documents import operations as documents
from giaoban.kernel import clock
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission

ON_A_PAGE = 50

may_view = needs(Permission.ACTIVITY_VIEW)
may_record = needs(Permission.ACTIVITY_RECORD)


@may_view
def programme_list(request: Request) -> HttpResponse:
    """Programmes of the bodies one works over, the latest first, with how many targets this year has."""
    found = programmes.listed(ActionProgramme.objects.visible_to(request.actor), year=request.today.year)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": programmes.rows(list(page.object_list), on=request.today),
        "columns": PROGRAMMES,
        "year": request.today.year,
        "may_record": request.actor.may(Permission.ACTIVITY_RECORD),
    }
    return render(request, "activities/programmes.html", context)


def _found(request: Request, programme_id: UUID) -> ActionProgramme:
    visible = ActionProgramme.objects.visible_to(request.actor).select_related("act", "made_by")
    return get_object_or_404(visible, pk=programme_id)


def _own(request: Request, programme_id: UUID) -> ActionProgramme:
    found = _found(request, programme_id)
    if not request.actor.has_perm(Permission.ACTIVITY_RECORD, found):
        raise Http404
    return found


@may_view
def programme(request: Request, programme_id: UUID) -> HttpResponse:
    """A programme in one year: goals, targets, what was counted, what the reviews said."""
    found = _found(request, programme_id)
    context = programmes.page(found, asked=request.GET.get("year", ""), actor=request.actor)
    return render(request, "activities/programme.html", {**context, "columns": TARGETS})


@may_record
@once
def new(request: Request) -> HttpResponse:
    units = offers.units(request.actor)
    form = forms.ProgrammeForm(request.POST or None, units=units, initial={"unit": str(request.actor.unit_id)})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        act = documents.cite(kind=said["act"][0], number=said["act"][1]) if said["act"] else None
        made = _done(
            request,
            form,
            operations.make_programme,
            unit_id=UUID(said["unit"]),
            title=said["title"],
            period=said["period"],
            act=act,
        )
        if made:
            return redirect(made)
    return render(request, "activities/programme_new.html", {"form": form})


def _done(request: Request, form: Any, operation: Any, **told: Any) -> Any:
    """What the operation gives; None, with the reason at its field, where it is refused."""
    try:
        return operation(by=request.actor, at=clock.now(), **told)
    except operations.Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return None


@may_record
@once
def goal(request: Request, programme_id: UUID) -> HttpResponse:
    found = _own(request, programme_id)
    form = forms.GoalForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and _done(request, form, operations.add_goal, programme_id=found.pk, **form.cleaned_data)
    ):
        return redirect(found)
    context = {"form": form, "programme": found, "title": _("Add a goal"), "goal": None}
    return render(request, "activities/programme_part.html", context)


@may_record
@once
def target(request: Request, programme_id: UUID, goal_id: UUID) -> HttpResponse:
    found = _own(request, programme_id)
    of = get_object_or_404(Goal.objects.filter(programme=found), pk=goal_id)
    year = request.today.year if request.today.year in found.years else found.years[0]
    form = forms.TargetForm(request.POST or None, years=found.years, initial={"year": year, "counted": "activities"})
    if request.method == "POST" and form.is_valid():
        made = _done(request, form, operations.add_target, goal_id=of.pk, **form.cleaned_data)
        if made:
            return redirect(f"{found.get_absolute_url()}?year={made.year}")
    context = {"form": form, "programme": found, "title": _("Add a yearly target"), "goal": of}
    return render(request, "activities/programme_part.html", context)


@may_record
@once
def review(request: Request, programme_id: UUID, target_id: UUID) -> HttpResponse:
    """What a yearly target came to: the figure is counted, the words are the reviewer's."""
    found = _own(request, programme_id)
    of = get_object_or_404(Target.objects.filter(goal__programme=found).select_related("goal"), pk=target_id)
    form = forms.ReviewForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and _done(request, form, operations.review_target, target_id=of.pk, **form.cleaned_data)
    ):
        messages.success(request, _("The review is kept, with the activities that it counted."))
        return redirect(f"{found.get_absolute_url()}?year={of.year}")
    context = {"form": form, "programme": found, **programmes.standing(of, actor=request.actor)}
    return render(request, "activities/review.html", context)
