"""What does not belong into an article is refused or made inert, and nobody's work is lost."""

import re
import struct
import unicodedata
import uuid
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from giaoban.documents.filetypes import UnacceptableFile
from giaoban.documents.operations import NotAPicture
from giaoban.news import operations
from giaoban.news.models import Article, Revision
from tests.news.conftest import picture

HARM = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><style>*{color:red}</style><a onclick=x>"
pytestmark = pytest.mark.usefixtures("the_day_after")


def test_script_style_and_handlers_in_every_field_are_words(article, changed, published, van, at):
    told = changed(
        title=f"Tin {HARM}", summary=HARM, body=HARM, author=HARM[:100], byline=HARM[:100], tags=("<b>đậm</b>",)
    )
    operations.revise(article_id=article.pk, base=1, told=told, by=van, at=at)
    published(article)

    page = Client().get(Article.objects.get().get_absolute_url()).content.decode()

    own = re.findall(r"<script[^>]*>", page)
    assert all("src=" in tag or "ld+json" in tag for tag in own)
    assert page.count("alert(1)</script>") == 0
    assert "<style>" not in page
    assert not re.search(r"<[^>]*\s(?:onerror|onclick)=", re.sub(r'"[^"]*"', '""', page))
    assert Client().get("/news/").status_code == 200
    assert "<script>alert" not in Client().get("/news/feed.rss").content.decode()


@pytest.mark.parametrize(
    "address",
    ["/", "/news/", "{section}", "{article}", "/news/?tag=hại", "/news/feed.rss", "/news/feed.atom", "/sitemap-1.xml"],
)
def test_harm_is_words_wherever_an_article_is_told(article, changed, published, van, at, address):
    told = changed(title=f"Tin {HARM}", summary=HARM, body=HARM, author=HARM[:100], tags=("hại",))
    operations.revise(article_id=article.pk, base=1, told=told, by=van, at=at)
    published(article)
    shown = Article.objects.get()

    answer = Client().get(address.format(section=shown.section.get_absolute_url(), article=shown.get_absolute_url()))

    said = answer.content.decode()
    assert answer.status_code == 200
    assert "<script>alert" not in said
    assert "<style>" not in said
    assert not re.search(r"<[^>]*\s(?:onerror|onclick)=", re.sub(r'"[^"]*"', '""', said))


def test_data_of_the_page_cannot_end_its_block(article, changed, published, van, at):
    told = changed(title="Tin </script><script>alert(1)</script> <!-- ")
    operations.revise(article_id=article.pk, base=1, told=told, by=van, at=at)
    published(article)

    page = Client().get(Article.objects.get().get_absolute_url()).content.decode()

    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert "<" not in block
    assert "\\u003c/script\\u003e" in block


