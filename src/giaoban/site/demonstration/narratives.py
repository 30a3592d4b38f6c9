"""What the communes told of the nine months of 2021, five of them at length, and the report that the Front drafts of it.

Every figure and every event is invented. The report waits to be read through and frozen: whoever tries the demonstration does.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from giaoban.kernel import clock
from giaoban.kernel.grounds import grounds
from giaoban.kernel.period import Period
from giaoban.kernel.resolvers import resolvers
from giaoban.registry.actor import Actor
from giaoban.reporting import narrative, operations
from giaoban.reporting.enums import ChartOver
from giaoban.reporting.models import Call, PeriodReport
from giaoban.reporting.operations import Picked, Source, Told
from giaoban.reporting.shipped import FORMS
from giaoban.site.demonstration import returns

Acting = Callable[[Actor, dt.date], Actor]
CALLED, HANDED_IN, ACCEPTED, WRITTEN, CONCLUDED = (
    dt.date(2021, 9, 6), dt.date(2021, 9, 15), dt.date(2021, 9, 17), dt.date(2021, 9, 28), dt.date(2021, 10, 15),
)  # fmt: skip
NINE_MONTHS = Period.of_nine_months(2021)

CALM = "Bà con cơ bản yên tâm, chấp hành tốt các quy định phòng, chống dịch COVID-19."
AWAY = "Nhân dân quan tâm việc đón người thân từ các tỉnh phía Nam trở về và việc làm cho số lao động này."
STORM = "Bà con mong công trình chống sạt lở sớm hoàn thành trước mùa mưa bão."
LOUD = "Phát thanh lưu động về phòng, chống dịch 2 buổi mỗi ngày tại các khu dân cư."
FUND = "Vận động ủng hộ Quỹ phòng, chống dịch COVID-19 với sự tham gia của các khu dân cư."
NEXT = "Chuẩn bị Ngày hội Đại đoàn kết toàn dân tộc ở khu dân cư gọn nhẹ, bảo đảm phòng dịch."
HARD = "Kinh phí hoạt động của Ban công tác Mặt trận còn hạn hẹp; cán bộ kiêm nhiệm nhiều việc."

# Code of the land → what it wrote, by question.
WORDS: Mapping[str, Mapping[str, str]] = {
    "19369": {
        "tinh-hinh": f"{CALM} {AWAY}",
        "noi-bat-tuyen-truyen": f"{LOUD} Ba tổ tự quản ven biển nhắc nhau khai báo y tế khi cập bến.",
        "noi-bat-cham-lo": f"{FUND} Giúp 4 hộ ngư dân sửa mái nhà trước mùa bão.",
        "noi-bat-dan-chu": "Giám sát việc lập danh sách hỗ trợ người lao động; 2 trường hợp trùng tên được rà lại.",
        "kho-khan": HARD,
        "ky-toi": NEXT,
    },
    "19372": {
        "tinh-hinh": f"{CALM} {STORM}",
        "noi-bat-tuyen-truyen": f"{LOUD} Công tác tuyên truyền đạt kết quả tốt, được nhân dân đồng tình.",
        "noi-bat-cham-lo": "Tổ chức 6 chuyến xe nông sản gửi đồng bào phía Nam, tổng cộng hơn 9 tấn rau củ.",
        "noi-bat-dan-chu": "Ban giám sát đầu tư của cộng đồng theo dõi 3 công trình đường thôn, kiến nghị sửa 1 đoạn cống.",
        "kho-khan": "Kinh phí hoạt động của Ban công tác Mặt trận còn hạn hẹp, cán bộ kiêm nhiệm nhiều việc.",
        "ky-toi": f"{NEXT} Hoàn thành 2 nhà Đại đoàn kết trước ngày 15/11.",
    },
    "19375": {
        "tinh-hinh": f"{AWAY} {STORM}",
        "noi-bat-tuyen-truyen": "Lồng ghép tuyên truyền bầu cử trong 12 cuộc họp thôn, hơn 700 lượt người dự.",
        "noi-bat-cham-lo": f"{FUND} Trao 35 suất quà cho gia đình có công dịp 27/7.",
        "noi-bat-dan-chu": "Tổ chức 1 cuộc đối thoại với nhân dân về quy hoạch vùng nuôi tôm, ghi nhận 14 ý kiến.",
        "kho-khan": "Đường truyền ở hai thôn chưa ổn định nên họp trực tuyến còn gián đoạn.",
        "ky-toi": "Rà soát hộ nghèo, hộ cận nghèo cuối năm bảo đảm dân chủ, công khai.",
    },
    "19498": {
        "tinh-hinh": f"{CALM} Ngư dân phấn khởi vì vụ cá nam được mùa.",
        "noi-bat-tuyen-truyen": "Phát thanh lưu động về phòng, chống dịch 2 buổi mỗi ngày ở các khu dân cư.",
        "noi-bat-cham-lo": "Tặng 20 áo phao cho các hộ nuôi trồng thủy sản ven sông.",
        "noi-bat-dan-chu": "Tiếp nhận 9 ý kiến cử tri, chuyển chính quyền xã giải quyết, đã có trả lời 7 ý kiến.",
        "kho-khan": HARD,
        "ky-toi": f"{NEXT} Vận động 100% hộ ven biển ký cam kết không xả rác.",
    },
    "19510": {
        "tinh-hinh": f"{CALM} {AWAY}",
        "noi-bat-tuyen-truyen": f"{LOUD} Nhóm Zalo “Mặt trận với dân” có 320 thành viên, đăng 45 tin.",
        "noi-bat-cham-lo": f"{FUND} Góp 150 ngày công giúp 11 hộ neo đơn thu hoạch lúa.",
        "noi-bat-dan-chu": "Giám sát chi trả hỗ trợ tại 5 điểm, chưa phát hiện sai sót.",
        "ky-toi": "Rà soát hộ nghèo, hộ cận nghèo cuối năm, bảo đảm dân chủ và công khai.",
    },
}  # fmt: skip
# What the Front has taken over so far: in which section, which sentences by how they begin, and as one paragraph or each.
TAKEN: tuple[tuple[str, tuple[str, ...], bool], ...] = (
    ("tinh-hinh", (CALM[:30], AWAY[:30]), True),
    ("tinh-hinh", (STORM[:30],), False),
    ("tuyen-truyen", (LOUD[:30], "Lồng ghép tuyên truyền"), False),
    ("cham-lo", (FUND[:30], "Tổ chức 6 chuyến xe"), False),
    ("dan-chu", ("Ban giám sát đầu tư", "Giám sát việc lập danh sách"), False),
    ("kho-khan", (HARD[:30],), False),
    ("ky-toi", (NEXT[:30], "Rà soát hộ nghèo"), True),
)
# What it shows as a chart.
DRAWN = (
    ("tuyen-truyen", "tuyen-truyen-buoi", ChartOver.MONTHS),
    ("cham-lo", "tien-giup", ChartOver.PLACES),
)
# Which figures caused which conclusions, by words of the task.
CAUSED = (
    ("chương trình giám sát, phản biện xã hội", ("giam-sat", "kien-nghi")),
    ("Đề án hỗ trợ nhà ở", ("nha-ban-giao",)),
    ("chăm lo cho hộ nghèo", ("ho-duoc-giup", "tien-giup")),
    ("mục tiêu kép", ("tuyen-truyen-luot",)),
)
OWN = "Đề nghị cấp ủy, chính quyền các cấp bố trí kinh phí hoạt động cho Ban công tác Mặt trận ở khu dân cư."


# What the others said where words are asked for, turn by turn.
SAID = (CALM, f"{CALM} {AWAY}", STORM)
# Who estimates what to the end of September.
STANDING = ("mo-hinh-tu-quan",)
ESTIMATING, ESTIMATED = ("19375", "19498"), ("tuyen-truyen-buoi", "tuyen-truyen-luot", "tien-giup")


def tell(actors: Mapping[str, Actor], on: Acting, cast: returns.Cast) -> None:
    """Five communes answer in figures and in words, of the others it was gathered; the Front drafts its report.

    `on(actor, day)` is the actor on a day.
    """
    front, at = actors["demo.mattran"], clock.now()
    call = operations.open_call(
        form=FORMS["mttq-xa-9-thang"],
        period=NINE_MONTHS,
        due=HANDED_IN,
        due_above=ACCEPTED,
        by=on(front, CALLED),
        at=at,
    )
    for code in WORDS:
        by = cast.people[code]
        acting = on(by, HANDED_IN)
        of = operations.save(call=call, unit_id=by.body, told=_told(code), revision=0, by=acting, at=at)
        operations.submit(return_id=of.pk, by=acting, at=at)
    cast.take_in(call, _answers, HANDED_IN, but=WORDS)
    cast.accept_all(call, ACCEPTED)
    lay_beside(write(call, front, on), on(front, CONCLUDED))


def lay_beside(report: PeriodReport, front: Actor) -> None:
    """The Front says which of its figures caused what the briefing concluded."""
    concluded = grounds.concluded(front, report.call.period)
    labels = resolvers.resolve(concluded, reader=front)
    ids = returns.indicators()
    for words, codes in CAUSED:
        conclusion = next(one for one in concluded if words in str(labels[one].label))
        operations.set_grounds(
            report_id=report.pk,
            conclusion=conclusion,
            indicators=[ids[code] for code in codes],
            by=front,
            at=clock.now(),
        )


def _numbers(code: str) -> dict[str, int | Decimal | None]:
    """The figures of nine months: what the months told, added up; of what goes on, how it stands."""
    months = [returns.answers(int(code), turn) for turn in returns.TURNS]
    made: dict[str, int | Decimal | None] = {}
    for name, last in months[-1].items():
        if not isinstance(last, str):
            said = [one for month in months if isinstance(one := month[name], int | Decimal)]
            made[name] = last if name in STANDING else sum(said) if said else None
    return made


def _answers(code: str) -> dict[str, returns.Answer]:
    """What a commune told that was gathered: its figures, and few words."""
    turn = int(code) % len(SAID)
    return {**_numbers(code), "tinh-hinh": SAID[turn], "tu-danh-gia": "Khá", "ky-toi": NEXT}


def _told(code: str) -> list[Told]:
    """What one of the five told: its figures, some of them estimated, and its words."""
    ids = returns.indicators()
    estimated = {ids[name] for name in ESTIMATED} if code in ESTIMATING else set()
    told = returns.told_of({**_numbers(code), "tu-danh-gia": "Khá", **WORDS[code]}, ids)
    return [replace(one, is_estimate=one.indicator_id in estimated) for one in told]


def write(call: Call, front: Actor, on: Acting) -> PeriodReport:
    """The Front begins its report on the call and takes over what it has read so far."""
    by, at = on(front, WRITTEN), clock.now()
    report = operations.begin_report(call_id=call.pk, by=by, at=at)
    for section, beginnings, as_one in TAKEN:
        part = narrative.outline(report).part(section)
        assert part is not None
        groups = narrative.offered(report, part).groups.values()
        chosen = [one for words in beginnings for one in groups if one.first.text.startswith(words)]
        picked = [Picked([_source(one.first)], [_source(said) for said in one.sentences]) for one in chosen]
        if as_one:
            picked = [
                Picked([says for one in picked for says in one.says], [also for one in picked for also in one.also])
            ]
        operations.pick(report_id=report.pk, section=section, picked=picked, by=by, at=at)
    for section, code, over in DRAWN:
        operations.add_chart(report_id=report.pk, section=section, code=code, over=over, by=by, at=at)
    operations.write_passage(report_id=report.pk, section="kien-nghi", text=OWN, by=by, at=at)
    return report


def _source(one: narrative.Sentence) -> Source:
    return Source(one.value.pk, one.span.start, one.span.end)
