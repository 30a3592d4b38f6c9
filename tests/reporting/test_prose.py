"""Words without their owners: sentences, repeats, claims that show nothing, figures in text, two texts side by side."""

from decimal import Decimal

import pytest

from giaoban.reporting.prose import claims, differences, fields, repeats, sentences
from giaoban.reporting.prose.fields import Known

# --- Sentences --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Một việc. Hai việc.", ["Một việc.", "Hai việc."]),
        ("Giúp 1.234 hộ. Trao 1,5 tấn gạo.", ["Giúp 1.234 hộ.", "Trao 1,5 tấn gạo."]),
        ("- Một việc\n- Hai việc; xong", ["Một việc", "Hai việc; xong"]),
        ("1. Một việc.\n2. Hai việc.", ["Một việc.", "Hai việc."]),
        ("Tại TP. Đông Hà có 3 buổi. Đông người dự!", ["Tại TP. Đông Hà có 3 buổi.", "Đông người dự!"]),
        ("Bà con hỏi: “Bao giờ xong?” Cán bộ trả lời.", ["Bà con hỏi: “Bao giờ xong?”", "Cán bộ trả lời."]),
        ("  \n\n ", []),
        ("Không dấu chấm", ["Không dấu chấm"]),
    ],
)
def test_text_falls_into_its_sentences(text, found):
    assert [one.of(text) for one in sentences.split(text)] == found


# --- Repeats ----------------------------------------------------------------------------------------------------------


def grouped(*texts):
    return [sorted(one) for one in repeats.groups(list(enumerate(texts)))]


def test_same_words_are_one_whatever_their_case_and_marks():
    assert grouped("Đã hòa giải xong.", "ĐÃ HOÀ GIẢI XONG", "Việc khác.") == [[0, 1], [2]]


def test_nearly_the_same_words_are_one():
    assert grouped(
        "Mặt trận xã Vĩnh Tú phối hợp tổ chức tuyên truyền phòng chống dịch đến từng khu dân cư.",
        "Mặt trận xã Vĩnh Long phối hợp tổ chức tuyên truyền phòng chống dịch đến từng khu dân cư.",
    ) == [[0, 1]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tổ chức 3 buổi tuyên truyền phòng chống dịch đến từng khu dân cư.", "Tổ chức 5 buổi tuyên truyền phòng chống dịch đến từng khu dân cư."),
        ("Khu dân cư đã hoàn thành việc rà soát hộ nghèo trong tháng.", "Khu dân cư chưa hoàn thành việc rà soát hộ nghèo trong tháng."),
        ("Số hộ nghèo trên địa bàn xã tăng so với đầu năm nay.", "Số hộ nghèo trên địa bàn xã giảm so với đầu năm nay."),
        ("Đã xong.", "Đã làm."),
    ],
)  # fmt: skip
def test_other_numbers_and_turned_sense_are_never_one(one, other):
    assert grouped(one, other) == [[0], [1]]


def test_each_sentence_stands_in_one_group():
    texts = [f"Khu dân cư số {n % 7} tổ chức họp bàn việc giúp hộ khó khăn lần {n % 3}." for n in range(200)]

    found = grouped(*texts)

    assert sorted(key for group in found for key in group) == list(range(200))
    assert len(found) == 21


# --- Claims -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Công tác tuyên truyền đạt kết quả tốt.", "đạt kết quả tốt"),
        ("Phong trào có Chuyển biến  tích cực ở các thôn.", "Chuyển biến tích cực"),
        ("Công tác tuyên truyền đạt kết quả tốt với 12 buổi.", ""),
        ("Làm tốt việc giúp ba hộ dựng lại nhà.", ""),
        ("Tuyên truyền có hiệu quả, đạt {tuyen-truyen-buoi} buổi.", ""),
        ("Hoàn thành tốt theo Kế hoạch 15/KH-MTTQ.", ""),
        ("Bà con lo thời tiết, mong sớm ổn định.", ""),
    ],
)
def test_claim_is_marked_only_where_nothing_shows_it(text, words):
    assert claims.unshown(text) == words


# --- Figures ----------------------------------------------------------------------------------------------------------


