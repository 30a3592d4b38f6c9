"""Words as the index holds and asks them: nothing typed breaks a query, nothing found is marked at the wrong letter."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.kernel.search_words import Asked, Piece, clean, marked, neighbours, tokens, vector
from giaoban.kernel.vietnamese import fold, fold_with_places, nfc

# Vietnamese letters, marks of both kinds, signs of papers, and what hides or turns.
TEXTS = st.text(
    st.sampled_from(
        "aăâbcdđeêghiklmnoôơpqrstuưvxyAĐÊƯ 0123456789-–/.,'\"\\&|!:*()<>%_\u0301\u0323\u031b\u202e\u200bß\ufb01\n"
    )
)
WORDS = st.text("abcdeghiklmnopqrstuvxy", min_size=3, max_size=8)


def found(text: str) -> set[str]:
    return {word for token in tokens(text) for word in (*token.parts, *token.whole)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Quyết định", {"quyet", "dinh"}),
        ("Đường đê", {"duong", "de"}),
        ("23-QĐ/TW", {"23", "qd", "tw", "23-qd-tw"}),
        ("23 – QĐ/TW", {"23", "qd", "tw", "23-qd-tw"}),
        ("09/2019/NĐ-CP", {"09", "2019", "nd", "cp", "09-2019-nd-cp"}),
        ("13/10/2021", {"13", "10", "2021", "13-10-2021"}),
        ("1.234.567 đồng", {"1", "234", "567", "1-234-567", "1234567", "dong"}),
        ("MTTQVN tỉnh", {"mttqvn", "tinh"}),
        ("…, – ‘’ !", set()),
        ("", set()),
    ],
)
def test_text_holds_these_words(text, words):
    assert found(text) == words


def test_words_of_two_texts_are_never_neighbours():
    assert vector("a b", "c") == "'a':2 'b':3 'c':5"


def test_encodings_of_one_text_give_the_same_words():
    text = "Hội Liên hiệp Phụ nữ, số 15-KH/HPN"

    assert vector(unicodedata.normalize("NFD", text)) != ""
    assert vector(clean(unicodedata.normalize("NFD", text))) == vector(clean(text))


@given(TEXTS)
def test_words_are_folded_and_made_of_letters_and_figures(text):
    for word in found(clean(text)):
        assert word == fold(word)
        assert all(part.isalnum() for part in word.split("-"))


@given(TEXTS)
def test_folded_letters_know_where_they_are_from(text):
    folded, places = fold_with_places(nfc(text))

    assert len(folded) == len(places)
    assert " ".join(folded.split()) == fold(text)
    assert all(
        fold(nfc(text)[place]) in ("", fold(letter)) or letter in fold(nfc(text)[place])
        for letter, place in zip(folded, places, strict=True)
    )


@given(TEXTS)
def test_text_is_found_by_each_of_its_own_words(text):
    for token in tokens(clean(text)):
        asked = Asked.of(clean(text)[token.start : token.end])
        assert asked
        assert {word for term in asked.terms for word in term.parts} <= found(clean(text))


@given(TEXTS)
def test_clean_text_hides_nothing_and_stays_itself(text):
    kept = clean(text)

    assert clean(kept) == kept
    assert not [c for c in kept if unicodedata.category(c) in {"Cc", "Cf"}]


@given(TEXTS, TEXTS, st.sampled_from([0, 20, 60]))
def test_pieces_give_back_the_text_that_they_are_of(text, typed, longest):
    kept = clean(text)
    pieces = marked(kept, Asked.of(typed), longest=longest)
    told = "".join(piece.text for piece in pieces)

    assert (told == kept) if not longest else (told.removeprefix("… ").removesuffix(" …") in kept)
    assert all(piece.text for piece in pieces)


@given(WORDS)
def test_neighbours_are_one_typo_away_and_it_goes_both_ways(word):
    near = neighbours(word)

    assert word not in near
    assert all(abs(len(other) - len(word)) <= 1 for other in near)
    assert all(word in neighbours(other) for other in sorted(near)[:20])


@pytest.mark.parametrize(
    ("meant", "typed"), [("quan", "qaun"), ("triet", "triett"), ("triet", "trit"), ("dong", "dobg")]
)
def test_slips_of_a_finger_are_neighbours(meant, typed):
    assert meant in neighbours(typed)


def test_number_is_never_put_right():
    assert Asked.of("23-qd/tw 2021").mistyped() == []
    assert Asked.of("ho 2021").mistyped() == []  # two letters: everything would be near


def test_one_word_at_a_time_is_put_right():
    forgiven = Asked.of("quan triett").forgiving({"triet", "quen", "xyz"})

    assert [(one.query, one.phrase, one.instead) for one in forgiven] == [
        ("('quen') & 'triett':*", "('quen') <-> 'triett':*", ("quen",)),
        ("'quan' & ('triet')", "'quan' <-> ('triet')", ("triet",)),
    ]


def test_query_asks_for_all_words_the_last_one_begun():
    assert Asked.of("rà soát ng").question().query == "'ra' & 'soat' & 'ng':*"
    assert Asked.of("rà soát ng").question().phrase == "'ra' <-> 'soat' <-> 'ng':*"


def test_number_of_a_paper_is_asked_whole_or_side_by_side():
    assert Asked.of("23-QĐ/TW").question().query == "('23-qd-tw':* | ('23' <-> 'qd' <-> 'tw':*))"


@pytest.mark.parametrize(
    ("typed", "whole_words", "beginning", "is_led"),
    [
        ("rà soát ng", "'ra' & 'soat'", "'ng'", True),
        ("ng", "", "'ng'", True),
        ("nghiêng", "", "'nghieng'", True),
        ("rà nghiengab", "'ra'", "'nghieng'", False),
        ("23-QĐ/TW", "('23-qd-tw':* | ('23' <-> 'qd'))", "'tw'", False),
        ("quyết định 23-QĐ", "'quyet' & 'dinh' & ('23-qd':* | ('23'))", "'qd'", False),
    ],
)
def test_index_leads_to_rows_by_whole_words_and_by_a_beginning(typed, whole_words, beginning, is_led):
    question = Asked.of(typed).question()

    assert (question.whole_words, question.beginning, question.is_led) == (whole_words, beginning, is_led)


def test_word_that_was_put_right_is_no_beginning():
    question = Asked.of("quan triett").forgiving({"triet"})[0]

    assert (question.whole_words, question.beginning, question.is_led) == (question.query, "", True)


def test_word_typed_twice_is_asked_once():
    assert Asked.of("hội Hội hoi").question().query == "'hoi':*"


@pytest.mark.parametrize("typed", ["", "   ", "%%__", "''", "\\", "\u202e\u200f", "&|!<->():*", "\x00", "…–"])
def test_signs_alone_ask_for_nothing(typed):
    assert not Asked.of(typed)


def test_marks_fall_onto_the_letters_as_they_were_written():
    pieces = marked("Nghe phổ biến Quyết định số 23-QĐ/TW của", Asked.of("23-qd/tw quyet din"))

    assert [piece.text for piece in pieces if piece.is_hit] == ["Quyết định", "23-QĐ/TW"]


def test_excerpt_is_the_place_where_the_words_stand_together():
    text = "hội " + "x " * 200 + "hội Phụ nữ tỉnh " + "y " * 200

    pieces = marked(text.strip(), Asked.of("hoi phu nu"), longest=60)

    assert Piece("hội Phụ nữ", True) in pieces
    assert (pieces[0].text, pieces[-1].text) == ("… ", " …")
    assert sum(len(piece.text) for piece in pieces) < 80


def test_long_word_is_cut_alike_on_both_sides():
    word = "a" * 500

    assert Asked.of(word).terms[0].parts == next(tokens(word)).parts
