"""Signing in: with a password, with one click in a demonstration, and not at all after five wrong ones."""

import datetime as dt
import uuid

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from giaoban.registry import lockout, operations
from giaoban.registry.models import DemonstrationClock
from tests.cast import PASSWORD, make_actor

WRONG = "sai-mật-khẩu-rồi"
NEW = "Cửa-Việt-gió-biển"


def try_in(client, username, password=WRONG, **more):
    return client.post("/sign-in/", {"login": username, "password": password, **more})


def lock(client, username):
    return [try_in(client, username) for _ in range(5)][-1]


# --- with a password --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["hoa", "HOA", " Hoa "])
def test_right_password_signs_in_and_leads_to_where_one_wanted(typed, client, hoa):
    answer = try_in(client, typed, PASSWORD, next="/organisation/?q=x")

    assert answer["Location"] == "/organisation/?q=x"
    assert client.get("/organisation/").status_code == 200


def test_without_a_wish_one_comes_to_the_own_work(client, hoa):
    assert try_in(client, "hoa", PASSWORD)["Location"] == "/my-work/"


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_sign_in_leads_to_no_other_site(elsewhere, client, hoa):
    assert try_in(client, "hoa", PASSWORD, next=elsewhere)["Location"] == "/my-work/"


@pytest.mark.parametrize("name", ["hoa", "nobody", "closed"])
def test_refusal_is_the_same_whether_the_account_exists_or_not(name, client, hoa, quan, province, at):
    made = make_actor("closed", "Đã Đóng", "clerk", province.women)
    operations.close_account(user_id=made.user.pk, by=quan, at=at)

    page = try_in(client, name, PASSWORD if name == "closed" else WRONG).content.decode()

    assert "Tên đăng nhập hoặc mật khẩu không đúng" in page
    assert "ngừng" not in page


def test_wrong_password_is_kept_nowhere(client, hoa):
    try_in(client, "hoa")

    (attempt,) = AccessAttempt.objects.all()
    assert WRONG not in f"{attempt.get_data} {attempt.post_data}"


def test_signed_in_person_who_opens_the_sign_in_page_is_led_on(signed_in, hoa):
    assert signed_in(hoa).get("/sign-in/")["Location"] == "/my-work/"


def test_signing_out_ends_the_session(signed_in, hoa, client):
    signed_in(hoa)

    client.post("/sign-out/")

    assert client.get("/account/").status_code == 302


def test_page_offers_no_sign_up_and_no_recovery_by_mail(client, db):
    page = client.get("/sign-in/").content.decode()

    assert page.count("<form") == 3  # the sign-in itself, the choice of language, the public search
    assert "người quản lý tài khoản" in page
    for route in ("account_signup", "account_reset_password", "account_email"):
        with pytest.raises(NoReverseMatch):
            reverse(route)


@pytest.mark.parametrize(
    "path", ["/signup/", "/accounts/", "/accounts/signup/", "/accounts/login/", "/password/reset/"]
)
def test_no_other_door_of_the_library_is_open(path, client, db):
    assert client.get(path).status_code == 404


# --- locked -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["hoa", "nobody"])
def test_five_wrong_passwords_lock_the_name_whether_it_exists_or_not(name, client, hoa):
    page = lock(client, name)

    assert page.status_code == 429
    assert "15 phút" in page.content.decode()


def test_locked_account_refuses_the_right_password(client, hoa):
    lock(client, "hoa")

    assert try_in(client, "hoa", PASSWORD).status_code == 429
    assert client.get("/account/").status_code == 302


def test_spelling_the_name_otherwise_or_coming_from_elsewhere_gains_no_tries(hoa):
    for number, typed in enumerate(["hoa", "HOA", "Hoa", " hoa ", "hOA"]):
        answer = Client(REMOTE_ADDR=f"10.0.0.{number}", HTTP_USER_AGENT=f"browser {number}").post(
            "/sign-in/", {"login": typed, "password": WRONG}
        )

    assert answer.status_code == 429


def test_lock_of_one_account_is_not_that_of_the_whole_office(client, hoa, phuc):
    lock(client, "hoa")

    assert try_in(client, "phuc", PASSWORD).status_code == 302


def test_right_password_in_time_forgives_the_wrong_ones(client, hoa):
    for _ in range(2):
        for _ in range(4):
            try_in(client, "hoa")
        assert try_in(client, "hoa", PASSWORD).status_code == 302
        client.post("/sign-out/")


def test_lock_ends_after_a_quarter_of_an_hour(client, hoa):
    lock(client, "hoa")
    assert lockout.locked_until(hoa.user, at=timezone.now()) is not None

    AccessAttempt.objects.update(attempt_time=timezone.now() - dt.timedelta(minutes=15, seconds=1))

    assert lockout.locked_until(hoa.user, at=timezone.now()) is None
    assert try_in(client, "hoa", PASSWORD).status_code == 302


def test_trying_on_does_not_prolong_the_lock(client, hoa):
    lock(client, "hoa")
    began = timezone.now() - dt.timedelta(minutes=14)
    AccessAttempt.objects.update(attempt_time=began)

    lock(client, "hoa")

    assert AccessAttempt.objects.get().attempt_time == began


