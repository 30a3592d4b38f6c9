"""The database's files: laid out once, with checksums and passwords, and tuned for a small machine."""

import os
import secrets
import shutil
import subprocess

import psycopg
from psycopg import sql

from giaoban.site.home import write_secret
from giaoban.site.postgres.addresses import APP, DATABASE, OWNER, SUPERUSER, in_home
from giaoban.site.postgres.binaries import Binaries
from giaoban.site.postgres.identity import Identity
from giaoban.site.postgres.layout import Layout
from giaoban.site.postgres.problems import DatabaseProblem

_MEBIBYTE = 1024 * 1024


def check_version(layout: Layout, binaries: Binaries) -> None:
    """Refuse the data of another major version, before anything touches them."""
    theirs = int((layout.data / "PG_VERSION").read_text().strip())
    if theirs != binaries.major:
        raise DatabaseProblem(
            "other-major", folder=layout.data, theirs=theirs, ours=binaries.major, binaries=binaries.folder
        )


def lay_out(layout: Layout, binaries: Binaries, identity: Identity, *, lock: int, durable: bool = True) -> None:
    """Make the data folder. A kill half-way leaves a draft that the next call throws away, never a half database.

    `lock` is handed on to initdb: should we be killed, nobody else begins before it has ended too.
    """
    draft = layout.data.with_name("data.new")
    shutil.rmtree(draft, ignore_errors=True)
    passwords = {role: secrets.token_urlsafe(24) for role in (SUPERUSER, OWNER, APP)}
    write_secret(layout.passfile, "".join(f"*:*:*:{role}:{password}\n" for role, password in passwords.items()))
    first_password = layout.folder / "first-password"
    write_secret(first_password, passwords[SUPERUSER])
    draft.mkdir(mode=0o700)
    for handed_over in (draft, first_password):
        identity.own(handed_over)
    locale = ["--locale-provider=builtin"] if binaries.major >= 17 else []
    command = identity.command(
        [
            binaries.path("initdb"),
            f"--pgdata={draft}",
            f"--username={SUPERUSER}",
            f"--pwfile={first_password}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            *locale,
            "--locale=C.UTF-8",
            "--data-checksums",
            *([] if durable else ["--no-sync"]),
        ]
    )
    ran = subprocess.run(  # noqa: S603
        command,
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
        pass_fds=(lock,),
        **identity.process_options(),
    )
    first_password.unlink()
    if ran.returncode != 0:
        raise DatabaseProblem("initdb-failed", folder=layout.data, detail=ran.stderr.strip())
    with (draft / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.write("\n# Giao Ban's own, for a small machine; later lines win.\n")
        file.writelines(f"{name} = {value}\n" for name, value in tuning(memory()).items())
    draft.rename(layout.data)


def environment() -> dict[str, str]:
    """The caller's environment without libpq's variables, which would lead the server's programs elsewhere."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {"LC_ALL": "C"}


def memory() -> int:
    """Bytes of main memory, or of the container's limit where that is lower."""
    machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    try:
        with open("/sys/fs/cgroup/memory.max", encoding="ascii") as file:  # noqa: PTH123 - no path is made of it
            limit = file.read().strip()
    except OSError:
        return machine
    return min(machine, int(limit)) if limit.isdigit() else machine


def tuning(ram: int) -> dict[str, str]:
    """Settings from the size of the memory: an eighth for the buffers, at least 64 MB and at most 1 GB."""
    buffers = min(max(ram // 8, 64 * _MEBIBYTE), 1024 * _MEBIBYTE)
    return {
        "max_connections": "80",
        # Without statistics the planner guesses, and pages take seconds: they come within moments of a first load.
        "autovacuum_naptime": "10s",
        "shared_buffers": f"{buffers // _MEBIBYTE}MB",
        "effective_cache_size": f"{max(ram // 2, 128 * _MEBIBYTE) // _MEBIBYTE}MB",
        "work_mem": "8MB",
        "maintenance_work_mem": f"{buffers // 4 // _MEBIBYTE}MB",
        "wal_compression": "on",
        "max_wal_size": "512MB",
        "random_page_cost": "1.1",
        "jit": "off",
        "timezone": "'UTC'",
        "log_timezone": "'UTC'",
        "log_min_duration_statement": "1000",
        "log_parameter_max_length": "0",
        "log_parameter_max_length_on_error": "0",
        "idle_in_transaction_session_timeout": "600000",
        "shared_preload_libraries": "'pg_stat_statements'",
    }


def make_roles(layout: Layout, *, may_create_databases: bool = False) -> None:
    """Make the two roles, with the passwords of the home, and the owner's database; what exists stays."""
    passwords = dict(line.split(":")[3:5] for line in layout.passfile.read_text().splitlines())
    with psycopg.connect(in_home(layout, SUPERUSER, database="postgres"), autocommit=True) as connection:
        # The session of a starter that was killed finishes its statement before it notices; wait for it.
        connection.execute("SELECT pg_advisory_lock(1)")
        for role in _missing(connection, "pg_roles", "rolname", OWNER, APP):
            made = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}")
            connection.execute(made.format(sql.Identifier(role), sql.Literal(passwords[role])))
        if may_create_databases:
            # The tests' owner plays both parts: it makes their databases and puts the application's role on.
            connection.execute(f"ALTER ROLE {OWNER} CREATEDB")
            connection.execute(f"GRANT {APP} TO {OWNER}")
        for database in _missing(connection, "pg_database", "datname", DATABASE):
            connection.execute(f"CREATE DATABASE {database} OWNER {OWNER}")
        connection.execute(f"REVOKE CONNECT, TEMPORARY ON DATABASE {DATABASE} FROM PUBLIC")
        connection.execute(f"GRANT CONNECT, TEMPORARY ON DATABASE {DATABASE} TO {APP}")
        with psycopg.connect(in_home(layout, SUPERUSER), autocommit=True) as inside:
            if _missing(inside, "pg_extension", "extname", "pg_stat_statements"):
                inside.execute("CREATE EXTENSION pg_stat_statements")


def _missing(connection: psycopg.Connection, catalogue: str, column: str, *names: str) -> list[str]:
    query = sql.SQL("SELECT {} FROM {}").format(sql.Identifier(column), sql.Identifier(catalogue))
    existing = {row[0] for row in connection.execute(query)}
    return [name for name in names if name not in existing]
