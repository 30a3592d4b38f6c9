"""Sentences of a conclusion are closed until a named person opens them, one by one, citing who permitted it."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from giaoban.briefing import operations, published
from giaoban.briefing.enums import Choice, Fate, Outcome, Verdict
from giaoban.briefing.models import Briefing, Sentence, SentencePublication, Task
from giaoban.briefing.operations import Permitted
from giaoban.kernel.publication import addresses
from giaoban.registry.models import Event
from giaoban.search import queries as search
from giaoban.search.queries import Wanted
from tests.briefing.conftest import TEXT, close_again, open_to_all
from tests.briefing.pages import error_beside, said, send, tree, words
from tests.cast import TODAY

PERMITTED = Permitted("Thường trực Tỉnh ủy", "12-TB/TU", dt.date(2021, 10, 20))
SECRET, OPEN = "mưa bão", "đại hội cấp huyện"


@pytest.fixture
def congress(tasks) -> Sentence:
    """The sentence of one task, among those of others."""
    return tasks["congress"].sentence


@pytest.fixture
def one_open(briefing, congress, tuyet, at) -> Briefing:
    open_to_all(briefing, sentences=[congress], by=tuyet, at=at)
    return briefing


def reads(client) -> str:
    """Everything that anybody reads: every registered address, the map of the site and what search finds."""
    pages = [client.get(one) for one in (*addresses.all(), "/sitemap.xml")]
    hits = search.for_everybody(Wanted("mưa bão"), on=TODAY).hits
    return "".join(page.content.decode() for page in pages if not page.streaming) + "".join(hit.url for hit in hits)


# --- The act ----------------------------------------------------------------------------------------------------------


def test_nothing_is_public_of_a_conclusion_that_was_just_confirmed(briefing, client):
    assert not Briefing.objects.published().exists()
    assert not Task.objects.published().exists()
    assert client.get(f"/conclusions/{briefing.pk}/").status_code == 404


def test_one_sentence_opens_itself_and_its_tasks_alone(one_open, tasks, congress):
    assert list(Briefing.objects.published()) == [one_open]
    assert list(Task.objects.published()) == [tasks["congress"]]
    (row,) = SentencePublication.objects.all()
    assert (row.sentence, row.permitted_by, row.paper_number) == (congress, "Thường trực Tỉnh ủy", "12-TB/TU")


def test_each_act_is_an_event_with_who_permitted_it(one_open, congress, tuyet, at):
    close_again(one_open, sentences=[congress], by=tuyet, at=at, reason="Nhầm câu")

    opened, closed = Event.objects.filter(type__startswith="briefing.sentences").order_by("seq")
    assert opened.data["numbers"] == closed.data["numbers"] == str(congress.number)
    assert (opened.data["permitted_by"], opened.data["paper"]) == ("Thường trực Tỉnh ủy", "12-TB/TU (20/10/2021)")
    assert closed.data["reason"] == "Nhầm câu"


def test_sentence_that_is_open_keeps_the_permission_it_had(one_open, tuyet, at):
    operations.publish_sentences(
        briefing_id=one_open.pk,
        sentence_ids=[one.pk for one in published.publishable(one_open)],
        permitted=Permitted("Chủ trì hội nghị", "15-TB/TU", TODAY),
        by=tuyet,
        at=at,
    )

    counts = {one.number: one.count for one in published.grounds(list(published.published_in(one_open)))}
    assert counts == {"12-TB/TU": 1, "15-TB/TU": published.sentence_count(one_open) - 1}


@pytest.mark.parametrize(
    ("permitted", "refusal"),
    [
        (Permitted("  ", "12-TB/TU", TODAY), operations.NotPermitted),
        (Permitted("Thường trực", " ", TODAY), operations.NotPermitted),
        (Permitted("Thường trực", "12-TB/TU", TODAY + dt.timedelta(days=1)), operations.NotPermitted),
    ],
)
def test_without_a_whole_permission_nothing_opens(briefing, congress, tuyet, at, permitted, refusal):
    with pytest.raises(refusal):
        operations.publish_sentences(
            briefing_id=briefing.pk, sentence_ids=[congress.pk], permitted=permitted, by=tuyet, at=at
        )

    assert not SentencePublication.objects.exists()


def test_nothing_chosen_and_nothing_new_is_refused(one_open, congress, tuyet, at):
    for chosen in ([], [congress]):
        with pytest.raises(operations.NothingChosen):
            open_to_all(one_open, sentences=chosen, by=tuyet, at=at)


def test_sentence_of_another_text_is_refused(briefing, confirm, tuyet, linker, at, congress):
    other_text = TEXT.replace("13/10/2021", "14/10/2021")
    (found,) = operations.import_text(text=other_text, kind="pasted", by=tuyet, at=at, linker=linker)
    other = confirm(found)

    with pytest.raises(operations.NotInTheText):
        open_to_all(other, sentences=[congress], by=tuyet, at=at)


@pytest.mark.parametrize("who", ["hoa", "lan", "minh", "phuc", "quan", "stranger", "khoa"])
def test_only_who_holds_the_permission_opens_and_closes(who, request, one_open, congress, at):
    actor = request.getfixturevalue(who)

    with pytest.raises(PermissionDenied):
        open_to_all(one_open, by=actor, at=at)
    with pytest.raises(PermissionDenied):
        close_again(one_open, sentences=[congress], by=actor, at=at)


def test_closing_needs_a_reason_and_keeps_what_was(one_open, congress, tuyet, at):
    with pytest.raises(operations.NoReason):
        close_again(one_open, sentences=[congress], by=tuyet, at=at, reason=" ")

    close_again(one_open, sentences=[congress], by=tuyet, at=at, reason="Nhầm câu")

    (row,) = SentencePublication.objects.all()
    assert (row.withdrawn_by, row.withdrawn_reason) == (tuyet.user, "Nhầm câu")
    assert not Briefing.objects.published().exists()
    with pytest.raises(operations.NothingChosen):
        close_again(one_open, sentences=[congress], by=tuyet, at=at)


def test_database_holds_no_publication_without_a_permission(one_open):
    with pytest.raises(IntegrityError, match="names_its_permission"), transaction.atomic():
        SentencePublication.objects.update(permitted_by="")


def test_revoked_conclusion_is_nobodys(one_open, tuyet, at):
    operations.revoke(briefing_id=one_open.pk, reason="Nhầm văn bản", by=tuyet, at=at)

    assert not Task.objects.published().exists()
    assert not Briefing.objects.published().exists()


def test_further_text_keeps_open_what_it_says_again_and_closes_the_rest(briefing, tasks, tuyet, linker, at):
    open_to_all(briefing, by=tuyet, at=at)
    text = TEXT.replace("trong tháng 10/2021", "trong tháng 11/2021")
    found = operations.import_further_text(
        briefing_id=briefing.pk, text=text, kind="pasted", by=tuyet, at=at, linker=linker
    )
    for number in operations.sentences_left(found):
        operations.decide_sentence(import_id=found.pk, number=number, fate=Fate.NONE, by=tuyet, at=at)
    for row in found.differences.all():
        operations.decide_difference(difference_id=row.pk, choice=Choice.TAKE, by=tuyet, at=at, reason="Theo bản ký")
    operations.adopt(
        import_id=found.pk, by=tuyet, at=at, number="30-TB/TU", issued_on=dt.date(2021, 10, 25), signer="Trần Hữu Nghĩa"
    )

    open_now = {one.text for one in Task.objects.published()}
    assert not [one for one in open_now if OPEN in one]
    assert [one for one in open_now if SECRET in one]
    (closed,) = SentencePublication.objects.exclude(withdrawn_at=None)
    assert closed.withdrawn_reason == "Văn bản đang có hiệu lực không còn nói đúng những lời này."


# --- What everybody reads ---------------------------------------------------------------------------------------------


def test_no_word_of_a_closed_sentence_stands_anywhere(one_open, client):
    everything = reads(client)

    assert OPEN in everything
    assert SECRET not in everything
    assert "rà soát" not in everything


def test_page_says_how_much_is_public_and_on_whose_word(one_open, client):
    page = said(client.get(f"/conclusions/{one_open.pk}/"))

    assert f"1 trên {published.sentence_count(one_open)} câu được công khai" in page
    assert "Thường trực Tỉnh ủy cho phép, 12-TB/TU ngày 20/10/2021" in page


def test_closed_sentence_disappears_from_every_page_and_from_search(briefing, tasks, client, tuyet, at):
    open_to_all(briefing, by=tuyet, at=at)
    before = reads(client)

    close_again(briefing, sentences=[tasks["storm"].sentence], by=tuyet, at=at)

    after = reads(client)
    assert (SECRET in before, SECRET in after) == (True, False)
    assert f"/results/{tasks['storm'].pk}/" not in after
    assert client.get(f"/results/{tasks['storm'].pk}/").status_code == 404
    assert client.get(f"/results/{tasks['congress'].pk}/").status_code == 200
    assert addresses.takes_away("briefing.sentences_withdrawn")


@pytest.mark.parametrize(("is_restricted", "told"), [(False, True), (True, False)])
def test_accepted_result_is_told_unless_its_body_closed_it(
    one_open, tasks, client, hoa, tuyet, at, is_restricted, told
):
    line = tasks["congress"].lines.get()
    made = operations.report(
        line_id=line.pk, outcome=Outcome.DONE, text="Hai huyện đã xong.", is_restricted=is_restricted, by=hoa, at=at
    )
    operations.decide(line_id=line.pk, report_id=made.pk, verdict=Verdict.ACCEPT, by=tuyet, at=at)

    page = said(client.get(f"/results/{tasks['congress'].pk}/"))

    assert ("Hai huyện đã xong." in page) is told
    assert "Đã nghiệm thu" in page


# --- The screens of the office ----------------------------------------------------------------------------------------


def test_office_opens_a_sentence_citing_the_permission(signed_in, tuyet, briefing, congress, at):
    client, url = signed_in(tuyet), f"{briefing.get_absolute_url()}publish/"
    told = {"permitted_by": "Thường trực Tỉnh ủy", "paper_number": "12-TB/TU", "paper_on": "20/10/2021"}

    assert "Hãy chọn ít nhất một câu." in said(send(client, url, **told))
    half = send(client, url, sentences=str(congress.pk), permitted_by="Thường trực Tỉnh ủy")
    assert error_beside(half, "paper_number") == "Hãy điền mục này."
    assert tree(half).xpath("//input[@name='sentences'][@checked]/@value") == [str(congress.pk)]
    send(client, url, sentences=str(congress.pk), **told)

    assert "1 trên" in words(tree(client.get(url)).xpath("//p[@class='answer-line']")[0])
    assert "1 câu được công khai" in said(client.get(briefing.get_absolute_url()))


def test_office_closes_a_sentence_from_the_list(signed_in, tuyet, one_open, congress):
    client, url = signed_in(tuyet), f"{one_open.get_absolute_url()}publish/"
    (door,) = tree(client.get(url)).xpath("//ol//a[contains(@href, '/withdraw/')]/@href")
    page = tree(client.get(door))
    assert page.xpath("//input[@name='sentences'][@checked]/@value") == [str(congress.pk)]

    assert error_beside(send(client, door, sentences=str(congress.pk)), "reason") == "Hãy điền mục này."
    send(client, door, sentences=str(congress.pk), reason="Nhầm câu")

    assert not Briefing.objects.published().exists()


def test_sentence_opened_by_somebody_meanwhile_is_told_and_changes_nothing(signed_in, tuyet, one_open, congress):
    client, url = signed_in(tuyet), f"{one_open.get_absolute_url()}publish/"

    page = send(
        client, url, sentences=str(congress.pk), permitted_by="X", paper_number="1-TB/TU", paper_on="20/10/2021"
    )

    assert "đã thay đổi" in said(page)
    assert SentencePublication.objects.get().permitted_by == "Thường trực Tỉnh ủy"
