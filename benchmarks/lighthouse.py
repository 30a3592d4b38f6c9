"""Lighthouse over the page types for readers, as a phone on slow 4G: the four scores, the paint, what went over the wire.

The demonstration is served as `giaoban serve` serves it, without a proxy in front. Lighthouse is not installed by us:
`lighthouse` is looked for on the PATH and through `npx --no-install` in the current folder; `LIGHTHOUSE` names it elsewhere.
Told is the median of each score over the runs, and the worst of them where they differ.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import urllib.request
from contextlib import nullcontext
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import _server

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
CHROME = "--headless=new --no-sandbox"
UUID = "[0-9a-f-]{36}"
# The name of a page type, and its path; or the page that links to one of them, and how that link looks.
PAGES: dict[str, str | tuple[str, str]] = {
    "front": "/",
    "result": ("/", f"/results/{UUID}/"),
    "news": "/news/",
    "article": ("/news/", r"/news/(?!section)[0-9a-z]{7}/[^/]+/"),
    "section": ("/news/", r"/news/section/[^/]+/"),
    "search": "/search/?q=don+suc",
    "library": "/library/",
    "document": ("/library/", f"/library/{UUID}/"),
    "polls": "/polls/",
    "poll": ("/polls/", f"/polls/{UUID}/"),
    "voices": "/voices/",
    "send": "/voices/send/",
    "schedule": "/schedule/",
    "data": "/open-data/",
    "statistics": "/statistics/",
}


class Run(NamedTuple):
    scores: tuple[int, ...]
    paint: float
    shift: float
    weight: int
    script: int
    fell_short: frozenset[str]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lighthouse", description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--site", help="a site that runs already, instead of a demonstration of its own")
    parser.add_argument("--pages", nargs="+", choices=PAGES, default=list(PAGES))
    options = parser.parse_args()
    command = found()
    if command is None:
        print("   SKIPPED: there is no Lighthouse (npm install lighthouse; LIGHTHOUSE=… names it) or no Chromium")
        return
    version = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    print(
        f"   Lighthouse {version}, its mobile defaults, median of {options.runs}; load {os.getloadavg()[0]:.1f}",
        flush=True,
    )
    with nullcontext(options.site) if options.site else _server.demonstration() as site:
        for name in options.pages:
            url = address(str(site).rstrip("/"), PAGES[name])
            if url is None:
                print(f"   {name:<11} there is none to judge")
                continue
            print(f"   {name:<11} {told([judged(command, url) for _ in range(options.runs)])}", flush=True)


def found() -> list[str] | None:
    """How Lighthouse is called here; None without it or without a Chromium that it could drive."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        return None
    os.environ.setdefault("CHROME_PATH", chromium)
    if named := os.environ.get("LIGHTHOUSE") or shutil.which("lighthouse"):
        return [named]
    if npx := shutil.which("npx"):
        command = [npx, "--no-install", "lighthouse"]
        if subprocess.run([*command, "--version"], capture_output=True, check=False).returncode == 0:
            return command
    return None


def address(site: str, page: str | tuple[str, str]) -> str | None:
    if isinstance(page, str):
        return site + page
    listed, pattern = page
    with urllib.request.urlopen(site + listed) as answer:
        link = re.search(f'href="({pattern})"', answer.read().decode())
    return site + link[1] if link else None


def judged(command: list[str], url: str) -> Run:
    """One run; one that Lighthouse itself gave up is made again, at most twice, and that is said."""
    for _ in range(3):
        report = _report(command, url)
        if not (problem := report.get("runtimeError")):
            break
        print(f"   (Lighthouse gave up a run: {problem['code']})", flush=True)
    if "audits" not in report:
        raise SystemExit(f"lighthouse: no report of {url}, three times")
    audits, categories = report["audits"], report["categories"]
    weighed = {ref["id"] for one in categories.values() for ref in one["auditRefs"] if ref["weight"]}
    return Run(
        scores=tuple(round(100 * (categories[name]["score"] or 0)) for name in CATEGORIES),
        paint=audits["largest-contentful-paint"].get("numericValue", 0.0),
        shift=audits["cumulative-layout-shift"].get("numericValue", 0.0),
        weight=int(audits["total-byte-weight"].get("numericValue", 0)),
        script=sum(
            one["transferSize"]
            for one in audits["network-requests"]["details"]["items"]
            if one["resourceType"] == "Script"
        ),
        fell_short=frozenset(
            name for name in weighed if (audits[name]["score"] or 0) < 0.9 and _is_asked(audits[name])
        ),
    )


def _is_asked(audit: dict[str, Any]) -> bool:
    return audit["scoreDisplayMode"] not in ("notApplicable", "informative", "manual")


def _report(command: list[str], url: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.json"
        options = ["--quiet", f"--chrome-flags={CHROME}", "--output=json", f"--output-path={path}"]
        subprocess.run([*command, url, *options], capture_output=True, check=False, timeout=180)
        return json.loads(path.read_text()) if path.exists() else {"runtimeError": {"code": "NO_REPORT"}}


def told(runs: list[Run]) -> str:
    medians = [statistics.median(run.scores[place] for run in runs) for place in range(len(CATEGORIES))]
    worst = [min(run.scores[place] for run in runs) for place in range(len(CATEGORIES))]
    short = sorted(set().union(*(run.fell_short for run in runs)))
    return (
        " / ".join(f"{value:.0f}" for value in medians)
        + (f" (worst {' / '.join(map(str, worst))})" if worst != medians else "")
        + f"  paint {statistics.median(run.paint for run in runs) / 1000:.2f} s"
        + f"  shift {max(run.shift for run in runs):.3f}"
        + f"  {max(run.weight for run in runs) / 1024:.0f} KB, script {max(run.script for run in runs) / 1024:.1f} KB"
        + (f"  short: {', '.join(short)}" if short else "")
    )


if __name__ == "__main__":
    main()
