"""Passing down, asking for time, words, reminders and calendars."""

import datetime as dt
import uuid

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from icalendar import Calendar

from giaoban.briefing import calendars, operations, reminding
from giaoban.briefing.enums import LineStatus, Outcome, Part, ReminderKind, Verdict
from giaoban.briefing.models import Reminder, Task
from giaoban.kernel.calendar import WorkingCalendar
from giaoban.kernel.due import Due
from giaoban.registry import operations as registry
from giaoban.registry.letters import due_kinds
from giaoban.registry.models import Holiday, Norm
from tests.cast import make_actor

LAST = dt.date(2021, 10, 29)  # a Friday


@pytest.fixture
def line(tasks, province, tuyet, at):
    """The Women's Union leads, until Friday 29/10/2021."""
    operations.set_due(task_id=tasks["congress"].pk, due=Due.on(LAST), reason="Theo lịch", by=tuyet, at=at)
    return tasks["congress"].lines.get(unit=province.women)


@pytest.fixture
def district(province):
    return make_actor("huyen", "Hoàng Thị Bích", "officer", province.women_district)


def test_a_body_passes_its_task_down_and_accepts_what_comes_back(line, province, hoa, district, at):
    (passed,) = operations.pass_down(line_id=line.pk, unit_ids=[province.women_district.pk], by=hoa, at=at)
    assert (passed.part, passed.parent) == (Part.PASSED_DOWN, line)
    assert line.task in Task.objects.visible_to(district)

    said = operations.report(line_id=passed.pk, outcome=Outcome.DONE, text="Huyện đã xong", by=district, at=at)
    operations.decide(line_id=passed.pk, report_id=said.pk, verdict=Verdict.ACCEPT, by=hoa, at=at)

    passed.refresh_from_db()
    line.refresh_from_db()
    assert (passed.status, line.status) == (LineStatus.ACCEPTED, LineStatus.ASSIGNED)


def test_the_office_does_not_accept_what_was_passed_down(line, province, hoa, district, tuyet, at):
    (passed,) = operations.pass_down(line_id=line.pk, unit_ids=[province.women_district.pk], by=hoa, at=at)
    said = operations.report(line_id=passed.pk, outcome=Outcome.DONE, text="Xong", by=district, at=at)

    with pytest.raises(PermissionDenied):
        operations.decide(line_id=passed.pk, report_id=said.pk, verdict=Verdict.ACCEPT, by=tuyet, at=at)


@pytest.mark.parametrize("to", ["women", "youth", "front_district"])
def test_a_task_goes_only_down_the_own_line(to, line, province, hoa, at):
    with pytest.raises(operations.NotBelow):
        operations.pass_down(line_id=line.pk, unit_ids=[getattr(province, to).pk], by=hoa, at=at)


def test_a_task_is_passed_to_a_body_once(line, province, hoa, at):
    operations.pass_down(line_id=line.pk, unit_ids=[province.women_district.pk], by=hoa, at=at)

    with pytest.raises(operations.NotBelow):
        operations.pass_down(line_id=line.pk, unit_ids=[province.women_district.pk], by=hoa, at=at)


def test_more_time_is_asked_granted_and_counts_from_then_on(line, hoa, tuyet, at):
    asked = operations.ask_extension(line_id=line.pk, last_day=dt.date(2021, 11, 10), reason="Mưa lũ", by=hoa, at=at)
    assert line.task.is_overdue(dt.date(2021, 11, 1))

    operations.decide_extension(extension_id=asked.pk, granted=True, by=tuyet, at=at)

    task = Task.objects.get(pk=line.task_id)
    assert not task.is_overdue(dt.date(2021, 11, 10))
    assert task.is_overdue(dt.date(2021, 11, 11))


def test_more_time_is_given_once_unless_the_norm_says_otherwise(line, hoa, tuyet, at):
    asked = operations.ask_extension(line_id=line.pk, last_day=dt.date(2021, 11, 10), reason="Mưa", by=hoa, at=at)
    operations.decide_extension(extension_id=asked.pk, granted=True, by=tuyet, at=at)
    again = {"line_id": line.pk, "last_day": dt.date(2021, 12, 10), "reason": "Bão", "by": hoa, "at": at}

    with pytest.raises(operations.ExtendedBefore):
        operations.ask_extension(**again)

    Norm.objects.create(
        code="briefing.extensions",
        value=2,
        unit="lần",
        valid=(dt.date(2021, 1, 1), None),
        legal_basis="Quy chế của tỉnh",
    )
    assert operations.ask_extension(**again).status == "asked"


