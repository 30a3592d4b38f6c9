"""Clauses of orders: who is to do it, where the doing begins, and whether it is an order at all.

A clause of an order is, in this sequence and with almost every part optional: joining words, a phrase of circumstance, the ones who
are to act, cần/phải, and a verb of action with its object. `Grammar.clause` reads one; it says None for what is none.
"""

from dataclasses import dataclass

from giaoban.briefing.extraction.groups import Group, Groups
from giaoban.briefing.extraction.tokens import Phrase, word_set
from giaoban.briefing.extraction.vocabulary import NOUN_LIKE_VERBS

_LONGEST_FRAME = 90
_MOST_LINKS = 40
_LONGEST_ADDRESS = 14
_SHORTEST_WORK = 4
_NOUNS = word_set(
    "công việc kết tình số tỷ tỉ nội thời địa thành một hai ba bốn năm nhiều chất trong tỉ điều vấn chương dự nghị chỉ văn hồ hệ cơ nguồn mức nhiệm mục phong mô hình vai sự cuộc lễ ngày hiệu kinh nhất ý tinh trách quyền chế chính hạ diện giá nông sản phẩm dịch nước rừng đất đường môi"
)
_SIGNS = frozenset(',:-–—…*+•)"“”')
_NO_VERB = word_set(
    "của là có tại trong ở với về theo khi này đó do để nhằm mà nào cũng đều còn vẫn trên dưới vì nên bởi như hay hoặc thì từ bằng qua nếu đã đang vừa sẽ được bị chưa cần phải không mới rất lại năm ngày tháng quý sáng chiều"
)
_BEFORE_VERB = frozenset({"cũng", "đều", "luôn", "trực", "tiếp"})
_RESULT_MARKS = frozenset({"đã", "vừa", "vừa qua", "từng", "đang", "chưa", "còn"})


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
class Grammar(Groups):
    """Reads clauses; what it knows of words and groups it has from `Groups`."""

    # -- the parts ----------------------------------------------------------------------------------------------------

    def skip_links(self, index: int, last: int) -> int:
        """Past joining words and signs."""
        words = self.reading.words
        last = min(last, index + _MOST_LINKS)
        while index < last:
            if words[index] in _SIGNS:
                index += 1
                continue
            link, verb = self.reading.at(index, "link"), self.reading.at(index, "verb")
            if not link or link.end > last or self.opaque[index] or (verb and verb.end > link.end):
                break
            index = link.end
        return index

    # -- the clause ----------------------------------------------------------------------------------------------------

    def clause(self, first: int, last: int) -> Clause | None:
        """The order in words [first, last), if they are one."""
        index = self.skip_links(first, last)
        if index >= last:
            return None
        if self._is_charge(index, last) and (found := self._thing_to_do(index, last)):
            return found
        found = self._core(index, last)
        if found:
            return found
        if self.reading.at(index, "frame") or self.reading.words[index] in {"nếu", "ngoài"}:
            found = self._after_frame(index, last)
            if found:
                return found
        return self._thing_to_do(index, last)

    def addressed(self, first: int, last: int) -> Clause | None:
        """The order to somebody whose name nobody knows: what stands before the first verb is who is to act."""
        begin = self.skip_links(first, last)
        words, reading = self.reading.words, self.reading
        for index in range(begin + 1, min(last - 2, begin + _LONGEST_ADDRESS)):
            if words[index] in {";", ":", "(", "“", '"'} or reading.at(index, "past") or self.opaque[begin]:
                return None
            verb = self.verb(index)
            if verb and words[index - 1] != "," and " ".join(words[index : verb.end]) not in NOUN_LIKE_VERBS:
                named = Group(begin, index, ((begin, index),))
                return Clause(index, index, last, named, "must")
        head = self._head(begin, last) if begin < last and words[last - 1] != ":" and self.begins_group(begin) else 0
        if not head or last - head < _SHORTEST_WORK or not self._may_be_verb(head, last):
            return None
        return Clause(head, head, last, Group(begin, head, ((begin, head),)), "must")

    def unknown_verb(self, first: int, last: int) -> Clause | None:
        """An order of a list whose verb nobody knows; none if what stands first is a name, a number, or those who act."""
        index = self.skip_links(first, last)
        reading = self.reading
        if last - index < _SHORTEST_WORK or not self._may_be_verb(index, last) or self.begins_group(index):
            return None
        if any(reading.at(index, kind) for kind in ("past", "kind", "field", "frame", "purpose", "group", "post")):
            return None
        return None if reading.words[index] in _NOUNS else Clause(index, index, last, None, "")

    def _is_charge(self, index: int, last: int) -> bool:
        """Whether a matter stands first that must be done by somebody named later ("Báo cáo phải được Văn phòng gửi …")."""
        words = self.reading.words
        for position in range(index + 1, min(last - 2, index + 14)):
            if words[position] in {",", ";", ":"}:
                return False
            if words[position] in {"phải", "cần"} and words[position + 1] == "được":
                return self.begins_group(position + 2)
        return False

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
        """Those who act, then what they do, must do, or are charged with."""
        words, group = self.reading.words, self.group(index, last)
        if not group:
            return None
        position = group.last
        while position < last and words[position] in {",", ":"}:
            position += 1
        if position >= last:
            return None
        if words[position - 2 : position] == ["được", "giao"] and self.verb(position) and len(group.parts) == 1:
            named = Group(group.first, position - 2, ((group.first, position - 2),))
            return Clause(position, position, last, named, "must")
        if self.reading.at(position, "past"):
            return self._after_past(position, last, group)
        skipped = self.skip_links(position, last)
        modal = self.must(position) or (self.must(skipped) if skipped > position else None)
        if modal:
            verb = self.skip_links(modal.end, last)
            return Clause(verb, verb, last, group, "future" if modal.payload else "must") if verb < last else None
        if self.verb(position) and words[position - 1] not in _RESULT_MARKS:
            return Clause(position, position, last, group, "")
        if self._ends_in_name(group) and self._may_be_verb(position, last):
            begin = position + 1 if words[position] in _BEFORE_VERB else position
            return Clause(begin, begin, last, group, "")
        return self._with_framed_group(max(position, skipped), last, group)

    def _with_framed_group(self, position: int, last: int, group: Group) -> Clause | None:
        """As "các thành viên, ngoài việc …, cần …": a circumstance stands between those who act and the verb."""
        if position >= last or not (
            self.reading.at(position, "frame") or self.reading.words[position] in {"ngoài", "nếu", "khi"}
        ):
            return None
        inner = self._after_frame(position, last)
        return Clause(inner.begin, inner.verb, last, group, inner.modal) if inner else None

    def _after_past(self, position: int, last: int, group: Group) -> Clause | None:
        """What follows a mark of the past: a charge ("được phân công …"), an order to those so described, or nothing."""
        words = self.reading.words
        if words[position] == "được" and words[position + 1 : position + 2] in (["phân"], ["yêu"], ["đề"]):
            begin = self.skip_links(position + 3, last)
            return Clause(begin, begin, last, group, "must") if begin < last else None
        return None if words[position] in {"được", "bị"} else self._after_relative(position, last, group)

    def _after_relative(self, position: int, last: int, group: Group) -> Clause | None:
        """In "Các xã đã đạt chuẩn không được thỏa mãn" what they have done only says which they are."""
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
        saying = self.reading.at(index, "order")
        if index >= last - 2 or self.opaque[index] or (saying and saying.payload == "say"):
            return False
        word = self.reading.words[index]
        return (
            word[0].isalpha()
            and not self.reading.is_capital(index)
            and (word not in _NO_VERB or (word in _BEFORE_VERB and self.verb(index + 1) is not None))
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
        return said in {"cấp", "thu", "chi", "phòng", "chống", "in", "trực", "tiếp"} and not (
            self.verb(verb.end) or following[:1].isdigit() or following in {"đủ", "dứt", "nộp", "hết", "đúng"}
        )

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
            elif words[index] == "thì" and (words[first] in {"nếu", "khi", "ngoài"} or "nào" in words[first:index]):
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

    def _charged(self, first: int, position: int, last: int) -> Clause | None:
        """Work that is said before those who get it: "Việc … được giao cho X thực hiện", "… thuộc về X"."""
        words = self.reading.words
        if words[position : position + 2] == ["thuộc", "về"]:
            start = position + 2 if "trách" in words[first:position] else 0
        elif words[position] == "giao" and (words[position - 1] == "được" or words[first] in {"việc", "phần", "khâu"}):
            start = position + (2 if words[position + 1 : position + 2] == ["cho"] else 1)
            start = start if words[start - 1] == "cho" or words[position - 1] != "được" else 0
        else:
            return None
        group = self.group(start, last) if 0 < start < last else None
        return Clause(first, position, last, group, "must") if group else None

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
            if charged := self._charged(index, position, last):
                return charged
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
