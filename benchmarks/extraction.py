"""Drafting tasks from texts: speed, and quality beside a ten-line keyword baseline."""

import contextlib
import importlib.util
import io
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.score_labelled import score

from giaoban.briefing.extraction import extract
from giaoban.briefing.extraction.exchange import to_gold

SAMPLES = Path(__file__).parents[2] / "shared" / "samples" / "briefings"
MEASURES = (
    "task recall",
    "task precision",
    "responsible right",
    "document numbers recall",
    "document numbers precision",
    "no deadline invented",
)
SHARED_MEASURES = {
    "task recall": "task recall (IoU>=0.5)",
    "task precision": "task precision (IoU>=0.5)",
    "responsible right": "responsible: at least one right",
    "document numbers recall": "document numbers recall",
    "document numbers precision": "document numbers precision",
    "no deadline invented": "no deadline invented",
}
KEYWORD = re.compile(
    r"yêu cầu|đề nghị|giao |cần |phải |tiếp tục|tăng cường|đẩy mạnh|tập trung|chủ động|phối hợp", re.IGNORECASE
)

Drafting = Callable[[str], dict[str, Any]]


def rules(text: str) -> dict[str, Any]:
    return to_gold(extract(text))


def keywords(text: str) -> dict[str, Any]:
    """The floor: every piece between full stops and semicolons that holds a word of order is a task."""
    tasks, start = [], 0
    for piece in re.split(r"(?<=[.;\n])", text):
        found = KEYWORD.search(piece)
        if found:
            tasks.append({"start": start + found.start(), "end": start + len(piece.rstrip(" .;\n")), "responsible": []})
        start += len(piece)
    return {"tasks": tasks}


def main() -> None:
    _speed()
    for name, drafting in (("rules", rules), ("keywords", keywords)):
        print(f"  {name}")
        if SAMPLES.is_dir():
            _print("shared samples", _shared(drafting))
        for half in ("dev", "held_out"):
            scores = score(drafting, half=half)["all"]
            _print(
                f"labelled, {half}",
                {name: scores[name].value for name in MEASURES if name in scores and scores[name].of},
            )


def _speed() -> None:
    if not SAMPLES.is_dir():
        print("  the shared samples are absent (../shared/samples/briefings): no speed on real articles")
        return
    texts = {}
    for path in sorted(SAMPLES.glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            texts[path.stem] = file.read()
    extract(texts["000"])
    print(
        f"  reference article ({len(texts['000'].encode())} bytes): {min(_milliseconds(texts['000']) for _ in range(15)):.1f} ms"
    )
    began = time.perf_counter()
    for _ in range(5):
        for text in texts.values():
            extract(text)
    print(f"  articles per second: {5 * len(texts) / (time.perf_counter() - began):.0f}")
    long = (texts["000"] * (1_000_000 // len(texts["000"]) + 1))[:1_000_000]
    print(f"  a million characters: {_milliseconds(long) / 1000:.1f} s")


def _milliseconds(text: str) -> float:
    began = time.perf_counter()
    extract(text)
    return 1000 * (time.perf_counter() - began)


def _shared(drafting: Drafting) -> dict[str, float]:
    """The shared scorer's figures over all samples."""
    spec = importlib.util.spec_from_file_location("shared_score", SAMPLES / "score.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    tally = scorer.T()
    with contextlib.redirect_stdout(io.StringIO()):
        for path in sorted(SAMPLES.glob("*.gold.json")):
            gold = scorer.json.loads(path.read_text(encoding="utf-8"))
            with (SAMPLES / gold["file"]).open(encoding="utf-8", newline="") as file:
                scorer.one(gold, drafting(file.read()), None, tally)
    return {name: tally[key][0] / tally[key][1] for name, key in SHARED_MEASURES.items() if tally.get(key, (0, 0))[1]}


def _print(what: str, scores: dict[str, float]) -> None:
    print(f"    {what:<18}" + "  ".join(f"{name} {value:.0%}" for name, value in scores.items()))


if __name__ == "__main__":
    main()
