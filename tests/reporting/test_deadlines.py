"""Days by which returns are due: more time for one body, late as a derivation, boards per level, words before and after."""

import datetime as dt
import uuid

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from giaoban.kernel.calendar import WorkingCalendar
from giaoban.registry.letters import due_kinds
from giaoban.registry.models import Event, User
from giaoban.reporting import board, operations, queries, reminding
from giaoban.reporting.enums import ReminderKind
from giaoban.reporting.models import MoreTime, MoreTimeAnswer, ReturnReminder
from giaoban.reporting.operations import refusals
from tests.reporting.test_pages import address, page

LATER = dt.date(2021, 10, 29)


@pytest.fixture
def ask(call, at):
    def asked(by, due=LATER, reason="Xã bị chia cắt do lũ"):
        return operations.ask_more_time(call_id=call.pk, due=due, reason=reason, by=by, at=at)

    return asked


@pytest.fixture
def answer(phuc, at):
    def answered(asked, due=LATER, words="", by=phuc):
        return operations.answer_more_time(more_time_id=asked.pk, due=due, words=words, by=by, at=at)

    return answered


def rows(call, actor):
    return {row.body.id: row for row in board.rows(call, actor=actor)}


# --- More time --------------------------------------------------------------------------------------------------------


def test_body_with_more_time_is_not_late_before_it_is_over(call, lan, nam, phuc, ask, answer):
    answer(ask(lan))

    found = rows(call, phuc)

    assert (found[lan.unit_id].is_overdue, found[nam.unit_id].is_overdue) == (False, True)
    assert (found[lan.unit_id].due, found[lan.unit_id].is_extended) == (LATER, True)
    assert queries.due(call, nam.unit_id) == call.due


def test_time_that_was_only_asked_for_or_refused_changes_nothing(call, lan, ask, answer):
    asked = ask(lan)
    assert queries.due(call, lan.unit_id) == call.due

    answer(asked, due=None, words="Tỉnh cần số liệu trước ngày 20.")

    assert queries.due(call, lan.unit_id) == call.due


def test_more_time_may_be_granted_again_and_the_last_word_holds(call, lan, ask, answer):
    answer(ask(lan))
    later = dt.date(2021, 11, 5)

    answer(ask(lan, due=later), due=later)

    assert queries.due(call, lan.unit_id) == later


def test_request_that_cannot_stand_is_refused(call, lan, nam, ask, submit):
    with pytest.raises(refusals.NoMoreTime):
        ask(lan, due=call.due)
    with pytest.raises(refusals.NoReason):
        ask(lan, reason=" ")
    ask(lan)
    with pytest.raises(refusals.AskedAlready):
        ask(lan)
    submit(call, nam)
    with pytest.raises(refusals.HandedIn):
        ask(nam)


def test_only_whoever_called_answers_and_only_once(lan, bich, ask, answer):
    asked = ask(lan)

    with pytest.raises(PermissionDenied):
        answer(asked, by=bich)
    with pytest.raises(refusals.RefusedWithoutReason):
        answer(asked, due=None)
    answer(asked)
    with pytest.raises(refusals.AnsweredAlready):
        answer(asked)


def test_each_act_is_one_event(lan, ask, answer):
    answer(ask(lan))

    types = Event.objects.filter(type__contains="more_time").order_by("at", "pk").values_list("type", flat=True)
    assert list(types) == ["reporting.more_time_asked", "reporting.more_time_granted"]


def test_database_takes_no_refusal_and_no_request_without_a_word(call, lan, phuc, ask, at):
    asked = ask(lan)

    with pytest.raises(IntegrityError, match="refused_with_a_reason"), transaction.atomic():
        MoreTimeAnswer.objects.create(asked=asked, words="", at=at, by=phuc.user, body_id=phuc.unit_id)
    with pytest.raises(IntegrityError, match="says_why"), transaction.atomic():
        MoreTime.objects.create(call=call, unit_id=lan.unit_id, due=LATER, reason="", at=at, by=lan.user)


def test_request_and_answer_over_the_pages(call, lan, phuc, signed_in, in_october):
    sent = {"idempotency_key": str(uuid.uuid4()), "due": "2021-10-29", "reason": "Xã bị chia cắt do lũ"}
    asked = signed_in(lan).post(address("more-time", call), sent, follow=True).content.decode()
    assert "xin gia hạn đến 29/10/2021" in asked
    asking = MoreTime.objects.get()

    client = signed_in(phuc)
    assert address("more-time-answer", asking) in page(client, "board", call)
    sent = {"idempotency_key": str(uuid.uuid4()), "verdict": "grant", "due": "2021-10-29"}
    shown = client.post(address("more-time-answer", asking), sent, follow=True).content.decode()

    assert "đã gia hạn" in shown
    assert "29/10/2021" in page(signed_in(lan), "fill-in", call)


