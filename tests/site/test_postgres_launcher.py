"""The embedded server: laid out once, private, shared by processes, refused clearly where it cannot be right."""

import os
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from giaoban.site import home, postgres
from giaoban.site.postgres import binaries, cluster, identity, layout, postmaster

DEBIAN_15 = Path("/usr/lib/postgresql/15/bin")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pg")
    started = postgres.start(folder)
    yield started
    postgres.stop(folder)
    started.release()


def ask(url: str, query: str):
    with psycopg.connect(url) as connection:
        return connection.execute(query).fetchone()


def test_a_started_server_takes_both_roles(server):
    roles = {ask(url, "SELECT current_user")[0] for url in (server.url_owner, server.url_app)}

    assert roles == {"giaoban_owner", "giaoban_app"}


def test_a_home_is_durable_checksummed_and_utf8(server):
    settings = ask(
        server.url_app,
        "SELECT current_setting('fsync'), current_setting('full_page_writes'), current_setting('data_checksums'),"
        " current_setting('synchronous_commit'), current_setting('server_encoding'), current_setting('TimeZone')",
    )

    assert settings == ("on", "on", "on", "on", "UTF8", "UTC")


def test_letters_are_folded_by_unicode_not_by_ascii(server):
    assert ask(server.url_app, "SELECT lower('ĐẶNG THỊ ỦY')") == ("đặng thị ủy",)


@pytest.mark.parametrize("name", ["btree_gist", "ltree", "pg_trgm", "unaccent"])
def test_the_owner_can_create_every_extension_that_is_used(server, name):
    with psycopg.connect(server.url_owner) as connection:
        connection.execute(f"CREATE EXTENSION {name}")
        connection.rollback()


def test_the_applications_role_can_neither_make_tables_nor_become_the_owner(server):
    with psycopg.connect(server.url_app) as connection:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE public.mine ()")
        connection.rollback()
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("SET ROLE giaoban_owner")


def test_nobody_else_can_read_the_data_the_passwords_or_the_log(server):
    where = server.layout
    private = [where.home / "postgres", where.data, where.sockets, where.passfile, where.log]

    open_to_others = [path.name for path in private if home.readable_by_others(path)]

    assert open_to_others == []


def test_the_server_listens_on_no_network(server):
    assert ask(server.url_app, "SHOW listen_addresses") == ("",)


def test_an_address_names_the_file_of_the_password_not_the_password(server):
    passwords = [line.rsplit(":", 1)[1] for line in server.passfile.read_text().splitlines()]

    assert len(set(passwords)) == 3
    assert not any(password in server.url_app + server.url_owner for password in passwords)


def test_a_wrong_password_is_refused_on_the_socket_too(server):
    address = server.url_app.split("&passfile")[0] + "&password=guessed"

    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(address)


def test_a_second_start_attaches_quickly(server):
    began = time.monotonic()
    second = postgres.start(server.layout.home)
    took = time.monotonic() - began

    assert not second.started_here
    assert not second.release(), "the first still uses the server"
    assert took < 1


def test_another_process_attaches_and_leaves_the_server_running(server):
    code = (
        "import sys; from pathlib import Path; from giaoban.site import postgres; s = postgres.start(Path(sys.argv[1]))"
    )
    subprocess.run([sys.executable, "-c", code, str(server.layout.home)], check=True)

    assert postgres.status(server.layout.home).running


def test_status_of_an_empty_folder_makes_nothing(tmp_path):
    found = postgres.status(tmp_path / "none")

    assert (found.laid_out, found.running, found.pid, found.major) == (False, False, None, None)
    assert list(tmp_path.iterdir()) == []


def test_the_last_to_leave_stops_the_server(tmp_path):
    first = postgres.start(tmp_path, durable=False)
    second = postgres.start(tmp_path, durable=False)

    left = [first.release(), second.release(), second.release()]

    assert left == [False, True, False]
    assert not postgres.status(tmp_path).running


def test_a_lay_out_that_was_cut_off_is_done_again(tmp_path):
    (tmp_path / "postgres" / "data.new").mkdir(parents=True)
    (tmp_path / "postgres" / "data.new" / "PG_VERSION").write_text("18\n")

    server = postgres.start(tmp_path, durable=False)

    assert server.started_here
    assert not (tmp_path / "postgres" / "data.new").exists()
    server.release()


def test_roles_that_a_killed_starter_did_not_make_are_made_on_attaching(tmp_path):
    where = layout.Layout(tmp_path)
    programs = binaries.find()
    where.make()
    who = identity.choose(programs, where.folder)
    with where.lock() as lock:
        cluster.lay_out(where, programs, who, lock=lock, durable=False)
    postmaster.launch(where, programs, who, durable=False)

    server = postgres.start(tmp_path, durable=False)

    assert not server.started_here
    assert ask(server.url_app, "SELECT 1") == (1,)
    server.release()


