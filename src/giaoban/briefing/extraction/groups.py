"""Those who are to act: bodies, people, and groups without a proper name ("các đơn vị trong cụm"), and where their naming ends.

Vietnamese does not mark where the subject ends and the verb begins. It ends at cần/phải, at a sign, or at a verb; and since many
verbs are nouns as well ("cơ quan tham mưu", "các tổ chức"), a verb right after the head of a group counts only if something
follows that only a verb takes.
"""

from dataclasses import dataclass

from giaoban.briefing.extraction.organisations import Bodies
from giaoban.briefing.extraction.people import People
from giaoban.briefing.extraction.tokens import Phrase, Reading, word_set
from giaoban.briefing.extraction.vocabulary import NOUN_LIKE_VERBS, VERB_COMPANIONS

_LONGEST_MODIFIER = 16
_MOST_PARTS = 30
_MODIFIER_STARTS = word_set(
    "của thuộc trực trên tại trong ở các cấp liên có được và cùng hoặc toàn khóa chi ( - – /"
)  # what may follow the name of a body and belong to it
_GATHERINGS = (["hội", "nghị"], ["hội", "thảo"], ["hội", "thi"], ["hội", "trường"])  # "hội" that is no association
_FINDINGS = frozenset({"vẫn", "chậm", "mới"})
_GROUP_SIGNS = frozenset({",", ";", ":", ".", "”", "“", '"'})
_TIMES = frozenset({"thời", "năm", "quý", "tháng", "quá", "những"})
_GROUP_ENDS = frozenset(["ngoài", "khi", "nếu", "để", "nhằm", "thì", "mà", "nhất", "theo", "như"])
_GIVEN = frozenset({"giao", "phân", "giám", "cử", "bầu", "thụ", "hưởng", "hỗ", "chọn", "ủy", "đầu", "khen", "thành"})


