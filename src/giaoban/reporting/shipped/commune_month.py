"""What the Front of a commune reports each month: two pages on a phone, most of it figures that open."""

import datetime as dt

from giaoban.registry.enums import UnitKind
from giaoban.reporting.checks.between import AtMost, GoesWith
from giaoban.reporting.enums import FormPeriod, Level, Window
from giaoban.reporting.shipped import indicators as of
from giaoban.reporting.shipped.asking import Form, Line, Section

SITUATION = Section(
    "Tình hình nhân dân",
    (
        Line(
            of.SITUATION,
            "Trong kỳ bà con bàn nhiều về việc gì, mong gì, lo gì? Có việc mới cần cấp trên biết sớm không?",
        ),
    ),
    "Viết ngắn, từ ba đến mười dòng. Không nêu tên người dân.",
)
INFORMING = Section(
    "Tuyên truyền, vận động",
    (
        Line(of.SESSIONS, most=500),
        Line(of.LISTENERS, most=200_000),
        Line(of.WOMEN, part_of=of.LISTENERS.code),
        Line(of.SHARE_OF_WOMEN),
    ),
)
CARING = Section(
    "Chăm lo đời sống",
    (
        Line(of.HELPED, most=50_000, adds_up=True),
        Line(of.HELPED_POOR, part_of=of.HELPED.code),
        Line(of.HELPED_NEAR_POOR, part_of=of.HELPED.code),
        Line(of.HELPED_OTHERS, part_of=of.HELPED.code),
        Line(of.MONEY, "Chỉ tiền mặt; hiện vật ghi ở dòng riêng, không quy ra tiền."),
        Line(of.RICE, "Ghi theo tấn, phần lẻ sau dấu phẩy: 1,5."),
        Line(of.HOUSES, most=2_000, adds_up=True),
        Line(of.HOUSES_NEW, part_of=of.HOUSES.code),
        Line(of.HOUSES_MENDED, part_of=of.HOUSES.code),
    ),
)
DEMOCRACY = Section(
    "Dân chủ, giám sát, lắng nghe nhân dân",
    (
        Line(of.SUPERVISIONS, most=500),
        Line(of.VOTERS, most=500),
        Line(of.PETITIONS, most=10_000),
        Line(of.ANSWERED, part_of=of.PETITIONS.code),
        Line(of.SHARE_ANSWERED),
    ),
)
ORGANISING = Section("Tổ chức và ghi nhận", (Line(of.SELF_MANAGED, most=1_000), Line(of.ACTIVITIES)))
JUDGING = Section(
    "Tự đánh giá",
    (
        Line(of.OWN_RATING),
        Line(of.DIFFICULTIES, "Vướng ở đâu, vì sao, đề nghị cấp nào giúp?", is_required=False),
        Line(of.NEXT, "Ba việc quan trọng nhất sẽ làm, ai làm, xong khi nào?"),
    ),
)

RULES = (
    GoesWith(
        line=of.SESSIONS.code,
        others=(of.LISTENERS.code,),
        says="Có buổi tuyên truyền nhưng không có lượt người dự. Ghi rõ vì sao, hoặc sửa lại.",
    ),
    GoesWith(
        line=of.LISTENERS.code,
        others=(of.SESSIONS.code,),
        says="Có lượt người dự nhưng không có buổi tuyên truyền. Ghi rõ vì sao, hoặc sửa lại.",
    ),
    AtMost(
        line=of.LISTENERS.code,
        others=(of.SESSIONS.code,),
        times=1_000,
        says="Trung bình mỗi buổi trên 1.000 người dự. Ghi rõ vì sao, hoặc sửa lại.",
    ),
    GoesWith(
        line=of.MONEY.code,
        others=(of.HELPED.code,),
        says="Đã trao tiền mặt nhưng không có hộ nào được giúp. Ghi rõ vì sao, hoặc sửa lại.",
    ),
    GoesWith(
        line=of.RICE.code,
        others=(of.HELPED.code,),
        says="Đã trao gạo nhưng không có hộ nào được giúp. Ghi rõ vì sao, hoặc sửa lại.",
    ),
    AtMost(
        line=of.MONEY.code,
        others=(of.HELPED.code,),
        times=100_000_000,
        says="Trung bình mỗi hộ nhận trên 100 triệu đồng. Ghi rõ vì sao, hoặc sửa lại.",
    ),
)

COMMUNE_MONTH = Form(
    code="mttq-xa-thang",
    name="Báo cáo tháng của Mặt trận cấp xã",
    body_kind=UnitKind.FRONT,
    level=Level.COMMUNE,
    period_kind=FormPeriod.MONTH,
    window=Window.DECREE_09,
    since=dt.date(2020, 1, 1),
    sections=(SITUATION, INFORMING, CARING, DEMOCRACY, ORGANISING, JUDGING),
    rules=RULES,
)
