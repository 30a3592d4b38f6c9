"""An association reports up its own line beside the Front's; the Front counts the land; the organisations beside it report to it."""

import pytest
from django.core.exceptions import PermissionDenied

from giaoban.kernel.period import Period
from giaoban.registry.enums import Tree, UnitKind
from giaoban.reporting import operations, queries, rules
from giaoban.reporting.models import Call, Indicator, Return
from giaoban.reporting.operations import refusals
from giaoban.reporting.rollup import Rollup
from giaoban.reporting.shipped import FORMS
from tests.cast import make_actor, make_unit
from tests.reporting.conftest import OCTOBER, one_told

WOMEN, COALITION = FORMS["phu-nu-xa-thang"], FORMS["doan-the-tinh-quy"]
QUARTER = Period.of_quarter(2021, 3)
ANSWERS = {
    "doan-the-hoi-vien": 420, "doan-the-ket-nap": 6, "doan-the-chi-hoi": 5, "tuyen-truyen-buoi": 2, "tuyen-truyen-luot": 90,
    "doan-the-hoi-vien-duoc-giup": 12, "doan-the-tien-giup": 6_000_000, "phu-nu-to-vay-von": 4, "phu-nu-nha-sach": 15,
    "phu-nu-nhan-do-dau": 3, "ky-toi": "Củng cố hai tổ vay vốn.",
}  # fmt: skip


@pytest.fixture
def province(province):
    """Also the Women's Union of the commune."""
    province.units["women_commune"] = make_unit(
        "women_commune",
        "Hội Liên hiệp Phụ nữ xã",
        UnitKind.WOMENS_UNION,
        seat=province.commune,
        parent=province.women_district,
        tree=Tree.ORGANISATION,
    )
    return province


@pytest.fixture
def sen(province):
    """The Women's Union of the commune: a clerk."""
    return make_actor("sen", "Trần Thị Sen", "clerk", province.women_commune)


@pytest.fixture
def mai(province):
    """The Women's Union of the district: an officer."""
    return make_actor("mai", "Lê Thị Mai", "officer", province.women_district)


@pytest.fixture
def open_call(at):
    def opened(form, period, by) -> Call:
        due, due_above = operations.default_dues(form, period)
        return operations.open_call(form=form, period=period, due=due, due_above=due_above, by=by, at=at)

    return opened


@pytest.fixture
def hand_in(at):
    def handed(call, by) -> Return:
        asked = {line.indicator.code for line in queries.items(call)}
        ids = dict(Indicator.objects.values_list("code", "pk"))
        told = [one_told(ids[code], answer) for code, answer in ANSWERS.items() if code in asked]
        of = operations.save(call=call, unit_id=by.unit_id, told=told, revision=0, by=by, at=at)
        return operations.submit(return_id=of.pk, by=by, at=at)

    return handed


def test_association_accepts_its_own_line_and_the_front_does_not(
    hoa, mai, sen, phuc, bich, open_call, hand_in, at, province
):
    call = open_call(WOMEN, OCTOBER, hoa)
    of = hand_in(call, sen)

    assert rules.judge(of, on=hoa.on) == province.women_district.pk
    for actor in (bich, phuc, hoa):
        with pytest.raises(PermissionDenied):
            operations.accept(return_id=of.pk, by=actor, at=at)
    of = operations.accept(return_id=of.pk, by=mai, at=at)
    assert rules.judge(of, on=hoa.on) == province.women.pk
    with pytest.raises(PermissionDenied):
        operations.accept(return_id=of.pk, by=phuc, at=at)
    assert operations.accept(return_id=of.pk, by=hoa, at=at).status == "accepted"


@pytest.fixture
def bich(province):
    return make_actor("bich", "Hoàng Thị Bích", "officer", province.front_district)


def test_front_counts_the_land_of_what_an_association_accepted(hoa, mai, sen, phuc, open_call, hand_in, at, province):
    call = open_call(WOMEN, OCTOBER, hoa)
    of = hand_in(call, sen)
    operations.accept(return_id=of.pk, by=mai, at=at)
    operations.accept(return_id=of.pk, by=hoa, at=at)

    assert call in Call.objects.visible_to(phuc)
    figures = Rollup(call, as_of=at)
    members = Indicator.objects.get(code="doan-the-hoi-vien")
    assert figures.figure(members, province.land.pk).number == 420


def test_calls_of_a_line_are_seen_by_that_line_and_by_those_over_the_land(
    hoa, mai, sen, phuc, lan, bich, stranger, open_call
):
    call = open_call(WOMEN, OCTOBER, hoa)

    seen = [
        actor.user.username
        for actor in (hoa, mai, sen, phuc, lan, bich, stranger)
        if call in Call.objects.visible_to(actor)
    ]

    assert seen == ["hoa", "mai", "sen", "phuc"]


def test_form_is_called_for_by_the_head_of_its_own_line(hoa, phuc, open_call):
    with pytest.raises(refusals.NotItsLine, match="Hội Liên hiệp Phụ nữ"):
        open_call(WOMEN, OCTOBER, phuc)
    with pytest.raises(refusals.NotItsLine):
        open_call(FORMS["mttq-xa-thang"], OCTOBER, hoa)
    with pytest.raises(refusals.NotItsLine):
        open_call(COALITION, QUARTER, hoa)


def test_organisations_beside_the_front_report_one_form_to_it(
    hoa, mai, lan, phuc, stranger, open_call, hand_in, at, province
):
    call = open_call(COALITION, QUARTER, phuc)

    assert {body.id for body in queries.bodies(call)} == {province.women.pk, province.youth.pk}
    assert [actor.user.username for actor in (hoa, mai, lan, phuc, stranger) if call in Call.objects.visible_to(actor)] == [
        "hoa", "lan", "phuc",
    ]  # fmt: skip
    # Lan's body is below the one that calls, and is asked for nothing.
    assert not queries.expects(call, lan.unit_id)
    of = hand_in(call, hoa)
    assert rules.judge(of, on=phuc.on) == province.front.pk
    assert operations.accept(return_id=of.pk, by=phuc, at=at).status == "accepted"


def test_body_offers_the_forms_of_its_own_line_alone(hoa, phuc, signed_in, in_october):
    def offered(actor) -> set[str]:
        shown = signed_in(actor).get("/returns/new/").content.decode()
        return {code for code in FORMS if f'value="{code}"' in shown}

    assert offered(hoa) == {"phu-nu-xa-thang"}
    assert offered(phuc) == {"mttq-xa-thang", "mttq-xa-9-thang", "doan-the-tinh-quy"}


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.code)
def test_every_shipped_form_is_taken_up(form, phuc, at):
    made = operations.take_up_form(form=form, by=phuc, at=at)

    assert made.kinds == [form.body_kind, *form.also_kinds]
    assert operations.take_up_form(form=form, by=phuc, at=at) == made
