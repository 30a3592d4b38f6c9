"""Scores an extractor on our own labelled set.

    python benchmarks/score_labelled.py [--misses]     both halves with giaoban's extractor; --misses lists the errors of dev, never of held_out

`score(draft, half="held_out")` judges any function from a text to a draft in the shape of the gold files. The measures are those by which the
shared samples are judged: spans match one to one at an overlap (intersection over union) of at least 0.5, optional tasks never count against a draft.
"""

import argparse
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
LABELLED = ROOT / "tests" / "briefing" / "extraction" / "labelled"
if str(ROOT) not in sys.path:  # run as a script, Python looks beside this file only
    sys.path.insert(0, str(ROOT))

from tests.briefing.extraction.labelled.frame import framed  # noqa: E402

Draft = dict[str, Any]
Drafter = Callable[[str], Draft]
OVERLAP = 0.5


class Ratio(NamedTuple):
    """How often something went right, of how many times it could."""

    right: int
    of: int

    @property
    def value(self) -> float:
        """1.0 where there was nothing to get wrong."""
        return self.right / self.of if self.of else 1.0

    def __str__(self) -> str:
        return (
            f"{self.right:5d} / {self.of:5d}  {self.value:7.1%}"
            if self.of
            else f"{self.right:5d} / {self.of:5d}      n/a"
        )


class Tally(dict[str, Ratio]):
    def add(self, measure: str, right: float, of: int = 1) -> None:
        before = self.get(measure, Ratio(0, 0))
        self[measure] = Ratio(before.right + int(right), before.of + of)


SHORT_FORMS = {
    "mat tran to quoc": "mttq",
    "uy ban nhan dan": "ubnd",
    "hoi dong nhan dan": "hdnd",
    "trung uong": "tw",
    "t u": "tw",
    "uy ban": "ub",
    "lien hiep phu nu": "lhpn",
    "cuu chien binh": "ccb",
    "lien doan lao dong": "ldld",
    "viet nam": "vn",
}


def folded(words: str | None) -> str:
    """Lower case without marks, forms of address and punctuation."""
    letters = unicodedata.normalize("NFD", (words or "").lower()).replace("đ", "d")
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter) and letter != "\u200b")
    return " ".join(re.findall(r"[a-z0-9]+", re.sub(r"\b(dong chi|ong|ba)\b", " ", bare)))


def same_body(one: str, other: str) -> bool:
    """Whether at least half of the words of both names together are common."""
    words = []
    for name in (folded(one), folded(other)):
        for long, short in SHORT_FORMS.items():
            name = name.replace(long, short)  # noqa: PLW2901
        words.append(set(name.split()))
    common, both = words[0] & words[1], words[0] | words[1]
    return bool(common) and len(common) / len(both) >= OVERLAP


def any_same(wanted: Iterable[str], given: Iterable[str]) -> bool:
    given = list(given)
    return any(same_body(one, other) for one in wanted for other in given)


def number_key(number: str | None) -> str:
    letters = unicodedata.normalize("NFD", (number or "").lower()).replace("đ", "d").replace("-", "/")
    return "".join(letter for letter in letters if letter in "abcdefghijklmnopqrstuvwxyz0123456789/")


def numbers(acts: Iterable[Draft]) -> set[str]:
    return {number_key(act["number"]) for act in acts if act.get("number")}


def has_span(item: Draft | None) -> bool:
    return (
        bool(item)
        and isinstance(item.get("start"), int)
        and isinstance(item.get("end"), int)
        and item["start"] < item["end"]
    )


def common(one: Draft, other: Draft) -> int:
    return max(0, min(one["end"], other["end"]) - max(one["start"], other["start"]))


def overlap(one: Draft, other: Draft) -> float:
    """Intersection over union of two spans."""
    union = max(one["end"], other["end"]) - min(one["start"], other["start"])
    return common(one, other) / union if common(one, other) else 0.0


def best_overlap(label: Draft, given: Draft) -> float:
    return max(overlap(span, given) for span in [label, *label.get("alternative_spans", [])])


def pairs(labels: Sequence[Draft], given: Sequence[Draft]) -> list[tuple[int, int]]:
    """Greedy one-to-one matches, the best overlap first."""
    candidates = [(best_overlap(label, item), i, j) for i, label in enumerate(labels) for j, item in enumerate(given)]
    taken: list[tuple[int, int]] = []
    for value, i, j in sorted(candidates, reverse=True):
        if value >= OVERLAP and all(i != k and j != m for k, m in taken):
            taken.append((i, j))
    return taken


def within_optional(item: Draft, labels: Iterable[Draft]) -> bool:
    shorter = [
        (label, min(item["end"] - item["start"], label["end"] - label["start"]))
        for label in labels
        if label["optional"]
    ]
    return any(common(item, label) > length / 2 for label, length in shorter)


