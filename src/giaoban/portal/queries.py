"""What the pages of the portal are composed of; public ones read only what was published."""

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from giaoban.briefing import published
from giaoban.briefing import queries as briefing
from giaoban.briefing.enums import Fate, ImportStatus, LineStatus, Outcome, Part
from giaoban.briefing.models import Briefing, Report, Task, TaskLine, TextImport
from giaoban.briefing.models.tasks import TaskQuerySet
from giaoban.briefing.queries import Answer, Row, Segment
from giaoban.briefing.templatetags.briefing import living_words, task_rows
from giaoban.briefing.trace import CHIP
from giaoban.kernel.components import FateCount
from giaoban.registry import access, settled
from giaoban.registry import queries as registry
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission
from giaoban.reporting import waiting

SHOWN = 30
# What machines get (see open_data), in the words of people.
DATASETS = {
    "conclusions": (
        _("Conclusions of briefings"),
        _("Each published sentence with who permitted it, its tasks, who does them, how they stand, accepted results."),
    ),
    "articles": (_("Articles"), _("Title, summary, section, author, day and address; not the text.")),
    "documents": (
        _("Public documents"),
        _("Acts and signed papers: kind, number, day, who issued them, on whose word they are public, their files."),
    ),
    "polls": (_("Polls"), _("Questions, answers and counts, and how many were not counted.")),
    "voices": (_("Voices of the people"), _("What citizens sent, masked as on the page, with the answers.")),
    "visits": (_("Visits"), _("Day by day: visits, visitors, pages, machines.")),
    "units": (_("Units"), _("Bodies and places as they are called today, with their codes.")),
}


@dataclass(frozen=True)
class Conclusion:
    """What is public of a conclusion, as the front page shows it; `rows` are narrowed by the chosen state, the text never is.

    `sentences` are all that the text has, on whatever they stand: `grounds` say on whose word so many of them are public.
    """

    briefing: Briefing
    answer: Answer
    paragraphs: list[list[Segment]]
    legend: list[FateCount]
    rows: list[Row]
    sentences: int
    grounds: list[published.Grounds]

    @cached_property
    def words(self) -> SafeString:
        """The text as pages show it."""
        return living_words(self.paragraphs, public=True)

    @cached_property
    def tasks(self) -> SafeString:
        """The rows as pages show them."""
        return task_rows(self.rows, public=True)

    @property
    def public(self) -> int:
        return sum(one.count for one in self.grounds)


def conclusion(*, state: str, today: dt.date, briefing_id: UUID | None = None) -> Conclusion | None:
    """The published conclusion of that briefing, or the latest one; None where it is not public."""
    state = state if state in briefing.STATES else ""
    asked = ("portal.conclusion", state, today, briefing_id, get_language())
    return settled.once(asked, lambda: _conclusion(state=state, today=today, briefing_id=briefing_id))


def _conclusion(*, state: str, today: dt.date, briefing_id: UUID | None) -> Conclusion | None:
    found = published.published_briefing(briefing_id)
    if found is None:
        return None
    publications = list(published.published_in(found))
    public = {one.sentence_id for one in publications}
    tasks = published.published_tasks(publications)
    details = list(briefing.with_bodies(tasks).order_by("number"))
    rows = briefing.rows(details, today=today)
    sentences = list(found.current_sentences)
    return Conclusion(
        briefing=found,
        answer=briefing.answer_of(details, today),
        paragraphs=briefing.living_text(found.text_import.source.text, sentences, details, rows, public),
        legend=briefing.fate_counts([one for one in sentences if one.pk in public]),
        rows=_narrowed(rows, tasks, state=state, today=today),
        sentences=sum(1 for one in sentences if one.fate != Fate.NOISE),
        grounds=published.grounds(publications),
    )


def _narrowed(rows: list[Row], tasks: TaskQuerySet, *, state: str, today: dt.date) -> list[Row]:
    if not state:
        return rows
    wanted = set(briefing.filtered(tasks, today=today, state=state).values_list("pk", flat=True))
    return [row for row in rows if row.task.pk in wanted]


