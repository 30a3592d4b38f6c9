"""What a Front makes of the returns of its communes: the report of nine months, and the shorter one of a month."""

from giaoban.reporting.shipped.outlines import Annexed, Outline, Part

INFORMING = ("tuyen-truyen-buoi", "tuyen-truyen-luot", "tuyen-truyen-nu", "tuyen-truyen-ty-le-nu")
CARING = (
    "ho-duoc-giup", "ho-duoc-giup-ngheo", "ho-duoc-giup-can-ngheo", "ho-duoc-giup-khac",
    "tien-giup", "gao-giup", "nha-ban-giao", "nha-xay-moi", "nha-sua-chua",
)  # fmt: skip
DEMOCRACY = ("giam-sat", "tiep-xuc-cu-tri", "kien-nghi", "kien-nghi-tra-loi", "kien-nghi-ty-le")
ORGANISING = ("mo-hinh-tu-quan", "hoat-dong")

SAY_INFORMING = (
    "Mặt trận các cấp trên địa bàn tổ chức {tuyen-truyen-buoi} buổi tuyên truyền, quán triệt với {tuyen-truyen-luot} lượt"
    " người dự, trong đó phụ nữ {tuyen-truyen-nu} lượt, chiếm {tuyen-truyen-ty-le-nu}%."
)
SAY_CARING = (
    "Đã giúp {ho-duoc-giup} lượt hộ, gồm {ho-duoc-giup-ngheo} hộ nghèo, {ho-duoc-giup-can-ngheo} hộ cận nghèo và {ho-duoc-giup-khac} hộ khó khăn khác.",
    "Trao {tien-giup} đồng tiền mặt và {gao-giup} tấn gạo cho hộ khó khăn.",
    "Bàn giao {nha-ban-giao} nhà Đại đoàn kết, trong đó xây mới {nha-xay-moi} nhà, sửa chữa {nha-sua-chua} nhà.",
)
SAY_DEMOCRACY = (
    "Tổ chức {giam-sat} cuộc giám sát; {tiep-xuc-cu-tri} cuộc tiếp xúc cử tri; chuyển {kien-nghi} kiến nghị của nhân dân,"
    " {kien-nghi-tra-loi} kiến nghị đã được trả lời, đạt {kien-nghi-ty-le}%."
)
SAY_ORGANISING = (
    "Hiện có {mo-hinh-tu-quan} mô hình tự quản đang hoạt động; {hoat-dong} hoạt động được ghi nhận trên hệ thống."
)
SAY_TASKS = (
    "Trong kỳ, đơn vị được giao {briefing.assigned} nhiệm vụ tại các hội nghị giao ban; {briefing.on_time} nhiệm vụ đến hạn"
    " hoàn thành đúng hạn, {briefing.late} nhiệm vụ đến hạn mà chưa xong đúng hạn."
)
RECIPIENTS = ("Thường trực cấp ủy cùng cấp (báo cáo)", "Các đơn vị đã gửi báo cáo", "Lưu: VT")
CLOSING = "Trên đây là báo cáo {period} của đơn vị."

NINE_MONTHS = Outline(
    code="mttq-9-thang",
    name="Báo cáo 9 tháng của Mặt trận",
    form="mttq-xa-9-thang",
    subject="Kết quả công tác Mặt trận {period} và nhiệm vụ trọng tâm thời gian tới",
    opening="Trên cơ sở báo cáo của Mặt trận cấp dưới, kết quả công tác Mặt trận {period} như sau:",
    closing=CLOSING,
    parts=(
        Part("PHẦN I. TÌNH HÌNH VÀ KẾT QUẢ"),
        Part("I. Tình hình nhân dân", "tinh-hinh", of=("tinh-hinh",)),
        Part("II. Kết quả thực hiện nhiệm vụ"),
        Part(
            "1. Tuyên truyền, vận động, củng cố khối đại đoàn kết",
            "tuyen-truyen",
            of=("noi-bat-tuyen-truyen",),
            opening=(SAY_INFORMING,),
            table=INFORMING,
        ),
        Part(
            "2. Các cuộc vận động, phong trào; chăm lo đời sống nhân dân",
            "cham-lo",
            of=("noi-bat-cham-lo",),
            opening=SAY_CARING,
            table=CARING,
        ),
        Part(
            "3. Phát huy dân chủ, giám sát, phản biện; lắng nghe nhân dân",
            "dan-chu",
            of=("noi-bat-dan-chu",),
            opening=(SAY_DEMOCRACY,),
            table=DEMOCRACY,
        ),
        Part("4. Tổ chức, cán bộ và phương thức hoạt động", "to-chuc", opening=(SAY_ORGANISING,), table=ORGANISING),
        Part("5. Thực hiện kết luận của các hội nghị giao ban", "nhiem-vu", opening=(SAY_TASKS,), has_tasks=True),
        Part("III. Đánh giá chung: hạn chế và nguyên nhân", "kho-khan", of=("kho-khan",)),
        Part("PHẦN II. NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI", "ky-toi", of=("ky-toi",)),
        Part("PHẦN III. KIẾN NGHỊ, ĐỀ XUẤT", "kien-nghi"),
    ),
    annexes=(
        Annexed("Tuyên truyền, dân chủ và giám sát theo địa bàn", ("tuyen-truyen-buoi", "tuyen-truyen-luot", "giam-sat", "tiep-xuc-cu-tri", "kien-nghi", "kien-nghi-tra-loi")),
        Annexed("Chăm lo đời sống nhân dân theo địa bàn", ("ho-duoc-giup", "ho-duoc-giup-ngheo", "ho-duoc-giup-can-ngheo", "tien-giup", "gao-giup", "nha-ban-giao")),
    ),
    recipients=RECIPIENTS,
)  # fmt: skip

MONTH = Outline(
    code="mttq-thang",
    name="Báo cáo tháng của Mặt trận",
    form="mttq-xa-thang",
    subject="Kết quả công tác Mặt trận {period}",
    opening="Trên cơ sở báo cáo của Mặt trận cấp dưới, kết quả công tác Mặt trận {period} như sau:",
    closing=CLOSING,
    parts=(
        Part("I. Tình hình nhân dân", "tinh-hinh", of=("tinh-hinh",)),
        Part("II. Kết quả"),
        Part("1. Tuyên truyền, vận động", "tuyen-truyen", opening=(SAY_INFORMING,), table=INFORMING),
        Part("2. Chăm lo đời sống nhân dân", "cham-lo", opening=SAY_CARING, table=CARING),
        Part("3. Dân chủ, giám sát, lắng nghe nhân dân", "dan-chu", opening=(SAY_DEMOCRACY,), table=DEMOCRACY),
        Part("4. Thực hiện kết luận của các hội nghị giao ban", "nhiem-vu", opening=(SAY_TASKS,), has_tasks=True),
        Part("III. Khó khăn và nguyên nhân", "kho-khan", of=("kho-khan",)),
        Part("IV. Việc chính của kỳ tới", "ky-toi", of=("ky-toi",)),
    ),
    annexes=(Annexed("Kết quả chủ yếu theo địa bàn", ("tuyen-truyen-buoi", "ho-duoc-giup", "tien-giup", "nha-ban-giao", "giam-sat", "kien-nghi")),),
    recipients=RECIPIENTS,
)  # fmt: skip

OUTLINES: dict[str, Outline] = {one.code: one for one in (NINE_MONTHS, MONTH)}


def outline_for(form: str) -> Outline | None:
    """The outline of reports on calls for this form; None where none comes with the program."""
    return next((one for one in OUTLINES.values() if one.form == form), None)
