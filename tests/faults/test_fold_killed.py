"""Killed in the middle of folding, twelve times: what was told since counts once, whether it was folded in or still waits."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from giaoban.site import postgres
from giaoban.site.postgres import postmaster
from tests.faults.installation import Installation

pytestmark = pytest.mark.faults

ROUNDS, AT_ONCE = 12, 150

# Tells the same acceptance again and again, which no operation does: so that every round finds enough to fold.
_FOLDER = f"""
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.site.settings")
import django
django.setup()
from django.db import transaction
from giaoban.kernel.ids import uuid7
from giaoban.reporting import operations
from giaoban.reporting.models import PendingTally, Tally

kept = Tally.objects.order_by("call", "pk").first()
lands = list(Tally.objects.filter(call=kept.call).values_list("land", flat=True))
sums = {{name: ["1.5", 1, 0, 1] for name in kept.sums}}
while True:
    with transaction.atomic():
        PendingTally.objects.bulk_create(
            PendingTally(call=kept.call, unit_id=kept.land_id, lands=lands, sums=sums, answered=1, stamp=kept.stamp)
            for _ in range({AT_ONCE})
        )
    print("told", flush=True)
    while operations.fold():
        pass
"""

_SUMS = """
from giaoban.reporting import tallying
from giaoban.reporting.models import Tally
kept = Tally.objects.order_by("call", "pk").first()
sums, stale = tallying.read([kept.call_id], list(Tally.objects.filter(call=kept.call).values_list("land", flat=True)))
assert not stale
answer = {
    str(land): [one.answered, {name: [str(part) for part in one.of(name)] for name in kept.sums}]
    for (_call, land), one in sums.items()
}
"""


@pytest.fixture
def installation(tmp_path, migrated) -> Installation:
    """One with the demonstration in it, its database durable as in earnest, and nothing left to fold."""
    made = Installation(migrated(tmp_path / "home"))
    made.giaoban("demo")
    made.python("from giaoban.reporting import operations\nanswer = operations.fold_all()")
    return made


def fold_until_killed(home: Path, *, database: bool, chance: random.Random) -> int:
    """What is told is folded in; -9 comes meanwhile. Returns how much was told by then."""
    server = postgres.start(home)
    folder = subprocess.Popen(
        [sys.executable, "-c", _FOLDER],
        env={**os.environ, "GIAOBAN_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with folder:
        folder.stdout.readline()
        time.sleep(chance.uniform(0, 0.15))
        os.kill(postmaster.pid(server.layout) if database else folder.pid, signal.SIGKILL)
        folder.kill()
        told = 1 + sum(1 for _line in folder.stdout)
    server.release()
    return told * AT_ONCE


def test_what_was_told_counts_once_however_the_folder_dies(installation):
    chance = random.Random(20211013)
    before = installation.python(_SUMS)
    assert before

    told = sum(fold_until_killed(installation.home, database=turn % 4 == 3, chance=chance) for turn in range(ROUNDS))

    after = installation.python(_SUMS)
    assert after.keys() == before.keys()
    for land, (answered, sums) in after.items():
        # A batch may have been told whose word was lost with the process: whole batches, and no part of one.
        more = answered - before[land][0]
        assert told <= more <= told + ROUNDS * AT_ONCE, land
        assert more % AT_ONCE == 0, land
        for name, (total, parts, nones, estimates) in sums.items():
            was = before[land][1][name]
            added = float(total) - float(was[0]), int(parts) - int(was[1]), int(estimates) - int(was[3])
            assert added == (1.5 * more, more, more), (land, name)
            assert nones == was[2]
