"""Under which identity the server runs.

PostgreSQL refuses root, so root is mapped or dropped, and no folder above our own ever changes its permissions for it.
"""

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from giaoban.site.postgres.binaries import Binaries
from giaoban.site.postgres.problems import DatabaseProblem


@dataclass(frozen=True)
class Identity:
    """A prefix for the command line (user namespace) or another user's ids (dropped), or neither."""

    prefix: tuple[str, ...] = ()
    uid: int | None = None
    gid: int | None = None

    def command(self, arguments: Sequence[str]) -> list[str]:
        return [*self.prefix, *arguments]

    def process_options(self) -> dict[str, Any]:
        """Keyword arguments of `subprocess` that put the program under this identity."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Give one of our own files or folders to the server, where it runs as somebody else."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


def choose(binaries: Binaries, folder: Path) -> Identity:
    """Ordinary users run the server as themselves; root in a user namespace, else as `nobody`."""
    if os.geteuid() != 0:
        return Identity()
    namespaced = _in_namespace(binaries)
    return namespaced or _as_nobody(binaries, folder)


def _in_namespace(binaries: Binaries) -> Identity | None:
    unshare = shutil.which("unshare")
    # initdb looks its user up by number, so the number must be one that the machine knows.
    somebody = next((entry.pw_uid for entry in pwd.getpwall() if entry.pw_uid != 0), None)
    if not unshare or somebody is None:
        return None
    prefix = (unshare, "--user", f"--map-user={somebody}", f"--map-group={somebody}", "--")
    probe = subprocess.run([*prefix, binaries.path("postgres"), "--version"], capture_output=True, check=False)  # noqa: S603
    return Identity(prefix=prefix) if probe.returncode == 0 else None


def _as_nobody(binaries: Binaries, folder: Path) -> Identity:
    nobody = pwd.getpwnam("nobody")
    identity = Identity(uid=nobody.pw_uid, gid=nobody.pw_gid)
    # Only our own two folders are opened, and only for passing through; everything above them stays as it is.
    for ours in (folder.parent, folder):
        ours.chmod(0o711)
    reach = ["/bin/sh", "-c", 'cd "$1" && "$2" --version', "sh", str(folder), binaries.path("postgres")]
    probe = subprocess.run(reach, capture_output=True, check=False, **identity.process_options())  # noqa: S603
    if probe.returncode != 0:
        for ours in (folder.parent, folder):
            ours.chmod(0o700)
        raise DatabaseProblem("root", folder=folder)
    return identity
