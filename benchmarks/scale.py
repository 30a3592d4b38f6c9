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
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks._province import load, percentile

WRITERS, ROUNDS, WIDTH, AT_MOST = 8, 40, 100, 60
DAY = dt.date(2022, 12, 31)
PARTS = ("recount", "quiet", "live", "floor", "import", "hand-in")
COUNTRY = (
    """
    CREATE TABLE bench_unit AS
    SELECT gen_random_uuid() AS unit, gen_random_uuid() AS body, 0 AS depth, 0 AS number, NULL::int AS above
    UNION ALL SELECT gen_random_uuid(), gen_random_uuid(), 1, number, 0 FROM generate_series(1, {districts}) AS number
    UNION ALL SELECT gen_random_uuid(), gen_random_uuid(), 2, number, (number - 1) / {width} + 1
        FROM generate_series(1, {units}) AS number
    """,
    "INSERT INTO registry_unit (id, tree, code, edition) SELECT unit, 'territory', 'b' || depth || '.' || number, 'pre-2025' FROM bench_unit",
    "INSERT INTO registry_unit (id, tree, code, edition) SELECT body, 'organisation', 'bf' || depth || '.' || number, '' FROM bench_unit",
)
# Level by level, since a path is made of the one above.
LEVEL = (
    """
    INSERT INTO registry_unitversion
        (id, unit_id, name, short_name, name_sort, aliases, kind, parent_id, seat_id, path, folded, valid, act)
    SELECT gen_random_uuid(), own.unit, 'Nơi ' || own.depth || '.' || own.number, '', lpad(own.number::text, 6, '0'), '{{}}',
        (ARRAY['province', 'district_rural', 'commune_rural'])[own.depth + 1], above.unit, NULL, 'x', '',
        daterange('2000-01-01', NULL), ''
    FROM bench_unit own LEFT JOIN bench_unit above ON above.depth = own.depth - 1 AND above.number = own.above
    WHERE own.depth = {depth}
    """,
    """
    INSERT INTO registry_unitversion
        (id, unit_id, name, short_name, name_sort, aliases, kind, parent_id, seat_id, path, folded, valid, act)
    SELECT gen_random_uuid(), own.body, 'MTTQ ' || own.depth || '.' || own.number, '', lpad(own.number::text, 6, '0'), '{{}}',
        'front', above.body, own.unit, 'x', '', daterange('2000-01-01', NULL), ''
    FROM bench_unit own LEFT JOIN bench_unit above ON above.depth = own.depth - 1 AND above.number = own.above
    WHERE own.depth = {depth}
    """,
)
RETURNS = (
    """
    CREATE TABLE bench_return AS
    SELECT gen_random_uuid() AS id, call.id AS call, unit.body AS unit, call.map_day, call.period = '{last}' AS waits
    FROM reporting_call call JOIN reporting_formtemplate form ON form.id = call.form_id AND form.code = 'bench'
    CROSS JOIN bench_unit unit WHERE unit.depth = 2
    """,
    """
    INSERT INTO reporting_return (id, call_id, unit_id, map_day, status, version, accepted_version, revision, made_at)
    SELECT id, call, unit, map_day, CASE WHEN waits THEN 'endorsed' ELSE 'accepted' END, 1, CASE WHEN waits THEN NULL ELSE 1 END, 1, now()
    FROM bench_return
    """,
    "ALTER TABLE reporting_value DISABLE TRIGGER ALL",
    "ALTER TABLE reporting_value DROP CONSTRAINT value_seq_once",
    "DROP INDEX IF EXISTS {by_index}",
    "DROP INDEX IF EXISTS {indicator_index}",
    """
    INSERT INTO reporting_value
        (id, of_id, indicator_id, seq, version, number, text, none_occurred, is_estimate, source, written, reason, revision, at, by_id)
    SELECT gen_random_uuid(), one.id, indicator.id, 1, 1, CASE WHEN luck.y < 0.05 THEN NULL ELSE floor(luck.x * 1000) END, '',
        luck.y < 0.05, luck.y > 0.95, 'typed', '', '', 1, now(), '{by}'
    FROM bench_return one CROSS JOIN reporting_indicator indicator
    CROSS JOIN LATERAL (SELECT random() AS x, random() AS y WHERE one.id IS NOT NULL AND indicator.id IS NOT NULL) AS luck
    WHERE indicator.code LIKE 'bench-%'
    """,
    "ALTER TABLE reporting_value ADD CONSTRAINT value_seq_once UNIQUE (of_id, indicator_id, seq)",
    "CREATE INDEX {by_index} ON reporting_value (by_id)",
    "CREATE INDEX {indicator_index} ON reporting_value (indicator_id)",
    "ALTER TABLE reporting_value ENABLE TRIGGER ALL",
    "DROP TABLE bench_unit, bench_return",
    "VACUUM ANALYZE reporting_value",
    "ANALYZE",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=200)
    parser.add_argument("--indicators", type=int, default=50)
    parser.add_argument("--months", type=int, default=6)
    parser.add_argument("--handed-in", type=int, default=0, help="returns handed in at once; 0: as many as units")
    parser.add_argument("--home", type=Path, help="fill this home, or measure in it where it is filled; it stays")
    parser.add_argument("--only", nargs="*", choices=PARTS, default=PARTS, help="so that a run stays short")
    options = parser.parse_args()
    with _installation(options.home) as superuser:
        if not _is_filled():
            fill(options, superuser)
        if not (options.home and "fill" in os.environ.get("BENCH_ONLY", "")):
            measure(options)


