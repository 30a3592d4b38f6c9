"""Many returns at once: judged as if typed, taken in whole or not at all, accepted by the rules of every acceptance."""

from contextlib import suppress
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.kernel.period import Period
from giaoban.registry.models import Event
from giaoban.reporting import operations, queries, words
from giaoban.reporting.enums import ReturnStatus, Source
from giaoban.reporting.models import Indicator, Return, ReturnStep, Value
from giaoban.reporting.operations import BatchRefused, Gathered, NotReady
from giaoban.reporting.past import amount, past, usual
from giaoban.reporting.rollup import Rollup
from tests.cast import member
from tests.reporting.conftest import MONTH, one_told, told


@pytest.fixture
def hanh(province):
    """Also of the province's Front: gathers what communes handed in elsewhere."""
    return member("hanh", "Võ Thị Hạnh", "coordinator", province.front)


@pytest.fixture
def of(province, call):
    """`of("front_commune", ho_duoc_giup=31)`: what a body says in a batch, its lines in the rows from 2 on."""

    def gathered(name: str, **more) -> Gathered:
        lines = told(**more)
        rows = {one.indicator_id: number for number, one in enumerate(lines, start=2)}
        return Gathered(unit_id=province.units[name].pk, told=lines, rows=rows)

    return gathered


@pytest.fixture
def take_in(call, hanh, at):
    def taken(*gathered: Gathered, reason: str = "", by=hanh) -> int:
        return operations.take_in(call=call, gathered=gathered, reason=reason, by=by, at=at)

    return taken


def figure(call, at, code: str) -> Decimal | None:
    found = Rollup(call, as_of=at)
    return found.figure(next(one for one in found.indicators if one.code == code), call.land_id).number


# --- Taken in ---------------------------------------------------------------------------------------------------------


def test_batch_is_handed_in_like_what_was_typed(take_in, of, call, hanh, accepted, lan, province):
    added = take_in(of("front_commune"), of("front_sibling", ho_duoc_giup=33, ho_duoc_giup_khac=11))

    returns = {one.unit_id: one for one in Return.objects.filter(call=call)}
    assert {one.status for one in returns.values()} == {ReturnStatus.SUBMITTED}
    assert added == Value.objects.count()
    said = queries.values(returns[province.front_sibling.pk])
    codes = dict(Indicator.objects.values_list("code", "pk"))
    assert said[codes["ho-duoc-giup"]].number == 33
    assert said[codes["tiep-xuc-cu-tri"]].none_occurred
    assert {said[pk].source for code, pk in codes.items() if pk in said and said[pk].source != Source.COUNTED} == {
        Source.TYPED
    }
    counted = [line.indicator for line in queries.items(call) if line.indicator.origin == "counted"]
    assert counted
    assert {one.pk for one in counted} <= said.keys()
    steps = ReturnStep.objects.filter(of__call=call)
    assert {(step.act, step.by_id, step.body_id) for step in steps} == {("submit", hanh.user.pk, province.front.pk)}


def test_one_event_tells_of_the_batch(take_in, of, hanh):
    take_in(of("front_commune"), of("front_sibling"))

    (event,) = Event.objects.filter(type="reporting.taken_in")
    assert (event.data["count"], event.by_user) == (2, hanh.user.pk)


def test_return_that_was_begun_keeps_its_history_and_says_only_what_is_new(take_in, of, write, call, lan):
    write(call, lan, kien_nghi=19)
    before = Value.objects.count()

    take_in(of("front_commune"))

    kien_nghi = Indicator.objects.get(code="kien-nghi")
    assert list(Value.objects.filter(indicator=kien_nghi).order_by("seq").values_list("number", flat=True)) == [19, 20]
    counted = sum(line.indicator.origin == "counted" for line in queries.items(call))
    assert Value.objects.count() == before + 1 + counted


def test_body_hands_in_its_own_and_no_other(take_in, of, lan):
    with pytest.raises(PermissionDenied):
        take_in(of("front_sibling"), by=lan)

    assert take_in(of("front_commune"), by=lan) > 0


