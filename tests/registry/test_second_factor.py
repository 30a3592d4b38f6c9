"""The second factor: who is asked, how it is set up, used, lost and taken away."""

import datetime as dt
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from cryptography.fernet import InvalidToken
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from giaoban.kernel import clock
from giaoban.registry import operations, second_factor
from giaoban.registry.actor import Actor
from giaoban.registry.forms import WRONG_CODE
from giaoban.registry.models import Event, User
from tests.cast import PASSWORD, SINCE, TODAY, make_actor

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
ROLES = [
    "secretariat",
    "leader",
    "coordinator",
    "officer",
    "editor",
    "approver",
    "account_manager",
    "territory_account_manager",
    "operator",
]
SET_UP, CONFIRM, CODE = "/account/second-factor/set-up/", "/account/confirm/", "/sign-in/code/"


def code_of(secret: str, *, steps: int = 0, at: float | None = None) -> str:
    now = time.time() if at is None else at
    return format_hotp_value(hotp_value(secret, int(now) // 30 + steps))


def held(actor: Actor) -> Actor:
    """The actor as a request makes it: with all assignments."""
    return Actor(actor.user, actor.assignment, actor.on, [actor.assignment])


@pytest.fixture
def asked(settings, _no_second_factor_asked):
    settings.SECOND_FACTOR_ROLES = ROLES


@pytest.fixture
def with_factor(hoa, asked):
    operations.set_up_second_factor(secret=SECRET, step=0, by=hoa, at=clock.now())
    hoa.user.refresh_from_db()
    return hoa


def password_given(client: Client, username: str = "hoa") -> Client:
    answer = client.post("/sign-in/", {"login": username, "password": PASSWORD})
    assert answer.status_code == 302
    return client


# --- The arithmetic ---------------------------------------------------------------------------------------------------


def test_codes_are_those_of_the_standard():
    """RFC 6238, appendix B: the last six figures for SHA-1 and the secret of twenty ASCII figures."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    instants = {59: "287082", 1111111109: "081804", 1234567890: "005924", 20000000000: "353130"}

    steps = {at: second_factor.accepted_step(secret, code, at=at) for at, code in instants.items()}

    assert steps == {at: at // 30 for at in instants}


@pytest.mark.parametrize(("late", "good"), [(-61, False), (-30, True), (0, True), (29, True), (59, True), (61, False)])
def test_code_is_good_for_half_a_minute_around_its_own(late, good):
    code = code_of(SECRET, at=30_000)

    assert (second_factor.accepted_step(SECRET, code, at=30_000 + late) is not None) is good


def test_code_may_be_typed_with_a_space():
    code = code_of(SECRET, at=30_000)

    assert second_factor.accepted_step(SECRET, f"{code[:3]} {code[3:]}", at=30_000) == 1000


# --- Who is asked -----------------------------------------------------------------------------------------------------


def test_factor_is_asked_of_roles_above_the_communes_and_of_no_clerk(asked, everybody):
    found = {actor.user.username for actor in everybody if second_factor.is_asked_of(held(actor))}

    assert found == {"minh", "hoa", "tuyet", "phuc", "quan", "van", "khoa", "stranger"}


def test_officer_of_a_commune_is_not_asked(asked, province):
    officer = make_actor("xa", "Nguyễn Văn Xã", "officer", province.front_commune)

    assert not second_factor.is_asked_of(held(officer))


def test_officer_of_a_district_is_asked(asked, province):
    officer = make_actor("huyen", "Nguyễn Văn Huyện", "officer", province.women_district)

    assert second_factor.is_asked_of(held(officer))


def test_acting_in_the_lesser_of_two_roles_is_no_way_around(asked, province, lan):
    wide = operations.grant_role(
        user=lan.user, role="officer", unit_id=province.front.pk, valid_from=SINCE, valid_until=None, by=None,
        at=clock.now(),
    )  # fmt: skip
    actor = Actor(lan.user, lan.assignment, TODAY, [lan.assignment, wide])

    assert second_factor.is_asked_of(actor)


def test_one_who_showed_a_factor_costs_no_query_more(settings, with_factor, signed_in, client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get("/organisation/")
        return len(captured)

    signed_in(with_factor)
    session = client.session
    session[second_factor.SESSION] = str(with_factor.user.pk)
    session.save()
    client.get("/organisation/")

    asked = queries()
    settings.SECOND_FACTOR_ROLES = []

    assert queries() == asked


# --- The gate ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/my-work/", "/organisation/", "/tasks/", "/account/"])
def test_without_the_factor_every_page_leads_to_setting_it_up(asked, signed_in, hoa, path):
    answer = signed_in(hoa).get(path)

    assert (answer.status_code, answer["Location"]) == (302, SET_UP)


def test_without_the_factor_nothing_can_be_sent(asked, signed_in, hoa):
    assert signed_in(hoa).post("/act-as/")["Location"] == SET_UP


def test_without_the_factor_one_may_set_it_up_sign_out_and_change_the_password(asked, signed_in, hoa):
    client = signed_in(hoa)

    assert [client.get(path).status_code for path in (SET_UP, "/account/second-factor/", "/password/")] == [200] * 3
    assert client.post("/sign-out/").status_code == 302


def test_session_that_never_showed_the_factor_of_its_account_must_show_it(with_factor, signed_in):
    client = signed_in(with_factor)

    assert client.get("/my-work/")["Location"] == CONFIRM

    client.post(CONFIRM, {"code": code_of(SECRET), "next": "/organisation/"})

    assert client.get("/my-work/").status_code == 200


def test_fictional_people_of_the_demonstration_are_not_asked(asked, province, settings):
    settings.DEMONSTRATION = True
    actor = make_actor("demo.hoa", "Lê Thị Hoa", "officer", province.women)

    assert not second_factor.is_asked_of(held(actor))


# --- Setting up -------------------------------------------------------------------------------------------------------


def test_setting_up_shows_a_picture_takes_a_code_and_gives_ten_codes_on_paper(asked, signed_in, hoa):
    client = signed_in(hoa)
    page = client.get(SET_UP).content.decode()
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")

    answer = client.post(SET_UP, {"code": code_of(secret)}, follow=True)

    assert "<svg" in page
    assert len(re.findall(r"<code>\d{4} \d{4}</code>", answer.content.decode())) == 10
    assert client.get("/my-work/").status_code == 200
    assert Event.objects.filter(type="registry.second_factor_set").count() == 1


def test_wrong_first_code_sets_nothing_up_and_keeps_the_picture(asked, signed_in, hoa):
    client = signed_in(hoa)
    before = client.get(SET_UP).content.decode()

    answer = client.post(SET_UP, {"code": "000000"})

    assert answer.status_code == 200
    assert re.findall(r"<code>.*?</code>", before)[0] in answer.content.decode()
    assert not Authenticator.objects.exists()


def test_secret_is_ciphertext_in_the_database_and_unreadable_with_another_key(with_factor, settings):
    kept = Authenticator.objects.get(type="totp").data["secret"]

    assert SECRET not in kept
    assert decrypt(kept) == SECRET

    settings.SECOND_FACTOR_KEY = "another"
    with pytest.raises(InvalidToken):
        decrypt(kept)


def test_setting_up_signs_out_every_other_place(asked, signed_in, hoa):
    elsewhere = password_given(Client())
    assert elsewhere.get("/account/second-factor/").status_code == 200

    operations.set_up_second_factor(secret=SECRET, step=0, by=hoa, at=clock.now())

    assert elsewhere.get("/account/second-factor/")["Location"].startswith("/sign-in/")


# --- Signing in -------------------------------------------------------------------------------------------------------


def test_password_alone_signs_nobody_in(with_factor, client):
    answer = client.post("/sign-in/", {"login": "hoa", "password": PASSWORD})

    assert answer["Location"].startswith(CODE)
    assert client.get("/my-work/")["Location"].startswith("/sign-in/")


def test_password_and_code_sign_in(with_factor, client):
    password_given(client)

    client.post(CODE, {"code": code_of(SECRET)})

    assert client.get("/my-work/").status_code == 200


def test_code_is_good_once(with_factor, client):
    code = code_of(SECRET)
    password_given(client).post(CODE, {"code": code})
    second = password_given(Client())

    answer = second.post(CODE, {"code": code})

    assert answer.status_code == 200
    assert str(WRONG_CODE) in answer.content.decode()


def test_code_on_paper_signs_in_once_and_is_logged(with_factor, client):
    code = second_factor.recovery_codes(with_factor.user)[3]

    password_given(client).post(CODE, {"code": f"{code[:4]} {code[4:]}"})
    again = password_given(Client()).post(CODE, {"code": code})

    assert client.get("/my-work/").status_code == 200
    assert again.status_code == 200
    assert len(second_factor.recovery_codes(with_factor.user)) == 9
    assert Event.objects.get(type="registry.recovery_code_used").data["left"] == 9


def test_five_wrong_codes_lock_the_account_also_for_the_right_one(with_factor, client):
    password_given(client)

    answers = [client.post(CODE, {"code": "000000"}).status_code for _try in range(5)]
    right = client.post(CODE, {"code": code_of(SECRET)})

    assert answers[-1] == 429
    assert right.status_code == 429
    assert client.get("/my-work/")["Location"].startswith("/sign-in/")


def test_right_password_again_and_again_gives_no_further_tries_at_the_code(with_factor):
    answers = [password_given(Client()).post(CODE, {"code": "000000"}).status_code for _round in range(5)]

    assert answers == [200, 200, 200, 200, 429]


def test_shown_factor_is_no_bodys_who_signs_in_next_in_the_same_browser(with_factor, province, client):
    make_actor("mai", "Trần Thị Mai", "officer", province.women)
    password_given(client).post(CODE, {"code": code_of(SECRET)})
    client.post("/sign-out/")

    password_given(client, "mai")

    assert client.get("/my-work/")["Location"] == SET_UP


# --- Removing and resetting -------------------------------------------------------------------------------------------


def test_own_factor_is_removed_and_asked_for_anew(with_factor, client):
    password_given(client).post(CODE, {"code": code_of(SECRET)})
    page = client.get("/account/second-factor/remove/").content.decode()
    key = re.search(r'name="idempotency_key" value="([^"]+)"', page)[1]

    client.post("/account/second-factor/remove/", {"idempotency_key": key})

    assert not Authenticator.objects.exists()
    assert client.get("/my-work/")["Location"] == SET_UP


def test_manager_takes_a_lost_factor_away_and_it_is_logged(with_factor, quan, at, client):
    password_given(client).post(CODE, {"code": code_of(SECRET)})

    operations.reset_second_factor(user_id=with_factor.user.pk, by=quan, at=at)

    assert not Authenticator.objects.exists()
    assert client.get("/my-work/")["Location"].startswith("/sign-in/")
    assert Event.objects.get(type="registry.second_factor_reset").by_name == str(quan.user)


def test_nobody_takes_away_the_factor_of_one_who_may_more_nor_the_own(asked, tuyet, quan, at):
    for account in (tuyet.user, quan.user):
        with pytest.raises(PermissionDenied):
            operations.reset_second_factor(user_id=account.pk, by=quan, at=at)


def test_new_codes_on_paper_void_the_old_ones(with_factor, at):
    before = second_factor.recovery_codes(with_factor.user)

    operations.renew_recovery_codes(by=with_factor, at=at)

    assert not set(before) & set(second_factor.recovery_codes(with_factor.user))


def test_codes_on_paper_need_a_factor(hoa, at):
    with pytest.raises(PermissionDenied):
        operations.renew_recovery_codes(by=hoa, at=at)


def test_set_up_twice_keeps_the_first_secret(with_factor):
    operations.set_up_second_factor(secret="A" * 32, step=0, by=with_factor, at=clock.now())

    assert decrypt(Authenticator.objects.get(type="totp").data["secret"]) == SECRET


def test_code_is_used_up_for_every_worker(with_factor):
    at = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
    code = code_of(SECRET, at=at.timestamp())

    shown = [operations.use_code(user_id=with_factor.user.pk, code=code, at=at) for _worker in range(2)]

    assert shown == [operations.Shown.PHONE, None]


def test_account_without_a_factor_has_no_good_code(hoa, at):
    assert operations.use_code(user_id=hoa.user.pk, code="000000", at=at) is None
    assert not User.objects.get(pk=hoa.user.pk).session_generation
