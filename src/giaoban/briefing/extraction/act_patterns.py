"""How papers are named and numbered: kinds, abbreviations, and the shapes of citations. Data only.

The abbreviations are those of decree 30/2020/NĐ-CP, of the Party's instruction on its papers, and of the mass organisations.
"""

import re

KINDS = {
    "nghị quyết liên tịch": "Nghị quyết liên tịch", "nghị quyết": "Nghị quyết", "quyết định": "Quyết định", "chỉ thị": "Chỉ thị",
    "thông báo kết luận": "Thông báo kết luận", "kết luận": "Kết luận", "quy định": "Quy định", "quy chế phối hợp": "Quy chế phối hợp",
    "quy chế": "Quy chế", "hướng dẫn liên tịch": "Hướng dẫn liên tịch", "hướng dẫn liên ngành": "Hướng dẫn liên ngành", "hướng dẫn": "Hướng dẫn", "thông tri": "Thông tri", "thông báo": "Thông báo",
    "thông tư liên tịch": "Thông tư liên tịch", "thông tư": "Thông tư", "nghị định": "Nghị định", "công văn": "Công văn", "công điện": "Công điện",
    "kế hoạch liên tịch": "Kế hoạch liên tịch", "kế hoạch": "Kế hoạch", "chương trình hành động": "Chương trình hành động", "chương trình phối hợp": "Chương trình phối hợp",
    "chương trình": "Chương trình", "đề án": "Đề án", "bộ luật": "Bộ luật", "luật": "Luật", "pháp lệnh": "Pháp lệnh", "điều lệ": "Điều lệ", "hiến pháp": "Hiến pháp",
    "báo cáo": "Báo cáo", "tờ trình": "Tờ trình", "văn bản": "Văn bản", "phương án": "Phương án", "dự án": "Dự án", "thư kêu gọi": "Thư kêu gọi", "lời kêu gọi": "Lời kêu gọi", "giấy mời": "Giấy mời",
}  # fmt: skip
ABBREVIATIONS = {
    "QĐ": "Quyết định", "NQ": "Nghị quyết", "CT": "Chỉ thị", "KL": "Kết luận", "TB": "Thông báo", "HD": "Hướng dẫn", "KH": "Kế hoạch", "TTr": "Tờ trình", "TTR": "Tờ trình",
    "BC": "Báo cáo", "CV": "Công văn", "NĐ": "Nghị định", "TT": "Thông tư", "TTLT": "Thông tư liên tịch", "QC": "Quy chế", "QCPH": "Quy chế phối hợp", "NQLT": "Nghị quyết liên tịch", "QyĐ": "Quy định",
    "CTr": "Chương trình", "CTR": "Chương trình", "CTHĐ": "Chương trình hành động", "CTPH": "Chương trình phối hợp", "ĐA": "Đề án", "QH": "Luật", "UBTVQH": "Nghị quyết", "PL": "Pháp lệnh", "CĐ": "Công điện", "QĐi": "Quy định", "QyĐi": "Quy định",
    "TBKL": "Thông báo kết luận", "PA": "Phương án", "KHPH": "Kế hoạch", "KHLT": "Kế hoạch", "HDLT": "Hướng dẫn", "TTg": "Quyết định", "UBND": "Công văn", "HĐND": "Công văn", "CP": "Nghị định", "TU": "Công văn", "VPCP": "Công văn", "QPPL": "Luật", "GM": "Giấy mời", "L": "Luật", "CTPHTNHĐ": "Chương trình phối hợp", "MTTQ": "Công văn", "BTV": "Công văn", "BTT": "Công văn",
}  # fmt: skip
SUFFIX = r"[A-ZĐ][A-Za-zĐđƯưƠơÂâÊêÔô&]{0,14}\d{0,3}(?:\s?[-–/]\s?[A-ZĐ][A-Za-zĐđƯưƠơ&.]{0,16}\d{0,3}(?<!\.))*"
NUMBER = rf"\d{{1,5}}[a-zA-Z]?(?:/(?:19|20)\d{{2}})?\s?[-–/]\s?{SUFFIX}"
FULL_NUMBER = re.compile(rf"(?<![\w/.,–-]){NUMBER}(?![\w])")
KIND = re.compile(r"(?<!\w)(?:" + "|".join(sorted(KINDS, key=len, reverse=True)) + r")(?!\w)")
TO_NUMBER = re.compile(r"\s*(?:tỉnh ủy\s+)?[(,]?\s*(?:số|no)\s*[:.]?\s*", re.IGNORECASE)
BARE = re.compile(r"(\d{1,5})(?:/((?:19|20)\d{2}))?(?![\d\w/%]|[.,]\d)")
SHARED_SUFFIX = re.compile(
    rf"(?:\s*(?:,|và|;)\s*(?:số\s+)?\d{{1,5}})*\s*(?:,|và|;)\s*(?:số\s+)?\d{{1,5}}((?:/\d{{4}})?\s?[-–/]\s?{SUFFIX})"
)
MORE_BARE = re.compile(
    r"\s*(?:,|và|;)\s*(?:số\s+)?(\d{1,5})(?![\d\w/%]|[.,]\d|\s*[-–/])(?=\s*(?:,|và|của|ngày|;|\.|\)|khóa))"
)
AFTER_BARE = re.compile(r"\s*(?:của|về|ngày|và|đã|được|trên|ở|theo|vào|khóa|do|gắn|tại|[,.;:)(”\"–-]|$)")
DATE = re.compile(
    r"\s*,?\s*\(?\s*(?:ký\s+|ban hành\s+)?ngày\s+(\d{1,2})\s?(?:[/.-]|tháng)\s?(\d{1,2})\s?(?:[/.-]|năm)\s?(\d{4})\)?"
)
YEAR = re.compile(r"\s*,?\s*\(?năm\s+((?:19|20)\d{2})\)?")
OF = re.compile(r"\s*,?\s*của\s+(?:liên ngành\s+|đồng chí\s+)?")
TERM = re.compile(r"\s*,?\s*(?:\(?\s*khóa\s+(?:[IVXLC]+|[ivxlc]+)\b\)?|nhiệm kỳ\s+\d{4}\s?[-–]\s?\d{4})", re.IGNORECASE)
ISSUERS = re.compile(
    r"(?:phó\s+)?thủ tướng(?:\s+chính phủ)?|chủ tịch nước|(?:chủ tịch\s+)?ubnd|ban chấp hành đảng bộ tỉnh|trung ương(?:\s+đảng)?|đảng(?:\s+và nhà nước)?|nhà nước|tổng bí thư|bộ trưởng\s+bộ\s+\w+(?:\s\w+)?|hội|đoàn|(?:thường trực|ban thường vụ|btv)?\s?(?:tỉnh|huyện|xã|thành|quận)(?: ủy)?",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"\s*,?\s*(?:về(?:\s+việc)?|quy định|hướng dẫn|phê duyệt|ban hành)?\s*[,:]?\s*[“\"]\s*(?:về(?:\s+việc)?\s+)?([^”\"\n]{4,400})[”\"]|\s*,?\s*(?:\()?(?:về(?:\s+việc)?|v/v)\s+([^.;\n“\"]{4,300})"
)
QUOTE = re.compile(r"\s*(?:về\s+)?[“\"]([^”\"\n]{4,400})[”\"]")
CONGRESS = re.compile(
    r"\s+(?:của\s+)?đại hội(?:\s+(?:đại biểu|toàn quốc|đảng bộ|đảng|bộ|mặt trận tổ quốc|mttq|việt nam|tỉnh|thành phố|huyện|quận|thị xã|xã|phường|các cấp|lần thứ|khóa|của|phụ nữ|đoàn|hội|nông dân|công đoàn|cựu chiến binh|thanh niên|liên hiệp|lhpn|[ivxlc]+(?!\w)|\d{1,2}(?![\d/.])))+(?:\s+[A-ZĐ]\w+){0,0}",
)
CENTRAL = re.compile(
    r"\s+(?:hội nghị\s+)?(?:lần thứ\s+\w+\s+)?(?:trung ương|tw)\s+(?:lần thứ\s+)?(\d{1,2}|[ivx]+)(?!\w)(?:\s*\(?\s*khóa\s+[ivxlc]+\)?)?(?:\s+của đảng)?"
)
LAW_NAME = re.compile(
    r"\s+[A-ZĐÀ-Ỹ][^\s,.;:()“”]*(?:(?:,\s+(?=chống\b|bổ sung\b)|\s+)(?!về\b|và\s+các\b|được\b|đã\b|có\b|là\b|cho\b|đến\b|trong\b|gắn\b|của\b|theo\b|tại\b|để\b|nhằm\b|bằng\b|với\b|này\b)[^\s,.;:()“”]+){0,11}"
)
PROJECT_NAME = re.compile(
    r"\s+(?!về\b|và\b|của\b|được\b|đã\b|này\b|do\b|có\b|là\b|trên\b|các\b|đến\b|số\b)[^\s,.;:()“”]+(?:\s+(?!đã\b|và\b|được\b|để\b|nhằm\b|với\b|trong\b|theo\b|gắn\b)[^\s,.;:()“”]+){2,13}"
)
DRAFT = re.compile(
    r"(?<!\w)dự thảo\s+(?:các\s+)?(?:văn kiện|tiêu chí|nghị quyết|báo cáo chính trị|luật|nghị định|đề án|quy chế|kế hoạch|chương trình|quyết định|quy định|hiến pháp|thông tư)(?: (?!đã\b|được\b|để\b|nhằm\b|với\b|phù\b|là\b|của\b|và nhiều\b|trong\b)[^\s.;:,]+){2,28}(?:,\s+nhiệm kỳ\s+\d{4}\s?[-–]\s?\d{4}(?:\s+(?:và|của)\s+[^.;:,]{0,80})?)?"
)
STATUTES = re.compile(
    r"\s+(?:đảng(?: cộng sản việt nam)?|hội(?: \w+)?|đoàn(?: \w+)?|công đoàn(?: việt nam)?|mttq(?: việt nam)?|mặt trận tổ quốc(?: việt nam)?)(?!\w)"
)
OWN_NUMBER = re.compile(r"(?:^|\n)[ \t*]*số\s*:?\s*$", re.IGNORECASE)
VERB_LIKE = frozenset(
    [
        "quyết định",
        "kết luận",
        "hướng dẫn",
        "quy định",
        "thông báo",
        "kế hoạch",
        "chương trình",
        "báo cáo",
        "văn bản",
        "dự án",
        "phương án",
    ]
)
