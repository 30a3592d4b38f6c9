"""`giaoban account`: the first account, and recovery where nobody is left who could help on a screen."""

import argparse
import json

import pytest
from django.contrib.auth import authenticate

from giaoban.registry.models import Event, RoleAssignment, User
from giaoban.site.cli import account
from giaoban.site.cli.outcome import Refused


def run(capsys, *arguments: str) -> dict:
    parser = argparse.ArgumentParser()
    account.add_arguments(parser)
    account.run(parser.parse_args([*arguments, "--json"]))
    return json.loads(capsys.readouterr().out)


def test_first_account_is_opened_with_a_role_and_a_password_to_change(province, capsys, rf):
    told = run(capsys, "quan", "--open", "Nguyễn Văn Quản", "--unit", "front", "--give", "territory_account_manager")

    user = User.objects.get(username="quan")
    assert user.must_change_password
    assert authenticate(rf.post("/"), username="quan", password=told["password"]) == user
    assert RoleAssignment.objects.get(user=user).unit == province.front
    assert set(Event.objects.filter(subject_id=user.pk).values_list("by_name", flat=True)) == {""}


def test_unit_is_named_by_code_and_edition_or_by_its_uuid(province, capsys):
    run(capsys, "a.one", "--open", "A", "--unit", "45:pre-2025")
    run(capsys, "a.two", "--open", "B", "--unit", str(province.land.pk))

    assert {user.unit for user in User.objects.all()} == {province.land}


@pytest.mark.parametrize("named", ["nowhere", "45:2025"])
def test_unknown_unit_is_refused(province, capsys, named):
    with pytest.raises(Refused, match=named):
        run(capsys, "quan", "--open", "Q", "--unit", named)


def test_unknown_account_taken_name_and_incompatible_role_are_refused_and_nothing_done(province, tuyet, capsys):
    refused = [
        ("ai", "--reset-password"),
        ("tuyet", "--open", "Khác", "--unit", "front"),
        ("tuyet", "--reset-password", "--give", "account_manager"),
    ]
    before = Event.objects.count()

    for arguments in refused:
        with pytest.raises(Refused):
            run(capsys, *arguments)

    assert Event.objects.count() == before