def _png(width: int, height: int) -> bytes:
    """A picture that claims to be this large; its data would unpack to as much."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 100_000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "anh.svg"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "anh.png"),
        (picture() + b"<script>alert(1)</script>", "anh.jpg"),
        (picture() + b"%PDF-1.7", "anh.pdf"),
        (_png(40_000, 40_000), "anh.png"),
        (_png(4_000_000_000, 1), "anh.png"),
        (picture()[:200], "anh.jpg"),
        (b"GIF89a" + b"\0" * 50, "anh.gif"),
        (b"\xff\xd8\xff" + b"x" * 50, "anh.jpg"),
    ],
    ids=[
        "svg",
        "svg named png",
        "page behind a photo",
        "photo named pdf",
        "pixel flood",
        "endless line",
        "cut",
        "gif",
        "noise",
    ],
)
def test_picture_that_is_none_is_refused(article, van, at, data, name):
    with pytest.raises(UnacceptableFile):
        operations.add_picture(article_id=article.pk, data=data, name=name, by=van, at=at)


def test_file_that_is_no_picture_is_no_picture(article, van, at):
    with pytest.raises(NotAPicture):
        operations.add_picture(article_id=article.pk, data=b"xin chao", name="a.txt", by=van, at=at)


def test_refused_picture_is_named_and_the_text_stays(article, form, signed_in, van):
    sent = SimpleUploadedFile("bẫy.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml")

    page = signed_in(van).post(
        f"/publishing/articles/{article.pk}/edit/", form(title="Tiêu đề đang viết", base="1", cover_file=sent)
    )

    text = page.content.decode()
    assert "bẫy.svg: Đây là ảnh SVG" in text
    assert 'value="Tiêu đề đang viết"' in text
    assert Revision.objects.count() == 1


def test_traces_are_taken_out_of_original_and_sizes(article, van, at):
    from giaoban.documents.operations import place

    sent = picture(with_place=True)
    assert b"PhoneMaker" in sent

    added = operations.add_picture(article_id=article.pk, data=sent, name="IMG_1.jpg", by=van, at=at)

    files = [added.picture.original, *(size.file for size in added.picture.sizes.order_by("width"))]
    assert [size.width for size in added.picture.sizes.order_by("width")] == [400, 800, 1280]
    assert not any(b"PhoneMaker" in place(file.sha256).read_bytes() for file in files)


def test_small_picture_is_not_blown_up(article, van, at):
    added = operations.add_picture(article_id=article.pk, data=picture(size=(120, 90)), name="a.jpg", by=van, at=at)

    assert [(size.width, size.height) for size in added.picture.sizes.all()] == [(120, 90)]


@pytest.mark.parametrize("field", ["title", "summary", "author", "byline", "cover_alt"])
def test_ten_kilobytes_in_a_short_field_are_refused_and_shown_again(form, signed_in, van, field):
    page = signed_in(van).post("/publishing/new/", form(**{field: "dài " * 2_500}))

    assert page.status_code == 200
    assert "Chưa lưu" in page.content.decode()
    assert "dài " * 2_499 in page.content.decode()
    assert not Article.objects.exists()


def test_thousand_tags_are_refused(form, signed_in, van):
    page = signed_in(van).post(
        "/publishing/new/", form(tags=", ".join(f"thẻ{number}" for number in range(400))[:1_990])
    )

    assert "Nhiều nhất 10 thẻ" in page.content.decode()
    assert not Article.objects.exists()


def test_same_tag_twice_is_one(changed, section, van, at):
    article = operations.draft(
        told=changed(tags=("Vì người nghèo", "vi nguoi ngheo", " #An sinh ")), section=section, by=van, at=at
    )

    assert article.revisions.get().tags == ["Vì người nghèo", "An sinh"]


def test_decomposed_letters_are_kept_composed(changed, section, van, at):
    loose = unicodedata.normalize("NFD", "Mặt trận tỉnh bàn việc khó")
    article = operations.draft(told=changed(title=loose, body=loose), section=section, by=van, at=at)

    revision = article.revisions.get()
    assert (revision.title, revision.body) == ("Mặt trận tỉnh bàn việc khó",) * 2


@pytest.mark.parametrize("mark", ["\u202e", "\u200f", "\u2066", "\u200b", "\ufeff", "\x00", "\x1b", "\ue000"])
def test_signs_that_turn_or_hide_are_taken_out(changed, section, van, at, mark):
    told = changed(title=f"Tin{mark} mới", body=f"Một{mark} hai", tags=(f"th{mark}ẻ",))
    article = operations.draft(told=told, section=section, by=van, at=at)

    revision = article.revisions.get()
    assert (revision.title, revision.body, revision.tags) == ("Tin mới", "Một hai", ["thẻ"])


def test_title_of_unseen_signs_alone_is_no_title(changed, section, van, at):
    with pytest.raises(operations.TooMuch):
        operations.draft(told=changed(title="\u200b \u202e"), section=section, by=van, at=at)


def test_text_that_is_too_long_is_refused(changed, section, van, at):
    with pytest.raises(operations.TooMuch):
        operations.draft(told=changed(body="x" * 100_001), section=section, by=van, at=at)


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd.txt", "..\\..\\boot.txt", "/etc/shadow.txt", 'a"; filename="b.exe.txt', "con.txt"]
)
def test_name_of_an_attachment_leads_nowhere(article, form, signed_in, van, published, name):
    sent = SimpleUploadedFile("x.txt", "Nội dung tệp".encode(), "text/plain")
    sent.name = name  # past what Django's own upload would make of it
    from giaoban.documents.operations import store_file

    stored = store_file(data=b"xin chao", name=name, by=van, at=article.made_at)

    assert not {"/", "\\", '"', "\r", "\n"} & set(stored.name)
    assert not stored.name.startswith(".")


def test_attachment_is_saved_never_shown(article, form, signed_in, van, published):
    sent = SimpleUploadedFile("Kế hoạch.txt", "Nội dung tệp".encode(), "text/plain")
    signed_in(van).post(f"/publishing/articles/{article.pk}/edit/", form(base="1", attached=sent))
    file = Revision.objects.get(number=2).files.get().file
    assert Client().get(f"/news/files/{file.pk}/").status_code == 404
    published(article)

    answer = Client().get(f"/news/files/{file.pk}/")

    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer.getvalue() == "Nội dung tệp".encode()


def test_file_of_somebody_else_cannot_be_attached_by_its_id(article, changed, hoa, van, at):
    from django.core.exceptions import PermissionDenied

    from giaoban.documents.operations import store_file

    foreign = store_file(data=b"rieng tu", name="a.txt", by=hoa, at=at)

    with pytest.raises(PermissionDenied):
        operations.revise(article_id=article.pk, base=1, told=changed(files=(foreign.pk,)), by=van, at=at)


def test_picture_of_another_article_is_not_shown(article, changed, section, written, van, at):
    other = operations.draft(told=written, section=section, by=van, at=at)
    added = operations.add_picture(article_id=other.pk, data=picture(), name="a.jpg", by=van, at=at)

    with pytest.raises(operations.UnknownPicture):
        operations.revise(
            article_id=article.pk, base=1, told=changed(body=f"![x](picture:{added.picture_id})"), by=van, at=at
        )


@pytest.mark.parametrize(
    "path",
    ["/news/\r\nSet-Cookie:x=1/", "/a%0d%0aLocation:%20//example.org", "//example.org/x", "/%2e%2e/%2e%2e/etc/passwd"],
)
def test_address_with_tricks_sets_no_header(path, db):
    answer = Client().get(path)

    assert answer.status_code in {301, 404}
    assert "x" not in answer.cookies
    assert not answer.get("Location", "").startswith("//")


def test_paste_is_for_editors_and_has_a_limit(signed_in, van):
    client = signed_in(van)

    assert client.post("/publishing/paste/", {"html": "<b>đậm</b>"}).content.decode() == "**đậm**"
    assert client.post("/publishing/paste/", {"html": "x" * (2 * 1024 * 1024 + 1)}).status_code == 422
    assert Client().post("/publishing/paste/", {"html": "x"}).status_code == 302


def test_form_without_its_key_is_refused(form, signed_in, van):
    fields = form()
    del fields["idempotency_key"]

    assert signed_in(van).post("/publishing/new/", fields).status_code == 400


def test_form_sent_twice_begins_one_article(form, signed_in, van):
    fields = form()

    answers = [signed_in(van).post("/publishing/new/", fields)["Location"] for _time in range(2)]

    assert len(set(answers)) == 1
    assert Article.objects.count() == 1


def test_unknown_number_of_a_revision_is_not_found(article, signed_in, van):
    client = signed_in(van)

    assert client.get(f"/publishing/articles/{article.pk}/compare/?to=99").status_code == 404
    assert client.get(f"/publishing/articles/{article.pk}/compare/?to=x").status_code == 404
    assert client.get(f"/publishing/articles/{uuid.uuid4()}/").status_code == 404
