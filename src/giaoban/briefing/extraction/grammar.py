"""Clauses of orders: who is to do it, where the doing begins, and whether it is an order at all.

A clause of an order is, in this sequence and with almost every part optional: joining words, a phrase of circumstance, the ones who
are to act, cần/phải, and a verb of action with its object. `Grammar.clause` reads one; it says None for what is none.
"""

from dataclasses import dataclass

from giaoban.briefing.extraction.organisations import Bodies
from giaoban.briefing.extraction.people import People
from giaoban.briefing.extraction.tokens import Phrase, Reading
from giaoban.briefing.extraction.vocabulary import NOUN_LIKE_VERBS, VERB_COMPANIONS

_LONGEST_MODIFIER = 16
_LONGEST_FRAME = 90
_MOST_PARTS = 30
_SIGNS = frozenset(',:-–—…*+•)"“”')
_MODIFIER_STARTS = frozenset(
    "của thuộc trực trên tại trong ở các cấp liên có được và cùng hoặc toàn khóa ( - – /".split()
)  # what may follow the name of a body and belong to it
_NO_VERB = frozenset(
    "của là có tại trong ở với về theo khi này đó do để nhằm mà nào cũng đều còn vẫn trên dưới vì nên bởi như hay hoặc thì từ cho bằng qua nếu đã đang vừa sẽ được bị chưa cần phải không mới rất lại năm ngày tháng quý sáng chiều".split()
)
_BEFORE_VERB = frozenset({"cũng", "đều", "luôn", "trực", "tiếp"})
_RESULT_MARKS = frozenset({"đã", "vừa", "vừa qua", "từng", "đang", "chưa", "còn"})
_OF_A_GROUP = frozenset(["được", "có", "thuộc", "trong", "trên", "của", "liên", "tại", "ở", "từ", "là", "thì"])
_GROUP_ENDS = frozenset(["ngoài", "khi", "nếu", "để", "nhằm", "thì", "mà", "nhất"])
_GIVEN = frozenset({"giao", "phân", "giám", "cử", "bầu", "thụ", "hưởng", "hỗ", "chọn", "ủy", "đầu", "khen", "thành"})


@dataclass(frozen=True, slots=True)
class Group:
    """Those who are to act: words [first, last), and the parts of a list of them."""

    first: int
    last: int
    parts: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """One order: words [begin, last); the verb begins at `verb`."""

    begin: int
    verb: int
    last: int
    group: Group | None
    modal: str  # "", "must", "future"
    frame: tuple[int, int] | None = None


