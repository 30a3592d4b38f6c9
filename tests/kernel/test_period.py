import datetime as dt
import itertools
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.kernel.days import DayRange, add_months
from giaoban.kernel.period import (
    CALENDAR,
    DECREE_09_2019,
    InvalidPeriod,
    InvalidPeriodCode,
    NoSuchPeriod,
    Period,
    PeriodKind,
    PeriodNotRead,
    PeriodWithoutYear,
    WindowRule,
)

years = st.integers(1950, 2150)
days = st.dates(dt.date(1950, 1, 1), dt.date(2150, 12, 31))
fixed = st.one_of(
    st.builds(Period.of_month, years, st.integers(1, 12)),
    st.builds(Period.of_quarter, years, st.integers(1, 4)),
    st.builds(Period.of_half, years, st.integers(1, 2)),
    st.builds(Period.of_year, years),
)
custom = st.tuples(days, st.integers(1, 700)).map(lambda p: Period.between(p[0], p[0] + dt.timedelta(days=p[1])))
whole_months = st.tuples(years, st.integers(1, 12), st.integers(1, 30)).map(
    lambda p: Period.between(dt.date(p[0], p[1], 1), add_months(dt.date(p[0], p[1], 1), p[2]))
)
spans = st.tuples(years, st.integers(1, 10))
periods = st.one_of(
    fixed,
    st.builds(Period.of_nine_months, years),
    spans.map(lambda p: Period.of_phase(p[0], p[0] + p[1])),
    spans.map(lambda p: Period.of_term(p[0], p[0] + p[1])),
    custom,
    whole_months,
)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("9 tháng đầu năm 2021", "2021-9M"),
        ("Chín tháng đầu năm 2021", "2021-9M"),
        ("9 tháng năm 2021", "2021-9M"),
        ("9 tháng/2021", "2021-9M"),
        ("quý IV/2021", "2021-Q4"),
        ("quý IV năm 2021", "2021-Q4"),
        ("quý 4-2021", "2021-Q4"),
        ("Quý IV, năm 2021", "2021-Q4"),
        ("QUÍ III NĂM 2021", "2021-Q3"),
        ("qúy I/2021", "2021-Q1"),
        ("6 tháng cuối năm 2019", "2019-H2"),
        ("sáu tháng đầu năm 2019", "2019-H1"),
        ("nửa cuối năm 2019", "2019-H2"),
        ("6 tháng đầu 2019", "2019-H1"),
        ("3 tháng cuối năm 2021", "2021-Q4"),
        ("12 tháng năm 2021", "2021"),
        ("10 tháng đầu năm 2021", "2021-01-01..2021-10-31"),
        ("tháng 5 năm 2026", "2026-05"),
        ("tháng 5/2026", "2026-05"),
        ("Tháng 05-2026", "2026-05"),
        ("tháng Mười Hai năm 2026", "2026-12"),
        ("tháng năm năm 2026", "2026-05"),
        ("tháng 5-6/2026", "2026-05-01..2026-06-30"),
        ("tháng 5 và tháng 6 năm 2026", "2026-05-01..2026-06-30"),
        ("quý I, II năm 2026", "2026-H1"),
        ("quý II và quý III/2026", "2026-04-01..2026-09-30"),
        ("năm 2018", "2018"),
        ("cả năm 2018", "2018"),
        ("giai đoạn 2021-2025", "2021..2025"),
        ("giai đoạn từ năm 2021 đến năm 2025", "2021..2025"),
        ("thời kỳ 2021 – 2030", "2021..2030"),
        ("nhiệm kỳ 2021 - 2026", "T2021..2026"),
        ("từ tháng 10/2022 đến tháng 9/2023", "2022-10-01..2023-09-30"),
        ("từ tháng 10 đến hết tháng 3/2023", "2022-10-01..2023-03-31"),
        ("từ ngày 15/12/2020 đến hết ngày 14/9/2021", "2020-12-15..2021-09-14"),
        ("từ 15/12 đến 14/9/2021", "2020-12-15..2021-09-14"),
        ("quy 4-2021", "2021-Q4"),
        ("9 thang dau nam 2021", "2021-9M"),
        ("  quý I/2021. ", "2021-Q1"),
    ],
)
def test_vietnamese_words_name_a_period(words, code):
    assert Period.parse(words).code == code


@pytest.mark.parametrize(
    ("words", "code"),
    [("6 tháng đầu năm", "2026-H1"), ("quý I", "2026-Q1"), ("tháng 5", "2026-05"), ("nửa đầu năm", "2026-H1")],
)
def test_a_period_without_year_takes_the_one_given(words, code):
    assert Period.parse(words, year=2026).code == code


