import datetime as dt

import pytest

from giaoban.briefing.extraction.dues import find_due, understood
from giaoban.briefing.extraction.figures import find_amounts


def due(text):
    low = text.lower()
    span = find_due(low, 0, len(low), [])
    return span and low[slice(*span)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("nộp danh sách trước ngày 15/11/2023", "trước ngày 15/11/2023"),
        ("gửi số liệu chậm nhất ngày 30/6", "chậm nhất ngày 30/6"),
        ("hoàn thành đại hội trong tháng 10/2021", "trong tháng 10/2021"),
        ("tổ chức đại hội vào quý IV/2021", "vào quý iv/2021"),
        ("tập trung thu nộp từ nay đến cuối năm", "từ nay đến cuối năm"),
        ("tặng quà dịp Tết Nguyên đán Giáp Thìn", "dịp tết nguyên đán giáp thìn"),
        ("hoàn thiện văn kiện trước khi trình đại hội", "trước khi trình đại hội"),
        ("trả lời trong vòng 10 ngày kể từ ngày nhận", "trong vòng 10 ngày kể từ ngày nhận"),
        ("báo cáo trước ngày 25 hằng tháng", "trước ngày 25 hằng tháng"),
        ("mở đợt kiểm tra từ ngày 01/9 đến hết ngày 10/10/2020", "từ ngày 01/9 đến hết ngày 10/10/2020"),
    ],
)
def test_a_limit_is_found_in_its_own_words(text, words):
    assert due(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "thực hiện kế hoạch năm 2024",
        "chuẩn bị đại hội nhiệm kỳ 2022 - 2027",
        "thống nhất nội dung giám sát năm 2022",
        "đẩy mạnh tuyên truyền trong thời gian tới",
        "giữ kết quả đạt được trong 6 tháng đầu năm",
        "ứng phó trong mùa mưa bão",
    ],
)
def test_a_date_without_a_limit_is_no_deadline(text):
    assert due(text) is None


def test_dates_of_cited_acts_are_left_alone():
    low = "quán triệt quyết định số 23-qđ/tw trước ngày 30/7/2021"

    assert find_due(low, 0, len(low), [(10, len(low))]) is None


def test_a_day_that_no_calendar_has_keeps_its_words_and_no_days():
    due, possible = understood("trước ngày 31/02/2022", dt.date(2022, 1, 5))

    assert (due.as_written, due.start, due.end, possible) == ("trước ngày 31/02/2022", None, None, False)


def test_without_a_day_to_reckon_from_a_missing_year_stays_missing():
    due, possible = understood("trước ngày 15/5", None)

    assert (due.end, possible) == (None, True)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("2.160 hộ", 2160, "hộ"),
        ("30.9 km", 30.9, "km"),
        ("80,5%", 80.5, "%"),
        ("2 tỷ 285 triệu đồng", 2_285_000_000, "đồng"),
        ("803.071.447.000 đồng", 803_071_447_000, "đồng"),
        ("1,45 tỷ đồng", 1_450_000_000, "đồng"),
        ("26.500m 2 đất", 26500, "m2"),
        ("02 đơn vị", 2, "đơn vị"),
    ],
)
def test_amounts_are_read_by_sense(text, value, unit):
    [amount] = find_amounts(text.lower(), text, 0, len(text))

    assert (amount.value, amount.unit) == (value, unit)


@pytest.mark.parametrize(
    "text", ["6 tháng đầu năm 2021", "ngày 13/10/2021", "kỷ niệm 74 năm", "Quyết định số 23", "quý 4", "lần thứ 3"]
)
def test_dates_periods_and_ordinals_are_no_amounts(text):
    assert find_amounts(text.lower(), text, 0, len(text)) == []
