"""Other looks at the tasks: exports that equal the screen, the fate board, what moved, kept views, measures, two officers at once."""

import datetime as dt
import io
import threading
import uuid

import pytest
from django.db import connections
from openpyxl import load_workbook

from giaoban.briefing import operations
from giaoban.briefing.enums import Outcome, Verdict
from giaoban.briefing.models import Briefing, Series, Task
from giaoban.kernel.due import Due
from giaoban.kernel.measures import measures
from giaoban.kernel.period import Period
from giaoban.registry.models import SavedView
from tests.cast import TODAY

PAYLOADS = ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")', "＝1+1"]


def post(client, url, **fields):
    return client.post(url, {"idempotency_key": str(uuid.uuid4()), **fields})


def workbook(client, query=""):
    answer = client.get(f"/tasks/export.xlsx{query}")
    return load_workbook(io.BytesIO(answer.content)).active


def sheet(client, query=""):
    return list(workbook(client, query).iter_rows(values_only=True))[1:]


def lines(client, query=""):
    answer = client.get(f"/tasks/export.csv{query}")
    return b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()[1:]


@pytest.mark.parametrize("query", ["", "?kind=collective", "?q=dai+hoi", "?state=late"])
def test_exports_hold_the_rows_of_the_screen(signed_in, tuyet, tasks, query):
    client = signed_in(tuyet)
    shown = client.get(f"/tasks/{query}").context["page"].paginator.count

    assert len(sheet(client, query)) == len(lines(client, query)) == shown


def test_an_export_holds_only_what_the_reader_may_see(signed_in, hoa, tasks):
    client = signed_in(hoa)

    words = [row[2] for row in sheet(client)]

    assert tasks["congress"].text in words
    assert tasks["storm"].text not in words


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_of_an_export_is_a_formula(signed_in, tuyet, tasks, payload):
    Task.objects.filter(pk=tasks["congress"].pk).update(text=payload)
    client = signed_in(tuyet)

    cells = [cell for row in workbook(client).iter_rows() for cell in row if cell.value is not None]

    assert all(cell.data_type != "f" for cell in cells)
    for line in lines(client):
        for cell in line.split(","):
            assert not cell.strip('"').startswith(("=", "+", "@", "\t", "\r"))


def test_the_fate_board_shows_every_sentence(signed_in, tuyet, briefing, tasks):
    page = signed_in(tuyet).get(f"/briefings/{briefing.pk}/sentences/")

    board = page.context["board"]
    assert len(board) == briefing.current_sentences.exclude(fate="noise").count()
    assert {row.task.pk for one in board for row in one.rows} == {task.pk for task in tasks.values()}


def test_what_moved_is_shown_since_a_briefing(signed_in, tuyet, hoa, province, briefing, tasks, at):
    series = Series.objects.create(name="Giao ban quý", owner=province.party)
    Briefing.objects.filter(pk=briefing.pk).update(series=series)
    later = _second(series, tuyet, province, at)
    line = tasks["congress"].lines.get()
    said = operations.report(line_id=line.pk, outcome=Outcome.DONE, text="Xong", by=hoa, at=at)
    operations.decide(line_id=line.pk, report_id=said.pk, verdict=Verdict.ACCEPT, by=tuyet, at=at)

    page = signed_in(tuyet).get(f"/briefings/{later.pk}/moved/")

    assert [one.task for one in page.context["since"]] == [tasks["congress"]]
    assert page.context["frozen"] == len(tasks)


def _second(series, tuyet, province, at):
    from giaoban.briefing import queries

    meeting = operations.prepare_meeting(
        series=series, held_on=dt.date(2022, 1, 12), reviewed="", planned="", place="", chair="", by=tuyet, at=at
    )
    operations.open_meeting(meeting_id=meeting.pk, by=tuyet, at=at)
    operations.write_minute(
        meeting_id=meeting.pk, text="Yêu cầu Hội Liên hiệp Phụ nữ tỉnh tổng kết năm", by=tuyet, at=at
    )
    found = operations.close_meeting(
        meeting_id=meeting.pk, by=tuyet, at=at, linker=queries.linker(province.land.pk, on=TODAY)
    )
    for number in operations.sentences_left(found):
        operations.decide_sentence(import_id=found.pk, number=number, fate="none", by=tuyet, at=at)
    return operations.confirm_meeting(meeting_id=meeting.pk, by=tuyet, at=at)


