"""By what indicators are split: the list, a new dimension, a further category."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from giaoban.kernel import clock
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.reporting import dimensions, operations
from giaoban.reporting.dimension_forms import CategoryForm, DimensionForm
from giaoban.reporting.views.indicators import manages, may_manage, may_view, must_manage


@may_view
def dimension_list(request: Request) -> HttpResponse:
    """Every dimension with its categories."""
    context = {"dimensions": dimensions.every().values(), "manages": manages(request)}
    return render(request, "reporting/dimensions.html", context)


@may_manage
@once
def new(request: Request) -> HttpResponse:
    """A dimension with its first categories."""
    must_manage(request)
    form = DimensionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        told = {name: said[name] for name in ("code", "name", "of_people", "categories")}
        if _added(request, form, operations.add_dimension, **told):
            return redirect("reporting:dimensions")
    return render(request, "reporting/dimension_new.html", {"form": form})


@may_manage
@once
def new_category(request: Request, code: str) -> HttpResponse:
    """A further category of a dimension."""
    must_manage(request)
    dimension = dimensions.every().get(code)
    if dimension is None:
        raise Http404
    form = CategoryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if _added(request, form, operations.add_category, dimension=code, code=said["code"], name=said["name"]):
            return redirect("reporting:dimensions")
    return render(request, "reporting/dimension_new.html", {"form": form, "dimension": dimension})


def _added(request: Request, form: Any, add: Any, **told: Any) -> bool:
    try:
        add(**told, by=request.actor, at=clock.now())
    except operations.Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    messages.success(request, _("Added. Forms can split by it from now on."))
    return True
