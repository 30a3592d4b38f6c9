import datetime as dt

import pytest

from giaoban.briefing.extraction import extract
from tests.briefing.extraction.meetings import held


def meeting(text):
    [found] = extract(text).meetings
    return found


def test_facts_of_a_meeting_are_those_of_its_first_lines():
    found = meeting(held("Đồng chí Lương Văn Thuận kết luận hội nghị."))

    assert found.title.span.text == "Hội nghị giao ban công tác Mặt trận quý III, triển khai nhiệm vụ quý IV năm 2023"
    assert found.date.day == dt.date(2023, 9, 28)
    assert [one.span.text for one in found.convened_by] == ["Thường trực Huyện ủy Mường Khao"]
    assert [(one.name, one.posts) for one in found.chair] == [("Lương Văn Thuận", ("Phó Bí thư Thường trực Huyện ủy",))]
    assert [one.name for one in found.concluded_by] == ["Lương Văn Thuận"]
    assert (found.period_reviewed.label, found.period_planned.label) == ("quý III năm 2023", "quý IV năm 2023")


def test_nobody_chairs_unless_the_text_says_so():
    text = "Xã họp giao ban\nSáng 5/4/2024, UBND xã tổ chức cuộc họp giao ban. Phát biểu tại cuộc họp, đồng chí Lý A Sa, Chủ tịch UBND xã đề nghị các thôn ra quân."

    assert meeting(text).chair == ()


def test_a_body_that_takes_the_lead_in_a_task_chairs_no_meeting():
    text = held("Giao Sở Y tế chủ trì, phối hợp với các huyện tiêm phòng.")

    assert [one.name for one in meeting(text).chair] == ["Lương Văn Thuận"]


def test_several_chairs_are_all_kept():
    text = "Sáng 5/4/2024, Tỉnh đoàn tổ chức hội nghị tổng kết. Hội nghị do đồng chí Lý A Sa - Bí thư Tỉnh đoàn; các đồng chí Bùi Thị Mận, Vi Văn Tích - Phó Bí thư Tỉnh đoàn chủ trì."

    assert [one.name for one in meeting(text).chair] == ["Lý A Sa", "Bùi Thị Mận", "Vi Văn Tích"]


def test_a_year_left_out_follows_from_the_period_and_is_marked_as_inferred():
    found = meeting(
        "Ngày 28/6, Hội LHPN tỉnh tổ chức hội nghị sơ kết 6 tháng đầu năm, triển khai nhiệm vụ 6 tháng cuối năm 2018.\nDự hội nghị có lãnh đạo Tỉnh ủy."
    )

    assert (found.date.day, found.date.year_inferred) == (dt.date(2018, 6, 28), True)


def test_a_far_horizon_is_no_year_of_the_meeting():
    draft = extract(
        "Ngày 9/6, UBND xã tổ chức hội nghị lấy ý kiến về quy hoạch đến năm 2035.\nDự hội nghị có các trưởng thôn."
    )

    assert draft.meetings[0].date.day is None
    assert [one.code for one in draft.warnings] == ["date_without_year", "no_task"]


def test_the_31st_of_february_is_told_and_not_mended():
    draft = extract(
        "Ngày 31/02/2024, UBND xã tổ chức hội nghị giao ban.\nDự hội nghị có các trưởng thôn. Đồng chí đề nghị các thôn ra quân dọn kênh."
    )

    assert draft.meetings[0].date.day is None
    assert "impossible_date" in [one.code for one in draft.warnings]


def test_a_deadline_that_no_calendar_has_is_told_and_keeps_its_words():
    draft = extract(held("Đồng chí đề nghị các thôn nộp danh sách trước ngày 31/02/2024."))

    assert draft.tasks[0].due_span.text == "trước ngày 31/02/2024"
    assert draft.tasks[0].due.last_day is None
    assert [one.code for one in draft.warnings] == ["impossible_date"]


@pytest.mark.parametrize(
    "text",
    [
        "Bộ đội giúp dân gặt lúa\nNăm qua, các đơn vị đã cử 300 lượt chiến sĩ giúp dân. Các đơn vị cần tiếp tục phát huy.",
        "Ngày 04/12, UBND tỉnh ban hành Công văn yêu cầu các sở khẩn trương báo cáo trước ngày 10/12.",
        "Xã ra quân làm sạch bãi biển\nSáng 5/6/2024, xã tổ chức Lễ ra quân. Dự buổi lễ có đồng chí Lý A Sa. Phát biểu tại buổi lễ, đồng chí đề nghị các thôn giữ gìn vệ sinh.",
        "Mời bà con góp ý phương án sắp xếp thôn. Thời gian góp ý từ ngày 15/6 đến ngày 29/6.",
        "",
        "   \n\n",
        "123",
    ],
)
def test_a_text_that_reports_no_meeting_gives_no_meeting_and_no_task(text):
    draft = extract(text)

    assert not draft.is_meeting
    assert (draft.meetings, draft.tasks, draft.acts, draft.figures) == ((), (), (), ())
    assert [one.code for one in draft.warnings] == ["no_meeting"]


def test_two_meetings_in_one_text_are_told_apart():
    text = (
        held("Đồng chí đề nghị Hội Nông dân huyện lập hồ sơ vay vốn.")
        + "Xã Phước Tường giao ban tháng 10\nSáng 02/10/2023, Đảng ủy xã Phước Tường tổ chức hội nghị giao ban tháng 10. "
        "Đồng chí Huỳnh Thị Lài, Bí thư Đảng ủy chủ trì.\nĐồng chí yêu cầu các thôn sửa loa truyền thanh.\n"
    )
    draft = extract(text)

    assert [one.date.day for one in draft.meetings] == [dt.date(2023, 9, 28), dt.date(2023, 10, 2)]
    assert [task.meeting for task in draft.tasks] == [1, 2]
    assert "several_meetings" in [one.code for one in draft.warnings]


def test_minutes_with_a_letterhead_are_a_meeting():
    text = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nBIÊN BẢN HỌP GIAO BAN CHI HỘI THÁNG 8/2022\n"
        "Hôm nay, ngày 27 tháng 8 năm 2022, tại nhà văn hóa thôn, chi hội phụ nữ thôn họp giao ban.\nChủ trì: bà Lò Thị Hạnh - Chi hội trưởng.\n"
        "I. Kết quả tháng 8\n- Đã thăm 3 hội viên ốm.\nII. Phân công việc tháng 9\n1. Bà Hạnh lập danh sách hội viên vay vốn.\n"
    )
    draft = extract(text)

    assert draft.meetings[0].title.span.text.startswith("BIÊN BẢN")
    assert [one.name for one in draft.meetings[0].chair] == ["Lò Thị Hạnh"]
    assert [(task.span.text, task.responsible) for task in draft.tasks] == [
        ("lập danh sách hội viên vay vốn", ("Bà Hạnh",))
    ]
