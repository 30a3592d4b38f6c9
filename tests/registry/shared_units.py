"""Where the folder with the nationwide unit lists lies beside the repository; tests that need it skip without it."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "admin-units"

needs_shared_units = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the nationwide unit lists (../shared/data/admin-units) are not on this machine"
)
