"""Message catalogues without gettext's programs: `python -m giaoban.site.catalogues {update,compile,check} [room …]`.

Message ids are English and stand in the code; the authoritative Vietnamese stands in `<room>/locale/vi/LC_MESSAGES/django.po`.
`update` rewrites these files from the code and keeps every translation; `check` says what is not right and fails;
`compile` makes the .mo files that Django reads. English needs no catalogue: its messages are the ids.

A message whose place is not below `giaoban/` is borrowed: it belongs to Django or another package that has no (or no good)
Vietnamese for it. Borrowed messages live in the catalogue of `site`, which Django asks first, and `update` leaves them be.
"""

import argparse
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent
LOCALE = "vi"
TEMPLATE_SUFFIXES = {".html", ".txt"}
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[-#0 +]*[\d.]*[a-z]|%[srd%]|\{\w*(?:[:!][^{}]*)?\}")
# Without a date in it: a catalogue that says nothing new is byte for byte the same.
HEADER = """\
msgid ""
msgstr ""
"Language: vi\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""

Key = tuple[str, str]


@dataclass(frozen=True)
class Found:
    """A message of the code: its singular or (singular, plural), its context, and the files that say it."""

    id: str | tuple[str, str]
    context: str | None
    files: frozenset[str]


@dataclass(frozen=True)
class Problem:
    """One thing that is not right with a catalogue."""

    room: str
    message: str
    trouble: str

    def __str__(self) -> str:
        return f"{self.room}: {self.trouble}: {self.message!r}"


def rooms(package: Path = PACKAGE) -> list[str]:
    return sorted(path.name for path in package.iterdir() if (path / "__init__.py").exists())


def catalogue_path(room: str, package: Path = PACKAGE) -> Path:
    return package / room / "locale" / LOCALE / "LC_MESSAGES" / "django.po"


# --- Reading the code -------------------------------------------------------------------------------------------------


def found(room: str, package: Path = PACKAGE) -> dict[Key, Found]:
    """Every message that the room's Python files and templates say, by context and singular."""
    said: dict[Key, Found] = {}
    for path in sorted((package / room).rglob("*")):
        place = path.relative_to(package.parent).as_posix()
        for id_, context in messages(path):
            key = (context or "", id_ if isinstance(id_, str) else id_[0])
            known = said.get(key)
            # Said once with and once without a plural: the plural form serves both.
            chosen = known.id if known and isinstance(known.id, tuple) else id_
            said[key] = Found(chosen, context, (known.files if known else frozenset()) | {place})
    return said


def messages(path: Path) -> Iterator[tuple[str | tuple[str, str], str | None]]:
    """What one Python file or template says: (message or (singular, plural), context)."""
    if path.suffix == ".py" and "migrations" not in path.parts:
        source = path.read_text(encoding="utf-8")
    elif path.suffix in TEMPLATE_SUFFIXES and "templates" in path.parts:
        # Django makes Python-like text of a template; its indentation means nothing and would stop the tokenizer.
        pseudo = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        source = "\n".join(line.lstrip() for line in pseudo.splitlines())
    else:
        return
    stream = io.BytesIO(source.encode("utf-8"))
    for _line, id_, _comments, context in extract("python", stream, KEYWORDS, options={"encoding": "utf-8"}):
        if isinstance(id_, str):
            yield id_, context
        else:
            yield (id_[0], id_[1]), context


# --- The three commands -----------------------------------------------------------------------------------------------


def read(room: str, package: Path = PACKAGE) -> Catalog:
    path = catalogue_path(room, package)
    if not path.exists():
        return Catalog(locale=LOCALE)
    with path.open("rb") as source:
        return read_po(source, locale=LOCALE)


def update(room: str, package: Path = PACKAGE) -> Path | None:
    """Rewrites the room's catalogue from its code; translations stay, messages that nobody says any more go."""
    before = {_key(message): message for message in _entries(read(room, package))}
    after = Catalog(locale=LOCALE)
    for key, one in found(room, package).items():
        known = before.get(key)
        string = (known.string if known and not known.fuzzy else "") or ""
        after.add(one.id, _shaped(one.id, string), [(place, 0) for place in sorted(one.files)], context=one.context)
    for key, message in before.items():
        if borrowed(message) and key not in after:
            after.add(message.id, message.string, message.locations, context=message.context)
    if not any(_entries(after)):
        return None
    buffer = io.BytesIO()
    write_po(buffer, after, width=110, omit_header=True, sort_output=True, ignore_obsolete=True, include_lineno=False)
    path = catalogue_path(room, package)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + buffer.getvalue().decode("utf-8").strip() + "\n", encoding="utf-8")
    return path


