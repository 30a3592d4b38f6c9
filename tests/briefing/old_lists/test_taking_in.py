"""A long list is taken in by the worker: handed over once, told how far it is, taken in once, handed back with the reason."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from giaoban.briefing import operations
from giaoban.briefing.enums import HandedBack, ImportStatus
from giaoban.briefing.models import Briefing, OldList, Task
from giaoban.briefing.operations import old_lists as writing
from giaoban.briefing.operations import taking_in
from giaoban.registry import operations as registry
from giaoban.registry.models import Event, RoleAssignment
from tests.briefing.old_lists.making import book, row
from tests.cast import TODAY

ROWS = [row(number, f"Việc thứ {number}") for number in range(1, 6)]


@pytest.fixture
def handed_over(read, tuyet, at) -> OldList:
    return operations.hand_over_old_list(old_list_id=read(book(ROWS)).pk, by=tuyet, at=at)


@pytest.fixture
def take_in_handed_over(at):
    def act(found: OldList, **options):
        return operations.take_in_handed_over(old_list_id=found.pk, at=at, **options)

    return act


def jobs() -> list[str]:
    """The lists that wait for the worker."""
    waiting = "SELECT args ->> 'old_list' FROM procrastinate_jobs WHERE task_name = 'briefing.take_in_old_list'"
    with connection.cursor() as cursor:
        cursor.execute(f"{waiting} ORDER BY id")
        return [old_list for (old_list,) in cursor.fetchall()]


# --- Handing over -----------------------------------------------------------------------------------------------------


def test_list_handed_over_waits_as_one_job_and_counts_for_nothing(handed_over, tuyet, at):
    with pytest.raises(operations.NotUnderReview):
        operations.hand_over_old_list(old_list_id=handed_over.pk, by=tuyet, at=at)

    assert jobs() == [str(handed_over.pk)]
    assert (handed_over.progress.done, handed_over.progress.total) == (0, 5)
    assert (Task.objects.count(), Briefing.objects.count()) == (0, 0)


def test_list_with_the_worker_is_neither_read_again_nor_discarded_nor_confirmed(handed_over, tuyet, at):
    for act in (operations.discard_old_list, operations.confirm_old_list):
        with pytest.raises(operations.NotUnderReview):
            act(old_list_id=handed_over.pk, by=tuyet, at=at)


@pytest.mark.parametrize("who", ["hoa", "stranger", "lan"])
def test_only_whoever_confirms_hands_over(who, request, read, at):
    found = read(book(ROWS))

    with pytest.raises(PermissionDenied):
        operations.hand_over_old_list(old_list_id=found.pk, by=request.getfixturevalue(who), at=at)
    assert jobs() == []


def test_list_that_brings_nothing_or_has_unknown_names_is_not_handed_over(read, tuyet, at):
    for data, problem in (
        (book([row(1, None)]), operations.NothingNew),
        (book([row(1, "Việc", "Hội Không Có")]), operations.NamesLeft),
    ):
        with pytest.raises(problem), transaction.atomic():
            operations.hand_over_old_list(old_list_id=read(data).pk, by=tuyet, at=at)
    assert jobs() == []


def test_database_keeps_no_list_with_the_worker_at_nobodys_word(handed_over):
    with pytest.raises(IntegrityError), transaction.atomic():
        OldList.objects.filter(pk=handed_over.pk).update(taking_by=None)


# --- Taking in --------------------------------------------------------------------------------------------------------


def test_worker_takes_it_in_as_the_person_who_confirmed(handed_over, take_in_handed_over, tuyet):
    briefing = take_in_handed_over(handed_over)

    handed_over.refresh_from_db()
    assert [task.text for task in briefing.tasks.order_by("number")] == [one[1] for one in ROWS]
    assert (handed_over.status, handed_over.closed_by, handed_over.taking_at) == (
        ImportStatus.CONFIRMED, tuyet.user, None,
    )  # fmt: skip
    assert Event.objects.get(type="briefing.old_list_taken").by_name == str(tuyet.user)


def test_job_that_runs_again_does_nothing(handed_over, take_in_handed_over):
    take_in_handed_over(handed_over)

    assert take_in_handed_over(handed_over) is None
    assert (Task.objects.count(), Briefing.objects.count()) == (5, 1)


def test_job_that_breaks_off_leaves_nothing_and_the_next_run_does_all(handed_over, take_in_handed_over, monkeypatch):
    def fail(*_args, **_options):
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("giaoban.briefing.carry.take_snapshots", fail)
        with pytest.raises(RuntimeError):
            take_in_handed_over(handed_over)
    assert (Task.objects.count(), Briefing.objects.count()) == (0, 0)

    take_in_handed_over(handed_over)

    assert (Task.objects.count(), Briefing.objects.count()) == (5, 1)


def test_it_is_told_how_many_rows_are_written(handed_over, take_in_handed_over, monkeypatch):
    monkeypatch.setattr(writing, "AT_A_TIME", 2)
    told = []

    take_in_handed_over(handed_over, tell=told.append)

    assert told == [2, 4, 5]


def test_role_that_ended_meanwhile_takes_nothing_in(handed_over, take_in_handed_over, tuyet, at):
    RoleAssignment.objects.filter(pk=tuyet.assignment.pk).update(revoked_at=at, revoked_by=tuyet.user)

    assert take_in_handed_over(handed_over) is None

    handed_over.refresh_from_db()
    assert (handed_over.handed_back, handed_over.is_open) == (HandedBack.NO_ROLE, True)
    assert Task.objects.count() == 0


def test_list_whose_rows_another_brought_meanwhile_is_handed_back(handed_over, read, take_in_handed_over, tuyet, at):
    operations.confirm_old_list(old_list_id=read(book(ROWS)).pk, by=tuyet, at=at)

    assert take_in_handed_over(handed_over) is None

    handed_over.refresh_from_db()
    assert (handed_over.handed_back, handed_over.is_open) == (HandedBack.NOTHING_NEW, True)
    assert Task.objects.count() == 5


def test_list_is_stopped_before_the_worker_begins_and_handed_over_again(handed_over, take_in_handed_over, tuyet, at):
    operations.stop_taking_in(old_list_id=handed_over.pk, by=tuyet, at=at)
    assert take_in_handed_over(handed_over) is None
    with pytest.raises(operations.NotUnderReview):
        operations.stop_taking_in(old_list_id=handed_over.pk, by=tuyet, at=at)

    operations.hand_over_old_list(old_list_id=handed_over.pk, by=tuyet, at=at)

    assert take_in_handed_over(handed_over).tasks.count() == 5


# --- The page ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def client_of_office(signed_in, tuyet, monkeypatch, settings):
    settings.DEMONSTRATION = True
    registry.set_demonstration_day(day=TODAY)
    monkeypatch.setattr(taking_in, "AT_ONCE", 4)
    return signed_in(tuyet)


def send(client, found, act, *, key=None):
    return client.post(f"/tasks/old/{found.pk}/{act}/", {"idempotency_key": key or str(uuid.uuid4())}, follow=True)


def test_long_list_is_confirmed_at_once_and_its_page_tells_how_far_it_is(client_of_office, read):
    found, key = read(book(ROWS)), str(uuid.uuid4())

    page = send(client_of_office, found, "confirm", key=key).content.decode()
    send(client_of_office, found, "confirm", key=key)
    send(client_of_office, found, "confirm")

    assert 'http-equiv="refresh"' in page
    assert "Đang nhận danh sách" in page
    assert "0 trên 5" in client_of_office.get(f"/tasks/old/{found.pk}/progress/").content.decode()
    assert "Đang nhận" in client_of_office.get("/tasks/old/").content.decode()
    assert len(jobs()) == 1


def test_page_is_read_anew_when_it_is_done(client_of_office, read, take_in_handed_over):
    found = read(book(ROWS))
    send(client_of_office, found, "confirm")

    take_in_handed_over(found)

    assert client_of_office.get(f"/tasks/old/{found.pk}/progress/").headers["HX-Refresh"] == "true"
    assert "Danh sách này đã được nhận" in client_of_office.get(f"/tasks/old/{found.pk}/").content.decode()


def test_page_says_why_a_list_was_handed_back(client_of_office, read, take_in_handed_over, tuyet, at):
    found = read(book(ROWS))
    send(client_of_office, found, "confirm")
    operations.confirm_old_list(old_list_id=read(book(ROWS)).pk, by=tuyet, at=at)

    take_in_handed_over(found)

    page = client_of_office.get(f"/tasks/old/{found.pk}/").content.decode()
    assert "Danh sách chưa được nhận" in page
    assert "Chưa nhận" in client_of_office.get("/tasks/old/").content.decode()


def test_list_is_stopped_on_its_page(client_of_office, read):
    found = read(book(ROWS))
    send(client_of_office, found, "confirm")

    page = send(client_of_office, found, "stop").content.decode()

    assert "Xác nhận: giao 5 nhiệm vụ" in page


def test_short_list_is_taken_in_while_one_waits(client_of_office, read):
    found = read(book(ROWS[:3]))

    page = send(client_of_office, found, "confirm")

    assert page.redirect_chain[-1][0] == Briefing.objects.get().get_absolute_url()
    assert jobs() == []
