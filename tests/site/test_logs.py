"""Structured logs: one line a request, one id for all its lines, and nothing about readers."""

import json
import logging
import sys

import psycopg
import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve

from giaoban.site import logs


def log_line(message: str, level: int = logging.INFO, exc_info=None, **facts) -> dict:
    record = logging.LogRecord("giaoban.test", level, __file__, 1, message, (), exc_info)
    for name, value in facts.items():
        setattr(record, name, value)
    logs.WithoutPaths().filter(record)
    return json.loads(logs.JsonFormatter().format(record))


def answer(request, status: int = 200) -> HttpResponse:
    request.resolver_match = resolve("/healthz")
    return HttpResponse(status=status)


def test_a_line_is_one_json_object_with_time_level_and_message():
    line = log_line("đã nạp", level=logging.WARNING)

    assert (line["level"], line["logger"], line["message"]) == ("warning", "giaoban.test", "đã nạp")
    assert line["time"].endswith("+00:00")
    assert "request_id" not in line


def test_a_well_formed_id_is_taken_over_and_answered():
    request = RequestFactory().get("/healthz", headers={"X-Request-ID": "proxy-12345678"})

    response = logs.RequestLog(answer)(request)

    assert response["X-Request-ID"] == "proxy-12345678"
    assert request.request_id == "proxy-12345678"


@pytest.mark.parametrize("sent", ["", "short", "x" * 65, "with spaces in it", 'breaks"json{}'])
def test_any_other_id_is_replaced(sent):
    request = RequestFactory().get("/healthz", headers={"X-Request-ID": sent})

    response = logs.RequestLog(answer)(request)

    assert response["X-Request-ID"] != sent
    assert len(response["X-Request-ID"]) == 16


def test_every_line_of_a_request_carries_its_id_and_no_line_after_it():
    during = []

    def view(request):
        during.append(log_line("in the view"))
        return answer(request)

    response = logs.RequestLog(view)(RequestFactory().get("/healthz"))

    assert [line["request_id"] for line in during] == [response["X-Request-ID"]]
    assert "request_id" not in log_line("afterwards")


def test_the_request_line_names_the_route_and_neither_address_nor_path_nor_query(caplog):
    request = RequestFactory().get("/healthz?token=s3cret", REMOTE_ADDR="203.0.113.9")

    with caplog.at_level(logging.DEBUG, logger="giaoban.requests"):
        logs.RequestLog(answer)(request)

    (record,) = [record for record in caplog.records if record.name == "giaoban.requests"]
    line = logs.JsonFormatter().format(record)
    assert json.loads(line)["route"] == "healthz"
    assert "s3cret" not in line
    assert "203.0.113.9" not in line


def test_a_supervisors_good_answer_is_no_news(caplog):
    with caplog.at_level(logging.INFO, logger="giaoban.requests"):
        logs.RequestLog(answer)(RequestFactory().get("/healthz"))

    assert [record for record in caplog.records if record.name == "giaoban.requests"] == []


def test_a_failure_is_logged_as_a_warning(caplog):
    with caplog.at_level(logging.DEBUG, logger="giaoban.requests"):
        logs.RequestLog(lambda request: answer(request, status=503))(RequestFactory().get("/healthz"))

    assert [record.levelno for record in caplog.records if record.name == "giaoban.requests"] == [logging.WARNING]


def test_djangos_own_line_about_a_failure_loses_its_path():
    request = RequestFactory().get("/feedback/K7Q2-secret-code")

    line = log_line("Internal Server Error: /feedback/K7Q2-secret-code", request=request)

    assert line["message"] == "request failed: no route"


def test_row_values_that_the_database_quotes_are_left_out_of_message_and_trace():
    sentence = 'duplicate key value violates unique constraint "person_phone"\nDETAIL:  Key (phone)=(0912345678) already exists.'
    try:
        raise ValueError(sentence)
    except ValueError:
        line = log_line(sentence, exc_info=sys.exc_info())

    assert "0912345678" not in json.dumps(line)
    assert "person_phone" in line["message"]
    assert "ValueError" in line["trace"]


def test_a_terminal_gets_a_short_line():
    record = logging.LogRecord("giaoban.requests", logging.INFO, __file__, 1, "request", (), None)
    record.method, record.route, record.status = "GET", "tasks/", 200

    line = logs.LineFormatter().format(record)

    assert line.endswith("info giaoban.requests: request GET tasks/ 200")


@pytest.mark.parametrize("formatter", [logs.JsonFormatter(), logs.LineFormatter()])
def test_a_lost_database_is_one_line_without_a_trace(formatter):
    try:
        try:
            raise psycopg.OperationalError("connection refused\n\tIs the server running?")
        except psycopg.OperationalError as cause:
            raise RuntimeError("\n    Database error.\n    ") from cause
    except RuntimeError:
        record = logging.LogRecord("jobs", logging.ERROR, __file__, 1, "listener failed", (), sys.exc_info())

    told = formatter.format(record)

    assert "listener failed connection refused Is the server running?" in told
    assert "Traceback" not in told
    assert "\n" not in told


def test_another_error_of_the_database_keeps_its_trace():
    try:
        raise psycopg.errors.LockNotAvailable("could not obtain lock")
    except psycopg.OperationalError:
        line = log_line("job failed", exc_info=sys.exc_info())

    assert "LockNotAvailable" in line["trace"]
