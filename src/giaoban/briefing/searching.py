"""What of the briefing room can be found: briefings, sentences of conclusions, tasks, cited acts, meetings, texts."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from giaoban.briefing.enums import Fate, ImportStatus, MeetingStatus
from giaoban.briefing.models import (
    AgendaItem,
    Briefing,
    BriefingText,
    Invitation,
    Meeting,
    MeetingPaper,
    Sentence,
    SentencePublication,
    Task,
    TaskAct,
    TaskLine,
    TextImport,
)
from giaoban.briefing.operations.old_lists import DRAFTER as OLD_LIST
from giaoban.briefing.pointers import BRIEFING, TASK
from giaoban.documents.models import LegalAct
from giaoban.kernel.resolvers import Reader
from giaoban.kernel.search import Entry, Readers, Source, subject
from giaoban.registry.models import Event
from giaoban.registry.roles import Permission
from giaoban.registry.searching import bodies

# What changes who answers for a task: with it, who sees it, its briefing and the acts that it cites.
LINES = ("briefing.lead_named", "briefing.passed_down")
WHOLE = ("briefing.confirmed", "briefing.old_list_taken", "briefing.text_adopted", "briefing.revoked")
PUBLICITY = ("briefing.sentences_published", "briefing.sentences_withdrawn")


# -- who reads ---------------------------------------------------------------------------------------------------------


def _answering(lines: QuerySet[TaskLine], by: str) -> dict[UUID, set[UUID]]:
    """The bodies that have a line, by task or by briefing."""
    units: dict[UUID, set[UUID]] = defaultdict(set)
    for key, unit in lines.order_by().values_list(by, "unit").distinct():
        units[key].add(unit)
    return units


# -- briefings and their sentences -------------------------------------------------------------------------------------


def briefings(rows: QuerySet[Briefing]) -> Iterator[Entry]:
    """By title, place, who convened it, and the numbers of its papers. Four queries."""
    found = list(rows)
    given = _answering(TaskLine.objects.filter(task__briefing__in=found), "task__briefing")
    numbers: dict[UUID, list[str]] = defaultdict(list)
    texts = BriefingText.objects.filter(briefing__in=found).order_by("version")
    for briefing, number in texts.values_list("briefing", "number"):
        numbers[briefing].append(number)
    public = set(Briefing.objects.published().filter(pk__in=[one.pk for one in found]).values_list("pk", flat=True))
    for one in found:
        yield Entry(
            id=one.pk,
            title=one.title,
            text=" · ".join(filter(None, [*numbers[one.pk], one.place, one.convened_by])),
            day=one.held_on,
            readers=Readers(Permission.BRIEFING_VIEW, (one.owner_id, *given[one.pk])),
            section=str(one.owner_id),
            is_public=one.pk in public,
        )


def said() -> QuerySet[Sentence]:
    """Sentences of the texts in force that are no page furniture."""
    in_force = Sentence.objects.filter(briefing__revoked_at=None, version=F("briefing__version"))
    return in_force.exclude(fate=Fate.NOISE)


def _of_visible_briefings(rows: QuerySet[Sentence], reader: Reader) -> QuerySet[Sentence]:
    return rows.filter(briefing__in=Briefing.objects.visible_to(reader))  # type: ignore[arg-type]


def sentences(rows: QuerySet[Sentence]) -> Iterator[Entry]:
    """By their words. Four queries; each text is read once, not with every sentence of it."""
    found = list(rows.select_related("briefing"))
    held = Briefing.objects.filter(pk__in={one.briefing_id for one in found})
    texts = dict(held.values_list("pk", "text_import__source__text"))
    given = _answering(TaskLine.objects.filter(task__briefing__in={one.briefing_id for one in found}), "task__briefing")
    public = set(SentencePublication.objects.in_force().filter(sentence__in=found).values_list("sentence", flat=True))
    for one in found:
        briefing = one.briefing
        yield Entry(
            id=one.pk,
            title=texts[briefing.pk][one.start : one.end],
            text="",
            day=briefing.held_on,
            readers=Readers(Permission.BRIEFING_VIEW, (briefing.owner_id, *given[briefing.pk])),
            section=str(briefing.owner_id),
            context=briefing.title,
            is_public=one.pk in public,
            page=briefing.pk,
        )


# -- tasks and the acts that they cite ---------------------------------------------------------------------------------


def tasks(rows: QuerySet[Task]) -> Iterator[Entry]:
    """By their words, who answers as the text names them, until when, and the acts that they stand on. Four queries."""
    found = list(rows.select_related("briefing"))
    given = _answering(TaskLine.objects.filter(task__in=found), "task")
    acts: dict[UUID, list[str]] = defaultdict(list)
    for cited in TaskAct.objects.filter(task__in=found).select_related("act").order_by("act__key"):
        acts[cited.task_id].append(str(cited.act))
    public = set(Task.objects.published().filter(pk__in=[one.pk for one in found]).values_list("pk", flat=True))
    for one in found:
        briefing = one.briefing
        yield Entry(
            id=one.pk,
            title=one.text,
            text=" · ".join(filter(None, [one.responsible_text, one.due_text, *acts[one.pk]])),
            day=briefing.held_on,
            readers=Readers(Permission.TASK_VIEW, (briefing.owner_id, *given[one.pk])),
            section=str(briefing.owner_id),
            context=briefing.title,
            is_public=one.pk in public,
        )


def cited() -> QuerySet[LegalAct]:
    """Acts on which a task in force stands."""
    return LegalAct.objects.filter(pk__in=TaskAct.objects.filter(task__in=Task.objects.in_force()).values("act"))


def cited_before(rows: QuerySet[LegalAct], reader: Reader) -> QuerySet[LegalAct]:
    """That an act was cited is known to those who see a task that cites it."""
    visible = Task.objects.in_force().visible_to(reader)  # type: ignore[arg-type]
    return rows.filter(pk__in=TaskAct.objects.filter(task__in=visible).values("act"))


def acts(rows: QuerySet[LegalAct]) -> Iterator[Entry]:
    """By number, kind, issuer and title, on the day of issue or else of the first briefing. Two queries."""
    found = list(rows)
    readers: dict[UUID, set[UUID]] = defaultdict(set)
    first: dict[UUID, Any] = {}
    citing = TaskAct.objects.filter(act__in=found, task__in=Task.objects.in_force()).order_by("task__briefing__held_on")
    columns = ("act", "task__briefing__owner", "task__lines__unit", "task__briefing__held_on")
    for act, owner, unit, day in citing.values_list(*columns):
        readers[act] |= {owner, unit} - {None}
        first.setdefault(act, day)
    for one in found:
        if one.pk in first:
            yield Entry(
                id=one.pk,
                title=" ".join(filter(None, [str(one), one.title if one.number else ""])),
                text=one.issuer,
                day=one.issued_on or first[one.pk],
                readers=Readers(Permission.TASK_VIEW, tuple(readers[one.pk])),
            )


# -- meetings and texts ------------------------------------------------------------------------------------------------


def standing_meetings() -> QuerySet[Meeting]:
    """Those that were not called off."""
    return Meeting.objects.exclude(status=MeetingStatus.CANCELLED)


def meetings(rows: QuerySet[Meeting]) -> Iterator[Entry]:
    """By series, place, chair, agenda and papers. Four queries."""
    found = list(rows.select_related("series"))
    told: dict[UUID, list[str]] = defaultdict(list)
    agenda = AgendaItem.objects.filter(meeting__in=found).order_by("number").values_list("meeting", "title")
    papers = MeetingPaper.objects.filter(meeting__in=found).order_by("sent_at", "pk").values_list("meeting", "title")
    for meeting, title in (*agenda, *papers):
        told[meeting].append(title)
    invited: dict[UUID, set[UUID]] = defaultdict(set)
    for meeting, unit in Invitation.objects.filter(meeting__in=found).order_by("pk").values_list("meeting", "unit"):
        invited[meeting].add(unit)
    for one in found:
        yield Entry(
            id=one.pk,
            title=str(one),
            text=" · ".join(filter(None, [one.place, one.chair, *told[one.pk]])),
            day=one.held_on,
            readers=Readers(Permission.BRIEFING_VIEW, (one.series.owner_id, *invited[one.pk])),
            section=str(one.series.owner_id),
        )


def kept_texts() -> QuerySet[TextImport]:
    """Those that were not discarded; the text that an old list was written down as is found by its tasks."""
    return TextImport.objects.exclude(status=ImportStatus.DISCARDED).exclude(drafter=OLD_LIST)


def texts(rows: QuerySet[TextImport]) -> Iterator[Entry]:
    """By all of their words, under the title that they begin with: what a review makes of it changes. One query."""
    for one in rows.select_related("source"):
        head, _newline, rest = one.source.text.strip().partition("\n")
        yield Entry(
            id=one.pk,
            title=head[:300],
            text=head[300:] + rest,
            day=one.created_at.date(),
            readers=Readers(Permission.BRIEFING_IMPORT, (one.unit_id,)),
            section=str(one.unit_id),
        )


# -- what an event changes ---------------------------------------------------------------------------------------------

Ids = Collection[UUID]


def _briefing_of(event: Event) -> list[UUID]:
    """The briefing that an event of a task, or of itself, concerns."""
    if event.subject_kind == "briefing.briefing":
        return [event.subject_id]
    return list(Task.objects.filter(pk=event.subject_id).order_by("pk").values_list("briefing", flat=True))


def _sentences_of(event: Event) -> Ids:
    return list(Sentence.objects.filter(briefing__in=_briefing_of(event)).order_by("pk").values_list("pk", flat=True))


def _tasks_of(event: Event) -> Ids:
    return list(Task.objects.filter(briefing__in=_briefing_of(event)).order_by("pk").values_list("pk", flat=True))


def _acts_of(event: Event) -> Ids:
    citing = TaskAct.objects.filter(task__briefing__in=_briefing_of(event))
    return set(citing.order_by("act").values_list("act", flat=True))


def _texts_of(event: Event) -> Ids:
    """A briefing's texts: with its revocation the import is open again."""
    found = TextImport.objects.filter(briefings__in=_briefing_of(event))
    return list(found.order_by("pk").values_list("pk", flat=True))


