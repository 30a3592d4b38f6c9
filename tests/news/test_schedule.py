"""The weekly schedule: what an office enters, who publishes it, what readers are told of changes. It is 28/10/2021."""

import dataclasses
import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, transaction
from icalendar import Calendar

from giaoban.briefing import operations as briefing
from giaoban.kernel.resolvers import Pointer
from giaoban.kernel.workflow import InvalidTransition
from giaoban.news import operations, schedules
from giaoban.news.enums import Change, Half
from giaoban.news.models import EntryWording, ScheduleEntry, ScheduleWeek
from giaoban.news.operations import Planned, refusals
from giaoban.registry.models import Event
from tests.cast import TODAY

MONDAY = dt.date(2021, 10, 25)
MEETING = Planned(
    0, "Họp Ban Thường trực", starts_at=dt.time(8), ends_at=dt.time(9), presides="Chủ tịch", place="Phòng 2"
)
VISIT = Planned(2, "Thăm khu dân cư", half=Half.AFTERNOON, place="Xã Vĩnh Thái")


@pytest.fixture
def entered(van, at):
    """`entered(planned, …)`: entered by Vân for the week of 25/10; the week."""

    def enter(*planned: Planned, monday: dt.date = MONDAY) -> ScheduleWeek:
        entries = operations.enter_in_schedule(monday=monday, planned=planned, by=van, at=at)
        return ScheduleWeek.objects.get(pk=entries[0].week_id)

    return enter


@pytest.fixture
def publish(khoa, at):
    return lambda week: operations.publish_schedule(week_id=week.pk, by=khoa, at=at)


@pytest.fixture
def reword(van, at):
    """`reword(entry, place="…")`: the same thing told otherwise by Vân."""

    def tell(entry: ScheduleEntry, **more) -> EntryWording:
        entry.refresh_from_db()
        latest = Planned.of(entry.wordings.get(number=entry.latest))
        planned = dataclasses.replace(latest, **more)
        return operations.reword_entry(entry_id=entry.pk, base=entry.latest, planned=planned, by=van, at=at)

    return tell


def lines(monday: dt.date = MONDAY):
    return [
        line
        for sheet in schedules.published_sheets(monday, today=TODAY)
        for day in sheet.days
        for half in day.halves
        for line in half.lines
    ]


def entry_of(week, content) -> ScheduleEntry:
    return ScheduleEntry.objects.get(week=week, wordings__content=content, wordings__number=1)


# --- Entering and publishing ------------------------------------------------------------------------------------------


def test_draft_is_read_by_nobody(entered):
    entered(MEETING, VISIT)

    assert lines() == []
    assert list(schedules.published_mondays()) == []


def test_published_week_shows_its_entries_by_day_and_hour_without_a_mark(entered, publish, khoa):
    week = publish(entered(VISIT, MEETING))

    assert [line.says.content for line in lines()] == ["Họp Ban Thường trực", "Thăm khu dân cư"]
    assert [line.change for line in lines()] == [None, None]
    assert (week.published_by, week.status) == (khoa.user, "published")
    assert Event.objects.filter(type="news.schedule_published", subject_id=week.pk).count() == 1


def test_hour_decides_the_half_of_the_day(entered):
    week = entered(dataclasses.replace(MEETING, half=Half.EVENING, starts_at=dt.time(14), ends_at=None))

    assert EntryWording.objects.get(entry__week=week).half == Half.AFTERNOON


def test_writer_publishes_nothing(entered, van, at):
    week = entered(MEETING)

    with pytest.raises(PermissionDenied):
        operations.publish_schedule(week_id=week.pk, by=van, at=at)


@pytest.mark.parametrize("name", ["stranger", "tuyet"])
def test_nobody_words_the_entry_of_another_body(name, entered, request, at):
    entry = entered(MEETING).entries.get()

    with pytest.raises(PermissionDenied):
        operations.reword_entry(entry_id=entry.pk, base=1, planned=VISIT, by=request.getfixturevalue(name), at=at)


