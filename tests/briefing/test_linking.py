"""Names in a text meet the bodies of the registry, or nobody."""

from uuid import UUID

import pytest

from giaoban.briefing.linking import Body, Linker

FRONT, WOMEN, YOUTH, ALL = (UUID(int=number) for number in range(1, 5))
LINKER = Linker(
    [
        Body(FRONT, False, ("Ủy ban MTTQ Việt Nam tỉnh Quảng Trị", "MTTQ tỉnh")),
        Body(WOMEN, False, ("Hội Liên hiệp Phụ nữ tỉnh",)),
        Body(YOUTH, False, ("Đoàn TNCS Hồ Chí Minh tỉnh", "Tỉnh Đoàn")),
        Body(ALL, True, ("Mặt trận và các đoàn thể chính trị - xã hội cấp tỉnh",)),
    ]
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("UBMTTQVN tỉnh", (FRONT, False)),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", (FRONT, False)),
        ("Uỷ ban MTTQ tỉnh", (FRONT, False)),
        ("Mặt trận Tổ quốc tỉnh", (FRONT, False)),
        ("Hội LHPN tỉnh", (WOMEN, False)),
        ("hội liên hiệp phụ nữ Việt Nam tỉnh", (WOMEN, False)),
        ("Tỉnh đoàn", (YOUTH, False)),
        ("Đoàn Thanh niên tỉnh", (YOUTH, False)),
        ("Mặt trận và các đoàn thể chính trị – xã hội tỉnh", (ALL, True)),
        ("Mặt trận Tổ quốc và các tổ chức chính trị - xã hội tỉnh", (ALL, True)),
    ],
)
def test_spellings_and_abbreviations_meet(words, found):
    assert LINKER.find(words) == found


@pytest.mark.parametrize("words", ["", "Hội Phụ nữ huyện", "Sở Y tế", "các đơn vị", "tỉnh"])
def test_an_unknown_name_finds_nobody(words):
    assert LINKER.find(words) is None


def test_a_name_of_two_bodies_finds_nobody():
    linker = Linker([Body(FRONT, False, ("MTTQ xã",)), Body(WOMEN, False, ("MTTQ xã",))])

    assert linker.find("Mặt trận xã") is None
