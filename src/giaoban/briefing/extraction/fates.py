"""What kind of sentence each is, when it gives no task: a result, praise, a heading, or the frame of the meeting."""

import re

from giaoban.briefing.extraction.draft import Fate

_PRAISE = re.compile(
    r"(?:đánh\s+giá\s+cao|ghi\s+nhận|biểu\s+dương|khen\s+thưởng|tặng\s+(?:\w+\s+){0,3}(?:giấy\s+khen|bằng\s+khen|cờ)|giấy\s+khen|bằng\s+khen|chúc\s+mừng|cảm\s+ơn|cám\s+ơn|tôn\s+vinh|tuyên\s+dương)"
)
_RESULT = re.compile(
    r"(?<!\w)(?:đã|đạt|kết\s+quả|được\s+(?:triển\s+khai|thực\s+hiện|quan\s+tâm|duy\s+trì|nâng|giải\s+quyết|tổ\s+chức)|hoàn\s+thành|tăng|giảm|vượt|góp\s+phần|còn\s+(?:hạn\s+chế|chậm|khó|thấp|thiếu)|chưa)(?!\w)"
)


def fate_of(low: str, *, has_figures: bool, introduces: bool) -> tuple[Fate, float]:
    """The fate of a sentence without a task, and how sure it is. `introduces`: it only presents the meeting."""
    if introduces:
        return Fate.CONTEXT, 0.85
    if _PRAISE.search(low):
        return Fate.COMMENDATION, 0.75
    if _RESULT.search(low) or has_figures:
        return Fate.RESULT, 0.8 if has_figures else 0.65
    return Fate.CONTEXT, 0.5
