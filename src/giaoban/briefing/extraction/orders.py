"""The verb with which somebody gives work: "yêu cầu", "đề nghị", "giao", "nhấn mạnh … cần", and who says it.

Most of these words are nouns as often as verbs ("theo yêu cầu", "hồ sơ đề nghị"); they give work only where somebody speaks and
where those who are addressed, or what they are to do, follow.
"""

import re
from dataclasses import dataclass

from giaoban.briefing.extraction.grammar import Grammar
from giaoban.briefing.extraction.moods import ASKING, HAS_PAST, NOUN_BEFORE, ORDERS_UNSPOKEN
from giaoban.briefing.extraction.people import Person
from giaoban.briefing.extraction.tokens import Phrase

_FARTHEST_VERB = 120
_MEETING_FOLLOWS = frozenset({"tại", "hội", "cuộc", "buổi", "chỉ", "khai", "bế", "ý", "kết"})
_ASSOCIATIONS = (["hội", "cần"], ["hội", "phải"], ["hội", "và"], ["hội", "nên"])
_BEFORE_ADDRESSEE = frozenset({",", ":", "là", "rằng", "cho", "tới", "đến", "với", "thêm"})
_RESOLVERS = frozenset({"nghị", "họp", "đã", "việc", "ủy", "cũng"})  # (hội) nghị, (cuộc) họp … thống nhất
_VOICES = re.compile(
    r"\b(?:hội\s+nghị|cuộc\s+họp|lãnh\s+đạo|phát\s+biểu|kết\s+luận|chủ\s+tọa|thường\s+trực|ban|đại\s+biểu|ý\s+kiến|tôi)\b"
)
_NAMES_TASKS = re.compile(
    r"(?:nhiệm\s+vụ|giải\s+pháp|nội\s+dung|vấn\s+đề|công\s+việc|việc\s+cần\s+làm)[^.;]{0,80}(?::|ngay\s*$|thời\s+gian\s+tới\s*$|sau\s*$|cuối\s+năm\s*$|tới\s*$)"
)
_LOOKS_BACK = re.compile(r"kết\s+quả|hạn\s+chế|đã\s")


@dataclass(frozen=True, slots=True)
class Order:
    """A verb of order, the person who speaks if known, and whether it is only a wish from below."""

    phrase: Phrase
    speaker: Person | None
    asked: bool = False


