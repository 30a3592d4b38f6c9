"""Something of every kind, made by the operations that people use, and an index that nobody built by hand."""

import datetime as dt

import pytest

from giaoban.briefing import operations as briefing_operations
from giaoban.briefing.models import Meeting
from giaoban.registry import operations as registry
from giaoban.search import operations
from tests.activities.conftest import activity, changed, target, told  # noqa: F401 - fixtures
from tests.briefing.conftest import briefing, confirm, linker, tasks, text_import  # noqa: F401 - fixtures
from tests.cast import TODAY
from tests.documents.conftest import draft, library_entry, papers  # noqa: F401 - fixtures
from tests.news.conftest import article, entered_week, section, written  # noqa: F401 - fixtures
from tests.voices.conftest import asked, dung, opened, poll, publication, said, tam, voice  # noqa: F401 - fixtures


@pytest.fixture
def meeting(province, tuyet, at) -> Meeting:
    """A meeting to come, to which the Women's Union is invited."""
    series = briefing_operations.make_series(
        name="Giao ban quý",
        owner=province.party,
        agenda=["Báo cáo kết quả kỳ trước"],
        invited=[(province.women, "Lãnh đạo Hội")],
        by=tuyet,
        at=at,
    )
    return briefing_operations.prepare_meeting(
        series=series,
        held_on=dt.date(2022, 1, 12),
        reviewed="2021",
        planned="2022-Q1",
        place="Hội trường Tỉnh ủy",
        chair="Trần Hữu Nghĩa",
        by=tuyet,
        at=at,
    )


@pytest.fixture
def everybody(everybody, dung, tam):  # noqa: F811
    """The cast, and who runs polls and handles voices: others see neither but in public."""
    return [*everybody, dung, tam]


@pytest.fixture
def everything(everybody, briefing, meeting, papers, activity, target, article, entered_week, poll, publication):  # noqa: F811
    """Rows of every source; what they left in the index is the work of their events."""
    return briefing


@pytest.fixture
def units_indexed(province, everybody, at):
    """The cast's bodies were made past any operation, as the server's owner loads them: then the index is told."""
    operations.rebuild(at=at, kinds=["registry.unit"])


@pytest.fixture
def in_october(settings, db):
    """Pages live on 28/10/2021, as the cast does."""
    settings.DEMONSTRATION = True
    registry.set_demonstration_day(day=TODAY)
