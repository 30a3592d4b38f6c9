"""What the public of the demonstration says: two polls. Invented; drawn with a fixed seed."""

import datetime as dt
import random
from collections.abc import Mapping

from giaoban.registry.actor import Actor
from giaoban.registry.models import Unit
from giaoban.voices import operations
from giaoban.voices.enums import Electorate, Mode
from giaoban.voices.models import Poll

CLOSED_ON, TODAY = dt.date(2021, 10, 24), dt.date(2021, 10, 28)


def tell(units: Mapping[str, Unit], actors: Mapping[str, Actor], *, at: dt.datetime) -> None:
    """A poll that runs, one that was closed and counted."""
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
