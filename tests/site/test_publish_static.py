"""The whole public site as files: browsed from another server, switched at once, written anew only where it changed."""

import functools
import http.server
import json
import shutil
import threading
import urllib.request
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from lxml import html

from giaoban.kernel.publication import addresses
from giaoban.site.cli import publish_static as command
from giaoban.site.operation import static_site
from giaoban.site.operation.problems import OperationProblem
from giaoban.site.operation.static_pages import rewritten
from giaoban.site.operation.static_site import file_of, publish
from giaoban.visits.models import Day
from tests.briefing.conftest import briefing, confirm, linker, text_import  # noqa: F401 - fixtures
from tests.cast import TODAY
from tests.portal.conftest import _on_the_day_of_the_cast, published  # noqa: F401 - fixtures


@pytest.fixture
def site(published):  # noqa: F811
    """The real application; it leaves the connection of the test open, as Django's test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield WSGIHandler()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def _kept(tmp_path_factory):
    return {"folder": tmp_path_factory.mktemp("published")}


@pytest.fixture
def first(site, _kept, tmp_path):
    """The report on the site published to `tmp_path / "web"`: published once, then copied with the link that leads to it."""
    if "report" not in _kept:
        _kept["report"] = publish(_kept["folder"] / "web", application=site)
    shutil.copytree(_kept["folder"], tmp_path, symlinks=True, dirs_exist_ok=True)
    return _kept["report"]


@pytest.fixture
def other_server(tmp_path):
    """Python's own file server over a folder; gives its address."""
    root = tmp_path / "root"
    root.mkdir()

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_told):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(root)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield root, f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    thread.join()
    server.server_close()


def walk(*starts: str) -> dict[str, bytes]:
    """Every page and file that these pages and their links lead to on one server; what is not there raises."""
    seen: dict[str, bytes] = {}
    waiting, (start, *_others) = list(starts), starts
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        with urllib.request.urlopen(url) as answer:
            seen[url] = answer.read()
            is_page = answer.headers["Content-Type"].startswith("text/html")
        if is_page:
            page = html.document_fromstring(seen[url])
            links = [*page.xpath("//@href"), *page.xpath("//@src"), *page.xpath("//@action")]
            found = (urljoin(url, link).partition("#")[0] for link in links)
            waiting += [one for one in found if urlsplit(one).netloc == urlsplit(start).netloc]
    return seen


@pytest.mark.parametrize("folder", ["", "tinh/cong"])
def test_every_link_leads_to_a_page_at_the_root_and_in_a_folder_of_another_host(site, other_server, folder):
    Day.objects.create(day=TODAY, visits=3)
    root, url = other_server
    target = root / folder / "web"

    report = publish(target, application=site)
    base = urljoin(url, f"{folder}/web/" if folder else "web/")
    # Some pages and feeds are found by search and by address alone.
    by_address = [file_of(one).removesuffix("index.html") for one in addresses.all()]
    seen = walk(base, *(urljoin(base, f"{language}{one}") for one in by_address for language in ("", "en/")))

    pages = {one for one, body in seen.items() if body.startswith(b"<!doctype html>")}
    assert len(pages) == report.pages > 8
    files = {
        one.relative_to(target).as_posix().removesuffix("index.html") for one in target.rglob("*") if one.is_file()
    }
    assert {one.removeprefix(base) for one in seen} == files - {static_site.MARK}
    assert not [one for one in seen if "/web/" not in one]


def test_pictures_come_along_in_all_their_sizes():
    body = b"""<html><head></head><body><img src="/news/pictures/1/800.webp" srcset="/news/pictures/1/400.webp 400w,
      /news/pictures/1/800.webp 800w"><img src="https://x.example/a.png"></body></html>"""
    known = {"/news/a/": "news/a/index.html"}

    page, asked = rewritten(b" ".join(body.split()), address="/news/a/", known=known, languages={}, live="")

    ours, theirs = html.document_fromstring(page).xpath("//img")
    assert set(asked) == {"/news/pictures/1/400.webp", "/news/pictures/1/800.webp"}
    assert ours.get("src") == "../pictures/1/800.webp"
    assert ours.get("srcset") == "../pictures/1/400.webp 400w, ../pictures/1/800.webp 800w"
    assert theirs.get("src") == "https://x.example/a.png"


def test_page_says_what_it_is_and_asks_the_server_for_nothing(first, tmp_path):
    page = html.document_fromstring((tmp_path / "web" / "index.html").read_bytes())
    words = page.text_content()
    assert "Đây là bản sao tĩnh của cổng" in words
    assert "Tặng quà" in words or "giao" in words.lower()
    assert page.xpath("//form") == []
    assert page.xpath("//*[@data-live]") == []
    assert page.xpath("//a[contains(@href, 'sign-in')]") == []
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]


