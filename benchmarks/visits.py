"""Counted visits beside the true ones: 100,000 human-like visits of one day, mixed with 40 machines, told by two processes."""

import datetime as dt
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from uuid import UUID

VISITS, MACHINES, HITS_OF_A_MACHINE = 100_000, 40, 2_500
MORNING = dt.datetime(2026, 3, 8, 23, 0, tzinfo=dt.UTC)  # six in the morning in Vietnam
OPEN_HOURS = 17
PAGES = 200


def main() -> None:
    """In a process and a home of its own, with a database that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="giaoban-bench-") as home:
        apart = {"DATABASE_URL", "DATABASE_OWNER_URL", "GIAOBAN_DB_ROLE", "DJANGO_SETTINGS_MODULE"}
        kept = {name: value for name, value in os.environ.items() if name not in apart}
        code = "from benchmarks.visits import inside; inside()"
        for command in (["migrate"], ["manage", "shell", "--no-imports", "-c", code]):
            subprocess.run([sys.executable, "-W", "ignore", "-m", "giaoban", *command], env=kept | {"GIAOBAN_HOME": home},
                           check=True, stdout=subprocess.DEVNULL if command == ["migrate"] else None)  # fmt: skip


def inside() -> None:
    for name, shared in (("each visitor on a line of their own", 0.0), ("a third behind lines that ten share", 1 / 3)):
        measure(name, shared)


def measure(name: str, shared: float) -> None:
    from giaoban.kernel import clock
    from giaoban.kernel.ids import uuid7
    from giaoban.visits import operations, queries
    from giaoban.visits.agents import caller
    from giaoban.visits.counting import Counting
    from giaoban.visits.models import Day, PageDay, Presence, Rank

    for model in (Day, PageDay, Presence, Rank):
        model.objects.all().delete()
    day = clock.day_of(MORNING)
    salt = operations.salt_of(day=day, candidate=os.urandom(32))
    processes = [(Counting(), uuid7()) for _ in range(2)]
    for counting, _teller in processes:
        counting.use(day, salt or b"x" * 32)
    read: dict[UUID, set[int]] = {}
    chosen, told, spent, slowest = random.Random(7), 0, 0.0, 0.0
    due = MORNING + dt.timedelta(seconds=1)

    def tell() -> None:
        nonlocal told, spent, slowest
        for counting, teller in processes:
            for batch in counting.taken():
                told += 1
                began = time.perf_counter()
                operations.add(batch=batch, teller=teller, number=told, at=clock.now())
                took = time.perf_counter() - began
                spent, slowest = spent + took, max(slowest, took)

    for at, person, address, agent, headers, page in events(shared):
        if at >= due:
            tell()
            due = at + dt.timedelta(seconds=10)
        counting, _teller = processes[chosen.randrange(2)]
        who = caller("GET", {"HTTP_USER_AGENT": agent, **headers})
        counting.page(page, who, address=address, agent=agent, site="cong.example.vn", at=at)
        if person >= 0 and not headers:
            read.setdefault(page.id, set()).add(person)
    tell()
    found = Day.objects.get(day=day)
    print(f"   {name}:")
    print(f"     visits    true {VISITS:>7}  counted {found.visits:>7}  off {100 * (found.visits / VISITS - 1):+.3f} %")
    machines = MACHINES * HITS_OF_A_MACHINE
    print(f"     machines  true {machines:>7}  counted {found.machines:>7}  fetched ahead {found.fetched_ahead}")
    counted = queries.readers("news.article", list(read))
    worst = max(abs(counted[page] / len(people) - 1) for page, people in read.items() if len(people) > 1000)
    whole = sum(counted.values()) / sum(map(len, read.values())) - 1
    print(
        f"     readers of {len(read)} pages: in sum off {100 * whole:+.3f} %, the worst page of over 1,000 {100 * worst:.2f} %"
    )
    print(f"     told in {told} writes, {1000 * spent / told:.1f} ms each, the slowest {1000 * slowest:.0f} ms")


def events(shared: float) -> Iterator[tuple]:
    """(instant, person or -1, address, agent, headers, page) in order of time; machines name themselves."""
    from tests.visits.test_agents import MACHINES as AGENTS

    from giaoban.kernel.publication import Shown

    roll = random.Random(20260309)
    pages = [Shown("news.article", UUID(int=number)) for number in range(1, PAGES + 1)]
    weights = [1 / rank for rank in range(1, PAGES + 1)]
    found = []
    for person in range(VISITS):
        line = roll.randrange(int(VISITS * shared / 10)) if roll.random() < shared else VISITS + person
        address = f"{100 + (line >> 24)}.{line >> 16 & 255}.{line >> 8 & 255}.{line & 255}"
        version = min(int(roll.expovariate(0.35)), 20)
        agent = f"Mozilla/5.0 (Linux; Android {roll.randrange(9, 15)}; K) Chrome/{130 - version}.0 Mobile Safari/537.36"
        at = MORNING + dt.timedelta(seconds=roll.random() * (OPEN_HOURS - 1) * 3600)
        for page in roll.choices(pages, weights, k=min(1 + int(roll.expovariate(0.5)), 30)):
            found += [(at, person, address, agent, {}, page)] * (1 + (roll.random() < 0.1))
            if roll.random() < 0.05:
                ahead = {"HTTP_SEC_PURPOSE": "prefetch"}
                found.append((at, person, address, agent, ahead, pages[roll.randrange(PAGES)]))
            at += dt.timedelta(seconds=min(roll.expovariate(1 / 60), 1500))
    for number, agent in enumerate(AGENTS[:MACHINES]):
        for _hit in range(HITS_OF_A_MACHINE):
            at = MORNING + dt.timedelta(seconds=roll.random() * (OPEN_HOURS - 1) * 3600)
            found.append((at, -1, f"192.0.2.{number}", agent, {}, pages[roll.randrange(PAGES)]))
    yield from sorted(found, key=lambda event: event[0])


if __name__ == "__main__":
    main()
