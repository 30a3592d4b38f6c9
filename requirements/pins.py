"""Pins every dependency with the hashes of all its files; `make pins` runs it. No registry's address is written down.

base.txt is what runs, and the builder of the package; dev.txt is that and the tools of the group `dev`.
"""

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
PROJECT = HERE.parent
OPTIONS = [
    "--quiet",
    "--upgrade",
    "--generate-hashes",
    "--allow-unsafe",
    "--strip-extras",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--no-emit-trusted-host",
    "--no-emit-find-links",
    "--no-emit-options",
]


def main() -> None:
    tools = tomllib.loads((PROJECT / "pyproject.toml").read_text())["dependency-groups"]["dev"]
    with tempfile.NamedTemporaryFile("w", suffix=".in") as wanted:
        compile_pins("base.txt", "--build-deps-for=editable")
        wanted.write("\n".join([f"-c {HERE / 'base.txt'}", *tools]))
        wanted.flush()
        compile_pins("dev.txt", wanted.name)


def compile_pins(target: str, *more: str) -> None:
    command = [
        sys.executable,
        "-m",
        "piptools",
        "compile",
        *OPTIONS,
        "-o",
        str(HERE / target),
        "pyproject.toml",
        *more,
    ]
    subprocess.run(command, cwd=PROJECT, check=True)  # noqa: S603 - our own words


if __name__ == "__main__":
    main()
