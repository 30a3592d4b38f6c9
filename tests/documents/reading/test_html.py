"""Saved pages: the article and its headline; what the page adds of its own is left out or noise."""

import unicodedata

import pytest

from giaoban.documents.reading import UnreadableFile, parse_bytes, read_bytes

FIRST = "Sáng nay, Thường trực Tỉnh ủy tổ chức hội nghị giao ban với các tổ chức chính trị - xã hội trong toàn tỉnh."
SECOND = (
    "Đề nghị Hội Nông dân tỉnh rà soát danh sách hộ nghèo, báo cáo trước ngày 30/11/2021 để tổng hợp, trình cấp trên."
)
THIRD = "Hội Liên hiệp Phụ nữ tỉnh phối hợp với Đoàn Thanh niên tuyên truyền, vận động hội viên tham gia phòng dịch."
ARTICLE = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
TITLE = "Hội nghị giao ban quý IV năm 2021"


def site(article=ARTICLE, *, around="", head=""):
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE} | Trang tin tỉnh</title>{head}</head>
<body class="has-sidebar"><form id="aspnetForm"><div id="header"><h1><a href="/">Trang tin</a></h1></div>
<div class="wrapper print-area"><div class="main">{article}</div>{around}</div></form></body></html>"""


def read(page):
    return parse_bytes(page.encode(), name="a.html")


def body_of(made):
    """Lines that are not noise."""
    kept, at = "", 0
    for start, end in (*made.noise, (len(made.text), len(made.text))):
        kept += made.text[at:start]
        at = end
    return [line for line in kept.split("\n") if line]


def test_headline_and_article_are_read():
    made = read_bytes(site().encode(), name="bai.html")

    assert made.kind == "html"
    assert body_of(made) == [TITLE, FIRST, SECOND, THIRD]


FURNITURE = {
    "script": "<script>Đề nghị Hội Phụ nữ</script>",
    "style": "<style>p{}</style>",
    "menu by element": "<nav><ul><li>Giới thiệu chung về tỉnh</li></ul></nav>",
    "menu by name": '<ul class="mainMenu"><li><a>Giới thiệu</a></li></ul>',
    "menu by role": '<div role="navigation">Giới thiệu</div>',
    "foot": "<footer>Bản quyền thuộc Tỉnh ủy</footer>",
    "aside": f"<aside><p>{THIRD}</p></aside>",
    "counter": '<div id="thong-ke-truy-cap">Đang truy cập: 323<br>Tổng: 39.123.456</div>',
    "poll": '<div class="poll-box">Bạn đánh giá trang này thế nào? <label>Tốt</label></div>',
    "sharing": '<div class="share-buttons">Chia sẻ</div>',
    "related news": '<div class="tin-lien-quan"><ul><li><a>Đề nghị Hội Cựu chiến binh triển khai ngay</a></li></ul></div>',
    "comments": '<div class="comments">Ý kiến bạn đọc: đề nghị làm ngay</div>',
    "hidden": '<div style="display: none">Đề nghị ẩn</div>',
    "hidden by attribute": "<p hidden>Đề nghị ẩn</p>",
    "form fields": "<select><option>Đề nghị chọn</option></select><button>Gửi</button>",
    "comment of the source": "<!-- Đề nghị ẩn -->",
}


@pytest.mark.parametrize("furniture", FURNITURE.values(), ids=FURNITURE)
def test_furniture_is_left_out(furniture):
    made = read(site(around=furniture))

    assert body_of(made) == [TITLE, FIRST, SECOND, THIRD]
    assert [made.text[start:end] for start, end in made.noise] in ([], ["Trang tin"])


@pytest.mark.parametrize(
    "stray", ["Go top", "99 Go top", "Lượt xem: 1234", "Tin liên quan", "Tags: giao ban", "© 2021 Tỉnh ủy"]
)
def test_phrase_of_the_page_within_the_article_is_noise(stray):
    made = read(site(f"{ARTICLE}<p>{stray}</p>"))

    assert stray in [made.text[start:end] for start, end in made.noise]


@pytest.mark.parametrize(
    "sentence",
    [
        "Chia sẻ với các hộ nghèo, đoàn công tác đã tặng ba mươi suất quà cho bà con trong xã.",
        "Hôm nay, các đơn vị nộp báo cáo; hạn cuối là ngày 15.",
        "Bình chọn gương điển hình: Hội Phụ nữ chủ trì, hoàn thành trước ngày 20/11.",
    ],
)
def test_sentence_that_begins_like_a_phrase_stays_text(sentence):
    assert sentence in body_of(read(site(f"{ARTICLE}<p>{sentence}</p>")))


def test_text_beside_the_article_is_noise():
    made = read(site(around='<div class="right"><p>Hộp thư góp ý của bạn đọc</p></div>'))

    assert "Hộp thư góp ý của bạn đọc" in made.text
    assert "Hộp thư góp ý của bạn đọc" not in body_of(made)


def test_name_of_furniture_around_the_article_does_not_cost_it():
    assert body_of(read(site(f'<div class="print-share content-sidebar">{ARTICLE}</div>'))) == [
        TITLE,
        FIRST,
        SECOND,
        THIRD,
    ]


def test_headline_and_lead_outside_of_the_body_are_kept():
    made = read(site(f'<h1>{TITLE}</h1><div class="date">Ngày 13/10/2021</div><div class="detail">{ARTICLE}</div>'))

    assert body_of(made) == [TITLE, "Ngày 13/10/2021", FIRST, SECOND, THIRD]


def test_article_of_line_breaks_is_cut_into_lines():
    assert body_of(read(site(f"<div>{FIRST}<br><br>{SECOND}<br/>{THIRD}</div>"))) == [TITLE, FIRST, SECOND, THIRD]


def test_inline_elements_and_white_space_do_not_cut_words():
    made = read(site(f"<p>{FIRST}</p><p>Đề  nghị\n <b>Hội</b> <i>Nông</i>&nbsp;dân <span>tỉnh</span>.</p>"))

    assert "Đề nghị Hội Nông dân tỉnh." in made.text


def test_lists_and_tables_keep_their_order():
    made = read(
        site(
            ARTICLE
            + "<ol><li>Một</li><li>Hai</li></ol><ul><li>Ba</li></ul><table><tr><td>A</td><td>B</td></tr></table>"
        )
    )

    assert made.text.endswith("1. Một\n2. Hai\n- Ba\nA\tB")


def test_preformatted_text_keeps_its_lines():
    assert read("<html><body><pre>Một\nHai</pre></body></html>").text == "Một\nHai"


def test_short_page_without_an_article_is_read_whole():
    assert read("<html><body><p>Họp lúc 8 giờ</p><p>Mời đủ</p></body></html>").text == "Họp lúc 8 giờ\nMời đủ"


def test_fragment_without_a_root_is_read():
    assert read("<div>Họp <b>giao ban</b></div>").text == "Họp giao ban"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (f"<html><meta charset=utf-8><body>{SECOND}".encode(), SECOND),
        (f"<html><body>{SECOND}".encode(), SECOND),
        (f"\ufeff<html><body>{SECOND}".encode(), SECOND),
        (f"<html><body>{SECOND}".encode("utf-16"), SECOND),
        (f"<html><body>{SECOND}".encode("utf-16-le"), SECOND),
        ("<html><meta charset=iso-8859-1><body>à la carte é".encode("latin-1"), "à la carte é"),
        (
            b"<html><meta http-equiv=Content-Type content='text/html; charset=windows-1258'><body>ti\xea\xec",
            "tie\u0302\u0301",
        ),
        (f'<?xml version="1.0" encoding="utf-8"?><html><body>{SECOND}</body></html>'.encode(), SECOND),
        (b"<html><meta charset=khong-co><body>abc", "abc"),
        (b"<html><body>&#272;&#7873; ngh&#x1ECB; &amp; &copy;", "Đề nghị & ©"),
    ],
)
def test_page_is_decoded_as_it_declares(data, text):
    assert unicodedata.normalize("NFC", parse_bytes(data, name="a.html").text) == unicodedata.normalize("NFC", text)


def test_page_that_declares_utf_8_wrongly_is_read_with_a_warning():
    made = parse_bytes(b"<html><meta charset=utf-8><body>" + b"abc \xe1\xba d" * 3, name="a.html")

    assert made.warnings == ("broken_bytes",)


def test_entity_of_a_file_is_not_opened():
    made = read('<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body><p>a &x; b</p></body></html>')

    assert "&x;" in made.text


def test_control_characters_written_as_references_are_gone():
    assert read("<p>a&#0;b&#1;c&#xD800;d</p>").text.replace("\ufffd", "") == "abcd"


def test_page_of_two_hundred_levels_is_read():
    assert read("<html><body>" + "<div>" * 200 + "chữ").text == "chữ"


@pytest.mark.slow
def test_page_of_endless_levels_is_refused():
    with pytest.raises(UnreadableFile) as refused:
        read_bytes(b"<html><body>" + b"<div>" * 1_000_000 + b"chu", name="a.html")

    assert refused.value.code in {"empty_page", "timeout", "too_heavy"}


@pytest.mark.slow
def test_page_of_fifty_thousand_paragraphs_is_read():
    wide = read_bytes(("<html><body>" + "<p>chu viet</p>" * 50_000).encode(), name="a.html")

    assert wide.text.count("chu viet") == 50_000


@pytest.mark.parametrize(
    ("window", "told", "heading", "title"),
    [
        (f"{TITLE} | Trang tin tỉnh", "", "Trang tin tỉnh", TITLE),
        (f"Trang tin tỉnh » {TITLE}", "", "", TITLE),
        ("Trang tin tỉnh", TITLE, "Trang tin", TITLE),
        ("Trang tin tỉnh", "", TITLE, TITLE),
        ("", "", "Thông báo", "Thông báo"),
    ],
)
def test_headline_is_found_whatever_the_site_calls_itself(window, told, heading, title):
    page = f'<html><head><title>{window}</title><meta property="og:title" content="{told}"></head><body><h1>{heading}</h1>{ARTICLE}'

    assert title in read(page).text.split("\n")[:2]
