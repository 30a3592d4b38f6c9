"""The harness: what every test stands on, and the faults that no test has to look for itself.

Beside what stands here: warnings are errors, no test reaches the network (both in pyproject.toml), the database is a real
one and works in the application's role (tests/site/cluster.py), and what a GET may not do is refused by the middleware.
"""

import datetime as dt
import gc
import random
import shutil
import uuid
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.template import engines
from django.utils import translation

from giaoban.registry import settled

pytest_plugins = ["tests.site.cluster", "tests.cast", "tests.browser", "tests.demonstration"]


@pytest.hookimpl(wrapper=True)
def pytest_collection(session):
    """What is imported and collected stays until the end: the collector of garbage need not look through it again and again."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        # What a test leaves is small and goes with it: looking for rings every 700 objects takes a twentieth of all time.
        gc.set_threshold(20_000, 20, 50)
        gc.enable()


# Where single files take long, dearest first: begun last, one of them would leave the other process without work at the end.
DEAR = ["site", "repository", "functional", "reporting"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def place(item: pytest.Item) -> int:
        folder = item.path.relative_to(Path(__file__).parent).parts[0]
        return DEAR.index(folder) if folder in DEAR else len(DEAR)

    items.sort(key=place)


class UndefinedVariable(str):
    """A template that prints a variable nobody set fails its test instead of printing nothing."""

    __slots__ = ()

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"undefined template variable: {name}")


@pytest.fixture(autouse=True)
def _templates_know_their_variables():
    # For each test anew: one that changes a setting may leave another engine behind.
    engines["django"].engine.string_if_invalid = UndefinedVariable("%s")


@pytest.fixture(autouse=True, scope="session")
def _static_files_have_a_folder(tmp_path_factory):
    settings.STATIC_ROOT = tmp_path_factory.mktemp("static")


@pytest.fixture(autouse=True, scope="session")
def _passwords_are_hashed_quickly():
    """Still argon2, with the least work: the cast is made anew for each test."""
    with pytest.MonkeyPatch.context() as patch:
        for cost, least in (("time_cost", 1), ("memory_cost", 8), ("parallelism", 1)):
            patch.setattr(Argon2PasswordHasher, cost, least)
        yield


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture(autouse=True)
def _nothing_is_settled():
    settled.forget()


@pytest.fixture(scope="session")
def _folder_of_files(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("files")


@pytest.fixture(autouse=True)
def _files_apart(_folder_of_files, monkeypatch):
    """A folder for each test, which only those make that keep a file."""
    folder = _folder_of_files / uuid.uuid4().hex
    monkeypatch.setattr(settings, "FILES", folder)
    yield
    if folder.exists():
        shutil.rmtree(folder)


@pytest.fixture(autouse=True)
def _no_order_by_luck(monkeypatch):
    """Rows that nobody ordered come shuffled: a page that needs an order must ask for it."""
    fetch = QuerySet._fetch_all

    def shuffled(self: QuerySet) -> None:
        fresh = self._result_cache is None
        fetch(self)
        if fresh and not self.ordered and not self.query.is_sliced and isinstance(self._result_cache, list):
            random.shuffle(self._result_cache)

    monkeypatch.setattr(QuerySet, "_fetch_all", shuffled)


@pytest.fixture(autouse=True)
def _locks_name_their_table(monkeypatch):
    """A lock over joined tables says which of them it means: the others are other people's work."""
    write = SQLCompiler.as_sql

    def careful(self: SQLCompiler, *args, **kwargs):
        sql = write(self, *args, **kwargs)
        query = self.query
        tables = [alias for alias in query.alias_map if query.alias_refcount[alias]]
        if query.select_for_update and not query.select_for_update_of and len(tables) > 1:
            raise AssertionError(f"select_for_update() over {tables} without of=(…)")
        return sql

    monkeypatch.setattr(SQLCompiler, "as_sql", careful)


@pytest.fixture
def at() -> dt.datetime:
    """The instant at which things happen unless a test says otherwise."""
    return dt.datetime(2021, 10, 28, 2, 30, tzinfo=dt.UTC)
