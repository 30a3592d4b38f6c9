"""What a browser is told about each answer."""

from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from giaoban.site.security import CONTENT_SECURITY_POLICY, HEADERS, Headers


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
