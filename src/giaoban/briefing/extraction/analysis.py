"""One text taken apart: words, sentences, noise, bodies, people and acts. What it means is for others to say."""

import re
from bisect import bisect_right
from functools import lru_cache

from giaoban.briefing.extraction import vocabulary
from giaoban.briefing.extraction.acts import Act, find_acts
from giaoban.briefing.extraction.draft import Span, Spans
from giaoban.briefing.extraction.gazetteer import Gazetteer
from giaoban.briefing.extraction.noise import find_noise
from giaoban.briefing.extraction.organisations import Bodies
from giaoban.briefing.extraction.people import People
from giaoban.briefing.extraction.sentences import split_sentences
from giaoban.briefing.extraction.source import Source
from giaoban.briefing.extraction.tokens import Lexicon, Reading

_QUOTED = re.compile(r"[“\"]([^”\"\n]{2,400})[”\"]")
_SPEECH_LENGTH = 60


@lru_cache(maxsize=8)
def lexicon_of(gazetteer: Gazetteer) -> Lexicon:
    """The vocabulary and the names of a gazetteer as one lexicon, built once."""
    return Lexicon(vocabulary.tables() | {"body": gazetteer.phrases()})


class Analysis:
    def __init__(self, text: str, gazetteer: Gazetteer, noise: Spans) -> None:
        self.source = Source.of(text)
        self.reading = Reading.of(self.source, lexicon_of(gazetteer))
        self.sentences = split_sentences(self.reading)
        self.noise = find_noise(self.reading, self.sentences, noise)
        self._ends = [sentence.end for sentence in self.sentences]
        self.bodies = Bodies(self.reading, gazetteer)
        self.people = People(self.reading, self.bodies)
        self.acts = [act for act in (self._readable(act) for act in find_acts(self.reading, self.bodies)) if act]
        self.act_spans = sorted((m.start, m.end, number) for number, act in enumerate(self.acts) for m in act.mentions)

    def _readable(self, act: Act) -> Act | None:
        """The act without mentions in page furniture."""
        act.mentions = [m for m in act.mentions if not self.is_noise(m.start)]
        return act if act.mentions else None

    def is_noise(self, position: int) -> bool:
        """Whether a character of the clean text stands in page furniture."""
        return bool(self.noise) and bisect_right(self._ends, position) in self.noise

    def span(self, start: int, end: int) -> Span:
        """The span of the original text for characters of the clean one."""
        first, last = self.source.original(start, end)
        return Span(first, last, self.source.clean[start:end])

    def words_span(self, first: int, last: int) -> Span:
        return self.span(*self.reading.span(first, last))

    def opaque(self) -> bytearray:
        """Words of names, cited acts and quotations, in which no clause begins."""
        opaque = bytearray(len(self.reading.words))
        for index in self.bodies.covering:
            opaque[index] = 1
        for person in self.people.mentions:
            for index in range(person.first, person.last):
                opaque[index] = 1
        spans = [(start, end) for start, end, _ in self.act_spans]
        spans += [
            (found.start(), found.end()) for found in _QUOTED.finditer(self.source.clean) if not self._is_speech(found)
        ]
        for start, end in spans:
            for index in range(self.reading.word_at(start), self.reading.word_at(end)):
                opaque[index] = 1
        return opaque

    def _is_speech(self, quote: re.Match[str]) -> bool:
        """Whether a quotation is what somebody says and not a title: it holds a whole sentence after a colon."""
        before = self.source.clean[max(0, quote.start() - 3) : quote.start()].rstrip()
        return len(quote[1]) > _SPEECH_LENGTH and (
            before.endswith(":") or re.search(r"\b(?:cần|phải)\b", quote[1]) is not None
        )
