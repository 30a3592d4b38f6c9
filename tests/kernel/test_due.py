"""All phrases are read on 13 October 2021, a Wednesday, unless a test says otherwise."""

import datetime as dt
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.kernel import tet
from giaoban.kernel.due import Due, DueKind, Every, InvalidDate, InvalidDue
from giaoban.kernel.period import Period

READ_ON = dt.date(2021, 10, 13)
TODAY = dt.date(2021, 10, 28)


def day(text):
    return dt.date.fromisoformat(text) if text else None


def parse(words):
    return Due.parse(words, READ_ON)


@pytest.mark.parametrize(
    ("words", "last_day"),
    [
        ("trước ngày 15/11/2023", "2023-11-14"),
        ("xong trước 20.11", "2021-11-19"),
        ("truoc ngay 15/11", "2021-11-14"),
        ("trước ngày 15 tháng 11 năm 2023", "2023-11-14"),
        ("trước ngày 25", "2021-10-24"),
        ("trước ngày 25 tháng tới", "2021-11-24"),
        ("trước 17 giờ ngày 15/11", "2021-11-15"),
        ("chậm nhất ngày 30/6", "2022-06-30"),
        ("chậm nhất là 5/11/21", "2021-11-05"),
        ("hạn cuối ngày 30-11-2021", "2021-11-30"),
        ("đến hết ngày 30/10", "2021-10-30"),
    ],
)
def test_a_last_day_leaves_the_beginning_open(words, last_day):
    due = parse(words)

    assert (due.kind, due.start, due.last_day) == (DueKind.DAY, None, day(last_day))


@pytest.mark.parametrize(
    ("words", "the_day"),
    [
        ("ngày 15/11/2021", "2021-11-15"),
        ("15 tháng 11 năm 2021", "2021-11-15"),
        ("ngày 15 tháng 11", "2021-11-15"),
        ("ngày 5/1", "2022-01-05"),
        ("ngày 05/10", "2021-10-05"),
        ("ngày 5/11 năm tới", "2022-11-05"),
        ("ngày 5/3 năm nay", "2021-03-05"),
        ("ngày 20", "2021-10-20"),
        ("ngày 12", "2021-11-12"),
        ("ngày 12 tháng này", "2021-10-12"),
    ],
)
def test_a_single_day_is_that_day(words, the_day):
    due = parse(words)

    assert (due.kind, due.start, due.last_day) == (DueKind.DAY, day(the_day), day(the_day))


