"""The list of tasks as it is read in one pass: the same tasks, figures, order and bodies as asked one by one."""

import datetime as dt
from collections import Counter
from uuid import UUID

import pytest

from giaoban.briefing import queries, task_list
from giaoban.briefing.columns import TASKS
from giaoban.briefing.models import Briefing, Task, TaskLine, WorkedWith
from giaoban.registry import access
from giaoban.registry.roles import Permission
from tests.cast import TODAY

SORTS = ["briefing", "-briefing", "due", "-due", "state", "-state"]
STATES = ["", "open", "late", "running", "reported", "returned", "accepted", "standing", "unassigned", "not_yet_due"]
PEOPLE = ["tuyet", "phuc", "hoa", "lan", "minh", "stranger"]


@pytest.fixture
def two_briefings(tasks, briefing):
    """The tasks of the briefing, and as many of an earlier one: same days, same due dates, same numbers."""
    earlier = Briefing.objects.get(pk=briefing.pk)
    text = earlier.text_import
    text.pk, earlier.pk, earlier.held_on = None, None, briefing.held_on - dt.timedelta(days=14)
    for made in (text, earlier):
        made._state.adding = True
    text.save()
    earlier.text_import = text
    earlier.save()
    for one in list(briefing.tasks.order_by("number")):
        lines = list(one.lines.filter(parent=None))
        one.pk, one.briefing, one.due_end = None, earlier, one.due_end or TODAY - dt.timedelta(days=one.number)
        one._state.adding = True
        one.save()
        TaskLine.objects.bulk_create(
            TaskLine(task=one, unit=line.unit, part=line.part, added_by=line.added_by) for line in lines
        )
    return earlier


@pytest.mark.parametrize("person", PEOPLE)
def test_the_list_holds_what_one_may_see_and_is_in_force(request, two_briefings, person):
    actor = request.getfixturevalue(person)

    seen = set(task_list.seen_by(actor).values_list("pk", flat=True))

    assert seen == set(Task.objects.visible_to(actor).in_force().values_list("pk", flat=True))


def test_the_filter_offers_no_body_whose_only_tasks_were_given_up(tuyet, two_briefings, province, at):
    before = {unit for unit, _name in task_list.bodies(tuyet, on=TODAY)}
    Task.objects.filter(lines__unit=province.youth).update(
        withdrawn_at=at, withdrawn_by=tuyet.user, withdrawn_reason="Không còn trong văn bản"
    )

    after = {unit for unit, _name in task_list.bodies(tuyet, on=TODAY)}

    assert str(province.youth.pk) in before - after
    assert after


@pytest.mark.parametrize("person", PEOPLE)
def test_the_filter_offers_the_bodies_with_a_line_in_a_task_of_the_list(request, two_briefings, person):
    actor = request.getfixturevalue(person)
    lines = TaskLine.objects.filter(task__in=task_list.seen_by(actor).values("pk"))

    offered = {unit for unit, _name in task_list.bodies(actor, on=TODAY)}

    assert offered == {str(unit) for unit in lines.values_list("unit", flat=True)}


def test_the_database_tells_who_worked_with_whom_and_for_whom_once(two_briefings, briefing):
    lines = TaskLine.objects.filter(task__briefing__in=[briefing, two_briefings])
    said = Counter(WorkedWith.objects.values_list("body", "other"))

    by_task: dict[UUID, set[UUID]] = {}
    for task, unit in lines.values_list("task", "unit"):
        by_task.setdefault(task, set()).add(unit)
    shared = {(one, other) for units in by_task.values() for one in units for other in units if one != other}
    given = {(briefing.owner_id, unit) for units in by_task.values() for unit in units}

    assert shared
    assert set(said) == shared | given
    assert set(said.values()) == {1}


@pytest.mark.parametrize("sort", SORTS)
def test_pages_cut_the_whole_order_wherever_they_begin(tuyet, two_briefings, sort):
    tasks, order = task_list.seen_by(tuyet), TASKS.order_by(sort)
    whole = list(tasks.order_by(*order).values_list("pk", flat=True))

    rows = task_list.look(tasks, order=order, today=TODAY).rows

    assert len(rows) == len(whole) > 6
    for start in range(len(whole) + 1):
        assert rows[start : start + 3] == whole[start : start + 3]
    assert rows[-1] == whole[-1]


@pytest.mark.parametrize("state", STATES)
def test_figures_and_number_of_rows_equal_a_count(tuyet, two_briefings, state):
    tasks = task_list.seen_by(tuyet)

    look = task_list.look(tasks, order=TASKS.order_by("due"), today=TODAY, state=state)

    assert look.answer == queries.answer(tasks, TODAY)
    assert len(look.rows) == queries.filtered(tasks, today=TODAY, state=state).count()


def test_a_list_without_a_task_has_no_page_and_no_figure(tuyet, two_briefings):
    look = task_list.look(task_list.seen_by(tuyet), order=TASKS.order_by(None), today=TODAY, q="chẳng có việc nào")

    assert look.answer == queries.NOTHING
    assert look.rows[0:50] == []


def test_what_was_given_up_or_revoked_is_not_in_the_list(tuyet, two_briefings, at):
    Briefing.objects.filter(pk=two_briefings.pk).update(
        revoked_at=at, revoked_by=tuyet.user, revoked_reason="Nhầm cuộc họp"
    )

    assert not task_list.seen_by(tuyet).filter(briefing=two_briefings).exists()
    assert task_list.seen_by(tuyet).exists()


def test_the_reach_is_looked_up_once_an_actor(tuyet, django_assert_num_queries):
    with django_assert_num_queries(1):
        first = access.reach(tuyet, Permission.TASK_VIEW)
        again = access.reach(tuyet, Permission.TASK_VIEW)
    assert set(first) == set(again) == set(access.units(tuyet, Permission.TASK_VIEW))