def test_fields_are_filled_where_they_stand():
    said, places = fields.filled("Có {a} buổi và {b@464#2020-9M} hộ.", {"a": "12", "b@464#2020-9M": "1.234"})

    assert said == "Có 12 buổi và 1.234 hộ."
    assert [(said[one.start : one.end], one.key) for one in places] == [("12", "a"), ("1.234", "b@464#2020-9M")]


@pytest.mark.parametrize(
    ("text", "torn"), [("{a}", False), ("{a@464}", False), ("{a", True), ("a}", True), ("{}", True), ("{ a }", True)]
)
def test_brace_that_is_no_field_is_noticed(text, torn):
    assert fields.is_torn(text) is torn


SESSIONS, MONEY, POOR = Known("buoi", "buổi", Decimal(36)), Known("tien", "đồng", Decimal(45_000_000)), Known("ho", "hộ", Decimal(1234))  # fmt: skip


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("Tổ chức 36 buổi tuyên truyền.", [("36", "buoi")]),
        ("Tổ chức 36 cuộc họp.", []),  # a small number of something else
        ("Trao 45 triệu đồng.", [("45 triệu đồng", "tien")]),
        ("Trao 45.000.000 đồng cho 1.234 hộ.", [("45.000.000 đồng", "tien"), ("1.234", "ho")]),
        ("Ngày 36/10, số 1.234/QĐ.", []),
        ("Đã có {buoi} buổi, 36 buổi nữa.", [("36", "buoi")]),
        ("Trao 1,234 tấn.", []),  # may be read in two ways
    ],
)
def test_typed_number_is_offered_where_it_is_a_known_figure(text, offered):
    found = fields.offers(text, [SESSIONS, MONEY, POOR])

    assert [(one.written, one.code) for one in found] == offered
    assert all(text[one.start : one.end] == one.written for one in found)


def test_two_figures_of_one_number_are_told_apart_by_their_unit():
    other = Known("nguoi", "lượt người", Decimal(1234))

    assert [one.code for one in fields.offers("Có 1.234 lượt người dự.", [POOR, other])] == ["nguoi"]
    assert fields.offers("Có 1.234 cái cây.", [POOR, other]) == []


# --- Two texts --------------------------------------------------------------------------------------------------------

FROZEN = [
    "Kết quả công tác Mặt trận",
    "Tổ chức 36 buổi tuyên truyền.",
    "Trao 45.000.000 đồng cho bà con.",
    "Hết báo cáo.",
]


def test_lines_that_fall_otherwise_are_no_difference():
    signed = "MẶT TRẬN\nSố: 12/BC\nKết quả công tác\nMặt trận Tổ chức 36\n2\nbuổi tuyên truyền. Trao 45.000.000 đồng cho bà con.\nHết báo cáo./.\nCHỦ TỊCH"

    found = differences.compare(FROZEN, signed)

    assert found.differences == []
    assert found.outside == ["MẶT TRẬN Số: 12/BC", "CHỦ TỊCH"]


def test_changed_left_out_and_added_words_are_each_named():
    signed = (
        "Kết quả công tác Mặt trận\nTổ chức 38 buổi tuyên truyền sâu rộng.\nTrao 45.000.000 cho bà con."
        "\nThêm một đoạn.\nHết báo cáo."
    )

    found = differences.compare(FROZEN, signed).differences

    assert [(one.before, one.after) for one in found] == [
        ("36", "38"),
        ("", "sâu rộng."),
        ("đồng", ""),
        ("", "Thêm một đoạn."),
    ]
    assert found[0].near == "Tổ chức"


def test_paragraph_that_is_nowhere_is_named_as_a_whole():
    found = differences.compare(FROZEN, "Kết quả công tác Mặt trận Hết báo cáo. Ký tên").differences

    assert [(one.before, one.after) for one in found] == [(FROZEN[1], ""), (FROZEN[2], "")]


def test_table_in_any_order_is_no_difference_but_a_lost_number_is():
    signed = " ".join([*FROZEN[:2], "Hộ nghèo 12 Chỉ tiêu", *FROZEN[2:]])

    found = differences.compare(FROZEN, signed, tables=["Chỉ tiêu", "Hộ nghèo", "12", "1.234"])

    assert found.differences == []
    assert found.missing == ["1.234"]
