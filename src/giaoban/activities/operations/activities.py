"""What was done is recorded, corrected with a reason, or cancelled with a reason; nothing that was told is lost."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from giaoban.activities.models import Activity, Attachment
from giaoban.activities.models.activities import MOST_PARTICIPANTS
from giaoban.activities.operations import refusals
from giaoban.documents.models import StoredFile
from giaoban.kernel.resolvers import Pointer, Sight, resolvers
from giaoban.kernel.vietnamese import fold
from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.enums import Tree
from giaoban.registry.models import Unit, UnitVersion
from giaoban.registry.roles import Permission

ONE_DAY = dt.timedelta(days=1)
MOST_FILES = 20


@dataclass(frozen=True, kw_only=True)
class Told:
    """What somebody tells of an activity. Days as people say them: `last_day` belongs to it."""

    kind: str
    unit_id: UUID
    first_day: dt.date
    last_day: dt.date
    topic: str
    place_id: UUID | None = None
    place_words: str = ""
    participants: int | None = None
    women: int | None = None
    act_id: UUID | None = None
    serves: Pointer | None = None
    words: str = ""
    links: tuple[str, ...] = ()

    def columns(self) -> dict[str, object]:
        """As the row keeps it; without `folded`, which also needs the act's name."""
        return {
            "kind": self.kind,
            "unit_id": self.unit_id,
            "first_day": self.first_day,
            "end_day": self.last_day + ONE_DAY,
            "topic": self.topic.strip(),
            "place_id": self.place_id,
            "place_words": self.place_words.strip(),
            "participants": self.participants,
            "women": self.women,
            "act_id": self.act_id,
            "serves_kind": self.serves.kind if self.serves else "",
            "serves_id": self.serves.id if self.serves else None,
            "words": self.words.strip(),
            "links": list(self.links),
        }


@transaction.atomic
def record(*, told: Told, by: Actor, at: dt.datetime, files: Sequence[StoredFile] = ()) -> Activity:
    """A body's work is told, with photos and files as evidence.

    Raises PermissionDenied for a body one does not record for, and a `refusals.Refused` for what cannot have been so.
    """
    made = Activity(made_at=at, made_by=by.user, version_at=at, version_by=by.user, **told.columns())
    _refuse_unless_true(told, by)
    if not by.has_perm(Permission.ACTIVITY_RECORD, made):
        raise PermissionDenied
    if told.serves:
        _refuse_unless_seen(told.serves, by)
    made.folded = _folded(made)
    made.save(force_insert=True)
    _attach(made, files, by, at)
    events.record("activities.recorded", made, by=by, at=at, unit=made.unit_id, topic=made.topic)
    return made


@transaction.atomic
def correct(
    *,
    activity_id: UUID,
    version: int,
    told: Told,
    reason: str,
    by: Actor,
    at: dt.datetime,
    files: Sequence[StoredFile] = (),
    taken_away: Collection[UUID] = (),
) -> Activity:
    """The record is told anew for a reason; `version` is the one that was read, `taken_away` the attachments to withdraw.

    Raises PermissionDenied, AlreadyCancelled, LaterVersion where another correction came between, NothingChanged.
    """
    found = _locked(activity_id, version, by, reason)
    _refuse_unless_true(told, by)
    served = found.serves
    changed = [name for name, value in told.columns().items() if getattr(found, name) != value]
    if not changed and not files and not taken_away:
        raise refusals.NothingChanged
    for name in changed:
        setattr(found, name, told.columns()[name])
    if not by.has_perm(Permission.ACTIVITY_RECORD, found):
        raise PermissionDenied
    if told.serves and told.serves != served:
        _refuse_unless_seen(told.serves, by)
    found.folded = _folded(found)
    _next_version(found, reason, by, at, [*changed, "folded"])
    found.attachments.standing().filter(pk__in=taken_away).update(
        withdrawn_at=at, withdrawn_by=by.user, withdrawn_reason=reason.strip()
    )
    _attach(found, files, by, at)
    events.record("activities.corrected", found, by=by, at=at, unit=found.unit_id, reason=reason.strip())
    return found


@transaction.atomic
def cancel(*, activity_id: UUID, version: int, reason: str, by: Actor, at: dt.datetime) -> Activity:
    """The record counts no longer, for a reason: it was told twice, or never took place. It stays readable."""
    found = _locked(activity_id, version, by, reason)
    found.is_cancelled = True
    _next_version(found, reason, by, at, ["is_cancelled"])
    events.record("activities.cancelled", found, by=by, at=at, unit=found.unit_id, reason=reason.strip())
    return found


def _locked(activity_id: UUID, version: int, by: Actor, reason: str) -> Activity:
    found = Activity.objects.select_for_update().get(pk=activity_id)
    if not by.has_perm(Permission.ACTIVITY_RECORD, found):
        raise PermissionDenied
    if found.is_cancelled:
        raise refusals.AlreadyCancelled
    if found.version != version:
        raise refusals.LaterVersion
    if not reason.strip():
        raise refusals.NoReason
    return found


def _next_version(found: Activity, reason: str, by: Actor, at: dt.datetime, changed: Sequence[str]) -> None:
    found.version += 1
    found.version_at, found.version_by, found.version_reason = at, by.user, reason.strip()
    stamp = ["version", "version_at", "version_by", "version_reason"]
    found.save(update_fields=[name.removesuffix("_id") if name != "serves_id" else name for name in [*changed, *stamp]])


def _refuse_unless_true(told: Told, by: Actor) -> None:
    if not told.topic.strip():
        raise refusals.NothingSaid
    if told.last_day < told.first_day:
        raise refusals.EndBeforeStart
    if told.last_day > by.on:
        raise refusals.FutureDay
    if told.place_id is None and not told.place_words.strip():
        raise refusals.NoPlace
    if told.women is not None and told.participants is None:
        raise refusals.UncountedWomen
    if told.participants is not None and told.participants > MOST_PARTICIPANTS:
        raise refusals.TooManyParticipants
    if told.women is not None and told.participants is not None and told.women > told.participants:
        raise refusals.TooManyWomen
    _refuse_unless_alive(told)


def _refuse_unless_alive(told: Told) -> None:
    """The body lived on each day, the place on the first; the database asks the same of the first day."""
    alive = UnitVersion.objects.on(told.first_day).filter(unit__in=[told.unit_id, told.place_id])
    then = set(alive.values_list("unit", flat=True))
    lived_on = UnitVersion.objects.on(told.last_day).filter(unit=told.unit_id).exists()
    if told.unit_id not in then or not lived_on:
        raise refusals.BodyNotAlive
    if told.place_id is None:
        return
    if told.place_id not in then:
        raise refusals.PlaceNotAlive
    if not Unit.objects.filter(pk=told.place_id, tree=Tree.TERRITORY).exists():
        raise refusals.NotOnLand


def _refuse_unless_seen(pointer: Pointer, by: Actor) -> None:
    if pointer.kind not in resolvers.kinds or resolvers.resolve([pointer], reader=by)[pointer].sight is not Sight.LINK:
        raise refusals.UnknownSubject


def _folded(activity: Activity) -> str:
    act = str(activity.act) if activity.act else ""
    return fold(" ".join(filter(None, (activity.topic, activity.place_words, activity.words, act))))


def _attach(activity: Activity, files: Sequence[StoredFile], by: Actor, at: dt.datetime) -> None:
    if len(files) + activity.attachments.standing().count() > MOST_FILES:
        raise refusals.TooManyFiles
    for file in files:
        Attachment.objects.create(activity=activity, file=file, added_at=at, added_by=by.user)
