"""Bodies of one's own: made, changed from a day on, ended and handed over, and nothing of the past is lost."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from giaoban.registry import access, operations, queries
from giaoban.registry.actor import Actor
from giaoban.registry.enums import Tree, UnitKind
from giaoban.registry.models import Event, Succession, Unit, UnitGroup, UnitVersion
from giaoban.registry.operations import BodyTold
from giaoban.registry.operations.bodies import ChangedMeanwhile
from giaoban.registry.roles import Permission
from giaoban.registry.usual_bodies import coalition_of, names_of, usual_at
from tests.cast import TODAY, make_actor

LATER = TODAY + dt.timedelta(days=30)


def send(client, path, fields=None, **options):
    return client.post(path, {"idempotency_key": str(uuid.uuid4()), **(fields or {})}, **options)


@pytest.fixture
def keeper(province) -> Actor:
    return make_actor("bich", "Nguyễn Thị Bích", "territory_account_manager", province.office)


@pytest.fixture
def elders(province, keeper, at) -> Unit:
    told = BodyTold("Hội Người cao tuổi tỉnh Quảng Trị", TODAY, "Hội NCT tỉnh", ["Hội NCT"])
    return operations.found_body(told=told, kind=UnitKind.ASSOCIATION, seat_id=province.land.pk, by=keeper, at=at)


def name_on(unit: Unit, day: dt.date) -> str | None:
    return UnitVersion.objects.on(day).filter(unit=unit).values_list("name", flat=True).first()


# --- made -------------------------------------------------------------------------------------------------------------


def test_new_body_sits_at_its_place_is_found_by_its_names_and_its_making_is_told(elders, province, keeper):
    version = elders.versions.get()

    assert (version.seat, version.kind, version.short_name) == (province.land, "association", "Hội NCT tỉnh")
    assert (elders.tree, elders.code, elders.edition) == (Tree.ORGANISATION, "45.association", "pre-2025")
    assert UnitVersion.objects.called_like("nguoi cao tuoi").get() == version
    assert Event.objects.get(type="registry.body_founded", subject_id=elders.pk).by_user == keeper.user.pk
    assert access.reaches(keeper, Permission.ACCOUNT_MANAGE, elders.pk)


def test_second_body_of_a_kind_gets_a_code_of_its_own(elders, province, keeper, at):
    told = BodyTold("Hội Chữ thập đỏ tỉnh Quảng Trị", TODAY)

    other = operations.found_body(told=told, kind=UnitKind.ASSOCIATION, seat_id=province.land.pk, by=keeper, at=at)

    assert other.code == "45.association-2"


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (BodyTold("Hội Người cao tuổi tỉnh Quảng Trị", LATER), "name"),
        (BodyTold("Hội mới", dt.date(1900, 1, 1)), "since"),
        (BodyTold("", TODAY), "name"),
        (BodyTold("x" * 201, TODAY), "name"),
    ],
)
def test_body_that_cannot_be_is_refused_beside_the_field_and_nothing_is_made(told, field, elders, province, keeper, at):
    before = Unit.objects.count()

    with pytest.raises(ValidationError) as refused:
        operations.found_body(told=told, kind=UnitKind.ASSOCIATION, seat_id=province.land.pk, by=keeper, at=at)

    assert field in refused.value.message_dict
    assert Unit.objects.count() == before


def test_body_sits_on_land_and_within_ones_reach(province, elders, keeper, tuyet, at):
    told = BodyTold("Hội mới", TODAY)

    with pytest.raises(ValidationError):
        operations.found_body(told=told, kind=UnitKind.ASSOCIATION, seat_id=elders.pk, by=keeper, at=at)
    for seat, by in ((province.elsewhere, keeper), (province.land, tuyet)):
        with pytest.raises(PermissionDenied):
            operations.found_body(told=told, kind=UnitKind.ASSOCIATION, seat_id=seat.pk, by=by, at=at)


# --- the usual ones ---------------------------------------------------------------------------------------------------


def test_usual_bodies_carry_the_names_of_their_place():
    front = next(body for body in usual_at("commune_rural") if body.kind == UnitKind.FRONT)
    party = usual_at("province")[0]

    commune = names_of(front, land_kind="commune_rural", land_name="Xã Vĩnh Thái")

    assert commune.name == "Ủy ban Mặt trận Tổ quốc Việt Nam xã Vĩnh Thái"
    assert commune.short_name == "MTTQ xã"
    assert "Ủy ban MTTQ Việt Nam xã Vĩnh Thái" in commune.aliases
    assert names_of(party, land_kind="province", land_name="Tỉnh Quảng Trị").name == "Tỉnh ủy Quảng Trị"
    assert (
        names_of(party, land_kind="commune_ward", land_name="Phường Nam Đông Hà").name == "Đảng ủy phường Nam Đông Hà"
    )
    assert coalition_of(land_kind="commune_ward", land_name="Phường X").name.endswith("cấp xã")
    assert UnitKind.LABOUR_FEDERATION not in {body.kind for body in usual_at("commune_rural")}
    assert usual_at("village") == ()


def test_usual_bodies_are_made_once_at_a_place_and_below_it_each_below_that_of_its_kind(province, keeper, at):
    seats = [province.district.pk, province.commune.pk]
    kinds = {UnitKind.FRONT.value, UnitKind.FARMERS_UNION.value}

    runs = [
        operations.found_usual_bodies(seat_ids=seats, kinds=kinds, since=TODAY, by=keeper, at=at) for _again in range(2)
    ]

    # Both have their Front in the cast and no Farmers' Union.
    assert [(run.made, run.known) for run in runs] == [(2, 2), (0, 4)]
    farmers = {version.seat: version for version in UnitVersion.objects.on(TODAY).filter(kind=UnitKind.FARMERS_UNION)}
    assert farmers[province.commune].parent == farmers[province.district].unit
    assert farmers[province.commune].name == "Hội Nông dân xã Vĩnh Thái"


def test_those_of_a_place_can_be_addressed_together(province, keeper, at):
    kinds = {UnitKind.FRONT.value, UnitKind.FARMERS_UNION.value, UnitKind.PEOPLES_COMMITTEE.value}

    for _again in range(2):
        operations.found_usual_bodies(seat_ids=[province.commune.pk], kinds=kinds, since=TODAY, by=keeper, at=at)

    group = UnitGroup.objects.get(seat=province.commune)
    members = [membership.unit for membership in group.memberships.on(TODAY).order_by("place")]
    assert group.name == "Mặt trận và các đoàn thể chính trị - xã hội cấp xã"
    assert [queries.names([unit.pk], on=TODAY)[unit.pk] for unit in members][1] == "Hội Nông dân xã Vĩnh Thái"
    assert len(members) == 2


# --- changed ----------------------------------------------------------------------------------------------------------


def test_new_name_holds_from_its_day_and_the_old_one_before(elders, keeper, at):
    told = BodyTold("Hội Người cao tuổi và Cựu giáo chức tỉnh", LATER, act="Quyết định 5")

    operations.change_body(unit_id=elders.pk, told=told, by=keeper, at=at)

    assert name_on(elders, LATER - dt.timedelta(days=1)) == "Hội Người cao tuổi tỉnh Quảng Trị"
    assert name_on(elders, LATER) == "Hội Người cao tuổi và Cựu giáo chức tỉnh"


def test_a_slip_is_corrected_on_the_day_on_which_it_began(elders, keeper, at):
    operations.change_body(unit_id=elders.pk, told=BodyTold("Hội NCT tỉnh Quảng Trị", TODAY), by=keeper, at=at)

    assert [version.name for version in elders.versions.all()] == ["Hội NCT tỉnh Quảng Trị"]


def test_of_two_who_change_a_body_the_later_is_told(elders, keeper, at):
    seen = elders.versions.get().pk
    operations.change_body(unit_id=elders.pk, told=BodyTold("Một", LATER), seen=seen, by=keeper, at=at)

    with pytest.raises(ChangedMeanwhile):
        operations.change_body(
            unit_id=elders.pk, told=BodyTold("Hai", LATER + dt.timedelta(days=1)), seen=seen, by=keeper, at=at
        )

    assert name_on(elders, LATER + dt.timedelta(days=2)) == "Một"


def test_change_before_its_time_below_itself_or_with_bodies_below_is_refused(province, elders, keeper, at):
    women = province.women
    wrong = [
        (elders, BodyTold("Sớm", TODAY - dt.timedelta(days=1)), "since"),
        (women, BodyTold("Hội", TODAY, parent_id=women.pk), "parent"),
        (women, BodyTold("Hội", TODAY, parent_id=province.women_district.pk), "parent"),
        (women, BodyTold("Hội", TODAY, parent_id=province.front.pk), "parent"),
    ]

    for unit, told, field in wrong:
        with pytest.raises(ValidationError) as refused:
            operations.change_body(unit_id=unit.pk, told=told, by=keeper, at=at)
        assert field in refused.value.message_dict, told


def test_places_are_not_changed_here(province, keeper, at):
    with pytest.raises(ValidationError):
        operations.change_body(unit_id=province.commune.pk, told=BodyTold("Xã khác", LATER), by=keeper, at=at)


# --- ended ------------------------------------------------------------------------------------------------------------


def test_ended_body_is_gone_from_that_day_and_its_successor_reads_what_it_left(province, elders, keeper, at):
    operations.end_body(unit_id=elders.pk, on=LATER, successor_id=province.front.pk, act="NQ 1", by=keeper, at=at)

    assert name_on(elders, LATER) is None
    assert name_on(elders, LATER - dt.timedelta(days=1)) is not None
    heir = make_actor("chi", "Trần Thị Chi", "clerk", province.front, on=LATER)
    assert access.reaches(heir, Permission.TASK_VIEW, elders.pk)


def test_end_taken_back_leaves_no_trace_in_the_present(province, elders, keeper, at):
    operations.end_body(unit_id=elders.pk, on=LATER, successor_id=province.front.pk, by=keeper, at=at)

    operations.take_end_back(unit_id=elders.pk, by=keeper, at=at)

    assert name_on(elders, LATER) == "Hội Người cao tuổi tỉnh Quảng Trị"
    assert not Succession.objects.filter(predecessor=elders).exists()


def test_body_with_bodies_below_or_that_is_over_does_not_end(province, elders, keeper, at):
    heir = province.front.pk
    with pytest.raises(ValidationError, match="Hội Liên hiệp Phụ nữ"):
        operations.end_body(unit_id=province.women.pk, on=LATER, successor_id=heir, by=keeper, at=at)
    with pytest.raises(ValidationError):  # nobody takes over from oneself
        operations.end_body(unit_id=elders.pk, on=LATER, successor_id=elders.pk, by=keeper, at=at)
    operations.end_body(unit_id=elders.pk, on=LATER, successor_id=heir, by=keeper, at=at)
    with pytest.raises(ValidationError):
        operations.end_body(unit_id=elders.pk, on=LATER, successor_id=heir, by=keeper, at=at)


# --- pages ------------------------------------------------------------------------------------------------------------


def test_a_province_gets_its_bodies_on_one_page(province, keeper, signed_in):
    client = signed_in(keeper)
    page = f"/organisation/{province.district.pk}/bodies/usual/"

    shown = client.get(page).content.decode()
    answer = send(client, page, {"kinds": ["farmers_union"], "below": "on", "since": TODAY.isoformat()}, follow=True)

    assert "Hội Nông dân huyện Vĩnh Linh" in shown
    assert "3 tổ chức" in answer.content.decode()
    assert UnitVersion.objects.filter(kind="farmers_union", seat__in=[province.commune, province.sibling]).count() == 2


def test_body_is_made_changed_and_ended_in_the_browser(province, keeper, signed_in):
    client = signed_in(keeper)
    said = {"kind": "association", "name": "Hội Khuyến học tỉnh", "since": TODAY.isoformat(), "aliases": "Hội KH\n\n"}

    made = send(client, f"/organisation/{province.land.pk}/bodies/new/", said)
    unit = Unit.objects.get(versions__name="Hội Khuyến học tỉnh")
    version = unit.versions.get()
    changed = send(
        client,
        f"/organisation/{unit.pk}/change/",
        {"name": "Hội Khuyến học tỉnh Quảng Trị", "since": LATER.isoformat(), "seen": str(version.pk)},
    )
    again = send(
        client,
        f"/organisation/{unit.pk}/change/",
        {"name": "Khác", "since": LATER.isoformat(), "seen": str(version.pk)},
    )
    end = {"on": (LATER + dt.timedelta(days=9)).isoformat(), "successor": str(province.front.pk)}
    ended = send(client, f"/organisation/{unit.pk}/end/", end)
    back = send(client, f"/organisation/{unit.pk}/end/take-back/")

    assert version.aliases == ["Hội KH"]
    assert [made.status_code, changed.status_code, ended.status_code, back.status_code] == [302] * 4
    assert "đã sửa tổ chức này" in again.content.decode()
    assert name_on(unit, LATER + dt.timedelta(days=99)) == "Hội Khuyến học tỉnh Quảng Trị"


def test_who_only_reads_is_offered_nothing(province, tuyet, keeper, signed_in):
    pages = [signed_in(actor).get(f"/organisation/{province.land.pk}/").content.decode() for actor in (tuyet, keeper)]

    assert ["bodies/new/" in page for page in pages] == [False, True]
