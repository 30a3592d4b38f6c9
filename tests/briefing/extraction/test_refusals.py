import pytest

from giaoban.briefing.extraction.legacy import legacy_encoding
from giaoban.documents.reading.secrecy import secret_mark


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("MẬT\nBÁO CÁO\nkết quả quý III", "MẬT"),
        ("TỈNH ỦY\n[TỐI MẬT]\nThông báo", "TỐI MẬT"),
        ("  * TUYỆT MẬT *  \nnội dung", "TUYỆT MẬT"),
        ("Độ mật: Tối mật\nKế hoạch", "TỐI MẬT"),
        ("Số: 12-BC/TU        MẬT\nnội dung", "MẬT"),
        ("M\u00c2\u0323T\nbáo cáo", "MẬT"),
        ("T\u200bỐI MẬT\nbáo cáo", "TỐI MẬT"),
    ],
)
def test_the_mark_of_a_state_secret_is_seen(text, mark):
    assert secret_mark(text).words == mark


@pytest.mark.parametrize(
    "text",
    [
        "Các đại biểu nghe phổ biến Luật Bảo vệ bí mật nhà nước.",
        "giữ mối quan hệ mật thiết với nhân dân",
        "mật độ dân số cao",
        "BẢO MẬT THÔNG TIN\nhướng dẫn",
        "Xử lý 3 vụ lộ tài liệu có độ mật do sơ suất.",
        "Mật ong xã Phước Tường đạt 3 sao",
        "Tài liệu đóng dấu MẬT phải được giữ trong tủ có khóa.",
    ],
)
def test_a_text_that_only_speaks_of_secrets_bears_no_mark(text):
    assert secret_mark(text) is None


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc. Héi nghÞ giao ban quý IV", "TCVN3 (ABC)"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp - Töï do - Haïnh phuùc. Hoäi nghò giao ban", "VNI"),
    ],
)
def test_old_encodings_are_recognised(text, encoding):
    assert legacy_encoding(text) == encoding


@pytest.mark.parametrize(
    "text",
    [
        "Hội nghị giao ban quý IV",
        "Hoi nghi giao ban khong dau",
        "Ein Straßenfest in Köln wäre schön, übrigens für alle Gäste",
        "",
        "Réunion générale à l'hôtel de ville, où l'été fut célébré",
    ],
)
def test_unicode_is_no_old_encoding(text):
    assert legacy_encoding(text) is None
