"""The period that a meeting looks back on and the one that it plans for, in the words of the text."""

import datetime as dt
import re
from dataclasses import dataclass

from giaoban.briefing.extraction.sentences import Sentence
from giaoban.briefing.extraction.tokens import Reading

PERIOD = re.compile(
    r"(?:(?:\d{1,2}|một|hai|ba|sáu|chín)\s+tháng\s+(?:đầu|cuối|còn\s+lại)(?:\s+của)?\s+năm(?:\s+\d{4})?|(?:những\s+)?tháng\s+cuối\s+năm(?:\s+\d{4})?|quý\s+(?:i{1,3}|iv|[1-4])(?!\w)(?:\s*[,/]?\s*(?:năm\s+)?\d{4})?|tháng\s+\d{1,2}(?![\d/]*\d{3,}/)(?:\s*[,/-]?\s*(?:năm\s+)?(?:19|20)\d{2})?(?![\d])|năm\s+(?:19|20)\d{2}(?:\s*[-–]\s*\d{4})?|năm\s+học\s+\d{4}\s*[-–]\s*\d{4}|giai\s+đoạn\s+\d{4}\s*[-–]\s*\d{4}|\d{1,2}\s+năm\s+(?:triển\s+khai\s+)?thực\s+hiện\s+(?:[^\s.,;]+\s*){2,5})"
)
REVIEW = re.compile(
    r"(?:đánh\s+giá|sơ\s+kết|tổng\s+kết|giao\s+ban|kết\s+quả|kiểm\s+điểm|báo\s+cáo|nhìn\s+lại|tình\s+hình)"
)
PLAN = re.compile(r"(?:nhiệm\s+vụ|phương\s+hướng|kế\s+hoạch|triển\s+khai|chương\s+trình|giải\s+pháp|bàn|trọng\s+tâm)")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")

_OPENS_REVIEW = re.compile(r"(?:theo\s+|qua\s+)?(?:báo\s+cáo|đánh\s+giá|trong|năm|\d|kết\s+quả|quý|tháng|công\s+tác)")
_OPENS_PLAN = re.compile(r"nhiệm\s+vụ|phương\s+hướng|kế\s+hoạch|để\s+tiếp\s+tục|trong\s+thời\s+gian\s+tới")
_AHEAD = re.compile(r"phương\s+hướng|triển\s+khai\s+(?:phương\s+hướng,?\s*)?nhiệm\s+vụ")
_TIME_TO_COME = re.compile(r"thời\s+gian\s+tới")
_HORIZON = re.compile(r"(?:đến|tầm\s+nhìn|từ)\s*$")  # "đến năm 2035" is no period of a meeting
_HEAD_LENGTH = 900


@dataclass(slots=True)
class Place:
    """Characters [start, end) of the clean text and what they say."""

    start: int
    end: int
    label: str

    def says_same(self, label: str) -> bool:
        return self.label.lower() == label.lower()


@dataclass(slots=True)
class Periods:
    reviewed: Place | None = None
    planned: Place | None = None

    def complete(self, day: dt.date | None) -> None:
        """Add the year to a period that leaves it to the other or to the day of the meeting."""
        for period, other in ((self.reviewed, self.planned), (self.planned, self.reviewed)):
            if period is None:
                continue
            period.label = re.sub(r"\s+", " ", period.label).strip()
            if YEAR.search(period.label) or "tới" in period.label or re.match(r"\d+ năm", period.label):
                continue
            named = YEAR.search(other.label) if other else None
            year = named[1] if named else (day and str(day.year))
            if year:
                period.label += f" {year}" if period.label.endswith("năm") else f" năm {year}"


@dataclass(slots=True)
class PeriodReader:
    reading: Reading
    act_spans: list[tuple[int, int]]

    def read(self, sentences: list[Sentence], lead: Sentence | None) -> Periods:
        """The periods of a meeting from its sentences; the one that tells of it (`lead`) is believed first."""
        periods = Periods()
        head = sentences[:5] if lead is None or lead in sentences[:5] else [*sentences[:5], lead]
        for sentence in sorted(head, key=lambda sentence: sentence is not lead):
            self._take_named(periods, sentence)
        for place, sentence in enumerate(sentences):
            self._take_opening(periods, sentence, first=place == 0)
        if periods.planned is None:
            self._take_time_to_come(periods, sentences[1:])
        if periods.planned and periods.reviewed and periods.reviewed.says_same(periods.planned.label):
            periods.reviewed = None
        return periods

    def _take_named(self, periods: Periods, sentence: Sentence) -> None:
        """Periods of one sentence by the words before each: review, or work to come."""
        source = self.reading.source
        begin, previous = sentence.start, 0
        for found in PERIOD.finditer(source.low, sentence.start, min(sentence.end, sentence.start + _HEAD_LENGTH)):
            if not found[0][0].isdigit() and any(start <= found.start() < end for start, end in self.act_spans):
                continue
            before = source.low[begin : found.start()]
            if _HORIZON.search(before):
                continue
            place = self._place(found.start(), found.end())
            planned = periods.planned
            if planned and planned.end == previous and re.fullmatch(r"\s*(?:,|và)\s*", before):
                periods.planned = self._place(planned.start, found.end())  # "tháng 5 và quý II"
            elif periods.reviewed is None and self._is_review(before):
                periods.reviewed = place
            elif (
                planned is None
                and PLAN.search(before)
                and not (periods.reviewed and periods.reviewed.says_same(place.label))
            ):
                periods.planned = place
            begin = previous = found.end()

    def _is_review(self, before: str) -> bool:
        review, plan = REVIEW.search(before), PLAN.search(before)
        if review is None:
            return False
        return not (plan and plan.start() > review.start() and _AHEAD.search(before))

    def _take_opening(self, periods: Periods, sentence: Sentence, *, first: bool) -> None:
        """Periods with which a sentence of the body opens: "Năm 2018, … đã …", "Về nhiệm vụ quý IV, …"."""
        low = self.reading.source.low[sentence.start : min(sentence.end, sentence.start + _HEAD_LENGTH)]
        if periods.reviewed is None and _OPENS_REVIEW.match(low) and self._tells_results(low):
            found = PERIOD.search(low[:160])
            if found and not (periods.planned and periods.planned.says_same(found[0])):
                periods.reviewed = self._place(sentence.start + found.start(), sentence.start + found.end())
        if periods.planned is None and not first and _OPENS_PLAN.search(low):
            others = (
                p for p in PERIOD.finditer(low[:300]) if not (periods.reviewed and periods.reviewed.says_same(p[0]))
            )
            found = next(others, None)
            if found and not re.search(r"(?:đã|kết quả)\s", low[: found.start()][-80:]):
                periods.planned = self._place(sentence.start + found.start(), sentence.start + found.end())

    def _take_time_to_come(self, periods: Periods, sentences: list[Sentence]) -> None:
        for sentence in sentences:
            found = _TIME_TO_COME.search(self.reading.source.low, sentence.start, sentence.end)
            if found:
                periods.planned = self._place(found.start(), found.end())
                return

    def _tells_results(self, low: str) -> bool:
        if re.match(r"theo\s+đánh\s+giá", low):
            return True
        return "đã" in low.split() and re.search(r"\b(?:cần|sẽ|cuối\s+năm)\b", low[:160]) is None

    def _place(self, start: int, end: int) -> Place:
        return Place(start, end, self.reading.source.clean[start:end])
