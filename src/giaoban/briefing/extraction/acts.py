"""Legal acts and papers that a text cites: kind, number, date, issuer, subject, and every mention.

Three ways to cite: by number ("Quyết định số 23-QĐ/TW, ngày … của …", "Quy định 01"), by the body that passed it ("Nghị quyết Đại
hội …"), by title ("Đề án “…”", "Luật … năm 2014"). Numbers are read wherever they stand; the rest only after a capital letter,
because "quyết định" and "kế hoạch" are common words.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from giaoban.briefing.extraction.act_patterns import (
    ABBREVIATIONS,
    ABOUT,
    AFTER_BARE,
    BARE,
    CENTRAL,
    CONGRESS,
    DATE,
    DRAFT,
    FULL_NUMBER,
    ISSUERS,
    KIND,
    KINDS,
    LAW_NAME,
    MORE_BARE,
    NUMBER,
    OF,
    OWN_NUMBER,
    PROJECT_NAME,
    QUOTE,
    SHARED_SUFFIX,
    STATUTES,
    TERM,
    TO_NUMBER,
    YEAR,
)
from giaoban.briefing.extraction.organisations import Bodies
from giaoban.briefing.extraction.tokens import Reading


@dataclass(slots=True)
class Citation:
    """One mention: characters [start, end) of the clean text and what the words there say."""

    start: int
    end: int
    kind: str
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    about: str | None = None
    confidence: float = 0.9
    reason: str = "act.number"


@dataclass(slots=True)
class Act:
    """One act with all its mentions, in order."""

    kind: str
    number: str | None
    date: str | None
    issuer: str | None
    about: str | None
    mentions: list[Citation] = field(default_factory=list)


def find_acts(reading: Reading, bodies: Bodies) -> list[Act]:
    """The acts that the text cites, in order of their first mention."""
    return _grouped(sorted(_Finder(reading, bodies).citations(), key=lambda mention: mention.start))


class _Finder:
    def __init__(self, reading: Reading, bodies: Bodies) -> None:
        self.reading, self.bodies = reading, bodies
        self.clean, self.low = reading.source.clean, reading.source.low

    def citations(self) -> list[Citation]:
        found: list[Citation] = []
        end = 0
        for kind in KIND.finditer(self.low):
            if kind.start() < end:
                continue
            here = self._numbered(kind) or self._unnumbered(kind)
            found += here
            if here:
                end = max(citation.end for citation in here)
        found = _apart(found, self._numbers_alone())
        drafts = []
        for draft in DRAFT.finditer(self.low):
            citation = Citation(
                draft.start(),
                draft.end(),
                "Dự thảo " + " ".join(draft[0].split()[2:4]).replace("các ", ""),
                confidence=0.6,
                reason="act.draft",
            )
            citation.about = self.clean[draft.start() : draft.end()]
            drafts.append(citation)
        return _apart(found, drafts)

    def _numbered(self, kind: re.Match[str]) -> list[Citation]:
        """Citations by number after the name of a kind; several where the numbers are listed."""
        name, at = KINDS[kind[0]], kind.end()
        said = TO_NUMBER.match(self.clean, at)
        position = said.end() if said else at + len(self.clean[at : at + 2]) - len(self.clean[at : at + 2].lstrip())
        full = FULL_NUMBER.match(self.clean, position)
        if full:
            return [self._complete(Citation(kind.start(), full.end(), name, _tidy(full[0])))]
        bare = BARE.match(self.clean, position)
        if not bare or not (said or self._may_be_bare(kind, bare)):
            return []
        number = bare[1] + (f"/{bare[2]}" if bare[2] else "")
        shared = SHARED_SUFFIX.match(self.clean, bare.end())
        if shared:
            return [Citation(kind.start(), bare.end(), name, _tidy(number + shared[1]), confidence=0.85)]
        mentions = [Citation(kind.start(), bare.end(), name, number, confidence=0.8, reason="act.bare_number")]
        further = MORE_BARE.match(self.clean, bare.end())
        while further and said:
            mentions.append(
                Citation(further.start(1), further.end(1), name, further[1], confidence=0.7, reason="act.bare_number")
            )
            further = MORE_BARE.match(self.clean, further.end())
        mentions[-1] = self._complete(mentions[-1])
        for mention in mentions[:-1]:
            mention.date, mention.issuer = None, mentions[-1].issuer
        return mentions

    def _may_be_bare(self, kind: re.Match[str], bare: re.Match[str]) -> bool:
        """Whether a number without "số" is the act's ("Quy định 01") and not an amount or a year."""
        value = int(bare[1])
        if (
            not self.clean[kind.start()].isupper()
            or 1900 <= value <= 2100
            or not AFTER_BARE.match(self.clean, bare.end())
        ):
            return False
        return kind[0] not in {"báo cáo", "văn bản", "dự án", "phương án", "luật", "điều lệ", "hướng dẫn", "thông báo"}

    def _unnumbered(self, kind: re.Match[str]) -> list[Citation]:
        capital = self.clean[kind.start()].isupper()
        start, at, name = kind.start(), kind.end(), KINDS[kind[0]]
        if kind[0] in {"nghị quyết", "chỉ thị", "văn bản", "chương trình hành động"} and (
            congress := CONGRESS.match(self.low, at)
        ):
            end = self._place_and_term(congress.end())
            return [
                Citation(
                    start,
                    end,
                    name,
                    issuer=self.clean[at:end].strip().removeprefix("của "),
                    confidence=0.8,
                    reason="act.congress",
                )
            ]
        if kind[0] in {"nghị quyết", "kết luận"} and (central := CENTRAL.match(self.low, at)):
            return [
                Citation(
                    start,
                    central.end(),
                    name,
                    issuer=self.clean[at : central.end()].strip(),
                    confidence=0.8,
                    reason="act.central",
                )
            ]
        if kind[0] == "điều lệ" and capital and (statutes := STATUTES.match(self.low, at)):
            return [
                Citation(
                    start,
                    statutes.end(),
                    name,
                    issuer=self.clean[at : statutes.end()].strip(),
                    confidence=0.75,
                    reason="act.statutes",
                )
            ]
        if not capital:
            return []
        if kind[0] in {"luật", "bộ luật", "pháp lệnh"} and (law := LAW_NAME.match(self.clean, at)):
            return [self._law(start, law, name)]
        if kind[0] == "hiến pháp":
            year = YEAR.match(self.low, at)
            return [
                Citation(
                    start,
                    year.end() if year else at,
                    name,
                    date=year[1] if year else None,
                    confidence=0.7,
                    reason="act.law",
                )
            ]
        quote = QUOTE.match(self.clean, at)
        if quote and kind[0] in {
            "đề án",
            "chương trình",
            "kế hoạch",
            "dự án",
            "nghị quyết",
            "chỉ thị",
            "quy chế",
            "chương trình phối hợp",
        }:
            return [Citation(start, quote.end(), name, about=quote[1].strip(), confidence=0.8, reason="act.title")]
        if kind[0] == "chương trình hành động":
            return [Citation(start, at, name, confidence=0.55, reason="act.title")]
        if kind[0] == "đề án" and (project := PROJECT_NAME.match(self.clean, at)):
            return [Citation(start, project.end(), name, about=project[0].strip(), confidence=0.55, reason="act.title")]
        return []

    def _law(self, start: int, found: re.Match[str], name: str) -> Citation:
        year = re.search(r"\s+năm\s+((?:19|20)\d{2})(?!\d)", found[0])
        end = found.start() + year.end() if year else found.end()
        after = None if year else YEAR.match(self.low, end)
        if after:
            end = after.end()
        number = re.match(rf"\s*\(?\s*(?:số\s+)?({NUMBER})\)?", self.clean[end : end + 40])
        if number:
            end += number.end()
        date = (year or after or [None, None])[1]
        return Citation(
            start,
            end,
            name,
            _tidy(number[1]) if number else None,
            date=date,
            issuer="Quốc hội",
            about=self.clean[start : found.end()].strip(),
            confidence=0.75,
            reason="act.law",
        )

    def _numbers_alone(self) -> list[Citation]:
        """Numbers such as "30/2020/NĐ-CP" that no name of a kind precedes."""
        found = []
        for number in FULL_NUMBER.finditer(self.clean):
            if not _is_number(number[0]) or OWN_NUMBER.search(self.clean, max(0, number.start() - 12), number.start()):
                continue
            found.append(
                self._complete(
                    Citation(number.start(), number.end(), _kind_of(number[0]), _tidy(number[0]), confidence=0.8)
                )
            )
        return found

    def _complete(self, citation: Citation) -> Citation:
        """The citation with the date, the issuer and the subject that follow its number."""
        low, position = self.low, citation.end
        date = DATE.match(low, position)
        if date:
            citation.date = f"{date[3]}-{int(date[2]):02d}-{int(date[1]):02d}"
            citation.end = position = date.end()
        of = OF.match(low, position)
        if of:
            issuer_end = self._issuer_end(of.end())
            if issuer_end > of.end():
                citation.issuer = self.clean[of.end() : issuer_end].strip()
                citation.end = position = issuer_end
                late = None if date else DATE.match(low, position)
                if late:
                    citation.date = f"{late[3]}-{int(late[2]):02d}-{int(late[1]):02d}"
                    citation.end = position = late.end()
        about = ABOUT.match(self.clean, position)
        if about:
            citation.about = (about[1] or about[2]).strip()
        return citation

    def _issuer_end(self, position: int) -> int:
        reading = self.reading
        word = reading.word_at(position)
        if word < len(reading.words) and reading.starts[word] == position:
            mention = self.bodies.starting.get(word)
            post = reading.at(word, "post")
            if not mention and post and (mention := self.bodies.starting.get(post.end)) is None:
                post = None
            if mention:
                end = reading.ends[mention.last - 1]
                term = TERM.match(self.low, end)
                return term.end() if term else end
        issuer = ISSUERS.match(self.low, position)
        if issuer:
            return issuer.end()
        run = self.bodies.capital_run(word, 7)
        return reading.ends[run - 1] if run > word else position

    def _place_and_term(self, end: int) -> int:
        """Past the name of a place and a term of office after "Đại hội Đảng bộ tỉnh"."""
        while self.clean[end - 1] == " ":
            end -= 1
        word = self.reading.word_at(end)
        run = self.bodies.capital_run(word, 4)
        if run > word and self.reading.starts[word] - end <= 1:
            end = self.reading.ends[run - 1]
            more = re.match(r"(?:\s+(?:lần thứ|khóa)\s+[ivxlc\d]+(?!\w))", self.low[end : end + 24])
            end += more.end() if more else 0
        term = re.match(
            r"\s*,?\s*(?:khóa\s+[ivxlc]+\s*,?\s*)?(?:nhiệm kỳ\s+\d{4}\s?[-–]\s?\d{4})", self.low[end : end + 40]
        )
        return end + term.end() if term else end


