"""Whether a text reports a meeting, and which: title, day, place, who called, chaired, concluded and attended it, which periods.

Nothing is filled in from habit: no chair unless the text says "chủ trì", no day unless it gives one.
"""

import datetime as dt
import re
from dataclasses import dataclass, field
from itertools import pairwise

from giaoban.briefing.extraction.attendance import ATTENDED, MEETING_NOUN, AttendanceReader, Present
from giaoban.briefing.extraction.organisations import Bodies
from giaoban.briefing.extraction.people import People
from giaoban.briefing.extraction.periods import PERIOD, PLAN, REVIEW, YEAR, PeriodReader, Periods
from giaoban.briefing.extraction.sentences import Sentence
from giaoban.briefing.extraction.tokens import Reading

_HELD = re.compile(
    rf"(?<!\w)(?:tổ\s+chức|tiến\s+hành|khai\s+mạc|triệu\s+tập|chủ\s+trì|diễn\s+ra|đồng\s+chủ\s+trì|mở)\s+(?:\w+\s+){{0,4}}?(?:{MEETING_NOUN}|sơ\s+kết|tổng\s+kết)(?!\w)"
    rf"|{MEETING_NOUN}[^.;]{{0,200}}?(?:diễn\s+ra|được\s+tổ\s+chức|đã\s+họp|khai\s+mạc)(?!\w)"
    r"|(?<!\w)(?:ubnd|hđnd|ủy\s+ban|thường\s+trực|ban|hội|đoàn|huyện\s+ủy|tỉnh\s+ủy|đảng\s+ủy|mttq|khối|cụm|tổ)[^.,;]{0,80}\s(?:đã\s+)?(?:họp|làm\s+việc\s+với|sơ\s+kết|tổng\s+kết|giao\s+ban)(?!\w)"
    rf"|(?:tại|trong)\s+(?:{MEETING_NOUN})(?!\w)"
)
_CHAIRED = re.compile(
    rf"chủ\s+trì(?:,?\s+điều\s+hành)?\s+(?:\w+\s+)?{MEETING_NOUN}|chủ\s+trì\s*[.;]|^chủ\s+(?:trì|tọa)\s*:|chủ\s+tọa\s+{MEETING_NOUN}|dưới\s+sự\s+chủ\s+trì|{MEETING_NOUN}\s+do\s"
)
_SPOKE = re.compile(
    rf"phát\s+biểu\s+(?:kết\s+luận|chỉ\s+đạo|khai\s+mạc|bế\s+mạc|tại|ý\s+kiến|tham\s+luận)|kết\s+luận\s+(?:{MEETING_NOUN}|tại)|(?:tại|trong)\s+{MEETING_NOUN}|{MEETING_NOUN}\s+(?:đã\s+)?(?:nghe|thảo\s+luận|thống\s+nhất|tập\s+trung|đánh\s+giá)"
)
_TITLE_NOUN = re.compile(
    rf"(?<!\w)(?:{MEETING_NOUN}|sơ\s+kết|tổng\s+kết|thông\s+báo\s+kết\s+luận|triển\s+khai\s+nhiệm\s+vụ)(?!\w)"
)
_PAPER = re.compile(
    r"(?:ban\s+hành|có|ký)\s+(?:\w+\s+){0,2}?(?:công\s+văn|kế\s+hoạch|chỉ\s+thị|quyết\s+định|hướng\s+dẫn|công\s+điện|văn\s+bản)|sẽ\s+(?:được\s+)?(?:tổ\s+chức|diễn\s+ra)|lễ\s+(?:phát\s+động|ra\s+quân|trao|khánh\s+thành|khởi\s+công|kỷ\s+niệm)|hội\s+(?:thi|thao|diễn)|lớp\s+tập\s+huấn"
)
_LETTERHEAD = re.compile(
    r"cộng\s+h\w+\s+xã\s+hội\s+chủ\s+nghĩa|^(?:văn\s+phòng|\*|-+\w*-+|thông\s+báo|biên\s+bản)$|độc\s+lập\s*[-–]\s*tự\s+do|^số\s*:?\s*\d|đảng\s+cộng\s+sản\s+việt\s+nam$|^[^.]{2,40},\s*ngày\s+\d{1,2}\s+tháng|^\W*$|^(?:uỷ|ủy)\s+ban\s+(?:nhân\s+dân|mặt\s+trận)[^a-z]{0,40}$"
)
_DATE = re.compile(
    r"(?:(?:sáng|chiều|tối|trưa)\s*(?:nay|qua)?,?\s*)?(?:(?:ngày|\()\s*)?(?<![\d/.])(\d{1,2})\s?(?:[/.-]|\s+tháng\s+|\s+tháng\s*)\s?(\d{1,2})(?:\s?(?:[/.-]|,?\s*năm)\s?(\d{4}))?(?![\d%]|/\d|[.,]\d)"
)
_LIMITS = re.compile(r"(?:trước|đến|hạn|từ|chậm\s+nhất|sau|là|xong|giờ,?|của)\s*$")
_DAY_WORD = re.compile(r"(?:sáng|chiều|tối|trưa|ngày|\(|lúc|hôm)")
_HEADER_DATE = re.compile(r"(\d{1,2})[\s/.-]+(\d{1,2})[\s/.-]+((?:19|20)\d{2})")
_PLACE = re.compile(
    r"(?<!\w)tại\s+((?:hội\s+trường|trụ\s+sở|nhà\s+văn\s+hóa|trung\s+tâm|khách\s+sạn|văn\s+phòng|phòng\s+họp|thành\s+phố|tp\.?|thị\s+xã|thị\s+trấn|huyện|xã|phường|tỉnh|ubnd|học\s+viện|trường|hà\s+nội|điểm\s+cầu)(?!\w)[^,.;(:–]{0,70})"
)
_ENDS_PLACE = re.compile(r"\s+(?:đã|tổ\s+chức|diễn\s+ra|dưới|do|với|để|nhằm|và)(?!\w).*$")
_MINUTES = re.compile(r"biên\s+bản\s+(?:cuộc\s+)?(?:họp|hội\s+nghị|giao\s+ban|làm\s+việc)")
_SCORED_LENGTH = 900