def test_a_period_without_any_year_says_so():
    with pytest.raises(PeriodWithoutYear) as caught:
        Period.parse("quý III")

    assert caught.value.fields == {"written": "quý III"}
    assert caught.value.message_vi == "“quý III” không nêu năm."


@pytest.mark.parametrize(
    "words",
    [
        "",
        "9 tháng",
        "quý V/2021",
        "quý 2021",
        "tháng 13/2021",
        "năm học 2021-2022",
        "6 tháng đầu năm học",
        "ngày 15 tháng 5 năm 2026",
        "15 tháng 5 năm 2026",
        "nhiệm kỳ 2026-2021",
        "nhiệm kỳ 2021-2021",
        "giai đoạn 2025-2021",
        "tháng 6-5/2026",
        "quý III, II năm 2026",
        "từ ngày 31/02/2021 đến ngày 14/9/2021",
        "từ ngày 15/12/2021 đến ngày 14/9/2021",
        "từ tháng 10/2023 đến tháng 9/2023",
        "từ tháng 10 đến tháng 9/1900",
        "quý I/2021 và phương hướng",
    ],
)
def test_words_that_name_no_period_are_refused(words):
    with pytest.raises(PeriodNotRead) as caught:
        Period.parse(words, year=2021)

    assert caught.value.fields == {"written": words}
    assert "quý IV/2021" in caught.value.message_vi


def test_a_period_can_be_read_from_the_beginning_of_a_title():
    period, length = Period.parse_prefix("  Quý I và phương hướng quý II", year=2022)

    assert period == Period.of_quarter(2022, 1)
    assert length == len("  Quý I")


def test_all_periods_of_a_text_are_found_with_their_places():
    text = (
        "Hội nghị ngày 15 tháng 5 năm 2026 tại Việt Nam 2021 đánh giá 9 tháng đầu năm 2021, bàn quý IV, năm 2021, "
        "tháng 11; mỗi tháng một lần; nhiệm kỳ 2022-2027"
    )

    found = [(each.period.code, text[each.first : each.last]) for each in Period.find(text, year=2021)]

    assert found == [
        ("2021-9M", "9 tháng đầu năm 2021"),
        ("2021-Q4", "quý IV, năm 2021"),
        ("2021-11", "tháng 11"),
        ("T2022..2027", "nhiệm kỳ 2022-2027"),
    ]


def test_periods_without_year_are_passed_over_where_none_is_given():
    assert [each.period.code for each in Period.find("quý I, năm 2021; quý II; tháng 6-5/2021")] == ["2021-Q1"]


@given(periods)
def test_the_vietnamese_label_reads_back_to_the_same_days(period):
    assert Period.parse(period.label()).days == period.days


@given(periods)
def test_a_code_reads_back_to_the_same_period(period):
    assert Period.from_code(period.code) == period


@given(periods)
def test_a_code_is_a_safe_part_of_an_address(period):
    assert all(c.isalnum() or c in "-." for c in period.code)
    assert period.code.isascii()


@pytest.mark.parametrize(
    "written",
    ["", "2021-Q5", "2021-Q", "2021-13", "2021-5", "2021-H3", "1800", "21", "2021..", "2025..2021", "T2021", "2021-10M",
     "2021-02-01..2021-02-30", "2021-02-02..2021-02-01", "2021-Q٤", "x", "2021-0", "2021-", "T2021..2021"],
)  # fmt: skip
def test_a_code_that_is_never_written_is_refused(written):
    with pytest.raises(InvalidPeriodCode) as caught:
        Period.from_code(written)

    assert caught.value.fields == {"written": written}


