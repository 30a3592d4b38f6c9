"""What is to be done after the meeting: the walk through the sentences that finds the orders.

A speech has a mood. "Đồng chí … yêu cầu X: a; b." opens one in which bare verbs are orders to X, until a report of what has been
done, a greeting or a new paragraph of another kind closes it. A plan ("Trong thời gian tới, …") opens one too. Outside such moods
only a clause that says who and cần/phải is an order. What sounds like an order and is none of these is listed as unassigned.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from giaoban.briefing.extraction.grammar import Clause, Grammar, Group
from giaoban.briefing.extraction.people import Person
from giaoban.briefing.extraction.pieces import Cutter
from giaoban.briefing.extraction.sentences import Sentence
from giaoban.briefing.extraction.tokens import Phrase

_SHORTEST_TASK = 4


class Mood(StrEnum):
    NEUTRAL = "neutral"
    REPORT = "report"
    SPEECH = "speech"
    ORDER = "order"
    PLAN = "plan"


_REPORT_START = re.compile(
    r"^(?:(?:trong|tại|qua|theo|về|đến|sau|với|nhờ|từ)\s+)?(?:(?:các\s+)?(?:báo\s+cáo|đánh\s+giá|kết\s+quả|thống\s+kê|số\s+liệu)\b|(?:\d+\s+|một\s+)?(?:năm|quý|tháng|tuần|thời\s+gian|nhiệm\s+kỳ|những\s+năm|chặng\s+đường)(?:\s+\d+)?\s+(?:qua|vừa\s+qua|gần\s+đây)|\d+\s+tháng\s+(?:đầu\s+năm|qua)|(?:quý|tháng)\s+[\divx]+\s*(?:/\s*\d{4}|năm\s+\d{4})?\s*,?\s+(?:vừa\s+)?qua"
    r"|nhìn\s+lại|đến\s+nay|trước\s+đó|nhân\s+dịp\s+này|dịp\s+này|nhân\s+dịp|cũng\s+(?:tại|trong)|bên\s+cạnh\s+(?:những\s+)?kết\s+quả|tuy\s+nhiên|bên\s+cạnh\s+đó,?\s+(?:vẫn\s+)?còn|(?:hội\s+nghị|cuộc\s+họp|buổi\s+làm\s+việc)\s+(?:đã\s+|cũng\s+(?:đã\s+)?)?(?:diễn\s+ra|nghe|tiến\s+hành|được)|các\s+(?:đại\s+biểu|ý\s+kiến)|tham\s+luận|một\s+số\s+(?:khó\s+khăn|hạn\s+chế|tồn\s+tại)|khó\s+khăn|hạn\s+chế|tồn\s+tại|nguyên\s+nhân|nổi\s+bật|điển\s+hình|sau\s+(?:một|\d+)\s+năm)"
)
_AHEAD = r"(?:thời\s+gian\s+(?:tới|tiếp\s+theo|còn\s+lại)|(?:những\s+)?tháng\s+(?:tới|tiếp\s+theo|còn\s+lại|cuối\s+năm)|\d+\s+tháng\s+(?:cuối\s+năm|còn\s+lại|tới)|(?:quý|năm|tháng|tuần|nhiệm\s+kỳ|giai\s+đoạn)\s+(?:tới|tiếp\s+theo|sau)|phương\s+hướng|nhiệm\s+vụ\s+(?:trọng\s+tâm|chủ\s+yếu|(?:trong\s+)?thời\s+gian\s+tới|công\s+tác|quý|năm|tháng|\d+\s+tháng)|kế\s+hoạch\s+(?:năm|quý|tháng|công\s+tác))"
_PLAN_START = re.compile(
    rf"^(?:(?:về|trong|theo|với|trên\s+cơ\s+sở\s+đó|bước\s+sang|bước\s+vào|để|triển\s+khai|thực\s+hiện|từ\s+nay)\b[^.;:]{{0,40}}?)?{_AHEAD}"
)
_LISTS_TASKS = re.compile(
    r"(?:đề\s+ra|xác\s+định|thống\s+nhất|triển\s+khai|đưa\s+ra|nhấn\s+mạnh|tập\s+trung(?:\s+vào)?|thực\s+hiện|quyết\s+nghị|thông\s+qua|nêu(?:\s+rõ)?|là|gồm|định\s+hướng|với|cho|quán\s+triệt|lưu\s+ý|bàn|chỉ\s+đạo)\b[^.;:]{0,90}?(?:nhiệm\s+vụ|giải\s+pháp|phương\s+hướng|nội\s+dung|công\s+việc|chỉ\s+tiêu|vấn\s+đề|công\s+tác|việc)\b[^;:.]{0,90}:"
)
_TASK_HEADING = re.compile(
    r"(?:nhiệm\s+vụ|phương\s+hướng|giải\s+pháp|kế\s+hoạch|công\s+tác\s+trọng\s+tâm|kết\s+luận|chỉ\s+đạo|yêu\s+cầu|phân\s+công)"
)
_REPORT_HEADING = re.compile(
    r"(?:kết\s+quả|đánh\s+giá|tình\s+hình|tồn\s+tại|hạn\s+chế|nguyên\s+nhân|ưu\s+điểm|khen\s+thưởng|thành\s+phần|nội\s+dung\s+hội\s+nghị)"
)
_LEAD_IN = re.compile(
    r"(?:sau|sau\s+đây|như\s+sau|nhiệm\s+vụ|nội\s+dung|giải\s+pháp|công\s+việc|vấn\s+đề|trọng\s+tâm|cụ\s+thể|là|việc|tới|đột\s+phá|gồm|tập\s+trung|năm\s+\d{4}|quý\s+\w+|công\s+tác|chỉ\s+tiêu|mặt)\s*$"
)
_PRAISE = re.compile(
    r"(?:đánh\s+giá\s+cao|ghi\s+nhận|biểu\s+dương|chúc\s+mừng|cảm\s+ơn|cám\s+ơn|chia\s+sẻ\s+(?:với\s+)?những\s+khó\s+khăn|trân\s+trọng|hoan\s+nghênh|nhiệt\s+liệt)"
)
_CLOSING = re.compile(
    r"^(?:(?:buổi\s+)?(?:hội\s+nghị|cuộc\s+họp|buổi\s+(?:họp|làm\s+việc))\s+(?:đã\s+)?(?:diễn\s+ra|kết\s+thúc|thành\s+công|khép\s+lại)|việc\s+\w+|đây\s+là|điểm\s+nhấn|thông\s+qua\s+(?:hội\s+nghị|mô\s+hình)|với\s+(?:tinh\s+thần|sự|những)|(?:cũng\s+)?tại\s+hội\s+nghị|cũng\s+(?:trong|tại|dịp)|nhân\s+dịp|dịp\s+này|kết\s+thúc|trước\s+đó|được\s+biết|hội\s+nghị\s+(?:đã\s+)?(?:trao|công\s+bố|tặng|bầu|khen))"
)
_ATTENDS = re.compile(
    r"^(?:(?:cùng|tham|đến|về|có\s+mặt)\s+dự\b|dự\s|cùng\s+(?:chủ\s+trì|điều\s+hành)|chủ\s+trì\s+(?:hội|cuộc|buổi|phiên)|(?:thành\s+phần\s+)?tham\s+(?:dự|gia)\s+(?:hội|cuộc|buổi|phiên|họp)|đồng\s+chí\s[^.;]{0,300}chủ\s+trì(?:\s+(?:hội\s+nghị|cuộc\s+họp|buổi\s+làm\s+việc|phiên\s+họp))?\s*\.?$)"
)
_TAKES_PART = re.compile(r"(?:không\s+được|không\s+để|tuyệt\s+đối\s+không|nghiêm\s+cấm|phụ\s+trách|chủ\s+trì,|chịu\s+trách\s+nhiệm|phối\s+hợp|cùng\s+với)\b")
_LIMITED = re.compile(r"\b(?:trước|chậm\s+nhất|xong|hoàn\s+thành|trong)\s+(?:ngày\s|tháng\s+\d|quý\s|tuần\s|khi\s|thứ\s|\d{1,2}[/.]\d|\d{1,2}\s?(?:giờ|h))")
_LABEL = re.compile(r"^(?:kết\s+luận|phân\s+công|giao\s+việc|việc\s+(?:cần\s+làm|tuần|tháng|trong)|nhiệm\s+vụ|yêu\s+cầu|đề\s+nghị|lưu\s+ý|(?:về|đối\s+với|với)\s)[^:.;]{0,90}(?::|\s[–-]\s)")
_NOUNY = re.compile(r"^(?:công\s+tác|về|việc|kết\s+quả|các|những|một\s+số|tình\s+hình|hội\s+nghị|số|tỷ\s+lệ|nội\s+dung|thời\s+gian|địa\s+điểm|thành\s+phần|đây|đó|đồng\s+chí|ông|bà|nhóm|mục|phần|đã|hạn\s+chế|tồn\s+tại)\b|:\s*$")
_ASKING = re.compile(
    r"(?:đại\s+biểu|ý\s+kiến|cử\s+tri|người\s+dân|hội\s+viên|bà\s+con|nhân\s+dân|các\s+hộ|đoàn\s+viên|tham\s+luận|doanh\s+nghiệp)"
)
_NOUN_BEFORE = frozenset(
    [
        "theo",
        "ứng",
        "các",
        "những",
        "của",
        "sự",
        "một",
        "nhiều",
        "với",
        "được",
        "bị",
        "nhu",
        "có",
        "bản",
        "thần",
        "kiến",
        "biểu",
        "công",
        "ban",
        "bài",
        "lãnh",
        "hồ",
        "đơn",
        "tờ",
        "mọi",
        "đúng",
        "về",
        "số",
        "mức",
        "tục",
        "danh",
        "cầu",
        "đạt",
        "cao",
    ]
)
_ORDERS_UNSPOKEN = frozenset(
    {"yêu", "đề", "giao", "lưu", "mong", "phân", "thống"}
)  # at the head of a sentence they are orders still
_FINDING = re.compile(r"\b(?:còn|chưa|thấp|chậm|hạn\s+chế|khó\s+khăn)\b")
_SLOGAN = re.compile(
    r"^(?:(?:sẽ\s+)?tiếp\s+tục\s+)?(?:phát\s+huy\s+(?:hơn\s+nữa\s+)?vai\s+trò\s+(?:là\s+)?cầu\s+nối|khẳng\s+định|góp\s+phần|thể\s+hiện|chúc|tin\s+tưởng|đạt\s+(?:được\s+)?(?:nhiều|những)\s+kết\s+quả)"
)
_HAS_PAST = re.compile(
    r"(?<!\w)(?:đã|vừa)\s+(?!được\s+(?:phê\s+duyệt|giao|đề\s+ra|ban\s+hành|phân\s+công|xác\s+định|thông\s+qua|ký)|đề\s+ra|có|ký|ban\s+hành|phê\s+duyệt|xác\s+định|bị|qua|và\s+đang|hết|cam\s+kết|đến|quá|giao|đạt|nêu|thông\s+qua|chỉ\s+ra|đăng\s+ký|hoàn\s+thành|triển\s+khai|phân|thống\s+nhất)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """One order: its clause, who is to do it, and where that came from."""

    first: int
    verb: int
    last: int
    sentence: int
    responsible: tuple[tuple[int, int], ...]  # word spans; empty if the text names nobody
    explicit: bool
    planned: bool
    speaker: Person | None
    asked: bool = False  # a wish of delegates or a bare "sẽ": listed, not proposed
    frame: tuple[int, int] | None = None


@dataclass(slots=True)
class Walk:
    """The state of the walk through the sentences."""

    grammar: Grammar
    planned_label: str = ""
    reviewed_label: str = ""
    mood: Mood = Mood.NEUTRAL
    responsible: tuple[tuple[int, int], ...] = ()
    speaker: Person | None = None
    open_list: bool = False
    list_item: bool = False
    paragraph: int = -1
    frame: tuple[int, int] | None = None
    found: list[Found] = field(default_factory=list)
    unassigned: list[tuple[int, int, int]] = field(default_factory=list)

    def restart(self, *, planned: str, reviewed: str) -> None:
        """Begin another meeting, with the periods that it plans for and looks back on."""
        self.planned_label, self.reviewed_label = planned, reviewed
        self.mood, self.responsible, self.speaker, self.open_list = Mood.NEUTRAL, (), None, False

    def read(self, index: int, sentence: Sentence, *, introduces: bool) -> None:
        """Take in one sentence; one that only introduces the meeting gives no work."""
        first, last = sentence.first, self._last_word(sentence)
        if first >= last or introduces:
            return
        low = self.grammar.reading.source.low[sentence.start : sentence.end]
        self.list_item = bool(sentence.marker) and sentence.opens_paragraph
        if sentence.opens_paragraph:
            self._enter_paragraph(sentence, low)
        if self._presents(low):
            return
        order = self._order(first, last)
        if not order and self._labelled(sentence, low):
            self._take_labelled(index, sentence, low, last)
        elif order:
            self._take_order(index, first, last, order)
        elif self._is_heading(sentence, low):
            self._take_heading(low)
        elif self._opens_plan(first, last, low):
            self.mood = Mood.PLAN
            self.speaker = None
            self._take_clauses(index, first, last, accept_bare=True)
        elif self._reports(low):
            praised = _PRAISE.search(low[:200]) and not _REPORT_START.match(low)
            self.mood = Mood.SPEECH if praised else Mood.REPORT
        else:
            self._take_plain(index, first, last, low)
        self.open_list = (
            self.grammar.reading.words[last - 1] == ":"
            or low.rstrip().endswith(":")
            or (self.open_list and self._lists(sentence))
        )
        self.paragraph = sentence.paragraph

    def _presents(self, low: str) -> bool:
        """Whether the sentence only says who attends or presides."""
        return bool(_ATTENDS.match(low)) and not re.search(r"(?:đề nghị|yêu cầu|phát biểu)", low[:400])

    def _labelled(self, sentence: Sentence, low: str) -> bool:
        """"Kết luận: …", "Việc tuần này: …", "3. Về công tác …: …": a label that opens orders."""
        label = _LABEL.match(low)
        if not label or _REPORT_HEADING.search(label[0]):
            return False
        about = low.startswith(("về", "đối", "với"))
        if about and not (sentence.marker or self.mood in {Mood.ORDER, Mood.PLAN} or low.startswith(("đối", "với"))):
            return False
        colon = self.grammar.reading.word_at(sentence.start + label.end())
        return colon >= self._last_word(sentence) or self.grammar.clause(colon, self._last_word(sentence)) is not None

    def _take_labelled(self, index: int, sentence: Sentence, low: str, last: int) -> None:
        self.mood = Mood.ORDER
        label = _LABEL.match(low)
        assert label is not None
        words, colon = self.grammar.reading.words, self.grammar.reading.word_at(sentence.start + label.end())
        begin = sentence.first
        while begin < colon and words[begin] in {"đối", "với", "riêng", "về"}:
            begin += 1
        group = self.grammar.group(begin, colon) if begin > sentence.first and words[sentence.first] != "về" else None
        self.responsible = group.parts if group else ()
        self._take_clauses(index, colon, last, accept_bare=True, fresh=group is not None)

    # -- moods ---------------------------------------------------------------------------------------------------------

    def _enter_paragraph(self, sentence: Sentence, low: str) -> None:
        if self.mood not in {Mood.ORDER, Mood.PLAN} or self.open_list or self._lists(sentence):
            return
        clause = self.grammar.clause(sentence.first, self._last_word(sentence))
        if _CLOSING.match(low) or _REPORT_START.match(low):
            self.mood, self.responsible = Mood.REPORT, ()
        elif clause is None or self._past_in(sentence.first, clause.last):
            self.mood, self.responsible = Mood.SPEECH, ()

    def _lists(self, sentence: Sentence) -> bool:
        return bool(sentence.marker)

    def _last_word(self, sentence: Sentence) -> int:
        """Past the last word that is not the sign that ends the sentence."""
        words, last = self.grammar.reading.words, sentence.last
        while last > sentence.first and words[last - 1] in {".", "…", "/", "!", "?", ";"}:
            last -= 1
        return last

    def _is_heading(self, sentence: Sentence, low: str) -> bool:
        if not (sentence.opens_paragraph and sentence.closes_paragraph) or len(low) > 160:
            return False
        text = self.grammar.reading.source.clean[sentence.start : sentence.end].strip()
        roman = re.fullmatch(r"[IVX]+[./)-]?", sentence.marker) is not None
        return (
            text.isupper() or roman or (not text.endswith((".", ";", "!")) and len(text) < 110 and not self.open_list)
        ) and bool(_TASK_HEADING.search(low) or _REPORT_HEADING.search(low))

    def _take_heading(self, low: str) -> None:
        if _REPORT_HEADING.search(low) and not re.search(r"nhiệm\s+vụ|phương\s+hướng|giải\s+pháp", low):
            self.mood = Mood.REPORT
        elif self.paragraph > 0:
            self.mood, self.open_list = Mood.PLAN, True

    def _opens_plan(self, first: int, last: int, low: str) -> bool:
        head = low[:220]
        lists = _LISTS_TASKS.search(head)
        if lists:
            before = head[: lists.start()]
            return not re.search(
                r"(?:kết\s+quả|hạn\s+chế|tồn\s+tại|đã\s+(?:tập\s+trung\s+)?(?:thực\s+hiện|triển\s+khai|hoàn\s+thành))\b",
                before + head[lists.start() : lists.end()],
            ) and self._colon_list(first, last)
        if not (_PLAN_START.match(head) or self._planned_frame(head)):
            return False
        return (
            not _HAS_PAST.search(low)
            and not re.search(r"thời\s+gian\s+qua|\bqua,", head[:60])
            and self._plan_verb(first, last)
        )

    def _planned_frame(self, head: str) -> bool:
        label = self.planned_label
        return bool(label) and head.lstrip().startswith(
            tuple(
                f"{word}{label}"
                for word in (
                    "trong ",
                    "",
                    "bước vào ",
                    "sang ",
                    "bước sang ",
                    "về kế hoạch ",
                    "kế hoạch ",
                    "về nhiệm vụ ",
                )
            )
        )

    def _plan_verb(self, first: int, last: int) -> bool:
        clause = self.grammar.clause(first, last)
        return clause is not None

    def _colon_list(self, first: int, last: int) -> bool:
        words = self.grammar.reading.words
        colon = next((i for i in range(first, last) if words[i] == ":" and not self.grammar.opaque[i]), None)
        if colon is None:
            return False
        return colon >= last - 1 or self.grammar.clause(colon + 1, last) is not None

    def _reports(self, low: str) -> bool:
        if self.open_list and self.mood in {Mood.ORDER, Mood.PLAN}:
            return False
        if _PRAISE.search(low[:200]):
            return True
        return bool(_REPORT_START.match(low)) and not re.search(r"\b(?:cần|phải)\b", low[:200])

    # -- orders --------------------------------------------------------------------------------------------------------

    def _order(self, first: int, last: int) -> tuple[Phrase, Person | None, bool] | None:
        """The verb with which somebody gives work in this sentence, who speaks, and whether he only asks."""
        reading, grammar = self.grammar.reading, self.grammar
        candidates = [
            phrase
            for phrase in reading.within(first, min(last, first + 120), "order")
            if not grammar.opaque[phrase.start] and phrase.end <= last
        ]
        for phrase in candidates:
            if phrase.payload == "order" and (speaker := self._speaker(first, phrase.start)):
                who, said = speaker
                if self._is_order(first, phrase.start, phrase, last, who):
                    return (
                        phrase,
                        who,
                        (bool(_ASKING.search(said)) and who is None) or reading.words[phrase.start] == "kiến",
                    )
        for phrase in candidates:
            if (
                phrase.payload == "say"
                and not self._introduces_speaker(phrase.end)
                and (speaker := self._speaker(first, phrase.start))
                and self._says_tasks(phrase.end, last)
            ):
                return phrase, speaker[0], False
        return None

    def _introduces_speaker(self, after: int) -> bool:
        """ "Phát biểu kết luận hội nghị, đồng chí …": the speaker is named only after the verb."""
        words = self.grammar.reading.words
        if words[after : after + 1] in (
            ["tại"],
            ["hội"],
            ["cuộc"],
            ["buổi"],
            ["chỉ"],
            ["khai"],
            ["bế"],
            ["ý"],
            ["kết"],
        ):
            return True
        start = after + 1 if words[after : after + 1] == [","] else after
        return (
            start in self.grammar.people.starting
            or self.grammar.reading.at(start, "honour") is not None
            or self.grammar.reading.at(start, "post") is not None
        )

    def _speaker(self, first: int, index: int) -> tuple[Person | None, str] | None:
        """Who speaks before a verb of order: a person, or the words that stand for one; None if nobody does."""
        grammar, reading = self.grammar, self.grammar.reading
        begin = grammar.skip_links(first, index)
        if begin >= index:
            return (self.speaker, "") if reading.words[index] in _ORDERS_UNSPOKEN else None
        if reading.words[index - 1] in {",", ";"} and reading.words[index] in {"yêu", "đề", "giao"} and self.mood not in {Mood.ORDER, Mood.PLAN} and grammar.clause(begin, index) is None and not self._asks_above(first, index):
            return self.speaker, ""
        people = grammar.people.within(first, index)
        said = reading.says(first, index).lower()
        if people:
            return people[-1], ""
        if any(
            reading.at(i, "honour") or reading.at(i, "post") or i in grammar.bodies.starting
            for i in range(first, index)
        ):
            return (self.speaker if "đồng chí" in said or "ông" in said or "bà" in said else None), said
        if re.search(
            r"\b(?:hội\s+nghị|cuộc\s+họp|lãnh\s+đạo|phát\s+biểu|kết\s+luận|chủ\s+tọa|thường\s+trực|ban|đại\s+biểu|ý\s+kiến)\b",
            said,
        ):
            return None, said
        return None

    def _speaks_here(self, first: int, index: int, who: Person | None) -> bool:
        """Whether the speaker stands in the same part of the sentence as the verb, or only joining words do."""
        grammar, words = self.grammar, self.grammar.reading.words
        if self.list_item and self.mood in {Mood.ORDER, Mood.PLAN} and index > first and grammar.clause(first, index) is not None:
            return False
        part = max((i + 1 for i in range(first, index) if words[i] in {",", ";", ":"} and not grammar.opaque[i]), default=first)
        if who is not None or grammar.skip_links(part, index) >= index - 1:
            return True
        reading = grammar.reading
        return any(reading.at(i, "honour") or reading.at(i, "post") or i in grammar.bodies.starting or words[i] in {"hội", "lãnh", "ban", "đại", "cuộc"} for i in range(part, index))

    def _asks_above(self, first: int, index: int) -> bool:
        return bool(_ASKING.search(self.grammar.reading.says(first, index).lower()))

    def _is_order(self, first: int, index: int, phrase: Phrase, last: int, who: Person | None) -> bool:
        grammar, words = self.grammar, self.grammar.reading.words
        before = words[index - 1] if index > first else ""
        if before in _NOUN_BEFORE and not (
            before in {"kiến", "biểu", "công"} and words[index] in {"đề", "yêu"} and who
        ):
            return False
        if before == "," and words[index - 2 : index - 1] == ["đạo"]:
            return False
        after = phrase.end
        while after < last and words[after] in {
            ",",
            ":",
            "là",
            "rằng",
            "cho",
            "tới",
            "đến",
            "với",
            "thêm",
            "trong",
            "một",
        }:
            if words[after] == "trong" or words[after] == "một":
                break
            after += 1
        if after >= last:
            return words[last - 1] == ":"
        past = index > first and ("đã" in words[max(first, index - 3) : index])
        if past and (who is None or who.after < index - 3):
            return False
        if not self._speaks_here(first, index, who):
            return False
        if words[last - 1] == ":":
            return True
        if (
            words[index] == "giao"
            and words[phrase.end : phrase.end + 1] == ["ban"]
            and phrase.end not in grammar.bodies.starting
        ):
            return False
        if words[index] == "giao" and not (grammar.begins_group(after) or words[phrase.end - 1] in {"vụ", "cho"}):
            return False
        if words[index] == "thống" and not (index > first and words[index - 1] in {"nghị", "họp", "đã", "việc", "ủy", "cũng"} and grammar.begins_group(after)) and phrase.end - index == 2:
            return False
        if words[index] == "mong" and words[after : after + 1] == ["nhận"]:
            return False
        if grammar.begins_group(after):
            group = grammar.group(after, last)
            return (group is not None and group.last < last) or words[last - 1] == ":"
        if words[phrase.end : phrase.end + 1] == [":"] or words[index] == "giao":
            return True
        if words[index] in {"chỉ"} and who is None:
            return False
        return grammar.clause(after, last) is not None

    def _says_tasks(self, after: int, last: int) -> bool:
        """Whether what somebody "nhấn mạnh", "cho rằng" is work to do: cần/phải, or a list of tasks."""
        grammar, words = self.grammar, self.grammar.reading.words
        rest = grammar.reading.says(after, last).lower()
        if re.search(
            r"(?:nhiệm\s+vụ|giải\s+pháp|nội\s+dung|vấn\s+đề|công\s+việc|việc\s+cần\s+làm)[^.;]{0,80}(?::|ngay\s*$|thời\s+gian\s+tới\s*$|sau\s*$|cuối\s+năm\s*$|tới\s*$)",
            rest[:260],
        ) and not re.search(r"kết\s+quả|hạn\s+chế|đã\s", rest[:120]):
            return True
        if (
            words[after : after + 1] == [":"]
            and words[after + 1 : after + 2] not in (['"'], ["“"])
            and (clause := grammar.clause(after + 1, last))
            and clause.modal == ""
            and clause.group is None
        ):
            return True
        clause = grammar.clause(after, last)
        if clause and clause.modal == "must":
            return True
        return any(
            words[i] in {"cần", "phải"}
            and grammar.must(i)
            and grammar.verb(i + 1)
            and (c := self._clause_before(after, i, last)) is not None
            and c
            for i in range(after, min(last, after + 70))
        )

    def _clause_before(self, after: int, modal: int, last: int) -> bool:
        words = self.grammar.reading.words
        for index in range(modal - 1, after, -1):
            if words[index] in {",", ";"}:
                clause = self.grammar.clause(index + 1, last)
                if clause and clause.modal == "must":
                    return True
        return False

    def _take_order(self, index: int, first: int, last: int, order: tuple[Phrase, Person | None, bool]) -> None:
        phrase, speaker, asked = order
        self.mood, self.speaker = Mood.ORDER, speaker or self.speaker
        self.frame = None
        grammar, words = self.grammar, self.grammar.reading.words
        frame_group = self._addressed_before(first, phrase.start)
        begin = phrase.end
        while (
            begin < last
            and words[begin] in {",", ":", "là", "rằng", "cho", "tới", "đến", "với", "thêm"}
            and not (words[begin] == ":" and begin >= last - 1)
        ):
            begin += 1
        if asked:
            self.mood = Mood.NEUTRAL
        self.responsible = frame_group
        self._take_clauses(
            index,
            begin,
            last,
            accept_bare=phrase.payload == "order" or self._listy(begin, last),
            asked=asked,
            fresh=True,
        )
        if grammar.reading.words[last - 1] == ":":
            self.open_list = True

    def _listy(self, begin: int, last: int) -> bool:
        words = self.grammar.reading.words
        return (
            any(words[i] in {":", ";"} for i in range(begin - 1, min(last, begin + 60)))
            or self.grammar.must(self.grammar.skip_links(begin, last)) is not None
        )

    def _addressed_before(self, first: int, index: int) -> tuple[tuple[int, int], ...]:
        """ "Đối với X, đồng chí đề nghị …": the addressee named before the verb."""
        words = self.grammar.reading.words
        if words[first : first + 2] == ["đối", "với"]:
            comma = next((i for i in range(first + 2, index) if words[i] == "," and words[i + 1] in {"đồng", "ông", "bà", "đ", "hội"}), None)
            group = self.grammar.group(first + 2, comma) if comma else None
            if group:
                return group.parts
        return ()

    def _take_plain(self, index: int, first: int, last: int, low: str) -> None:
        if self.mood in {Mood.ORDER, Mood.PLAN}:
            if _CLOSING.match(low) and not self.open_list:
                self.mood = Mood.REPORT
                return
            before = self.responsible
            if self._take_clauses(index, first, last, accept_bare=True) or (self.grammar.reading.words[last - 1] == ":" and self.responsible != before):
                return
            if self._past_in(first, last):
                self.mood = Mood.REPORT
            elif self.list_item and last - first > _SHORTEST_TASK and not _NOUNY.match(low):
                self.found.append(Found(first, first, last, index, self.responsible, explicit=False, planned=self.mood is Mood.PLAN, speaker=self.speaker))
            return
        self._take_clauses(index, first, last, accept_bare=False)

    # -- clauses -------------------------------------------------------------------------------------------------------

    def _take_clauses(
        self, index: int, first: int, last: int, *, accept_bare: bool, asked: bool = False, fresh: bool = False
    ) -> bool:
        """Add the orders in words [first, last); whether there was one."""
        grammar = self.grammar
        first, addressed = self._lead_in(first, last)
        if addressed:
            self.responsible = addressed
        taken = False
        cutter = Cutter(grammar)
        merged: list[tuple[int, int]] = []
        for begin, end in cutter.segments(first, last):
            if merged and grammar.clause(begin, end) is None and not self._order_here(begin, end):
                if not _FINDING.search(grammar.reading.says(begin, end).lower()):
                    merged[-1] = (merged[-1][0], end)
                continue
            merged.append((begin, end))
        for begin, end in merged:
            for start, stop in cutter.orders(begin, end):
                taken = (
                    self._take_clause(
                        index, start, stop, accept_bare=accept_bare, asked=asked, explicit=bool(addressed) or fresh
                    )
                    or taken
                )
        return taken

    def _lead_in(self, first: int, last: int) -> tuple[int, tuple[tuple[int, int], ...]]:
        """Past "… thực hiện một số nhiệm vụ sau:"; and those whom it names."""
        grammar, words = self.grammar, self.grammar.reading.words
        limit = min(last, first + 110)
        colon = next((i for i in range(first, limit) if words[i] == ":" and not grammar.opaque[i]), None)
        if colon is None:
            return first, ()
        left = grammar.reading.says(first, colon).lower()
        begin = grammar.skip_links(first, colon)
        group = self._who_before(begin, colon)
        only_group = group is not None and group.last >= colon - 1
        clause = grammar.clause(begin, colon)
        if group is None and clause and clause.group:
            group = clause.group
        if only_group or _LEAD_IN.search(left) or (colon - first <= 6 and clause is None):
            if (
                colon >= last - 1
                or grammar.clause(colon + 1, last)
                or self._order_here(colon + 1, last)
                or words[colon + 1] == "("
            ):
                return colon + 1, group.parts if group else ()
        return first, ()

    def _who_before(self, begin: int, colon: int) -> Group | None:
        """Those who are named before a list: at its head, or after a comma ("Để …, các cấp Hội đã đề ra nhiệm vụ:")."""
        grammar, words = self.grammar, self.grammar.reading.words
        starts = [begin] + [
            index + 1 for index in range(begin, colon) if words[index] == "," and not grammar.opaque[index]
        ]
        for start in starts:
            group = grammar.group(start, colon) if start < colon else None
            if group and (
                group.last >= colon - 1
                or start == begin
                or grammar.reading.at(group.last, "past")
                or grammar.must(group.last)
                or grammar.verb(group.last)
            ):
                return group
        return None

    def _order_here(self, begin: int, end: int) -> Phrase | None:
        """A verb of order that begins a piece: "giao Sở X …", "yêu cầu các huyện …"."""
        start = self.grammar.skip_links(begin, end)
        phrase = self.grammar.reading.at(start, "order") if start < end else None
        if (
            phrase
            and phrase.payload == "order"
            and self.grammar.reading.words[start] != "chỉ"
            and self._is_order(start, start, phrase, end, None)
        ):
            return phrase
        return None

    def _take_clause(self, index: int, begin: int, end: int, *, accept_bare: bool, asked: bool, explicit: bool) -> bool:
        grammar = self.grammar
        order = self._order_here(begin, end)
        if order and accept_bare:
            begin = order.end
        clause = grammar.clause(begin, end)
        if clause is None:
            return False
        if clause.group and self._nobody_acts(clause.group):
            clause = Clause(clause.begin, clause.verb, clause.last, None, clause.modal, clause.frame)
        words = end - clause.begin
        said = grammar.reading.says(clause.begin, end).lower()
        if words < _SHORTEST_TASK or _SLOGAN.match(said) or self._past_in(clause.begin, min(end, clause.verb + 3)):
            return False
        named = clause.group is not None
        bare_future = clause.modal == "future" and self.mood is not Mood.PLAN
        acceptable = accept_bare or (named and self.mood is not Mood.REPORT and self._assigns(clause, said))
        if bare_future and not (accept_bare and self.mood is Mood.ORDER):
            acceptable = False
        if not acceptable or asked:
            if clause.modal or asked:
                self.unassigned.append((index, clause.begin, end))
            return False
        if clause.group:
            self.responsible = clause.group.parts
        self.found.append(
            Found(
                first=clause.begin,
                verb=clause.verb,
                last=end,
                sentence=index,
                responsible=self.responsible,
                explicit=named or bool(order) or explicit,
                planned=self.mood is Mood.PLAN,
                speaker=self.speaker,
                frame=clause.frame,
            )
        )
        return True

    def _assigns(self, clause: Clause, said: str) -> bool:
        """Whether a statement outside a speech gives work: somebody must, takes a part, works with others, or has a limit."""
        words = self.grammar.reading.words
        if clause.frame and words[clause.frame[0]] == "theo" and any(self.grammar.opaque[i] for i in range(*clause.frame)) and not self.grammar.people.within(*clause.frame):
            return False  # what an act lays down
        if clause.modal == "must" or _TAKES_PART.match(said):
            return True
        if clause.frame and re.match(r"(?:ngay\s+sau|từ\s+ngày|trước\s|chậm\s+nhất)", self.grammar.reading.says(*clause.frame).lower()):
            return True
        verb = self.grammar.verb(clause.verb)
        return bool(verb and verb.payload == "lead" and self.mood is not Mood.REPORT) or bool(_LIMITED.search(said))

    def _nobody_acts(self, group: Group) -> bool:
        """Whether a "group" is a thing (công tác, phong trào) or the meeting itself."""
        return False

    def _past_in(self, first: int, last: int) -> bool:
        words, opaque = self.grammar.reading.words, self.grammar.opaque
        for i in range(first, min(last, first + 40)):
            if words[i] in {",", ";"} and i > first + 12:
                return False
            if words[i] in {"đã", "vừa"} and not opaque[i] and words[i - 1] not in {"quả", "vụ", "tiêu", "định", "nội"}:
                return not _relative(words, i)
        return False


def _relative(words: list[str], index: int) -> bool:
    """ "… năm 2021 đã được Ban Thường vụ phê duyệt", "chỉ tiêu đã đề ra": the past of a thing, not of the clause."""
    return words[index + 1 : index + 2] in (
        ["được"],
        ["đề"],
        ["ký"],
        ["ban"],
        ["có"],
        ["cam"],
        ["giao"],
        ["đăng"],
        ["quá"],
        ["hết"],
        ["xác"],
        ["thống"],
        ["bị"],
    )
