"""A conclusion in our own words as a careful reader reads it: each task with who answers for it and until when.

In the marked text a task stands as ⟦words¦who¦until when⟧; "all" is the whole coalition, nothing is nobody
or no date.
"""

import re
from dataclasses import dataclass

MARKED = """Giao ban công tác Mặt trận, đoàn thể tỉnh quý III năm 2021, nhiệm vụ quý IV năm 2021

Sáng ngày 14/10/2021, Thường trực Tỉnh ủy tổ chức hội nghị giao ban công tác quý III với Mặt trận, đoàn thể tỉnh, bàn nhiệm vụ quý IV năm 2021. Đồng chí Trần Hữu Nghĩa, Phó Bí thư Thường trực Tỉnh ủy chủ trì hội nghị.

Trong quý III, Mặt trận và các đoàn thể đã vận động 2.140 suất quà cho người dân trong khu cách ly; hỗ trợ 36 hộ sửa lại nhà sau bão. Công tác nắm tình hình cơ sở có nơi còn chậm. Tiếp tục ghi nhận nỗ lực của đội ngũ cán bộ ở thôn, khu phố.

Phát biểu kết luận hội nghị, đồng chí Trần Hữu Nghĩa biểu dương kết quả đã đạt được và đề nghị Mặt trận và các đoàn thể chính trị - xã hội tỉnh ⟦tiếp tục tuyên truyền để người dân thực hiện đúng các quy định phòng, chống dịch trong trạng thái mới¦all¦⟧; ⟦nắm chắc tâm tư của đoàn viên, hội viên ở các địa bàn còn cách ly¦all¦⟧; ⟦rà soát các hộ mất việc làm trở về từ phía Nam¦all¦⟧ và ⟦lập danh sách đề nghị hỗ trợ sinh kế trước ngày 05/11/2021¦all¦trước ngày 05/11/2021⟧.

Ủy ban MTTQ Việt Nam tỉnh ⟦chủ trì, phối hợp với UBND tỉnh công khai số tiền quỹ cứu trợ đã phân bổ trong tháng 10/2021¦Ủy ban MTTQ Việt Nam tỉnh¦trong tháng 10/2021⟧; ⟦hoàn thiện dự kiến nội dung giám sát năm 2022, trình Ban Thường vụ Tỉnh ủy trước ngày 30/11/2021¦Ủy ban MTTQ Việt Nam tỉnh¦trước ngày 30/11/2021⟧; ⟦hướng dẫn tổ chức Ngày hội Đại đoàn kết ở khu dân cư bảo đảm an toàn¦Ủy ban MTTQ Việt Nam tỉnh¦⟧.

Hội Liên hiệp Phụ nữ tỉnh ⟦chuẩn bị chu đáo đại hội đại biểu phụ nữ tỉnh trong quý IV/2021¦Hội Liên hiệp Phụ nữ tỉnh¦trong quý IV/2021⟧; ⟦nhân rộng mô hình tiết kiệm làm theo Bác tại các chi hội vùng biên¦Hội Liên hiệp Phụ nữ tỉnh¦⟧.

Yêu cầu Hội Nông dân tỉnh ⟦hướng dẫn nông dân khôi phục rau màu sau lũ¦Hội Nông dân tỉnh¦⟧, ⟦kết nối tiêu thụ nông sản cho bà con vùng phong tỏa¦Hội Nông dân tỉnh¦⟧; ⟦tổng hợp nhu cầu giống cây vụ Đông - Xuân báo cáo Thường trực Tỉnh ủy trước ngày 20/11/2021¦Hội Nông dân tỉnh¦trước ngày 20/11/2021⟧.

Hội Cựu chiến binh tỉnh ⟦phân công hội viên giúp gia đình chính sách neo đơn dọn nhà sau bão¦Hội Cựu chiến binh tỉnh¦⟧. Đoàn TNCS Hồ Chí Minh tỉnh ⟦duy trì các đội hình thanh niên tình nguyện tại chốt kiểm soát¦Đoàn TNCS Hồ Chí Minh tỉnh¦⟧; ⟦phối hợp với Hội Liên hiệp Phụ nữ tỉnh mở lớp học bơi cho thiếu nhi vùng trũng¦Đoàn TNCS Hồ Chí Minh tỉnh¦⟧ và ⟦tổ chức trao sách giáo khoa cho học sinh vùng lũ trong tháng 11/2021¦Đoàn TNCS Hồ Chí Minh tỉnh¦trong tháng 11/2021⟧. Liên đoàn Lao động tỉnh ⟦nắm tình hình công nhân ngừng việc¦Liên đoàn Lao động tỉnh¦⟧, ⟦đề xuất chính sách hỗ trợ tiền thuê trọ cho công nhân¦Liên đoàn Lao động tỉnh¦⟧.

Đối với Ban Dân vận Tỉnh ủy, đồng chí lưu ý cần ⟦theo dõi, đôn đốc việc thực hiện kết luận này¦Ban Dân vận Tỉnh ủy¦⟧; ⟦tổng hợp kết quả báo cáo tại kỳ giao ban sau¦Ban Dân vận Tỉnh ủy¦⟧.
"""

_NAMES = {"all": "Mặt trận và các đoàn thể chính trị - xã hội tỉnh"}
_TASK = re.compile(r"⟦([^¦⟧]+)¦([^¦⟧]*)¦([^¦⟧]*)⟧")


@dataclass(frozen=True)
class Wanted:
    """A task as it should stand in the end."""

    start: int
    end: int
    who: tuple[str, ...]
    due: str


def _read(marked: str) -> tuple[str, list[Wanted]]:
    text, found, at = "", [], 0
    for match in _TASK.finditer(marked):
        text += marked[at : match.start()]
        found.append(Wanted(len(text), len(text) + len(match[1]), (_NAMES.get(match[2], match[2]),), match[3]))
        text += match[1]
        at = match.end()
    return text + marked[at:], found


TEXT, GOLD = _read(MARKED)
