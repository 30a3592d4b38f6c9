"""Pages that are kept in front of Django: what may be kept, for whom, until when, and what is told to browsers."""

import gzip
import time
from uuid import UUID

import pytest
from django.test import RequestFactory

from giaoban.kernel.publication import KEPT, SHOWN, Kept, Shown
from giaoban.site.front.snapshots import NOTE, Key, Snapshot, Store
from giaoban.site.front.wsgi import Front
from giaoban.visits.counting import Counting

PAGE = Shown("news.article", UUID("0192f6a0-0000-7000-8000-00000000aaaa"))


class Site:
    """A site of one page in place of Django: `asked` counts how often it had to answer itself."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.status, self.body, self.parameters = (
            "200 OK",
            b"<main>" + NOTE + b"xin ch\xc3\xa0o" * 200,
            frozenset({"state"}),
        )
        self.headers: list[tuple[str, str]] = []
        self.keeps = True

    def __call__(self, environ, start_response):
        self.asked.append(environ["PATH_INFO"])
        if self.keeps and self.status.startswith("200"):
            environ[KEPT] = Kept(self.body, self.parameters)
            environ[SHOWN] = PAGE
        start_response(self.status, [("Content-Type", "text/html; charset=utf-8"), *self.headers])
        return [self.body]


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def front(site, tmp_path, monkeypatch) -> Front:
    made = Front(site, tmp_path, counting=Counting())
    monkeypatch.setattr(made.keeper, "ensure_running", lambda: None)
    return made


def ask(front, path="/", *, method="GET", **headers):
    """(status, headers, body) as a server would send them."""
    environ = RequestFactory().generic(method, path, **headers).META
    said = []
    answer = front(environ, lambda *told: said.append(told))
    body = b"".join(answer)
    return said[0][0], dict(said[0][1]), body


def test_second_reader_is_answered_without_asking_anew(front, site):
    first, second = ask(front), ask(front)

    assert site.asked == ["/"]
    assert first[2] == second[2] == site.body
    assert second[0] == "200 OK"


def test_every_reader_is_counted_asked_or_not(front):
    for _ in range(3):
        ask(front, HTTP_USER_AGENT="Mozilla/5.0 Firefox/132.0")

    front.counting.use(next(iter(front.counting.days_without_salt(_today()))), b"s" * 32)
    (batch,) = front.counting.taken()
    assert batch.views[PAGE] == 3


def test_a_browser_that_knows_the_page_gets_no_body_and_is_counted(front):
    tag = ask(front)[1]["ETag"]

    status, headers, body = ask(front, HTTP_IF_NONE_MATCH=tag, HTTP_USER_AGENT="Mozilla/5.0 Firefox/132.0")

    assert (status, body, headers["ETag"]) == ("304 Not Modified", b"", tag)
    front.counting.use(_today(), b"s" * 32)
    assert front.counting.taken()[0].views[PAGE] == 1


def test_last_modified_is_when_the_page_last_changed(front, site):
    changed = ask(front)[1]["Last-Modified"]
    front.store.age(time.time() + 1)

    assert ask(front)[1]["Last-Modified"] == changed
    assert ask(front, HTTP_IF_MODIFIED_SINCE=changed)[0] == "304 Not Modified"


def test_proxies_may_keep_a_page_and_ask_each_time(front):
    headers = ask(front)[1]

    assert headers["Cache-Control"] == "public, no-cache, stale-if-error=86400"
    assert {"Accept-Language", "Cookie", "Accept-Encoding"} == set(headers["Vary"].split(", "))


def test_packed_and_plain_are_one_page_with_two_tags(front, site):
    plain, packed = ask(front), ask(front, HTTP_ACCEPT_ENCODING="gzip, br")

    assert packed[1]["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed[2]) == plain[2]
    assert packed[1]["ETag"] != plain[1]["ETag"]
    assert int(packed[1]["Content-Length"]) == len(packed[2])
    assert site.asked == ["/"]


def test_head_has_the_headers_and_no_body(front):
    status, headers, body = ask(front, method="HEAD")

    assert (status, body) == ("200 OK", b"")
    assert headers["Content-Length"] != "0"


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_COOKIE": "giaoban_session=abc"},
        {"HTTP_COOKIE": "a=1; messages=x"},
        {"HTTP_AUTHORIZATION": "Basic eA=="},
        {"method": "POST"},
    ],
    ids=["session", "messages", "authorization", "post"],
)
def test_nothing_is_kept_for_or_given_to_whom_it_might_be_personal(front, site, headers):
    ask(front)
    ask(front, **headers)
    ask(front, **headers)

    assert len(site.asked) == 3


def test_answer_that_gives_a_cookie_is_never_kept(front, site):
    site.headers = [("Set-Cookie", "giaoban_csrf=1")]

    ask(front)
    ask(front)

    assert len(site.asked) == 2


def test_view_that_says_nothing_is_never_kept(front, site):
    site.keeps = False

    ask(front)
    ask(front)

    assert len(site.asked) == 2


def test_languages_are_never_mixed(front, site):
    def in_language(environ, start_response):
        site.body = environ.get("HTTP_ACCEPT_LANGUAGE", "vi").encode()
        return site(environ, start_response)

    front._application = in_language
    ask(front, HTTP_ACCEPT_LANGUAGE="en-GB,en;q=0.9")
    ask(front, HTTP_ACCEPT_LANGUAGE="vi")

    assert ask(front, HTTP_ACCEPT_LANGUAGE="en-US")[2] == b"en-GB,en;q=0.9"
    assert ask(front, HTTP_ACCEPT_LANGUAGE="fr")[2] == b"vi"
    assert ask(front, HTTP_ACCEPT_LANGUAGE="en", HTTP_COOKIE="giaoban_language=vi")[2] == b"vi"
    assert ask(front, HTTP_COOKIE="giaoban_language=en")[2] == b"en-GB,en;q=0.9"
    assert len(site.asked) == 2


def test_hosts_and_known_parameters_are_pages_of_their_own(front, site):
    for path, host in (("/", "a.vn"), ("/", "b.vn"), ("/?state=late", "a.vn"), ("/?state=done", "a.vn")):
        ask(front, path, HTTP_HOST=host)
        ask(front, path, HTTP_HOST=host)

    assert len(site.asked) == 4


@pytest.mark.parametrize("path", ["/?x=1", "/?state=late&utm=1", "/?state=late&state=done"])
def test_parameters_that_a_page_does_not_know_fill_no_memory(front, site, path):
    ask(front, path)
    ask(front, path)

    assert len(site.asked) == 2


def test_after_a_publication_the_page_is_asked_for_anew(front, site):
    ask(front)
    site.body = b"m\xe1\xbb\x9bi"
    front.store.age(time.time())

    assert ask(front)[2] == b"m\xe1\xbb\x9bi"


def test_a_minute_later_the_page_is_asked_for_anew(front, site, monkeypatch):
    ask(front)
    later = time.time() + 61
    monkeypatch.setattr("giaoban.site.front.wsgi.time.time", lambda: later)
    ask(front)

    assert len(site.asked) == 2


# --- When Django cannot answer ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["500 Internal Server Error", "503 Service Unavailable"])
def test_where_django_fails_the_last_page_answers_and_says_that_it_is_a_snapshot(front, site, status):
    ask(front)
    front.store.age(time.time() + 1)
    site.status = status

    code, headers, body = ask(front)

    assert code == "200 OK"
    assert "Trang này là bản chụp lúc" in body.decode()
    assert (headers["Cache-Control"], headers.get("ETag")) == ("no-store", None)


def test_the_line_is_in_the_language_of_the_page(front, site):
    ask(front, HTTP_ACCEPT_LANGUAGE="en")
    front.keeper.is_cut_off = True
    front.store.age(time.time() + 1)

    assert "This page is a snapshot from" in ask(front, HTTP_ACCEPT_LANGUAGE="en")[2].decode()


def test_while_the_database_is_away_nothing_waits_for_it(front, site):
    ask(front)
    front.store.age(time.time() + 1)
    front.keeper.is_cut_off = True

    ask(front)

    assert site.asked == ["/"]


def test_a_page_that_nobody_has_read_fails_as_django_says(front, site):
    site.status, site.body = "503 Service Unavailable", b"x"

    assert ask(front)[0] == "503 Service Unavailable"


def test_without_a_snapshot_nobody_waits_for_a_database_that_is_away(front, site):
    front.keeper.is_cut_off = True

    status, headers, body = ask(front, "/results/")

    assert (status, site.asked) == ("503 Service Unavailable", [])
    assert (headers["Retry-After"], headers["Cache-Control"]) == ("30", "no-store")
    assert "Content-Security-Policy" in headers
    assert "Giao Ban đang" in body.decode()


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_are_answered_by_django_whatever_is_kept(front, site, path):
    front.keeper.is_cut_off = True

    ask(front, path)
    ask(front, path)

    assert site.asked == [path, path]


def test_another_process_and_the_next_start_know_the_last_pages(front, site, tmp_path):
    ask(front)
    next_start = Front(site, tmp_path, counting=Counting())
    next_start.keeper.ensure_running = lambda: None
    site.status = "503 Service Unavailable"

    assert "bản chụp" in ask(next_start)[2].decode()


def test_what_was_withdrawn_answers_never_again(front, site, tmp_path):
    ask(front)
    front.store.purge()
    site.status = "503 Service Unavailable"

    assert ask(front)[0] == "503 Service Unavailable"
    assert list(tmp_path.glob("*.page")) == []


def test_a_page_that_is_gone_is_forgotten(front, site):
    ask(front)
    front.store.age(time.time() + 1)
    site.status = "404 Not Found"

    assert ask(front)[0] == "404 Not Found"
    site.status = "503 Service Unavailable"
    assert ask(front)[0] == "503 Service Unavailable"


# --- The store --------------------------------------------------------------------------------------------------------


def _key(path: str) -> Key:
    return Key("http", "a.vn", path, "", "vi")


def _snapshot(body: bytes) -> Snapshot:
    return Snapshot.of(body, [], at=1.0, before=None, shown=None)


def test_memory_holds_no_more_than_it_may():
    store = Store(None, weight=10_000)

    for number in range(50):
        store.keep(_key(f"/{number}/"), _snapshot(bytes(1000)), store.generation)

    assert store.last(_key("/0/")) is None
    assert store.last(_key("/49/")) is not None


def test_what_was_asked_for_before_a_withdrawal_is_not_kept_after_it(tmp_path):
    store = Store(tmp_path)
    before = store.generation
    store.purge()

    store.keep(_key("/"), _snapshot(b"x"), before)

    assert store.last(_key("/")) is None


@pytest.mark.parametrize("content", [b"", b"{}\n", b"no json\nx", b'{"headers": 1, "made_at": 1, "shown": null}\nx'])
def test_a_broken_file_on_disk_is_no_page(tmp_path, content):
    store = Store(tmp_path)
    store.keep(_key("/"), _snapshot(b"x"), store.generation)
    (file,) = tmp_path.glob("*.page")
    file.write_bytes(content)

    assert Store(tmp_path).last(_key("/")) is None


def test_a_full_disk_takes_no_page_away(tmp_path):
    folder = tmp_path / "file"
    folder.write_text("no folder")
    store = Store(folder)

    store.keep(_key("/"), _snapshot(b"x"), store.generation)

    assert store.last(_key("/")) is not None


def _today():
    from giaoban.kernel import clock

    return clock.day_of(clock.now())
