"""The far side of `giaoban.kernel.bounded`: one process, one call, then gone.

Run as a file, never imported; standard library only, to start fast. Reads a line of JSON (target, options, limits,
path) and then the payload from standard input; answers on standard output with one letter (`j` JSON, `b` bytes,
`e` an exception as code, message, told) and the body.
"""

import contextlib
import ctypes
import importlib
import json
import math
import os
import resource
import struct
import sys

MEMORY_EXIT = 77
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS, SIGKILL = 1, 38, 9
# Landlock's system calls have these numbers on every architecture that Python's wheels exist for.
LANDLOCK_CREATE_RULESET, LANDLOCK_ADD_RULE, LANDLOCK_RESTRICT_SELF = 444, 445, 446
LANDLOCK_PATH_BENEATH, LANDLOCK_READ = 1, 0b1100
# How many rights to files each version of Landlock's interface knows. All are named, so what is not granted is refused.
LANDLOCK_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
LANDLOCK_NEWEST, LANDLOCK_NETWORK, LANDLOCK_SIGNALS = 5, 4, 6


def main() -> None:
    order = json.loads(sys.stdin.buffer.readline())
    payload = sys.stdin.buffer.read()
    # A library that prints must not be able to forge an answer.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limit(order["limits"])
    try:
        sys.path[:] = order["path"]
        module, _, name = order["target"].partition(":")
        function = getattr(importlib.import_module(module), name)
        give_up_rights()
        result = function(payload, **order["options"])
        answers.write(
            b"b" + result if isinstance(result, bytes) else b"j" + json.dumps(result, ensure_ascii=False).encode()
        )
    except MemoryError:
        os._exit(MEMORY_EXIT)
    except Exception as problem:  # noqa: BLE001 - the outermost boundary of this process
        told = {
            "code": getattr(problem, "code", None) or "error",
            "message": f"{type(problem).__name__}: {problem}",
            "told": getattr(problem, "fields", {}),
        }
        answers.write(b"e" + json.dumps(told, default=str).encode())
    answers.flush()
    os._exit(0)  # a parser's library may take its time, or crash, when it is taken down in order


def limit(limits: dict[str, float]) -> None:
    seconds = math.ceil(limits["cpu_seconds"])
    set_limit("RLIMIT_CPU", seconds, seconds + 1)  # at the soft limit comes the signal by which the parent knows it
    set_limit("RLIMIT_AS", int(limits["memory_bytes"]))
    set_limit("RLIMIT_FSIZE", 0)
    set_limit("RLIMIT_CORE", 0)


def set_limit(name: str, soft: int, hard: int | None = None) -> None:
    """Lower a limit; one that the system does not have, or has lower already, stays."""
    which = getattr(resource, name, None)
    if which is not None:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(which, (soft, soft if hard is None else hard))


def give_up_rights() -> None:
    """After the import, before the payload: no process, no file, no network, no outliving the parent."""
    set_limit("RLIMIT_NPROC", 0)
    set_limit("RLIMIT_NOFILE", 16)
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)
    landlock(libc)


def landlock(libc: ctypes.CDLL) -> None:
    version = libc.syscall(LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), 1)
    if version < 1:
        return
    files = (1 << LANDLOCK_FILE_RIGHTS[min(version, LANDLOCK_NEWEST)]) - 1
    attributes = struct.pack("Q", files)
    if version >= LANDLOCK_NETWORK:
        attributes += struct.pack("Q", 0b11)  # bind and connect of TCP
    if version >= LANDLOCK_SIGNALS:
        attributes += struct.pack("Q", 0b11)  # abstract sockets and signals
    ruleset = libc.syscall(LANDLOCK_CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), 0)
    if ruleset < 0:
        return
    # The standard library imports some of its own modules on first use; it tells a reader nothing.
    library = os.open(os.path.dirname(os.__file__), os.O_RDONLY)  # noqa: PTH120 - pathlib is slow to import
    libc.syscall(LANDLOCK_ADD_RULE, ruleset, LANDLOCK_PATH_BENEATH, struct.pack("=Qi", LANDLOCK_READ, library), 0)
    libc.syscall(LANDLOCK_RESTRICT_SELF, ruleset, 0)


if __name__ == "__main__":
    main()
