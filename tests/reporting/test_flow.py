"""A return goes up the line: written, submitted, accepted twice, sent back, reopened; nothing that was told is lost."""

import dataclasses
import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from giaoban.kernel.period import Period
from giaoban.kernel.workflow import InvalidTransition
from giaoban.registry.models import Event, UnitVersion
from giaoban.reporting import operations, queries
from giaoban.reporting.enums import ReturnStatus
from giaoban.reporting.models import Call, CellComment, FormTemplate, Return, ReturnStep, Value
from giaoban.reporting.operations import refusals
from tests.reporting.conftest import MONTH, OCTOBER, one_told, told


def value(of, indicator):
    return queries.values(of)[indicator.pk]


# --- Calling ----------------------------------------------------------------------------------------------------------


def test_call_takes_up_the_form_once_and_sets_dues_on_working_days(call, phuc, at):
    again = operations.take_up_form(form=MONTH, by=phuc, at=at)

    assert again == call.form
    assert FormTemplate.objects.count() == 1
    assert (call.days.start, call.days.last_day) == (dt.date(2021, 9, 15), dt.date(2021, 10, 14))
    assert (call.due, call.due_above) == (dt.date(2021, 10, 15), dt.date(2021, 10, 19))


def test_call_expects_the_fronts_of_the_communes_and_nobody_else(call, province):
    assert {body.id for body in queries.bodies(call)} == {province.front_commune.pk, province.front_sibling.pk}


def test_body_that_did_not_exist_on_the_day_of_the_map_is_not_expected(call, province, nam, write):
    UnitVersion.objects.filter(unit=province.front_sibling).update(valid=DateRange(dt.date(2021, 11, 15), None))

    assert {body.id for body in queries.bodies(call)} == {province.front_commune.pk}
    with pytest.raises(refusals.NotExpected):
        write(call, nam)


@pytest.mark.parametrize(
    ("period", "refusal"), [(Period.of_quarter(2021, 3), refusals.NotItsPeriod), (OCTOBER, refusals.CalledAlready)]
)
def test_call_that_cannot_stand_is_refused(call, phuc, at, period, refusal):
    with pytest.raises(refusal):
        operations.open_call(form=MONTH, period=period, due=call.due, due_above=call.due_above, by=phuc, at=at)


def test_call_with_dues_in_the_wrong_order_is_refused(phuc, province, at):
    with pytest.raises(refusals.DueTooEarly):
        operations.open_call(
            form=MONTH, period=OCTOBER, due=dt.date(2021, 10, 20), due_above=dt.date(2021, 10, 19), by=phuc, at=at
        )


def test_only_whoever_may_calls(province, lan, tuyet, at):
    for actor in (lan, tuyet):
        with pytest.raises(PermissionDenied):
            operations.open_call(form=MONTH, period=OCTOBER, due=OCTOBER.end, due_above=OCTOBER.end, by=actor, at=at)
    assert not Call.objects.exists()


def test_call_is_seen_by_those_it_asks_and_those_above(call, lan, bich, phuc, minh, hoa, stranger):
    seen = [
        actor.user.username
        for actor in (lan, bich, phuc, minh, hoa, stranger)
        if call in Call.objects.visible_to(actor)
    ]

    assert seen == ["lan", "bich", "phuc", "minh"]


# --- Writing ----------------------------------------------------------------------------------------------------------


def test_save_adds_what_changed_and_keeps_what_was(call, lan, write, indicator):
    of = write(call, lan)
    count = Value.objects.filter(of=of).count()

    write(call, lan, ho_duoc_giup=31)

    history = queries.history(of)[indicator("ho-duoc-giup").pk]
    assert [one.number for one in history] == [31, 30]
    assert Value.objects.filter(of=of).count() == count + 1


def test_cleared_cell_is_neither_zero_nor_none_occurred(call, lan, write, indicator, at):
    of = write(call, lan)

    operations.save(
        call=call, unit_id=lan.unit_id, told=[one_told(indicator("kien-nghi").pk, "")], revision=1, by=lan, at=at
    )

    assert value(of, indicator("kien-nghi")).is_empty
    assert value(of, indicator("tiep-xuc-cu-tri")).none_occurred


def test_two_people_in_one_form_overwrite_nothing(call, lan, write, at):
    write(call, lan)

    with pytest.raises(refusals.SavedMeanwhile):
        operations.save(call=call, unit_id=lan.unit_id, told=told(ho_duoc_giup=99), revision=0, by=lan, at=at)


def test_nobody_writes_for_another_body(call, lan, bich, phuc, province, at):
    for actor, unit in ((bich, province.front_commune), (phuc, province.front_commune), (lan, province.front_sibling)):
        with pytest.raises(PermissionDenied):
            operations.save(call=call, unit_id=unit.pk, told=[], revision=0, by=actor, at=at)


def test_database_takes_no_value_of_a_return_that_was_handed_in(call, lan, submit, indicator, at):
    of = submit(call, lan)

    with pytest.raises(IntegrityError, match="handed in"), transaction.atomic():
        Value.objects.create(of=of, indicator=indicator("kien-nghi"), seq=9, version=1, number=1, at=at, by=lan.user)


# --- Submitting -------------------------------------------------------------------------------------------------------


def test_hard_finding_refuses_and_the_draft_stays(call, lan, write, at, indicator):
    of = write(call, lan, ho_duoc_giup=31)

    with pytest.raises(refusals.NotReady) as refusal:
        operations.submit(return_id=of.pk, by=lan, at=at)

    assert [(one.rule, one.cell) for one in refusal.value.findings] == [("parts_differ", "ho-duoc-giup")]
    of.refresh_from_db()
    assert of.status == ReturnStatus.DRAFT
    assert value(of, indicator("ho-duoc-giup")).number == 31


