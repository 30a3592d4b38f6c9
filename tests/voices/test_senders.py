"""Whose address a brake counts: what the front of the site made out, whatever a visitor writes into the headers."""

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client, RequestFactory

from giaoban.site.front.wsgi import Front
from giaoban.visits.counting import Counting
from giaoban.voices import operations, senders
from giaoban.voices.models import Hits
from giaoban.voices.views import polls, voices
from tests.voices.test_poll_pages import reader, send  # noqa: F401 - fixtures

VISITOR, OTHER = "203.0.113.9", "198.51.100.4"
FORGED = ("10.9.8.7", "10.9.8.6", f"{OTHER}, 10.9.8.5", "", "khong-phai")


@pytest.fixture
def through_front(tmp_path, monkeypatch, settings):
    """`through_front(forwarded, proxies=…)`: the address that a form sent with this header is counted under."""

    def sent(forwarded: str, *, proxies=("127.0.0.1",), peer="127.0.0.1") -> str:
        settings.TLS, settings.PROXIES = True, list(proxies)
        told: list[str] = []

        def application(environ, start_response):
            told.append(senders.address(WSGIRequest(environ)))
            start_response("200 OK", [])
            return []

        front = Front(application, tmp_path, counting=Counting())
        monkeypatch.setattr(front.keeper, "ensure_running", lambda: None)
        form = RequestFactory().post("/voices/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)
        front(form.META, lambda *_said: None)
        return told[0]

    return sent


@pytest.mark.parametrize("invented", FORGED)
def test_what_stands_before_the_word_of_our_proxy_is_not_looked_at(through_front, invented):
    assert through_front(f"{invented}, {VISITOR}") == VISITOR


@pytest.mark.parametrize("invented", FORGED)
def test_whoever_comes_without_a_proxy_is_counted_by_the_own_connection(through_front, invented):
    assert through_front(invented, peer=VISITOR) == VISITOR
    assert through_front(invented, proxies=(), peer=VISITOR) == VISITOR


def test_a_chain_of_our_own_proxies_is_followed_to_the_visitor(through_front):
    assert through_front(f"{OTHER}, {VISITOR}, 10.0.0.4", proxies=("127.0.0.1", "10.0.0.0/24")) == VISITOR


@pytest.mark.usefixtures("in_october", "patient")
def test_forged_addresses_do_not_open_a_poll_to_one_connection(poll, reader, monkeypatch, settings):  # noqa: F811
    monkeypatch.setattr(polls, "OPEN_LIMITS", operations.Limits(slot=3, day=400, all_in_slot=3_000))
    settings.TLS, settings.SECURE_SSL_REDIRECT = True, False

    answers = [send(reader(), poll, 1, address=VISITOR, HTTP_X_FORWARDED_FOR=one).status_code for one in FORGED]

    assert answers == [200, 200, 200, 429, 429]
    assert send(reader(), poll, 1, address=OTHER, HTTP_X_FORWARDED_FOR=VISITOR).status_code == 200


@pytest.mark.usefixtures("in_october")
def test_forged_addresses_do_not_lift_the_brake_on_codes(voice, monkeypatch, settings):
    monkeypatch.setattr(voices, "LOOKING_UP", operations.Limits(slot=2, day=9, all_in_slot=99))
    settings.TLS, settings.SECURE_SSL_REDIRECT = True, False

    pages = [
        Client(REMOTE_ADDR=VISITOR, HTTP_X_FORWARDED_FOR=one).post("/voices/follow/", {"code": "AAAA"}).content.decode()
        for one in FORGED[:3]
    ]

    assert ["quá nhiều biểu mẫu" in page for page in pages] == [False, False, True]
    assert Hits.objects.filter(scope="follow").count() == 2  # the one connection, and everybody together