def test_a_view_is_kept_found_again_and_forgotten(signed_in, hoa, tasks):
    client = signed_in(hoa)

    kept = post(client, "/tasks/views/", name="Việc quá hạn", query="?state=late")
    assert kept["Location"] == "/tasks/?state=late"
    assert SavedView.objects.get().query == "state=late"

    post(client, "/tasks/views/", forget=str(SavedView.objects.get().pk))
    assert not SavedView.objects.exists()


QUARTER = Period.of_quarter(2021, 4)


def counted(code, unit, at):
    return measures.count(f"briefing.{code}", units=[unit.pk], period=QUARTER, as_of=at + dt.timedelta(days=1))[unit.pk]


def test_measures_count_what_they_say(tasks, province, hoa, tuyet, at):
    assert counted("assigned", province.women, at) == 3
    assert counted("on_time", province.women, at) == 0
    assert counted("late", province.women, at) == 1
    line = tasks["congress"].lines.get()
    said = operations.report(line_id=line.pk, outcome=Outcome.DONE, text="Xong", by=hoa, at=at)
    operations.decide(line_id=line.pk, report_id=said.pk, verdict=Verdict.ACCEPT, by=tuyet, at=at)

    assert counted("on_time", province.women, at) == 1
    assert counted("late", province.women, at) == 0


def test_a_measure_opens_to_the_tasks_that_the_reader_may_see(tasks, province, hoa, stranger, at):
    ask = {"units": [province.women.pk], "period": QUARTER, "as_of": at + dt.timedelta(days=1)}

    own = measures.records("briefing.assigned", **ask, reader=hoa)
    others = measures.records("briefing.assigned", **ask, reader=stranger)

    assert {pointer.id for pointer in own} == {tasks[name].pk for name in ("recite", "count", "congress")}
    assert others == []


def test_the_later_of_two_officers_sees_the_difference(signed_in, tuyet, tasks):
    client = signed_in(tuyet)
    page = f"/tasks/{tasks['count'].pk}/due/"
    seen = client.get(page).context["form"].initial["seen"]
    post(client, page, due="30/11/2021", reason="Lịch", seen=seen)

    later = post(client, page, due="15/12/2021", reason="Lịch khác", seen=seen)

    assert "30/11/2021" in later.content.decode()
    assert str(Task.objects.get(pk=tasks["count"].pk).due_end) == "2021-12-01"


ROUNDS = 500


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_of_500_pairs_that_change_one_task_one_wins_and_the_other_is_told(tasks, tuyet, at):
    """Two officers save different dates at the same moment, having seen the same: nothing is overwritten unseen."""
    task, told = tasks["count"].pk, [[""] * 2 for _ in range(ROUNDS)]
    both_begin, both_saw = threading.Barrier(2, timeout=60), threading.Barrier(2, timeout=60)

    def officer(number: int) -> None:
        for turn in range(ROUNDS):
            both_begin.wait()
            seen = Task.objects.get(pk=task).due.label()
            both_saw.wait()
            due = Due.on(dt.date(2022, 1, 1) + dt.timedelta(days=2 * turn + number))
            try:
                operations.set_due(task_id=task, due=due, reason="x", by=tuyet, at=at, seen=seen)
                told[turn][number] = "saved"
            except operations.ChangedMeanwhile:
                told[turn][number] = "told"
        connections["default"].close()

    pair = [threading.Thread(target=officer, args=(number,)) for number in (0, 1)]
    for one in pair:
        one.start()
    for one in pair:
        one.join()

    assert [sorted(pair) for pair in told] == [["saved", "told"]] * ROUNDS
