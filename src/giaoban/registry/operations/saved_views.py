"""Ways of looking at a page: kept for oneself, shared with one's body, forgotten."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.models import SavedView, Unit
from giaoban.registry.models.saved_views import LONGEST_QUERY


class NoName(ValueError):
    """A view is found again by its name."""


class ViewTooLong(ValueError):
    """More is chosen than an address can say again."""


class NameOfAnother(ValueError):
    """Somebody else of the body shares another view under this name."""


@transaction.atomic
def keep_view(
    *, page: str, name: str, query: str, by: Actor, at: dt.datetime, about: UUID | None = None, shared: bool = False
) -> SavedView:
    """Keeps a way of looking at a page under a name, for oneself or for the body one acts for; one's own of that name is
    replaced. Raises NoName, ViewTooLong, NameOfAnother.
    """
    name = name.strip()
    if not name:
        raise NoName
    if len(query) > LONGEST_QUERY:
        raise ViewTooLong
    unit = by.body if shared else None
    known = SavedView.objects.select_for_update().filter(page=page, name=name, unit=unit)
    known = known if unit else known.filter(user=by.user)
    view = known.first()
    if view is None:
        view = SavedView.objects.create(user=by.user, unit_id=unit, page=page, about=about, name=name, query=query)
    elif view.user_id != by.user.pk:
        raise NameOfAnother
    else:
        view.about, view.query = about, query
        view.save(update_fields=["about", "query"])
    if unit:
        events.record("registry.view_shared", Unit.objects.get(pk=unit), by=by, at=at, unit=unit, name=name)
    return view


@transaction.atomic
def forget_view(*, view_id: UUID, by: Actor, at: dt.datetime) -> None:
    """Forgets a view of one's own or one shared with one's body; one that is gone already stays gone."""
    view = SavedView.objects.visible_to(by).select_for_update().filter(pk=view_id).first()
    if view is None:
        return
    unit, name = view.unit, view.name
    view.delete()
    if unit:
        events.record("registry.shared_view_forgotten", unit, by=by, at=at, unit=unit.pk, name=name)
