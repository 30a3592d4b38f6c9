"""Papers that follow from a confirmed briefing: the notice of conclusions as a draft to submit, a body's plan, lists of tasks.

The words are those of the conclusion. What is added says only who, with whom, until when and on what basis, as the tasks
hold it; where nobody is named or no date is set, the paper says that.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from uuid import UUID

from giaoban.briefing import queries
from giaoban.briefing.enums import Fate, Part, TaskKind, TaskStatus
from giaoban.briefing.models import Briefing, Sentence, Task, TaskLine
from giaoban.documents import queries as documents
from giaoban.documents.issuers import Suggestion
from giaoban.documents.papers import Block, Column, Heading, Paper, Paragraph, Signer, Table
from giaoban.kernel.due import Due
from giaoban.kernel.vietnamese import sort_key
from giaoban.registry import queries as registry
from giaoban.registry.actor import Actor

COLUMNS = (
    Column("STT", 12, centred=True),
    Column("Nội dung nhiệm vụ", 50),
    Column("Đơn vị thực hiện", 32),
    Column("Phối hợp", 24),
    Column("Thời hạn", 28, centred=True),
    Column("Căn cứ", 24),
)
LIST_COLUMNS = (
    Column("STT", 12, centred=True),
    Column("Nội dung nhiệm vụ", 58),
    Column("Vai trò", 20, centred=True),
    Column("Cùng thực hiện", 28),
    Column("Thời hạn", 28, centred=True),
    Column("Căn cứ", 24),
)
LETTER_COLUMNS = (
    Column("STT", 12, centred=True),
    Column("Nội dung nhiệm vụ", 66),
    Column("Đơn vị thực hiện", 38),
    Column("Thời hạn", 32, centred=True),
    Column("Tình trạng", 22, centred=True),
)
STATES = {
    TaskStatus.UNASSIGNED: "Chưa giao đơn vị",
    TaskStatus.ASSIGNED: "Chưa báo cáo",
    TaskStatus.IN_PROGRESS: "Đang thực hiện",
    TaskStatus.REPORTED: "Chờ nghiệm thu",
    TaskStatus.RETURNED: "Báo cáo lại",
    TaskStatus.ACCEPTED: "Đã nghiệm thu",
}
ANSWERING = (Part.LEAD, Part.MEMBER)
ROLES = {Part.LEAD: "Chủ trì", Part.COORDINATING: "Phối hợp", Part.MEMBER: "Thực hiện"}
_WITH_CONSEQUENCE = (Fate.RESULT, Fate.COMMENDATION, Fate.TASK)
NOBODY, NO_DATE = "chưa nêu đơn vị thực hiện", "Chưa định hạn"
HELPING, UNTIL, BASIS = "Phối hợp", "Thời hạn", "Căn cứ"
CLOSING = "Thông báo để các cơ quan, tổ chức biết, thực hiện."
# More recipients than this are named together.
NAMED_RECIPIENTS = 12


@dataclass(frozen=True)
class Assignment:
    """A task in the words of a paper: what, who answers, who helps, until when, on which basis."""

    task: Task
    what: str
    who: str
    helping: str
    until: str
    basis: str

    @property
    def known(self) -> list[str]:
        """What the task knows beside its words, as the notice adds it: "Thời hạn: …"."""
        told = ((HELPING, self.helping), (UNTIL, self.until), (BASIS, self.basis))
        return [f"{name}: {words}" for name, words in told if words]

    def sentence(self, number: int) -> str:
        """The task as a numbered sentence of the notice, with what the tasks know of it in brackets."""
        brackets = f" ({'; '.join(self.known)}.)" if self.known else ""
        return f"{number}. {self.what}.{brackets}"


def tasks_of(briefing: Briefing, *, actor: Actor) -> list[Task]:
    """The tasks of the briefing in force that the actor may see, with their details, in the order of the text."""
    visible = Task.objects.visible_to(actor).filter(briefing=briefing, withdrawn_at=None)
    return list(queries.with_details(visible).order_by("number"))


def assignments(tasks: Sequence[Task], *, on: dt.date) -> list[Assignment]:
    """Tasks in the words of papers; the names of all bodies in one query."""
    names = queries.unit_names(tasks, on=on)
    return [_assignment(task, names) for task in tasks]


def _assignment(task: Task, names: dict[UUID, str]) -> Assignment:
    named = {part: [names[line.unit_id] for line in task.lines.all() if line.part == part] for part in ROLES}
    who = [task.addressee.name] if task.addressee else named[Part.LEAD] + named[Part.MEMBER]
    acts = [str(basis.act) for basis in task.task_acts.all()]
    return Assignment(
        task, _capital(task.text), "; ".join(who), "; ".join(named[Part.COORDINATING]), until(task.due), "; ".join(acts)
    )


def until(due: Due) -> str:
    """The due date as written, and the last day that it was taken to mean where the words do not name it; or nothing."""
    if due.last_day is None:
        return due.as_written
    last = f"{due.last_day:%d/%m/%Y}"
    if not due.as_written:
        return f"đến {last}"
    return due.as_written if last in due.as_written else f"{due.as_written} (đến {last})"


# --- The notice of conclusions -----------------------------------------------------------------------------------------------


def notice(briefing: Briefing, *, actor: Actor) -> Paper:
    """The notice of conclusions of the body that held the briefing, as a draft to submit in its own letterhead.

    The sentences stand in their groups: how it began, results, tasks numbered with who, until when and on what basis,
    what else was said. Page furniture and what has no consequence on purpose stay out.
    """
    found = documents.letterhead(briefing.owner_id, on=actor.on)
    given = assignments(tasks_of(briefing, actor=actor), on=actor.on)
    sentences = list(briefing.current_sentences)
    opening, others = _opening(sentences)
    results = [one for one in sentences if one.fate in (Fate.RESULT, Fate.COMMENDATION)]
    said = briefing.text_import.source.text
    blocks: list[Block] = [*_paragraphs(opening, said, without=briefing.title)]
    number = 0
    for title, content in (
        ("Đánh giá kết quả", _paragraphs(results, said)),
        ("Nhiệm vụ", _orders(given)),
        ("Nội dung khác", _paragraphs(others, said)),
    ):
        if content:
            number += 1
            blocks += [Heading(f"{'I' * number}. {title}"), *content]
    blocks.append(Paragraph(CLOSING))
    return Paper(
        profile=documents.profile(found.style, on=actor.on).code,
        kind="TB",
        issuer=found.issuer,
        subject=f"Kết luận của {_convened(briefing, on=actor.on)} tại {_meeting(briefing)}",
        blocks=tuple(blocks),
        signer=_chair(briefing, found.signer),
        day=actor.on,
        recipients=(*_recipients(given, on=actor.on), "Lưu Văn phòng"),
    )


def _orders(given: Sequence[Assignment]) -> list[Paragraph]:
    """The tasks numbered in the order of the text, under whom they are addressed to; neighbours share that line."""
    said = []
    for who, run in groupby(enumerate(given, start=1), key=lambda one: one[1].who):
        said.append(Paragraph(f"Giao {who}:" if who else f"Các nhiệm vụ {NOBODY}:"))
        said += [Paragraph(one.sentence(n)) for n, one in run]
    return said


def _opening(sentences: Sequence[Sentence]) -> tuple[list[Sentence], list[Sentence]]:
    """Information before the first result or order, and the information after it."""
    first = next((n for n, one in enumerate(sentences) if one.fate in _WITH_CONSEQUENCE), len(sentences))
    informing = [(n, one) for n, one in enumerate(sentences) if one.fate == Fate.INFORMATION]
    return [one for n, one in informing if n < first], [one for n, one in informing if n > first]


def _paragraphs(sentences: Sequence[Sentence], said: str, *, without: str = "") -> list[Paragraph]:
    """Neighbours in the text stand in one paragraph; a sentence that is only the meeting's title is left out."""
    runs = groupby(enumerate(sentences), key=lambda one: one[1].number - one[0])
    texts = [[said[one.start : one.end].strip() for _, one in run] for _, run in runs]
    kept = [[text for text in run if text != without] for run in texts]
    return [Paragraph(" ".join(run)) for run in kept if run]


