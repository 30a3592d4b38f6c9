"""What reports count: by body, period and kind, as it was known at an instant, opened only to those who may see it."""

import datetime as dt

import pytest

from giaoban.activities import operations, queries
from giaoban.activities.enums import ActivityKind
from giaoban.kernel.ids import uuid7
from giaoban.kernel.measures import measures
from giaoban.kernel.period import Period
from giaoban.kernel.resolvers import MISSING, Pointer, Sight, resolvers
from tests.activities.conftest import DAY

OCTOBER, LAST_QUARTER = Period.of_month(2021, 10), Period.of_quarter(2021, 4)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def work(changed, lan, hoa, province, at):
    """The commune's Front: two sessions (85, and nobody counted) and a training of 12. The Women's Union: a visit of 30."""
    of_women = changed(kind="visit", unit_id=province.women.pk, place_id=province.land.pk, participants=30, women=30)
    return {
        "session": operations.record(told=changed(), by=lan, at=at),
        "uncounted": operations.record(told=changed(participants=None, women=None), by=lan, at=at),
        "training": operations.record(told=changed(kind="training", participants=12, women=None), by=lan, at=at),
        "visit": operations.record(told=of_women, by=hoa, at=at),
    }


def count(code, units, period, as_of):
    return measures.count(code, units=[unit.pk for unit in units], period=period, as_of=as_of)


def test_every_kind_is_offered_with_its_number_and_its_participants():
    codes = {measure.code for measure in measures if measure.code.startswith("activities")}

    assert codes == {"activities.count", "activities.participants"} | {
        f"activities.{kind}.{what}" for kind in ActivityKind.values for what in ("count", "participants")
    }


@pytest.mark.parametrize(
    ("code", "front", "women"),
    [
        ("activities.count", 3, 1),
        ("activities.participants", 97, 30),
        ("activities.dissemination.count", 2, 0),
        ("activities.dissemination.participants", 85, 0),
        ("activities.training.participants", 12, 0),
        ("activities.visit.count", 0, 1),
    ],
)
def test_each_body_counts_its_own(work, province, at, code, front, women):
    bodies = [province.front_commune, province.women, province.youth]

    counted = count(code, bodies, OCTOBER, at)

    assert counted == {province.front_commune.pk: front, province.women.pk: women, province.youth.pk: 0}


def test_many_bodies_cost_one_query(work, province, at, django_assert_num_queries):
    with django_assert_num_queries(1):
        count("activities.participants", list(province.units.values()), LAST_QUARTER, at)


def test_an_activity_counts_in_the_period_in_which_it_began(changed, lan, province, at):
    over_the_turn = changed(first_day=dt.date(2021, 9, 30), last_day=dt.date(2021, 10, 2))
    operations.record(told=over_the_turn, by=lan, at=at)

    of = [province.front_commune]
    september = count("activities.count", of, Period.of_month(2021, 9), at)

    assert list(september.values()) == [1]
    assert list(count("activities.count", of, OCTOBER, at).values()) == [0]


def test_a_figure_of_yesterday_stays_what_was_known_yesterday(work, changed, lan, province, at):
    session = work["session"]
    operations.correct(
        activity_id=session.pk, version=1, told=changed(participants=90), reason="Sót", by=lan, at=at + HOUR
    )
    operations.cancel(activity_id=session.pk, version=2, reason="Hai lần", by=lan, at=at + 2 * HOUR)

    known = [
        count("activities.dissemination.participants", [province.front_commune], OCTOBER, at + passed * HOUR)
        for passed in (-1, 0, 1, 2)
    ]

    assert [list(one.values()) for one in known] == [[0], [85], [90], [0]]


def test_a_record_moved_to_another_month_counts_there_alone(work, changed, lan, province, at):
    moved = changed(first_day=dt.date(2021, 9, 20), last_day=dt.date(2021, 9, 20))
    operations.correct(activity_id=work["session"].pk, version=1, told=moved, reason="Nhầm", by=lan, at=at + HOUR)

    of, later = [province.front_commune], at + HOUR

    assert list(count("activities.count", of, OCTOBER, later).values()) == [2]
    assert list(count("activities.count", of, Period.of_month(2021, 9), later).values()) == [1]
    assert list(count("activities.count", of, OCTOBER, at).values()) == [3]


def test_a_figure_opens_to_the_records_that_its_reader_may_see(work, province, lan, hoa, phuc, stranger, at):
    units = [province.front_commune.pk, province.women.pk]

    def opened(reader):
        found = measures.records("activities.count", units=units, period=OCTOBER, as_of=at, reader=reader)
        return {pointer.id for pointer in found}

    assert opened(phuc) == {one.pk for one in work.values()}
    assert opened(lan) == {work[name].pk for name in ("session", "uncounted", "training")}
    assert opened(hoa) == {work["visit"].pk}
    assert opened(stranger) == set()
    assert opened(None) == set()


def test_a_pointer_is_a_link_a_name_or_nothing(work, lan, hoa):
    known, unknown = Pointer("activities.activity", work["session"].pk), Pointer("activities.activity", uuid7())

    own = resolvers.resolve([known, unknown], reader=lan)
    foreign = resolvers.resolve([known], reader=hoa)[known]

    assert (own[known].sight, own[known].url) == (Sight.LINK, work["session"].get_absolute_url())
    assert own[unknown] == MISSING
    assert (foreign.sight, foreign.url) == (Sight.MASKED, None)
    assert work["session"].topic not in str(foreign.label)


def test_a_target_opens_at_its_programme(target, lan, hoa):
    pointer = Pointer("activities.target", target.pk)

    assert resolvers.resolve([pointer], reader=lan)[pointer].url.startswith(target.goal.programme.get_absolute_url())
    assert resolvers.resolve([pointer], reader=hoa)[pointer].sight is Sight.MASKED


def test_what_serves_a_thing_is_told_to_each_reader_as_far_as_they_see(changed, target, lan, hoa, at):
    serving = changed(serves=Pointer("activities.target", target.pk))
    first = operations.record(told=changed(serves=serving.serves, first_day=DAY - dt.timedelta(days=3)), by=lan, at=at)
    last = operations.record(told=serving, by=lan, at=at)
    gone = operations.record(told=serving, by=lan, at=at)
    operations.cancel(activity_id=gone.pk, version=1, reason="Hai lần", by=lan, at=at)
    other = uuid7()

    told = queries.for_subject("activities.target", [target.pk, other], actor=lan)

    assert [row.activity for row in told[target.pk]] == [last, first]
    assert other not in told
    assert queries.for_subject("activities.target", [target.pk], actor=hoa) == {}
    assert [row.activity for row in queries.for_subject("activities.target", [target.pk])[target.pk]] == [last, first]


def test_what_serves_many_things_costs_two_queries(changed, target, lan, at, django_assert_num_queries):
    for _time in range(3):
        operations.record(told=changed(serves=Pointer("activities.target", target.pk)), by=lan, at=at)

    with django_assert_num_queries(2):
        queries.for_subject("activities.target", [target.pk, uuid7()], actor=lan)


def test_activities_as_a_timeline_say_what_who_where_and_how_many(work, lan, at):
    rows = queries.rows(type(work["session"]).objects.filter(pk=work["session"].pk), on=DAY)

    (moment,) = queries.moments(rows)

    assert moment.title == "Tuyên truyền, quán triệt: Phổ biến quy định phòng, chống dịch"
    assert moment.text == "Nhà văn hóa thôn Thử Luật, Xã Vĩnh Thái · 85 người dự, trong đó 41 nữ"
