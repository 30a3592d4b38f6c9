"""A record is told anew for a reason or cancelled for a reason; what stood before is never lost."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, connection, transaction

from giaoban.activities import operations, queries
from giaoban.activities.models import Activity, ActivityVersion
from giaoban.documents import operations as documents
from giaoban.registry.models import Event
from tests.activities.conftest import photo

LATER = dt.timedelta(hours=1)


@pytest.fixture
def corrected(activity, changed, lan, at) -> Activity:
    return operations.correct(
        activity_id=activity.pk,
        version=1,
        told=changed(participants=90),
        reason="Đếm sót 5 người",
        by=lan,
        at=at + LATER,
    )


def test_a_correction_makes_the_next_version(activity, corrected, lan, at):
    activity.refresh_from_db()

    assert (activity.participants, activity.version, activity.version_reason) == (90, 2, "Đếm sót 5 người")
    assert (activity.made_at, activity.version_at) == (at, at + LATER)
    kept = ActivityVersion.objects.filter(pgh_obj=activity).order_by("version")
    assert [version.participants for version in kept] == [85, 90]
    assert Event.objects.filter(type="activities.corrected", subject_id=activity.pk).count() == 1


def test_the_history_tells_what_was_changed_and_why(corrected):
    latest, first = queries.history(corrected)

    assert "Đếm sót 5 người" in latest.title
    assert "85 → 90" in latest.text
    assert first.text == ""


def test_a_correction_of_what_one_has_not_read_is_refused(activity, corrected, changed, lan, at):
    with pytest.raises(operations.LaterVersion):
        operations.correct(
            activity_id=activity.pk, version=1, told=changed(participants=70), reason="Nhầm", by=lan, at=at
        )


def test_a_correction_that_changes_nothing_is_refused(activity, told, lan, at):
    with pytest.raises(operations.NothingChanged):
        operations.correct(activity_id=activity.pk, version=1, told=told, reason="Thử", by=lan, at=at)


def test_a_correction_without_a_reason_is_refused(activity, changed, lan, at):
    with pytest.raises(operations.NoReason):
        operations.correct(activity_id=activity.pk, version=1, told=changed(women=40), reason=" ", by=lan, at=at)


@pytest.mark.parametrize("who", ["minh", "hoa", "tuyet", "phuc", "quan", "stranger"])
def test_only_the_body_corrects_and_cancels(who, request, activity, changed, at):
    by = request.getfixturevalue(who)

    with pytest.raises(PermissionDenied):
        operations.correct(activity_id=activity.pk, version=1, told=changed(women=1), reason="x", by=by, at=at)
    with pytest.raises(PermissionDenied):
        operations.cancel(activity_id=activity.pk, version=1, reason="x", by=by, at=at)


def test_a_record_is_not_moved_to_a_body_one_does_not_record_for(activity, changed, province, lan, at):
    with pytest.raises(PermissionDenied):
        operations.correct(
            activity_id=activity.pk, version=1, told=changed(unit_id=province.women.pk), reason="x", by=lan, at=at
        )


def test_a_photo_is_added_and_another_taken_away(told, changed, lan, at):
    first = documents.store_file(data=photo(), name="lo-mat.jpg", by=lan, at=at)
    activity = operations.record(told=told, by=lan, at=at, files=[first])
    second = documents.store_file(data=photo(colour="navy"), name="toan-canh.jpg", by=lan, at=at)

    operations.correct(
        activity_id=activity.pk,
        version=1,
        told=told,
        reason="Ảnh lộ mặt trẻ em",
        by=lan,
        at=at + LATER,
        files=[second],
        taken_away=[activity.attachments.get().pk],
    )

    assert [one.file for one in activity.attachments.standing()] == [second]
    gone = activity.attachments.get(file=first)
    assert (gone.withdrawn_by, gone.withdrawn_reason) == (lan.user, "Ảnh lộ mặt trẻ em")


def test_a_cancelled_record_counts_no_longer_and_stays_readable(activity, lan, at):
    operations.cancel(activity_id=activity.pk, version=1, reason="Ghi hai lần", by=lan, at=at + LATER)

    assert not Activity.objects.in_force().exists()
    assert Activity.objects.visible_to(lan).get().version_reason == "Ghi hai lần"
    assert queries.history(activity)[0].status == "refused"


def test_a_cancelled_record_is_neither_corrected_nor_cancelled_again(activity, changed, lan, at):
    operations.cancel(activity_id=activity.pk, version=1, reason="Ghi hai lần", by=lan, at=at)

    with pytest.raises(operations.AlreadyCancelled):
        operations.correct(activity_id=activity.pk, version=2, told=changed(women=1), reason="x", by=lan, at=at)
    with pytest.raises(operations.AlreadyCancelled):
        operations.cancel(activity_id=activity.pk, version=2, reason="x", by=lan, at=at)


@pytest.mark.parametrize(
    "past_the_operations",
    [
        {"participants": 1},
        {"version": 3, "version_reason": "x"},
        {"version": 2, "version_reason": "x", "made_at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)},
    ],
)
def test_the_database_takes_a_change_only_as_the_next_version(activity, past_the_operations):
    with pytest.raises(IntegrityError, match="next version"), transaction.atomic():
        Activity.objects.filter(pk=activity.pk).update(**past_the_operations)


def test_the_database_keeps_a_cancelled_record_as_it_is(activity, lan, at):
    operations.cancel(activity_id=activity.pk, version=1, reason="Ghi hai lần", by=lan, at=at)

    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        Activity.objects.filter(pk=activity.pk).update(version=3, is_cancelled=False)


def test_nothing_is_deleted_and_no_version_rewritten(activity):
    with pytest.raises(ProgrammingError), transaction.atomic():
        Activity.objects.all()._raw_delete(connection.alias)
    with pytest.raises(ProgrammingError), transaction.atomic():
        ActivityVersion.objects.update(participants=1)


def test_the_same_work_told_twice_is_pointed_at(activity, told, changed, lan, at):
    twin = operations.record(told=told, by=lan, at=at)
    operations.record(told=changed(participants=12, women=1), by=lan, at=at)

    assert list(queries.likely_twins(activity)) == [twin]
