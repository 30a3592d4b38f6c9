"""A counter with a salt, told to the database as a web process tells it."""

import datetime as dt
import hashlib
from uuid import UUID

import pytest

from giaoban.kernel import clock
from giaoban.kernel.ids import uuid7
from giaoban.kernel.publication import Shown
from giaoban.visits import operations
from giaoban.visits.agents import Caller
from giaoban.visits.counting import Counting

NOON = dt.datetime(2026, 3, 9, 5, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 3, 9)
ARTICLE = Shown("news.article", UUID("0192f6a0-0000-7000-8000-00000000aaaa"))
OTHER = Shown("news.article", UUID("0192f6a0-0000-7000-8000-00000000bbbb"))
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36"
)


class Process:
    """One web process: `opens` is a page that somebody opens, `tells` what its thread does each second."""

    def __init__(self, name: str = "one") -> None:
        self.name = name
        self.counting = Counting()
        self.teller = uuid7()
        self.number = 0

    def opens(self, address, *, page=ARTICLE, at=NOON, agent=PHONE, who=Caller.READER, site="cong.example.vn"):
        self.counting.page(page, who, address=address, agent=agent, site=site, at=at)

    def tells(self, at=NOON):
        for day in self.counting.days_without_salt(clock.day_of(at)):
            # A salt by luck would now and then put two of a hundred readers into one register.
            candidate = hashlib.sha256(f"{self.name} {day}".encode()).digest()
            self.counting.use(day, operations.salt_of(day=day, candidate=candidate) or candidate)
        for batch in self.counting.taken():
            self.number += 1
            operations.add(batch=batch, teller=self.teller, number=self.number, at=at)


@pytest.fixture
def process(db) -> Process:
    return Process()


@pytest.fixture
def another(db) -> Process:
    return Process("another")