def test_a_path_too_long_for_a_socket_falls_back_to_the_loopback(tmp_path):
    long = tmp_path / ("x" * 100)

    server = postgres.start(long, durable=False)

    assert "host=127.0.0.1" in server.url_app
    assert ask(server.url_app, "SHOW listen_addresses") == ("127.0.0.1",)
    assert not server.layout.sockets.exists()
    server.release()


def test_data_of_another_major_version_are_refused_untouched_with_the_way_out(tmp_path):
    data = tmp_path / "postgres" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("14\n")

    with pytest.raises(postgres.DatabaseProblem, match="pg_dump") as raised:
        postgres.start(tmp_path)

    assert raised.value.code == "other-major"
    assert [path.name for path in data.iterdir()] == ["PG_VERSION"]


def test_lost_passwords_are_told_as_such(tmp_path):
    server = postgres.start(tmp_path, durable=False)
    server.passfile.write_text("*:*:*:postgres:another\n")
    server.passfile.chmod(0o600)

    with pytest.raises(postgres.DatabaseProblem) as raised:
        postgres.start(tmp_path, durable=False)

    assert raised.value.code == "password-lost"
    os.kill(postmaster.pid(server.layout), 3)


def test_the_mark_of_a_dead_server_whose_number_a_stranger_has_does_not_block(tmp_path):
    postgres.start(tmp_path, durable=False).release()
    stranger = os.getpid()
    (tmp_path / "postgres" / "data" / "postmaster.pid").write_text(
        f"{stranger}\n{tmp_path}/postgres/data\n1\n5432\n\n\n\n\n"
    )

    server = postgres.start(tmp_path, durable=False)

    assert server.started_here
    server.release()


def test_programs_named_by_pg_bin_must_be_there(tmp_path):
    with pytest.raises(postgres.DatabaseProblem) as raised:
        binaries.find({"PG_BIN": str(tmp_path)})

    assert raised.value.code == "bad-binaries"


def test_programs_older_than_15_are_refused(tmp_path):
    for program in ("initdb", "postgres"):
        (tmp_path / program).write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 14.9'\n")
        (tmp_path / program).chmod(0o755)

    with pytest.raises(postgres.DatabaseProblem) as raised:
        binaries.find({"PG_BIN": str(tmp_path)})

    assert raised.value.code == "old-version"


@pytest.mark.skipif(not DEBIAN_15.exists(), reason="Debian's PostgreSQL 15 is not on this machine")
def test_programs_named_by_pg_bin_are_used(tmp_path, monkeypatch):
    monkeypatch.setenv("PG_BIN", str(DEBIAN_15))

    server = postgres.start(tmp_path, durable=False)

    assert ask(server.url_app, "SELECT current_setting('server_version_num')::int / 10000") == (15,)
    server.release()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root is mapped or dropped")
def test_root_without_user_namespaces_in_a_folder_closed_to_others_is_told_the_way_out(tmp_path, monkeypatch):
    monkeypatch.setattr(identity, "_in_namespace", lambda _binaries: None)
    parents = {path: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.parents}

    with pytest.raises(postgres.DatabaseProblem) as raised:
        postgres.start(tmp_path / "gb", durable=False)

    assert raised.value.code == "root"
    assert stat.S_IMODE((tmp_path / "gb").stat().st_mode) == 0o700
    assert {path: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.parents} == parents


@pytest.mark.skipif(os.geteuid() != 0 or not DEBIAN_15.exists(), reason="needs root, and programs that all may run")
def test_root_without_user_namespaces_runs_the_server_as_nobody(tmp_path_factory, monkeypatch):
    monkeypatch.setattr(identity, "_in_namespace", lambda _binaries: None)
    monkeypatch.setenv("PG_BIN", str(DEBIAN_15))
    with tempfile.TemporaryDirectory(prefix="gb-") as passable:
        Path(passable).chmod(0o711)

        server = postgres.start(Path(passable, "home"), durable=False)

        assert server.layout.data.owner() == "nobody"
        assert ask(server.url_app, "SELECT current_user") == ("giaoban_app",)
        assert not any(map(home.readable_by_others, (server.layout.home, server.layout.folder, server.passfile)))
        server.release()


@pytest.mark.parametrize(("gigabytes", "buffers"), [(0.25, "64MB"), (1, "128MB"), (4, "512MB"), (64, "1024MB")])
def test_buffers_grow_with_the_memory_between_two_bounds(gigabytes, buffers):
    assert cluster.tuning(int(gigabytes * 1024**3))["shared_buffers"] == buffers
