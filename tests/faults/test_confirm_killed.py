"""Killed in the middle of a confirmation, twenty times: what was acknowledged is there, and nothing is half done."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from psycopg.rows import dict_row

from giaoban.site import postgres
from giaoban.site.postgres import postmaster
from tests.faults.installation import Installation

pytestmark = pytest.mark.faults

ROUNDS = 20

_OFFICE = """
import os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.site.settings")
import django
django.setup()
from giaoban.briefing import operations, queries, review
from giaoban.kernel import clock
from giaoban.registry import queries as registry
from giaoban.registry.models import User
from giaoban.site import demonstration

office = registry.actor(User.objects.get(username="demo.vanphong"), chosen=None, on=demonstration.TODAY)
land = registry.seat(office.unit_id, on=demonstration.TODAY)
linker = queries.linker(land, on=demonstration.TODAY)
while True:
    (found,) = operations.import_text(
        text=demonstration.text(), kind="pasted", by=office, at=clock.now(), linker=linker
    )
    for number in operations.sentences_left(found):
        operations.decide_sentence(import_id=found.pk, number=number, fate="none", by=office, at=clock.now())
    owner = review.owner_of(found, on=demonstration.TODAY)
    print("confirming", found.pk, flush=True)
    held = operations.confirm(import_id=found.pk, owner=owner, by=office, at=clock.now())
    print("acknowledged", held.pk, flush=True)
"""

_HALF_DONE = """
    SELECT i.id, i.status, count(DISTINCT b.id) AS briefings,
           (SELECT count(*) FROM briefing_proposedsentence s WHERE s.text_import_id = i.id) AS proposed_sentences,
           (SELECT count(*) FROM briefing_sentence s WHERE s.briefing_id = min(b.id::text)::uuid) AS sentences,
           (SELECT count(*) FROM briefing_proposedtask t WHERE t.text_import_id = i.id AND t.state <> 'discarded') AS proposed_tasks,
           (SELECT count(*) FROM briefing_task t WHERE t.briefing_id = min(b.id::text)::uuid) AS tasks,
           (SELECT count(*) FROM registry_event e WHERE e.type = 'briefing.confirmed' AND e.subject_id = min(b.id::text)::uuid) AS told
    FROM briefing_textimport i LEFT JOIN briefing_briefing b ON b.text_import_id = i.id GROUP BY i.id, i.status
"""


@pytest.fixture
def home(tmp_path, migrated) -> Path:
    """An installation with the demonstration in it, its database durable as in earnest."""
    installation = Installation(migrated(tmp_path / "home"))
    installation.giaoban("demo")
    return installation.home


def work_until_killed(home: Path, *, database: bool, chance: random.Random) -> list[str]:
    """The office confirms briefings; -9 comes while one is being confirmed. Returns those it was told are confirmed."""
    server = postgres.start(home)
    environ = {**os.environ, "GIAOBAN_HOME": str(home), "GIAOBAN_DEMO": "1"}
    office = subprocess.Popen(
        [sys.executable, "-c", _OFFICE], env=environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    acknowledged = []
    with office:
        wanted = chance.randint(1, 2)
        for line in office.stdout:
            word, _, found = line.strip().partition(" ")
            if word == "acknowledged":
                acknowledged.append(found)
            else:
                wanted -= 1
            if not wanted and word == "confirming":
                time.sleep(chance.uniform(0, 0.12))
                os.kill(postmaster.pid(server.layout) if database else office.pid, signal.SIGKILL)
                break
        acknowledged += [line.split()[1] for line in office.stdout if line.startswith("acknowledged")]
        office.kill()
    server.release()
    return acknowledged


def test_a_confirmation_is_whole_or_absent(home):
    chance = random.Random(20211013)
    acknowledged: list[str] = []

    for turn in range(ROUNDS):
        acknowledged += work_until_killed(home, database=turn % 4 == 3, chance=chance)

    server = postgres.start(home)
    with psycopg.connect(server.url_owner, row_factory=dict_row) as connection:
        present = {str(row["id"]) for row in connection.execute("SELECT id FROM briefing_briefing")}
        imports = connection.execute(_HALF_DONE).fetchall()
    server.release()
    assert set(acknowledged) <= present, "an acknowledged confirmation is missing"
    assert len(imports) >= ROUNDS
    for row in imports:
        if row["status"] == "confirmed":
            assert (row["briefings"], row["sentences"], row["tasks"], row["told"]) == (
                1, row["proposed_sentences"], row["proposed_tasks"], 1,
            ), row  # fmt: skip
        else:
            assert row["briefings"] == row["tasks"] == row["sentences"] == row["told"] == 0, row
