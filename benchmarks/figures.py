"""Pages of figures at the size of a province: 125 communes × 24 months of the month form, every return accepted."""

from functools import partial
from typing import Any

from benchmarks._province import as_owner, installation, load, percentile, signed_in, timed

ROUNDS = 7
CALL = "(SELECT one.* FROM reporting_call one JOIN reporting_formtemplate form ON form.id = one.form_id WHERE form.code = 'mttq-xa-thang' LIMIT 1)"
# Written past the operations: what is measured is reading. Every commune gets a Front, every month a call.
FILL = (
    """
    CREATE TABLE bench_body AS
    SELECT gen_random_uuid() AS unit, land.unit_id AS seat, land.name
    FROM registry_unitversion land
    WHERE land.kind LIKE 'commune%' AND land.valid @> date '2021-10-28' AND land.path <@ (
        SELECT own.path FROM registry_unitversion own JOIN registry_unit unit ON unit.id = own.unit_id
        WHERE unit.code = '45' AND unit.edition = 'pre-2025' AND own.valid @> date '2021-10-28'
    ) AND NOT EXISTS (
        SELECT FROM registry_unitversion front
        WHERE front.seat_id = land.unit_id AND front.kind = (SELECT body_kind FROM reporting_formtemplate LIMIT 1)
    )
    """,
    "INSERT INTO registry_unit (id, tree, code, edition) SELECT unit, 'organisation', 'bench.' || unit, '' FROM bench_body",
    """
    INSERT INTO registry_unitversion
    SELECT (jsonb_populate_record(NULL::registry_unitversion, to_jsonb(one) || jsonb_build_object(
        'id', gen_random_uuid(), 'unit_id', unit, 'seat_id', seat, 'name', 'MTTQ ' || bench_body.name))).*
    FROM bench_body, (SELECT version.* FROM registry_unitversion version JOIN registry_unit unit ON unit.id = version.unit_id
                      WHERE unit.code = 'qt.19372.mttq') AS one
    """,
    f"""
    INSERT INTO reporting_call
    SELECT (jsonb_populate_record(NULL::reporting_call, to_jsonb(one) || jsonb_build_object(
        'id', gen_random_uuid(), 'period', to_char(month, 'YYYY-MM'),
        'map_day', (month + interval '1 month' - interval '1 day')::date))).*
    FROM {CALL} AS one, generate_series(date '2020-01-01', date '2021-12-01', interval '1 month') AS month
    WHERE NOT EXISTS (SELECT FROM reporting_call known WHERE known.form_id = one.form_id AND known.period = to_char(month, 'YYYY-MM'))
    """,
    """
    CREATE TABLE bench_return AS
    SELECT gen_random_uuid() AS id, call.id AS call, body.unit_id AS unit, call.map_day
    FROM reporting_call call
    CROSS JOIN (SELECT unit_id FROM registry_unitversion WHERE seat_id IN (
        SELECT unit_id FROM registry_unitversion WHERE kind LIKE 'commune%' AND valid @> date '2021-10-28'
    ) AND kind = (SELECT body_kind FROM reporting_formtemplate LIMIT 1)) AS body
    WHERE NOT EXISTS (SELECT FROM reporting_return known WHERE known.call_id = call.id AND known.unit_id = body.unit_id)
    """,
    """
    INSERT INTO reporting_return
    SELECT (jsonb_populate_record(NULL::reporting_return, to_jsonb(one) || jsonb_build_object(
        'id', bench_return.id, 'call_id', call, 'unit_id', unit, 'map_day', bench_return.map_day,
        'status', 'accepted', 'version', 1, 'accepted_version', 1))).*
    FROM bench_return, (SELECT * FROM reporting_return LIMIT 1) AS one
    """,
    "ALTER TABLE reporting_value DISABLE TRIGGER USER",
    """
    INSERT INTO reporting_value
    SELECT (jsonb_populate_record(NULL::reporting_value, to_jsonb(one) || jsonb_build_object(
        'id', gen_random_uuid(), 'of_id', bench_return.id, 'indicator_id', indicator.id, 'seq', 1, 'version', 1,
        'number', (random() * 1000)::int, 'text', '', 'none_occurred', false, 'is_estimate', false))).*
    FROM bench_return, reporting_indicator indicator, (SELECT * FROM reporting_value LIMIT 1) AS one
    WHERE indicator.origin = 'reported' AND indicator.kind IN ('count', 'people', 'money', 'quantity')
    """,
    "ALTER TABLE reporting_value ENABLE TRIGGER USER",
    "DROP TABLE bench_body, bench_return",
    "ANALYZE",
)


def main() -> None:
    installation()
    as_owner(*FILL)

    from giaoban.registry.models import Unit
    from giaoban.reporting import operations
    from giaoban.reporting.models import Call, Value

    # The values were written past the acceptances, whose sums would have followed them.
    for call in Call.objects.select_related("form"):
        operations.recount(call=call)
    call = Call.objects.get(form__code="mttq-xa-thang", period="2021-10")
    district = Unit.objects.get(code="464", edition="pre-2025")
    pages = [
        ("a month, province", f"/returns/{call.pk}/table/"),
        ("a year, province", f"/returns/{call.pk}/year/"),
        ("a year, district", f"/returns/{call.pk}/year/?land={district.pk}"),
        ("a year on the map of 1/7/2025", f"/returns/{call.pk}/year/?map=2025-07-01"),
        ("pivot, every commune × 12 months", f"/returns/{call.pk}/explore/?indicator=tien-giup&level=lowest&last=2021-12-01"),
        ("pivot, every commune × 19 indicators, map of 1/7/2025",
         f"/returns/{call.pk}/explore/?{'&'.join(f'indicator={code}' for code in codes(call))}&level=lowest&grain=whole&across=indicators&map=2025-07-01"),
    ]  # fmt: skip
    client = signed_in("demo.mattran")
    print(f"   {Value.objects.count():,} values of {Call.objects.count()} calls; {load()}")
    for name, address in pages:
        read = partial(client.get, address)
        answer = read()
        assert answer.status_code == 200, (address, answer.status_code)
        took, work = timed(read, ROUNDS)
        print(
            f"   {name:<56} median {percentile(took, 0.5):6.0f} ms, slowest {took[-1]:6.0f} ms, work {work:6.0f} ms, "
            f"{len(answer.content) // 1024} KB"
        )


def codes(call: Any) -> list[str]:
    from giaoban.reporting.models import Indicator

    kinds = ("count", "people", "money", "quantity", "ratio")
    asked = Indicator.objects.filter(items__section__form=call.form_id, kind__in=kinds)
    return list(asked.exclude(origin="counted").values_list("code", flat=True))
