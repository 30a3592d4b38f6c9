"""A country of units with years of returns, as `benchmarks.scale` measures it: written by SQL past the operations, with triggers off.

A return's values stand together, as they come when it is handed in; the sums are counted by `operations.recount`, as after a repair.
"""

import argparse
import datetime as dt
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

WIDTH = 100
DAY = dt.date(2022, 12, 31)
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
    FROM bench_return one
    CROSS JOIN LATERAL (SELECT id FROM reporting_indicator WHERE code LIKE 'bench-%' AND one.id IS NOT NULL OFFSET 0) AS indicator
    CROSS JOIN LATERAL (SELECT random() AS x, random() AS y WHERE one.id IS NOT NULL AND indicator.id IS NOT NULL) AS luck
    """,
    "ALTER TABLE reporting_value ADD CONSTRAINT value_seq_once UNIQUE (of_id, indicator_id, seq)",
    "CREATE INDEX {by_index} ON reporting_value (by_id)",
    "CREATE INDEX {indicator_index} ON reporting_value (indicator_id)",
    "ALTER TABLE reporting_value ENABLE TRIGGER ALL",
    "DROP TABLE bench_unit, bench_return",
    "VACUUM ANALYZE reporting_value",
    "ANALYZE",
)


@contextmanager
def installation(home: Path | None) -> Iterator[str]:
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


def is_filled() -> bool:
    from giaoban.reporting.models import Tally

    return Tally.objects.exists()


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
        told = {"by_index": found["by"], "indicator_index": found["indicator"], "by": person("keeper", "coordinator").user.pk,
                "last": calls[-1].period}  # fmt: skip
        for statement in RETURNS:
            owner.execute(statement.format(**told))
        (values,) = owner.execute("SELECT count(*) FROM reporting_value").fetchone() or (0,)
    print(f"   filled: {values:,} values in {time.monotonic() - began:.0f} s", flush=True)
    began = time.monotonic()
    _counted(calls)
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
    by = person("lead", "coordinator").user
    return [
        Call.objects.create(
            form=form, owner=owner, land=land, period=month.code, map_day=month.last_day, due=DAY, due_above=DAY,
            opened_at=clock.now(), opened_by=by,
        )
        for month in months
    ]  # fmt: skip


def person(name: str, role: str, code: str = "bf0.0") -> Any:
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
    in_processes(2, _recount, [[call.pk for call in calls[place::2]] for place in range(2)])


def _recount(pks: list[Any], _told: Any) -> None:
    from giaoban.reporting import operations
    from giaoban.reporting.models import Call

    for call in Call.objects.filter(pk__in=pks):
        operations.recount(call=call)


def in_processes(count: int, act: Callable[..., None], shares: list[Any]) -> list[Any]:
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
