"""The demonstration province stands, and its clock moves lateness, reminders and the next agenda for real."""

import datetime as dt
import uuid

import pytest

from giaoban.briefing import carry, operations
from giaoban.briefing.models import Briefing, Meeting, Reminder, Task
from giaoban.kernel import clock as real
from giaoban.registry import queries
from giaoban.registry.actor import Actor
from giaoban.registry.models import User
from giaoban.reporting.models import Call, FormTemplate, Indicator
from giaoban.reporting.rollup import Rollup
from giaoban.site import demonstration as province
from giaoban.site.demonstration import clock, story


def office() -> Actor:
    return queries.actor(User.objects.get(username="demo.vanphong"), chosen=None, on=queries.today())


@pytest.mark.slow
def test_the_briefing_of_13_10_2021_has_its_nineteen_tasks(demonstration):
    held = Briefing.objects.get(held_on="2021-10-13")

    assert held.tasks.count() == 19
    assert queries.today() == dt.date(2021, 10, 28)
    assert set(held.tasks.filter(due_end__isnull=False).values_list("due_text", flat=True)) == {
        "trong dịp Tết Nhâm Dần 2022",
        "trong tháng 10/2021",
        "vào quý IV/2021",
    }
    assert not Task.objects.overdue(queries.today()).exists()


@pytest.mark.slow
def test_built_twice_it_is_built_once(demonstration):
    again = province.build(at=real.now())

    assert demonstration.fresh
    assert not again.fresh
    assert Briefing.objects.count() == 2


@pytest.mark.slow
def test_until_january_work_becomes_late_and_comes_back(demonstration):
    letters = clock.move(story.NEXT)

    assert queries.today() == story.NEXT
    assert Task.objects.overdue(story.NEXT).exists()
    assert Reminder.objects.exists()
    assert letters
    meeting = Meeting.objects.get()
    tasks = carry.earlier_tasks(meeting.series, before=meeting.held_on)
    assert carry.opening(tasks, today=story.NEXT) == carry.recount(
        list(tasks.prefetch_related("lines")), until=real.now(), today=story.NEXT
    )
    operations.refresh_agenda(meeting_id=meeting.pk, by=office(), at=real.now())
    carried = set(meeting.agenda.filter(task__isnull=False).values_list("task", flat=True))
    assert carried == set(carry.carried(meeting.series, before=meeting.held_on).values_list("pk", flat=True))


@pytest.mark.slow
def test_anybody_moves_the_clock_and_puts_it_back(demonstration, client):
    def push(to):
        return client.post("/demonstration/clock/", {"idempotency_key": str(uuid.uuid4()), "to": to})

    push("day")
    assert queries.today() == dt.date(2021, 10, 29)
    push("month")
    assert queries.today() == dt.date(2021, 10, 31)
    push("start")
    assert queries.today() == dt.date(2021, 10, 28)
    assert push("never").status_code == 404


def test_without_a_demonstration_there_is_no_clock(client, db):
    assert client.get("/demonstration/clock/").status_code == 404


@pytest.mark.slow
def test_communes_told_every_month_of_the_year_and_men_beside_women_from_october_on(demonstration):
    calls = {call.period: call for call in Call.objects.filter(form__code="mttq-xa-thang", period__startswith="2021")}
    assert sorted(calls) == [f"2021-{month:02}" for month in range(1, 11)]
    for period in sorted(calls)[:-1]:
        assert calls[period].returns.filter(status="accepted").count() == 125, period
    before, since = FormTemplate.objects.filter(code="mttq-xa-thang").order_by("valid")
    assert (calls["2021-09"].form, calls["2021-10"].form) == (before, since)

    found = Rollup(calls["2021-10"], as_of=real.now())
    codes = ("tuyen-truyen-luot", "tuyen-truyen-nu", "tuyen-truyen-nam")
    both, women, men = (found.figure(Indicator.objects.get(code=code), found.call.land_id) for code in codes)
    assert both.parts == men.parts > 100
    assert both.number == women.number + men.number
