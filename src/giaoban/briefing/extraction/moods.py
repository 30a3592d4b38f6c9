"""The moods of a text about a meeting, and the words by which they begin and end. Patterns are matched on lower case.

A report tells what was done, a speech what somebody said; in an order or a plan bare verbs are work to do.
"""

import re
from enum import StrEnum

from giaoban.briefing.extraction.tokens import word_set


class Mood(StrEnum):
    NEUTRAL = "neutral"
    REPORT = "report"
    SPEECH = "speech"
    ORDER = "order"
    PLAN = "plan"


REPORT_START = re.compile(
    r"^(?:(?:trong|tại|qua|theo|về|đến|sau|với|nhờ|từ)\s+)?(?:(?:các\s+)?(?:báo\s+cáo|đánh\s+giá|kết\s+quả|thống\s+kê|số\s+liệu)\b|(?:\d+\s+|một\s+)?(?:năm|quý|tháng|tuần|thời\s+gian|nhiệm\s+kỳ|những\s+năm|chặng\s+đường)(?:\s+\d+)?\s+(?:qua|vừa\s+qua|gần\s+đây)|\d+\s+tháng\s+(?:đầu\s+năm|qua)|(?:quý|tháng)\s+[\divx]+\s*(?:/\s*\d{4}|năm\s+\d{4})?\s*,?\s+(?:vừa\s+)?qua"
    r"|nhìn\s+lại|đến\s+nay|trước\s+đó|nhân\s+dịp\s+này|dịp\s+này|nhân\s+dịp|cũng\s+(?:tại|trong)|bên\s+cạnh\s+(?:những\s+)?kết\s+quả|tuy\s+nhiên|bên\s+cạnh\s+đó,?\s+(?:vẫn\s+)?còn|(?:hội\s+nghị|cuộc\s+họp|buổi\s+làm\s+việc)\s+(?:đã\s+|cũng\s+(?:đã\s+)?)?(?:diễn\s+ra|nghe|tiến\s+hành|được)|các\s+(?:đại\s+biểu|ý\s+kiến)|tham\s+luận|một\s+số\s+(?:khó\s+khăn|hạn\s+chế|tồn\s+tại)|khó\s+khăn|hạn\s+chế|tồn\s+tại|nguyên\s+nhân|nổi\s+bật|điển\s+hình|sau\s+(?:một|\d+)\s+năm)"
)
AHEAD = r"(?:thời\s+gian\s+(?:tới|tiếp\s+theo|còn\s+lại)|(?:những\s+)?tháng\s+(?:tới|tiếp\s+theo|còn\s+lại|cuối\s+năm)|\d+\s+tháng\s+(?:cuối\s+năm|còn\s+lại|tới)|(?:quý|năm|tháng|tuần|nhiệm\s+kỳ|giai\s+đoạn)\s+(?:tới|tiếp\s+theo|sau)|phương\s+hướng|nhiệm\s+vụ\s+(?:trọng\s+tâm|chủ\s+yếu|(?:trong\s+)?thời\s+gian\s+tới|công\s+tác|quý|năm|tháng|\d+\s+tháng)|kế\s+hoạch\s+(?:năm|quý|tháng|công\s+tác))"
PLAN_START = re.compile(
    rf"^(?:(?:về|trong|theo|với|trên\s+cơ\s+sở\s+đó|bước\s+sang|bước\s+vào|để|triển\s+khai|thực\s+hiện|từ\s+nay)\b[^.;:]{{0,40}}?)?{AHEAD}"
)
LISTS_TASKS = re.compile(
    r"(?:đề\s+ra|xác\s+định|thống\s+nhất|triển\s+khai|đưa\s+ra|nhấn\s+mạnh|tập\s+trung(?:\s+vào)?|thực\s+hiện|quyết\s+nghị|thông\s+qua|nêu(?:\s+rõ)?|là|gồm|định\s+hướng|với|cho|quán\s+triệt|lưu\s+ý|bàn|chỉ\s+đạo)\b[^.;:]{0,90}?(?:nhiệm\s+vụ|giải\s+pháp|phương\s+hướng|nội\s+dung|công\s+việc|chỉ\s+tiêu|vấn\s+đề|công\s+tác|việc)\b[^;:.]{0,90}:"
)
TASK_HEADING = re.compile(
    r"(?:nhiệm\s+vụ|phương\s+hướng|giải\s+pháp|kế\s+hoạch|công\s+tác\s+trọng\s+tâm|kết\s+luận|chỉ\s+đạo|yêu\s+cầu|phân\s+công)"
)
REPORT_HEADING = re.compile(
    r"(?:kết\s+quả|đánh\s+giá|tình\s+hình|tồn\s+tại|hạn\s+chế|nguyên\s+nhân|ưu\s+điểm|khen\s+thưởng|thành\s+phần|nội\s+dung\s+hội\s+nghị)"
)
LEAD_IN = re.compile(
    r"(?:sau|sau\s+đây|như\s+sau|nhiệm\s+vụ|nội\s+dung|giải\s+pháp|công\s+việc|vấn\s+đề|trọng\s+tâm|cụ\s+thể|là|việc|tới|đột\s+phá|gồm|tập\s+trung|năm\s+\d{4}|quý\s+\w+|công\s+tác|chỉ\s+tiêu|mặt)\s*$"
)
PRAISE = re.compile(
    r"(?:đánh\s+giá\s+cao|ghi\s+nhận|biểu\s+dương|chúc\s+mừng|cảm\s+ơn|cám\s+ơn|chia\s+sẻ\s+(?:với\s+)?những\s+khó\s+khăn|trân\s+trọng|hoan\s+nghênh|nhiệt\s+liệt)"
)
CLOSING = re.compile(
    r"^(?:(?:buổi\s+)?(?:hội\s+nghị|cuộc\s+họp|buổi\s+(?:họp|làm\s+việc))\s+(?:đã\s+)?(?:diễn\s+ra|kết\s+thúc|thành\s+công|khép\s+lại)|việc\s+\w+|đây\s+là|điểm\s+nhấn|thông\s+qua\s+(?:hội\s+nghị|mô\s+hình)|với\s+(?:tinh\s+thần|sự|những)|(?:cũng\s+)?tại\s+hội\s+nghị|cũng\s+(?:trong|tại|dịp)|nhân\s+dịp|dịp\s+này|kết\s+thúc|trước\s+đó|được\s+biết|hội\s+nghị\s+(?:cũng\s+)?(?:đã\s+)?(?:trao|công\s+bố|tặng|bầu|khen))"
)
ATTENDS = re.compile(
    r"^(?:(?:cùng|tham|đến|về|có\s+mặt)\s+dự\b|dự\s|cùng\s+(?:chủ\s+trì|điều\s+hành)|chủ\s+trì\s+(?:hội|cuộc|buổi|phiên)|(?:thành\s+phần\s+)?tham\s+(?:dự|gia)\s+(?:hội|cuộc|buổi|phiên|họp)|đồng\s+chí\s[^.;]{0,300}chủ\s+trì(?:\s+(?:hội\s+nghị|cuộc\s+họp|buổi\s+làm\s+việc|phiên\s+họp))?\s*\.?$)"
)
TAKES_PART = re.compile(
    r"(?:không\s+được|không\s+để|tuyệt\s+đối\s+không|nghiêm\s+cấm|phụ\s+trách|chủ\s+trì,|chịu\s+trách\s+nhiệm|phối\s+hợp|cùng\s+với)\b"
)
LIMITED = re.compile(
    r"\b(?:trước|chậm\s+nhất|xong|hoàn\s+thành|trong)\s+(?:ngày\s|tháng\s+\d|quý\s|tuần\s|khi\s|thứ\s|\d{1,2}[/.]\d|\d{1,2}\s?(?:giờ|h))"
)
LABEL = re.compile(
    r"^(?:(?:ý\s+kiến|biên\s+bản|chi\s+bộ|cuộc\s+họp|hội\s+nghị|tập\s+thể|toàn\s+ban|ban)\s[^.;:]{0,30}?(?:kết\s+luận|thống\s+nhất|biểu\s+quyết|nhất\s+trí|chốt|quyết\s+nghị)|kl\s|nhắc\s|chốt\s|kết\s+luận|phân\s+công|giao\s+việc|việc\s+(?:cần\s+làm|tuần|tháng|trong)|nhiệm\s+vụ|yêu\s+cầu|đề\s+nghị|lưu\s+ý|(?:về|đối\s+với|với)\s)[^:.;]{0,90}(?::|\s[–-]\s)"
)
NOUNY = re.compile(
    r"^(?:công\s+tác|về|việc|kết\s+quả|các|những|một\s+số|tình\s+hình|hội\s+nghị|số|tỷ\s+lệ|nội\s+dung|thời\s+gian|địa\s+điểm|thành\s+phần|đây|đó|đồng\s+chí|ông|bà|nhóm|mục|phần|đã|hạn\s+chế|tồn\s+tại)\b|:\s*$"
)
ASKING = re.compile(
    r"(?:đại\s+biểu|ý\s+kiến|cử\s+tri|người\s+dân|hội\s+viên|bà\s+con|nhân\s+dân|các\s+hộ|đoàn\s+viên|tham\s+luận|doanh\s+nghiệp)"
)
NOUN_BEFORE = word_set(
    "theo ứng các những của sự một nhiều với được bị nhu có bản thần kiến biểu công ban bài lãnh hồ đơn tờ mọi đúng về số mức tục danh cầu đạt cao bàn chuyển giấy"
)  # words after which "yêu cầu", "đề nghị" are nouns
ORDERS_UNSPOKEN = frozenset(
    {"yêu", "đề", "giao", "lưu", "mong", "phân", "thống", "nhờ", "phiền", "nhắc"}
)  # at the head of a sentence they are orders still
LAYS_DOWN = re.compile(
    r"^(?:theo\s+)?(?:các\s+)?(?:quy\s+định|quy\s+chế|điều\s+lệ|thể\s+lệ|luật|nghị\s+định|thông\s+tư|hướng\s+dẫn|điều\s+\d+)\b[^.;:]{0,60}(?:nêu|ghi|quy\s+định|chỉ)\s*(?:rõ)?"
)
FINDING = re.compile(r"\b(?:còn|chưa|thấp|chậm|hạn\s+chế|khó\s+khăn)\b")
SLOGAN = re.compile(
    r"^(?:(?:sẽ\s+)?tiếp\s+tục\s+)?(?:phát\s+huy\s+(?:hơn\s+nữa\s+)?vai\s+trò\s+(?:là\s+)?cầu\s+nối|khẳng\s+định|góp\s+phần|thể\s+hiện|chúc|tin\s+tưởng|đạt\s+(?:được\s+)?(?:nhiều|những)\s+kết\s+quả)"
)
HAS_PAST = re.compile(
    r"(?<!\w)(?:đã|vừa)\s+(?!được\s+(?:phê\s+duyệt|giao|đề\s+ra|ban\s+hành|phân\s+công|xác\s+định|thông\s+qua|ký)|đề\s+ra|có|ký|ban\s+hành|phê\s+duyệt|xác\s+định|bị|qua|và\s+đang|hết|cam\s+kết|đến|quá|giao|đạt|nêu|thông\s+qua|chỉ\s+ra|đăng\s+ký|hoàn\s+thành|triển\s+khai|phân|thống\s+nhất)"
)
