"""A run of orders cut into single ones: at semicolons, at "một là … hai là", and at commas where a new order plainly begins."""

from dataclasses import dataclass

from giaoban.briefing.extraction.grammar import Grammar
from giaoban.briefing.extraction.tokens import Phrase

_ORDINALS = frozenset(["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "nhất", "tư"])
_CARRY_ON = frozenset(
    {
        "tiếp tục",
        "tập trung",
        "chủ động",
        "phối hợp",
        "thường xuyên",
        "quan tâm",
        "chú trọng",
        "làm tốt",
        "thực hiện tốt",
        "rà soát",
        "hoàn thành",
        "khẩn trương",
        "tham mưu",
        "lập danh sách",
    }
)
_SHORTEST = 5
_LONGEST_ORDER = 160


@dataclass(slots=True)
class Cutter:
    grammar: Grammar

    def segments(self, first: int, last: int) -> list[tuple[int, int]]:
        """Words [first, last) at semicolons and enumerations; never inside brackets, quotes or names."""
        words, opaque = self.grammar.reading.words, self.grammar.opaque
        cuts, depth, start = [], 0, first
        for index in range(first, last):
            word = words[index]
            if word == "(":
                if self._numbered(index, last):
                    cuts.append((start, index))
                    start = index + 3
                else:
                    depth += 1
            elif word == ")" and depth:
                depth = max(0, depth - 1)
            elif word == ":" and not depth and not opaque[index] and (cut := self._lists_parts(start, index, last)):
                cuts.append((start, cut))
                start = index + 1
            elif not depth and self._numbered_bare(index, first, last):
                if start < index:
                    cuts.append((start, index))
                start = index + 2
            elif word == ";" and not depth and not opaque[index] and not self._one_term(index):
                cuts.append((start, index))
                start = index + 1
            elif not depth and self._ordinal(index, first):
                cuts.append((start, index))
                start = index
        cuts.append((start, last))
        return [(begin, end) for begin, end in cuts if begin < end]

    def _lists_parts(self, start: int, colon: int, last: int) -> int:
        """Where an order ends whose parts follow a colon: "xây dựng kế hoạch, trong đó tập trung … như: …"; 0 if it is none."""
        words = self.grammar.reading.words
        if words[colon - 1] not in {"như", "sau", "gồm", "là", "tâm"} or self.grammar.clause(colon + 1, last) is None:
            return 0
        joints = (
            i for i in range(max(start + _SHORTEST, colon - 20), colon) if words[i : i + 3] == [",", "trong", "đó"]
        )
        return next(joints, 0)

    def _numbered(self, index: int, last: int) -> bool:
        """(1) … (2) …"""
        words = self.grammar.reading.words
        return (
            index + 3 < last
            and words[index + 2] == ")"
            and (
                (words[index + 1].isdigit() and len(words[index + 1]) <= 2)
                or words[index + 1] in {"i", "ii", "iii", "iv", "v"}
            )
        )

    def _numbered_bare(self, index: int, first: int, last: int) -> bool:
        """1) … 2) …; a) … b) …"""
        words = self.grammar.reading.words
        if (
            index + 2 >= last
            or words[index + 1] not in {")", "/"}
            or (index > first and words[index - 1] not in {",", ";", ":", ".", "và"})
        ):
            return False
        if words[index + 1] == "/" and (words[index + 2].isdigit() or words[index + 2][0] in "iIvxVX"):
            return False
        return (words[index].isdigit() and len(words[index]) <= 2) or (
            len(words[index]) == 1 and words[index] in "abcdđeg"
        )

    def _ordinal(self, index: int, first: int) -> bool:
        """một là, … hai là, …; thứ nhất, … thứ hai, …"""
        words = self.grammar.reading.words
        if index + 1 >= len(words) or (index > first and words[index - 1] not in {",", ".", ":", "…", "và"}):
            return False
        if words[index] in _ORDINALS - {"nhất", "tư"} and words[index + 1] == "là":
            return True
        return (
            words[index] == "thứ"
            and words[index + 1] in _ORDINALS
            and index + 2 < len(words)
            and words[index + 2] in {",", "là", ":"}
        )

    def _one_term(self, index: int) -> bool:
        """The Front's three functions are one term however they are pointed: "giám sát, phản biện xã hội; góp ý xây dựng Đảng"."""
        words = self.grammar.reading.words
        return words[index - 2 : index] == ["xã", "hội"] and words[index + 1 : index + 5] == ["góp", "ý", "xây", "dựng"]

    def orders(self, first: int, last: int) -> list[tuple[int, int]]:
        """One order of a segment per span: cut at commas behind which a new order begins."""
        words, opaque = self.grammar.reading.words, self.grammar.opaque
        spans, start, depth = [], first, 0
        partners = self._partners(first, last)
        for index in range(first, last):
            if index < partners.get(index, 0):
                continue
            depth += (words[index] == "(") - (words[index] == ")" and depth > 0)
            if depth or opaque[index]:
                continue
            comma = words[index] == "," and self._begins_anew(start, index, last)
            if comma or (words[index] == "và" and self._adds_another(start, index, last)):
                spans.append((start, index))
                start = index + 1
        spans.append((start, last))
        return spans

    def _partners(self, first: int, last: int) -> dict[int, int]:
        """Words of those with whom something is done ("phối hợp với A, B và C"): no order begins among them."""
        words, grammar = self.grammar.reading.words, self.grammar
        inside: dict[int, int] = {}
        for index in range(first, last - 2):
            if words[index] in {"hợp", "cùng"} and not grammar.opaque[index] and index not in inside:
                start = index + 2 if words[index + 1] in {"với", "cùng"} else index + 1
                group = grammar.group(start, last)
                if group:
                    inside.update(dict.fromkeys(range(group.first, group.last), group.last))
        return inside

    def _adds_another(self, start: int, joint: int, last: int) -> bool:
        """Whether "và" adds a second order with an object of its own: "… và bố trí kinh phí duy tu"."""
        grammar = self.grammar
        verb = grammar.verb(joint + 1)
        if verb is None or verb.payload != "lead" or last - joint <= _SHORTEST or self._only_limits(verb.end):
            return False
        following = grammar.reading.words[verb.end]
        return (
            grammar.verb(verb.end) is None
            and following not in {",", "và"}
            and not self._has_purpose(start, joint)
            and self._is_whole(start, joint)
        )

    def _only_limits(self, index: int) -> bool:
        """Whether only a deadline follows a verb ("hoàn thành trước ngày …"): no new order, but the end of the one before."""
        return self.grammar.reading.words[index : index + 1] != [] and self.grammar.reading.words[index] in {
            "trước",
            "trong",
            "chậm",
            "vào",
            "xong",
            "đúng",
            "đến",
            "ngay",
        }

    def _begins_anew(self, start: int, comma: int, last: int) -> bool:
        grammar = self.grammar
        begin = grammar.skip_links(comma + 1, last)
        if last - begin < _SHORTEST or not self._is_whole(start, comma):
            return False
        joined = begin > comma + 1
        link = " ".join(grammar.reading.words[comma + 1 : begin])
        if joined and link.startswith(("như", "gồm", "bao gồm", "là", "vừa", "mà", "theo", "cũng như", "nhưng")):
            return False
        if self._must(begin):
            return True
        if order := grammar.reading.at(begin, "order"):
            return self._orders_others(order, joined=joined)
        if verb := grammar.verb(begin):
            return self._leads(verb, link, aimed=self._has_purpose(start, comma))
        return self._names_others(start, begin, last)

    def _must(self, index: int) -> bool:
        modal = self.grammar.must(index)
        return modal is not None and not modal.payload and self.grammar.verb(modal.end) is not None

    def _orders_others(self, order: Phrase, *, joined: bool) -> bool:
        """As in "…, đồng thời yêu cầu các huyện …"; "đề nghị" without a joining word is a step of the same work."""
        grammar = self.grammar
        word = grammar.reading.words[order.start]
        if order.payload != "order" or grammar.opaque[order.start] or not grammar.begins_group(order.end):
            return False
        return word in {"yêu", "giao", "phân"} or (word == "đề" and joined)

    def _leads(self, verb: Phrase, link: str, *, aimed: bool) -> bool:
        """Whether a verb after a comma leads a new order; after words of purpose it takes a stronger one."""
        if self._only_limits(verb.end) or self.grammar.reading.words[verb.end : verb.end + 1] == [","]:
            return False
        if link.startswith(("trong đó", "đồng thời", "bên cạnh đó", "cùng với đó")):
            return True
        if aimed:
            return " ".join(self.grammar.reading.words[verb.start : verb.end]) in _CARRY_ON
        return verb.payload == "lead"

    def _names_others(self, start: int, begin: int, last: int) -> bool:
        """Whether others are named, and what they do: "…, các xã còn lại tiêm phòng …"."""
        grammar = self.grammar
        group = grammar.group(begin, last)
        if not group or group.last >= last:
            return False
        if self._must(group.last):
            return True
        named = (
            self._same_verb(start, group.last)
            or (grammar.reading.is_capital(begin) and grammar.reading.words[begin] != "nhân")
            or begin in grammar.bodies.starting
            or grammar.reading.at(begin, "honour")
            or grammar.reading.words[group.last - 1].isdigit()
            or grammar.reading.words[begin] in {"mỗi", "từng"}
            or "còn lại" in grammar.reading.says(begin, group.last).lower()
        )
        return bool(named and grammar.verb(group.last) and len(group.parts) == 1)

    def _same_verb(self, start: int, index: int) -> bool:
        """As in "Khối dân vận lo phần hội, khối văn hóa lo phần lễ": the verb is said anew."""
        words = self.grammar.reading.words
        return any(words[i] == words[index] and self.grammar.verb(i) for i in range(start, min(index - 2, start + 14)))

    def _is_whole(self, start: int, comma: int) -> bool:
        """Whether the words before a comma are an order with an object and not half a list of verbs."""
        if comma - start > _LONGEST_ORDER:
            return False
        grammar, reading = self.grammar, self.grammar.reading
        clause = grammar.clause(self._past_order(start), comma)
        if clause is None or comma - clause.verb < _SHORTEST or grammar.ends_with_verb(clause.verb + 1, comma):
            return False
        index, verbs, bare = clause.verb, 0, 0
        alone = reading.words[index : index + 2] == ["phối", "hợp"]
        while index < comma:
            verb = grammar.verb(index)
            if verb:
                verbs, index = verbs + 1, verb.end
            else:
                bare += reading.words[index][0].isalnum()
                index += 1
        return bare >= 2 and verbs >= 1 and not (alone and verbs == 1)

    def _past_order(self, start: int) -> int:
        order = self.grammar.reading.at(start, "order")
        return order.end if order and order.payload == "order" else start

    def _has_purpose(self, start: int, comma: int) -> bool:
        return any(
            phrase.payload == "" and not self.grammar.opaque[phrase.start] and phrase.start > start + 1
            for phrase in self.grammar.reading.within(start, comma, "purpose")
        )
