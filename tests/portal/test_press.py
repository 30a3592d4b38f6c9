"""One click on a confirmed briefing makes a draft article with its facts filled in."""

import uuid

import pytest

from giaoban.news.models import Article, Section


@pytest.fixture
def section(db) -> Section:
    return Section.objects.create(code="hoat-dong", name_vi="Hoạt động", name_en="Activities", place=1)


def post(client, briefing):
    return client.post(f"/briefings/{briefing.pk}/article/", {"idempotency_key": str(uuid.uuid4())})


def test_draft_tells_the_facts_of_the_briefing(briefing, section, signed_in, van):
    answer = post(signed_in(van), briefing)

    article = Article.objects.get()
    revision = article.revisions.get()
    assert answer["Location"] == f"/publishing/articles/{article.pk}/edit/"
    assert (article.status, article.about.kind, article.about.id) == ("draft", "briefing.briefing", briefing.pk)
    assert f"{briefing.held_on:%d/%m/%Y}" in revision.body
    for task in briefing.tasks.all():
        assert task.text.split()[0] in revision.body
    assert revision.author == "Đặng Thanh Vân"


def test_button_stands_on_the_briefing_for_editors_alone(briefing, section, signed_in, van, tuyet):
    address = f"/briefings/{briefing.pk}/article/"

    assert address in signed_in(van).get(briefing.get_absolute_url()).content.decode()
    assert address not in signed_in(tuyet).get(briefing.get_absolute_url()).content.decode()


def test_two_clicks_of_one_form_make_one_draft(briefing, section, signed_in, van):
    key = {"idempotency_key": str(uuid.uuid4())}

    for _click in range(2):
        signed_in(van).post(f"/briefings/{briefing.pk}/article/", key)

    assert Article.objects.count() == 1


def test_briefing_that_one_may_not_see_gives_no_draft(briefing, section, signed_in, stranger, province):
    from tests.cast import make_actor

    other = make_actor("la", "Người Viết Ở Xa", "editor", province.party_elsewhere)

    assert post(signed_in(other), briefing).status_code == 404
    assert post(signed_in(stranger), briefing).status_code == 403
    assert not Article.objects.exists()


def test_without_a_section_one_is_told_to_open_one(briefing, signed_in, van):
    answer = post(signed_in(van), briefing)

    assert answer["Location"] == briefing.get_absolute_url()
    assert not Article.objects.exists()
