import datetime as dt

import pytest

from giaoban.kernel.ids import uuid7
from giaoban.kernel.measures import Measure, Measures, Row
from giaoban.kernel.period import Period
from giaoban.kernel.resolvers import Pointer

PERIOD = Period.of_quarter(2021, 4)
AS_OF = dt.datetime(2021, 10, 28, tzinfo=dt.UTC)
GIO_LINH, CAM_LO = uuid7(), uuid7()
HELD = {GIO_LINH: [Pointer("activities.session", uuid7()), Pointer("activities.session", uuid7())]}


def sessions(units, period, as_of):
    assert (period, as_of) == (PERIOD, AS_OF)
    return [Row(unit, len(HELD[unit])) for unit in units if unit in HELD]


def session_records(units, period, as_of, reader):
    return [pointer for unit in units if unit in HELD for pointer in HELD[unit] if reader == "Hoa"]


def measure(code="activities.sessions", rows=sessions):
    return Measure(code, "buổi", "Sessions held", rows, session_records)


@pytest.fixture
def measures():
    registry = Measures()
    registry.register(measure())
    return registry


def test_a_count_answers_for_every_unit_and_zero_where_nothing_was_done(measures):
    counted = measures.count("activities.sessions", units=[GIO_LINH, CAM_LO], period=PERIOD, as_of=AS_OF)

    assert counted == {GIO_LINH: 2, CAM_LO: 0}


def test_a_figure_opens_to_the_records_that_its_reader_may_see(measures):
    def records(reader):
        return measures.records("activities.sessions", units=[GIO_LINH], period=PERIOD, as_of=AS_OF, reader=reader)

    assert records("Hoa") == HELD[GIO_LINH]
    assert records("Stranger") == []


def test_measures_are_listed_by_code(measures):
    measures.register(measure("activities.participants"))

    assert [each.code for each in measures] == ["activities.participants", "activities.sessions"]
    assert measures["activities.sessions"].unit == "buổi"


def test_a_code_can_be_taken_only_once(measures):
    with pytest.raises(ValueError, match=r"activities\.sessions already"):
        measures.register(measure())


def test_a_measure_that_nobody_offers_is_refused(measures):
    with pytest.raises(LookupError, match=r"funds\.given"):
        measures.count("funds.given", units=[], period=PERIOD, as_of=AS_OF)


@pytest.mark.parametrize("rows", [[Row(CAM_LO, 1)], [Row(GIO_LINH, 1), Row(GIO_LINH, 2)]])
def test_a_provider_that_answers_for_others_or_twice_is_found_out(measures, rows):
    measures.register(measure("broken", lambda *_: rows))

    with pytest.raises(ValueError, match="broken answers wrongly"):
        measures.count("broken", units=[GIO_LINH], period=PERIOD, as_of=AS_OF)
