"""Articles of the provincial Front: Vân writes, Khoa decides. It is 28/10/2021, 09:30 in Vietnam."""

import dataclasses
import datetime as dt
import io
import uuid

import pytest
from PIL import Image

from giaoban.news import operations
from giaoban.news.enums import Verdict
from giaoban.news.models import Article, Review, ScheduleWeek, Section
from giaoban.news.operations import Planned, Told
from giaoban.registry import operations as registry
from tests.cast import TODAY
from tests.replay import made_once

BODY = "Sáng 27/10, hội nghị bàn việc chăm lo người nghèo.\n\n## Ba việc cần làm\n\n- Rà soát danh sách hộ khó khăn"


@pytest.fixture
@made_once
def section(db) -> Section:
    return Section.objects.create(code="hoat-dong", name_vi="Hoạt động", name_en="Activities", place=1)


@pytest.fixture
def written() -> Told:
    return Told(
        title="Mặt trận tỉnh bàn việc chăm lo người nghèo",
        summary="Hội nghị thống nhất ba việc cho dịp cuối năm.",
        body=BODY,
        author="Thanh Vân",
        tags=("Vì người nghèo",),
    )


@pytest.fixture
def changed(written):
    """`changed(title="…")`: the same told otherwise."""
    return lambda **more: dataclasses.replace(written, **more)


@pytest.fixture
@made_once
def article(written, section, van, at) -> Article:
    """A draft of Vân's."""
    return operations.draft(told=written, section=section, by=van, at=at)


@pytest.fixture
def submitted(van, at):
    """`submitted(article)`: its latest revision is laid before a second person."""

    def submit(article: Article, **more) -> Review:
        article.refresh_from_db()
        return operations.submit(article_id=article.pk, base=article.latest, reasons={}, by=van, at=at, **more)

    return submit


@pytest.fixture
def review(article, submitted) -> Review:
    return submitted(article)


@pytest.fixture
def published(submitted, khoa, at):
    """`published(article)`: approved by Khoa."""

    def publish(article: Article, **more) -> Article:
        waiting = submitted(article, **more)
        return operations.decide(review_id=waiting.pk, verdict=Verdict.APPROVED, reason="", by=khoa, at=at)

    return publish


@pytest.fixture
@made_once
def entered_week(van, at) -> ScheduleWeek:
    """A draft of Vân's for the week of 25/10/2021, of one entry."""
    planned = Planned(3, "Họp cộng tác viên", starts_at=dt.time(8), presides="Chủ tịch", place="Phòng họp tầng 2")
    (entry,) = operations.enter_in_schedule(monday=dt.date(2021, 10, 25), planned=[planned], by=van, at=at)
    return entry.week


@pytest.fixture
def the_day_after(settings, db):
    """Pages live on 29/10/2021: whatever the hour, what was published at 09:30 the day before has appeared."""
    settings.DEMONSTRATION = True
    registry.set_demonstration_day(day=TODAY + dt.timedelta(days=1))


@pytest.fixture
def form(section):
    """`form(title="…")`: the article's form as a browser sends it, with a key of its own."""

    def fields(**more):
        return {
            "idempotency_key": str(uuid.uuid4()),
            "title": "Mặt trận tỉnh bàn việc chăm lo người nghèo",
            "section": section.code,
            "summary": "Hội nghị thống nhất ba việc.",
            "body": BODY,
            "author": "Thanh Vân",
            **more,
        }

    return fields


def picture(*, size=(1600, 900), form="JPEG", with_place: bool = False) -> bytes:
    """A picture with a gradient; `with_place` as telephones write it."""
    kept, traces = io.BytesIO(), Image.Exif()
    if with_place:
        traces[0x010F] = "PhoneMaker"
        traces[0x8825] = {1: "N", 2: (17.0, 3.0, 12.0), 3: "E", 4: (106.0, 59.0, 3.0)}
    Image.linear_gradient("L").resize(size).convert("RGB").save(kept, format=form, exif=traces)
    return kept.getvalue()


def hours(count: float) -> dt.timedelta:
    return dt.timedelta(hours=count)
