"""The scorer of the labelled set gives full marks to the labels themselves and none to silence."""

import pytest
from benchmarks.score_labelled import Tally, judge_tasks, judge_text, of_passage, same_body, score, table, texts

LABEL = {
    "start": 10,
    "end": 50,
    "responsible": ["Hội LHPN tỉnh"],
    "responsible_explicit": True,
    "coordinating": [],
    "deadline": None,
    "kind": "one_off",
    "documents": [],
    "optional": False,
    "alternative_spans": [],
}


def judged(labels, given):
    tally = Tally()
    judge_tasks(tally, labels, given, lambda _: set(), lambda _: set())
    return tally


@pytest.mark.parametrize("half", ["dev", "held_out"])
def test_the_labels_themselves_are_without_fault(half):
    for text, label in texts(half):
        tally = Tally()

        judge_text(tally, label, label)

        assert all(ratio.value == 1 for ratio in tally.values()), text[:60]


def test_silence_finds_nothing_and_invents_nothing():
    scores = score(lambda _: {}, half="dev")["all"]

    assert scores["task recall"].right == 0
    assert scores["task recall"].of > 150
    assert scores["task precision"].of == 0
    assert scores["a passage without a task yields none"].value == 1
    assert "task recall" in table({"all": scores})


def test_a_task_counts_from_half_an_overlap_on():
    assert judged([LABEL], [LABEL | {"start": 30, "end": 50}])["task recall"] == (1, 1)
    assert judged([LABEL], [LABEL | {"start": 31, "end": 50}])["task recall"] == (0, 1)
    assert judged([LABEL | {"alternative_spans": [{"start": 31, "end": 50}]}], [LABEL | {"start": 31}])[
        "task recall"
    ] == (1, 1)


def test_an_optional_task_counts_neither_for_nor_against():
    optional = LABEL | {"optional": True}

    for given in ([], [LABEL], [LABEL | {"end": 22}]):
        tally = judged([optional], given)
        assert tally["task recall"] == (0, 0)
        assert tally["task precision"] == (0, 0)


def test_a_deadline_out_of_nothing_is_held_against_the_draft():
    tally = judged([LABEL], [LABEL | {"deadline": {"start": 40, "end": 50}}])

    assert tally["no deadline invented"] == (0, 1)


def test_bodies_are_the_same_under_their_short_forms():
    assert same_body("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "UB MTTQ VN tỉnh")
    assert same_body("đồng chí Phan Thị Cúc", "bà Phan Thị Cúc")
    assert not same_body("Hội Nông dân tỉnh", "Sở Y tế")


def test_what_lies_in_the_frame_is_no_part_of_the_passage():
    draft = {"tasks": [{"start": 0, "end": 5}, {"start": 105, "end": 110, "deadline": {"start": 108, "end": 110}}]}

    assert of_passage(draft, 100, 50)["tasks"] == [{"start": 5, "end": 10, "deadline": {"start": 8, "end": 10}}]
