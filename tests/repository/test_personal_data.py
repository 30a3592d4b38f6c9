"""Every table says what it holds about people; a new table or text column fails until somebody has looked."""

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from giaoban.registry import events
from giaoban.registry.models import Official, User
from giaoban.site.personal_data import HANDLING, Keeping, keeping

# Row history repeats its table; jobs carry ids of rows, by the rule that a job loads what it works on.
TABLES = [
    model
    for model in apps.get_models(include_auto_created=True)
    if model._meta.managed and not model._meta.proxy and not hasattr(model, "pgh_tracked_model")
]
TEXT = (models.CharField, models.TextField, models.JSONField, models.GenericIPAddressField, ArrayField)
LOOKED_AT = [model for model in TABLES if model._meta.label in HANDLING]
each = pytest.mark.parametrize("model", LOOKED_AT, ids=lambda model: model._meta.label)


def _may_hold_a_person(field: models.Field) -> bool:
    if field.remote_field:
        return field.related_model in (User, Official)
    return isinstance(field, TEXT) and not field.choices


def test_each_table_says_what_it_holds_about_people():
    assert {model._meta.label for model in TABLES} == set(HANDLING)


@each
def test_each_column_that_may_hold_a_person_was_looked_at(model):
    told = keeping(model._meta.label)

    missing = {field.name for field in model._meta.concrete_fields if _may_hold_a_person(field)} - set(told)

    assert missing == set()


@each
def test_columns_that_are_told_exist(model):
    assert set(keeping(model._meta.label)) <= {field.name for field in model._meta.concrete_fields}


@each
def test_link_to_a_person_is_never_called_a_thing(model):
    told = keeping(model._meta.label)

    links = [field.name for field in model._meta.concrete_fields if field.related_model in (User, Official)]

    assert [name for name in links if told[name] is Keeping.THING] == []


def test_sentence_of_an_event_names_what_it_says_is_personal():
    for declared in events.declared().values():
        for name in declared.personal:
            assert f"%({name})s" in str(declared.sentence), declared.code
