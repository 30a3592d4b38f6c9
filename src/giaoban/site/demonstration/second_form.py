"""From October 2021 on the month form of the communes asks for men beside women: its second version, written as an office writes it."""

import datetime as dt
from dataclasses import replace

from giaoban.kernel import clock
from giaoban.registry.actor import Actor
from giaoban.reporting import known, operations
from giaoban.reporting.drafted import editing
from giaoban.reporting.drafted.content import Content, DraftLine
from giaoban.reporting.enums import IndicatorKind
from giaoban.reporting.models import FormTemplate
from giaoban.reporting.shipped import FORMS, Ask
from giaoban.reporting.shipped.indicators import LISTENERS, WOMEN

SINCE, WRITTEN = dt.date(2021, 10, 1), dt.date(2021, 9, 27)
MEN = Ask(
    "tuyen-truyen-nam",
    "Trong đó lượt nam dự",
    LISTENERS.unit,
    IndicatorKind.PEOPLE,
    splits=(LISTENERS.code, "gioi-tinh", "nam"),
)


def put_in_force(front: Actor) -> FormTemplate:
    """The Front copies the version before, adds the line after that of women, and says that both make all of it."""
    before = FormTemplate.objects.get(code=FORMS["mttq-xa-thang"].code)
    content, at = _with_men(known.content_of(before)), clock.now()
    draft = operations.begin_form(head=known.head_of(before), content=content, copied=before, by=front, at=at)
    return operations.put_in_force(draft_id=draft.pk, seen=draft.seen, since=SINCE, by=front, at=at)


def _with_men(content: Content) -> Content:
    """The line for men right after the one for women."""
    place, section = next(
        (place, one)
        for place, one in enumerate(content.sections)
        if any(line.code == LISTENERS.code for line in one.lines)
    )
    lines = []
    for line in section.lines:
        lines.append(replace(line, adds_up=True) if line.code == LISTENERS.code else line)
        if line.code == WOMEN.code:
            lines.append(DraftLine(MEN.code, part_of=LISTENERS.code, ask=MEN))
    return editing.put_section(content, place, replace(section, lines=tuple(lines)))
