"""Forms that several people write, put in force and call for in the same moment."""

import datetime as dt
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from django.db import connection, transaction

from giaoban.kernel.period import Period
from giaoban.registry.enums import UnitKind
from giaoban.reporting import known, operations
from giaoban.reporting.drafted.content import Content, DraftLine, DraftSection, Head
from giaoban.reporting.enums import FormPeriod, Level, Window
from giaoban.reporting.models import Call, FormDraft, FormTemplate
from giaoban.reporting.operations import refusals
from tests.reporting.conftest import province  # noqa: F401 - a fixture

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

AT_ONCE, ROUNDS = 8, 25
HEAD = Head(
    "tuyen-truyen-rieng", "Báo cáo tuyên truyền riêng", UnitKind.FRONT, Level.COMMUNE, FormPeriod.MONTH, Window.CALENDAR
)
CONTENT = Content((DraftSection("Tuyên truyền", "", (DraftLine("tuyen-truyen-buoi"),)),))
NOVEMBER = Period.of_month(2021, 11)
FIRST = dt.date(2021, 11, 1)


def at_once(*acts) -> list[str]:
    """Does them in the same moment; how each ended: "done", or the name of the refusal. Anything else is raised."""
    begin = Barrier(len(acts))

    def do(act) -> str:
        begin.wait(20)
        try:
            act()
        except operations.Refused as refusal:
            return type(refusal).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))


def test_one_of_those_who_begin_a_form_begins_it(phuc, at):
    def begin():
        operations.begin_form(head=HEAD, content=CONTENT, copied=None, by=phuc, at=at)

    ended = Counter(at_once(*[begin] * AT_ONCE))

    assert ended == {"done": 1, refusals.DraftedAlready.__name__: AT_ONCE - 1}
    assert FormDraft.objects.get().code == HEAD.code


def test_nobody_calls_for_a_version_that_ends_before_the_period_does(phuc, at):
    """Whoever comes second is told, or gets the version that is then in force."""
    ended = Counter()
    for number in range(ROUNDS):
        code = f"tuyen-truyen-rieng-{number}"
        call, put = a_call_and_a_new_version(code, phuc, at)

        ended[tuple(at_once(call, put))] += 1

        made = Call.objects.select_related("form").get(form__code=code)
        versions = FormTemplate.objects.filter(code=code)
        assert versions.get(valid__contains=made.map_day) == made.form
    assert set(ended) <= {("done", "done"), ("done", refusals.CalledForAlready.__name__)}, ended


def test_whoever_calls_while_a_new_version_is_put_in_force_calls_for_that_one(phuc, at):
    call, put = a_call_and_a_new_version(HEAD.code, phuc, at)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            put()
            calling = pool.submit(at_once, call)
            wait_until_somebody_waits()
        assert calling.result(20) == ["done"]

    assert Call.objects.get().form == FormTemplate.objects.get(code=HEAD.code, valid__contains=FIRST)


def a_call_and_a_new_version(code, by, at):
    """Two acts on a form in force: somebody calls for it in November, and a version of it begins on the 1st of November."""
    head = replace(HEAD, code=code)
    draft = operations.begin_form(head=head, content=CONTENT, copied=None, by=by, at=at)
    first = operations.put_in_force(draft_id=draft.pk, seen=1, since=dt.date(2021, 1, 1), by=by, at=at)
    later = operations.begin_form(head=head, content=known.content_of(first), copied=first, by=by, at=at)

    def call():
        due, above = operations.default_dues(first, NOVEMBER)
        operations.open_call(form=first, period=NOVEMBER, due=due, due_above=above, by=by, at=at)

    def put():
        operations.put_in_force(draft_id=later.pk, seen=1, since=FIRST, by=by, at=at)

    return call, put


def wait_until_somebody_waits():
    for _ in range(2_000):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)
    pytest.fail("nobody waited: the two acts do not exclude each other")