@dataclass(slots=True)
class OrderFinder:
    """Finds verbs of order; the walk tells it who speaks and whether orders are being given."""

    grammar: Grammar
    speaker: Person | None = None
    commanding: bool = False
    list_item: bool = False

    def find(self, first: int, last: int) -> Order | None:
        """The order that a sentence gives: by a verb of order if there is one, else by what somebody says must be done."""
        grammar = self.grammar
        nearby = grammar.reading.within(first, min(last, first + _FARTHEST_VERB), "order")
        verbs = [verb for verb in nearby if not grammar.opaque[verb.start] and verb.end <= last]
        for verb in verbs:
            if verb.payload == "order" and (voice := self._speaker(first, verb.start)):
                speaker, said = voice
                if self._is_order(first, verb, last, speaker):
                    return Order(verb, speaker, asked=speaker is None and ASKING.search(said) is not None)
        for verb in verbs:
            if (
                verb.payload == "say"
                and not self._introduces_speaker(verb.end)
                and (voice := self._speaker(first, verb.start))
                and self._says_tasks(verb.end, last)
            ):
                return Order(verb, voice[0])
        return None

    def _introduces_speaker(self, after: int) -> bool:
        """Whether the speaker is named only after the verb: "Phát biểu kết luận hội nghị, đồng chí …"."""
        words = self.grammar.reading.words
        if (
            words[after : after + 1]
            and words[after] in _MEETING_FOLLOWS
            and words[after : after + 2] not in _ASSOCIATIONS
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
            return (self.speaker, "") if reading.words[index] in ORDERS_UNSPOKEN else None
        if self._turns_to_order(first, begin, index):
            return self.speaker, ""
        people = grammar.people.within(first, index)
        if people:
            return people[-1], ""
        said = reading.says(first, index).lower()
        if any(self._is_voice(i) for i in range(first, index)):
            commas = (i + 1 for i in range(first, index) if reading.words[i] == ",")
            part = max(commas, default=first)  # what stands before the comma says nothing of who speaks
            subject = reading.says(part, index).lower() if any(self._is_voice(i) for i in range(part, index)) else said
            return (self.speaker if re.search(r"đồng chí|ông|bà", said) else None), subject
        if _VOICES.search(said):
            return None, said
        alone = reading.words[index - 1] == ";" and reading.words[index] in ORDERS_UNSPOKEN
        return (self.speaker, "") if alone and not ASKING.search(said) else None

    def _turns_to_order(self, first: int, begin: int, index: int) -> bool:
        """Whether a finding turns to an order without a word of who gives it: "… mới đạt 61%, đề nghị X …"."""
        words = self.grammar.reading.words
        if self.commanding or words[index - 1] not in {",", ";"} or words[index] not in {"yêu", "đề", "giao", "y"}:
            return False
        if words[index] == "giao" and not HAS_PAST.search(self.grammar.reading.says(first, index).lower()):
            return True  # "Thống nhất lùi …, giao X …"
        said = self.grammar.reading.says(first, index).lower()
        return self.grammar.clause(begin, index) is None and not ASKING.search(said)

    def _is_voice(self, index: int) -> bool:
        reading = self.grammar.reading
        return bool(reading.at(index, "honour") or reading.at(index, "post") or index in self.grammar.bodies.starting)

    def _speaks_here(self, first: int, index: int, speaker: Person | None) -> bool:
        """Whether the speaker stands in the same part of the sentence as the verb, or only joining words do."""
        grammar, words = self.grammar, self.grammar.reading.words
        if self.list_item and self.commanding and index > first and grammar.clause(first, index) is not None:
            return False
        signs = (i + 1 for i in range(first, index) if words[i] in {",", ";", ":"} and not grammar.opaque[i])
        part = max(signs, default=first)
        if speaker is not None or grammar.skip_links(part, index) >= index - 1 or words[index - 1] == "và":
            return True
        return any(self._is_voice(i) or words[i] in {"hội", "lãnh", "ban", "đại", "cuộc"} for i in range(part, index))

    def _is_order(self, first: int, verb: Phrase, last: int, speaker: Person | None) -> bool:
        """Whether a verb of order is one here: no noun, nothing of the past, and followed by those addressed or by work."""
        grammar, words, index = self.grammar, self.grammar.reading.words, verb.start
        if (
            self._is_noun(first, index, speaker)
            or self._is_past(first, index, speaker)
            or not self._speaks_here(first, index, speaker)
        ):
            return False
        after = verb.end
        while after < last and words[after] in _BEFORE_ADDRESSEE:
            after += 1
        if words[last - 1] == ":":
            return True
        if after >= last or not self._fits(first, verb, after):
            return False
        if grammar.begins_group(after):
            group = grammar.group(after, last)
            return (group is not None and group.last < last) or (
                words[index] in {"đề", "yêu", "y"} and grammar.addressed(after, last) is not None
            )
        if words[verb.end] == ":" or words[index] == "giao":
            return True
        if words[index] == "chỉ":
            must = grammar.must(after)
            return speaker is not None and must is not None and not must.payload
        if grammar.clause(after, last) is not None:
            return True
        if words[index] == "lưu":  # "lưu ý việc quản lý quỹ: thủ quỹ phải …"
            colon = next((i for i in range(after, min(last - 1, after + 24)) if words[i] == ":"), 0)
            return bool(colon) and grammar.clause(colon + 1, last) is not None
        return words[index] in {"đề", "yêu", "y"} and grammar.addressed(after, last) is not None

    def cautions(self, after: int) -> bool:
        """Whether "lưu ý" stands right before: what it names up to a colon is the matter, not the work."""
        return self.grammar.reading.words[max(0, after - 2) : after] == ["lưu", "ý"]

    def _is_noun(self, first: int, index: int, speaker: Person | None) -> bool:
        words = self.grammar.reading.words
        before = words[index - 1] if index > first else ""
        if before == "," and words[index - 2] == "đạo":  # "lãnh đạo, chỉ đạo"
            return True
        spoken = speaker is not None and before in {"kiến", "biểu", "công"} and words[index] in {"đề", "yêu"}
        return before in NOUN_BEFORE and not spoken

    def _is_past(self, first: int, index: int, speaker: Person | None) -> bool:
        """Whether an order is told as given before ("Ban Dân vận đã yêu cầu …") and not by the speaker of the meeting."""
        if "đã" not in self.grammar.reading.words[max(first, index - 3) : index]:
            return False
        return speaker is None or speaker.after < index - 3

    def _fits(self, first: int, verb: Phrase, after: int) -> bool:
        """Whether the words around suit this verb."""
        grammar, words, index = self.grammar, self.grammar.reading.words, verb.start
        addressed = grammar.begins_group(after)
        if words[index] == "giao":
            if words[verb.end] == "ban" and verb.end not in grammar.bodies.starting:
                return False  # "giao ban"
            return addressed or words[verb.end - 1] in {"vụ", "cho"}
        if words[index] == "nhờ":
            return grammar.reading.at(after, "honour") is not None
        if words[index] == "thống" and verb.end - index == 2:
            return index > first and words[index - 1] in _RESOLVERS and addressed
        return not (words[index] == "mong" and words[after] == "nhận")

    def _says_tasks(self, after: int, last: int) -> bool:
        """Whether what somebody "nhấn mạnh", "cho rằng" is work to do: cần/phải, or a list of tasks."""
        grammar, words = self.grammar, self.grammar.reading.words
        rest = grammar.reading.says(after, min(last, after + 80)).lower()
        if _NAMES_TASKS.search(rest) and not _LOOKS_BACK.search(rest[:120]):
            return True
        if words[after : after + 1] == [":"] and words[after + 1 : after + 2] not in (['"'], ["“"]):
            clause = grammar.clause(after + 1, last)
            if clause and clause.modal != "future" and not HAS_PAST.search(rest):
                return True
        if words[after : after + 1] == [":"] and after + 1 >= last:
            return words[after - 2] in {"kết", "quyết"}  # "Chủ tịch UBND xã kết luận:", and the list below
        clause = grammar.clause(after, last)
        if clause and clause.modal == "must":
            return True
        starts = (i + 1 for i in range(after + 1, min(last - 1, after + 70)) if words[i] in {",", ";"})
        return any((clause := grammar.clause(start, last)) is not None and clause.modal == "must" for start in starts)

    def begins(self, begin: int, end: int) -> Phrase | None:
        """A verb of order that begins a piece: "giao Sở X …", "yêu cầu các huyện …"."""
        start = self.grammar.skip_links(begin, end)
        verb = self.grammar.reading.at(start, "order") if start < end else None
        if (
            verb
            and verb.payload == "order"
            and self.grammar.reading.words[start] in {"yêu", "đề", "giao", "mong", "y"}
            and self._is_order(start, verb, end, None)
        ):
            return verb
        return None
