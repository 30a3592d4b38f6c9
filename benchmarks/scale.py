"""Figures at the size of a country: units × indicators × months, read while eight people accept; imports, and a day when all hand in.

    python -m benchmarks.scale --units 4000 --indicators 200 --months 24

Without options a small run. What is measured is reading and accepting: base data are written by SQL past the operations, with
triggers off; the sums are counted by `operations.recount`, as after a repair. The last month waits to be accepted.
"""

import argparse
import datetime as dt
import multiprocessing
import os
import random
import time
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks._country import DAY, fill, in_processes, installation, is_filled, person
from benchmarks._province import load, percentile

WRITERS, ROUNDS, AT_MOST = 8, 40, 60
PARTS = ("recount", "quiet", "live", "floor", "import", "hand-in")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=200)
    parser.add_argument("--indicators", type=int, default=50)
    parser.add_argument("--months", type=int, default=6)
    parser.add_argument("--handed-in", type=int, default=0, help="returns handed in at once; 0: as many as units")
    parser.add_argument("--home", type=Path, help="fill this home, or measure in it where it is filled; it stays")
    parser.add_argument("--only", nargs="*", choices=PARTS, default=PARTS, help="so that a run stays short")
    options = parser.parse_args()
    with installation(options.home) as superuser:
        if not is_filled():
            fill(options, superuser)
        if not (options.home and "fill" in os.environ.get("BENCH_ONLY", "")):
            measure(options, superuser)


def measure(options: argparse.Namespace, superuser: str) -> None:
    from giaoban.reporting.models import Call, Value

    calls = list(Call.objects.filter(form__code="bench", period__lt="2023").select_related("form").order_by("map_day"))
    print(f"   {Value.objects.count():,} values of {len(calls)} months; {load()}", flush=True)
    parts: dict[str, Callable[[], None]] = {
        "recount": lambda: _differences(calls[0]),
        "quiet": lambda: pivots(calls, "nobody else at work"),
        "live": lambda: live(calls, superuser),
        "floor": _floor,
        "import": lambda: imported(calls),
        "hand-in": lambda: handed_in(options.handed_in or options.units),
    }
    for name in PARTS:
        if name in options.only:
            parts[name]()


def _differences(call: Any) -> None:
    from giaoban.reporting import operations

    print(f"   sums of {call.period} against a full recount: {len(operations.differences(call=call))} differences")


def pivots(calls: list[Any], what: str, *, rounds: int = ROUNDS) -> None:
    """All indicators × all months, of the root and of a district at random: from the question to the figures of every cell.

    Each land is read once before, as by the first reader of a morning; how long that took is told by itself.
    """
    from giaoban.registry.models import Unit

    root = Unit.objects.get(code="b0.0")
    districts = list(Unit.objects.filter(code__startswith="b1."))
    first = sorted(_pivot(calls, one.pk) for one in (root, *districts))
    print(f"   pivot of each land for the first time: p50 {percentile(first, 0.5):.0f} ms, slowest {first[-1]:.0f} ms")
    for name, pick in (("root", lambda: root), ("a district at random", lambda: random.choice(districts))):
        took = sorted(_pivot(calls, pick().pk) for _ in range(rounds))
        print(
            f"   pivot, {name}, {what}: p50 {percentile(took, 0.5):.0f} ms, p95 {percentile(took, 0.95):.0f} ms, "
            f"slowest {took[-1]:.0f} ms ({rounds} rounds)", flush=True,
        )  # fmt: skip


def _pivot(calls: list[Any], land: Any) -> float:
    from giaoban.kernel import clock
    from giaoban.reporting.series import Series

    began = time.perf_counter()
    found = Series(calls, as_of=clock.now())
    spans = [call.span for call in calls]
    cells = [found.figure(one, land, span).number for one in found.indicators for span in spans]
    took = (time.perf_counter() - began) * 1000
    assert sum(cell is not None for cell in cells) >= len(cells) * (len(calls) - 1) // len(calls)
    return took


def live(calls: list[Any], superuser: str, *, pause: float = 0) -> None:
    """The same while eight processes accept the last month, as fast as they can or with a pause after each; one looks after what
    waits each minute, as the worker does.
    """
    from django.db import connections

    from giaoban.reporting.models import PendingTally, Return

    person("lead", "coordinator")
    _waits_again(calls[-1], superuser)
    waiting = list(Return.objects.filter(call=calls[-1], status="endorsed").order_by("pk").values_list("pk", flat=True))
    connections.close_all()
    context = multiprocessing.get_context("fork")
    stop, done = context.Event(), context.Value("i", 0)
    writers = [
        context.Process(target=_accept, args=(waiting[place::WRITERS], pause, stop, done)) for place in range(WRITERS)
    ]
    folder = context.Process(target=_fold, args=(stop,))
    began = time.monotonic()
    for one in (*writers, folder):
        one.start()
    time.sleep(2)
    pivots(calls, f"{WRITERS} accepting")
    lasted, accepted, left = time.monotonic() - began, done.value, PendingTally.objects.count()
    stop.set()
    for one in (*writers, folder):
        one.join()
    print(
        f"   meanwhile {accepted} returns accepted in {lasted:.0f} s ({accepted / lasted:.1f}/s), {left} not folded in yet"
    )
    from giaoban.reporting import operations

    operations.fold_all()
    _differences(calls[-1])


