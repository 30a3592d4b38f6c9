"""The grammar of assignment, one way of speaking per test. Every sentence stands in a small meeting (`meetings.held`)."""

import pytest

from giaoban.briefing.extraction import extract
from giaoban.briefing.extraction.draft import TaskKind
from tests.briefing.extraction.meetings import held


def tasks(body):
    return extract(held(body)).tasks


def said(body):
    return [task.span.text for task in tasks(body)]


def who(body):
    return [task.responsible for task in tasks(body)]


def test_the_addressee_of_a_request_is_responsible_and_stays_outside_the_task():
    [task] = tasks("Đồng chí Lương Văn Thuận đề nghị Hội Nông dân huyện rà soát danh sách hộ vay vốn quá hạn.")

    assert task.span.text == "rà soát danh sách hộ vay vốn quá hạn"
    assert task.responsible == ("Hội Nông dân huyện",)
    assert task.responsible_explicit
    assert task.stated_by == "Lương Văn Thuận"


def test_semicolons_part_tasks_and_the_addressee_is_inherited():
    body = "Đồng chí yêu cầu các xã vùng lũ kiểm tra hồ chứa; lập phương án sơ tán người già. Chuẩn bị đủ thuốc cho trạm y tế."

    assert said(body) == ["kiểm tra hồ chứa", "lập phương án sơ tán người già", "Chuẩn bị đủ thuốc cho trạm y tế"]
    assert who(body) == [("các xã vùng lũ",)] * 3
    assert [task.responsible_reason for task in tasks(body)][-1] == "responsible.inherited"


def test_another_subject_takes_over():
    body = "Đồng chí yêu cầu Công an huyện lập chốt kiểm soát; Phòng Giáo dục và Đào tạo cho học sinh nghỉ học khi nước lên."

    assert who(body) == [("Công an huyện",), ("Phòng Giáo dục và Đào tạo",)]


def test_a_lead_in_before_a_list_is_no_task():
    body = "Đồng chí đề nghị các thôn thực hiện một số nhiệm vụ sau:\n- Treo cờ trước ngày 30/4/2024\n- Dọn vệ sinh đường làng"

    assert said(body) == ["Treo cờ trước ngày 30/4/2024", "Dọn vệ sinh đường làng"]
    assert who(body) == [("các thôn",)] * 2


def test_numbered_points_name_their_own_bodies():
    body = (
        "Thường trực Huyện ủy kết luận như sau:\n"
        "1. Về thu quỹ: Giao Phòng Tài chính - Kế hoạch chủ trì, phối hợp với Kho bạc Nhà nước đối chiếu số dư, báo cáo trước ngày 15/11.\n"
        "2. Các đơn vị nghiêm túc chấp hành giờ làm việc."
    )
    first, second = tasks(body)

    assert first.responsible == ("Phòng Tài chính - Kế hoạch",)
    assert first.coordinating == ("Kho bạc Nhà nước",)
    assert first.due_span.text == "trước ngày 15/11"
    assert second.responsible == ("Các đơn vị",)


def test_one_is_two_is_parts_tasks():
    body = "Đồng chí nhấn mạnh các nhiệm vụ thời gian tới: một là, củng cố tổ hòa giải ở từng thôn; hai là, mở lớp xóa mù chữ cho phụ nữ."

    assert said(body) == ["củng cố tổ hòa giải ở từng thôn", "mở lớp xóa mù chữ cho phụ nữ"]


def test_verbs_that_share_an_object_stay_together():
    assert said("Đồng chí đề nghị Huyện đoàn rà soát, thống kê, phân loại số thanh niên chưa có việc làm.") == [
        "rà soát, thống kê, phân loại số thanh niên chưa có việc làm"
    ]


def test_verbs_with_objects_of_their_own_are_parted_at_the_comma():
    body = "Đồng chí đề nghị Huyện đoàn đổi mới nội dung sinh hoạt chi đoàn ở các bản, tăng cường kết nạp đoàn viên trong trường học."

    assert len(said(body)) == 2


def test_a_deadline_behind_a_comma_belongs_to_the_task_before():
    [task] = tasks("Đề nghị Hội Chữ thập đỏ huyện lập danh sách hộ cần gạo cứu đói, hoàn thành trước ngày 10/10/2023.")

    assert task.due_span.text == "trước ngày 10/10/2023"


