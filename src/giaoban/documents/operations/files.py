"""Files by their content, under the data folder."""

import datetime as dt
import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from giaoban.documents import filetypes
from giaoban.documents.models import StoredFile
from giaoban.registry.actor import Actor


def place(sha256: str) -> Path:
    """Where the content with this hash lies."""
    return Path(settings.FILES) / sha256[:2] / sha256


@transaction.atomic
def store_file(*, data: bytes, name: str, by: Actor, at: dt.datetime) -> StoredFile:
    """Keeps a file for the actor's body: real type checked, image metadata removed, name made safe, content once.

    Raises filetypes.RefusedFile for an empty, too large, unknown or ambiguous file. The bytes are on disk before the
    row is committed; bytes without a row are swept as orphans.
    """
    if by.unit_id is None:
        raise PermissionDenied
    checked = filetypes.check_evidence(data, name=name)
    sha256 = hashlib.sha256(checked.data).hexdigest()
    _write(place(sha256), checked.data)
    return StoredFile.objects.create(
        sha256=sha256,
        media_type=checked.media_type,
        name=checked.name,
        size=len(checked.data),
        unit_id=by.unit_id,
        stored_at=at,
        stored_by=by.user,
    )


def _write(target: Path, data: bytes) -> None:
    """All or nothing: a crash leaves a temporary file, never half of the content under its hash."""
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    Path(temporary).replace(target)
