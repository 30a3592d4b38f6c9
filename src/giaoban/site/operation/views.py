"""The operator's page: whether all works, and could be put back. It shows no content of anybody's work."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from giaoban.kernel import clock
from giaoban.registry.gate import needs
from giaoban.registry.roles import Permission
from giaoban.site.operation import state


@needs(Permission.OPERATION_VIEW)
@never_cache
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    return render(request, "site/operator.html", {"state": state.read(settings.HOME, at=clock.now())})
