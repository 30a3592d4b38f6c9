"""What associations report up their own line: a short month form of the commune's body for each of them, in the same shape."""

import datetime as dt

from giaoban.registry.enums import UnitKind
from giaoban.reporting.checks.between import GoesWith, Rule
from giaoban.reporting.enums import FormPeriod, Level, OverTime, Window
from giaoban.reporting.enums import IndicatorKind as K
from giaoban.reporting.shipped import indicators as of
from giaoban.reporting.shipped.asking import Ask, Form, Line, Section

MEMBERS = Ask("doan-the-hoi-vien", "Hội viên, đoàn viên hiện có", "người", K.PEOPLE, over_time=OverTime.LAST)
JOINED = Ask("doan-the-ket-nap", "Hội viên, đoàn viên mới trong kỳ", "người", K.PEOPLE)
GROUPS = Ask("doan-the-chi-hoi", "Chi hội, chi đoàn đang hoạt động", "chi hội", over_time=OverTime.LAST)
HELPED = Ask("doan-the-hoi-vien-duoc-giup", "Lượt hội viên, đoàn viên được giúp đỡ", "lượt người", K.PEOPLE)
MONEY = Ask("doan-the-tien-giup", "Tiền đã giúp hội viên, đoàn viên", "đồng", K.MONEY)

WOMEN_LOANS = Ask("phu-nu-to-vay-von", "Tổ tiết kiệm và vay vốn do Hội quản lý", "tổ", over_time=OverTime.LAST)
WOMEN_CLEAN = Ask("phu-nu-nha-sach", "Gia đình mới đạt nếp sống “nhà sạch, ngõ đẹp”", "hộ")
WOMEN_ORPHANS = Ask("phu-nu-nhan-do-dau", "Trẻ em đang được Hội nhận đỡ đầu", "em", K.PEOPLE, over_time=OverTime.LAST)
YOUTH_WORKS = Ask("doan-cong-trinh", "Công trình, phần việc thanh niên hoàn thành", "công trình")
YOUTH_DAYS = Ask("doan-ngay-tinh-nguyen", "Ngày công tình nguyện", "ngày công")
YOUTH_STARTS = Ask("doan-khoi-nghiep", "Thanh niên được hỗ trợ khởi nghiệp", "người", K.PEOPLE)
VETERANS_TALKS = Ask("ccb-ke-chuyen", "Buổi kể chuyện truyền thống cho thế hệ trẻ", "buổi")
VETERANS_ROADS = Ask("ccb-doan-duong", "Đoạn đường, tổ tự quản do Hội phụ trách", "mô hình", over_time=OverTime.LAST)
FARMERS_MODELS = Ask("nong-dan-mo-hinh", "Mô hình sản xuất mới được Hội hướng dẫn", "mô hình")
FARMERS_TRAINED = Ask("nong-dan-tap-huan", "Lượt nông dân được tập huấn kỹ thuật", "lượt người", K.PEOPLE)
FARMERS_FUND = Ask("nong-dan-quy", "Vốn vay từ quỹ hỗ trợ nông dân trong kỳ", "đồng", K.MONEY)

SINCE = dt.date(2020, 1, 1)
RULES: tuple[Rule, ...] = (
    GoesWith(
        line=JOINED.code,
        others=(MEMBERS.code,),
        says="Có hội viên mới nhưng số hội viên hiện có bằng không. Ghi rõ vì sao, hoặc sửa lại.",
    ),
    GoesWith(
        line=MONEY.code,
        others=(HELPED.code,),
        says="Đã chi giúp đỡ nhưng không có ai được giúp. Ghi rõ vì sao, hoặc sửa lại.",
    ),
    GoesWith(
        line=of.SESSIONS.code,
        others=(of.LISTENERS.code,),
        says="Có buổi tuyên truyền nhưng không có lượt người dự. Ghi rõ vì sao, hoặc sửa lại.",
    ),
)
ORGANISATION = Section(
    "Tổ chức",
    (Line(MEMBERS, most=100_000), Line(JOINED, part_of=MEMBERS.code), Line(GROUPS, most=1_000)),
)
WORK = Section(
    "Hoạt động chung",
    (Line(of.SESSIONS, most=500), Line(of.LISTENERS, most=200_000), Line(HELPED, most=50_000), Line(MONEY)),
)
WORDS = Section(
    "Nhận xét",
    (
        Line(of.DIFFICULTIES, "Vướng ở đâu, vì sao, đề nghị cấp nào giúp?", is_required=False),
        Line(of.NEXT, "Việc quan trọng nhất sẽ làm, ai làm, xong khi nào?"),
    ),
)


def _month(code: str, name: str, kind: UnitKind, title: str, *own: Ask) -> Form:
    """The month form of an association in a commune: what all have, and lines of its own."""
    return Form(
        code=code,
        name=name,
        body_kind=kind,
        level=Level.COMMUNE,
        period_kind=FormPeriod.MONTH,
        window=Window.DECREE_09,
        since=SINCE,
        sections=(ORGANISATION, WORK, Section(title, tuple(Line(ask) for ask in own)), WORDS),
        rules=RULES,
    )


WOMEN_MONTH = _month(
    "phu-nu-xa-thang",
    "Báo cáo tháng của Hội Phụ nữ cấp xã",
    UnitKind.WOMENS_UNION,
    "Phụ nữ và gia đình",
    WOMEN_LOANS,
    WOMEN_CLEAN,
    WOMEN_ORPHANS,
)
YOUTH_MONTH = _month(
    "doan-xa-thang",
    "Báo cáo tháng của Đoàn Thanh niên cấp xã",
    UnitKind.YOUTH_UNION,
    "Thanh niên xung kích",
    YOUTH_WORKS,
    YOUTH_DAYS,
    YOUTH_STARTS,
)
VETERANS_MONTH = _month(
    "ccb-xa-thang",
    "Báo cáo tháng của Hội Cựu chiến binh cấp xã",
    UnitKind.VETERANS_ASSOCIATION,
    "Gương mẫu và truyền thống",
    VETERANS_TALKS,
    VETERANS_ROADS,
)
FARMERS_MONTH = _month(
    "nong-dan-xa-thang",
    "Báo cáo tháng của Hội Nông dân cấp xã",
    UnitKind.FARMERS_UNION,
    "Nông dân sản xuất, kinh doanh",
    FARMERS_MODELS,
    FARMERS_TRAINED,
    FARMERS_FUND,
)
# The Front asks the organisations beside it for little: what its own report of the quarter needs of them.
COALITION_QUARTER = Form(
    code="doan-the-tinh-quy",
    name="Báo cáo quý của các đoàn thể cấp tỉnh",
    body_kind=UnitKind.WOMENS_UNION,
    also_kinds=(
        UnitKind.YOUTH_UNION,
        UnitKind.VETERANS_ASSOCIATION,
        UnitKind.FARMERS_UNION,
        UnitKind.LABOUR_FEDERATION,
    ),
    called_by=UnitKind.FRONT,
    level=Level.PROVINCE,
    period_kind=FormPeriod.QUARTER,
    window=Window.DECREE_09,
    since=SINCE,
    sections=(
        Section("Tổ chức", (Line(MEMBERS), Line(JOINED, part_of=MEMBERS.code))),
        Section("Hoạt động", (Line(of.SESSIONS), Line(of.LISTENERS), Line(HELPED), Line(MONEY))),
        WORDS,
    ),
    rules=RULES,
)
