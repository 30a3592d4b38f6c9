"""Two people in one form: what the one saved while the other typed, line by line; neither overwrites what they have not seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from giaoban.reporting import queries
from giaoban.reporting.models import Return, Value
from giaoban.reporting.operations import Told


@dataclass(frozen=True)
class Meeting:
    """By indicator: `theirs` holds what only the other one changed, `both` where the two differ; values as they stand."""

    theirs: dict[UUID, Value] = field(default_factory=dict)
    both: dict[UUID, Value] = field(default_factory=dict)

    @property
    def who(self) -> list[str]:
        """Whoever saved meanwhile, by name."""
        return sorted({str(value.by) for value in (*self.theirs.values(), *self.both.values())})


def meet(of: Return, told: Sequence[Told], *, seen: int) -> Meeting:
    """What was saved after the revision `seen`, held against what somebody typed on it. Two queries."""
    base, now = queries.values(of, revision=seen), queries.values(of)
    fresh = Value.objects.filter(pk__in=_changed(base, now)).select_related("by").in_bulk()
    theirs: dict[UUID, Value] = {}
    both: dict[UUID, Value] = {}
    for one in told:
        stands = now.get(one.indicator_id)
        if stands is None or stands.pk not in fresh or one.is_said_by(stands):
            continue
        untouched = one.is_said_by(base.get(one.indicator_id))
        (theirs if untouched else both)[one.indicator_id] = fresh[stands.pk]
    return Meeting(theirs, both)


def _changed(base: Mapping[UUID, Value], now: Mapping[UUID, Value]) -> list[UUID]:
    return [value.pk for indicator, value in now.items() if indicator not in base or base[indicator].pk != value.pk]