def _chair(briefing: Briefing, signer: Signer) -> Signer:
    """Who chaired signs, as far as the text names them; the post stays what the letterhead has."""
    chair = briefing.attendees.filter(part="chair").order_by("number").first()
    return replace(signer, name=chair.name) if chair else signer


def _recipients(given: Sequence[Assignment], *, on: dt.date, but: UUID | None = None) -> list[str]:
    """Everybody with a part in a task, by name, without the body that writes; many are named together."""
    names = queries.unit_names([one.task for one in given], on=on)
    units = {line.unit_id for one in given for line in one.task.lines.all() if line.part in ROLES} - {but}
    if len(units) > NAMED_RECIPIENTS:
        return ["Các cơ quan, tổ chức có tên trong Thông báo"]
    return sorted((names[unit] for unit in units), key=sort_key)


# --- A body's own plan and lists -----------------------------------------------------------------------------------------------


def plan(briefing: Briefing, *, actor: Actor) -> Paper:
    """The plan by which the actor's body carries the conclusion out, in its own letterhead, with a table of all tasks."""
    found = _own_letterhead(actor)
    given = assignments(tasks_of(briefing, actor=actor), on=actor.on)
    who = found.issuer.own[0] if found.issuer.own else ""
    rows = tuple(
        (str(n), one.what, one.who or _capital(NOBODY), one.helping, one.until or NO_DATE, one.basis)
        for n, one in enumerate(given, start=1)
    )
    held = f"{_convened(briefing, on=actor.on)} tại {_meeting(briefing)}"
    blocks = (
        Paragraph(
            f"Thực hiện kết luận của {held} (ngày {briefing.held_on:%d/%m/%Y}), {who} xây dựng kế hoạch như sau:"
        ),
        Heading("I. Mục đích, yêu cầu"),
        Paragraph(f"1. Triển khai đầy đủ, đúng thời hạn {len(given)} nhiệm vụ mà kết luận giao."),
        Paragraph("2. Mỗi nhiệm vụ rõ đơn vị thực hiện, đơn vị phối hợp, thời hạn và căn cứ; có báo cáo kết quả."),
        Heading("II. Nhiệm vụ và phân công thực hiện"),
        Table(COLUMNS, rows),
        Heading("III. Tổ chức thực hiện"),
        Paragraph("1. Các đơn vị căn cứ phân công để triển khai; nhiệm vụ thường xuyên báo cáo theo từng kỳ."),
        Paragraph("2. Có vướng mắc, các đơn vị phản ánh kịp thời để cùng tháo gỡ."),
    )
    return Paper(
        profile=documents.profile(found.style, on=actor.on).code,
        kind="KH",
        issuer=found.issuer,
        subject=f"Triển khai thực hiện kết luận của {held}",
        blocks=blocks,
        signer=found.signer,
        day=actor.on,
        recipients=(
            f"{_convened(briefing, on=actor.on)} (báo cáo)",
            *_recipients(given, on=actor.on, but=actor.unit_id),
            "Lưu: VT",
        ),
    )