def test_a_refused_request_may_be_made_again(line, hoa, tuyet, at):
    asked = operations.ask_extension(line_id=line.pk, last_day=dt.date(2021, 11, 10), reason="Mưa", by=hoa, at=at)
    with pytest.raises(operations.NothingToSay):
        operations.decide_extension(extension_id=asked.pk, granted=False, by=tuyet, at=at)

    operations.decide_extension(extension_id=asked.pk, granted=False, answer="Việc gấp", by=tuyet, at=at)

    assert operations.ask_extension(line_id=line.pk, last_day=dt.date(2021, 11, 3), reason="Mưa", by=hoa, at=at)


@pytest.mark.parametrize("last_day", [LAST, dt.date(2021, 10, 1)])
def test_more_time_ends_later_than_before(line, hoa, at, last_day):
    with pytest.raises(operations.NoDate):
        operations.ask_extension(line_id=line.pk, last_day=last_day - dt.timedelta(days=1), reason="x", by=hoa, at=at)


def test_a_task_without_a_date_is_not_extended(tasks, province, hoa, at):
    undated = tasks["count"].lines.get(unit=province.women)

    with pytest.raises(operations.NoDate):
        operations.ask_extension(line_id=undated.pk, last_day=LAST, reason="x", by=hoa, at=at)


def test_the_doer_grants_itself_nothing(line, hoa, at):
    asked = operations.ask_extension(line_id=line.pk, last_day=dt.date(2021, 11, 10), reason="Mưa", by=hoa, at=at)

    with pytest.raises(PermissionDenied):
        operations.decide_extension(extension_id=asked.pk, granted=True, by=hoa, at=at)


OFFICE_DAYS = WorkingCalendar()


@pytest.mark.parametrize(
    ("on", "kinds"),
    [
        (dt.date(2021, 10, 21), []),
        (dt.date(2021, 10, 22), [ReminderKind.WEEK_BEFORE]),
        (dt.date(2021, 10, 28), [ReminderKind.DAY_BEFORE]),
        (dt.date(2021, 10, 29), []),
        (dt.date(2021, 10, 30), []),
        (dt.date(2021, 11, 1), [ReminderKind.LATE]),
        (dt.date(2021, 11, 5), [ReminderKind.ESCALATION]),
        (dt.date(2021, 11, 8), []),
    ],
)
def test_words_fall_due_around_the_last_day_and_never_on_a_weekend(on, kinds):
    assert due_kinds(reminding.WHEN, LAST, on=on, calendar=OFFICE_DAYS) == kinds


def test_what_falls_on_a_holiday_is_said_on_the_next_working_day():
    calendar = WorkingCalendar(days_off=frozenset({dt.date(2021, 10, 28), dt.date(2021, 10, 29)}))

    assert due_kinds(reminding.WHEN, LAST, on=dt.date(2021, 10, 28), calendar=calendar) == []
    assert ReminderKind.DAY_BEFORE in due_kinds(reminding.WHEN, LAST, on=dt.date(2021, 11, 1), calendar=calendar)


@pytest.fixture
def with_mail(hoa, tuyet):
    for actor in (hoa, tuyet):
        actor.user.email = f"{actor.user.username}@example.vn"
        actor.user.save(update_fields=["email"])