@pytest.mark.parametrize(
    ("words", "kind", "start", "end"),
    [
        ("trong tháng 10/2021", DueKind.MONTH, "2021-10-01", "2021-11-01"),
        ("tháng 11", DueKind.MONTH, "2021-11-01", "2021-12-01"),
        ("đến hết tháng 3", DueKind.MONTH, "2022-03-01", "2022-04-01"),
        ("cuối tháng", DueKind.MONTH, "2021-10-01", "2021-11-01"),
        ("tháng tới", DueKind.MONTH, "2021-11-01", "2021-12-01"),
        ("12/2021", DueKind.MONTH, "2021-12-01", "2022-01-01"),
        ("vào quý IV/2021", DueKind.QUARTER, "2021-10-01", "2022-01-01"),
        ("hết quý I", DueKind.QUARTER, "2022-01-01", "2022-04-01"),
        ("quý III", DueKind.QUARTER, "2021-07-01", "2021-10-01"),
        ("quý III năm sau", DueKind.QUARTER, "2022-07-01", "2022-10-01"),
        ("trong quý", DueKind.QUARTER, "2021-10-01", "2022-01-01"),
        ("quý tới", DueKind.QUARTER, "2022-01-01", "2022-04-01"),
        ("năm 2022", DueKind.YEAR_END, "2022-01-01", "2023-01-01"),
        ("đến năm 2025", DueKind.YEAR_END, "2025-01-01", "2026-01-01"),
        ("cuối năm", DueKind.YEAR_END, "2021-01-01", "2022-01-01"),
        ("sang năm", DueKind.YEAR_END, "2022-01-01", "2023-01-01"),
        ("6 tháng cuối năm", DueKind.RANGE, "2021-07-01", "2022-01-01"),
        ("giai đoạn 2021-2025", DueKind.RANGE, "2021-01-01", "2026-01-01"),
        ("tháng 11 và tháng 12", DueKind.RANGE, "2021-11-01", "2022-01-01"),
        ("từ nay đến cuối năm", DueKind.YEAR_END, "2021-10-13", "2022-01-01"),
        ("từ nay đến hết ngày 30/10", DueKind.DAY, "2021-10-13", "2021-10-31"),
        ("từ nay cho đến tháng 9", DueKind.MONTH, None, "2021-10-01"),
        ("từ ngày 15/10 đến ngày 30/10/2021", DueKind.RANGE, "2021-10-15", "2021-10-31"),
        ("từ ngày 15 đến hết ngày 20/10", DueKind.RANGE, "2021-10-15", "2021-10-21"),
        ("từ 20/12 đến 10/1", DueKind.RANGE, "2021-12-20", "2022-01-11"),
        ("từ ngày 20/12/2021 đến ngày 10/1/2022", DueKind.RANGE, "2021-12-20", "2022-01-11"),
        ("các ngày 15-16/11", DueKind.RANGE, "2021-11-15", "2021-11-17"),
        ("trong tuần tới", DueKind.RANGE, "2021-10-18", "2021-10-25"),
        ("tuần này", DueKind.RANGE, "2021-10-11", "2021-10-18"),
        ("trong 10 ngày tới", DueKind.RANGE, "2021-10-13", "2021-10-24"),
        ("trong vòng 2 tuần", DueKind.RANGE, "2021-10-13", "2021-10-28"),
        ("trong thời hạn 2 tháng", DueKind.RANGE, "2021-10-13", "2021-12-14"),
        ("trước tháng 12/2021", DueKind.MONTH, None, "2021-12-01"),
        ("trước năm 2025", DueKind.YEAR_END, None, "2025-01-01"),
        ("sau quý IV/2021", DueKind.QUARTER, "2022-01-01", None),
        ("sau ngày 15/11", DueKind.DAY, "2021-11-16", None),
        ("từ ngày 1/11", DueKind.DAY, "2021-11-01", None),
    ],
)
def test_words_of_the_calendar_give_half_open_days(words, kind, start, end):
    due = parse(words)

    assert (due.kind, due.start, due.end) == (kind, day(start), day(end))


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("dịp Tết cổ truyền Nhâm Dần 2022", "2022-02-01", "2022-02-04"),
        ("Tết Nguyên đán Quý Mão", "2023-01-22", "2023-01-25"),
        ("Tết Ất Tỵ", "2025-01-29", "2025-02-01"),
        ("dịp Tết", "2022-02-01", "2022-02-04"),
        ("trước Tết Nguyên đán", None, "2022-02-01"),
        ("trước dịp Tết", None, "2022-02-01"),
        ("sau Tết", "2022-02-04", None),
        ("trước, trong và sau Tết Nhâm Dần", None, "2022-02-04"),
    ],
)
def test_tet_is_a_season_of_three_known_days(words, start, end):
    due = parse(words)

    assert (due.kind, due.start, due.end) == (DueKind.SEASON, day(start), day(end))


@pytest.mark.parametrize(
    "words",
    [
        "mùa mưa bão",
        "vụ Đông Xuân",
        "dịp Tết Trung thu",
        "Tết Nguyên đán 2050",
        "Tết Quý Mão 2022",
        "rằm tháng 7",
        "15/8 âm lịch",
        "mùng 10 tháng Giêng",
        "Tháng cao điểm Vì người nghèo",
    ],
)
def test_a_season_that_no_table_dates_stays_without_days(words):
    due = parse(words)

    assert (due.kind, due.start, due.end) == (DueKind.SEASON, None, None)


def test_after_the_last_tet_of_the_table_none_is_made_up():
    assert Due.parse("dịp Tết", dt.date(2035, 12, 1)) == Due(DueKind.SEASON, "dịp Tết")


@pytest.mark.parametrize(
    "words",
    [
        "trước khi trình đại hội",
        "trước Đại hội Đảng",
        "ngay sau hội nghị",
        "sau khi có hướng dẫn",
        "dịp Đại hội Hội LHPN",
        "khi có yêu cầu",
        "trong vòng 5 ngày kể từ ngày nhận được văn bản",
        "trong 10 ngày làm việc",
    ],
)
def test_an_event_has_no_days(words):
    due = parse(words)

    assert (due.kind, due.start, due.end, due.label()) == (DueKind.EVENT, None, None, words)


