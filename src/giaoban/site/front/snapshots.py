"""Answers that are kept in front of Django, for visitors who are not signed in: in memory, and the last ones on disk."""

import gzip
import json
import os
import threading
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from django.utils.http import http_date, parse_http_date_safe

from giaoban.site.home import PRIVATE_FILE, prepare

# So long an answer is given without asking Django: its numbers of visits are that old at most (seconds).
FRESH = 60.0
# What all answers in memory may weigh, and how many may lie on disk.
WEIGHT = 64 * 1024 * 1024
ON_DISK = 5_000
# Kept by browsers and proxies, and asked for anew each time: a reader behind a proxy is counted, an unchanged page is 304.
CACHE_CONTROL = "public, no-cache, stale-if-error=86400"
VARY = "Accept-Encoding, Accept-Language, Cookie"
# Where a page says that it is a snapshot.
NOTE = b"<!-- snapshot -->"

Headers = list[tuple[str, str]]
# Said by the front itself, whatever Django said.
OWN = {
    "content-length",
    "content-encoding",
    "cache-control",
    "vary",
    "etag",
    "last-modified",
    "x-request-id",
    "set-cookie",
}


class Key(NamedTuple):
    """What an answer depends on. `query` holds the parameters of the address as they were written."""

    scheme: str
    host: str
    path: str
    query: str
    language: str


@dataclass(frozen=True)
class Snapshot:
    """One answer, packed and not, with what a browser needs to know it again. `made_at` is in seconds since 1970."""

    body: bytes
    headers: Headers
    made_at: float
    changed_at: float
    packed: bytes = field(repr=False)
    tag: str
    shown: tuple[str, str] | None = None

    @classmethod
    def of(
        cls, body: bytes, headers: Headers, *, at: float, before: "Snapshot | None", shown: tuple[str, str] | None
    ) -> "Snapshot":
        """`before` is the answer of this key so far: a page that says the same has not changed."""
        tag = blake2b(body, digest_size=12).hexdigest()
        unchanged = before is not None and before.tag == tag
        return cls(
            body=body,
            headers=[(name, value) for name, value in headers if name.lower() not in OWN],
            made_at=at,
            changed_at=before.changed_at if before is not None and unchanged else at,
            packed=before.packed if before is not None and unchanged else gzip.compress(body, 9, mtime=0),
            tag=tag,
            shown=shown,
        )

    @property
    def weight(self) -> int:
        return len(self.body) + len(self.packed)

    def with_note(self, note: bytes) -> "Snapshot":
        """The same page with a line that says what it is; no browser keeps it."""
        body = self.body.replace(NOTE, note, 1)
        return Snapshot(
            body, self.headers, self.made_at, self.changed_at, gzip.compress(body, 6, mtime=0), "", self.shown
        )

    def is_known_to(self, environ: dict[str, str]) -> bool:
        """Whether the browser has this very answer already."""
        if not self.tag:
            return False
        if tags := environ.get("HTTP_IF_NONE_MATCH"):
            known = {one.strip().removeprefix("W/").strip('"').removesuffix("-gz") for one in tags.split(",")}
            return self.tag in known or "*" in known
        since = parse_http_date_safe(environ.get("HTTP_IF_MODIFIED_SINCE", ""))
        return since is not None and int(self.changed_at) <= since

    def answer(self, *, packed: bool) -> tuple[Headers, bytes]:
        """Headers and body, as they go out with 200."""
        body = self.packed if packed else self.body
        headers = [*self.headers, *self.headers_of_cache(packed=packed), ("Content-Length", str(len(body)))]
        if packed:
            headers.append(("Content-Encoding", "gzip"))
        return headers, body

    def headers_of_cache(self, *, packed: bool) -> Headers:
        if not self.tag:
            return [("Cache-Control", "no-store"), ("Vary", VARY)]
        tag = f'"{self.tag}-gz"' if packed else f'"{self.tag}"'
        changed = http_date(self.changed_at)
        return [("Cache-Control", CACHE_CONTROL), ("Vary", VARY), ("ETag", tag), ("Last-Modified", changed)]


