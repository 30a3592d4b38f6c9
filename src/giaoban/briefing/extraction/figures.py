"""Amounts in a text: a number, its unit, and what it counts."""

import re
from dataclasses import dataclass

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:\s\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9, "trăm": 100}
_UNITS = (
    "công đoàn cơ sở, tổ hợp tác, chị em, chị, anh, cháu, trẻ em, trẻ, cụ, công nhân, hộ vay, gian hàng, công trình, phần việc, lượt chia sẻ, lượt người, lượt hộ, lượt hội viên, lượt cán bộ, lượt, người, hộ, hộ dân, hộ nghèo, đơn vị, tập thể, cá nhân, trường hợp, vụ việc, vụ, việc làm, việc, con, tấn, tạ, kg, ha, km2, km², km, m2, m 2, m², m3, m³, mét, m, "
    "đồng, vnđ, usd, suất quà, suất học bổng, suất, phần quà, phần, căn nhà, căn, ngôi nhà, nhà, ngôi, cuộc, buổi, đợt, hội nghị, lớp, mô hình, công trình, dự án, ý kiến, kiến nghị, xã, huyện, phường, thôn, bản, chi hội, chi bộ, chi đoàn, "
    "hội viên, đoàn viên, đảng viên, cán bộ, đại biểu, học sinh, sinh viên, chiến sĩ, chiến sỹ, tổ, nhóm, câu lạc bộ, hợp tác xã, doanh nghiệp, cây, ngày công, giờ, văn bản, đơn thư, đơn, tin, bài viết, bài, tờ, cuốn, bộ, chiếc, cái, cơ sở, điểm, trạm, "
    "cầu, cống, tuyến đường, tuyến, thùng, chai, lít, mũi, liều, ca, giấy khen, bằng khen, cờ, sổ, thẻ, hồ sơ, thủ tục, chỉ tiêu, nội dung, nhiệm vụ, chương trình, phiếu, cử tri, sản phẩm, tiêu chí, thành viên, gia đình, khu dân cư, phụ nữ, trẻ em, lao động, đội, "
    "tổ chức, địa phương, cơ quan, mặt hàng, kênh mương, cặp, mâu thuẫn, nhân khẩu, khẩu, bệnh nhân, giáo viên, bóng đèn, camera, bếp, giếng, hệ thống, vườn, đoàn, sáng kiến, đề tài, lá phiếu, tiết mục, đơn vị máu, công, sào, điểm cầu, nghị quyết, kế hoạch, phong trào, hạng mục, tỉnh, thành phố, thị trấn, ngành, sở"
)
_UNIT = "|".join(
    re.escape(unit).replace(r"\ ", r"\s")
    for unit in sorted({u.strip() for u in _UNITS.split(",")}, key=len, reverse=True)
)
_AMOUNT = re.compile(
    rf"(?<![\w/.,:-])(?P<number>{_NUMBER})(?:\s*(?P<percent>%)|(?P<scaled>(?:\s(?:nghìn|ngàn|triệu|tỷ|tỉ)(?:\s\d+(?:[.,]\d+)?(?=\s(?:nghìn|ngàn|triệu)))?){{1,3}})?(?:\s?(?P<unit>{_UNIT})(?!\w))?)"
)
_BEFORE = re.compile(
    r"(?:ngày|tháng|năm|quý|số|khóa|thứ|điều|khoản|kỳ|phường|quận|lần|giờ|lúc|điện thoại|nghị quyết|quyết định|chỉ thị|nhiệm kỳ|covid|mục|phần|chương|tổ|tuần)\s*$"
)
_QUALIFIER = re.compile(r"(hơn|trên|gần|khoảng|dưới|ít nhất|tối thiểu|không quá|từ|đạt)\s*$")
_PERIOD_AFTER = re.compile(r"\s*(?:tháng|năm|ngày(?!\s*công)|quý|giờ|phút|tuần|nhiệm kỳ)(?!\w)")


@dataclass(frozen=True, slots=True)
class Amount:
    """Characters [start, end) of the clean text; value in whole units or a decimal; what it counts in the text's words."""

    start: int
    end: int
    value: int | float
    unit: str
    qualifier: str | None
    what: str


def find_amounts(low: str, clean: str, start: int, end: int) -> list[Amount]:
    """Amounts in low[start:end], in order; years, dates, periods and ordinals are none."""
    amounts = []
    for found in _AMOUNT.finditer(low, start, end):
        if not (found["percent"] or found["unit"] or found["scaled"]):
            continue
        if (
            not found["percent"]
            and found["number"].isdigit()
            and _BEFORE.search(low, max(start, found.start() - 14), found.start())
        ):
            continue
        if found["unit"] in {"giờ", "năm"} or (
            not found["unit"] and not found["percent"] and _PERIOD_AFTER.match(low, found.end())
        ):
            continue
        value = _value(found["number"], found["scaled"])
        if value is None:
            continue
        unit = (
            "%"
            if found["percent"]
            else (found["unit"] or "đồng").replace("m 2", "m2").replace("m²", "m2").replace("vnđ", "đồng")
        )
        qualifier = _QUALIFIER.search(low, max(start, found.start() - 12), found.start())
        amounts.append(
            Amount(
                found.start(),
                found.end(),
                value,
                unit,
                qualifier[1] if qualifier else None,
                _what(clean, found.end(), end),
            )
        )
    return amounts


def _value(number: str, scaled: str | None) -> int | float | None:
    total: int | float = 0
    amount = _plain(number)
    if amount is None:
        return None
    for word in (scaled or "").split():
        if word in _SCALES:
            amount = amount * _SCALES[word]
        else:
            total, amount = total + amount, _plain(word) or 0
    total += amount
    return int(total) if total == int(total) else round(total, 6)


def _plain(number: str) -> int | float | None:
    """A Vietnamese number: dots between thousands, a comma before decimals; "40.56" can only be a decimal."""
    digits = number.replace(" ", "")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d+,\d+", digits):
        digits = digits.replace(",", ".")
    if len(digits) > 18:
        return None
    value = float(digits)
    return int(value) if value == int(value) else value


def _what(clean: str, position: int, end: int) -> str:
    """The words after the amount up to the next sign, at most eight."""
    return " ".join(re.split(r"[,.;:()]|\d", clean[position : min(end, position + 80)])[0].split()[:8])