@dataclass(slots=True)
class Grammar:
    reading: Reading
    bodies: Bodies
    people: People
    opaque: bytearray  # 1 for words of names, cited acts and quotations: no clause begins there

    # -- the parts ----------------------------------------------------------------------------------------------------

    def skip_links(self, index: int, last: int) -> int:
        """Past joining words and signs."""
        words = self.reading.words
        while index < last:
            if words[index] in _SIGNS:
                index += 1
                continue
            link, verb = self.reading.at(index, "link"), self.reading.at(index, "verb")
            if not link or link.end > last or self.opaque[index] or (verb and verb.end > link.end):
                break
            index = link.end
        return index

    def verb(self, index: int) -> Phrase | None:
        """The verb of action that begins at a word."""
        if index >= len(self.opaque) or self.opaque[index]:
            return None
        verb, group = self.reading.at(index, "verb"), self.reading.at(index, "group")
        if verb and group and group.end > verb.end:
            return None  # "báo cáo viên"
        if (
            verb
            and self.reading.words[index] in {"làm", "phòng", "thu", "chi", "in"}
            and self.reading.is_capital(index)
            and index
            and not self._starts_here(index)
        ):
            return None
        return verb

    def _starts_here(self, index: int) -> bool:
        return (
            self.reading.words[index - 1] in {".", ";", ":", ",", "”", '"', "-", "…"}
            or self.reading.says(index - 1, index).isdigit()
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
            or (reading.at(index, "post") and not self.verb(index))
            or (reading.words[index : index + 1] and reading.words[index].isdigit() and reading.at(index + 1, "group"))
        )

    def group(self, index: int, last: int) -> Group | None:
        """Those who are to act, named from a word on, up to the verb, cần/phải, or a sign that ends the list."""
        first, parts = index, []
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
        while start < last and words[start] in {",", "và", "hoặc", "/", "-"}:
            start += 1
        if start == end or start >= last or not self.begins_group(start):
            return 0
        verb, group = self.verb(start), self.reading.at(start, "group")
        if verb and not (group and group.end >= verb.end and not self._is_verb_here(start, verb)):
            return 0
        return start

    def _head(self, index: int, last: int) -> int:
        """End of what heads a part: a body, a person, or determiners and a noun for a group; 0 if none."""
        reading, words = self.reading, self.reading.words
        start = index
        while index < last:
            if body := self.bodies.starting.get(index):
                return body.last
            if person := self.people.starting.get(index):
                return person.after
            if words[index] == "hội" and words[index + 1 : index + 2] in (["nghị"], ["thảo"], ["thi"], ["trường"]):
                return 0
            if (honour := reading.at(index, "honour")) and honour.end < last:
                if person := self.people.starting.get(honour.end):
                    return self._past_post(person.after, last)
                if (name := self.bodies.capital_run(honour.end, 4)) > honour.end:
                    return self._past_post(name, last)
            group, determiner = reading.at(index, "group"), reading.at(index, "determiner")
            if group and not (determiner and determiner.end > group.end):
                return group.end
            post = reading.at(index, "post")
            if post:
                return post.end
            if determiner or honour:
                index = (determiner or honour).end  # type: ignore[union-attr]
            elif words[index].isdigit() and index - start < 3:
                index += 1
            else:
                return 0
        return 0

    def _past_post(self, index: int, last: int) -> int:
        """Past a post or a body after a name: "Bà Lê (Chi hội Phụ nữ thôn)", "Anh Tuyên, Bí thư Chi đoàn thôn,"."""
        words = self.reading.words
        if words[index : index + 1] == [","] and self.reading.at(index + 1, "post"):
            end = next(
                (
                    i
                    for i in range(index + 1, min(last, index + 14))
                    if words[i] == "," and i not in self.bodies.covering
                ),
                index,
            )
            return end
        return index

    def _modifiers(self, index: int, last: int, *, after_body: bool) -> int:
        """End of the words that belong to a head: up to a sign, a verb, cần/phải or a mark of the past."""
        reading, words, start = self.reading, self.reading.words, index
        while index < last and index - start < _LONGEST_MODIFIER:
            if body := self.bodies.starting.get(index):
                index = body.last
                continue
            word = words[index]
            if (
                after_body
                and index == start
                and word not in _MODIFIER_STARTS
                and not word[0].isdigit()
                and not reading.is_capital(index)
                and not reading.at(index, "level")
            ):
                break
            if word == "(":
                close = next((i for i in range(index, min(index + 12, last)) if words[i] == ")"), 0)
                if close:
                    index = close + 1
                    continue
            if (
                word in {",", ";", ":", ".", "”", "“", '"'}
                or self.must(index)
                or (word in _GROUP_ENDS and not self.opaque[index])
            ):
                break
            past = reading.at(index, "past")
            if words[index : index + 2] == ["còn", "lại"]:
                index += 2
                continue
            if word in {"vẫn", "chậm", "mới"} and not self.opaque[index]:
                return last  # a finding: no verb of action follows
            if past and not self.opaque[index]:
                given = words[past.end] if past.end < last else ""
                if word == "được" and given in _GIVEN:
                    index = past.end + 1
                    continue
                break
            if word in {"và", "cùng", "hoặc"} and index + 1 < last and self.begins_group(index + 1):
                break
            verb = self.verb(index)
            if verb and not (not after_body and index == start and not self._is_verb_here(index, verb)):
                break
            index = verb.end if verb else index + 1
        return index

    def _is_verb_here(self, index: int, verb: Phrase) -> bool:
        """Whether a word that may be a noun is the verb right after the head of a group."""
        words = self.reading.words
        if " ".join(words[index : verb.end]) not in NOUN_LIKE_VERBS:
            return True
        following = words[verb.end] if verb.end < len(words) else ""
        return following in VERB_COMPANIONS or self.verb(verb.end) is not None or verb.end in self.bodies.starting

    # -- the clause ----------------------------------------------------------------------------------------------------

    def clause(self, first: int, last: int) -> Clause | None:
        """The order in words [first, last), if they are one."""
        index = self.skip_links(first, last)
        if index >= last:
            return None
        found = self._core(index, last)
        if found:
            return found
        if self.reading.at(index, "frame") or self.reading.words[index] in {"nếu", "ngoài"}:
            found = self._after_frame(index, last)
            if found:
                return found
        return self._thing_to_do(index, last)

    def _core(self, index: int, last: int) -> Clause | None:
        """cần/phải + verb, verb, or those who act + (cần/phải) + verb."""
        modal = self.must(index)
        if modal and (self.verb(modal.end) or self._adverb(modal.end)):
            return Clause(index, modal.end, last, None, "future" if modal.payload else "must")
        verb = self.verb(index)
        if verb and not self._heads_a_noun(index, verb):
            return Clause(index, index, last, None, "")
        return self._with_group(index, last)

    def _with_group(self, index: int, last: int) -> Clause | None:
        group = self.group(index, last)
        if not group:
            return None
        position = group.last
        while position < last and self.reading.words[position] in {",", ":"}:
            position += 1
        words = self.reading.words
        if position >= last:
            return None
        past = self.reading.at(position, "past")
        if past and words[position] == "được" and words[position + 1 : position + 2] in (["phân"], ["giao"]):
            begin = self.skip_links(position + 3, last)
            return Clause(begin, begin, last, group, "must") if begin < last else None
        if past and words[position] not in {"được", "bị"}:
            return self._after_relative(position, last, group)
        skipped = self.skip_links(position, last) if position < last else position
        modal = self.must(position) or (self.must(skipped) if skipped > position else None)
        if modal:
            verb = self.skip_links(modal.end, last)
            return Clause(verb, verb, last, group, "future" if modal.payload else "must") if verb < last else None
        if self.verb(position) and not self._is_past(position):
            return Clause(position, position, last, group, "")
        if self._ends_in_name(group) and self._may_be_verb(position, last):
            begin = position + 1 if words[position] in _BEFORE_VERB else position
            return Clause(begin, begin, last, group, "")
        framed = max(position, skipped)
        if framed < last and (
            self.reading.at(framed, "frame") or self.reading.words[framed] in {"ngoài", "nếu", "khi"}
        ):
            inner = self._after_frame(framed, last)
            if inner:
                return Clause(inner.begin, inner.verb, last, group, inner.modal)
        return None

    def _after_relative(self, position: int, last: int, group: Group) -> Clause | None:
        """"Các xã đã đạt chuẩn không được thỏa mãn": what they have done only says which they are."""
        words = self.reading.words
        for index in range(position + 1, min(last - 2, position + 8)):
            if words[index] in {",", ";", ":"}:
                return None
            forbidden = words[index : index + 2] in (["không", "được"], ["không", "để"])
            modal = self.must(index)
            if forbidden or (modal and not modal.payload and self.verb(modal.end)):
                named = Group(group.first, index, (*group.parts[:-1], (group.parts[-1][0], index)))
                return Clause(index, index if forbidden else modal.end, last, named, "must")  # type: ignore[union-attr]
        return None

    def _ends_in_name(self, group: Group) -> bool:
        """Whether those who act are named to the end, so that what follows can only be what they do."""
        index = group.last - 1
        return (
            index in self.bodies.covering
            or self.reading.is_capital(index)
            or self.reading.words[index].isdigit()
            or self.reading.words[index] == ")"
        )

    def _may_be_verb(self, index: int, last: int) -> bool:
        if index >= last - 2 or self.opaque[index]:
            return False
        word = self.reading.words[index]
        return (
            word[0].isalpha()
            and not self.reading.is_capital(index)
            and (word not in _NO_VERB or word in _BEFORE_VERB and self.verb(index + 1) is not None)
        )

    def _adverb(self, index: int) -> bool:
        """Words that may stand between cần/phải and the verb."""
        words = self.reading.words
        return index < len(words) and (
            words[index]
            in {
                "được",
                "có",
                "luôn",
                "hết",
                "thật",
                "đặc",
                "nhanh",
                "sớm",
                "không",
                "xem",
                "ra",
                "sử",
                "chủ",
                "là",
                "thực",
                "biết",
                "mạnh",
                "tự",
                "nhận",
            }
            or self.verb(index + 1) is not None
        )

    def _heads_a_noun(self, index: int, verb: Phrase) -> bool:
        """Whether a verb opens a noun instead ("Tổ chức Đảng", "Công tác …", "Lãnh đạo các sở")."""
        words, said = self.reading.words, " ".join(self.reading.words[index : verb.end])
        following = words[verb.end] if verb.end < len(words) else ""
        if said == "lãnh đạo":
            return following not in {"chỉ", ",", "thực", "tốt", "triển", "xây", "hoàn", "tổ", "công"}
        if said == "tổ chức":
            return following in {"đảng", "cơ", "chính", "đoàn", "hội", "công"} or (
                following in {",", "và"} and words[verb.end + 1 : verb.end + 2] in (["cá"], ["đơn"], ["cơ"])
            )
        return said in {"cấp", "thu", "chi", "phòng", "chống", "in", "trực", "tiếp"} and not self.verb(verb.end)

    def _is_past(self, index: int) -> bool:
        return self.reading.words[index - 1] in _RESULT_MARKS if index else False

    def _after_frame(self, first: int, last: int) -> Clause | None:
        """The order behind a phrase of circumstance: after one of its commas, "thì", or "để"."""
        words = self.reading.words
        limit = min(last, first + _LONGEST_FRAME)
        for index in range(first + 1, limit):
            if self.opaque[index]:
                continue
            if words[index] == ",":
                begin = self.skip_links(index + 1, last)
                if begin < last and words[begin] == "nếu":
                    return self._after_frame(begin, last)
                found = self._core(begin, last) if begin < last else None
                if found and not self._still_frame(first, index, begin):
                    return Clause(found.begin, found.verb, last, found.group, found.modal, (first, index))
            elif words[index] == "thì" and words[first] in {"nếu", "khi", "ngoài"}:
                found = self._core(index + 1, last)
                if found:
                    begin = found.begin if words[first] == "ngoài" else first
                    return Clause(begin, found.verb, last, found.group, found.modal, (first, index))
            elif (
                words[index] == "để"
                and words[index + 1 : index + 2]
                and words[index + 1] in {"tiếp", "tập", "tăng", "đẩy", "chủ"}
                and self.verb(index + 1)
            ):
                return Clause(index + 1, index + 1, last, None, "must", (first, index))
        return None

    def _still_frame(self, first: int, comma: int, begin: int) -> bool:
        """Whether what follows a comma only continues a list inside the frame ("Qua kiểm tra, giám sát, …")."""
        words = self.reading.words
        verb = self.verb(begin)
        if verb is None:
            return False
        following = words[verb.end] if verb.end < len(words) else ""
        return self.ends_with_verb(first, comma) or (
            following in {",", "và"} and words[comma - 1] not in {"tới", "năm", "nay"}
        )

    def ends_with_verb(self, first: int, end: int) -> bool:
        """Whether the last words before `end` are a bare verb: then a comma there joins verbs ("tuyên truyền, vận động")."""
        return any(
            (verb := self.verb(index)) is not None and verb.end == end and verb.end - verb.start > 1
            for index in range(max(first, end - 4), end)
        )

    def _thing_to_do(self, index: int, last: int) -> Clause | None:
        """A matter that cần/phải be done ("công tác … cần được đẩy mạnh"), or a group that must under a condition."""
        reading, words = self.reading, self.reading.words
        who = self.group(index, last)
        if who and words[who.last : who.last + 1] in (["khi"], ["nếu"], ["trong"]):
            inner = self._thing_to_do(who.last, last)
            return Clause(who.last, inner.verb, last, inner.group or who, inner.modal) if inner else None
        for position in range(index + 1, min(last, index + 30)):
            if self.opaque[position]:
                continue
            if (
                words[position] == "do"
                and (group := self.group(position + 1, last))
                and group.last < last
                and self.verb(group.last)
            ):
                return Clause(index, group.last, last, group, "must")
            if words[position] in {";", ":"} or (reading.at(position, "past") and words[position] in _RESULT_MARKS):
                return None
            if words[position] in {"cần", "phải"} and (modal := self.must(position)):
                if words[position - 1] in {
                    "vấn",
                    "đề",
                    "hạn",
                    "chế",
                    "việc",
                    "những",
                    "điều",
                    "khăn",
                    "là",
                    "gì",
                    "ai",
                    "nào",
                } or not (self.verb(modal.end) or words[modal.end : modal.end + 1] == ["được"]):
                    return None
                by = self.group(modal.end + 1, last) if words[modal.end] == "được" else None
                return Clause(
                    index, modal.end, last, by if by and by.last < last and self.verb(by.last) else None, "must"
                )
        return None
