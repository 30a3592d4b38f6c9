"""The parts of the portal: their names, their order, whether they take new articles."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from giaoban.kernel import clock
from giaoban.news import forms, operations
from giaoban.news.columns import SECTIONS
from giaoban.news.models import Section
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission

may_arrange = needs(Permission.NEWS_ARRANGE)


@may_arrange
def section_list(request: Request) -> HttpResponse:
    found = Section.objects.annotate(count=Count("articles")).order_by("place", "pk")
    return render(request, "news/sections.html", {"sections": found, "columns": SECTIONS})


@may_arrange
@once
def new(request: Request) -> HttpResponse:
    form = forms.NewSectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.make_section(by=request.actor, at=clock.now(), **form.cleaned_data)
        except operations.AlreadyTaken:
            form.add_error("code", _("A section has this address already."))
        else:
            messages.success(request, _("The section is open."))
            return redirect("news:sections")
    return render(request, "news/section_form.html", {"form": form, "section": None})


@may_arrange
@once
def arrange(request: Request, code: str) -> HttpResponse:
    found = get_object_or_404(Section.objects.all(), code=code)
    names = ("name_vi", "name_en", "place", "is_closed")
    form = forms.SectionForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    if request.method == "POST" and form.is_valid():
        operations.arrange_section(section=found, by=request.actor, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("The section is arranged."))
        return redirect("news:sections")
    return render(request, "news/section_form.html", {"form": form, "section": found})
