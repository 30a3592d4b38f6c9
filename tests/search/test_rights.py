"""Nobody finds, counts or guesses what they may not see, and everybody finds what they may: held for every source."""

import pytest

from giaoban.briefing import operations as briefing_operations
from giaoban.documents import operations as documents
from giaoban.kernel.search import sources
from giaoban.registry.actor import Actor
from giaoban.search import queries
from giaoban.search.models import IndexEntry
from giaoban.search.queries import Wanted
from tests.briefing.conftest import close_again, open_to_all
from tests.cast import TODAY

each = pytest.mark.parametrize("kind", [source.kind for source in sources])


def opened(actor: Actor, kind: str) -> set:
    return set(IndexEntry.objects.visible_to(actor).filter(kind=kind).values_list("subject_id", flat=True))


def seen(actor: Actor, kind: str) -> set:
    source = sources[kind]
    return set(source.visible(source.rows(), actor).order_by("pk").values_list("pk", flat=True))


@each
def test_index_opens_what_the_rooms_show_and_nothing_else(kind, everybody, everything, units_indexed):
    nobody = Actor(everybody[0].user, None, TODAY)

    found = {actor.user.username: (opened(actor, kind), seen(actor, kind)) for actor in everybody}

    assert all(index == rooms for index, rooms in found.values())
    assert any(rooms for _index, rooms in found.values())
    assert opened(nobody, kind) == set()


@each
def test_somebody_sees_rows_of_the_kind_that_another_does_not(kind, everybody, everything, units_indexed):
    """So that the agreement is not one over everything."""
    sights = {frozenset(seen(actor, kind)) for actor in everybody}

    assert len(sights) > 1


@each
def test_each_row_that_one_sees_is_found_by_the_words_of_its_title(
    kind, minh, quan, hoa, tuyet, van, dung, tam, everything, units_indexed
):
    who = {"registry.user": quan, "documents.paper": hoa, "briefing.textimport": tuyet}
    actor = {**who, "news.article": van, "news.schedule": van, "voices.poll": dung, "voices.publication": tam}.get(
        kind, minh
    )
    entries = IndexEntry.objects.filter(kind=kind, subject_id__in=seen(actor, kind)).order_by("pk")

    for entry in entries[:5]:
        found = queries.for_actor(actor, Wanted(" ".join(entry.title.split()[:12])))
        assert found.total >= 1
        assert sources[kind].url(entry.page_id) in {hit.url for hit in found.hits}
    assert entries


def test_stranger_finds_counts_and_is_offered_nothing(stranger, everything, units_indexed):
    for typed in ("rà soát", "23-QĐ/TW", "hội", "giao ban", "Nguyễn Thị Lan", "tuyên truyền"):
        found = queries.for_actor(stranger, Wanted(typed))

        assert [found.total, *found.hits, *found.kinds, *found.sections, *found.years] == [0]


def test_mistyped_word_leads_nowhere_for_whom_it_has_no_rows(stranger, minh, everything, at):
    from giaoban.search import operations

    operations.rebuild(at=at)

    assert queries.for_actor(minh, Wanted("quán triẹtt")).is_forgiving
    assert not queries.for_actor(stranger, Wanted("quán triẹtt")).is_forgiving


def test_body_with_a_line_finds_its_task_and_not_the_others(hoa, tasks, everything):
    mine = queries.for_actor(hoa, Wanted("đại hội cấp huyện", kind="briefing.task"))
    theirs = queries.for_actor(hoa, Wanted("mưa bão", kind="briefing.task"))

    assert [hit.url for hit in mine.hits] == [tasks["congress"].get_absolute_url()]
    assert theirs.total == 0
    assert {choice.value for choice in theirs.kinds} <= {"briefing.sentence", "briefing.task"}


def test_passing_a_task_down_opens_it_to_who_got_it(province, hoa, tasks, everything, at):
    from tests.cast import make_actor

    below = make_actor("huyen", "Trần Thị Huyền", "clerk", province.women_district)
    line = tasks["congress"].lines.get(unit=province.women)
    before = queries.for_actor(below, Wanted("đại hội cấp huyện")).total

    briefing_operations.pass_down(line_id=line.pk, unit_ids=[province.women_district.pk], by=hoa, at=at)

    assert before == 0
    assert queries.for_actor(below, Wanted("đại hội cấp huyện", kind="briefing.task")).total == 1


def test_paper_is_found_by_its_body_alone_until_it_is_signed(hoa, phuc, draft, at):
    typed = Wanted(draft.subject)
    before = queries.for_actor(hoa, typed).total, queries.for_actor(phuc, typed).total

    documents.submit_paper(paper_id=draft.pk, seen=1, by=hoa, at=at)
    documents.record_signature(
        paper_id=draft.pk, signed_on=hoa.on, signer_name="Trần Thị Mận", signer_post="Chủ tịch", by=hoa, at=at
    )

    assert before == (1, 0)
    assert (queries.for_actor(hoa, typed).total, queries.for_actor(phuc, typed).total) == (1, 1)


def test_page_never_shows_what_the_rooms_hide_though_the_index_says_otherwise(stranger, everything, caplog):
    """The last look is the rooms' own: an index that tells too much is a fault, and is told in the log."""
    IndexEntry.objects.filter(kind="briefing.task").update(units=[stranger.unit_id])

    found = queries.for_actor(stranger, Wanted("mưa bão"))

    assert list(found.hits) == []
    assert "may not see" in caplog.text


def test_everybody_finds_what_was_published_and_only_that(everything, tuyet, at):
    before = queries.for_everybody(Wanted("quán triệt"), on=TODAY)

    open_to_all(everything, by=tuyet, at=at)

    after = queries.for_everybody(Wanted("quán triệt"), on=TODAY)
    assert before.total == 0
    assert after.total > 0
    assert {entry.kind for entry in IndexEntry.objects.open_to_all()} == {
        "briefing.briefing", "briefing.sentence", "briefing.task", "documents.library", "voices.poll", "voices.publication",
    }  # fmt: skip


def test_what_is_withdrawn_or_revoked_leaves_in_the_same_transaction(everything, tuyet, minh, at):
    open_to_all(everything, by=tuyet, at=at)

    close_again(everything, by=tuyet, at=at)
    withdrawn = queries.for_everybody(Wanted("quán triệt"), on=TODAY).total
    briefing_operations.revoke(briefing_id=everything.pk, reason="Nhầm văn bản", by=tuyet, at=at)

    assert withdrawn == 0
    assert {hit.kind for hit in queries.for_actor(minh, Wanted("quán triệt")).hits} == set()
