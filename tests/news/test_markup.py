"""Markdown to what readers get, HTML of elsewhere to Markdown, two texts compared: pure."""

import re
from uuid import UUID

import pytest

from giaoban.news.markup import Shown, compare, pasted, picture_ids, pictures_without_words, plain, render, targets

ONE = UUID("00000000-0000-7000-8000-000000000001")
SHOWN = {ONE: Shown([(400, "/p/400.webp"), (800, "/p/800.webp")], 800, 600)}


@pytest.mark.parametrize(
    "written",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<style>*{display:none}</style>",
        "<svg onload=alert(1)>",
        "<iframe src=//example.org></iframe>",
        "[chữ](javascript:alert(1))",
        "[chữ](JaVaScRiPt:alert(1))",
        "[chữ](&#106;avascript:alert(1))",
        "[chữ](vbscript:x)",
        "[chữ](data:text/html,<script>alert(1)</script>)",
        "![x](javascript:alert(1))",
        '![x" onerror="alert(1)](https://example.org/a.png)',
        "<a href='javascript:alert(1)'>x</a>",
        "[x]: javascript:alert(1)\n\n[x]",
        '# <b onmouseover="alert(1)">x</b>',
        "`<script>`",
        "<javascript:alert(1)>",
    ],
)
def test_nothing_that_runs_comes_through(written):
    tags = re.findall(r"<[^>]*>", render(written, {}).lower())

    for harmful in (
        "<script",
        "<style",
        "<svg",
        "<iframe",
        "<img",
        "onerror",
        "onmouseover",
        "onload",
        "javascript",
        "vbscript",
        "data:",
    ):
        assert not any(harmful in tag for tag in tags), harmful


def test_picture_of_ours_is_a_figure_in_widths_with_its_words():
    made = render(f'![Hội nghị "sáng"](picture:{ONE} "Ảnh: Thanh Vân")', SHOWN)

    assert made.startswith('<figure><img src="/p/800.webp" srcset="/p/400.webp 400w, /p/800.webp 800w"')
    assert 'alt="Hội nghị &quot;sáng&quot;"' in made
    assert "<figcaption>Ảnh: Thanh Vân</figcaption>" in made


def test_picture_of_elsewhere_leaves_its_words():
    assert render("![Toàn cảnh](https://example.org/a.png)", SHOWN) == "<p>Toàn cảnh</p>\n"


@pytest.mark.parametrize(("marks", "tag"), [("#", "h2"), ("##", "h2"), ("###", "h3"), ("####", "h4"), ("######", "h4")])
def test_headings_stand_below_the_title_of_the_page(marks, tag):
    assert render(f"{marks} Việc", {}) == f"<{tag}>Việc</{tag}>\n"


def test_text_says_which_pictures_and_links_it_has():
    body = f"![](picture:{ONE}) ![Có chữ](picture:{ONE}) [a](/news/) [b](https://example.org/) [c](/news/)"

    assert picture_ids(body) == [ONE]
    assert pictures_without_words(body) == 1
    assert targets(body) == ["/news/", "https://example.org/"]
    assert plain("## Việc\n\n**Một** [hai](/x)") == "Việc\nMột hai"


@pytest.mark.parametrize(
    "harm", ["[" * 50_000, "![](x" * 10_000, "> " * 30_000 + "x", "|a" * 20_000 + "\n" + "|-" * 20_000]
)
def test_deep_and_long_markdown_ends(harm):
    assert isinstance(render(harm, {}), str)


# --- Comparing --------------------------------------------------------------------------------------------------------


def test_words_that_changed_are_told_apart():
    pieces = compare("Có 120 đại biểu dự.\nHai.", "Có 118 đại biểu dự.\nHai.")

    assert [(one.kind, one.text) for one in pieces] == [
        ("same", "Có "), ("gone", "120"), ("new", "118"), ("same", " đại biểu dự.\nHai."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [("", "a"), ("a", ""), ("a b c", "a x c"), ("a\nb", "b\na"), ("x " * 5000, "y " * 5000), ("", "")],
)
def test_both_texts_can_be_read_from_the_pieces(before, after):
    pieces = compare(before, after)

    assert "".join(one.text for one in pieces if one.kind != "new") == before
    assert "".join(one.text for one in pieces if one.kind != "gone") == after


# --- Pasting ----------------------------------------------------------------------------------------------------------

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style></head><body>
<!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]-->
<p class=MsoNormal style='mso-margin-top-alt:auto'><b>Kế hoạch</b> <i>tháng 11</i><o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>  </span></span>Rà soát hộ nghèo</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>  </span></span>Sửa 12 nhà</p>
<table><tr><td>Huyện</td><td>Số hộ</td></tr><tr><td>A | B</td><td>12</td></tr></table></body></html>"""


def test_word_is_pasted_as_markdown():
    assert pasted(WORD) == (
        "**Kế hoạch** *tháng 11*\n\n- Rà soát hộ nghèo\n- Sửa 12 nhà\n\n"
        "| Huyện | Số hộ |\n| --- | --- |\n| A \\| B | 12 |\n"
    )


def test_signs_of_markdown_in_pasted_words_stay_words():
    made = pasted("<p>1. Không phải * danh sách_</p><p># không phải đề mục</p><p>&lt;script&gt;</p>")

    assert "<li>" not in render(made, {})
    assert "<h2>" not in render(made, {})
    assert "&lt;script&gt;" in render(made, {})


def test_scripts_and_hidden_text_are_not_pasted():
    made = pasted('<p>Thấy<script>x()</script><span style="display: none">ẩn</span><style>a{}</style></p>')

    assert made == "Thấy\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    "harm", ["<div>" * 20_000 + "x", "<b>" * 5_000 + "x", "<table><tr><td>" * 500, "\0" * 1000, "<ul><li>" * 2_000]
)
def test_hostile_html_ends(harm):
    assert isinstance(pasted(harm), str)
