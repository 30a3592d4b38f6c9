"""Looking after accounts in the browser: each act once, each person only where the role reaches."""

import uuid

import pytest
from django.test import Client

from giaoban.registry import operations
from giaoban.registry.models import Event, RoleAssignment, User
from tests.cast import MADE_AT, PASSWORD, make_actor


def send(client, path, **fields):
    return client.post(path, {"idempotency_key": str(uuid.uuid4()), **fields})


@pytest.fixture
def desk(signed_in, quan):
    """Quản's browser."""
    return signed_in(quan)


@pytest.fixture
def newcomer(province) -> User:
    return operations.make_account(
        username="moi", full_name="Người Mới", unit_id=province.women.pk, by=None, at=MADE_AT
    )


def shown_password(page: str) -> str:
    return page.partition("<code>")[2].partition("</code>")[0]


def test_accounts_of_a_unit_are_listed_with_their_roles(desk, province, hoa, newcomer):
    page = desk.get(f"/organisation/{province.women.pk}/accounts/").content.decode()

    for words in ("Lê Thị Hoa", "Người Mới", "Đỗ Văn Quản", "Cán bộ của tổ chức"):
        assert words in page


def test_list_of_accounts_costs_the_same_for_few_and_for_many(desk, province, newcomer, django_assert_num_queries):
    path = f"/organisation/{province.women.pk}/accounts/"
    with django_assert_num_queries(8) as few:
        desk.get(path)
    for number in range(10):
        make_actor(f"nguoi{number}", f"Người {number}", "clerk", province.women)

    with django_assert_num_queries(len(few)):
        desk.get(path)


def test_account_is_opened_and_its_password_shown_once(desk, province):
    answer = send(desk, f"/organisation/{province.women.pk}/accounts/open/", full_name="Trần Thị Thu", username="Thu.T")

    page = desk.get(answer["Location"]).content.decode()
    again = desk.get(answer["Location"]).content.decode()
    made = User.objects.get(username="thu.t")
    assert (made.unit, made.must_change_password) == (province.women, True)
    assert made.check_password(shown_password(page))
    assert shown_password(page)
    assert not shown_password(again)


def test_account_opened_twice_by_a_double_click_is_one(desk, province):
    sent = {"idempotency_key": str(uuid.uuid4()), "full_name": "Trần Thị Thu", "username": "thu"}

    answers = {desk.post(f"/organisation/{province.women.pk}/accounts/open/", sent)["Location"] for _ in range(2)}

    assert len(answers) == 1
    assert Event.objects.filter(type="registry.password_reset").count() == 1


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"username": "HOA", "full_name": "X"}, "đã có người dùng"),
        ({"username": "demo.x", "full_name": "X"}, "trình diễn"),
        ({"username": "có dấu cách", "full_name": "X"}, "hợp lệ"),
        ({"username": "", "full_name": "X"}, "Tên đăng nhập"),
    ],
)
def test_refused_account_says_why_beside_the_field_and_opens_nothing(told, words, desk, province, hoa):
    before = User.objects.count()

    answer = send(desk, f"/organisation/{province.women.pk}/accounts/open/", **told)

    assert answer.status_code == 200
    assert words in str(answer.context["form"].errors) + answer.content.decode()
    assert "username" in answer.context["form"].errors
    assert User.objects.count() == before


def test_unit_beyond_reach_has_no_accounts_page(desk, province):
    assert desk.get(f"/organisation/{province.youth.pk}/accounts/").status_code == 404
    assert (
        send(desk, f"/organisation/{province.youth.pk}/accounts/open/", full_name="X", username="x").status_code == 404
    )


@pytest.mark.parametrize("name", ["phuc", "lan", "tuyet", "stranger"])
def test_account_beyond_reach_does_not_exist(name, desk, request):
    other = request.getfixturevalue(name)

    for act in ("", "password/", "close/", "roles/give/"):
        assert desk.get(f"/accounts/{other.user.pk}/{act}").status_code == 404
    for act in ("password/", "close/", "reopen/", "unlock/", "roles/give/"):
        assert send(desk, f"/accounts/{other.user.pk}/{act}").status_code == 404


def test_account_that_may_more_is_seen_but_not_touched(desk, province):
    chief = make_actor("thuky", "Thư Ký", "secretariat", province.women)

    page = desk.get(f"/accounts/{chief.user.pk}/")

    assert page.status_code == 200
    assert not page.context["manages"]
    assert desk.get(f"/accounts/{chief.user.pk}/password/").status_code == 403
    assert send(desk, f"/accounts/{chief.user.pk}/password/").status_code == 403


