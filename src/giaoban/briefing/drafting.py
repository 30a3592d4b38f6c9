"""Between the pure drafter and the tables: what may be drafted at all, and a draft as rows of proposals.

Nothing here touches the database: the caller brings the linker and keeps the rows.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from giaoban.briefing.enums import Attendance, Fate, TaskKind
from giaoban.briefing.extraction import legacy
from giaoban.briefing.extraction.draft import Draft, Meeting, PersonProposal, TaskProposal
from giaoban.briefing.extraction.draft import Fate as DraftFate
from giaoban.briefing.extraction.reasons import REASONS
from giaoban.briefing.linking import Linker
from giaoban.documents.reading import secrecy
from giaoban.kernel.due import Due, DueKind
from giaoban.kernel.period import Period, PeriodNotRead, PeriodWithoutYear
from giaoban.kernel.problems import Problem

LONGEST = 5_000_000
RULES = "rules-1"


class UnreadableText(Problem):
    """A text that may not or cannot be drafted; nothing of it is kept. `message_vi` says what to do."""

    code = "unreadable_text"
    sentence_vi = "Không đọc được văn bản này."


class EmptyText(UnreadableText):
    code = "empty_text"
    sentence_vi = "Văn bản trống. Hãy dán nội dung hoặc chọn tệp."


class TooLongText(UnreadableText):
    """`length` characters, more than `limit`."""

    code = "too_long_text"
    sentence_vi = "Văn bản quá dài (trên 5 triệu ký tự). Hãy chia nhỏ rồi nhập từng phần."


class SecretText(UnreadableText):
    """Marked as a state secret: `mark`."""

    code = "secret_text"
    sentence_vi = (
        "Văn bản có dấu “{mark}”. Giao Ban không được phép nhận tài liệu bí mật nhà nước: "
        "văn bản đã bị từ chối và không một chữ nào được lưu lại."
    )


class LegacyText(UnreadableText):
    """Written in an old font encoding: `encoding`."""

    code = "legacy_text"
    sentence_vi = (
        "Văn bản dùng bảng mã cũ {encoding}, không phải Unicode. Hãy chuyển mã sang Unicode "
        "(trong Word hoặc UniKey: Chuyển mã) rồi nhập lại."
    )


def must_be_readable(text: str) -> None:
    """Raises the UnreadableText that applies; the order matters: a secret is refused before anything else looks at it."""
    if mark := secrecy.secret_mark(text):
        raise SecretText(mark=mark.words)
    if not text.strip():
        raise EmptyText
    if len(text) > LONGEST:
        raise TooLongText(length=len(text), limit=LONGEST)
    if encoding := legacy.legacy_encoding(text):
        raise LegacyText(encoding=encoding)


def said(reason: str, language: str) -> str:
    """A reason of the drafter as a sentence; the plain order, and unknown codes (of an older release), as nothing."""
    known = REASONS.get(reason)
    if known is None or reason == "task.order":
        return ""
    return known.en if language == "en" else known.vi


# --- A draft as rows --------------------------------------------------------------------------------------------------

FATES = {
    DraftFate.CONTEXT: Fate.INFORMATION,
    DraftFate.HEADING: Fate.INFORMATION,
    DraftFate.UNASSIGNED: Fate.INFORMATION,
    DraftFate.RESULT: Fate.RESULT,
    DraftFate.TASK: Fate.TASK,
    DraftFate.COMMENDATION: Fate.COMMENDATION,
    DraftFate.NOISE: Fate.NOISE,
}


def meetings(draft: Draft) -> list[Meeting | None]:
    """The meetings that a text reports, each to be reviewed for itself; one None for a text that reports none."""
    return list(draft.meetings) or [None]


def meeting_columns(draft: Draft, meeting: Meeting | None) -> dict[str, Any]:
    """Columns of TextImport for one meeting; nothing is filled that the text does not give."""
    warnings = [{"code": one.code, "vi": one.vi, "en": one.en} for one in draft.warnings]
    if meeting is None:
        return {"is_meeting": False, "drafter": RULES, "warnings": warnings}
    return {
        "is_meeting": draft.is_meeting,
        "drafter": RULES,
        "warnings": warnings,
        "title": meeting.title.span.text[:500] if meeting.title else "",
        "held_on": meeting.date.day if meeting.date else None,
        "place": meeting.place.span.text[:300] if meeting.place else "",
        "convened_by": "; ".join(one.span.text for one in meeting.convened_by)[:300],
        "reviewed": _period(meeting.period_reviewed.label if meeting.period_reviewed else ""),
        "planned": _period(meeting.period_planned.label if meeting.period_planned else ""),
        "people": [
            *(_person(one, Attendance.CHAIR) for one in meeting.chair),
            *(_person(one, Attendance.CONCLUDES) for one in meeting.concluded_by),
            *(_person(one, Attendance.ATTENDS) for one in meeting.attendees),
            *({"part": Attendance.DELEGATION, "name": one.span.text, "posts": []} for one in meeting.attending_groups),
        ],
    }


def _period(label: str) -> str:
    """A period's code; nothing for words that name none or no year."""
    try:
        return Period.parse(label).code if label else ""
    except (PeriodNotRead, PeriodWithoutYear):
        return ""


