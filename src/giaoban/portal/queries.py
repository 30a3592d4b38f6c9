"""What the pages of the portal are composed of; public ones read only what was published."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from giaoban.briefing import published
from giaoban.briefing import queries as briefing
from giaoban.briefing.enums import Fate, LineStatus, Part
from giaoban.briefing.models import Briefing, Task, TaskLine
from giaoban.briefing.models.tasks import TaskQuerySet
from giaoban.briefing.queries import Answer, Row, Segment
from giaoban.briefing.templatetags.briefing import living_words, task_rows
from giaoban.briefing.trace import CHIP
from giaoban.kernel.components import FateCount
from giaoban.registry import queries as registry
from giaoban.registry import settled

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
