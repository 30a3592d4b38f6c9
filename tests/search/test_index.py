"""The index is kept by the events of the acts, finds its own drift, and is built anew by those who ask."""

import datetime as dt

import pytest
from django.db import transaction

from giaoban.activities import operations as activities
from giaoban.briefing import operations as briefing_operations
from giaoban.kernel.search import Source, Sources, sources
from giaoban.registry import events
from giaoban.registry.operations import bodies
from giaoban.search import operations
from giaoban.search.models import IndexEntry, IndexState, KnownWord
from giaoban.search.operations import Drift
from tests.briefing.old_lists.conftest import read, series, take_in  # noqa: F401 - fixtures
from tests.briefing.old_lists.making import YOUTH, book, row
from tests.cast import TODAY
from tests.registry.test_bodies import elders, keeper  # noqa: F401 - fixtures

# Made past any operation, by the server's owner.
WITHOUT_EVENTS = {"registry.unit"}


def drift() -> list[Drift]:
    return [one for one in operations.check() if one and one.kind not in WITHOUT_EVENTS]


def test_every_event_that_a_source_names_is_declared_and_heard():
    for code in sources.events:
        assert code in events.declared()
        assert events.subscription(code, "search.index") is not None


def test_acts_alone_keep_the_index(everything):
    assert drift() == []
    assert (
        set(IndexEntry.objects.order_by("kind").values_list("kind", flat=True).distinct())
        == {source.kind for source in sources} - WITHOUT_EVENTS
    )


def test_acts_on_tasks_keep_the_index(everything, tasks, province, tuyet, hoa, at):
    from giaoban.documents.operations import cite
    from giaoban.kernel.due import Due

    act = cite(kind="Kế hoạch", number="150/KH-UBND")
    briefing_operations.add_basis(task_id=tasks["congress"].pk, act=act, by=tuyet, at=at)
    briefing_operations.set_due(
        task_id=tasks["storm"].pk, due=Due.parse("trước ngày 20/12/2021", tuyet.on), reason="Mưa sớm", by=tuyet, at=at
    )
    line = tasks["congress"].lines.get(unit=province.women)
    briefing_operations.pass_down(line_id=line.pk, unit_ids=[province.women_district.pk], by=hoa, at=at)

    assert drift() == []
    assert IndexEntry.objects.filter(kind="documents.act", subject_id=act.pk).exists()


def test_further_text_of_a_conclusion_keeps_the_index(everything, tasks, hoa, tuyet, linker, province, at):
    from tests.briefing.test_official_text import OFFICIAL, adopt, decide_all

    further = briefing_operations.import_further_text(
        briefing_id=everything.pk, text=OFFICIAL, kind="docx", by=tuyet, at=at, linker=linker
    )
    decide_all(further, tuyet, at)
    adopt(further, tuyet, at)

    assert drift() == []
    assert not IndexEntry.objects.filter(subject_id=tasks["count"].pk).exists()  # dropped by the signed notice


def test_meeting_from_preparation_to_briefing_keeps_the_index(everything, meeting, tuyet, linker, at):
    briefing_operations.add_agenda_item(meeting_id=meeting.pk, title="Bàn việc Tết", by=tuyet, at=at)
    briefing_operations.open_meeting(meeting_id=meeting.pk, by=tuyet, at=at)
    briefing_operations.write_minute(
        meeting_id=meeting.pk, text="Hội Liên hiệp Phụ nữ tỉnh tổ chức chăm lo Tết cho người nghèo", by=tuyet, at=at
    )
    closed = briefing_operations.close_meeting(meeting_id=meeting.pk, by=tuyet, at=at, linker=linker)
    for number in briefing_operations.sentences_left(closed):
        briefing_operations.decide_sentence(import_id=closed.pk, number=number, fate="none", by=tuyet)
    briefing_operations.confirm_meeting(meeting_id=meeting.pk, by=tuyet, at=at)

    assert drift() == []


def test_old_list_taken_in_and_back_keeps_the_index(everybody, take_in, tuyet, at):  # noqa: F811
    briefing = take_in(book([row(1, "Rà soát hộ nghèo"), row(2, "Tổ chức tập huấn", YOUTH)]))
    found = IndexEntry.objects.filter(kind="briefing.task").count(), drift()

    briefing_operations.revoke(briefing_id=briefing.pk, reason="Nhầm tệp", by=tuyet, at=at)

    assert found == (2, [])
    assert drift() == []
    assert not IndexEntry.objects.filter(kind="briefing.task").exists()


