"""One installation is migrated for the whole run; whoever needs one takes a copy of its folder."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.installation import Installation
from tests.site import cluster


@pytest.fixture(scope="session")
def migrated() -> Callable[[Path], Path]:
    """`migrated(folder)`: a home in `folder`, which is not there yet, with its database laid out, migrated and at rest."""
    kept = Path(os.environ[cluster.HOME], "installation")
    with Path(os.environ[cluster.HOME], "installation.lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.fstat(lock.fileno()).st_size:
            Installation(kept).giaoban("migrate")
            lock.write("migrated")

    def copied(folder: Path) -> Path:
        return Path(shutil.copytree(kept, folder))

    return copied
