"""A report is frozen and goes to be signed; the signed paper is laid beside what was frozen."""

import datetime as dt
import hashlib
import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from giaoban.documents import operations as documents
from giaoban.documents import queries as papers
from giaoban.documents import showing
from giaoban.documents.enums import PaperStatus
from giaoban.documents.models import IssuedPaper
from giaoban.documents.operations.files import keep
from giaoban.documents.papers import Paper, document
from giaoban.kernel import spreadsheets
from giaoban.kernel.resolvers import Pointer
from giaoban.kernel.vietnamese import plain_name
from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission
from giaoban.reporting import annexes, drafting, frozen, narrative
from giaoban.reporting.bound import Bound, Figures
from giaoban.reporting.drafting import Draft
from giaoban.reporting.enums import Origin
from giaoban.reporting.models import (
    Call,
    Freeze,
    FrozenCount,
    FrozenFigure,
    FrozenReturn,
    PeriodReport,
    Return,
    SignedText,
)
from giaoban.reporting.operations import refusals
from giaoban.reporting.operations.narrative import at_work
from giaoban.reporting.pointers import REPORT
from giaoban.reporting.prose import differences
from giaoban.reporting.rollup import Rollup


@transaction.atomic
def freeze_report(*, report_id: Any, by: Actor, at: dt.datetime) -> Freeze:
    """The report as it stands becomes a paper submitted for signature; text, figures and what they counted are kept.

    Raises Frozen where it waits for its signature or has it, LooseField for a field that nothing is known of any more.
    """
    report = at_work(report_id, by)
    draft = drafting.compose(report, actor=by, as_of=at)
    if draft.loose:
        raise refusals.LooseField(draft.loose[0])
    paper = _submitted(report, draft.paper, by, at)
    made = _written(report, draft, paper, by, at)
    FrozenFigure.objects.bulk_create(
        _figure(made, place, one) for place, one in enumerate(draft.bound.values(), start=1)
    )
    _keep_versions(made, draft)
    events.record(
        "reporting.report_frozen", report, by=by, at=at, unit=report.owner_id, report=str(report), digest=made.digest
    )
    return made


def _submitted(report: PeriodReport, content: Paper, by: Actor, at: dt.datetime) -> IssuedPaper:
    """The paper of the report with this content, submitted: a new one, or the one that was sent back."""
    last = narrative.last_freeze(report)
    if last is None or last.paper.status != PaperStatus.DRAFT:
        paper = documents.draft_paper(
            unit_id=report.owner_id, content=content, about=Pointer(REPORT, report.pk), by=by, at=at
        )
    else:
        seen = papers.latest(last.paper).number
        paper = documents.revise_paper(paper_id=last.paper_id, seen=seen, content=content, by=by, at=at)
    return documents.submit_paper(paper_id=paper.pk, seen=papers.latest(paper).number, by=by, at=at)


def _written(report: PeriodReport, draft: Draft, paper: IssuedPaper, by: Actor, at: dt.datetime) -> Freeze:
    """The files and the row; the digest is of everything together."""
    name = plain_name(f"bao cao {report.call.period}")
    note = showing.note()
    word = document(draft.paper, note=note)
    table = annexes.workbook(report, Figures(report, as_of=at), actor=by, note=note)
    calls = _calls(draft)
    told = {
        "content": draft.paper.to_json(),
        "figures": [[one.key, str(frozen.rounded(one.number)), one.said] for one in draft.bound.values()],
        "versions": sorted([str(pk), version] for pk, version in _versions(calls)),
        "word": hashlib.sha256(word).hexdigest(),
    }
    digest = hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    return Freeze.objects.create(
        report=report,
        number=report.freezes.count() + 1,
        paper=paper,
        version=papers.latest(paper),
        word=keep(data=word, media_type=showing.DOCX, name=f"{name}.docx", by=by, at=at),
        annex=keep(data=table, media_type=spreadsheets.XLSX, name=f"{name}.xlsx", by=by, at=at),
        digest=digest,
        at=at,
        by=by.user,
    )


def _figure(made: Freeze, place: int, one: Bound) -> FrozenFigure:
    return FrozenFigure(
        freeze=made,
        place=place,
        key=one.key,
        label=one.label,
        unit=one.unit,
        said=one.said,
        number=frozen.rounded(one.number),
        indicator=one.indicator,
        call=one.call,
        land_id=one.land,
        measure=one.measure,
    )


def _calls(draft: Draft) -> dict[Any, Call]:
    """The calls whose figures stand in it."""
    return {one.call.pk: one.call for one in draft.bound.values() if one.call is not None}


def _versions(calls: dict[Any, Call]) -> list[tuple[Any, int]]:
    counting = Return.objects.filter(call__in=list(calls), accepted_version__isnull=False).order_by("pk")
    return [(pk, version) for pk, version in counting.values_list("pk", "accepted_version") if version]


def _keep_versions(made: Freeze, draft: Draft) -> None:
    """Which version of each return counted, and what the records counted that keep no versions for us."""
    calls = _calls(draft)
    FrozenReturn.objects.bulk_create(
        FrozenReturn(freeze=made, of_id=pk, version=version) for pk, version in _versions(calls)
    )
    rollups = {pk: Rollup(call, as_of=made.at) for pk, call in calls.items()}
    counted = {
        (one.call.pk, part)
        for one in draft.bound.values()
        if one.call is not None and one.indicator is not None
        for part in rollups[one.call.pk].makings.leaves(one.indicator)
        if part.origin == Origin.COUNTED
    }
    for pk, indicator in sorted(counted, key=lambda pair: (str(pair[0]), pair[1].code)):
        found = rollups[pk]
        FrozenCount.objects.bulk_create(
            FrozenCount(
                freeze=made, call=calls[pk], indicator=indicator, unit_id=given.body.id, number=given.part.number or 0
            )
            for given in found.given(indicator, calls[pk].land_id)
        )


@transaction.atomic
def compare_signed(*, freeze_id: Any, text: str, by: Actor, at: dt.datetime) -> SignedText:
    """Lays the text of the signed paper beside the frozen one and keeps every difference. Raises NotSigned, NothingToCompare."""
    freeze = Freeze.objects.select_related("report", "paper", "version").get(pk=freeze_id)
    if not by.has_perm(Permission.RETURN_CALL, freeze.report):
        raise PermissionDenied
    if freeze.paper.status != PaperStatus.SIGNED:
        raise refusals.NotSigned
    if not text.strip():
        raise refusals.NothingToCompare
    told, cells = frozen.text_of(Paper.from_json(freeze.version.content))
    note = showing.note()
    found = differences.compare(told, text.replace(note, " ") if note else text, tables=cells)
    made = SignedText.objects.create(
        freeze=freeze,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        words=found.words,
        differences=[list(one) for one in found.differences],
        outside=found.outside,
        missing=found.missing,
        at=at,
        by=by.user,
    )
    events.record(
        "reporting.signed_compared",
        freeze.report,
        by=by,
        at=at,
        unit=freeze.report.owner_id,
        report=str(freeze.report),
        count=len(found.differences) + len(found.missing),
    )
    return made
