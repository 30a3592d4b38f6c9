"""Targets are set and revised."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from giaoban.documents.models import LegalAct
from giaoban.kernel.period import Period
from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.models import Unit
from giaoban.registry.roles import Permission
from giaoban.reporting import plans
from giaoban.reporting.models import Target
from giaoban.reporting.operations import refusals


@dataclass(frozen=True)
class Planned:
    """What is planned of an indicator; None where nothing is, or nothing any more."""

    indicator_id: UUID
    number: Decimal | None


@transaction.atomic
def set_targets(
    *,
    unit_id: UUID,
    period: Period,
    planned: Sequence[Planned],
    act: LegalAct | None,
    reason: str,
    seen: int,
    by: Actor,
    at: dt.datetime,
) -> list[Target]:
    """A body sets what is planned for a land and a period by one decision; only what changes is added, nothing overwritten.

    `seen` is how many targets the author saw (`plans.told`): whatever came since is not overwritten unseen.
    """
    if not by.has_perm(Permission.TARGET_SET, Target(unit_id=unit_id)):
        raise PermissionDenied
    Unit.objects.select_for_update().get(pk=unit_id)
    if plans.told(unit_id, period) != seen:
        raise refusals.SavedMeanwhile
    standing = plans.standing([unit_id], [period])
    made = []
    for one in planned:
        before = standing.get((unit_id, one.indicator_id, period.code))
        if (before.number if before else None) == one.number:
            continue
        if before and not reason.strip():
            raise refusals.NoReason
        made.append(
            Target(
                indicator_id=one.indicator_id,
                unit_id=unit_id,
                period=period.code,
                seq=before.seq + 1 if before else 1,
                number=one.number,
                act=act,
                reason=reason.strip() if before else "",
                body_id=by.body,
                on=by.on,
                at=at,
                by=by.user,
            )
        )
    Target.objects.bulk_create(made)
    if made:
        events.record(
            "reporting.targets_set", made[0], by=by, at=at, unit=unit_id, period=period.label(), count=len(made)
        )
    return made
