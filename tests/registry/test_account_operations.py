"""Accounts: opened, closed and recovered by those who look after them, and by nobody who would gain by it."""

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import RequestFactory

from giaoban.registry import operations
from giaoban.registry.models import Event, User
from giaoban.registry.models.accounts import user_name
from tests.cast import MADE_AT, PASSWORD, make_actor


def open_account(unit, *, by=None, username="moi", **more) -> User:
    told = {"full_name": "Người Mới", "at": MADE_AT} | more
    return operations.make_account(username=username, unit_id=unit.pk, by=by, **told)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("LAN", "lan"), (" lan ", "lan"), ("Hoà", "hoà"), ("ĐỨC", "đức"), ("Du\u031b\u0303ng", "dững"), ("İ", "i̇")],
)
def test_user_name_is_kept_in_one_form(typed, kept):
    assert user_name(typed) == kept


def test_user_is_found_however_the_name_is_typed(province):
    made = open_account(province.women, username="Hồng")

    assert User.objects.get_by_natural_key("HO\u0302\u0300NG ") == made


@pytest.mark.parametrize("name", ["Lan2", "ho\u0302\u0300ng"])
def test_database_refuses_a_user_name_in_another_form(name, lan):
    with pytest.raises(IntegrityError, match="lower_case_and_nfc"), transaction.atomic():
        User.objects.filter(pk=lan.user.pk).update(username=name)


def test_user_name_is_taken_once(lan, province):
    with pytest.raises(ValidationError) as refused:
        open_account(province.women, username="LAN")

    assert list(refused.value.message_dict) == ["username"]


def test_manager_opens_accounts_of_the_own_line(province, quan):
    made = open_account(province.women_district, by=quan)

    assert (made.unit, made.created_at, made.has_usable_password()) == (province.women_district, MADE_AT, False)
    event = Event.objects.get(type="registry.account_made", subject_id=made.pk)
    assert (event.by_user, event.unit) == (quan.user.pk, province.women_district)


@pytest.mark.parametrize("name", ["lan", "minh", "hoa", "tuyet", "phuc", "stranger"])
def test_nobody_else_opens_accounts(name, province, request):
    with pytest.raises(PermissionDenied):
        open_account(province.women, by=request.getfixturevalue(name))


def test_manager_opens_no_account_outside_the_own_line(province, quan):
    with pytest.raises(PermissionDenied):
        open_account(province.youth, by=quan)


def test_names_of_the_demonstration_are_the_systems_own(province, quan):
    with pytest.raises(ValidationError):
        open_account(province.women, by=quan, username="Demo.x")

    assert open_account(province.women, username="demo.x").username == "demo.x"


@pytest.mark.parametrize("password", ["ngắn", "1234567890", "password1234", "nguoi.moi.2021"])
def test_weak_password_is_refused(password, province):
    with pytest.raises(ValidationError):
        open_account(province.women, username="nguoi.moi", password=password)

    assert not User.objects.filter(username="nguoi.moi").exists()


def test_password_is_kept_by_argon2(hoa):
    assert hoa.user.password.startswith("argon2$argon2id$")


def signed_in_with(username, password):
    return authenticate(RequestFactory().post("/sign-in/"), username=username, password=password)


def test_reset_password_works_once_handed_over_and_must_be_changed(hoa, quan, at):
    password = operations.reset_password(user_id=hoa.user.pk, by=quan, at=at)

    user = signed_in_with("hoa", password)
    assert user == hoa.user
    assert user.must_change_password
    assert signed_in_with("hoa", PASSWORD) is None
    assert password not in str(list(Event.objects.values()))


def test_own_password_is_set_by_oneself(hoa, at):
    operations.change_password(password="Cửa-Việt-gió-biển", by=hoa, at=at)

    user = signed_in_with("hoa", "Cửa-Việt-gió-biển")
    assert user is not None
    assert not user.must_change_password


@pytest.mark.parametrize("who", ["phuc", "lan", "stranger"])
def test_manager_resets_no_password_outside_the_own_line(who, quan, at, request):
    other = request.getfixturevalue(who)

    with pytest.raises(PermissionDenied):
        operations.reset_password(user_id=other.user.pk, by=quan, at=at)


def test_manager_takes_over_no_account_that_may_more_than_the_own_line(province, quan, at):
    """A secretary of the whole territory whose account the Women's Union happens to look after."""
    chief = make_actor("thuky", "Thư Ký", "secretariat", province.women)

    for act in (operations.reset_password, operations.unlock_account, operations.close_account):
        with pytest.raises(PermissionDenied):
            act(user_id=chief.user.pk, by=quan, at=at)


def test_manager_takes_over_no_account_with_a_role_elsewhere_even_a_future_one(province, hoa, quan, at):
    import datetime as dt

    operations.grant_role(
        user=hoa.user, role="clerk", unit_id=province.youth.pk,
        valid_from=dt.date(2022, 1, 1), valid_until=None, by=None, at=at,
    )  # fmt: skip

    with pytest.raises(PermissionDenied):
        operations.reset_password(user_id=hoa.user.pk, by=quan, at=at)


def test_manager_does_not_recover_the_own_account(quan, at):
    with pytest.raises(PermissionDenied):
        operations.reset_password(user_id=quan.user.pk, by=quan, at=at)


def test_closed_account_signs_in_nowhere_until_it_is_opened_again(hoa, quan, at):
    operations.close_account(user_id=hoa.user.pk, by=quan, at=at)
    closed = signed_in_with("hoa", PASSWORD)
    operations.reopen_account(user_id=hoa.user.pk, by=quan, at=at)

    assert closed is None
    assert signed_in_with("hoa", PASSWORD) == hoa.user
    kinds = Event.objects.filter(subject_id=hoa.user.pk).order_by("seq").values_list("type", flat=True)
    assert list(kinds)[-2:] == ["registry.account_closed", "registry.account_reopened"]


def test_closing_twice_says_so_once(hoa, quan, at):
    for _ in range(2):
        operations.close_account(user_id=hoa.user.pk, by=quan, at=at)

    assert Event.objects.filter(type="registry.account_closed").count() == 1


def test_row_history_keeps_no_password(hoa, quan, at):
    operations.reset_password(user_id=hoa.user.pk, by=quan, at=at)

    assert "password" not in {field.name for field in hoa.user.events.model._meta.fields}
