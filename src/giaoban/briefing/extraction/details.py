"""What one found order says besides its words: action, who with, by when, on which acts, of what kind."""

import datetime as dt
import re
from dataclasses import dataclass

from giaoban.briefing.extraction.acts import Act
from giaoban.briefing.extraction.draft import TaskKind
from giaoban.briefing.extraction.dues import find_due, understood
from giaoban.briefing.extraction.grammar import Grammar
from giaoban.briefing.extraction.harvest import Found
from giaoban.briefing.extraction.people import unheaded
from giaoban.briefing.extraction.tokens import word_set
from giaoban.kernel.due import Due, DueKind

_STANDING = re.compile(
    r"(?<!\w)(?:thường\s+xuyên|định\s+kỳ|hàng\s+(?:tháng|quý|tuần|năm|ngày)|hằng\s+(?:tháng|quý|tuần|năm|ngày)|duy\s+trì|liên\s+tục|luôn)(?!\w)"
)
_GOES_ON = re.compile(
    r"(?:cần\s+|phải\s+)?(?:tiếp\s+tục|duy\s+trì|tăng\s+cường|đẩy\s+mạnh|nâng\s+cao|phát\s+huy|quan\s+tâm|chú\s+trọng|thường\s+xuyên|kịp\s+thời|làm\s+tốt|không|tạo\s+điều\s+kiện|đổi\s+mới|theo\s+dõi|quản\s+lý|giữ|bám\s+sát|nắm|chăm\s+lo|thực\s+hiện\s+(?:tốt|nghiêm|có\s+hiệu\s+quả)|coi\s+trọng|bảo\s+đảm|đảm\s+bảo|xem)\b"
)
_EVENT = re.compile(
    r"(?<!\w)(?:phục\s+vụ|chuẩn\s+bị|tổ\s+chức|chỉ\s+đạo)\b[^,.;]{0,40}\b(?:đại\s+hội|ngày\s+hội|bầu\s+cử|tết|lễ)\b"
)
_MANY = re.compile(
    r"^(?:các|mỗi|từng|tất\s+cả|toàn\b|mọi|những|cả\b|cấp\s+ủy|100%|mặt\s+trận\s+và|lực\s+lượng)|(?:\scác\s+cấp|\scác\s+(?:huyện|xã|phường|thị|tỉnh|đoàn\s+thể|tổ\s+chức))"
)
_OWN_PERIOD = re.compile(
    r"(?:(?:trong\s+)?(?:\d{1,2}\s+tháng\s+(?:đầu|cuối)\s+năm(?:\s+\d{4})?|quý\s+(?:i{1,3}|iv)(?!\w)(?:\s*[/,]?\s*(?:năm\s+)?\d{4})?|năm\s+(?:học\s+)?\d{4}(?:\s*[-–]\s*\d{4})?|nhiệm\s+kỳ\s+\d{4}\s*[-–]\s*\d{4}|giai\s+đoạn\s+\d{4}\s*[-–]\s*\d{4}))"
)


_MANNER = word_set("chặt chẽ tốt đồng bộ hiệu quả với cùng có thường xuyên của giữa công tác chủ động kịp thời")


@dataclass(frozen=True, slots=True)
class Details:
    """Word spans [first, last) and character spans [start, end) of the clean text."""

    action: tuple[int, int]
    responsible: tuple[str, ...]
    coordinating: tuple[str, ...]
    due: Due | None
    due_span: tuple[int, int] | None
    due_impossible: bool
    period: str | None
    acts: tuple[int, ...]
    kind: TaskKind


