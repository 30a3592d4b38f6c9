"""Pictures without traces, and in the widths of pages. Runs inside a bounded child: every codec is imported here, before the payload is seen."""

import io
import json
import warnings

from PIL import Image, ImageOps, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin

from giaoban.kernel.problems import Problem

# Opened as: saved as. A telephone with two lenses writes MPO, which is a JPEG with a second one behind it.
FORMATS = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "WEBP": "WEBP"}
# Pillow imports these on first need, which would be too late here; TIFF is the format of the traces in the others.
CODECS = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin)
MAX_PIXELS = 50_000_000
PROFILE_BYTES = 4096  # those of cameras and telephones are smaller; a larger one may carry anything
SAVE_OPTIONS = {"JPEG": {"quality": 90, "optimize": True}, "PNG": {}, "WEBP": {"quality": 90}}

Image.preinit()
Image.MAX_IMAGE_PIXELS = None  # ours is stricter, and an error instead of a warning


class TooManyPixels(Problem):
    """The picture would unpack to more than MAX_PIXELS."""

    code = "too_many_pixels"
    sentence_vi = "Ảnh có {pixels} điểm ảnh, quá lớn."
    pixels: int


def strip(data: bytes) -> bytes:
    """The picture's pixels, upright, saved anew in its own format."""
    image = _opened(data)
    kind = FORMATS[image.format or ""]
    profile = image.info.get("icc_profile") or b""
    upright = ImageOps.exif_transpose(image)
    # Encoders take comments, XMP and more from here without being asked.
    transparency = upright.info.get("transparency")
    upright.info = {} if transparency is None else {"transparency": transparency}
    clean = io.BytesIO()
    kept = {"icc_profile": profile} if 0 < len(profile) <= PROFILE_BYTES else {}
    upright.save(clean, format=kind, **SAVE_OPTIONS[kind], **kept)
    return clean.getvalue()


def resized(data: bytes, widths: list[int]) -> bytes:
    """The picture as WebP in those widths that it has, and in its own where it is narrower than all of them.

    A line of JSON with [width, height, bytes] of each, then the pictures one after the other.
    """
    image = _opened(data)
    clear = "A" in image.getbands() or "transparency" in image.info
    pixels = ImageOps.exif_transpose(image).convert("RGBA" if clear else "RGB")
    pixels.info = {}
    wanted = [width for width in sorted(widths) if width <= pixels.width] or [pixels.width]
    told, made = [], io.BytesIO()
    for width in wanted:
        height = max(1, round(pixels.height * width / pixels.width))
        one = io.BytesIO()
        pixels.resize((width, height), Image.Resampling.LANCZOS).save(one, format="WEBP", quality=80, method=4)
        told.append([width, height, one.tell()])
        made.write(one.getvalue())
    return json.dumps(told).encode() + b"\n" + made.getvalue()


def _opened(data: bytes) -> Image.Image:
    warnings.simplefilter("ignore")  # about damaged metadata, which is thrown away
    image = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP"))
    if image.width * image.height > MAX_PIXELS:
        raise TooManyPixels(pixels=image.width * image.height)
    image.load()
    return image
