"""A draft of a form as a body will fill it in: rows that are never saved, shown by the template of returns."""

from dataclasses import dataclass

from giaoban.reporting import pages
from giaoban.reporting.drafted.content import Content, DraftSection
from giaoban.reporting.forms import EntryForm
from giaoban.reporting.models import FormItem, FormSection, Indicator
from giaoban.reporting.shipped import Ask


@dataclass(frozen=True)
class Preview:
    sections: list[tuple[FormSection, list[pages.Line]]]
    lines: int
    told: int


def preview(content: Content, asks: dict[str, Ask]) -> Preview:
    """The sections with their lines; a line whose indicator nobody knows is left out."""
    items: dict[str, FormItem] = {}
    sections = [
        (FormSection(number=place, title=one.title, guidance=one.guidance), _items(one, asks, items))
        for place, one in enumerate(content.standing().sections, start=1)
    ]
    form = EntryForm(lines=list(items.values()), said={}, suggested={}, auto_id="preview_%s")
    shown = [(section, [_line(item, form) for item in lines]) for section, lines in sections]
    return Preview(shown, len(items), len(form.lines))


def _items(section: DraftSection, asks: dict[str, Ask], items: dict[str, FormItem]) -> list[FormItem]:
    made = []
    for line in section.lines:
        ask = line.ask or asks.get(line.code)
        if ask is None or line.code in items:
            continue
        indicator = Indicator(
            code=ask.code, name=ask.name, unit=ask.unit, kind=ask.kind, origin=ask.origin, measure=ask.measure,
            choices=list(ask.choices), over_time=ask.over_time,
        )  # fmt: skip
        items[line.code] = FormItem(
            number=len(items) + 1,
            indicator=indicator,
            question=line.question,
            is_required=line.is_required,
            most=line.most,
            part_of=items.get(line.part_of),
            adds_up=line.adds_up,
        )
        made.append(items[line.code])
    return made


def _line(item: FormItem, form: EntryForm) -> pages.Line:
    line = pages.Line(item, None, "", "")
    pages.with_fields(line, form)
    return line
