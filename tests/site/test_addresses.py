"""DATABASES: whose connection it is, from the environment alone."""

import pytest

from giaoban.site import postgres
from giaoban.site.postgres.addresses import SHORT_QUERIES, app_login

ONE = {"DATABASE_URL": "postgresql://gb:p%40ss@db.example.vn:6432/giaoban?sslmode=require"}
TWO = ONE | {"DATABASE_OWNER_URL": "postgresql://gb_owner:other@db.example.vn:6432/giaoban"}
AS_OWNER = {"GIAOBAN_DB_ROLE": "owner"}


def default(environ, home=None):
    return postgres.databases(environ, home=home)["default"]


def test_without_an_address_the_homes_own_server_is_meant_and_nothing_is_made(tmp_path):
    found = default({}, tmp_path / "gb")

    assert (found["NAME"], found["USER"]) == ("giaoban", "giaoban_app")
    assert found["HOST"] == str(tmp_path / "gb" / "postgres" / "run")
    assert found["OPTIONS"]["passfile"] == str(tmp_path / "gb" / "postgres" / "pgpass")
    assert list(tmp_path.iterdir()) == []


def test_the_owner_logs_in_under_a_name_of_its_own(tmp_path):
    assert default(AS_OWNER, tmp_path)["USER"] == "giaoban_owner"


def test_an_address_is_read_as_libpq_reads_it():
    found = default(ONE)

    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == ("gb", "p@ss", "db.example.vn", "6432")
    assert found["OPTIONS"]["sslmode"] == "require"


def test_with_one_login_the_application_puts_its_role_on():
    assert default(ONE)["OPTIONS"]["options"].endswith(" -c role=giaoban_app")
    assert "role" not in default(ONE | AS_OWNER)["OPTIONS"]["options"]


def test_options_of_the_address_come_after_ours_and_hold():
    address = {"DATABASE_URL": "postgresql://gb@db.example.vn/giaoban?options=-c%20jit%3Don"}

    assert default(address)["OPTIONS"]["options"] == f"{SHORT_QUERIES} -c jit=on -c role=giaoban_app"


def test_with_two_logins_each_role_has_its_own():
    assert default(TWO)["USER"] == "gb"
    assert default(TWO | AS_OWNER)["USER"] == "gb_owner"
    assert app_login(TWO) == "gb"


def test_the_homes_own_server_needs_no_membership():
    assert app_login({}) is None


@pytest.mark.parametrize(
    "address", ["mysql://u:secret@db/giaoban", "postgresql://u:secret@db.example.vn", "secret:///x"]
)
def test_what_is_no_address_of_a_database_is_refused_without_repeating_it(address):
    with pytest.raises(postgres.DatabaseProblem) as raised:
        default({"DATABASE_URL": address})

    assert raised.value.code == "bad-address"
    assert "secret" not in str(raised.value)
