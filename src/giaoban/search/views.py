"""Two pages of one kind: what somebody signed in may see, and what is public."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from giaoban.kernel.listing import Keyset, address
from giaoban.registry.gate import public, signed_in
from giaoban.registry.requests import Request
from giaoban.search import queries
from giaoban.search.forms import SearchForm
from giaoban.search.queries import Choice, Found, Wanted

SHOWN_CHOICES = 12


@signed_in
@require_safe
def find(request: Request) -> HttpResponse:
    """Everything that one may see, in the role in which one acts."""
    return _page(request, lambda wanted: queries.for_actor(request.actor, wanted), "search/find.html")


@public
@require_safe
def public_search(request: Request) -> HttpResponse:
    """Everything public, the same for everybody."""
    return _page(request, lambda wanted: queries.for_everybody(wanted, on=request.today), "search/public.html")


def _page(request: Request, search: Callable[[Wanted], Found], template: str) -> HttpResponse:
    form = SearchForm(request.GET)
    wanted = form.wanted()
    found = search(wanted) if wanted else Found()
    context = {
        "form": form,
        "typed": request.GET.get("q", ""),
        "found": found,
        "is_asked": bool(wanted and wanted.typed),
        "is_narrowed": bool(wanted and wanted.is_narrowed),
        "without_facets": address(request.GET, drop=queries.FACETS),
        "facets": _facets(request, found),
        "page": _neighbours(request, found),
    }
    return render(request, template, context, status=200 if wanted else 422)


def _facets(request: Request, found: Found) -> list[dict[str, Any]]:
    """Each facet with links that choose, or drop, one of its values."""
    told = (
        ("kind", _("Kind"), found.kinds),
        ("section", _("Body, section"), found.sections),
        ("year", _("Year"), found.years),
    )
    return [
        {
            "label": label,
            "choices": [_linked(request, name, choice) for choice in choices[:SHOWN_CHOICES]],
            "is_open": name == "kind" or any(choice.is_chosen for choice in choices),
        }
        for name, label, choices in told
        if len(choices) > 1 or any(choice.is_chosen for choice in choices)
    ]


def _linked(request: Request, name: str, choice: Choice) -> dict[str, Any]:
    url = address(request.GET, drop=[name]) if choice.is_chosen else address(request.GET, **{name: choice.value})
    return {"label": choice.label, "count": choice.count, "is_chosen": choice.is_chosen, "url": url}


def _neighbours(request: Request, found: Found) -> Keyset:
    def at(page: int) -> str:
        return address(request.GET, page=str(page)) if 1 <= page <= found.pages else ""

    return Keyset(at(found.page - 1), at(found.page + 1), len(found.hits))
