"""Figures for publication: small numbers of people withheld, whatever table one takes; categories of a dimension opened."""

import csv
import datetime as dt
import io

import openpyxl
import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from giaoban.kernel.period import Period
from giaoban.registry.models import Norm
from giaoban.reporting import operations, publishing, series
from giaoban.reporting.models import Indicator
from giaoban.reporting.publishing import Publication, Published
from giaoban.reporting.series import Series
from tests.cast import TODAY
from tests.reporting.test_series import month  # noqa: F401 - fixture

pytestmark = pytest.mark.usefixtures("in_october")
YEAR = Period.of_year(2021)


@pytest.fixture
def few(call, lan, nam, accepted):
    """In one commune three women came, in the other 150; the two poor households of it are shown nowhere."""
    accepted(call, lan, tuyen_truyen_luot=60, tuyen_truyen_nu=3)
    accepted(call, nam, tuyen_truyen_luot=320, tuyen_truyen_nu=150)
    return call


@pytest.fixture
def taken(signed_in, phuc):
    """`taken("table-csv", call)`: the lines for publication, by their first cell."""

    def lines(name, call, by=phuc, **query):
        answer = signed_in(by).get(reverse(f"reporting:{name}", args=[call.pk]), {"public": "yes", **query})
        assert answer.status_code == 200
        text = b"".join(answer.streaming_content).decode().removeprefix("\ufeff")
        return {row[0]: row[1:] for row in csv.reader(io.StringIO(text))}

    return lines


def test_small_number_is_withheld_with_what_it_could_be_computed_from(few, taken, province):
    found = taken("table-csv", few, land=province.district.pk)

    _unit, total, *communes = found["Trong đó lượt phụ nữ dự"]
    assert (total, communes) == ("153", ["*", "*"])
    # The ratio and the sum of the listeners would tell it as well as the number itself.
    assert found["Tỷ lệ phụ nữ dự tuyên truyền"][2:] == ["*", "*"]
    assert found["Lượt người dự tuyên truyền"][1:] == ["380", "60", "320"]
    assert found["Kiến nghị của nhân dân đã chuyển"][1:] == ["40", "20", "20"]
    (note,) = [name for name in found if name.startswith("* ")]
    assert "từ 1 đến 4" in note


def test_every_table_of_a_call_withholds_the_same(few, taken, province, indicator, at):
    names = {"Trong đó lượt phụ nữ dự", "Lượt người dự tuyên truyền"}
    publication = Publication(few, as_of=at, least=5)

    hidden = {land.pk for land in (province.land, province.district, province.commune, province.sibling)
              if publication.hides(indicator("tuyen-truyen-nu"), land.pk)}  # fmt: skip

    assert hidden == {province.commune.pk, province.sibling.pk}
    pivot = taken("explore-csv", few, indicator="tuyen-truyen-nu", level="lowest", land=str(province.land.pk))
    assert {cells[-1] for name, cells in pivot.items() if name.startswith("Xã")} == {"*"}
    assert names <= set(taken("table-csv", few))


def test_nothing_is_withheld_where_no_number_is_small(call, lan, nam, accepted, taken):
    accepted(call, lan)
    accepted(call, nam)

    found = taken("table-csv", call)

    assert not any("*" in cells for cells in found.values())
    assert not any(name.startswith("* ") for name in found)


def test_what_is_small_is_a_norm(few, at):
    assert publishing.smallest(TODAY) == 5
    Norm.objects.create(
        code="smallest-published", value=3, unit="người", valid=DateRange(dt.date(2021, 1, 1), None), legal_basis="QĐ 1"
    )

    assert publishing.smallest(TODAY) == 3
    assert publishing.smallest(dt.date(2020, 1, 1)) == 5
    women = Indicator.objects.get(code="tuyen-truyen-nu")
    assert not Publication(few, as_of=at, least=3).hides(women, few.land_id)