def letter(briefing: Briefing, *, actor: Actor) -> Paper:
    """The letter by which the actor's body asks those with open tasks to carry them out and to report; a table of these.

    Its own tasks stand in its plan, not in its letters.
    """
    found = _own_letterhead(actor)
    tasks = [task for task in tasks_of(briefing, actor=actor) if task.status != TaskStatus.ACCEPTED]
    given = [one for one in assignments(tasks, on=actor.on) if _is_for_others(one.task, actor)]
    others = _answering([one.task for one in given], but=actor.unit_id, on=actor.on)
    held = f"{_convened(briefing, on=actor.on)} tại {_meeting(briefing)} (ngày {briefing.held_on:%d/%m/%Y})"
    rows = tuple(
        (str(n), one.what, one.who, one.until or NO_DATE, how_it_stands(one.task, on=actor.on))
        for n, one in enumerate(given, start=1)
    )
    who = found.issuer.own[0] if found.issuer.own else ""
    blocks: tuple[Block, ...] = (
        Paragraph(f"Thực hiện kết luận của {held}, {who} đề nghị các cơ quan, tổ chức quan tâm, chỉ đạo:"),
        Paragraph(f"1. Tập trung hoàn thành {len(given)} nhiệm vụ còn lại, theo bảng dưới đây."),
        Table(LETTER_COLUMNS, rows),
        Paragraph(
            "2. Ghi nhận việc đã làm ngay khi làm và báo cáo kết quả; nếu không phát sinh, xin báo không phát sinh."
        ),
        Paragraph("3. Khó khăn, vướng mắc xin phản ánh sớm để cùng tháo gỡ trước kỳ giao ban tới."),
        Paragraph("Rất mong các cơ quan, tổ chức quan tâm phối hợp thực hiện."),
    )
    return Paper(
        profile=documents.profile(found.style, on=actor.on).code,
        kind="CV",
        issuer=found.issuer,
        subject=f"thực hiện nhiệm vụ còn lại theo kết luận giao ban ngày {briefing.held_on:%d/%m/%Y}",
        blocks=blocks,
        signer=found.signer,
        day=actor.on,
        addressees=tuple(others),
        recipients=("Như trên", f"{_convened(briefing, on=actor.on)} (báo cáo)", "Lưu: VT"),
    )


