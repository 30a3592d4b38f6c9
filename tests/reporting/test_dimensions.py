"""Dimensions of one's own: added with their categories, further ones to those of the program; never renamed, never taken away."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction
from django.urls import reverse

from giaoban.reporting import dimensions, figures, known, operations, publishing, queries
from giaoban.reporting.drafted.content import Content, DraftLine, DraftSection
from giaoban.reporting.models import Category, Dimension, Indicator
from giaoban.reporting.operations import refusals
from giaoban.reporting.rollup import Rollup
from giaoban.reporting.shipped import Ask
from giaoban.reporting.shipped.dimensions import DIMENSIONS
from tests.reporting.conftest import one_told
from tests.reporting.test_own_forms import begin, call_for, force  # noqa: F401 - fixtures

KINDS = [("an-qua", "Ăn quả"), ("bong-mat", "Bóng mát")]
TREES = Ask("cay", "Cây đã trồng", "cây")
FRUIT = Ask("cay-an-qua", "Trong đó cây ăn quả", "cây", splits=("cay", "loai-cay", "an-qua"))
FORM = Content(
    (DraftSection("Cây", lines=(DraftLine("cay", ask=TREES), DraftLine(FRUIT.code, part_of="cay", ask=FRUIT))),)
)


@pytest.fixture
def add(phuc, at):
    def added(code="loai-cay", name="Loại cây", categories=KINDS, of_people=False, by=phuc):
        return operations.add_dimension(code=code, name=name, of_people=of_people, categories=categories, by=by, at=at)

    return added


@pytest.fixture
def told(begin, force, call_for, lan, bich, phuc, at):  # noqa: F811
    """`told(trees, fruit)`: a call on the form that splits, with these numbers accepted of one commune."""

    def accepted(*numbers):
        call = call_for(force(begin(content=FORM)))
        said = [one_told(line.indicator_id, number) for line, number in zip(queries.items(call), numbers, strict=True)]
        of = operations.save(call=call, unit_id=lan.unit_id, told=said, revision=0, by=lan, at=at)
        operations.submit(return_id=of.pk, by=lan, at=at)
        for judge in (bich, phuc):
            operations.accept(return_id=of.pk, by=judge, at=at)
        return call

    return accepted


def test_form_that_splits_by_what_is_not_there_is_told_so(begin):  # noqa: F811
    assert known.wrong(begin(content=FORM)) == {"s0l1": ["Không có nhóm “an-qua” của cách phân tổ “loai-cay”."]}


def test_figure_opens_by_a_dimension_of_ones_own(add, told, province, at):
    add()

    found = Rollup(told(10, 4), as_of=at)

    whole = Indicator.objects.get(code="cay")
    shown = figures.split(whole, found.indicators, lambda one: found.figure(one, province.land.pk).number)
    assert [(one["name"], [(part["name"], part["said"]) for part in one["parts"]], one["rest"]) for one in shown] == [
        ("Loại cây", [("Ăn quả", "4")], "6")
    ]


@pytest.mark.parametrize(("of_people", "is_withheld"), [(True, True), (False, False)])
def test_small_numbers_are_withheld_as_the_dimension_says(add, told, province, at, of_people, is_withheld):
    add(of_people=of_people)

    shown = publishing.Publication(told(10, 2), as_of=at, least=5)

    assert shown.withholds(Indicator.objects.get(code=FRUIT.code), province.commune.pk) == is_withheld


def test_category_is_added_to_a_dimension_of_the_program(phuc, at, db):
    made = operations.add_category(dimension="do-tuoi", code="tu-80", name="Từ 80", by=phuc, at=at)

    assert list(dimensions.every()["do-tuoi"].categories.items())[-1] == ("tu-80", "Từ 80")
    assert made.number == len(DIMENSIONS["do-tuoi"].categories) + 1


def test_what_is_there_is_not_added_again(add, phuc, at):
    add()

    with pytest.raises(refusals.DimensionTaken):
        add()
    with pytest.raises(refusals.DimensionTaken):
        add(code="gioi-tinh")
    with pytest.raises(refusals.CategoryTaken, match="Nữ"):
        operations.add_category(dimension="gioi-tinh", code="nu", name="Phụ nữ", by=phuc, at=at)
    with pytest.raises(refusals.NoDimension):
        operations.add_category(dimension="khong-co", code="a", name="A", by=phuc, at=at)


@pytest.mark.parametrize("categories", [[], KINDS[:1], [KINDS[0], KINDS[0]]])
def test_dimension_has_two_categories(add, categories):
    with pytest.raises(refusals.TwoCategories):
        add(categories=categories)


@pytest.mark.parametrize("who", ["bich", "lan", "hoa"])
def test_only_the_province_adds(who, add, request):
    with pytest.raises(PermissionDenied):
        add(by=request.getfixturevalue(who))


def test_neither_is_renamed_nor_taken_away(add, phuc):
    add()

    for rows in (Dimension.objects, Category.objects):
        for act in (lambda rows=rows: rows.update(name="Khác"), lambda rows=rows: rows.all().delete()):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                act()


def test_figures_split_by_what_the_program_has_cost_no_query(call, django_assert_num_queries):
    women = Indicator.objects.filter(code__in=["tuyen-truyen-nu", "ho-duoc-giup-ngheo", "kien-nghi"])

    with django_assert_num_queries(1):
        assert dimensions.of(women) is DIMENSIONS


@pytest.mark.usefixtures("in_october")
def test_pages_add_and_show_them(province, phuc, lan, signed_in):
    def post(route, /, *arguments, **fields):
        told = {"idempotency_key": str(uuid.uuid4()), **fields}
        return client.post(reverse(f"reporting:{route}", args=arguments), told, follow=True).content.decode()

    client = signed_in(phuc)
    shown = post("dimension-new", name="Loại cây", categories="Ăn quả\nBóng mát\n")
    assert "Bóng mát" in shown
    assert "Cây gỗ" in post("category-new", "loai-cay", name="Cây gỗ")
    assert list(dimensions.every()["loai-cay"].categories) == ["an-qua", "bong-mat", "cay-go"]
    assert "ít nhất hai" in post("dimension-new", name="Khác", categories="Một")
    assert "field-error" in post("dimension-new", name="Khác", categories="!!\n??")
    assert "field-error" in post("category-new", "loai-cay", name="??")
    assert client.get(reverse("reporting:category-new", args=["khong-co"])).status_code == 404
    reader = signed_in(lan)
    assert "Loại cây" in reader.get(reverse("reporting:dimensions")).content.decode()
    assert reader.get(reverse("reporting:dimension-new")).status_code == 403
