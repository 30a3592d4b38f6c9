"""What the source does not hold: signals, pointers by content type, broad handlers, dead templates, open life cycles."""

import ast
import inspect
import re
import subprocess
import sys
from enum import Enum
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.utils.module_loading import import_string

from giaoban.kernel.workflow import Workflow
from giaoban.registry.roles import ROLES
from tests.repository.source import PACKAGE, ROOMS, called, modules

# Life cycles without a table of steps, each with the reason.
WITHOUT_WORKFLOW = {
    "kernel.components.Status": "words that a chip can say; each room maps its own states onto them",
    "briefing.enums.TaskStatus": "derived by the database from the lines of the task, never set",
    "briefing.enums.ImportStatus": "ends once, by confirming or discarding; a constraint ties each end to who and when",
    "briefing.enums.ExtensionStatus": "asked, then granted or refused once; a constraint ties the answer to who and when",
}
# Where everything is caught, each with the reason.
OUTERMOST = {"kernel/bounded_child.py": "the end of a child process: its parent is told of whatever happened"}
# Templates that a library or Django itself asks for by name.
ASKED_BY_DJANGO = {f"{code}.html" for code in ("400", "403", "403_csrf", "404", "405", "413", "500", "503")}


def test_nothing_listens_to_signals():
    listening = [
        name
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.ImportFrom) and (node.module or "").endswith("signals"))
        or (isinstance(node, ast.Call) and called(node) in {"receiver", "Signal"})
    ]

    assert listening == []


def test_nothing_points_by_content_type():
    pointing = [
        name
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, (ast.Name, ast.Attribute, ast.alias))
        and getattr(node, "id", getattr(node, "attr", getattr(node, "name", ""))) == "GenericForeignKey"
    ]

    assert pointing == []


def test_no_handler_swallows_everything():
    """One that cleans up and raises again swallows nothing."""
    broad = {
        name
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
        and not (isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None)
    }

    assert broad == set(OUTERMOST)


def test_functions_import_nothing_but_in_ready():
    inside = [
        f"{name}: {function.name}"
        for name, tree in modules().items()
        if not name.startswith("site/")  # the command starts Django before it can load what needs it
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and function.name not in ("ready", "given_to")
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom))
    ]

    assert inside == []


def _templates() -> dict[str, Path]:
    return {
        str(file.relative_to(folder)): file
        for room in ROOMS
        for folder in [PACKAGE / room / "templates"]
        for file in sorted(folder.rglob("*.html"))
    }


def test_each_template_is_used():
    named = {
        name
        for file in [*PACKAGE.rglob("*.py"), *_templates().values()]
        for name in re.findall(r"""["']([\w./-]+)["']""", file.read_text())
    }

    assert [name for name in _templates() if name not in ASKED_BY_DJANGO | named] == []


def _is_status(value: object) -> bool:
    return inspect.isclass(value) and issubclass(value, Enum) and value.__name__.endswith("Status")


def test_each_status_has_a_table_of_its_steps():
    flows, statuses = [], {}
    for name in modules():
        module = sys.modules.get(f"giaoban.{name.removesuffix('.py').replace('/', '.')}")
        for value in vars(module).values() if module else ():
            if isinstance(value, Workflow):
                flows.append(set(value.states))
            elif _is_status(value) and value.__module__ == module.__name__:
                statuses[f"{value.__module__.removeprefix('giaoban.')}.{value.__name__}"] = value

    open_ended = {
        name: status
        for name, status in statuses.items()
        if not any(flow == {str(state) for state in status} for flow in flows)
    }

    assert set(open_ended) == set(WITHOUT_WORKFLOW)


def test_each_role_is_told_to_people():
    assert all(str(role.name) and str(role.description).endswith(".") and role.permissions for role in ROLES.values())


@pytest.mark.parametrize(
    "room", [config.label for config in apps.get_app_configs() if config.name.startswith("giaoban.")]
)
def test_migrations_of_a_room_stand_in_one_line(room):
    loader = MigrationLoader(connection=None)
    rows = sorted(key for key in loader.disk_migrations if key[0] == room)

    leaves = [key for key in rows if not any(child in rows for child in loader.graph.node_map[key].children)]

    assert len(leaves) == (1 if rows else 0)


def test_migrations_say_what_the_models_say(db):
    from django.core.management import call_command

    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


@pytest.mark.slow
def test_rooms_and_layers_import_downwards_only():
    linter = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run([linter, "--no-cache"], cwd=PACKAGE.parents[1], capture_output=True, text=True)

    assert done.returncode == 0, done.stdout[-2000:]


def test_exemptions_name_what_exists():
    assert all(issubclass(import_string(f"giaoban.{name}"), Enum) for name in WITHOUT_WORKFLOW)
