"""What many tests begin with, made once a process: afterwards the writes that made it are played again, in one message.

The rows are the same, with the same keys, made by the same triggers under the same constraints, and the files that were
kept beside them; what is saved is the asking before each write, and the reading of those files in a process apart. A test
that commits gets the long way, since what follows a commit must happen there.
"""

import functools
import inspect
import pickle
import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.db.models import Model

from giaoban.registry.actor import Actor

T = TypeVar("T")
_WRITES = re.compile(
    r"\s*(INSERT|UPDATE|DELETE|SELECT PROCRASTINATE_DEFER|WITH\b.*\b(INSERT|UPDATE|DELETE)\b)",
    re.IGNORECASE | re.DOTALL,
)
_kept: dict[Hashable, "_Recording"] = {}


@dataclass(frozen=True)
class _Recording:
    writes: str
    files: dict[Path, bytes]
    made: bytes


def made_once(make: Callable[..., T]) -> Callable[..., T]:
    """A fixture that is `replayed`: for the same rows and values handed to it, what it made of them the first time."""

    @functools.wraps(make)
    def fixture(**given: Any) -> T:
        key = (make.__module__, make.__qualname__, *((name, _identity(one)) for name, one in given.items()))
        return replayed(key, functools.partial(make, **given))

    return fixture


def _identity(one: Any) -> Hashable:
    if isinstance(one, Actor):
        return one.user.pk
    if isinstance(one, Model):
        return one.pk
    if hasattr(one, "units"):
        return tuple(sorted((code, unit.pk) for code, unit in one.units.items()))
    if inspect.isroutine(one):
        raise TypeError(f"{one!r} does not say what it depends on: name a key, and call replayed()")
    return repr(one)


def replayed(key: Hashable, make: Callable[[], T]) -> T:
    """What `make()` returns, its rows and its files. `key` says all that it depends on; what it returns can be pickled."""
    if not connection.in_atomic_block:
        return make()
    if (kept := _kept.get(key)) is None:
        _kept[key], made = _record(make)
        return made
    if kept.writes:
        with connection.cursor() as cursor:
            cursor.execute(kept.writes)
    for name, content in kept.files.items():
        file = settings.FILES / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return pickle.loads(kept.made)


def _record(make: Callable[[], T]) -> tuple[_Recording, T]:
    writes: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if _WRITES.match(sql):
            writes.extend(context["cursor"].mogrify(sql, one) for one in (params if many else [params]))
        return execute(sql, params, many, context)

    def refuse(*_asked: Any) -> Any:
        raise TypeError("what is written by COPY cannot be played again: let each test make it anew")

    before = _files()
    with connection.execute_wrapper(note), pytest.MonkeyPatch.context() as patch:
        patch.setattr(psycopg.Cursor, "copy", refuse)
        made = make()
    files = {name: (settings.FILES / name).read_bytes() for name in _files() - before}
    return _Recording(";\n".join(writes), files, pickle.dumps(made)), made


def _files() -> set[Path]:
    return {file.relative_to(settings.FILES) for file in settings.FILES.rglob("*") if file.is_file()}
