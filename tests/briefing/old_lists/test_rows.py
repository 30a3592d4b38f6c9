"""Which rows of somebody's sheet are tasks, and what their cells say: pure, no database."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.briefing.old_lists import layout
from giaoban.briefing.old_lists.days import Order, UnreadDay, read_day, read_due, suggested
from giaoban.briefing.old_lists.entries import Aside, entries
from giaoban.briefing.old_lists.headers import SYNONYMS, Field, recognise
from giaoban.documents.reading.tables import Cell, Row, Sheet, read_table
from giaoban.kernel.due import Due, DueKind
from tests.briefing.old_lists.making import HEADS, WOMEN, book, row

DAY = dt.date(2021, 10, 13)


def sheet_of(data):
    return read_table(data, name="a.xlsx").sheets[0]


def read(data, *, order=Order.DAY_FIRST):
    sheet = sheet_of(data)
    head = layout.find_head(sheet)
    return list(entries(layout.lines(sheet, after=head.last), head.columns, order=order, day=DAY))


def one(data, **options):
    (entry,) = read(data, **options)
    return entry


def codes(entry):
    return [problem.code for problem in entry.problems]


# --- Headings ---------------------------------------------------------------------------------------------------------


def test_columns_are_known_by_what_offices_call_them():
    head = layout.find_head(sheet_of(book([row(1, "Rà soát")])))

    assert head.columns == {
        Field.NUMBER: 1, Field.TEXT: 2, Field.LEAD: 3, Field.WITH: 4, Field.ASSIGNED: 5, Field.DUE: 6, Field.STATUS: 7,
        Field.RESULT: 8, Field.BASIS: 9, Field.NOTE: 10,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("TT", Field.NUMBER),
        ("NHIỆM VỤ ĐƯỢC GIAO", Field.TEXT),
        ("Nội dung công việc", Field.TEXT),
        ("Cơ quan, đơn vị chủ trì", Field.LEAD),
        ("Đơn vị thực hiện", Field.LEAD),
        ("Cơ quan, đơn vị phối hợp", Field.WITH),
        ("Thời hạn hoàn thành (ngày/tháng/năm)", Field.DUE),
        ("Hạn xử lý", Field.DUE),
        ("Thời gian hoàn thành theo kết luận", Field.DUE),
        ("Ngày giao nhiệm vụ", Field.ASSIGNED),
        ("Văn bản giao", Field.BASIS),
        ("Tiến độ", Field.STATUS),
        ("Kết quả thực hiện đến nay", Field.RESULT),
        ("noi dung nhiem vu", Field.TEXT),
        ("Nội dung nhiệm vụ", Field.TEXT),
    ],
)
def test_heading_is_understood_with_other_words_case_and_accents(heading, field):
    assert recognise({3: [heading]}) == {field: 3}


def test_heading_below_titles_letterheads_and_blank_rows_is_found():
    above = [
        ["UỶ BAN MTTQ VIỆT NAM TỈNH", None, None, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        [],
        ["DANH SÁCH NHIỆM VỤ"],
        [],
    ]

    head = layout.find_head(sheet_of(book([row(1, "Rà soát")], above=above, merged=["A3:J3"])))

    assert (head.first, head.columns[Field.TEXT]) == (5, 2)


def test_heading_in_two_rows_is_read_as_one():
    heads = ["STT", "Nội dung nhiệm vụ", "Đơn vị thực hiện", None, "Thời hạn"]
    below = [None, None, "Chủ trì", "Phối hợp", None]
    data = book(
        [below, [1, "Rà soát", WOMEN, "Tỉnh Đoàn", "30/11/2021"]],
        heads=heads,
        merged=["A1:A2", "B1:B2", "C1:D1", "E1:E2"],
    )

    entry = one(data)

    assert (entry.row, entry.lead, entry.coordinating) == (3, WOMEN, "Tỉnh Đoàn")


def test_row_that_numbers_the_columns_is_part_of_the_heading():
    numbers = [f"({place})" for place in range(1, 11)]

    assert [entry.row for entry in read(book([numbers, row(1, "Rà soát")]))] == [3]


def test_sheet_without_such_a_heading_has_no_table():
    assert layout.find_head(sheet_of(book([["a", "b"]], heads=["Họ và tên", "Ngày sinh"]))) is None


@given(
    st.dictionaries(
        st.integers(1, 12),
        st.lists(
            st.sampled_from([word for words in SYNONYMS.values() for word in words] + ["x"]), min_size=1, max_size=2
        ),
    )
)
def test_a_column_means_one_thing_and_a_thing_stands_in_one_column(headings):
    found = recognise(headings)

    assert len(set(found.values())) == len(found)
    assert set(found.values()) <= set(headings)


# --- Merged cells -----------------------------------------------------------------------------------------------------


def test_merged_body_and_due_date_hold_for_each_row_they_cover():
    rows = [row(1, "Rà soát", WOMEN), row(2, "Báo cáo", None, None), row(3, "Tập huấn", None, None)]

    found = read(book(rows, merged=["C2:C4", "F2:F4"]))

    assert [(entry.text, entry.lead, entry.due.last_day) for entry in found] == [
        ("Rà soát", WOMEN, dt.date(2021, 11, 30)),
        ("Báo cáo", WOMEN, dt.date(2021, 11, 30)),
        ("Tập huấn", WOMEN, dt.date(2021, 11, 30)),
    ]


def test_merged_task_is_one_task_of_several_bodies():
    rows = [
        row(1, "Rà soát", WOMEN, result="Xong 1"),
        row(None, None, "Tỉnh Đoàn", None, result="Xong 2"),
        row(2, "Báo cáo"),
    ]

    first, second = read(book(rows, merged=["A2:A3", "B2:B3", "F2:F3"]))

    assert (first.text, first.lead, first.result, first.joined) == (
        "Rà soát",
        f"{WOMEN}; Tỉnh Đoàn",
        "Xong 1; Xong 2",
        [3],
    )
    assert (second.text, second.row) == ("Báo cáo", 4)


def test_areas_that_lie_over_one_another_cost_no_more_than_is_allowed():
    rows = tuple(Row(number, False, {1: Cell("text", "x")}) for number in range(1, 3_001))
    sheet = Sheet("A", False, rows, tuple((top, 1, 3_000, 1) for top in range(2, 2_000)))

    assert len(list(layout.lines(sheet, after=1))) == 2_999


# --- Rows that are no task --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "aside"),
    [
        (["Tổng cộng", None, 12], Aside.TOTAL),
        ([None, "Tổng số: 12 nhiệm vụ"], Aside.TOTAL),
        (["Cộng", 3], Aside.TOTAL),
        (["I", "Công tác tuyên truyền"], Aside.SECTION),
        (["B.", "Công tác an sinh"], Aside.SECTION),
        ([None, "Nơi nhận: như trên"], Aside.FOOTER),
        ([None, None, None, "Quảng Trị, ngày 01 tháng 10 năm 2021"], Aside.FOOTER),
        ([None, "NGƯỜI LẬP BIỂU"], Aside.FOOTER),
    ],
)
def test_totals_headings_and_signatures_are_no_tasks(cells, aside):
    assert one(book([cells])).aside is aside


@pytest.mark.parametrize(
    "cells",
    [
        row(1, "Tổng hợp kết quả giám sát"),
        row(2, "Cộng tác với báo của tỉnh"),
        row(None, "Lãnh đạo Hội dự sinh hoạt chi bộ"),
        row("I", "Tuyên truyền bầu cử"),
        [None, "Rà soát hộ nghèo"],
    ],
)
def test_task_that_only_begins_like_one_stays_a_task(cells):
    assert one(book([cells])).aside is None


# --- Days -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "last_day"),
    [
        (dt.date(2021, 11, 30), dt.date(2021, 11, 30)),
        (dt.datetime(2021, 11, 30, 17, 0), dt.date(2021, 11, 30)),
        ("30/11/2021", dt.date(2021, 11, 30)),
        ("30.11.2021", dt.date(2021, 11, 30)),
        ("30-11-21", dt.date(2021, 11, 30)),
        ("2021-11-30", dt.date(2021, 11, 30)),
        ("2021-11-30 00:00:00", dt.date(2021, 11, 30)),
        (44530, dt.date(2021, 11, 30)),
        ("44530", dt.date(2021, 11, 30)),
        ("Trước ngày 30/11", dt.date(2021, 11, 29)),
        ("Quý IV/2021", dt.date(2021, 12, 31)),
        ("tháng 11", dt.date(2021, 11, 30)),
        ("Thường xuyên", None),
        ("Chưa định hạn", None),
        (None, None),
    ],
)
def test_due_date_is_read_however_it_is_written(value, last_day):
    entry = one(book([row(1, "Rà soát", due=value)]))

    assert (entry.due.last_day, entry.is_refused) == (last_day, False)


def test_bare_count_of_days_is_told():
    assert codes(one(book([row(1, "Rà soát", due=44530)]))) == ["counted_day"]


def test_words_that_name_no_day_stay_and_are_told():
    entry = one(book([row(1, "Rà soát", due="theo kế hoạch")]))

    assert (entry.due.as_written, codes(entry)) == ("theo kế hoạch", ["due_without_day"])


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("31/02/2021", "bad_day"),
        ("11/30/2021", "bad_day"),
        (12, "no_day"),
        ("30/11/1901", "far_day"),
        ("#N/A", "cell_error"),
        ("=A1+1", "formula"),
    ],
)
def test_due_date_that_cannot_be_is_refused_with_its_cell(value, code):
    entry = one(book([row(1, "Rà soát", due=value)]))

    assert [(problem.code, problem.cell, problem.refuses) for problem in entry.problems] == [(code, "F2", True)]


def test_due_date_before_the_day_it_was_given_is_refused():
    (problem,) = one(book([row(1, "Rà soát", given="01/10/2021", due="30/09/2021")])).problems

    assert (problem.code, problem.refuses, problem.told) == (
        "due_before_given",
        True,
        {"due": "30/09/2021", "given": "01/10/2021"},
    )


def test_day_without_a_year_is_read_from_the_day_it_was_given():
    assert one(book([row(1, "Rà soát", given="01/03/2020", due="30/4")])).due.last_day == dt.date(2020, 4, 30)


def test_unreadable_day_of_giving_refuses_nothing():
    entry = one(book([row(1, "Rà soát", given="hôm nọ")]))

    assert (codes(entry), entry.is_refused) == (["assigned_no_day"], False)


def test_month_first_is_proposed_where_nothing_else_makes_sense():
    cells = [Cell("text", "11/30/2021"), Cell("text", "10/05/2021")]

    assert suggested(cells) is Order.MONTH_FIRST
    assert [read_day(cell, Order.MONTH_FIRST) for cell in cells] == [dt.date(2021, 11, 30), dt.date(2021, 10, 5)]


def test_days_and_months_that_a_spreadsheet_swapped_are_found_and_changed_back():
    real = [Cell("day", f"2021-{month:02}-11") for month in range(1, 7)]
    text = [Cell("text", "25/11/2021")]

    assert suggested([*real, *text]) is Order.SWAPPED
    assert read_day(real[4], Order.SWAPPED) == dt.date(2021, 11, 5)
    assert read_day(text[0], Order.SWAPPED) == dt.date(2021, 11, 25)


def test_honest_days_are_left_as_they_are():
    assert (
        suggested([Cell("day", "2021-11-05")] * 9 + [Cell("day", "2021-11-25"), Cell("text", "25/11/2021")])
        is Order.DAY_FIRST
    )
    assert suggested([Cell("text", "05/11/2021"), Cell("text", "30/11/2021")]) is Order.DAY_FIRST


@given(st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31)))
def test_day_comes_back_in_every_way_of_writing_it(day):
    serial = str((day - dt.date(1899, 12, 30)).days)
    written = {
        Order.DAY_FIRST: [
            Cell("day", day.isoformat()),
            Cell("text", f"{day:%d/%m/%Y}"),
            Cell("text", day.isoformat()),
            Cell("number", serial),
        ],
        Order.MONTH_FIRST: [Cell("text", f"{day:%m/%d/%Y}")],
    }

    assert {read_day(cell, order) for order, cells in written.items() for cell in cells} == {day}


@given(st.sampled_from(["", "text", "number", "day", "error", "formula"]), st.text(max_size=40), st.sampled_from(Order))
@settings(max_examples=300)
def test_any_cell_gives_a_due_date_or_says_why_not(kind, value, order):
    cell = Cell(kind, value) if kind else None

    told = _due_or_code(cell, order)

    assert isinstance(told, Due) or told in {"no_day", "bad_day", "far_day", "cell_error", "formula"}


def _due_or_code(cell, order):
    try:
        return read_due(cell, None, order, reference=DAY)
    except UnreadDay as problem:
        return problem.code


def test_last_day_of_our_own_export_decides_over_the_words():
    due = read_due(
        Cell("text", "quý IV/2021 [01/10/2021–31/12/2021]"), Cell("day", "2022-01-15"), Order.DAY_FIRST, reference=DAY
    )

    assert (due.kind, due.as_written, due.last_day) == (DueKind.QUARTER, "quý IV/2021", dt.date(2022, 1, 15))


# --- Other cells ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [(None, "no_text"), ("12", "no_text"), ("=B9", "formula"), ("#REF!", "cell_error"), ("dài " * 1_500, "long_text")],
)
def test_row_that_says_no_task_is_refused_with_its_cell(text, code):
    entry = one(book([row(1, text)]))

    assert [(problem.code, problem.cell, problem.refuses) for problem in entry.problems] == [(code, "B2", True)]


def test_hidden_row_is_read_and_told():
    def hide(made, page):
        page.row_dimensions[2].hidden = True

    entry = one(book([row(1, "Rà soát")], change=hide))

    assert (codes(entry), entry.is_refused) == (["hidden_row"], False)


def test_letters_that_nobody_sees_are_dropped():
    assert one(book([row(1, "Rà\u200b soát\u202e\n  hộ   nghèo ")])).text == "Rà soát hộ nghèo"


@pytest.mark.parametrize(
    ("state", "done"),
    [
        ("Đã hoàn thành", True), ("Hoàn thành 100%", True), ("Đã nghiệm thu", True), ("xong", True),
        ("Chưa hoàn thành", False), ("Đang thực hiện", False), ("Cơ bản hoàn thành", False), ("", False),
        ("Hoàn thành một phần", False), ("Quá hạn", False),
    ],
)  # fmt: skip
def test_list_says_itself_what_is_done(state, done):
    assert one(book([row(1, "Rà soát", state=state)])).is_done is done


@given(
    st.lists(
        st.lists(
            st.one_of(
                st.none(),
                st.text(max_size=12),
                st.integers(0, 60_000),
                st.sampled_from(["Tổng cộng", "I", "30/11/2021", "Rà soát"]),
            ),
            min_size=10,
            max_size=10,
        ),
        max_size=8,
    )
)
@settings(max_examples=200)
def test_no_row_is_lost(values):
    """Each row that holds something is one entry, or is joined to one."""
    cells = [
        {
            place: Cell("text", str(value))
            for place, value in enumerate(line, start=1)
            if value is not None and str(value).strip()
        }
        for line in values
    ]
    rows = tuple(Row(number, False, line) for number, line in enumerate(cells, start=2) if line)
    columns = dict(zip(Field, range(1, 11), strict=False))

    lines = list(layout.lines(Sheet("A", False, rows), after=1))
    found = list(entries(lines, columns, order=Order.DAY_FIRST, day=DAY))

    assert [entry.row for entry in found] == [line.number for line in lines]
    assert {line.number for line in lines} >= {row.number for row in rows[1:]}


def test_template_and_heads_of_the_tests_agree():
    from giaoban.briefing.old_lists import template_file

    sheet = sheet_of(template_file.content())

    assert list(layout.find_head(sheet).words.values()) == HEADS
    assert list(layout.lines(sheet, after=3)) == []