class Store:
    """The snapshots of this process, and those that any process of this home left on disk.

    After `age()` each is asked for anew before it is given, and serves only where Django cannot answer; after `purge()`
    not even then.
    """

    def __init__(self, folder: Path | None, *, weight: int = WEIGHT) -> None:
        self._folder, self._most = folder, weight
        self._lock = threading.Lock()
        self._kept: OrderedDict[Key, Snapshot] = OrderedDict()
        self._weight = 0
        self._fresh_since = 0.0
        self._purged = 0
        self._making: dict[Key, threading.Lock] = {}

    def fresh(self, key: Key, now: float) -> Snapshot | None:
        """The answer as it may be given without asking."""
        snapshot = self._kept.get(key)
        if snapshot is None or snapshot.made_at < self._fresh_since or snapshot.made_at < now - FRESH:
            return None
        return snapshot

    def last(self, key: Key) -> Snapshot | None:
        """The latest answer that is known, however old; from the disk where this process has none."""
        return self._kept.get(key) or self._read(key)

    def turn(self, key: Key) -> threading.Lock:
        """One thread asks Django for a page, the others wait for what it gets."""
        with self._lock:
            if len(self._making) > 10_000:
                self._making = {known: lock for known, lock in self._making.items() if lock.locked()}
            return self._making.setdefault(key, threading.Lock())

    @property
    def generation(self) -> int:
        """Rises with each purge: what was asked for before one is not kept after it."""
        return self._purged

    def keep(self, key: Key, snapshot: Snapshot, generation: int) -> None:
        with self._lock:
            if generation != self._purged:
                return
            before = self._kept.pop(key, None)
            self._kept[key] = snapshot
            self._weight += snapshot.weight - (before.weight if before else 0)
            while self._weight > self._most and len(self._kept) > 1:
                _key, old = self._kept.popitem(last=False)
                self._weight -= old.weight
        if before is None or before.tag != snapshot.tag or before.made_at < snapshot.made_at - 3600:
            self._write(key, snapshot, generation)

    def drop(self, key: Key) -> None:
        """Forgets a page that is no more."""
        with self._lock:
            before = self._kept.pop(key, None)
            self._weight -= before.weight if before else 0
        if self._folder:
            self._file(key).unlink(missing_ok=True)

    def age(self, now: float) -> None:
        self._fresh_since = now

    def purge(self) -> None:
        with self._lock:
            self._purged += 1
            self._kept.clear()
            self._weight = 0
        if self._folder and self._folder.is_dir():
            for file in self._folder.glob("*.page"):
                file.unlink(missing_ok=True)

    # --- On disk ------------------------------------------------------------------------------------------------------

    def _file(self, key: Key) -> Path:
        assert self._folder is not None
        return self._folder / (blake2b("\0".join(key).encode(), digest_size=20).hexdigest() + ".page")

    def _write(self, key: Key, snapshot: Snapshot, generation: int) -> None:
        # The values of parameters are the reader's to choose, and would fill the disk.
        if not self._folder or key.query:
            return
        told = {"headers": snapshot.headers, "made_at": snapshot.made_at, "shown": snapshot.shown}
        target = self._file(key)
        draft = target.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
        try:
            prepare(self._folder)
            draft.touch(mode=PRIVATE_FILE)
            draft.write_bytes(json.dumps(told).encode() + b"\n" + snapshot.body)
            draft.replace(target)
        except OSError:
            # A full disk takes the emergency copy away, not the page.
            with suppress(OSError):
                draft.unlink(missing_ok=True)
        if generation != self._purged:
            target.unlink(missing_ok=True)

    def _read(self, key: Key) -> Snapshot | None:
        if not self._folder:
            return None
        try:
            head, _line, body = self._file(key).read_bytes().partition(b"\n")
            told = json.loads(head)
            headers = [(str(name), str(value)) for name, value in told["headers"]]
            shown = (told["shown"][0], told["shown"][1]) if told["shown"] else None
            return Snapshot.of(body, headers, at=float(told["made_at"]), before=None, shown=shown)
        except (OSError, ValueError, KeyError, TypeError, IndexError):
            return None

    def tidy(self) -> None:
        """Of more than `ON_DISK` files the oldest go."""
        if self._folder and self._folder.is_dir():
            files = sorted(self._folder.glob("*.page"), key=lambda file: file.stat().st_mtime, reverse=True)
            for file in files[ON_DISK:]:
                file.unlink(missing_ok=True)
