"""What kind of sentence the walk meets: a heading, a label, the opening of a plan or of a report."""

import re
from dataclasses import dataclass

from giaoban.briefing.extraction.grammar import Clause, Grammar
from giaoban.briefing.extraction.harvest import State
from giaoban.briefing.extraction.moods import (
    ATTENDS,
    HAS_PAST,
    LABEL,
    LISTS_TASKS,
    PLAN_START,
    PRAISE,
    REPORT_HEADING,
    REPORT_START,
    TASK_HEADING,
)
from giaoban.briefing.extraction.sentences import Sentence

_BEFORE_PERIOD = ("trong ", "", "bước vào ", "sang ", "bước sang ", "về kế hoạch ", "kế hoạch ", "về nhiệm vụ ")


_DUTY = re.compile(r"^(?:nhiệm\s+vụ|trách\s+nhiệm|phần\s+việc|việc)(?!\w)[^.;:,]{0,40}?\scủa\s")
_DISCUSSED = re.compile(r"(?<!\w)(?:cho\s+ý\s+kiến|nghe|thảo\s+luận|trình\s+bày|đóng\s+góp)(?!\w)")
_RESOLVED = re.compile(
    r"^(?:[^.;:]{0,90},\s*)?hội\s+nghị\s+(?:cũng\s+|đã\s+)*(?:thống\s+nhất|xác\s+định|quyết\s+nghị|nhất\s+trí)(?:\s+(?:trong\s+)?(?:năm\s+\d{4}|quý\s+\w+|tháng\s+\d+|thời\s+gian\s+tới))?,?\s+"
)


@dataclass(slots=True)
class Openings:
    grammar: Grammar
    state: State

    def presents(self, low: str) -> bool:
        """Whether the sentence only says who attends or presides."""
        return bool(ATTENDS.match(low)) and not re.search(r"(?:đề nghị|yêu cầu|phát biểu)", low[:400])

    def is_labelled(self, sentence: Sentence, low: str) -> bool:
        """Whether a label opens orders: "Kết luận: …", "Việc tuần này: …", "3. Về công tác …: …"."""
        label = LABEL.match(low)
        if not label or REPORT_HEADING.search(label[0]):
            return False
        about = low.startswith(("về", "đối", "với"))
        if about and not (sentence.marker or self.state.commanding or low.startswith(("đối", "với"))):
            return False
        colon = self.grammar.reading.word_at(sentence.start + label.end())
        return colon >= self.last_word(sentence) or self.grammar.clause(colon, self.last_word(sentence)) is not None

    def is_heading(self, sentence: Sentence, low: str) -> bool:
        if not (sentence.opens_paragraph and sentence.closes_paragraph) or len(low) > 160:
            return False
        text = self.grammar.reading.source.clean[sentence.start : sentence.end].strip()
        works = self.state.commanding and (clause := self.grammar.clause(sentence.first, sentence.last)) is not None
        if works and clause is not None and (clause.begin == sentence.first or clause.group) and not text.isupper():
            return False
        roman = re.fullmatch(r"[IVX]+[./)-]?", sentence.marker) is not None
        return (
            text.isupper()
            or roman
            or (not text.endswith((".", ";", "!")) and len(text) < 110 and not self.state.open_list)
        ) and bool(TASK_HEADING.search(low) or REPORT_HEADING.search(low))

    def plan_begins(self, sentence: Sentence, low: str, last: int) -> int | None:
        """The word with which the work begins where the plan itself is the subject: "Nhiệm vụ tháng 11 tập trung …",
        "Hội nghị xác định tiếp tục …"; None if the sentence is none of these.
        """
        found = _RESOLVED.match(low) or PLAN_START.match(low)
        if not found or HAS_PAST.search(low):
            return None
        begin = self.grammar.reading.word_at(sentence.start + found.end())
        words = self.grammar.reading.words
        while begin < last and (
            words[begin].isdigit() or words[begin] in {"năm", "quý", "tháng", "/", "là", "cần", "i", "ii", "iii", "iv"}
        ):
            begin += 1
        verb = self.grammar.verb(begin) if begin < last else None
        return begin if verb and verb.payload == "lead" else None

    def duty(self, sentence: Sentence, low: str, last: int) -> Clause | None:
        """The work of somebody, told as their duty: "Trách nhiệm của các địa phương là bố trí …"."""
        found = _DUTY.match(low)
        if not found or HAS_PAST.search(low):
            return None
        begin = self.grammar.reading.word_at(sentence.start + found.end())
        words = self.grammar.reading.words
        joint = next((i for i in range(begin, min(last, begin + 14)) if words[i] == "là"), None)
        group = self.grammar.group(begin, joint) if joint else None
        if not joint or not group or group.last < joint - 1 or not self.grammar.verb(joint + 1):
            return None
        return Clause(joint + 1, joint + 1, last, group, "must")

    def opens_plan(self, first: int, last: int, low: str) -> bool:
        head = low[:220]
        lists = LISTS_TASKS.search(head)
        if lists:
            before = head[: lists.start()]
            if REPORT_START.match(low) or HAS_PAST.search(before) or _DISCUSSED.search(head[: lists.end()]):
                return False
            return not re.search(
                r"(?:kết\s+quả|hạn\s+chế|tồn\s+tại|đã\s+(?:tập\s+trung\s+)?(?:thực\s+hiện|triển\s+khai|hoàn\s+thành))\b",
                before + head[lists.start() : lists.end()],
            ) and self._colon_list(first, last)
        if not (PLAN_START.match(head) or self._planned_frame(head)):
            return False
        return (
            not HAS_PAST.search(low)
            and not re.search(r"thời\s+gian\s+qua|\bqua,", head[:60])
            and self.grammar.clause(first, last) is not None
        )

    def _planned_frame(self, head: str) -> bool:
        """Whether a sentence opens with the very period that the meeting plans for."""
        label = self.state.planned_label
        return bool(label) and head.lstrip().startswith(tuple(opening + label for opening in _BEFORE_PERIOD))

    def _colon_list(self, first: int, last: int) -> bool:
        words = self.grammar.reading.words
        colon = next((i for i in range(first, last) if words[i] == ":" and not self.grammar.opaque[i]), None)
        if colon is None:
            return False
        return colon >= last - 1 or self.grammar.clause(colon + 1, last) is not None

    def reports(self, low: str) -> bool:
        if self.state.open_list and self.state.commanding:
            return False
        if PRAISE.search(low[:200]):
            return True
        return bool(REPORT_START.match(low)) and not re.search(r"\b(?:cần|phải)\b", low[:200])

    def last_word(self, sentence: Sentence) -> int:
        """Past the last word that is not the sign that ends the sentence."""
        words, last = self.grammar.reading.words, sentence.last
        while last > sentence.first and words[last - 1] in {".", "…", "/", "!", "?", ";"}:
            last -= 1
        return last
