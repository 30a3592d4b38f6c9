"""The draft as a value: spans, round trips, fates of all sentences, texts meant to break it."""

import json
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.briefing.extraction import DEFAULT, RuleDrafter, extract
from giaoban.briefing.extraction.draft import Drafter, Fate, Span
from giaoban.briefing.extraction.exchange import from_dict, to_dict, to_gold
from giaoban.briefing.extraction.reasons import REASONS
from giaoban.briefing.extraction.source import normalised
from tests.briefing.extraction.meetings import held

BODY = (
    "Trong quý III, các cấp Hội đã giúp 86 hộ. Đồng chí đề nghị Hội Nông dân huyện triển khai Nghị quyết số 19-NQ/TW trước ngày 15/11/2023; "
    "các xã phối hợp với Công an huyện giữ trật tự dịp Tết. Công tác tiếp dân cần được đổi mới.\nTin, ảnh: Hà My"
)
PIECES = [
    "đồng chí yêu cầu ",
    "các xã ",
    "cần ",
    "đã ",
    "phối hợp với ",
    "Sở Y tế ",
    ", ",
    "; ",
    ": ",
    ".\n",
    "- ",
    "trước ngày 5/9",
    "Quyết định số 23-QĐ/TW ",
    "hội nghị ",
    "“",
    "” ",
    "(",
    ") ",
    "\u00a0",
    "e\u0302\u0301",
    "12 hộ ",
    "Nguyễn Văn Tư, ",
    "Chủ tịch ",
    "để ",
]


def spans(value):
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from spans(getattr(value, name))


def proposals(value):
    if isinstance(value, tuple):
        for item in value:
            yield from proposals(item)
    elif hasattr(value, "__dataclass_fields__"):
        if "confidence" in value.__dataclass_fields__:
            yield value
        for name in value.__dataclass_fields__:
            yield from proposals(getattr(value, name))


texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=40).map("".join)


@settings(max_examples=150, deadline=None)
@given(texts)
def test_every_span_says_in_the_text_what_the_draft_says(body):
    text = held(body)

    for span in spans(extract(text)):
        assert span.text in normalised(text[span.start : span.end])


@settings(max_examples=60, deadline=None)
@given(texts)
def test_a_draft_comes_back_from_json_as_it_was(body):
    draft = extract(held(body))

    assert from_dict(json.loads(json.dumps(to_dict(draft)))) == draft


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_any_text_gives_a_draft(text):
    assert extract(text).length == len(text)


def test_every_proposal_has_a_confidence_and_a_reason_in_both_languages():
    for proposal in proposals(extract(held(BODY))):
        assert 0 < proposal.confidence <= 1
        assert REASONS[proposal.reason].vi
        assert REASONS[proposal.reason].en


def test_every_sentence_has_a_fate():
    fates = {one.span.text.split()[0]: one.fate for one in extract(held(BODY)).sentences}

    assert fates["Trong"] is Fate.RESULT
    assert fates["Đồng"] is Fate.TASK
    assert fates["Tin,"] is Fate.NOISE
    assert fates["Hội"] is Fate.CONTEXT


def test_a_sentence_points_to_its_tasks_and_figures():
    draft = extract(held(BODY))
    giving = next(one for one in draft.sentences if one.fate is Fate.TASK)
    counting = next(one for one in draft.sentences if one.figures)

    assert all(giving.span.start <= draft.tasks[i].span.start < giving.span.end for i in giving.tasks)
    assert [draft.figures[i].value for i in counting.figures] == [86]


@pytest.mark.parametrize("form", ["NFD", "NFC"])
def test_the_form_of_unicode_changes_no_finding(form):
    plain = extract(held(BODY))
    other = extract(unicodedata.normalize(form, held(BODY)))

    assert [task.span.text for task in other.tasks] == [task.span.text for task in plain.tasks]
    assert [task.responsible for task in other.tasks] == [task.responsible for task in plain.tasks]


def test_no_break_and_zero_width_spaces_and_crlf_change_no_finding():
    plain = extract(held(BODY))
    odd = held(BODY).replace("đề nghị", "đề\u00a0nghị").replace("Nông", "Nô\u200bng").replace("\n", "\r\n")

    assert [task.span.text for task in extract(odd).tasks] == [task.span.text for task in plain.tasks]


def test_the_shape_for_exchange_has_the_keys_of_the_samples():
    gold = to_gold(extract(held(BODY)), identifier="x1", file="x1.txt")

    assert set(gold) == {
        "id",
        "file",
        "text_sha256",
        "chars",
        "offset_unit",
        "meeting",
        "cited_documents",
        "tasks",
        "organisations",
        "figures",
        "notes",
    }
    assert set(gold["meeting"]) == {
        "title",
        "date",
        "place",
        "convened_by",
        "chair",
        "concluded_by",
        "period_reviewed",
        "period_planned",
        "attendees",
        "attending_groups",
    }
    assert gold["tasks"][0]["deadline"] == {
        "normalised": "2023-11-14",
        "text": "trước ngày 15/11/2023",
        "start": gold["tasks"][0]["deadline"]["start"],
        "end": gold["tasks"][0]["deadline"]["end"],
    }
    assert gold["tasks"][0]["documents"] == ["D1"]


def test_what_is_no_meeting_says_so_in_the_shape_for_exchange():
    gold = to_gold(extract("Bộ đội giúp dân gặt lúa."))

    assert (gold["meeting"], gold["is_meeting"], gold["tasks"]) == (None, False, [])


def test_the_rules_stand_behind_the_door_for_drafters():
    drafter: Drafter = RuleDrafter(DEFAULT)

    assert drafter.draft(held(BODY)) == extract(held(BODY))


LONG = 60_000


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "A",
        "“",
        "(",
        ". ",
        "1.234.",
        "các sở, ban, ngành, ",
        "đồng chí yêu cầu các xã tăng cường, ",
        "phối hợp với Sở Y tế, ",
        "Nguyễn Văn An ",
        "cần phải ",
        "trên cơ sở đó, ",
        "số 12-NQ/TW, ",
        "nếu a thì ",
        "một là, ",
        ", ",
        "các ",
        "- a\n",
        "và các sở, ",
        "🔔 ",
        "e\u0302\u0301",
        "\n",
    ],
)
def test_time_grows_with_the_length_and_no_faster(unit):
    def seconds(length):
        text = held((unit * (length // len(unit) + 1))[:length])
        began = time.process_time()
        extract(text)
        return time.process_time() - began

    seconds(1000)

    # Four times the text; squared growth would be sixteen, at every try. One try in three may meet a busy machine.
    assert any(seconds(LONG) < 10 * seconds(LONG // 4) + 0.2 for _ in range(3))