@dataclass(frozen=True, slots=True)
class Group:
    """Those who are to act: words [first, last), and the parts of a list of them."""

    first: int
    last: int
    parts: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Groups:
    reading: Reading
    bodies: Bodies
    people: People
    opaque: bytearray  # 1 for words of names, cited acts and quotations: no clause begins there

    # -- words ---------------------------------------------------------------------------------------------------------

    def verb(self, index: int) -> Phrase | None:
        """The verb of action that begins at a word."""
        if index >= len(self.opaque) or self.opaque[index]:
            return None
        verb, group = self.reading.at(index, "verb"), self.reading.at(index, "group")
        if verb and group and group.end > verb.end:
            return None  # "báo cáo viên"
        if verb and (told := self.reading.at(index, "telling")) and told.end > verb.end:
            return None  # "phát biểu" is no "phát"
        if verb and self.reading.is_capital(index) and index and not self._starts_here(index):
            return None
        return verb

    def _starts_here(self, index: int) -> bool:
        return (
            not self.reading.words[index - 1][0].isalpha()
            or self.reading.starts[index] - self.reading.ends[index - 1] > 1
        )

    def must(self, index: int) -> Phrase | None:
        """cần, phải, sẽ … before a verb."""
        modal = None if index >= len(self.opaque) or self.opaque[index] else self.reading.at(index, "modal")
        if not modal or (
            self.reading.words[modal.end : modal.end + 1] in (["thiết"], ["phải"], ["cù"], ["có"], ["trục"])
            and modal.payload
        ):
            return None
        words = self.reading.words
        if words[index] == "cần" and words[modal.end : modal.end + 1] in (["thiết"], ["cù"], ["trục"], ["câu"]):
            return None
        if words[index] == "phải" and index and words[index - 1] in {"không", "đúng", "bên"}:
            return None
        return modal

    def begins_group(self, index: int) -> bool:
        """Whether those who act may be named from this word on."""
        reading = self.reading
        return bool(
            index in self.bodies.starting
            or index in self.people.starting
            or reading.at(index, "group")
            or reading.at(index, "determiner")
            or reading.at(index, "honour")
            or self._unknown(index, min(index + 8, len(reading.words)))
            or (reading.at(index, "post") and not self.verb(index))
            or (reading.words[index : index + 1] and reading.words[index].isdigit() and reading.at(index + 1, "group"))
        )

    def group(self, index: int, last: int) -> Group | None:
        """Those who are to act, named from a word on, up to the verb, cần/phải, or a sign that ends the list."""
        first = index
        parts: list[tuple[int, int]] = []
        reached = index
        while index < last and len(parts) < _MOST_PARTS and (head := self._head(index, last)):
            begin = self._part_begin(index)
            name = self._person_end(begin)
            reached = self._modifiers(head, last, after_body=begin in self.bodies.starting or bool(name))
            end = name or reached
            if parts and self._is_bare_noun(begin):  # "các cơ quan, ban, ngành" are one part
                parts[-1] = (parts[-1][0], end)
            else:
                parts.append((begin, end))
            following = self._next_part(reached, last)
            if not following:
                break
            index = following
        return Group(first, reached, tuple(parts)) if parts else None

    def _person_end(self, index: int) -> int:
        """End of the name of a person at an index, without the posts; 0 if none stands there."""
        honour = self.reading.at(index, "honour")
        start = honour.end if honour else index
        if person := self.people.starting.get(start):
            return person.last
        run = self.bodies.capital_run(start, 4) if honour and start < len(self.opaque) else start
        return run if run > start else 0

    def _part_begin(self, index: int) -> int:
        """Past "đối với", "nhất là" before a part."""
        while (determiner := self.reading.at(index, "determiner")) and self.reading.words[determiner.end - 1] in {
            "với",
            "là",
            "riêng",
        }:
            index = determiner.end
        return index

    def _is_bare_noun(self, index: int) -> bool:
        return bool(self.reading.at(index, "group")) and not (
            index in self.bodies.starting or index in self.people.starting or self.reading.at(index, "determiner")
        )

    def _next_part(self, end: int, last: int) -> int:
        """Where the next of a list begins, after a comma, "và" or "cùng"; 0 if the list is over."""
        words = self.reading.words
        start = end
        while start < min(last, end + 3) and words[start] in {",", "và", "hoặc", "/", "-"}:
            start += 1
        if start == end or start >= last or not self.begins_group(start):
            return 0
        verb, group = self.verb(start), self.reading.at(start, "group")
        if verb and not (group and group.end >= verb.end and not self._is_verb_here(start, verb)):
            return 0
        return start

    def _head(self, index: int, last: int) -> int:
        """End of what heads a part: a body, a person, or determiners and a noun for a group; 0 if none."""
        reading, words, start = self.reading, self.reading.words, index
        while index < min(last, start + _LONGEST_MODIFIER):
            if words[index : index + 2] in _GATHERINGS:
                return 0
            if named := self._named(index, last):
                return named
            group, determiner = reading.at(index, "group"), reading.at(index, "determiner")
            if group and not (determiner and determiner.end > group.end):
                return group.end
            if post := reading.at(index, "post"):
                return post.end
            before = determiner or reading.at(index, "honour")
            if before:
                index = before.end
            elif words[index].isdigit() and index - start < 3:
                index += 1
            else:
                return self._unknown(index, last)
        return 0

    def _named(self, index: int, last: int) -> int:
        """End of the name of a body or a person, with the post that follows it; 0 if none."""
        if body := self.bodies.starting.get(index):
            return body.last
        if person := self.people.starting.get(index):
            return person.after
        honour = self.reading.at(index, "honour")
        if not honour:
            return 0
        if honour.end >= last:
            return 0
        if person := self.people.starting.get(honour.end):
            return self._past_post(person.after, last)
        name = self.bodies.capital_run(honour.end, 4)
        return self._past_post(name, last) if name > honour.end else 0

    def _unknown(self, index: int, last: int) -> int:
        """End of a name that nobody knows ("Cảng HKQT Tân Sơn"); 0 if none."""
        run = self.bodies.capital_run(index, 6) if index < last else index
        return self.bodies.name_end(index) if run - index >= 2 and not self.verb(index) else 0

    def _past_post(self, index: int, last: int) -> int:
        """Past the post after a name: "Anh Tuyên, Bí thư Chi đoàn thôn,"."""
        words = self.reading.words
        if words[index : index + 1] != [","] or not self.reading.at(index + 1, "post"):
            return index
        commas = (
            i for i in range(index + 1, min(last, index + 14)) if words[i] == "," and i not in self.bodies.covering
        )
        return next(commas, index)

    def _modifiers(self, index: int, last: int, *, after_body: bool) -> int:
        """End of the words that belong to a head: up to a sign, a verb, cần/phải or a mark of the past."""
        start = index
        if after_body and index < last and not self._belongs_to_name(index):
            return index
        while index < last and index - start < _LONGEST_MODIFIER:
            if self.reading.words[index] in _FINDINGS and not self.opaque[index]:
                return last  # "vẫn chậm": no verb of action follows
            whole = self._whole(index, last)
            if whole:
                index = whole
                continue
            if self._ends_group(index, last):
                break
            verb = self.verb(index)
            if verb and (after_body or index > start or self._is_verb_here(index, verb)):
                break
            index = verb.end if verb else index + 1
        return index

    def _belongs_to_name(self, index: int) -> bool:
        """Whether a word right after the name of a body can still belong to it."""
        reading, word = self.reading, self.reading.words[index]
        return (
            word in _MODIFIER_STARTS
            or word[0].isdigit()
            or reading.is_capital(index)
            or reading.at(index, "level") is not None
        )

    def _whole(self, index: int, last: int) -> int:
        """End of a stretch that is passed as a whole: a body, brackets, "còn lại", "được giao …"; 0 if none begins here."""
        words = self.reading.words
        if body := self.bodies.starting.get(index):
            return body.last
        if words[index] == "(":
            return next((i + 1 for i in range(index, min(index + 12, last)) if words[i] == ")"), 0)
        if self.reading.is_capital(index) and (name := self.bodies.one_name(index)) > index + 1:
            return name
        if words[index : index + 2] == ["còn", "lại"]:
            return index + 2
        given = words[index] == "được" and not self.opaque[index] and index + 1 < last and words[index + 1] in _GIVEN
        return index + 2 if given else 0

    def _ends_group(self, index: int, last: int) -> bool:
        """Whether a word ends the naming: a sign, cần/phải, a mark of the past, a joint before another part."""
        word = self.reading.words[index]
        if word in _GROUP_SIGNS or self.must(index):
            return True
        if word in {"và", "cùng", "hoặc"}:
            return index + 1 < last and self.begins_group(index + 1)
        if (saying := self.reading.at(index, "order")) and saying.payload == "say" and not self.opaque[index]:
            return True
        if word == "trong" and index + 1 < last and self.reading.words[index + 1] in _TIMES:
            return True
        return not self.opaque[index] and (word in _GROUP_ENDS or self.reading.at(index, "past") is not None)

    def _is_verb_here(self, index: int, verb: Phrase) -> bool:
        """Whether a word that may be a noun is the verb right after the head of a group."""
        words = self.reading.words
        if " ".join(words[index : verb.end]) not in NOUN_LIKE_VERBS:
            return True
        following = words[verb.end] if verb.end < len(words) else ""
        return following in VERB_COMPANIONS or self.verb(verb.end) is not None or verb.end in self.bodies.starting