def test_languages_are_two_trees_that_lead_to_one_another(first, tmp_path):
    page = html.document_fromstring((tmp_path / "web" / "statistics" / "index.html").read_bytes())
    other = html.document_fromstring((tmp_path / "web" / "en" / "statistics" / "index.html").read_bytes())
    assert page.xpath("//nav[@class='languages']/a/@href") == ["./", "../en/statistics/"]
    assert other.xpath("//nav[@class='languages']/a/@href") == ["../../statistics/", "./"]
    assert (page.get("lang"), other.get("lang")) == ("vi", "en")


def test_what_needs_the_server_leads_to_the_living_site_where_it_is_named(site, tmp_path):
    publish(tmp_path / "web", application=site, live="https://cong.example.vn/")

    page = html.document_fromstring((tmp_path / "web" / "index.html").read_bytes())
    assert "https://cong.example.vn/sign-in/" in page.xpath("//a/@href")
    assert page.xpath("//div[contains(@class, 'static-note')]//a/@href") == ["https://cong.example.vn/"]


def test_second_run_writes_nothing_anew(site, first, tmp_path):
    before = {str(file.relative_to(tmp_path / "web")): file.stat().st_mtime_ns for file in _files(tmp_path / "web")}

    second = publish(tmp_path / "web", application=site)

    after = {str(file.relative_to(tmp_path / "web")): file.stat().st_mtime_ns for file in _files(tmp_path / "web")}
    assert (first.written, second.written, second.removed) == (first.files, 0, 0)
    assert {name: at for name, at in after.items() if name != static_site.MARK} == {
        name: at for name, at in before.items() if name != static_site.MARK
    }


def _files(folder):
    return [file for file in folder.rglob("*") if file.is_file()]


def test_pages_that_are_no_more_are_removed(site, first, tmp_path, monkeypatch):
    every = list(addresses.all())
    gone = next(one for one in every if one.startswith("/results/"))
    monkeypatch.setattr(static_site.addresses, "all", lambda: iter(one for one in every if one != gone))

    report = publish(tmp_path / "web", application=site)

    assert report.removed == 2
    assert not (tmp_path / "web" / file_of(gone)).exists()
    assert len([one for one in tmp_path.iterdir() if one.name.startswith(".web")]) == 1


def test_a_page_that_fails_leaves_the_old_copy_as_it_is(site, first, tmp_path):
    before = (tmp_path / "web").resolve()

    def failing(environ, start_response):
        if environ["PATH_INFO"].startswith("/statistics"):
            start_response("503 Service Unavailable", [("Content-Type", "text/html")])
            return [b"x"]
        return site(environ, start_response)

    with pytest.raises(OperationProblem, match="503"):
        publish(tmp_path / "web", application=failing)

    assert (tmp_path / "web").resolve() == before
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".web")] == [before.name]


def test_an_address_that_is_no_page_is_left_out_and_named(site, tmp_path, monkeypatch):
    every = [*addresses.all(), "/nowhere/"]
    monkeypatch.setattr(static_site.addresses, "all", lambda: iter(every))

    report = publish(tmp_path / "web", application=site)

    assert report.left_out == ["/nowhere/ (404)", "/nowhere/ (404)"]


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_a_folder_of_somebody_else_is_not_touched(site, tmp_path, kind):
    target, theirs = tmp_path / "web", tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "a.txt").write_text("của người khác")
    if kind == "folder":
        theirs.rename(target)
    elif kind == "file":
        target.write_text("của người khác")
    else:
        target.symlink_to(theirs)

    with pytest.raises(OperationProblem):
        publish(target, application=site)

    assert "của người khác" in ((target / "a.txt") if target.is_dir() else target).read_text()


def test_an_empty_folder_is_taken(site, tmp_path):
    (tmp_path / "web").mkdir()

    publish(tmp_path / "web", application=site)

    assert (tmp_path / "web" / "index.html").is_file()


def test_no_reader_is_counted_by_publishing(site, tmp_path):
    publish(tmp_path / "web", application=site)

    assert Day.objects.count() == 0


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/statistics/", "statistics/index.html"),
        ("/?state=late", "_state-late/index.html"),
        ("/statistics/?step=month", "statistics/_step-month/index.html"),
        ("/statistics/export.csv", "statistics/export.csv"),
        ("/a/?q=../../x", "a/_q-x/index.html"),
    ],
)
def test_each_address_has_a_file(address, file):
    assert file_of(address) == file


def test_command_says_what_it_did(site, tmp_path, capsys, monkeypatch):
    import argparse

    monkeypatch.setattr(command, "get_wsgi_application", lambda: site)

    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    code = command.run(parser.parse_args([str(tmp_path / "web"), "--json"]))

    told = json.loads(capsys.readouterr().out)
    assert code == 0
    assert told["written"] == told["files"] > told["pages"] > 8


def test_address_of_the_living_site_must_be_one(tmp_path):
    import argparse

    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    with pytest.raises(command.Refused):
        command.run(parser.parse_args([str(tmp_path / "web"), "--live", "javascript:alert(1)"]))
