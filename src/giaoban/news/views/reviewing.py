"""Laying an article before a second person, that person's word, and what happens to it afterwards."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from giaoban.kernel import clock
from giaoban.kernel.problems import Refused
from giaoban.kernel.workflow import InvalidTransition
from giaoban.news import forms, operations, page, queries, rules
from giaoban.news.enums import Verdict
from giaoban.news.models import Article, Review, ReviewLink
from giaoban.news.models.articles import ON_SHOW
from giaoban.news.views.desk import found_article
from giaoban.news.views.moment import moment
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission

may_view = needs(Permission.NEWS_VIEW)
may_write = needs(Permission.NEWS_WRITE)
may_approve = needs(Permission.NEWS_APPROVE)


def _done(form: Any, operation: Callable[..., Any], **told: Any) -> Any:
    """What the operation gives; None, with the reason at its field, where it is refused."""
    try:
        return operation(at=clock.now(), **told)
    except InvalidTransition as problem:
        form.add_error(None, problem.message_vi)
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return None


@may_write
@once
def submit(request: Request, article_id: UUID) -> HttpResponse:
    """The latest revision is laid before a second person; what the checks find is mended, or gets a reason that stays."""
    article = found_article(request, article_id)
    if not request.actor.has_perm(Permission.NEWS_WRITE, article):
        raise Http404
    latest = article.revisions.get(number=article.latest)
    found = queries.findings(latest, now=moment(request))
    corrects = article.status in ON_SHOW
    form = forms.SubmitForm(
        request.POST or None,
        corrects=corrects,
        soft=[one for one in found if not one.is_hard],
        initial={"base": latest.number, "publish_at": article.publish_at, "expires_at": article.expires_at},
    )
    hard = [one for one in found if one.is_hard]
    if request.method == "POST" and form.is_valid():
        moments = {} if corrects else form.moments
        review = _done(
            form,
            operations.submit,
            article_id=article.pk,
            base=form.cleaned_data["base"],
            reasons=form.reasons,
            note=form.cleaned_data.get("note", ""),
            by=request.actor,
            **moments,
        )
        if review:
            messages.success(request, _("It waits for a second person now."))
            return redirect(article.work_url)
    context = {"form": form, "article": article, "hard": hard, "corrects": corrects}
    return render(request, "news/submit.html", context)


def _review(request: Request, review_id: UUID) -> Review:
    visible = Review.objects.visible_to(request.actor)
    return get_object_or_404(
        visible.select_related("article__section", "article__shown", "revision__cover", "asked_by"), pk=review_id
    )


@may_view
@once
def decide(request: Request, review_id: UUID) -> HttpResponse:
    """The revision as readers would get it, and the word of the second person below."""
    review = _review(request, review_id)
    form = forms.VerdictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        article = _done(
            form,
            operations.decide,
            review_id=review.pk,
            verdict=Verdict(form.cleaned_data["verdict"]),
            reason=form.cleaned_data["reason"],
            by=request.actor,
        )
        if article:
            messages.success(request, _("Your decision is recorded."))
            return redirect(article.work_url)
    context = {
        **shown(review, now=moment(request)),
        "form": form,
        "may_decide": not review.verdict
        and request.actor.has_perm(Permission.NEWS_APPROVE, review.article)
        and not rules.wrote(request.actor, review),
        "wrote": rules.wrote(request.actor, review),
    }
    return render(request, "news/review.html", context)


def shown(review: Review, *, now: Any) -> dict[str, Any]:
    """What whoever decides has before their eyes: the revision, what it changes, what was found and why it may stay."""
    before = review.article.shown
    return {
        "review": review,
        "article": review.article,
        "revision": review.revision,
        "html": queries.html(review.revision),
        "cover": queries.cover(review.revision),
        "files": [one.file for one in review.revision.files.select_related("file").order_by("place")],
        "asks": page.asks(review),
        "parts": page.differences(before, review.revision) if before and before.pk != review.revision_id else [],
        "waived": list(review.waived.order_by("pk")),
        "hard": [one for one in queries.findings(review.revision, now=now) if one.is_hard],
    }


@may_write
@once
def take_back(request: Request, review_id: UUID) -> HttpResponse:
    review = _review(request, review_id)
    if request.method == "POST":
        try:
            operations.take_back(review_id=review.pk, by=request.actor, at=clock.now())
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Taken back; you can work on it again."))
    return redirect(review.article.work_url)


@may_view
@once
def link(request: Request, review_id: UUID) -> HttpResponse:
    """A secret address for a leader without an account; shown once, in the next page."""
    review = _review(request, review_id)
    form = forms.LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        token = _done(form, operations.give_link, review_id=review.pk, by=request.actor, **form.cleaned_data)
        if token:
            address = request.build_absolute_uri(reverse("news:link", args=[token]))
            words = _("Send this address to %(leader)s; it is shown only now:") % {
                "leader": form.cleaned_data["leader"]
            }
            messages.success(request, format_html("{} <code>{}</code>", words, address))
            return redirect(review.article.work_url)
    return render(request, "news/link_new.html", {"form": form, "review": review, "article": review.article})


@may_view
@once
def revoke_link(request: Request, link_id: UUID) -> HttpResponse:
    seen = Review.objects.visible_to(request.actor)
    found = get_object_or_404(ReviewLink.objects.filter(review__in=seen).select_related("review__article"), pk=link_id)
    if request.method == "POST":
        operations.revoke_link(link_id=found.pk, by=request.actor, at=clock.now())
        messages.success(request, _("The link is over."))
    return redirect(found.review.article.work_url)


def _with_reason(
    request: Request, article: Article, operation: Callable[..., Any], template: str, said: str
) -> HttpResponse:
    form = forms.ReasonForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and _done(form, operation, article_id=article.pk, reason=form.cleaned_data["reason"], by=request.actor)
    ):
        messages.success(request, said)
        return redirect(article.work_url)
    return render(request, template, {"form": form, "article": article})


@may_write
@once
def give_up(request: Request, article_id: UUID) -> HttpResponse:
    article = found_article(request, article_id)
    if not request.actor.has_perm(Permission.NEWS_WRITE, article):
        raise Http404
    return _with_reason(request, article, operations.give_up, "news/give_up.html", _("The draft is given up."))


@may_approve
@once
def withdraw(request: Request, article_id: UUID) -> HttpResponse:
    article = found_article(request, article_id)
    return _with_reason(
        request, article, operations.withdraw, "news/withdraw.html", _("Readers no longer get the article.")
    )


@may_approve
@once
def unschedule(request: Request, article_id: UUID) -> HttpResponse:
    article = found_article(request, article_id)
    if not request.actor.has_perm(Permission.NEWS_APPROVE, article):
        raise PermissionDenied
    if request.method == "POST":
        try:
            operations.unschedule(article_id=article.pk, by=request.actor, at=clock.now())
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The article is a draft again."))
    return redirect(article.work_url)
