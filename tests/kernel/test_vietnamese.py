"""Vietnamese text. The orders below are ICU's `vi`, against which the key was compared on tens of thousands of words."""

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.kernel.vietnamese import (
    TONES,
    fold,
    fold_in_place,
    name_sort_key,
    nfc,
    same_words,
    sort_key,
    spelling,
    tokens_for_search,
)

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
VOWELS = "aăâeêioôơuưy"
words = st.text(st.sampled_from(LETTERS + LETTERS.upper() + "".join(TONES) + " -'.\u200b\u00a0"), max_size=24)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đại đoàn kết", "dai doan ket"),
        ("ĐẮK R’LẤP", "dak r’lap"),
        ("  Hội\u00a0Nông\t\ndân ", "hoi nong dan"),
        ("Mặt\u200b trận\ufeff Tổ\u00ad quốc", "mat tran to quoc"),
        (unicodedata.normalize("NFD", "Ủy ban nhân dân"), "uy ban nhan dan"),
        ("Ðông Hà", "dong ha"),
        ("", ""),
    ],
)
def test_fold_leaves_bare_lower_case_words(text, folded):
    assert fold(text) == folded


@given(st.text(max_size=40))
def test_fold_of_a_folded_text_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(words)
def test_fold_is_the_same_for_composed_and_decomposed_text(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(nfc(text))


@given(st.text(max_size=40))
def test_fold_in_place_keeps_every_offset(text):
    assert len(fold_in_place(text)) == len(text)


@given(words.map(nfc))
def test_fold_in_place_says_the_same_letters_as_fold(text):
    visible = "".join(c for c in text if c != "\u200b" and not unicodedata.combining(c))

    assert " ".join(fold_in_place(visible).split()) == fold(visible)


def test_fold_in_place_keeps_a_letter_that_would_become_two():
    assert fold_in_place("x각x") == "x각x"


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ("uỷ ban", "ủy ban"),
        ("Tỉnh uỷ", "Tỉnh ủy"),
        ("TỈNH UỶ", "TỈNH ỦY"),
        ("khoá", "khóa"),
        ("hoà", "hòa"),
        ("thuỷ", "thủy"),
        ("khoẻ", "khỏe"),
        ("thuý", "thúy"),
    ],
)
def test_spelling_moves_the_tone_to_where_state_papers_set_it(newer, older):
    assert spelling(newer) == older
    assert spelling(older) == older


@pytest.mark.parametrize(
    "text",
    [
        "hoàn",
        "toán",
        "huỳnh",
        "thuyền",
        "quý",
        "quỷ",
        "già",
        "giặt",
        "giếng",
        "gìn",
        "thuở",
        "rượu",
        "khuỷu",
        "người",
        "ngoài",
        "của",
        "mía",
        "ý",
        "yếu",
        "nghĩa",
        "giữa",
        "quốc",
    ],
)
def test_spelling_leaves_words_alone_that_both_schools_write_alike(text):
    assert spelling(text) == text


@pytest.mark.parametrize(("typed", "meant"), [("tòan", "toàn"), ("qúy", "quý"), ("gìa", "già"), ("nguờn", "nguờn")])
def test_spelling_repairs_a_misplaced_tone(typed, meant):
    assert spelling(typed) == meant


@pytest.mark.parametrize("text", ["café", "ña", "Đắk Đoa", "Pa Kô", "quí", "kỹ", "lí", "áà", "số 23-QĐ/TW"])
def test_spelling_touches_neither_y_and_i_nor_what_is_no_vietnamese_syllable(text):
    assert spelling(text) == text


def test_spelling_does_not_move_a_tone_next_to_a_loose_mark():
    assert spelling("oà\u0300 hoà") == "oà\u0300 hòa"


@given(words)
def test_spelling_keeps_length_and_folded_words(text):
    composed = nfc(text)

    assert len(spelling(composed)) == len(composed)
    assert fold(spelling(composed)) == fold(composed)


@given(words)
def test_spelling_of_a_spelled_text_changes_nothing(text):
    assert spelling(spelling(text)) == spelling(text)


def test_same_words_ignores_case_spacing_encoding_and_school():
    assert same_words("UỶ BAN  MTTQ", unicodedata.normalize("NFD", "ủy ban\u00a0mttq\u200b"))


def test_same_words_minds_tones_and_letters():
    assert not same_words("Hòa", "Hóa")
    assert not same_words("Đa", "Da")


