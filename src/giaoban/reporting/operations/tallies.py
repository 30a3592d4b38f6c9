"""Sums follow what is accepted: told with each acceptance, folded in by one round at a time, compared with a full recount."""

from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import OperationalError, connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from giaoban.reporting import tallying
from giaoban.reporting.models import Call, PendingTally, Return, Tally
from giaoban.reporting.operations import handed_in
from giaoban.reporting.tallying import LANDS_OF, MOVED, PARAMETERS, Sums, parsed

FOLD = "reporting.fold"
AT_ONCE = 200  # acceptances that one round folds in
WORTH_A_ROUND = 32  # few are added up by whoever reads, quicker than the sums are written anew for each
# Whoever accepts holds the call's lock together with others; whoever counts it anew holds it alone.
TOGETHER = "SELECT pg_advisory_xact_lock_shared(hashtext('reporting.tally'), hashtext(%s))"
ALONE = "SELECT pg_advisory_xact_lock(hashtext('reporting.tally'), hashtext(%s))"
ONE_FOLDER = "SELECT pg_try_advisory_xact_lock(hashtext('reporting.fold'), 0)"
# The lands of the bodies are found once, however many returns they are of.
TELL = f"""
    WITH place AS MATERIALIZED ({LANDS_OF} WHERE (call.id, own.unit_id) IN (
        SELECT call_id, unit_id FROM reporting_return WHERE id = ANY (%(of)s::uuid[])
    ))
    INSERT INTO reporting_pendingtally (id, call_id, unit_id, lands, sums, answered, stamp)
    SELECT gen_random_uuid(), of.call_id, of.unit_id, place.lands, told.sums, told.answered, %(stamp)s
    FROM ({MOVED}) AS told
    JOIN reporting_return of ON of.id = told.of_id
    JOIN place ON place.unit_id = of.unit_id AND place.call_id = of.call_id
    WHERE told.answered <> 0 OR told.sums <> '{{}}'
"""  # noqa: S608 - all parts are ours


@dataclass(frozen=True)
class Difference:
    """What a recount says otherwise than what is kept: of a call, a land and an indicator ("": returns accepted); the land is a
    body where its numbers as handed in differ.
    """

    call: UUID
    land: UUID
    indicator: str
    kept: str
    counted: str


def accepted(returns: Sequence[Return], *, before: dict[UUID, int | None]) -> None:
    """What the acceptance of these returns adds to the sums of their call, beside what they said in the version that counted
    `before`. Part of the acceptance: called by it, within its transaction.
    """
    if not returns:
        return
    told: dict[str, Any] = {
        "of": [one.pk for one in returns],
        "before": [before[one.pk] for one in returns],
        "after": [one.version for one in returns],
        "stamp": tallying.stamp(),
        **PARAMETERS,
    }
    with connection.cursor() as cursor:
        for call in sorted({str(one.call_id) for one in returns}):
            cursor.execute(TOGETHER, [call])
        cursor.execute(TELL, told)
    if all(told[1] is not _fold_soon for told in connection.run_on_commit):
        transaction.on_commit(_fold_soon, robust=True)


def _fold_soon() -> None:
    """Whoever accepted folds in what waits once it is worth a round, so that readers have little to add up; nobody waits for
    another who is at it.

    The folder is woken for what is more than a round. What was missed is found by the next acceptance, or the next minute.
    """
    if PendingTally.objects.order_by()[:WORTH_A_ROUND].count() < WORTH_A_ROUND:
        return
    with suppress(OperationalError):
        if fold(patience="200ms") < AT_ONCE:
            return
    with suppress(AlreadyEnqueued):
        app.configure_task(FOLD, queueing_lock=FOLD).defer(timestamp=0)


def fold_all() -> int:
    """Folds in whatever waits, round by round, and looks after sums that stand on an older map; how many were folded."""
    folded = 0
    while done := fold():
        folded += done
    for call in Call.objects.filter(pk__in=_on_an_older_map()).order_by("pk"):
        recount(call=call)
    return folded


def _on_an_older_map() -> list[UUID]:
    now = tallying.stamp()
    kept = Tally.objects.exclude(stamp=now).order_by().values_list("call", flat=True).distinct()
    waiting = PendingTally.objects.exclude(stamp=now).order_by().values_list("call", flat=True).distinct()
    return sorted({*kept, *waiting})


@transaction.atomic
def fold(*, patience: str = "") -> int:
    """One round: the acceptances that wait longest go into the sums and are gone, in one transaction; how many.

    One round at a time: where another is on its way, this one does nothing. Raises OperationalError where rows of the sums
    are held for longer than `patience`, as by a recount.
    """
    now = tallying.stamp()
    with connection.cursor() as cursor:
        if patience:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [patience])
        cursor.execute(ONE_FOLDER)
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(WAITING, {"now": now, "most": AT_ONCE})
        waiting = cursor.fetchall()
    if not waiting:
        return 0
    alike: dict[tuple[UUID, tuple[UUID, ...]], Sums] = defaultdict(Sums)
    for _pk, call, lands, sums, answered in waiting:
        alike[call, tuple(lands)].add(parsed(sums), answered)
    added: dict[tuple[UUID, UUID], Sums] = defaultdict(Sums)
    for (call, lands), told in alike.items():
        for land in lands:
            added[call, land].add(told.by_indicator, told.answered)
    _add(added, now)
    PendingTally.objects.filter(pk__in=[row[0] for row in waiting]).delete()
    return len(waiting)