def _person(one: PersonProposal, part: Attendance) -> dict[str, Any]:
    return {"part": part, "name": one.name, "posts": list(one.posts)}


def sentence_columns(draft: Draft, number: int) -> Iterator[dict[str, Any]]:
    """Columns of ProposedSentence, in order, for the review of meeting `number` (from 1)."""
    for place, one in enumerate(draft.sentences, start=1):
        elsewhere = bool(one.tasks) and all(draft.tasks[task].meeting != number for task in one.tasks)
        yield {
            "number": place,
            "start": one.span.start,
            "end": one.span.end,
            "proposed": Fate.INFORMATION if elsewhere else FATES[one.fate],
            "imperative": one.fate == DraftFate.UNASSIGNED,
            "confidence": one.confidence,
            "reason": one.reason,
        }


def act_columns(draft: Draft) -> Iterator[dict[str, Any]]:
    """Columns of ProposedAct."""
    for one in draft.acts:
        yield {
            "key": one.key,
            "kind": one.kind[:60],
            "number": (one.number or "")[:60],
            "issued_on": _day(one.date),
            "issuer": (one.issuer or "")[:200],
            "about": (one.about or "")[:600],
            "mentions": [[span.start, span.end] for span in one.mentions],
        }


def _day(written: str | None) -> dt.date | None:
    """An ISO day; a bare year is not a day."""
    try:
        return dt.date.fromisoformat(written) if written else None
    except ValueError:
        return None


@dataclass(frozen=True)
class Who:
    """Bodies of the registry that a proposal means: a lead, or a group with its members, or several members."""

    lead: UUID | None = None
    group: UUID | None = None
    units: tuple[UUID, ...] = ()
    coordinating: tuple[UUID, ...] = ()


def who(task: TaskProposal, linker: Linker) -> Who:
    """Links the names of a proposal; what is unknown or ambiguous stays for the person who reviews.

    A body that the text does not name (the drafter's guess that the convener is meant) is never linked.
    """
    coordinating = tuple(found[0] for found in map(linker.find, task.coordinating) if found and not found[1])
    if task.responsible_reason == "responsible.convener":
        return Who(coordinating=coordinating)
    return replace(linked(task.responsible, linker), coordinating=coordinating)


def linked(names: Sequence[str], linker: Linker) -> Who:
    """Who answers under these names: one body or group, or several bodies; what is unknown or ambiguous is left out."""
    known = [found for found in map(linker.find, names) if found is not None]
    if len(names) == 1 and known:
        (only, is_group) = known[0]
        return Who(group=only) if is_group else Who(lead=only)
    return Who(units=tuple(one for one, is_group in known if not is_group))


def task_columns(task: TaskProposal) -> dict[str, Any]:
    """Columns of ProposedTask, its links to rows apart."""
    return {
        "start": task.span.start,
        "end": task.span.end,
        "kind": TaskKind(task.kind.value),
        "responsible_text": [name[:300] for name in task.responsible],
        "coordinating_text": [name[:300] for name in task.coordinating],
        "explicit": task.responsible_explicit,
        "period": (task.period or "")[:100],
        "confidence": task.confidence,
        "reason": task.reason,
        **due_columns(task.due or Due.none()),
    }


def due_columns(due: Due) -> dict[str, Any]:
    """A due date as columns; none at all is four empty ones."""
    if due.kind == DueKind.NONE and not due.as_written:
        return {"due_kind": "", "due_text": "", "due_start": None, "due_end": None}
    return {"due_kind": due.kind.value, "due_text": due.as_written[:200], "due_start": due.start, "due_end": due.end}


def sentence_of(draft: Draft) -> dict[int, int]:
    """Index of each task → index of its sentence."""
    return {task: place for place, one in enumerate(draft.sentences) for task in one.tasks}
