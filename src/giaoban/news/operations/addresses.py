"""Old addresses lead on to where things stand now."""

import datetime as dt
from urllib.parse import unquote, urlsplit

from django.core.exceptions import PermissionDenied
from django.db import transaction

from giaoban.news import queries
from giaoban.news.models import Article, OldAddress
from giaoban.news.models.addresses import LONGEST_PATH
from giaoban.news.operations import refusals
from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission


@transaction.atomic
def lead_on(*, path: str, by: Actor, at: dt.datetime, article: Article | None = None, target: str = "") -> OldAddress:
    """An address of an earlier portal leads to an article, or to another path of this one.

    Raises AlreadyTaken where a page or another redirect stands, LeadsInACircle, PermissionDenied.
    """
    if not by.may(Permission.NEWS_APPROVE):
        raise PermissionDenied
    path = queries.as_old_path(path)
    if not path or len(path) > LONGEST_PATH or queries.is_own_page(path):
        raise refusals.AlreadyTaken
    if OldAddress.objects.filter(path=path).exists():
        raise refusals.AlreadyTaken
    if target:
        target = _within(target)
        _refuse_circle(path, target)
    made = OldAddress.objects.create(path=path, article=article, target=target, made_at=at, made_by=by.user)
    events.record("news.address_kept", made, by=by, at=at, unit=by.unit_id, path=path[:200])
    return made


def _within(target: str) -> str:
    """A path of this portal: nobody is sent elsewhere by an address of ours."""
    parts = urlsplit(unquote(target))
    if parts.scheme or parts.netloc or not target.startswith("/") or unquote(target).startswith("//") or "\\" in target:
        raise refusals.LeadsInACircle
    return target


def _refuse_circle(path: str, target: str) -> None:
    seen, step = {path}, queries.as_old_path(target)
    while step:
        if step in seen:
            raise refusals.LeadsInACircle
        seen.add(step)
        step = OldAddress.objects.filter(path=step).values_list("target", flat=True).first() or ""