def public_addresses() -> list[str]:
    """The front page with each choice of state, every public conclusion, and the result of each of their tasks."""
    front, data = reverse("portal:front"), reverse("portal:open-data")
    found = conclusion(state="", today=registry.today())
    if found is None:
        return [front, data]
    states = [f"{front}?state={part.state}" for part in found.answer.parts]
    public = Briefing.objects.published().order_by("-held_on", "-pk")
    tasks = Task.objects.published().order_by("-briefing__held_on", "briefing", "number")
    return [
        front,
        data,
        *states,
        *(reverse("portal:conclusion", args=[pk]) for pk in public.values_list("pk", flat=True)),
        *(reverse("portal:result", args=[pk]) for pk in tasks.values_list("pk", flat=True)),
    ]


@dataclass(frozen=True)
class PublicLine:
    """One body's line as everybody may read it: its state, and an accepted result in the body's words, with its day."""

    unit: str
    part: str
    chip: str
    state: str
    result: str
    on: dt.date | None


def public_lines(task: Task, names: dict[UUID, str]) -> list[PublicLine]:
    """Only accepted results that their body did not close are told to everybody."""
    return [_public_line(line, names) for line in task.lines.all()]


def _public_line(line: TaskLine, names: dict[UUID, str]) -> PublicLine:
    last = published.published_result(line)
    status = LineStatus(line.status)
    # Beside all the others "one of all" says nothing.
    part = "" if line.part == Part.MEMBER else str(Part(line.part).label)
    told = (last.text, last.on) if last else ("", None)
    return PublicLine(names[line.unit_id], part, CHIP[status], str(status.label), *told)


def my_work(actor: Actor) -> dict[str, Any]:
    """What waits for this person, the most pressing first; each list is cut at SHOWN with its full count beside it."""
    standing = TaskLine.objects.filter(task__briefing__revoked_at=None, task__withdrawn_at=None)
    own_units = {actor.unit_id, *access.taken_over(actor)}
    own = standing.filter(unit__in=own_units, part__in=(Part.LEAD, Part.MEMBER, Part.PASSED_DOWN)).exclude(
        status__in=(LineStatus.ACCEPTED, LineStatus.NONE_OCCURRED, LineStatus.REPORTED)
    )
    # A line of a body in reach makes its task visible: who may see it is asked once, of the body, not of every task.
    reports = actor.may(Permission.TASK_REPORT) and access.reaches(actor, Permission.TASK_VIEW, actor.unit_id)
    to_do = Task.objects.filter(pk__in=own.values("task")) if reports else Task.objects.none()
    to_accept = Report.objects.none()
    if actor.may(Permission.TASK_ACCEPT):
        reported = standing.visible_to(actor).filter(status=LineStatus.REPORTED)
        to_accept = Report.objects.filter(line__in=reported.exclude(unit=actor.unit_id), outcome=Outcome.DONE)
    imports = TextImport.objects.none()
    if actor.may(Permission.BRIEFING_IMPORT):
        imports = TextImport.objects.visible_to(actor).filter(status=ImportStatus.REVIEWING)
    owed, judged_next = waiting.owed(actor), waiting.judged_next(actor)
    waiting_tasks = Task.objects.filter(pk__in=to_accept.values("line__task"))
    return {
        "to_do": [_own(row, actor) for row in _tasks(to_do, actor.on)],
        "to_do_count": to_do.count(),
        "late": to_do.overdue(actor.on).count(),
        "to_accept": _tasks(waiting_tasks, actor.on),
        "to_accept_count": waiting_tasks.count(),
        "imports": imports.select_related("created_by").order_by("-created_at", "-pk")[:SHOWN],
        "import_count": imports.count(),
        "owed": owed,
        "judged_next": judged_next,
    }


def _own(row: briefing.Row, actor: Actor) -> briefing.Row:
    """The row with the state of the own line: what the others did says nothing about what is left for oneself."""
    if row.chip in ("late", "due_soon"):
        return row
    own_units = {actor.unit_id, *access.taken_over(actor)}
    status = next(LineStatus(line.status) for line in row.task.lines.all() if line.unit_id in own_units)
    return replace(row, chip=CHIP[status], state=str(status.label))


def _tasks(tasks: Any, today: dt.date) -> list[Row]:
    first = briefing.with_details(tasks).order_by("due_end", "-briefing__held_on", "number")[:SHOWN]
    return briefing.rows(list(first), today=today)
