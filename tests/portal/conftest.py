"""A conclusion that everybody may read, and a brake that forgets between tests."""

import pytest

from giaoban.portal import views
from giaoban.portal.throttle import Throttle
from giaoban.registry import operations as registry
from tests.briefing.conftest import briefing, confirm, linker, open_to_all, tasks, text_import  # noqa: F401 - fixtures
from tests.cast import TODAY


@pytest.fixture
def published(briefing, tuyet, at):  # noqa: F811
    open_to_all(briefing, by=tuyet, at=at)
    return briefing


@pytest.fixture(autouse=True)
def _on_the_day_of_the_cast(settings, db):
    settings.DEMONSTRATION = True
    registry.set_demonstration_day(day=TODAY)


@pytest.fixture(autouse=True)
def _nobody_has_drafted_yet(monkeypatch):
    monkeypatch.setattr(views, "drafts", Throttle(each=20, total=240))
