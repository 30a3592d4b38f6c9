"""The worker is killed in the middle of taking in a long list: nothing is half done, and the next worker does all of it once."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from giaoban.site import postgres

pytestmark = pytest.mark.faults

ROWS, ROUNDS = 3_000, 3
_HAND_OVER = f"""
import os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.site.settings")
import django
django.setup()
from giaoban.briefing import operations
from giaoban.briefing.models import Series
from giaoban.documents.reading.tables import read_table
from giaoban.kernel import clock
from giaoban.registry import queries as registry
from giaoban.registry.models import User
from giaoban.site import demonstration
from tests.briefing.old_lists.making import book, row

office = registry.actor(User.objects.get(username="demo.vanphong"), chosen=None, on=demonstration.TODAY)
data = book([row(n, f"Việc thứ {{n}}", "Hội Liên hiệp Phụ nữ tỉnh") for n in range(1, {ROWS} + 1)])
found = operations.read_old_list(
    book=read_table(data, name="a.xlsx"), data=data, name="a.xlsx", series=Series.objects.first(), title="Danh sách dài",
    held_on=demonstration.TODAY, by=office, at=clock.now(),
)
print(operations.hand_over_old_list(old_list_id=found.pk, by=office, at=clock.now()).pk)
"""
_HOW_IT_STANDS = """
    SELECT l.status, p.done,
           (SELECT count(*) FROM briefing_oldrow r WHERE r.old_list_id = l.id AND r.task_id IS NOT NULL),
           (SELECT count(*) FROM briefing_briefing b WHERE b.title = l.title),
           (SELECT count(*) FROM registry_event e WHERE e.type = 'briefing.old_list_taken')
    FROM briefing_oldlist l JOIN briefing_oldlistprogress p ON p.old_list_id = l.id
"""
# What the sweep of stalled jobs does each five minutes, at once.
_FREE = """
    UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour';
    SELECT procrastinate_retry_job_v2(id, now(), NULL, NULL, NULL) FROM procrastinate_jobs
    WHERE task_name = 'briefing.take_in_old_list' AND status = 'doing'
"""


def test_list_is_whole_or_absent_however_often_the_worker_dies(tmp_path):
    environ = {**os.environ, "GIAOBAN_HOME": str(tmp_path), "GIAOBAN_DEMO": "1", "PYTHONPATH": _paths()}
    for command in (["migrate"], ["demo"]):
        subprocess.run([sys.executable, "-m", "giaoban", *command], env=environ, check=True, capture_output=True)
    server = postgres.start(tmp_path)
    subprocess.run([sys.executable, "-c", _HAND_OVER], env=environ, check=True, capture_output=True)

    with psycopg.connect(server.url_owner, autocommit=True) as seen:
        for number in range(ROUNDS + 1):
            worker = subprocess.Popen(
                [sys.executable, "-m", "giaoban", "worker"],
                env=environ,
                stderr=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
            dies = number < ROUNDS
            _until(seen, _has_begun if dies else _is_done)
            worker.send_signal(signal.SIGKILL if dies else signal.SIGTERM)
            worker.wait()
            if dies:
                assert seen.execute(_HOW_IT_STANDS).fetchone()[2:] == (0, 0, 0)
                seen.execute("UPDATE briefing_oldlistprogress SET done = 0")
                seen.execute(_FREE)

        status, _done, with_task, briefings, told = seen.execute(_HOW_IT_STANDS).fetchone()
    server.release()
    assert (status, with_task, briefings, told) == ("confirmed", ROWS, 1, 1)


def _paths() -> str:
    root = Path(__file__).parents[2]
    return os.pathsep.join([str(root / "src"), str(root)])


def _has_begun(_status: str, done: int) -> bool:
    return done > 0


def _is_done(status: str, _done: int) -> bool:
    return status == "confirmed"


def _until(seen, reached) -> None:
    for _look in range(2_400):
        status, done, *_rest = seen.execute(_HOW_IT_STANDS).fetchone()
        if reached(status, done):
            return
        time.sleep(0.05)
    raise AssertionError("the worker did not get there within two minutes")
