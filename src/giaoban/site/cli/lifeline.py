"""Ties a child process to its parent: when the parent is gone, however it went, the child ends itself too."""

import os
import signal
import threading
import time

_VARIABLE = "GIAOBAN_PARENT"
_GRACE_SECONDS = 8.0


def for_children() -> dict[str, str]:
    """What a parent adds to the environment of the children that shall not outlive it."""
    return {_VARIABLE: str(os.getpid())}


def end_with_parent() -> None:
    """In a child: from here on a vanished parent means SIGTERM for this process, and SIGKILL if that is not enough."""
    named = os.environ.get(_VARIABLE)
    if named is not None:
        threading.Thread(target=_watch, args=(int(named),), daemon=True).start()


def _watch(parent: int) -> None:
    # The system hands an orphan to another parent; the number of the dead one may be given away, our parent's may not.
    while os.getppid() == parent:
        time.sleep(0.25)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE_SECONDS)
    os.kill(os.getpid(), signal.SIGKILL)