@contextmanager
def _installation(home: Path | None) -> Iterator[str]:
    """A durable database as in earnest; Django stands on it as the application's role. Yields the superuser's address."""
    import shutil
    import tempfile

    from giaoban.site import postgres
    from giaoban.site.postgres.addresses import SUPERUSER, in_home

    folder = home or Path(tempfile.mkdtemp(prefix="giaoban-bench-"))
    os.environ |= {"GIAOBAN_HOME": str(folder), "DJANGO_SETTINGS_MODULE": "giaoban.site.settings"}
    os.environ.pop("DATABASE_URL", None)
    server = postgres.start(folder)
    import subprocess
    import sys

    subprocess.run([sys.executable, "-m", "giaoban", "migrate"], check=True, capture_output=True)
    import django

    django.setup()
    try:
        yield in_home(server.layout, SUPERUSER)
    finally:
        from django.db import connections

        connections.close_all()
        server.release()
        if home is None:
            shutil.rmtree(folder, ignore_errors=True)


def _is_filled() -> bool:
    from giaoban.reporting.models import Tally

    return Tally.objects.exists()


# --- Filled -----------------------------------------------------------------------------------------------------------


def fill(options: argparse.Namespace, superuser: str) -> None:
    import psycopg

    began = time.monotonic()
    districts = -(-options.units // WIDTH)
    with psycopg.connect(superuser, autocommit=True) as owner:
        for statement in COUNTRY:
            owner.execute(statement.format(districts=districts, units=options.units, width=WIDTH))
        for depth in range(3):
            for statement in LEVEL:
                owner.execute(statement.format(depth=depth))
        owner.execute("ANALYZE")
        calls = _form_and_calls(options)
        names = owner.execute("SELECT indexname FROM pg_indexes WHERE tablename = 'reporting_value'").fetchall()
        found = {name: next(one for (one,) in names if f"_{name}_id_" in one) for name in ("by", "indicator")}
        told = {"by_index": found["by"], "indicator_index": found["indicator"], "by": _person("keeper", "coordinator").user.pk,
                "last": calls[-1].period}  # fmt: skip
        for statement in RETURNS:
            owner.execute(statement.format(**told))
        (values,) = owner.execute("SELECT count(*) FROM reporting_value").fetchone() or (0,)
    print(f"   filled: {values:,} values in {time.monotonic() - began:.0f} s", flush=True)
    began = time.monotonic()
    _counted(calls[:-1])
    print(f"   sums of {len(calls) - 1} months counted from the values in {time.monotonic() - began:.0f} s", flush=True)


def _form_and_calls(options: argparse.Namespace) -> list[Any]:
    """A form of so many numbers, and its calls month by month, to the Front of the country."""
    from django.db.backends.postgresql.psycopg_any import DateRange

    from giaoban.kernel import clock
    from giaoban.kernel.period import Period
    from giaoban.registry.models import Unit
    from giaoban.reporting.models import Call, FormItem, FormSection, FormTemplate, Indicator

    form = FormTemplate.objects.create(
        code="bench", name="Biểu đo", body_kind="front", also_kinds=[], level="commune", period_kind="month",
        window="calendar", valid=DateRange(dt.date(2020, 1, 1), None),
    )  # fmt: skip
    section = FormSection.objects.create(form=form, number=1, title="Số liệu")
    asked = [
        Indicator(code=f"bench-{number}", name=f"Chỉ tiêu {number}", kind="count", over_time="sum")
        for number in range(1, options.indicators + 1)
    ]
    Indicator.objects.bulk_create(asked)
    FormItem.objects.bulk_create(
        FormItem(section=section, number=number, indicator=one, is_required=False)
        for number, one in enumerate(asked, 1)
    )
    owner, land = Unit.objects.get(code="bf0.0"), Unit.objects.get(code="b0.0")
    months = [Period.of_month(2021 + month // 12, month % 12 + 1) for month in range(options.months)]
    by = _person("lead", "coordinator").user
    return [
        Call.objects.create(
            form=form, owner=owner, land=land, period=month.code, map_day=month.last_day, due=DAY, due_above=DAY,
            opened_at=clock.now(), opened_by=by,
        )
        for month in months
    ]  # fmt: skip


def _person(name: str, role: str, code: str = "bf0.0") -> Any:
    from giaoban.kernel import clock
    from giaoban.registry import operations, queries
    from giaoban.registry.actor import Actor
    from giaoban.registry.models import Unit, User

    user = User.objects.filter(username=name).first()
    if user is None:
        unit = Unit.objects.get(code=code)
        user = operations.make_account(username=name, full_name=name, unit_id=unit.pk, by=None, at=clock.now())
        operations.grant_role(
            user=user,
            role=role,
            unit_id=unit.pk,
            valid_from=dt.date(2000, 1, 1),
            valid_until=None,
            by=None,
            at=clock.now(),
        )
    actor: Actor = queries.actor(user, chosen=None, on=DAY)
    return actor


def _counted(calls: list[Any]) -> None:
    _in_processes(2, _recount, [[call.pk for call in calls[place::2]] for place in range(2)])


def _recount(pks: list[Any], _told: Any) -> None:
    from giaoban.reporting import operations
    from giaoban.reporting.models import Call

    for call in Call.objects.filter(pk__in=pks):
        operations.recount(call=call)


def _in_processes(count: int, act: Callable[..., None], shares: list[Any]) -> list[Any]:
    """What each of the processes told, when all have ended."""
    from django.db import connections

    connections.close_all()
    context = multiprocessing.get_context("fork")
    with context.Manager() as manager:
        told = manager.list()
        processes = [context.Process(target=act, args=(share, told)) for share in shares[:count]]
        for one in processes:
            one.start()
        for one in processes:
            one.join()
        return list(told)


# --- Measured ---------------------------------------------------------------------------------------------------------


def measure(options: argparse.Namespace) -> None:
    from giaoban.reporting.models import Call, Value

    calls = list(Call.objects.filter(form__code="bench", period__lt="2023").select_related("form").order_by("map_day"))
    print(f"   {Value.objects.count():,} values of {len(calls)} months; {load()}", flush=True)
    parts: dict[str, Callable[[], None]] = {
        "recount": lambda: _differences(calls[0]),
        "quiet": lambda: pivots(calls, "nobody else at work"),
        "live": lambda: live(calls),
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


def live(calls: list[Any]) -> None:
    """The same while eight processes accept the last month as fast as they can and one folds, as the worker does."""
    from django.db import connections

    from giaoban.reporting.models import PendingTally, Return

    _person("lead", "coordinator")
    waiting = list(Return.objects.filter(call=calls[-1], status="endorsed").order_by("pk").values_list("pk", flat=True))
    connections.close_all()
    context = multiprocessing.get_context("fork")
    stop, done = context.Event(), context.Value("i", 0)
    writers = [context.Process(target=_accept, args=(waiting[place::WRITERS], stop, done)) for place in range(WRITERS)]
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


def _accept(mine: list[Any], stop: Any, done: Any) -> None:
    from giaoban.kernel import clock
    from giaoban.reporting import operations

    by = _person("lead", "coordinator")
    for pk in mine:
        if stop.is_set():
            return
        operations.accept(return_id=pk, by=by, at=clock.now())
        with done.get_lock():
            done.value += 1


def _fold(stop: Any) -> None:
    from giaoban.reporting import operations

    while not stop.is_set():
        if not operations.fold():
            time.sleep(0.2)


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

    by = _person("keeper", "coordinator")
    month = Period.of_month(2023, 1)
    call, _new = Call.objects.get_or_create(
        form=calls[0].form, owner=calls[0].owner, period=month.code,
        defaults={"land": calls[0].land, "map_day": month.last_day, "due": month.last_day, "due_above": month.last_day,
                  "opened_at": clock.now(), "opened_by": by.user},
    )  # fmt: skip
    asked = [line.indicator_id for line in queries.items(call)]
    bodies = list(Unit.objects.filter(code__startswith="bf2.").order_by("code").values_list("pk", flat=True))
    taken = set(call.returns.values_list("unit", flat=True))
    bodies = [one for one in bodies if one not in taken]
    size = min(100, len(bodies) // 3)
    for place in range(3):
        gathered = [
            Gathered(
                unit_id=body, told=[Told(indicator_id=one, number=Decimal(random.randint(0, 999))) for one in asked]
            )
            for body in bodies[place * size : (place + 1) * size]
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

    by = _person("lead", "coordinator")
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
    told = _in_processes(WRITERS, _hand_in, [(call.pk, mine[place::WRITERS]) for place in range(WRITERS)])
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
        by, again = _person(f"x{code}", "clerk"), place % 20 == 0
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
