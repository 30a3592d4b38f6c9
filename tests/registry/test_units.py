"""Units as they were on any day, and what the database refuses."""

import datetime as dt
import itertools

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import given
from hypothesis import strategies as st

from giaoban.briefing.models import Briefing
from giaoban.kernel.vietnamese import fold
from giaoban.registry import queries
from giaoban.registry.enums import SuccessionKind, Tree, UnitKind
from giaoban.registry.models import GroupMembership, Succession, Unit, UnitVersion
from tests.cast import MADE_AT, SINCE, TODAY, make_unit

MOVED = dt.date(2021, 7, 1)
EVE = MOVED - dt.timedelta(days=1)


def settle():
    """What waits for the end of the transaction happens now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def to_the_end(act):
    """The act with all that its end brings, taken back where that is refused."""
    with transaction.atomic():
        act()
        settle()


# --- the trees on a day -----------------------------------------------------------------------------------------------


def test_a_unit_stands_under_all_its_ancestors(province):
    under_land = Unit.objects.under(province.land.pk, TODAY)

    assert set(under_land) == {province.land, province.district, province.commune, province.sibling}


def test_bodies_seated_in_a_land_include_those_seated_below_it(province):
    seated = Unit.objects.around(province.district.pk, TODAY).filter(tree="organisation")

    assert set(seated) == {province.front_district, province.front_commune, province.women_district}


def test_unit_is_there_from_its_first_day_to_the_eve_of_its_end(province):
    brief = make_unit("x", "Xã ngắn ngày", UnitKind.COMMUNE_RURAL, since=EVE, until=TODAY)

    alive = [brief in Unit.objects.on(day) for day in (EVE - dt.timedelta(days=1), EVE, TODAY)]

    assert alive == [False, True, False]


def test_seat_of_a_land_is_the_land_itself(province):
    assert queries.seat(province.women.pk, on=TODAY) == province.land.pk
    assert queries.seat(province.land.pk, on=TODAY) == province.land.pk


def test_name_is_that_of_the_day_or_else_the_latest(province):
    UnitVersion.objects.filter(unit=province.commune).update(valid=DateRange(SINCE, MOVED))
    UnitVersion.objects.create(
        unit=province.commune, name="Xã Vĩnh Thái mới", kind=UnitKind.COMMUNE_RURAL, parent=province.district,
        valid=DateRange(MOVED, TODAY),
    )  # fmt: skip

    called = [queries.names([province.commune.pk], on=day)[province.commune.pk] for day in (EVE, MOVED, TODAY)]

    assert called == ["Xã Vĩnh Thái", "Xã Vĩnh Thái mới", "Xã Vĩnh Thái mới"]


def test_names_of_many_units_are_one_query(province, django_assert_num_queries):
    with django_assert_num_queries(1):
        names = queries.names([unit.pk for unit in province.units.values()], on=TODAY)

    assert len(names) == len(province.units)


# --- moved and ended --------------------------------------------------------------------------------------------------


def move(unit, parent, day):
    """The unit stands below another from that day on."""
    version = UnitVersion.objects.get(unit=unit)
    UnitVersion.objects.filter(pk=version.pk).update(valid=DateRange(SINCE, day))
    UnitVersion.objects.create(
        unit=unit, name=version.name, name_sort=version.name_sort, kind=version.kind, parent=parent,
        valid=DateRange(day, None),
    )  # fmt: skip


def test_subtree_that_moved_stands_below_both_each_in_its_time(province):
    for unit in (province.commune, province.sibling):
        move(unit, province.district, MOVED)
    move(province.district, province.elsewhere, MOVED)
    settle()

    moved = {province.district, province.commune, province.sibling}
    assert set(Unit.objects.under(province.land.pk, EVE)) == {province.land, *moved}
    assert set(Unit.objects.under(province.land.pk, MOVED)) == {province.land}
    assert set(Unit.objects.under(province.elsewhere.pk, MOVED)) == {province.elsewhere, *moved}


def test_parent_may_be_rewritten_before_those_below_it(province):
    move(province.district, province.elsewhere, MOVED)
    for unit in (province.commune, province.sibling):
        move(unit, province.district, MOVED)
    settle()

    assert province.commune in Unit.objects.under(province.elsewhere.pk, MOVED)


def test_parent_that_moved_alone_is_refused_at_the_end(province):
    with pytest.raises(IntegrityError, match="a version for each place"):
        to_the_end(lambda: move(province.district, province.elsewhere, MOVED))


def test_unit_corrected_to_another_parent_takes_along_those_below_it(province):
    UnitVersion.objects.filter(unit=province.district).update(parent=province.elsewhere)
    settle()

    assert set(Unit.objects.under(province.elsewhere.pk, TODAY)) == {
        province.elsewhere, province.district, province.commune, province.sibling,
    }  # fmt: skip


def test_unit_cannot_end_before_those_below_it(province):
    district = UnitVersion.objects.filter(unit=province.district)

    with pytest.raises(IntegrityError, match="parent of a unit must exist"):
        to_the_end(lambda: district.update(valid=DateRange(SINCE, MOVED)))


def test_unit_with_units_below_it_cannot_vanish(province):
    with pytest.raises(IntegrityError, match="parent of a unit must exist"):
        to_the_end(UnitVersion.objects.filter(unit=province.district).delete)


# --- what is refused --------------------------------------------------------------------------------------------------


def test_two_versions_of_a_unit_never_overlap(province):
    with pytest.raises(IntegrityError, match="unitversion_one_at_a_time"), transaction.atomic():
        UnitVersion.objects.create(
            unit=province.commune, name="Xã khác", kind=UnitKind.COMMUNE_RURAL, valid=DateRange(TODAY, None)
        )


def test_a_unit_cannot_outlive_its_parent(province):
    ended = make_unit("464x", "Huyện cũ", UnitKind.DISTRICT_RURAL, parent=province.land, until=dt.date(2020, 1, 1))

    with pytest.raises(IntegrityError, match="parent of a unit must exist"), transaction.atomic():
        make_unit("1x", "Xã", UnitKind.COMMUNE_RURAL, parent=ended)


@pytest.mark.parametrize("valid", [DateRange(TODAY, TODAY), DateRange(None, TODAY)])
def test_version_without_a_first_day_or_of_no_day_is_refused(valid, province):
    with pytest.raises(IntegrityError, match="unitversion_a_day_or_more"), transaction.atomic():
        UnitVersion.objects.filter(unit=province.people).update(valid=valid)


def test_unit_stands_neither_below_itself_nor_in_a_ring(province):
    with pytest.raises(IntegrityError, match=r"not_its_own_parent|below itself"), transaction.atomic():
        UnitVersion.objects.filter(unit=province.district).update(parent=province.district)
    with pytest.raises(IntegrityError, match="below itself"), transaction.atomic():
        UnitVersion.objects.filter(unit=province.district).update(parent=province.commune)


def test_code_is_there_once_in_its_edition(province):
    with pytest.raises(IntegrityError, match="unit_code_once_an_edition"), transaction.atomic():
        Unit.objects.create(tree=Tree.TERRITORY, code="45", edition="pre-2025")

    assert Unit.objects.create(tree=Tree.TERRITORY, code="45", edition="2025")


def test_unit_does_not_succeed_itself(province):
    with pytest.raises(IntegrityError, match="succession_is_to_another"), transaction.atomic():
        Succession.objects.create(
            predecessor=province.land, successor=province.land, on=TODAY, kind=SuccessionKind.RENAME
        )


def test_unit_belongs_to_a_group_once_at_a_time(province):
    with pytest.raises(IntegrityError, match="groupmembership_once_at_a_time"), transaction.atomic():
        GroupMembership.objects.create(group=province.coalition, unit=province.women, valid=DateRange(TODAY, None))


def test_members_of_a_group_come_in_order_of_protocol_as_of_a_day(province):
    GroupMembership.objects.filter(unit=province.front).update(valid=DateRange(SINCE, MOVED))

    members = [queries.members(province.coalition, on=day) for day in (EVE, MOVED)]

    assert members == [
        [province.front.pk, province.women.pk, province.youth.pk],
        [province.women.pk, province.youth.pk],
    ]


def test_record_of_a_unit_outside_its_life_is_refused(province, hoa, briefing_row):
    """`within_life` on the briefings: the owner existed on the day of the meeting."""
    with pytest.raises(IntegrityError, match="did not exist on 1999-12-31"), transaction.atomic():
        Briefing.objects.filter(pk=briefing_row.pk).update(held_on=SINCE - dt.timedelta(days=1))

    assert Briefing.objects.filter(pk=briefing_row.pk).update(held_on=SINCE) == 1


@pytest.fixture
def briefing_row(province, hoa):
    from giaoban.briefing.models import SourceText, TextImport

    source = SourceText.objects.create(
        text="Hội nghị", sha256="0" * 64, kind="pasted", imported_at=MADE_AT, imported_by=hoa.user
    )
    text_import = TextImport.objects.create(
        source=source, unit=province.party, drafter="test", is_meeting=True, created_at=MADE_AT, created_by=hoa.user
    )
    return Briefing.objects.create(
        owner=province.party, text_import=text_import, title="Hội nghị", held_on=TODAY,
        confirmed_at=MADE_AT, confirmed_by=hoa.user,
    )  # fmt: skip


# --- took over --------------------------------------------------------------------------------------------------------


def succeed(predecessor, successor, on=MOVED):
    Succession.objects.create(predecessor=predecessor, successor=successor, on=on, kind=SuccessionKind.MERGE)


def test_successors_reach_what_they_took_over_through_all_reforms(province):
    line = [make_unit(f"u{number}", f"Xã {number}", UnitKind.COMMUNE_RURAL) for number in range(5)]
    for older, newer in itertools.pairwise(line):
        succeed(older, newer)
    succeed(province.sibling, line[-1])

    assert set(Unit.objects.filter(pk=line[-1].pk).with_predecessors()) == {*line, province.sibling}
    assert set(Unit.objects.filter(pk=line[0].pk).with_predecessors()) == {line[0]}


def test_units_that_went_back_and_forth_are_found_once(province):
    succeed(province.commune, province.sibling)
    succeed(province.sibling, province.commune, on=TODAY)

    found = Unit.objects.filter(pk=province.commune.pk).with_predecessors()

    assert sorted(unit.code for unit in found) == ["19360", "19361"]


# --- found by name ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("vinh thai", {"Xã Vĩnh Thái"}),
        ("Vĩnh Thái", {"Xã Vĩnh Thái"}),
        ("THÁI xã", {"Xã Vĩnh Thái"}),
        ("vinh", {"Xã Vĩnh Thái", "Xã Vĩnh Tú", "Huyện Vĩnh Linh"}),
        ("đoàn", {"Đoàn TNCS Hồ Chí Minh tỉnh"}),
        ("tinh doan", {"Đoàn TNCS Hồ Chí Minh tỉnh"}),  # by an alias
        ("100%", set()),
    ],
)
def test_unit_is_found_with_and_without_accents(typed, found, province):
    assert {version.name for version in UnitVersion.objects.called_like(typed)} == found


@pytest.mark.django_db
@given(st.text(alphabet="aăâđêôơưáàảãạ ĂÂĐÊÔƠƯÝỲ'-.(1)\u0301\u0323", min_size=1, max_size=30))
def test_database_folds_names_as_the_kernel_does(name):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT replace(lower(regexp_replace(normalize(%s, NFD), '[\\u0300-\\u036f]', '', 'g')), 'đ', 'd')", [name]
        )
        folded = cursor.fetchone()[0]

    assert " ".join(folded.split()) == fold(name)
