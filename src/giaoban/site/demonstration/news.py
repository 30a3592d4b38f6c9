"""The portal of the demonstration: sections, and articles in our own words. Invented, all of it; no person is named in them.

One was corrected, one waits for its hour, one for a second person.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from giaoban.kernel import clock
from giaoban.news import operations
from giaoban.news.enums import Verdict
from giaoban.news.models import Article, Section
from giaoban.news.operations import Told
from giaoban.registry.actor import Actor
from giaoban.site.demonstration import drawings

By = Callable[[str, dt.date], Actor]
EDITOR, APPROVER = "demo.bientap", "demo.duyetbai"
OCTOBER = 10

SECTIONS = (
    ("hoat-dong", "Hoạt động Mặt trận", "The Front at work"),
    ("doan-the", "Các đoàn thể", "Member organisations"),
    ("an-sinh", "An sinh xã hội", "Social care"),
    ("thong-bao", "Thông báo", "Notices"),
)


@dataclass(frozen=True)
class Written:
    """An article, the day of October 2021 and the hour of its publication, and what is drawn for it."""

    day: int
    hour: int
    section: str
    title: str
    summary: str
    body: str
    byline: str = ""
    tags: tuple[str, ...] = ()
    drawing: str = ""
    shows: str = ""


ARTICLES = (
    Written(
        12, 9, "hoat-dong",
        "Sáng sớm ở nhà văn hóa thôn, người cao tuổi đọc báo cho nhau nghe",
        "Từ một giá báo cũ và ấm trà buổi sáng, nhóm đọc báo của thôn giờ có hơn hai mươi người, và thêm việc chép lại những điều bà con muốn hỏi cán bộ.",
        """Sáu giờ sáng, cửa nhà văn hóa đã mở. Người đến trước quét sân, người đến sau nhóm bếp, rồi cả nhóm quây lại quanh chiếc bàn dài. Một người đọc, những người khác nghe; đọc hết bài thì bàn.

Nhóm bắt đầu chỉ có bốn người, khi Ban công tác Mặt trận thôn xin được một giá báo. Sau một năm, nhóm đông gấp năm lần, và có thêm một cuốn sổ. Cuốn sổ ghi những câu hỏi mà đọc xong báo vẫn chưa rõ: thủ tục nào đổi, khoản hỗ trợ nào còn hạn, hỏi ở đâu.

## Cuốn sổ đi đến xã

Mỗi thứ sáu, trưởng ban công tác Mặt trận mang cuốn sổ lên xã. Câu nào trả lời được ngay thì ghi luôn vào sổ, câu nào phải hỏi tiếp thì hẹn ngày.

> Trước kia nghe gì thì truyền nhau nghe, đúng sai không rõ. Giờ có chỗ để hỏi.

Đến nay cuốn sổ đã có 63 câu hỏi, 58 câu có lời đáp. Năm câu còn lại, nhóm vẫn để trang trắng chờ.""",
        tags=("Khu dân cư", "Người cao tuổi"), drawing="house", shows="Hình vẽ nhà văn hóa thôn dưới hàng cây, buổi sáng",
    ),
    Written(
        17, 16, "doan-the",
        "Thanh niên xung kích kê cao đồ đạc cho vùng trũng trước con nước",
        "Ba mươi lăm đội thanh niên chia nhau từng xóm, ưu tiên nhà có người già và trẻ nhỏ.",
        """Tin mưa lớn đến từ chiều hôm trước. Ngay tối đó, các đội thanh niên xung kích nhận danh sách những nhà cần giúp, xếp theo ba loại: có người già, có trẻ nhỏ, và chỉ có một mình.

## Việc làm trong một ngày

- Kê cao tủ, giường, lúa giống cho 42 hộ ở vùng trũng.
- Đưa gia súc của 17 hộ lên bãi cao.
- Kiểm tra 12 thuyền nhỏ, thay dây và bổ sung áo phao.

Mỗi đội để lại một tờ giấy dán cửa, ghi rõ đồ đạc đã chuyển đi đâu và gọi ai khi nước lên.""",
        byline="Tỉnh Đoàn", tags=("Phòng chống thiên tai", "Thanh niên"), drawing="river", shows="Hình vẽ dòng sông dâng cao giữa hai bờ đồi",
    ),
    Written(
        18, 8, "an-sinh",
        "Tháng cao điểm “Vì người nghèo”: mỗi thôn một danh sách, mỗi hộ một cách giúp",
        "Thay cho suất quà giống nhau, năm nay Mặt trận các cấp hỏi từng hộ cần gì trước khi vận động.",
        """Lễ phát động chỉ gói trong nửa giờ. Phần dài hơn là buổi làm việc ngay sau đó: đại diện các thôn ngồi lại, mở danh sách hộ nghèo và ghi vào cạnh từng tên một điều hộ ấy thật sự cần.

