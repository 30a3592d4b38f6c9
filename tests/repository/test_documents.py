"""The documents are true: what they name exists, what they show was taken, and the manual speaks as the screen does."""

import importlib
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from django.apps import apps
from django.utils import translation

from giaoban.registry.roles import ROLES
from giaoban.site import catalogues, states
from giaoban.site.cli import parser_of
from giaoban.site.cli.menu import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "giaoban"
ADR = ROOT / "docs" / "adr"
IMAGES = ROOT / "docs" / "images"
MANUAL = ROOT / "docs" / "manual"
DOCUMENTS = sorted(
    chain(ROOT.glob("*.md"), ROOT.glob("docs/**/*.md"), ROOT.glob("tests/briefing/extraction/labelled/*.md"))
)
EACH_DOCUMENT = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
MANUAL_PAGES = sorted(path.name for path in (MANUAL / "vi").glob("*.md"))
ADR_PARTS = ["Context", "Decision", "What lost", "Consequences"]
PICTURES_COMMITTED = 10
LANGUAGE_BUTTONS = {"VI", "EN"}

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
PICTURE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)\)")
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
FILE = re.compile(r"[\w./-]+\.(?:py|md|toml|txt|html|css|js)|(?:src|tests|docs|benchmarks|requirements)/[\w./-]*")
DOTTED = re.compile(r"(?:kernel|registry|documents|briefing|portal|site)(?:\.\w+)+")
COMMAND = re.compile(r"(?:^|[\s`/])giaoban ((?:--?[a-z-]+ )*)([a-z][a-z-]*)([^`\n|]*)", re.MULTILINE)
OPTION = re.compile(r"(?<!\S)--[a-z-]+")
TARGET = re.compile(r"(?:^|[`\s])make ([a-z][a-z0-9-]*)", re.MULTILINE)
VARIABLE = re.compile(r"\b(?:GIAOBAN|DATABASE)_[A-Z_]+\b")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def code_of(text: str) -> str:
    """Spans and indented blocks of code, a line each: where a document speaks to a terminal."""
    blocks = [line for line in text.splitlines() if line.startswith("    ")]
    return "\n".join([*blocks, *CODE.findall(text)])


