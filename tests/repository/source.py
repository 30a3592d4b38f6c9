"""The source of the package, as the tests of the repository read it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "giaoban"
ROOMS = sorted(folder.name for folder in PACKAGE.iterdir() if (folder / "apps.py").exists())


@cache
def modules() -> dict[str, ast.Module]:
    """Every module but migrations, by its path below the package."""
    return {
        str(file.relative_to(PACKAGE)): ast.parse(file.read_text())
        for file in sorted(PACKAGE.rglob("*.py"))
        if "migrations" not in file.parts
    }


def operations() -> Iterator[tuple[str, ast.Module]]:
    """The modules of operations, each as room and tree."""
    for name, tree in modules().items():
        room, _, rest = name.partition("/")
        if rest == "operations.py" or rest.startswith("operations/"):
            yield room, tree


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    """The last name of what is called: `save` of `row.save()`."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
