import pytest

from giaoban.briefing.extraction.acts import find_acts
from giaoban.briefing.extraction.analysis import Analysis
from giaoban.briefing.extraction.gazetteer import DEFAULT


def acts(text):
    analysis = Analysis(text, DEFAULT, ())
    return find_acts(analysis.reading, analysis.bodies)


def numbers(text):
    return [act.number for act in acts(text)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("theo Quyết định số 23-QĐ/TW của Bộ Chính trị", "23-QĐ/TW"),
        ("Nghị định 30/2020/NĐ-CP của Chính phủ", "30/2020/NĐ-CP"),
        ("Nghị quyết số 01/NQ-CP", "01/NQ-CP"),
        ("Chỉ thị 12/CT-TTg", "12/CT-TTg"),
        ("Đề án 197/ĐA-UBND-MTTQ", "197/ĐA-UBND-MTTQ"),
        ("Hướng dẫn số 36-HD/VPTW", "36-HD/VPTW"),
        ("Nghị quyết 1281/NQ-UBTVQH15", "1281/NQ-UBTVQH15"),
        ("thực hiện 05-KL/TU", "05-KL/TU"),
        ("Thông tri số 23/TTr-MTTW-BTT", "23/TTr-MTTW-BTT"),
        ("Công văn 1814/BNV-TCBC của Bộ Nội vụ", "1814/BNV-TCBC"),
        ("Thông báo kết luận số 27 -TB/TU", "27-TB/TU"),
        ("Luật Bảo vệ dữ liệu cá nhân (số 91/2025/QH15)", "91/2025/QH15"),
        ("Quy định 01 của Ban Thường vụ", "01"),
        ("Nghị quyết liên tịch 403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN", "403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN"),
    ],
)
def test_every_way_of_numbering_is_read(text, number):
    assert numbers(text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch 5 năm và kế hoạch năm 2024",
        "ngày 28/10 và 24/7",
        "Cụm thi đua số 2",
        "quyết định 3 nội dung",
        "tăng 12% so với năm 2023",
        "hướng dẫn 40 hộ",
    ],
)
def test_other_figures_are_no_numbers_of_acts(text):
    assert numbers(text) == []


def test_date_issuer_and_subject_follow_the_number():
    [act] = acts(
        "Nghị quyết số 47-NQ/TW, ngày 05/8/2019 của Ban Chấp hành Trung ương Đảng khoá XII về “Nếp sống ở khu dân cư”"
    )

    assert (act.kind, act.date, act.issuer, act.about) == (
        "Nghị quyết",
        "2019-08-05",
        "Ban Chấp hành Trung ương Đảng khoá XII",
        "Nếp sống ở khu dân cư",
    )


def test_a_later_short_mention_is_the_same_act():
    [act] = acts("Chỉ thị số 05-CT/TW của Bộ Chính trị; kết quả học tập Chỉ thị 05 của Bộ Chính trị")

    assert len(act.mentions) == 2


def test_numbers_in_a_row_share_what_the_last_one_says():
    assert numbers("Quyết định số 217, 218-QĐ/TW của Bộ Chính trị") == ["217-QĐ/TW", "218-QĐ/TW"]


def test_resolutions_of_congresses_are_told_apart_by_the_congress():
    found = acts(
        "Nghị quyết Đại hội XIII của Đảng, Nghị quyết Đại hội Đảng bộ huyện lần thứ XX, Nghị quyết Đại hội Đảng toàn quốc lần thứ XIII"
    )

    assert [len(act.mentions) for act in found] == [2, 1]


def test_the_number_of_the_paper_itself_is_no_citation():
    assert numbers("Số: 512-TB/VPTU\nTHÔNG BÁO\nKết luận của Thường trực") == []
