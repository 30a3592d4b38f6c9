"""Orders taken out of a stretch of words: who is to act, each order by itself, and whether it is one at all."""

import re
from dataclasses import dataclass, field

from giaoban.briefing.extraction.grammar import Clause, Grammar
from giaoban.briefing.extraction.groups import Group
from giaoban.briefing.extraction.moods import FINDING, LEAD_IN, LIMITED, SLOGAN, TAKES_PART, Mood
from giaoban.briefing.extraction.orders import OrderFinder
from giaoban.briefing.extraction.people import Person
from giaoban.briefing.extraction.pieces import Cutter

SHORTEST_TASK = 4


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
class State:
    """Where the walk through a text stands: its mood, who is addressed, who speaks, and what was found so far."""

    mood: Mood = Mood.NEUTRAL
    responsible: tuple[tuple[int, int], ...] = ()
    speaker: Person | None = None
    planned_label: str = ""
    open_list: bool = False
    list_item: bool = False
    in_listing: bool = False  # in the paragraph right behind a colon: each of its sentences is an item
    paragraph: int = -1
    found: list[Found] = field(default_factory=list)
    unassigned: list[tuple[int, int, int]] = field(default_factory=list)

    @property
    def commanding(self) -> bool:
        """Whether bare verbs are work to do."""
        return self.mood in {Mood.ORDER, Mood.PLAN}


@dataclass(slots=True)
class Harvest:
    grammar: Grammar
    state: State
    finder: OrderFinder

    def take(
        self, index: int, first: int, last: int, *, accept_bare: bool, asked: bool = False, fresh: bool = False
    ) -> bool:
        """Add the orders in words [first, last); whether there was one."""
        grammar = self.grammar
        first, addressed = self._lead_in(first, last)
        if addressed:
            self.state.responsible = addressed
        taken = False
        cutter = Cutter(grammar)
        merged: list[tuple[int, int]] = []
        for begin, end in cutter.segments(first, last):
            if (
                merged
                and grammar.clause(begin, end) is None
                and not self.finder.begins(begin, end)
                and not (self.state.commanding and grammar.unknown_verb(begin, end))
            ):
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
        if group is None and clause is None and self.finder.cautions(first):
            return (colon + 1, ()) if self._orders_follow(colon, last) else (first, ())
        leads_in = only_group or LEAD_IN.search(left) or (colon - first <= 6 and clause is None)
        if leads_in and self._orders_follow(colon, last):
            return colon + 1, group.parts if group else ()
        return first, ()

    def _orders_follow(self, colon: int, last: int) -> bool:
        """Whether what stands behind a colon is an order, an enumeration, or on the next lines."""
        if colon >= last - 1 or self.grammar.reading.words[colon + 1] == "(":
            return True
        return self.grammar.clause(colon + 1, last) is not None or self.finder.begins(colon + 1, last) is not None

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
        told = bool(order) or explicit
        clause = self._read_clause(begin, end, told=told, accept_bare=accept_bare)
        if clause is None:
            return False
        if clause.group and self._nobody_acts(clause.group) and clause.modal != "must":
            return False
        words = end - clause.begin
        said = grammar.reading.says(clause.begin, end).lower()
        if (
            words < self._shortest(clause, told=told)
            or SLOGAN.match(said)
            or self.tells_past(clause.begin, min(end, clause.verb + 3))
        ):
            return False
        named = clause.group is not None
        bare_future = clause.modal == "future" and self.state.mood is not Mood.PLAN
        acceptable = accept_bare or (named and self.state.mood is not Mood.REPORT and self._assigns(clause, said))
        if bare_future and not (accept_bare and self.state.mood is Mood.ORDER):
            acceptable = False
        if not acceptable or asked:
            if clause.modal or asked:
                self.state.unassigned.append((index, clause.begin, end))
            return False
        if clause.group:
            self.state.responsible = clause.group.parts
        self.state.found.append(
            Found(
                first=clause.begin,
                verb=clause.verb,
                last=end,
                sentence=index,
                responsible=self.state.responsible,
                explicit=named or told,
                planned=self.state.mood is Mood.PLAN,
                speaker=self.state.speaker,
                frame=clause.frame,
            )
        )
        return True

    def _read_clause(self, begin: int, end: int, *, told: bool, accept_bare: bool) -> Clause | None:
        """The order in a piece; where somebody is told to act, or a list goes on, its verb may be one that nobody knows."""
        grammar = self.grammar
        clause = grammar.clause(begin, end)
        if clause is None and told:
            clause = grammar.addressed(begin, end)
        if clause is None and accept_bare and self.state.commanding and grammar.reading.words[begin - 1] == ";":
            clause = grammar.unknown_verb(begin, end)
        return clause

    def _shortest(self, clause: Clause, *, told: bool) -> int:
        if not told:
            return SHORTEST_TASK
        return SHORTEST_TASK - (2 if clause.group and self.grammar.verb(clause.verb) else 1)

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
        if clause.frame and words[clause.frame[0]] in {"đối", "riêng"}:
            return True
        if clause.frame and clause.frame[1] - clause.frame[0] == 2 and words[clause.frame[0]] == "trong":
            return False  # "Trong quý, …" tells what was done
        if clause.modal == "must" or TAKES_PART.match(said):
            return True
        if clause.frame and re.match(
            r"(?:ngay\s+sau|từ\s+ngày|trước\s|chậm\s+nhất)", self.grammar.reading.says(*clause.frame).lower()
        ):
            return True
        verb = self.grammar.verb(clause.verb)
        return bool(verb and verb.payload == "lead" and self.state.mood is not Mood.REPORT) or bool(
            LIMITED.search(said)
        )

    def _nobody_acts(self, group: Group) -> bool:
        """Whether a "group" is the audience of the meeting and not somebody who is given work."""
        said = self.grammar.reading.says(group.first, group.last).lower()
        return bool(re.search(r"(?:đại\s+biểu(?!\s+(?:quốc|hđnd|hội\s+đồng))|ý\s+kiến)", said))

    def tells_past(self, first: int, last: int) -> bool:
        words, opaque = self.grammar.reading.words, self.grammar.opaque
        for i in range(first, min(last, first + 40)):
            if words[i] in {",", ";"} and i > first + 12:
                return False
            if words[i] in {"đã", "vừa"} and not opaque[i] and words[i - 1] not in {"quả", "vụ", "tiêu", "định", "nội"}:
                return not _relative(words, i)
        return False


def _relative(words: list[str], index: int) -> bool:
    """Whether the past is that of a thing and not of the clause: "… đã được Ban Thường vụ phê duyệt", "chỉ tiêu đã đề ra"."""
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
