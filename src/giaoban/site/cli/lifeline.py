"""Ties a child process to its parent: when the parent is gone, however it went, the child ends itself.

The parent holds the writing end of a pipe and never writes; the system closes it when the parent dies, even by kill -9.
"""

import os
import signal
import threading
import time

_VARIABLE = "GIAOBAN_LIFELINE"
_GRACE_SECONDS = 8.0


class Lifeline:
    """The parent's end. Start children with `environment` and `pass_fds`."""

    def __init__(self) -> None:
        self._reading, self._writing = os.pipe()

    @property
    def environment(self) -> dict[str, str]:
        return {_VARIABLE: str(self._reading)}

    @property
    def pass_fds(self) -> tuple[int]:
        return (self._reading,)


def end_with_parent() -> None:
    """In a child: from here on a vanished parent means SIGTERM for this process, and SIGKILL if that is not enough."""
    named = os.environ.pop(_VARIABLE, None)
    if named is not None:
        threading.Thread(target=_wait, args=(int(named),), daemon=True).start()


def _wait(descriptor: int) -> None:
    os.read(descriptor, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE_SECONDS)
    os.killpg(os.getpgid(0), signal.SIGKILL)
