"""The operator's page, what it reads, and the jobs that keep the queue alive."""

import datetime as dt
from types import SimpleNamespace

import pytest
from asgiref.sync import sync_to_async
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import connection, connections
from procrastinate.contrib.django import app

from giaoban.kernel import clock
from giaoban.registry import operations
from giaoban.site import jobs
from giaoban.site.operation import records, state
from tests.browser import run_apart
from tests.cast import SINCE, make_actor


@pytest.fixture
def operator(province):
    return make_actor("may", "Vũ Văn Máy", "operator", province.front)


@pytest.fixture
def home(tmp_path, settings):
    settings.HOME = tmp_path
    return tmp_path


def run_sql(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def test_page_tells_that_no_backup_was_made_and_that_no_worker_runs(signed_in, operator, home):
    page = signed_in(operator).get("/operator/").content.decode()

    assert "giaoban backup" in page
    assert "giaoban drill" in page
    assert "alert-danger" in page


def test_page_shows_the_last_backup_drill_and_what_a_restore_lost(signed_in, operator, home):
    records.write(home, "backup", folder="x", rows=4711, files=12, head=99, missing=0)
    records.write(home, "drill", backup="2026-11-22T013000Z", rows=4711, files=12, seconds=1.5)
    records.write(home, "restore", backup="2026-11-22T013000Z", lost_from=100, lost_to=123)

    page = signed_in(operator).get("/operator/").content.decode()

    assert "4.711" in page
    assert "2026-11-22T013000Z" in page
    assert "123" in page
    assert "giaoban backup" not in page


def test_page_is_the_operators_alone_and_shows_no_work(signed_in, operator, tuyet, home, client):
    assert signed_in(tuyet).get("/operator/").status_code == 403
    assert signed_in(operator).get("/tasks/").status_code == 403


def test_page_costs_a_handful_of_queries(signed_in, operator, home, django_assert_max_num_queries):
    client = signed_in(operator)
    client.get("/operator/")

    with django_assert_max_num_queries(16):
        client.get("/operator/")


def test_role_of_operator_is_given_at_the_server_alone(province, quan, hoa, at):
    with pytest.raises(PermissionDenied):
        operations.grant_role(
            user=hoa.user, role="operator", unit_id=province.women.pk, valid_from=SINCE, valid_until=None, by=quan, at=at
        )  # fmt: skip


@pytest.mark.parametrize(("kind", "days", "due"), [("backup", 1, False), ("backup", 2, True), ("drill", 30, False), ("drill", 40, True)])  # fmt: skip
def test_backup_is_due_after_a_day_and_drill_after_a_month(db, tmp_path, kind, days, due):
    records.write(tmp_path, kind, rows=1)

    found = state.read(tmp_path, at=clock.now() + dt.timedelta(days=days))

    assert found.records[kind].is_due is due


def test_unreadable_record_counts_as_none(tmp_path):
    records.write(tmp_path, "backup", rows=1)
    (tmp_path / "operation" / "backup.json").write_text("{")

    assert records.read(tmp_path, "backup") is None


def test_waiting_running_stalled_and_failed_jobs_are_counted(db, tmp_path):
    for status, minutes in (("todo", 20), ("todo", -20), ("doing", 0), ("failed", 0)):
        run_sql(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, scheduled_at)"
            " VALUES ('default', 'x', %s, now() - make_interval(mins => %s))",
            status,
            minutes,
        )

    found = state.read(tmp_path, at=clock.now()).jobs

    assert (found.waiting, found.running, found.stalled, found.failed) == (1, 1, 1, 1)
    assert found.is_late
    assert dt.timedelta(minutes=19) < found.oldest < dt.timedelta(minutes=21)


def test_silent_worker_is_told_from_one_that_was_heard(db, tmp_path):
    run_sql("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now()), (now() - interval '5 minutes')")

    assert [worker.is_silent for worker in state.read(tmp_path, at=clock.now()).workers] == [False, True]


def test_worker_knows_the_jobs_of_every_room():
    assert {"registry.deliver", "registry.forget_forms", "site.retry_stalled", "site.forget_jobs"} <= set(app.tasks)


def test_sweep_of_stalled_jobs_has_no_lock_that_a_dead_worker_could_keep():
    assert app.tasks["site.retry_stalled"].lock is None
    assert app.tasks["site.retry_stalled"].queueing_lock is None


@pytest.mark.django_db(transaction=True)
def test_job_of_a_dead_worker_is_put_back_and_that_of_a_living_one_left():
    run_sql(
        "WITH worker AS (INSERT INTO procrastinate_workers (last_heartbeat)"
        " VALUES (now()), (now() - interval '5 minutes') RETURNING id, last_heartbeat)"
        " INSERT INTO procrastinate_jobs (queue_name, task_name, status, worker_id)"
        " SELECT 'default', CASE WHEN last_heartbeat = now() THEN 'living' ELSE 'dead' END, 'doing', id FROM worker"
    )

    async def swept():
        count = await jobs.retry_stalled.func(SimpleNamespace(app=app), 0)
        # The job's thread has a connection of its own.
        await sync_to_async(connections.close_all)()
        return count

    put_back = run_apart(swept())

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT task_name, status::text FROM procrastinate_jobs WHERE task_name IN ('dead', 'living') ORDER BY 1"
        )
        assert cursor.fetchall() == [("dead", "todo"), ("living", "doing")]
    assert put_back == 1


def test_sessions_whose_time_is_over_are_forgotten(db, client, hoa):
    client.force_login(hoa.user, backend="django.contrib.auth.backends.ModelBackend")
    Session.objects.create(session_key="old", session_data="x", expire_date=clock.now() - dt.timedelta(hours=1))

    assert jobs.forget_sessions.func(0) == 1
    assert Session.objects.count() == 1
