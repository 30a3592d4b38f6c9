"""A further text is cut as the tasks that stand are: what a person split or merged once is not laid before them again."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from giaoban.briefing import alignment
from giaoban.briefing.linking import Linker
from giaoban.briefing.models import ProposedTask, Task, TextImport
from giaoban.briefing.operations.reshaping import merge_tasks, split_task
from giaoban.briefing.reshaping import AtTheEdge
from giaoban.registry.actor import Actor

_WORD = re.compile(r"[^\W_]+")


def as_before(found: TextImport, tasks: Sequence[Task], *, linker: Linker, by: Actor, at: dt.datetime) -> None:
    """Splits proposals that say several tasks of one earlier sentence, and merges neighbours that one task says.

    They are steps of the review like a person's own, and can be taken back.
    """
    _split(found, tasks, linker, by, at)
    _merge(found, tasks, by, at)


def _split(found: TextImport, tasks: Sequence[Task], linker: Linker, by: Actor, at: dt.datetime) -> None:
    of_sentence: dict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    for task in tasks:
        of_sentence[task.sentence_id].append((task.pk, task.text))
    together = [told for told in of_sentence.values() if len(told) > 1]
    for one in _kept(found) if together else []:
        words = found.source.text[one.start : one.end]
        said = max((alignment.in_turn(told, words) for told in together), key=len)
        # From the last cut to the first: what stands before a cut keeps its place.
        for _task, place in reversed(said[1:]):
            cut = one.start + _starts(words)[place.start]
            try:
                split_task(import_id=found.pk, task_id=one.pk, place=cut, linker=linker, by=by, at=at)
            except AtTheEdge:
                continue


def _merge(found: TextImport, tasks: Sequence[Task], by: Actor, at: dt.datetime) -> None:
    of_sentence: dict[UUID, list[ProposedTask]] = defaultdict(list)
    for one in _kept(found):
        of_sentence[one.sentence_id].append(one)
    text = found.source.text
    for neighbours in of_sentence.values():
        told = [(one.pk, text[one.start : one.end]) for one in neighbours]
        for task in tasks if len(told) > 1 else []:
            said = [pk for pk, _place in alignment.in_turn(told, task.text)]
            places = [number for number, (pk, _words) in enumerate(told) if pk in said]
            if len(said) < 2 or places != list(range(places[0], places[-1] + 1)):
                continue
            for other in said[1:]:
                merge_tasks(import_id=found.pk, task_id=said[0], other_id=other, by=by, at=at)
            break


def _kept(found: TextImport) -> list[ProposedTask]:
    return list(found.tasks.kept().order_by("start"))


def _starts(words: str) -> list[int]:
    """Where each word begins, as `alignment` counts words."""
    return [one.start() for one in _WORD.finditer(words)]
