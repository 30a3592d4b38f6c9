"""A form has one effect, however often it arrives."""

import threading
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect
from django.test import Client
from django.urls import path

from giaoban.registry import gate
from giaoban.registry.idempotency import once
from giaoban.registry.models import FormSubmission, Holiday
from giaoban.site.urls import urlpatterns as site

ARRIVED = threading.Barrier(2, timeout=10)


@once
@gate.public
def add_holiday(request):
    """Adds a row and then answers as the field `then` says."""
    if request.method != "POST":
        return HttpResponse("form")
    day = request.POST["day"]
    Holiday.objects.create(day=day, name=request.POST.get("name", "Tết"))
    match request.POST.get("then"):
        case "show errors":
            return HttpResponse("the form again, with its errors")
        case "crash":
            raise RuntimeError("the line broke")
    return redirect(f"/holidays/{day}/{Holiday.objects.count()}/")


urlpatterns = [*site, path("add/", add_holiday)]
pytestmark = pytest.mark.urls(__name__)


def form(**fields):
    return {"idempotency_key": str(uuid.uuid4()), "day": "2021-09-02", **fields}


def test_form_sent_again_has_one_effect_and_the_first_answer(client, db):
    sent = form()

    answers = [client.post("/add/", sent)["Location"] for _ in range(3)]

    assert answers == ["/holidays/2021-09-02/1/"] * 3
    assert Holiday.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_double_click_has_one_effect_and_both_get_the_first_answer():
    sent, answers = form(), []

    def click():
        ARRIVED.wait()
        answers.append(Client().post("/add/", sent)["Location"])
        connection.close()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()

    assert answers == ["/holidays/2021-09-02/1/"] * 2
    assert Holiday.objects.count() == 1


@pytest.mark.parametrize("change", [{"day": "2021-09-03"}, {"name": "Quốc khánh"}, {"more": "x"}])
def test_same_key_with_other_content_is_refused_and_changes_nothing(change, client, db):
    sent = form()
    client.post("/add/", sent)

    answer = client.post("/add/", sent | change)

    assert answer.status_code == 409
    assert "đã gửi" in answer.content.decode() or "đã được gửi" in answer.content.decode()
    assert [str(holiday.day) for holiday in Holiday.objects.all()] == ["2021-09-02"]


def test_same_key_with_another_file_is_refused(client, db):
    sent = form()
    client.post("/add/", sent | {"file": SimpleUploadedFile("a.txt", b"one")})

    again = client.post("/add/", sent | {"file": SimpleUploadedFile("a.txt", b"one")})
    other = client.post("/add/", sent | {"file": SimpleUploadedFile("a.txt", b"two")})

    assert [again.status_code, other.status_code] == [302, 409]


def test_form_shown_again_with_errors_had_no_effect_and_keeps_its_key(client, db):
    sent = form()

    refused = client.post("/add/", sent | {"then": "show errors"})
    mended = client.post("/add/", sent)

    assert refused.status_code == 200
    assert mended["Location"] == "/holidays/2021-09-02/1/"


def test_crash_in_between_leaves_nothing_and_the_form_can_be_sent_again(client, db):
    sent = form()

    with pytest.raises(RuntimeError, match="the line broke"):
        client.post("/add/", sent | {"then": "crash"})

    assert not Holiday.objects.exists()
    assert not FormSubmission.objects.exists()
    assert client.post("/add/", sent).status_code == 302


@pytest.mark.parametrize("key", ["", "not a key"])
def test_form_without_a_key_is_refused(key, client, db):
    assert client.post("/add/", form(idempotency_key=key)).status_code == 400
    assert not Holiday.objects.exists()


def test_key_of_one_person_is_not_the_key_of_another(client, signed_in, hoa, lan):
    sent = form()
    client.force_login(hoa.user, backend="django.contrib.auth.backends.ModelBackend")
    client.post("/add/", sent)

    client.force_login(lan.user, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post("/add/", sent | {"day": "2021-09-03"})

    assert answer["Location"] == "/holidays/2021-09-03/2/"


def test_visitors_are_told_apart_by_their_cookies(db):
    sent, one, other = form(), Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)

    for visitor, day in ((one, "2021-09-02"), (other, "2021-09-03")):
        token = visitor.get("/sign-in/").cookies["giaoban_csrf"].value
        assert visitor.post("/add/", sent | {"day": day, "csrfmiddlewaretoken": token}).status_code == 302

    assert Holiday.objects.count() == 2


def test_nothing_that_was_sent_can_be_read_from_what_is_kept(client, db):
    """Not even a short secret by trying: the hash is keyed."""
    import hashlib

    sent = form(name="1234")
    client.post("/add/", sent)

    kept = FormSubmission.objects.values().get()
    assert "1234" not in str({**kept, "key": "", "at": ""})
    assert kept["fingerprint"] != hashlib.sha256(b"1234").hexdigest()


def test_page_of_the_form_needs_no_key(client, db):
    assert client.get("/add/").content == b"form"
