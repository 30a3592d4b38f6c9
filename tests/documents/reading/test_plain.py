"""Plain text in whatever encoding an office keeps it."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.documents.reading import UnreadableFile, parse_bytes, read_bytes, read_file
from tests.documents.reading.making import work_of

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "briefings"
TEXT = "Kế hoạch giao ban quý IV năm 2021\r\nĐề nghị Hội Nông dân tỉnh rà soát hộ nghèo, cận nghèo.\n"
LONG = TEXT * 20


def windows_1258(text):
    """As Windows wrote it: the vowel with its hat or horn, then the tone; letters that have a place of their own in it."""
    out = b""
    for char in text:
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
            hat = "".join(mark for mark in parts[1:] if mark in "\u0302\u0306\u031b")
            tone = "".join(mark for mark in parts[1:] if mark not in hat)
            out += (unicodedata.normalize("NFC", parts[0] + hat) + tone).encode("cp1258")
    return out


def test_utf_8_stays_as_it_is_with_its_line_ends(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode())

    read = read_file(path)

    with path.open(encoding="utf-8", newline="") as file:
        assert read.text == file.read()
    assert (read.kind, read.noise, read.warnings) == ("txt", (), ())


def test_samples_are_read_as_their_annotations_count():
    if not SAMPLES.is_dir():
        pytest.skip("needs the briefing samples in ../shared")
    for path in sorted(SAMPLES.glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            assert parse_bytes(path.read_bytes(), name=path.name).text == file.read()


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(
        lambda text: text.strip("\ufeff\u200b\xa0 ")
    )
)
def test_any_utf_8_stays_as_it_is(text):
    text = f"chữ {text}"

    assert parse_bytes(text.encode(), name="a.txt").text == text


def test_byte_order_mark_stays_as_noise():
    read = read_bytes(b"\xef\xbb\xbf" + TEXT.encode(), name="a.txt")

    assert read.text == "\ufeff" + TEXT
    assert read.noise == ((0, 1),)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [TEXT, LONG], ids=["short", "long"])
def test_utf_16_is_read_with_and_without_its_mark(encoding, text):
    read = read_bytes(text.encode(encoding), name="a.txt")

    assert read.text == text
    assert read.warnings == ()


def test_windows_1258_becomes_unicode_and_is_said():
    read = read_bytes(windows_1258(LONG), name="a.txt")

    assert unicodedata.normalize("NFC", read.text) == LONG
    assert read.warnings == ("windows_1258",)


@pytest.mark.parametrize(
    "legacy",
    [
        "Céng hßa x· héi chñ nghÜa ViÖt Nam. KÕ ho¹ch giao ban quý IV, ®Ò nghÞ Héi N«ng d©n rµ so¸t hé nghÌo.",
        "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam. Keá hoaïch giao ban quyù IV, ñeà nghò Hoäi Noâng daân raø soaùt.",
    ],
    ids=["TCVN3", "VNI"],
)
def test_older_encodings_come_out_as_their_bytes_with_a_warning(legacy):
    read = read_bytes(legacy.encode("cp1252"), name="a.txt")

    assert read.text == legacy
    assert read.warnings == ("undecodable",)


def test_a_few_broken_bytes_do_not_cost_the_text():
    read = read_bytes(LONG.encode()[:-2] + b"\xe1\xba", name="a.txt")

    assert read.text.endswith("\ufffd")
    assert read.text[:-1] == LONG[:-2]
    assert read.warnings == ("broken_bytes",)


def test_reversed_reading_is_kept_and_said():
    read = read_bytes("Hạn nộp \u202e1202/11/03\u202c".encode(), name="a.txt")

    assert "\u202e" in read.text
    assert read.warnings == ("direction_controls",)


@pytest.mark.parametrize("name", ["a.txt", "a", "Kế hoạch 5.2025", "a.csv", "a.md"])
def test_text_may_bear_any_name_that_promises_nothing_else(name):
    assert read_bytes(TEXT.encode(), name=name).kind == "txt"


@pytest.mark.slow
def test_five_megabytes_are_read():
    text = "chữ " * 850_000  # of six bytes each

    assert read_bytes(text.encode(), name="a.txt").text == text


@pytest.mark.slow
def test_ordinary_text_takes_less_than_150_ms_of_work():
    data = LONG.encode() * 4
    assert len(data) > 8_000

    assert min(work_of(lambda: read_bytes(data, name="a.txt")) for _ in range(5)) < 0.15


def test_refusal_comes_out_of_the_child_whole():
    with pytest.raises(UnreadableFile) as refused:
        read_bytes(b"chu " * 1_500_000, name="a.txt")

    assert refused.value.limit_mb == 5
    assert "5 MB" in refused.value.message_vi
