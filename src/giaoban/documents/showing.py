"""Papers on their way out: as a Word file, as a page to print; marked where nothing in them is official."""

from collections.abc import Mapping, Sequence

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from giaoban.documents.papers import Paper, Sheet, document, sheet
from giaoban.documents.papers.wording import ILLUSTRATION
from giaoban.kernel.vietnamese import plain_name
from giaoban.registry.requests import Request

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def note() -> str:
    """What every paper of this installation says in its header: that it is an illustration, in a demonstration."""
    return ILLUSTRATION if settings.DEMONSTRATION else ""


def shown(paper: Paper, *, links: Mapping[str, str] | None = None) -> Sheet:
    """The paper as pages show and print it; `links` are the addresses at which its figures open."""
    return sheet(paper, note=note(), links=links)


def word_file(paper: Paper, *, name: str) -> HttpResponse:
    """The paper as a Word file under a plain name (no accents, no blanks)."""
    plain = plain_name(name)[:80]
    answer = HttpResponse(document(paper, note=note()), content_type=DOCX)
    answer["Content-Disposition"] = f'attachment; filename="{plain or "van-ban"}.docx"'
    return answer


def to_print(request: Request, papers: Sequence[Paper], *, title: str, back_url: str) -> HttpResponse:
    """One page that holds nothing but the papers, each on sheets of its own."""
    context = {"sheets": [shown(paper) for paper in papers], "title": title, "back_url": back_url}
    return render(request, "documents/print.html", context)
