"""The form of an article: every saving is a revision; two editors at once are told of one another, and nothing is lost."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from giaoban.documents import operations as documents
from giaoban.kernel import bounded, clock
from giaoban.kernel.problems import Problem
from giaoban.kernel.resolvers import Pointer, Resolved, Sight, read_pointer, resolvers
from giaoban.news import forms, operations, page, queries, text
from giaoban.news.markup import pasted
from giaoban.news.models import Article, ArticlePicture, Revision, Section
from giaoban.news.views.desk import found_article
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once, stateless
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission

may_write = needs(Permission.NEWS_WRITE)
LONGEST_PASTE = 2 * 1024 * 1024


@may_write
@once
def new(request: Request) -> HttpResponse:
    """An article is begun; from a briefing or a programme it says what it is about."""
    written = request.POST.get("about", "") if request.method == "POST" else request.GET.get("about", "")
    about = read_pointer(written)
    subject = _subject(request, about)
    if request.actor.unit_id is None or (written and subject is None):
        raise Http404
    form = forms.ArticleForm(
        request.POST or None,
        request.FILES or None,
        initial={"about": written, "author": str(request.actor.user)},
        sections=forms.sections_of(request.actor),
    )
    context: dict[str, Any] = {"form": form, "article": None, "subject": subject, "preview": None, "conflict": None}
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            context["preview"] = queries.preview(text.lines(form.cleaned_data["body"]), ())
        elif made := _began(request, form, about):
            return made
    return render(request, "news/edit.html", context)


def _subject(request: Request, about: Pointer | None) -> Resolved | None:
    if about is None or about.kind not in resolvers.kinds:
        return None
    found = resolvers.resolve([about], reader=request.actor)[about]
    return found if found.sight is Sight.LINK else None


def _began(request: Request, form: forms.ArticleForm, about: Pointer | None) -> HttpResponse | None:
    """The answer where the article was begun; None, with the reason at its field, where something cannot stand."""
    at, section = clock.now(), Section.objects.get(code=form.cleaned_data["section"])
    try:
        first = form.told(cover=None, files=())
        article = operations.draft(told=first, section=section, by=request.actor, at=at, about=about)
    except operations.Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return None
    if not request.FILES:
        messages.success(request, _("The draft is kept."))
        return redirect(article.work_url)
    return _save(request, form, article, article.revisions.get())


@may_write
@once
def edit(request: Request, article_id: UUID) -> HttpResponse:
    """The latest revision to work on. Somebody who saved in between is named, with what differs."""
    article = found_article(request, article_id)
    if not request.actor.has_perm(Permission.NEWS_WRITE, article):
        raise Http404
    latest = article.revisions.select_related("cover", "made_by").get(number=article.latest)
    form = _form(request, article, latest)
    context: dict[str, Any] = {
        "form": form,
        "article": article,
        "subject": None,
        "preview": None,
        "conflict": None,
        "shelf": [(pk, queries.shown(one), one.original.name) for pk, one in queries.pictures_of(article).items()],
    }
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            body = text.lines(form.cleaned_data["body"])
            context["preview"] = queries.preview(body, queries.pictures_of(article))
        else:
            try:
                saved = _save(request, form, article, latest)
            except operations.LaterRevision as refusal:
                form.add_error(None, str(refusal))
                context |= _told_of_the_other(form, article, latest)
            else:
                if saved:
                    return saved
    return render(request, "news/edit.html", context)


def _form(request: Request, article: Article, latest: Revision) -> forms.ArticleForm:
    covers = [(str(pk), picture.original.name) for pk, picture in queries.pictures_of(article).items()]
    files = [(str(one.file_id), one.file.name) for one in latest.files.select_related("file").order_by("place")]
    return forms.ArticleForm(
        request.POST or None,
        request.FILES or None,
        initial=forms.ArticleForm.initial_of(article, latest),
        sections=forms.sections_of(request.actor, also=article.section.code),
        covers=covers,
        files=files,
    )


def _told_of_the_other(form: forms.ArticleForm, article: Article, latest: Revision) -> dict[str, Any]:
    """The other's revision beside one's own text; the form now stands on the other's, so that saving again keeps one's own."""
    mine = Revision(**form.told(cover=latest.cover_id, files=()).columns())
    typed = form.data.copy()  # type: ignore[attr-defined]
    typed["base"] = str(latest.number)
    form.data = typed
    return {"conflict": {"latest": latest, "parts": page.differences(latest, mine), "article": article}}


def _save(request: Request, form: forms.ArticleForm, article: Article, base: Revision) -> HttpResponse | None:
    """The answer where it was saved; None, with the reason at its field, where something cannot stand."""
    said, at = form.cleaned_data, clock.now()
    number = said["base"] or base.number
    if number != article.latest:
        raise operations.LaterRevision
    cover, body, new_files = _stored(request, form, article, at)
    if form.errors:
        return None
    taken = set(said.get("taken_away", []))
    kept = [one.file_id for one in base.files.order_by("place") if str(one.file_id) not in taken]
    told = form.told(cover=cover, files=[*kept, *new_files], body=body)
    try:
        if article.section.code != said["section"]:
            to = Section.objects.get(code=said["section"])
            operations.move(article_id=article.pk, section=to, by=request.actor, at=at)
        operations.revise(article_id=article.pk, base=number, told=told, by=request.actor, at=at)
    except operations.NothingChanged:
        pass
    except operations.LaterRevision:
        raise
    except operations.Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return None
    messages.success(request, _("Saved. Readers see it when a second person has approved."))
    return redirect("news:edit", article.pk) if said["pictures"] else redirect(article.work_url)


def _stored(
    request: Request, form: forms.ArticleForm, article: Article, at: Any
) -> tuple[UUID | None, str, list[UUID]]:
    """(cover, text, files) after what was sent is stored: pictures for the text stand at its end."""
    said = form.cleaned_data
    cover = UUID(said["cover"]) if said.get("cover") else None
    body = said["body"]
    add = partial(operations.add_picture, article_id=article.pk, by=request.actor, at=at)
    for added in _pictures(form, "cover_file", filter(None, [said["cover_file"]]), add):
        cover = added
    for added in _pictures(form, "pictures", said["pictures"], add):
        body = f"{body.rstrip()}\n\n![](picture:{added})\n"
    files = []
    for sent in said["attached"]:
        try:
            files.append(documents.store_file(data=sent.read(), name=sent.name, by=request.actor, at=at).pk)
        except Problem as problem:
            form.add_error("attached", f"{sent.name}: {problem.message_vi}")
    return cover, body, files


def _pictures(
    form: forms.ArticleForm, field: str, sent: Iterable[Any], add: Callable[..., ArticlePicture]
) -> list[UUID]:
    kept = []
    for one in sent:
        try:
            added = add(data=one.read(), name=one.name)
        except Problem as problem:
            form.add_error(field, f"{one.name}: {problem.message_vi}")
        else:
            kept.append(added.picture_id)
    return kept


@stateless
@may_write
@require_POST
def paste(request: Request) -> HttpResponse:
    """HTML from the clipboard as Markdown; nothing is kept. 422 where it is too much or cannot be read."""
    sent = request.POST.get("html", "")
    if len(sent) > LONGEST_PASTE:
        return HttpResponse(
            _("Too much at once. Paste it in parts."), status=422, content_type="text/plain; charset=utf-8"
        )
    try:
        cleaned = pasted(sent)
    except (bounded.LimitExceeded, bounded.ChildFailed):
        words = _("This could not be read. Paste it as plain text.")
        return HttpResponse(words, status=422, content_type="text/plain; charset=utf-8")
    return HttpResponse(text.lines(cleaned), content_type="text/plain; charset=utf-8")
