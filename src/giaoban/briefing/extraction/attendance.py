"""Who was there, who presided and who concluded: only what the text says of them."""

import re
from dataclasses import dataclass, field

from giaoban.briefing.extraction.organisations import Bodies
from giaoban.briefing.extraction.people import People, Person
from giaoban.briefing.extraction.sentences import Sentence
from giaoban.briefing.extraction.tokens import Reading, word_set

MEETING_NOUN = r"(?:hội\s+nghị|hội\s+ý|cuộc\s+họp|phiên\s+họp|buổi\s+(?:họp|làm\s+việc|giao\s+ban|sơ\s+kết|tổng\s+kết|tọa\s+đàm)|kỳ\s+họp|(?:họp\s+)?giao\s+ban|cuộc\s+(?:làm\s+việc|giao\s+ban)|tọa\s+đàm|hội\s+thảo|phiên\s+(?:giao\s+ban|thường\s+kỳ)|đại\s+hội|họp)"
ATTENDED = re.compile(
    rf"(?:(?:tham|đến|về|cùng|có\s+mặt)\s+dự|dự|tham\s+gia)\s+(?:và\s+(?:chỉ\s+đạo|phát\s+biểu(?:\s+chỉ\s+đạo)?(?:\s+tại)?|chủ\s+trì)\s+)?(?:tại\s+)?{MEETING_NOUN}|^(?:cùng\s+|tham\s+|về\s+)?dự\s+(?:có|cùng)|thành\s+phần\s+(?:tham\s+)?dự"
)


_SEVERAL = re.compile(r"các\s+đồng\s+chí|đồng\s+chủ\s+trì|các\s+ông")
_DELEGATIONS = word_set(
    "lãnh đại các toàn thường thành chủ trưởng cán ủy bí giám cùng đông hơn"
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

    def _take(self, present: Present, index: int, sentence: Sentence) -> None:
        low = self.reading.source.low[sentence.start : sentence.end]
        presides = self._chairing_verb(sentence)
        if presides is not None and self._says_chair(presides, sentence):
            self._add_all(present.chair, self._who_chairs(presides, sentence))
            present.introducing.add(index)
        if concluded := self._who_concludes(sentence, low):
            self._add_all(present.concluded, [concluded])
        named = self.people.within(sentence.first, sentence.last)
        if ATTENDED.search(low[:250]) or re.match(r"(?:cùng\s+|tham\s+)?dự\s", low):
            self._add_all(present.attendees, [person for person in named if not self._is(person, present.chair)])
            self._groups(present, sentence)
            if not re.search(r"(?:đề\s+nghị|yêu\s+cầu)\s", low):
                present.introducing.add(index)
        elif re.search(r"phát\s+biểu|nhấn\s+mạnh|đề\s+nghị|yêu\s+cầu|khai\s+mạc", low):
            leading = present.chair + present.concluded
            self._add_all(
                present.attendees, [person for person in named if person.posts and not self._is(person, leading)]
            )

    def _chairing_verb(self, sentence: Sentence) -> int | None:
        """The word at which the sentence says "chủ trì" or "chủ tọa"."""
        words = self.reading.words
        verbs = (["chủ", "trì"], ["chủ", "tọa"])
        return next((i for i in range(sentence.first, sentence.last - 1) if words[i : i + 2] in verbs), None)

    def _add_all(self, people: list[Person], named: list[Person]) -> None:
        for person in named:
            self._add(people, person)

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
        begin = self._clause_begin(index, sentence)
        before = self.people.within(begin, index)
        attended = any(words[i] == "dự" and words[i - 1] in {"tham", "cùng", "đến"} for i in range(begin + 1, index))
        if before and not attended:
            said = self.reading.says(begin, index + 2).lower()
            together = _SEVERAL.search(said) or "cùng" in said or words[index - 1] == "đồng"
            return before if together else before[-1:]
        after = self.people.within(index, self._chairs_end(index, sentence.last))
        if after:
            return after if _SEVERAL.search(self.reading.says(index, after[-1].last).lower()) else after[:1]
        return before[-1:]

    def _clause_begin(self, index: int, sentence: Sentence) -> int:
        """Where the clause of "chủ trì" begins: after a semicolon, unless chairs are listed between semicolons."""
        words = self.reading.words
        semicolons = [i + 1 for i in range(sentence.first, index) if words[i] == ";"]
        said = self.reading.says(sentence.first, index).lower()
        if not semicolons or not re.search(r"(?:dự|phát\s+biểu|tham\s+gia)\b", said):
            return sentence.first
        return semicolons[-1]

    def _chairs_end(self, index: int, last: int) -> int:
        """Where the naming of chairs after "chủ trì" ends."""
        words = self.reading.words
        for i in range(index, last):
            if words[i] == "." or words[i : i + 2] in (["tham", "dự"], ["cùng", "dự"]):
                return i
        return last

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
