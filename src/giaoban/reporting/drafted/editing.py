"""One change of a draft's content; each gives the content after it. A place that is not there raises IndexError."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from giaoban.reporting.drafted.content import Content, DraftLine, DraftRule, DraftSection

One = TypeVar("One")


def add_section(content: Content, section: DraftSection) -> Content:
    return replace(content, sections=(*content.sections, section))


def put_section(content: Content, place: int, section: DraftSection) -> Content:
    """Another section in its place."""
    return replace(content, sections=_put(content.sections, place, section))


def add_line(content: Content, place: int, line: DraftLine) -> Content:
    """A line at the end of a section."""
    section = content.sections[place]
    return put_section(content, place, replace(section, lines=(*section.lines, line)))


def put_line(content: Content, place: int, number: int, line: DraftLine) -> Content:
    """Another line in its place; what named the old code names the new one."""
    section = content.sections[place]
    before = section.lines[number].code
    made = put_section(content, place, replace(section, lines=_put(section.lines, number, line)))
    return made if before == line.code else _renamed(made, before, line.code)


def add_rule(content: Content, rule: DraftRule) -> Content:
    return replace(content, rules=(*content.rules, rule))


def put_rule(content: Content, number: int, rule: DraftRule) -> Content:
    return replace(content, rules=_put(content.rules, number, rule))


def move_section(content: Content, place: int, step: int) -> Content:
    """One place up (-1) or down (1); at the end of the row nothing changes."""
    return replace(content, sections=_moved(content.sections, place, step))


def move_line(content: Content, place: int, number: int, step: int) -> Content:
    """One place up or down; over the end of its section into the next one."""
    section = content.sections[place]
    if 0 <= number + step < len(section.lines):
        return put_section(content, place, replace(section, lines=_moved(section.lines, number, step)))
    there = place + step
    if not 0 <= there < len(content.sections):
        return content
    line, other = section.lines[number], content.sections[there]
    kept = (*section.lines[:number], *section.lines[number + 1 :])
    grown = (*other.lines, line) if step < 0 else (line, *other.lines)
    made = put_section(content, place, replace(section, lines=kept))
    return put_section(made, there, replace(other, lines=grown))


def _renamed(content: Content, before: str, after: str) -> Content:
    """Parts and rules name the line by its new code, unless another line still has the old one."""
    if any(line.code == before for line in content.lines()):
        return content

    def new(code: str) -> str:
        return after if code == before else code

    sections = (
        replace(one, lines=tuple(replace(line, part_of=new(line.part_of)) for line in one.lines))
        for one in content.sections
    )
    rules = (replace(one, line=new(one.line), others=tuple(new(code) for code in one.others)) for one in content.rules)
    return Content(tuple(sections), tuple(rules))


def _put(row: Sequence[One], place: int, one: One) -> tuple[One, ...]:
    if not 0 <= place < len(row):
        raise IndexError(place)
    return (*row[:place], one, *row[place + 1 :])


def _moved(row: Sequence[One], place: int, step: int) -> tuple[One, ...]:
    if not 0 <= place < len(row):
        raise IndexError(place)
    there = place + step
    if not 0 <= there < len(row):
        return tuple(row)
    made = list(row)
    made[place], made[there] = made[there], made[place]
    return tuple(made)
