"""What a browser is told about each answer."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings

from giaoban.site.security import CONTENT_SECURITY_POLICY, HEADERS, Headers
from tests.repository.routes import routes


def answer(response):
    return Headers(lambda _request: response)(RequestFactory().get("/"))


def test_every_answer_carries_every_header():
    response = answer(HttpResponse("ok"))

    assert {name: response.headers[name] for name in HEADERS} == HEADERS


def test_policy_lets_nothing_inline_and_nothing_foreign_run():
    directives = dict(part.split(" ", 1) for part in CONTENT_SECURITY_POLICY.split("; "))

    assert directives["default-src"] == "'none'"
    assert set(directives.values()) == {"'none'", "'self'"}


def test_policy_forbids_being_framed_and_another_base():
    assert "frame-ancestors 'none'" in CONTENT_SECURITY_POLICY
    assert "base-uri 'none'" in CONTENT_SECURITY_POLICY


def test_header_that_a_view_set_itself_stays():
    response = answer(HttpResponse("ok", headers={"Cross-Origin-Resource-Policy": "cross-origin"}))

    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_refusals_and_failures_carry_the_policy_in_production():
    assert "Content-Security-Policy" in answer(HttpResponse(status=404)).headers
    assert "Content-Security-Policy" in answer(HttpResponse(status=500)).headers


@override_settings(DEBUG=True)
def test_error_pages_of_development_may_show_their_inline_style():
    assert "Content-Security-Policy" not in answer(HttpResponse(status=500)).headers
    assert "Content-Security-Policy" in answer(HttpResponse(status=200)).headers


# --- On every answer of the site --------------------------------------------------------------------------------------

ROUTES = routes()
DANGEROUS = re.compile(
    rb"""<script(?![^>]*\bsrc=)[^>]*>|\son[a-z]+\s*=\s*["']|\sstyle\s*=\s*["']|<style|javascript:""", re.IGNORECASE
)


def carries_every_header(answer) -> bool:
    return {name: answer.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.slow
def test_every_route_carries_every_header_and_nothing_inline(signed_in, tuyet):
    client = signed_in(tuyet)

    answers = [(route, client.get(route.path())) for route in ROUTES]

    assert [(route.name, answer.status_code) for route, answer in answers if not carries_every_header(answer)] == []
    assert [(route.name, found) for route, answer in answers if (found := DANGEROUS.findall(answer.getvalue()))] == []


@pytest.mark.parametrize("path", ["/static/giaoban/giaoban.css", "/static/giaoban/page.js", "/static/nowhere.js", "/nowhere/", "/healthz"])  # fmt: skip
def test_files_probes_and_what_is_not_there_carry_every_header(client, db, path):
    answer = client.get(path)

    assert carries_every_header(answer)
    answer.close()


@pytest.mark.parametrize(("status", "sent"), [
    (400, {"path": "/my-work/", "headers": {"host": "elsewhere.example"}}),
    (403, {"path": "/organisation/00000000-0000-7000-8000-000000000000/accounts/"}),
    (405, {"path": "/account/"}),
])  # fmt: skip
def test_refusals_carry_every_header(signed_in, hoa, status, sent):
    client = signed_in(hoa)
    send = client.post if status == 405 else client.get

    answer = send(**sent)

    assert answer.status_code == status
    assert carries_every_header(answer)


def test_forged_form_locked_account_and_failure_carry_every_header(hoa, client, monkeypatch):
    forged = Client(enforce_csrf_checks=True).post("/sign-in/", {"login": "hoa"})
    locked = [client.post("/sign-in/", {"login": "hoa", "password": "sai"}) for _try in range(5)][-1]
    client.raise_request_exception = False
    failed = _failing(client, monkeypatch)

    assert [answer.status_code for answer in (forged, locked, failed)] == [403, 429, 500]
    assert all(carries_every_header(answer) for answer in (forged, locked, failed))


def _failing(client, monkeypatch):
    """The front page while its templates cannot be read."""
    monkeypatch.setattr("giaoban.registry.queries.today", lambda: 1 / 0)
    return client.get("/")


def test_redirect_to_tls_carries_every_header_too(client, settings, db):
    settings.SECURE_SSL_REDIRECT = True

    answer = client.get("/sign-in/")

    assert answer.status_code == 301
    assert carries_every_header(answer)


def test_pages_of_accounts_and_codes_are_kept_by_no_cache(signed_in, hoa, client):
    signed_in(hoa)

    for path in ("/account/second-factor/set-up/", "/account/confirm/", "/password/", "/account/second-factor/codes/"):
        assert "no-store" in client.get(path)["Cache-Control"], path
