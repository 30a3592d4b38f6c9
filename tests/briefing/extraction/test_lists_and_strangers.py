"""Lists in any dress, and orders whose verb or addressee no table of words knows."""

import pytest

from giaoban.briefing.extraction import extract
from tests.briefing.extraction.meetings import held

WORK = (
    "Hội Nông dân xã rà soát danh sách hộ nghèo",
    "Đoàn Thanh niên xã dọn vệ sinh bãi biển",
    "Công an xã lập chốt kiểm soát tại cầu Bến Gỗ",
)
DONE_BY = [("Hội Nông dân xã",), ("Đoàn Thanh niên xã",), ("Công an xã",)]
MARKS = {
    "dash": ("- ", "- ", "- "),
    "bullet": ("• ", "• ", "• "),
    "circle": ("o ", "o ", "o "),
    "arrow": ("-> ", "-> ", "-> "),
    "check mark": ("✅ ", "✅ ", "✅ "),
    "1.": ("1. ", "2. ", "3. "),
    "1)": ("1) ", "2) ", "3) "),
    "1/": ("1/ ", "2/ ", "3/ "),
    "1-": ("1- ", "2- ", "3- "),
    "(1)": ("(1) ", "(2) ", "(3) "),
    "a)": ("a) ", "b) ", "c) "),
    "I.": ("I. ", "II. ", "III. "),
    "ordinals": ("Một là, ", "Hai là, ", "Ba là, "),
    "matters": ("Việc 1: ", "Việc 2: ", "Việc 3: "),
    "nothing": ("", "", ""),
}


def who(body):
    return [task.responsible for task in extract(held(body)).tasks]


def said(body):
    return [task.span.text for task in extract(held(body)).tasks]


@pytest.mark.parametrize("end", [";", ".", ""], ids=["semicolons", "stops", "bare"])
@pytest.mark.parametrize("marks", MARKS.values(), ids=MARKS.keys())
@pytest.mark.parametrize(
    "lead_in",
    ["Đồng chí phân công nhiệm vụ như sau:", "Chủ tịch UBND xã kết luận:", "Hội nghị thống nhất một số nội dung sau:"],
    ids=["assigns", "concludes", "agrees"],
)
def test_a_list_of_lines(lead_in, marks, end):
    lines = [f"{mark}{work}{end}" for mark, work in zip(marks, WORK, strict=True)]

    assert who("\n".join([lead_in, *lines])) == DONE_BY


@pytest.mark.parametrize("marks", [MARKS["1)"], MARKS["(1)"], MARKS["1/"], MARKS["a)"]], ids=["1)", "(1)", "1/", "a)"])
@pytest.mark.parametrize("joint", ["; ", ", "], ids=["semicolons", "commas"])
def test_a_list_in_one_line(marks, joint):
    works = joint.join(f"{mark}{work}" for mark, work in zip(marks, WORK, strict=True))

    assert who(f"Đồng chí yêu cầu: {works}.") == DONE_BY


def test_lines_without_marks_go_on_after_the_first():
    body = "Đồng chí đề nghị Đảng ủy xã thực hiện những việc sau:\nRà soát hộ nghèo\nLập dự toán kinh phí năm sau\nDuy trì lịch trực ban"

    assert who(body) == [("Đảng ủy xã",)] * 3


@pytest.mark.parametrize(
    "name",
    [
        "Đồn Biên phòng Thanh",
        "Tổ Đại đoàn kết",
        "Hội Làm vườn và Trang trại",
        "Ban Quản trị chung cư Hoàng Gia",
        "Công ty TNHH MTV Cấp nước",
        "Ngân hàng Nông nghiệp chi nhánh huyện",
        "Điện lực huyện",
        "ngành giáo dục",
        "kế toán xã",
    ],
)
def test_a_name_may_hold_what_looks_like_a_verb(name):
    assert who(f"Đồng chí yêu cầu {name} báo cáo kết quả trước ngày 15/10/2023.") == [(name,)]


@pytest.mark.parametrize("verb", ["phiên chế", "trám", "khuấy động", "tái cấu trúc"])
def test_a_verb_that_nobody_knows_is_one_after_the_addressee_and_in_a_list(verb):
    body = f"Đồng chí yêu cầu Hội Nông dân huyện {verb} toàn bộ hồ sơ cũ; {verb} sổ sách của quỹ."

    assert said(body) == [f"{verb} toàn bộ hồ sơ cũ", f"{verb} sổ sách của quỹ"]


def test_those_whom_nobody_knows_are_told_by_the_verb_behind_them():
    assert said("Đề nghị đồng bào các dân tộc trồng lại rừng đầu nguồn.") == ["trồng lại rừng đầu nguồn"]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Trách nhiệm của Phòng Nội vụ là bố trí trụ sở trước ngày 01/10/2023.", "Phòng Nội vụ"),
        ("Việc đào tạo tổ công nghệ số được giao cho Huyện đoàn thực hiện trong quý IV.", "Huyện đoàn"),
        ("Việc thu gom rác ven sông do Hội Nông dân huyện đảm nhận.", "Hội Nông dân huyện"),
        ("Báo cáo tổng hợp phải được Văn phòng gửi đến đại biểu trước kỳ họp.", "Văn phòng"),
        ("Hội Nông dân huyện được yêu cầu nộp sổ sách của quỹ trước ngày 8/10/2023.", "Hội Nông dân huyện"),
    ],
)
def test_work_may_be_told_before_those_who_get_it(body, name):
    assert who(body) == [(name,)]


@pytest.mark.parametrize(
    "body",
    [
        "Quy định nêu rõ: người đứng đầu phải tiếp công dân ít nhất một ngày trong tháng.",
        "Ông Lại Văn Thanh phát biểu chỉ đạo hội nghị.",
        "Trong quý, Ban Dân vận tham mưu Thường trực ban hành 6 văn bản chỉ đạo.",
        "Các đại biểu trao đổi, thảo luận về cách thu quỹ.",
    ],
)
def test_what_is_laid_down_or_told_is_no_order(body):
    assert said(body) == []
