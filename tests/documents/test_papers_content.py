"""What a paper says survives JSON and the text field of a form, and refuses what it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.documents.papers import (
    Column,
    Heading,
    InvalidPaper,
    Paper,
    Paragraph,
    Table,
    from_lines,
    said,
    to_lines,
)
from tests.documents.papers import BLOCKS, TASKS, THREE, paper

words = st.text(max_size=60)


@pytest.mark.parametrize("one", THREE.values(), ids=THREE)
def test_paper_comes_back_from_json_as_it_was(one):
    assert Paper.from_json(one.to_json()) == one


@given(words)
def test_harmless_text_is_harmless_twice(text):
    once = said(text)

    assert said(once) == once
    assert "\n" not in once
    assert not any(ord(sign) < 32 for sign in once)


@given(words, words)
def test_any_words_come_back_from_json(subject, cell):
    one = paper(subject=subject, blocks=(Paragraph(cell), Table((Column(subject, 1),), ((cell,),))))

    assert Paper.from_json(one.to_json()) == one


@pytest.mark.parametrize(
    "changes",
    [
        {"profile": "state-1999"},
        {"kind": "XX"},
        {"day": "hôm qua"},
        {"blocks": [{"rows": [["1"]], "columns": []}]},
        {"blocks": [{}]},
        {"issuer": {}},
        {"unknown": 1},
    ],
)
def test_json_that_is_no_paper_is_refused(changes):
    with pytest.raises(InvalidPaper):
        Paper.from_json(paper().to_json() | changes)


def test_row_that_does_not_fit_its_columns_is_refused():
    with pytest.raises(InvalidPaper):
        Table((Column("Một", 1),), (("1", "2"),))


def test_content_is_edited_as_lines_and_tables_keep_their_place():
    lines = to_lines(BLOCKS)

    assert lines.splitlines()[::2] == ["# I. MỤC ĐÍCH", BLOCKS[1].text, "[Bảng 1]", "Trên đây là kế hoạch."]
    assert from_lines(lines, tables=[TASKS]) == BLOCKS


def test_table_that_was_taken_out_is_gone_and_one_that_nobody_brought_is_refused():
    assert from_lines("# Đề mục\nMột đoạn.", tables=[TASKS]) == (Heading("Đề mục"), Paragraph("Một đoạn."))
    with pytest.raises(InvalidPaper, match="Bảng 2"):
        from_lines("[Bảng 2]", tables=[TASKS])
