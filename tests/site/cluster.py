"""The throw-away database server of a test run, as a pytest plugin: `pytest_plugins = ["tests.site.cluster"]`.

One server for all xdist workers, without fsync, gone afterwards; one of them migrates, the others copy its database.
Databases are made and flushed as the owner; what a test does runs as the application's role, so that a missing or a
forbidden privilege shows in the suite.
DATABASE_URL, where set, names the server to use instead; its login must be allowed to create databases and roles.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connections
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import TransactionTestCase

from giaoban.site import database_roles, migrating, postgres
from giaoban.site.postgres.addresses import APP

incompatible_roles = import_module("giaoban.registry.migrations.0002_incompatible_roles")
_PREFIX = "giaoban-test-"
HOME = "GIAOBAN_TEST_HOME"
_MIGRATED = "test_giaoban_migrated"
_RUN_LOCK = pytest.StashKey[int]()
_AHEAD = pytest.StashKey["subprocess.Popen[bytes]"]()


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        _sweep_away_killed_runs()
        folder = tempfile.mkdtemp(prefix=_PREFIX)
        config.stash[_RUN_LOCK] = os.open(Path(folder, "run.lock"), os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(config.stash[_RUN_LOCK], fcntl.LOCK_EX)
        os.environ[HOME] = folder
        if config.getoption("numprocesses", None) and postgres.is_embedded():
            config.stash[_AHEAD] = _migrate_ahead(config.rootpath)


def _migrate_ahead(root: Path) -> "subprocess.Popen[bytes]":
    """Migrates while the workers still collect. Whatever becomes of it, the first worker that finds nothing does it itself."""
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "giaoban.site.settings"}
    command = [sys.executable, "-m", "tests.site.migrated"]
    # What it complains of is seen: the run would still pass without it, twenty seconds later.
    return subprocess.Popen(command, cwd=root, env=environ, stdout=subprocess.DEVNULL)


def pytest_unconfigure(config: pytest.Config) -> None:
    if _AHEAD in config.stash:
        config.stash[_AHEAD].terminate()
        config.stash[_AHEAD].wait()
    if _RUN_LOCK in config.stash:
        _remove(Path(os.environ.pop(HOME)))
        os.close(config.stash[_RUN_LOCK])


def _sweep_away_killed_runs() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        lock = folder / "run.lock"
        if not lock.exists() or time.time() - lock.stat().st_mtime < 600:
            continue
        with lock.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            _remove(folder)


def _remove(folder: Path) -> None:
    if (folder / "postgres").exists():
        postgres.stop(folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def cluster() -> Iterator[postgres.Server | None]:
    """The run's own server; None where DATABASE_URL names one."""
    if not postgres.is_embedded():
        yield None
        return
    server = start()
    yield server
    server.release()


def start() -> postgres.Server:
    return postgres.start(Path(os.environ[HOME]), durable=False)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request, cluster, django_db_blocker, django_db_modify_db_settings_parallel_suffix
) -> None:
    use(cluster)
    if cluster and hasattr(request.config, "workerinput"):
        with django_db_blocker.unblock():
            migrate_once()
        connections["default"].settings_dict["TEST"]["TEMPLATE"] = _MIGRATED


def use(cluster: postgres.Server | None) -> None:
    """Points Django's connection, as the owner, at the run's own server, or at the one that DATABASE_URL names."""
    settings = connections["default"].settings_dict
    test_name = settings["TEST"]["NAME"]
    environ = {**os.environ, "GIAOBAN_DB_ROLE": "owner"}
    settings.update(postgres.databases(environ, home=cluster.layout.home if cluster else None)["default"])
    settings["TEST"]["NAME"] = test_name


def migrate_once() -> None:
    """The first to come makes the database that each worker copies; the others wait for it."""
    connection = connections["default"]
    with Path(os.environ[HOME], "migrated.lock").open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if os.fstat(file.fileno()).st_size:
            return
        own, test_name = connection.settings_dict["NAME"], connection.settings_dict["TEST"]["NAME"]
        connection.settings_dict["TEST"]["NAME"] = _MIGRATED
        with migrating.new_models_alone():
            connection.creation.create_test_db(verbosity=0, serialize=False)
        connection.close()
        connection.settings_dict["NAME"], connection.settings_dict["TEST"]["NAME"] = own, test_name
        file.write("migrated")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The test database, made and migrated by the owner, then left to the application's role."""
    connection = connections["default"]
    as_owner = dict(connection.settings_dict["OPTIONS"])
    with django_db_blocker.unblock():
        database_roles.make_role(connection, login=connection.settings_dict["USER"])
        database_roles.apply_grants(connection)
        connection.close()
    connection.settings_dict["OPTIONS"]["options"] = f"-c role={APP}"
    flush, tear_down = DatabaseOperations.execute_sql_flush, TransactionTestCase._fixture_teardown
    with django_db_blocker.unblock():
        empty = _rows(connection)

    def tear_down_unless_empty(case):
        """A test that committed nothing leaves nothing to empty: two hundred tables and all permissions take a second."""
        nonlocal empty
        if _rows(connection) != empty:
            tear_down(case)
            empty = _rows(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", tear_down_unless_empty)
        patch.setattr(
            DatabaseOperations, "execute_sql_flush", lambda self, sql: _as_owner(self.connection, flush, self, sql)
        )
        yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        # A browser's last question may still be under way, or the queue of jobs be looked at by the owner; a database in use is
        # not dropped.
        cursor.execute("SET ROLE NONE")
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    connection.close()
    connection.settings_dict["OPTIONS"] = as_owner


def _rows(connection) -> list[tuple[str, int, int | None]]:
    """How many rows each table holds, and which transaction wrote the last of them."""
    each = (
        f"SELECT '{table}', count(*), max(xmin::text::bigint) FROM {connection.ops.quote_name(table)}"
        for table in sorted(connection.introspection.table_names())
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each))
        return cursor.fetchall()


def _as_owner(connection, act, *arguments):
    """Empty the tables as their owner, which the application may not; what migrations wrote into them is written again."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        try:
            done = act(*arguments)
            # Django does not own the queue's tables, and leaves what is in them.
            cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
        finally:
            cursor.execute(f"SET ROLE {APP}")
    incompatible_roles.add(apps, None)
    return done


@pytest.fixture
def as_owner(db) -> None:
    """For the few tests that must change the schema or break an append-only table on purpose.

    The role comes back by itself: with the roll-back at the test's end, or after the flush.
    """
    with connections["default"].cursor() as cursor:
        cursor.execute("SET ROLE NONE")
