"""The signed notice comes back: its text, number, day and signer lead on to the official version without typing again."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from giaoban.briefing import operations, papers, pointers, signed
from giaoban.briefing.models import TextImport
from giaoban.documents import operations as documents
from giaoban.documents.models import IssuedPaper
from giaoban.kernel.resolvers import Pointer

SIGNED_ON = dt.date(2021, 10, 27)


def send(client, path, **fields):
    return client.post(path, {"idempotency_key": str(uuid.uuid4()), **fields})


@pytest.fixture
def notice(briefing, tuyet, at) -> IssuedPaper:
    """Drafted from the briefing, submitted, and signed on paper as number 45."""
    content = papers.notice(briefing, actor=tuyet)
    about = Pointer(pointers.BRIEFING, briefing.pk)
    made = documents.draft_paper(unit_id=briefing.owner_id, content=content, about=about, by=tuyet, at=at)
    documents.submit_paper(paper_id=made.pk, seen=1, by=tuyet, at=at)
    return documents.record_signature(
        paper_id=made.pk, signed_on=SIGNED_ON, signer_name="Trần Hữu Nghĩa", signer_post="", number=45, by=tuyet, at=at
    )


def further(client, briefing, text) -> TextImport:
    answer = send(client, reverse("briefing:further-text", args=[briefing.pk]), text=text)
    assert answer.status_code == 302
    return TextImport.objects.get(amends=briefing)


def test_signed_notice_leads_on_to_the_comparison(signed_in, briefing, notice, tuyet):
    page = signed_in(tuyet).get(notice.get_absolute_url()).content.decode()

    assert "Đối chiếu với nhiệm vụ đã giao" in page
    assert reverse("briefing:further-text", args=[briefing.pk]) in page


def test_its_text_stands_in_the_form_already(signed_in, briefing, notice, tuyet):
    answer = signed_in(tuyet).get(reverse("briefing:further-text", args=[briefing.pk]))

    assert answer.context["form"]["text"].value() == signed.words(notice)
    assert notice.get_absolute_url() in answer.content.decode()


def test_a_notice_signed_as_it_was_drafted_differs_in_nothing(signed_in, briefing, notice, tuyet):
    found = further(signed_in(tuyet), briefing, signed.words(notice))

    assert list(found.differences.values_list("kind", "before", "after")) == []
    assert operations.sentences_left(found) == []


def test_a_bracket_that_somebody_changed_is_not_passed_over(signed_in, briefing, notice, tuyet):
    text = signed.words(notice).replace("(đến 31/10/2021)", "(đến 15/11/2021)")
    assert text != signed.words(notice)

    found = further(signed_in(tuyet), briefing, text)

    assert any("15/11/2021" in after for after in found.differences.values_list("after", flat=True))


def test_a_changed_bracket_that_only_repeats_its_sentence_is_no_task(signed_in, briefing, notice, tuyet):
    text = signed.words(notice).replace("trong tháng 10/2021. (Thời hạn: trong tháng 10/2021 (đến 31/10/2021).)", "{}")
    text = text.format("trước ngày 15/11/2021. (Thời hạn: trước ngày 15/11/2021 (đến 14/11/2021).)")

    found = further(signed_in(tuyet), briefing, text)

    assert {row.kind for row in found.differences.all()} == {"words", "due"}


def test_a_bracket_of_another_task_is_not_passed_over(signed_in, briefing, notice, tuyet):
    text = signed.words(notice).replace(
        "trong mùa mưa bão.", "trong mùa mưa bão. (Thời hạn: trong tháng 10/2021 (đến 31/10/2021).)"
    )

    found = further(signed_in(tuyet), briefing, text)

    assert any("31/10/2021" in after for after in found.differences.values_list("after", flat=True))


def test_number_day_and_signer_are_not_typed_again(signed_in, briefing, notice, tuyet):
    client = signed_in(tuyet)
    found = further(client, briefing, signed.words(notice))

    form = client.get(reverse("briefing:import-adopt", args=[found.pk])).context["form"]

    assert {name: form[name].value() for name in form.fields} == {
        "number": "45-TB/TU",
        "issued_on": SIGNED_ON,
        "signer": "Trần Hữu Nghĩa",
    }


def test_under_comparison_the_paper_leads_to_it_and_then_to_the_conclusion(signed_in, briefing, notice, tuyet):
    client = signed_in(tuyet)
    found = further(client, briefing, signed.words(notice))
    assert signed.onward(notice, tuyet).url == reverse("briefing:import", args=[found.pk])

    send(
        client,
        reverse("briefing:import-adopt", args=[found.pk]),
        number="45-TB/TU",
        issued_on="27/10/2021",
        signer="Trần Hữu Nghĩa",
    )

    briefing.refresh_from_db()
    assert briefing.version == 2
    onward = signed.onward(notice, tuyet)
    assert (onward.url, onward.is_main) == (briefing.get_absolute_url(), False)
    assert signed.to_compare(briefing) is None


@pytest.mark.parametrize("who", ["hoa", "minh", "phuc", "stranger"])
def test_only_who_may_take_the_text_over_is_led_there(who, request, notice):
    assert signed.onward(notice, request.getfixturevalue(who)) is None


def test_an_unsigned_notice_leads_nowhere(briefing, tuyet, at):
    made = documents.draft_paper(
        unit_id=briefing.owner_id,
        content=papers.notice(briefing, actor=tuyet),
        about=Pointer(pointers.BRIEFING, briefing.pk),
        by=tuyet,
        at=at,
    )

    assert signed.onward(made, tuyet) is None


def test_spans_are_laid_together():
    assert signed.merged([(5, 9), (0, 2), (8, 12), (2, 3)]) == [(0, 3), (5, 12)]