@pytest.mark.parametrize("name", ["lan", "quan", "minh"])
def test_who_may_not_write_enters_nothing(name, request, at):
    with pytest.raises(PermissionDenied):
        operations.enter_in_schedule(monday=MONDAY, planned=[MEETING], by=request.getfixturevalue(name), at=at)


def test_stranger_publishes_nothing_of_this_province(entered, stranger, at):
    week = entered(MEETING)

    with pytest.raises(PermissionDenied):
        operations.publish_schedule(week_id=week.pk, by=stranger, at=at)
    with pytest.raises(PermissionDenied):
        operations.take_back_schedule(week_id=week.pk, reason="x", by=stranger, at=at)


def test_empty_week_is_not_published(entered, publish, reword):
    week = entered(MEETING)
    reword(week.entries.get(), is_cancelled=True)

    with pytest.raises(refusals.NothingToPublish):
        publish(week)


def test_rule_of_the_list_is_that_of_the_row(entered, everybody):
    week = entered(MEETING)

    for actor in everybody:
        listed = ScheduleWeek.objects.visible_to(actor).filter(pk=week.pk).exists()
        assert ScheduleEntry.objects.visible_to(actor).exists() == listed
        assert listed == (actor.user.username in {"tuyet", "phuc", "van", "khoa"})


# --- Changes ----------------------------------------------------------------------------------------------------------


def test_change_reaches_readers_when_it_is_published_and_says_what_it_was(entered, publish, reword):
    week = publish(entered(MEETING))
    reword(week.entries.get(), starts_at=dt.time(10), ends_at=dt.time(11), place="Hội trường")
    assert lines()[0].says.place == "Phòng 2"

    publish(week)

    (line,) = lines()
    assert (line.says.place, line.change) == ("Hội trường", Change.CHANGED)
    assert line.was == ["8h00 - 9h00", "Phòng 2"]
    assert line.entry.sequence == 1


def test_entry_that_comes_in_later_is_marked_as_added(entered, publish):
    week = publish(entered(MEETING))
    entered(VISIT)

    publish(week)

    assert [(line.says.content, line.change) for line in lines()] == [
        ("Họp Ban Thường trực", None),
        ("Thăm khu dân cư", Change.ADDED),
    ]


def test_cancelled_entry_stays_crossed_out(entered, publish, reword):
    week = publish(entered(MEETING, VISIT))
    reword(entry_of(week, "Thăm khu dân cư"), is_cancelled=True)

    publish(week)

    assert [(line.says.content, line.change) for line in lines()][1] == ("Thăm khu dân cư", Change.CANCELLED)


def test_entry_dropped_before_anybody_read_it_leaves_no_trace_for_readers(entered, publish, reword):
    week = entered(MEETING, VISIT)
    reword(entry_of(week, "Thăm khu dân cư"), is_cancelled=True)

    publish(week)

    assert [line.says.content for line in lines()] == ["Họp Ban Thường trực"]


def test_week_that_stands_as_published_is_not_published_again(entered, publish):
    week = publish(entered(MEETING))

    with pytest.raises(refusals.NothingChanged):
        publish(week)


def test_week_taken_back_is_read_by_nobody_and_marks_changes_when_it_returns(entered, publish, reword, khoa, at):
    week = publish(entered(MEETING))
    operations.take_back_schedule(week_id=week.pk, reason="Đăng nhầm tuần", by=khoa, at=at)
    assert lines() == []

    reword(week.entries.get(), place="Hội trường")
    publish(week)

    assert [line.change for line in lines()] == [Change.CHANGED]
    assert Event.objects.get(type="news.schedule_taken_back").data["reason"] == "Đăng nhầm tuần"


def test_draft_cannot_be_taken_back_and_taking_back_says_why(entered, publish, khoa, at):
    week = entered(MEETING)

    with pytest.raises(InvalidTransition):
        operations.take_back_schedule(week_id=week.pk, reason="x", by=khoa, at=at)
    with pytest.raises(refusals.NoReason):
        operations.take_back_schedule(week_id=publish(week).pk, reason=" ", by=khoa, at=at)