def test_the_days_round_writes_once_to_whom_it_concerns(line, with_mail, hoa, at, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first = operations.remind(on=dt.date(2021, 10, 28), at=at)
        again = operations.remind(on=dt.date(2021, 10, 28), at=at)

    assert [letter.user for letter in first] == [hoa.user]
    assert again == []
    (letter,) = mail.outbox
    assert letter.to == ["hoa@example.vn"]
    assert line.task.text[:40] in letter.body
    assert "29/10/2021" in letter.body


def test_whoever_holds_two_roles_at_a_body_is_told_once(line, hoa, province, at):
    since = dt.date(2021, 1, 1)
    registry.grant_role(
        user=hoa.user, role="clerk", unit_id=province.women.pk, valid_from=since, valid_until=None, by=None, at=at
    )

    (letter,) = operations.remind(on=dt.date(2021, 10, 28), at=at)

    assert [word.line for word in letter.own] == [line]


def test_a_week_late_the_office_hears_of_it_too(line, with_mail, hoa, tuyet, at):
    letters = {letter.user: letter for letter in operations.remind(on=dt.date(2021, 11, 5), at=at)}

    assert [word.kind for word in letters[hoa.user].own] == [ReminderKind.ESCALATION]
    assert [word.kind for word in letters[tuyet.user].escalated] == [ReminderKind.ESCALATION]


def test_who_watches_hears_of_it(line, phuc, at):
    operations.watch(task_id=line.task_id, on=True, by=phuc)

    letters = {letter.user: letter for letter in operations.remind(on=dt.date(2021, 10, 28), at=at)}

    assert len(letters[phuc.user].watched) == 1


def test_nothing_is_said_on_a_quiet_day_or_of_what_is_reported(line, hoa, at):
    Holiday.objects.create(day=dt.date(2021, 10, 28), name="Nghỉ bù")
    assert operations.remind(on=dt.date(2021, 10, 28), at=at) == []

    operations.report(line_id=line.pk, outcome=Outcome.DONE, text="Xong", by=hoa, at=at)
    assert operations.remind(on=dt.date(2021, 11, 5), at=at) == []
    assert not Reminder.objects.exists()


def test_a_body_without_accounts_loops_nobody(line, province, at):
    """No account anywhere up the line: the round ends, nobody is written to."""
    assert operations.remind(on=dt.date(2021, 11, 5), at=at) is not None


def test_comments_are_for_all_who_see_the_task(tasks, hoa, phuc, lan, at):
    operations.comment(task_id=tasks["count"].pk, text="Đề nghị gửi biểu mẫu", by=hoa, at=at)

    assert [said.text for said in tasks["count"].comments.all()] == ["Đề nghị gửi biểu mẫu"]
    with pytest.raises(PermissionDenied):
        operations.comment(task_id=tasks["count"].pk, text="x", by=lan, at=at)


def events(actor):
    return {
        str(event["UID"]): event
        for event in Calendar.from_ical(calendars.calendar(actor, origin="http://x")).walk("VEVENT")
    }


def test_the_calendar_keeps_identities_and_counts_changes(line, hoa, tuyet, at):
    uid = f"task-{line.task_id}@giaoban"
    before = events(hoa)[uid]
    assert before["DTSTART"].dt == LAST

    operations.set_due(task_id=line.task_id, due=Due.on(dt.date(2021, 11, 15)), reason="Lùi", by=tuyet, at=at)

    after = events(hoa)[uid]
    assert after["DTSTART"].dt == dt.date(2021, 11, 15)
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1


def test_an_accepted_task_leaves_the_calendar(line, hoa, tuyet, at):
    said = operations.report(line_id=line.pk, outcome=Outcome.DONE, text="Xong", by=hoa, at=at)
    operations.decide(line_id=line.pk, report_id=said.pk, verdict=Verdict.ACCEPT, by=tuyet, at=at)

    assert events(hoa)[f"task-{line.task_id}@giaoban"]["STATUS"] == "CANCELLED"


def test_the_secret_address_opens_ones_own_calendar_until_it_is_ended(client, line, hoa, at):
    secret = operations.make_calendar(by=hoa, at=at)
    opened = client.get(f"/calendar/{secret}.ics")
    assert opened.status_code == 200
    assert line.task.text[:30] in opened.content.decode().replace("\r\n ", "")

    operations.make_calendar(by=hoa, at=at)
    assert client.get(f"/calendar/{secret}.ics").status_code == 404


def post(client, url, **fields):
    return client.post(url, {"idempotency_key": str(uuid.uuid4()), **fields})


def test_the_pages_of_following(signed_in, line, hoa, province, client):
    mine = signed_in(hoa)
    task = f"/tasks/{line.task_id}/"

    post(mine, f"{task}comments/", text="Đã nhận việc")
    post(mine, f"{task}watch/", watch="1")
    post(mine, f"/lines/{line.pk}/pass-down/", units=[str(province.women_district.pk)])
    post(mine, f"/lines/{line.pk}/extension/", last_day="15/11/2021", reason="Mưa lũ")

    page = mine.get(task).content.decode()
    assert "Đã nhận việc" in page
    assert "Mưa lũ" in page
    assert line.passed.get().unit == province.women_district
    assert line.task.text in mine.get("/tasks/zalo/").content.decode().replace("&quot;", '"')
    assert "/calendar/" in post(mine, "/calendar/").content.decode()


def test_the_office_answers_a_request_for_time(signed_in, line, hoa, tuyet, at):
    asked = operations.ask_extension(line_id=line.pk, last_day=dt.date(2021, 11, 15), reason="Mưa", by=hoa, at=at)
    office = signed_in(tuyet)
    assert office.get(f"/extensions/{asked.pk}/").status_code == 200

    refused = post(office, f"/extensions/{asked.pk}/", decision="refuse")
    assert refused.status_code == 200
    granted = post(office, f"/extensions/{asked.pk}/", decision="grant")

    assert granted.status_code == 302
    assert str(Task.objects.get(pk=line.task_id).due_end) == "2021-11-16"