def compile_(room: str, package: Path = PACKAGE) -> Path | None:
    """Writes the .mo beside the .po unless it is younger already."""
    source = catalogue_path(room, package)
    target = source.with_suffix(".mo")
    if not source.exists() or (target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns):
        return None
    part = target.with_suffix(".mo.part")
    with part.open("wb") as file:
        write_mo(file, read(room, package))
    part.replace(target)
    return target


def check(names: Iterable[str], package: Path = PACKAGE) -> list[Problem]:
    """What is missing, left over, doubtful, of other placeholders, or said in two ways in two rooms."""
    names = list(names)
    problems = [problem for room in names for problem in _check_room(room, package)]
    return problems + _said_in_two_ways(names, package)


def _check_room(room: str, package: Path) -> Iterator[Problem]:
    catalogue = read(room, package)
    wanted = found(room, package)
    entries = {_key(message): message for message in _entries(catalogue)}
    for key in sorted(wanted.keys() - entries.keys()):
        yield Problem(room, key[1], "not in the catalogue; run update")
    for key, message in entries.items():
        if key not in wanted and not borrowed(message):
            yield Problem(room, key[1], "nobody says it any more; run update")
        if message.fuzzy:
            yield Problem(room, key[1], "fuzzy")
        strings = _strings(message)
        if not all(strings):
            yield Problem(room, key[1], "not translated")
        elif any(_placeholders(string) != _placeholders(_last(message.id)) for string in strings):
            yield Problem(room, key[1], "other placeholders than the message")
    for message in catalogue.obsolete.values():
        yield Problem(room, str(message.id), "obsolete")


def _said_in_two_ways(names: Sequence[str], package: Path) -> list[Problem]:
    """Django merges all rooms into one catalogue: of two translations of one message, one never appears."""
    said: dict[Key, dict[tuple[str, ...], str]] = defaultdict(dict)
    for room in names:
        for message in _entries(read(room, package)):
            if all(_strings(message)):
                said[_key(message)].setdefault(_strings(message), room)
    return [
        Problem("/".join(by_string.values()), key[1], "translated in several ways; use one, or a context")
        for key, by_string in said.items()
        if len(by_string) > 1
    ]


# --- Messages ---------------------------------------------------------------------------------------------------------


def borrowed(message: Message) -> bool:
    return bool(message.locations) and not any(place.startswith("giaoban/") for place, _line in message.locations)


def _entries(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _key(message: Message) -> Key:
    return (message.context or "", message.id if isinstance(message.id, str) else message.id[0])


def _last(id_: str | Sequence[str]) -> str:
    return id_ if isinstance(id_, str) else id_[-1]


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or [""])


def _shaped(id_: str | tuple[str, str], string: str | Sequence[str]) -> str | tuple[str, ...]:
    """Vietnamese has one form for any number; a message that gained or lost its plural keeps its words."""
    first = string if isinstance(string, str) else string[0]
    return first if isinstance(id_, str) else (first,)


def _placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def main(arguments: Sequence[str] | None = None, package: Path = PACKAGE) -> int:
    parser = argparse.ArgumentParser(prog="catalogues", description="Vietnamese message catalogues, room by room.")
    parser.add_argument("command", choices=["update", "compile", "check"])
    parser.add_argument("rooms", nargs="*", metavar="room")
    chosen = parser.parse_args(arguments)
    known = rooms(package)
    if unknown := set(chosen.rooms) - set(known):
        parser.error(f"no such room: {', '.join(sorted(unknown))}")
    names = chosen.rooms or known
    if chosen.command == "check":
        problems = check(names, package)
        sys.stdout.writelines(f"{problem}\n" for problem in problems)
        return 1 if problems else 0
    act = update if chosen.command == "update" else compile_
    written = [path for room in names if (path := act(room, package))]
    sys.stdout.writelines(f"{path.relative_to(package.parent)}\n" for path in written)
    return 0


if __name__ == "__main__":
    sys.exit(main())
