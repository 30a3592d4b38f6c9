"""What one may see is found without trusting the planner's guesses: statistics can be old, or of a table then empty."""

import json

import pytest
from django.db import connection

from giaoban.registry.enums import UnitKind
from giaoban.registry.models import Event, Unit
from tests.cast import make_unit

COMMUNES = 80


def rows_touched(queryset) -> int:
    """Rows that all steps of the plan went through together, loops counted."""

    def within(node: dict) -> float:
        return node["Actual Loops"] * node["Actual Rows"] + sum(within(below) for below in node.get("Plans", ()))

    sql, parameters = queryset.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql}", parameters)
        (plan,) = cursor.fetchone()
    return round(within((json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]))


@pytest.mark.parametrize("model", [Event, Unit], ids=lambda model: model._meta.label)
def test_worst_plan_is_not_worse_than_each_unit_with_each(model, province, tuyet):
    for number in range(COMMUNES):
        make_unit(f"x{number}", f"Xã {number}", UnitKind.COMMUNE_RURAL, parent=province.district)

    with connection.cursor() as cursor:
        for way in ("hashjoin", "mergejoin", "hashagg", "sort", "material", "memoize", "indexscan", "bitmapscan"):
            cursor.execute(f"SET LOCAL enable_{way} = off")

    assert rows_touched(model.objects.visible_to(tuyet)) < 3 * COMMUNES**2
