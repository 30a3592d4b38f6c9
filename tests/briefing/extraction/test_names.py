import pytest

from giaoban.briefing.extraction.analysis import Analysis
from giaoban.briefing.extraction.gazetteer import DEFAULT, Organisation


def bodies(text, gazetteer=DEFAULT):
    analysis = Analysis(text, gazetteer, ())
    return {analysis.reading.says(one.first, one.last): one for one in analysis.bodies.mentions}


def people(text):
    analysis = Analysis(text, DEFAULT, ())
    return {person.name: person.posts for person in analysis.people.mentions}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Họp với UBMTTQVN tỉnh về quỹ", "UBMTTQVN tỉnh"),
        ("Hội LHPN huyện Mường Khao ra quân", "Hội LHPN huyện Mường Khao"),
        ("do Ban Thường vụ Tỉnh uỷ phê duyệt", "Ban Thường vụ Tỉnh uỷ"),
        (
            "Ban Thường trực Ủy ban MTTQ Việt Nam xã Phước Tường họp",
            "Ban Thường trực Ủy ban MTTQ Việt Nam xã Phước Tường",
        ),
        ("BCĐ phòng chống lụt bão huyện yêu cầu", "BCĐ phòng chống lụt bão huyện"),
        ("Sở Lao động - Thương binh và Xã hội chủ trì", "Sở Lao động - Thương binh và Xã hội"),
        ("UBND các huyện, thị xã báo cáo", "UBND các huyện, thị xã"),
        ("Cụm thi đua số 4 chấm điểm", "Cụm thi đua số 4"),
        (
            "Mặt trận và các đoàn thể chính trị - xã hội cấp huyện ký kết",
            "Mặt trận và các đoàn thể chính trị - xã hội cấp huyện",
        ),
    ],
)
def test_a_body_is_found_with_its_level_and_place(text, name):
    assert name in bodies(text)


def test_a_person_after_a_body_is_no_part_of_its_name():
    assert "UBND tỉnh" in bodies("Phó Chủ tịch UBND tỉnh Cao Thị Lệ phát biểu")
    assert people("Phó Chủ tịch UBND tỉnh Cao Thị Lệ phát biểu") == {"Cao Thị Lệ": ("Phó Chủ tịch UBND tỉnh",)}


def test_common_words_are_no_bodies():
    assert bodies("Các cơ quan, ban, ngành và hội viên tổ chức sinh hoạt") == {}


def test_capitals_say_nothing_in_a_headline_that_is_all_capitals():
    assert bodies("KHỐI CÁC TRƯỜNG TIỂU HỌC TỔ CHỨC HỘI THI VẼ TRANH NĂM 2024") == {}


def test_bodies_of_a_caller_are_linked_by_their_code():
    gazetteer = DEFAULT.extended([Organisation("unit-7", "Hội Yêu chim xã Phước Tường", ("HYC Phước Tường",))])

    assert bodies("giao HYC Phước Tường kiểm đếm", gazetteer)["HYC Phước Tường"].code == "unit-7"
    assert gazetteer.find("hội yêu chim xã phước tường").code == "unit-7"


def test_abbreviations_share_the_code_of_the_body():
    codes = {
        bodies(name + " tỉnh họp")[name + " tỉnh"].code for name in ("Hội LHPN", "Hội Liên hiệp Phụ nữ", "Hội Phụ nữ")
    }

    assert codes == {"women"}


def test_a_person_has_all_posts_in_the_words_of_the_text():
    text = "Dự có đồng chí Lò Thị Hạnh, UVTV, Trưởng Ban Tổ chức Huyện ủy; ông Bế Quang Minh – TUV, Phó Chủ tịch HĐND huyện."

    assert people(text) == {
        "Lò Thị Hạnh": ("UVTV", "Trưởng Ban Tổ chức Huyện ủy"),
        "Bế Quang Minh": ("TUV", "Phó Chủ tịch HĐND huyện"),
    }


def test_posts_in_a_row_before_a_name_are_all_kept():
    assert people("Ủy viên Trung ương Đảng, Bí thư Tỉnh ủy Hoàng Văn Sơn kết luận") == {
        "Hoàng Văn Sơn": ("Ủy viên Trung ương Đảng", "Bí thư Tỉnh ủy")
    }


def test_uncle_ho_attends_no_meeting():
    assert people("học tập và làm theo tấm gương Chủ tịch Hồ Chí Minh") == {}
