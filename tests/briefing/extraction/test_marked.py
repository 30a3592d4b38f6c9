"""Words marked by hand: who stands right before them, until when, of what kind; nothing is guessed."""

import datetime as dt

import pytest

from giaoban.briefing.extraction.draft import TaskKind
from giaoban.briefing.extraction.marked import read_marked

HELD_ON = dt.date(2021, 10, 28)


@pytest.mark.parametrize(
    ("before", "responsible"),
    [
        ("Yêu cầu Hội Nông dân tỉnh ", ("Hội Nông dân tỉnh",)),
        ("Hội Nông dân tỉnh cần ", ("Hội Nông dân tỉnh",)),
        ("Hội Nông dân tỉnh, Hội Cựu chiến binh tỉnh và Liên đoàn Lao động tỉnh ",
         ("Hội Nông dân tỉnh", "Hội Cựu chiến binh tỉnh", "Liên đoàn Lao động tỉnh")),
        ("Đoàn TNCS Hồ Chí Minh tỉnh phối hợp với Hội Nông dân tỉnh ", ()),
        ("Theo báo cáo của Hội Nông dân tỉnh, thời gian tới ", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_a_body_counts_where_it_ends_where_the_words_begin(before, responsible):
    assert read_marked(before, "hướng dẫn trồng rau", held_on=HELD_ON).responsible == responsible


def test_the_bodies_of_the_task_before_go_on_acting_unless_another_is_named():
    previous = ("Hội Nông dân tỉnh",)

    going_on = read_marked("; ", "kết nối tiêu thụ nông sản", previous=previous, held_on=HELD_ON)
    another = read_marked("; Hội Cựu chiến binh tỉnh ", "giúp dọn nhà", previous=previous, held_on=HELD_ON)
    unclear = read_marked("; cùng với Hội Cựu chiến binh tỉnh ", "giúp dọn nhà", previous=previous, held_on=HELD_ON)

    assert (going_on.responsible, going_on.inherits) == (previous, True)
    assert (another.responsible, another.inherits) == (("Hội Cựu chiến binh tỉnh",), False)
    assert (unclear.responsible, unclear.inherits) == ((), False)


@pytest.mark.parametrize(
    ("words", "until", "kind"),
    [
        ("báo cáo kết quả trước ngày 15/11/2021", dt.date(2021, 11, 15), TaskKind.ONE_OFF),
        ("quán triệt Quyết định số 23-QĐ/TW ngày 30/7/2021 của Bộ Chính trị", None, TaskKind.ONE_OFF),
        ("duy trì các đội hình tình nguyện", None, TaskKind.STANDING),
        ("", None, TaskKind.ONE_OFF),
    ],
)
def test_a_date_counts_where_the_words_hold_it(words, until, kind):
    found = read_marked("", words, held_on=HELD_ON)

    assert (found.due.end if found.due else None, found.kind) == (until, kind)
