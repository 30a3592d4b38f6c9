"""What programs read: feeds, the map of the site, data in the page, and addresses of an earlier portal."""

import json
import re
import xml.etree.ElementTree as ET

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from giaoban.kernel.publication import addresses
from giaoban.news import operations, queries
from giaoban.news.models import Article, OldAddress
from tests.news.conftest import hours

pytestmark = pytest.mark.usefixtures("the_day_after")
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def tree(path: str) -> ET.Element:
    answer = Client().get(path)
    assert answer.status_code == 200
    return ET.fromstring(answer.content)


@pytest.mark.parametrize("path", ["/news/feed.rss", "/news/section/hoat-dong/feed.rss"])
def test_rss_tells_what_is_published_and_nothing_else(article, published, written, section, van, at, path):
    published(article)
    operations.draft(told=written, section=section, by=van, at=at)

    items = tree(path).findall("./channel/item")

    assert [item.findtext("title") for item in items] == ["Mặt trận tỉnh bàn việc chăm lo người nghèo"]
    assert items[0].findtext("link").endswith(Article.objects.get(pk=article.pk).get_absolute_url())
    assert items[0].findtext("guid") == f"urn:uuid:{article.pk}"


@pytest.mark.parametrize("path", ["/news/feed.atom", "/news/section/hoat-dong/feed.atom"])
def test_atom_has_stable_ids_and_moments(article, published, path):
    published(article)

    (entry,) = tree(path).findall(f"{ATOM}entry")

    assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{article.pk}"
    assert entry.findtext(f"{ATOM}published") == "2021-10-28T02:30:00+00:00"


def test_feed_of_nothing_stays_the_same(section):
    assert Client().get("/news/feed.atom").content == Client().get("/news/feed.atom").content


def test_map_leads_to_every_article(article, published):
    published(article)
    (part,) = (place.text for place in tree("/sitemap.xml").iter(f"{MAP}loc"))

    places = [
        place.text.removeprefix("http://testserver")
        for place in tree(part.removeprefix("http://testserver")).iter(f"{MAP}loc")
    ]

    assert Article.objects.get().get_absolute_url() in places
    assert "/news/" in places
    assert Client().get("/sitemap-2.xml").status_code == 404


def test_snapshot_of_the_site_holds_every_public_address_of_the_news(article, published):
    published(article)
    told = set(addresses.all())

    for path in (
        "/news/",
        "/news/section/hoat-dong/",
        Article.objects.get().get_absolute_url(),
        "/news/feed.rss",
        "/robots.txt",
        "/sitemap.xml",
        "/sitemap-1.xml",
    ):
        assert path in told


def test_machines_are_told_where_the_map_is():
    answer = Client().get("/robots.txt")

    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Sitemap: http://testserver/sitemap.xml" in answer.content.decode().splitlines()


def test_what_search_engines_read_says_what_people_read(article, published):
    published(article)

    page = Client().get(Article.objects.get().get_absolute_url()).content.decode()

    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    data = json.loads(block)
    assert (data["@type"], data["headline"]) == ("NewsArticle", "Mặt trận tỉnh bàn việc chăm lo người nghèo")
    assert data["datePublished"] == "2021-10-28T09:30:00+07:00"
    assert data["author"] == {"@type": "Person", "name": "Thanh Vân"}
    assert '<meta property="og:title" content="Mặt trận tỉnh bàn việc chăm lo người nghèo">' in page
    assert f'<link rel="canonical" href="{data["mainEntityOfPage"]}">' in page


def test_readers_page_loads_no_htmx(article, published):
    published(article)

    page = Client().get(Article.objects.get().get_absolute_url()).content.decode()

    assert "htmx" not in page


# --- Old addresses ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", ["/tin-tuc/bai-cu.html", "/tin-tuc/bai-cu.html/", "/tin%2Dtuc/bai-cu.html"])
def test_old_address_leads_to_the_article(article, published, khoa, at, asked):
    published(article)
    operations.lead_on(path="/tin-tuc/bai-cu.html", article=article, by=khoa, at=at)

    answer = Client().get(asked)

    assert (answer.status_code, answer["Location"]) == (301, Article.objects.get().get_absolute_url())


def test_old_address_with_a_query_is_another_one(article, published, khoa, at):
    published(article)
    operations.lead_on(path="/Default.aspx?tabid=12&ID=456", article=article, by=khoa, at=at)

    assert Client().get("/Default.aspx?tabid=12&ID=456").status_code == 301
    assert Client().get("/Default.aspx?tabid=12&ID=457").status_code == 404


def test_withdrawn_article_says_so_at_its_old_address_too(article, published, khoa, at):
    published(article)
    operations.lead_on(path="/cu", article=article, by=khoa, at=at)
    operations.withdraw(article_id=article.pk, reason="Nhầm", by=khoa, at=at)

    assert Client().get("/cu", follow=True).status_code == 410


@pytest.mark.parametrize("path", ["/news/", "/news", "/sign-in/", "/", "/news/section/x/"])
def test_address_of_a_page_of_ours_is_no_old_one(article, khoa, at, path):
    with pytest.raises(operations.AlreadyTaken):
        operations.lead_on(path=path, article=article, by=khoa, at=at)


def test_old_address_leads_to_one_place(article, khoa, at):
    operations.lead_on(path="/cu", article=article, by=khoa, at=at)

    with pytest.raises(operations.AlreadyTaken):
        operations.lead_on(path="/cu/", target="/news/", by=khoa, at=at)


def test_circle_is_refused(khoa, at):
    operations.lead_on(path="/a", target="/b", by=khoa, at=at)
    operations.lead_on(path="/b", target="/c", by=khoa, at=at)

    for target in ("/a", "/c"):
        with pytest.raises(operations.LeadsInACircle):
            operations.lead_on(path="/c", target=target, by=khoa, at=at)


def test_circle_that_was_made_past_the_operation_ends(khoa, at):
    for path, target in (("/a", "/b"), ("/b", "/a")):
        OldAddress.objects.create(path=path, target=target, made_at=at, made_by=khoa.user)

    assert queries.led_on("/a") == ""
    assert Client().get("/a").status_code == 404


def test_chain_leads_to_its_end_at_once(khoa, at):
    operations.lead_on(path="/a", target="/b", by=khoa, at=at)
    operations.lead_on(path="/b", target="/news/", by=khoa, at=at)

    assert Client().get("/a")["Location"] == "/news/"


@pytest.mark.parametrize(
    "target", ["//example.org/", "https://example.org/", "/\\example.org", "javascript:x", "/%2f/example.org"]
)
def test_nobody_is_led_to_another_site(khoa, at, target):
    with pytest.raises(operations.LeadsInACircle):
        operations.lead_on(path="/a", target=target, by=khoa, at=at)


def test_editor_alone_keeps_no_address(article, van, at):
    with pytest.raises(PermissionDenied):
        operations.lead_on(path="/cu", article=article, by=van, at=at)


def test_old_address_that_leads_to_itself_is_refused_by_the_database(khoa, at):
    with pytest.raises(IntegrityError, match="oldaddress_leads"), transaction.atomic():
        OldAddress.objects.create(path="/a", target="/a", made_at=at, made_by=khoa.user)


def test_article_before_its_hour_stands_nowhere(article, published, at):
    published(article, publish_at=at + hours(100))

    assert tree("/news/feed.rss").findall("./channel/item") == []
    assert Client().get(Article.objects.get().get_absolute_url()).status_code == 404
    assert "bàn việc" not in Client().get("/news/").content.decode()