ICU_ORDER = [
    "10/10", "2 Tháng 4", "a", "A", "à", "ả", "ã", "á", "ạ", "A Lưới", "an", "An", "án", "An Bình", "Anh", "ăn", "Ăn", "ân",
    "ấn", "Dao", "Dào", "Dáo", "Đào", "Đáo", "Đặng", "đê", "Ế", "ệ", "êm", "Hoa", "Hòa", "Hoà Bình", "Niê", "nóng", "nông",
    "nơi", "Quảng Bình", "Quảng Trị", "uốn", "ương", "vạn", "y", "ỷ", "ý",
]  # fmt: skip


def test_sort_key_gives_the_order_of_vietnamese_dictionaries():
    assert sorted(set(ICU_ORDER), key=sort_key) == ICU_ORDER


def test_sort_key_orders_letters_before_tones_and_tones_before_case():
    assert sort_key("ma") < sort_key("Ma") < sort_key("mà") < sort_key("mả") < sort_key("mã") < sort_key("má")
    assert sort_key("mạ") < sort_key("mă")
    assert sort_key("mạn") > sort_key("man") > sort_key("mạ")


@pytest.mark.parametrize(("first", "second"), list(itertools.pairwise(LETTERS)))
def test_sort_key_follows_the_alphabet(first, second):
    assert sort_key(first) < sort_key(first.upper()) < sort_key(second)
    assert sort_key(first + "z") < sort_key(second)


@pytest.mark.parametrize("vowel", VOWELS)
def test_sort_key_orders_the_six_tones_of_a_vowel(vowel):
    toned = [nfc(vowel + tone) for tone in TONES]

    assert sorted(set(toned), key=sort_key) == toned


toned_words = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(VOWELS + VOWELS.upper()), st.sampled_from(TONES)).map("".join),
        st.sampled_from("bcdđĐG  -"),
    ),
    max_size=6,
).map(lambda letters: "".join(letters).strip())


@given(toned_words, toned_words)
def test_sort_key_decides_by_tones_and_case_only_between_the_same_letters(one, other):
    def letters(text):
        bare = "".join(c for c in unicodedata.normalize("NFD", text) if c not in TONES)
        return sort_key(bare.lower())

    if letters(one) < letters(other):
        assert sort_key(one) < sort_key(other)


@given(words)
def test_sort_key_is_printable_in_any_database(text):
    assert all(c >= " " for c in sort_key(text))
    assert sort_key(text) == sort_key(unicodedata.normalize("NFD", text))


def test_sort_key_has_a_place_for_foreign_letters_marks_and_punctuation():
    assert sort_key("z") < sort_key("Ω")
    assert sort_key("Muller") < sort_key("Müller") < sort_key("Mum")
    assert sort_key("a-b") < sort_key("a,b") < sort_key("a…b") < sort_key("a.b") < sort_key("a1b") < sort_key("aab")
    assert sort_key("x\u0302") > sort_key("x")
    assert sort_key("Ðà Nẵng") == sort_key("Đà Nẵng")
    assert sort_key("") == ""


def test_names_sort_by_given_name_then_middle_then_surname():
    names = [
        "Hồ Thị An",
        "Nguyễn Thị An",
        "Trần Văn An",
        "Lê Văn Anh",
        "Lê Ân",
        "Hồ Thị Ân",
        "Bình",
        "Đỗ Dung",
        "Cao Đức",
    ]

    assert sorted(set(names), key=name_sort_key) == names


def test_names_of_the_same_given_name_and_tone_stand_together_whatever_their_case():
    names = ["Trần Thị LAN", "Trần Văn Lan", "Trần Thị Lán"]

    assert sorted(set(names), key=name_sort_key) == names
    assert name_sort_key("TRẦN THỊ LAN") == name_sort_key("trần  thị lan")
    assert name_sort_key("") < name_sort_key("An")


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Quy định số 23-QĐ/TW", ["quy", "dinh", "so", "23-qd/tw"]),
        ("Nghị định 09/2019/NĐ-CP", ["nghi", "dinh", "09/2019/nd-cp"]),
        ("Số: 18/QĐ-MTTQ-UB", ["so", "18/qd-mttq-ub"]),
        ("367 - QĐ/TWĐTN-VP", ["367-qd/twdtn-vp"]),
        ("ngày 13/10/2021: 1.234.567 đồng", ["ngay", "13/10/2021", "1.234.567", "dong"]),
        ("giai đoạn 2021 – 2025, xã_A.", ["giai", "doan", "2021", "2025", "xa", "a"]),
    ],
)
def test_search_tokens_keep_numbers_of_acts_whole(text, tokens):
    assert tokens_for_search(text) == tokens
