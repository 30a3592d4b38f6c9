"""What was done is recorded by those who may, as it can have been; nothing else comes in."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from giaoban.activities import operations
from giaoban.activities.models import Activity, ActivityVersion, Attachment
from giaoban.activities.rules import recordable
from giaoban.documents import operations as documents
from giaoban.kernel.ids import uuid7
from giaoban.kernel.resolvers import Pointer
from giaoban.registry.enums import SuccessionKind, Tree, UnitKind
from giaoban.registry.models import Event, Succession, Unit, UnitVersion
from giaoban.registry.roles import Permission
from tests.activities.conftest import DAY, photo
from tests.cast import TODAY, make_actor, make_unit


def test_a_record_keeps_what_was_told_and_who_told_it(activity, lan, at):
    assert (activity.participants, activity.women, activity.last_day) == (85, 41, DAY)
    assert (activity.made_by, activity.made_at, activity.version) == (lan.user, at, 1)


def test_a_record_is_found_without_accents(activity):
    assert "phong, chong dich" in activity.folded
    assert "nha van hoa thon thu luat" in activity.folded


def test_a_record_is_an_event_of_the_body(activity, province):
    event = Event.objects.get(type="activities.recorded")

    assert (event.subject_kind, event.subject_id, event.unit) == (
        "activities.activity",
        activity.pk,
        province.front_commune,
    )


def test_several_days_are_kept_half_open(changed, lan, at):
    made = operations.record(told=changed(last_day=DAY + dt.timedelta(days=2)), by=lan, at=at)

    assert (made.end_day, made.last_day) == (dt.date(2021, 10, 23), dt.date(2021, 10, 22))


def test_files_stand_with_the_record(told, lan, at):
    file = documents.store_file(data=photo(), name="buoi-tuyen-truyen.jpg", by=lan, at=at)

    made = operations.record(told=told, by=lan, at=at, files=[file])

    assert [(one.file, one.added_by) for one in made.attachments.all()] == [(file, lan.user)]


def test_more_than_twenty_files_are_refused(told, lan, at):
    files = [documents.store_file(data=f"dòng {number}".encode(), name="a.txt", by=lan, at=at) for number in range(21)]

    with pytest.raises(operations.TooManyFiles):
        operations.record(told=told, by=lan, at=at, files=files)


# --- What cannot have been so -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("otherwise", "refusal"),
    [
        ({"topic": "   "}, operations.NothingSaid),
        ({"last_day": DAY - dt.timedelta(days=1)}, operations.EndBeforeStart),
        ({"first_day": TODAY + dt.timedelta(days=1), "last_day": TODAY + dt.timedelta(days=1)}, operations.FutureDay),
        ({"last_day": TODAY + dt.timedelta(days=1)}, operations.FutureDay),
        ({"place_id": None, "place_words": " "}, operations.NoPlace),
        ({"participants": 10, "women": 11}, operations.TooManyWomen),
        ({"participants": None}, operations.UncountedWomen),
        ({"participants": 1_000_001}, operations.TooManyParticipants),
        ({"serves": Pointer("activities.target", uuid7())}, operations.UnknownSubject),
        ({"serves": Pointer("nobody.knows", uuid7())}, operations.UnknownSubject),
    ],
)
def test_what_cannot_have_been_so_is_refused(changed, lan, at, otherwise, refusal):
    with pytest.raises(refusal):
        operations.record(told=changed(**otherwise), by=lan, at=at)

    assert not Activity.objects.exists()


def test_the_present_day_of_business_is_taken(changed, lan, at):
    assert operations.record(told=changed(first_day=TODAY, last_day=TODAY), by=lan, at=at).last_day == TODAY


def test_a_body_abolished_before_the_day_is_refused(changed, province, hoa, at):
    end = dt.date(2021, 7, 1)
    old = make_unit(
        "women_old", "Hội cũ", UnitKind.WOMENS_UNION, parent=province.women, seat=province.land,
        tree=Tree.ORGANISATION, until=end,
    )  # fmt: skip
    Succession.objects.create(predecessor=old, successor=province.women, on=end, kind=SuccessionKind.MERGE)
    of_old = changed(unit_id=old.pk, place_id=province.land.pk)

    with pytest.raises(operations.BodyNotAlive):
        operations.record(told=of_old, by=hoa, at=at)


def test_a_body_abolished_since_keeps_its_days(changed, province, hoa, at):
    end = dt.date(2021, 10, 25)
    old = make_unit(
        "women_old", "Hội cũ", UnitKind.WOMENS_UNION, parent=province.women, seat=province.land,
        tree=Tree.ORGANISATION, until=end,
    )  # fmt: skip
    Succession.objects.create(predecessor=old, successor=province.women, on=end, kind=SuccessionKind.MERGE)

    made = operations.record(told=changed(unit_id=old.pk, place_id=province.land.pk), by=hoa, at=at)

    assert made.unit == old
    with pytest.raises(operations.BodyNotAlive):
        operations.record(told=changed(unit_id=old.pk, place_id=province.land.pk, last_day=end), by=hoa, at=at)


def test_a_place_that_did_not_exist_yet_is_refused(changed, province, lan, at):
    new = make_unit("19999", "Xã mới", UnitKind.COMMUNE_RURAL, parent=province.district, since=TODAY)

    with pytest.raises(operations.PlaceNotAlive):
        operations.record(told=changed(place_id=new.pk), by=lan, at=at)


def test_a_body_is_no_place(changed, province, lan, at):
    with pytest.raises(operations.NotOnLand):
        operations.record(told=changed(place_id=province.front.pk), by=lan, at=at)


# --- Who records for whom ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "bodies"),
    [
        ("lan", {"front_commune"}),
        ("minh", set()),
        ("hoa", {"women", "women_district"}),
        ("tuyet", {"office"}),
        ("phuc", {"front", "front_district"}),
        ("quan", set()),
        ("stranger", {"party_elsewhere"}),
    ],
)
def test_one_records_for_the_own_body_and_those_directly_below(who, bodies, request, province):
    actor = request.getfixturevalue(who)

    assert set(recordable(actor)) == {province.units[key] for key in bodies}
    for unit in Unit.objects.order_by("pk"):
        assert actor.has_perm(Permission.ACTIVITY_RECORD, Activity(unit=unit)) == (unit in set(recordable(actor)))


@pytest.mark.parametrize("who", ["minh", "hoa", "tuyet", "phuc", "quan", "stranger"])
def test_for_another_body_nobody_records(who, request, told, at):
    with pytest.raises(PermissionDenied):
        operations.record(told=told, by=request.getfixturevalue(who), at=at)


def test_a_missing_subject_is_never_allowed(lan):
    assert not lan.has_perm(Permission.ACTIVITY_RECORD, None)
    assert not lan.has_perm(Permission.ACTIVITY_VIEW, None)


def test_the_list_and_the_object_say_the_same_for_everybody(everybody, province, at, changed):
    for key in ("front", "front_district", "front_commune", "women", "women_district", "youth", "office"):
        unit = province.units[key]
        seat = UnitVersion.objects.get(unit=unit).seat
        doer = make_actor(f"doer.{key}", "Người làm", "officer", unit)
        operations.record(told=changed(unit_id=unit.pk, place_id=seat.pk), by=doer, at=at)

    for actor in everybody:
        listed = set(Activity.objects.visible_to(actor))
        allowed = {one for one in Activity.objects.order_by("pk") if actor.has_perm(Permission.ACTIVITY_VIEW, one)}
        assert listed == allowed, actor.user.username


def test_who_sees_the_work_of_the_commune(activity, everybody):
    seen = {actor.user.username for actor in everybody if Activity.objects.visible_to(actor).exists()}

    assert seen == {"lan", "minh", "tuyet", "phuc", "van", "khoa"}


# --- What the database refuses ----------------------------------------------------------------------------------------


def row(told, actor, at, **more):
    columns = {**told.columns(), "folded": "", "made_at": at, "made_by": actor.user, "version_at": at}
    return Activity(**{**columns, "version_by": actor.user, **more})


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"end_day": DAY}, "activity_a_day_or_more"),
        ({"place_id": None, "place_words": ""}, "activity_took_place_somewhere"),
        ({"topic": ""}, "activity_has_a_topic"),
        ({"women": 86}, "activity_women_are_participants"),
        ({"participants": None}, "activity_women_are_participants"),
        ({"participants": 1_000_001}, "activity_participants_are_a_crowd_at_most"),
        ({"serves_kind": "briefing.task"}, "activity_serves_by_kind_and_id"),
        ({"serves_id": uuid7()}, "activity_serves_by_kind_and_id"),
        ({"version_reason": "vì"}, "activity_changed_for_a_reason"),
        ({"is_cancelled": True}, "activity_changed_for_a_reason"),
        ({"version": 2, "version_reason": "vì"}, "begins with its first version"),
        ({"first_day": dt.date(1999, 12, 31)}, "did not exist on"),
    ],
)
def test_the_database_refuses_a_row_that_is_wrong(told, lan, at, wrong, rule):
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        row(told, lan, at, **wrong).save(force_insert=True)


def test_the_database_refuses_a_body_as_a_place(told, lan, at, province):
    with pytest.raises(IntegrityError, match="takes place on land"), transaction.atomic():
        row(told, lan, at, place_id=province.front.pk).save(force_insert=True)


def test_the_database_refuses_a_body_before_its_first_day(told, lan, at, province):
    UnitVersion.objects.filter(unit=province.front_commune).update(valid=DateRange(TODAY, None))

    with pytest.raises(IntegrityError, match="did not exist on"), transaction.atomic():
        row(told, lan, at).save(force_insert=True)


def test_every_version_is_kept_by_the_database(activity):
    (version,) = ActivityVersion.objects.filter(pgh_obj=activity)

    assert (version.version, version.participants, version.version_at) == (1, 85, activity.version_at)


def test_an_attachment_is_withdrawn_by_somebody_for_a_reason(activity, lan, at):
    file = documents.store_file(data=photo(), name="anh.jpg", by=lan, at=at)
    one = Attachment.objects.create(activity=activity, file=file, added_at=at, added_by=lan.user)

    with pytest.raises(IntegrityError, match="attachment_withdrawn"), transaction.atomic():
        Attachment.objects.filter(pk=one.pk).update(withdrawn_at=at)
    with pytest.raises(IntegrityError, match="attachment_once"), transaction.atomic():
        Attachment.objects.create(activity=activity, file=file, added_at=at, added_by=lan.user)