@dataclass(frozen=True, slots=True)
class Detailer:
    grammar: Grammar
    acts: list[Act]
    act_spans: list[tuple[int, int, int]]  # start, end, index of the act; in order

    def read(self, found: Found, *, reference: dt.date | None, planned: str | None, convener: str | None) -> Details:
        reading = self.grammar.reading
        start, end = reading.span(found.first, found.last)
        taken = [(begin, stop) for begin, stop, _ in self.act_spans if begin < end and stop > start]
        span = find_due(reading.source.low, start, end, taken)
        if span is None and found.frame:
            span = self._due_in_frame(found.frame, taken)
        due, possible = understood(reading.source.clean[slice(*span)], reference) if span else (None, True)
        responsible = tuple(unheaded(reading.says(*part)) for part in found.responsible)
        if not responsible and convener:
            responsible = (convener,)
        low = reading.source.low[start:end]
        return Details(
            action=self._action(found),
            responsible=responsible,
            coordinating=self._coordinating(found),
            due=due,
            due_span=span,
            due_impossible=not possible,
            period=self._period(low, planned),
            acts=tuple(dict.fromkeys(act for begin, stop, act in self.act_spans if start <= begin and stop <= end)),
            kind=kind_of(low, responsible, due),
        )

    def _due_in_frame(self, frame: tuple[int, int], taken: list[tuple[int, int]]) -> tuple[int, int] | None:
        """A limit before the order: "từ nay đến cuối năm, các đơn vị …", "trước ngày 30/6, …"."""
        reading = self.grammar.reading
        start, end = reading.span(*frame)
        span = find_due(reading.source.low, start, end, taken)
        if (
            span
            and re.match(
                r"(?:trước|từ nay|từ ngày|chậm|muộn|đến|hạn|trong (?:tháng|vòng|tuần)|ngay sau)",
                reading.source.low[span[0] :],
            )
            and span[0] - start <= 12
        ):
            return span
        return None

    def _action(self, found: Found) -> tuple[int, int]:
        """The verbs of the order: from its verb through verbs joined to it; "phối hợp với X" runs on to the verb behind X."""
        grammar, words = self.grammar, self.grammar.reading.words
        index = end = found.verb
        while index < found.last:
            verb = grammar.verb(index)
            if verb:
                index = end = verb.end
                if words[verb.start : verb.end] == ["phối", "hợp"] and words[index : index + 1] in (["với"], ["cùng"]):
                    group = grammar.group(index + 1, found.last)
                    index = group.last if group and group.last < found.last and grammar.verb(group.last) else found.last
            elif (
                words[index]
                in {
                    ",",
                    "và",
                    "có",
                    "tốt",
                    "hiệu",
                    "quả",
                    "công",
                    "tác",
                    "việc",
                    "kế",
                    "hoạch",
                    "hoạt",
                    "động",
                    "lại",
                    "rõ",
                }
                and index - end < 3
            ):
                index += 1
            else:
                break
        return found.verb, max(end, found.verb + 1)

    def _coordinating(self, found: Found) -> tuple[str, ...]:
        grammar, words = self.grammar, self.grammar.reading.words
        named: list[str] = []
        for index in range(found.verb, found.last - 1):
            together = words[index] == "cùng" and (index == found.verb or words[index - 1] == ",")
            if not (words[index : index + 2] == ["phối", "hợp"] or together) or grammar.opaque[index]:
                continue
            start = index + (1 if together else 2)
            while start < found.last and words[start] in _MANNER and start not in grammar.bodies.starting:
                start += 1
            group = grammar.group(start, found.last) if start < found.last else None
            if group:
                named += [unheaded(grammar.reading.says(*part)) for part in group.parts]
        return tuple(dict.fromkeys(named))

    def _period(self, low: str, planned: str | None) -> str | None:
        found = _OWN_PERIOD.search(low)
        return found[0].removeprefix("trong ") if found else planned


def kind_of(low: str, responsible: tuple[str, ...], due: Due | None) -> TaskKind:
    """The kind of a task by its words in lower case, who answers for it, and until when."""
    if any(_MANY.search(name.lower()) or (" và " in name and "đoàn thể" in name) for name in responsible):
        return TaskKind.COLLECTIVE
    if (due is not None and due.kind in {DueKind.EVENT, DueKind.SEASON} and due.end is None) or _EVENT.search(low):
        return TaskKind.EVENT_BOUND
    endless = due is None or due.kind is DueKind.RECURRING
    if endless and (_STANDING.search(low) or _GOES_ON.match(low)):
        return TaskKind.STANDING
    return TaskKind.ONE_OFF
