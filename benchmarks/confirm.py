"""Confirming a briefing of 60 tasks, from the button to the answer."""

import time

from benchmarks._province import installation, load, percentile

ORDERS, ROUNDS, LIMIT_MS = 60, 7, 1000
HEAD = "Giao ban công tác Mặt trận tháng 10 năm 2021\n\nNgày 25/10/2021, Thường trực Tỉnh ủy tổ chức hội nghị giao ban tháng 10 năm 2021.\n\nKết luận hội nghị:\n\n"
ORDER = "Yêu cầu Hội Nông dân tỉnh phối hợp với Tỉnh Đoàn hoàn thành phần việc thứ {} trước ngày 30/11/2021.\n\n"


def main() -> None:
    installation()
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from giaoban.briefing import operations, queries, review
    from giaoban.briefing.models import TaskLine
    from giaoban.kernel import clock
    from giaoban.registry import queries as registry
    from giaoban.registry.models import User
    from giaoban.site.demonstration import TODAY

    office = registry.actor(User.objects.get(username="demo.vanphong"), chosen=None, on=TODAY)
    linker = queries.linker(registry.seat(office.body, on=TODAY), on=TODAY)
    took = []
    for _ in range(ROUNDS):
        text = HEAD + "".join(ORDER.format(number) for number in range(1, ORDERS + 1))
        (found,) = operations.import_text(text=text, kind="pasted", by=office, at=clock.now(), linker=linker)
        for number in operations.sentences_left(found):
            operations.decide_sentence(import_id=found.pk, number=number, fate="none", by=office)
        owner = review.owner_of(found, on=TODAY)
        with CaptureQueriesContext(connection) as seen:
            began = time.perf_counter()
            held = operations.confirm(import_id=found.pk, owner=owner, by=office, at=clock.now())
            took.append((time.perf_counter() - began) * 1000)
    tasks, lines = held.tasks.count(), TaskLine.objects.filter(task__briefing=held).count()
    print(f"   {tasks} tasks, {lines} lines; {ROUNDS} rounds; {load()}")
    took.sort()
    print(f"   p50 {percentile(took, 0.5):.0f} ms, slowest {took[-1]:.0f} ms (wanted {LIMIT_MS}); {len(seen)} queries")


if __name__ == "__main__":
    main()
