"""The whole public site as files that any web server can serve, from any folder of any host.

What is published is what the rooms registered as public (`kernel.publication.addresses`), in Vietnamese at the root and in
English below `en/`. Links become relative; what needs the server itself (forms, signing in, counters) is left out, or leads
to the live site where that is named. A new version stands whole beside the old one before the link to it is switched.
"""

import os
import re
import shutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.conf import settings
from django.utils import translation
from django.utils.text import slugify

from giaoban.kernel.publication import addresses
from giaoban.site.operation import static_pages
from giaoban.site.operation.problems import OperationProblem

MARK = ".giaoban-static"
# What a style sheet or a script asks for in turn.
_ASKED_FOR = re.compile(rb"""url\(\s*["']?([^"')]+)|(?:from|import)\s*\(?\s*["'](\.{0,2}/[^"']+)""")

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass
class Report:
    """What a publication did. `left_out` are addresses that did not answer with a page."""

    pages: int = 0
    files: int = 0
    bytes: int = 0
    written: int = 0
    removed: int = 0
    left_out: list[str] = field(default_factory=list)


class Answer(NamedTuple):
    status: int
    kind: str
    body: bytes


def publish(target: Path, *, application: Application, live: str = "") -> Report:
    """Writes the site and switches `target` to it; where anything fails, `target` stays as it was.

    Raises OperationProblem where `target` is no folder of ours, or a page cannot be made.
    """
    target = target.absolute()
    old = _present(target)
    new = target.parent / f".{target.name}.{datetime.now(UTC).strftime('%Y%m%dT%H%M%S%fZ')}"
    report = Report()
    new.mkdir(parents=True)
    try:
        written = _write_all(_Writer(new, old, report), application, live)
        report.removed = len(_files_of(old) - written) if old else 0
        (new / MARK).write_text("", encoding="utf-8")
        _switch(target, new)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    for left in target.parent.glob(f".{target.name}.*Z"):
        if left != new:
            shutil.rmtree(left, ignore_errors=True)
    return report


def file_of(address: str) -> str:
    """Where an address stands: "/" is index.html, "/a/?state=late" is a/_state-late/index.html."""
    parts = urlsplit(address)
    path = parts.path.strip("/")
    folder = [slugify(f"{name}-{value}") for name, value in parse_qsl(parts.query)]
    if parts.path.endswith("/"):
        return "/".join([*([path] if path else []), *(f"_{one}" for one in folder), "index.html"])
    return path


# --- Writing ----------------------------------------------------------------------------------------------------------


@dataclass
class _Writer:
    """Puts files into the new version; one that is as before is the same file, not a copy."""

    new: Path
    old: Path | None
    report: Report
    names: set[str] = field(default_factory=set)

    def put(self, name: str, content: bytes) -> None:
        if ".." in Path(name).parts or Path(name).is_absolute():
            raise ValueError(f"{name} would stand outside of the published folder")
        target, before = self.new / name, self.old / name if self.old else None
        target.parent.mkdir(parents=True, exist_ok=True)
        self.names.add(name)
        self.report.files += 1
        self.report.bytes += len(content)
        if before is not None and before.is_file() and before.read_bytes() == content:
            os.link(before, target)
        else:
            target.write_bytes(content)
            self.report.written += 1


def _write_all(writer: _Writer, application: Application, live: str) -> set[str]:
    every = list(addresses.all())
    languages = [
        settings.LANGUAGE_CODE,
        *(code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE),
    ]
    folders = {code: "" if code == settings.LANGUAGE_CODE else f"{code}/" for code in languages}
    assets: deque[str] = deque()
    for language in languages:
        known = {address: f"{folders[language]}{file_of(address)}" for address in every}
        for address, answer in _answers(application, every, language, writer.report):
            name, content = known[address], answer.body
            if answer.kind.startswith("text/html"):
                others = {code: f"{folder}{file_of(address)}" for code, folder in folders.items()}
                with translation.override(language):
                    made = static_pages.rewritten(content, address=address, known=known, languages=others, live=live)
                content, asked = made
                assets.extend(asked)
                writer.report.pages += 1
            writer.put(name, content)
    _put_assets(writer, application, assets)
    return writer.names


def _answers(application: Application, every: list[str], language: str, report: Report) -> Iterator[tuple[str, Answer]]:
    for address in every:
        answer = _ask(application, address, language)
        if answer.status >= 500:
            raise OperationProblem("page-failed", address=address, status=answer.status)
        if answer.status == 200:
            yield address, answer
        else:
            report.left_out.append(f"{address} ({answer.status})")


def _put_assets(writer: _Writer, application: Application, asked: deque[str]) -> None:
    """Style sheets, scripts and pictures, and what they ask for themselves."""
    while asked:
        path = urlsplit(asked.popleft()).path
        name = path.lstrip("/")
        if name in writer.names:
            continue
        answer = _ask(application, path, settings.LANGUAGE_CODE)
        if answer.status != 200 and not path.startswith(settings.STATIC_URL):
            # A picture that is gone leaves its place empty; the pages are worth more.
            writer.report.left_out.append(f"{path} ({answer.status})")
            continue
        if answer.status != 200:
            raise OperationProblem("page-failed", address=path, status=answer.status)
        writer.put(name, answer.body)
        if path.endswith((".css", ".js")):
            found = (one.decode() for pair in _ASKED_FOR.findall(answer.body) for one in pair if one)
            asked.extend(urljoin(path, one) for one in found if not one.startswith(("data:", "#")))


def _ask(application: Application, address: str, language: str) -> Answer:
    parts = urlsplit(address)
    host = next((one.lstrip(".") for one in settings.ALLOWED_HOSTS if one != "*"), "localhost")
    environ = {
        "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": parts.path, "QUERY_STRING": parts.query,
        "SERVER_NAME": host, "SERVER_PORT": "443", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": host,
        "HTTP_ACCEPT_LANGUAGE": language, "HTTP_X_FORWARDED_PROTO": "https", "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0), "wsgi.url_scheme": "https", "wsgi.input": BytesIO(), "wsgi.errors": BytesIO(),
        "wsgi.multithread": False, "wsgi.multiprocess": False, "wsgi.run_once": True,
    }  # fmt: skip
    told: list[Any] = []
    answer = application(environ, lambda *said: told.append(said))
    try:
        body = b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    headers = {name.lower(): value for name, value in told[0][1]}
    return Answer(int(told[0][0][:3]), headers.get("content-type", ""), body)


# --- The switch -------------------------------------------------------------------------------------------------------


def _present(target: Path) -> Path | None:
    """The version that is served now; None where there is none."""
    if target.is_symlink():
        now = target.resolve()
        if not (now / MARK).is_file():
            raise OperationProblem("foreign-target", folder=target)
        return now
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise OperationProblem("foreign-target", folder=target)
    return None


def _switch(target: Path, new: Path) -> None:
    """One rename: whoever asks gets the old version or the new one, never half of each."""
    link = target.parent / f".{target.name}.link-{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(new.name)
    if target.is_dir() and not target.is_symlink():
        target.rmdir()
    link.replace(target)


def _files_of(folder: Path) -> set[str]:
    found = {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}
    return found - {MARK}
