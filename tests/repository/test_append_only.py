"""What is written once stays: refused to the application by its grants, to the owner by a trigger."""

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

from giaoban.kernel import clock
from giaoban.registry import events
from giaoban.registry.models import Event
from giaoban.site.database_roles import is_append_only

OURS = [model for model in apps.get_models() if model.__module__.startswith("giaoban.")]
DECLARED = [model for model in OURS if getattr(model, "append_only", False)]
WRITTEN_ONCE = [model for model in OURS if is_append_only(model)]
each = pytest.mark.parametrize("model", WRITTEN_ONCE, ids=lambda model: model._meta.label)


@each
@pytest.mark.parametrize(
    "statement", ["UPDATE {table} SET {column} = {column}", "DELETE FROM {table}", "TRUNCATE {table}"]
)
def test_application_may_not_rewrite(model, statement, db):
    table, column = model._meta.db_table, model._meta.pk.column

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table=table, column=column))


@pytest.mark.parametrize("model", DECLARED, ids=lambda model: model._meta.label)
def test_append_only_table_has_a_trigger_against_its_owner(model):
    forbidden = {
        word
        for trigger in model._meta.triggers
        if type(trigger).__name__ == "Protect"
        for word in str(trigger.operation).split(" OR ")
    }

    assert forbidden == {"UPDATE", "DELETE"}


@pytest.mark.parametrize("act", ["update", "delete"])
def test_owner_is_refused_by_the_trigger(act, hoa, as_owner):
    event = events.record("registry.account_made", hoa.user, by=hoa, at=clock.now(), username="hoa")
    rows = Event.objects.filter(pk=event.pk)

    with pytest.raises(ProgrammingError, match="append_only"), transaction.atomic():
        rows.update(by_name="Ai đó") if act == "update" else rows.delete()


def test_log_and_deliveries_are_among_what_is_written_once():
    assert {"registry.Event", "registry.Delivery"} <= {model._meta.label for model in DECLARED}
