"""The organisation in the browser: found by name on any day, opened as it was, never beyond one's reach."""

import datetime as dt

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from giaoban.kernel.vietnamese import name_sort_key, sort_key
from giaoban.registry.enums import SuccessionKind, UnitKind
from giaoban.registry.models import Appointment, Official, Post, Succession, UnitVersion
from tests.cast import SINCE, TODAY, make_unit

MOVED = dt.date(2021, 7, 1)


def names(answer) -> list[str]:
    return [version.name for version, _parent in answer.context["rows"]]


def unit_page(client, unit, query=""):
    return client.get(f"/organisation/{unit.pk}/{query}")


@pytest.fixture
def ended(province):
    """A commune that was merged into another on 1 July 2021."""
    old = make_unit("19359", "Xã Vĩnh Giang", UnitKind.COMMUNE_RURAL, parent=province.district, until=MOVED)
    Succession.objects.create(
        predecessor=old, successor=province.commune, on=MOVED, kind=SuccessionKind.MERGE, act="Nghị quyết 12"
    )
    return old


# --- the list ---------------------------------------------------------------------------------------------------------


def test_without_a_search_one_sees_the_roots_of_what_one_reaches(signed_in, tuyet):
    found = names(signed_in(tuyet).get("/organisation/"))

    assert found == sorted(
        [
            "Đoàn TNCS Hồ Chí Minh tỉnh",
            "Hội Liên hiệp Phụ nữ tỉnh",
            "Thường trực Tỉnh ủy Quảng Trị",
            "Tỉnh Quảng Trị",
            "UBND tỉnh",
            "Ủy ban MTTQ Việt Nam tỉnh",
        ],
        key=sort_key,
    )


@pytest.mark.parametrize("typed", ["vinh thai", "Vĩnh Thái", "THAI"])
def test_unit_is_found_by_its_name_with_and_without_accents(typed, signed_in, tuyet):
    answer = signed_in(tuyet).get("/organisation/", {"q": typed})

    assert names(answer) == ["Xã Vĩnh Thái"]
    assert "Huyện Vĩnh Linh" in answer.content.decode()  # where it stands


def test_list_is_that_of_the_day(signed_in, tuyet, ended, client):
    signed_in(tuyet)

    found = [
        names(client.get("/organisation/", {"q": "vinh giang", "on": day})) for day in ("2021-06-30", "2021-07-01")
    ]

    assert found == [["Xã Vĩnh Giang"], []]


def test_list_is_narrowed_by_kind_and_tree(signed_in, tuyet, client):
    signed_in(tuyet)

    communes = names(client.get("/organisation/", {"kind": "commune_rural"}))
    bodies = names(client.get("/organisation/", {"tree": "organisation"}))

    assert communes == ["Xã Vĩnh Thái", "Xã Vĩnh Tú"]
    assert "Tỉnh Quảng Trị" not in bodies


def test_long_list_has_pages_and_keeps_its_search(signed_in, tuyet, province, client):
    for number in range(60):
        make_unit(f"x{number}", f"Xã Đông {number:02}", UnitKind.COMMUNE_RURAL, parent=province.district)
    signed_in(tuyet)

    first = client.get("/organisation/", {"q": "dong"})
    second = client.get("/organisation/", {"q": "dong", "page": "2"})

    assert (len(names(first)), names(second)[0]) == (50, "Xã Đông 50")
    assert "?q=dong&amp;page=2" in first.content.decode()


def test_nothing_found_says_what_may_help(signed_in, tuyet):
    page = signed_in(tuyet).get("/organisation/", {"q": "không có"}).content.decode()

    assert "Không có đơn vị nào khớp" in page


@pytest.mark.parametrize("query", ["?on=31/02/2021", "?kind=nonsense", "?page=999", "?page=x", "?on=0001-01-01"])
def test_nonsense_in_the_address_still_opens(query, signed_in, tuyet):
    assert signed_in(tuyet).get(f"/organisation/{query}").status_code == 200


def test_list_costs_the_same_queries_for_few_and_for_many(
    signed_in, tuyet, province, client, django_assert_num_queries
):
    signed_in(tuyet)
    with django_assert_num_queries(8) as few:
        client.get("/organisation/", {"q": "vinh thai"})
    for number in range(20):
        make_unit(f"x{number}", f"Xã Vĩnh Thái {number}", UnitKind.COMMUNE_RURAL, parent=province.district)

    with django_assert_num_queries(len(few)):
        client.get("/organisation/", {"q": "vinh thai"})


def test_clerk_sees_the_own_body_alone(signed_in, lan):
    found = signed_in(lan).get("/organisation/", {"q": "mttq"})

    assert names(found) == ["Ủy ban MTTQ Việt Nam xã"]


# --- one unit ---------------------------------------------------------------------------------------------------------


def test_unit_shows_where_it_stands_and_what_stands_around_it(signed_in, tuyet, province):
    page = unit_page(signed_in(tuyet), province.district).content.decode()

    for name in ("Huyện Vĩnh Linh", "Tỉnh Quảng Trị", "Xã Vĩnh Thái", "Xã Vĩnh Tú", "Ủy ban MTTQ Việt Nam huyện"):
        assert name in page
    assert "Ủy ban MTTQ Việt Nam xã" not in page  # sits below, not here


