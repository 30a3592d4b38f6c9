"""How long a session lasts, what ends it, and when one must show again that it is oneself."""

import time
import uuid

import pytest
from django.test import Client
from django.utils.translation import gettext

from giaoban.registry import operations
from giaoban.registry.session_life import BEGAN, CONFIRMED, SEEN
from tests.cast import PASSWORD


@pytest.fixture
def inside(signed_in, hoa):
    """Moves the session's instants back by so many seconds."""
    client = signed_in(hoa)

    def moved(**seconds: float) -> Client:
        session = client.session
        for key, name in ((BEGAN, "began"), (SEEN, "seen"), (CONFIRMED, "confirmed")):
            session[key] -= seconds.get(name, 0)
        session.save()
        return client

    return moved


def sign_in(client: Client, username: str = "hoa") -> Client:
    client.post("/sign-in/", {"login": username, "password": PASSWORD})
    return client


def test_session_ends_a_working_day_after_it_began_however_busy(inside):
    client = inside(began=12 * 3600 + 1, seen=1)

    answer = client.get("/account/", follow=True)

    assert answer.redirect_chain[-1][0].startswith("/sign-in/")
    assert gettext("You were signed out because the time was over. Please sign in again.") in answer.content.decode()


def test_session_ends_when_nobody_uses_it(inside):
    assert inside(began=4 * 3600 + 1, seen=4 * 3600 + 1).get("/account/").status_code == 302


def test_use_keeps_a_session_alive(inside):
    client = inside(began=4 * 3600, seen=3 * 3600)

    client.get("/account/")

    assert time.time() - client.session[SEEN] < 60
    assert time.time() - client.session[BEGAN] > 3 * 3600


def test_busy_session_is_written_seldom(inside, django_assert_num_queries):
    client = inside(seen=299)
    client.get("/account/")

    assert time.time() - client.session[SEEN] > 200


def test_signing_in_gives_the_session_another_name(hoa, client):
    client.get("/sign-in/")
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    client.cookies["giaoban_session"] = planted

    sign_in(client)

    assert client.session.session_key != planted
    assert Client(headers={"cookie": f"giaoban_session={planted}"}).get("/account/").status_code == 302


def test_new_password_signs_out_every_other_place(hoa, client):
    elsewhere = sign_in(Client())
    here = sign_in(client)

    here.post(
        "/password/",
        {
            "present": PASSWORD,
            "new": "Cửa-Việt-gió-biển",
            "again": "Cửa-Việt-gió-biển",
            "idempotency_key": uuid.uuid4(),
        },
    )

    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302


def test_reset_password_signs_out_everywhere(hoa, quan, at, client):
    sign_in(client)

    operations.reset_password(user_id=hoa.user.pk, by=quan, at=at)

    assert client.get("/account/").status_code == 302


def test_cookies_are_closed_to_scripts_and_to_other_sites(hoa, client):
    sign_in(client)

    cookie = client.cookies["giaoban_session"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


# --- Showing again that it is oneself ---------------------------------------------------------------------------------


@pytest.fixture
def manager(signed_in, quan):
    client = signed_in(quan)
    session = client.session
    session[CONFIRMED] -= 16 * 60
    session.save()
    return client


def test_dangerous_act_asks_to_show_again_that_it_is_oneself(manager, hoa):
    path = f"/accounts/{hoa.user.pk}/password/"

    answer = manager.get(path)

    assert answer["Location"] == f"/account/confirm/?next={path.replace('/', '%2F')}"


def test_right_password_leads_back_to_the_act(manager, hoa):
    path = f"/accounts/{hoa.user.pk}/password/"

    answer = manager.post("/account/confirm/", {"password": PASSWORD, "next": path})

    assert answer["Location"] == path
    assert manager.get(path).status_code == 200


def test_wrong_password_confirms_nothing_and_counts(manager, hoa):
    for _try in range(5):
        answer = manager.post("/account/confirm/", {"password": "sai", "next": "/"})

    assert answer.status_code == 429
    assert manager.get(f"/accounts/{hoa.user.pk}/password/").status_code == 302


def test_unconfirmed_form_does_nothing_and_its_key_stays_free(manager, hoa):
    path, key = f"/accounts/{hoa.user.pk}/password/", uuid.uuid4()

    manager.post(path, {"idempotency_key": key})
    manager.post("/account/confirm/", {"password": PASSWORD, "next": path})
    answer = manager.post(path, {"idempotency_key": key})

    assert answer["Location"].endswith("/password/shown/")


def test_confirming_leads_to_no_other_site(manager):
    answer = manager.post("/account/confirm/", {"password": PASSWORD, "next": "//elsewhere.example/"})

    assert answer["Location"] == "/my-work/"
