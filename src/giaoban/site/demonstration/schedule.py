"""The weekly schedule of the provincial Front in the demonstration. Invented, all of it.

Last week stands as it was published; of this one an hour changed, one thing came in and one was called off; next week is
still a draft.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from giaoban.kernel import clock
from giaoban.news import operations
from giaoban.news.models import ScheduleEntry, ScheduleWeek
from giaoban.news.models.schedules import A_WEEK
from giaoban.news.operations import Planned
from giaoban.registry.actor import Actor
from giaoban.site.demonstration.news import APPROVER, EDITOR

By = Callable[[str, dt.date], Actor]
MONDAY = dt.date(2021, 10, 25)
CHAIR, DEPUTY, STANDING = "Chủ tịch", "Phó Chủ tịch Thường trực", "Ban Thường trực"
HALL, ROOM = "Hội trường Mặt trận tỉnh", "Phòng họp tầng 2"
EIGHT, HALF_PAST_TWO = dt.time(8), dt.time(14, 30)

LAST: Sequence[Planned] = (
    Planned(0, "Họp Ban Thường trực đầu tuần", "morning", dt.time(7, 30), dt.time(9), CHAIR, STANDING, ROOM),
    Planned(
        0,
        "Phát động Tháng cao điểm “Vì người nghèo”",
        "morning",
        dt.time(9, 30),
        None,
        CHAIR,
        "Ban Thường trực; các tổ chức thành viên",
        HALL,
    ),
    Planned(2, "Kiểm tra việc dựng nhà đại đoàn kết ở vùng trũng", "day", None, None, DEPUTY, "Ban Phong trào", "Hai xã ven sông"),
    Planned(4, "Giao ban trực tuyến với Mặt trận các huyện", "afternoon", dt.time(14), None, DEPUTY, "Mặt trận các huyện, thị xã, thành phố", ROOM),
)  # fmt: skip
PRESENT: Sequence[Planned] = (
    Planned(0, "Họp Ban Thường trực đầu tuần", "morning", dt.time(7, 30), dt.time(9), CHAIR, STANDING, ROOM),
    Planned(0, "Chuyên đề trực tuyến về vận động quần chúng trong tình hình mới", "afternoon", dt.time(14), None, CHAIR, "Cán bộ Mặt trận các cấp", HALL),
    Planned(1, "Thăm, tặng quà gia đình chính sách", "morning", EIGHT, None, DEPUTY, "Ban Phong trào; Mặt trận huyện", "Các xã phía bắc"),
    Planned(2, "Làm việc với đoàn khảo sát về chăm lo người nghèo", "morning", EIGHT, dt.time(11), CHAIR, STANDING, ROOM),
    Planned(3, "Hiệp thương nội dung giám sát, phản biện năm 2022", "morning", EIGHT, dt.time(11, 30), CHAIR, "Ban Thường trực; các tổ chức thành viên", HALL),
    Planned(3, "Đối thoại với đoàn viên, hội viên trẻ", "afternoon", HALF_PAST_TWO, None, DEPUTY, "Tỉnh Đoàn; Hội Sinh viên", "Nhà văn hóa Thanh niên"),
    Planned(4, "Tiếp công dân định kỳ", "morning", dt.time(7, 30), None, DEPUTY, "Ban Dân chủ - Pháp luật", "Phòng tiếp công dân"),
    Planned(5, "Dự Ngày hội Đại đoàn kết ở khu dân cư", "day", None, None, STANDING, "", "Các khu dân cư được phân công"),
)  # fmt: skip
COMING: Sequence[Planned] = (
    Planned(0, "Họp Ban Thường trực đầu tuần", "morning", dt.time(7, 30), dt.time(9), CHAIR, STANDING, ROOM),
    Planned(2, "Tiếp xúc cử tri các xã vùng biển", "day", None, None, DEPUTY, "Tổ đại biểu; Mặt trận huyện", "Nhà văn hóa các xã"),
)  # fmt: skip
LATE_ADDITION = Planned(4, "Họp bàn hỗ trợ các hộ bị ngập", "afternoon", HALF_PAST_TWO, None, CHAIR, "Ban Phong trào; Tỉnh Đoàn; Hội LHPN tỉnh", ROOM)  # fmt: skip


def publish(by: By) -> None:
    """Three weeks of the provincial Front; `by(username, day)` is who acts on a day."""
    last, present = MONDAY - A_WEEK, MONDAY
    _entered(last, LAST, by, dt.date(2021, 10, 15))
    _published(last, by, dt.date(2021, 10, 15), 16)
    entries = _entered(present, PRESENT, by, dt.date(2021, 10, 22))
    _published(present, by, dt.date(2021, 10, 22), 16)
    editor = by(EDITOR, dt.date(2021, 10, 27))
    _reworded(entries[5], replace(PRESENT[5], starts_at=dt.time(15), place=HALL), editor)
    _reworded(entries[2], replace(PRESENT[2], is_cancelled=True), editor)
    _entered(present, (LATE_ADDITION,), by, dt.date(2021, 10, 27))
    _published(present, by, dt.date(2021, 10, 27), 10)
    _entered(MONDAY + A_WEEK, COMING, by, dt.date(2021, 10, 27))


def _at(hour: int) -> dt.datetime:
    """Yesterday at this hour of Vietnam: acts of the story have happened."""
    return clock.start_of(clock.day_of(clock.now()) - dt.timedelta(days=1)) + dt.timedelta(hours=hour)


def _entered(monday: dt.date, planned: Sequence[Planned], by: By, day: dt.date) -> list[ScheduleEntry]:
    return operations.enter_in_schedule(monday=monday, planned=planned, by=by(EDITOR, day), at=_at(9))


def _reworded(entry: ScheduleEntry, planned: Planned, editor: Actor) -> None:
    operations.reword_entry(entry_id=entry.pk, base=1, planned=planned, by=editor, at=_at(9))


def _published(monday: dt.date, by: By, day: dt.date, hour: int) -> None:
    approver = by(APPROVER, day)
    week = ScheduleWeek.objects.get(unit=approver.unit_id, monday=monday)
    operations.publish_schedule(week_id=week.pk, by=approver, at=_at(hour))
