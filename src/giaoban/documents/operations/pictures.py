"""Pictures for pages: kept once as they came, without traces, and in the widths of screens."""

import datetime as dt
from pathlib import Path

from django.db import transaction

from giaoban.documents import filetypes
from giaoban.documents.models import Picture, PictureSize
from giaoban.documents.operations.files import keep, place, store_file
from giaoban.kernel.problems import Problem
from giaoban.registry.actor import Actor

WIDTHS = (400, 800, 1280)


class NotAPicture(Problem):
    """A file that may be kept, but is no JPEG, PNG or WebP."""

    code = "not_a_picture"
    sentence_vi = "Đây không phải là ảnh. Hãy chọn ảnh JPEG, PNG hoặc WebP."


@transaction.atomic
def store_picture(*, data: bytes, name: str, by: Actor, at: dt.datetime) -> Picture:
    """Keeps a picture for the actor's body: the original without traces, and WebP in up to three widths.

    Raises what `store_file` raises, and NotAPicture (all with `message_vi`).
    """
    original = store_file(data=data, name=name, by=by, at=at)
    if not original.media_type.startswith("image/"):
        raise NotAPicture
    sizes = filetypes.webp_sizes(place(original.sha256).read_bytes(), WIDTHS)
    picture = Picture.objects.create(original=original, width=sizes[-1].width, height=sizes[-1].height)
    for one in sizes:
        file = keep(
            data=one.data, media_type="image/webp", name=f"{Path(original.name).stem}-{one.width}.webp", by=by, at=at
        )
        PictureSize.objects.create(picture=picture, width=one.width, height=one.height, file=file)
    return picture
