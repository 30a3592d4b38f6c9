"""The demonstration province, as a pytest plugin: made once by each process of a run, then copied for every story.

Making it takes seconds, copying a database and a folder of files a fraction of one.
"""

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

    def __init__(self, folder: Path) -> None:
        self.files = folder / "files"
        self.built: Built | None = None

    @property
    def database(self) -> str:
        return f"{connection.settings_dict['NAME']}_demonstration"

    def restore(self, make: Callable[[], Built]) -> Built:
        """The province as `make` builds it, from the second time on as a copy."""
        if self.built is None:
            self.built = make()
            _analyze()
            self._copy(connection.settings_dict["NAME"], self.database)
            shutil.copytree(settings.FILES, self.files)
        else:
            self._copy(self.database, connection.settings_dict["NAME"])
            shutil.copytree(self.files, settings.FILES, dirs_exist_ok=True)
        return self.built

    def forget(self) -> None:
        if self.built is not None:
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
def snapshot(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Snapshot]:
    kept = Snapshot(tmp_path_factory.mktemp("demonstration"))
    yield kept
    with django_db_blocker.unblock():
        kept.forget()


@pytest.fixture
def demonstration(settings, transactional_db, snapshot) -> Built:
    """The demonstration province as `giaoban demo` makes it."""
    settings.DEMONSTRATION = True
    return snapshot.restore(lambda: province.build(at=clock.now()))