@pytest.mark.parametrize(
    ("period", "vi", "en"),
    [
        (Period.of_month(2026, 5), "tháng 5 năm 2026", "May 2026"),
        (Period.of_quarter(2021, 4), "quý IV năm 2021", "quarter IV of 2021"),
        (Period.of_half(2021, 1), "6 tháng đầu năm 2021", "first half of 2021"),
        (Period.of_half(2019, 2), "6 tháng cuối năm 2019", "second half of 2019"),
        (Period.of_nine_months(2021), "9 tháng đầu năm 2021", "first nine months of 2021"),
        (Period.of_year(2018), "năm 2018", "2018"),
        (Period.of_phase(2021, 2025), "giai đoạn 2021-2025", "2021–2025"),
        (Period.of_term(2021, 2026), "nhiệm kỳ 2021-2026", "term 2021–2026"),
        (
            Period.between(dt.date(2021, 1, 1), dt.date(2021, 12, 1)),
            "11 tháng đầu năm 2021",
            "01/01/2021 to 30/11/2021",
        ),
        (
            Period.between(dt.date(2022, 10, 1), dt.date(2023, 10, 1)),
            "từ tháng 10/2022 đến tháng 9/2023",
            "01/10/2022 to 30/09/2023",
        ),
        (
            Period.between(dt.date(2021, 10, 5), dt.date(2021, 10, 12)),
            "từ ngày 05/10/2021 đến ngày 11/10/2021",
            "05/10/2021 to 11/10/2021",
        ),
    ],
)
def test_a_period_has_a_name_in_both_languages(period, vi, en):
    assert (period.label(), period.label("en"), str(period)) == (vi, en, vi)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period.of_month(2021, 10), dt.date(2021, 9, 15), dt.date(2021, 10, 14)),
        (Period.of_month(2021, 1), dt.date(2020, 12, 15), dt.date(2021, 1, 14)),
        (Period.of_quarter(2021, 4), dt.date(2021, 9, 15), dt.date(2021, 12, 14)),
        (Period.of_half(2021, 1), dt.date(2020, 12, 15), dt.date(2021, 6, 14)),
        (Period.of_half(2021, 2), dt.date(2021, 6, 15), dt.date(2021, 12, 14)),
        (Period.of_nine_months(2021), dt.date(2020, 12, 15), dt.date(2021, 9, 14)),
        (Period.of_year(2021), dt.date(2020, 12, 15), dt.date(2021, 12, 14)),
    ],
)
def test_decree_09_counts_from_the_15th_to_the_14th(period, first, last):
    window = period.window(DECREE_09_2019)

    assert (window.start, window.last_day) == (first, last)


def test_statistics_count_calendar_days():
    assert Period.of_half(2021, 1).window() == (dt.date(2021, 1, 1), dt.date(2021, 7, 1))


def test_a_body_may_have_a_rule_of_its_own():
    assert Period.of_month(2021, 3).window(WindowRule("own", 25)) == (dt.date(2021, 2, 25), dt.date(2021, 3, 25))


def test_a_range_of_odd_days_is_its_own_window():
    period = Period.between(dt.date(2021, 10, 5), dt.date(2021, 10, 12))

    assert period.window(DECREE_09_2019) == period.days


@pytest.mark.parametrize("day", [0, 29])
def test_a_window_opens_on_a_day_that_every_month_has(day):
    with pytest.raises(ValueError, match="every month"):
        WindowRule("own", day)


@given(fixed, st.sampled_from([CALENDAR, DECREE_09_2019, WindowRule("own", 21)]))
def test_windows_of_neighbours_touch_and_never_overlap(period, rule):
    assert period.window(rule).end == period.next().window(rule).start


@given(years, st.sampled_from([CALENDAR, DECREE_09_2019]))
def test_the_parts_of_a_year_make_up_its_window(year, rule):
    whole = Period.of_year(year).window(rule)
    for parts in (
        [Period.of_month(year, month) for month in range(1, 13)],
        [Period.of_quarter(year, quarter) for quarter in range(1, 5)],
        [Period.of_half(year, 1), Period.of_half(year, 2)],
        [Period.of_nine_months(year), Period.of_quarter(year, 4)],
    ):
        windows = [part.window(rule) for part in parts]

        assert windows[0].start == whole.start
        assert windows[-1].end == whole.end
        assert all(one.end == other.start for one, other in itertools.pairwise(windows))


@given(periods)
def test_the_previous_of_the_next_is_the_same_again(period):
    assert period.next().previous() == period
    assert period.previous() < period < period.next()


@given(fixed)
def test_neighbours_touch(period):
    assert period.next().start == period.end


@pytest.mark.parametrize(
    ("period", "following"),
    [
        (Period.of_quarter(2021, 4), Period.of_quarter(2022, 1)),
        (Period.of_nine_months(2021), Period.of_nine_months(2022)),
        (Period.of_phase(2021, 2025), Period.of_phase(2026, 2030)),
        (Period.of_term(2021, 2026), Period.of_term(2026, 2031)),
        (
            Period.between(dt.date(2021, 10, 5), dt.date(2021, 10, 12)),
            Period.between(dt.date(2021, 10, 12), dt.date(2021, 10, 19)),
        ),
        (
            Period.between(dt.date(2021, 1, 1), dt.date(2021, 11, 1)),
            Period.between(dt.date(2021, 11, 1), dt.date(2022, 9, 1)),
        ),
    ],
)
def test_the_next_period_is_of_the_same_kind_and_length(period, following):
    assert period.next() == following


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (Period.of_month(2024, 2), Period.of_month(2023, 2)),
        (Period.of_nine_months(2021), Period.of_nine_months(2020)),
        (
            Period.between(dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
            Period.between(dt.date(2023, 2, 1), dt.date(2023, 3, 1)),
        ),
        (
            Period.between(dt.date(2024, 2, 29), dt.date(2024, 3, 5)),
            Period.between(dt.date(2023, 2, 28), dt.date(2023, 3, 5)),
        ),
    ],
)
def test_the_same_period_of_last_year_is_found(period, before):
    assert period.same_last_year() == before