@pytest.mark.parametrize(
    ("words", "every"),
    [
        ("hằng tháng", Every.MONTH),
        ("ngày 20 hàng tháng", Every.MONTH),
        ("hằng quý", Every.QUARTER),
        ("mỗi tuần", Every.WEEK),
        ("hàng năm", Every.YEAR),
        ("định kỳ 6 tháng", Every.HALF_YEAR),
        ("6 tháng một lần", Every.HALF_YEAR),
        ("hằng ngày", Every.DAY),
        ("thường xuyên", None),
        ("báo cáo định kỳ", None),
    ],
)
def test_what_recurs_is_never_overdue(words, every):
    due = parse(words)

    assert (due.kind, due.every, due.last_day) == (DueKind.RECURRING, every, None)
    assert not due.is_overdue(dt.date(2199, 1, 1))


@pytest.mark.parametrize("words", ["trong thời gian tới", "sớm", "từ ngày 30/10 đến ngày 15/10/2021", "trước 15 người"])
def test_words_that_give_no_due_date_are_kept_and_say_so(words):
    due = parse(words)

    assert (due.kind, due.last_day, due.as_written) == (DueKind.NONE, None, words)
    assert due.label() == f"{words} [chưa định hạn]"
    assert due.label("en") == f"{words} [no due date]"


def test_no_due_date_says_so():
    assert Due.none().label() == "chưa định hạn"
    assert Due.none().label("en") == "no due date"
    assert Due.none() == parse("  ")


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("31/02", (31, 2, None)),
        ("trước ngày 29/02", (29, 2, None)),
        ("ngày 31/4/2021", (31, 4, 2021)),
        ("từ nay đến 45/13", (45, 13, None)),
        ("từ ngày 15/10 đến ngày 31/11", (31, 11, None)),
        ("ngày 1/1/9999", (1, 1, 9999)),
    ],
)
def test_a_day_that_no_calendar_has_is_refused_by_name(words, fields):
    with pytest.raises(InvalidDate) as caught:
        parse(words)

    problem = caught.value
    assert (problem.code, problem.fields["written"]) == ("invalid_date", words)
    assert (problem.fields["day"], problem.fields["month"], problem.fields["year"]) == fields
    assert words in problem.message_vi


def test_a_leap_day_without_year_is_the_coming_one():
    assert Due.parse("ngày 29/02", dt.date(2023, 11, 1)).last_day == dt.date(2024, 2, 29)


def test_words_without_year_look_forward_but_forgive_a_month():
    assert Due.parse("trước ngày 20/10", TODAY).end == dt.date(2021, 10, 20)
    assert Due.parse("trước ngày 20/9", TODAY).end == dt.date(2022, 9, 20)
    assert Due.parse("quý III", dt.date(2021, 11, 2)).end == dt.date(2022, 10, 1)


def test_a_due_is_overdue_from_the_day_after_its_last():
    due = parse("trước ngày 15/11/2021")

    assert not due.is_overdue(dt.date(2021, 11, 14))
    assert due.is_overdue(dt.date(2021, 11, 15))


def test_days_left_count_down_to_the_last_day_and_on():
    due = parse("trước ngày 15/11/2021")

    assert [due.days_left(dt.date(2021, 11, d)) for d in (13, 14, 15)] == [1, 0, -1]
    assert Due.none().days_left(TODAY) is None
    assert parse("sau ngày 15/11").days_left(TODAY) is None


@pytest.mark.parametrize(
    ("words", "vi", "en"),
    [
        ("trước ngày 15/11", "trước ngày 15/11 [đến hết ngày 14/11/2021]", "trước ngày 15/11 [until 14/11/2021]"),
        ("quý IV/2021", "quý IV/2021 [01/10/2021–31/12/2021]", "quý IV/2021 [01/10/2021–31/12/2021]"),
        ("ngày 5/11", "ngày 5/11 [05/11/2021]", "ngày 5/11 [05/11/2021]"),
        ("sau ngày 5/11", "sau ngày 5/11 [từ ngày 06/11/2021]", "sau ngày 5/11 [from 06/11/2021]"),
        ("05/11/2021", "05/11/2021", "05/11/2021"),
        ("mùa mưa bão", "mùa mưa bão", "mùa mưa bão"),
    ],
)
def test_a_label_shows_the_words_and_what_they_were_taken_to_mean(words, vi, en):
    due = parse(words)

    assert (due.label(), due.label("en"), str(due)) == (vi, en, vi)


def test_a_day_that_a_person_entered_has_no_words():
    due = Due.on(dt.date(2021, 11, 30))

    assert (due.last_day, due.label()) == (dt.date(2021, 11, 30), "đến hết ngày 30/11/2021")


