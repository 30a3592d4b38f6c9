"""A folder of saved pages becomes articles, in two steps: first it is said what would be, then it is done.

The files are somebody else's: each is read in a bounded child, pictures come from within the folder alone, and whatever is
not taken is named with its reason.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from giaoban.kernel import bounded
from giaoban.kernel.clock import HCM
from giaoban.kernel.problems import Refused
from giaoban.news import operations, text
from giaoban.news.models import Article, Section
from giaoban.news.models.articles import LONGEST_ORIGIN
from giaoban.news.models.revisions import LONGEST_BODY, LONGEST_SUMMARY, LONGEST_TITLE
from giaoban.registry.actor import Actor

LARGEST_PAGE = 5 * 1024 * 1024
LARGEST_PICTURE = 20 * 1024 * 1024
SUFFIXES = {".html", ".htm", ".xhtml"}
PICTURES = {".jpg", ".jpeg", ".png", ".webp"}
MOST_FILES = 100_000


@dataclass(frozen=True)
class Page:
    """A saved page that can be taken over."""

    path: Path
    told: operations.TakenOver
    pictures: tuple[tuple[int, Path], ...] = ()
    pictures_missing: int = 0


@dataclass
class Outcome:
    """What became of the files: taken over (or that would be), known already, skipped with the reason."""

    new: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    pictures: int = 0
    pictures_left_out: list[tuple[str, str]] = field(default_factory=list)


def take_in(folder: Path, *, section: Section, by: Actor, at: dt.datetime, now: dt.datetime, dry_run: bool) -> Outcome:
    """Takes over what stands in the folder and its folders; each article in a transaction of its own.

    Run twice it finds everything known. `now` is the moment of business: a page of a later day is none.
    """
    outcome = Outcome()
    for path in files(folder):
        name = path.relative_to(folder).as_posix()
        page = _page(path, folder, now)
        if isinstance(page, str):
            outcome.skipped.append((name, page))
        elif Article.objects.filter(origin=page.told.origin).exists() or page.told.origin in outcome.new:
            outcome.known.append(name)
        elif dry_run:
            _note(outcome, name, page)
        else:
            _take(outcome, name, page, partial(operations.take_over, section=section, by=by, at=at))
    return outcome


def files(folder: Path) -> Iterator[Path]:
    """Saved pages in the folder, by name; nothing that leads out of it, and no pages of frames beside a page."""
    root = folder.resolve()
    found = (path for path in sorted(folder.rglob("*")) if path.suffix.lower() in SUFFIXES)
    for number, path in enumerate(found):
        if number >= MOST_FILES:
            return
        if path.is_file() and path.resolve().is_relative_to(root) and not path.parent.name.endswith("_files"):
            yield path


def _page(path: Path, folder: Path, now: dt.datetime) -> Page | str:
    """What the file tells, or why it is not taken."""
    if path.stat().st_size > LARGEST_PAGE:
        return _("larger than 5 MB")
    data = path.read_bytes()
    try:
        told: dict[str, Any] = bounded.run("giaoban.news.markup.saved:article", data)
    except bounded.LimitExceeded as problem:
        return problem.message_vi
    except bounded.ChildFailed:
        return _("no web page that can be read")
    moment = _moment(told["moment"])
    title, body = text.line(told["title"])[:LONGEST_TITLE], text.lines(told["body"])
    if not title:
        return _("no headline found")
    if not body.strip():
        return _("no text found")
    if len(body) > LONGEST_BODY:
        return _("the text is longer than 100,000 characters")
    if moment is None:
        return _("no day of publication found")
    if moment > now:
        return _("its day of publication is still to come")
    old = _local(told["old"])
    kept = operations.TakenOver(
        title=title,
        summary=text.line(told["summary"])[:LONGEST_SUMMARY],
        body=body,
        author=text.line(told["author"])[:120],
        published_at=moment,
        origin=old[:LONGEST_ORIGIN] or f"sha256:{hashlib.sha256(data).hexdigest()}",
        old_path=old,
    )
    found = [(number, _picture(address, path, folder)) for number, address in enumerate(told["images"])]
    there = tuple((number, place) for number, place in found if place is not None)
    return Page(path, kept, there, len(found) - len(there))


def _moment(written: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(written).replace(tzinfo=HCM)
    except ValueError:
        return None


def _local(address: str) -> str:
    """The path and query of an old address, whatever the host; "" where it has none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme and parts.scheme not in ("http", "https"):
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _picture(address: str, page: Path, folder: Path) -> Path | None:
    """The file of a picture within the folder: beside the page, in its folder of files, or by its path below the root."""
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        return None
    if not path or "\0" in path or Path(path).suffix.lower() not in PICTURES:
        return None
    name = path.rsplit("/", 1)[-1]
    root = folder.resolve()
    for tried in (page.parent / path.lstrip("/"), page.parent / f"{page.stem}_files" / name, folder / path.lstrip("/")):
        place = tried.resolve()
        if place.is_relative_to(root) and place.is_file() and place.stat().st_size <= LARGEST_PICTURE:
            return place
    return None


def _note(outcome: Outcome, name: str, page: Page) -> None:
    outcome.new.append(name)
    outcome.pictures += len(page.pictures)
    if page.pictures_missing:
        outcome.pictures_left_out.append((name, _("%(count)s not found") % {"count": page.pictures_missing}))


def _take(
    outcome: Outcome, name: str, page: Page, take_over: Callable[..., tuple[Article, list[tuple[str, str]]]]
) -> None:
    pictures: dict[int, tuple[bytes, str]] = {
        number: (place.read_bytes(), place.name) for number, place in page.pictures
    }
    try:
        _article, refused = take_over(told=page.told, pictures=pictures)
    except Refused as refusal:
        outcome.skipped.append((name, str(refusal)))
        return
    _note(outcome, name, page)
    outcome.pictures -= len(refused)
    outcome.pictures_left_out += [(name, f"{picture}: {reason}") for picture, reason in refused]
