"""Try, from inside a bounded child, what it should be kept from. Asked by `giaoban.kernel.bounded.rights`."""

import os
import socket
import sys
from collections.abc import Callable


def held(_payload: bytes) -> dict[str, bool]:
    """For each right: True when the attempt was refused."""
    return {"files": _refused(_open_a_file), "network": _refused(_reach_out), "programs": _refused(_start_a_program)}


def _refused(attempt: Callable[[], None]) -> bool:
    try:
        attempt()
    except OSError:
        return True
    return False


def _open_a_file() -> None:
    os.close(os.open(__file__, os.O_RDONLY))


def _reach_out() -> None:
    # A datagram socket "connects" by choosing a route and sends nothing; without a network there is no route.
    # The address is reserved for documentation.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as outside:
        outside.connect(("192.0.2.1", 9))


def _start_a_program() -> None:
    os.waitpid(os.posix_spawn(sys.executable, [sys.executable, "-I", "-S", "-c", ""], {}), 0)
