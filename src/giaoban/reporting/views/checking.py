"""The checks while somebody types: asked by a script for what changed, answered as data, nothing kept."""

from dataclasses import asdict
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseNotAllowed, JsonResponse

from giaoban.registry.gate import needs
from giaoban.registry.idempotency import stateless
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission
from giaoban.reporting import checking, forms, queries
from giaoban.reporting.views import calls

may_fill = needs(Permission.RETURN_FILL)


@may_fill
@stateless
def check(request: Request, call_id: UUID) -> HttpResponse:
    """What the checks say of the lines that changed (`changed`, by number) and of those that hang on them."""
    call, unit = calls.found(request, call_id), request.actor.body
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not queries.expects(call, unit):
        raise Http404
    form = forms.EntryForm(request.POST, lines=queries.items(call), said={}, suggested={})
    changed = {int(one) for one in request.POST.getlist("changed") if one.isascii() and one.isdigit() and len(one) < 4}
    found = checking.judged(call, unit, form, changed=changed)
    return JsonResponse({"lines": {place: asdict(one) for place, one in found.items()}})
