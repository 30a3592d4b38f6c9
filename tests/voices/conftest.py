"""Polls of the provincial Front, made by Dung, who runs polls there; her days are those of the cast."""

import datetime as dt

import pytest

from giaoban.registry import operations as registry
from giaoban.registry.actor import Actor
from giaoban.voices import operations, tokens
from giaoban.voices.enums import Electorate, Mode, VoiceKind
from giaoban.voices.models import Poll, Publication, Voice
from giaoban.voices.operations import Asked, Said
from giaoban.voices.views import polls as views
from tests.cast import TODAY, member
from tests.replay import replayed

FIRST, LAST = dt.date(2021, 10, 20), dt.date(2021, 11, 10)


@pytest.fixture
def dung(province) -> Actor:
    return member("dung", "Trương Thị Dung", "poll_editor", province.front)


@pytest.fixture
def in_october(settings, db):
    """Pages live on 28/10/2021, as the cast does."""
    settings.DEMONSTRATION = True
    registry.set_demonstration_day(day=TODAY)


@pytest.fixture
def asked(province):
    """`asked(mode=…)`: what a poll of two answers asks of anybody."""

    def told(**more) -> Asked:
        return Asked(
            **{
                "unit_id": province.front.pk,
                "question": "Họp dân vào buổi nào?",
                "options": ("Buổi sáng", "Buổi tối", "Chủ nhật"),
                "electorate": Electorate.ANYBODY,
                "first_day": FIRST,
                "last_day": LAST,
                "hides_results": False,
                **more,
            }
        )

    return told


@pytest.fixture
def opened(asked, dung, at):
    """`opened(electorate=…)`: a poll that runs on the day of the cast."""

    def make(**more) -> Poll:
        poll = operations.make_poll(asked=asked(**more), by=dung, at=at)
        return operations.open_poll(poll_id=poll.pk, by=dung, at=at)

    return make


@pytest.fixture
def poll(opened, dung) -> Poll:
    return replayed(("poll", dung.user.pk), opened)


@pytest.fixture
def members_poll(opened) -> Poll:
    return opened(electorate=Electorate.MEMBERS)


@pytest.fixture
def answer(at):
    """`answer(poll, "a", 1)`: somebody with the browser and the receipt of that name chooses answer 1."""

    def send(poll, who, *choices, on=TODAY):
        operations.answer_openly(
            poll_id=poll.pk, choices=choices, receipt=f"receipt {who}", browser=f"browser {who}", on=on
        )

    return send


@pytest.fixture
def patient(monkeypatch):
    """Forms may be sent at once."""
    monkeypatch.setattr(views, "LEAST", dt.timedelta(0))


__all__ = ["FIRST", "LAST", "Mode", "tokens"]


# --- Voices -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def tam(province) -> Actor:
    """Tâm handles what citizens of the province send."""
    return member("tam", "Nguyễn Thị Tâm", "voice_handler", province.front)


@pytest.fixture
def said(province):
    """`said(text="…")`: what a citizen tells of a street lamp."""

    def told(**more) -> Said:
        return Said(
            **{
                "kind": VoiceKind.REPORT,
                "category": "streets",
                "place_id": province.commune.pk,
                "topic": "Đèn đường không sáng",
                "text": "Đèn ở ngã ba thôn đã tắt một tuần.",
                **more,
            }
        )

    return told


@pytest.fixture
def send(said, at):
    """`send("code", text="…")`: a citizen sends it and holds this code."""

    def sent(code="code", *, photos=(), **more) -> Voice:
        return operations.send_voice(said=said(**more), code=code, on=TODAY, at=at, photos=photos)

    return sent


@pytest.fixture
def voice(said, at) -> Voice:
    return operations.send_voice(said=said(), code="ABCD-EFGH-IJKL-MNOP-QRST", on=TODAY, at=at)


@pytest.fixture
def publication(voice, tam, at) -> Publication:
    """The voice as everybody reads it."""
    return operations.publish(voice_id=voice.pk, topic=voice.topic, text=voice.text, by=tam, at=at)
