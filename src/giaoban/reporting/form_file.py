"""A form as a file: a version written out, and such a file read into a draft. Every bad thing is named by where it stands."""

import json
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from giaoban.reporting import known
from giaoban.reporting.drafted import content as drafted
from giaoban.reporting.drafted.content import Content, DraftLine, DraftSection, Head
from giaoban.reporting.drafted.problems import FORM, problems
from giaoban.reporting.drafted.reading import Reader
from giaoban.reporting.form_shelf import Kept
from giaoban.reporting.models import FormTemplate
from giaoban.reporting.shipped import Ask

FORMAT = "giaoban-form-1"
LARGEST = 1_000_000
_PLACE = re.compile(r"s(?P<section>[0-9]+)(l(?P<line>[0-9]+))?|r(?P<rule>[0-9]+)")


class Unusable(ValueError):
    """A file that gives no form: `wrong` holds (place, why), the place empty where it is the whole file."""

    def __init__(self, wrong: list[tuple[str, str]]) -> None:
        super().__init__(f"{len(wrong)} wrong")
        self.wrong = wrong


def written(kept: Kept, number: int) -> str:
    """A version of a form with every indicator that it asks for, as JSON that a person can read and change."""
    version = kept.versions[number - 1] if kept.versions else None
    head = known.head_of(version) if version else kept.head
    content = known.with_asks(kept.content(number), known.indicators())
    since = version.valid.lower if version else kept.shipped and kept.shipped.since
    told = {"format": FORMAT, "since": since and since.isoformat(), **drafted.head_as_json(head), **content.as_json()}
    return json.dumps(told, ensure_ascii=False, indent=2)


def read(told: bytes) -> tuple[Head, Content, FormTemplate | None]:
    """The draft that a file gives, and the version that it would follow. Raises Unusable with all that is wrong."""
    row = Reader(_tree(told))
    if row.text("format", 40) != FORMAT:
        raise Unusable(
            [("format", _("This is no form of this program: “%(format)s” is expected.") % {"format": FORMAT})]
        )
    row.text("since", 20)
    head, content = drafted.read_head(row), Content.read(row)
    if wrong := row.finish():
        raise Unusable(wrong)
    content, unlike = _met(content, known.indicators())
    before = known.last_version(head.code)
    wrong = unlike + [
        (_place(where), says)
        for where, all_said in problems(head, content, known.known(head, copied=before)).items()
        for says in all_said
    ]
    if wrong:
        raise Unusable(wrong)
    return head, content, before


def _tree(told: bytes) -> Any:
    if len(told) > LARGEST:
        raise Unusable([("", _("The file is larger than a form can be."))])
    try:
        return json.loads(told.decode("utf-8-sig"), parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError) as problem:
        line = f"{problem.lineno}" if isinstance(problem, json.JSONDecodeError) else ""
        why = _("This is no JSON text in UTF-8.")
        raise Unusable([(_("line %(line)s") % {"line": line} if line else "", why)]) from problem


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _met(content: Content, asks: dict[str, Ask]) -> tuple[Content, list[tuple[str, str]]]:
    """Lines whose indicator is known name it alone; one that means something else here is told."""
    wrong: list[tuple[str, str]] = []

    def line(one: DraftLine, place: str) -> DraftLine:
        there = asks.get(one.code)
        if one.ask is None or there is None:
            return one
        unlike = [name for name, said in vars(there).items() if name != "name" and said != getattr(one.ask, name)]
        if unlike:
            why = _("The indicator “%(code)s” means something else here: %(names)s. Give it another code.")
            wrong.append((f"{place}.indicator", why % {"code": one.code, "names": ", ".join(unlike)}))
        return replace(one, ask=None)

    def section(one: DraftSection, number: int) -> DraftSection:
        place = f"sections[{number}]"
        lines = (line(each, f"{place}.lines[{at}]") for at, each in enumerate(one.lines, start=1))
        return replace(one, lines=tuple(lines))

    sections = tuple(section(one, number) for number, one in enumerate(content.sections, start=1))
    return replace(content, sections=sections), wrong


def _place(where: str) -> str:
    """A place of a draft as a place in the file, counted from 1 as rows are."""
    found = _PLACE.fullmatch(where)
    if where == FORM or not found:
        return ""
    if found["rule"]:
        return f"rules[{int(found['rule']) + 1}]"
    section = f"sections[{int(found['section']) + 1}]"
    return f"{section}.lines[{int(found['line']) + 1}]" if found["line"] else section
