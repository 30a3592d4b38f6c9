import pytest

from giaoban.briefing.extraction.analysis import Analysis
from giaoban.briefing.extraction.gazetteer import DEFAULT


def sentences(text):
    analysis = Analysis(text, DEFAULT, ())
    return [(one.marker, analysis.source.clean[one.start : one.end]) for one in analysis.sentences]


def noise(text, known=()):
    analysis = Analysis(text, DEFAULT, known)
    return [
        analysis.source.clean[one.start : one.end] for i, one in enumerate(analysis.sentences) if i in analysis.noise
    ]


def test_abbreviations_and_numbers_do_not_end_a_sentence():
    text = "Ngày 2.8, TP. Bến Gỗ có 1.205 hộ. GS. Mai dự họp."

    assert [said for _, said in sentences(text)] == ["Ngày 2.8, TP. Bến Gỗ có 1.205 hộ.", "GS. Mai dự họp."]


def test_a_missing_space_after_a_full_stop_does_not_join_two_sentences():
    assert len(sentences("Phong trào có hiệu quả.Trong đó nổi bật là hai xã.")) == 2


def test_marks_of_list_items_stand_apart():
    text = "1. Rà soát hộ nghèo\n- Gửi danh sách\nII. Nhiệm vụ\na) Họp dân\n🔔 Treo cờ\n1\ufe0f\u20e3 Dọn vệ sinh"

    assert [marker for marker, _ in sentences(text)] == ["1.", "-", "II.", "a)", "🔔", "1\u20e3"]


def test_a_line_broken_in_mid_sentence_is_one_sentence():
    text = "Mặt trận các xã tiếp tục vận động nhân dân tham gia\nlàm đường nội đồng trước mùa mưa."

    assert len(sentences(text)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "57 Go top",
        "Thống kê truy cập",
        "Lượt xem: 1.024",
        "Chia sẻ Facebook",
        "#MuongKhao #MatTran",
        "Tin, ảnh: Hà My",
        "Quang cảnh hội nghị",
        "Thứ sáu, 05/04/2024 08:15",
        "❤️ 12   💬 3 bình luận",
    ],
)
def test_page_furniture_is_noise(line):
    text = f"Huyện Mường Khao họp giao ban\nSáng 5/4, huyện họp.\nCác xã báo cáo kết quả quý I.\n{line}\n"

    assert [one for one in noise(text) if one.strip("❤️ ") in line] != []


def test_prose_that_begins_like_furniture_is_no_noise():
    text = "Họp xã\nSáng 5/4, xã họp.\nTin tưởng vào tập thể, đồng chí đề nghị các thôn ra quân.\nThông báo kết quả rà soát cho từng hộ dân trước ngày 15/4."

    assert noise(text) == []


def test_everything_after_related_links_is_noise():
    text = "Họp xã\nSáng 5/4, xã họp giao ban.\nĐồng chí đề nghị các thôn ra quân.\nTin liên quan\nHuyện yêu cầu các xã nộp báo cáo"

    assert noise(text)[-1] == "Huyện yêu cầu các xã nộp báo cáo"


def test_what_the_reader_of_files_knows_for_noise_is_noise():
    text = "Trang 3/5\nCác thôn nộp báo cáo."

    assert noise(text, known=[(0, 9)]) == ["Trang 3/5"]
