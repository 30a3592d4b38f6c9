"""Whether wrong passwords have locked an account, counted as the sign-in counts them."""

import datetime as dt

from axes.models import AccessAttempt
from django.conf import settings

from giaoban.registry.models import User


def locked_until(user: User, *, at: dt.datetime) -> dt.datetime | None:
    """When the lock ends by itself; None where the account is not locked.

    Failures are kept by place of sending, each place with the time of its last; all places count together.
    """
    recent = AccessAttempt.objects.filter(username=user.username, attempt_time__gt=at - settings.AXES_COOLOFF_TIME)
    failures = 0
    for last, count in recent.order_by("-attempt_time").values_list("attempt_time", "failures_since_start"):
        failures += count
        if failures >= settings.AXES_FAILURE_LIMIT:
            return last + settings.AXES_COOLOFF_TIME
    return None
