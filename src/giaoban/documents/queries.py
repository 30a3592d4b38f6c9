"""Reads behind papers: what a paper says now, what a letterhead begins with, lists."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from giaoban.documents import letterheads
from giaoban.documents.enums import PaperStatus
from giaoban.documents.issuers import Suggestion, style_of, suggest
from giaoban.documents.letterheads import Style
from giaoban.documents.models import IssuedPaper, NumberSeries, PaperVersion
from giaoban.documents.models.issued import PaperQuerySet
from giaoban.documents.papers import Paper
from giaoban.registry import queries as registry
from giaoban.registry.actor import Actor
from giaoban.registry.models import Unit, UnitVersion
from giaoban.registry.roles import Permission


def latest(paper: IssuedPaper) -> PaperVersion:
    """The version that counts."""
    return paper.versions.order_by("-number")[0]


def said(paper: IssuedPaper, version: PaperVersion) -> Paper:
    """A paper as it stands: its version, with the number that was given and, once signed, the day and who signed."""
    content = replace(Paper.from_json(version.content), number=paper.number)
    if paper.status != PaperStatus.SIGNED or paper.signed_on is None:
        return content
    signer = replace(content.signer, name=paper.signer_name, post=paper.signer_post or content.signer.post)
    return replace(content, day=paper.signed_on, signer=signer, is_draft=False)


def letterhead(unit_id: UUID, *, on: dt.date) -> Suggestion:
    """What the body's next paper begins with: the lines of its last one, else a proposal from its kind and name.

    Raises Unit.DoesNotExist for a body that does not live on that day.
    """
    version = UnitVersion.objects.on(on).filter(unit=unit_id).first()
    if version is None:
        raise Unit.DoesNotExist
    style = style_of(version.kind)
    last = PaperVersion.objects.filter(paper__unit=unit_id).order_by("-made_at", "-number").first()
    if last is not None:
        content = Paper.from_json(last.content)
        if content.letterhead.style == style:
            return Suggestion(style, content.issuer, replace(content.signer, name=""))
    land = registry.names([version.seat_id], on=on).get(version.seat_id, "") if version.seat_id else ""
    return suggest(kind=version.kind, name=version.name, land=land)


def profile(style: Style, *, on: dt.date) -> letterheads.Profile:
    """The edition of a style in force; raises letterheads.NoProfile."""
    return letterheads.in_force(style, on)


def bodies_drafted_for(actor: Actor) -> list[tuple[str, str]]:
    """(id, name) of the bodies for which the actor may draft, the own one first."""
    units = Unit.objects.none()
    if actor.may(Permission.PAPER_DRAFT) and actor.unit_id:
        units = Unit.objects.filter(pk=actor.unit_id) | Unit.objects.reached_by(actor, Permission.PAPER_SERVE)
    versions = UnitVersion.objects.on(actor.on).filter(unit__in=units, unit__tree="organisation").by_name()
    named = [(str(unit), name) for unit, name in versions.values_list("unit", "name")]
    return sorted(named, key=lambda one: one[0] != str(actor.unit_id))


def filtered(
    papers: PaperQuerySet,
    *,
    q: str = "",
    kind: str = "",
    status: str = "",
    year: int | None = None,
    unit: UUID | None = None,
) -> PaperQuerySet:
    """Papers narrowed by the filters of the list."""
    chosen = {"kind": kind, "status": status, "drafted_on__year": year, "unit": unit}
    return papers.with_words(q).filter(**{name: value for name, value in chosen.items() if value})


@dataclass(frozen=True)
class Row:
    """A paper as lists show it: with the name of its body on the day of drafting or signing."""

    paper: IssuedPaper
    body: str
    chip: str
    state: str
    day: dt.date


CHIPS = {
    PaperStatus.DRAFT: "draft",
    PaperStatus.SUBMITTED: "waiting",
    PaperStatus.SIGNED: "done",
    PaperStatus.WITHDRAWN: "refused",
}


def rows(papers: Iterable[IssuedPaper], *, on: dt.date) -> list[Row]:
    """One query for the names, however many papers."""
    found = list(papers)
    names = registry.names({paper.unit_id for paper in found}, on=on)
    return [row(paper, names.get(paper.unit_id, "")) for paper in found]


def row(paper: IssuedPaper, body: str) -> Row:
    status = PaperStatus(paper.status)
    return Row(paper, body, CHIPS[status], str(status.label), paper.signed_on or paper.drafted_on)


def series(paper: IssuedPaper, *, year: int | None = None) -> NumberSeries | None:
    """The series that the paper's number is of, or would be of in a year; None before its first number."""
    return NumberSeries.objects.filter(unit=paper.unit_id, kind=paper.kind, year=year or paper.year or 0).first()
