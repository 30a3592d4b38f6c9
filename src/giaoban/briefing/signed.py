"""The signed notice of conclusions comes back to its briefing: its words, its number, day and signer are not typed again."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from giaoban.briefing import alignment, papers
from giaoban.briefing.enums import ImportStatus, TextKind
from giaoban.briefing.models import Briefing
from giaoban.briefing.pointers import BRIEFING
from giaoban.documents import queries as documents
from giaoban.documents.enums import PaperStatus
from giaoban.documents.models import IssuedPaper
from giaoban.documents.onward import Onward
from giaoban.documents.papers import Heading, Paragraph
from giaoban.kernel.due import Due, InvalidDate
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission

_NAMES = f"(?:{papers.HELPING}|{papers.UNTIL}|{papers.BASIS})"
_PARTS = re.compile(rf"; (?={_NAMES}: )")
# "(Phối hợp: …; Thời hạn: … (đến …); Căn cứ: ….)"
_BRACKETS = re.compile(rf"\(({_NAMES}: [^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)")


def notice_of(briefing: Briefing) -> IssuedPaper | None:
    """The latest signed notice of conclusions that was drafted from the briefing."""
    found = IssuedPaper.objects.about(BRIEFING, briefing.pk).filter(
        unit=briefing.owner_id, kind="TB", status=PaperStatus.SIGNED
    )
    return found.order_by("-signed_on", "-recorded_at").first()


def number_of(paper: IssuedPaper) -> str:
    """The number as one cites it: "45-TB/TU", without the word before it."""
    return paper.label.removeprefix("Số").lstrip(": ")


def is_in_force(paper: IssuedPaper, briefing: Briefing) -> bool:
    """Whether the text of this paper has become a version of the conclusion."""
    return briefing.texts.filter(kind=TextKind.OFFICIAL, number=number_of(paper)).exists()


def onward(paper: IssuedPaper, actor: Actor) -> Onward | None:
    """From the signed notice to the comparison with the tasks that stand; after its adoption to the conclusion."""
    if paper.about_id is None:
        return None
    briefing = Briefing.objects.visible_to(actor).in_force().filter(pk=paper.about_id).first()
    if briefing is None or paper != notice_of(briefing):
        return None
    if is_in_force(paper, briefing):
        return Onward(
            gettext_lazy("See the conclusion"),
            briefing.get_absolute_url(),
            gettext_lazy("This text is in force as the conclusion of the briefing."),
            is_main=False,
        )
    if not actor.has_perm(Permission.BRIEFING_REVOKE, briefing):
        return None
    return Onward(
        gettext_lazy("Compare with the tasks that stand"),
        comparing(briefing),
        gettext_lazy("The signed text becomes the official one of the briefing; you decide each difference."),
    )


def comparing(briefing: Briefing) -> str:
    """Where the further text is compared: the comparison under way, else the page where it begins."""
    running = briefing.amendments.filter(status=ImportStatus.REVIEWING).order_by("-created_at").first()
    if running is not None:
        return reverse("briefing:import", args=[running.pk])
    return reverse("briefing:further-text", args=[briefing.pk])


def to_compare(briefing: Briefing) -> IssuedPaper | None:
    """The signed notice whose text has not been taken over yet."""
    paper = notice_of(briefing)
    return None if paper is None or is_in_force(paper, briefing) else paper


def words(paper: IssuedPaper) -> str:
    """The text of a paper as it was submitted and signed here: subject and paragraphs, tables left out."""
    content = documents.said(paper, documents.latest(paper))
    said = [block.text for block in content.blocks if isinstance(block, Heading | Paragraph)]
    return "\n\n".join([content.subject, *said])


def of_the_paper(paper: IssuedPaper | None) -> dict[str, Any]:
    """What the form of the adoption begins with."""
    if paper is None:
        return {}
    return {"number": number_of(paper), "issued_on": paper.signed_on, "signer": paper.signer_name}


def known_words(briefing: Briefing, text: str, *, actor: Actor, on: dt.date) -> list[tuple[int, int]]:
    """Spans of a notice that our own draft adds to the conclusion and that say what the task before them knows anyway.

    A bracket that somebody changed is among them only where the sentence before it says the same due date; else it
    stays, for a person to look at.
    """
    given = papers.assignments(papers.tasks_of(briefing, actor=actor), on=on)
    brackets = list(_BRACKETS.finditer(text))
    sentences = [text[text.rfind("\n", 0, one.start()) + 1 : one.start()] for one in brackets]
    task_of = alignment.align([(n, one.what) for n, one in enumerate(given)], list(enumerate(sentences)))
    found = [match.span() for match in re.finditer(re.escape(papers.CLOSING.rstrip(".")), text)]
    for n, (bracket, sentence) in enumerate(zip(brackets, sentences, strict=True)):
        known = given[task_of[n]].known if n in task_of else []
        parts = _PARTS.split(bracket[1].rstrip("."))
        if all(part in known or _is_due_of(part, sentence, briefing.held_on) for part in parts):
            found.append(bracket.span())
    return sorted(found)


def _is_due_of(part: str, sentence: str, held_on: dt.date) -> bool:
    """Whether it repeats a due date that the sentence says in words, taken to mean the same day."""
    name, _, said = part.partition(": ")
    words = said.split(" (đến ")[0]
    if name != papers.UNTIL or words not in sentence:
        return False
    try:
        return papers.until(Due.parse(words, held_on)) == said
    except InvalidDate:
        return False


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same ground as ordered, disjoint spans."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
