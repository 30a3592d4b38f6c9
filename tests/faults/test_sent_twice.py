"""A thousand submissions over real HTTP, several at once: clicked twice, sent again, and from a second tab; one effect each."""

import itertools
import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from importlib import import_module
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.conf import settings as configured
from django.db import close_old_connections
from django.test import Client

from giaoban.briefing.enums import LineStatus
from giaoban.briefing.models import Comment, Report, Task, TaskLine, TextImport
from giaoban.kernel import clock
from giaoban.registry.models import Event, FormSubmission, SavedView, User
from giaoban.registry.session_life import BEGAN, CONFIRMED, SEEN

pytestmark = pytest.mark.faults

AT_ONCE = 8
COPIES = 4
COMMENTS, VIEWS, TEXTS = 120, 60, 25
TOKEN = "t" * 32


@dataclass(frozen=True)
class Form:
    """One filled form; its copies carry the same key, another tab's copy of the page another."""

    path: str
    fields: tuple[tuple[str, str], ...]
    key: str = field(default_factory=lambda: str(uuid4()))

    def in_another_tab(self) -> "Form":
        return Form(self.path, self.fields)


@pytest.fixture
def people(settings, transactional_db):
    """The demonstration, and for each user name the cookie of somebody who has just signed in."""
    from giaoban.site import demonstration

    settings.DEMONSTRATION = True
    demonstration.build(at=clock.now())
    engine = import_module(configured.SESSION_ENGINE)

    def cookie(username: str) -> str:
        client = Client()
        client.force_login(User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
        session = engine.SessionStore(client.session.session_key)
        session[BEGAN] = session[SEEN] = session[CONFIRMED] = time.time()
        session.save()
        return session.session_key

    return cookie


@pytest.fixture
def send(live_server):
    """`send(session, forms)` posts them all, AT_ONCE at a time, and gives their answers in the order of the forms."""
    host, port = live_server.thread.host, live_server.thread.port

    def post(session: str, form: Form) -> tuple[int, str | None]:
        body = urlencode([*form.fields, ("idempotency_key", form.key), ("csrfmiddlewaretoken", TOKEN)])
        connection = HTTPConnection(host, port, timeout=120)
        cookies = f"{configured.SESSION_COOKIE_NAME}={session}; {configured.CSRF_COOKIE_NAME}={TOKEN}"
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", form.path, body, headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status, answer.headers["Location"]

    def send(session: str, forms: list[Form]) -> list[tuple[int, str | None]]:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return list(pool.map(lambda form: post(session, form), forms))

    yield send
    close_old_connections()


def copies(forms: list[Form]) -> list[Form]:
    """Each COPIES times: half of them at the same moment, the others when the first have long been answered."""
    together = [form for form in forms for _ in range(COPIES // 2)]
    later = [form for form in forms for _ in range(COPIES - COPIES // 2)]
    random.Random(3).shuffle(later)
    return together + later


def filled(path: str, **fields: str) -> Form:
    return Form(path, tuple(sorted(fields.items())))


def answered_alike(forms: list[Form], answers: list[tuple[int, str | None]]) -> bool:
    """Each copy of a form was sent on, all to the same place."""
    places: dict[str, set[str | None]] = {}
    for form, (status, place) in zip(forms, answers, strict=True):
        assert status == 302, (form, status)
        places.setdefault(form.key, set()).add(place)
    return all(len(found) == 1 for found in places.values())


@pytest.mark.slow
def test_a_thousand_copies_have_one_effect_each(people, send):
    office, body = people("demo.vanphong"), people("demo.phunu")
    tasks = list(Task.objects.in_force().order_by("pk"))
    before = Counter(Event.objects.values_list("type", flat=True))
    comments, views, texts = Comment.objects.count(), SavedView.objects.count(), TextImport.objects.count()

    said = copies(
        [
            filled(f"/tasks/{task.pk}/comments/", text=f"Lời {n}")
            for n, task in zip(range(COMMENTS), itertools.cycle(tasks))
        ]
    )
    kept = copies([filled("/tasks/views/", name=f"Góc nhìn {n}", query=f"q={n}") for n in range(VIEWS)])
    read = copies(
        [
            filled("/imports/new/", text=f"Yêu cầu Hội Nông dân tỉnh báo cáo việc {n} trước ngày 30/11/2021.")
            for n in range(TEXTS)
        ]
    )
    assert answered_alike(said, send(office, said))
    assert answered_alike(kept, send(office, kept))
    assert answered_alike(read, send(office, read))

    # From two tabs the keys differ; what has happened cannot happen again, and nobody is told of a fault.
    imports = list(TextImport.objects.filter(status="reviewing").order_by("-created_at")[:TEXTS])
    thrown = [filled(f"/imports/{one.pk}/discard/") for one in imports]
    lines = TaskLine.objects.filter(
        unit__in=User.objects.get(username="demo.phunu").assignments.values("unit"),
        status__in=(LineStatus.ASSIGNED, LineStatus.IN_PROGRESS, LineStatus.RETURNED),
    )
    told = [filled(f"/lines/{line.pk}/report/", outcome="done", text="Đã xong.") for line in lines]
    reports = Report.objects.count()
    assert told
    discarded = send(office, copies([tab for form in thrown for tab in (form, form.in_another_tab())]))
    reported = send(body, copies([tab for form in told for tab in (form, form.in_another_tab())]))

    sent = len(said) + len(kept) + len(read) + len(discarded) + len(reported)
    after = Counter(Event.objects.values_list("type", flat=True))
    assert sent >= 1_000, sent
    assert max(status for status, _ in discarded + reported) < 500
    assert Comment.objects.count() - comments == COMMENTS
    assert SavedView.objects.count() - views == VIEWS
    assert TextImport.objects.count() - texts == TEXTS
    assert after["briefing.import_discarded"] - before["briefing.import_discarded"] == len(thrown)
    assert Report.objects.count() - reports == len(told)
    assert FormSubmission.objects.values("sender", "key").distinct().count() == FormSubmission.objects.count()
