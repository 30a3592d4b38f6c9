"""Whole installations in folders of their own, driven by the command, as an operator does."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from giaoban.site import postgres

DEBIAN_15 = Path("/usr/lib/postgresql/15/bin")
# What the tests' own process has set must not lead another installation astray.
NOT_OURS = ("DATABASE_URL", "DATABASE_OWNER_URL", "GIAOBAN_DB_ROLE", "GIAOBAN_DEMO", "DJANGO_SETTINGS_MODULE", "PG_BIN")


@dataclass
class Installation:
    home: Path
    environment: dict[str, str] = field(default_factory=dict)

    def giaoban(self, *arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
        environ = kept | {"GIAOBAN_HOME": str(self.home), "GIAOBAN_LANG": "en", **self.environment}
        command = [sys.executable, "-W", "ignore", "-m", "giaoban", *arguments]
        ran = subprocess.run(command, capture_output=True, text=True, env=environ, stdin=subprocess.DEVNULL)
        assert ran.returncode == code, (arguments, ran.returncode, ran.stdout, ran.stderr)
        return ran

    @contextmanager
    def running(self) -> Iterator["Installation"]:
        """Keeps the database up between commands, so that each need not start and stop it."""
        with pytest.MonkeyPatch.context() as patch:
            for name, value in self.environment.items():
                patch.setenv(name, value)
            server = postgres.start(self.home)
        yield self
        server.release()

    def json(self, *arguments: str) -> dict[str, Any]:
        return json.loads(self.giaoban(*arguments, "--json").stdout)

    def python(self, code: str) -> Any:
        """Runs code with Django set up as the owner of the database; what it leaves in `answer`, as JSON."""
        script = f"import json\nfrom django.db import connection\n{code}\nprint('ANSWER', json.dumps(answer))"
        ran = self.giaoban("manage", "shell", "--no-imports", "-c", script)
        return json.loads(ran.stdout.rpartition("ANSWER ")[2])