def _waits_again(call: Any, superuser: str) -> None:
    """In a home that is kept, the last month was accepted by an earlier round."""
    import psycopg

    from giaoban.reporting import operations

    if not call.returns.filter(accepted_version__isnull=False).exists():
        return
    with psycopg.connect(superuser, autocommit=True) as owner:
        owner.execute("ALTER TABLE reporting_return DISABLE TRIGGER USER")
        owner.execute(
            "UPDATE reporting_return SET status = 'endorsed', accepted_version = NULL WHERE call_id = %s", [call.pk]
        )
        owner.execute("ALTER TABLE reporting_return ENABLE TRIGGER USER")
        owner.execute("VACUUM ANALYZE reporting_return")
    operations.recount(call=call)


def _accept(mine: list[Any], pause: float, stop: Any, done: Any) -> None:
    from giaoban.kernel import clock
    from giaoban.reporting import operations

    by = person("lead", "coordinator")
    for pk in mine:
        if stop.is_set():
            return
        operations.accept(return_id=pk, by=by, at=clock.now())
        with done.get_lock():
            done.value += 1
        stop.wait(pause * random.uniform(0.5, 1.5))


def _fold(stop: Any) -> None:
    from giaoban.reporting import operations

    while not stop.wait(60):
        operations.fold_all()


def _floor() -> None:
    """A full scan of the same values by DuckDB, from a file of its own: what a column store needs, without writers."""
    try:
        import duckdb
    except ImportError:
        print("   DuckDB: SKIPPED, not installed (pip install duckdb)")
        return
    import tempfile

    from django.db import connection

    with tempfile.TemporaryDirectory() as folder:
        written, began = Path(folder, "values.csv"), time.monotonic()
        with connection.cursor() as cursor, written.open("wb") as file:
            cursor.execute("SET work_mem = '256MB'")
            with cursor.copy(
                "COPY (SELECT hashtext(one.call_id::text), hashtext(value.indicator_id::text), value.number, value.none_occurred"
                " FROM reporting_value value JOIN reporting_return one ON one.id = value.of_id AND one.accepted_version = 1)"
                " TO STDOUT (FORMAT csv)"
            ) as copy:
                for block in copy:
                    file.write(block)
        store = duckdb.connect(str(Path(folder, "values.duckdb")))
        store.execute(
            f"CREATE TABLE told AS SELECT * FROM read_csv('{written}', header = false, columns = "
            "{'call': 'BIGINT', 'indicator': 'BIGINT', 'number': 'DECIMAL(18,3)', 'none': 'BOOLEAN'})"
        )
        print(f"   DuckDB: table made in {time.monotonic() - began:.0f} s", flush=True)
        took = []
        for _ in range(10):
            began = time.perf_counter()
            store.execute("SELECT call, indicator, sum(number), count(*) FROM told GROUP BY ALL").fetchall()
            took.append((time.perf_counter() - began) * 1000)
        took.sort()
        print(
            f"   DuckDB, the root pivot by a full scan: p50 {percentile(took, 0.5):.0f} ms, p95 {percentile(took, 0.95):.0f} ms"
        )


