"""Files by their content, under the data folder."""

import datetime as dt
import hashlib
import os
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from giaoban.documents import filetypes
from giaoban.documents.models import StoredFile
from giaoban.kernel.problems import Problem
from giaoban.registry.actor import Actor

LARGEST = 20 * 1024 * 1024


def place(sha256: str) -> Path:
    """Where the content with this hash lies."""
    return Path(settings.FILES) / sha256[:2] / sha256


class FileTooLarge(Problem):
    """More bytes than evidence may have: `size`, `limit`."""

    code = "too_large"
    sentence_vi = "Tệp quá lớn (trên 20 MB). Hãy nén ảnh hoặc chia nhỏ rồi gửi lại."


class EmptyFile(Problem):
    """A file without a byte."""

    code = "empty"
    sentence_vi = "Tệp rỗng, không có nội dung. Hãy chọn lại tệp."


@transaction.atomic
def store_file(*, data: bytes, name: str, by: Actor, at: dt.datetime) -> StoredFile:
    """Keeps a file for the actor's body: real type checked, image metadata removed, name made safe, content once.

    Raises FileTooLarge, EmptyFile, filetypes.UnacceptableFile (all with `message_vi`). The bytes are on disk before the
    row is committed; bytes without a row are swept as orphans.
    """
    if by.unit_id is None:
        raise PermissionDenied
    data, kind = _clean(data, name)
    return keep(data=data, media_type=kind.media_type, name=filetypes.safe_name(name), by=by, at=at)


@transaction.atomic
def receive_picture(*, data: bytes, name: str, at: dt.datetime) -> StoredFile:
    """Keeps a picture that somebody without an account sent, made clean as `store_file` does; of no body.

    Raises as `store_file`, and filetypes.UnacceptableFile for what is no picture.
    """
    data, kind = _clean(data, name)
    if not kind.is_image:
        raise filetypes.UnacceptableFile("no_picture", type_vi=kind.title_vi)
    return _kept(data, kind.media_type, filetypes.safe_name(name), at, unit_id=None, stored_by=None)


def _clean(data: bytes, name: str) -> tuple[bytes, filetypes.FileType]:
    """What may be kept, without its metadata, and what it is."""
    if not data:
        raise EmptyFile
    if len(data) > LARGEST:
        raise FileTooLarge(size=len(data), limit=LARGEST)
    ends = filetypes.SNIFF_BYTES
    kind = filetypes.judge_evidence(data[:ends], name=name, tail=data[-ends:])
    return (filetypes.strip_metadata(data) if kind.is_image else data), kind


@transaction.atomic
def keep(*, data: bytes, media_type: str, name: str, by: Actor, at: dt.datetime) -> StoredFile:
    """Keeps content that we made or have judged ourselves, for the actor's body; hostile files go through `store_file`."""
    if by.unit_id is None:
        raise PermissionDenied
    return _kept(data, media_type, name, at, unit_id=by.unit_id, stored_by=by.user)


def _kept(data: bytes, media_type: str, name: str, at: dt.datetime, **whose: Any) -> StoredFile:
    sha256 = hashlib.sha256(data).hexdigest()
    _write(place(sha256), data)
    return StoredFile.objects.create(
        sha256=sha256, media_type=media_type, name=name, size=len(data), stored_at=at, **whose
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
