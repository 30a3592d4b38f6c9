"""What is to be done after the meeting: the walk through the sentences that finds the orders.

A speech has a mood. "Đồng chí … yêu cầu X: a; b." opens one in which bare verbs are orders to X, until a report of what has been
done, a greeting or a new paragraph of another kind closes it. A plan ("Trong thời gian tới, …") opens one too. Outside such moods
only a clause that says who and cần/phải is an order. What sounds like an order and is none of these is listed as unassigned.
"""

import re
from dataclasses import dataclass, field

from giaoban.briefing.extraction.grammar import Clause, Grammar, Group
from giaoban.briefing.extraction.moods import (
    ATTENDS,
    CLOSING,
    FINDING,
    HAS_PAST,
    LABEL,
    LEAD_IN,
    LIMITED,
    LISTS_TASKS,
    NOUNY,
    PLAN_START,
    PRAISE,
    REPORT_HEADING,
    REPORT_START,
    SLOGAN,
    TAKES_PART,
    TASK_HEADING,
    Mood,
)
from giaoban.briefing.extraction.orders import Order, OrderFinder
from giaoban.briefing.extraction.people import Person
from giaoban.briefing.extraction.pieces import Cutter
from giaoban.briefing.extraction.sentences import Sentence

_SHORTEST_TASK = 4


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
    finder: OrderFinder = field(init=False)
    paragraph: int = -1
    frame: tuple[int, int] | None = None
    found: list[Found] = field(default_factory=list)
    unassigned: list[tuple[int, int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.finder = OrderFinder(self.grammar)

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
        self.finder.speaker, self.finder.list_item = self.speaker, self.list_item
        self.finder.commanding = self.mood in {Mood.ORDER, Mood.PLAN}
        order = self.finder.find(first, last)
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
            praised = PRAISE.search(low[:200]) and not REPORT_START.match(low)
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
        return bool(ATTENDS.match(low)) and not re.search(r"(?:đề nghị|yêu cầu|phát biểu)", low[:400])

    def _labelled(self, sentence: Sentence, low: str) -> bool:
        """ "Kết luận: …", "Việc tuần này: …", "3. Về công tác …: …": a label that opens orders."""
        label = LABEL.match(low)
        if not label or REPORT_HEADING.search(label[0]):
            return False
        about = low.startswith(("về", "đối", "với"))
        if about and not (sentence.marker or self.mood in {Mood.ORDER, Mood.PLAN} or low.startswith(("đối", "với"))):
            return False
        colon = self.grammar.reading.word_at(sentence.start + label.end())
        return colon >= self._last_word(sentence) or self.grammar.clause(colon, self._last_word(sentence)) is not None

    def _take_labelled(self, index: int, sentence: Sentence, low: str, last: int) -> None:
        self.mood = Mood.ORDER
        label = LABEL.match(low)
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
        if CLOSING.match(low) or REPORT_START.match(low):
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
        ) and bool(TASK_HEADING.search(low) or REPORT_HEADING.search(low))

    def _take_heading(self, low: str) -> None:
        if REPORT_HEADING.search(low) and not re.search(r"nhiệm\s+vụ|phương\s+hướng|giải\s+pháp", low):
            self.mood = Mood.REPORT
        elif self.paragraph > 0:
            self.mood, self.open_list = Mood.PLAN, True

    def _opens_plan(self, first: int, last: int, low: str) -> bool:
        head = low[:220]
        lists = LISTS_TASKS.search(head)
        if lists:
            before = head[: lists.start()]
            if REPORT_START.match(low) or HAS_PAST.search(before):
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
        if PRAISE.search(low[:200]):
            return True
        return bool(REPORT_START.match(low)) and not re.search(r"\b(?:cần|phải)\b", low[:200])

    # -- orders --------------------------------------------------------------------------------------------------------

    def _take_order(self, index: int, first: int, last: int, order: Order) -> None:
        phrase, speaker, asked = order.phrase, order.speaker, order.asked
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
            comma = next(
                (
                    i
                    for i in range(first + 2, index)
                    if words[i] == "," and words[i + 1] in {"đồng", "ông", "bà", "đ", "hội"}
                ),
                None,
            )
            group = self.grammar.group(first + 2, comma) if comma else None
            if group:
                return group.parts
        return ()

    def _take_plain(self, index: int, first: int, last: int, low: str) -> None:
        if self.mood in {Mood.ORDER, Mood.PLAN}:
            if CLOSING.match(low) and not self.open_list:
                self.mood = Mood.REPORT
                return
            before = self.responsible
            if self._take_clauses(index, first, last, accept_bare=True) or (
                self.grammar.reading.words[last - 1] == ":" and self.responsible != before
            ):
                return
            if self._past_in(first, last):
                self.mood = Mood.REPORT
            elif self.list_item and last - first > _SHORTEST_TASK and not NOUNY.match(low):
                self.found.append(
                    Found(
                        first,
                        first,
                        last,
                        index,
                        self.responsible,
                        explicit=False,
                        planned=self.mood is Mood.PLAN,
                        speaker=self.speaker,
                    )
                )
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
            if merged and grammar.clause(begin, end) is None and not self.finder.begins(begin, end):
                if not FINDING.search(grammar.reading.says(begin, end).lower()):
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
        if only_group or LEAD_IN.search(left) or (colon - first <= 6 and clause is None):
            if (
                colon >= last - 1
                or grammar.clause(colon + 1, last)
                or self.finder.begins(colon + 1, last)
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

    def _take_clause(self, index: int, begin: int, end: int, *, accept_bare: bool, asked: bool, explicit: bool) -> bool:
        grammar = self.grammar
        order = self.finder.begins(begin, end)
        if order and accept_bare:
            begin = order.end
        clause = grammar.clause(begin, end)
        if clause is None:
            return False
        if clause.group and self._nobody_acts(clause.group) and clause.modal != "must":
            return False
        words = end - clause.begin
        said = grammar.reading.says(clause.begin, end).lower()
        if words < _SHORTEST_TASK or SLOGAN.match(said) or self._past_in(clause.begin, min(end, clause.verb + 3)):
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
        if (
            clause.frame
            and words[clause.frame[0]] == "theo"
            and any(self.grammar.opaque[i] for i in range(*clause.frame))
            and not self.grammar.people.within(*clause.frame)
        ):
            return False  # what an act lays down
        if clause.modal == "must" or TAKES_PART.match(said):
            return True
        if clause.frame and re.match(
            r"(?:ngay\s+sau|từ\s+ngày|trước\s|chậm\s+nhất)", self.grammar.reading.says(*clause.frame).lower()
        ):
            return True
        verb = self.grammar.verb(clause.verb)
        return bool(verb and verb.payload == "lead" and self.mood is not Mood.REPORT) or bool(LIMITED.search(said))

    def _nobody_acts(self, group: Group) -> bool:
        """Whether a "group" is the audience of the meeting and not somebody who is given work."""
        said = self.grammar.reading.says(group.first, group.last).lower()
        return bool(re.search(r"(?:đại\s+biểu(?!\s+(?:quốc|hđnd|hội\s+đồng))|ý\s+kiến)", said))

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
