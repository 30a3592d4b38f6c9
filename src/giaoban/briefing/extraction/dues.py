"""Where a task says when it is due: the words of the deadline and nothing else.

A date alone is no deadline: it takes a word that sets a limit ("trước", "chậm nhất", "trong tháng …", "vào dịp …"). Dates of cited
acts, terms of office and the years that name a plan are left alone.
"""

import datetime as dt
import re

from giaoban.kernel.due import Due, DueKind, InvalidDate

_DAY = r"\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{4})?(?![\d/])|\d{1,2}\s+tháng\s+\d{1,2}(?:,?\s+năm\s+\d{4})?"
_MONTH = r"(?:t\d{1,2}(?:/\d{4})?(?!\w)|(?:đầu\s+|giữa\s+|cuối\s+|hết\s+)?tháng\s+(?:\d{1,2}(?:\s?[/-]\s?\d{4})?(?![\d/%])(?:,?\s*năm\s+\d{4})?|này|tới|sau))"
_QUARTER = (
    r"(?:đầu\s+|cuối\s+|hết\s+)?quý\s+(?:i{1,3}|iv|[1-4]|này|tới)(?![\w])(?:\s?[/-]\s?\d{4}|,?\s*(?:năm\s+)?\d{4})?"
)
_YEAR = r"(?:đầu\s+|giữa\s+|cuối\s+|hết\s+)?năm(?:\s+(?:\d{4}|nay|học\s+\d{4}\s?[-–]\s?\d{4}|sau))?"
_WEEK = r"(?:cuối\s+|đầu\s+)?tuần(?:\s+(?:này|tới|sau|đầu\s+tháng\s+\d{1,2}))?"
_POINT = rf"(?:\d{{1,2}}\s+tháng\s+(?:đầu|cuối)\s+năm(?:\s+\d{{4}}|\s+nay)?|ngày\s+(?:{_DAY})|{_DAY}|{_MONTH}|{_QUARTER}|{_WEEK}|{_YEAR})"
_HOUR = r"(?:\d{1,2}\s?(?:giờ|h|g)(?:\s?\d{2})?(?:\s*phút)?,?\s*(?:ngày\s+)?)?"
_EVERY = r"(?:\s+(?:hàng|hằng)\s+(?:tháng|quý|năm|tuần))?"

