"""A bounded call answers, or ends within its limits with a named problem, and leaves nothing behind."""

import os
import socket
import sys
import threading
from pathlib import Path

import pytest

from giaoban.kernel import bounded
from giaoban.kernel.bounded import ChildFailed, LimitExceeded, Limits

HOSTILE = """
import ctypes, os, signal, socket, subprocess, sys, time

class Refused(Exception):
    code = "refused"
    fields = {"page": 3}

def shout(payload, *, times): return payload.decode().upper() * times
def swap(payload): return payload[::-1]
def refuse(payload): raise Refused("no")
def stumble(payload): return 1 // 0
def spin(payload):
    while True: pass
def doze(payload): time.sleep(60)
def swallow(payload): return len(bytearray(2_000_000_000))
def swallow_slowly(payload):
    heap = []
    while True: heap.append("x" * 1_000_000 + str(len(heap)))
def babble(payload): return b"x" * 50_000_000
def die(payload): ctypes.string_at(0)
def leave(payload): os._exit(0)
def forge(payload):
    print("j" + '"forged"')
    return "true"
def environment(payload): return dict(os.environ)
def write(payload, *, path): open(path, "w").write("x")
def remove(payload, *, path): os.unlink(path)
def read(payload, *, path): return open(path).read()
def fork(payload): return os.fork()
def start(payload): return subprocess.run([sys.executable, "-c", ""]).returncode
def connect(payload, *, port):
    with socket.create_connection(("127.0.0.1", port), timeout=2): return "connected"
def shoot(payload, *, pid): os.kill(pid, 0)
def closed_and_alive(payload):
    os.closerange(0, 64)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def hostile(tmp_path, monkeypatch):
    (tmp_path / "hostile_functions.py").write_text(HOSTILE)
    monkeypatch.syspath_prepend(str(tmp_path))


def call(name, payload=b"", *, limits=None, **options):
    return bounded.run(f"hostile_functions:{name}", payload, limits=limits, **options)


linux = pytest.mark.skipif(sys.platform != "linux", reason="this right can be taken away on Linux only")


@pytest.fixture
def rights():
    return bounded.rights()


def test_answer_comes_back_as_json_or_bytes():
    assert call("shout", "quý".encode(), times=2) == "QUÝQUÝ"
    assert call("swap", b"abc" * 500_000) == b"cba" * 500_000


def test_exception_comes_back_with_its_code_and_fields():
    with pytest.raises(ChildFailed) as failed:
        call("refuse")

    assert (failed.value.code, failed.value.told) == ("refused", {"page": 3})


def test_exception_without_code_is_an_error_that_says_what_was_raised():
    with pytest.raises(ChildFailed) as failed:
        call("stumble")

    assert failed.value.code == "error"
    assert "ZeroDivisionError" in failed.value.message


def test_unknown_target_is_an_error():
    with pytest.raises(ChildFailed) as failed:
        bounded.run("hostile_functions:nobody", b"")

    assert "nobody" in failed.value.message


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "limits", "kind"),
    [
        ("spin", Limits(cpu_seconds=1), "cpu"),
        ("doze", Limits(wall_seconds=0.5), "wall"),
        ("babble", Limits(answer_bytes=1_000_000), "answer"),
        pytest.param("swallow", Limits(), "memory", marks=linux),
        pytest.param("swallow_slowly", Limits(), "memory", marks=linux),
    ],
)
def test_call_beyond_a_limit_ends_and_says_which(name, limits, kind):
    with pytest.raises(LimitExceeded) as ended:
        call(name, limits=limits)

    # Each would go on for a minute or for good, and "wall" is what a limit of time says: the others came before it.
    assert ended.value.kind == kind


@pytest.mark.parametrize("name", ["die", "leave", "closed_and_alive"])
def test_process_that_ends_its_part_without_an_answer_has_crashed(name):
    with pytest.raises(ChildFailed) as failed:
        call(name)

    assert failed.value.code == "crashed"


def test_child_that_never_reads_does_not_block_the_caller():
    with pytest.raises(ChildFailed) as failed:
        bounded.run("hostile_functions:leave", b"x" * 5_000_000, limits=Limits(wall_seconds=5))

    assert failed.value.code == "crashed"


def test_what_a_library_prints_cannot_forge_an_answer():
    assert call("forge") == "true"


def test_environment_is_empty(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "secret")

    assert "DATABASE_URL" not in call("environment")


def test_nothing_is_written(tmp_path):
    target = tmp_path / "written"

    with pytest.raises(ChildFailed):
        call("write", path=str(target))

    assert not target.exists() or target.read_text() == ""


@linux
def test_files_can_be_neither_read_nor_removed(tmp_path, rights):
    if not rights["files"]:
        pytest.skip("this kernel has no Landlock")
    kept = tmp_path / "kept"
    kept.write_text("a")

    with pytest.raises(ChildFailed, match="PermissionError"):
        call("read", path=str(kept))
    with pytest.raises(ChildFailed, match="PermissionError"):
        call("remove", path=str(kept))

    assert kept.read_text() == "a"


@linux
def test_no_program_can_be_started(rights):
    if not rights["programs"]:
        pytest.skip("this kernel has no Landlock")
    with pytest.raises(ChildFailed, match=r"PermissionError|BlockingIOError"):
        call("start")


@pytest.mark.skipif(os.geteuid() == 0, reason="no system limits the processes of root")
def test_no_process_can_be_forked():
    with pytest.raises(ChildFailed, match="BlockingIOError"):
        call("fork")


@linux
def test_network_cannot_be_reached(rights, unused_port_server):
    if not rights["network"]:
        pytest.skip("this system allows neither network namespaces nor Landlock")
    with pytest.raises(ChildFailed, match=r"OSError|PermissionError"):
        call("connect", port=unused_port_server)


@pytest.fixture
def unused_port_server():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_child_is_gone_after_it_was_stopped():
    # Other tests of the run may have children of their own: a database server, a browser.
    before = _children()

    with pytest.raises(LimitExceeded):
        call("doze", limits=Limits(wall_seconds=0.3))

    assert _children() == before


def _children() -> set[str]:
    """Of this thread, those that nobody waited for among them."""
    return set(Path(f"/proc/self/task/{threading.get_native_id()}/children").read_text().split())


def test_payload_may_look_like_the_order():
    assert bounded.run("builtins:bytes", b"\n{}\n") == b"\n{}\n"


@pytest.mark.slow
def test_small_call_costs_less_than_a_tenth_of_a_second():
    cheapest = min(_processor_seconds(lambda: call("swap", b"x" * 8000)) for _ in range(5))

    assert cheapest < 0.1


def _processor_seconds(act) -> float:
    """Of this process and its children: what others do on the machine meanwhile does not count."""
    before = sum(os.times()[:4])
    act()
    return sum(os.times()[:4]) - before
