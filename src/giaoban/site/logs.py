"""Structured logs: one JSON object a line on stderr, every line of one request with the same `request_id`.

They are for operators and hold nothing about readers: no address, no query string and no concrete path (a path may
carry a token or a person's number), but the route that answered. A terminal gets a short readable line instead.
"""

import json
import logging
import logging.config
import re
import secrets
import sys
import time
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

import psycopg
from django.http import HttpRequest, HttpResponse

REQUEST_ID = ContextVar[str]("request_id", default="")
_ACCEPTABLE_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
# PostgreSQL adds the offending row's values to its errors.
_ROW_VALUES = re.compile(r"^(DETAIL|CONTEXT|HINT|LINE \d+):.*$\n?", re.MULTILINE)
_FACTS = ("method", "route", "status", "milliseconds", "job")

logger = logging.getLogger("giaoban.requests")


def configure(settings: dict[str, Any]) -> None:
    """Django's LOGGING_CONFIG: takes `{"level": "INFO"}` and sends everything to stderr."""
    formatter = "line" if sys.stderr.isatty() else "json"
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"json": {"()": JsonFormatter}, "line": {"()": LineFormatter}},
            "filters": {"no-paths": {"()": WithoutPaths}},
            "handlers": {
                "stderr": {"class": "logging.StreamHandler", "formatter": formatter, "filters": ["no-paths"]},
            },
            "root": {"handlers": ["stderr"], "level": settings.get("level", "INFO")},
            "loggers": {
                # Every request has its line from RequestLog; Django's own adds the failures' traces.
                "django.request": {"level": "ERROR"},
                "django.server": {"level": "ERROR"},
                "procrastinate": {"level": "WARNING"},
                # A line for each sign-in names the account; the database remembers the failed ones.
                "axes": {"level": "WARNING"},
                # It says each of its many attempts; whoever asked for a connection says that there is none.
                "psycopg.pool": {"level": "ERROR"},
            },
        }
    )


class WithoutPaths(logging.Filter):
    """Django's error lines name the path; here they name the route."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is not None:
            record.msg, record.args = "request failed: %s", (route_of(request) or "no route",)
        return True


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": without_row_values(_message(record)),
        }
        if request_id := REQUEST_ID.get():
            line["request_id"] = request_id
        line |= {name: getattr(record, name) for name in _FACTS if hasattr(record, name)}
        if record.exc_info and _lost_database(record) is None:
            line["trace"] = without_row_values(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


class LineFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        facts = " ".join(str(getattr(record, name)) for name in _FACTS if hasattr(record, name))
        when = datetime.fromtimestamp(record.created).astimezone().strftime("%H:%M:%S")
        line = f"{when} {record.levelname.lower()} {record.name}: {_message(record)} {facts}".rstrip()
        has_trace = record.exc_info and _lost_database(record) is None
        trace = f"\n{self.formatException(record.exc_info)}" if record.exc_info and has_trace else ""
        return without_row_values(line + trace)


def _message(record: logging.LogRecord) -> str:
    lost = _lost_database(record)
    return record.getMessage() if lost is None else " ".join(f"{record.getMessage()} {lost}".split())


def _lost_database(record: logging.LogRecord) -> psycopg.OperationalError | None:
    """The error of a connection that broke or never came to be. It is one fact and one line: no trace says more."""
    problem = record.exc_info[1] if record.exc_info else None
    while problem is not None:
        if isinstance(problem, psycopg.OperationalError) and (problem.sqlstate or "08").startswith(("08", "57P")):
            return problem
        problem = problem.__cause__ or problem.__context__
    return None


def without_row_values(text: str) -> str:
    """The text without those lines of a database error that quote a row."""
    return _ROW_VALUES.sub("", text).rstrip("\n")


def route_of(request: HttpRequest) -> str | None:
    """The pattern that matched, such as `tasks/<uuid:pk>/`; None where nothing did."""
    match = getattr(request, "resolver_match", None)
    return match.route if match else None


def _weight(route: str | None, status: int) -> int:
    if status >= 500:
        return logging.WARNING
    # Supervisors ask every few seconds; only their bad answers are news.
    return logging.DEBUG if route in {"healthz", "readyz"} else logging.INFO


class RequestLog:
    """Middleware, outermost: takes a well-formed X-Request-ID or makes one, answers with it, and logs one line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.headers.get("X-Request-ID", "")
        request_id = asked if _ACCEPTABLE_ID.fullmatch(asked) else secrets.token_hex(8)
        request.request_id = request_id  # type: ignore[attr-defined]
        token = REQUEST_ID.set(request_id)
        began = time.monotonic()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id
            facts = {
                "method": request.method,
                "route": route_of(request),
                "status": response.status_code,
                "milliseconds": round((time.monotonic() - began) * 1000, 1),
            }
            logger.log(_weight(route_of(request), response.status_code), "request", extra=facts)
        finally:
            REQUEST_ID.reset(token)
        return response
