"""The public library as everybody reads it: the list, one document, its files."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response

from giaoban.documents import library as shelf
from giaoban.documents.library_forms import LibraryFilter
from giaoban.documents.operations import place
from giaoban.documents.pointers import LIBRARY
from giaoban.kernel.publication import kept, shown
from giaoban.registry.gate import public
from giaoban.registry.requests import Request

LIST, LIST_ID = "documents.library_list", UUID("0192f6a0-0000-7000-8000-000000000012")


@public
@kept("q", "kind", "issuer", "year", "page")
def library(request: Request) -> HttpResponse:
    """Public documents, the latest issued first; narrowed by the address."""
    shown(request, LIST, LIST_ID)
    form = LibraryFilter(request.GET or None, choices=shelf.published_choices())
    told = form.cleaned_data if form.is_valid() else {}
    page = Paginator(shelf.published_list(**told), shelf.ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": shelf.rows(page.object_list),
        "is_narrowed": any(told.values()),
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, "documents/library.html", context)


@public
@kept()
def entry(request: Request, entry_id: UUID) -> HttpResponse:
    """One document: what it says of itself, on whose word it is public, its files. What was withdrawn says why (410)."""
    row = shelf.published_entry(entry_id)
    if row is None:
        gone = shelf.published_once(entry_id)
        if gone is None:
            raise Http404
        return render(request, "documents/library_gone.html", {"entry": gone}, status=410)
    shown(request, LIBRARY, entry_id)
    context = {
        "row": row,
        "entry": row.entry,
        "body": shelf.body_name(row.entry, on=request.today),
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, "documents/library_entry.html", context)


@public
def file(request: Request, entry_id: UUID, name: str) -> HttpResponseBase:
    """A file of a public document: always to be saved, never shown by the browser, asked for anew each time."""
    found = shelf.published_file(entry_id, name)
    path = place(found.file.sha256) if found else None
    if found is None or path is None or not path.exists():
        raise Http404
    etag = f'"{found.file.sha256[:32]}"'
    answer: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if answer is None:
        answer = FileResponse(
            path.open("rb"), as_attachment=True, filename=found.name, content_type=found.file.media_type
        )
    answer.headers["ETag"] = etag
    answer.headers["X-Content-Type-Options"] = "nosniff"
    # What is withdrawn is gone at once: a copy is used only after it was asked for.
    answer.headers["Cache-Control"] = "public, no-cache"
    return answer
