"""Targets: set by a decision, revised for a reason, nothing of it lost; a figure says how much of its plan it makes."""

import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from giaoban.documents.models import LegalAct
from giaoban.kernel.period import Period
from giaoban.registry.models import Event
from giaoban.reporting import operations, plans
from giaoban.reporting.models import Target
from giaoban.reporting.operations import Planned, refusals

YEAR = Period.of_year(2021)


@pytest.fixture
def plan(phuc, at, province, indicator):
    """`plan(tien_giup=500)`: the province plans for its land and 2021."""

    def planned(by=phuc, unit=None, reason="", seen=None, act=None, **numbers):
        unit_id = (unit or province.land).pk
        told = [Planned(indicator(code.replace("_", "-")).pk, number) for code, number in numbers.items()]
        seen = plans.told(unit_id, YEAR) if seen is None else seen
        return operations.set_targets(
            unit_id=unit_id, period=YEAR, planned=told, act=act, reason=reason, seen=seen, by=by, at=at
        )

    return planned


def holds(province, indicator, code="tien-giup"):
    return plans.standing([province.land.pk], [YEAR])[province.land.pk, indicator(code).pk, YEAR.code]


def test_target_is_told_once_and_revised_beside_what_was(plan, province, indicator):
    act = LegalAct.objects.create(key="12/kh", kind="Kế hoạch", number="12/KH-MTTQ")
    plan(tien_giup=Decimal(500), kien_nghi=Decimal(90), act=act)

    made = plan(tien_giup=Decimal(650), kien_nghi=Decimal(90), reason="Bổ sung sau lũ")

    assert [one.seq for one in made] == [2]
    assert holds(province, indicator).number == 650
    history = plans.history(province.land.pk, YEAR)[indicator("tien-giup").pk]
    assert [(one.number, one.act, one.reason) for one in history] == [(650, None, "Bổ sung sau lũ"), (500, act, "")]
    assert Event.objects.filter(type="reporting.targets_set").count() == 2


def test_target_that_stands_is_not_revised_without_a_reason(plan, province, indicator):
    plan(tien_giup=Decimal(500))

    with pytest.raises(refusals.NoReason):
        plan(tien_giup=Decimal(650))
    assert holds(province, indicator).number == 500


def test_withdrawn_target_is_no_plan_and_stays_readable(plan, province, indicator):
    plan(tien_giup=Decimal(500))
    plan(tien_giup=None, reason="Cấp trên rút chỉ tiêu")

    known = plans.standing([province.land.pk], [YEAR])

    assert plans.plan(known, province.land.pk, indicator("tien-giup").pk, [YEAR], Decimal(5)) is None
    assert len(plans.history(province.land.pk, YEAR)[indicator("tien-giup").pk]) == 2


def test_two_people_revise_nothing_unseen(plan):
    plan(tien_giup=Decimal(500))

    with pytest.raises(refusals.SavedMeanwhile):
        plan(tien_giup=Decimal(650), reason="x", seen=0)


def test_only_whoever_plans_for_the_land_sets_targets(plan, lan, bich, minh, stranger):
    for actor in (lan, bich, minh, stranger):
        with pytest.raises(PermissionDenied):
            plan(by=actor, tien_giup=Decimal(500))
    assert not Target.objects.exists()


def test_database_keeps_what_was_planned(plan):
    (made,) = plan(tien_giup=Decimal(500))

    for change in (lambda: Target.objects.update(number=1), lambda: Target.objects.filter(pk=made.pk).delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_figure_is_measured_by_its_own_plan_then_by_that_of_its_year():
    assert plans.that_apply(Period.of_nine_months(2021)) == [Period.of_nine_months(2021), YEAR]
    assert plans.that_apply(Period.of_month(2021, 1)) == [Period.of_month(2021, 1)]
    assert plans.that_apply(Period.of_quarter(2021, 3)) == [Period.of_quarter(2021, 3)]
    assert plans.that_apply(YEAR) == [YEAR]


# --- The screen -------------------------------------------------------------------------------------------------------


def address(call, land, period="2021"):
    return f"{reverse('reporting:targets', args=[call.pk])}?land={land.pk}&period={period}"


@pytest.fixture
def sent(call, indicator):
    from giaoban.reporting.rollup import Rollup

    places = {one.code: place for place, one in enumerate(Rollup(call, as_of=call.opened_at).indicators)}

    def fields(seen=0, **more):
        numbers = {f"t{places[code.replace('_', '-')]}": text for code, text in more.pop("numbers").items()}
        return {"idempotency_key": str(uuid.uuid4()), "seen": str(seen), **numbers, **more}

    return fields


@pytest.mark.usefixtures("in_october")
def test_targets_are_set_on_screen_and_stand_beside_the_figures(call, lan, phuc, accepted, province, sent, signed_in):
    accepted(call, lan, tien_giup=45_000_000)
    client = signed_in(phuc)
    told = sent(
        numbers={"tien_giup": "90 triệu"}, act="Kế hoạch 15/KH-MTTQ", decided_on="2021-01-15", issuer="Ban Thường trực"
    )

    shown = client.post(address(call, province.land), told, follow=True).content.decode()
    year = client.get(reverse("reporting:year", args=[call.pk])).content.decode()

    target = Target.objects.get()
    assert (target.number, target.act.number, target.act.issuer) == (90_000_000, "15/KH-MTTQ", "Ban Thường trực")
    assert "90.000.000 đồng" in shown
    assert "50 %" in year
    assert address(call, province.land).replace("&", "&amp;") in year


@pytest.mark.usefixtures("in_october")
@pytest.mark.parametrize(
    ("numbers", "more", "said"),
    [
        ({"tien_giup": "1,234"}, {}, "hai cách"),
        ({"kien_nghi": "-3"}, {}, "không thể âm"),
        ({"kien_nghi": "3"}, {"act": "số mười hai"}, "ghi loại và số"),
        ({"kien_nghi": "3"}, {"seen": "7"}, "đã có người khác lưu"),
    ],
)
def test_target_that_cannot_stand_is_refused_and_nothing_is_lost(
    call, phuc, province, sent, signed_in, numbers, more, said
):
    shown = signed_in(phuc).post(address(call, province.land), sent(numbers=numbers, **more)).content.decode()

    assert said in shown
    assert f'value="{next(iter(numbers.values()))}"' in shown
    assert not Target.objects.exists()


@pytest.mark.usefixtures("in_october")
def test_whoever_may_not_set_targets_reads_them(call, lan, plan, province, sent, signed_in):
    plan(unit=province.commune, tien_giup=Decimal(500))
    client = signed_in(lan)

    shown = client.get(address(call, province.commune))

    assert "500 đồng" in shown.content.decode()
    assert "Giao chỉ tiêu" not in shown.content.decode()
    assert client.post(address(call, province.commune), sent(numbers={"tien_giup": "1"})).status_code == 403
    assert client.get(address(call, province.land)).status_code == 404
    assert client.get(address(call, province.commune, "quý năm")).status_code == 404
