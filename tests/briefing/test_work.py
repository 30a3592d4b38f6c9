"""A body reports, the assigner answers; nobody accepts the own work; what is late follows from the day."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, connection, transaction

from giaoban.briefing import operations, queries
from giaoban.briefing.enums import LineStatus, Outcome, TaskKind, TaskStatus, Verdict
from giaoban.briefing.models import Decision, Report, Task, TaskLine
from giaoban.documents import operations as documents
from giaoban.kernel.due import Due
from giaoban.kernel.workflow import InvalidTransition
from giaoban.registry.actor import Actor
from giaoban.registry.models import Event
from tests.cast import TODAY, make_actor


@pytest.fixture
def line(tasks, province) -> TaskLine:
    return tasks["congress"].lines.get(unit=province.women)


@pytest.fixture
def reported(line, hoa, at) -> Report:
    return operations.report(line_id=line.pk, outcome=Outcome.DONE, text="Đã xong cả hai đơn vị.", by=hoa, at=at)


def status(line: TaskLine) -> tuple[str, str]:
    line.refresh_from_db()
    return line.status, Task.objects.get(pk=line.task_id).status


def test_a_report_moves_the_line_and_the_task(line, reported):
    assert status(line) == (LineStatus.REPORTED, TaskStatus.REPORTED)
    assert Event.objects.filter(type="briefing.reported_done", subject_id=line.task_id).exists()


def test_the_office_accepts(line, reported, tuyet, at):
    operations.decide(line_id=line.pk, report_id=reported.pk, verdict=Verdict.ACCEPT, by=tuyet, at=at)

    assert status(line) == (LineStatus.ACCEPTED, TaskStatus.ACCEPTED)


def test_a_returned_report_can_be_made_again(line, reported, hoa, tuyet, at):
    operations.decide(
        line_id=line.pk, report_id=reported.pk, verdict=Verdict.RETURN, reason="Thiếu số đại biểu", by=tuyet, at=at
    )
    assert status(line) == (LineStatus.RETURNED, TaskStatus.RETURNED)

    operations.report(line_id=line.pk, outcome=Outcome.DONE, text="Bổ sung: 180 đại biểu.", by=hoa, at=at)
    assert status(line) == (LineStatus.REPORTED, TaskStatus.REPORTED)


def test_an_acceptance_can_be_withdrawn_with_a_reason(line, reported, tuyet, at):
    operations.decide(line_id=line.pk, report_id=reported.pk, verdict=Verdict.ACCEPT, by=tuyet, at=at)

    operations.decide(
        line_id=line.pk, report_id=reported.pk, verdict=Verdict.REOPEN, reason="Nhầm đơn vị", by=tuyet, at=at
    )

    assert status(line) == (LineStatus.RETURNED, TaskStatus.RETURNED)


@pytest.mark.parametrize("verdict", [Verdict.RETURN, Verdict.REOPEN])
def test_against_somebody_one_gives_a_reason(line, reported, tuyet, at, verdict):
    with pytest.raises(operations.NothingToSay):
        operations.decide(line_id=line.pk, report_id=reported.pk, verdict=verdict, by=tuyet, at=at)


def test_a_report_without_words_is_none(line, hoa, at):
    with pytest.raises(operations.NothingToSay):
        operations.report(line_id=line.pk, outcome=Outcome.DONE, text="  ", by=hoa, at=at)


def test_a_report_that_one_has_not_read_is_not_accepted(line, reported, tuyet, at):
    old = reported.pk
    operations.decide(line_id=line.pk, report_id=old, verdict=Verdict.RETURN, reason="Chưa rõ", by=tuyet, at=at)
    hoa = line.reports.get(pk=old).reported_by
    actor = Actor(hoa, hoa.assignments.get(), TODAY)
    operations.report(line_id=line.pk, outcome=Outcome.DONE, text="Lần hai", by=actor, at=at + dt.timedelta(minutes=1))

    with pytest.raises(operations.StaleReport):
        operations.decide(line_id=line.pk, report_id=old, verdict=Verdict.ACCEPT, by=tuyet, at=at)


def test_nothing_is_reported_on_a_closed_line(line, reported, hoa, tuyet, at):
    operations.decide(line_id=line.pk, report_id=reported.pk, verdict=Verdict.ACCEPT, by=tuyet, at=at)

    with pytest.raises(InvalidTransition):
        operations.report(line_id=line.pk, outcome=Outcome.PROGRESS, text="Thêm", by=hoa, at=at)


def test_none_occurred_is_no_answer_to_a_task_with_a_product(line, hoa, at):
    with pytest.raises(operations.NotForThisKind):
        operations.report(line_id=line.pk, outcome=Outcome.NONE_OCCURRED, text="Không phát sinh", by=hoa, at=at)


def test_a_collective_task_closes_when_every_body_has_answered(tasks, province, hoa, phuc, tuyet, at):
    task = tasks["count"]
    youth = make_actor("duy", "Nguyễn Khánh Duy", "officer", province.youth)
    for actor, outcome in ((hoa, Outcome.DONE), (phuc, Outcome.DONE), (youth, Outcome.NONE_OCCURRED)):
        line = task.lines.get(unit=actor.unit_id)
        said = operations.report(line_id=line.pk, outcome=outcome, text="Đã rà soát", by=actor, at=at)
        if outcome == Outcome.DONE:
            assert status(line)[1] != TaskStatus.ACCEPTED
            operations.decide(line_id=line.pk, report_id=said.pk, verdict=Verdict.ACCEPT, by=tuyet, at=at)

    task.refresh_from_db()
    assert task.status == TaskStatus.ACCEPTED


@pytest.mark.parametrize("who", ["lan", "minh", "phuc", "quan", "tuyet", "stranger"])
def test_one_reports_only_for_the_own_body(who, request, line, at):
    with pytest.raises(PermissionDenied):
        operations.report(line_id=line.pk, outcome=Outcome.DONE, text="x", by=request.getfixturevalue(who), at=at)


@pytest.mark.parametrize("who", ["hoa", "lan", "phuc", "quan", "stranger"])
def test_only_the_assigner_accepts(who, request, line, reported, at):
    with pytest.raises(PermissionDenied):
        operations.decide(
            line_id=line.pk, report_id=reported.pk, verdict=Verdict.ACCEPT, by=request.getfixturevalue(who), at=at
        )


def test_nobody_accepts_a_report_of_the_own_hand_in_another_role(line, reported, hoa, province, at):
    from giaoban.registry import operations as registry

    held = registry.grant_role(
        user=hoa.user,
        role="secretariat",
        unit_id=province.office.pk,
        valid_from=TODAY,
        valid_until=None,
        by=None,
        at=at,
    )
    in_the_office = Actor(hoa.user, held, TODAY)

    with pytest.raises(PermissionDenied):
        operations.decide(line_id=line.pk, report_id=reported.pk, verdict=Verdict.ACCEPT, by=in_the_office, at=at)


def test_tasks_of_a_revoked_briefing_rest(briefing, line, hoa, tuyet, at):
    operations.revoke(briefing_id=briefing.pk, reason="Sai văn bản", by=tuyet, at=at)

    with pytest.raises(operations.RevokedBriefing):
        operations.report(line_id=line.pk, outcome=Outcome.DONE, text="x", by=hoa, at=at)


def test_reports_and_decisions_are_never_rewritten(line, reported, tuyet, at):
    operations.decide(line_id=line.pk, report_id=reported.pk, verdict=Verdict.ACCEPT, by=tuyet, at=at)

    for rows, column in ((Report, "text"), (Decision, "reason")):
        with pytest.raises(ProgrammingError), transaction.atomic():
            rows.objects.update(**{column: "khác"})
        with pytest.raises(ProgrammingError), transaction.atomic():
            rows.objects.all()._raw_delete(connection.alias)


def test_the_database_obeys_the_workflow_too(line):
    with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic():
        TaskLine.objects.filter(pk=line.pk).update(status=LineStatus.ACCEPTED)


def test_a_task_has_one_lead(line, province, tuyet):
    with pytest.raises(IntegrityError, match="taskline_one_lead"), transaction.atomic():
        TaskLine.objects.create(task=line.task, unit=province.youth, part="lead", added_by=tuyet.user)


def test_lateness_follows_from_the_day(tasks, line, reported):
    """31/10 is the last day; reported in time and waiting is not late."""
    assert set(Task.objects.overdue(dt.date(2021, 10, 31))) == set()
    assert set(Task.objects.overdue(dt.date(2021, 11, 1))) == set()

    with connection.cursor() as cursor:
        cursor.execute("UPDATE briefing_taskline SET status = 'returned' WHERE id = %s", [line.pk])

    assert set(Task.objects.overdue(dt.date(2021, 10, 31))) == set()
    assert set(Task.objects.overdue(dt.date(2021, 11, 1))) == {tasks["congress"]}
    assert Task.objects.get(pk=line.task_id).is_overdue(dt.date(2021, 11, 1))


def test_the_answer_line_counts_each_task_once(briefing, line, reported):
    answer = queries.answer(Task.objects.filter(briefing=briefing), TODAY)

    parts = answer.accepted + answer.reported + answer.late + answer.standing + answer.unassigned + answer.running
    assert answer.total == parts == briefing.tasks.count()
    assert answer.reported == 1


@pytest.mark.parametrize("status", TaskStatus.values)
@pytest.mark.parametrize("kind", TaskKind.values)
def test_a_loaded_task_is_counted_as_the_database_counts_it(briefing, status, kind):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE briefing_task SET status = %s, kind = %s", [status, kind])
    tasks = Task.objects.filter(briefing=briefing)

    for day in (TODAY, dt.date(2021, 10, 31), dt.date(2021, 11, 1)):
        assert queries.answer_of(tasks, day) == queries.answer(tasks, day)
        for state, fitting in queries.states(day).items():
            assert {one.pk for one in tasks if queries.state_of(one, day) == state} == {
                one.pk for one in tasks.filter(fitting)
            }


def test_a_named_person_adds_a_due_date_a_basis_and_a_lead(tasks, tuyet, province, at):
    task = tasks["count"]
    operations.set_due(task_id=task.pk, due=Due.parse("30/11/2021", TODAY), reason="Theo lịch", by=tuyet, at=at)
    act = documents.cite(kind="Kế hoạch", number="15-KH/MTTQ", issuer="Ủy ban MTTQ tỉnh")
    operations.add_basis(task_id=task.pk, act=act, by=tuyet, at=at)

    task.refresh_from_db()
    assert (str(task.due_end), task.due_added_by) == ("2021-12-01", tuyet.user)
    assert [basis.added_by for basis in task.task_acts.all()] == [tuyet.user]
    with pytest.raises(operations.AlreadyLed):
        operations.name_lead(task_id=task.pk, unit_id=province.front.pk, by=tuyet, at=at)


def test_a_lead_is_named_where_the_text_names_nobody(tasks, tuyet, province, at):
    task = tasks["storm"]
    task.lines.all().delete()

    operations.name_lead(task_id=task.pk, unit_id=province.front.pk, by=tuyet, at=at)

    task.refresh_from_db()
    assert (task.status, task.lines.get().unit) == (TaskStatus.ASSIGNED, province.front)


@pytest.mark.parametrize("who", ["hoa", "lan", "phuc", "minh", "quan", "stranger"])
def test_only_the_secretariat_amends(who, request, tasks, at):
    with pytest.raises(PermissionDenied):
        operations.set_due(
            task_id=tasks["count"].pk,
            due=Due.parse("30/11/2021", TODAY),
            reason="x",
            by=request.getfixturevalue(who),
            at=at,
        )


def test_who_sees_which_tasks(tasks, tuyet, minh, hoa, phuc, lan, quan, stranger):
    every = set(tasks.values())

    assert set(Task.objects.visible_to(tuyet)) >= every
    assert set(Task.objects.visible_to(minh)) >= every
    assert set(Task.objects.visible_to(phuc)) >= every
    assert set(Task.objects.visible_to(hoa)) == {tasks["recite"], tasks["count"], tasks["congress"]}
    for actor in (lan, quan, stranger):
        assert set(Task.objects.visible_to(actor)) == set()


def test_another_bodys_report_is_not_shown_to_a_sibling(tasks, province, hoa, phuc, at):
    line = tasks["count"].lines.get(unit=province.front)
    operations.report(line_id=line.pk, outcome=Outcome.PROGRESS, text="Đang rà soát", by=phuc, at=at)

    assert list(TaskLine.objects.visible_to(hoa).filter(task=tasks["count"])) == [
        tasks["count"].lines.get(unit=province.women)
    ]
