"""What words marked by hand say themselves: who stands right before them, until when, of what kind.

Nothing is guessed: a body counts only where it ends where the words begin, and a date only where the words hold it.
"""

import datetime as dt
from dataclasses import dataclass

from giaoban.briefing.extraction.analysis import Analysis
from giaoban.briefing.extraction.details import kind_of
from giaoban.briefing.extraction.draft import TaskKind
from giaoban.briefing.extraction.dues import find_due, understood
from giaoban.briefing.extraction.gazetteer import DEFAULT
from giaoban.kernel.due import Due

# Words between a body and what it is to do, between two bodies, and those that make a body no subject.
_LEADS_IN = frozenset({"cần", "phải", "sẽ", "có", "trách", "nhiệm", ":", ","})
_JOINS = frozenset({",", "và"})
_NO_SUBJECT = frozenset(
    {"với", "cùng", "của", "cho", "đến", "tới", "về", "từ", "tại", "ở", "giúp", "là", "trình", "gửi"}
)


@dataclass(frozen=True, slots=True)
class Marked:
    """`inherits` tells that the bodies are those of the task before; `responsible` is empty where nobody is to be seen."""

    responsible: tuple[str, ...]
    inherits: bool
    due: Due | None
    kind: TaskKind


def read_marked(before: str, words: str, *, previous: tuple[str, ...] | None = None, held_on: dt.date | None) -> Marked:
    """What marked words say; `before` is the sentence up to them, or from the end of the task that stands before them.

    `previous` are that task's bodies: they go on acting where no other body is named in between.
    """
    head, own = Analysis(before, DEFAULT, ()), Analysis(words, DEFAULT, ())
    inherits = previous is not None and not head.bodies.mentions
    responsible = (previous or ()) if inherits else _ending(head)
    span = find_due(own.source.low, 0, len(own.source.low), [(start, end) for start, end, _ in own.act_spans])
    due = understood(own.source.clean[slice(*span)], held_on)[0] if span else None
    return Marked(responsible, inherits, due, kind_of(own.source.low, responsible, due))


def _ending(head: Analysis) -> tuple[str, ...]:
    """The bodies, joined by commas and "và", with which a text ends; none where they are what is done with or for."""
    words = head.reading.words
    at = len(words)
    found: list[str] = []
    for mention in reversed(head.bodies.mentions):
        if not all(word in (_JOINS if found else _LEADS_IN) for word in words[mention.last : at]):
            break
        found.append(head.reading.says(mention.first, mention.last))
        at = mention.first
    if at and words[at - 1] in _NO_SUBJECT:
        return ()
    return tuple(reversed(found))