def test_who_neither_called_nor_is_asked_takes_nothing_in(take_in, of, hoa, bich):
    for stranger in (hoa, bich):
        with pytest.raises(PermissionDenied):
            take_in(of("front_commune"), by=stranger)


# --- Refused ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        ({"ho_duoc_giup_ngheo": 50}, "ho-duoc-giup", "30"),
        ({"tien_giup": Decimal("1.5")}, "tien-giup", "số nguyên"),
        ({"kien_nghi": "hai mươi"}, "kien-nghi", "phải là một con số"),
        ({"ky_toi": 3}, "ky-toi", "phải ghi bằng lời"),
        ({"tu_danh_gia": "Tuyệt vời"}, "tu-danh-gia", "Hãy chọn một trong"),
        ({"giam_sat": ""}, "giam-sat", "trả lời"),
    ],
)
def test_what_cannot_stand_names_its_row_and_nothing_of_the_batch_is_kept(take_in, of, more, code, words):
    wrong = of("front_sibling", **more)

    with pytest.raises(BatchRefused) as refused:
        take_in(of("front_commune"), wrong)

    (found,) = [one for one in refused.value.found if one.indicator == code]
    assert (found.unit_id, found.row) == (wrong.unit_id, wrong.rows[Indicator.objects.get(code=code).pk])
    assert words in found.why
    assert not Return.objects.exists()


def test_body_that_is_not_asked_or_stands_twice_is_refused(take_in, of, province):
    women = Gathered(unit_id=province.women.pk, told=told(), rows={})

    with pytest.raises(BatchRefused) as refused:
        take_in(women, of("front_commune"), of("front_commune"))

    assert [one.unit_id for one in refused.value.found] == [province.women.pk, province.front_commune.pk]


def test_line_that_the_form_does_not_ask_is_not_dropped_silently(take_in, province, call):
    counted = next(line.indicator for line in queries.items(call) if line.indicator.origin == "counted")
    lines = [*told(), one_told(counted.pk, 4)]

    with pytest.raises(BatchRefused) as refused:
        take_in(Gathered(unit_id=province.front_commune.pk, told=lines, rows={counted.pk: 77}))

    assert [one.row for one in refused.value.found] == [77]


def test_handed_in_return_is_not_overwritten(take_in, of, submit, call, lan):
    submit(call, lan)

    with pytest.raises(BatchRefused, match="Chưa nhập báo cáo nào"):
        take_in(of("front_commune", kien_nghi=21))


def test_soft_check_asks_and_the_reason_of_the_batch_stays_with_the_value(take_in, of, accepted, phuc, lan, at):
    _months(accepted, phuc, lan, at)

    with pytest.raises(BatchRefused) as refused:
        take_in(of("front_commune", tien_giup=900_000_000))
    assert [one.indicator for one in refused.value.found] == ["tien-giup"]

    take_in(of("front_commune", tien_giup=900_000_000), reason="Đợt vận động sau mưa lũ")

    reasons = Value.objects.filter(of__call__period="2021-10").exclude(reason="")
    assert list(reasons.values_list("indicator__code", "reason")) == [("tien-giup", "Đợt vận động sau mưa lũ")]


def _months(accepted, phuc, lan, at) -> None:
    for month in (7, 8, 9):
        accepted(_call(Period.of_month(2021, month), phuc, at), lan, tien_giup=45_000_000 + month)


def test_what_is_usual_is_what_the_values_say_and_the_same_for_many_bodies_as_for_one(accepted, phuc, lan, call, at):
    _months(accepted, phuc, lan, at)
    _reopened(phuc, at)

    asked = [line.indicator_id for line in queries.items(call)]
    many, one = usual(call, [lan.unit_id], asked)[lan.unit_id], past(call, lan.unit_id)

    said = [queries.values(of, version=1) for of in Return.objects.order_by("-call__map_day")]
    expected = {pk: tuple(n for of in said if (n := amount(of.get(pk))) is not None) for pk in asked}
    assert many.recent == {pk: numbers for pk, numbers in expected.items() if numbers}
    assert {pk: numbers for pk, numbers in many.recent.items() if pk in one.recent} == one.recent
    assert many.last_year == one.last_year == {}