def judge_tasks(
    tally: Tally,
    labels: Sequence[Draft],
    given: Sequence[Draft],
    wanted_acts: Callable[[Draft], set[str]],
    given_acts: Any,
) -> None:
    matched = pairs(labels, given)
    sure = [(i, j) for i, j in matched if not labels[i]["optional"]]
    unmatched = set(range(len(given))) - {j for _, j in matched}
    free = {j for i, j in matched if labels[i]["optional"]} | {
        j for j in unmatched if within_optional(given[j], labels)
    }
    tally.add("task recall", len(sure), sum(not label["optional"] for label in labels))
    tally.add("task precision", len(sure), len(given) - len(free))
    for i, j in matched:
        judge_task(tally, labels[i], given[j])
        wanted = wanted_acts(labels[i])
        tally.add("task to document links", len(wanted & given_acts(given[j])), len(wanted))


def judge_task(tally: Tally, label: Draft, given: Draft) -> None:
    if label["responsible"]:
        right = any_same(label["responsible"], given.get("responsible") or [])
        tally.add("responsible right", right)
        tally.add(
            "responsible right, " + ("named in the sentence" if label["responsible_explicit"] else "given earlier"),
            right,
        )
    if label["coordinating"]:
        tally.add("coordinating right", any_same(label["coordinating"], given.get("coordinating") or []))
    else:
        tally.add("no coordinating body invented", not given.get("coordinating"))
    due = given.get("deadline")
    if label["deadline"]:
        tally.add("deadline found", has_span(due) and overlap(label["deadline"], due) >= OVERLAP)
    else:
        tally.add("no deadline invented", not due)
    if label.get("kind") and given.get("kind"):
        tally.add("kind as labelled", label["kind"] == given["kind"])


def judge_numbers(tally: Tally, wanted: set[str], given: set[str]) -> None:
    tally.add("document numbers recall", len(wanted & given), len(wanted))
    tally.add("document numbers precision", len(wanted & given), len(given))


def judge_spans(tally: Tally, what: str, labels: Sequence[Draft], given: Iterable[Draft]) -> list[tuple[Draft, Draft]]:
    given = [item for item in given if has_span(item)]
    matched = pairs(labels, given)
    tally.add(f"{what} recall", len(matched), len(labels))
    tally.add(f"{what} precision", len(matched), len(given))
    return [(labels[i], given[j]) for i, j in matched]


def judge_figures(tally: Tally, labels: Sequence[Draft], given: Iterable[Draft]) -> None:
    for label, item in judge_spans(tally, "figures", labels, given):
        tally.add("figure value right", label["value"] == item.get("value"))


def keys_of_numbers(acts: Iterable[Draft]) -> dict[str | None, str]:
    return {act.get("key"): number_key(act.get("number")) or folded(act.get("kind")) for act in acts}


def judge_text(tally: Tally, label: Draft, given: Draft) -> None:
    tasks = [task for task in given.get("tasks") or [] if has_span(task)]
    if label["meeting"] is None:
        tally.add("a text that is no meeting is said to be none", not given.get("meeting"))
        tally.add("a text that is no meeting yields no task", not tasks)
        tally.add("task precision", 0, len(tasks))
        return
    judge_meeting(tally, label["meeting"], given.get("meeting") or {})
    wanted, got = keys_of_numbers(label["cited_documents"]), keys_of_numbers(given.get("cited_documents") or [])
    judge_tasks(
        tally,
        label["tasks"],
        tasks,
        lambda task: {wanted[key] for key in task["documents"]},
        lambda task: {got[key] for key in task.get("documents") or [] if key in got},
    )
    judge_numbers(tally, numbers(label["cited_documents"]), numbers(given.get("cited_documents") or []))
    for what, key in (("document mentions", "cited_documents"), ("organisation mentions", "organisations")):
        mentions = [[span for item in side.get(key) or [] for span in item["mentions"]] for side in (label, given)]
        judge_spans(tally, what, *mentions)
    judge_figures(tally, label["figures"], given.get("figures") or [])


def judge_meeting(tally: Tally, label: Draft, given: Draft) -> None:
    tally.add("meeting recognised", bool(given))
    facts: dict[str, Callable[[Draft], Any]] = {
        "date": lambda meeting: (meeting.get("date") or {}).get("iso"),
        "chair": lambda meeting: sorted(folded(person.get("name")) for person in meeting.get("chair") or []),
    }
    for name, fact in facts.items():
        wanted, got = fact(label), fact(given)
        if wanted:
            tally.add(f"{name} right", wanted == got)
        else:
            tally.add(f"no {name} invented", not got)
    for name in ("period_reviewed", "period_planned"):
        wanted, got = (folded((meeting.get(name) or {}).get("label")) for meeting in (label, given))
        if wanted:
            tally.add(f"{name} right", bool(got) and (wanted in got or got in wanted))
        else:
            tally.add(f"no {name} invented", not got)
    if label["title"]:
        title = given.get("title")
        tally.add("title right", has_span(title) and overlap(label["title"], title) >= OVERLAP)


