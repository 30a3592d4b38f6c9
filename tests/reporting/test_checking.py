"""The checks while one types: asked of the server for what changed, nothing kept."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from giaoban.reporting import operations, queries
from giaoban.reporting.models import Return, Value
from tests.reporting.conftest import MONTH, OCTOBER

pytestmark = pytest.mark.usefixtures("in_october")


@pytest.fixture
def places(call):
    return {line.indicator.code: line.number for line in queries.items(call)}


@pytest.fixture
def ask(call, lan, signed_in, typed, places):
    """`ask("kien-nghi", kien_nghi="2")`: what the server says beside each line, by code, once these cells changed."""

    def asked(*changed, by=lan, **more):
        sent = typed(**more) | {"changed": [places[code] for code in changed]}
        answer = signed_in(by).post(reverse("reporting:check", args=[call.pk]), sent)
        assert answer.status_code == 200
        codes = {str(place): code for code, place in places.items()}
        return {codes[place]: one for place, one in answer.json()["lines"].items()}

    return asked


def test_cell_that_is_right_is_answered_with_nothing(ask):
    assert ask("giam-sat") == {"giam-sat": {"says": [], "refused": False, "asks_why": False}}


def test_part_that_changed_is_told_at_its_whole(ask):
    found = ask("ho-duoc-giup-ngheo", ho_duoc_giup_ngheo="13")

    assert set(found) == {"ho-duoc-giup-ngheo", "ho-duoc-giup"}
    assert found["ho-duoc-giup"]["refused"]
    assert "cộng lại được 31" in found["ho-duoc-giup"]["says"][0]


def test_rule_between_lines_asks_at_its_line(ask):
    found = ask("tuyen-truyen-buoi", tuyen_truyen_buoi=None)

    assert found["tuyen-truyen-luot"] == {
        "says": ["Có lượt người dự nhưng không có buổi tuyên truyền. Ghi rõ vì sao, hoặc sửa lại."],
        "refused": False,
        "asks_why": True,
    }


def test_jump_against_the_months_before_asks_why(ask, accepted, lan, phuc, at, call):
    september = OCTOBER.previous()
    before = operations.open_call(form=MONTH, period=september, due=september.end, due_above=september.end, by=phuc, at=at)  # fmt: skip
    accepted(before, lan, kien_nghi=20)

    found = ask("kien-nghi", kien_nghi="400")

    assert found["kien-nghi"]["asks_why"]
    assert not found["kien-nghi"]["refused"]
    assert "20" in found["kien-nghi"]["says"][0]


def test_number_that_may_be_misread_is_told_and_counts_as_not_said(ask):
    found = ask("ho-duoc-giup-ngheo", ho_duoc_giup_ngheo="1,234")

    assert found["ho-duoc-giup-ngheo"]["refused"]
    assert "hai cách" in found["ho-duoc-giup-ngheo"]["says"][0]
    assert found["ho-duoc-giup"]["says"] == []


def test_empty_cell_is_not_urged_and_other_lines_are_let_be(ask):
    found = ask("ho-duoc-giup", "giam-sat", ho_duoc_giup="", giam_sat="", kien_nghi_tra_loi="999")

    assert not any(line["says"] for line in found.values())
    assert "kien-nghi" not in found


def test_nothing_is_kept(ask):
    ask("giam-sat", giam_sat="3")

    assert not Return.objects.exists()
    assert not Value.objects.exists()


def test_work_does_not_grow_with_the_cells_that_changed(ask, places):
    ask("giam-sat")

    with CaptureQueriesContext(connection) as one:
        ask("giam-sat")
    with CaptureQueriesContext(connection) as all_of_them:
        ask(*places)

    assert len(all_of_them) == len(one)


@pytest.mark.parametrize("changed", ["", "x", "999", "-1", "²"])
def test_line_that_is_none_is_passed_over(call, lan, signed_in, typed, changed):
    answer = signed_in(lan).post(
        reverse("reporting:check", args=[call.pk]), typed() | {"changed": changed, "r3": "x" * 9000}
    )

    assert answer.json() == {"lines": {}}


def test_only_a_body_that_is_asked_is_answered_and_only_to_a_question(call, lan, bich, signed_in, typed):
    address = reverse("reporting:check", args=[call.pk])

    assert signed_in(lan).get(address).status_code == 405
    assert signed_in(bich).post(address, typed()).status_code == 404


def test_form_names_its_checks_and_has_a_place_for_what_they_say(call, lan, signed_in, places):
    shown = signed_in(lan).get(reverse("reporting:fill-in", args=[call.pk])).content.decode()

    assert f'data-checks="{reverse("reporting:check", args=[call.pk])}"' in shown
    assert f'id="f{places["kien-nghi"]}" aria-live="polite"' in shown
