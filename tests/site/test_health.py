"""What a supervisor hears: /healthz always, /readyz when the database answers and is up to date."""

import json

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

from giaoban.site import health


def test_healthz_answers_without_looking_at_the_database(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_readyz_is_ready_when_all_migrations_are_applied(client):
    response = client.get("/readyz")

    assert response.status_code == 200
    assert json.loads(response.content) == {"ready": True, "pending_migrations": []}


def test_readyz_names_what_the_database_has_not_seen(client, as_owner):
    MigrationRecorder.Migration.objects.using(connection.alias).filter(app="sessions", name="0001_initial").delete()

    response = client.get("/readyz")

    assert response.status_code == 503
    assert json.loads(response.content) == {"ready": False, "pending_migrations": ["sessions.0001_initial"]}


@pytest.mark.django_db
def test_readyz_tells_when_the_database_does_not_answer(client):
    def no_answer(*_details):
        raise DatabaseError

    with connection.execute_wrapper(no_answer):
        response = client.get("/readyz")

    assert response.status_code == 503
    assert json.loads(response.content)["database"] == "unreachable"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_probe_is_never_kept_and_only_read(client, path, db):
    assert "no-store" in client.get(path)["Cache-Control"]
    assert client.post(path).status_code in {403, 405}


@pytest.mark.django_db
def test_pending_migrations_cost_two_queries_at_most(django_assert_max_num_queries):
    health.pending_migrations()

    with django_assert_max_num_queries(2):
        health.pending_migrations()