def moved(item: Draft, by: int) -> Draft:
    """A draft's item with all its spans moved, its deadline's too."""
    due = item.get("deadline")
    return (
        item
        | {"start": item["start"] - by, "end": item["end"] - by}
        | ({"deadline": moved(due, by)} if has_span(due) else {})
    )


def of_passage(draft: Draft, start: int, length: int) -> Draft:
    """What a draft of the framed text says on the passage, in offsets of the passage."""

    def inside(items: Iterable[Draft]) -> list[Draft]:
        spans = [moved(item, start) for item in items if has_span(item)]
        return [item for item in spans if item["start"] < length and item["end"] > 0]

    return {
        "tasks": inside(draft.get("tasks") or []),
        "figures": inside(draft.get("figures") or []),
        "cited_documents": draft.get("cited_documents") or [],
    }


def judge_sentence(tally: Tally, label: Draft, given: Draft) -> None:
    got = keys_of_numbers(given["cited_documents"])
    judge_tasks(
        tally,
        label["tasks"],
        given["tasks"],
        lambda task: {number_key(name) if re.search(r"\d", name) else folded(name) for name in task["documents"]},
        lambda task: {got[key] for key in task.get("documents") or [] if key in got},
    )
    judge_numbers(tally, numbers(label["documents"]), numbers(given["cited_documents"]))
    judge_figures(tally, label["figures"], given["figures"])
    if not label["tasks"]:
        tally.add("a passage without a task yields none", not given["tasks"])


def sentences(half: str) -> list[Draft]:
    return [
        json.loads(line) for line in (LABELLED / "sentences" / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()
    ]


def texts(half: str) -> Iterator[tuple[str, Draft]]:
    for gold in sorted((LABELLED / "texts" / half).glob("*.gold.json")):
        with (gold.parent / f"{gold.name.removesuffix('.gold.json')}.txt").open(encoding="utf-8", newline="") as file:
            yield file.read(), json.loads(gold.read_text(encoding="utf-8"))


def passage(draft: Drafter, record: Draft) -> Draft:
    text, start = framed(record)
    return of_passage(draft(text), start, len(record["text"]))


def score(draft: Drafter, *, half: str = "held_out") -> dict[str, dict[str, Ratio]]:
    """The measures of a half ("dev" or "held_out"): {"sentences": …, "texts": …, "all": …}, each measure's name to its Ratio."""
    groups = {"sentences": Tally(), "texts": Tally(), "all": Tally()}
    for record in sentences(half):
        given = passage(draft, record)
        for group in ("sentences", "all"):
            judge_sentence(groups[group], record, given)
    for text, label in texts(half):
        given = draft(text)
        for group in ("texts", "all"):
            judge_text(groups[group], label, given)
    return dict(groups)


def table(scores: dict[str, dict[str, Ratio]]) -> str:
    lines = [
        f"{group}\n" + "\n".join(f"  {measure:52s}{ratio}" for measure, ratio in tally.items())
        for group, tally in scores.items()
    ]
    return "\n".join(lines)


def misses(draft: Drafter) -> Iterator[str]:
    """What goes wrong in the dev half, task by task; the held-out half keeps its secrets."""
    readings = [
        (record["id"], record["text"], record["tasks"], passage(draft, record)["tasks"]) for record in sentences("dev")
    ]
    readings += [(label["id"], text, label["tasks"], draft(text).get("tasks") or []) for text, label in texts("dev")]
    for identifier, text, labels, given in readings:
        matched = pairs(labels, given)
        found, right = {i for i, _ in matched}, {j for _, j in matched}
        for i, label in enumerate(labels):
            if i not in found and not label["optional"]:
                yield f"{identifier} missed    {label['text']!r}"
        for j, item in enumerate(given):
            if j not in right and not within_optional(item, labels):
                yield f"{identifier} invented  {text[max(0, item['start']) : item['end']]!r}"
        for i, j in matched:
            trial = Tally()
            judge_task(trial, labels[i], given[j])
            for measure in (name for name, ratio in trial.items() if ratio.value < 1 and "right, " not in name):
                shown = {key: given[j].get(key) for key in ("responsible", "coordinating", "deadline", "kind")}
                yield f"{identifier} not {measure}: {labels[i]['text']!r} {shown}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Score the extractor on the labelled set.")
    parser.add_argument("--misses", action="store_true", help="list the errors in the dev half")
    wanted = parser.parse_args()
    from giaoban.briefing.extraction import extract
    from giaoban.briefing.extraction.exchange import to_gold

    def draft(text: str) -> Draft:
        return to_gold(extract(text))

    for half in ("dev", "held_out"):
        print(f"== {half}\n{table(score(draft, half=half))}")
    if wanted.misses:
        print("\n".join(misses(draft)))


if __name__ == "__main__":
    main()
