"""What the commune's Front did on 20/10/2021, and how it is told."""

import dataclasses
import datetime as dt
import io
import uuid

import pytest
from PIL import Image

from giaoban.activities import operations
from giaoban.activities.enums import ActivityKind, Counted
from giaoban.activities.models import Activity, Target
from giaoban.activities.operations import Told
from giaoban.kernel.period import Period
from giaoban.registry import operations as registry
from tests.cast import TODAY
from tests.replay import made_once

DAY = dt.date(2021, 10, 20)


@pytest.fixture
def told(province) -> Told:
    """A dissemination session of the commune's Front: 85 people, 41 of them women."""
    return Told(
        kind=ActivityKind.DISSEMINATION,
        unit_id=province.front_commune.pk,
        first_day=DAY,
        last_day=DAY,
        topic="Phổ biến quy định phòng, chống dịch",
        place_id=province.commune.pk,
        place_words="Nhà văn hóa thôn Thử Luật",
        participants=85,
        women=41,
    )


@pytest.fixture
def changed(told):
    """`changed(participants=90)`: the same told otherwise."""
    return lambda **more: dataclasses.replace(told, **more)


@pytest.fixture
@made_once
def activity(told, lan, at) -> Activity:
    return operations.record(told=told, by=lan, at=at)


@pytest.fixture
@made_once
def target(province, lan, at) -> Target:
    """Twelve dissemination sessions in 2021, of the programme of the commune's Front."""
    programme = operations.make_programme(
        unit_id=province.front_commune.pk,
        title="Chương trình hành động nhiệm kỳ",
        period=Period.parse("giai đoạn 2021-2025"),
        by=lan,
        at=at,
    )
    goal = operations.add_goal(programme_id=programme.pk, text="Tuyên truyền đến từng khu dân cư", by=lan, at=at)
    return operations.add_target(
        goal_id=goal.pk, year=2021, text="12 buổi tuyên truyền", counted=Counted.ACTIVITIES, planned=12, by=lan, at=at
    )


@pytest.fixture
def in_october(settings, db):
    """Pages live on 28/10/2021, as the cast does."""
    settings.DEMONSTRATION = True
    registry.set_demonstration_day(day=TODAY)


@pytest.fixture
def form(province):
    """`form(topic="…")`: the quick form as a browser sends it, with a key of its own."""

    def fields(**more):
        return {
            "idempotency_key": str(uuid.uuid4()),
            "kind": "dissemination",
            "topic": "Phổ biến quy định phòng, chống dịch",
            "unit": str(province.front_commune.pk),
            "first_day": "2021-10-20",
            "place": str(province.commune.pk),
            "place_words": "",
            "participants": "85",
            "women": "41",
            **more,
        }

    return fields


def photo(*, with_place: bool = False, colour: str = "teal") -> bytes:
    """A small JPEG; `with_place` as telephones write it, with maker and position."""
    picture, kept = Image.new("RGB", (64, 48), colour), io.BytesIO()
    traces = Image.Exif()
    if with_place:
        traces[0x010F] = "PhoneMaker"
        traces[0x8825] = {1: "N", 2: (17.0, 3.0, 12.0), 3: "E", 4: (106.0, 59.0, 3.0)}
    picture.save(kept, format="JPEG", exif=traces)
    return kept.getvalue()
