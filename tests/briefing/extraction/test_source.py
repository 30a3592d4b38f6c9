import time
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from giaoban.briefing.extraction.source import Source, normalised

ODD_LETTERS = "aăâđơĐế \t\r\n\u00a0\u200b\u200d\ufeff\u0300\u0301\u0302\u0323\u031b\u05b0🔔\ufe0fÅ\u212bİ"
texts = st.one_of(st.text(), st.text(alphabet=ODD_LETTERS, max_size=40))


def test_text_in_normal_form_is_read_as_it_stands():
    source = Source.of("Ủy ban xã Hoà Bình")

    assert source.clean == source.text
    assert source.original(4, 7) == (4, 7)


def test_lower_case_knows_both_schools_of_tone_marks():
    assert Source.of("UỶ BAN khoá XIII, Hoà").low == "ủy ban khóa xiii, hòa"


def test_a_span_of_decomposed_text_leads_back_to_letters_with_their_marks():
    text = unicodedata.normalize("NFD", "Tỉnh ủy họp")
    source = Source.of(text)
    start = source.clean.index("ủy")

    first, last = source.original(start, start + 2)

    assert unicodedata.normalize("NFC", text[first:last]) == "ủy"


def test_zero_width_and_no_break_spaces_do_not_shift_spans():
    text = "\ufeffBan\u00a0Dân\u200b vận\r\nhọp"
    source = Source.of(text)

    assert source.clean == "Ban Dân vận\nhọp"
    assert text[slice(*source.original(8, 11))] == "vận"
    assert text[slice(*source.original(12, 15))] == "họp"


@given(texts)
@example("\r\n\n")
@example("a\u0301\u0323\u200b\u0302")
def test_lower_case_has_the_length_of_the_clean_text(text):
    source = Source.of(text)

    assert len(source.low) == len(source.clean)


@given(texts, st.data())
def test_any_span_of_the_clean_text_says_the_same_in_the_original(text, data):
    source = Source.of(text)
    if not source.clean:
        return
    start = data.draw(st.integers(0, len(source.clean) - 1))
    end = data.draw(st.integers(start + 1, len(source.clean)))
    first, last = source.original(start, end)

    assert 0 <= first < last <= len(text)
    assert source.clean[start:end] in normalised(text[first:last])


def test_a_letter_under_a_mountain_of_marks_costs_no_more_than_its_length():
    text = "a" + "\u0301\u0323" * 200_000
    began = time.perf_counter()

    source = Source.of(text)

    assert len(source.clean) <= 31
    assert time.perf_counter() - began < 2
