"""Mentions of bodies: a known name or kind of body, what stands before it, and the level and place that follow."""

from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter

from giaoban.briefing.extraction.bodies import SURNAMES
from giaoban.briefing.extraction.gazetteer import Gazetteer, Organisation
from giaoban.briefing.extraction.tokens import Reading

_NEEDS_CAPITAL = (
    "centre.",
    "police",
    "military",
    "border",
    "court",
    "broadcaster",
    "part.standing",
    "part.office",
    "party.committee",
    "front.village",
)
_FRONT = ("front", "front.committee")
_JOINTS = frozenset(
    {
        "và",
        "của",
        "với",
        "ở",
        "tại",
        "cho",
        "chủ",
        "thì",
        "mà",
        "cùng",
        "tiếp",
        "tập",
        "khẩn",
        "phối",
        "không",
        "có",
        "rà",
    }
)
_LONGEST_TOPIC = 20
_LEVEL_LIST_JOINTS = frozenset({",", "và"})


@dataclass(frozen=True, slots=True)
class BodyMention:
    """words[first:last] name a body; `code` is the gazetteer's, or "" for a name that only its form gives away."""

    first: int
    last: int
    code: str
    canonical: str
    confidence: float


class Bodies:
    """The mentions of bodies in a reading, in order and without overlap."""

    def __init__(self, reading: Reading, gazetteer: Gazetteer) -> None:
        self.reading = reading
        self.gazetteer = gazetteer
        self.mentions: list[BodyMention] = []
        self.starting: dict[int, BodyMention] = {}
        self.covering: dict[int, BodyMention] = {}
        index = 0
        for index_found in sorted(reading.phrases):
            if index_found < index:
                continue
            mention = self._mention(index_found)
            if mention:
                self.mentions.append(mention)
                self.starting[mention.first] = mention
                self.covering.update(dict.fromkeys(range(mention.first, mention.last), mention))
                index = mention.last

    def between(self, first: int, last: int) -> list[BodyMention]:
        """The mentions that begin in words[first:last]."""
        begin = bisect_left(self.mentions, first, key=attrgetter("first"))
        return self.mentions[begin : bisect_left(self.mentions, last, key=attrgetter("first"))]

    def _mention(self, index: int) -> BodyMention | None:
        reading = self.reading
        coalition = self._coalition(index)
        if coalition:
            return coalition
        body = reading.at(index, "body")
        if body:
            return self._known(index, body.end, body.payload)
        kind = reading.at(index, "kind")
        return self._by_form(index, kind.end) if kind and reading.is_capital(index) else None

    # -- known bodies ------------------------------------------------------------------------------------------------

    def _known(self, index: int, end: int, code: str) -> BodyMention | None:
        reading = self.reading
        entry = self.gazetteer[code]
        final = entry
        chained = False
        while True:
            following = reading.at(end, "body")
            if not following or (self.gazetteer[following.payload].needs_parent and not final.needs_parent):
                break
            if not (final.needs_parent or final.code == "party.committee"):
                break
            final, end, chained = self.gazetteer[following.payload], following.end, True
        if final.code == "steering":
            last = self._topic_end(end)
        else:
            last = self._place_after(self._level_after(end))
        if not self._is_name(index, entry, followed=last > end, chained=chained):
            return None
        canonical = self._canonical(index, end, last, entry.name if not chained else "")
        return BodyMention(index, last, final.code, canonical, 0.9 if last > end or chained else 0.75)

    def _is_name(self, index: int, entry: Organisation, *, followed: bool, chained: bool) -> bool:
        """Whether the words are used as a name here; `followed` by a level or a place, or `chained` to another body."""
        capital = self.reading.is_capital(index)
        if entry.code == "party.level" or (
            entry.code in {"part.standing", "part.office"} and not chained and not followed
        ):
            return False
        if entry.code.startswith("centre.") or (entry.needs_parent and not chained):
            return capital
        if entry.code.startswith(_NEEDS_CAPITAL):
            return capital or followed or chained
        return True

    def _canonical(self, index: int, end: int, last: int, name: str) -> str:
        says = self.reading.says(index, last)
        if not name:
            return says
        suffix = self.reading.says(end, last)
        return f"{name} {suffix}".strip()

    def _coalition(self, index: int) -> BodyMention | None:
        """Mặt trận (Tổ quốc) và các đoàn thể/tổ chức chính trị - xã hội (cấp tỉnh)."""
        reading, words = self.reading, self.reading.words
        body = reading.at(index, "body")
        if body and body.payload in _FRONT:
            end = body.end
        elif words[index : index + 2] == ["mặt", "trận"]:
            end = index + 2
            if not reading.is_capital(index):
                return None
        else:
            return None
        level_end = self._level_after(end)
        for start in (end, self._place_after(level_end)):
            tail = self._coalition_tail(start)
            if tail:
                return BodyMention(index, tail, "coalition", reading.says(index, tail), 0.9)
        if (
            words[index : index + 2] == ["mặt", "trận"]
            and not body
            and level_end > end
            and words[index - 1 : index] != ["tác"]
        ):
            last = self._place_after(level_end)
            return BodyMention(index, last, "front", reading.says(index, last), 0.6)
        return None

    def _coalition_tail(self, index: int) -> int:
        words = self.reading.words
        if words[index : index + 2] not in (["và", "các"], [",", "các"]) or not self.reading.at(index + 2, "masses"):
            return 0
        masses = self.reading.at(index + 2, "masses")
        assert masses is not None
        return self._place_after(self._level_after(masses.end))

    # -- what follows a name -------------------------------------------------------------------------------------------

    def _level_after(self, index: int) -> int:
        """End of "tỉnh", "cấp huyện", "các huyện, thị xã", "xã …" after a body; the index itself where there is none."""
        reading, words = self.reading, self.reading.words
        if (
            words[index : index + 1] == ["("]
            and words[index + 2 : index + 3] == [")"]
            and reading.at(index + 3, "level")
        ):
            index += 3
        if words[index : index + 2] == ["việt", "nam"]:
            index += 2
        level = reading.at(index, "level")
        if words[index : index + 1] in (["các"], ["từng"], ["mỗi"]) and not level:
            level = reading.at(index + 1, "level")
        if not level:
            return index
        end = level.end
        if words[index] == "các" or words[level.start - 1 : level.start] == ["các"]:
            while words[end : end + 1] and words[end] in _LEVEL_LIST_JOINTS:
                following = reading.at(end + 1, "level")
                if not following or reading.is_capital(following.start):
                    break
                end = following.end
        return end

    def _place_after(self, index: int) -> int:
        """End of the name of a place at an index; the index itself where none stands there."""
        reading, words = self.reading, self.reading.words
        if (kind := reading.at(index, "kind")) and reading.is_capital(index):
            return kind.end  # "Đảng ủy Công ty"
        province = reading.at(index, "province")
        if province and reading.is_capital(index):
            return province.end
        after_level = index > 0 and words[index - 1] in {"phường", "quận", "khu", "số"}
        if after_level and words[index : index + 1] and words[index].isdigit():
            return index + 1
        end = self.capital_run(index, 5)
        if end - index >= 2 and words[index] in SURNAMES and (end - index >= 3 or words[index - 1] in {"tỉnh", "ủy"}):
            return index
        for cut in range(index + 1, end):
            if words[cut] in SURNAMES and 2 <= end - cut <= 4 and cut - index >= 2:
                return cut
        return end if end - index <= 4 else index

    def capital_run(self, index: int, limit: int) -> int:
        """End of a run of capitalised words side by side that are no post, honour or body."""
        reading, end = self.reading, index
        while end < len(reading.words) and end - index < limit:
            if not reading.words[end][0].isalpha() or not reading.is_capital(end):
                break
            if end > index and reading.starts[end] - reading.ends[end - 1] != 1:
                break
            if reading.at(end, "post") or reading.at(end, "honour") or (reading.at(end, "body") and end > index):
                break
            end += 1
        return end

    def _topic_end(self, index: int) -> int:
        """End of the subject of a steering committee: up to its level, if one comes before the clause goes on."""
        reading, words = self.reading, self.reading.words
        quoted = False
        for position in range(index, min(index + _LONGEST_TOPIC, len(words))):
            if words[position] in {'"', "“", "”"}:
                quoted = not quoted
            if quoted:
                continue
            level = reading.at(position, "level")
            if level and words[position] not in {"bản", "cơ", "thành"}:
                return self._place_after(self._level_after(position))
            if (
                words[position] in {";", ".", ":", "của", "thuộc", "do"}
                or reading.at(position, "modal")
                or reading.at(position, "past")
            ):
                break
            if words[position] == "," and words[position - 1] != "phòng":
                break
        number = index + 1 if words[index : index + 1] and words[index].isdigit() else index
        return self.capital_run(number, 6)

    # -- bodies known by their form ------------------------------------------------------------------------------------

    def _by_form(self, index: int, end: int) -> BodyMention | None:
        """A kind of body and its own name: "Sở Xây dựng", "Phòng Nội vụ huyện", "Cụm thi đua số 2"."""
        reading, words = self.reading, self.reading.words
        field = reading.at(end, "field")
        if words[end : end + 1] == ["số"] and words[end + 1 : end + 2] and words[end + 1].isdigit():
            return BodyMention(index, end + 2, "", reading.says(index, end + 2), 0.8)
        if field:
            name_end, confidence = field.end, 0.85
        else:
            name_end, confidence = self.name_end(end), 0.6
        if name_end == end:
            return None
        last = self._place_after(self._level_after(name_end))
        return BodyMention(index, last, "", reading.says(index, last), confidence)

    def name_end(self, index: int) -> int:
        """End of a proper name with the small syllables that complete its words: "Biên phòng", "Trang trại"."""
        end = self._name_run(index)
        if end == index:
            return index
        end = self._completed(index, end)
        reading, words = self.reading, self.reading.words
        if words[end : end + 1] == ["và"] and end + 1 < len(words) and end > index + 1:
            further = self._name_run(end + 1)
            if further == end + 2 and not reading.at(end + 1, "kind") and end + 1 not in self.covering:
                completed = self._completed(end + 1, further)
                end = completed if completed > further else end
        return end

    def one_name(self, index: int) -> int:
        """As `name_end`, but not past an "và": what follows may be another name."""
        end = self.capital_run(index, 8)
        return self._completed(index, end) if end > index else index

    def _completed(self, index: int, end: int) -> int:
        """Past the small syllable after a name of one capital ("Quản | trị"), and what follows it up to another capital."""
        reading, words = self.reading, self.reading.words
        acronyms = all(reading.says(i, i + 1).isupper() for i in range(index, end - 1))
        if not acronyms or reading.says(end - 1, end).isupper() or reading.at(index, "province"):
            return end
        if not self._carries_on(end):
            return end
        verb = reading.at(end, "verb")
        if verb and verb.end - verb.start > 1:
            return verb.end if verb.payload == "plain" and reading.says(end - 1, end) == "Đại" else end
        end += 1
        for further in range(end, min(end + 3, len(words) - 1)):
            if not self._carries_on(further) or reading.at(further, "verb") or reading.at(further, "level"):
                break
            if reading.is_capital(further + 1) and self._adjacent(further + 1):
                return self.capital_run(further + 1, 4)
        return end

    def _carries_on(self, index: int) -> bool:
        reading = self.reading
        return (
            index < len(reading.words)
            and reading.words[index][0].isalpha()
            and not reading.is_capital(index)
            and self._adjacent(index)
            and not any(reading.at(index, kind) for kind in ("modal", "past", "order", "link", "level", "frame"))
            and reading.words[index] not in _JOINTS
        )

    def _adjacent(self, index: int) -> bool:
        return self.reading.starts[index] - self.reading.ends[index - 1] == 1

    def _name_run(self, index: int) -> int:
        reading, words = self.reading, self.reading.words
        end = self.capital_run(index, 8)
        while (
            end > index
            and words[end : end + 1]
            and words[end] in {"và", "-", "–", "&"}
            and end + 1 < len(words)
            and reading.is_capital(end + 1)
        ):
            further = self.capital_run(end + 1, 6)
            if further == end + 1 or reading.at(end + 1, "kind"):
                break
            end = further
        return end