def test_refusal_without_words_is_asked_for_them(call, lan, phuc, ask, signed_in, in_october):
    sent = {"idempotency_key": str(uuid.uuid4()), "verdict": "refuse", "due": "2021-10-29"}

    shown = signed_in(phuc).post(address("more-time-answer", ask(lan)), sent).content.decode()

    assert "lý do" in shown
    assert not MoreTimeAnswer.objects.exists()


# --- Boards -----------------------------------------------------------------------------------------------------------


def test_board_by_level_counts_what_its_links_show(call, lan, nam, phuc, submit, accepted):
    accepted(call, lan)
    submit(call, nam)
    found = board.rows(call, actor=phuc)

    (level,) = board.levels(found)

    assert (level.summary.expected, level.summary.late, level.summary.waiting, level.summary.accepted) == (2, 2, 1, 1)
    for show in board.FILTERS:
        assert len(board.narrowed(found, show=show, above=str(level.id))) == getattr(level.summary, show)


def test_board_is_sorted_and_taken_along_as_it_stands(call, lan, nam, phuc, submit, signed_in, in_october):
    submit(call, nam)
    client = signed_in(phuc)

    def names(**query):
        answer = client.get(address("board-csv", call), query)
        lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
        return [line.split(",")[0] for line in lines[1:]]

    assert names(sort="body") == ["Ủy ban MTTQ Việt Nam xã", "Ủy ban MTTQ Việt Nam xã Vĩnh Tú"]
    assert names(sort="-body") == names(sort="body")[::-1]
    assert names(show="late") == ["Ủy ban MTTQ Việt Nam xã Vĩnh Tú"]
    assert names(above=str(uuid.uuid4())) == []


# --- Words ------------------------------------------------------------------------------------------------------------

FRIDAY, MONDAY = dt.date(2021, 10, 15), dt.date(2021, 10, 18)


@pytest.mark.parametrize(
    ("on", "kinds"),
    [
        (dt.date(2021, 10, 12), [ReminderKind.BEFORE]),
        (dt.date(2021, 10, 14), [ReminderKind.DAY_BEFORE]),
        (FRIDAY, []),
        # The day after the due day is a Saturday: said on Monday.
        (dt.date(2021, 10, 16), []),
        (MONDAY, [ReminderKind.LATE]),
        (dt.date(2021, 10, 22), [ReminderKind.ESCALATION]),
    ],
)
def test_words_fall_on_working_days(on, kinds):
    assert due_kinds(reminding.WHEN, FRIDAY, on=on, calendar=WorkingCalendar()) == kinds


def test_word_goes_to_those_who_fill_in_and_is_said_once(call, lan, nam, submit, at):
    submit(call, nam)

    first = operations.remind(on=MONDAY, at=at)
    again = operations.remind(on=MONDAY, at=at)

    assert [(letter.user, [word.kind for word in letter.own]) for letter in first] == [(lan.user, ["late"])]
    assert again == []
    assert ReturnReminder.objects.count() == 1
    assert "Báo cáo tháng của Mặt trận cấp xã" in reminding.body(first[0])


def test_week_late_goes_to_the_level_above_too(call, lan, nam, bich, at):
    letters = operations.remind(on=dt.date(2021, 10, 22), at=at)

    assert {letter.user: (len(letter.own), len(letter.below)) for letter in letters} == {
        lan.user: (1, 0), nam.user: (1, 0), bich.user: (0, 2),
    }  # fmt: skip
    assert [reminding.subject(letter) for letter in letters if letter.below] == [
        "Giao Ban: cấp dưới còn báo cáo quá hạn"
    ]


def test_more_time_moves_the_words(call, lan, nam, ask, answer, at):
    answer(ask(lan, due=LATER))

    assert [letter.user for letter in operations.remind(on=MONDAY, at=at)] == [nam.user]
    assert [letter.user for letter in operations.remind(on=dt.date(2021, 10, 28), at=at)] == [lan.user]


def test_word_is_posted_after_the_round(call, lan, at, django_capture_on_commit_callbacks):
    User.objects.filter(pk=lan.user.pk).update(email="lan@example.vn")

    with django_capture_on_commit_callbacks(execute=True):
        operations.remind(on=MONDAY, at=at)

    assert [letter.to for letter in mail.outbox] == [["lan@example.vn"]]


def test_request_for_more_time_is_seen_by_those_who_work_over_the_body(call, lan, nam, bich, phuc, stranger, ask):
    asked = ask(lan)

    seen = [
        actor.user.username for actor in (lan, nam, bich, phuc, stranger) if asked in MoreTime.objects.visible_to(actor)
    ]

    assert seen == ["lan", "bich", "phuc"]
