"""Ten thousand votes are sent by fifty members and by one form from many sides at once; one each is counted."""

import itertools
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from giaoban.registry.actor import Actor
from giaoban.voices import operations, recount
from giaoban.voices.enums import Electorate
from giaoban.voices.models import Ballot, Poll, Turnout, Urn
from giaoban.voices.queries import polls as queries
from tests.cast import TODAY, make_actor
from tests.voices.conftest import asked, dung, opened  # noqa: F401 - fixtures

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

MEMBERS, ATTEMPTS, AT_ONCE = 50, 10_000, 8


def in_threads(jobs) -> Counter[str]:
    """What each call came to, by name; each thread on a connection of its own."""

    def work(share) -> Counter[str]:
        told: Counter[str] = Counter()
        try:
            for job in share:
                try:
                    job()
                    told["counted"] += 1
                except operations.NotCounted as refusal:
                    told[refusal.reason.value] += 1
        finally:
            connection.close()
        return told

    shares = [jobs[place::AT_ONCE] for place in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sum(pool.map(work, shares), Counter())


def test_none_of_ten_thousand_is_stuffed_into_a_members_poll(opened, dung, province, at):  # noqa: F811
    poll = opened(electorate=Electorate.MEMBERS)
    members = [make_actor(f"member{n}", f"Hội Viên {n}", "clerk", province.front) for n in range(MEMBERS)]
    chance = random.Random(7)

    def attempt(number: int, member: Actor):
        choice = chance.randint(1, 3)
        return lambda: operations.vote_as_member(
            poll_id=poll.pk, choices=[choice], receipt=f"receipt {number}", by=member, at=at
        )

    jobs = [attempt(number, member) for number, member in zip(range(ATTEMPTS), itertools.cycle(members), strict=False)]
    chance.shuffle(jobs)

    told = in_threads(jobs)

    assert told == {"counted": MEMBERS, "again": ATTEMPTS - MEMBERS}
    assert Turnout.objects.filter(poll=poll).count() == MEMBERS
    operations.close_poll(poll_id=poll.pk, by=dung, at=at)
    tally = recount.count(queries.log(Poll.objects.get(pk=poll.pk)))
    assert (tally.ballots, Ballot.objects.count(), Urn.objects.count()) == (MEMBERS, MEMBERS, 0)


def test_one_open_form_sent_from_many_sides_at_once_counts_once(opened, at):  # noqa: F811
    poll = opened()

    def attempt(number: int):
        return lambda: operations.answer_openly(
            poll_id=poll.pk, choices=[1], receipt="one form", browser=f"browser {number}", on=TODAY
        )

    told = in_threads([attempt(number) for number in range(400)])

    assert told == {"counted": 1, "replay": 399}