def test_unit_shows_its_versions_with_the_acts_that_made_them(signed_in, tuyet, province):
    UnitVersion.objects.filter(unit=province.sibling).update(valid=DateRange(SINCE, MOVED))
    UnitVersion.objects.create(
        unit=province.sibling, name="Xã Vĩnh Tú mới", kind=UnitKind.COMMUNE_RURAL, parent=province.district,
        valid=DateRange(MOVED, None), act="Nghị quyết 1250/NQ-UBTVQH14",
    )  # fmt: skip

    now = unit_page(signed_in(tuyet), province.sibling).content.decode()
    then = unit_page(signed_in(tuyet), province.sibling, "?on=2021-06-30")

    assert "Nghị quyết 1250/NQ-UBTVQH14" in now
    assert then.context["version"].name == "Xã Vĩnh Tú"


def test_unit_that_had_ended_says_so_and_shows_its_last_form(signed_in, tuyet, ended):
    answer = unit_page(signed_in(tuyet), ended)

    assert answer.context["version"].name == "Xã Vĩnh Giang"
    assert "không tồn tại" in answer.content.decode()
    assert [one.name for _row, one in answer.context["successors"]] == ["Xã Vĩnh Thái"]


def test_unit_before_its_time_shows_its_first_form(signed_in, tuyet, province):
    answer = unit_page(signed_in(tuyet), province.commune, "?on=1990-01-01")

    assert answer.context["version"].name == "Xã Vĩnh Thái"
    assert not answer.context["is_alive"]


def test_successor_names_its_predecessor_as_it_was_called_then(signed_in, tuyet, province, ended):
    page = unit_page(signed_in(tuyet), province.commune).content.decode()

    assert "Xã Vĩnh Giang" in page
    assert "Nghị quyết 12" in page
    assert f"/organisation/{ended.pk}/" in page


def test_body_shows_its_posts_and_who_holds_them_on_the_day(signed_in, tuyet, province):
    chair = Post.objects.create(unit=province.women, title="Chủ tịch", rank=1)
    Post.objects.create(unit=province.women, title="Phó Chủ tịch", rank=2)
    for name, valid in (("Trần Thị Cũ", DateRange(SINCE, MOVED)), ("Lê Thị Mới", DateRange(MOVED, None))):
        official = Official.objects.create(full_name=name, name_sort=name_sort_key(name))
        Appointment.objects.create(official=official, post=chair, valid=valid, document="QĐ 1")

    page = unit_page(signed_in(tuyet), province.women).content.decode()

    assert "Lê Thị Mới" in page
    assert "Trần Thị Cũ" not in page
    assert "khuyết" in page  # the other post
    assert "Mặt trận và các đoàn thể chính trị - xã hội cấp tỉnh" in page  # its group


def test_official_holds_a_post_once_at_a_time(province):
    from django.db import IntegrityError, transaction

    post = Post.objects.create(unit=province.women, title="Chủ tịch")
    official = Official.objects.create(full_name="Lê Thị Mới", name_sort="x")
    Appointment.objects.create(official=official, post=post, valid=DateRange(SINCE, None))

    with pytest.raises(IntegrityError, match="appointment_once_at_a_time"), transaction.atomic():
        Appointment.objects.create(official=official, post=post, valid=DateRange(TODAY, None))


def test_official_may_sit_in_two_posts(province):
    official = Official.objects.create(full_name="Lê Thị Mới", name_sort="x")
    for title in ("Chủ tịch", "Ủy viên"):
        post = Post.objects.create(unit=province.women, title=title)
        Appointment.objects.create(official=official, post=post, valid=DateRange(SINCE, None))

    assert official.appointments.count() == 2


def test_what_one_may_not_open_is_named_without_a_link(signed_in, lan, province):
    page = unit_page(signed_in(lan), province.front_commune).content.decode()

    assert "Ủy ban MTTQ Việt Nam huyện" in page
    assert str(province.front_district.pk) not in page


def test_unit_beyond_reach_does_not_exist(signed_in, hoa, province):
    assert unit_page(signed_in(hoa), province.youth).status_code == 404
    assert unit_page(signed_in(hoa), province.land).status_code == 404


def test_events_are_told_to_those_who_may_read_them(signed_in, tuyet, hoa, province, client):
    told = ["mở tài khoản" in unit_page(signed_in(actor), province.women).content.decode() for actor in (tuyet, hoa)]

    assert told == [True, False]


def test_door_to_the_accounts_is_shown_to_who_manages_them(signed_in, quan, hoa, province):
    shown = [
        f"/organisation/{province.women.pk}/accounts/" in unit_page(signed_in(actor), province.women).content.decode()
        for actor in (quan, hoa)
    ]

    assert shown == [True, False]


def test_page_of_a_unit_costs_the_same_queries_for_few_and_for_many(
    signed_in, tuyet, province, client, django_assert_num_queries
):
    signed_in(tuyet)
    with django_assert_num_queries(14) as few:
        unit_page(client, province.district)
    for number in range(20):
        make_unit(f"x{number}", f"Xã {number}", UnitKind.COMMUNE_RURAL, parent=province.district)

    with django_assert_num_queries(len(few)):
        unit_page(client, province.district)