## Danh sách nói gì

| Hộ cần | Số hộ |
|---|---|
| Sửa nhà trước mùa mưa | 46 |
| Con giống, cây giống | 71 |
| Học phí, sách vở | 38 |
| Khám chữa bệnh | 29 |

Từ danh sách ấy, mỗi đoàn thể nhận phần việc hợp với mình: thanh niên nhận ngày công sửa nhà, nông dân nhận con giống, phụ nữ nhận tiếp sức học sinh.

## Tiền đi đến đâu, ghi đến đó

Mỗi khoản ủng hộ được ghi cùng hộ nhận và ngày trao. Danh sách dán ở nhà văn hóa thôn sau khi hộ nhận đồng ý; hộ không muốn nêu tên thì ghi bằng số.""",
        byline="Ủy ban MTTQ Việt Nam tỉnh", tags=("Vì người nghèo", "An sinh"), drawing="field", shows="Hình vẽ ruộng lúa và mái nhà dưới chân đồi",
    ),
    Written(
        21, 15, "doan-the",
        "Bó rau, chục trứng gửi vào khu cách ly",
        "Hội viên phụ nữ các xã góp nông sản mỗi sáng, chia theo suất ăn của khu cách ly tập trung.",
        """Năm giờ sáng, xe gom rau chạy một vòng qua tám thôn. Mỗi nhà góp thứ mình có: bó rau, chục trứng, nải chuối. Đến bảy giờ, tất cả đã nằm trong bếp của khu cách ly.

Các chị không chỉ góp rau. Mỗi ngày có hai hội viên ở lại nhặt, rửa và ghi sổ, để bếp biết trước ngày mai có gì mà nấu.

Sau hai tuần, sổ ghi được 1.260 suất ăn có rau của hội viên.""",
        byline="Hội LHPN tỉnh", tags=("Phụ nữ", "Phòng chống dịch"),
    ),
    Written(
        25, 17, "hoat-dong",
        "Mười một điểm cầu cùng bàn cách vận động quần chúng trong tình hình mới",
        "Chuyên đề trực tuyến dành nửa thời gian cho câu hỏi từ cơ sở; những câu chưa trả lời được có hẹn ngày.",
        """Hội nghị chuyên đề do Mặt trận tỉnh tổ chức nối với 11 điểm cầu huyện, thị xã, thành phố. Phần trình bày rút còn 40 phút, phần còn lại dành cho câu hỏi.

## Ba câu hỏi được nhắc nhiều nhất

1. Làm sao nắm tâm tư người trở về khi còn phải giữ khoảng cách.
2. Ai trả lời khi ý kiến của dân liên quan nhiều cơ quan.
3. Báo cáo thế nào để không phải ghi một việc nhiều lần.

Với câu thứ ba, hội nghị thống nhất dùng chung một mẫu ghi việc: làm đến đâu ghi đến đó, cuối tháng chỉ cộng lại. Câu thứ hai được giao Ban Thường trực trả lời bằng văn bản trước ngày 15/11.""",
        byline="Ban Tuyên giáo, Mặt trận tỉnh", tags=("Dân vận",), drawing="screens", shows="Hình vẽ một bức tường màn hình nối các điểm cầu",
    ),
)  # fmt: skip

CORRECTED = ("Con giống, cây giống | 71", "Con giống, cây giống | 74")
CORRECTION = "Bản đăng lúc đầu ghi 71 hộ cần con giống, cây giống; con số đúng là 74 hộ."

SCHEDULED = Written(
    30, 8, "thong-bao",
    "Lịch các buổi tiếp xúc cử tri trong tháng 11",
    "Cử tri gửi ý kiến trước qua Mặt trận xã để được xếp vào phần trả lời trực tiếp.",
    """Mặt trận tỉnh thông báo lịch dự kiến các buổi tiếp xúc cử tri trong tháng 11. Giờ và địa điểm từng nơi do Mặt trận huyện thông báo trước ít nhất năm ngày.

- Tuần thứ nhất: các xã vùng biển.
- Tuần thứ hai: các xã đồng bằng và thị trấn.
- Tuần thứ ba: các xã miền núi.

Ý kiến gửi trước được tập hợp theo nhóm, nêu rõ cơ quan trả lời.""",
    tags=("Cử tri",),
)  # fmt: skip

IN_REVIEW = Written(
    28, 8, "hoat-dong",
    "Giám sát, phản biện năm 2022: chọn ít việc, theo đến cùng",
    "Hội nghị hiệp thương thống nhất giảm số cuộc giám sát, tăng thời gian theo dõi việc thực hiện kiến nghị.",
    """Danh sách đề xuất ban đầu có mười bốn nội dung. Sau nửa ngày trao đổi, hội nghị giữ lại sáu.

