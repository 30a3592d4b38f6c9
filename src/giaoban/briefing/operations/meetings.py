"""A briefing is prepared, opened, written down and closed."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Max

from giaoban.briefing import carry
from giaoban.briefing.enums import MEETING_FLOW, AgendaKind, Answer, Attendance, Fate, MeetingStatus
from giaoban.briefing.linking import Linker
from giaoban.briefing.models import (
    AgendaItem,
    Briefing,
    Invitation,
    Meeting,
    MeetingPaper,
    MinuteSentence,
    PaperReading,
    Series,
    SeriesAgenda,
    SeriesInvitation,
    Task,
    TextImport,
)
from giaoban.briefing.operations import briefings, official
from giaoban.briefing.operations.imports import import_text
from giaoban.documents.models import StoredFile
from giaoban.registry import access, events
from giaoban.registry.actor import Actor
from giaoban.registry.models import Unit
from giaoban.registry.roles import Permission


class NothingWritten(ValueError):
    """Minutes without a sentence cannot be closed."""


class NotInSession(ValueError):
    """The meeting is not at the stage where this can be done."""


def _must_prepare(by: Actor, owner_id: UUID) -> None:
    if not access.reaches(by, Permission.BRIEFING_CONFIRM, owner_id):
        raise PermissionDenied


@transaction.atomic
def make_series(
    *, name: str, owner: Unit, agenda: Sequence[str], invited: Sequence[tuple[Unit, str]], by: Actor, at: dt.datetime
) -> Series:
    """A series of briefings of a body, with what each meeting begins with: standing items and who is asked to come."""
    _must_prepare(by, owner.pk)
    series = Series.objects.create(name=name.strip(), owner=owner)
    SeriesAgenda.objects.bulk_create(
        SeriesAgenda(series=series, number=number, title=title) for number, title in enumerate(agenda, start=1)
    )
    SeriesInvitation.objects.bulk_create(
        SeriesInvitation(series=series, number=number, unit=unit, post=post)
        for number, (unit, post) in enumerate(invited, start=1)
    )
    events.record("briefing.series_made", series, by=by, at=at, unit=owner.pk, name=series.name)
    return series


@transaction.atomic
def prepare_meeting(
    *, series: Series, held_on: dt.date, reviewed: str, planned: str, place: str, chair: str, by: Actor, at: dt.datetime
) -> Meeting:
    """The next meeting of a series: its standing items, then every task that earlier briefings left open, and the invitations."""
    _must_prepare(by, series.owner_id)
    meeting = Meeting.objects.create(
        series=series,
        held_on=held_on,
        reviewed=reviewed,
        planned=planned,
        place=place,
        chair=chair,
        created_at=at,
        created_by=by.user,
    )
    items = [
        AgendaItem(meeting=meeting, number=0, kind=AgendaKind.REPORT, title=one.title)
        for one in series.agenda.order_by("number")
    ]
    items += [
        AgendaItem(meeting=meeting, number=0, kind=AgendaKind.CARRIED, title=task.text[:300], task=task)
        for task in carry.carried(series, before=held_on).order_by("briefing__held_on", "number")
    ]
    for number, item in enumerate(items, start=1):
        item.number = number
    AgendaItem.objects.bulk_create(items)
    Invitation.objects.bulk_create(
        Invitation(meeting=meeting, number=one.number, unit_id=one.unit_id, post=one.post)
        for one in series.invitations.order_by("number")
    )
    events.record("briefing.meeting_prepared", meeting, by=by, at=at, unit=series.owner_id, items=len(items))
    return meeting


def _locked(meeting_id: UUID, by: Actor, *stages: MeetingStatus) -> Meeting:
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("series").get(pk=meeting_id)
    _must_prepare(by, meeting.series.owner_id)
    if meeting.status not in stages:
        raise NotInSession
    return meeting


@transaction.atomic
def refresh_agenda(*, meeting_id: UUID, by: Actor, at: dt.datetime) -> int:
    """Adds the tasks left open since the agenda was made, drops those accepted meanwhile; returns how many changed."""
    meeting = _locked(meeting_id, by, MeetingStatus.PREPARING)
    changed = _bring_up_to_date(meeting)
    if changed:
        _agenda_changed(meeting, by, at)
    return changed


def _bring_up_to_date(meeting: Meeting) -> int:
    open_now = list(carry.carried(meeting.series, before=meeting.held_on).order_by("briefing__held_on", "number"))
    gone = meeting.agenda.filter(kind=AgendaKind.CARRIED).exclude(task__in=[task.pk for task in open_now])
    dropped = gone.delete()[0]
    known = set(meeting.agenda.filter(task__isnull=False).values_list("task", flat=True))
    highest = meeting.agenda.aggregate(highest=Max("number"))["highest"] or 0
    fresh = [task for task in open_now if task.pk not in known]
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, number=highest + n, kind=AgendaKind.CARRIED, title=task.text[:300], task=task)
        for n, task in enumerate(fresh, start=1)
    )
    for number, item in enumerate(meeting.agenda.order_by("number"), start=1):
        if item.number != number:
            AgendaItem.objects.filter(pk=item.pk).update(number=number)
    return dropped + len(fresh)


def _agenda_changed(meeting: Meeting, by: Actor, at: dt.datetime) -> None:
    events.record("briefing.agenda_changed", meeting, by=by, at=at, unit=meeting.series.owner_id)


@transaction.atomic
def add_agenda_item(
    *, meeting_id: UUID, title: str, by: Actor, at: dt.datetime, task: Task | None = None
) -> AgendaItem:
    """One more point, at the end."""
    meeting = _locked(meeting_id, by, MeetingStatus.PREPARING, MeetingStatus.OPEN)
    highest = meeting.agenda.aggregate(highest=Max("number"))["highest"] or 0
    kind = AgendaKind.CARRIED if task else AgendaKind.TOPIC
    item = AgendaItem.objects.create(meeting=meeting, number=highest + 1, kind=kind, title=title.strip(), task=task)
    _agenda_changed(meeting, by, at)
    return item


@transaction.atomic
def move_agenda_item(*, meeting_id: UUID, item_id: UUID, to: int, by: Actor, at: dt.datetime) -> None:
    """Puts a point at another place; the others close up."""
    meeting = _locked(meeting_id, by, MeetingStatus.PREPARING, MeetingStatus.OPEN)
    items = list(meeting.agenda.order_by("number"))
    moved = next(item for item in items if item.pk == item_id)
    items.remove(moved)
    items.insert(max(0, min(to, len(items) + 1) - 1), moved)
    for number, item in enumerate(items, start=1):
        item.number = number
    AgendaItem.objects.bulk_update(items, ["number"])
    _agenda_changed(meeting, by, at)


@transaction.atomic
def drop_agenda_item(*, meeting_id: UUID, item_id: UUID, by: Actor, at: dt.datetime) -> None:
    """Takes a point off. A task left open keeps coming back: it is on the next agenda again."""
    meeting = _locked(meeting_id, by, MeetingStatus.PREPARING, MeetingStatus.OPEN)
    item = meeting.agenda.get(pk=item_id)
    number = item.number
    item.delete()
    meeting.agenda.filter(number__gt=number).update(number=F("number") - 1)
    _agenda_changed(meeting, by, at)


@transaction.atomic
def send_paper(*, meeting_id: UUID, title: str, file: StoredFile, by: Actor, at: dt.datetime) -> MeetingPaper:
    """A paper goes to all who are invited."""
    meeting = _locked(meeting_id, by, MeetingStatus.PREPARING, MeetingStatus.OPEN)
    paper = MeetingPaper.objects.create(meeting=meeting, title=title.strip(), file=file, sent_at=at, sent_by=by.user)
    events.record("briefing.paper_sent", meeting, by=by, at=at, unit=meeting.series.owner_id, title=paper.title)
    return paper


@transaction.atomic
def note_reading(*, paper: MeetingPaper, by: Actor, at: dt.datetime) -> PaperReading:
    """Somebody opened a paper; only the first time counts."""
    return PaperReading.objects.get_or_create(
        paper=paper, reader=by.user, defaults={"unit_id": by.unit_id, "read_at": at}
    )[0]


@transaction.atomic
def answer_invitation(
    *, invitation_id: UUID, answer: Answer, by: Actor, at: dt.datetime, substitute: str = ""
) -> Invitation:
    """A body says whether it comes, or who comes instead; the secretariat may write down what it was told."""
    invitation = (
        Invitation.objects.select_for_update(of=("self",)).select_related("meeting__series").get(pk=invitation_id)
    )
    own = invitation.unit_id == by.unit_id and by.may(Permission.BRIEFING_VIEW)
    if not own and not access.reaches(by, Permission.BRIEFING_CONFIRM, invitation.meeting.series.owner_id):
        raise PermissionDenied
    if invitation.meeting.status not in (MeetingStatus.PREPARING, MeetingStatus.OPEN):
        raise NotInSession
    invitation.answer, invitation.substitute = answer, substitute.strip() if answer == Answer.SUBSTITUTE else ""
    invitation.answered_at, invitation.answered_by = at, by.user
    invitation.save(update_fields=["answer", "substitute", "answered_at", "answered_by"])
    return invitation


@transaction.atomic
def open_meeting(*, meeting_id: UUID, by: Actor, at: dt.datetime) -> Meeting:
    """The meeting begins with what is open at this instant; minutes can be written."""
    meeting = _locked(meeting_id, by, MeetingStatus.PREPARING)
    if _bring_up_to_date(meeting):
        _agenda_changed(meeting, by, at)
    _move(meeting, "open")
    events.record("briefing.meeting_opened", meeting, by=by, at=at, unit=meeting.series.owner_id)
    return meeting


def _move(meeting: Meeting, action: str) -> None:
    meeting.status = MEETING_FLOW.target(action, meeting.status)
    meeting.save(update_fields=["status"])


@transaction.atomic
def cancel_meeting(*, meeting_id: UUID, by: Actor, at: dt.datetime) -> Meeting:
    """A meeting in preparation does not take place; what is open comes onto the next agenda."""
    meeting = _locked(meeting_id, by, MeetingStatus.PREPARING)
    _move(meeting, "cancel")
    events.record("briefing.meeting_cancelled", meeting, by=by, at=at, unit=meeting.series.owner_id)
    return meeting


@transaction.atomic
def mark_attendance(*, meeting_id: UUID, present: Sequence[UUID], by: Actor, at: dt.datetime) -> None:
    """Who of the invited is in the room: those named here are, the others are not."""
    meeting = _locked(meeting_id, by, MeetingStatus.OPEN)
    meeting.invitations.filter(pk__in=present).update(attended=True)
    meeting.invitations.exclude(pk__in=present).update(attended=False)
    events.record(
        "briefing.attendance_marked", meeting, by=by, at=at, unit=meeting.series.owner_id, present=len(present)
    )


@transaction.atomic
def write_minute(*, meeting_id: UUID, text: str, by: Actor, at: dt.datetime, fate: Fate | str = "") -> MinuteSentence:
    """One more sentence of the minutes."""
    meeting = _locked(meeting_id, by, MeetingStatus.OPEN)
    highest = meeting.minutes.aggregate(highest=Max("number"))["highest"] or 0
    return MinuteSentence.objects.create(
        meeting=meeting, number=highest + 1, text=" ".join(text.split()), fate=fate, written_at=at, written_by=by.user
    )


@transaction.atomic
def change_minute(*, meeting_id: UUID, number: int, text: str, by: Actor, at: dt.datetime) -> None:
    """Puts a sentence right; an empty one goes away and the others close up."""
    meeting = _locked(meeting_id, by, MeetingStatus.OPEN)
    sentence = meeting.minutes.get(number=number)
    words = " ".join(text.split())
    if words:
        sentence.text, sentence.written_at, sentence.written_by = words, at, by.user
        sentence.save(update_fields=["text", "written_at", "written_by"])
        return
    sentence.delete()
    meeting.minutes.filter(number__gt=number).update(number=F("number") - 1)


@transaction.atomic
def close_meeting(*, meeting_id: UUID, by: Actor, at: dt.datetime, linker: Linker) -> TextImport:
    """The minutes go to review as a text of their own; what they say of the meeting is what was prepared.

    After a reopening they are a further text of the same briefing. Raises NothingWritten.
    """
    meeting = _locked(meeting_id, by, MeetingStatus.OPEN)
    sentences = list(meeting.minutes.order_by("number"))
    if not sentences:
        raise NothingWritten
    text = _as_text(meeting, sentences)
    found = _drafted(meeting, text, by, at, linker)
    meeting.text_import = found
    meeting.save(update_fields=["text_import"])
    _move(meeting, "close")
    events.record(
        "briefing.meeting_closed", meeting, by=by, at=at, unit=meeting.series.owner_id, sentences=len(sentences)
    )
    return found


def _as_text(meeting: Meeting, sentences: Sequence[MinuteSentence]) -> str:
    head = f"{meeting.series.name} ngày {meeting.held_on:%d/%m/%Y}"
    chair = f"{meeting.chair} chủ trì hội nghị." if meeting.chair else ""
    said = " ".join(f"{one.text.rstrip('.;')}." for one in sentences)
    return "\n\n".join(filter(None, [head, chair, f"Kết luận hội nghị: {said}"])) + "\n"


def _drafted(meeting: Meeting, text: str, by: Actor, at: dt.datetime, linker: Linker) -> TextImport:
    if meeting.briefing_id:
        return official.import_further_text(
            briefing_id=meeting.briefing_id, text=text, kind="minutes", by=by, at=at, linker=linker
        )
    found = import_text(text=text, kind="minutes", by=by, at=at, linker=linker)[0]
    found.is_meeting, found.title, found.held_on = (
        True,
        f"{meeting.series.name} {meeting.held_on:%d/%m/%Y}",
        meeting.held_on,
    )
    found.place, found.reviewed, found.planned = meeting.place, meeting.reviewed, meeting.planned
    found.convened_by = ""
    found.people = _people(meeting)
    found.save(
        update_fields=["is_meeting", "title", "held_on", "place", "reviewed", "planned", "convened_by", "people"]
    )
    return found


def _people(meeting: Meeting) -> list[dict[str, object]]:
    """The chair, then those of the invited who came, substitutes under their own names."""
    name, *posts = [part.strip() for part in meeting.chair.split(",")] if meeting.chair else [""]
    people: list[dict[str, object]] = [{"part": Attendance.CHAIR, "name": name, "posts": posts}] if name else []
    came = meeting.invitations.filter(attended=True).order_by("number")
    return people + [{"part": Attendance.DELEGATION, "name": one.substitute or one.post, "posts": []} for one in came]


@transaction.atomic
def reopen_meeting(*, meeting_id: UUID, by: Actor, at: dt.datetime) -> Meeting:
    """Minutes can be changed again; closing makes the next version of the conclusion, never an edit of the last."""
    meeting = _locked(meeting_id, by, MeetingStatus.CLOSED)
    _move(meeting, "reopen")
    events.record("briefing.meeting_reopened", meeting, by=by, at=at, unit=meeting.series.owner_id)
    return meeting


@transaction.atomic
def confirm_meeting(*, meeting_id: UUID, by: Actor, at: dt.datetime) -> Briefing:
    """The reviewed minutes become the briefing, in its series and of the body that runs it."""
    meeting = _locked(meeting_id, by, MeetingStatus.CLOSED)
    if meeting.text_import_id is None:
        raise NothingWritten
    briefing = briefings.confirm(
        import_id=meeting.text_import_id, owner=meeting.series.owner, by=by, at=at, series=meeting.series
    )
    meeting.briefing = briefing
    meeting.save(update_fields=["briefing"])
    return briefing
