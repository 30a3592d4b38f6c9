"""Prepare, open, write down, close; what is left open comes back by itself, and the figures equal a recount."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, transaction

from giaoban.briefing import carry, operations
from giaoban.briefing.enums import AgendaKind, Answer, MeetingStatus, Outcome, TextKind, Verdict
from giaoban.briefing.models import Meeting, Series, Snapshot, Task
from giaoban.kernel.workflow import InvalidTransition
from tests.cast import TODAY

NEXT = dt.date(2022, 1, 12)


@pytest.fixture
def series(province, tuyet, at) -> Series:
    return operations.make_series(
        name="Giao ban quý",
        owner=province.party,
        agenda=["Báo cáo kết quả kỳ trước", "Thảo luận"],
        invited=[(province.women, "Lãnh đạo Hội"), (province.youth, "Lãnh đạo Tỉnh Đoàn")],
        by=tuyet,
        at=at,
    )


@pytest.fixture
def first(text_import, series, province, tuyet, at):
    """The briefing of 13/10/2021, in its series."""
    for number in operations.sentences_left(text_import):
        operations.decide_sentence(import_id=text_import.pk, number=number, fate="none", by=tuyet, at=at)
    return operations.confirm(import_id=text_import.pk, owner=province.party, by=tuyet, at=at, series=series)


@pytest.fixture
def meeting(first, series, tuyet, at) -> Meeting:
    return operations.prepare_meeting(
        series=series,
        held_on=NEXT,
        reviewed="2021",
        planned="2022-Q1",
        place="Hội trường Tỉnh ủy",
        chair="Trần Hữu Nghĩa, Phó Bí thư Thường trực Tỉnh ủy",
        by=tuyet,
        at=at,
    )


def done(task: Task, actor, office, at) -> None:
    line = task.lines.get(unit=actor.unit_id)
    said = operations.report(line_id=line.pk, outcome=Outcome.DONE, text="Đã xong.", by=actor, at=at)
    operations.decide(line_id=line.pk, report_id=said.pk, verdict=Verdict.ACCEPT, by=office, at=at)


def test_the_agenda_begins_with_the_standing_items_and_what_is_open(meeting, first):
    kinds = list(meeting.agenda.order_by("number").values_list("number", "kind"))

    assert kinds[:2] == [(1, AgendaKind.REPORT), (2, AgendaKind.REPORT)]
    assert [item.task for item in meeting.agenda.filter(kind=AgendaKind.CARRIED).order_by("number")] == list(
        first.tasks.order_by("number")
    )


def test_an_accepted_task_leaves_the_agenda_at_the_next_refresh(meeting, first, hoa, tuyet, at):
    congress = first.tasks.get(text__contains="đại hội cấp huyện")
    done(congress, hoa, tuyet, at)

    assert operations.refresh_agenda(meeting_id=meeting.pk, by=tuyet, at=at) == 1
    assert not meeting.agenda.filter(task=congress).exists()
    assert operations.refresh_agenda(meeting_id=meeting.pk, by=tuyet, at=at) == 0


def test_points_can_be_added_moved_and_taken_off(meeting, tuyet, at):
    added = operations.add_agenda_item(meeting_id=meeting.pk, title="Tháng cao điểm", by=tuyet, at=at)
    operations.move_agenda_item(meeting_id=meeting.pk, item_id=added.pk, to=1, by=tuyet, at=at)
    operations.drop_agenda_item(meeting_id=meeting.pk, item_id=meeting.agenda.get(number=2).pk, by=tuyet, at=at)

    numbers = list(meeting.agenda.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert meeting.agenda.get(number=1).title == "Tháng cao điểm"


def test_a_body_answers_for_itself_and_may_send_a_substitute(meeting, province, hoa, tuyet, lan, at):
    invitation = meeting.invitations.get(unit=province.women)

    operations.answer_invitation(
        invitation_id=invitation.pk, answer=Answer.SUBSTITUTE, substitute="Lê Thị Na, Ủy viên", by=hoa, at=at
    )

    invitation.refresh_from_db()
    assert (invitation.answer, invitation.substitute, invitation.answered_by) == (
        Answer.SUBSTITUTE,
        "Lê Thị Na, Ủy viên",
        hoa.user,
    )
    with pytest.raises(PermissionDenied):
        operations.answer_invitation(invitation_id=invitation.pk, answer=Answer.COMES, by=lan, at=at)


def test_a_substitute_has_a_name(meeting, hoa, province, at):
    invitation = meeting.invitations.get(unit=province.women)

    with pytest.raises(IntegrityError, match="invitation_names_the_substitute"), transaction.atomic():
        operations.answer_invitation(invitation_id=invitation.pk, answer=Answer.SUBSTITUTE, by=hoa, at=at)


def test_minutes_are_written_only_in_session(meeting, tuyet, at):
    with pytest.raises(operations.NotInSession):
        operations.write_minute(meeting_id=meeting.pk, text="Câu một", by=tuyet, at=at)


@pytest.fixture
def closed(meeting, province, tuyet, at, linker):
    operations.open_meeting(meeting_id=meeting.pk, by=tuyet, at=at)
    operations.mark_attendance(
        meeting_id=meeting.pk, present=[meeting.invitations.get(unit=province.women).pk], by=tuyet, at=at
    )
    for text in (
        "Yêu cầu Hội Liên hiệp Phụ nữ tỉnh tổng kết phong trào thi đua năm 2021 trước ngày 31/01/2022",
        "Đoàn TNCS Hồ Chí Minh tỉnh xây dựng kế hoạch Tháng Thanh niên năm 2022",
    ):
        operations.write_minute(meeting_id=meeting.pk, text=text, by=tuyet, at=at)
    return operations.close_meeting(meeting_id=meeting.pk, by=tuyet, at=at, linker=linker)


@pytest.fixture
def second(closed, meeting, tuyet, at):
    for number in operations.sentences_left(closed):
        operations.decide_sentence(import_id=closed.pk, number=number, fate="none", by=tuyet, at=at)
    return operations.confirm_meeting(meeting_id=meeting.pk, by=tuyet, at=at)


def test_closing_hands_the_minutes_to_the_review(closed, meeting):
    meeting.refresh_from_db()

    assert meeting.status == MeetingStatus.CLOSED
    assert (closed.held_on, closed.planned) == (NEXT, "2022-Q1")
    assert closed.tasks.count() == 2
    assert [one["name"] for one in closed.people] == ["Trần Hữu Nghĩa", "Lãnh đạo Hội"]


def test_minutes_without_a_sentence_are_not_closed(meeting, tuyet, at, linker):
    operations.open_meeting(meeting_id=meeting.pk, by=tuyet, at=at)

    with pytest.raises(operations.NothingWritten):
        operations.close_meeting(meeting_id=meeting.pk, by=tuyet, at=at, linker=linker)


def test_confirmed_minutes_are_version_one_in_the_series(second, series):
    assert (second.series, second.version) == (series, 1)
    assert second.texts.get().kind == TextKind.MINUTES


def test_reopened_minutes_make_version_two_and_tasks_keep_their_progress(second, meeting, hoa, tuyet, at, linker):
    task = second.tasks.get(text__contains="tổng kết phong trào")
    done(task, hoa, tuyet, at)
    operations.reopen_meeting(meeting_id=meeting.pk, by=tuyet, at=at)
    operations.change_minute(
        meeting_id=meeting.pk,
        number=2,
        text="Đoàn TNCS Hồ Chí Minh tỉnh xây dựng kế hoạch Tháng Thanh niên năm 2022 trước ngày 15/02/2022",
        by=tuyet,
        at=at,
    )
    again = operations.close_meeting(meeting_id=meeting.pk, by=tuyet, at=at, linker=linker)
    for row in again.differences.all():
        operations.decide_difference(difference_id=row.pk, choice="take", reason="Sửa biên bản", by=tuyet, at=at)
    for number in operations.sentences_left(again):
        operations.decide_sentence(import_id=again.pk, number=number, fate="none", by=tuyet, at=at)

    operations.adopt(import_id=again.pk, kind=TextKind.MINUTES, by=tuyet, at=at)

    second.refresh_from_db()
    task.refresh_from_db()
    assert second.version == 2
    assert task.status == "accepted"
    assert str(second.tasks.get(text__contains="Tháng Thanh niên").due_end) == "2022-02-15"


def test_the_opening_figures_equal_a_recount_of_the_event_log(first, series, hoa, phuc, tuyet, at):
    done(first.tasks.get(text__contains="đại hội cấp huyện"), hoa, tuyet, at)
    count = first.tasks.get(text__contains="rà soát")
    for actor in (hoa, phuc):
        line = count.lines.get(unit=actor.unit_id)
        operations.report(line_id=line.pk, outcome=Outcome.PROGRESS, text="Đang làm", by=actor, at=at)
    tasks = carry.earlier_tasks(series, before=NEXT)

    for today in (TODAY, dt.date(2021, 11, 1), NEXT):
        shown = carry.opening(tasks, today=today)
        told = carry.recount(list(tasks.prefetch_related("lines")), until=at + dt.timedelta(days=1), today=today)
        assert shown == told
        assert shown.total == first.tasks.count()


def test_snapshots_freeze_what_was_open_and_show_what_moved(second, first, hoa, tuyet, at):
    congress = first.tasks.get(text__contains="đại hội cấp huyện")
    assert second.snapshots.count() == first.tasks.count()
    assert not [moved for moved in carry.since(second, today=TODAY) if moved.has_moved]

    done(congress, hoa, tuyet, at)

    assert [moved.task for moved in carry.since(second, today=TODAY) if moved.has_moved] == [congress]
    for row in Snapshot.objects.filter(task=congress):
        assert row.status == "assigned"


def test_a_returned_result_shows_in_the_comparison_again(second, first, hoa, tuyet, at):
    congress = first.tasks.get(text__contains="đại hội cấp huyện")
    done(congress, hoa, tuyet, at)
    line = congress.lines.get(unit=hoa.unit_id)
    operations.decide(
        line_id=line.pk, report_id=line.reports.get().pk, verdict=Verdict.REOPEN, reason="Thiếu số", by=tuyet, at=at
    )

    (moved,) = [moved for moved in carry.since(second, today=TODAY) if moved.has_moved]
    assert (moved.task, moved.then, moved.now) == (congress, "assigned", "returned")


def test_a_snapshot_is_never_rewritten(second):
    with pytest.raises(ProgrammingError), transaction.atomic():
        Snapshot.objects.update(status="accepted")


def test_a_series_meets_once_a_day(meeting, series, tuyet, at):
    with pytest.raises(IntegrityError, match="meeting_once_a_day"), transaction.atomic():
        operations.prepare_meeting(
            series=series, held_on=NEXT, reviewed="", planned="", place="", chair="", by=tuyet, at=at
        )


def test_a_meeting_in_session_is_not_cancelled(meeting, tuyet, at):
    operations.open_meeting(meeting_id=meeting.pk, by=tuyet, at=at)

    with pytest.raises((operations.NotInSession, InvalidTransition)):
        operations.cancel_meeting(meeting_id=meeting.pk, by=tuyet, at=at)


def test_who_sees_a_meeting(meeting, everybody, tuyet, minh, phuc, hoa, van, khoa):
    seen = {actor.user.username for actor in everybody if Meeting.objects.visible_to(actor).exists()}

    assert seen == {actor.user.username for actor in (tuyet, minh, phuc, hoa, van, khoa)}


@pytest.mark.parametrize("who", ["hoa", "lan", "minh", "phuc", "quan", "stranger"])
def test_only_the_secretariat_prepares(who, request, series, at):
    with pytest.raises(PermissionDenied):
        operations.prepare_meeting(
            series=series,
            held_on=NEXT,
            reviewed="",
            planned="",
            place="",
            chair="",
            by=request.getfixturevalue(who),
            at=at,
        )