def test_second_writer_does_not_overwrite_the_first(entered, van, at):
    entry = entered(MEETING).entries.get()
    operations.reword_entry(entry_id=entry.pk, base=1, planned=VISIT, by=van, at=at)

    with pytest.raises(refusals.LaterWording):
        operations.reword_entry(entry_id=entry.pk, base=1, planned=MEETING, by=van, at=at)


def test_same_words_are_no_change(entered, van, at):
    entry = entered(MEETING).entries.get()

    with pytest.raises(refusals.NothingChanged):
        operations.reword_entry(entry_id=entry.pk, base=1, planned=MEETING, by=van, at=at)


# --- Copying and taking over ------------------------------------------------------------------------------------------


def test_last_week_is_copied_but_for_what_was_cancelled(entered, reword, van, at):
    last = entered(MEETING, VISIT, monday=MONDAY - dt.timedelta(days=7))
    reword(entry_of(last, "Thăm khu dân cư"), is_cancelled=True)

    copied = operations.copy_last_week(monday=MONDAY, by=van, at=at)

    assert [str(one.wordings.get()) for one in copied] == ["Họp Ban Thường trực"]
    assert copied[0].week.monday == MONDAY


def test_nothing_is_copied_from_an_empty_week(van, at):
    with pytest.raises(refusals.NothingToCopy):
        operations.copy_last_week(monday=MONDAY, by=van, at=at)


@pytest.fixture
def meeting(province, tuyet, at):
    series = briefing.make_series(name="Giao ban quý", owner=province.party, agenda=[], invited=[], by=tuyet, at=at)
    return briefing.prepare_meeting(
        series=series,
        held_on=dt.date(2021, 10, 29),
        reviewed="2021",
        planned="2022-Q1",
        place="Hội trường",
        chair="Trần Hữu Nghĩa",
        by=tuyet,
        at=at,
    )


def test_meeting_is_offered_until_it_stands_in_the_week_and_only_once(meeting, tuyet, at):
    (offer,) = schedules.offered(MONDAY, tuyet, None)
    assert (offer.day, offer.title, offer.place, offer.presides) == (
        dt.date(2021, 10, 29), "Giao ban quý", "Hội trường", "Trần Hữu Nghĩa",
    )  # fmt: skip
    taken = Planned(4, offer.title, half=Half.MORNING)
    (entry,) = operations.enter_in_schedule(monday=MONDAY, planned=[taken], source=offer.pointer, by=tuyet, at=at)

    assert entry.source == Pointer("briefing.meeting", meeting.pk)
    assert schedules.offered(MONDAY, tuyet, entry.week) == []
    with pytest.raises(refusals.TakenAlready):
        operations.enter_in_schedule(monday=MONDAY, planned=[taken], source=offer.pointer, by=tuyet, at=at)


def test_meeting_that_one_does_not_see_is_neither_offered_nor_taken(meeting, hoa, at):
    assert schedules.offered(MONDAY, hoa, None) == []
    with pytest.raises(refusals.UnknownSubject):
        operations.enter_in_schedule(
            monday=MONDAY, planned=[MEETING], source=Pointer("briefing.meeting", meeting.pk), by=hoa, at=at
        )


# --- The calendar -----------------------------------------------------------------------------------------------------


def calendar():
    feed = Calendar.from_ical(schedules.published_feed(today=TODAY, origin="https://vi.example"))
    return {str(event["uid"]): event for event in feed.walk("VEVENT")}


