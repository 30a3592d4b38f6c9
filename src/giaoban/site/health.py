"""What a supervisor asks: does the process answer, and can it work?"""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from giaoban.registry import gate


@gate.probe
@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """200 as long as the process answers at all; looks at nothing else."""
    return HttpResponse("ok\n", content_type="text/plain")


@gate.probe
@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """200 when the database answers and every migration is applied, else 503, with what is missing."""
    try:
        pending = pending_migrations()
    except DatabaseError:
        return JsonResponse({"ready": False, "database": "unreachable"}, status=503)
    return JsonResponse({"ready": not pending, "pending_migrations": pending}, status=503 if pending else 200)


def pending_migrations() -> list[str]:
    """Migrations of the code that the database has not seen, as `app.name`, sorted; one query."""
    applied = {(app, name) for app, name in MigrationRecorder(connection).applied_migrations()}
    return sorted(f"{app}.{name}" for app, name in _known_migrations() - applied)


@cache
def _known_migrations() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(connection=None).disk_migrations)
