"""Delivery of events to those who subscribed, and the sweeping of old form keys."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from giaoban.registry import events
from giaoban.registry.models import Delivery, Event, FormSubmission

FORMS_KEPT = dt.timedelta(days=30)


@transaction.atomic
def deliver(*, event_id: UUID, subscriber: str, at: dt.datetime) -> bool:
    """Tells one subscriber of one event, once; False if it knew already or is no longer there."""
    event = Event.objects.get(id=event_id)
    known = events.subscription(event.type, subscriber)
    if known is None:
        return False
    # The row comes first: of two deliveries at the same moment the second waits here and finds it.
    _, fresh = Delivery.objects.get_or_create(event=event, subscriber=subscriber, defaults={"at": at})
    if not fresh:
        return False
    known.handle(event)
    return True


@transaction.atomic
def forget_forms(*, at: dt.datetime) -> int:
    """Drops the keys of forms sent over thirty days ago; returns how many."""
    return FormSubmission.objects.filter(at__lt=at - FORMS_KEPT).delete()[0]