# What stands on an older map, or is of a call whose sums do, waits for its recount.
WAITING = """
    SELECT pending.id, pending.call_id, lands, pending.sums::text, pending.answered FROM reporting_pendingtally pending
    JOIN reporting_call call ON call.id = pending.call_id
    LEFT JOIN reporting_tally tally ON tally.call_id = call.id AND tally.land_id = call.land_id
    WHERE pending.stamp = %(now)s AND coalesce(tally.stamp, %(now)s) = %(now)s LIMIT %(most)s
"""
KEPT = """
    SELECT call_id, land_id, sums::text, answered FROM reporting_tally
    WHERE (call_id, land_id) IN (SELECT * FROM unnest(%s::uuid[], %s::uuid[])) FOR UPDATE
"""
KEEP = """
    INSERT INTO reporting_tally (id, call_id, land_id, sums, answered, stamp)
    SELECT gen_random_uuid(), call, land, sums, answered, %s
    FROM jsonb_to_recordset(%s::jsonb) AS one(call uuid, land uuid, sums jsonb, answered int)
    ON CONFLICT (call_id, land_id) DO UPDATE SET sums = excluded.sums, answered = excluded.answered, stamp = excluded.stamp
"""


def _add(added: dict[tuple[UUID, UUID], Sums], now: int) -> None:
    keys = sorted(added)
    with connection.cursor() as cursor:
        cursor.execute(KEPT, [[call for call, _land in keys], [land for _call, land in keys]])
        for call, land, sums, answered in cursor.fetchall():
            added[call, land].add(parsed(sums), answered)
    _keep(added, now)


def _keep(sums: dict[tuple[UUID, UUID], Sums], stamp: int) -> None:
    # As one document: of an array of documents every quotation mark would be escaped.
    told = ",".join(
        f'{{"call": "{call}", "land": "{land}", "answered": {one.answered}, "sums": {one.stored()}}}'
        for (call, land), one in sorted(sums.items(), key=lambda pair: pair[0])
    )
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [stamp, f"[{told}]"])


@transaction.atomic
def recount(*, call: Call) -> None:
    """Counts the sums of a call anew from what was accepted, on the map as it stands now, and with them the numbers as handed
    in; nobody accepts there meanwhile.
    """
    with connection.cursor() as cursor:
        cursor.execute(ALONE, [str(call.pk)])
    now = tallying.stamp()
    counted = _counted(call)
    Tally.objects.filter(call=call).delete()
    PendingTally.objects.filter(call=call).delete()
    _keep(counted, now)
    handed_in.keep_anew(call)


RECOUNT = f"""
    WITH place AS MATERIALIZED ({LANDS_OF} WHERE call.id = %(call)s)
    SELECT told.sums::text, told.answered, place.lands
    FROM ({MOVED}) AS told
    JOIN reporting_return of ON of.id = told.of_id
    JOIN place ON place.unit_id = of.unit_id AND place.call_id = of.call_id
"""  # noqa: S608 - all parts are ours


def _counted(call: Call) -> dict[tuple[UUID, UUID], Sums]:
    """Everything that was accepted, from the values."""
    standing = Return.objects.filter(call=call, accepted_version__isnull=False).order_by("pk")
    rows = list(standing.values_list("pk", "accepted_version"))
    found: dict[tuple[UUID, UUID], Sums] = defaultdict(Sums)
    told: dict[str, Any] = {
        "of": [pk for pk, _ in rows],
        "before": [None] * len(rows),
        "after": [one for _, one in rows],
        "call": call.pk,
        **PARAMETERS,
    }
    with connection.cursor() as cursor:
        cursor.execute(RECOUNT, told)
        for sums, answered, lands in cursor.fetchall():
            added = parsed(sums)
            for land in lands:
                found[call.pk, land].add(added, answered)
    return dict(found)


@transaction.atomic
def differences(*, call: Call) -> list[Difference]:
    """Where the sums of a call, with what waits to be folded in, are not what a full recount says; empty when all is well."""
    with connection.cursor() as cursor:
        cursor.execute(ALONE, [str(call.pk)])
    counted = _counted(call)
    lands = {land for _call, land in counted} | set(Tally.objects.filter(call=call).values_list("land", flat=True))
    kept, _stale = tallying.read([call.pk], lands)
    found = []
    for land in sorted(lands):
        key = call.pk, land
        found += _between(key, kept.get(key, Sums()), counted.get(key, Sums()))
    return [*found, *(Difference(call.pk, *one) for one in handed_in.differing(call))]


def _between(key: tuple[UUID, UUID], kept: Sums, counted: Sums) -> list[Difference]:
    found = []
    if kept.answered != counted.answered:
        found.append(Difference(*key, "", str(kept.answered), str(counted.answered)))
    for indicator in sorted(kept.by_indicator.keys() | counted.by_indicator.keys()):
        one, other = kept.of(indicator), counted.of(indicator)
        if one != other:
            found.append(Difference(*key, indicator, str(tuple(map(str, one))), str(tuple(map(str, other)))))
    return found
