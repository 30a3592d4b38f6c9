"""Public pages under load from loopback, generator included: from the snapshots before Django, and through Django.

Through Django goes what no page knows: a parameter with another number each time. What follows from the log of events is
worked out once until something is written (`registry.settled`), so these are asked a second time while an event is written
each second. The demonstration is served as `giaoban serve` serves it, with one web process for each core.
"""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks import _server, lighthouse

SECONDS, WARM = 20, 3
THROUGH_DJANGO = ("front", "article", "section", "news", "library", "search")
AGENT = "Mozilla/5.0 (Linux; Android 14; K) Chrome/130.0 Mobile Safari/537.36"


def main() -> None:
    with _server.demonstration(workers=None) as site:
        port = int(site.rpartition(":")[2])
        print(f"   load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
        for name, path, rate in (
            ("front page from a snapshot", "/", 1000),
            ("front page known to the browser (304)", "/ known", 1000),
            *((f"{name} through Django", path, 50) for name, path in through_django(site)),
        ):
            told = asyncio.run(measure(port, path, rate))
            print(f"   {name}, {rate} a second for {SECONDS} s: {told}", flush=True)
        with writing(site):
            for name, path in through_django(site):
                told = asyncio.run(measure(port, path, 50))
                print(f"   {name} through Django, 50 a second, an event each second: {told}", flush=True)


# A harmless event, written as any other: nothing that was worked out before it is used after it.
WRITE = """
import time
from giaoban.kernel import clock
from giaoban.registry import events
from giaoban.registry.models import Unit
unit = Unit.objects.first()
print("writing", flush=True)
while True:
    events.record("registry.recovery_codes_made", unit, by=None, at=clock.now(), username="")
    time.sleep(1)
"""


@contextmanager
def writing(site: _server.Site) -> Iterator[None]:
    """Inside an event is written each second."""
    command = [sys.executable, "-m", "giaoban", "manage", "shell", "-v", "0", "-c", WRITE]
    with subprocess.Popen(command, env=site.environ, stdout=subprocess.PIPE, text=True) as writer:
        try:
            assert writer.stdout is not None
            assert any("writing" in line for line in writer.stdout)
            yield
        finally:
            writer.terminate()


def through_django(site: _server.Site) -> Iterator[tuple[str, str]]:
    for name in THROUGH_DJANGO:
        found = lighthouse.address(site, lighthouse.PAGES[name])
        if found:
            path = found.removeprefix(site)
            yield name, f"{path}{'&' if '?' in path else '?'}uncached={{n}}"


async def measure(port: int, path: str, rate: int) -> str:
    """Requests begin when they are due, whatever became of the ones before; the time runs from when they were due."""
    free: asyncio.Queue[tuple] = asyncio.Queue()
    for _ in range(64):
        free.put_nowait(await asyncio.open_connection("127.0.0.1", port))
    headers = f"Host: 127.0.0.1:{port}\r\nUser-Agent: {AGENT}\r\nAccept-Encoding: gzip\r\nAccept-Language: vi\r\n"
    if path.endswith(" known"):
        path = path.removesuffix(" known")
        _status, tag, _size = await ask(free, f"GET {path} HTTP/1.1\r\n{headers}\r\n")
        headers += f"If-None-Match: {tag}\r\n"
    took: list[float] = []
    statuses: dict[str, int] = {}
    sizes: set[int] = set()

    async def one(number: int, due: float) -> None:
        address = f"X-Forwarded-For: 10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}\r\n"
        request = f"GET {path.format(n=number)} HTTP/1.1\r\n{headers}{address}\r\n"
        status, _tag, size = await ask(free, request)
        if number >= WARM * rate:
            took.append(time.perf_counter() - due)
            statuses[status] = statuses.get(status, 0) + 1
            sizes.add(size)

    began, tasks = time.perf_counter() + 0.1, []
    for number in range((SECONDS + WARM) * rate):
        due = began + number / rate
        if (wait := due - time.perf_counter()) > 0:
            await asyncio.sleep(wait)
        tasks.append(asyncio.create_task(one(number, due)))
    await asyncio.gather(*tasks)
    took.sort()
    at = {share: 1000 * took[min(int(len(took) * share), len(took) - 1)] for share in (0.5, 0.95, 0.99)}
    told = "  ".join(f"p{round(100 * share)} {value:.1f} ms" for share, value in at.items())
    return f"{told}  max {1000 * took[-1]:.1f} ms  answers {statuses}  body {max(sizes)} bytes"


async def ask(free: asyncio.Queue, request: str) -> tuple[str, str, int]:
    reader, writer = await free.get()
    try:
        writer.write(request.encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        fields = dict(line.split(": ", 1) for line in head.lower().split("\r\n")[1:] if ": " in line)
        size = int(fields.get("content-length", 0))
        if size:
            await reader.readexactly(size)
        return head[9:12], fields.get("etag", ""), size
    finally:
        free.put_nowait((reader, writer))


if __name__ == "__main__":
    main()
