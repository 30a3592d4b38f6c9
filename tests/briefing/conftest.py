"""A briefing to work on: a small text in our own words, imported and confirmed by the office."""

import datetime as dt

import pytest

from giaoban.briefing import operations, published, queries
from giaoban.briefing.models import Briefing, TextImport
from tests.cast import TODAY
from tests.replay import replayed

TEXT = """Giao ban công tác Mặt trận, đoàn thể tỉnh 9 tháng đầu năm 2021 và nhiệm vụ quý IV năm 2021

Ngày 13/10/2021, Thường trực Tỉnh ủy tổ chức hội nghị giao ban với Mặt trận và các đoàn thể tỉnh 9 tháng đầu năm 2021, bàn nhiệm vụ quý IV năm 2021. Đồng chí Trần Hữu Nghĩa, Phó Bí thư Thường trực Tỉnh ủy chủ trì hội nghị.

Trong 9 tháng, các cấp Hội đã vận động được 1.250 suất quà tặng hộ khó khăn.

Kết luận hội nghị, đồng chí Trần Hữu Nghĩa đề nghị Mặt trận và các đoàn thể chính trị - xã hội cấp tỉnh tuyên truyền, quán triệt Quyết định số 23-QĐ/TW ngày 30/7/2021 của Bộ Chính trị đến cơ sở; rà soát, thống kê người dân trở về quê. Hội Liên hiệp Phụ nữ tỉnh chỉ đạo hoàn thành đại hội cấp huyện trong tháng 10/2021. Đoàn TNCS Hồ Chí Minh tỉnh phối hợp với UBND tỉnh xây dựng kế hoạch giúp dân trong mùa mưa bão.
"""


@pytest.fixture
def linker(province):
    return queries.linker(province.land.pk, on=TODAY)


@pytest.fixture
def text_import(tuyet, linker, at) -> TextImport:
    def make() -> TextImport:
        (made,) = operations.import_text(text=TEXT, kind="pasted", by=tuyet, at=at, linker=linker)
        return made

    return replayed(("text_import", tuyet.user.pk), make)


@pytest.fixture
def confirm(province, tuyet, at):
    """`confirm(text_import)` decides what is left open and confirms, a minute later."""

    def act(found: TextImport) -> Briefing:
        for number in operations.sentences_left(found):
            operations.decide_sentence(import_id=found.pk, number=number, fate="none", by=tuyet, at=at)
        return operations.confirm(import_id=found.pk, owner=province.party, by=tuyet, at=at + dt.timedelta(minutes=1))

    return act


@pytest.fixture
def briefing(text_import, confirm) -> Briefing:
    return replayed(("briefing", text_import.pk), lambda: confirm(text_import))


@pytest.fixture
def tasks(briefing):
    """The tasks by a word that stands in each: recite, count, congress, storm."""
    words = {"recite": "quán triệt", "count": "rà soát", "congress": "đại hội cấp huyện", "storm": "mưa bão"}
    return {name: briefing.tasks.get(text__contains=word) for name, word in words.items()}


def open_to_all(found: Briefing, *, by, at, sentences=None) -> None:
    """Everybody may read these sentences of a conclusion, or all of them, on the word of the Standing Committee."""
    chosen = published.publishable(found) if sentences is None else sentences
    operations.publish_sentences(
        briefing_id=found.pk,
        sentence_ids=[one.pk for one in chosen],
        permitted=operations.Permitted("Thường trực Tỉnh ủy", "12-TB/TU", dt.date(2021, 10, 20)),
        by=by,
        at=at,
    )


def close_again(found: Briefing, *, by, at, sentences=None, reason="Chưa đúng lúc") -> None:
    """The same sentences, or all of them, are nobody else's business again."""
    chosen = published.publishable(found) if sentences is None else sentences
    operations.withdraw_sentences(
        briefing_id=found.pk, sentence_ids=[one.pk for one in chosen], reason=reason, by=by, at=at
    )


def downloaded(answer) -> bytes:
    """What a download holds; its file is closed, but not the connection that the test's own rows live in."""
    content = b"".join(answer.streaming_content)
    for close in answer._resource_closers:
        close()
    return content
