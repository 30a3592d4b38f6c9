"""The editors' list, what waits for a decision, and one article with everything that became of it."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from giaoban.news import forms, page, queries
from giaoban.news.columns import ARTICLES, REVISIONS
from giaoban.news.models import Article, Review
from giaoban.news.views.moment import moment
from giaoban.registry.gate import needs
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission

ON_A_PAGE = 50

may_view = needs(Permission.NEWS_VIEW)


@may_view
def desk(request: Request) -> HttpResponse:
    """Articles of the bodies one works over, filtered by the address, with what waits named first."""
    form = forms.DeskFilter(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    now = moment(request)
    found = queries.filtered(Article.objects.visible_to(request.actor), now=now, **said)
    ordered = found.select_related("section", "made_by", "shown").order_by(*ARTICLES.order_by(request.GET.get("sort")))
    shown = Paginator(ordered, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": shown,
        "rows": queries.rows(list(shown.object_list), now=now, on=request.today),
        "columns": ARTICLES,
        "waiting": Review.objects.visible_to(request.actor).waiting().count(),
        "drafts": Article.objects.visible_to(request.actor).filter(status="draft").count(),
        "may_write": request.actor.may(Permission.NEWS_WRITE) and request.actor.unit_id is not None,
        "may_arrange": request.actor.may(Permission.NEWS_ARRANGE),
        "query": request.GET.urlencode(),
    }
    return render(request, "news/desk.html", context)


@may_view
def waiting(request: Request) -> HttpResponse:
    """The board of what waits for a second person, the longest waiting first, and who may decide it."""
    reviews = Review.objects.visible_to(request.actor).waiting()
    context = {"cards": page.cards(reviews, actor=request.actor, on=request.today)}
    return render(request, "news/waiting.html", context)


def found_article(request: Request, article_id: UUID) -> Article:
    visible = Article.objects.visible_to(request.actor).select_related("section", "shown", "made_by", "withdrawn_by")
    return get_object_or_404(visible, pk=article_id)


@may_view
def work(request: Request, article_id: UUID) -> HttpResponse:
    """One article: what it says now, where it stands, what the checks find, every revision and decision."""
    article = found_article(request, article_id)
    context: dict[str, Any] = page.work(article, actor=request.actor, now=moment(request))
    return render(request, "news/work.html", {**context, "columns": REVISIONS})


@may_view
def compare(request: Request, article_id: UUID) -> HttpResponse:
    """Two revisions side by side, word by word."""
    article = found_article(request, article_id)
    try:
        numbers = int(request.GET.get("from", "0")), int(request.GET.get("to", str(article.latest)))
    except ValueError as problem:
        raise Http404 from problem
    before = article.revisions.filter(number=numbers[0] or max(1, numbers[1] - 1)).select_related("made_by").first()
    after = article.revisions.filter(number=numbers[1]).select_related("made_by").first()
    if before is None or after is None:
        raise Http404
    context = {
        "article": article,
        "before": before,
        "after": after,
        "parts": page.differences(before, after),
        "numbers": range(1, article.latest + 1),
    }
    return render(request, "news/compare.html", context)