def test_calendar_keeps_its_identities_counts_changes_and_tells_what_was_cancelled(entered, publish, reword):
    week = publish(entered(MEETING, VISIT))
    first = calendar()
    reword(entry_of(week, "Họp Ban Thường trực"), starts_at=dt.time(10), ends_at=None)
    reword(entry_of(week, "Thăm khu dân cư"), is_cancelled=True)

    publish(week)

    second = calendar()
    assert set(first) == set(second)
    assert {int(event["sequence"]) for event in first.values()} == {0}
    assert {int(event["sequence"]) for event in second.values()} == {1}
    by_name = {str(event["summary"]): event for event in second.values()}
    moved = by_name["Họp Ban Thường trực"]
    assert moved["dtstart"].dt == dt.datetime(2021, 10, 25, 3, tzinfo=dt.UTC)
    assert moved["url"] == "https://vi.example/schedule/2021-10-25/"
    called_off = by_name["Chiều: Thăm khu dân cư"]
    assert (called_off["dtstart"].dt, called_off["status"]) == (dt.date(2021, 10, 27), "CANCELLED")


def test_calendar_holds_nothing_of_a_draft(entered):
    entered(MEETING)

    assert calendar() == {}


# --- What the database refuses ----------------------------------------------------------------------------------------


def test_database_refuses_a_week_that_begins_on_another_day(van, province, at):
    with pytest.raises(IntegrityError, match="scheduleweek_begins_on_monday"), transaction.atomic():
        ScheduleWeek.objects.create(unit=province.front, monday=TODAY, made_at=at, made_by=van.user)


def test_database_refuses_a_published_week_without_its_publisher(entered):
    week = entered(MEETING)

    with pytest.raises(IntegrityError, match="scheduleweek_published_when_and_by_whom"), transaction.atomic():
        ScheduleWeek.objects.filter(pk=week.pk).update(status="published")


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"half": Half.EVENING}, "entrywording_hour_lies_in_its_half"),
        ({"ends_at": dt.time(7)}, "entrywording_ends_after_it_begins"),
        ({"weekday": 7}, "entrywording_on_a_day_of_the_week"),
        ({"content": ""}, "entrywording_says_what"),
        ({"number": 1}, "entrywording_number_once"),
    ],
)
def test_database_refuses_a_wording_that_cannot_be(wrong, constraint, entered, van, at):
    told = {"number": 2, "weekday": 0, "half": Half.MORNING, "starts_at": dt.time(8), "content": "Họp"}
    entry = entered(MEETING).entries.get()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        EntryWording.objects.create(entry=entry, made_at=at, made_by=van.user, **{**told, **wrong})


def test_database_refuses_half_a_source_and_a_change_without_its_moment(entered):
    entry = entered(MEETING).entries.get()
    wording = entry.wordings.get()

    with pytest.raises(IntegrityError, match="scheduleentry_taken_from_by_kind_and_id"), transaction.atomic():
        ScheduleEntry.objects.filter(pk=entry.pk).update(source_kind="briefing.meeting")
    with pytest.raises(IntegrityError, match="scheduleentry_changed_since_when"), transaction.atomic():
        ScheduleEntry.objects.filter(pk=entry.pk).update(before=wording)


def test_database_keeps_a_week(province, van, at, as_owner):
    week = ScheduleWeek.objects.create(unit=province.front, monday=MONDAY, made_at=at, made_by=van.user)

    with pytest.raises(ProgrammingError, match="kept"), transaction.atomic():
        week.delete()


@pytest.mark.parametrize(
    ("planned", "refusal"),
    [
        (dataclasses.replace(MEETING, content=" \u200b "), refusals.TooMuch),
        (dataclasses.replace(MEETING, content="x" * 1001), refusals.TooMuch),
        (dataclasses.replace(MEETING, place="x" * 301), refusals.TooMuch),
        (dataclasses.replace(MEETING, ends_at=dt.time(7)), refusals.EndsBeforeItBegins),
        (dataclasses.replace(VISIT, ends_at=dt.time(15)), refusals.EndsBeforeItBegins),
    ],
)
def test_entry_that_cannot_be_is_refused_with_a_sentence(planned, refusal, van, at):
    with pytest.raises(refusal) as refused:
        operations.enter_in_schedule(monday=MONDAY, planned=[planned], by=van, at=at)

    assert str(refused.value)