def imported(calls: list[Any]) -> None:
    """Whole returns of many values, judged and handed in at once, in a month of their own."""
    from giaoban.kernel import clock
    from giaoban.kernel.period import Period
    from giaoban.registry.models import Unit
    from giaoban.reporting import operations, queries
    from giaoban.reporting.models import Call
    from giaoban.reporting.operations import Gathered, Told

    by = person("keeper", "coordinator")
    bodies = list(Unit.objects.filter(code__startswith="bf2.").order_by("code").values_list("pk", flat=True))
    # In a home that is kept, the first month for which enough bodies have not answered yet.
    for month in (Period.of_month(2023, number) for number in range(1, 13)):
        call, _new = Call.objects.get_or_create(
            form=calls[0].form, owner=calls[0].owner, period=month.code,
            defaults={"land": calls[0].land, "map_day": month.last_day, "due": month.last_day,
                      "due_above": month.last_day, "opened_at": clock.now(), "opened_by": by.user},
        )  # fmt: skip
        taken = set(call.returns.values_list("unit", flat=True))
        mine = [one for one in bodies if one not in taken]
        if len(mine) >= min(300, len(bodies)):
            break
    asked = [line.indicator_id for line in queries.items(call)]
    size = min(100, len(mine) // 3)
    for place in range(3):
        gathered = [
            Gathered(
                unit_id=body, told=[Told(indicator_id=one, number=Decimal(random.randint(0, 999))) for one in asked]
            )
            for body in mine[place * size : (place + 1) * size]
        ]
        began = time.perf_counter()
        values = operations.take_in(call=call, gathered=gathered, reason="Số liệu để đo", by=by, at=clock.now())
        took = time.perf_counter() - began
        print(
            f"   bulk import: {values:,} values of {size} returns in {took:.2f} s: {values / took:,.0f} values/s",
            flush=True,
        )


def handed_in(count: int) -> None:
    """So many bodies write and hand in the month form within a minute, by operations in eight processes; every twentieth does it
    twice.
    """
    from giaoban.kernel import clock
    from giaoban.kernel.period import Period
    from giaoban.registry.models import Unit
    from giaoban.reporting import operations
    from giaoban.reporting.models import Call, Return
    from giaoban.reporting.shipped import FORMS

    by = person("lead", "coordinator")
    form = FORMS["mttq-xa-thang"]
    bodies = list(Unit.objects.filter(code__startswith="bf2.").order_by("code").values_list("pk", "code"))
    # In a home that is kept, the latest month for which enough bodies have not answered yet.
    for month in (Period.of_month(2022, number) for number in range(12, 0, -1)):
        call = Call.objects.filter(form__code=form.code, owner=by.body, period=month.code).first()
        answered = set(Return.objects.filter(call=call).values_list("unit", flat=True)) if call else set()
        mine = [one for one in bodies if one[0] not in answered][:count]
        if len(mine) == min(count, len(bodies)):
            break
    call = call or operations.open_call(form=form, period=month, due=DAY, due_above=DAY, by=by, at=clock.now())
    _clerks(mine)
    began = time.monotonic()
    told = in_processes(WRITERS, _hand_in, [(call.pk, mine[place::WRITERS]) for place in range(WRITERS)])
    lasted = time.monotonic() - began
    took, twice = sorted(one for one, _ in told), sum(again for _, again in told)
    found = Return.objects.filter(call=call, unit__in=[pk for pk, _ in mine], status="submitted")
    steps = sum(one.steps.count() == 1 for one in found)
    print(
        f"   {len(took)} of {len(mine)} returns handed in in {lasted:.0f} s, {twice} of them sent twice: {found.count()} stand, {steps} with one "
        f"submission; p50 {percentile(took, 0.5):.0f} ms, p99 {percentile(took, 0.99):.0f} ms, slowest {took[-1]:.0f} ms"
    )


def _clerks(bodies: list[Any]) -> None:
    """An account for each body, written at once: hashing so many passwords is not what is measured."""
    from django.db.backends.postgresql.psycopg_any import DateRange

    from giaoban.kernel import clock
    from giaoban.registry.models import RoleAssignment, User

    now = clock.now()
    known = set(User.objects.values_list("username", flat=True))
    users = [
        User(username=f"x{code}", full_name=code, unit_id=unit, password="!", created_at=now)
        for unit, code in bodies
        if f"x{code}" not in known
    ]
    User.objects.bulk_create(users)
    RoleAssignment.objects.bulk_create(
        RoleAssignment(
            user=user, role="clerk", unit_id=user.unit_id, valid=DateRange(dt.date(2000, 1, 1), None), granted_at=now
        )
        for user in users
    )


def _hand_in(share: tuple[Any, list[Any]], told: Any) -> None:
    from giaoban.kernel.problems import Refused
    from giaoban.reporting.models import Call

    call_id, mine = share
    call = Call.objects.select_related("form").get(pk=call_id)
    answers = _answers()
    ends = time.monotonic() + AT_MOST
    for place, (unit, code) in enumerate(mine):
        if time.monotonic() > ends:
            return
        by, again = person(f"x{code}", "clerk"), place % 20 == 0
        began = time.perf_counter()
        _once(call, unit, answers, by)
        if again:
            with suppress(Refused):
                _once(call, unit, answers, by)
        told.append(((time.perf_counter() - began) * 1000, again))


def _once(call: Any, unit: Any, answers: list[Any], by: Any) -> None:
    from giaoban.kernel import clock
    from giaoban.reporting import operations

    of = operations.save(call=call, unit_id=unit, told=answers, revision=0, by=by, at=clock.now())
    operations.submit(return_id=of.pk, by=by, at=clock.now())


def _answers() -> list[Any]:
    """What hangs together on the lines of the month form."""
    from giaoban.site.demonstration.returns import _told

    return _told(3, 1)


if __name__ == "__main__":
    main()
