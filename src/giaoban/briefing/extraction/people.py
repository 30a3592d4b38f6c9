"""People in a text and the posts that it gives them.

A person is a run of two to five capitalised words that an honour ("đồng chí", "ông") or a post stands before, or a post follows
after a comma or a dash. Posts are kept as written; nothing is added to them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from giaoban.briefing.extraction.bodies import SURNAMES
from giaoban.briefing.extraction.organisations import Bodies
from giaoban.briefing.extraction.source import lower
from giaoban.briefing.extraction.tokens import Reading

_SEPARATORS = frozenset({",", "-", "–", "—", ":"})
_STOPS = frozenset(
    [
        "chủ",
        "dự",
        "cùng",
        "tại",
        "đã",
        "cho",
        "trình",
        "thay",
        "phát",
        "là",
        "làm",
        "được",
        "nhấn",
        "yêu",
        "đề",
        "đánh",
        "ghi",
        "khẳng",
        "thông",
        "có",
        "đến",
        "tham",
        "báo",
        "điều",
        "trao",
        "tặng",
        "và",
        ";",
        ".",
        ":",
        "(",
        ")",
        "kết",
        "khai",
        "biểu",
        "chúc",
        "cảm",
    ]
)
_HEADS_KEPT = frozenset({"và"})
_LONGEST_POST = 22
_NOT_PRESENT = frozenset({"hồ chí minh", "chí minh"})  # of whom every text speaks and who attends none


@dataclass(frozen=True, slots=True)
class Person:
    """words[first:last] are the name; the posts are as written, in order; words[first:after] hold name and posts."""

    first: int
    last: int
    after: int
    name: str
    posts: tuple[str, ...]
    confidence: float


class People:
    """The people of a reading, found once each time that they are named."""

    def __init__(self, reading: Reading, bodies: Bodies) -> None:
        self.reading, self.bodies = reading, bodies
        self.known: dict[str, Person] = {}
        self.mentions: list[Person] = []
        self.starting: dict[int, Person] = {}
        self._starts: list[int] = []
        past = 0
        for start in self._candidates():
            if start >= past and (person := self._person(start)):
                self.mentions.append(person)
                self._starts.append(person.first)
                self.starting[person.first] = person
                past = person.last
                fullest = self.known.get(person.name)
                if fullest is None or len(person.posts) > len(fullest.posts):
                    self.known[person.name] = person

    def within(self, first: int, last: int) -> list[Person]:
        """The people named in words[first:last]."""
        low = bisect_left(self._starts, first)
        return self.mentions[low : bisect_left(self._starts, last)]

    def _candidates(self) -> Iterator[int]:
        """Words with which a name may begin: after an honour, after a post and its body, or a surname."""
        reading = self.reading
        words = reading.words
        for index in range(len(words)):
            if reading.at(index, "honour") and words[index] not in SURNAMES - {"ông"}:
                continue
            if (
                words[index] in SURNAMES
                and reading.is_capital(index)
                and not self._inside_body(index)
                and not self._inside_run(index)
            ):
                yield index
                continue
            if not words[index][0].isalpha() or not reading.is_capital(index) or self._inside_body(index):
                continue
            if self._honour_before(index):
                yield index

    def _inside_body(self, index: int) -> bool:
        return index in self.bodies.covering

    def _inside_run(self, index: int) -> bool:
        """Whether a capitalised word that is no post stands right before ("Tân Sơn Nhất")."""
        reading, before = self.reading, index - 1
        if before < 1 or not reading.words[before][0].isalpha() or not reading.is_capital(before):
            return False
        if self._inside_body(before) or reading.words[before - 1] in {".", "…"}:
            return False
        ranks = (reading.at(back, kind) for back in range(max(0, index - 3), index) for kind in ("post", "honour"))
        named = any(rank is not None and rank.end >= index for rank in ranks)
        return reading.starts[index] - reading.ends[before] == 1 and not named

    def _honour_before(self, index: int) -> bool:
        for back in (1, 2, 3):
            honour = self.reading.at(index - back, "honour") if index >= back else None
            if (
                honour
                and honour.end in {index, index - 1}
                and (honour.end == index or self.reading.words[index - 1] in {":", "."})
            ):
                return True
        return False

    def _person(self, start: int) -> Person | None:
        reading = self.reading
        end = start
        while end < len(reading.words) and end - start < 6 and self._continues(start, end):
            end += 1
        if not 2 <= end - start <= 5:
            return None
        posts, after = self._posts_after(end)
        before = self._post_before(start)
        honoured = self._honour_before(start)
        listed = self._goes_on_list(start)
        if not (posts or before or honoured or listed):
            known = self.known.get(reading.says(start, end))
            return Person(start, end, end, known.name, known.posts, 0.7) if known else None
        if not honoured and not before and not listed and reading.words[start] not in SURNAMES:
            return None
        name = reading.says(start, end)
        if lower(name) in _NOT_PRESENT:
            return None
        every = tuple(part.strip() for part in before.split(",") if part.strip()) + posts
        return Person(start, end, after, name, every, 0.9 if honoured or before else 0.8)

    def _goes_on_list(self, start: int) -> bool:
        """Whether a name stands right behind another and a comma: "các đồng chí A, B, C"."""
        return (
            bool(self.mentions)
            and self.reading.words[start - 1 : start] == [","]
            and self.mentions[-1].last == start - 1
            and self.reading.words[start] in SURNAMES
        )

    def _continues(self, start: int, index: int) -> bool:
        reading, word = self.reading, self.reading.words[index]
        if not word[0].isalpha() or not reading.is_capital(index) or self._inside_body(index):
            return False
        if index > start and not reading.source.clean[reading.ends[index - 1] : reading.starts[index]].isspace():
            return False
        return index == start or (
            not (reading.at(index, "post") and index - start >= 2)
            and not (reading.at(index, "honour") and index - start >= 2 and word in {"đồng", "đ"})
        )

    def _posts_after(self, index: int) -> tuple[tuple[str, ...], int]:
        """Posts that follow a name, each behind a comma or a dash; and the word after them."""
        reading, words = self.reading, self.reading.words
        posts: list[str] = []
        after = index
        while (
            after < len(words)
            and (words[after] in _SEPARATORS or (words[after] == "(" and not posts))
            and reading.at(after + 1, "post")
        ):
            end = self._post_end(after + 1)
            posts.append(reading.says(after + 1, end).strip(" ,"))
            after = end
            if words[after : after + 1] == [")"]:
                after += 1
        return tuple(posts), after

    def _post_end(self, index: int) -> int:
        reading, words = self.reading, self.reading.words
        post = reading.at(index, "post")
        assert post is not None
        end = next((inner for inner in range(index + 1, post.end) if inner in self.bodies.starting), post.end)
        while end < len(words) and end - index < _LONGEST_POST:
            body = self.bodies.starting.get(end)
            if body:
                end = body.last
                continue
            inner = reading.at(end, "post")
            if inner and words[end - 1] not in _SEPARATORS:
                end = inner.end
                continue
            if self._ends_post(end):
                break
            end += 1
        return end

    def _ends_post(self, index: int) -> bool:
        """Whether a word can be no part of a post: a sign, a verb, another honour."""
        reading, words = self.reading, self.reading.words
        joins = words[index] == "và" and index + 1 < len(words) and reading.is_capital(index + 1)
        if words[index] in _SEPARATORS or (words[index] in _STOPS and not joins):
            return True
        verbs = reading.at(index, "honour") or reading.at(index, "order") or reading.at(index, "modal")
        return verbs is not None and not reading.is_capital(index)

    def _post_before(self, start: int) -> str:
        """The post right before a name: "Phó Chủ tịch UBND tỉnh" + name."""
        reading = self.reading
        lowest = max(0, start - 14)
        for index in range(start - 1, lowest - 1, -1):
            if reading.words[index] in {",", ";", ".", ":", "(", ")"}:
                break
            post = reading.at(index, "post")
            if post and self._reaches(post.end, start):
                begin = index
                while begin > lowest and (wider := reading.at(begin - 1, "post")) and wider.end >= post.end:
                    begin, post = begin - 1, wider
                return reading.says(self._earlier_post(begin), start)
        return ""

    def _earlier_post(self, index: int) -> int:
        """Where a list of posts before a name begins: "Ủy viên Trung ương Đảng, Bí thư Tỉnh ủy …"."""
        if index < 2 or self.reading.words[index - 1] != ",":
            return index
        for earlier in range(index - 2, max(0, index - 12) - 1, -1):
            post = self.reading.at(earlier, "post")
            if post and self._reaches(post.end, index - 1):
                return earlier
            if self.reading.words[earlier] in {",", ";", "."}:
                break
        return index

    def _reaches(self, position: int, start: int) -> bool:
        """Whether only bodies, posts and capitalised or joining words stand between a post and a name."""
        reading = self.reading
        while position < start:
            body = self.bodies.starting.get(position)
            post = reading.at(position, "post")
            level = reading.at(position, "level")
            if body:
                position = body.last
            elif post:
                position = post.end
            elif level:
                position = level.end
            elif reading.is_capital(position) or reading.words[position] in _HEADS_KEPT | {
                "thường",
                "trực",
                "thứ",
                "nhất",
                "ban",
                "đồng",
                "chí",
            }:
                position += 1
            else:
                return False
        return position == start


def unheaded(text: str) -> str:
    """A name or group without "đồng chí" before it; "ông", "bà", "anh" stay, for a given name is nothing without."""
    return re.sub(r"^(?:các\s+)?(?:đồng chí|đ/c)\s+", "", text, flags=re.IGNORECASE)
