"""Entered once: the nine-month return of a body takes its figures over from its accepted monthly returns."""

import re
import uuid
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from giaoban.kernel.period import Period
from giaoban.reporting import gathering, operations, queries
from giaoban.reporting.enums import Source
from giaoban.reporting.models import Call, FormItem, GatheredPart, Indicator, Return, Value
from giaoban.reporting.operations import Told
from giaoban.reporting.shipped import FORMS
from tests.reporting.conftest import MONTH
from tests.reporting.test_pages import address, page

pytestmark = pytest.mark.usefixtures("in_october")
NINE = FORMS["mttq-xa-9-thang"]
SESSIONS, LISTENERS, MODELS, VOTERS = "tuyen-truyen-buoi", "tuyen-truyen-luot", "mo-hinh-tu-quan", "tiep-xuc-cu-tri"


@pytest.fixture
def called(phuc, at):
    def make(form, period) -> Call:
        return operations.open_call(form=form, period=period, due=period.end, due_above=period.end, by=phuc, at=at)

    return make


@pytest.fixture
def months(called, accepted, lan):
    """`months(7, 8, tuyen_truyen_buoi=4)`: returns of the commune on months of 2021, accepted alike."""

    def make(*numbers, **answers) -> list[Return]:
        return [accepted(called(MONTH, Period.of_month(2021, number)), lan, **answers) for number in numbers]

    return make


@pytest.fixture
def nine(called) -> Call:
    return called(NINE, Period.of_nine_months(2021))


@pytest.fixture
def offered(nine, lan):
    """What the months come to, by code of indicator."""

    def make(call=nine):
        of = Return.objects.filter(call=call, unit=lan.unit_id).first()
        found = gathering.gathered(call, lan.unit_id, queries.values(of), queries.items(call))
        return {one.indicator.code: one for one in found.values()}

    return make


@pytest.fixture
def keep(nine, lan, at):
    """`keep("tuyen-truyen-buoi", 12)`: the commune keeps one line of its nine-month return as gathered."""

    def kept(code, number, **more) -> Value:
        known = Return.objects.filter(call=nine, unit=lan.unit_id).first()
        number = None if number is None else Decimal(number)
        told = Told(indicator_id=pk(code), number=number, source=Source.GATHERED, **more)
        of = operations.save(
            call=nine, unit_id=lan.unit_id, told=[told], revision=known.revision if known else 0, by=lan, at=at
        )
        return queries.values(of)[told.indicator_id]

    return kept


@pytest.fixture
def correct(phuc, lan, bich, at, write):
    """`correct(return, tuyen_truyen_buoi=7)`: a month is reopened, corrected, and accepted anew."""

    def corrected(of: Return, **answers) -> None:
        operations.reopen(return_id=of.pk, reason="Nhầm", by=phuc, at=at)
        write(of.call, lan, **answers)
        operations.submit(return_id=of.pk, by=lan, at=at)
        for judge in (bich, phuc):
            operations.accept(return_id=of.pk, by=judge, at=at)

    return corrected


def pk(code):
    return Indicator.objects.get(code=code).pk


def place(call, code) -> int:
    return FormItem.objects.get(section__form=call.form_id, indicator__code=code).number


def sent(call, act="save", revision=0, **answers) -> dict[str, str]:
    """The form with a few lines, by code: a text is typed, None is "none occurred", a dict holds fields of the line."""
    fields = {"idempotency_key": str(uuid.uuid4()), "revision": str(revision), "act": act}
    for code, answer in answers.items():
        number = place(call, code.replace("_", "-"))
        told = answer if isinstance(answer, dict) else {"n": "on"} if answer is None else {"v": answer}
        fields |= {f"{name}{number}": value for name, value in told.items()}
    return fields


# --- What is offered --------------------------------------------------------------------------------------------------


def test_each_line_is_made_by_its_rule_over_time(months, offered):
    months(1, tuyen_truyen_buoi=4, mo_hinh_tu_quan=6, tiep_xuc_cu_tri=None)
    months(2, tuyen_truyen_buoi=5, mo_hinh_tu_quan=7, tiep_xuc_cu_tri=None)

    found = offered()

    assert found[SESSIONS].made.number == 9
    assert found[MODELS].made.number == 7
    assert found[VOTERS].made.none_occurred


@pytest.mark.parametrize(("rule", "comes_to"), [("average", Decimal("4.5")), ("cumulative", 5)])
def test_means_and_what_is_cumulative_already_are_not_added_up(months, offered, rule, comes_to):
    Indicator.objects.filter(code=SESSIONS).update(over_time=rule)
    months(1, tuyen_truyen_buoi=4)
    months(2, tuyen_truyen_buoi=5)

    assert offered()[SESSIONS].made.number == comes_to


