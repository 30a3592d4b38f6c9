"""What a value names stands and goes on standing, though no foreign key says so."""

import uuid

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from giaoban.registry.models import User
from giaoban.reporting.models import Indicator, Return, Value


@pytest.fixture
def of(write, call, lan) -> Return:
    return write(call, lan)


def added(of: Return, lan, **more) -> Value:
    said = {"of_id": of.pk, "indicator_id": Indicator.objects.get(code="tien-giup").pk, "by_id": lan.user.pk, **more}
    return Value.objects.create(**said, version=of.version, seq=9, number=1, at=of.made_at)


def test_value_of_what_stands_is_taken(of, lan):
    assert added(of, lan).pk


@pytest.mark.parametrize("name", ["of_id", "indicator_id", "by_id"])
def test_value_that_names_what_is_not_there_is_refused(of, lan, name):
    with pytest.raises(IntegrityError), transaction.atomic():
        added(of, lan, **{name: uuid.uuid4()})


@pytest.mark.parametrize("model", [Return, Indicator, User])
def test_what_values_name_is_neither_deleted_nor_renamed(of, lan, model):
    named = {Return: of.pk, Indicator: Indicator.objects.get(code="tien-giup").pk, User: lan.user.pk}[model]
    found = model.objects.filter(pk=named)

    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        found._raw_delete("default")
    with pytest.raises(DatabaseError, match="Cannot delete or update"), transaction.atomic():
        found.update(id=uuid.uuid4())
