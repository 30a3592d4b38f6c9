"""Run one pure function on hostile bytes in a process that can do little harm; get its answer or a named problem.

The child starts from a fresh interpreter (never a fork of a threaded web process), in a session of its own, with an
empty environment. It imports the function, gives up its rights, and only then sees the payload. What holds everywhere:
wall clock, size of the answer, processor time, no regular file written, no core dump. What holds where the system
offers it, and is silently weaker elsewhere:

* address space (RLIMIT_AS): Linux; macOS accepts no such limit;
* no new process (RLIMIT_NPROC): Linux does not enforce it for root, but still refuses root to start programs (Landlock);
* no network: an empty network namespace (Linux with user namespaces), or Landlock's rule for TCP (Linux 6.7);
* after the import no file opened but those of the standard library, none made or removed, no program started, no
  signal to others: Landlock (Linux 5.13, signals 6.12).

On macOS, and in a container that forbids both `unshare` and Landlock, the child can reach what the server's user can
reach: give the server a user of its own there. `rights()` says what holds on this machine.
"""

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from giaoban.kernel.problems import Problem

CHILD = Path(__file__).with_name("bounded_child.py")
MEMORY_EXIT = 77  # the child's exit code for a MemoryError: to send words it would need memory
CHUNK = 1 << 16
COMPLAINT_BYTES = 4000


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one call may use; more raises `LimitExceeded`."""

    cpu_seconds: int = 5
    wall_seconds: float = 10.0
    memory_bytes: int = 512 * 1024 * 1024
    answer_bytes: int = 16 * 1024 * 1024


class LimitExceeded(Problem):
    """The function used more than it may; `kind` is "cpu", "wall", "memory" or "answer"."""

    code = "limit_exceeded"
    sentence_vi = "Việc xử lý vượt giới hạn cho phép ({kind})."
    kind: str


class ChildFailed(Problem):
    """The function raised, or its process died.

    `code` is the raised exception's own `code` where it has one, else "error"; "crashed" when the process died.
    `told` are the raised exception's own `fields`.
    """

    sentence_vi = "Việc xử lý không hoàn thành: {message}."
    message: str
    told: dict[str, Any]


def run(target: str, payload: bytes, *, limits: Limits | None = None, **options: Any) -> Any:
    """Answer of `function(payload, **options)` for a target "package.module:function", computed in a bounded child.

    Options and answer are JSON values; an answer of bytes comes back as bytes. What the function needs of installed
    packages must be imported at the top of its module: once the child has given up its rights it is too late. Blocks
    the calling thread. Raises LimitExceeded or ChildFailed.
    """
    limits = limits or Limits()
    order = {
        "target": target,
        "options": options,
        "limits": asdict(limits),
        "path": [str(CHILD.parents[2]), *(p for p in sys.path if p.startswith("/"))],
    }
    child = subprocess.Popen(  # noqa: S603 - our own interpreter and our own file
        # -I -S: no user site, no .pth code; the child takes the parent's search path instead.
        [sys.executable, "-I", "-S", "-B", "-X", "utf8", str(CHILD)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd="/",
        env={},
        start_new_session=True,
    )
    with child:
        try:
            answer, complaint = _converse(child, json.dumps(order).encode() + b"\n" + payload, limits)
        finally:
            # Before the child is waited for, so that its group's number cannot have been given to another; a child that has exited keeps its code.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)
    return _judge(child.returncode, answer, complaint)


def rights() -> dict[str, bool]:
    """What the child is kept from on this machine: {"files": …, "network": …, "programs": …}, True where it is."""
    held: dict[str, bool] = run("giaoban.kernel.bounded_probe:held", b"")
    return held


def _converse(child: "subprocess.Popen[bytes]", message: bytes, limits: Limits) -> tuple[bytes, bytes]:
    """Feed the message, collect answer and complaint until the child has closed both."""
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stderr is not None
    deadline = time.monotonic() + limits.wall_seconds
    answer, complaint = bytearray(), bytearray()
    unsent = memoryview(message)
    os.set_blocking(child.stdin.fileno(), False)
    with selectors.DefaultSelector() as ready:
        ready.register(child.stdin, selectors.EVENT_WRITE)
        ready.register(child.stdout, selectors.EVENT_READ, answer)
        ready.register(child.stderr, selectors.EVENT_READ, complaint)
        while ready.get_map():
            left = deadline - time.monotonic()
            if left <= 0:
                raise LimitExceeded(kind="wall")
            for key, _ in ready.select(left):
                if key.fileobj is child.stdin:
                    unsent = unsent[_send(key.fd, unsent) :]
                    if not unsent:
                        ready.unregister(child.stdin)
                        child.stdin.close()
                elif piece := os.read(key.fd, CHUNK):
                    key.data.extend(piece)
                else:
                    ready.unregister(key.fileobj)
            if len(answer) > limits.answer_bytes:
                raise LimitExceeded(kind="answer")
            del complaint[:-COMPLAINT_BYTES]
    return bytes(answer), bytes(complaint)


def _send(fd: int, unsent: memoryview) -> int:
    """Bytes taken; all of them when the child no longer listens."""
    try:
        return os.write(fd, unsent[:CHUNK])
    except BlockingIOError:
        return 0
    except BrokenPipeError:
        return len(unsent)


def _judge(code: int, answer: bytes, complaint: bytes) -> Any:
    if code == MEMORY_EXIT:
        raise LimitExceeded(kind="memory")
    if code == -signal.SIGXCPU:
        raise LimitExceeded(kind="cpu")
    if code != 0 or not answer:
        message = f"exit {code}: {complaint.decode(errors='replace').strip()}"
        raise ChildFailed(code="crashed", message=message, told={})
    kind, body = answer[:1], answer[1:]
    if kind == b"b":
        return body
    result = json.loads(body)
    if kind == b"e":
        raise ChildFailed(**result)
    return result
