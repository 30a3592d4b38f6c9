"""A leader without an account reads one article by a secret address, and decides. Reading decides nothing."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from giaoban.documents.models import PictureSize
from giaoban.kernel import clock
from giaoban.kernel.problems import Refused
from giaoban.news import forms, operations, queries
from giaoban.news.enums import Verdict
from giaoban.news.models import ReviewLink
from giaoban.news.views.moment import moment
from giaoban.news.views.reading import picture_answer
from giaoban.news.views.reviewing import shown
from giaoban.registry.gate import public
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request


@public
@never_cache
@once
def decide(request: Request, token: str) -> HttpResponse:
    """GET shows the article, POST decides; a used, revoked, expired or forged link says so and no more."""
    at = clock.now()
    try:
        link = operations.link_of(token, at=at)
    except operations.LinkIsOver as over:
        done = request.GET.get("done") if request.method == "GET" else None
        return render(request, "news/link_over.html", {"over": over, "done": done}, status=200 if done else 410)
    form = forms.LeaderForm(request.POST or None, initial={"name": link.leader})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            operations.decide_by_link(
                token=token,
                name=said["name"],
                verdict=Verdict(said["verdict"]),
                reason=said["reason"],
                on=request.today,
                at=at,
            )
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return redirect(reverse("news:link", args=[token], query={"done": said["verdict"]}))
    return render(request, "news/link.html", {**_shown(link, token, request), "form": form, "link": link})


def _shown(link: ReviewLink, token: str, request: Request) -> dict[str, object]:
    def address(picture: UUID, width: int) -> str:
        return reverse("news:link-picture", args=[token, picture, width])

    return {
        **shown(link.review, now=moment(request)),
        "html": queries.html(link.review.revision, address),
        "cover": queries.cover(link.review.revision, address),
    }


@public
@never_cache
def picture(request: Request, token: str, picture_id: UUID, width: int) -> HttpResponseBase:  # noqa: ARG001
    """A picture of the revision that the link leads to."""
    try:
        link = operations.link_of(token, at=clock.now())
    except operations.LinkIsOver as over:
        raise Http404 from over
    in_it = link.review.revision.pictures.filter(picture=picture_id).values("picture")
    size = PictureSize.objects.filter(picture__in=in_it, width=width).select_related("file").first()
    if size is None:
        raise Http404
    return picture_answer(size, public=False)
