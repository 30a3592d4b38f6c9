"""Ballots are cast, and mixed into the log.

A ballot falls into the urn; when twenty lie there, ten drawn at random go into the log together, in random order, and ten
stay; at the close the rest goes. So neither the order of the log nor that of writing says whose ballot a line is.
"""

import datetime as dt
import secrets
from collections.abc import Collection
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from giaoban.registry.actor import Actor
from giaoban.voices import recount
from giaoban.voices.enums import Electorate, Refusal
from giaoban.voices.models import Ballot, Browser, Poll, RefusalCount, Turnout, Urn
from giaoban.voices.operations import refusals

MIX_AT, MIXED = 20, 10


@transaction.atomic
def vote_as_member(
    *,
    poll_id: UUID,
    choices: Collection[int],
    receipt: str,
    by: Actor,
    at: dt.datetime,  # noqa: ARG001
) -> None:
    """A member votes, once. Neither an event nor a form key is kept of it: they would tie the account to the choice.

    Raises PermissionDenied without an account, and a `refusals.NotCounted`.
    """
    if not by:
        raise PermissionDenied
    poll = _taking(poll_id, Electorate.MEMBERS, by.on)
    try:
        with transaction.atomic():
            Turnout.objects.create(poll=poll, user=by.user)
    except IntegrityError as problem:
        raise refusals.VotedAlready from problem
    _cast(poll, choices, receipt)


@transaction.atomic
def answer_openly(*, poll_id: UUID, choices: Collection[int], receipt: str, browser: str, on: dt.date) -> None:
    """Somebody answers an open poll; `browser` is what its form cookie says, kept as a keyed hash while the poll runs.

    Raises a `refusals.NotCounted`.
    """
    poll = _taking(poll_id, Electorate.ANYBODY, on)
    key = salted_hmac("giaoban.voices.browser", f"{poll.pk} {browser}", algorithm="sha256").hexdigest()
    if _is_known(poll, recount.digest(receipt)):
        raise refusals.SentAlready(own=Browser.objects.filter(poll=poll, key=key).exists())
    try:
        with transaction.atomic():
            Browser.objects.create(poll=poll, key=key)
    except IntegrityError as problem:
        raise refusals.BrowserAnswered from problem
    _cast(poll, choices, receipt)


@transaction.atomic
def count_refusal(*, poll_id: UUID, reason: Refusal) -> None:
    """An answer that was not counted is counted as such: the page publishes how many, and why."""
    row, _fresh = RefusalCount.objects.get_or_create(poll_id=poll_id, reason=reason)
    RefusalCount.objects.filter(pk=row.pk).update(count=F("count") + 1)


def seal(poll: Poll, *, everything: bool = False) -> int:
    """Moves ballots from the urn into the log, under the lock of the poll: those drawn, or all; returns how many."""
    waiting = list(Urn.objects.filter(poll=poll).order_by("pk"))
    if not everything and len(waiting) < MIX_AT:
        return 0
    secrets.SystemRandom().shuffle(waiting)
    drawn = waiting if everything else waiting[:MIXED]
    last = Ballot.objects.filter(poll=poll).order_by("-number").first()
    first, batch = (last.number + 1, last.batch + 1) if last else (1, 1)
    before = last.hash if last else recount.sha256(poll.statement)
    lines = []
    for number, one in enumerate(drawn, start=first):
        bound = recount.commitment(nonce=one.nonce, digest=one.digest, content=recount.content(one.choices))
        before = recount.link(before, number, batch, bound)
        lines.append(
            Ballot(
                poll=poll,
                number=number,
                batch=batch,
                digest=one.digest,
                nonce=one.nonce,
                choices=one.choices,
                commitment=bound,
                hash=before,
            )
        )
    # Out of the urn first: a receipt is in one of the two.
    Urn.objects.filter(pk__in=[one.pk for one in drawn]).delete()
    Ballot.objects.bulk_create(lines)
    return len(lines)


def _taking(poll_id: UUID, electorate: Electorate, on: dt.date) -> Poll:
    """The poll, locked: votes of one poll take turns."""
    poll = Poll.objects.select_for_update().get(pk=poll_id)
    if poll.electorate != electorate or not poll.runs(on):
        raise refusals.NotRunning
    return poll


def _cast(poll: Poll, choices: Collection[int], receipt: str) -> None:
    chosen = sorted(set(choices))
    offered = set(poll.options.values_list("number", flat=True))
    most = 1 if poll.is_single else poll.most or len(offered)
    if not 1 <= len(chosen) <= most or not set(chosen) <= offered:
        raise refusals.InvalidChoice
    digest = recount.digest(receipt)
    if _is_known(poll, digest):
        raise refusals.SentAlready
    Urn.objects.create(poll=poll, digest=digest, nonce=secrets.token_hex(16), choices=chosen)
    seal(poll)


def _is_known(poll: Poll, digest: str) -> bool:
    return any(table.objects.filter(poll=poll, digest=digest).exists() for table in (Urn, Ballot))