def test_months_without_a_figure_are_named_with_why(months, called, submit, write, lan, offered):
    (known,) = months(1)
    submit(called(MONTH, Period.of_month(2021, 2)), lan)
    write(called(MONTH, Period.of_month(2021, 3)), lan)
    called(MONTH, Period.of_month(2021, 4))
    months(6)

    of_line = offered()["gao-giup"]

    assert [step.stand for step in of_line.steps] == [
        "known", "waiting", "owed", "owed", "not_asked", "known", "not_asked", "not_asked", "not_asked",
    ]  # fmt: skip
    assert of_line.known[0].of == known
    assert len(of_line.missing) == 7


def test_stock_lacks_only_what_came_after_the_last_known_month(months, offered):
    months(5, 7)

    assert [step.period.start.month for step in offered()[MODELS].missing] == [8, 9]


def test_only_months_of_the_period_and_of_the_same_body_count(months, called, accepted, nam, bich, offered):
    months(9, 10)
    accepted(Call.objects.get(period="2021-09"), nam, gao_giup=Decimal(70))

    assert offered()["gao-giup"].made.number == Decimal("1.5")


def test_month_that_is_being_corrected_counts_as_it_was_accepted(months, offered, write, phuc, lan, at):
    (of,) = months(9)
    operations.reopen(return_id=of.pk, reason="Nhầm", by=phuc, at=at)
    write(of.call, lan, gao_giup=Decimal(9))

    assert offered()["gao-giup"].made.number == Decimal("1.5")


def test_month_form_gathers_nothing_and_asks_nothing(call, lan, django_assert_num_queries):
    lines = queries.items(call)

    with django_assert_num_queries(0):
        assert gathering.gathered(call, lan.unit_id, {}, lines) == {}


def test_form_that_counts_other_days_is_not_gathered(months, nine, offered):
    months(9)
    nine.form.window = "calendar"

    assert offered(nine) == {}


def test_nine_months_are_gathered_in_few_queries(months, keep, nine, lan, django_assert_num_queries):
    months(7, 8, 9, tuyen_truyen_buoi=4)
    keep(SESSIONS, 12)
    said, lines = queries.values(Return.objects.get(call=nine)), queries.items(nine)

    with django_assert_num_queries(7):
        gathering.gathered(nine, lan.unit_id, said, lines)


# --- What is kept -----------------------------------------------------------------------------------------------------


def test_figure_that_is_taken_over_keeps_the_returns_and_versions_it_was_made_of(months, keep, correct):
    first, second = months(8, 9, tuyen_truyen_buoi=4)
    correct(first, tuyen_truyen_buoi=5)

    value = keep(SESSIONS, 9)

    assert value.source == "gathered"
    assert set(value.gathered.values_list("of", "version")) == {(first.pk, 2), (second.pk, 1)}


def test_figure_that_the_months_do_not_say_was_typed(months, keep):
    months(8, 9, tuyen_truyen_buoi=4)

    value = keep(SESSIONS, 10)

    assert value.source == "typed"
    assert not value.gathered.exists()


def test_estimate_of_missing_months_on_top_is_still_gathered(months, keep, offered):
    months(7, 8, tuyen_truyen_buoi=4)

    value = keep(SESSIONS, 11, is_estimate=True)

    assert (value.source, value.is_estimate, value.gathered.count()) == ("gathered", True, 2)


@pytest.mark.parametrize("number", [7, 8.5])
def test_estimate_below_the_months_or_with_no_month_missing_was_typed(months, keep, number):
    months(*(range(1, 10) if number > 8 else (7, 8)), tuyen_truyen_buoi=1 if number > 8 else 4)

    assert keep(SESSIONS, 10 if number > 8 else 7, is_estimate=True).source == "typed"


def test_same_number_that_was_typed_becomes_gathered_where_one_takes_it_over(months, keep, nine, lan, at):
    months(8, 9, tuyen_truyen_buoi=4)
    typed = Told(indicator_id=pk(SESSIONS), number=Decimal(8))
    operations.save(call=nine, unit_id=lan.unit_id, told=[typed], revision=0, by=lan, at=at)

    assert keep(SESSIONS, 8).source == "gathered"


def test_reason_that_is_added_later_keeps_where_the_figure_came_from(months, keep, correct, offered):
    (of,) = months(9, tuyen_truyen_buoi=4)
    keep(SESSIONS, 4)
    correct(of, tuyen_truyen_buoi=6)

    value = keep(SESSIONS, 4, reason="Đã đối chiếu sổ")

    assert value.source == "gathered"
    assert list(value.gathered.values_list("version", flat=True)) == [1]
    assert offered()[SESSIONS].has_moved


def test_database_refuses_a_part_of_another_body_or_of_what_was_not_accepted(
    months, keep, called, accepted, nam, submit, lan
):
    (of,) = months(9, tuyen_truyen_buoi=4)
    value = keep(SESSIONS, 4)
    foreign = accepted(of.call, nam)
    waiting = submit(called(MONTH, Period.of_month(2021, 8)), lan)

    for other, version in ((foreign, 1), (waiting, 1), (of, 2)):
        with pytest.raises(IntegrityError), transaction.atomic():
            GatheredPart.objects.create(value=value, of=other, version=version)


