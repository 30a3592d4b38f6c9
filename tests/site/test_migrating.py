"""The short way to the newest tables knows of each model what Django's own way knows."""

from contextlib import nullcontext

import pytest
from django.db import models
from django.db.migrations.state import ModelState, ProjectState

from giaoban.site.migrating import new_models_alone


def model(name, *bases, **fields) -> ModelState:
    key = {} if bases else {"id": models.AutoField(primary_key=True)}
    return ModelState("shop", name, list((key | fields).items()), bases=bases or (models.Model,))


def to(name, **more) -> models.ForeignKey:
    return models.ForeignKey(f"shop.{name}", on_delete=models.CASCADE, **more)


def grown(way) -> ProjectState:
    """A state whose classes were made before models, a child of one, and a field were added to it."""
    state = ProjectState()
    state.add_model(model("Land", title=models.TextField()))
    state.add_model(model("House", land=to("Land", related_name="houses")))
    assert state.apps.get_models()
    with way:
        state.add_model(model("Person", house=to("House"), friends=models.ManyToManyField("shop.Person")))
        state.add_model(model("Visit", by=to("Person", related_name="+"), at=to("House"), after=to("Visit", null=True)))
        parent = models.OneToOneField("shop.Person", on_delete=models.CASCADE, parent_link=True, primary_key=True)
        state.add_model(model("Clerk", "shop.Person", person_ptr=parent))
        state.add_field("shop", "land", "first", to("Visit", null=True), preserve_default=True)
    return state


def known(state: ProjectState) -> dict:
    """Of each class, whom it points at and who points at it, as the classes that the state has for them."""
    found = {}
    for one in state.apps.get_models(include_auto_created=True):
        for field in one._meta.get_fields(include_hidden=True):
            if other := field.related_model:
                assert other is state.apps.get_model(other._meta.label), field
                found[one._meta.label, field.name] = other._meta.label
        found[one._meta.label] = sorted(base.__name__ for base in one.__mro__)
    return found


def test_state_that_grew_the_short_way_knows_what_django_knows():
    assert (
        known(grown(new_models_alone()))
        == known(grown(nullcontext()))
        == known(ProjectState(grown(nullcontext()).models))
    )


def test_states_before_it_stay_as_they_were():
    before = grown(nullcontext())
    after = before.clone()

    with new_models_alone():
        after.add_model(model("Letter", sender=to("Person")))

    with pytest.raises(LookupError):
        before.apps.get_model("shop.Letter")
    assert after.apps.get_model("shop.Letter")._meta.get_field("sender").related_model.__name__ == "Person"


def test_django_adds_models_its_own_way_again_afterwards():
    own = ProjectState.add_model

    with new_models_alone():
        assert ProjectState.add_model is not own

    assert ProjectState.add_model is own