def _apart(found: list[Citation], further: list[Citation]) -> list[Citation]:
    """Both, in order, without those of the second that overlap one of the first."""
    first = sorted(found, key=lambda citation: citation.start)
    starts = [citation.start for citation in first]
    kept = []
    for citation in further:
        before = bisect_right(starts, citation.start)
        clear_left = before == 0 or first[before - 1].end <= citation.start
        clear_right = before == len(first) or citation.end <= first[before].start
        if clear_left and clear_right:
            kept.append(citation)
    return sorted(first + kept, key=lambda citation: citation.start)


def _is_number(text: str) -> bool:
    """Whether what looks like a number has the abbreviation of a kind or an issuer in it."""
    parts = re.split(r"[-–/\s]+", text)
    return any(part.rstrip("0123456789") in ABBREVIATIONS for part in parts[1:])


def _kind_of(number: str) -> str:
    for part in re.split(r"[-–/\s]+", number)[1:]:
        if kind := ABBREVIATIONS.get(part.rstrip("0123456789")):
            return kind
    return "Văn bản"


def _tidy(number: str) -> str:
    return re.sub(r"\s+", "", number).replace("–", "-")


def _grouped(mentions: list[Citation]) -> list[Act]:
    """Mentions of one act together: the same number, or the same kind and first figures, or the same kind and issuer."""
    acts: list[Act] = []
    index: dict[tuple[str, str], Act] = {}
    for mention in mentions:
        keys = _keys(mention)
        act = next((index[key] for key in keys if key in index), None)
        if act is None:
            act = Act(mention.kind, mention.number, mention.date, mention.issuer, mention.about)
            acts.append(act)
        act.mentions.append(mention)
        if mention.number and (not act.number or len(mention.number) > len(act.number)):
            act.number = mention.number
        act.date, act.issuer, act.about = (
            act.date or mention.date,
            act.issuer or mention.issuer,
            act.about or mention.about,
        )
        for key in keys:
            index.setdefault(key, act)
    return acts


def _keys(mention: Citation) -> list[tuple[str, str]]:
    kind = mention.kind.split()[0].lower() + mention.kind.lower()[-4:]
    if mention.number:
        number = mention.number.upper().replace("-", "/")
        first = re.split(r"[-/]", mention.number)[0]
        return [("number", number), (kind, first)] if first != mention.number else [(kind, first)]
    what = (
        mention.issuer if mention.reason in {"act.congress", "act.central", "act.statutes"} else (mention.about or "")
    )
    words = sorted(
        set(re.findall(r"\w+", (what or "").lower())) - {"đại", "biểu", "của", "lần", "thứ", "toàn", "quốc", "khóa"}
    )
    return [(kind, " ".join(words))]
