"""The forms that there are: those in force with their versions, and those of the program that nobody has taken up."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from giaoban.kernel.vietnamese import sort_key
from giaoban.reporting import known, words
from giaoban.reporting.drafted.changes import Changes
from giaoban.reporting.drafted.content import Content, DraftLine, DraftRule, DraftSection, Head
from giaoban.reporting.models import FormTemplate
from giaoban.reporting.shipped import FORMS, Ask, Form


@dataclass(frozen=True)
class Kept:
    """A form: the head of the version shown first, its versions from the oldest on, none where only the program has it.

    `shown` is the number of the version that is in force, or of the last.
    """

    head: Head
    versions: Sequence[FormTemplate] = ()
    shown: int = 0
    shipped: Form | None = field(default=None, compare=False)

    @property
    def is_taken_up(self) -> bool:
        return bool(self.versions)

    @property
    def current(self) -> FormTemplate | None:
        """The version shown first."""
        return self.versions[self.shown - 1] if self.versions else None

    def content(self, number: int) -> Content:
        """What a version asks, counted from 1."""
        if self.versions:
            return known.content_of(self.versions[number - 1])
        assert self.shipped
        return known.content_of_shipped(self.shipped)


def kept(*, on: dt.date) -> list[Kept]:
    """Every form, by name. One query."""
    by_code: dict[str, list[FormTemplate]] = {}
    for one in FormTemplate.objects.order_by("code", "valid"):
        by_code.setdefault(one.code, []).append(one)
    found = [_of_versions(versions, on) for versions in by_code.values()]
    found += [Kept(known.head_of_shipped(form), shipped=form) for code, form in FORMS.items() if code not in by_code]
    return sorted(found, key=lambda one: sort_key(one.head.name))


def _of_versions(versions: list[FormTemplate], on: dt.date) -> Kept:
    standing = [place for place, one in enumerate(versions, start=1) if one.valid.lower <= on]
    shown = standing[-1] if standing else len(versions)
    return Kept(known.head_of(versions[shown - 1]), versions, shown)


def called_by(kind: str, *, on: dt.date) -> list[Kept]:
    """Those that bodies of a kind call for, by name."""
    return [one for one in kept(on=on) if one.head.caller == kind]


@dataclass(frozen=True)
class ShownLine:
    """A line with its indicator and the number that it has on the form; no indicator where nobody knows the code."""

    line: DraftLine
    ask: Ask | None
    number: int
    whole: str = ""

    @property
    def name(self) -> str:
        return self.ask.name if self.ask else self.line.code

    @property
    def most(self) -> str:
        """The most that can be, as Vietnam writes it."""
        return words.number(self.line.most)


@dataclass(frozen=True)
class Shown:
    """A form as pages show it: sections with all their lines, also those taken out; rules in words."""

    sections: list[tuple[DraftSection, list[ShownLine]]]
    rules: list[tuple[DraftRule, str]]


def shown(content: Content, asks: dict[str, Ask]) -> Shown:
    """What was taken out has the number 0."""
    every = {**asks, **{line.code: line.ask for section in content.sections for line in section.lines if line.ask}}
    number, sections = 0, []
    for section in content.sections:
        lines = []
        for line in section.lines:
            stands = not (section.is_out or line.is_out)
            number += stands
            whole = every[line.part_of].name if line.part_of in every else line.part_of
            lines.append(ShownLine(line, every.get(line.code), number if stands else 0, whole))
        sections.append((section, lines))
    return Shown(sections, [(rule, rule_in_words(rule, every)) for rule in content.rules])


def rule_in_words(rule: DraftRule, asks: dict[str, Ask]) -> str:
    """What a rule says, with the names of its lines."""
    told: dict[str, Any] = {
        "line": _name(rule.line, asks),
        "others": " + ".join(_name(code, asks) for code in rule.others),
        "times": words.number(rule.times),
    }
    if rule.kind == "goes_with":
        return _("“%(line)s” goes with: %(others)s") % told
    return _("“%(line)s” is at most %(times)s × (%(others)s)") % told


def _name(code: str, asks: dict[str, Ask]) -> str:
    return asks[code].name if code in asks else code


def in_words(found: Changes, asks: dict[str, Ask]) -> dict[str, list[str]]:
    """What changed, as lists of names: added, gone, changed with what of it, rules."""
    called = {
        "section": _("its section"),
        "question": _("its explanation"),
        "is_required": _("whether it must be answered"),
        "most": _("the most that can be"),
        "part_of": _("what it is a part of"),
        "adds_up": _("whether its parts make all of it"),
    }
    return {
        "added": [_name(code, asks) for code in found.added],
        "gone": [_name(code, asks) for code in found.gone],
        "changed": [f"{_name(code, asks)} ({', '.join(called[one] for one in what)})" for code, what in found.changed],
        "rules_added": [rule_in_words(one, asks) for one in found.rules_added],
        "rules_gone": [rule_in_words(one, asks) for one in found.rules_gone],
    }
