"""What is to be done after the meeting: the walk through the sentences that finds the orders.

A speech has a mood. "Đồng chí … yêu cầu X: a; b." opens one in which bare verbs are orders to X, until a report of what has been
done, a greeting or a new paragraph of another kind closes it. A plan ("Trong thời gian tới, …") opens one too. Outside such moods
only a clause that says who and cần/phải is an order. What sounds like an order and is none of these is listed as unassigned.
"""

import re
from dataclasses import dataclass, field

from giaoban.briefing.extraction.grammar import Grammar
from giaoban.briefing.extraction.harvest import SHORTEST_TASK, Found, Harvest, State
from giaoban.briefing.extraction.moods import (
    CLOSING,
    LABEL,
    LAYS_DOWN,
    NOUNY,
    PRAISE,
    REPORT_HEADING,
    REPORT_START,
    Mood,
)
from giaoban.briefing.extraction.openings import Openings
from giaoban.briefing.extraction.orders import Order, OrderFinder
from giaoban.briefing.extraction.sentences import Sentence


@dataclass(slots=True)
class Walk:
    """Reads the sentences of a meeting in order; `state.found` and `state.unassigned` are what it brings home."""

    grammar: Grammar
    state: State = field(default_factory=State)
    finder: OrderFinder = field(init=False)
    harvest: Harvest = field(init=False)
    openings: Openings = field(init=False)

    def __post_init__(self) -> None:
        self.finder = OrderFinder(self.grammar)
        self.harvest = Harvest(self.grammar, self.state, self.finder)
        self.openings = Openings(self.grammar, self.state)

    def restart(self, *, planned: str) -> None:
        """Begin another meeting, with the period that it plans for."""
        self.state.planned_label = planned
        self.state.mood, self.state.responsible, self.state.speaker, self.state.open_list = (
            Mood.NEUTRAL,
            (),
            None,
            False,
        )

    def read(self, index: int, sentence: Sentence, *, introduces: bool) -> None:
        """Take in one sentence; one that only introduces the meeting gives no work."""
        first, last = sentence.first, self.openings.last_word(sentence)
        if first >= last or introduces:
            return
        low = self.grammar.reading.source.low[sentence.start : sentence.end]
        self.state.list_item = bool(sentence.marker) and sentence.opens_paragraph
        if sentence.opens_paragraph:
            self.state.in_listing = self.state.open_list and self.state.commanding
            self._enter_paragraph(sentence, low)
        if self.openings.presents(low):
            return
        before = len(self.state.found)
        self._take_sentence(index, sentence, low, last)
        self.state.open_list = (
            self.grammar.reading.words[last - 1] == ":"
            or low.rstrip().endswith(":")
            or (self.state.open_list and (bool(sentence.marker) or len(self.state.found) > before))
        )
        self.state.paragraph = sentence.paragraph

    def _take_sentence(self, index: int, sentence: Sentence, low: str, last: int) -> None:
        first = sentence.first
        self.finder.speaker, self.finder.list_item = self.state.speaker, self.state.list_item
        self.finder.commanding = self.state.commanding
        order = self.finder.find(first, last)
        if not order and self.openings.is_labelled(sentence, low):
            self._take_labelled(index, sentence, low, last)
        elif order:
            self._take_order(index, first, last, order)
        elif self.openings.is_heading(sentence, low):
            self._take_heading(low)
        elif self.openings.opens_plan(first, last, low):
            self._take_plan(index, first, last)
        elif (begin := self.openings.plan_begins(sentence, low, last)) is not None:
            self._take_plan(index, begin, last)
        elif duty := self.openings.duty(sentence, low, last):
            self.state.mood, self.state.responsible = Mood.PLAN, duty.group.parts if duty.group else ()
            self.harvest.take(index, duty.begin, last, accept_bare=True, fresh=True)
        elif self.openings.reports(low):
            praised = PRAISE.search(low[:200]) and not REPORT_START.match(low)
            self.state.mood = Mood.SPEECH if praised else Mood.REPORT
        else:
            self._take_plain(index, first, last, low)

    def _take_plan(self, index: int, begin: int, last: int) -> None:
        self.state.mood, self.state.speaker = Mood.PLAN, None
        self.harvest.take(index, begin, last, accept_bare=True)

    def _take_labelled(self, index: int, sentence: Sentence, low: str, last: int) -> None:
        self.state.mood = Mood.ORDER
        label = LABEL.match(low)
        assert label is not None
        words, colon = self.grammar.reading.words, self.grammar.reading.word_at(sentence.start + label.end())
        begin = sentence.first
        while begin < colon and words[begin] in {"đối", "với", "riêng", "về"}:
            begin += 1
        group = self.grammar.group(begin, colon) if begin > sentence.first and words[sentence.first] != "về" else None
        self.state.responsible = group.parts if group else ()
        self.harvest.take(index, colon, last, accept_bare=True, fresh=group is not None)

    # -- moods ---------------------------------------------------------------------------------------------------------

    def _enter_paragraph(self, sentence: Sentence, low: str) -> None:
        if not self.state.commanding or self.state.open_list or bool(sentence.marker):
            return
        clause = self.grammar.clause(sentence.first, self.openings.last_word(sentence))
        if CLOSING.match(low) or REPORT_START.match(low):
            self.state.mood, self.state.responsible = Mood.REPORT, ()
        elif clause is None or self.harvest.tells_past(sentence.first, clause.last):
            self.state.mood, self.state.responsible = Mood.SPEECH, ()

    def _take_heading(self, low: str) -> None:
        if REPORT_HEADING.search(low) and not re.search(r"nhiệm\s+vụ|phương\s+hướng|giải\s+pháp", low):
            self.state.mood = Mood.REPORT
        elif self.state.paragraph > 0:
            self.state.mood, self.state.open_list = Mood.PLAN, True

    # -- orders --------------------------------------------------------------------------------------------------------

    def _take_order(self, index: int, first: int, last: int, order: Order) -> None:
        phrase, speaker, asked = order.phrase, order.speaker, order.asked
        self.state.mood, self.state.speaker = Mood.ORDER, speaker or self.state.speaker
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
            self.state.mood = Mood.NEUTRAL
        self.state.responsible = frame_group
        self.harvest.take(
            index,
            begin,
            last,
            accept_bare=phrase.payload == "order" or self._listy(begin, last),
            asked=asked,
            fresh=True,
        )
        if grammar.reading.words[last - 1] == ":":
            self.state.open_list = True

    def _listy(self, begin: int, last: int) -> bool:
        words = self.grammar.reading.words
        return (
            any(words[i] in {":", ";"} for i in range(begin - 1, min(last, begin + 60)))
            or self.grammar.must(self.grammar.skip_links(begin, last)) is not None
        )

    def _addressed_before(self, first: int, index: int) -> tuple[tuple[int, int], ...]:
        """The addressee named before the verb: "Đối với X, đồng chí đề nghị …"."""
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
        if self.state.commanding:
            if CLOSING.match(low) and not self.state.open_list:
                self.state.mood = Mood.REPORT
                return
            before = self.state.responsible
            if self.harvest.take(index, first, last, accept_bare=True) or (
                self.grammar.reading.words[last - 1] == ":" and self.state.responsible != before
            ):
                return
            listed = self.state.list_item or self.state.in_listing
            if self.harvest.tells_past(first, min(last, first + 8) if listed else last):
                self.state.mood = Mood.REPORT
            elif listed and last - first > SHORTEST_TASK and not NOUNY.match(low):
                self.state.found.append(
                    Found(
                        first,
                        first,
                        last,
                        index,
                        self.state.responsible,
                        explicit=False,
                        planned=self.state.mood is Mood.PLAN,
                        speaker=self.state.speaker,
                    )
                )
            return
        if not LAYS_DOWN.match(low):
            self.harvest.take(index, first, last, accept_bare=False)

    # -- clauses -------------------------------------------------------------------------------------------------------
