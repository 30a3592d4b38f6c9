"""A document in Word: what stands below the heading of a line of words is that line's text."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.documents.reading import read_bytes
from giaoban.kernel.vietnamese import fold
from giaoban.reporting.enums import IndicatorKind
from giaoban.reporting.models import FormItem
from giaoban.reporting.taking.brought import Brought, NotTaken

# "1.", "II.", "a)", "Phần II:"
_BEFORE_A_HEADING = re.compile(
    r"\s*(?:(?:phần\s+)?(?:[IVXLC]+|\d{1,2}(?:\.\d{1,2})*|[a-zđ])\s*[.)/:–-]+\s*)?", re.IGNORECASE
)
LONGEST_HEADING = 150


class NoHeading(NotTaken):
    """None of the form's headings stands in the document."""

    def __init__(self, lines: Sequence[FormItem]) -> None:
        super().__init__()
        names = "; ".join(line.indicator.name for line in lines)
        self.sentence = _("None of the headings of this form stands in the document. They are: %(headings)s.") % {
            "headings": names
        }


def asked(lines: Sequence[FormItem]) -> list[FormItem]:
    """The lines of words, each known by its name."""
    return [line for line in lines if line.indicator.kind == IndicatorKind.TEXT]


def read(data: bytes, *, name: str, lines: Sequence[FormItem]) -> tuple[list[Brought], list[str]]:
    """What a document brings, and what is to be said of it. Raises UnreadableFile, NotTaken."""
    return taken(read_bytes(data, name=name).text, lines)


def taken(text: str, lines: Sequence[FormItem]) -> tuple[list[Brought], list[str]]:
    """The same of its text."""
    wanted = asked(lines)
    # A heading of a section that holds no words ends what stands before it.
    known: dict[str, FormItem | None] = {fold(line.section.title): None for line in lines}
    known |= {fold(line.indicator.name): line for line in wanted}
    found: dict[int, list[list[str]]] = {}
    astray: list[str] = []
    here = astray
    for line in text.splitlines():
        heading = _heading(line)
        if heading not in known:
            here.append(line)
            continue
        item, here = known[heading], astray
        if item is not None:
            here = []
            found.setdefault(item.number, []).append(here)
    if not found:
        raise NoHeading(wanted)
    brought = [_brought(item, found[item.number]) for item in wanted if item.number in found]
    return brought, _notes([line for line in astray if line.strip()])


def _heading(line: str) -> str:
    if len(line) > LONGEST_HEADING:
        return ""
    return fold(line[_BEFORE_A_HEADING.match(line).end() :]).rstrip(":. ")  # type: ignore[union-attr]


def _brought(item: FormItem, parts: Sequence[Sequence[str]]) -> Brought:
    address = _("heading “%(name)s”") % {"name": item.indicator.name}
    # A section may bear the name of its only line: a heading right below its like says nothing new.
    told = [text for part in parts if (text := "\n".join(part).strip())]
    if len(told) > 1:
        return Brought(item=item, address=address, why=_("This heading stands in the document several times."))
    return Brought(item=item, address=address, written="".join(told))


def _notes(astray: Sequence[str]) -> list[str]:
    if not astray:
        return []
    said = ngettext(
        "%(count)s line stands below no heading of the form and was not taken.",
        "%(count)s lines stand below no heading of the form and were not taken.",
        len(astray),
    )
    return [said % {"count": len(astray)}]
