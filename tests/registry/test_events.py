"""The event log and its outbox: recorded with the act, told within it or after it, with one effect."""

import datetime as dt
import json

import pytest
from django.db import connection, transaction
from django.utils import translation

from giaoban.registry import events, operations
from giaoban.registry.events import EventType, UnknownEventType
from giaoban.registry.models import Delivery, Event

HEARD: list[tuple[str, str]] = []


def hear(event: Event) -> None:
    HEARD.append((event.type, event.data["word"]))


def stumble(event: Event) -> None:
    raise LookupError("a subscriber that fails")


@pytest.fixture
def declared(monkeypatch, hoa):
    """A log of this test's own, with two types and nobody who listens; the cast was made before."""
    monkeypatch.setattr(events, "_log", events._Log())
    HEARD.clear()
    events.declare(
        EventType("test.said", "%(by)s said %(word)s", ("word",)),
        EventType("test.unheard", "%(by)s said nothing"),
    )


def say(actor, at, word="xin chào", code="test.said", **more):
    return events.record(code, actor.user, by=actor, at=at, unit=actor.unit_id, word=word, **more)


def jobs() -> list[dict]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'registry.deliver' ORDER BY id")
        return [json.loads(row[0]) for row in cursor.fetchall()]


def test_event_says_who_for_whom_when_and_on_what(declared, hoa, at):
    event = say(hoa, at)

    kept = Event.objects.get(pk=event.pk)
    assert (kept.subject_kind, kept.subject_id) == ("registry.user", hoa.user.pk)
    assert (kept.by_user, kept.by_name, kept.by_role, kept.by_unit) == (
        hoa.user.pk, "Lê Thị Hoa", "officer", hoa.unit_id,
    )  # fmt: skip
    assert (kept.at, kept.on, kept.data) == (at, hoa.on, {"word": "xin chào"})


def test_event_of_the_system_is_of_the_day_in_vietnam(declared, hoa):
    late = dt.datetime(2021, 10, 28, 20, 0, tzinfo=dt.UTC)

    event = events.record("test.said", hoa.user, by=None, at=late, word="x")

    assert event.on == dt.date(2021, 10, 29)


def test_type_that_nobody_declared_is_refused(declared, hoa, at):
    with pytest.raises(UnknownEventType):
        say(hoa, at, code="test.never_declared")


def test_type_is_declared_once(declared):
    with pytest.raises(ValueError, match="declared twice"):
        events.declare(EventType("test.said", "another sentence"))


def test_sentence_is_read_by_people(declared, hoa, at):
    by_person = events.sentence(say(hoa, at))
    by_system = events.sentence(events.record("test.said", hoa.user, by=None, at=at, word="x"))

    assert by_person == "Lê Thị Hoa said xin chào"
    with translation.override("en"):
        assert by_system != " said x"


def test_event_of_a_room_that_is_gone_is_read_by_its_code(declared, hoa, at):
    event = say(hoa, at)
    events._log.types.clear()

    assert events.sentence(event) == "test.said"


def test_subscriber_within_hears_in_the_transaction(declared, hoa, at):
    events.subscribe("test.said", "test.hear", hear, after=False)

    say(hoa, at)
    say(hoa, at, code="test.unheard")

    assert HEARD == [("test.said", "xin chào")]


def test_subscriber_within_that_fails_takes_the_act_back(declared, hoa, at):
    events.subscribe("test.said", "test.stumble", stumble, after=False)

    with pytest.raises(LookupError), transaction.atomic():
        say(hoa, at)

    assert not Event.objects.filter(type="test.said").exists()


def test_subscriber_after_is_told_by_a_job_of_the_same_transaction(declared, hoa, at):
    events.subscribe("test.said", "test.hear", hear, after=True)

    event = say(hoa, at)

    assert HEARD == []
    assert jobs() == [{"event": str(event.id), "subscriber": "test.hear"}]


def test_job_vanishes_with_the_act_that_is_taken_back(declared, hoa, at):
    events.subscribe("test.said", "test.hear", hear, after=True)

    with transaction.atomic():
        say(hoa, at)
        transaction.set_rollback(True)

    assert jobs() == []


def test_event_delivered_twice_has_one_effect(declared, hoa, at):
    events.subscribe("test.said", "test.hear", hear, after=True)
    event = say(hoa, at)

    first = operations.deliver(event_id=event.id, subscriber="test.hear", at=at)
    second = operations.deliver(event_id=event.id, subscriber="test.hear", at=at)

    assert (first, second) == (True, False)
    assert HEARD == [("test.said", "xin chào")]


def test_delivery_that_fails_is_tried_again(declared, hoa, at):
    events.subscribe("test.said", "test.stumble", stumble, after=True)
    event = say(hoa, at)

    with pytest.raises(LookupError), transaction.atomic():
        operations.deliver(event_id=event.id, subscriber="test.stumble", at=at)

    assert not Delivery.objects.exists()


def test_delivery_to_a_subscriber_that_is_gone_does_nothing(declared, hoa, at):
    event = say(hoa, at)

    assert operations.deliver(event_id=event.id, subscriber="test.hear", at=at) is False


def test_name_of_a_subscriber_is_taken_once(declared):
    events.subscribe("test.said", "test.hear", hear, after=True)
    events.subscribe("test.said", "test.hear", hear, after=True)

    with pytest.raises(ValueError, match="subscribed"):
        events.subscribe("test.said", "test.hear", stumble, after=True)
    assert events.subscription("test.said", "test.hear").handle is hear


def test_keys_of_forms_are_forgotten_after_thirty_days(client, at, db):
    from giaoban.registry.models import FormSubmission

    for days, key in ((31, "1"), (29, "2")):
        FormSubmission.objects.create(
            key=f"0000000{key}-0000-7000-8000-000000000000",
            sender="x", route="/", fingerprint="x", location="/", at=at - dt.timedelta(days=days),
        )  # fmt: skip

    forgotten = operations.forget_forms(at=at)

    assert forgotten == 1
    assert FormSubmission.objects.get().at == at - dt.timedelta(days=29)
