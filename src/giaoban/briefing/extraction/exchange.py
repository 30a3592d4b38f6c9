"""Drafts as JSON: the shape of the hand-annotated samples, and the full draft there and back."""

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Mapping
from enum import Enum
from typing import Any

from giaoban.briefing.extraction.draft import Draft, Meeting, PersonProposal, Span, SpanProposal, TaskProposal
from giaoban.kernel.due import Due

OFFSET_UNIT = "code points of the file as it stands, line ends included; the end is exclusive"


def to_gold(draft: Draft, *, identifier: str = "", file: str = "") -> dict[str, Any]:
    """The draft in the keys and span rules of `samples/briefings/NNN.gold.json`; a second meeting shows only in its tasks."""
    gold: dict[str, Any] = {
        "id": identifier,
        "file": file,
        "text_sha256": draft.sha256,
        "chars": draft.length,
        "offset_unit": OFFSET_UNIT,
        "meeting": _meeting(draft.meetings[0]) if draft.meetings else None,
        "cited_documents": [
            {
                "key": act.key,
                "kind": act.kind,
                "number": act.number,
                "date": act.date,
                "issuer": act.issuer,
                "about": act.about,
                "mentions": [_span(mention) for mention in act.mentions],
            }
            for act in draft.acts
        ],
        "tasks": [
            _task(task, f"{identifier}-t{number:02d}" if identifier else f"t{number:02d}")
            for number, task in enumerate(draft.tasks, 1)
        ],
        "organisations": [
            {
                "name": body.name,
                "canonical": body.canonical,
                "mentions": [{"start": mention.start, "end": mention.end} for mention in body.mentions],
            }
            for body in draft.organisations
        ],
        "figures": [
            {
                "what": figure.what,
                "value": figure.value,
                "unit": figure.unit,
                "qualifier": figure.qualifier,
                **_span(figure.span),
            }
            for figure in draft.figures
        ],
        "notes": " ".join(warning.vi for warning in draft.warnings),
    }
    if not draft.is_meeting:
        gold["is_meeting"] = False
    return gold


def _span(span: Span) -> dict[str, Any]:
    return {"text": span.text, "start": span.start, "end": span.end}


def _place(proposal: SpanProposal | None) -> dict[str, Any] | None:
    return _span(proposal.span) if proposal else None


def _person(person: PersonProposal) -> dict[str, Any]:
    return {
        "name": person.name,
        "positions": list(person.posts),
        "organisation": person.organisation or None,
        **_span(person.span),
    }


def _meeting(meeting: Meeting) -> dict[str, Any]:
    date: dict[str, Any] = {"iso": None, "year_inferred": False, "text": None, "start": None, "end": None}
    if meeting.date:
        date = {
            "iso": meeting.date.day.isoformat() if meeting.date.day else None,
            "year_inferred": meeting.date.year_inferred,
            **_span(meeting.date.span),
        }
    return {
        "title": _place(meeting.title),
        "date": date,
        "place": _place(meeting.place),
        "convened_by": [_span(convener.span) for convener in meeting.convened_by],
        "chair": [_person(person) for person in meeting.chair],
        "concluded_by": [_person(person) for person in meeting.concluded_by],
        "period_reviewed": {"label": meeting.period_reviewed.label, **_span(meeting.period_reviewed.span)}
        if meeting.period_reviewed
        else None,
        "period_planned": {"label": meeting.period_planned.label, **_span(meeting.period_planned.span)}
        if meeting.period_planned
        else None,
        "attendees": [_person(person) for person in meeting.attendees],
        "attending_groups": [_span(group.span) for group in meeting.attending_groups],
    }


def _task(task: TaskProposal, identifier: str) -> dict[str, Any]:
    deadline = None
    if task.due is not None and task.due_span is not None:
        deadline = {"normalised": task.due.normalised, **_span(task.due_span)}
    return {
        "id": identifier,
        **_span(task.span),
        "action": _span(task.action),
        "responsible": list(task.responsible),
        "responsible_explicit": task.responsible_explicit,
        "coordinating": list(task.coordinating),
        "deadline": deadline,
        "period": task.period,
        "documents": list(task.acts),
        "status": task.status,
        "stated_by": task.stated_by,
        "optional": False,
        "meeting": task.meeting,
        "alternative_spans": [],
        "kind": task.kind.value,
    }


# -- the whole draft ---------------------------------------------------------------------------------------------------


def to_dict(draft: Draft) -> dict[str, Any]:
    """Plain values for JSON; `from_dict` gives the same draft back."""
    values = _plain(draft)
    assert isinstance(values, dict)
    return values


def from_dict(values: Mapping[str, Any]) -> Draft:
    """What `to_dict` wrote. Missing or unknown keys raise `TypeError` or `KeyError`."""
    draft = _typed(values, Draft)
    assert isinstance(draft, Draft)
    return draft


def _plain(value: Any) -> Any:
    if isinstance(value, Due):
        return value.to_json()
    if dataclasses.is_dataclass(value):
        return {item.name: _plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, dt.date) else value


def _typed(value: Any, kind: Any) -> Any:
    """A plain value as the type that a field of a draft declares."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is types.UnionType:
        choices = [argument for argument in arguments if argument is not types.NoneType]
        return value if value is None or len(choices) > 1 else _typed(value, choices[0])  # int | float stays what it is
    if origin is tuple:
        return tuple(_typed(item, arguments[0]) for item in value)
    if kind is Due:
        return Due.from_json(value)
    if kind is dt.date:
        return dt.date.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return kind(**{item.name: _typed(value[item.name], hints[item.name]) for item in dataclasses.fields(kind)})  # type: ignore[operator]
    return value