def test_failures_from_several_places_count_together(hoa):
    at = timezone.now()
    for place, minutes in enumerate([14, 8, 2]):
        AccessAttempt.objects.create(
            username="hoa", ip_address=f"10.0.0.{place}", failures_since_start=2, user_agent=str(place)
        )
        AccessAttempt.objects.filter(user_agent=str(place)).update(attempt_time=at - dt.timedelta(minutes=minutes))

    until = lockout.locked_until(hoa.user, at=at)

    assert until == at + dt.timedelta(minutes=1)


def test_manager_lifts_the_lock(client, hoa, quan, at):
    lock(client, "hoa")

    operations.unlock_account(user_id=hoa.user.pk, by=quan, at=at)

    assert try_in(client, "hoa", PASSWORD).status_code == 302


# --- the own password -------------------------------------------------------------------------------------------------


def change(client, **told):
    return client.post(
        "/password/",
        {"idempotency_key": str(uuid.uuid4()), "present": PASSWORD, "new": NEW, "again": NEW} | told,
    )


def test_own_password_is_changed_here_and_signs_out_elsewhere(client, hoa):
    elsewhere = Client()
    for place in (client, elsewhere):
        try_in(place, "hoa", PASSWORD)

    answer = change(client)

    assert answer["Location"] == "/account/"
    assert client.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    assert try_in(Client(), "hoa", NEW).status_code == 302


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"present": WRONG}, "present"),
        ({"again": "khác"}, "again"),
        ({"new": "1234567890", "again": "1234567890"}, "new"),
        ({"new": PASSWORD, "again": PASSWORD}, "new"),
        ({"new": ""}, "new"),
    ],
)
def test_password_that_does_not_do_stays_and_says_where(told, field, signed_in, hoa, client):
    signed_in(hoa)

    page = change(client, **told)

    assert page.status_code == 200
    assert page.context["form"].errors.keys() >= {field}
    hoa.user.refresh_from_db()
    assert hoa.user.check_password(PASSWORD)


# --- with one click ---------------------------------------------------------------------------------------------------


@pytest.fixture
def demonstration(settings, province):
    settings.DEMONSTRATION = True
    return make_actor("demo.truong", "Nhân Vật Minh Họa", "secretariat", province.office)


def test_demonstration_offers_its_people_and_nobody_real(client, demonstration, hoa):
    page = client.get("/sign-in/?next=/organisation/").content.decode()

    assert "Nhân Vật Minh Họa" in page
    assert "Văn phòng Tỉnh ủy" in page
    assert "Lê Thị Hoa" not in page


def test_one_click_signs_in_as_somebody_of_the_demonstration(client, demonstration):
    answer = client.post("/demonstration/sign-in/", {"username": "demo.truong", "next": "/organisation/"})

    assert answer["Location"] == "/organisation/"
    assert "Nhân Vật Minh Họa" in client.get("/account/").content.decode()


@pytest.mark.parametrize("name", ["hoa", "demo.nobody", ""])
def test_one_click_signs_in_as_nobody_else(name, client, demonstration, hoa):
    assert client.post("/demonstration/sign-in/", {"username": name}).status_code == 404


def test_one_click_does_not_exist_outside_a_demonstration(client, demonstration, settings):
    settings.DEMONSTRATION = False

    assert "demo.truong" not in client.get("/sign-in/").content.decode()
    assert client.post("/demonstration/sign-in/", {"username": "demo.truong"}).status_code == 404


def test_role_of_the_demonstration_that_was_taken_back_is_not_offered(client, demonstration, province, at):
    chief = make_actor("truong", "Quản Lý Tỉnh", "territory_account_manager", province.office)

    operations.revoke_role(assignment_id=demonstration.assignment.pk, by=chief, at=at)

    assert client.post("/demonstration/sign-in/", {"username": "demo.truong"}).status_code == 404


# --- in whose name ----------------------------------------------------------------------------------------------------


@pytest.fixture
def second(hoa, province, at):
    return operations.grant_role(
        user=hoa.user, role="clerk", unit_id=province.youth.pk,
        valid_from=dt.date(2021, 1, 1), valid_until=None, by=None, at=at,
    )  # fmt: skip


def test_one_acts_in_another_own_role_from_then_on(signed_in, hoa, second, client):
    signed_in(hoa)

    answer = client.post("/act-as/", {"assignment": str(second.pk), "next": "/account/"})

    assert answer["Location"] == "/account/"
    assert client.get("/account/").context["actor"].assignment == second


def test_nobody_acts_in_the_role_of_another(signed_in, hoa, second, phuc, client):
    signed_in(hoa)

    answer = client.post("/act-as/", {"assignment": str(phuc.assignment.pk)})

    assert answer.status_code == 404
    assert client.get("/account/").context["actor"].assignment == hoa.assignment


# --- the day ----------------------------------------------------------------------------------------------------------


def test_demonstration_lives_on_its_day_and_says_so(client, demonstration):
    operations.set_demonstration_day(day=dt.date(2021, 10, 28))

    page = client.get("/sign-in/").content.decode()

    assert "28/10/2021" in page


def test_demonstration_has_one_day(db):
    for day in (dt.date(2021, 10, 28), dt.date(2021, 11, 1)):
        operations.set_demonstration_day(day=day)

    assert list(DemonstrationClock.objects.values_list("day", flat=True)) == [dt.date(2021, 11, 1)]


def test_day_of_a_demonstration_is_nothing_to_a_house_at_work(db, settings):
    from giaoban.kernel import clock
    from giaoban.registry import queries

    operations.set_demonstration_day(day=dt.date(2021, 10, 28))
    settings.DEMONSTRATION = False

    assert queries.today() == clock.day_of(clock.now())
