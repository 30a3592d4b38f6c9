"""The secretary's day through the pages: series → meeting → minutes → review → briefing → the signed notice."""

import datetime as dt
import uuid

import pytest
from django.utils.text import capfirst

from giaoban.briefing import operations
from giaoban.briefing.models import Briefing, Meeting, PaperReading, Series
from tests.briefing.conftest import downloaded
from tests.briefing.test_official_text import OFFICIAL

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def post(client, url, **fields):
    return client.post(url, {"idempotency_key": str(uuid.uuid4()), **fields})


@pytest.fixture
def series(province, tuyet, at) -> Series:
    return operations.make_series(
        name="Giao ban quý",
        owner=province.party,
        agenda=["Báo cáo"],
        invited=[(province.women, "Lãnh đạo Hội")],
        by=tuyet,
        at=at,
    )


@pytest.fixture
def meeting(series, briefing, tuyet, at) -> Meeting:
    Briefing.objects.filter(pk=briefing.pk).update(series=series)
    return operations.prepare_meeting(
        series=series,
        held_on=dt.date(2022, 1, 12),
        reviewed="2021",
        planned="2022-Q1",
        place="Hội trường",
        chair="Trần Hữu Nghĩa, Phó Bí thư",
        by=tuyet,
        at=at,
    )


def test_from_a_series_to_a_confirmed_briefing(signed_in, tuyet, province):
    client = signed_in(tuyet)
    made = post(
        client,
        "/meetings/series/new/",
        name="Giao ban quý",
        agenda="Báo cáo\nThảo luận",
        invited=[str(province.women.pk)],
    )
    series = Series.objects.get()
    assert (made.status_code, series.owner) == (302, province.party)

    made = post(
        client,
        made["Location"],
        held_on="12/01/2022",
        place="Hội trường",
        chair="Trần Hữu Nghĩa, Phó Bí thư",
        reviewed="năm 2021",
        planned="quý I/2022",
    )
    meeting = Meeting.objects.get()
    assert made["Location"] == meeting.get_absolute_url()
    assert (meeting.reviewed, meeting.planned, meeting.agenda.count()) == ("2021", "2022-Q1", 2)

    post(client, f"/meetings/{meeting.pk}/step/open/")
    post(
        client,
        f"/meetings/{meeting.pk}/minutes/",
        text="Yêu cầu Hội Liên hiệp Phụ nữ tỉnh tổng kết năm trước ngày 31/01/2022",
    )
    closed = post(client, f"/meetings/{meeting.pk}/close/")
    review = client.get(closed["Location"])
    assert "tổng kết năm" in review.content.decode()

    confirmed = post(client, closed["Location"] + "confirm/")
    briefing = Briefing.objects.get()
    assert confirmed["Location"] == briefing.get_absolute_url()
    assert (briefing.series, briefing.tasks.get().lines.get().unit) == (series, province.women)


def test_the_page_shows_what_is_left_open(signed_in, tuyet, meeting, briefing):
    page = signed_in(tuyet).get(meeting.get_absolute_url()).content.decode()

    for task in briefing.tasks.all():
        assert capfirst(task.text[:40]) in page


@pytest.mark.parametrize("extra", [0, 4])
def test_the_page_takes_a_constant_number_of_queries(signed_in, tuyet, meeting, extra, at, django_assert_num_queries):
    for number in range(extra):
        operations.add_agenda_item(meeting_id=meeting.pk, title=f"Việc {number}", by=tuyet, at=at)
    client = signed_in(tuyet)
    client.get(meeting.get_absolute_url())

    with django_assert_num_queries(QUERIES):
        client.get(meeting.get_absolute_url())


QUERIES = 17


def test_an_invited_body_answers_and_opens_the_paper(signed_in, hoa, tuyet, meeting, client):
    sender = signed_in(tuyet)
    from django.core.files.uploadedfile import SimpleUploadedFile

    post(sender, f"/meetings/{meeting.pk}/papers/", title="Báo cáo năm", file=SimpleUploadedFile("bc.pdf", PDF))
    paper = meeting.papers.get()

    reader = signed_in(hoa)
    assert "Báo cáo năm" in reader.get(meeting.get_absolute_url()).content.decode()
    answer = post(reader, f"/meetings/papers/{paper.pk}/")
    again = post(reader, f"/meetings/papers/{paper.pk}/")
    assert downloaded(answer) == downloaded(again) == PDF
    assert PaperReading.objects.get().reader == hoa.user

    invitation = meeting.invitations.get()
    refused = post(reader, f"/meetings/invitations/{invitation.pk}/", answer="substitute")
    assert (
        "Say who comes instead" in refused.content.decode()
        or "Ghi rõ" in refused.content.decode()
        or refused.status_code == 200
    )
    post(reader, f"/meetings/invitations/{invitation.pk}/", answer="substitute", substitute="Lê Thị Na")
    invitation.refresh_from_db()
    assert invitation.substitute == "Lê Thị Na"


@pytest.mark.parametrize("who", ["stranger", "lan"])
def test_strangers_find_no_meeting(who, request, signed_in, meeting):
    client = signed_in(request.getfixturevalue(who))

    assert client.get(meeting.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("path", ["agenda", "papers", "attendance", "minutes", "close", "step/open"])
def test_an_invited_officer_does_not_run_the_meeting(path, signed_in, hoa, meeting):
    answer = post(signed_in(hoa), f"/meetings/{meeting.pk}/{path}/", title="x", text="x")

    assert answer.status_code == 403


def test_the_signed_notice_is_compared_decided_and_adopted(signed_in, tuyet, briefing, tasks):
    client = signed_in(tuyet)
    made = post(client, f"/briefings/{briefing.pk}/further-text/", text=OFFICIAL)
    page = client.get(made["Location"]).content.decode()
    assert 'id="differences"' in page
    amendment = briefing.amendments.get()

    adopt = f"/imports/{amendment.pk}/adopt/"
    early = post(client, adopt, number="45-TB/TU", issued_on="29/10/2021", signer="Trần Hữu Nghĩa")
    assert early["Location"].startswith(f"/imports/{amendment.pk}/")
    for row in amendment.differences.all():
        post(client, f"/differences/{row.pk}/", choice="take", reason="Theo văn bản ký")
    for number in operations.sentences_left(amendment):
        post(client, f"/imports/{amendment.pk}/sentences/{number}/", fate="none")
    done = post(client, adopt, number="45-TB/TU", issued_on="29/10/2021", signer="Trần Hữu Nghĩa")

    briefing.refresh_from_db()
    assert (done["Location"], briefing.version) == (briefing.get_absolute_url(), 2)
    assert client.get(briefing.get_absolute_url()).status_code == 200


def test_a_notice_of_another_day_is_refused_beside_the_field(signed_in, tuyet, briefing):
    answer = post(
        signed_in(tuyet), f"/briefings/{briefing.pk}/further-text/", text=OFFICIAL.replace("13/10/2021", "14/01/2022")
    )

    assert "14/01/2022" in answer.content.decode()
    assert not briefing.amendments.exists()
