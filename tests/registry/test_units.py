"""Units as they were on any day, and what the database refuses."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from giaoban.registry.enums import UnitKind
from giaoban.registry.models import Unit, UnitVersion
from tests.cast import TODAY, make_unit


def test_a_unit_stands_under_all_its_ancestors(province):
    under_land = Unit.objects.under(province.land.pk, TODAY)

    assert set(under_land) == {province.land, province.district, province.commune, province.sibling}


def test_bodies_seated_in_a_land_include_those_seated_below_it(province):
    seated = Unit.objects.seated_in(province.district.pk, TODAY)

    assert set(seated) == {province.front_district, province.front_commune, province.women_district}


def test_two_versions_of_a_unit_never_overlap(province):
    with pytest.raises(IntegrityError, match="unitversion_one_at_a_time"), transaction.atomic():
        UnitVersion.objects.create(
            unit=province.commune, name="Xã khác", kind=UnitKind.COMMUNE_RURAL, valid=DateRange(TODAY, None)
        )


def test_a_unit_cannot_outlive_its_parent(province):
    ended = make_unit("464x", "Huyện cũ", UnitKind.DISTRICT_RURAL, parent=province.land, until=dt.date(2020, 1, 1))

    with pytest.raises(IntegrityError, match="parent of a unit must exist"), transaction.atomic():
        make_unit("1x", "Xã", UnitKind.COMMUNE_RURAL, parent=ended)
