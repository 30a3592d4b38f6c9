"""What everybody reads: the front of the news, a section, an article, its pictures and files."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from giaoban.documents.models import PictureSize, StoredFile
from giaoban.documents.operations import place
from giaoban.kernel.publication import kept, shown
from giaoban.news import meta, queries
from giaoban.news.models import Article, ArticlePicture, RevisionFile, Section
from giaoban.news.pointers import ARTICLE
from giaoban.news.views.moment import moment
from giaoban.registry.gate import public
from giaoban.registry.requests import Request

ON_A_PAGE = 20
FRONT, FRONT_ID = "news.front", UUID("0192f6a0-0000-7000-8000-000000000003")
SECTION = "news.section"


@public
@kept("page", "tag")
def front(request: Request) -> HttpResponse:
    """The latest article, those after it, and each section; with `?tag=` the articles of a tag instead."""
    shown(request, FRONT, FRONT_ID)
    now = moment(request)
    tag = request.GET.get("tag", "")[:40]
    context: dict[str, Any]
    sections = queries.published_sections()
    if tag:
        found = queries.published_list(now, tag=tag)
        some = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
        context = {"page": some, "title": f"#{tag}", "section": None, "sections": sections}
        return render(request, "news/section.html", _of_list(request, context))
    context = {"front": queries.published_front(now), "sections": sections, "section": None}
    return render(request, "news/front.html", _of_list(request, context))


@public
@kept("page")
def section(request: Request, code: str) -> HttpResponse:
    """Articles of a section, the latest first."""
    found = get_object_or_404(Section.objects.all(), code=code)
    shown(request, SECTION, found.pk)
    articles = queries.published_list(moment(request), section=found)
    some = Paginator(articles, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": some, "title": str(found), "section": found, "sections": queries.published_sections()}
    return render(request, "news/section.html", _of_list(request, context))


def _of_list(request: Request, context: dict[str, Any]) -> dict[str, Any]:
    return {**context, "canonical": request.build_absolute_uri(request.path)}


@public
@kept()
def article(request: Request, code: str, slug: str) -> HttpResponse:
    """An article under its present address; older ones lead there. What was withdrawn says so (410)."""
    now = moment(request)
    page = queries.published_page(code, now=now, today=request.today)
    if page is None:
        return _gone(request, code, now)
    found = page.article
    here = found.get_absolute_url()
    if request.path != here:
        return HttpResponsePermanentRedirect(here)
    shown(request, ARTICLE, found.pk)
    context = {**vars(page), "section": found.section, "sections": queries.published_sections(), "words": slug}
    return render(request, "news/article.html", {**context, **meta.of(found, request, context)})


@public
def article_of(request: Request, article_id: UUID) -> HttpResponse:
    """Where an article stands that is known by its id alone, such as a hit of the search."""
    found = get_object_or_404(queries.published(moment(request)), pk=article_id)
    return HttpResponsePermanentRedirect(found.get_absolute_url())


def _gone(request: Request, code: str, now: Any) -> HttpResponse:
    found = queries.published_once(code, now)
    if found is None:
        raise Http404
    context = {"article": found, "section": None, "sections": queries.published_sections()}
    return render(request, "news/gone.html", context, status=410)


def _of_the_desk(request: Request, articles: Any) -> bool:
    """Whether the reader works on one of these articles."""
    return bool(request.actor) and Article.objects.visible_to(request.actor).filter(pk__in=articles).exists()


@public
def picture(request: Request, picture_id: UUID, width: int) -> HttpResponseBase:
    """A picture in one width: for everybody where an article on show has it, else for those who work on the article."""
    size = queries.published_size(picture_id, width, moment(request))
    if size is not None:
        return picture_answer(size, public=True)
    shelves = ArticlePicture.objects.filter(picture=picture_id).values("article")
    if not _of_the_desk(request, shelves):
        raise Http404
    found = PictureSize.objects.filter(picture=picture_id, width=width).select_related("file")
    return picture_answer(get_object_or_404(found), public=False)


def picture_answer(size: PictureSize, *, public: bool) -> FileResponse:
    """The bytes of a picture; they never change under their address."""
    return _served(size.file, public=public, attached=False)


@public
def file(request: Request, file_id: UUID) -> HttpResponseBase:
    """A file that an article brings along: always to be saved, never shown by the browser."""
    holding = RevisionFile.objects.filter(file=file_id)
    on_show = Article.objects.on_show(moment(request)).filter(shown__in=holding.values("revision"))
    is_public = on_show.exists()
    if not is_public and not _of_the_desk(request, holding.values("revision__article")):
        raise Http404
    return _served(get_object_or_404(StoredFile.objects.all(), pk=file_id), public=is_public, attached=True)


def _served(stored: StoredFile, *, public: bool, attached: bool) -> FileResponse:
    path = place(stored.sha256)
    if not path.exists():
        raise Http404
    answer = FileResponse(path.open("rb"), as_attachment=attached, filename=stored.name, content_type=stored.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    # What is public now may be withdrawn: a day, not a year, and nothing of it where it is not public.
    answer["Cache-Control"] = "public, max-age=86400" if public else "private, no-store"
    answer["ETag"] = f'"{stored.sha256[:32]}"'
    return answer
