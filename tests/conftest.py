"""The harness: what every test stands on, and the faults that no test has to look for itself."""

import datetime as dt
import random

import pytest
from django.conf import settings
from django.db.models import QuerySet
from django.template import engines
from django.utils import translation

pytest_plugins = ["tests.site.cluster", "tests.cast"]


class UndefinedVariable(str):
    """A template that prints a variable nobody set fails its test instead of printing nothing."""

    __slots__ = ()

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"undefined template variable: {name}")


@pytest.fixture(autouse=True, scope="session")
def _templates_know_their_variables():
    engines["django"].engine.string_if_invalid = UndefinedVariable("%s")


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture(autouse=True)
def _files_apart(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "FILES", tmp_path / "files")


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


@pytest.fixture
def at() -> dt.datetime:
    """The instant at which things happen unless a test says otherwise."""
    return dt.datetime(2021, 10, 28, 2, 30, tzinfo=dt.UTC)
