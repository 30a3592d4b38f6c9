"""The triggers that the models declare are those that the migrations made."""

import pgtrigger
import pytest
from django.db import connection

DECLARED = [
    pytest.param(model, trigger, id=f"{model._meta.label}-{trigger.name}") for model, trigger in pgtrigger.registered()
]


@pytest.mark.parametrize(("model", "trigger"), DECLARED)
def test_trigger_stands_in_the_database_as_declared(model, trigger, db):
    status, enabled = trigger.get_installation_status(model)

    assert (status, enabled) == ("INSTALLED", True)


def test_no_other_trigger_of_ours_stands_in_the_database(db):
    declared = {trigger.get_pgid(model) for model, trigger in pgtrigger.registered()}

    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE 'pgtrigger\\_%'")
        standing = {name for (name,) in cursor.fetchall()}

    assert standing == declared
