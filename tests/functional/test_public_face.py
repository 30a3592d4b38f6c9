"""The public face in one story: drafted from the briefing, approved by a link, found, voted, counted, taken along as files.

What each step does with bad input, with two processes or in another folder is proved where that step lives.
"""

import re

import pytest
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import expect

from giaoban.kernel import clock
from giaoban.news.models import Article
from giaoban.site.operation.static_site import file_of, publish
from giaoban.visits import queries as visits
from giaoban.visits.models import Day
from giaoban.voices.models import Poll
from giaoban.voices.queries import polls
from tests.functional.conftest import DESK, PHONE
from tests.functional.test_first_light import sign_in, sign_out
from tests.functional.test_voices import unhurried  # noqa: F401 - fixture
from tests.site.test_publish_static import other_server  # noqa: F401 - fixture
from tests.visits.test_agents import MACHINES
from tests.visits.web import serving, until

TITLE, PHRASE = "Quý này dồn sức cho những việc trước Tết", "don suc cho nhung viec truoc tet"
OPENING, READERS, BOTS = 39_987_161, 60, 25


def drafted(page) -> Article:
    """An editor makes a draft of the briefing and lays it before a second person."""
    sign_in(page, "demo.bientap")
    page.goto("/briefings/")
    page.locator("main a[href^='/briefings/']").first.click()
    page.get_by_role("button", name="Viết bài về hội nghị này").click()
    page.wait_for_url("**/edit/")
    page.locator("input[name=title], textarea[name=title]").fill(TITLE)
    page.locator("textarea[name=summary]").fill("Mỗi việc có cơ quan chịu trách nhiệm và thời hạn.")
    page.get_by_role("button", name="Lưu bài").click()
    page.wait_for_url(re.compile(r"/publishing/articles/[^/]+/$"))
    page.get_by_role("link", name="Trình duyệt…").click()
    page.get_by_role("button", name="Trình duyệt").click()
    page.wait_for_url(re.compile(r"/publishing/articles/[^/]+/$"))
    sign_out(page)
    return Article.objects.get(about_kind="briefing.briefing")


def approved_by_link(page, article: Article) -> None:
    """The reviewer hands a secret link to a leader without an account, who approves by it."""
    sign_in(page, "demo.duyetbai")
    page.goto(article.work_url)
    page.get_by_role("link", name="Đường dẫn cho lãnh đạo…").click()
    page.locator("input[name=leader]").fill("Phó Chủ tịch Thường trực")
    page.get_by_role("button", name="Tạo đường dẫn").click()
    made = page.locator(".alert-success")
    expect(made).to_contain_text("/review/")
    address = re.search(r"http://\S+/review/\S+", made.inner_text())[0]
    sign_out(page)
    page.goto(address)
    page.locator("input[name=verdict][value=approved]").check()
    page.get_by_role("button", name="Ghi nhận ý kiến").click()
    expect(page.locator("h1")).to_contain_text("Đã duyệt")
    sign_out(page)


def found_by_a_reader(page, shoot) -> None:
    """By a phrase without accents, on a phone."""
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto(f"/search/?q={PHRASE.replace(' ', '+')}")
    shoot("story-found")
    page.locator("ol.hits a").first.click()
    expect(page.locator("h1")).to_contain_text(TITLE)
    shoot("story-article")
    assert page.context.cookies() == []


def voted(page, shoot) -> None:
    poll = Poll.objects.get(status="open")
    before = polls.cast_ballots(poll)
    page.goto(poll.get_absolute_url())
    page.locator(".poll-form input[name=choices]").first.check()
    page.get_by_role("button", name="Gửi trả lời", exact=True).click()
    expect(page.locator("#receipt")).to_be_visible()
    shoot("story-voted")
    assert polls.cast_ballots(poll) == before + 1


def counted(page, shoot, home, article: Article) -> None:
    """Sixty readers with three pages each and twenty-five machines; the server starts again and nothing has changed."""

    def today() -> Day:
        return Day.objects.first() or Day()

    assert (today().visits, visits.block(at=clock.now()).lifetime) == (0, OPENING)
    with serving(home) as web:
        for path in ("/", article.get_absolute_url(), "/statistics/"):
            for number in range(READERS):
                assert web.sends(path, address=f"203.0.113.{number}")[0] == 200
        for agent in MACHINES[:BOTS]:
            web.sends("/", agent=agent, address="198.51.100.7")
        until(lambda: (today().views, today().machines) == (READERS * 3, BOTS))
    told = (today().visits, today().visitors, today().machines, visits.block(at=clock.now()).lifetime)
    assert told == (READERS, READERS, BOTS, OPENING + READERS)

    with serving(home) as web:
        page.goto(f"http://127.0.0.1:{web.port}/statistics/")
        expect(page.locator(".answer-line")).to_contain_text("39.987.221")
        shoot("story-visits")
    assert (today().visits, visits.block(at=clock.now()).lifetime) == (READERS, OPENING + READERS)


def browsed_elsewhere(page, shoot, root, url: str, article: Article) -> None:
    """The whole site as files, read from Python's own file server."""
    report = publish(root / "web", application=get_wsgi_application())

    assert report.left_out == []
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    page.goto(f"{url}web/news/")
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.locator("h1")).to_contain_text(TITLE)
    assert page.url == f"{url}web/{file_of(article.get_absolute_url())}".removesuffix("index.html")
    shoot("story-static")
    data = page.request.get(f"{url}web/open-data/v1/articles.json").json()
    assert str(article.pk) in {one["id"] for one in data["items"]}


@pytest.mark.slow
@pytest.mark.usefixtures("unhurried", "demonstration")
def test_from_the_briefing_to_readers_votes_visits_and_files(page, shoot, tmp_path, other_server):  # noqa: F811
    root, url = other_server
    article = drafted(page)
    approved_by_link(page, article)
    article.refresh_from_db()
    found_by_a_reader(page, shoot)
    voted(page, shoot)
    home = tmp_path / "home"
    home.mkdir()
    counted(page, shoot, home, article)
    browsed_elsewhere(page, shoot, root, url, article)
