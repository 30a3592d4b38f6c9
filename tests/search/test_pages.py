"""The two pages: what is typed stays, nothing is executed, facets and pages stand in the address."""

import pytest
from lxml import html

from tests.briefing.conftest import close_again, open_to_all


def page(answer):
    return html.fromstring(answer.content.decode())


@pytest.fixture
def published(everything, tuyet, at):
    open_to_all(everything, by=tuyet, at=at)
    return everything


def test_signed_in_person_finds_and_opens_a_task(signed_in, hoa, everything, tasks, in_october):
    client = signed_in(hoa)

    shown = page(client.get("/find/", {"q": "dai hoi cap huyen"}))

    (link,) = [one for one in shown.xpath("//ol[contains(@class,'hits')]//a") if "/tasks/" in one.get("href")]
    assert [mark.text for mark in link.xpath("mark")] == ["đại hội cấp huyện"]
    assert client.get(link.get("href")).status_code == 200


def test_each_kind_of_hit_opens_for_whom_it_is_shown(
    signed_in, minh, quan, hoa, tuyet, everything, units_indexed, in_october
):
    asked = {
        tuyet: ("giao ban", "tuyên truyền", "quán triệt", "Hội"),
        quan: ("Lê Thị Hoa",),
        hoa: ("kế hoạch", "văn bản"),
    }
    kinds = set()

    for actor, words in asked.items():
        client = signed_in(actor)
        for typed in words:
            for line in page(client.get("/find/", {"q": typed})).xpath("//ol[contains(@class,'hits')]/li"):
                kinds.add(line.xpath("string(p[1])"))
                assert client.get(line.xpath("string(.//a/@href)")).status_code == 200
    assert len(kinds) >= 8


def test_visitor_is_sent_to_sign_in_and_finds_what_is_public(client, published):
    assert client.get("/find/", {"q": "quan triet"}).status_code == 302

    shown = page(client.get("/search/", {"q": "quan triet"}))

    links = shown.xpath("//ol[contains(@class,'hits')]//a/@href")
    assert links
    assert all(client.get(link).status_code == 200 for link in links)


def test_public_page_is_the_same_for_whoever_asks(client, signed_in, tuyet, published):
    alone = page(client.get("/search/", {"q": "hoi"})).xpath("//ol[contains(@class,'hits')]//a/@href")
    inside = page(signed_in(tuyet).get("/search/", {"q": "hoi"})).xpath("//ol[contains(@class,'hits')]//a/@href")

    assert alone == inside
    assert alone


def test_earlier_conclusion_stays_readable_and_one_withdrawn_does_not(client, published, tuyet, at):
    url = f"/conclusions/{published.pk}/"
    before = client.get(url)

    close_again(published, by=tuyet, at=at)

    assert published.title in before.content.decode()
    assert client.get(url).status_code == 404


def test_facet_in_the_address_narrows_and_its_link_takes_it_back(signed_in, tuyet, everything, in_october):
    client = signed_in(tuyet)
    shown = page(client.get("/find/", {"q": "hội"}))
    (choice,) = [one for one in shown.xpath("//aside//a") if "briefing.task" in one.get("href")]

    narrowed = page(client.get("/find/" + choice.get("href")))

    assert {line.xpath("string(p[1])") for line in narrowed.xpath("//ol[contains(@class,'hits')]/li")} == {"Nhiệm vụ"}
    (back,) = narrowed.xpath("//aside//a[@aria-current]/@href")
    assert "briefing.task" not in back


@pytest.mark.parametrize(
    "facets",
    [
        {"kind": "no.such"},
        {"year": "20x1"},
        {"year": "99999"},
        {"year": "٢٠٢١"},
        {"page": "-1"},
        {"page": "9" * 9},
        {"section": "x" * 99},
    ],
)
def test_nonsense_in_the_address_narrows_nothing(facets, signed_in, tuyet, everything, in_october):
    client = signed_in(tuyet)

    plain, strange = (page(client.get("/find/", {"q": "hội", **more})) for more in ({}, facets))

    assert [one.get("href") for one in plain.xpath("//ol//a")] == [one.get("href") for one in strange.xpath("//ol//a")]


@pytest.mark.parametrize("typed", ["x" * 10_000, "rà soát " * 1_000])
def test_endless_question_is_refused_in_a_sentence_and_stays_in_the_field(typed, client, db):
    answer = client.get("/search/", {"q": typed})

    assert answer.status_code == 422
    assert page(answer).xpath("//input[@id='id_q']/@value") == [typed]
    assert "Câu tìm dài tối đa 200 ký tự" in answer.content.decode()


def test_null_byte_is_refused_in_a_sentence(client, db):
    assert client.get("/search/", {"q": "a\x00b"}).status_code == 422


@pytest.mark.parametrize(
    "typed", ["%", "_", "'", "''--", "\\", "\u202eabc", "…", "&|!", "<->", "$$", "{}", "%s", "%(q)s"]
)
def test_signs_break_neither_page_nor_query(typed, client, db):
    assert client.get("/search/", {"q": typed}).status_code == 200


def test_what_was_typed_and_what_was_found_are_never_markup(signed_in, lan, told, changed, at, in_october):
    from giaoban.activities import operations

    operations.record(told=changed(topic="<script>alert(1)</script> rà soát <b>hộ</b>"), by=lan, at=at)
    client = signed_in(lan)

    shown = page(client.get("/find/", {"q": "rà soát script <img src=x>"}))
    hit = page(client.get("/find/", {"q": "rà soát"}))

    assert not shown.xpath("//img | //main//script")
    assert not hit.xpath("//main//script | //ol//b")
    assert "<script>alert(1)</script>" in hit.xpath("string(//ol)")


def test_where_nothing_fits_the_page_says_what_helps(signed_in, lan, everything, in_october):
    shown = page(signed_in(lan).get("/find/", {"q": "khủng long", "kind": "briefing.task"}))

    assert "Không tìm thấy kết quả" in shown.xpath("string(//main)")
    assert "23-QĐ/TW" in shown.xpath("string(//main)")
    assert shown.xpath("//main//a[contains(., 'mọi loại')]/@href") == ["?q=kh%E1%BB%A7ng+long"]


def test_field_stands_in_the_header_of_each_page_and_leads_to_the_own_search(client, signed_in, lan, in_october):
    visitor = page(client.get("/")).xpath("//header//form[@role='search']/@action")
    inside = page(signed_in(lan).get("/my-work/")).xpath("//header//form[@role='search']/@action")

    assert (visitor, inside) == (["/search/"], ["/find/"])


def test_tasks_of_an_act_are_opened_from_the_act(signed_in, tuyet, everything, tasks, in_october):
    client = signed_in(tuyet)
    (link,) = page(client.get("/find/", {"q": "23-QĐ/TW", "kind": "documents.act"})).xpath(
        "//ol[contains(@class,'hits')]//a/@href"
    )

    shown = page(client.get(link))

    assert [link for link in shown.xpath("//tbody//a/@href") if "/tasks/" in link] == [
        tasks["recite"].get_absolute_url()
    ]


def test_search_writes_nothing_down_of_what_was_looked_for(client, caplog, db):
    """What somebody looks for is nobody's business: the line of the log tells the path without the question."""
    client.get("/search/", {"q": "bí mật của tôi"})

    assert "bí mật" not in caplog.text
