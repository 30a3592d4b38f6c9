"""A body writes its report: it picks what others wrote, orders it, edits it; nobody overwrites what they have not seen."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from giaoban.documents.enums import PaperStatus
from giaoban.kernel.vietnamese import nfc
from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission
from giaoban.reporting import narrative, outlines
from giaoban.reporting.bound import Figures
from giaoban.reporting.models import Call, Passage, PassageSource, PassageText, PeriodReport, Value
from giaoban.reporting.models.narrative import LONGEST_PASSAGE
from giaoban.reporting.operations import refusals
from giaoban.reporting.prose import fields
from giaoban.reporting.prose.sentences import Span
from giaoban.reporting.shipped.outlines import Part

# A brace would begin a field: nobody who answers a form means one.
_NO_FIELDS = str.maketrans("{}", "()")


@dataclass(frozen=True)
class Source:
    """A sentence of a value."""

    value_id: UUID
    start: int
    end: int


@dataclass(frozen=True)
class Picked:
    """One paragraph to be: the sentences that it says, in order, and who else said the same."""

    says: Sequence[Source]
    also: Sequence[Source] = ()


@transaction.atomic
def begin_report(*, call_id: UUID, by: Actor, at: dt.datetime) -> PeriodReport:
    """The body that called for returns begins the report that it makes of them; twice is as once.

    It begins with the outline's own sentences, whose figures are fields.
    """
    call = Call.objects.select_for_update(of=("self",)).select_related("form").get(pk=call_id)
    if not by.has_perm(Permission.RETURN_CALL, call):
        raise PermissionDenied
    known = PeriodReport.objects.filter(call=call).first()
    if known:
        return known
    outline = outlines.of_call(call)
    made = PeriodReport.objects.create(
        call=call, owner_id=call.owner_id, outline=outline.code, began_at=at, began_by=by.user
    )
    for part in outline.written:
        for text in part.opening:
            _add(made, part, text, by, at)
    events.record("reporting.report_begun", made, by=by, at=at, unit=made.owner_id, report=str(made))
    return made


@transaction.atomic
def pick(*, report_id: UUID, section: str, picked: Sequence[Picked], by: Actor, at: dt.datetime) -> list[Passage]:
    """Takes sentences of accepted returns over as paragraphs, word for word, each with everybody who said it.

    Raises NothingPicked, SourceChanged for a sentence of a version that does not count (any more).
    """
    report, part = at_work(report_id, by), section
    known = section_of(report, part)
    if not any(one.says for one in picked):
        raise refusals.NothingPicked
    values = {one.pk: one for one in narrative.accepted_words(report, known)}
    made = [_take_over(report, known, one, values, by=by, at=at) for one in picked if one.says]
    events.record(
        "reporting.passages_picked", report, by=by, at=at, unit=report.owner_id, section=known.title, count=len(made)
    )
    return made


def _take_over(
    report: PeriodReport, part: Part, one: Picked, values: dict[UUID, Value], *, by: Actor, at: dt.datetime
) -> Passage:
    said = [_words(source, values) for source in one.says]
    made = _add(report, part, " ".join(said), by, at)
    for source in one.also:
        _words(source, values)
    spans = dict.fromkeys([*one.says, *one.also])
    PassageSource.objects.bulk_create(
        PassageSource(passage=made, value_id=source.value_id, start=source.start, end=source.end) for source in spans
    )
    return made


def _words(source: Source, values: dict[UUID, Value]) -> str:
    value = values.get(source.value_id)
    if value is None or not 0 <= source.start < source.end <= len(value.text):
        raise refusals.SourceChanged
    said = " ".join(Span(source.start, source.end).of(value.text).split()).translate(_NO_FIELDS)
    return said if said[-1:] in ".!?…:;" else f"{said}."


@transaction.atomic
def write_passage(*, report_id: UUID, section: str, text: str, by: Actor, at: dt.datetime) -> Passage:
    """Adds a paragraph of the office's own. Raises Empty, TooLong, TornField, UnknownFigure."""
    report = at_work(report_id, by)
    part = section_of(report, section)
    made = _add(report, part, _judged(report, text, at), by, at)
    events.record("reporting.passage_written", report, by=by, at=at, unit=report.owner_id, section=part.title)
    return made


@transaction.atomic
def edit_passage(*, passage_id: UUID, text: str, seen: int, by: Actor, at: dt.datetime) -> PassageText:
    """Says a paragraph otherwise; its sources stay, and so does every text that it had.

    `seen` is the version that the writer began with. Raises EditedMeanwhile and the refusals of `write_passage`.
    """
    passage = _locked(passage_id, by)
    latest = PassageText.objects.filter(passage=passage).order_by("-version")[0]
    if latest.version != seen:
        raise refusals.EditedMeanwhile
    told = _judged(passage.report, text, at)
    if told == latest.text:
        return latest
    made = PassageText.objects.create(passage=passage, version=seen + 1, text=told, at=at, by=by.user)
    _tell("reporting.passage_edited", passage, by, at)
    return made