# --- What moves afterwards --------------------------------------------------------------------------------------------


def test_later_correction_of_a_month_is_told_and_changes_nothing(months, keep, correct, offered):
    first, _second = months(8, 9, tuyen_truyen_buoi=4)
    keep(SESSIONS, 8)
    assert not offered()[SESSIONS].has_moved

    correct(first, tuyen_truyen_buoi=7)

    found = offered()[SESSIONS]
    assert found.has_moved
    assert (found.then.number, found.made.number) == (8, 11)
    assert [(step.then.number, step.value.number) for step in found.steps if step.has_moved] == [(4, 7)]
    assert found.taken.number == 8


def test_month_that_comes_in_later_is_told_too(months, keep, offered):
    months(8, tuyen_truyen_buoi=4)
    keep(SESSIONS, 6, is_estimate=True)
    months(9, tuyen_truyen_buoi=3)

    found = offered()[SESSIONS]

    assert (found.has_moved, found.made.number) == (True, 7)


def test_correction_of_another_line_moves_nothing(months, keep, correct, offered):
    (of,) = months(9, tuyen_truyen_buoi=4)
    keep(SESSIONS, 4)

    correct(of, tuyen_truyen_buoi=4, giam_sat=9)

    assert not offered()[SESSIONS].has_moved


# --- On the page ------------------------------------------------------------------------------------------------------


def test_form_shows_what_the_months_come_to_and_which_are_missing(months, nine, lan, signed_in):
    months(7, 8, 9, tuyen_truyen_buoi=4)

    shown = page(signed_in(lan), "fill-in", nine)

    assert "Báo cáo tháng 7–9/2021 đã tiếp nhận cộng lại được 12 buổi." in shown
    assert "Chưa gồm: tháng 1–6/2021." in shown
    assert "Báo cáo gần nhất đã tiếp nhận (tháng 9 năm 2021) ghi 6 mô hình." in shown
    assert Return.objects.get(call__period="2021-08").get_absolute_url() in shown
    assert not Return.objects.filter(call=nine).exists()


def test_enter_in_a_field_keeps_the_draft_and_takes_nothing_over(months, nine, lan, signed_in):
    form = page(signed_in(lan), "fill-in", nine).partition('<form method="post"')[2]

    # A browser presses the first button of the form.
    assert re.search(r"<button[^>]*>", form.partition('id="entry"')[2])[0].count('value="save"') == 1


def test_all_are_taken_over_with_one_press_and_kept_with_their_source(months, nine, lan, signed_in):
    months(7, 8, 9, tuyen_truyen_buoi=4, tiep_xuc_cu_tri=None)
    client = signed_in(lan)

    shown = client.post(address("fill-in", nine), sent(nine, act="gather:", giam_sat="50")).content.decode()

    assert not Return.objects.filter(call=nine).exists()
    assert f'name="v{place(nine, SESSIONS)}" value="12"' in shown
    assert f'name="s{place(nine, SESSIONS)}" value="gathered"' in shown
    # What was typed stays.
    assert f'name="v{place(nine, "giam-sat")}" value="50"' in shown
    fields = dict(re.findall(r'<input[^>]*? name="([vse]\d+)" value="([^"]*)"', shown))
    client.post(address("fill-in", nine), sent(nine) | fields)
    said = queries.values(Return.objects.get(call=nine))
    assert (said[pk(SESSIONS)].number, said[pk(SESSIONS)].source) == (12, "gathered")
    assert said[pk("giam-sat")].source == "typed"


def test_one_line_is_taken_over_whatever_stood_there(months, nine, lan, signed_in):
    months(9, tuyen_truyen_buoi=4, tuyen_truyen_luot=300)
    number = place(nine, SESSIONS)

    shown = (
        signed_in(lan)
        .post(address("fill-in", nine), sent(nine, act=f"gather:{number}", tuyen_truyen_buoi="99"))
        .content.decode()
    )

    assert re.search(rf'name="v{number}" value="4"[^>]* autofocus', shown)
    assert f'name="v{place(nine, LISTENERS)}" value=' not in shown


def test_return_says_of_which_months_each_figure_is_made_and_what_moved(
    months, keep, correct, nine, lan, phuc, signed_in
):
    first, _second = months(8, 9, tuyen_truyen_buoi=4)
    keep(SESSIONS, 10, is_estimate=True)
    of = Return.objects.get(call=nine)
    assert "Tổng hợp từ báo cáo tháng 8–9/2021, ước thêm 2 buổi." in page(signed_in(phuc), "return", of)

    correct(first, tuyen_truyen_buoi=7)

    shown = page(signed_in(lan), "fill-in", nine)
    assert "Báo cáo kỳ ngắn hơn đã thay đổi sau khi lấy số" in shown
    assert "Các báo cáo kỳ ngắn hơn nay cho số 11 buổi; số đã lấy là 8 buổi." in shown
    assert "khi lấy: 4 buổi" in shown
    assert queries.values(of)[pk(SESSIONS)].number == 10
