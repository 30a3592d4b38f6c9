"""An old list comes in, is looked at, and becomes tasks in one transaction; or is discarded."""

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from giaoban.briefing import carry
from giaoban.briefing.enums import Fate, ImportStatus, Part, RowFate, TaskStatus, TextKind
from giaoban.briefing.models import (
    Briefing,
    BriefingText,
    OldList,
    OldRow,
    Sentence,
    Series,
    SourceText,
    Task,
    TaskAct,
    TaskLine,
    TextImport,
)
from giaoban.briefing.old_lists import judging
from giaoban.briefing.old_lists.judging import How, Judged
from giaoban.briefing.operations.steps import NotUnderReview
from giaoban.documents import operations as documents
from giaoban.documents.models import LegalAct
from giaoban.documents.reading.tables import Workbook
from giaoban.kernel.vietnamese import fold
from giaoban.registry import events
from giaoban.registry import queries as registry
from giaoban.registry.actor import Actor
from giaoban.registry.models import UnitGroup
from giaoban.registry.roles import Permission

DRAFTER = "old-list"
AT_A_TIME = 1_000
Tell = Callable[[int], None]


def _nobody(_done: int) -> None:
    """Nobody waits for a word of how far it is."""


class NothingNew(ValueError):
    """No row of the list would become a task."""


