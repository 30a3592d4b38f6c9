"""Secrets that everybody knows, and doors open to the street, are refused before anything starts (F16)."""

import os
import subprocess
import sys

import pytest

from giaoban.site import safety

GOOD = "postgresql://giaoban:k9-Wv3-pQ7-zR2-mT5@db/giaoban"


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://postgres:postgres@db/giaoban",
        "postgresql://giaoban:giaoban@db/giaoban",
        "postgresql://giaoban:short@db/giaoban",
        "postgresql://giaoban:1234567890123@db/giaoban",
        "postgresql://app:Qwertyuiop123@db/giaoban",
        "postgresql://long-database-name:x@db/x",
        "postgresql://someone:a-database-of-ours@db/a-database-of-ours",
        "postgresql://giaoban:change%2Dme@db/giaoban",
    ],
)
def test_default_shared_short_and_leaked_passwords_are_known(address):
    assert safety.known_passwords({"DATABASE_URL": address}) == ["DATABASE_URL"]


@pytest.mark.parametrize("address", [GOOD, "postgresql:///giaoban?host=/run/postgresql", ""])
def test_strong_password_and_sign_in_without_one_are_accepted(address):
    assert safety.known_passwords({"DATABASE_URL": address}) == []


def test_both_logins_are_judged():
    environ = {"DATABASE_URL": GOOD, "DATABASE_OWNER_URL": "postgresql://owner:owner@db/giaoban"}

    assert safety.known_passwords(environ) == ["DATABASE_OWNER_URL"]


@pytest.mark.parametrize("key", ["x", "a" * 80, "django-insecure-" + "k9Wv3pQ7zR2mT5" * 5])
def test_weak_secret_key_is_refused(key):
    with pytest.raises(safety.UnsafeSetting, match="GIAOBAN_SECRET_KEY"):
        safety.strong_key("GIAOBAN_SECRET_KEY", key)


def test_strong_secret_key_and_none_at_all_are_taken_as_they_are():
    strong = "k9Wv3pQ7zR2mT5hY8nB4cX6dF1gJ0sLaEiOuKwMqNrPtVyZb-_k9W"

    assert [safety.strong_key("GIAOBAN_SECRET_KEY", key) for key in (strong, "")] == [strong, ""]


@pytest.mark.parametrize(("host", "public"), [
    ("127.0.0.1", False), ("127.8.8.8", False), ("::1", False), ("localhost", False),
    ("0.0.0.0", True), ("::", True), ("192.168.1.20", True), ("giaoban.example.vn", True),
])  # fmt: skip
def test_address_is_public_unless_only_this_machine_reaches_it(host, public):
    assert safety.is_public(host) is public


@pytest.mark.parametrize("demonstration", [True, False])
def test_serving_others_in_clear_text_is_refused_unless_forced(demonstration):
    refused = safety.refusal({}, host="0.0.0.0", demonstration=demonstration)

    assert "--without-tls" in refused
    assert safety.refusal({safety.FORCED: "1"}, host="0.0.0.0", demonstration=demonstration) is None


def test_loopback_and_tls_are_served():
    assert safety.refusal({}, host="127.0.0.1", demonstration=True) is None
    assert safety.refusal({"GIAOBAN_TLS": "1"}, host="0.0.0.0", demonstration=False) is None


def test_production_with_a_known_database_password_is_refused_and_the_password_not_repeated():
    environ = {"GIAOBAN_TLS": "1", "DATABASE_URL": "postgresql://giaoban:matkhau@db/giaoban"}

    refused = safety.refusal(environ, host="127.0.0.1", demonstration=False)

    assert "DATABASE_URL" in refused
    assert "matkhau" not in refused


@pytest.mark.slow
@pytest.mark.parametrize("command", [
    ["-m", "giaoban", "serve", "--demo", "--host", "0.0.0.0"],
    ["-m", "giaoban.site.cli.web", "--host", "0.0.0.0"],
])  # fmt: skip
def test_start_is_refused_with_code_3_and_makes_nothing(command, tmp_path):
    environ = os.environ | {"GIAOBAN_HOME": str(tmp_path / "none"), "GIAOBAN_LANG": "en", "GIAOBAN_DEMO": "1"}

    ran = subprocess.run([sys.executable, *command], capture_output=True, text=True, env=environ)

    assert ran.returncode == 3
    assert "without TLS" in ran.stderr
    assert list(tmp_path.rglob("PG_VERSION")) == []


@pytest.mark.slow
def test_command_with_a_weak_key_is_refused_in_one_sentence(tmp_path):
    environ = os.environ | {"GIAOBAN_HOME": str(tmp_path), "GIAOBAN_LANG": "en", "GIAOBAN_SECRET_KEY": "abc"}

    ran = subprocess.run([sys.executable, "-m", "giaoban", "migrate"], capture_output=True, text=True, env=environ)

    assert ran.returncode == 3
    assert "too short" in ran.stderr
    assert "Traceback" not in ran.stderr
