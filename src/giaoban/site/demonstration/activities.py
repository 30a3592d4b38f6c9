"""What the bodies of the demonstration did in October 2021, as they recorded it. Invented, all of it; no person is named.

Tasks and acts are named by words that stand in them, so that the story holds whatever numbers the draft gives them.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from giaoban.activities import operations
from giaoban.activities.enums import ActivityKind as K
from giaoban.activities.enums import Counted, Verdict
from giaoban.activities.models import ActionProgramme, Target
from giaoban.activities.operations import Told
from giaoban.activities.queries import TARGET
from giaoban.briefing.models import Briefing, Task
from giaoban.briefing.pointers import TASK
from giaoban.documents.models import LegalAct
from giaoban.kernel import clock
from giaoban.kernel.period import Period
from giaoban.kernel.resolvers import Pointer
from giaoban.registry.actor import Actor
from giaoban.registry.models import Unit


@dataclass(frozen=True)
class Done:
    """On a day of October 2021 a body did this at a place (code of 2021); `task` and `act` by words that stand in them."""

    day: int
    body: str
    kind: K
    topic: str
    place: str
    where: str = ""
    people: int | None = None
    women: int | None = None
    task: str = ""
    act: str = ""
    days: int = 1
    words: str = ""


_23 = "23-QĐ/TW"
_25 = "25-NQ/TW"

DONE = (
    Done(4, "qt.mttq", K.MEETING, "Giao ban Ban Thường trực với Mặt trận các huyện, thị xã, thành phố", "45", "Trực tuyến, 11 điểm cầu", 64, 25),
    Done(6, "qt.lhpn", K.VISIT, "Tặng nhu yếu phẩm cho phụ nữ ở khu cách ly tập trung", "461", "Khu cách ly phường 2", 120, 120),
    Done(9, "qt.doan", K.CAMPAIGN_DAY, "Ra quân đón, hỗ trợ người dân đi xe máy từ phía Nam về quê", "470", "Chốt kiểm soát phía Nam tỉnh", 85, 31, days=3),
    Done(14, "qt.ccb", K.MEETING, "Họp Thường trực Hội, phân công chuẩn bị đại hội các cấp", "45", "Trụ sở Hội", 12, 1, "đại hội các cấp của Hội"),
    Done(15, "qt.mttq", K.DISSEMINATION, "Quán triệt Quy chế công tác dân vận cho cán bộ chủ chốt Mặt trận", "45", "Hội trường cơ quan Mặt trận tỉnh", 118, 43, "quán triệt Quyết định", _23),
    Done(16, "qt.doan", K.CAMPAIGN_DAY, "Giúp dân vùng thấp trũng di dời tài sản, gia súc", "470", "Vùng ven sông", 210, 66, "mưa lũ", days=3, words="42 hộ được giúp di dời; 35 đội thanh niên xung kích thường trực."),
    Done(17, "qt.mttq", K.CAMPAIGN_DAY, "Phát động Tháng cao điểm Vì người nghèo", "461", "Trung tâm văn hóa - điện ảnh tỉnh", 260, 118, "Tháng cao điểm"),
    Done(18, "qt.lhpn", K.DISSEMINATION, "Quán triệt Quyết định số 23-QĐ/TW trong Ban Chấp hành", "45", "Trụ sở Hội LHPN tỉnh", 41, 41, "quán triệt Quyết định", _23),
    Done(18, "qt.464.mttq", K.SUPERVISION, "Nắm tình hình chi trả hỗ trợ người gặp khó khăn vì dịch", "464", "3 xã ven biển", 27, 9),
    Done(19, "qt.doan", K.DISSEMINATION, "Sinh hoạt chi đoàn chuyên đề về phong cách dân vận", "45", "128 chi đoàn trực thuộc", 2640, 1205, "phong cách dân vận", _23, days=7),
    Done(19, "qt.19369.mttq", K.DISSEMINATION, "Phổ biến quy định phòng, chống dịch khi cấp độ dịch thay đổi", "19369", "Nhà văn hóa thôn, buổi tối", 85, 41),
    Done(20, "qt.ccb", K.DISSEMINATION, "Phổ biến Quy chế công tác dân vận tới Thường trực Hội các cấp", "45", "", 96, 4, "quán triệt Quyết định", _23),
    Done(20, "qt.ccb", K.CAMPAIGN_DAY, "Trực tại các ngầm tràn trong đợt mưa lớn", "45", "12 điểm ngầm tràn", 74, 0, "mưa lũ", days=2),
    Done(20, "qt.lhpn", K.DIALOGUE, "Lắng nghe ý kiến phụ nữ trở về từ các tỉnh phía Nam", "466", "Hội trường huyện", 62, 62, "tìm việc làm"),
    Done(21, "qt.nd", K.DISSEMINATION, "Phổ biến Quyết định số 23-QĐ/TW tại hội nghị Ban Chấp hành", "45", "", 52, 17, "quán triệt Quyết định", _23),
    Done(21, "qt.19369.mttq", K.VISIT, "Thăm các hộ khó khăn bị ảnh hưởng mưa lũ, trao quà", "19369", "4 thôn", 36, 20, words="36 suất quà, mỗi suất gồm gạo, mì ăn liền và nước uống."),
    Done(22, "qt.lhpn", K.CONGRESS, "Đại hội đại biểu phụ nữ cấp huyện, đơn vị thứ nhất", "467", "Hội trường huyện", 180, 178, "02 đơn vị cấp huyện"),
    Done(22, "qt.ldld", K.DISSEMINATION, "Phổ biến Quy chế công tác dân vận tới công đoàn cơ sở", "461", "", 143, 88, "quán triệt Quyết định", _23),
    Done(23, "qt.ldld", K.DIALOGUE, "Đối thoại với người lao động trở về về nhu cầu việc làm", "461", "Trung tâm dịch vụ việc làm", 97, 45, "tìm việc làm"),
    Done(24, "qt.nd", K.TRAINING, "Tập huấn chăm sóc vật nuôi sau mưa lũ cho nông dân", "469", "Nhà văn hóa xã", 68, 29, "mưa lũ"),
    Done(25, "qt.mttq", K.DISSEMINATION, "Chuyên đề công tác vận động quần chúng trong tình hình mới", "45", "Trực tuyến, 11 điểm cầu", 305, 131, "25-NQ/TW", _25),
    Done(25, "qt.464.mttq", K.HAND_OVER, "Bàn giao nhà Đại đoàn kết cho hộ nghèo", "464", "2 xã miền núi", 40, 18),
    Done(26, "qt.lhpn", K.CONGRESS, "Đại hội đại biểu phụ nữ cấp huyện, đơn vị thứ hai", "466", "Hội trường huyện", 172, 171, "02 đơn vị cấp huyện"),
    Done(26, "qt.19369.mttq", K.DISSEMINATION, "Vận động người trở về khai báo, theo dõi sức khỏe tại nhà", "19369", "Loa truyền thanh và 5 tổ đến từng nhà", 214, 109),
    Done(27, "qt.mttq", K.MEETING, "Hiệp thương nội dung giám sát, phản biện năm 2022", "45", "Phòng họp Mặt trận tỉnh", 23, 8, "Hiệp thương nội dung giám sát"),
    Done(27, "qt.nd", K.CAMPAIGN_DAY, "Thu hoạch giúp hội viên đang cách ly", "465", "", 55, 21),
)  # fmt: skip

PROGRAMME = "Chương trình hành động của Mặt trận tỉnh thực hiện Nghị quyết Đại hội XIII của Đảng"
GOALS = (
    (
        "Đưa nghị quyết đến từng khu dân cư",
        (
            ("Tổ chức 10 buổi quán triệt, tuyên truyền cấp tỉnh", Counted.ACTIVITIES, 10),
            ("Huy động 500 lượt người dự các buổi tuyên truyền cấp tỉnh", Counted.PARTICIPANTS, 500),
        ),
    ),
    (
        "Chăm lo người nghèo, không để ai bị bỏ lại phía sau",
        (("Mỗi huyện có kế hoạch chăm lo Tết trước tháng 12", Counted.JUDGED, None),),
    ),
)
FOR_THE_TARGET = ("Tuyên truyền kết quả Đại hội XIII tại khu dân cư điểm", "461", "Khu phố 3", 140, 71)


def record(
    held: Briefing, units: Mapping[str, Unit], lands: Mapping[str, Unit], by: Callable[[str, int], Actor]
) -> None:
    """Records everything; `by(body, day)` is who acts for a body on a day of October 2021."""
    for done in sorted(DONE, key=lambda done: done.day + done.days):
        last = dt.date(2021, 10, done.day + done.days - 1)
        operations.record(told=_told(done, held, units, lands), by=by(done.body, last.day), at=clock.now())
    _programme(units["qt.mttq"], lands, by("qt.mttq", 27))


def _told(done: Done, held: Briefing, units: Mapping[str, Unit], lands: Mapping[str, Unit]) -> Told:
    task = Task.objects.get(briefing=held, text__contains=done.task) if done.task else None
    act = LegalAct.objects.filter(number__contains=done.act).order_by("pk").first() if done.act else None
    return Told(
        kind=done.kind,
        unit_id=units[done.body].pk,
        first_day=dt.date(2021, 10, done.day),
        last_day=dt.date(2021, 10, done.day + done.days - 1),
        topic=done.topic,
        place_id=lands[done.place].pk,
        place_words=done.where,
        participants=done.people,
        women=done.women,
        act_id=act.pk if act else None,
        serves=Pointer(TASK, task.pk) if task else None,
        words=done.words,
    )


def _programme(front: Unit, lands: Mapping[str, Unit], by: Actor) -> ActionProgramme:
    at = clock.now()
    made = operations.make_programme(
        unit_id=front.pk, title=PROGRAMME, period=Period.of_phase(2021, 2025), by=by, at=at
    )
    targets: list[Target] = []
    for text, wanted in GOALS:
        goal = operations.add_goal(programme_id=made.pk, text=text, by=by, at=at)
        targets += [
            operations.add_target(goal_id=goal.pk, year=2021, text=said, counted=counted, planned=planned, by=by, at=at)
            for said, counted, planned in wanted
        ]
    topic, place, where, people, women = FOR_THE_TARGET
    day = dt.date(2021, 10, 27)
    operations.record(
        told=Told(
            kind=K.DISSEMINATION,
            unit_id=front.pk,
            first_day=day,
            last_day=day,
            topic=topic,
            place_id=lands[place].pk,
            place_words=where,
            participants=people,
            women=women,
            serves=Pointer(TARGET, targets[0].pk),
        ),
        by=by,
        at=at,
    )
    operations.review_target(
        target_id=targets[2].pk,
        verdict=Verdict.PARTLY,
        words="7 trong 10 huyện, thị xã, thành phố đã gửi dự thảo kế hoạch.",
        by=by,
        at=at,
    )
    return made
