"""The thread of a web process: it learns from the log of events what was published, and survives a database that is away."""

import datetime as dt

import pytest
from django.db import OperationalError

from giaoban.kernel import clock
from giaoban.registry import events
from giaoban.registry import operations as registry
from giaoban.site.front import keeper as module
from giaoban.site.front.keeper import Keeper
from giaoban.site.front.snapshots import Store
from giaoban.visits.agents import Caller
from giaoban.visits.counting import Counting
from giaoban.visits.models import Day
from tests.visits.conftest import ARTICLE, PHONE

pytestmark = pytest.mark.django_db(transaction=True)


class Noted(Store):
    """A store that notes what it was told."""

    def __init__(self) -> None:
        super().__init__(None)
        self.told: list[str] = []

    def age(self, now: float) -> None:  # noqa: ARG002
        self.told.append("age")

    def purge(self) -> None:
        self.told.append("purge")


@pytest.fixture
def store() -> Noted:
    return Noted()


@pytest.fixture
def keeper(store) -> Keeper:
    made = Keeper(Counting(), store)
    made.step()
    return made


def happens(code: str, hoa) -> None:
    data = {"by": "x", "reason": "x", "basis": "x", "text": "x"}
    events.record(code, hoa.user, by=hoa, at=clock.now(), **{name: "x" for name in data if name != "by"})


def opens(keeper: Keeper, address: str) -> None:
    keeper._counting.page(ARTICLE, Caller.READER, address=address, agent=PHONE, site="a.vn", at=clock.now())


def test_nothing_new_leaves_the_pages_alone(keeper, store):
    keeper.step()

    assert store.told == []


def test_any_event_makes_pages_be_asked_for_anew(keeper, store, hoa):
    store.told.clear()
    keeper.step()
    store.told.clear()
    happens("briefing.sentences_published", hoa)
    keeper.step()
    keeper.step()

    assert store.told == ["age"]


def test_a_withdrawal_takes_every_snapshot_away(keeper, store, hoa):
    keeper.step()
    store.told.clear()
    happens("briefing.sentences_withdrawn", hoa)
    keeper.step()

    assert store.told == ["purge"]


def test_another_day_of_business_makes_pages_be_asked_for_anew(keeper, store, settings):
    settings.DEMONSTRATION = True
    registry.set_demonstration_day(day=dt.date(2021, 10, 28))
    keeper.step()
    store.told.clear()
    registry.set_demonstration_day(day=dt.date(2021, 10, 29))
    keeper.step()

    assert store.told == ["age"]


def test_counts_wait_in_memory_while_the_database_is_away_and_are_told_once(keeper, monkeypatch):
    opens(keeper, "203.0.113.1")
    add = module.operations.add

    def away(**told):
        raise OperationalError("away")

    monkeypatch.setattr(module.operations, "add", away)
    keeper.step()
    opens(keeper, "203.0.113.2")
    keeper.step()
    assert keeper.is_cut_off

    monkeypatch.setattr(module.operations, "add", add)
    keeper.step()
    keeper.step()

    assert not keeper.is_cut_off
    assert (Day.objects.get().visits, Day.objects.get().views) == (2, 2)


def test_a_write_whose_end_was_not_heard_is_not_counted_twice(keeper, monkeypatch):
    opens(keeper, "203.0.113.1")
    add = module.operations.add

    def unheard(**told):
        add(**told)
        raise OperationalError("the line broke after the commit")

    monkeypatch.setattr(module.operations, "add", unheard)
    keeper.step()
    monkeypatch.setattr(module.operations, "add", add)
    keeper.step()

    assert Day.objects.get().views == 1


def test_no_address_waits_for_a_salt_that_cannot_be_asked_for(store, monkeypatch):
    made = Keeper(Counting(), store)
    opens(made, "203.0.113.1")

    def away(**told):
        raise OperationalError("away")

    monkeypatch.setattr(module.operations, "salt_of", away)
    made.step()

    assert made._counting._waiting == []
    assert made._counting._batches[clock.day_of(clock.now())].views[ARTICLE] == 1
