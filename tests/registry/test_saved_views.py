"""Saved views: one's own, those shared with one's body, and what they open."""

import pytest

from giaoban.registry import operations
from giaoban.registry.models import Event, SavedView
from tests.cast import member

PAGE = "reporting.explore"


@pytest.fixture
def keep(at):
    def kept(by, name="Theo huyện", query="level=below", **more):
        return operations.keep_view(page=PAGE, name=name, query=query, by=by, at=at, **more)

    return kept


@pytest.fixture
def colleague(province):
    """Another officer of the women's union."""
    return member("thu", "Trần Thị Thu", "officer", province.women)


def seen(actor):
    return [one.name for one in SavedView.objects.visible_to(actor)]


def test_own_view_is_ones_own_and_the_same_name_replaces_it(keep, hoa, colleague):
    keep(hoa, query="level=below")
    keep(hoa, query="level=lowest")

    assert SavedView.objects.get().query == "level=lowest"
    assert seen(colleague) == []
    assert not Event.objects.filter(type="registry.view_shared").exists()


def test_shared_view_is_for_everybody_of_the_body_and_for_nobody_else(keep, hoa, colleague, phuc):
    keep(hoa, shared=True)

    assert seen(hoa) == seen(colleague) == ["Theo huyện"]
    assert seen(phuc) == []
    assert Event.objects.filter(type="registry.view_shared").count() == 1


def test_shared_name_of_somebody_else_is_not_overwritten(keep, hoa, colleague):
    keep(hoa, shared=True, query="level=below")

    with pytest.raises(operations.NameOfAnother):
        keep(colleague, shared=True, query="level=lowest")
    keep(colleague, query="level=lowest")

    assert SavedView.objects.get(unit=hoa.unit_id).query == "level=below"


def test_whoever_acts_for_the_body_forgets_a_shared_view_but_nobody_that_of_another_person(keep, hoa, colleague, at):
    own, shared = keep(hoa, name="Riêng"), keep(hoa, name="Chung", shared=True)

    for view in (own, shared):
        operations.forget_view(view_id=view.pk, by=colleague, at=at)

    assert list(SavedView.objects.values_list("name", flat=True)) == ["Riêng"]
    assert Event.objects.filter(type="registry.shared_view_forgotten").count() == 1


@pytest.mark.parametrize(
    ("wrong", "refused"),
    [({"name": "  "}, operations.NoName), ({"query": "q=" + "x" * 4_000}, operations.ViewTooLong)],
)
def test_view_without_a_name_or_longer_than_an_address_is_not_kept(keep, hoa, wrong, refused):
    with pytest.raises(refused):
        keep(hoa, **wrong)

    assert not SavedView.objects.exists()