def anchors(text: str) -> set[str]:
    """What a heading may be called in a link."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


# --- What is named exists ---------------------------------------------------------------------------------------------


@EACH_DOCUMENT
def test_link_leads_somewhere(document):
    astray = []
    for link in LINK.findall(read(document)):
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        if not target.exists() or (anchor and anchor not in anchors(read(target))):
            astray.append(link)

    assert astray == []


@cache
def every_path() -> frozenset[str]:
    hidden = {".git", ".venv", "__pycache__"}
    return frozenset(
        "/" + path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if not hidden & set(path.parts)
    )


@EACH_DOCUMENT
def test_file_that_is_named_exists(document):
    named = {span.rstrip("/") for span in CODE.findall(read(document)) if FILE.fullmatch(span)}
    missing = {span for span in named if not any(path.endswith("/" + span.lstrip("./")) for path in every_path())}

    assert missing == set()


def stands(dotted: str) -> bool:
    """Whether `room.module.name` is something in the package; models may be named without their module."""
    room, *rest = dotted.split(".")
    for start in (f"giaoban.{room}", f"giaoban.{room}.models"):
        try:
            found = importlib.import_module(start)
            for name in rest:
                found = getattr(found, name, None) or importlib.import_module(f"{found.__name__}.{name}")
        except (ImportError, AttributeError):
            continue
        return True
    return False


@EACH_DOCUMENT
def test_module_or_name_that_is_named_exists(document):
    text = read(document)
    named = {span.split("(")[0] for span in CODE.findall(text) if DOTTED.fullmatch(span.split("(")[0])}
    named |= {module.removeprefix("giaoban.") for module in re.findall(r"python -m (giaoban\.[\w.]+)", text)}

    assert {name for name in named if not name.endswith((".py", ".md")) and not stands(name)} == set()


@EACH_DOCUMENT
def test_command_that_is_named_exists_with_its_options(document):
    wrong = []
    for before, name, after in COMMAND.findall(code_of(read(document))):
        if name not in COMMANDS:
            wrong.append(name)
        elif COMMANDS[name].parses:
            known = parser_of(COMMANDS[name]).format_help()
            wrong += [f"{name} {option}" for option in OPTION.findall(f"{before} {after}") if option not in known]

    assert wrong == []


@EACH_DOCUMENT
def test_make_target_that_is_named_exists(document):
    targets = set(re.findall(r"^([a-z][a-z0-9-]*):", read(ROOT / "Makefile"), re.MULTILINE))

    assert set(TARGET.findall(code_of(read(document)))) - targets == set()


@cache
def variables_read() -> set[str]:
    source = [*PACKAGE.rglob("*.py"), ROOT / "Makefile", ROOT / ".ci" / "run"]
    return {name for path in source for name in VARIABLE.findall(read(path))}


@EACH_DOCUMENT
def test_variable_that_is_named_is_read_somewhere(document):
    assert set(VARIABLE.findall(read(document))) - variables_read() == set()


def test_every_command_stands_in_the_manual():
    for language in ("vi", "en"):
        told = {name for _, name, _ in COMMAND.findall(code_of(read(MANUAL / language / "command-line.md")))}

        assert told == set(COMMANDS)


def test_every_room_has_its_row_in_the_architecture():
    told = re.findall(
        r"^\| `(\w+)` \|", read(ROOT / "ARCHITECTURE.md").partition("## Where logic lives")[0], re.MULTILINE
    )

    assert sorted(told) == catalogues.rooms()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_role_has_its_row_in_the_manual(language):
    told = re.findall(r"^\| (.+?) \|", read(MANUAL / language / "signing-in.md"), re.MULTILINE)[1:]

    with translation.override(language):
        assert told == [str(role.name) for role in ROLES.values()]


def test_identifier_of_the_glossary_is_one_of_the_code():
    words = set(re.findall(r"\w+", "\n".join(read(path) for path in PACKAGE.rglob("*.py"))))
    rows = [line.split("|") for line in read(ROOT / "GLOSSARY.md").splitlines() if line.count("|") == 5]
    named = {word for row in rows for span in CODE.findall(row[3]) for word in re.findall(r"\w+", span)}

    assert len(named) > 50
    assert named - words == set()


# --- What is made from the code is up to date -------------------------------------------------------------------------


def test_life_cycles_are_as_the_code_says():
    assert states.troubles(ROOT / "docs" / "states") == []


def test_life_cycle_is_held_by_the_database():
    triggers = {trigger.name for model in apps.get_models() for trigger in getattr(model._meta, "triggers", [])}
    held = {flow.name for _room, flow in states.workflows() if f"{flow.name}_status" in triggers}

    assert held == {flow.name for _room, flow in states.workflows()}


def test_life_cycles_that_are_not_as_the_code_says_are_named(tmp_path):
    states.write(tmp_path)
    (tmp_path / "briefing_line.md").write_text("old", encoding="utf-8")
    (tmp_path / "gone.md").write_text("", encoding="utf-8")
    (tmp_path / "README.md").unlink()

    assert states.troubles(tmp_path) == [
        "README.md: missing",
        "briefing_line.md: stale",
        "gone.md: no such workflow",
    ]


def test_writing_life_cycles_leaves_nothing_old(tmp_path, capsys):
    (tmp_path / "gone.md").write_text("", encoding="utf-8")

    assert states.main(["check", str(tmp_path)]) == 1
    assert states.main(["write", str(tmp_path)]) == 0

    assert states.main(["check", str(tmp_path)]) == 0
    assert "gone.md: no such workflow" in capsys.readouterr().out


# --- Decisions --------------------------------------------------------------------------------------------------------


def decisions() -> list[Path]:
    return sorted(path for path in ADR.glob("*.md") if path.name != "README.md")


def test_decisions_are_numbered_without_a_gap():
    assert [int(path.name[:4]) for path in decisions()] == list(range(1, len(decisions()) + 1))


@pytest.mark.parametrize("path", decisions(), ids=lambda path: path.stem)
def test_decision_has_its_title_and_parts(path):
    lines = read(path).splitlines()

    assert re.fullmatch(rf"# {int(path.name[:4])}\. .+", lines[0])
    assert [line.removeprefix("## ") for line in lines if line.startswith("## ")] == ADR_PARTS
    assert 20 <= len(lines) <= 60


def test_index_of_decisions_is_complete():
    listed = re.findall(r"^\| \[(\d{4})\]\((.+?)\) \| (.+?) \|$", read(ADR / "README.md"), re.MULTILINE)
    titles = [(path.name[:4], path.name, read(path).splitlines()[0].split(". ", 1)[1]) for path in decisions()]

    assert listed == titles


# --- Pictures ---------------------------------------------------------------------------------------------------------


def shown() -> set[Path]:
    return {
        (document.parent / picture).resolve() for document in DOCUMENTS for picture in PICTURE.findall(read(document))
    }


def test_pictures_are_taken_by_the_stories():
    stories = "\n".join(read(path) for path in (ROOT / "tests" / "functional").glob("test_*.py"))
    taken = {
        f"{name}-{width}.png" for name in re.findall(r"""shoot\(["'](.+?)["']\)""", stories) for width in (390, 1280)
    }

    assert {picture.name for picture in shown()} - taken == set()


def test_few_pictures_are_committed_and_all_of_them_shown():
    committed = set(IMAGES.glob("*"))

    assert committed == shown()
    assert len(committed) <= PICTURES_COMMITTED


# --- The manual -------------------------------------------------------------------------------------------------------


def test_manual_has_the_same_pages_in_both_languages():
    assert sorted(path.name for path in (MANUAL / "en").glob("*.md")) == MANUAL_PAGES
    for language in ("vi", "en"):
        index = LINK.findall(read(MANUAL / language / "README.md"))
        assert {link for link in index if "/" not in link} == set(MANUAL_PAGES) - {"README.md"}


@cache
def messages() -> list[tuple[str, str]]:
    """Every (English, Vietnamese) of every room; a plural's forms each for itself."""
    return [
        (english, message.string if isinstance(message.string, str) else message.string[0])
        for room in catalogues.rooms()
        for message in catalogues.read(room)
        if message.id
        for english in ([message.id] if isinstance(message.id, str) else message.id)
    ]


def translations(label: str) -> Iterator[str]:
    """What the screen may say in Vietnamese for an English label, figures in it filled in."""
    yield from (vietnamese for english, vietnamese in messages() if english == label)
    for english, vietnamese in messages():
        literals = PLACEHOLDER.split(english)
        if len(literals) > 1 and any(len(literal) > 5 for literal in literals):
            found = re.fullmatch("(.+)".join(map(re.escape, literals)), label)
            if found:
                filled = iter(found.groups())
                yield PLACEHOLDER.sub(lambda _, filled=filled: next(filled), vietnamese)


def labels(language: str, page: str) -> Counter[str]:
    bold = (" ".join(label.split()) for label in BOLD.findall(read(MANUAL / language / page)))
    return Counter(label for label in bold if label not in LANGUAGE_BUTTONS)


@pytest.mark.parametrize("page", MANUAL_PAGES)
def test_manual_calls_buttons_as_the_screen_does(page):
    """Bold stands for words of the screen alone; both languages name the same ones, as the catalogues say them."""
    english, vietnamese = labels("en", page), labels("vi", page)
    unknown = []
    for label in english.elements():
        said = next((one for one in translations(label) if vietnamese[one]), None)
        if said is None:
            unknown.append(label)
        else:
            vietnamese[said] -= 1

    assert unknown == [], "not on the screen, or missing in the Vietnamese page"
    assert +vietnamese == Counter(), "not in the English page"