def test_role_is_given_with_dates_and_its_last_day_counts(desk, newcomer, province):
    answer = send(
        desk, f"/accounts/{newcomer.pk}/roles/give/", role="clerk", valid_from="2021-11-01", last_day="2021-11-30"
    )

    given = RoleAssignment.objects.get(user=newcomer)
    assert answer["Location"] == f"/accounts/{newcomer.pk}/"
    assert (given.unit, str(given.valid.lower), str(given.valid.upper)) == (province.women, "2021-11-01", "2021-12-01")
    assert "01/11/2021" in desk.get(answer["Location"]).content.decode()
    assert "30/11/2021" in desk.get(answer["Location"]).content.decode()


def test_form_offers_only_roles_that_reach_no_further(desk, newcomer):
    form = desk.get(f"/accounts/{newcomer.pk}/roles/give/").context["form"]

    assert {code for code, _name in form.fields["role"].choices} == {"officer", "clerk", "account_manager"}


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"role": "secretariat"}, "role"),
        ({"valid_from": "31/02/2021"}, "valid_from"),
        ({"last_day": "2021-10-01"}, "last_day"),
    ],
)
def test_role_that_does_not_do_says_where(told, field, desk, newcomer):
    answer = send(
        desk, f"/accounts/{newcomer.pk}/roles/give/", **({"role": "clerk", "valid_from": "2021-11-01"} | told)
    )

    assert list(answer.context["form"].errors) == [field]
    assert not RoleAssignment.objects.filter(user=newcomer).exists()


def test_role_held_already_is_refused_in_words(desk, hoa):
    answer = send(desk, f"/accounts/{hoa.user.pk}/roles/give/", role="officer", valid_from="2021-11-01")

    assert "đã giữ vai trò này" in answer.content.decode()


def test_role_is_taken_back_after_its_consequence_was_named(desk, hoa):
    path = f"/accounts/{hoa.user.pk}/roles/{hoa.assignment.pk}/take-back/"

    asked = desk.get(path).content.decode()
    answer = send(desk, path)

    assert "Lê Thị Hoa" in asked
    assert answer["Location"] == f"/accounts/{hoa.user.pk}/"
    assert not RoleAssignment.objects.in_force(hoa.on).filter(user=hoa.user).exists()


def test_role_of_another_account_is_not_taken_back_through_this_one(desk, hoa, phuc):
    assert send(desk, f"/accounts/{hoa.user.pk}/roles/{phuc.assignment.pk}/take-back/").status_code == 404


def test_password_is_reset_and_the_person_must_choose_the_own_one(desk, hoa):
    answer = send(desk, f"/accounts/{hoa.user.pk}/password/")
    password = shown_password(desk.get(answer["Location"]).content.decode())

    person = Client()
    person.post("/sign-in/", {"login": "hoa", "password": password})
    assert person.get("/account/")["Location"] == "/password/"
    send(person, "/password/", present=password, new="Cửa-Việt-gió-biển", again="Cửa-Việt-gió-biển")
    assert person.get("/account/").status_code == 200


def test_password_of_one_account_is_not_shown_on_the_page_of_another(desk, hoa, newcomer):
    send(desk, f"/accounts/{hoa.user.pk}/password/")

    page = desk.get(f"/accounts/{newcomer.pk}/password/shown/").content.decode()

    assert not shown_password(page)


def test_locked_account_is_unlocked(desk, hoa):
    person = Client()
    for _ in range(5):
        person.post("/sign-in/", {"login": "hoa", "password": "sai"})
    assert "bị khóa" in desk.get(f"/accounts/{hoa.user.pk}/").content.decode()

    send(desk, f"/accounts/{hoa.user.pk}/unlock/")

    assert person.post("/sign-in/", {"login": "hoa", "password": PASSWORD}).status_code == 302


def test_account_is_closed_and_opened_again(desk, hoa, newcomer):
    send(desk, f"/accounts/{hoa.user.pk}/close/")
    closed = User.objects.get(pk=hoa.user.pk).is_active
    page = desk.get(f"/accounts/{hoa.user.pk}/").content.decode()
    send(desk, f"/accounts/{hoa.user.pk}/reopen/")

    assert closed is False
    assert "đã đóng" in page
    assert User.objects.get(pk=hoa.user.pk).is_active


@pytest.mark.parametrize("path", ["unlock/", "reopen/"])
def test_act_without_a_page_refuses_to_be_read(path, desk, hoa):
    assert desk.get(f"/accounts/{hoa.user.pk}/{path}").status_code == 405
