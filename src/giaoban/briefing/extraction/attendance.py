"""Who was there, who presided and who concluded: only what the text says of them."""

import re
from dataclasses import dataclass, field

from giaoban.briefing.extraction.organisations import Bodies
from giaoban.briefing.extraction.people import People, Person
from giaoban.briefing.extraction.sentences import Sentence
from giaoban.briefing.extraction.tokens import Reading

MEETING_NOUN = r"(?:hội\s+nghị|hội\s+ý|cuộc\s+họp|phiên\s+họp|buổi\s+(?:họp|làm\s+việc|giao\s+ban|sơ\s+kết|tổng\s+kết|tọa\s+đàm)|kỳ\s+họp|(?:họp\s+)?giao\s+ban|cuộc\s+(?:làm\s+việc|giao\s+ban)|tọa\s+đàm|hội\s+thảo|phiên\s+(?:giao\s+ban|thường\s+kỳ)|đại\s+hội|họp)"
ATTENDED = re.compile(
    rf"(?:(?:tham|đến|về|cùng|có\s+mặt)\s+dự|dự|tham\s+gia)\s+(?:và\s+(?:chỉ\s+đạo|phát\s+biểu(?:\s+chỉ\s+đạo)?(?:\s+tại)?|chủ\s+trì)\s+)?(?:tại\s+)?{MEETING_NOUN}|^(?:cùng\s+|tham\s+|về\s+)?dự\s+(?:có|cùng)|thành\s+phần\s+(?:tham\s+)?dự"
)


_DELEGATIONS = frozenset(
    "lãnh đại các toàn thường thành chủ trưởng cán ủy bí giám cùng đông hơn".split()
)  # with which a delegation begins


@dataclass(slots=True)
class Present:
    """The people and delegations of one meeting; `introducing` are the sentences that only present them."""

    chair: list[Person] = field(default_factory=list)
    concluded: list[Person] = field(default_factory=list)
    attendees: list[Person] = field(default_factory=list)
    groups: list[tuple[int, int]] = field(default_factory=list)
    introducing: set[int] = field(default_factory=set)


@dataclass(slots=True)
class AttendanceReader:
    reading: Reading
    bodies: Bodies
    people: People

    def read(self, sentences: list[tuple[int, Sentence]]) -> Present:
        """Those whom the sentences of one meeting (index, sentence) name as present."""
        present = Present()
        for index, sentence in sentences:
            self._take(present, index, sentence)
        return present

    def _take(self, facts: Present, index: int, sentence: Sentence) -> None:
        words = self.reading.words
        low = self.reading.source.low[sentence.start : sentence.end]
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
            facts.introducing.add(index)
        if concluded := self._who_concludes(sentence, low):
            self._add(facts.concluded, concluded)
        present = self.people.within(sentence.first, sentence.last)
        if ATTENDED.search(low[:250]) or re.match(r"(?:cùng\s+|tham\s+)?dự\s", low):
            for person in present:
                if not self._is(person, facts.chair):
                    self._add(facts.attendees, person)
            self._groups(facts, sentence)
            if not re.search(r"(?:đề\s+nghị|yêu\s+cầu)\s", low):
                facts.introducing.add(index)
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
            index > sentence.first and words[index - 1] in {"sự", "và", "đồng", "cùng", "người", "đã", "dự", "đoàn"}
        ) or index == sentence.first:
            return True
        following = " ".join(after)
        return re.match(rf"(?:điều hành )?(?:\w+ )?{MEETING_NOUN}|\.|;|$|là|có|gồm|:|và", following) is not None

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

    def _groups(self, facts: Present, sentence: Sentence) -> None:
        """Delegations: parts of the sentence between semicolons and commas that begin with a group and hold no person."""
        words, reading = self.reading.words, self.reading
        start = next((i for i in range(sentence.first, sentence.last) if words[i] in {"có", ":", "gồm", "là"}), None)
        if start is None:
            return
        for begin, end in self._parts(start + 1, sentence.last):
            if self.people.within(begin, end) or end - begin < 2:
                continue
            if words[begin] in _DELEGATIONS or begin in self.bodies.starting:
                facts.groups.append(reading.span(begin + (words[begin] == "cùng"), end))

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
