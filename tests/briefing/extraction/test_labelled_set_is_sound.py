"""The labelled set keeps its promises: exact spans, halves apart, nothing copied, every style and size that README.md names."""

import hashlib
import json
import re
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from tests.briefing.extraction.labelled import markup
from tests.briefing.extraction.labelled.frame import framed

LABELLED = Path(markup.__file__).parent
SHARED = Path(__file__).resolve().parents[4] / "shared" / "samples"
HALVES = pytest.mark.parametrize("half", ["dev", "held_out"])
RUN = 60


def sentences(half):
    lines = (LABELLED / "sentences" / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def texts(half):
    for path in sorted((LABELLED / "texts" / half).glob("*.gold.json")):
        with (path.parent / path.name.replace(".gold.json", ".txt")).open(encoding="utf-8", newline="") as file:
            yield file.read(), json.loads(path.read_text(encoding="utf-8"))


def records(half):
    """Everything labelled in a half as (text, label)."""
    return [(record["text"], record) for record in sentences(half)] + list(texts(half))


def spans(label):
    """Every labelled span at any depth."""
    if isinstance(label, list):
        for item in label:
            yield from spans(item)
    elif isinstance(label, dict):
        if label.get("start") is not None:
            yield label
        for item in label.values():
            yield from spans(item)


def runs(text):
    """Every run of RUN characters, spaces and composition made alike."""
    plain = " ".join(unicodedata.normalize("NFC", text.replace("\u200b", "")).split())
    return {plain[i : i + RUN] for i in range(len(plain) - RUN + 1)}


def test_every_file_is_what_its_marked_source_gives():
    for path, content in markup.files():
        with path.open(encoding="utf-8", newline="") as file:
            assert file.read() == content, f"run markup.py again: {path.name}"


@HALVES
def test_every_span_gives_its_text_back(half):
    for text, label in records(half):
        for span in spans(label):
            assert 0 <= span["start"] < span["end"] <= len(text), label["id"]
            assert span.get("text", text[span["start"] : span["end"]]) == text[span["start"] : span["end"]], label["id"]


@HALVES
def test_the_texts_are_those_that_were_labelled(half):
    for text, label in texts(half):
        assert len(text) == label["chars"]
        assert hashlib.sha256(text.encode()).hexdigest() == label["text_sha256"]


@HALVES
def test_tasks_never_overlap_and_begin_and_end_with_words(half):
    for text, label in records(half):
        for task in label["tasks"]:
            assert text[task["start"] : task["end"]].strip(" \n.;,:-") == task["text"], label["id"]
        for earlier, later in pairwise(label["tasks"]):
            assert earlier["end"] <= later["start"], label["id"]


@HALVES
def test_other_spans_of_a_task_could_count_as_it(half):
    for _, label in records(half):
        for task in label["tasks"]:
            for other in task["alternative_spans"]:
                assert task["start"] <= other["start"] < other["end"] <= task["end"], label["id"]


@HALVES
def test_every_task_says_whose_it_is_and_names_only_acts_that_are_cited(half):
    for _, label in records(half):
        cited = {act["key"] for act in label.get("cited_documents", [])}
        cited |= {act["number"] or act["kind"] for act in label.get("documents", [])}
        for task in label["tasks"]:
            assert task["responsible"], task["text"]
            assert set(task["documents"]) <= cited, task["text"]


@HALVES
def test_named_bodies_stand_in_their_passage(half):
    for record in sentences(half):
        read = framed(record)[0].casefold()
        for task in record["tasks"]:
            for body in task["responsible"] + task["coordinating"]:
                assert all(word in read for word in body.casefold().split()), (record["id"], body)


@HALVES
def test_a_text_that_is_no_meeting_holds_no_label(half):
    apart = [label for _, label in texts(half) if label["meeting"] is None]

    assert len(apart) == 2
    for label in apart:
        assert label["is_meeting"] is False
        assert not label["tasks"] + label["organisations"] + label["figures"] + label["cited_documents"]


def test_the_halves_are_of_one_size_and_one_mix():
    dev, held_out = sentences("dev"), sentences("held_out")

    assert len(dev) == len(held_out) >= 120
    assert Counter(tag for record in dev for tag in record["tags"]) == Counter(
        tag for record in held_out for tag in record["tags"]
    )


def test_the_counts_in_the_readme_are_true():
    readme = (LABELLED / "README.md").read_text(encoding="utf-8")
    told = {tag: int(count) for tag, count in re.findall(r"\| ([a-z]\w+) \| (\d+)(?= \|)", readme)}
    tags = Counter(tag for record in sentences("dev") for tag in record["tags"])

    assert len(told) > 30
    assert told == {tag: tags[tag] for tag in told}
    for half, column in (("dev", 0), ("held_out", 1)):
        passages = sentences(half)
        tasks, none = sum(len(record["tasks"]) for record in passages), sum(not record["tasks"] for record in passages)
        labels = [label for _, label in texts(half)]
        cells = [
            row.split(" | ")[1 + column].rstrip(" |")
            for row in readme.splitlines()
            if row.startswith(("| `", "| tasks"))
        ]
        assert cells == [
            str(len(passages)),
            f"{tasks} ({none})",
            str(len(labels)),
            str(sum(len(label["tasks"]) for label in labels)),
        ]


def test_the_halves_share_no_run_of_text():
    dev, held_out = (set().union(*(runs(text) for text, _ in records(half))) for half in ("dev", "held_out"))

    assert not dev & held_out


@HALVES
def test_the_texts_cover_the_promised_styles(half):
    labels = [label for _, label in texts(half)]
    tags = Counter(tag for label in labels for tag in label["tags"])

    assert len(labels) >= 10
    for style in (
        "page_noise",
        "official_layout",
        "two_tier",
        "two_meetings",
        "no_chair",
        "no_date",
        "impossible_date",
        "long",
        "crlf",
        "nfd",
    ):
        assert tags[style] >= 1, style
    for text, label in texts(half):
        assert 1500 <= len(text.encode()) <= 8192, label["id"]


@HALVES
def test_a_decomposed_text_is_not_in_the_usual_form(half):
    (text,) = (text for text, label in texts(half) if "nfd" in label["tags"])

    assert unicodedata.normalize("NFC", text) != text
    assert "\u00a0" in text
    assert "\u200b" in text


def test_nothing_is_copied_from_the_shared_samples():
    if not SHARED.is_dir():
        pytest.skip("the shared samples are not beside the repository")
    foreign = set().union(*(runs(path.read_text(encoding="utf-8")) for path in SHARED.rglob("*") if path.is_file()))

    for path in LABELLED.rglob("*.*"):
        if path.suffix != ".pyc":
            assert not runs(path.read_text(encoding="utf-8")) & foreign, path.name
