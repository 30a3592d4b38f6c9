"""What the public of the demonstration says: two polls and some voices. Invented, harmless; drawn with a fixed seed."""

import datetime as dt
import random
from collections.abc import Mapping

from giaoban.registry.actor import Actor
from giaoban.registry.enums import Tree
from giaoban.registry.models import Unit
from giaoban.voices import operations
from giaoban.voices.enums import Category, Electorate, Mode, VoiceKind
from giaoban.voices.models import Poll, Voice
from giaoban.voices.operations import Said

CLOSED_ON, TODAY = dt.date(2021, 10, 24), dt.date(2021, 10, 28)


def tell(units: Mapping[str, Unit], actors: Mapping[str, Actor], *, at: dt.datetime) -> None:
    """A poll that runs, one that was closed and counted; voices in each state."""
    editor = actors["demo.ykien"]
    _closed(units["qt.mttq"], editor, at)
    running = _asked(
        units["qt.mttq"],
        "Bà con muốn nhận tin về các đợt vận động, cứu trợ bằng cách nào?",
        ("Loa truyền thanh thôn, khu phố", "Tin nhắn điện thoại", "Trang tin của Mặt trận", "Bảng tin nhà văn hóa"),
        dt.date(2021, 10, 20),
        dt.date(2021, 11, 10),
        mode=Mode.SEVERAL,
        most=2,
        hides_results=False,
    )
    poll = _opened(running, editor, dt.date(2021, 10, 20), at)
    _answers(poll, (46, 38, 21, 17), TODAY, seed="running")
    _voices(units, actors, at)


def _closed(unit: Unit, editor: Actor, at: dt.datetime) -> Poll:
    asked = _asked(
        unit,
        "Ngày hội Đại đoàn kết ở khu dân cư năm nay nên tổ chức vào buổi nào?",
        ("Sáng Chủ nhật", "Chiều Chủ nhật", "Tối ngày thường"),
        dt.date(2021, 10, 4),
        dt.date(2021, 10, 23),
    )
    poll = _opened(asked, editor, dt.date(2021, 10, 4), at)
    _answers(poll, (83, 29, 41), dt.date(2021, 10, 22), seed="closed")
    return operations.close_poll(poll_id=poll.pk, by=_on(editor, CLOSED_ON), at=at)


def _asked(
    unit: Unit, question: str, options: tuple[str, ...], first: dt.date, last: dt.date, **more: object
) -> operations.Asked:
    return operations.Asked(
        unit_id=unit.pk,
        question=question,
        options=options,
        electorate=Electorate.ANYBODY,
        first_day=first,
        last_day=last,
        **more,  # type: ignore[arg-type]
    )


def _on(actor: Actor, day: dt.date) -> Actor:
    return Actor(actor.user, actor.assignment, day)


def _opened(asked: operations.Asked, editor: Actor, day: dt.date, at: dt.datetime) -> Poll:
    made = operations.make_poll(asked=asked, by=_on(editor, day), at=at)
    return operations.open_poll(poll_id=made.pk, by=_on(editor, day), at=at)


def _answers(poll: Poll, counts: tuple[int, ...], on: dt.date, *, seed: str) -> None:
    """So many answers for each choice, one choice an answer, in an order drawn with the seed."""
    said = [number for number, count in enumerate(counts, start=1) for _ in range(count)]
    random.Random(seed).shuffle(said)  # noqa: S311 - a demonstration, the same each time
    for place, number in enumerate(said):
        operations.answer_openly(
            poll_id=poll.pk, choices=[number], receipt=f"{seed} {place}", browser=f"{seed} {place}", on=on
        )


# Day of October 2021, kind, category, code of the land, topic, words.
SENT = (
    (11, VoiceKind.REPORT, Category.STREETS, "461", "Đèn đường không sáng ở lối vào nhà văn hóa", "Ba bóng đèn ở đoạn rẽ vào nhà văn hóa khu phố đã tắt gần một tuần, buổi tối đi họp khó nhìn đường. Mong được thay sớm."),
    (14, VoiceKind.PETITION, Category.SCHOOLS, "464", "Xin thêm giờ mở cửa thư viện huyện", "Các cháu tan học về muốn đọc sách nhưng thư viện đóng cửa sớm. Đề nghị mở thêm đến bảy giờ tối hai ngày trong tuần."),
    (19, VoiceKind.OPINION, Category.ENVIRONMENT, "19369", "Góp ý về điểm gom rác ở chợ xã", "Chợ phiên đông người mà chỉ có một điểm gom rác ở cuối chợ. Nếu đặt thêm một điểm ở đầu chợ thì bà con bỏ rác đúng chỗ hơn."),
    (25, VoiceKind.REPORT, Category.STREETS, "461", "Nắp cống kêu to khi xe qua", "Nắp cống trước cổng chợ bị kênh, xe máy qua lại kêu to cả đêm. Tôi tên là ông Lê Văn Mẫu, điện thoại 0900 000 000."),
    (26, VoiceKind.OPINION, Category.WELFARE, "45", "Cảm ơn các đội giúp dân sau mưa lũ", "Các đội thanh niên đến giúp dọn bùn rất nhanh. Lần sau nên báo trước giờ đến qua loa để bà con chuẩn bị dụng cụ."),
    (27, VoiceKind.REPORT, Category.SERVICE, "464", "Hỏi về quyết định hành chính", "Tôi muốn hỏi nộp đơn khiếu nại một quyết định hành chính thì nộp ở đâu."),
)  # fmt: skip
ANSWERS = {
    0: "Mặt trận huyện đã chuyển đơn vị quản lý chiếu sáng; ba bóng đèn đã được thay ngày 18/10/2021. Cảm ơn bà con đã báo.",
    1: "Thư viện mở cửa đến 19 giờ vào thứ ba và thứ năm hằng tuần, bắt đầu từ ngày 01/11/2021.",
}


def _voices(units: Mapping[str, Unit], actors: Mapping[str, Actor], at: dt.datetime) -> None:
    """Two answered and public, one with a body, three to be read: one that names its sender, one that sounds of the law."""
    lands = {unit.code: unit for unit in Unit.objects.filter(tree=Tree.TERRITORY, edition="pre-2025")}
    handler, district = actors["demo.tiepnhan"], actors["demo.huyen"]
    sent = [_sent(place, told, lands, at) for place, told in enumerate(SENT)]
    for place, voice in enumerate(sent[:3]):
        day = voice.received_on + dt.timedelta(days=1)
        operations.route(voice_id=voice.pk, unit_id=units["qt.464.mttq"].pk, by=_on(handler, day), at=at)
        operations.take(voice_id=voice.pk, by=_on(district, day), at=at)
        if place in ANSWERS:
            answered = day + dt.timedelta(days=5)
            operations.answer(voice_id=voice.pk, text=ANSWERS[place], by=_on(district, answered), at=at)
            operations.publish(voice_id=voice.pk, topic=voice.topic, text=voice.text, by=_on(handler, answered), at=at)


def _sent(
    place: int, told: tuple[int, VoiceKind, Category, str, str, str], lands: Mapping[str, Unit], at: dt.datetime
) -> Voice:
    day, kind, category, land, topic, text = told
    said = Said(kind=kind, category=category, place_id=lands[land].pk, topic=topic, text=text)
    return operations.send_voice(said=said, code=f"demonstration {place}", on=dt.date(2021, 10, day), at=at)
