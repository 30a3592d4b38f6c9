"""Confirming makes everything or nothing; revoking takes it back with a reason."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from giaoban.briefing import operations
from giaoban.briefing.enums import Fate, ImportStatus, Part, TaskStatus
from giaoban.briefing.models import Briefing, Task
from giaoban.registry.models import Event


def test_tasks_lines_and_bases_are_made_of_the_proposals(tasks, province):
    recite, storm = tasks["recite"], tasks["storm"]

    assert {(line.unit_id, line.part) for line in recite.lines.all()} == {
        (unit.pk, Part.MEMBER) for unit in (province.front, province.women, province.youth)
    }
    assert recite.addressee == province.coalition
    assert [str(basis.act) for basis in recite.task_acts.all()] == ["Quyết định 23-QĐ/TW"]
    assert {(line.unit_id, line.part) for line in storm.lines.all()} == {
        (province.youth.pk, Part.LEAD),
        (province.people.pk, Part.COORDINATING),
    }


def test_the_words_of_a_task_are_those_of_its_span(briefing, tasks):
    text = briefing.text_import.source.text

    assert all(text[task.start : task.end] == task.text for task in tasks.values())


def test_every_sentence_has_a_fate(briefing):
    fates = dict(briefing.sentences.values_list("number", "fate"))

    assert len(fates) == briefing.text_import.sentences.count()
    assert all(fate in Fate.values for fate in fates.values())


def test_no_due_date_and_no_basis_is_invented(tasks):
    assert str(tasks["congress"].due_end) == "2021-11-01"
    assert tasks["count"].due.label() == "chưa định hạn"
    assert not tasks["count"].task_acts.exists()


def test_sentences_that_sound_like_orders_must_have_a_fate_first(text_import, province, tuyet, at):
    task = text_import.tasks.order_by("-start").first()
    operations.discard_task(import_id=text_import.pk, task_id=task.pk, by=tuyet, at=at)

    with pytest.raises(operations.SentencesLeft) as problem:
        operations.confirm(import_id=text_import.pk, owner=province.party, by=tuyet, at=at)

    assert problem.value.numbers == [task.sentence.number]
    assert not Briefing.objects.exists()


def test_a_meeting_without_a_day_is_not_confirmed(text_import, province, tuyet, at):
    operations.amend_meeting(import_id=text_import.pk, by=tuyet, held_on=None)

    with pytest.raises(operations.MeetingUnclear) as problem:
        operations.confirm(import_id=text_import.pk, owner=province.party, by=tuyet, at=at)

    assert problem.value.missing == ["held_on"]


def test_an_import_is_confirmed_once(briefing, province, tuyet, at):
    with pytest.raises(operations.AlreadyClosed):
        operations.confirm(import_id=briefing.text_import_id, owner=province.party, by=tuyet, at=at)


def test_the_database_allows_one_briefing_in_force_an_import(briefing):
    with pytest.raises(IntegrityError, match="briefing_one_in_force_an_import"), transaction.atomic():
        Briefing.objects.create(
            owner=briefing.owner,
            text_import=briefing.text_import,
            title="Lần nữa",
            held_on=briefing.held_on,
            confirmed_at=briefing.confirmed_at,
            confirmed_by=briefing.confirmed_by,
        )


def test_a_fault_in_the_middle_leaves_nothing(text_import, province, tuyet, at, confirm):
    """The last step fails: a basis whose act cannot be written."""
    text_import.acts.update(kind="", number="", issuer="", about="", mentions=[])

    with pytest.raises(IntegrityError, match="legalact_says_which"), transaction.atomic():
        confirm(text_import)

    text_import.refresh_from_db()
    assert text_import.status == ImportStatus.REVIEWING
    assert not Briefing.objects.exists()
    assert not Task.objects.exists()
    assert not Event.objects.filter(type="briefing.confirmed").exists()


def test_revoking_opens_the_text_for_review_again(briefing, tuyet, at, confirm):
    operations.revoke(briefing_id=briefing.pk, reason="Sai ngày họp", by=tuyet, at=at)

    briefing.refresh_from_db()
    assert (briefing.revoked_by, briefing.revoked_reason) == (tuyet.user, "Sai ngày họp")
    assert not Task.objects.in_force().exists()
    again = confirm(briefing.text_import)
    assert again.pk != briefing.pk
    assert Task.objects.in_force().count() == briefing.tasks.count()


def test_revoking_needs_a_reason(briefing, tuyet, at):
    with pytest.raises(IntegrityError, match="briefing_revoked_when_by_whom_and_why"), transaction.atomic():
        operations.revoke(briefing_id=briefing.pk, reason="  ", by=tuyet, at=at)


@pytest.mark.parametrize("who", ["hoa", "lan", "minh", "phuc", "quan", "stranger"])
def test_only_the_secretariat_of_the_territory_revokes(who, request, briefing, at):
    with pytest.raises(PermissionDenied):
        operations.revoke(briefing_id=briefing.pk, reason="x", by=request.getfixturevalue(who), at=at)


def test_who_may_see_the_briefing(briefing, everybody, tuyet, minh, hoa, phuc, van, khoa):
    seen = {actor.user.username for actor in everybody if Briefing.objects.visible_to(actor).exists()}

    assert seen == {actor.user.username for actor in (tuyet, minh, hoa, phuc, van, khoa)}


def test_the_status_of_a_task_follows_its_lines(tasks, province):
    assert tasks["recite"].status == TaskStatus.ASSIGNED
    tasks["recite"].lines.all().delete()

    tasks["recite"].refresh_from_db()
    assert tasks["recite"].status == TaskStatus.UNASSIGNED


def test_an_act_that_only_its_kind_names_is_called_as_the_text_calls_it(text_import, confirm):
    found = text_import.acts.get(number="23-QĐ/TW")
    text_import.acts.filter(pk=found.pk).update(number="", about="", issuer="", issued_on=None)

    briefing = confirm(text_import)

    (basis,) = [one for task in briefing.tasks.all() for one in task.task_acts.select_related("act")]
    assert basis.act.title.startswith("Quyết định số 23-QĐ/TW")
