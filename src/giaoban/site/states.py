"""The life cycles as documents: `python -m giaoban.site.states {write,check} [DIR]` (default: docs/states).

Every workflow table that a room keeps in its `enums.py` gets a page with its diagram, its states in both languages and its
actions. `check` changes nothing, names each page that is missing, stale or left over, and fails.
"""

import argparse
import importlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.conf import settings
from django.utils import translation

from giaoban.kernel.workflow import Workflow
from giaoban.site import catalogues

MADE = "<!-- Made by `python -m giaoban.site.states write` from the workflow tables in the code. -->"
INDEX = "README.md"


def workflows(package: Path = catalogues.PACKAGE) -> Iterator[tuple[str, Workflow]]:
    """(room, table) for every table in a room's `enums.py`, in the order of rooms and of the file."""
    for room in catalogues.rooms(package):
        if (package / room / "enums.py").exists():
            enums = importlib.import_module(f"giaoban.{room}.enums")
            yield from ((room, found) for found in vars(enums).values() if isinstance(found, Workflow))


def pages() -> dict[str, str]:
    """The text of every page by its file name, the index among them."""
    found = {workflow.name: (room, workflow) for room, workflow in workflows()}
    made = {f"{name}.md": page(room, workflow) for name, (room, workflow) in sorted(found.items())}
    lines = [f"- [{name}]({name}.md), of the room `{found[name][0]}`" for name in sorted(found)]
    head = "# Life cycles\n\nThe database holds every write to these tables, `QuerySet.update` and plain SQL included."
    return {INDEX: "\n".join([MADE, "", head, "", *lines, ""]), **made}


def page(room: str, workflow: Workflow) -> str:
    """One table as a Markdown page."""
    vietnamese = {message.id: message.string for message in catalogues.read(room)}
    states = [f"| `{state!s}` | {vietnamese.get(english, '')} | {english} |" for state, english in _labelled(workflow)]
    steps = [f"| `{action}` | `{source!s}` | `{target!s}` |" for action, source, target in workflow.steps]
    return "\n".join(
        [
            MADE,
            "",
            f"# {workflow.name}",
            "",
            "```mermaid",
            workflow.mermaid().rstrip(),
            "```",
            "",
            "| State | Tiếng Việt | English |",
            "|---|---|---|",
            *states,
            "",
            "| Action | From | To |",
            "|---|---|---|",
            *steps,
            "",
        ]
    )


def _labelled(workflow: Workflow) -> Iterator[tuple[object, str]]:
    """Each state, a member of its `TextChoices`, with its English label; no language active gives the message ids."""
    members = {str(state): state for _action, *pair in workflow.steps for state in pair}
    with translation.override(None):
        for name in workflow.states:
            yield members[name], str(members[name].label)  # type: ignore[attr-defined]


def troubles(folder: Path) -> list[str]:
    """What is not as the code says, one sentence a page."""
    wanted = pages()
    there = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}
    return [
        *(f"{name}: missing" for name in wanted if name not in there),
        *(f"{name}: stale" for name, text in wanted.items() if there.get(name, text) != text),
        *(f"{name}: no such workflow" for name in there if name not in wanted),
    ]


def write(folder: Path) -> None:
    """Makes the folder hold exactly these pages."""
    wanted = pages()
    folder.mkdir(parents=True, exist_ok=True)
    for left_over in {path.name for path in folder.glob("*.md")} - wanted.keys():
        (folder / left_over).unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="states", description="Life cycles as documents.")
    parser.add_argument("command", choices=["write", "check"])
    parser.add_argument("folder", nargs="?", type=Path, default=Path("docs/states"), metavar="DIR")
    chosen = parser.parse_args(arguments)
    if not settings.configured:
        settings.configure(USE_I18N=False)  # labels are translatable; nothing else of Django is needed
    if chosen.command == "write":
        write(chosen.folder)
        return 0
    found = troubles(chosen.folder)
    sys.stdout.writelines(f"{trouble}; run `python -m giaoban.site.states write`\n" for trouble in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