def _reopened(phuc, at) -> None:
    """What is written since the acceptance judges nothing."""
    of = Return.objects.get(call__period="2021-08")
    operations.reopen(return_id=of.pk, reason="Nhầm", by=phuc, at=at)
    Value.objects.create(
        of=of, indicator=Indicator.objects.get(code="tien-giup"), seq=2, version=2, number=1, at=at, by=phuc.user
    )


ANSWERS = st.one_of(st.none(), st.just(0), st.integers(1, 40), st.sampled_from([300, 9_000, 45_000_000, 900_000_000]))
MONTH_SAID = st.fixed_dictionaries(dict.fromkeys(("tien_giup", "kien_nghi", "ho_duoc_giup", "giam_sat"), ANSWERS))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=st.lists(MONTH_SAID, max_size=6), now=MONTH_SAID)
def test_batch_is_judged_like_what_was_typed(before, now, take_in, of, write, call, lan, phuc, at):
    """Whatever a body said in earlier months: what its return is asked and refused by hand, it is in a batch."""
    with transaction.atomic():
        for month, said in enumerate(before, start=10 - len(before)):
            _said(_call(Period.of_month(2021, month), phuc, at), said, write, lan, at)
        by_hand, in_a_batch = [], []
        with transaction.atomic():
            try:
                operations.submit(return_id=write(call, lan, **now).pk, by=lan, at=at)
            except NotReady as refused:
                by_hand = [(words.finding(one), one.cell) for one in refused.findings]
            transaction.set_rollback(True)
        try:
            take_in(of("front_commune", **now))
        except BatchRefused as refused:
            in_a_batch = [(one.why, one.indicator) for one in refused.found]
        assert in_a_batch == by_hand
        transaction.set_rollback(True)


def _call(period, phuc, at):
    due, above = operations.default_dues(MONTH, period)
    return operations.open_call(form=MONTH, period=period, due=due, due_above=above, by=phuc, at=at)


def _said(call, said, write, lan, at) -> None:
    """Handed in with whatever reason, where the parts allow it."""
    of = write(call, lan, **said)
    with suppress(NotReady):
        operations.submit(return_id=of.pk, by=lan, at=at)


# --- Accepted ---------------------------------------------------------------------------------------------------------


def test_levels_accept_a_batch_in_turn_and_never_who_took_it_in(take_in, of, call, hanh, bich, phuc, at):
    take_in(of("front_commune"), of("front_sibling"))

    assert operations.accept_at_once(call_id=call.pk, by=phuc, at=at) == 0
    assert operations.accept_at_once(call_id=call.pk, by=bich, at=at) == 2
    assert figure(call, at, "ho-duoc-giup") is None
    assert operations.accept_at_once(call_id=call.pk, by=hanh, at=at) == 0
    assert operations.accept_at_once(call_id=call.pk, by=phuc, at=at) == 2

    assert figure(call, at, "ho-duoc-giup") == 60
    assert set(Return.objects.values_list("status", "accepted_version")) == {(ReturnStatus.ACCEPTED, 1)}
    acts = ReturnStep.objects.filter(of__unit=Return.objects.first().unit_id).order_by("at", "pk")
    assert list(acts.values_list("act", flat=True)) == ["submit", "endorse", "accept"]
    assert Event.objects.filter(type="reporting.judged_at_once").count() == 2


def test_clerk_accepts_nothing_at_once(take_in, of, call, lan, at):
    take_in(of("front_sibling"))

    assert operations.accept_at_once(call_id=call.pk, by=lan, at=at) == 0


def test_queries_do_not_grow_with_the_batch(take_in, of, call, bich, at, django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        take_in(of("front_commune"), of("front_sibling"))
    with django_assert_max_num_queries(15):
        operations.accept_at_once(call_id=call.pk, by=bich, at=at)


def test_values_of_a_batch_stay_append_only(take_in, of, call):
    take_in(of("front_commune"))

    with pytest.raises(Exception, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("UPDATE reporting_value SET number = 1")