def test_a_due_within_a_period_ends_with_it():
    assert Due.within(Period.of_quarter(2021, 4)).label() == "quý IV năm 2021 [01/10/2021–31/12/2021]"
    assert Due.within(Period.of_nine_months(2021)).kind == DueKind.RANGE


@pytest.mark.parametrize(
    ("words", "normalised"),
    [
        ("quý IV/2021", "2021-Q4"),
        ("trong tháng 10/2021", "2021-10-31"),
        ("từ nay đến cuối năm", "2021-12-31"),
        ("trước quý IV/2021", "2021-09-30"),
        ("trước khi trình đại hội", "trước khi trình đại hội"),
        ("", None),
    ],
)
def test_the_short_form_is_a_quarter_a_last_day_or_the_words(words, normalised):
    assert parse(words).normalised == normalised


phrases = st.one_of(
    st.text(max_size=30),
    st.lists(
        st.sampled_from(
            [
                "trước",
                "sau",
                "từ",
                "đến",
                "ngày",
                "tháng",
                "quý",
                "năm",
                "tuần",
                "tới",
                "nay",
                "cuối",
                "hết",
                "trong",
                "Tết",
                "dịp",
                "hằng",
                "15/11",
                "31/02",
                "2021",
                "10/2021",
                "IV",
                "15",
                "6",
                "30-31/12",
                "29/2/2023",
                "khi",
                "đại",
                "hội",
                "mùa",
                "giai",
                "đoạn",
                "2021-2025",
                "tháng",
                "đầu",
                "và",
                "-",
                "/",
                ".",
            ]
        ),
        max_size=7,
    ).map(" ".join),
)


@given(phrases, st.dates(dt.date(2015, 1, 1), dt.date(2035, 12, 31)))
def test_any_words_give_a_due_or_an_invalid_date(words, reference):
    try:
        due = Due.parse(words, reference)
    except InvalidDate:
        return

    assert due.start is None or due.end is None or due.start < due.end
    assert Due.from_json(json.loads(json.dumps(due.to_json()))) == due
    assert due.is_overdue(reference) == ((due.days_left(reference) or 0) < 0)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"kind": "someday"},
        {"kind": "day", "start": "2021-02-31"},
        {"kind": "day", "start": "2021-02-02", "end": "2021-02-02"},
        {"kind": "event", "end": "2021-02-02"},
        {"kind": "day", "every": "month"},
        {"kind": "recurring", "every": "century"},
    ],
)
def test_json_that_is_no_due_is_refused(values):
    with pytest.raises(InvalidDue) as caught:
        Due.from_json(values)

    assert caught.value.message_vi.startswith("Thời hạn không hợp lệ")


def test_a_kind_read_from_a_database_as_text_is_as_good():
    assert Due(kind="day", as_written="", start=None, end=TODAY).to_json()["kind"] == "day"


def new_moon(number):
    """The instant (UT) of a new moon counted from January 2000, by the main terms of Meeus, chapter 49."""
    sun, moon, latitude = (
        math.radians(a + b * number)
        for a, b in ((2.5534, 29.10535670), (201.5643, 385.81693528), (160.7108, 390.67050284))
    )
    days = 2451550.09766 + 29.530588861 * number - 2451545
    for size, angle in (
        (-0.40720, moon), (0.17241, sun), (0.01608, 2 * moon), (0.01039, 2 * latitude), (0.00739, moon - sun),
        (-0.00514, moon + sun), (0.00208, 2 * sun), (-0.00111, moon - 2 * latitude),
    ):  # fmt: skip
        days += size * math.sin(angle)
    return dt.datetime(2000, 1, 1, 12) + dt.timedelta(days=days, seconds=-70)


@pytest.mark.parametrize(("year", "first"), tet.FIRST_DAYS.items())
def test_tet_begins_on_the_day_of_a_new_moon_in_vietnam(year, first):
    number = round((first - dt.date(2000, 1, 6)).days / 29.530588861)

    in_vietnam = new_moon(number) + dt.timedelta(hours=7)

    assert abs(in_vietnam - dt.datetime.combine(first, dt.time(12))) <= dt.timedelta(hours=12, minutes=5)
    assert dt.date(year, 1, 20) < first < dt.date(year, 2, 21)


@pytest.mark.parametrize(
    ("year", "name"), [(2020, "canh ty"), (2022, "nham dan"), (2024, "giap thin"), (2025, "at ty"), (2026, "binh ngo")]
)
def test_lunar_years_have_names(year, name):
    assert tet.lunar_name(year) == name