def how_it_stands(task: Task, *, on: dt.date) -> str:
    """The state in the words of papers, which are Vietnamese whatever the language of the screen."""
    if task.is_overdue(on):
        return "Quá hạn"
    if task.kind == TaskKind.STANDING:
        return "Thường xuyên"
    return STATES[TaskStatus(task.status)]


def _is_for_others(task: Task, actor: Actor) -> bool:
    return any(line.unit_id != actor.unit_id and line.part in ANSWERING for line in task.lines.all())


def _answering(tasks: Sequence[Task], *, but: UUID | None, on: dt.date) -> list[str]:
    """Who answers for the tasks, by name, without the body that writes."""
    names = queries.unit_names(tasks, on=on)
    units = {line.unit_id for task in tasks for line in task.lines.all() if line.part in ANSWERING} - {but}
    return sorted((names[unit] for unit in units), key=sort_key)


@dataclass(frozen=True)
class BodyTasks:
    """The tasks in which one body has a part, and that part."""

    unit_id: UUID
    name: str
    tasks: tuple[tuple[Task, str], ...]


def by_body(briefing: Briefing, *, actor: Actor) -> list[BodyTasks]:
    """One list for each body whose lines the actor may see, by name; tasks in the order of the text."""
    tasks = tasks_of(briefing, actor=actor)
    seen = TaskLine.objects.visible_to(actor).filter(task__in=tasks, part__in=ROLES)
    places: dict[UUID, dict[UUID, str]] = {}
    for unit, task, part in seen.order_by("pk").values_list("unit", "task", "part"):
        places.setdefault(unit, {})[task] = part
    names = registry.names(list(places), on=actor.on)
    lists = [
        BodyTasks(unit, names[unit], tuple((task, parts[task.pk]) for task in tasks if task.pk in parts))
        for unit, parts in places.items()
    ]
    return sorted(lists, key=lambda one: sort_key(one.name))


def task_list(briefing: Briefing, one: BodyTasks, *, actor: Actor) -> Paper:
    """One body's list of tasks, in the letterhead of the body that hands it out; an annex, without number and signer."""
    found = _own_letterhead(actor)
    given = {said.task.pk: said for said in assignments([task for task, _ in one.tasks], on=actor.on)}
    rows = tuple(
        (
            str(n),
            given[task.pk].what,
            ROLES[Part(part)],
            _others(given[task.pk], part),
            given[task.pk].until or NO_DATE,
            given[task.pk].basis,
        )
        for n, (task, part) in enumerate(one.tasks, start=1)
    )
    held = f"{_convened(briefing, on=actor.on)} tại {_meeting(briefing)}, ngày {briefing.held_on:%d/%m/%Y}"
    return Paper(
        profile=documents.profile(found.style, on=actor.on).code,
        kind="DM",
        issuer=found.issuer,
        subject=f"Nhiệm vụ của {one.name}",
        blocks=(Paragraph(f"Theo kết luận của {held}."), Table(LIST_COLUMNS, rows)),
        signer=Signer(""),
        day=actor.on,
        is_draft=False,
    )


def _others(said: Assignment, part: str) -> str:
    """Who else has a part: for one that helps those who answer, for one that answers those who help."""
    return said.who if part == Part.COORDINATING else said.helping


# --- Words ---------------------------------------------------------------------------------------------------------------------


def _own_letterhead(actor: Actor) -> Suggestion:
    """The letterhead of the body for which the actor acts."""
    if actor.unit_id is None:
        raise ValueError("somebody without a body has no letterhead")
    return documents.letterhead(actor.unit_id, on=actor.on)


def _convened(briefing: Briefing, *, on: dt.date) -> str:
    return briefing.convened_by or registry.names([briefing.owner_id], on=on)[briefing.owner_id]


def _meeting(briefing: Briefing) -> str:
    """The title within a sentence: "hội nghị giao ban công tác …"."""
    title = briefing.title.strip()
    within = title[:1].lower() + title[1:]
    return within if within.startswith("hội nghị") else f"hội nghị {within}"


def _capital(text: str) -> str:
    words = " ".join(text.split()).strip(" .;,:–-")
    return words[:1].upper() + words[1:]
