"""Whether a text reports a meeting, and which: title, day, place, who called, chaired, concluded and attended it, which periods.

Nothing is filled in from habit: no chair unless the text says "chủ trì", no day unless it gives one.
"""

import datetime as dt
import re
from dataclasses import dataclass, field

from giaoban.briefing.extraction.organisations import Bodies
from giaoban.briefing.extraction.people import People, Person
from giaoban.briefing.extraction.sentences import Sentence
from giaoban.briefing.extraction.tokens import Reading

_NOUN = r"(?:hội\s+nghị|hội\s+ý|cuộc\s+họp|phiên\s+họp|buổi\s+(?:họp|làm\s+việc|giao\s+ban|sơ\s+kết|tổng\s+kết|tọa\s+đàm)|kỳ\s+họp|(?:họp\s+)?giao\s+ban|cuộc\s+(?:làm\s+việc|giao\s+ban)|tọa\s+đàm|hội\s+thảo|phiên\s+(?:giao\s+ban|thường\s+kỳ)|đại\s+hội|họp)"
_HELD = re.compile(
    rf"(?<!\w)(?:tổ\s+chức|tiến\s+hành|khai\s+mạc|triệu\s+tập|chủ\s+trì|diễn\s+ra|đồng\s+chủ\s+trì|mở)\s+(?:\w+\s+){{0,4}}?(?:{_NOUN}|sơ\s+kết|tổng\s+kết)(?!\w)"
    rf"|{_NOUN}[^.;]{{0,200}}?(?:diễn\s+ra|được\s+tổ\s+chức|đã\s+họp|khai\s+mạc)(?!\w)"
    r"|(?<!\w)(?:ubnd|hđnd|ủy\s+ban|thường\s+trực|ban|hội|đoàn|huyện\s+ủy|tỉnh\s+ủy|đảng\s+ủy|mttq|khối|cụm|tổ)[^.,;]{0,80}\s(?:đã\s+)?(?:họp|làm\s+việc\s+với|sơ\s+kết|tổng\s+kết|giao\s+ban)(?!\w)"
    rf"|(?:tại|trong)\s+(?:{_NOUN})(?!\w)"
)
_ATTENDED = re.compile(
    rf"(?:(?:tham|đến|về|cùng|có\s+mặt)\s+dự|dự|tham\s+gia)\s+(?:và\s+(?:chỉ\s+đạo|phát\s+biểu(?:\s+chỉ\s+đạo)?(?:\s+tại)?|chủ\s+trì)\s+)?(?:tại\s+)?{_NOUN}|^(?:cùng\s+|tham\s+|về\s+)?dự\s+(?:có|cùng)|thành\s+phần\s+(?:tham\s+)?dự"
)
_CHAIRED = re.compile(
    rf"chủ\s+trì(?:,?\s+điều\s+hành)?\s+(?:\w+\s+)?{_NOUN}|chủ\s+trì\s*[.;]|^chủ\s+(?:trì|tọa)\s*:|chủ\s+tọa\s+{_NOUN}|dưới\s+sự\s+chủ\s+trì|{_NOUN}\s+do\s"
)
_SPOKE = re.compile(
    rf"phát\s+biểu\s+(?:kết\s+luận|chỉ\s+đạo|khai\s+mạc|bế\s+mạc|tại|ý\s+kiến|tham\s+luận)|kết\s+luận\s+(?:{_NOUN}|tại)|(?:tại|trong)\s+{_NOUN}|{_NOUN}\s+(?:đã\s+)?(?:nghe|thảo\s+luận|thống\s+nhất|tập\s+trung|đánh\s+giá)"
)
_TITLE_NOUN = re.compile(
    rf"(?<!\w)(?:{_NOUN}|sơ\s+kết|tổng\s+kết|thông\s+báo\s+kết\s+luận|triển\s+khai\s+nhiệm\s+vụ)(?!\w)"
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
_PERIOD = re.compile(
    r"(?:(?:\d{1,2}|một|hai|ba|sáu|chín)\s+tháng\s+(?:đầu|cuối|còn\s+lại)(?:\s+của)?\s+năm(?:\s+\d{4})?|(?:những\s+)?tháng\s+cuối\s+năm(?:\s+\d{4})?|quý\s+(?:i{1,3}|iv|[1-4])(?!\w)(?:\s*[,/]?\s*(?:năm\s+)?\d{4})?|tháng\s+\d{1,2}(?![\d/]*\d{3,}/)(?:\s*[,/-]?\s*(?:năm\s+)?(?:19|20)\d{2})?(?![\d])|năm\s+(?:19|20)\d{2}(?:\s*[-–]\s*\d{4})?|năm\s+học\s+\d{4}\s*[-–]\s*\d{4}|giai\s+đoạn\s+\d{4}\s*[-–]\s*\d{4}|\d{1,2}\s+năm\s+(?:triển\s+khai\s+)?thực\s+hiện\s+(?:[^\s.,;]+\s*){2,5})"
)
_REVIEW = re.compile(
    r"(?:đánh\s+giá|sơ\s+kết|tổng\s+kết|giao\s+ban|kết\s+quả|kiểm\s+điểm|báo\s+cáo|nhìn\s+lại|tình\s+hình)"
)
_PLAN = re.compile(r"(?:nhiệm\s+vụ|phương\s+hướng|kế\s+hoạch|triển\s+khai|chương\s+trình|giải\s+pháp|bàn|trọng\s+tâm)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


@dataclass(slots=True)
class Place:
    """Characters [start, end) of the clean text and what they say."""

    start: int
    end: int
    label: str


@dataclass(slots=True)
class Day:
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
    chair: list[Person] = field(default_factory=list)
    concluded: list[Person] = field(default_factory=list)
    attendees: list[Person] = field(default_factory=list)
    groups: list[tuple[int, int]] = field(default_factory=list)
    reviewed: Place | None = None
    planned: Place | None = None
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
        for first, last in zip(bounds, bounds[1:], strict=False):
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
        held = attended = chaired = spoke = paper = 0
        named = 0
        for place, index in enumerate(self._indices(first, last)):
            low = self.low(index)[:900]
            if place < 8:
                lead = _HELD.search(low)
                held = max(held, 3 if lead and place < 6 else 0)
                paper = max(
                    paper, 2 if place < 3 and _PAPER.search(low) and not re.search(rf"(?<!\w){_NOUN}(?!\w)", low) else 0
                )
                named = max(
                    named,
                    2 if place < 3 and _TITLE_NOUN.search(low) else 0,
                    4 if re.match(r"biên\s+bản\s+(?:cuộc\s+)?(?:họp|hội\s+nghị|giao\s+ban|làm\s+việc)", low) else 0,
                )
            attended = attended or 2 * bool(_ATTENDED.search(low))
            chaired = chaired or 2 * bool(_CHAIRED.search(low))
            spoke = spoke or 2 * bool(_SPOKE.search(low))
        if not (named or held):
            return 0
        return (
            held
            + named
            + attended
            + chaired
            + spoke
            - paper
            - (3 if not (attended or chaired or spoke) and not held else 0)
        )

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
        facts.lead = next(
            (i for i in indices[:9] if _HELD.search(self.low(i)) and (self._date_in(i) or i != indices[0])),
            indices[0] if indices else None,
        )
        self._periods(facts, indices)
        self._date(facts, indices)
        self._with_years(facts)
        if facts.lead is not None:
            self._place(facts)
            self._conveners(facts)
        self._people(facts, indices)

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
        lines = []
        for index in indices[:14]:
            sentence, low = self.sentences[index], self.low(index).strip()
            if _LETTERHEAD.search(low) or len(low) < 12:
                continue
            whole = sentence.opens_paragraph and sentence.closes_paragraph
            if not whole or low.endswith((".", ";", ",")) or len(low) > 320 or index == indices[-1]:
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
            if not found or index in facts.introduces and facts.title and _LETTERHEAD.search(low):
                continue
            if index != facts.lead and not (_HELD.search(low) or _ATTENDED.search(low)):
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
        for found in _PERIOD.finditer(head):
            year_found = _YEAR.search(found[0])
            if not year_found:
                continue
            year = int(year_found[1])
            before = head[max(0, found.start() - 60) : found.start()]
            if re.search(r"(?:đến|tầm\s+nhìn|từ|nhiệm\s+kỳ|khóa)\s*$", before):
                continue
            whole_year = found[0].startswith("năm ")
            planned = bool(_PLAN.search(before)) and not (
                _REVIEW.search(before) and not re.search(r"(?:nhiệm\s+vụ|phương\s+hướng)\s+(?:công\s+tác\s+)?$", before)
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
        labels = " ".join(period.label for period in (facts.reviewed, facts.planned) if period)
        years = {int(y) for y in _YEAR.findall(labels)} if "-" not in labels else set()
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

    # -- people --------------------------------------------------------------------------------------------------------

    def _people(self, facts: MeetingFacts, indices: list[int]) -> None:
        words = self.reading.words
        for index in indices:
            sentence, low = self.sentences[index], self.low(index)
            chairs = next(
                (
                    i
                    for i in range(sentence.first, sentence.last - 1)
                    if words[i : i + 2] in (["chủ", "trì"], ["chủ", "tọa"])
                ),
                None,
            )
            if chairs is not None and self._says_chair(chairs, sentence):
                for person in self._who_chairs(chairs, sentence):
                    self._add(facts.chair, person)
                facts.introduces.add(index)
            if concluded := self._who_concludes(sentence, low):
                self._add(facts.concluded, concluded)
            present = self.people.within(sentence.first, sentence.last)
            if _ATTENDED.search(low[:250]) or re.match(r"(?:cùng\s+|tham\s+)?dự\s", low):
                for person in present:
                    if not self._is(person, facts.chair):
                        self._add(facts.attendees, person)
                self._groups(facts, sentence)
                if not re.search(r"(?:đề\s+nghị|yêu\s+cầu)\s", low):
                    facts.introduces.add(index)
            elif re.search(r"phát\s+biểu|nhấn\s+mạnh|đề\s+nghị|yêu\s+cầu|khai\s+mạc", low):
                for person in present:
                    if person.posts and not self._is(person, facts.chair + facts.attendees + facts.concluded):
                        self._add(facts.attendees, person)

    def _says_chair(self, index: int, sentence: Sentence) -> bool:
        words = self.reading.words
        after = words[index + 2 : index + 8]
        if words[index - 1 : index] in (["giao"], ["sở"], ["đơn"], ["vị"], ["quan"]) or after[:2] in (
            [",", "phối"],
            ["phối", "hợp"],
            ["tham", "mưu"],
            ["thực", "hiện"],
        ):
            return False
        if (
            index > sentence.first
            and words[index - 1] in {"sự", "và", "đồng", "cùng", "người", "đã", "dự", "đoàn"}
            or index == sentence.first
        ):
            return True
        following = " ".join(after)
        return re.match(rf"(?:điều hành )?(?:\w+ )?{_NOUN}|\.|;|$|là|có|gồm|:|và", following) is not None

    def _who_chairs(self, index: int, sentence: Sentence) -> list[Person]:
        """The people whom the sentence joins to "chủ trì": those before it in the clause, else those after it."""
        words = self.reading.words
        low = self.reading.says(sentence.first, index).lower()
        begin = max(
            (
                i + 1
                for i in range(sentence.first, index)
                if words[i] in {";"} and not re.search(r"các\s+đồng\s+chí\s*:", low)
            ),
            default=sentence.first,
        )
        attended = next(
            (i for i in range(begin, index) if words[i] == "dự" and words[i - 1 : i] in (["tham"], ["cùng"], ["đến"])),
            None,
        )
        if begin > sentence.first and not re.search(r"(?:dự|phát\s+biểu|tham\s+gia)\b", low):
            begin = sentence.first  # a list of chairs, one after each semicolon
        before = self.people.within(begin, index)
        if before and attended is None:
            if len(before) > 1 and not re.search(
                r"các\s+đồng\s+chí|đồng\s+chủ\s+trì|các\s+ông|cùng", self.reading.says(begin, index + 2).lower()
            ):
                return before[-1:] if words[index - 1] != "đồng" else before
            return before
        end = next(
            (
                i
                for i in range(index, sentence.last)
                if words[i] in {"."} or words[i : i + 2] == ["tham", "dự"] or words[i : i + 2] == ["cùng", "dự"]
            ),
            sentence.last,
        )
        after = self.people.within(index, end)
        if after:
            plural = re.search(r"các\s+đồng\s+chí|đồng\s+chủ\s+trì|các\s+ông", self.reading.says(index, end).lower())
            return after if plural else after[:1]
        return before[-1:]

    def _who_concludes(self, sentence: Sentence, low: str) -> Person | None:
        found = re.search(
            r"(?<!\w)(?:phát\s+biểu\s+kết\s+luận|kết\s+luận\s+(?:hội\s+nghị|cuộc\s+họp|buổi|phiên|tại)|bế\s+mạc)", low
        )
        if not found and not re.match(r"kết\s+luận", low):
            return None
        word = self.reading.word_at(sentence.start + (found.start() if found else 0))
        after = self.people.within(word, min(sentence.last, word + 60))
        before = self.people.within(sentence.first, word)
        return after[0] if after else (before[-1] if before else None)

    def _add(self, people: list[Person], person: Person) -> None:
        known = self.people.known.get(person.name, person)
        if not self._is(person, people):
            people.append(
                person
                if person.posts
                else Person(person.first, person.last, person.after, person.name, known.posts, person.confidence)
            )

    def _is(self, person: Person, people: list[Person]) -> bool:
        return any(other.name == person.name for other in people)

    def _groups(self, facts: MeetingFacts, sentence: Sentence) -> None:
        """Delegations: parts of the sentence between semicolons and commas that begin with a group and hold no person."""
        words, reading = self.reading.words, self.reading
        start = next((i for i in range(sentence.first, sentence.last) if words[i] in {"có", ":", "gồm", "là"}), None)
        if start is None:
            return
        for begin, end in self._parts(start + 1, sentence.last):
            if self.people.within(begin, end) or end - begin < 2:
                continue
            if (
                words[begin]
                in {
                    "lãnh",
                    "đại",
                    "các",
                    "toàn",
                    "thường",
                    "thành",
                    "chủ",
                    "trưởng",
                    "cán",
                    "ủy",
                    "bí",
                    "giám",
                    "cùng",
                    "đông",
                    "hơn",
                }
                or begin in self.bodies.starting
            ):
                begin += words[begin] == "cùng"
                facts.groups.append(reading.span(begin, end))

    def _parts(self, first: int, last: int) -> list[tuple[int, int]]:
        words, parts, start = self.reading.words, [], first
        for index in range(first, last):
            joint = words[index] == ";" or (
                words[index] in {",", "và"}
                and words[index + 1 : index + 2]
                and words[index + 1] in {"lãnh", "đại", "các", "toàn", "cùng", "thường"}
                and index not in self.bodies.covering
            )
            if joint or words[index] == ".":
                parts.append((start, index))
                start = index + 1
        parts.append((start, last))
        return [(begin, end) for begin, end in parts if begin < end]

    # -- periods -------------------------------------------------------------------------------------------------------

    def _periods(self, facts: MeetingFacts, indices: list[int]) -> None:
        source = self.reading.source
        head = sorted({i for i in indices[:5]} | ({facts.lead} if facts.lead is not None else set()))
        for index in sorted(head, key=lambda i: i != facts.lead):
            sentence = self.sentences[index]
            begin, previous = sentence.start, 0
            for found in _PERIOD.finditer(source.low, sentence.start, min(sentence.end, sentence.start + 900)):
                if any(start <= found.start() < end for start, end in self.act_spans) and not found[0][0].isdigit():
                    continue
                before = source.low[begin : found.start()]
                place = Place(found.start(), found.end(), source.clean[found.start() : found.end()])
                review, plan = _REVIEW.search(before), _PLAN.search(before)
                if (
                    previous
                    and re.fullmatch(r"\s*(?:,|và)\s*", before)
                    and facts.planned
                    and facts.planned.end == previous
                ):
                    facts.planned = Place(
                        facts.planned.start, found.end(), source.clean[facts.planned.start : found.end()]
                    )
                elif (
                    facts.reviewed is None
                    and review
                    and not (
                        plan
                        and plan.start() > review.start()
                        and re.search(r"(?:phương\s+hướng|triển\s+khai\s+(?:phương\s+hướng,?\s*)?nhiệm\s+vụ)", before)
                    )
                ):
                    facts.reviewed = place
                elif (
                    facts.planned is None
                    and plan
                    and (facts.reviewed is None or facts.reviewed.start != found.start())
                    and not self._same(facts.reviewed, place)
                ):
                    facts.planned = place
                elif facts.reviewed and facts.planned is None and previous == 0 and plan:
                    facts.planned = place
                begin = previous = found.end()
        self._fallback_periods(facts, indices)
        if facts.planned and self._same(facts.reviewed, facts.planned):
            facts.reviewed = None

    def _same(self, one: Place | None, other: Place) -> bool:
        return one is not None and one.label.lower() == other.label.lower()

    def _fallback_periods(self, facts: MeetingFacts, indices: list[int]) -> None:
        for index in indices:
            sentence = self.sentences[index]
            low = self.low(index)
            opening = low[:160]
            if (
                facts.reviewed is None
                and re.match(
                    r"(?:theo\s+|qua\s+)?(?:báo\s+cáo|đánh\s+giá|trong|năm|\d|kết\s+quả|quý|tháng|công\s+tác)", low
                )
                and "đã" in low.split()
                or re.match(r"theo\s+đánh\s+giá", low)
            ):
                if (
                    facts.reviewed is None
                    and (found := _PERIOD.search(opening))
                    and not self._same(facts.planned, Place(0, 0, found[0]))
                ):
                    facts.reviewed = self._place_of(sentence, found)
            if facts.planned is None and re.search(
                r"(?:nhiệm\s+vụ|phương\s+hướng|kế\s+hoạch|để\s+tiếp\s+tục|trong\s+thời\s+gian\s+tới)", low
            ):
                found = next(
                    (p for p in _PERIOD.finditer(low[:300]) if not self._same(facts.reviewed, Place(0, 0, p[0]))), None
                ) or re.search(r"thời\s+gian\s+tới", low)
                if found and index != indices[0] and not re.search(r"(?:đã|kết quả)\s", low[: found.start()][-80:]):
                    facts.planned = self._place_of(sentence, found)

    def _place_of(self, sentence: Sentence, found: re.Match[str]) -> Place:
        start, end = sentence.start + found.start(), sentence.start + found.end()
        return Place(start, end, self.reading.source.clean[start:end])

    def _with_years(self, facts: MeetingFacts) -> None:
        """Add the year to a period that leaves it to the other or to the day of the meeting."""
        for period, other in ((facts.reviewed, facts.planned), (facts.planned, facts.reviewed)):
            if period is None:
                continue
            period.label = re.sub(r"\s+", " ", period.label).strip()
            if _YEAR.search(period.label) or "tới" in period.label or re.match(r"\d+ năm", period.label):
                continue
            year = _YEAR.search(other.label) if other else None
            if year or (facts.date and facts.date.day):
                value = year[1] if year else str(facts.date.day.year)  # type: ignore[union-attr]
                period.label += f" {value}" if period.label.endswith("năm") else f" năm {value}"