Lý do không phải vì tám nội dung kia không đáng làm. Nhìn lại hai năm trước, nhiều kiến nghị sau giám sát dừng ở công văn trả lời. Năm tới, mỗi cuộc giám sát dành ít nhất ba tháng để xem kiến nghị được thực hiện đến đâu.""",
    byline="Ban Dân chủ - Pháp luật", tags=("Giám sát", "Phản biện"),
)  # fmt: skip


def publish(by: By) -> None:
    """Everything that the portal shows on 28/10/2021; `by(username, day)` is who acts on a day."""
    chief = by(APPROVER, dt.date(2021, 10, 1))
    for code, name_vi, name_en in SECTIONS:
        operations.make_section(code=code, name_vi=name_vi, name_en=name_en, by=chief, at=_at(8))
    sections = {section.code: section for section in Section.objects.all()}
    articles = {one: _published(one, sections, by) for one in ARTICLES}
    _correct(next(article for one, article in articles.items() if CORRECTED[0] in one.body), by)
    _schedule(sections, by)
    waiting = _draft(IN_REVIEW, sections, by)
    _submit(waiting, by(EDITOR, _day(27)))


def _day(day: int) -> dt.date:
    return dt.date(2021, OCTOBER, day)


def _at(hour: int) -> dt.datetime:
    """Yesterday at this hour of Vietnam: acts of the story have happened, and their hours are those of an office."""
    return clock.start_of(clock.day_of(clock.now()) - dt.timedelta(days=1)) + dt.timedelta(hours=hour)


def _told(one: Written) -> Told:
    return Told(title=one.title, summary=one.summary, body=one.body, byline=one.byline, tags=one.tags)


def _draft(one: Written, sections: Mapping[str, Section], by: By) -> Article:
    editor = by(EDITOR, min(_day(one.day), _day(27)))
    at, told = _at(max(7, one.hour - 1)), _told(one)
    article = operations.draft(told=told, section=sections[one.section], by=editor, at=at)
    if one.drawing:
        name, picture = f"{one.drawing}.png", drawings.drawn(one.drawing)
        added = operations.add_picture(article_id=article.pk, data=picture, name=name, by=editor, at=at)
        with_cover = replace(
            told, cover_id=added.picture_id, cover_alt=one.shows, cover_credit="hình vẽ minh họa của bản trình diễn"
        )
        operations.revise(article_id=article.pk, base=1, told=with_cover, by=editor, at=at)
        article.refresh_from_db()
    return article


def _submit(article: Article, editor: Actor, hour: int = 8, **more: dt.datetime | str) -> None:
    operations.submit(
        article_id=article.pk,
        base=article.latest,
        reasons={},
        by=editor,
        at=_at(hour),
        **more,  # type: ignore[arg-type]
    )


def _approve(article: Article, approver: Actor, hour: int) -> None:
    (waiting,) = article.reviews.waiting()
    operations.decide(review_id=waiting.pk, verdict=Verdict.APPROVED, reason="", by=approver, at=_at(hour))


def _published(one: Written, sections: Mapping[str, Section], by: By) -> Article:
    article = _draft(one, sections, by)
    _submit(article, by(EDITOR, _day(one.day)), max(7, one.hour - 1))
    _approve(article, by(APPROVER, _day(one.day)), one.hour)
    return article


def _correct(article: Article, by: By) -> None:
    editor = by(EDITOR, _day(19))
    article.refresh_from_db()
    last = article.revisions.select_related("cover").get(number=article.latest)
    told = Told(
        title=last.title, summary=last.summary, body=last.body.replace(*CORRECTED), byline=last.byline,
        tags=tuple(last.tags), cover_id=last.cover_id, cover_alt=last.cover_alt, cover_credit=last.cover_credit,
    )  # fmt: skip
    operations.revise(article_id=article.pk, base=last.number, told=told, by=editor, at=_at(9))
    article.refresh_from_db()
    _submit(article, editor, 9, note=CORRECTION)
    _approve(article, by(APPROVER, _day(19)), 10)


def _schedule(sections: Mapping[str, Section], by: By) -> None:
    article = _draft(SCHEDULED, sections, by)
    hour = clock.start_of(_day(SCHEDULED.day)) + dt.timedelta(hours=SCHEDULED.hour)
    _submit(article, by(EDITOR, _day(27)), publish_at=hour)
    _approve(article, by(APPROVER, _day(27)), 11)
