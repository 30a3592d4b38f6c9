"""What the bodies of the demonstration reported on the tasks of 13/10/2021, and what the office said to it. Invented, all of it.

Tasks are named by words that stand in them, so that the story holds whatever number the draft gives them.
"""

import datetime as dt
from dataclasses import dataclass

from giaoban.briefing.enums import Outcome, Verdict


@dataclass(frozen=True)
class Deed:
    """On a day (of October 2021 unless told otherwise) a body reports on the task that holds `words`; the office may answer the same day."""

    day: int
    words: str
    body: str
    outcome: Outcome
    text: str
    verdict: Verdict | None = None
    reason: str = ""
    month: int = 10

    @property
    def on(self) -> dt.date:
        return dt.date(2021, self.month, self.day)


_P, _D = Outcome.PROGRESS, Outcome.DONE
_YES, _NO = Verdict.ACCEPT, Verdict.RETURN

DEEDS = (
    Deed(
        15,
        "quán triệt Quyết định",
        "qt.mttq",
        _D,
        "Đã quán triệt tại hội nghị cán bộ chủ chốt Mặt trận; tài liệu gửi 10 huyện, thị xã, thành phố.",
        _YES,
    ),
    Deed(
        18,
        "quán triệt Quyết định",
        "qt.lhpn",
        _D,
        "Đã quán triệt trong Ban Chấp hành và gửi tài liệu tới các chi hội.",
        _YES,
    ),
    Deed(19, "quán triệt Quyết định", "qt.doan", _D, "Đã đưa vào sinh hoạt chi đoàn tháng 10.", _YES),
    Deed(20, "quán triệt Quyết định", "qt.ccb", _D, "Đã phổ biến tới Thường trực Hội các cấp.", _YES),
    Deed(21, "quán triệt Quyết định", "qt.nd", _D, "Đã phổ biến tại hội nghị Ban Chấp hành.", _YES),
    Deed(22, "quán triệt Quyết định", "qt.ldld", _D, "Đã phổ biến tới công đoàn cơ sở trực thuộc.", _YES),
    Deed(
        18,
        "trở về quê",
        "qt.mttq",
        _P,
        "Đã gửi biểu mẫu rà soát; 7 trong 10 huyện, thị xã, thành phố đã gửi số liệu đợt một.",
    ),
    Deed(20, "trở về quê", "qt.lhpn", _P, "Chi hội phụ nữ các thôn đang rà soát theo hộ."),
    Deed(21, "trở về quê", "qt.doan", _P, "Đội hình thanh niên hỗ trợ nhập liệu tại cấp xã."),
    Deed(22, "tìm việc làm", "qt.ldld", _P, "Đang lập danh sách lao động có nhu cầu việc làm tại chỗ."),
    Deed(
        19,
        "Hiệp thương nội dung giám sát",
        "qt.mttq",
        _P,
        "Đã gửi công văn lấy ý kiến đề xuất nội dung của các tổ chức thành viên.",
    ),
    Deed(
        25,
        "Tháng cao điểm",
        "qt.mttq",
        _D,
        "Đã tổ chức lễ phát động ngày 17/10 và gửi thư kêu gọi.",
        _NO,
        "Nêu rõ số kinh phí vận động được và kế hoạch phân bổ.",
    ),
    Deed(26, "dịp Tết", "qt.mttq", _P, "Đang xây dựng dự thảo kế hoạch chăm lo Tết, gửi lấy ý kiến các đoàn thể."),
    Deed(
        20,
        "nhà ở cho hộ nghèo",
        "qt.mttq",
        _P,
        "Đã làm việc với cơ quan chuyên môn của UBND tỉnh về danh sách rà soát.",
    ),
    Deed(
        19,
        "mưa lũ",
        "qt.doan",
        _P,
        "Duy trì 35 đội thanh niên xung kích; đã giúp di dời 42 hộ trong đợt mưa ngày 16 đến 18/10.",
    ),
    Deed(20, "mưa lũ", "qt.ccb", _P, "Các tổ Cựu chiến binh tham gia trực tại 12 điểm ngầm tràn."),
    Deed(
        27,
        "02 đơn vị cấp huyện",
        "qt.lhpn",
        _D,
        "Hai đơn vị cấp huyện còn lại đã tổ chức xong đại hội trong ngày 22 và 26/10.",
    ),
    Deed(
        26,
        "Đại hội đại biểu phụ nữ tỉnh",
        "qt.lhpn",
        _P,
        "Đã hoàn thành dự thảo báo cáo chính trị lần ba; nhân sự đang trình cấp ủy.",
    ),
    Deed(
        22,
        "đại hội các cấp của Hội",
        "qt.ccb",
        _D,
        "Đã ban hành kế hoạch và hướng dẫn đại hội các cấp; hai đơn vị cơ sở được chọn làm điểm.",
        _YES,
    ),
    Deed(25, "đại hội Đoàn các cấp", "qt.doan", _P, "Đã ban hành kế hoạch; đang rà soát nhân sự cấp huyện."),
    Deed(
        28,
        "giám sát việc hỗ trợ",
        "qt.mttq",
        _P,
        "Đã khảo sát tại 3 huyện; đang tổng hợp để làm việc với các đơn vị chi trả.",
    ),
)

# On the briefing of 14/7/2021: four done, one standing, one still to come.
EARLIER_DEEDS = (
    Deed(29, "tri ân", "qt.ccb", _D, "Đã tổ chức thăm, tặng quà tại các huyện, thị xã, thành phố.", _YES, month=7),
    Deed(27, "thanh niên xung kích", "qt.doan", _D, "Đã thành lập 35 đội, tập huấn xong.", _YES, month=8),
    Deed(
        28,
        "các đơn vị cấp huyện",
        "qt.lhpn",
        _D,
        "Tám trong mười đơn vị đã xong; hai đơn vị còn lại chuyển sang quý IV theo ý kiến cấp ủy.",
        _YES,
        month=9,
    ),
    Deed(
        27,
        "công khai kết quả vận động",
        "qt.mttq",
        _D,
        "Đã công khai số tiền, hiện vật tiếp nhận và phân bổ trên cổng thông tin và tại trụ sở.",
        _YES,
        month=8,
    ),
    Deed(20, "tiêu thụ nông sản", "qt.nd", _P, "Đã kết nối tiêu thụ nông sản cho 320 hộ.", month=9),
)