def test_soft_finding_asks_why_and_the_answer_stays_with_the_value(call, lan, accepted, write, phuc, at, indicator):
    accepted(call, lan)
    november = Period.of_month(2021, 11)
    later = operations.open_call(form=MONTH, period=november, due=november.end, due_above=november.end, by=phuc, at=at)
    of = write(later, lan, tien_giup=450_000_000)

    with pytest.raises(refusals.NotReady):
        operations.submit(return_id=of.pk, by=lan, at=at)
    why = one_told(indicator("tien-giup").pk, 450_000_000, reason="Quỹ cứu trợ lũ về trong tháng")
    operations.save(call=later, unit_id=lan.unit_id, told=[why], revision=of.revision, by=lan, at=at)
    operations.submit(return_id=of.pk, by=lan, at=at)

    assert value(of, indicator("tien-giup")).reason == "Quỹ cứu trợ lũ về trong tháng"


def test_counted_line_is_counted_and_kept_at_submission(call, lan, submit, indicator):
    of = submit(call, lan)

    kept = value(of, indicator("hoat-dong"))
    assert (kept.number, kept.source) == (0, "counted")


# --- Judging ----------------------------------------------------------------------------------------------------------


def test_district_accepts_first_then_the_province(call, lan, bich, phuc, submit, at):
    of = submit(call, lan)

    with pytest.raises(PermissionDenied):
        operations.accept(return_id=of.pk, by=phuc, at=at)
    assert operations.accept(return_id=of.pk, by=bich, at=at).status == ReturnStatus.ENDORSED
    with pytest.raises(PermissionDenied):
        operations.accept(return_id=of.pk, by=bich, at=at)
    done = operations.accept(return_id=of.pk, by=phuc, at=at)

    assert (done.status, done.accepted_version) == (ReturnStatus.ACCEPTED, 1)
    assert list(ReturnStep.objects.filter(of=of).order_by("at", "pk").values_list("act", flat=True)) == [
        "submit", "endorse", "accept",
    ]  # fmt: skip


def test_where_the_body_above_is_gone_the_caller_accepts_at_once(call, lan, phuc, submit, province, at):
    of = submit(call, lan)
    UnitVersion.objects.filter(unit=province.front_commune).update(parent=province.front)

    assert operations.accept(return_id=of.pk, by=phuc, at=at).status == ReturnStatus.ACCEPTED


def test_author_judges_nothing_that_they_wrote(call, lan, bich, submit, at, province):
    of = submit(call, lan)
    moved = dataclasses.replace(bich, user=lan.user)

    with pytest.raises(refusals.OwnAuthor):
        operations.accept(return_id=of.pk, by=moved, at=at)


def test_sent_back_with_remarks_makes_the_next_version_and_keeps_the_first(
    call, lan, bich, submit, write, at, indicator
):
    of = submit(call, lan)
    rice = indicator("gao-giup")

    operations.send_back(
        return_id=of.pk, reason="Xem lại gạo", remarks={rice.pk: "Đợt của tỉnh đã tính chưa?"}, by=bich, at=at
    )
    write(call, lan, gao_giup=2)
    again = operations.submit(return_id=of.pk, by=lan, at=at)

    assert (again.version, again.status) == (2, ReturnStatus.SUBMITTED)
    assert [(one.number, one.version) for one in queries.history(of)[rice.pk]] == [
        (2, 2),
        (queries.values(of, version=1)[rice.pk].number, 1),
    ]
    assert CellComment.objects.get(of=of).text == "Đợt của tỉnh đã tính chưa?"


def test_sent_back_needs_a_reason(call, lan, bich, submit, at):
    of = submit(call, lan)

    with pytest.raises(refusals.NoReason):
        operations.send_back(return_id=of.pk, reason="  ", remarks={}, by=bich, at=at)


def test_reopened_return_counts_as_it_was_until_the_new_version_is_accepted(
    call, lan, bich, phuc, accepted, write, at, indicator
):
    of, houses = accepted(call, lan), indicator("mo-hinh-tu-quan")
    counting = lambda: queries.accepted([call]).get(indicator=houses).number  # noqa: E731

    operations.reopen(return_id=of.pk, reason="Xã báo nhầm số mô hình", by=phuc, at=at)
    write(call, lan, mo_hinh_tu_quan=9)
    assert counting() == 6
    operations.submit(return_id=of.pk, by=lan, at=at)
    operations.accept(return_id=of.pk, by=bich, at=at)
    assert counting() == 6
    operations.accept(return_id=of.pk, by=phuc, at=at)

    assert counting() == 9


def test_all_that_the_districts_accepted_is_accepted_at_once_and_nothing_else(call, lan, nam, bich, phuc, submit, at):
    one, other = submit(call, lan), submit(call, nam)
    operations.accept(return_id=one.pk, by=bich, at=at)

    assert operations.accept_all(call_id=call.pk, by=phuc, at=at) == 1
    assert {of.pk: of.status for of in Return.objects.all()} == {one.pk: "accepted", other.pk: "submitted"}
    assert operations.accept_all(call_id=call.pk, by=phuc, at=at) == 0


def test_accepting_twice_is_refused(call, lan, phuc, accepted, at):
    of = accepted(call, lan)

    with pytest.raises(InvalidTransition):
        operations.accept(return_id=of.pk, by=phuc, at=at)


def test_each_act_is_one_event(call, lan, accepted):
    accepted(call, lan)

    assert list(Event.objects.filter(type__startswith="reporting").order_by("at", "pk").values_list("type", flat=True)) == [
        "reporting.form_taken_up", "reporting.called", "reporting.saved", "reporting.submitted", "reporting.endorsed", "reporting.accepted",
    ]  # fmt: skip
