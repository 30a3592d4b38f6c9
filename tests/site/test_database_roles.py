"""The application's role: what it may do follows from the models, and the database holds it to that."""

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

from giaoban.site import database_roles
from giaoban.site.database_roles import Difference

pytestmark = pytest.mark.django_db


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_tests_run_as_the_applications_role():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        role = cursor.fetchone()[0]

    assert role == "giaoban_app"


def test_every_privilege_is_as_the_models_declare():
    assert database_roles.differences(connection) == []


def test_some_tables_are_append_only_and_all_history_is():
    append_only = database_roles.append_only_tables()

    histories = {model._meta.db_table for model in apps.get_models() if hasattr(model, "pgh_tracked_model")}
    assert "registry_event" in append_only
    assert histories <= append_only


def test_no_append_only_table_can_be_rewritten():
    for table in sorted(database_roles.append_only_tables()):
        for statement in (f'UPDATE "{table}" SET id = id', f'DELETE FROM "{table}"', f'TRUNCATE "{table}"'):
            with pytest.raises(ProgrammingError, match=r"permission denied|does not exist"):
                run(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE extra ()",
        "DROP TABLE django_session",
        "ALTER TABLE django_session ADD COLUMN extra int",
        "TRUNCATE django_session",
        "DELETE FROM django_migrations",
        "CREATE FUNCTION extra() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    ],
)
def test_the_schema_and_its_record_cannot_be_changed(statement):
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        run(statement)


def test_a_privilege_too_many_and_one_too_few_are_found_and_mended(as_owner):
    run("GRANT DELETE ON registry_event TO giaoban_app")
    run("REVOKE UPDATE ON django_session FROM giaoban_app")

    found = database_roles.differences(connection)
    mended = database_roles.apply_grants(connection)

    assert found == [
        Difference("django_session", "UPDATE", held=False),
        Difference("registry_event", "DELETE", held=True),
    ]
    assert mended == found
    assert database_roles.differences(connection) == []


def test_a_new_table_is_never_rewritable_by_omission(as_owner):
    run("CREATE TABLE registry_new (id int)")

    too_few = database_roles.differences(connection)

    assert too_few == [
        Difference("registry_new", "DELETE", held=False),
        Difference("registry_new", "UPDATE", held=False),
    ]


def test_the_application_can_put_a_job_into_the_queue():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_proc WHERE proname LIKE 'procrastinate_defer%' AND has_function_privilege(oid, 'EXECUTE')"
        )
        usable = cursor.fetchone()[0]

    assert usable >= 1


def test_a_missing_role_that_cannot_be_made_is_told_with_the_statement(as_owner, monkeypatch):
    monkeypatch.setattr(database_roles, "APP", "giaoban_app_of_elsewhere")

    with pytest.raises(
        database_roles.MissingRoleError, match=r'CREATE ROLE giaoban_app_of_elsewhere NOLOGIN; GRANT .* TO "gb";'
    ):
        database_roles.make_role(connection, login="gb")
