"""The addresses for machines, and their description. Version 1 only grows; another meaning would be version 2."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.renderers import JSONRenderer

from giaoban.kernel.publication import kept
from giaoban.portal.open_data import lines, schemas
from giaoban.portal.open_data.rows import SOURCES, Moment, moment
from giaoban.registry.gate import public

SPACE, ROWS = "open-data", 200
ROW_OF: dict[str, type[Schema]] = {
    "articles": schemas.Article,
    "conclusions": schemas.Sentence,
    "documents": schemas.Document,
    "polls": schemas.Poll,
    "visits": schemas.Day,
    "voices": schemas.Voice,
    "units": schemas.Unit,
}
DESCRIPTION = """What this portal shows to everybody, for machines to read. No key, no account, no counting of who asks.

Every dataset comes as JSON and as CSV, in pages of 200 rows: `articles.json`, `articles-2.json`, … The answer says how many
pages there are. Ids are stable. Answers carry an ETag; ask with `If-None-Match`. What is withdrawn from the public is gone
from the next answer on; whoever keeps copies is asked to do the same."""


class _Readable(JSONRenderer):
    """Vietnamese as it is written, not as escapes."""

    json_dumps_params = {"ensure_ascii": False}


class Page(Schema):
    """One page of a dataset; `next` and `previous` are paths on this site."""

    dataset: str
    note: str
    count: int
    page: int
    pages: int
    next: str | None
    previous: str | None


api = NinjaAPI(
    title="Giao Ban: dữ liệu mở (open data)", version="1", description=DESCRIPTION, urls_namespace=SPACE, docs_url=None,
    openapi_url="openapi.json", renderer=_Readable(),
)  # fmt: skip


def address(name: str, kind: str, page: int = 1) -> str:
    """Where a page of a dataset stands; the first has no number."""
    if page == 1:
        return reverse(f"{SPACE}:{name}-{kind}")
    return reverse(f"{SPACE}:{name}-{kind}-part", args=[page])


@dataclass(frozen=True)
class _Found:
    """The rows of one page, and which of how many it is."""

    rows: list[Any]
    page: int
    pages: int
    count: int


def _found(name: str, page: int, at: Moment) -> _Found:
    """Raises Http404 for a page that there is not: the first has one address, an empty dataset one page."""
    source = SOURCES[name]
    pages = Paginator(source.found(at), ROWS)
    if page not in pages.page_range:
        raise Http404
    return _Found(source.told(list(pages.page(page)), at), page, pages.num_pages, pages.count)


def _as_json(name: str, page: int) -> dict[str, Any]:
    found = _found(name, page, moment())
    return {
        "dataset": name,
        "note": _("Figures for illustration, not official figures") if settings.DEMONSTRATION else "",
        "count": found.count,
        "page": page,
        "pages": found.pages,
        "next": address(name, "json", page + 1) if page < found.pages else None,
        "previous": address(name, "json", page - 1) if page > 1 else None,
        "items": found.rows,
    }


def _as_csv(name: str, page: int) -> HttpResponse:
    found = _found(name, page, moment())
    answer = HttpResponse(lines.csv(ROW_OF[name], found.rows), content_type="text/csv; charset=utf-8")
    part = f"-{page}" if page > 1 else ""
    answer["Content-Disposition"] = f'attachment; filename="{name}{part}.csv"'
    return answer


def _views(told: Callable[[str, int], Any], name: str) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """For the first page, whose address has no number, and for the others."""

    def first(request: HttpRequest) -> Any:  # noqa: ARG001 - the library asks for it
        return told(name, 1)

    def part(request: HttpRequest, page: int) -> Any:  # noqa: ARG001
        if page < 2:
            raise Http404
        return told(name, page)

    return first, part


def _add(name: str, row: type[Schema]) -> None:
    """Four operations: both kinds, the first page and the others."""
    items = {"__annotations__": {"items": list[row]}, "__doc__": Page.__doc__, "__module__": __name__}  # type: ignore[valid-type]
    as_json = {"response": type(f"{row.__name__}Page", (Page,), items)}
    as_csv = {"openapi_extra": {"responses": {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}}}
    for kind, told, options in (("json", _as_json, as_json), ("csv", _as_csv, as_csv)):
        first, part = _views(told, name)
        for view, where, ending in ((first, "", ""), (part, "-{int:page}", "-part")):
            named = f"{name}-{kind}{ending}"
            api.get(
                f"/{name}{where}.{kind}", url_name=named, operation_id=named.replace("-", "_"), tags=[name],
                summary=f"{name} ({kind})", description=row.__doc__, **options,
            )(view)  # fmt: skip


for _name, _row in ROW_OF.items():
    _add(_name, _row)


def _guarded(pattern: URLPattern) -> URLPattern:
    """The same address behind the word that every address needs; kept in front of the application as pages are."""

    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        # The library takes what is asked for alone; of an answer to HEAD the server sends no more than the headers.
        if request.method == "HEAD":
            request.method = "GET"
        return pattern.callback(request, *args, **kwargs)

    return path(str(pattern.pattern), public(kept()(answered)), name=pattern.name)


def addresses() -> list[str]:
    """Every page of every dataset, and the description."""
    at = moment()
    found = [reverse(f"{SPACE}:openapi-json")]
    for name, source in SOURCES.items():
        pages = Paginator(source.found(at), ROWS).page_range
        found += [address(name, kind, page) for page in pages for kind in ("json", "csv")]
    return found


urlpatterns = [_guarded(one) for one in api.urls[0] if isinstance(one, URLPattern)]
__all__ = ["ROW_OF", "SPACE", "address", "addresses", "api", "urlpatterns"]
