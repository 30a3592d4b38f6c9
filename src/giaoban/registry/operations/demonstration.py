"""The clock of the demonstration."""

import datetime as dt

from django.db import transaction

from giaoban.registry.models import DemonstrationClock


@transaction.atomic
def set_demonstration_day(*, day: dt.date) -> None:
    """From now on the demonstration lives on that day."""
    DemonstrationClock.objects.update_or_create(id=True, defaults={"day": day})