@transaction.atomic
def bind_figure(*, passage_id: UUID, start: int, code: str, seen: int, by: Actor, at: dt.datetime) -> PassageText:
    """Puts a field in the place of a number that is its figure, as it was offered. Raises EditedMeanwhile, UnknownFigure."""
    passage = _locked(passage_id, by)
    latest = PassageText.objects.filter(passage=passage).order_by("-version")[0]
    known = Figures(passage.report, as_of=at).offered
    found = next((one for one in fields.offers(latest.text, known) if (one.start, one.code) == (start, code)), None)
    if latest.version != seen or found is None:
        raise refusals.EditedMeanwhile
    behind = " đồng" if found.written.endswith(("tỷ", "tỉ", "triệu")) else ""
    unit = f" {found.written.rsplit(None, 1)[1]}" if found.written.endswith((" đồng", " đ")) else behind
    text = f"{latest.text[: found.start]}{{{code}}}{unit}{latest.text[found.end :]}"
    return edit_passage(passage_id=passage_id, text=text, seen=seen, by=by, at=at)


@transaction.atomic
def move_passage(*, passage_id: UUID, up: bool, by: Actor, at: dt.datetime) -> Passage:
    """Changes places with the paragraph before it, or behind it; at the end of its section nothing happens."""
    passage = _locked(passage_id, by)
    here = list(_present(passage))
    place = here.index(passage) if passage in here else -1
    other = place - 1 if up else place + 1
    if place < 0 or not 0 <= other < len(here):
        return passage
    here[place], here[other] = here[other], here[place]
    for number, one in enumerate(here, start=1):
        one.place = number
    Passage.objects.bulk_update(here, ["place"])
    _tell("reporting.passage_moved", passage, by, at)
    return passage


@transaction.atomic
def set_passage_out(*, passage_id: UUID, is_out: bool, by: Actor, at: dt.datetime) -> Passage:
    """Takes a paragraph out of the report, or puts it back at the end of its section; its texts and sources stay."""
    passage = _locked(passage_id, by)
    if passage.is_out == is_out:
        return passage
    passage.is_out = is_out
    if not is_out:
        passage.place = _last(passage.report, passage.section) + 1
    passage.save(update_fields=["is_out", "place"])
    _tell("reporting.passage_taken_out" if is_out else "reporting.passage_put_back", passage, by, at)
    return passage


# --- What they share ----------------------------------------------------------------------------------------------------


def at_work(report_id: UUID, by: Actor) -> PeriodReport:
    """The report, its row held so that paragraphs get their places one after the other. Raises Frozen."""
    report = PeriodReport.objects.select_for_update(of=("self",)).select_related("call__form").get(pk=report_id)
    if not by.has_perm(Permission.RETURN_CALL, report):
        raise PermissionDenied
    last = narrative.last_freeze(report)
    if last is not None and last.paper.status in (PaperStatus.SUBMITTED, PaperStatus.SIGNED):
        raise refusals.Frozen
    return report


def _locked(passage_id: UUID, by: Actor) -> Passage:
    found = Passage.objects.only("report_id").get(pk=passage_id)
    report = at_work(found.report_id, by)
    passage = Passage.objects.select_for_update(of=("self",)).get(pk=passage_id)
    passage.report = report
    return passage


def _present(passage: Passage) -> Sequence[Passage]:
    found = Passage.objects.filter(report=passage.report_id, section=passage.section, is_out=False)
    return list(found.order_by("place", "pk"))


def section_of(report: PeriodReport, section: str) -> Part:
    """The part of the report's outline. Raises NoSuchSection."""
    part = narrative.outline(report).part(section)
    if part is None:
        raise refusals.NoSuchSection
    return part


def _last(report: PeriodReport, section: str) -> int:
    found = Passage.objects.filter(report=report, section=section).aggregate(last=Max("place"))
    return int(found["last"] or 0)


def _add(report: PeriodReport, part: Part, text: str, by: Actor, at: dt.datetime) -> Passage:
    made = Passage.objects.create(report=report, section=part.code, place=_last(report, part.code) + 1)
    PassageText.objects.create(passage=made, version=1, text=text, at=at, by=by.user)
    return made


def _judged(report: PeriodReport, text: str, at: dt.datetime) -> str:
    """The text as it may stand: one paragraph, every field a figure that is known here."""
    told = nfc(" ".join(text.split()))
    if not told:
        raise refusals.EmptyPassage
    if len(told) > LONGEST_PASSAGE:
        raise refusals.LongPassage
    if fields.is_torn(told):
        raise refusals.TornField
    unknown = Figures(report, as_of=at).unknown(fields.fields(told))
    if unknown:
        raise refusals.UnknownFigure(unknown[0].key)
    return told


def _tell(code: str, passage: Passage, by: Actor, at: dt.datetime) -> None:
    report = passage.report
    events.record(code, report, by=by, at=at, unit=report.owner_id, section=section_of(report, passage.section).title)