def test_who_must_is_responsible_without_a_verb_of_order():
    assert who("Theo đó, các cấp ủy cơ sở cần trực tiếp đối thoại với người dân vùng dự án.") == [("các cấp ủy cơ sở",)]


def test_a_circumstance_before_the_order_stays_outside():
    body = "Đồng chí yêu cầu, trên cơ sở kết quả giám sát, Ủy ban MTTQ huyện tham mưu văn bản kiến nghị gửi UBND huyện."

    assert said(body) == ["tham mưu văn bản kiến nghị gửi UBND huyện"]


def test_a_limit_before_the_order_is_its_deadline():
    [task] = tasks("Đồng chí mong muốn, từ nay đến cuối năm, các chi hội tập trung thu nộp hội phí còn thiếu.")

    assert task.due_span.text == "từ nay đến cuối năm"


def test_plans_for_the_coming_period_are_tasks_with_that_status():
    [task] = tasks(
        "Trong quý IV năm 2023, Hội Người cao tuổi huyện tiếp tục vận động xây dựng quỹ chăm sóc người neo đơn."
    )

    assert task.status == "plan"
    assert task.responsible == ("Hội Người cao tuổi huyện",)


@pytest.mark.parametrize(
    "body",
    [
        "Trong quý III, các cấp Hội đã vận động được 320 triệu đồng; tổ chức 14 buổi truyền thông.",
        "Đồng chí ghi nhận và biểu dương kết quả của các đơn vị trong thời gian qua.",
        "Tại hội nghị, các đại biểu đã thảo luận sôi nổi và đề nghị tỉnh quan tâm bố trí kinh phí.",
        "Hội nghị cũng trao giấy khen cho 12 tập thể.",
        "Theo Nghị định số 93/2021/NĐ-CP, tổ chức vận động phải công khai số tiền tiếp nhận.",
        "Ban Dân vận Huyện ủy đã yêu cầu các xã gửi báo cáo từ tháng trước.",
        "Hồ sơ đề nghị khen thưởng được thực hiện đúng yêu cầu.",
        "Kính chúc các đồng chí sức khỏe, hạnh phúc.",
    ],
)
def test_reports_praise_and_greetings_are_no_tasks(body):
    assert said(body) == []


def test_bare_verbs_in_a_report_are_results():
    body = "Báo cáo nêu rõ, 9 tháng qua các đoàn thể đã bám sát cơ sở. Đẩy mạnh phong trào hiến đất. Tổ chức 12 ngày ra quân."

    assert said(body) == []


def test_what_sounds_like_an_order_but_goes_to_nobody_is_listed():
    draft = extract(held("Đại biểu nêu rằng công tác thông tin cần được làm sớm hơn."))

    assert not draft.tasks
    assert [one.reason for one in draft.unassigned] == ["task.unassigned"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Đồng chí đề nghị Hội Nông dân huyện lập hồ sơ giải ngân.", TaskKind.ONE_OFF),
        ("Đồng chí đề nghị Mặt trận và các đoàn thể huyện lập hồ sơ giải ngân.", TaskKind.COLLECTIVE),
        ("Đồng chí đề nghị Hội Nông dân huyện thường xuyên đôn đốc thu nợ.", TaskKind.STANDING),
        ("Đồng chí đề nghị Hội Nông dân huyện hoàn thiện văn kiện trước khi trình đại hội.", TaskKind.EVENT_BOUND),
    ],
)
def test_kinds_of_tasks(body, kind):
    assert [task.kind for task in tasks(body)] == [kind]


def test_a_task_carries_only_the_acts_that_its_words_cite():
    body = "Đồng chí đề nghị Hội Nông dân huyện triển khai Nghị quyết số 19-NQ/TW; củng cố tổ vay vốn."
    draft = extract(held(body))

    assert [task.acts for task in draft.tasks] == [("D1",), ()]


def test_where_nobody_is_named_the_body_that_called_the_meeting_is_proposed_with_less_confidence():
    [task] = tasks("Đồng chí yêu cầu tiếp tục đổi mới cách tiếp dân.")

    assert task.responsible_reason == "responsible.convener"
    assert not task.responsible_explicit
    assert task.confidence < 0.8
