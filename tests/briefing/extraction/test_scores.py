"""The quality that is promised, held: on the shared samples (skipped where they are absent) and on the labelled set."""

import importlib.util
import json
import sys
import time
from pathlib import Path

import pytest
from benchmarks.score_labelled import score

from giaoban.briefing.extraction import extract
from giaoban.briefing.extraction.draft import TaskKind
from giaoban.briefing.extraction.exchange import to_gold

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "briefings"


@pytest.fixture(scope="module")
def samples():
    if not SAMPLES.is_dir():
        pytest.skip("the shared samples are not beside the repository (../shared/samples/briefings)")
    return SAMPLES


def read(samples, number):
    with (samples / f"{number}.txt").open(encoding="utf-8", newline="") as file:
        return file.read()


@pytest.fixture(scope="module")
def shared_scores(samples):
    spec = importlib.util.spec_from_file_location("shared_score", samples / "score.py")
    scorer = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        # What is shared is read, and nothing is left in it.
        patch.setattr(sys, "dont_write_bytecode", True)
        spec.loader.exec_module(scorer)
    tally = scorer.T()
    for path in sorted(samples.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        scorer.one(gold, to_gold(extract(read(samples, gold["id"]))), None, tally)
    return {name: hit / of for name, (hit, of) in tally.items() if of}


@pytest.mark.parametrize(
    ("measure", "least"),
    [
        ("task recall (IoU>=0.5)", 0.95),
        ("task precision (IoU>=0.5)", 0.95),
        ("responsible: at least one right", 0.9),
        ("document numbers recall", 1.0),
        ("document numbers precision", 1.0),
        ("no deadline invented", 1.0),
        ("meeting chair (absent kept absent)", 1.0),
        ("meeting date", 1.0),
        ("organisation mentions recall", 0.8),
        ("figures recall", 0.8),
    ],
)
def test_scores_on_the_shared_samples(shared_scores, measure, least):
    assert shared_scores[measure] >= least


def test_the_reference_article_gives_its_nineteen_tasks(samples):
    draft = extract(read(samples, "000"))

    assert len(draft.tasks) == 19
    assert [task.due_span.text for task in draft.tasks if task.due_span] == [
        "trong dịp Tết cổ truyền Nhâm Dần 2022",
        "trong tháng 10/2021",
        "vào quý IV/2021",
    ]
    coalition = [task for task in draft.tasks if task.responsible[0].startswith("Mặt trận và các đoàn thể")]
    assert len(coalition) == 15
    assert {task.kind for task in coalition} == {TaskKind.COLLECTIVE}


def test_a_text_that_is_no_meeting_gives_nothing(samples):
    draft = extract(read(samples, "015"))

    assert (draft.is_meeting, draft.tasks) == (False, ())


@pytest.mark.slow
def test_the_reference_article_takes_less_than_thirty_milliseconds(samples):
    text = read(samples, "000")
    extract(text)

    def milliseconds():
        began = time.process_time()
        extract(text)
        return 1000 * (time.process_time() - began)

    assert min(milliseconds() for _ in range(10)) < 30


@pytest.mark.slow
@pytest.mark.parametrize(("half", "found"), [("dev", 0.9), ("held_out", 0.75)])
def test_scores_on_the_labelled_set(half, found):
    """The aim is to find 0.80 of the tasks in the half that nobody who writes rules has read; 0.77 is what stands."""
    scores = score(lambda text: to_gold(extract(text)), half=half)["all"]

    assert scores["task recall"].value >= found
    assert scores["task precision"].value >= 0.75
    assert scores["responsible right"].value >= 0.85
    assert scores["document numbers recall"].value >= 0.95
    assert scores["document numbers precision"].value >= 0.95
    assert scores["a text that is no meeting yields no task"].value == 1