def test_body_that_is_made_changed_ended_and_goes_on_keeps_the_index(units_indexed, province, elders, keeper, at):  # noqa: F811
    def differs() -> bool:
        return any(operations.check(kinds=["registry.unit"]))

    def found_by_old_name() -> bool:
        successor = IndexEntry.objects.get(subject_id=province.front.pk)
        return "Hội Người cao tuổi" in successor.text

    founded = differs()
    bodies.end_body(
        unit_id=elders.pk, on=TODAY + dt.timedelta(days=30), successor_id=province.front.pk, by=keeper, at=at
    )
    ended = differs(), found_by_old_name()
    bodies.take_end_back(unit_id=elders.pk, by=keeper, at=at)

    assert (founded, ended) == (False, (False, True))
    assert (differs(), found_by_old_name()) == (False, False)


def test_cancelled_activity_leaves_the_index(everything, activity, lan, at):
    activities.cancel(activity_id=activity.pk, version=1, reason="Ghi trùng", by=lan, at=at)

    assert not IndexEntry.objects.filter(subject_id=activity.pk).exists()


def test_act_that_is_taken_back_takes_its_entry_back(told, lan, at):
    with transaction.atomic():
        activities.record(told=told, by=lan, at=at)
        transaction.set_rollback(True)

    assert not IndexEntry.objects.filter(kind="activities.activity").exists()


def test_check_finds_what_is_missing_stale_and_left_over_and_rebuild_mends_it(everything, tasks, at):
    IndexEntry.objects.filter(subject_id=tasks["congress"].pk).delete()
    IndexEntry.objects.filter(subject_id=tasks["storm"].pk).update(digest="x", title="khác")
    IndexEntry.objects.filter(subject_id=tasks["recite"].pk).update(subject_id="00000000-0000-7000-8000-000000000000")

    found = [one for one in operations.check() if one.kind == "briefing.task"]
    operations.rebuild(at=at)

    assert found == [Drift("briefing.task", rows=len(tasks), missing=2, stale=1, left_over=1)]
    assert [one for one in operations.check() if one] == []


def test_rebuild_tells_how_far_it_is(everything, at):
    told = []

    operations.rebuild(at=at, progress=lambda kind, rows: told.append((kind, rows)))

    assert ("briefing.task", 4) in told


def test_rebuild_forgets_kinds_that_no_room_offers_any_more(everything, at):
    IndexEntry.objects.filter(kind="briefing.meeting").update(kind="gone.kind")

    operations.rebuild(at=at)

    assert not IndexEntry.objects.filter(kind="gone.kind").exists()
    assert IndexEntry.objects.filter(kind="briefing.meeting").exists()


def test_release_that_indexes_otherwise_builds_the_index_anew(everything, at):
    first = operations.build_if_older(at=at)
    second = operations.build_if_older(at=at)
    IndexState.objects.update(form=0)

    assert (first, second, operations.build_if_older(at=at)) == (True, False, True)


def test_words_become_known_after_the_act_and_are_forgotten_with_their_last_row(everything, activity, lan, at):
    operations.rebuild(at=at)
    activities.cancel(activity_id=activity.pk, version=1, reason="Ghi trùng", by=lan, at=at)
    before = KnownWord.objects.filter(word="luat").exists()  # the hall of Thử Luật stands nowhere else

    operations.rebuild(at=at + dt.timedelta(days=1))

    assert before
    assert not KnownWord.objects.filter(word="luat").exists()


def test_words_of_what_was_indexed_lately_are_learnt(everything, at):
    operations.rebuild(at=at)
    KnownWord.objects.all().delete()

    operations.learn_words(at=at)

    assert KnownWord.objects.filter(word="luat").exists()


def test_kind_is_offered_once():
    own = Sources()
    source = Source("a.b", "", list, list, str, {})
    own.register(source)

    with pytest.raises(ValueError, match="already"):
        own.register(source)
    with pytest.raises(LookupError):
        own["c.d"]