def test_range_is_withheld_where_one_of_its_periods_is(few, month, lan, nam, accepted, indicator, province, at):  # noqa: F811
    september = month(9)
    accepted(september, lan, tuyen_truyen_luot=60, tuyen_truyen_nu=30)
    accepted(september, nam)
    found = Published(Series(series.beside(few, 2021), as_of=at), least=5)
    women = indicator("tuyen-truyen-nu")

    told = [found.hides(women, province.commune.pk, period) for period in (september.span, few.span, YEAR)]

    assert told == [False, True, True]
    assert not found.hides(women, province.land.pk, YEAR)


def test_formula_of_a_withheld_number_is_withheld(few, phuc, at, province):
    made = operations.define_indicator(
        code="gap-doi", name="Gấp đôi", unit="", text="tuyen-truyen-nu * 2", since=dt.date(2021, 1, 1), by=phuc, at=at
    )

    publication = Publication(few, as_of=at, least=5)

    assert publication.hides(made, province.commune.pk)
    assert not publication.hides(made, province.land.pk)


def test_rest_that_is_small_is_not_told_by_its_whole(call, lan, nam, accepted, province, indicator, at):
    accepted(call, lan, tuyen_truyen_luot=60, tuyen_truyen_nu=58)
    accepted(call, nam, tuyen_truyen_luot=320, tuyen_truyen_nu=150)

    publication = Publication(call, as_of=at, least=5)

    whole, women = indicator("tuyen-truyen-luot"), indicator("tuyen-truyen-nu")
    assert publication.hides(women, province.commune.pk) or publication.hides(whole, province.commune.pk)


def test_workbook_says_how_many_are_withheld_and_numbers_stay_numbers(few, phuc, signed_in, province):
    answer = signed_in(phuc).get(
        reverse("reporting:table-xlsx", args=[few.pk]), {"public": "yes", "land": province.district.pk}
    )

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = {row[0]: row[1:] for row in sheet.iter_rows(values_only=True)}
    assert "từ 1 đến 4" in next(iter(rows))
    assert rows["Trong đó lượt phụ nữ dự"][1:] == (153, "*", "*")


def test_nothing_is_published_on_the_map_of_another_day(few, phuc, signed_in):
    for name in ("explore-csv", "explore-xlsx", "explore-hxl"):
        answer = signed_in(phuc).get(
            reverse(f"reporting:{name}", args=[few.pk]), {"public": "yes", "map": "2021-12-01", "split": "heir"}
        )
        assert answer.status_code == 404


def test_rows_are_not_sorted_by_what_is_withheld(few, taken):
    told = {"indicator": "tuyen-truyen-nu", "level": "lowest"}

    up, down = (list(taken("explore-csv", few, sort=sort, **told)) for sort in ("0", "-0"))

    assert up == down


def test_figure_and_pivot_open_by_dimension(few, phuc, signed_in, province, indicator):
    client = signed_in(phuc)

    figure = client.get(
        reverse("reporting:figure", args=[few.pk, province.land.pk, indicator("tuyen-truyen-luot").pk])
    ).content.decode()
    pivot = client.get(
        reverse("reporting:explore", args=[few.pk]), {"indicator": "ho-duoc-giup", "by": "muc-song"}
    ).content.decode()

    assert "Phân tổ theo: Giới tính" in figure
    assert "227" in figure  # 380 listeners, 153 of them women
    for name in ("Trong đó hộ nghèo", "Trong đó hộ cận nghèo", "Trong đó hộ khó khăn khác"):
        assert pivot.count(name) > 1


def test_category_names_whole_dimension_and_itself(call, indicator):
    women = indicator("tuyen-truyen-nu")
    told = {"name": "x", "kind": "people", "of": indicator("tuyen-truyen-luot")}

    assert (women.of.code, women.dimension, women.category) == ("tuyen-truyen-luot", "gioi-tinh", "nu")
    for wrong in ({"dimension": "gioi-tinh"}, {"dimension": "gioi-tinh", "category": "nu"}, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Indicator.objects.create(code="khac", **told, **wrong)
