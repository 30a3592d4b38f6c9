"""What the checks say of a return while it is typed: of the cell that changed and of those that hang on it, nothing kept."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from giaoban.reporting import checks, queries, words
from giaoban.reporting.forms import EntryForm
from giaoban.reporting.inherited import past
from giaoban.reporting.models import Call, FormItem


@dataclass
class Judged:
    """One line: what is said beside it, whether it is refused as it stands, whether it asks why it is right."""

    says: list[str] = field(default_factory=list)
    refused: bool = False
    asks_why: bool = False


def judged(call: Call, unit_id: UUID, form: EntryForm, *, changed: Collection[int]) -> dict[int, Judged]:
    """By number of line, of the lines that changed and those whose checks look at them. What is still empty is no finding."""
    lines, rules = queries.items(call), queries.rules(call)
    form.is_valid()
    cells = queries.cells(lines, form.so_far(), past(call, unit_id))
    asked = concerned(lines, rules, changed)
    found = {line.number: _unread(form, line) for line in lines if line.indicator.code in asked}
    places = {line.indicator.code: line.number for line in lines}
    for one in checks.run(cells, rules):
        if one.cell in asked and one.rule != "required":
            line = found[places[one.cell]]
            line.says.append(words.finding(one))
            line.refused |= one.is_hard
            line.asks_why |= not one.is_hard
    return found


def concerned(lines: Sequence[FormItem], rules: Sequence[checks.Rule], changed: Collection[int]) -> set[str]:
    """The codes of the numbers that changed, of the wholes that they are parts of, of the lines that go with them."""
    fresh = [line for line in lines if line.number in changed and line.indicator.is_number]
    codes = {line.indicator.code for line in fresh}
    wholes = {line.part_of.indicator.code for line in fresh if line.part_of}
    known = {line.indicator.code for line in lines}
    return codes | wholes | ({rule.line for rule in rules if codes & {rule.line, *rule.others}} & known)


def _unread(form: EntryForm, line: FormItem) -> Judged:
    """What is wrong with the writing itself."""
    says = [str(error) for error in form.errors.get(f"v{line.number}", ())]
    return Judged(says, refused=bool(says))
