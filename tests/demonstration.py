"""The demonstration province, as a pytest plugin: made once a run, then copied for every story.

Making it takes seconds, copying a database and a folder of files a fraction of one. A story plays in a database of its own:
the test's one stays as empty as it is, and need not be emptied.
"""

import fcntl
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper

from giaoban.kernel import clock
from giaoban.site import demonstration as province
from giaoban.site.demonstration import Built


class Snapshot:
    """Keeps what `make` built, its database and its files under `folder`; `copied` lets a test play in a copy."""

    def __init__(self, folder: Path, database: str) -> None:
        folder.mkdir(exist_ok=True)
        self.files, self.built = folder / "files", folder / "built.json"
        self.database, self.own = database, connection.settings_dict["NAME"]
        self.story = f"{self.own}_story"

    @contextmanager
    def copied(self, make: Callable[[], Built]) -> Iterator[Built]:
        """The province as `make` builds it the first time, whichever process that was."""
        with self.built.open("a+") as told:
            fcntl.flock(told, fcntl.LOCK_EX)
            if self.built.stat().st_size == 0:
                told.write(json.dumps(self._keep(make)))
        _copy(self.database, self.story)
        shutil.copytree(self.files, settings.FILES, dirs_exist_ok=True)
        with _connected_to(self.story):
            yield Built(*json.loads(self.built.read_text()))

    def _keep(self, make: Callable[[], Built]) -> Built:
        _copy(self.own, self.database)
        with _connected_to(self.database):
            built = make()
            _analyze()
        shutil.copytree(settings.FILES, self.files)
        return built

    def forget(self) -> None:
        _drop(self.story)
        _drop(self.database)


def _copy(source: str, target: str) -> None:
    connection.close()
    _drop(target)
    with _maintenance() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [source])
        # File by file: written through the log, as is usual, it takes three times as long.
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}" STRATEGY FILE_COPY')


def _drop(database: str) -> None:
    with _maintenance() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


@contextmanager
def _connected_to(database: str) -> Iterator[None]:
    """Every thread's next connection goes there, and afterwards back."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = database
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _analyze() -> None:
    """What autovacuum does within moments in a real installation; the test's server has none."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute("ANALYZE")


@contextmanager
def _maintenance() -> Iterator[CursorWrapper]:
    """A cursor beside the test's database, as the owner of both."""
    with connection._nodb_cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        yield cursor


@pytest.fixture(scope="session")
def snapshot(django_db_setup, django_db_blocker, cluster, tmp_path_factory) -> Iterator[Snapshot]:
    if cluster:
        # One for all processes; it goes with the run's own server.
        yield Snapshot(cluster.layout.home / "demonstration", "test_giaoban_demonstration")
        return
    kept = Snapshot(tmp_path_factory.mktemp("demonstration"), f"{connection.settings_dict['NAME']}_demonstration")
    yield kept
    with django_db_blocker.unblock():
        kept.forget()


@pytest.fixture
def demonstration(settings, transactional_db, snapshot) -> Iterator[Built]:
    """The demonstration province as `giaoban demo` makes it."""
    settings.DEMONSTRATION = True
    with snapshot.copied(lambda: province.build(at=clock.now())) as built:
        yield built
