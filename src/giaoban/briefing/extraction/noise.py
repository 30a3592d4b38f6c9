"""What stands on a web page around an article: counters, polls, share buttons, captions, author lines, related links."""

import re

from giaoban.briefing.extraction.draft import Spans
from giaoban.briefing.extraction.sentences import Sentence
from giaoban.briefing.extraction.tokens import Reading

_FURNITURE = re.compile(
    r"""^(?:
      \d*\s*(?:go\s+top|back\s+to\s+top|lên\s+đầu\s+trang|về\s+đầu\s+trang|đầu\s+trang)\b
    | (?:hiện\s+tại\s+)?không\s+có\s+bình\s+chọn | bình\s+chọn$ | thăm\s+dò\s+ý\s+kiến$ | biểu\s+quyết$
    | thống\s+kê(?:\s+lượt)?\s+truy\s+cập | (?:tổng\s+)?(?:số\s+)?lượt\s+(?:truy\s+cập|xem|đọc) | (?:số\s+)?người\s+(?:đang\s+)?(?:trực\s+tuyến|online)
    | (?:đang\s+)?(?:trực\s+tuyến|online)\s*:?\s*\d* | khách(?:\s+khách)?\s*:?\s*\d+$ | thành\s+viên(?:\s+thành\s+viên)?\s*:?\s*\d+$ | (?:tổng\s+)+:?\s*\d+$ | tổng\s+lượt
    | (?:hôm\s+nay|hôm\s+qua|tuần\s+này|tuần\s+trước|tháng\s+này|tháng\s+trước|tất\s+cả|hôm\s+qua|đang\s+truy\s+cập)\s*:?\s*[\d.,]+$
    | (?:lượt\s+xem|views?|đã\s+xem|số\s+lượt\s+xem)\s*:?\s*[\d.,]* | [\d.,]+\s+(?:lượt\s+xem|views?|bình\s+luận)$
    | chia\s+sẻ(?:\s+(?:bài\s+viết|qua|trên|lên|facebook|zalo).*)?:?$ | (?:facebook|zalo|twitter|tweet|share|like|print|email|in\s+bài(?:\s+viết)?|in\s+trang|gửi\s+(?:email|bài|tin).*|bản\s+in|lưu\s+bài(?:\s+viết)?|thích|copy\s+link|rss|google\+?)(?:\s*[|/,]?\s*(?:facebook|zalo|twitter|share|like|print|email))*$
    | (?:các\s+)?tin\s+(?:tức\s+)?(?:liên\s+quan|khác|cùng\s+chuyên\s+mục|mới\s+(?:nhất|hơn)|cũ\s+hơn|đọc\s+nhiều|đã\s+đưa|xem\s+nhiều) | bài\s+(?:viết\s+)?(?:liên\s+quan|khác|cùng\s+chuyên\s+mục|mới\s+nhất|đọc\s+nhiều) | xem\s+(?:thêm|nhiều|tiếp)\b(?=.{0,60}$) | đọc\s+thêm\b | có\s+thể\s+bạn\s+quan\s+tâm
    | trang\s+chủ\b(?=.{0,160}$) | đăng\s+nhập\b(?=.{0,90}$) | đăng\s+ký\s*(?:tài\s+khoản)?$ | tìm\s+kiếm\b(?=.{0,30}$) | liên\s+kết\s+(?:website|web|trang)\b | liên\s+hệ$ | sơ\s+đồ\s+(?:site|web|cổng) | danh\s+mục$ | menu$ | hotline | quảng\s+cáo$ | video$ | thư\s+viện\s+ảnh$ | thông\s+báo$
    | (?:ý\s+kiến\s+)?(?:bạn\s+đọc|bình\s+luận)\b(?=.{0,40}$) | gửi\s+bình\s+luận | viết\s+bình\s+luận | đánh\s+giá\s+bài\s+viết | xếp\s+hạng | tổng\s+số\s+điểm | click\s+để | từ\s+khóa\b | tags?\s*: | chuyên\s+mục\s*: | nguồn(?:\s+tin)?\s*: | theo\s+(?:báo|nguồn|ttxvn|vov)\b(?=.{0,40}$)
    | (?:tác\s+giả|người\s+(?:đăng|viết)|tin\s+bài|bài\s+viết|tin,?\s*(?:bài,?\s*)?(?:và\s+)?ảnh|bài,?\s*(?:và\s+)?ảnh|ảnh|tin|bài|thực\s+hiện|biên\s+tập|nguồn\s+ảnh|photo|hình\s+ảnh)\s*:
    | [❤👍💬↗️\W]*\d+\s+(?:bình\s+luận|lượt\s+(?:thích|chia\s+sẻ)|likes?|comments?).* | \d+\s+[💬\W]+\d+\s+bình\s+luận.*
    | (?:bản\s+quyền|copyright|©|ghi\s+rõ\s+nguồn|giấy\s+phép|chịu\s+trách\s+nhiệm\s+(?:chính|xuất\s+bản)|người\s+chịu\s+trách\s+nhiệm|điện\s+thoại|fax|e-?mail|địa\s+chỉ|website|trụ\s+sở)\s*:?.{0,160}$
    | (?:toàn|quang|một\s+số\s+hình\s+ảnh|hình\s+ảnh)\s*(?:cảnh|tại)?\s*(?:làm\s+việc|(?:của\s+)?(?:tại\s+)?(?:buổi|hội|cuộc|phiên|đại\s+hội|điểm\s+cầu)\b).{0,120}$
    | (?:skip\s+to\s+(?:main\s+)?content|null|image\s+banner|banner|leftcenterrightdel|loading.*|xuất\s+bản\s+thông\s+tin|chi\s+tiết\s+bài\s+viết.{0,30}|mặc\s+định\s+cỡ\s+chữ|cỡ\s+chữ.{0,70}|a\s?a\+?|a-\s*a\+?|đọc\s+bài\s+viết|nghe\s+(?:đọc\s+)?bài.{0,20}|màu\s+chữ.{0,20}|font.{0,20}|chọn\s+cỡ\s+chữ.{0,10})$
    )""",
    re.VERBOSE,
)
_SECTION_END = re.compile(
    r"^(?:(?:các\s+)?(?:tin|bài)\s+(?:tức\s+|viết\s+)?(?:liên\s+quan|khác|cùng\s+chuyên\s+mục|mới\s+nhất|mới\s+hơn|cũ\s+hơn|đã\s+đưa|đọc\s+nhiều|xem\s+nhiều)|thống\s+kê\s+truy\s+cập|ý\s+kiến\s+bạn\s+đọc|bình\s+luận\s*(?:\(|$)|gửi\s+bình\s+luận|có\s+thể\s+bạn\s+quan\s+tâm|những\s+tin\s+(?:mới|cũ)\s+hơn|nơi\s+nhận\s*:)"
)
_DATE_LINE = re.compile(
    r"^.{0,60}?(?:(?:thứ\s*(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s*nhật|cập\s+nhật(?:\s+lúc)?|ngày\s+đăng|đăng\s+(?:lúc|ngày)|ngày\s+cập\s+nhật|date)\s*[,:\-–]?\s*){1,2}\s*(?:ngày\s*)?(?:\d{1,2}:\d{2}.{0,12})?\d{1,2}[\s/.-]+\d{1,2}[\s/.-]+\d{4}.{0,80}$"
    r"|^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\s*[-–|,]?\s*(?:\d{1,2}[:h]\d{2}.{0,20})?$|^\d{1,2}:\d{2}(?:\s*[ap]m)?[,\s|-]+(?:ngày\s+)?\d{1,2}/\d{1,2}/\d{4}.{0,20}$"
)
_HASHTAGS = re.compile(r"^#?(?:[^\s#]+\s+)?(?:#[^\s#]+[\s,]*)+$")
_FILE_NAME = re.compile(r"^(?=.*[-_])[a-z0-9_-]{6,80}(?:\.(?:jpe?g|png|gif|webp))?$")
_CAPTION = re.compile(
    r"(?:phát\s+biểu(?:\s+(?:chỉ\s+đạo|kết\s+luận|khai\s+mạc|bế\s+mạc|ý\s+kiến|tham\s+luận))?(?:\s+(?:tại|hội\s+nghị|cuộc\s+họp|buổi\s+làm\s+việc)\b.{0,60})?|chủ\s+trì\s+(?:hội\s+nghị|cuộc\s+họp|buổi\s+làm\s+việc|phiên\s+họp).{0,40}|(?:tham\s+)?dự\s+hội\s+nghị|trao\s+(?:giấy\s+khen|bằng\s+khen|quà|thưởng|hoa)\b.{0,100}|ảnh\s*:.{0,60})$"
)
_GATHERED = re.compile(r"(?:toàn|quang)\s+cảnh|(?:các\s+)?đại\s+biểu\s+(?:tham\s+)?dự\b")
_LONGEST = 260
_CREDIT = re.compile(r"^(?:\(?ảnh(?:\s+tư\s+liệu)?\s*:\s*)[^.]{0,40}$")
_NAME_LINE = re.compile(r"^[A-ZĐÀ-Ỹ][\w’']*\.?(?:(?:\s*[-–&,]\s*|\s+)[A-ZĐÀ-Ỹ][\w’']*\.?){0,5}(?:\s*\([^()]{2,40}\))?$")