def _on(ids: Callable[[Event], Ids], *codes: str) -> dict[str, Callable[[Event], Ids]]:
    return dict.fromkeys(codes, ids)


MEETING = (
    "briefing.meeting_prepared", "briefing.agenda_changed", "briefing.paper_sent", "briefing.meeting_cancelled",
)  # fmt: skip


def sources() -> Iterable[Source]:
    yield Source(
        kind=BRIEFING,
        label=_("Briefings"),
        rows=Briefing.objects.in_force,
        entries=briefings,
        url=lambda pk: reverse("briefing:briefing", args=[pk]),
        public_url=lambda pk: reverse("portal:conclusion", args=[pk]),
        events=_on(_briefing_of, *WHOLE, *PUBLICITY, *LINES),
        sections=bodies,
        order=10,
    )
    yield Source(
        kind=TASK,
        label=_("Tasks"),
        rows=Task.objects.in_force,
        entries=tasks,
        url=lambda pk: reverse("briefing:task", args=[pk]),
        public_url=lambda pk: reverse("portal:result", args=[pk]),
        events=_on(_tasks_of, *WHOLE, *PUBLICITY)
        | _on(subject, *LINES, "briefing.task_withdrawn", "briefing.due_set", "briefing.basis_added"),
        sections=bodies,
        order=15,
    )
    yield Source(
        kind="briefing.sentence",
        label=_("Sentences of conclusions"),
        rows=said,
        entries=sentences,
        visible=_of_visible_briefings,
        url=lambda pk: reverse("briefing:fates", args=[pk]),
        public_url=lambda pk: reverse("portal:conclusion", args=[pk]),
        events=_on(_sentences_of, *WHOLE, *PUBLICITY, *LINES),
        sections=bodies,
        order=20,
    )
    yield Source(
        kind="documents.act",
        label=_("Legal bases of tasks"),
        rows=cited,
        entries=acts,
        visible=cited_before,
        url=lambda pk: f"{reverse('briefing:tasks')}?{urlencode({'act': str(pk)})}",
        events=_on(_acts_of, *WHOLE, *LINES, "briefing.basis_added"),
        order=35,
    )
    yield Source(
        kind="briefing.meeting",
        label=_("Meetings"),
        rows=standing_meetings,
        entries=meetings,
        url=lambda pk: reverse("briefing:meeting", args=[pk]),
        events=_on(subject, *MEETING),
        sections=bodies,
        order=25,
    )
    yield Source(
        kind="briefing.textimport",
        label=_("Imported texts"),
        rows=kept_texts,
        entries=texts,
        url=lambda pk: reverse("briefing:import", args=[pk]),
        events=_on(subject, "briefing.text_imported", "briefing.import_discarded") | _on(_texts_of, "briefing.revoked"),
        sections=bodies,
        order=55,
    )
