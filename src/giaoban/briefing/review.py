"""What the review of an import shows: the text with its proposals, what is open, and whose conclusion it is."""

import datetime as dt
from itertools import pairwise
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from giaoban.briefing import drafting, queries
from giaoban.briefing.enums import Attendance, Choice, Fate, ImportStatus, ProposalState, ReviewAct
from giaoban.briefing.forms import period_label
from giaoban.briefing.models import ProposedSentence, ProposedTask, ReviewStep, TextImport
from giaoban.briefing.operations import sentences_left, steps
from giaoban.kernel.due import Due, DueKind
from giaoban.registry import queries as registry
from giaoban.registry.models import Unit

# Letters of the review, shown with `?` beside those that hold on every page.
KEYS = [
    ("j k", _("Next and previous proposal")),
    ("c", _("Correct: who, until when, what kind")),
    ("x", _("Not a task, or take it back")),
    ("s", _("Split in two")),
    ("m", _("Merge with the next")),
    ("z", _("Undo the last step")),
    ("w", _("Show its words in the text, and back")),
]
STEPS_SHOWN = 12


def owner_of(found: TextImport, *, on: dt.date) -> Unit:
    """The body whose conclusion it is: the one that convened, where the registry knows it; else the importing body."""
    linker = queries.linker(registry.seat(found.unit_id, on=on), on=on)
    convened = (linker.find(name) for name in found.convened_by.split("; ") if name)
    known = next((unit for unit, is_group in filter(None, convened) if not is_group), found.unit_id)
    return Unit.objects.get(pk=known)


def page(found: TextImport, *, today: dt.date) -> dict[str, Any]:
    """Context of the review page, in a constant number of queries."""
    sentences = list(found.sentences.order_by("number"))
    everything = list(found.tasks.order_by("start", "end").select_related("addressee").prefetch_related(*steps.LINKS))
    tasks = [task for task in everything if task.state != ProposalState.GONE]
    owner = owner_of(found, on=found.held_on or today).pk
    names = registry.names([owner, *(unit for task in tasks for unit in _units(task))], on=found.held_on or today)
    left = set(sentences_left(found))
    kept = [task for task in tasks if task.state != ProposalState.DISCARDED]
    text = found.source.text
    numbers = {task.pk: number for number, task in enumerate(kept, start=1)}
    cards = [_card(task, text, names, numbers.get(task.pk, 0)) for task in tasks]
    _join(cards)
    count = len(kept)
    differences = list(found.differences.select_related("task").order_by("task__number", "kind", "pk"))
    label = ngettext("Confirm: %(count)d task is made", "Confirm: %(count)d tasks are made", count) % {"count": count}
    return {
        "import": found,
        "paragraphs": queries.living_text(text, sentences, kept),
        "siblings": found.source.imports.exclude(pk=found.pk).order_by("created_at", "pk"),
        "legend": queries.fate_counts(sentences),
        "cards": cards,
        "unlinked": sum(1 for card in cards if card["unlinked"] and not card["discarded"]),
        "open": [{"sentence": one, "words": text[one.start : one.end]} for one in sentences if one.number in left],
        "kept": count,
        "chairs": [one for one in found.people if one["part"] == Attendance.CHAIR],
        "present": "; ".join(one["name"] for one in found.people if one["part"] != Attendance.CHAIR),
        "reviewed": period_label(found.reviewed),
        "planned": period_label(found.planned),
        "owner_name": names[owner],
        "warnings": [warning[queries.language()] for warning in found.warnings],
        "reviewing": found.status == ImportStatus.REVIEWING,
        "confirm_label": label,
        "steps": _steps(found, everything, sentences, text),
        "page_keys": KEYS,
        "differences": differences,
        "undecided": sum(1 for row in differences if row.choice == Choice.OPEN),
    }


def sentence_page(found: TextImport, sentence: ProposedSentence) -> dict[str, Any]:
    """Context of the page on which a person says what becomes of one sentence."""
    return {
        "import": found,
        "sentence": sentence,
        "words": found.source.text[sentence.start : sentence.end],
        "sentence_fate": Fate(sentence.fate).label,
        "why": "" if sentence.decided else drafting.said(sentence.reason, get_language() or "vi"),
    }


def _units(task: ProposedTask) -> list[Any]:
    return [task.lead_id, *(unit.pk for unit in task.members.all()), *(unit.pk for unit in task.coordinating.all())]


def _card(task: ProposedTask, text: str, names: dict[Any, str], number: int) -> dict[str, Any]:
    due = Due(DueKind(task.due_kind), task.due_text, task.due_start, task.due_end) if task.due_kind else Due.none()
    return {
        "task": task,
        "number": number,
        "words": text[task.start : task.end],
        "why": drafting.said(task.reason, get_language() or "vi"),
        "due": queries.when(due),
        "lead": names.get(task.lead_id, ""),
        "members": [names.get(unit.pk, "") for unit in task.members.all()],
        "coordinating": [names.get(unit.pk, "") for unit in task.coordinating.all()],
        "unlinked": task.responsible_text if not (task.lead_id or task.addressee_id or task.members.all()) else [],
        "discarded": task.state == ProposalState.DISCARDED,
        "seen": steps.print_of(task),
        "next": None,
    }


def _join(cards: list[dict[str, Any]]) -> None:
    """Each kept card learns which one it can be merged with: the next of the same sentence."""
    kept = [card for card in cards if not card["discarded"]]
    for card, following in pairwise(kept):
        if card["task"].sentence_id == following["task"].sentence_id:
            card["next"] = following


def _steps(
    found: TextImport, tasks: list[ProposedTask], sentences: list[ProposedSentence], text: str
) -> list[dict[str, Any]]:
    """What was done last, the newest first; what nothing came after can be undone."""
    prints = {str(task.pk): steps.print_of(task) for task in tasks}
    decided = {str(one.pk): one.decided for one in sentences}
    spans = {str(one.pk): (one.start, one.end) for one in tasks}
    spans |= {str(one.pk): (one.start, one.end) for one in sentences}
    rows = found.steps.filter(undone_at=None).select_related("by").order_by("-number")[:STEPS_SHOWN]
    return [
        {
            "step": row,
            "act": ReviewAct(row.act).label,
            "words": Truncator(_words_of(row, spans, text)).words(9),
            "undoable": all(prints.get(key) == told for key, told in row.after["tasks"].items())
            and all(decided.get(key) == told for key, told in row.after["sentences"].items()),
        }
        for row in rows
    ]


def _words_of(row: ReviewStep, spans: dict[str, tuple[int, int]], text: str) -> str:
    start, end = next(spans[key] for key in (*row.after["tasks"], *row.after["sentences"]) if key in spans)
    return " ".join(text[start:end].split())
