"""The WSGI application before Django's: kept pages are answered here, everything else goes through; readers are counted."""

import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from giaoban.kernel import clock
from giaoban.kernel.publication import KEPT, MEMBER, SHOWN, Kept, Shown
from giaoban.site.front import languages, proxies
from giaoban.site.front.keeper import Keeper
from giaoban.site.front.snapshots import Key, Snapshot, Store
from giaoban.site.security import HEADERS
from giaoban.visits.agents import caller
from giaoban.visits.counting import Counting

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]

_PORT = re.compile(r":\d+$")
# What supervisors ask is answered by Django alone, whatever is kept.
PROBES = ("/healthz", "/readyz")
FAILED = ("500", "502", "503", "504")
# Cookies with which an answer is somebody's own.
PERSONAL = (settings.SESSION_COOKIE_NAME, "messages")


class Front:
    """Stands before `application`; `folder` keeps the last snapshots for the day on which nothing else answers."""

    def __init__(self, application: Application, folder: Path | None, *, counting: Counting | None = None) -> None:
        self._application = application
        self.counting = counting or Counting()
        self.store = Store(folder)
        self.keeper = Keeper(self.counting, self.store)
        self._with_note: dict[Key, Snapshot] = {}
        self._trusted = proxies.networks(settings.PROXIES)

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        self.keeper.ensure_running()
        environ["REMOTE_ADDR"] = proxies.client(environ, self._trusted)
        key = self._key(environ)
        if key is None:
            return self._through(environ, start_response)
        if self.keeper.is_cut_off:
            # However young a snapshot: whether it still holds cannot be known. And nobody waits for a database that is away.
            last = self.store.last(key)
            return (
                self._give(self._noted(key, last), environ, start_response)
                if last
                else _later(key, environ, start_response)
            )
        snapshot = self.store.fresh(key, time.time())
        if snapshot is not None:
            return self._give(snapshot, environ, start_response)
        if self.store.last(key) is None:
            return self._ask(key, environ, start_response)
        with self.store.turn(key):
            snapshot = self.store.fresh(key, time.time())
            if snapshot is not None:
                return self._give(snapshot, environ, start_response)
            return self._ask(key, environ, start_response)

    def _key(self, environ: Environ) -> Key | None:
        """None where an answer might be somebody's own, or is no page."""
        path = environ.get("PATH_INFO", "")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or path.startswith((settings.STATIC_URL, *PROBES)):
            return None
        if environ.get("HTTP_AUTHORIZATION") or environ.get("HTTP_RANGE"):
            return None
        sent = languages.cookies(environ.get("HTTP_COOKIE", ""))
        if any(name in sent for name in PERSONAL):
            return None
        language = languages.asked_for(
            sent.get(settings.LANGUAGE_COOKIE_NAME, ""), environ.get("HTTP_ACCEPT_LANGUAGE", "")
        )
        scheme = environ.get("HTTP_X_FORWARDED_PROTO", "") if settings.TLS else environ["wsgi.url_scheme"]
        return Key(scheme, environ.get("HTTP_HOST", ""), path, environ.get("QUERY_STRING", ""), language)

    # --- Through Django -----------------------------------------------------------------------------------------------

    def _through(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        status = ""

        def started(code: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            nonlocal status
            status = code
            return start_response(code, headers, *more)

        answer = self._application(environ, started)
        self._count(environ, status)
        return answer

    def _ask(self, key: Key, environ: Environ, start_response: Start) -> Iterable[bytes]:
        """Asks Django, keeps what may be kept, and answers; where Django fails, with the last that was kept."""
        generation, began = self.store.generation, time.time()
        told: list[Any] = []
        answer = self._application(environ, lambda *said: told.append(said))
        status, headers = told[0][0], told[0][1]
        kept: Kept | None = environ.get(KEPT)
        if status.startswith(FAILED) and (last := self.store.last(key)):
            _finish(answer)
            return self._give(self._noted(key, last), environ, start_response)
        if kept is None or not _may_be_kept(kept, environ, status, headers):
            if not status.startswith(FAILED):
                self.store.drop(key)
            self._count(environ, status)
            start_response(*told[0])
            return answer
        _finish(answer)
        shown: Shown | None = environ.get(SHOWN)
        snapshot = Snapshot.of(
            kept.body,
            headers,
            at=began,
            before=self.store.last(key),
            shown=(shown.kind, str(shown.id)) if shown else None,
        )
        if environ["REQUEST_METHOD"] == "GET":
            self.store.keep(key, snapshot, generation)
        return self._give(snapshot, environ, start_response)

    # --- Answers ------------------------------------------------------------------------------------------------------

    def _give(self, snapshot: Snapshot, environ: Environ, start_response: Start) -> Iterable[bytes]:
        if snapshot.shown:
            environ[SHOWN] = Shown(snapshot.shown[0], UUID(snapshot.shown[1]))
        packed = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
        if snapshot.is_known_to(environ):
            self._count(environ, "304")
            start_response("304 Not Modified", snapshot.headers_of_cache(packed=packed))
            return []
        headers, body = snapshot.answer(packed=packed)
        self._count(environ, "200")
        start_response("200 OK", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _noted(self, key: Key, last: Snapshot) -> Snapshot:
        """The page with a line that says from when it is; made once for each page."""
        made = self._with_note.get(key)
        if made is None or made.made_at != last.made_at:
            with translation.override(key.language):
                at = clock.in_vietnam(last.made_at)
                told = {"at": at, "is_of_today": at.date() == clock.day_of(clock.now())}
                note = render_to_string("site/snapshot_note.html", told).strip()
            if len(self._with_note) > 1_000:
                self._with_note.clear()
            made = self._with_note[key] = last.with_note(note.encode())
        return made

    def _count(self, environ: Environ, status: str) -> None:
        """A page that was shown well, to somebody who is not signed in; and who is signed in, on whatever page."""
        if member := environ.get(MEMBER):
            self.counting.member(member, at=clock.now())
            return
        shown: Shown | None = environ.get(SHOWN)
        if shown is not None and status[:3] in ("200", "304"):
            self.counting.page(
                shown,
                caller(environ["REQUEST_METHOD"], environ),
                address=environ["REMOTE_ADDR"],
                agent=environ.get("HTTP_USER_AGENT", ""),
                site=_PORT.sub("", environ.get("HTTP_HOST", "")),
                at=clock.now(),
            )


def _may_be_kept(kept: Kept, environ: Environ, status: str, headers: list[tuple[str, str]]) -> bool:
    """Nothing that gives a cookie, and nothing whose address has parameters that the page does not know."""
    asked = [one.partition("=")[0] for one in environ.get("QUERY_STRING", "").split("&") if one]
    known = len(asked) == len(set(asked)) and kept.parameters.issuperset(asked)
    return known and status.startswith("200") and not any(name.lower() == "set-cookie" for name, _value in headers)


def _finish(answer: Iterable[bytes]) -> None:
    """Django's own answer is not sent: it is ended as a server would."""
    for _part in answer:
        pass
    if hasattr(answer, "close"):
        answer.close()


def _later(key: Key, environ: Environ, start_response: Start) -> Iterable[bytes]:
    """Says that the site will be back, where there is not even a snapshot."""
    with translation.override(key.language):
        body = render_to_string("503.html").encode()
    told = {**HEADERS, "Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
    told |= {"Retry-After": "30", "Cache-Control": "no-store"}
    start_response("503 Service Unavailable", list(told.items()))
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
