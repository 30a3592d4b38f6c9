"""The indicators that the shipped forms ask for."""

from giaoban.reporting.enums import IndicatorKind as K
from giaoban.reporting.enums import Origin, OverTime, OverUnits
from giaoban.reporting.shipped.asking import Ask
from giaoban.reporting.shipped.dimensions import LIVING, SEX, WORKS

SITUATION = Ask("tinh-hinh", "Tình hình nhân dân", kind=K.TEXT, over_units=OverUnits.NONE, over_time=OverTime.LAST)
SESSIONS = Ask("tuyen-truyen-buoi", "Buổi tuyên truyền, quán triệt", "buổi", measure="activities.dissemination.count")
LISTENERS = Ask(
    "tuyen-truyen-luot",
    "Lượt người dự tuyên truyền",
    "lượt người",
    K.PEOPLE,
    measure="activities.dissemination.participants",
)
WOMEN = Ask(
    "tuyen-truyen-nu", "Trong đó lượt phụ nữ dự", "lượt người", K.PEOPLE, splits=(LISTENERS.code, SEX.code, "nu")
)
SHARE_OF_WOMEN = Ask(
    "tuyen-truyen-ty-le-nu",
    "Tỷ lệ phụ nữ dự tuyên truyền",
    "%",
    K.RATIO,
    Origin.DERIVED,
    of=("tuyen-truyen-nu", "tuyen-truyen-luot"),
)
HELPED = Ask("ho-duoc-giup", "Lượt hộ được giúp đỡ", "hộ")
HELPED_POOR = Ask("ho-duoc-giup-ngheo", "Trong đó hộ nghèo", "hộ", splits=(HELPED.code, LIVING.code, "ngheo"))
HELPED_NEAR_POOR = Ask(
    "ho-duoc-giup-can-ngheo", "Trong đó hộ cận nghèo", "hộ", splits=(HELPED.code, LIVING.code, "can-ngheo")
)
HELPED_OTHERS = Ask("ho-duoc-giup-khac", "Trong đó hộ khó khăn khác", "hộ", splits=(HELPED.code, LIVING.code, "khac"))
MONEY = Ask("tien-giup", "Tiền mặt đã trao", "đồng", K.MONEY)
RICE = Ask("gao-giup", "Gạo đã trao", "tấn", K.QUANTITY)
HOUSES = Ask("nha-ban-giao", "Nhà Đại đoàn kết bàn giao", "nhà")
HOUSES_NEW = Ask("nha-xay-moi", "Trong đó xây mới", "nhà", splits=(HOUSES.code, WORKS.code, "xay-moi"))
HOUSES_MENDED = Ask("nha-sua-chua", "Trong đó sửa chữa", "nhà", splits=(HOUSES.code, WORKS.code, "sua-chua"))
SUPERVISIONS = Ask("giam-sat", "Cuộc giám sát của Mặt trận", "cuộc", measure="activities.supervision.count")
VOTERS = Ask("tiep-xuc-cu-tri", "Cuộc tiếp xúc cử tri", "cuộc", measure="activities.voter_contact.count")
PETITIONS = Ask("kien-nghi", "Kiến nghị của nhân dân đã chuyển", "kiến nghị")
ANSWERED = Ask("kien-nghi-tra-loi", "Trong đó đã được trả lời", "kiến nghị")
SHARE_ANSWERED = Ask(
    "kien-nghi-ty-le",
    "Tỷ lệ kiến nghị được trả lời",
    "%",
    K.RATIO,
    Origin.DERIVED,
    of=("kien-nghi-tra-loi", "kien-nghi"),
)
ACTIVITIES = Ask(
    "hoat-dong", "Hoạt động đã ghi nhận trên hệ thống", "hoạt động", origin=Origin.COUNTED, measure="activities.count"
)
SELF_MANAGED = Ask("mo-hinh-tu-quan", "Mô hình tự quản đang hoạt động", "mô hình", over_time=OverTime.LAST)
OWN_RATING = Ask(
    "tu-danh-gia",
    "Tự đánh giá kết quả kỳ này",
    kind=K.CHOICE,
    over_units=OverUnits.NONE,
    over_time=OverTime.LAST,
    choices=("Tốt", "Khá", "Trung bình", "Chưa đạt"),
)
DIFFICULTIES = Ask(
    "kho-khan", "Khó khăn và nguyên nhân", kind=K.TEXT, over_units=OverUnits.NONE, over_time=OverTime.LAST
)
NEXT = Ask("ky-toi", "Việc chính của kỳ tới", kind=K.TEXT, over_units=OverUnits.NONE, over_time=OverTime.LAST)
NOTABLE_INFORMING = Ask(
    "noi-bat-tuyen-truyen",
    "Nổi bật về tuyên truyền, vận động",
    kind=K.TEXT,
    over_units=OverUnits.NONE,
    over_time=OverTime.LAST,
)
NOTABLE_CARING = Ask(
    "noi-bat-cham-lo", "Nổi bật về chăm lo đời sống", kind=K.TEXT, over_units=OverUnits.NONE, over_time=OverTime.LAST
)
NOTABLE_DEMOCRACY = Ask(
    "noi-bat-dan-chu",
    "Nổi bật về dân chủ, giám sát",
    kind=K.TEXT,
    over_units=OverUnits.NONE,
    over_time=OverTime.LAST,
)
