"""A text under review, laid beside the tasks of the briefing that it amends: what it says again, and in what it differs."""

import datetime as dt
from collections.abc import Iterator
from uuid import UUID

from giaoban.briefing import alignment, papers
from giaoban.briefing.enums import DifferenceKind, Part
from giaoban.briefing.models import Briefing, Difference, ProposedTask, Task, TextImport
from giaoban.briefing.operations import briefings
from giaoban.kernel.due import Due, DueKind
from giaoban.kernel.vietnamese import fold
from giaoban.registry import queries as registry

# A person who marks a task that the draft missed has said that it is one.
SAID_TO_BE_NEW = "marked_by_a_person"


def standing(briefing: Briefing) -> list[Task]:
    """The tasks in force of a briefing, with their lines."""
    return list(Task.objects.filter(briefing=briefing).in_force().order_by("number").prefetch_related("lines"))


def lay_beside(found: TextImport) -> None:
    """Which proposal says which task again, and every difference as a row to be decided; anew after each step of the review.

    What somebody decided stands as long as the same difference is there. What a step changed is asked anew.
    """
    if found.amends is None:
        return
    tasks = {task.pk: task for task in standing(found.amends)}
    proposed = {one.pk: one for one in briefings.kept_proposals(found)}
    text = found.source.text
    pairs = alignment.align(
        [(key, task.text) for key, task in tasks.items()],
        [(key, text[one.start : one.end]) for key, one in proposed.items()],
    )
    _continue(proposed, pairs)
    names = _names(tasks, proposed, on=found.amends.held_on)
    known = {_key(row): row for row in found.differences.all()}
    wanted = {_key(row): row for row in _differences(found, tasks, proposed, pairs, names)}
    found.differences.filter(pk__in=[row.pk for key, row in known.items() if key not in wanted]).delete()
    Difference.objects.bulk_create(row for key, row in wanted.items() if key not in known)


def _continue(proposed: dict[UUID, ProposedTask], pairs: dict[UUID, UUID]) -> None:
    changed = [one for key, one in proposed.items() if one.continues_id != pairs.get(key)]
    for one in changed:
        one.continues_id = pairs.get(one.pk)
    ProposedTask.objects.bulk_update(changed, ["continues"])


def _key(row: Difference) -> tuple[str, UUID | None, UUID | None, str, str]:
    return row.kind, row.task_id, row.proposed_id, row.before, row.after


def _differences(
    found: TextImport,
    tasks: dict[UUID, Task],
    proposed: dict[UUID, ProposedTask],
    pairs: dict[UUID, UUID],
    names: dict[UUID, str],
) -> Iterator[Difference]:
    text = found.source.text
    for key, task in pairs.items():
        for kind, before, after in _changes(tasks[task], proposed[key], text, names):
            yield Difference(text_import=found, kind=kind, task_id=task, proposed_id=key, before=before, after=after)
    for key, one in proposed.items():
        if key not in pairs and one.reason != SAID_TO_BE_NEW:
            yield Difference(text_import=found, kind=DifferenceKind.NEW, proposed=one, after=text[one.start : one.end])
    said_again = set(pairs.values())
    for left in (task for key, task in tasks.items() if key not in said_again):
        yield Difference(text_import=found, kind=DifferenceKind.DROPPED, task=left, before=left.text)


def _names(tasks: dict[UUID, Task], proposed: dict[UUID, ProposedTask], *, on: dt.date) -> dict[UUID, str]:
    units = [line.unit_id for task in tasks.values() for line in task.lines.all()]
    return registry.names([*units, *(unit for one in proposed.values() for unit in briefings.parts(one))], on=on)


def _changes(task: Task, one: ProposedTask, text: str, names: dict[UUID, str]) -> list[tuple[DifferenceKind, str, str]]:
    found = []
    words = text[one.start : one.end]
    if fold(words) != fold(task.text):
        found.append((DifferenceKind.WORDS, task.text, words))
    # What bodies passed down in their own line is theirs: the conclusion says nothing of it.
    before = {line.unit_id: Part(line.part) for line in task.lines.all() if line.part != Part.PASSED_DOWN}
    after = briefings.parts(one)
    if before != after and after:
        found.append((DifferenceKind.WHO, _who(before, names), _who(after, names)))
    if (task.due_start, task.due_end) != (one.due_start, one.due_end) and one.due_kind:
        due = Due(DueKind(one.due_kind), one.due_text, one.due_start, one.due_end)
        found.append((DifferenceKind.DUE, papers.until(task.due), papers.until(due)))
    return found


def _who(units: dict[UUID, Part], names: dict[UUID, str]) -> str:
    return "; ".join(
        f"{names[unit]} ({part.label})" for unit, part in sorted(units.items(), key=lambda pair: names[pair[0]])
    )
