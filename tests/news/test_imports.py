"""A folder of saved pages becomes articles: first said, then done; every file that is not taken is named with its reason."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from giaoban.news import imports
from giaoban.news.enums import ArticleStatus
from giaoban.news.models import Article, OldAddress, Review
from giaoban.site.cli import main
from tests.news.conftest import picture

PAGE = """<!doctype html><html><head><meta charset="utf-8">
<title>Phụ nữ xã góp rau cho khu cách ly | Cổng thông tin cũ</title>
<link rel="canonical" href="http://cu.example.vn/tin-tuc/gop-rau-{number}.html">
<meta property="article:published_time" content="2019-08-2{number}T07:30:00+07:00">
<meta name="author" content="Mai Hương"><meta name="description" content="Mỗi sáng một chuyến xe rau.">
</head><body><div class="menu"><a href="/">Trang chủ</a></div>
<div class="article-content"><h1>Phụ nữ xã góp rau cho khu cách ly</h1>
<p>Năm giờ sáng, xe gom rau chạy một vòng qua tám thôn, mỗi nhà góp thứ mình có trong vườn.</p>
<p><img src="trang{number}_files/rau.jpg" alt="Xe rau buổi sáng" onerror="alert(1)"></p>
<p>Đến bảy giờ tất cả đã nằm trong bếp của khu cách ly tập trung của huyện, kịp bữa trưa.</p>
<script>alert(1)</script></div></body></html>"""


@pytest.fixture
def folder(tmp_path):
    """Two saved pages with their pictures, one page without a day, one picture that leads out of the folder."""
    for number in (1, 2):
        (tmp_path / f"trang{number}.html").write_text(PAGE.format(number=number), encoding="utf-8")
        (tmp_path / f"trang{number}_files").mkdir()
        (tmp_path / f"trang{number}_files" / "rau.jpg").write_bytes(picture(size=(640, 400)))
    (tmp_path / "khong-ngay.html").write_text(
        "<html><head><title>Một tin không có ngày</title></head><body><p>" + "chữ " * 60 + "</p></body></html>"
    )
    return tmp_path


@pytest.fixture
def take(folder, section, khoa, at):
    def run(dry_run=False):
        return imports.take_in(folder, section=section, by=khoa, at=at, now=at, dry_run=dry_run)

    return run


def test_dry_run_says_what_would_be_and_changes_nothing(take):
    outcome = take(dry_run=True)

    assert outcome.new == ["trang1.html", "trang2.html"]
    assert outcome.skipped == [("khong-ngay.html", "không tìm thấy ngày đăng")]
    assert not Article.objects.exists()


def test_pages_become_articles_with_day_author_pictures_and_old_address(take, the_day_after):
    outcome = take()

    assert (len(outcome.new), outcome.pictures, outcome.pictures_left_out) == (2, 2, [])
    first = Article.objects.select_related("shown").order_by("published_at").first()
    assert first.status == ArticleStatus.PUBLISHED
    assert first.published_at.isoformat() == "2019-08-21T00:30:00+00:00"
    assert (first.shown.title, first.shown.author) == ("Phụ nữ xã góp rau cho khu cách ly", "Mai Hương")
    assert first.shown.body.startswith("Năm giờ sáng")
    answer = Client().get("/tin-tuc/gop-rau-1.html")
    assert (answer.status_code, answer["Location"]) == (301, first.get_absolute_url())
    page = Client().get(first.get_absolute_url()).content.decode()
    assert 'alt="Xe rau buổi sáng"' in page
    assert "alert(1)" not in page


def test_no_review_is_invented(take):
    take()

    assert not Review.objects.exists()


def test_second_run_takes_over_nothing(take):
    take()

    again = take()

    assert (again.new, again.known) == ([], ["trang1.html", "trang2.html"])
    assert Article.objects.count() == OldAddress.objects.count() == 2


def test_pictures_come_from_within_the_folder_alone(take, folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("ngoai") / "rieng.jpg"
    outside.write_bytes(picture())
    (folder / "trang1_files" / "rau.jpg").unlink()
    (folder / "trang1_files" / "rau.jpg").symlink_to(outside)
    page = (folder / "trang2.html").read_text().replace("trang2_files/rau.jpg", "../" * 9 + str(outside).lstrip("/"))
    (folder / "trang2.html").write_text(page)

    outcome = take()

    assert outcome.pictures == 0
    assert [name for name, _reason in outcome.pictures_left_out] == ["trang1.html", "trang2.html"]


def test_picture_that_is_none_is_left_out_and_the_article_stays(take, folder):
    (folder / "trang1_files" / "rau.jpg").write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'/>")

    outcome = take()

    assert len(outcome.new) == 2
    assert [name for name, _reason in outcome.pictures_left_out] == ["trang1.html"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "không phải trang web đọc được"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "không"),
        (PAGE.format(number=1).replace("2019-08-21", "2031-08-21").encode(), "ngày đăng ở tương lai"),
        (PAGE.format(number=1).replace("2019-08-21", "2019-13-41").encode(), "không tìm thấy ngày đăng"),
        (b"<html>" + b"x" * (5 * 1024 * 1024), "lớn hơn 5 MB"),
        (b"<div>" * 50_000, "không"),
    ],
    ids=["empty", "binary", "future", "no such day", "too large", "deep"],
)
def test_hostile_page_is_skipped_with_a_reason(section, khoa, at, tmp_path, data, reason):
    (tmp_path / "a.html").write_bytes(data)

    outcome = imports.take_in(tmp_path, section=section, by=khoa, at=at, now=at, dry_run=False)

    ((name, said),) = outcome.skipped
    assert name == "a.html"
    assert reason in said


def test_editor_takes_over_nothing(folder, section, van, at):
    with pytest.raises(PermissionDenied):
        imports.take_in(folder, section=section, by=van, at=at, now=at, dry_run=False)


def test_command_names_what_it_skipped_and_prints_json(folder, section, khoa, capsys):
    code = main(
        ["import-articles", str(folder), "--section", section.code, "--as", khoa.user.username, "--dry-run", "--json"]
    )

    told = json.loads(capsys.readouterr().out)
    assert code == 1
    assert (told["new"], told["known"], told["dry_run"]) == (2, 0, True)
    assert [one["file"] for one in told["skipped"]] == ["khong-ngay.html"]


@pytest.mark.parametrize(
    ("section_code", "user"), [("khong-co", "khoa"), ("hoat-dong", "van"), ("hoat-dong", "khong-ai")]
)
def test_command_refuses_what_is_not_there(folder, section, khoa, van, capsys, section_code, user):
    assert main(["import-articles", str(folder), "--section", section_code, "--as", user]) == 1
    assert not Article.objects.exists()