_FORMS = (
    # trước (ngày) …, chậm nhất là …, đến hết …, từ nay đến …
    rf"(?:xong\s+)?(?:trước|chậm\s+nhất(?:\s+là)?(?:\s+(?:vào|đến|trong|trước))?|muộn\s+nhất(?:\s+là)?(?:\s+(?:vào|đến|trong))?|(?:thời\s+)?hạn(?:\s+(?:chót|cuối))?(?:\s+(?:là|đến|trước))?\s*:?|từ\s+nay\s+(?:cho\s+)?đến(?:\s+hết)?|(?:cho\s+)?đến\s+hết|kéo\s+dài\s+đến|không\s+(?:để\s+)?(?:quá|muộn\s+hơn|chậm\s+hơn))\s+{_HOUR}(?:(?:thời\s+điểm|kỳ)\s+)?{_POINT}{_EVERY}",
    r"trước\s+(?:ngày\s+)?\d{1,2}\s+(?:hàng|hằng)\s+(?:tháng|quý)",
    rf"đến\s+(?:{_HOUR}(?:ngày\s+)?(?:{_DAY})|cuối\s+(?:năm|quý|tháng)(?:\s+(?:\d{{4}}|nay|này|[ivx]+(?:/\d{{4}})?|\d{{1,2}}(?:/\d{{4}})?))?)",
    rf"từ\s+(?:ngày\s+)?(?:{_DAY})\s+(?:cho\s+)?đến\s+(?:hết\s+)?(?:ngày\s+)?(?:{_DAY})",
    # trong tháng …, trong quý …, trong tuần này
    rf"(?:ngay\s+)?trong\s+(?:ngày\s+(?:hôm\s+nay|mai|{_DAY})|{_MONTH}|{_QUARTER}|tuần\s+(?:này|tới|sau|đầu\s+tháng\s+\d{{1,2}}))",
    r"trong\s+(?:vòng|thời\s+hạn|thời\s+gian)\s+(?:không\s+quá\s+)?\d{1,3}\s+(?:ngày|tuần|tháng|giờ)(?:\s+làm\s+việc)?(?:,?\s+kể\s+từ\s+[^,.;]{3,50})?",
    r"sau\s+\d{1,2}\s+(?:ngày|tuần|tháng)(?:\s+làm\s+việc)?(?:,?\s+kể\s+từ\s+[^,.;]{3,50})?",
    # vào quý …, vào ngày …
    rf"vào\s+(?:{_HOUR}ngày\s+(?:{_DAY})|(?:{_DAY})|{_MONTH}|{_QUARTER}|cuối\s+năm(?:\s+\d{{4}}|\s+nay)?|dịp\s+[^,.;:]{{3,60}})",
    # dịp Tết …
    r"(?:trong\s+)?(?:nhân\s+|vào\s+)?dịp\s+(?:tết|lễ|kỷ\s+niệm|ngày|đại\s+hội|nghỉ|quốc\s+khánh|bầu\s+cử|khai\s+giảng|hè|đầu\s+xuân)(?:\s+(?!và\b|cho\b|để\b|nhằm\b)[^\s,.;:]+){0,9}",
    # trước khi …, trước mùa mưa
    r"(?:trước|ngay\s+sau)\s+khi\s+(?!đó)[^,.;:]{3,60}",
    r"(?:xong\s+)?trước\s+(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|chủ\s+nhật|rằm|mùng|\d{1,2}\s?(?:h|giờ)(?:\s?\d{2})?\s+(?:sáng|chiều|tối|ngày)?\s*(?:mai|nay|hôm\s+sau|thứ\s+\w+|hằng\s+ngày|hàng\s+ngày|chủ\s+nhật)|ngày\s+(?:hội|lễ|bầu|khai|quốc|đại|thương)|buổi|khai|lễ|hội\s+nghị)(?:\s+(?!và\b|cho\b|để\b|nhằm\b|trong\b)[^\s,.;:]+){0,8}",
    r"(?:vào\s+)?(?:sáng|chiều|tối)\s+(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|chủ\s+nhật|mai|mùng\s+\d{1,2}(?:/\d{1,2})?|ngày\s+\d{1,2}/\d{1,2}(?:/\d{4})?)(?:\s*\(\d{1,2}/\d{1,2}(?:/\d{4})?\))?",
    r"trong\s+tháng\s+(?:thanh\s+niên|cao\s+điểm|công\s+nhân|hành\s+động)(?:\s+(?!và\b|để\b)[^\s,.;:]+){0,3}",
    r"(?:vào\s+)?ngày\s+(?:mùng\s+)?\d{1,2}\s+(?:hàng|hằng)\s+tháng|(?:vào\s+)?(?:chủ\s+nhật|thứ\s+\w+|ngày\s+cuối|cuối)\s+(?:tuần\s+)?(?:hàng|hằng)\s+(?:tuần|tháng|quý)|(?:định\s+kỳ\s+)?(?:hàng|hằng)\s+(?:tuần|tháng|quý)|mỗi\s+(?:tuần|tháng|quý|năm)\s+(?:một|1|01)\s+lần|cuối\s+mỗi\s+(?:tháng|quý|học\s+kỳ|năm)",
    r"trước\s+(?:thềm\s+)?(?:tết|đại\s+hội|kỳ\s+họp|mùa\s+(?:mưa|bão|lũ|khô)|thềm|giờ\s+(?:khai\s+mạc|g)|thời\s+điểm|năm\s+học)(?:\s+(?!và\b|cho\b|để\b|nhằm\b|trong\b)[^\s,.;:]+){0,7}",
    r"ngay\s+sau\s+(?:hội\s+nghị|cuộc\s+họp|buổi\s+làm\s+việc|đại\s+hội|tết|kỳ\s+họp)(?:\s+này)?",
)
_LIMIT = re.compile(r"(?<!\w)(?:" + "|".join(_FORMS) + r")(?!\w)")
_DATED = re.compile(r"\d{1,2}\s?[/.-]\s?\d|tháng\s+\d|quý\s|năm\s+\d")
_COMPLETION = re.compile(
    rf"(?:hoàn\s+thành|hoàn\s+tất|xong|dứt\s+điểm|khởi\s+công|bàn\s+giao|khánh\s+thành|giải\s+ngân|đưa\s+vào\s+sử\s+dụng|báo\s+cáo|gửi\s+về)\b[^.;]{{0,160}}?\s((?:ngay\s+)?(?:trong\s+)?{_POINT})(?!\w)"
)
_NOT_A_LIMIT = re.compile(
    r"(?:nhiệm\s+kỳ|giai\s+đoạn|tầm\s+nhìn|khóa|kế\s+hoạch|chương\s+trình|nghị\s+quyết|so\s+với|cùng\s+kỳ|dự\s+toán|chỉ\s+tiêu|nội\s+dung|công\s+tác|nhiệm\s+vụ|phương\s+hướng|tháng\s+cao\s+điểm|của|từ|hội|tình\s+hình|kết\s+quả|là|thu|tháng|đạt\s+được(?:\s+trong)?)\s*$"
)
_YEAR_ONLY = re.compile(r"(?:trong\s+)?(?:đầu\s+|giữa\s+|cuối\s+|hết\s+)?(?:năm(?:\s.*)?|tuần(?:\s.*)?)$")


def find_due(low: str, start: int, end: int, taken: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The span of the deadline in low[start:end], outside the spans already taken (by cited acts)."""
    limits = [found for found in _LIMIT.finditer(low, start, end) if not _inside(found.start(), taken)]
    if limits:
        dated = next((found for found in limits if _DATED.search(found[0])), limits[0])
        return dated.start(), dated.end()
    for found in _COMPLETION.finditer(low, start, end):
        begin = found.start(1)
        if _inside(begin, taken) or _NOT_A_LIMIT.search(low, max(start, begin - 24), begin):
            continue
        if _YEAR_ONLY.fullmatch(found[1]) and not ("trong" in found[1] or "cuối" in found[1] or "hết" in found[1]):
            continue
        return begin, found.end(1)
    return None


def understood(words: str, reference: dt.date | None) -> tuple[Due, bool]:
    """What the words mean on the day of the meeting, and whether a calendar has such a date; if not, they keep no days.

    Without a day to reckon from, words that leave the year out keep no days.
    """
    try:
        due = Due.parse(words, reference or dt.date(2000, 1, 1))
    except InvalidDate:
        return Due(kind=DueKind.NONE, as_written=words), False
    if reference is None and not re.search(r"\d{4}", words):
        kind = due.kind if due.start is None and due.end is None else DueKind.NONE
        return Due(kind=kind, as_written=due.as_written, every=due.every), True
    return due, True


def _inside(position: int, taken: list[tuple[int, int]]) -> bool:
    return any(begin <= position < end for begin, end in taken)