@pytest.mark.parametrize("period", [Period.of_phase(2021, 2025), Period.of_term(2021, 2026)])
def test_phases_and_terms_have_no_same_period_last_year(period):
    with pytest.raises(NoSuchPeriod) as caught:
        period.same_last_year()

    assert str(period) in caught.value.message_vi


@pytest.mark.parametrize("step", [Period.next, Period.previous])
def test_there_is_an_end_to_time(step):
    edge = Period.of_year(2199) if step is Period.next else Period.of_year(1900)

    with pytest.raises(InvalidPeriod):
        step(edge)


@given(periods, days)
def test_a_period_contains_the_days_from_start_to_before_end(period, day):
    assert period.contains(day) == (period.start <= day < period.end)
    assert period.contains(period.last_day)
    assert not period.contains(period.end)


def test_a_period_contains_what_lies_wholly_in_it():
    year = Period.of_year(2021)

    assert year.contains(Period.of_nine_months(2021))
    assert not Period.of_nine_months(2021).contains(year)
    assert not Period.of_quarter(2021, 1).contains(Period.of_quarter(2021, 2))


def test_periods_order_by_start_then_end():
    ordered = [Period.of_month(2021, 1), Period.of_quarter(2021, 1), Period.of_year(2021), Period.of_month(2021, 2)]

    assert sorted(set(ordered)) == ordered


@given(days, st.sampled_from([PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.YEAR]))
def test_every_day_lies_in_one_period_of_each_kind(day, kind):
    period = Period.at(kind, day)

    assert period.kind == kind
    assert period.contains(day)


def test_only_the_first_nine_months_are_nine_months():
    assert Period.at(PeriodKind.NINE_MONTHS, dt.date(2021, 9, 30)) == Period.of_nine_months(2021)
    with pytest.raises(InvalidPeriod):
        Period.at(PeriodKind.NINE_MONTHS, dt.date(2021, 10, 1))


@pytest.mark.parametrize(
    "make",
    [
        lambda: Period.of_month(2021, 13),
        lambda: Period.of_quarter(2021, 0),
        lambda: Period.of_year(1899),
        lambda: Period.of_year(2200),
        lambda: Period.of_phase(2025, 2021),
        lambda: Period.of_phase(1, 99_999),
        lambda: Period.of_term(2021, 2021),
        lambda: Period.between(dt.date(2021, 1, 2), dt.date(2021, 1, 2)),
        lambda: Period(dt.date(2021, 2, 1), dt.date(2021, 5, 1), PeriodKind.QUARTER),
        lambda: Period(dt.date(2021, 1, 2), dt.date(2021, 2, 2), PeriodKind.MONTH),
        lambda: Period(dt.date(2021, 4, 1), dt.date(2022, 1, 1), PeriodKind.NINE_MONTHS),
        lambda: Period(dt.date(2021, 1, 1), dt.date(2021, 6, 1), PeriodKind.PHASE),
        lambda: Period(dt.date(2021, 3, 1), dt.date(2023, 1, 1), PeriodKind.TERM),
    ],
)
def test_a_period_that_cannot_be_is_refused(make):
    with pytest.raises(InvalidPeriod) as caught:
        make()

    assert caught.value.message_vi.startswith("Khoảng thời gian")


def test_a_problem_survives_the_way_between_processes():
    problem = PeriodNotRead(written="quý V")

    copy = pickle.loads(pickle.dumps(problem))

    assert (copy.code, copy.fields, str(copy)) == (problem.code, problem.fields, "period_not_read: written='quý V'")


@given(days, st.integers(-300, 300))
def test_adding_months_keeps_the_day_or_takes_the_months_last(day, count):
    moved = add_months(day, count)

    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == count
    assert moved.day == day.day or (moved + dt.timedelta(days=1)).day == 1


def test_a_day_range_covers_ranges_inside_it():
    october = DayRange(dt.date(2021, 10, 1), dt.date(2021, 11, 1))

    assert october.covers(DayRange(dt.date(2021, 10, 5), dt.date(2021, 11, 1)))
    assert not october.covers(DayRange(dt.date(2021, 9, 30), dt.date(2021, 10, 5)))