def find_noise(reading: Reading, sentences: list[Sentence], known: Spans = ()) -> dict[int, str]:
    """Index of each sentence that is page furniture → code of the reason.

    `known`: spans of the original text, in order, of which a reader of files already says so.
    """
    noise = _known_noise(reading, sentences, known)
    over = False
    for index, sentence in enumerate(sentences):
        text = reading.source.low[sentence.start : sentence.end].strip()
        whole = sentence.opens_paragraph and sentence.closes_paragraph
        if whole and _SECTION_END.match(text) and index > len(sentences) // 3:
            over = True
        if over:
            noise[index] = "noise.after_article"
        elif len(text) <= _LONGEST and (code := _furniture(reading, sentences, index, text, whole=whole)):
            noise[index] = code
    return noise


def _furniture(reading: Reading, sentences: list[Sentence], index: int, text: str, *, whole: bool) -> str | None:
    sentence = sentences[index]
    following = sentences[index + 1] if index + 1 < len(sentences) else None
    if sentence.opens_paragraph and following and _is_caption(reading, sentence, following):
        return "noise.caption"
    if whole and _FILE_NAME.match(text):
        return "noise.furniture"
    if _FURNITURE.match(text) and (whole or len(text) < 60) and not _reads_on(text):
        return "noise.furniture"
    if _HASHTAGS.match(text):
        return "noise.hashtags"
    if whole and _DATE_LINE.match(text):
        return "noise.date_line"
    if whole and index > 1 and _captions(text):
        return "noise.caption"
    name = reading.source.clean[sentence.start : sentence.end].strip(" .()/-–")
    if sentence.closes_paragraph and index > 2 and len(text) < 60 and _NAME_LINE.match(name):
        return "noise.author"
    return None


def _captions(text: str) -> bool:
    if not text.endswith((".", ":", ";")) and _CAPTION.search(text):
        return True
    return len(text) < 130 and _GATHERED.match(text) is not None


def _is_caption(reading: Reading, sentence: Sentence, following: Sentence) -> bool:
    """Whether a sentence is the caption of a picture: "Ảnh: …" ends its paragraph right behind it."""
    if following.paragraph != sentence.paragraph or not following.closes_paragraph:
        return False
    return _CREDIT.match(reading.source.low[following.start : following.end].strip()) is not None


def _known_noise(reading: Reading, sentences: list[Sentence], known: Spans) -> dict[int, str]:
    """Sentences that lie mostly inside a known span; both lists are in order."""
    noise: dict[int, str] = {}
    place = 0
    for index, sentence in enumerate(sentences):
        start, end = reading.source.original(sentence.start, sentence.end)
        while place < len(known) and known[place][1] <= start:
            place += 1
        if place < len(known) and min(end, known[place][1]) - max(start, known[place][0]) > (end - start) / 2:
            noise[index] = "noise.known"
    return noise


def _reads_on(text: str) -> bool:
    """Whether a line that begins like furniture goes on like prose."""
    return len(text) > 90 and text.endswith(".") and "©" not in text