class NamesLeft(ValueError):
    """Names of bodies that the registry does not know and nobody decided on: `names`."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(f"undecided: {names}")
        self.names = names


@transaction.atomic
def read_old_list(
    *,
    book: Workbook,
    data: bytes,
    name: str,
    series: Series,
    title: str,
    held_on: dt.date,
    by: Actor,
    at: dt.datetime,
    how: How | None = None,
) -> OldList:
    """Keeps a file (`data` under its `name`, read into `book`) and how it reads, every row with its fate.

    Nothing of it counts yet. Raises judging.NoTable, UnreadableText (marked secret, old fonts), UnacceptableFile,
    PermissionDenied; then no byte is kept.
    """
    if by.unit_id is None or not by.may(Permission.BRIEFING_IMPORT):
        raise PermissionDenied
    if not Series.objects.visible_to(by).filter(pk=series.pk).exists():
        raise PermissionDenied
    judging.must_be_readable(book)
    judged = judging.judge(book, how or How(), sha256=hashlib.sha256(data).hexdigest(), day=held_on, by=by)
    made = OldList.objects.create(
        file=documents.store_file(data=data, name=name, by=by, at=at),
        unit_id=by.unit_id,
        series=series,
        title=title.strip(),
        held_on=held_on,
        created_at=at,
        created_by=by.user,
        **_columns(judged),
    )
    _keep_rows(made, judged)
    events.record("briefing.old_list_read", made, by=by, at=at, unit=by.unit_id, rows=len(judged.rows))
    return made


def _columns(judged: Judged) -> dict[str, Any]:
    how = judged.how
    return {
        "sheet": how.sheet,
        "sheets": judged.sheets,
        "headings": judged.headings,
        "columns": {name.value: place for name, place in (how.columns or {}).items()},
        "order": how.order,
        "take_done": how.take_done,
        "chosen": how.chosen,
        "notes": judged.notes,
    }


def _keep_rows(found: OldList, judged: Judged) -> None:
    for row in judged.rows:
        row.old_list = found
    OldRow.objects.bulk_create(judged.rows, batch_size=AT_A_TIME)


def under_review(old_list_id: UUID, by: Actor) -> OldList:
    """The list, locked; NotUnderReview where it is closed, or the worker has it."""
    found = OldList.objects.select_for_update(of=("self",)).select_related("file", "series").get(pk=old_list_id)
    if not by.may(Permission.BRIEFING_IMPORT) or not OldList.objects.visible_to(by).filter(pk=found.pk).exists():
        raise PermissionDenied
    if found.status != ImportStatus.REVIEWING or found.taking_at is not None:
        raise NotUnderReview
    return found


@transaction.atomic
def reread_old_list(*, old_list_id: UUID, book: Workbook, how: How, by: Actor, at: dt.datetime) -> OldList:
    """The same file read in another way: other columns, another sheet, days otherwise, names decided. Raises NoTable."""
    found = under_review(old_list_id, by)
    judged = judging.judge(book, how, sha256=found.file.sha256, day=found.held_on, by=by)
    told = _columns(judged)
    for name, value in told.items():
        setattr(found, name, value)
    found.save(update_fields=list(told))
    found.rows.all().delete()
    _keep_rows(found, judged)
    events.record("briefing.old_list_read", found, by=by, at=at, unit=found.unit_id, rows=len(judged.rows))
    return found


def names_left(found: OldList) -> list[str]:
    """Names in rows that would become tasks, of bodies that the registry does not know, in the order of the list."""
    asked = (
        found.rows.filter(fate=RowFate.NEW).exclude(told__ask=[]).order_by("number").values_list("told__ask", flat=True)
    )
    return list(dict.fromkeys(name for names in asked for name in names))


@transaction.atomic
def confirm_old_list(*, old_list_id: UUID, by: Actor, at: dt.datetime, tell: Tell = _nobody) -> Briefing:
    """Makes a briefing of the series with a task for each new row: everything or nothing. The list is their trace.

    `tell` is told how many rows are written, as they are. Raises NothingNew, NamesLeft, NotUnderReview, PermissionDenied.
    """
    found = under_review(old_list_id, by)
    # One list of a series at a time: the second sees what the first made.
    series = Series.objects.select_for_update(of=("self",)).get(pk=found.series_id)
    if not Series.objects.visible_to(by).filter(pk=series.pk).exists():
        raise PermissionDenied
    if left := names_left(found):
        raise NamesLeft(left)
    rows = list(found.rows.filter(fate=RowFate.NEW).order_by("number"))
    judging.mark_twins(rows, sheet=found.sheet, sha256=found.file.sha256, by=by)
    known = [row for row in rows if row.fate == RowFate.KNOWN]
    OldRow.objects.bulk_update(known, ["fate", "twin"], batch_size=AT_A_TIME)
    rows = [row for row in rows if row.fate == RowFate.NEW]
    if not rows:
        raise NothingNew
    text, spans = _as_text(found, rows)
    briefing = _briefing(found, series, text, by, at)
    tasks = _tasks(briefing, rows, spans, by, tell)
    found.status, found.closed_at, found.closed_by, found.briefing = ImportStatus.CONFIRMED, at, by.user, briefing
    found.save(update_fields=["status", "closed_at", "closed_by", "briefing"])
    carry.take_snapshots(briefing, at=at, on=by.on)
    events.record(
        "briefing.old_list_taken", briefing, by=by, at=at, unit=briefing.owner_id, tasks=len(tasks), title=found.title
    )
    return briefing


def _as_text(found: OldList, rows: list[OldRow]) -> tuple[str, list[tuple[int, int]]]:
    """The list as a text, a line a task, and where each stands: a task is a span of a text, whatever it came from."""
    parts, spans, at = [found.title, "\n\n"], [], len(found.title) + 2
    for row in rows:
        spans.append((at, at + len(row.text)))
        parts += [row.text, "\n"]
        at += len(row.text) + 1
    return "".join(parts), spans


def _briefing(found: OldList, series: Series, text: str, by: Actor, at: dt.datetime) -> Briefing:
    source = SourceText.objects.create(
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        kind=DRAFTER,
        file=found.file,
        imported_at=at,
        imported_by=by.user,
    )
    text_import = TextImport.objects.create(
        source=source,
        unit_id=found.unit_id,
        status=ImportStatus.CONFIRMED,
        drafter=DRAFTER,
        is_meeting=False,
        title=found.title,
        held_on=found.held_on,
        created_at=at,
        created_by=by.user,
        closed_at=at,
        closed_by=by.user,
    )
    briefing = Briefing.objects.create(
        series=series,
        owner_id=series.owner_id,
        text_import=text_import,
        title=found.title,
        held_on=found.held_on,
        confirmed_at=at,
        confirmed_by=by.user,
    )
    BriefingText.objects.create(
        briefing=briefing, version=1, text_import=text_import, kind=TextKind.OLD_LIST, adopted_at=at, adopted_by=by.user
    )
    return briefing


@dataclass(frozen=True)
class _Writing:
    """What all batches of one list share."""

    briefing: Briefing
    by: Actor
    members: dict[str, list[UUID]]
    acts: dict[str, LegalAct] = field(default_factory=dict)


def _tasks(briefing: Briefing, rows: list[OldRow], spans: list[tuple[int, int]], by: Actor, tell: Tell) -> list[Task]:
    """Batch by batch, so that it can be told how far it is; each row learns its task."""
    writing = _Writing(briefing, by, _members(rows, by))
    made: list[Task] = []
    for first in range(0, len(rows), AT_A_TIME):
        batch = rows[first : first + AT_A_TIME]
        tasks = _batch(writing, batch, spans[first : first + AT_A_TIME], first + 1)
        for row, task in zip(batch, tasks, strict=True):
            row.task = task
        OldRow.objects.bulk_update(batch, ["task"])
        made += tasks
        tell(len(made))
    return made


def _batch(writing: _Writing, rows: list[OldRow], spans: list[tuple[int, int]], first: int) -> list[Task]:
    sentences = Sentence.objects.bulk_create(
        Sentence(briefing=writing.briefing, number=number, start=start, end=end, fate=Fate.TASK)
        for number, (start, end) in enumerate(spans, start=first)
    )
    parts = [_parts(row, writing.members) for row in rows]
    tasks = Task.objects.bulk_create(
        Task(
            briefing=writing.briefing,
            sentence=sentence,
            number=sentence.number,
            start=sentence.start,
            end=sentence.end,
            text=row.text,
            text_folded=fold(row.text),
            kind=row.told["kind"],
            addressee_id=UUID(row.told["groups"][0]) if _is_addressed(row) else None,
            responsible_text=row.told["lead_words"],
            status=_status(of_task),
            **judging.due_of(row),
        )
        for sentence, row, of_task in zip(sentences, rows, parts, strict=True)
    )
    _lines(tasks, parts, writing.by)
    _bases(tasks, rows, writing)
    return tasks


def _is_addressed(row: OldRow) -> bool:
    """To one group and nobody besides: then the group stands on the task, else its members among the others."""
    return len(row.told["groups"]) == 1 and not row.told["units"]


def _members(rows: list[OldRow], by: Actor) -> dict[str, list[UUID]]:
    groups = UnitGroup.objects.filter(pk__in={group for row in rows for group in row.told["groups"]})
    return {str(group.pk): registry.members(group, on=by.on) for group in groups}


def _parts(row: OldRow, members: dict[str, list[UUID]]) -> dict[UUID, Part]:
    """Which body has which part in the task of a row."""
    units = [UUID(unit) for unit in row.told["units"]]
    units += [unit for group in row.told["groups"] for unit in members.get(group, [])]
    alone = len(units) == 1 and not row.told["groups"]
    parts = dict.fromkeys(dict.fromkeys(units), Part.LEAD if alone else Part.MEMBER)
    for unit in row.told["coordinating"]:
        parts.setdefault(UUID(unit), Part.COORDINATING)
    return parts


def _status(parts: dict[UUID, Part]) -> TaskStatus:
    """What the database will keep from the lines; said at once, it need not change every task again."""
    answered_for = Part.LEAD in parts.values() or Part.MEMBER in parts.values()
    return TaskStatus.ASSIGNED if answered_for else TaskStatus.UNASSIGNED


def _lines(tasks: list[Task], parts: list[dict[UUID, Part]], by: Actor) -> None:
    made = [
        TaskLine(task=task, unit_id=unit, part=part, added_by=by.user)
        for task, of_task in zip(tasks, parts, strict=True)
        for unit, part in of_task.items()
    ]
    TaskLine.objects.bulk_create(made, batch_size=AT_A_TIME)


def _bases(tasks: list[Task], rows: list[OldRow], writing: _Writing) -> None:
    """Acts that the list cites by number: a person brought them, no sentence cites them."""
    acts, made = writing.acts, {}
    for task, row in zip(tasks, rows, strict=True):
        for told in row.told["acts"]:
            key = repr(told)
            if key not in acts:
                day = dt.date.fromisoformat(told["issued_on"]) if told["issued_on"] else None
                acts[key] = documents.cite(**{**told, "issued_on": day})
            made[task.pk, acts[key].pk] = TaskAct(task=task, act=acts[key], added_by=writing.by.user)
    TaskAct.objects.bulk_create(made.values(), batch_size=AT_A_TIME)


@transaction.atomic
def discard_old_list(*, old_list_id: UUID, by: Actor, at: dt.datetime) -> OldList:
    """The list was read by mistake; nothing comes of it."""
    found = under_review(old_list_id, by)
    found.status, found.closed_at, found.closed_by = ImportStatus.DISCARDED, at, by.user
    found.save(update_fields=["status", "closed_at", "closed_by"])
    events.record("briefing.old_list_discarded", found, by=by, at=at, unit=found.unit_id)
    return found