@dataclass(slots=True)
class Day:
    """The day of a meeting as written at [start, end); `day` is None if no calendar has it or its year is unknown."""

    start: int
    end: int
    day: dt.date | None
    year_inferred: bool
    impossible: bool = False


@dataclass(slots=True)
class MeetingFacts:
    """One meeting of a text: sentences [first, last) speak of it."""

    first: int
    last: int
    score: int
    title: tuple[int, int] | None = None
    lead: int | None = None
    date: Day | None = None
    place: tuple[int, int] | None = None
    conveners: list[tuple[int, int]] = field(default_factory=list)
    present: Present = field(default_factory=Present)
    periods: Periods = field(default_factory=Periods)
    introduces: set[int] = field(default_factory=set)  # sentences that only present the meeting


@dataclass(slots=True)
class MeetingReader:
    reading: Reading
    bodies: Bodies
    people: People
    sentences: list[Sentence]
    noise: dict[int, str]
    act_spans: list[tuple[int, int]]

    def read(self) -> list[MeetingFacts]:
        """The meetings that the text reports, in order; empty if it reports none."""
        body = [i for i in range(len(self.sentences)) if i not in self.noise]
        starts = self._starts(body)
        bounds = [*starts, len(self.sentences)]
        meetings = []
        for first, last in pairwise(bounds):
            facts = MeetingFacts(first, last, self._score(first, last))
            if facts.score >= 4:
                self._fill(facts)
                meetings.append(facts)
        return meetings

    def low(self, index: int) -> str:
        sentence = self.sentences[index]
        return self.reading.source.low[sentence.start : sentence.end]

    def _indices(self, first: int, last: int) -> list[int]:
        return [i for i in range(first, last) if i not in self.noise]

    # -- is there one, are there two -----------------------------------------------------------------------------------

    def _score(self, first: int, last: int) -> int:
        """How much speaks for a meeting in these sentences; 4 and more is one."""
        indices = self._indices(first, last)
        head = [self.low(index)[:_SCORED_LENGTH] for index in indices[:6]]
        held = any(_HELD.search(low) for low in head)
        named = any(_TITLE_NOUN.search(low) for low in head[:3])
        minutes = any(_MINUTES.match(self.low(index)) for index in indices[:8])
        if not (held or named or minutes):
            return 0
        score = 3 * held + (4 if minutes else 2 * named)
        for sign in (ATTENDED, _CHAIRED, _SPOKE):
            score += 2 * any(sign.search(self.low(index)[:_SCORED_LENGTH]) for index in indices)
        papers = any(_PAPER.search(low) and not re.search(rf"(?<!\w){MEETING_NOUN}(?!\w)", low) for low in head[:3])
        return score - 2 * papers

    def _starts(self, body: list[int]) -> list[int]:
        """The first sentence of each meeting: a second begins where a paragraph tells that, on another day, another was held."""
        starts = [0]
        first_lead = None
        for index in body:
            sentence, low = self.sentences[index], self.low(index)
            if not sentence.opens_paragraph or not _HELD.search(low[:500]):
                continue
            opening = re.match(
                r"(?:(?:tiếp\s+đó|cũng\s+trong|cùng|trong|đến)[\s,]+)?(?:(?:sáng|chiều|tối|ngày|cùng\s+ngày|hôm)\b)",
                low,
            )
            date = self._date_in(index)
            if first_lead is None:
                if date or opening:
                    first_lead = (index, date)
                continue
            other_day = date and first_lead[1] and (date[0], date[1]) != (first_lead[1][0], first_lead[1][1])
            same_day = re.match(
                r"(?:(?:trong|cũng\s+trong)\s+)?(?:(?:sáng|chiều|tối)\s+)?cùng\s+ngày|chiều\s+cùng", low
            )
            if (
                opening
                and (other_day or same_day)
                and re.search(r"(?:tổ\s+chức|họp|diễn\s+ra|chủ\s+trì|làm\s+việc)", low)
                and not re.search(r"(?:sẽ|dự\s+kiến)\s", low[:120])
            ):
                starts.append(self._with_heading(index, starts[-1]))
                first_lead = (index, date)
        return starts

    def _with_heading(self, index: int, lowest: int) -> int:
        previous = index - 1
        while previous in self.noise:
            previous -= 1
        sentence = self.sentences[previous] if previous > lowest else None
        if (
            sentence
            and sentence.opens_paragraph
            and sentence.closes_paragraph
            and not self.low(previous).rstrip().endswith((".", ";", ":"))
        ):
            return previous
        return index

    # -- facts ---------------------------------------------------------------------------------------------------------

    def _fill(self, facts: MeetingFacts) -> None:
        indices = self._indices(facts.first, facts.last)
        self._title(facts, indices)
        facts.lead = self._lead(facts, indices)
        lead = self.sentences[facts.lead] if facts.lead is not None else None
        facts.periods = PeriodReader(self.reading, self.act_spans).read([self.sentences[i] for i in indices], lead)
        self._date(facts, indices)
        facts.periods.complete(facts.date.day if facts.date else None)
        if facts.lead is not None:
            self._place(facts)
            self._conveners(facts)
        attendance = AttendanceReader(self.reading, self.bodies, self.people)
        facts.present = attendance.read([(i, self.sentences[i]) for i in indices])
        facts.introduces |= facts.present.introducing

    def _lead(self, facts: MeetingFacts, indices: list[int]) -> int | None:
        """The sentence that tells of the meeting: with a day if one has it, and not the headline."""
        held = [i for i in indices[:16] if _HELD.search(self.low(i)) and not _LETTERHEAD.search(self.low(i))]
        body = [
            i for i in held if i not in facts.introduces and not re.match(r"(?:phát\s+biểu|kết\s+luận)", self.low(i))
        ] or [i for i in held if i not in facts.introduces]
        return (
            next((i for i in body if self._date_in(i)), None)
            or next(iter(body), None)
            or next(iter(held), indices[0] if indices else None)
        )

    def _title(self, facts: MeetingFacts, indices: list[int]) -> None:
        lines: list[int] = []
        for index in indices[:14]:
            sentence, low = self.sentences[index], self.low(index).strip()
            if _LETTERHEAD.search(low) or len(low) < 12:
                continue
            whole = sentence.opens_paragraph and sentence.closes_paragraph
            stopped = low.endswith(".") and (lines or self._date_in(index) or len(low) > 160)
            if not whole or stopped or low.endswith((";", ",")) or len(low) > 320 or index == indices[-1]:
                break
            lines.append(index)
        if lines:
            index = next(
                (i for i in lines if _TITLE_NOUN.search(self.low(i)) or re.match(r"kết\s+luận", self.low(i))), lines[0]
            )
            sentence = self.sentences[index]
            end = sentence.start + len(
                re.sub(r"[\s(]+\)?\s*$|\W+$", "", self.reading.source.clean[sentence.start : sentence.end])
            )
            facts.title = (sentence.start, max(end, sentence.start + 1))
            facts.introduces |= set(lines[: lines.index(index) + 1])
        for index in indices[:9]:
            if _LETTERHEAD.search(self.low(index).strip()):
                facts.introduces.add(index)

    def _date_in(self, index: int) -> tuple[int, int, int | None, int, int] | None:
        """(day, month, year or None, start, end) of the first date of a sentence that is no cited act's."""
        sentence = self.sentences[index]
        for found in _DATE.finditer(self.reading.source.low, sentence.start, sentence.end):
            if any(start <= found.start() < end for start, end in self.act_spans):
                continue
            if not found[3] and not _DAY_WORD.match(found[0]):
                continue
            if _LIMITS.search(self.reading.source.low, max(sentence.start, found.start() - 24), found.start()):
                continue
            if (
                found[3]
                and not _DAY_WORD.match(found[0])
                and re.search(
                    r"(?:tháng|từ|đến|kỷ niệm|nghị quyết|số)\s*$",
                    self.reading.source.low[max(0, found.start() - 12) : found.start()],
                )
            ):
                continue
            return int(found[1]), int(found[2]), int(found[3]) if found[3] else None, found.start(), found.end()
        return None

    def _date(self, facts: MeetingFacts, indices: list[int]) -> None:
        order = ([facts.lead] if facts.lead is not None else []) + indices[:6]
        for index in order:
            found = self._date_in(index)
            low = self.low(index)
            if not found or (index in facts.introduces and facts.title and _LETTERHEAD.search(low)):
                continue
            if index != facts.lead and not (_HELD.search(low) or ATTENDED.search(low)):
                continue
            day, month, year, start, end = found
            inferred = year is None
            if year is None:
                year = self._year(facts, indices, day, month)
            try:
                when = dt.date(year or 2000, month, day)
            except ValueError:
                facts.date = Day(start, end, None, inferred, impossible=True)
                return
            facts.date = Day(start, end, when if year else None, inferred)
            return

    def _year(self, facts: MeetingFacts, indices: list[int], day: int, month: int) -> int | None:
        """The year of a date without one: by the page's date line, the periods, or a term of years since an act."""
        for index in self.noise:
            if self.noise[index] == "noise.date_line" and (header := _HEADER_DATE.search(self.low(index))):
                year = int(header[3])
                return year if (month, day) <= (int(header[2]) + 1, 31) else year - 1
        head = " ".join(self.low(i) for i in indices[:4])
        if years_since := re.search(
            r"(\d{1,2}|một)\s+năm\s+[^.;]{0,120}?\d{1,2}[/.-]\d{1,2}[/.-]((?:19|20)\d{2})", head
        ):
            return int(years_since[2]) + (1 if years_since[1] == "một" else int(years_since[1]))
        for found in PERIOD.finditer(head):
            year_found = YEAR.search(found[0])
            if not year_found:
                continue
            year = int(year_found[1])
            before = head[max(0, found.start() - 60) : found.start()]
            if re.search(r"(?:đến|tầm\s+nhìn|từ|nhiệm\s+kỳ|khóa)\s*$", before):
                continue
            whole_year = found[0].startswith("năm ")
            planned = bool(PLAN.search(before)) and not (
                REVIEW.search(before) and not re.search(r"(?:nhiệm\s+vụ|phương\s+hướng)\s+(?:công\s+tác\s+)?$", before)
            )
            if whole_year and planned:
                return year - 1 if month >= 11 else year
            if whole_year:
                return year if month >= 10 else year + 1
            return (
                year - 1
                if planned
                and month == 12
                and re.search(r"quý\s+(?:i|1)(?!\w)|tháng\s+0?1(?!\d)|6\s+tháng\s+đầu", found[0])
                else year
            )
        labels = " ".join(period.label for period in (facts.periods.reviewed, facts.periods.planned) if period)
        years = {int(y) for y in YEAR.findall(labels)} if "-" not in labels else set()
        return years.pop() if len(years) == 1 else None

    def _place(self, facts: MeetingFacts) -> None:
        assert facts.lead is not None
        sentence = self.sentences[facts.lead]
        found = _PLACE.search(self.reading.source.low, sentence.start, min(sentence.end, sentence.start + 500))
        if found:
            words = _ENDS_PLACE.sub("", found[1]).rstrip()
            facts.place = (found.start(1), found.start(1) + len(words))

    def _conveners(self, facts: MeetingFacts) -> None:
        assert facts.lead is not None
        for index in (facts.lead, facts.first):
            sentence = self.sentences[index]
            words = self.reading.words
            held = next(
                (
                    i
                    for i in range(sentence.first, sentence.last - 1)
                    if (
                        words[i : i + 2]
                        in (["tổ", "chức"], ["sơ", "kết"], ["tổng", "kết"], ["triệu", "tập"], ["giao", "ban"])
                        or words[i] == "họp"
                    )
                    and i not in self.bodies.covering
                ),
                None,
            )
            if held is None:
                continue
            place = facts.place or (0, 0)
            starts = self.reading.starts
            before = [
                m
                for m in self.bodies.mentions
                if sentence.first <= m.first and m.last <= held and not place[0] <= starts[m.first] < place[1]
            ]
            if before:
                last = before[-1]
                facts.conveners = [
                    self.reading.span(m.first, m.last) for m in before if m is last or self._joined(m.last, last.first)
                ]
                return

    def _joined(self, end: int, start: int) -> bool:
        return start - end <= 3 and any(w in {"và", "phối", "hợp", "với", ","} for w in self.reading.words[end:start])
