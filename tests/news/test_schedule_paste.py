"""A week as it stands in Excel or Word, pasted."""

import datetime as dt

import pytest

from giaoban.news.schedule_paste import hour_of, read

MONDAY = dt.date(2021, 10, 25)


def rows(pasted):
    found = read(pasted, monday=MONDAY)
    assert found.problems == []
    return found.rows


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("8h00", dt.time(8)), ("8h", dt.time(8)), ("08:30", dt.time(8, 30)), ("7g30", dt.time(7, 30)),
        ("14 giờ 30", dt.time(14, 30)), ("14h30'", dt.time(14, 30)), ("25h", None), ("8h75", None), ("sáng", None), ("", None),
    ],
)  # fmt: skip
def test_hour_is_read_as_offices_write_it(written, hour):
    assert hour_of(written) == hour


def test_merged_cells_hold_on_for_the_rows_after_them():
    pasted = (
        "LỊCH CÔNG TÁC TUẦN 43\n"
        "Thứ, ngày\tThời gian\tNội dung\tChủ trì\tThành phần\tĐịa điểm\n"
        "Thứ Hai (25/10)\tSáng\tHọp giao ban\tChủ tịch\tBan Thường trực\tPhòng 2\n"
        "\t\tLàm việc với xã\t\t\t\n"
        "\tChiều 14h00\tDự hội nghị\n"
        "CN\t7h30 - 9h00\tNgày hội ở khu dân cư\n"
    )

    assert [(row["weekday"], row["half"], row["starts_at"], row["content"]) for row in rows(pasted)] == [
        (0, "morning", None, "Họp giao ban"),
        (0, "morning", None, "Làm việc với xã"),
        (0, "afternoon", dt.time(14), "Dự hội nghị"),
        (6, "morning", dt.time(7, 30), "Ngày hội ở khu dân cư"),
    ]
    assert rows(pasted)[0]["place"] == "Phòng 2"
    assert rows(pasted)[3]["ends_at"] == dt.time(9)


def test_columns_follow_their_names_in_whatever_order_and_others_are_left_out():
    pasted = "STT\tNgày\tNội dung\tĐịa điểm\tGiờ\n1\t27/10\tTiếp dân\tPhòng tiếp dân\t7h30\n"

    (row,) = rows(pasted)

    assert (row["weekday"], row["content"], row["place"], row["starts_at"]) == (2, "Tiếp dân", "Phòng tiếp dân", dt.time(7, 30))  # fmt: skip


def test_cell_of_several_lines_becomes_one():
    assert rows('Thứ 6\t8h00\t"Hội nghị\nhiệp thương"\n')[0]["content"] == "Hội nghị hiệp thương"


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("Hôm nào đó\t8h\tHọp\n", "Dòng 1: “Hôm nào đó” không phải là ngày."),
        ("Thứ 2\t8h\tHọp\n01/11\t8h\tHọp\n", "Dòng 2: ngày 01/11 không thuộc tuần này."),
        ("Thứ 2\tsớm\tHọp\n", "Dòng 1: “sớm” không phải là giờ."),
        ("Thứ 2\t9h - 8h\tHọp\n", "Dòng 1: Giờ kết thúc phải sau giờ bắt đầu."),
        ("\t8h\tHọp\n", "Dòng 1: thiếu ngày."),
        ("Thứ 2\t8h\t\tChủ tịch\n", "Dòng 1: thiếu nội dung công việc."),
    ],
)
def test_row_that_cannot_be_read_is_named(pasted, said):
    assert read(pasted, monday=MONDAY).problems == [said]


def test_text_that_is_no_table_gives_nothing():
    assert rows("một dòng chữ") == []
