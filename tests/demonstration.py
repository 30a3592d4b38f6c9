"""The demonstration province, as a pytest plugin: made once a run, then copied for every story.

Making it takes seconds, copying a database and a folder of files a fraction of one.
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
    """Keeps what `make` left in the test's database and files under `folder`; `restore` brings it back."""

    def __init__(self, folder: Path, database: str) -> None:
        folder.mkdir(exist_ok=True)
        self.files, self.built = folder / "files", folder / "built.json"
        self.database = database

    def restore(self, make: Callable[[], Built]) -> Built:
        """The province as `make` builds it, from the second time on as a copy, whichever process made it."""
        own = connection.settings_dict["NAME"]
        with self.built.open("a+") as told:
            fcntl.flock(told, fcntl.LOCK_EX)
            if self.built.stat().st_size == 0:
                built = make()
                _analyze()
                self._copy(own, self.database)
                shutil.copytree(settings.FILES, self.files)
                told.write(json.dumps(built))
                return built
        self._copy(self.database, own)
        shutil.copytree(self.files, settings.FILES, dirs_exist_ok=True)
        return Built(*json.loads(self.built.read_text()))

    def forget(self) -> None:
        with _maintenance() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{self.database}" WITH (FORCE)')

    def _copy(self, source: str, target: str) -> None:
        connection.close()
        with _maintenance() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [source])
            cursor.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


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
def demonstration(settings, transactional_db, snapshot) -> Built:
    """The demonstration province as `giaoban demo` makes it."""
    settings.DEMONSTRATION = True
    return snapshot.restore(lambda: province.build(at=clock.now()))
