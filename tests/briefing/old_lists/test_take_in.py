"""An old list comes in: judged row by row, confirmed in one act, traced, taken back; the same file again brings nothing new."""

import datetime as dt
import io
from collections import Counter

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from giaoban.briefing import exports, operations, searching
from giaoban.briefing.enums import LineStatus, TaskStatus
from giaoban.briefing.linking import known_as
from giaoban.briefing.models import Briefing, OldList, Task
from giaoban.briefing.old_lists import showing, wording
from giaoban.briefing.old_lists.days import Order
from giaoban.briefing.old_lists.headers import Field
from giaoban.briefing.old_lists.judging import How, NoTable
from giaoban.kernel import spreadsheets
from giaoban.registry.enums import SuccessionKind, Tree, UnitKind
from giaoban.registry.models import Event, Succession
from tests.briefing.conftest import open_to_all
from tests.briefing.old_lists.making import FRONT, WOMEN, YOUTH, book, row
from tests.cast import TODAY, make_unit

THREE = [
    row(1, "Rà soát hộ nghèo", basis="Thông báo số 123-TB/TU ngày 01/10/2021"),
    row(2, "Tổ chức tập huấn", YOUTH, others=FRONT, state="Đang thực hiện", result="Đã mở 2 lớp"),
    row(3, "Báo cáo năm", "", due=None),
]


def fates(found):
    return {one.number: one.fate for one in found.rows.all()}


def codes(found, number):
    return [problem["code"] for problem in found.rows.get(number=number).problems]


def lines(task):
    return {(line.unit_id, line.part) for line in task.lines.all()}


# --- Reading counts for nothing ---------------------------------------------------------------------------------------


def test_list_that_was_only_read_makes_no_task(read):
    found = read(book(THREE))

    assert fates(found) == {2: "new", 3: "new", 4: "new"}
    assert (Task.objects.count(), Briefing.objects.count()) == (0, 0)


def test_every_row_has_one_fate_and_none_is_lost(read, take_in):
    take_in(book(THREE[:1]))
    rows = [
        *THREE,
        row(4, "Tổ chức tập huấn", YOUTH),
        row(5, None),
        row(6, "Sơ kết", due="31/02/2021"),
        row(7, "Tổng kết", state="Đã hoàn thành"),
        ["Tổng cộng", 7],
    ]

    found = read(book(rows))

    assert fates(found) == {
        2: "known", 3: "new", 4: "new", 5: "known", 6: "refused", 7: "refused", 8: "done", 9: "aside",
    }  # fmt: skip
    assert Counter(fates(found).values()) == {one.fate: one.count for one in showing.figures(found)}
    assert found.rows.get(number=5).same_as == 3


def test_list_without_a_heading_of_tasks_is_refused(read):
    with pytest.raises(NoTable, match="Theo dõi"):
        read(book([["An", 1]], heads=["Họ và tên", "Số"]))

    assert OldList.objects.count() == 0


def test_clerk_takes_no_list_in(read, lan):
    with pytest.raises(PermissionDenied):
        read(book(THREE), by=lan)


def test_list_goes_only_into_a_series_that_one_runs(read, stranger):
    with pytest.raises(PermissionDenied):
        read(book(THREE), by=stranger)


# --- Confirming -------------------------------------------------------------------------------------------------------


def test_confirmed_rows_become_tasks_of_a_dated_briefing_of_the_series(take_in, series, province):
    briefing = take_in(book(THREE))

    first, second, third = briefing.tasks.order_by("number")
    assert (briefing.series, briefing.owner, briefing.held_on) == (series, province.party, dt.date(2021, 10, 1))
    assert (first.text, first.due.last_day, lines(first)) == (
        "Rà soát hộ nghèo", dt.date(2021, 11, 30), {(province.women.pk, "lead")},
    )  # fmt: skip
    assert lines(second) == {(province.youth.pk, "lead"), (province.front.pk, "coordinating")}
    assert (third.status, third.due.last_day, lines(third)) == ("unassigned", None, set())


def test_task_is_written_once_in_the_state_that_its_lines_give_it(take_in):
    briefing = take_in(book(THREE))

    assert {task.number: task.status for task in briefing.tasks.all()} == {
        1: TaskStatus.ASSIGNED,
        2: TaskStatus.ASSIGNED,
        3: TaskStatus.UNASSIGNED,
    }
    assert [task.events.count() for task in briefing.tasks.all()] == [1, 1, 1]


def test_index_reads_the_text_of_a_list_once_however_many_sentences_it_has(take_in):
    briefing = take_in(book(THREE))

    with CaptureQueriesContext(connection) as asked:
        found = list(searching.sentences(briefing.sentences.order_by("number")))

    assert [one.title for one in found] == [task.text for task in briefing.tasks.order_by("number")]
    with_text = [query["sql"] for query in asked if "briefing_sourcetext" in query["sql"]]
    assert len(with_text) == 1
    assert "briefing_sentence" not in with_text[0]


def test_task_stands_as_a_span_in_the_text_of_the_list(take_in):
    briefing = take_in(book(THREE))

    text = briefing.text_import.source.text
    assert [text[task.start : task.end] for task in briefing.tasks.order_by("number")] == [one[1] for one in THREE]


def test_task_is_traced_to_file_sheet_and_row(take_in, at):
    task = take_in(book(THREE)).tasks.get(number=2)

    origin = task.old_row
    assert (origin.number, origin.old_list.sheet, origin.old_list.file.name) == (3, "Theo dõi", "theo-doi.xlsx")
    assert len(origin.old_list.file.sha256) == 64
    assert (origin.told["status"], origin.told["result"]) == ("Đang thực hiện", "Đã mở 2 lớp")


def test_act_that_the_list_cites_by_number_becomes_a_legal_basis(take_in, tuyet):
    task = take_in(book(THREE)).tasks.get(number=1)

    (basis,) = task.task_acts.all()
    assert (basis.act.number, basis.act.issued_on, basis.added_by) == ("123-TB/TU", dt.date(2021, 10, 1), tuyet.user)


@pytest.mark.parametrize(
    ("lead", "who"),
    [
        (f"{WOMEN}; {YOUTH}", ["women", "youth"]),
        (f"- {WOMEN}\n- {YOUTH}", ["women", "youth"]),
        (f"{WOMEN}, {YOUTH} và {FRONT}", ["women", "youth", "front"]),
        ("Hội Liên hiệp Phụ nữ tỉnh", ["women"]),
    ],
)
def test_several_bodies_answer_each_for_itself(take_in, province, lead, who):
    task = take_in(book([row(1, "Rà soát", lead)])).tasks.get()

    part = "lead" if len(who) == 1 else "member"
    assert lines(task) == {(province.units[body].pk, part) for body in who}
    assert task.kind == ("one_off" if len(who) == 1 else "collective")


def test_group_is_addressed_as_one(take_in, province):
    task = take_in(book([row(1, "Rà soát", "Mặt trận và các đoàn thể chính trị - xã hội")])).tasks.get()

    assert (task.addressee, task.kind, task.lines.count()) == (province.coalition, "collective", 3)


def test_work_without_end_is_standing(take_in):
    assert take_in(book([row(1, "Nắm tình hình", due="Thường xuyên")])).tasks.get().kind == "standing"


def test_rows_that_the_list_calls_done_come_in_when_asked_for(read, take_in):
    data = book([row(1, "Rà soát", state="Đã hoàn thành", result="Đủ")])

    assert fates(read(data)) == {2: "done"}
    task = take_in(data, how=How(take_done=True)).tasks.get()
    assert {line.status for line in task.lines.all()} == {LineStatus.ASSIGNED}


def test_list_without_a_new_row_is_not_confirmed(read, tuyet, at):
    found = read(book([row(1, None)]))

    with pytest.raises(operations.NothingNew):
        operations.confirm_old_list(old_list_id=found.pk, by=tuyet, at=at)


def test_list_is_confirmed_once(read, tuyet, at):
    found = read(book(THREE))
    operations.confirm_old_list(old_list_id=found.pk, by=tuyet, at=at)

    with pytest.raises(operations.NotUnderReview):
        operations.confirm_old_list(old_list_id=found.pk, by=tuyet, at=at)
    assert Task.objects.count() == 3


def test_confirming_is_all_or_nothing(read, tuyet, at, monkeypatch):
    found = read(book(THREE))

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("giaoban.briefing.carry.take_snapshots", fail)
    with pytest.raises(RuntimeError):
        operations.confirm_old_list(old_list_id=found.pk, by=tuyet, at=at)

    assert (Task.objects.count(), Briefing.objects.count(), OldList.objects.get().status) == (0, 0, "reviewing")


def test_stranger_confirms_nothing(read, stranger, at):
    found = read(book(THREE))

    with pytest.raises(PermissionDenied):
        operations.confirm_old_list(old_list_id=found.pk, by=stranger, at=at)


def test_events_say_who_read_and_who_took_in(take_in):
    take_in(book(THREE))

    told = Event.objects.filter(type__startswith="briefing.old_list").order_by("seq").values_list("type", "data")
    assert list(told) == [
        ("briefing.old_list_read", {"rows": 3}),
        ("briefing.old_list_taken", {"tasks": 3, "title": "Danh sách cũ"}),
    ]


# --- The same again ---------------------------------------------------------------------------------------------------


def test_same_file_again_brings_nothing_new(read, take_in):
    take_in(book(THREE))

    assert set(fates(read(book(THREE))).values()) == {"known"}


def test_same_file_again_brings_nothing_new_after_a_task_was_put_right(read, take_in, tuyet, province, at):
    data = book(THREE)
    task = take_in(data).tasks.get(number=3)
    operations.name_lead(task_id=task.pk, unit_id=province.front.pk, by=tuyet, at=at)

    assert set(fates(read(data)).values()) == {"known"}


def test_row_known_by_its_words_bodies_and_due_date_in_another_file(read, take_in):
    take_in(book(THREE))

    found = read(
        book(
            [
                row(9, "  rà soát  HỘ nghèo", "Hội Liên hiệp Phụ nữ tỉnh"),
                row(10, "Rà soát hộ nghèo", YOUTH),
                row(11, "Rà soát hộ nghèo", due="01/12/2021"),
            ]
        )
    )

    assert fates(found) == {2: "known", 3: "new", 4: "new"}
    assert found.rows.get(number=2).twin.text == "Rà soát hộ nghèo"


def test_list_read_twice_and_confirmed_twice_makes_each_task_once(read, tuyet, at):
    first, second = read(book(THREE)), read(book([*THREE, row(4, "Sơ kết")]))
    operations.confirm_old_list(old_list_id=first.pk, by=tuyet, at=at)

    briefing = operations.confirm_old_list(old_list_id=second.pk, by=tuyet, at=at)

    assert [task.text for task in briefing.tasks.all()] == ["Sơ kết"]
    assert fates(second) == {2: "known", 3: "known", 4: "known", 5: "new"}


def exported(tuyet):
    tasks = Task.objects.visible_to(tuyet).in_force().order_by("briefing__held_on", "number")
    rows = exports.values(tasks, today=TODAY)
    return spreadsheets.xlsx("Nhiệm vụ", exports.heads(), rows, widths=exports.WIDTHS, note="Số liệu minh hoạ")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_we_export_is_read_back_with_nothing_new(read, briefing, take_in, tuyet, at, language):
    """Tasks of a conclusion, collective ones among them, and of an old list: each is known again."""
    from django.utils import translation

    take_in(
        book(
            [*THREE, row(4, "Đi thực tế", f"{WOMEN}; {YOUTH}", due="Quý IV/2021"), row(5, "Việc không rõ", "Đội 5")],
        ),
        how=How(chosen={known_as("Đội 5"): "words"}),
    )
    with translation.override(language):
        data = exported(tuyet)

    found = read(data, name="nhiem-vu.xlsx")

    assert found.rows.count() == Task.objects.count() > 8
    assert [(one.text, one.problems) for one in found.rows.exclude(fate="known")] == []


# --- Names ------------------------------------------------------------------------------------------------------------


def test_name_that_is_not_in_the_directory_is_asked_for(read, tuyet, at, province):
    found = read(book([row(1, "Rà soát", "Đội công tác số 5")]))

    assert operations.names_left(found) == ["Đội công tác số 5"]
    with pytest.raises(operations.NamesLeft):
        operations.confirm_old_list(old_list_id=found.pk, by=tuyet, at=at)


@pytest.mark.parametrize("choice", ["body", "words"])
def test_person_says_whom_a_name_means_or_keeps_the_words(take_in, province, choice):
    chosen = f"unit:{province.women.pk}" if choice == "body" else "words"

    task = take_in(
        book([row(1, "Rà soát", "Đội công tác số 5")]), how=How(chosen={known_as("Đội công tác số 5"): chosen})
    ).tasks.get()

    assert lines(task) == ({(province.women.pk, "lead")} if choice == "body" else set())
    assert task.responsible_text == "Đội công tác số 5"


@pytest.fixture
def merged_away(province):
    """A body of the province that went into the Front's on 1 July."""
    ended = make_unit(
        "poor",
        "Ban Vì người nghèo tỉnh",
        UnitKind.FRONT,
        seat=province.land,
        tree=Tree.ORGANISATION,
        until=dt.date(2021, 7, 1),
    )
    Succession.objects.create(
        predecessor=ended, successor=province.front, on=dt.date(2021, 7, 1), kind=SuccessionKind.MERGE
    )
    return ended


def test_abolished_body_is_asked_for_and_never_given_a_task(read, merged_away):
    found = read(book([row(1, "Vận động quỹ", "Ban Vì người nghèo tỉnh")]))

    assert codes(found, 2) == ["abolished_body"]
    assert "đã giải thể" in wording.of_row(found.rows.get().problems[0])
    assert operations.names_left(found) == ["Ban Vì người nghèo tỉnh"]


# --- Read otherwise ---------------------------------------------------------------------------------------------------


def test_another_column_may_be_the_task(read, tuyet, at):
    from giaoban.documents.reading.tables import read_table

    data = book([[1, "Việc A", "Mô tả của A", WOMEN]], heads=["STT", "Nội dung", "Mô tả", "Chủ trì"])
    found = read(data)

    operations.reread_old_list(
        old_list_id=found.pk,
        book=read_table(data, name="a.xlsx"),
        how=How(found.sheet, {Field.TEXT: 3, Field.LEAD: 4}, Order.DAY_FIRST),
        by=tuyet,
        at=at,
    )

    assert [one.text for one in found.rows.all()] == ["Mô tả của A"]


def test_sheets_that_are_not_read_and_what_is_hidden_are_told(read):
    def more(made, page):
        other = made.create_sheet("Năm 2020")
        other.append(["x"])
        other.sheet_state = "hidden"
        page.row_dimensions[3].hidden = True
        page.column_dimensions["C"].hidden = True

    found = read(
        book(
            [[*one, "thừa"] for one in THREE],
            heads=[
                "STT",
                "Nội dung nhiệm vụ",
                "Đơn vị chủ trì",
                "Đơn vị phối hợp",
                "Ngày giao",
                "Thời hạn",
                "Trạng thái",
                "Kết quả",
                "Căn cứ",
                "Ghi chú",
                "Màu",
            ],
            change=more,
        )
    )

    assert [note["code"] for note in found.notes] == [
        "hidden_sheet_left",
        "hidden_rows",
        "hidden_columns",
        "columns_left",
    ]
    assert "Màu" in wording.of_file(found.notes[-1])


# --- What is left out -------------------------------------------------------------------------------------------------


def test_rows_left_out_can_be_taken_along_with_their_reasons(read):
    found = read(book([row(1, None, note="=HYPERLINK(1)"), row(2, "Sơ kết", due="31/02/2021"), row(3, "Rà soát")]))

    data = spreadsheets.xlsx("A", showing.left_heads(found), showing.left_values(found), widths=[9] * 13)

    page = load_workbook(io.BytesIO(data)).active
    told = [[cell.value for cell in line] for line in page.iter_rows()]
    assert [(line[0], line[2], line[-1].split(".")[0]) for line in told[1:]] == [
        (2, None, "Ô B2 không có nội dung nhiệm vụ"),
        (3, "Sơ kết", "“31/02/2021” ở ô F3 không có trong lịch"),
    ]
    assert told[0][1:3] == ["STT", "Nội dung nhiệm vụ"]


def test_cell_that_begins_like_a_formula_stays_text_when_it_is_taken_along(read):
    def as_text(made, page):
        page["J2"].value = '=CMD("x")'
        page["J2"].data_type = "s"

    found = read(book([row(1, None)], change=as_text))

    data = spreadsheets.xlsx("A", showing.left_heads(found), showing.left_values(found), widths=[9] * 13)

    cell = load_workbook(io.BytesIO(data)).active["K2"]
    assert (cell.value, cell.data_type) == ('=CMD("x")', "s")


def test_rows_left_out_are_recognised_when_they_are_put_right_and_sent_again(read):
    found = read(book([row(1, "Sơ kết", due="31/02/2021")]))
    data = spreadsheets.xlsx("A", showing.left_heads(found), showing.left_values(found), widths=[9] * 13)

    again = read(data, name="dong-khong-nhan.xlsx")

    assert again.rows.get().problems[0]["code"] == "bad_day"


# --- Taking back ------------------------------------------------------------------------------------------------------


def test_list_is_taken_back_with_a_reason_and_can_be_taken_in_anew(take_in, read, tuyet, at):
    briefing = take_in(book(THREE))

    operations.revoke(briefing_id=briefing.pk, reason="Nhầm tệp", by=tuyet, at=at)

    assert Task.objects.in_force().count() == 0
    assert briefing.text_import.__class__.objects.get(pk=briefing.text_import_id).status == "confirmed"
    assert set(fates(read(book(THREE))).values()) == {"new"}


@pytest.mark.parametrize("work", ["report", "comment", "extension"])
def test_list_stays_once_somebody_worked_on_it(take_in, tuyet, hoa, at, work):
    briefing = take_in(book(THREE))
    task = briefing.tasks.get(number=1)
    line = task.lines.get()
    if work == "report":
        operations.report(line_id=line.pk, outcome="progress", text="Đang làm", by=hoa, at=at)
    elif work == "comment":
        operations.comment(task_id=task.pk, text="Cần thêm người", by=hoa, at=at)
    else:
        operations.ask_extension(line_id=line.pk, last_day=dt.date(2021, 12, 15), reason="Lũ", by=hoa, at=at)

    with pytest.raises(operations.WorkedOn):
        operations.revoke(briefing_id=briefing.pk, reason="Nhầm", by=tuyet, at=at)

    assert Briefing.objects.in_force().count() == 1


def test_list_is_no_conclusion(take_in, tuyet, at, linker):
    briefing = take_in(book(THREE))

    with pytest.raises(operations.NotAConclusion):
        open_to_all(briefing, by=tuyet, at=at)
    with pytest.raises(operations.NotAConclusion):
        operations.import_further_text(
            briefing_id=briefing.pk, text="Thông báo", kind="pasted", by=tuyet, at=at, linker=linker
        )


def test_discarded_list_makes_nothing(read, tuyet, at):
    found = read(book(THREE))

    operations.discard_old_list(old_list_id=found.pk, by=tuyet, at=at)

    with pytest.raises(operations.NotUnderReview):
        operations.confirm_old_list(old_list_id=found.pk, by=tuyet, at=at)


# --- What the next briefing sees --------------------------------------------------------------------------------------


def test_next_briefing_of_the_series_opens_with_the_tasks_of_the_list(take_in, series):
    from giaoban.briefing import carry

    take_in(book([row(1, "Rà soát", due="05/10/2021"), row(2, "Báo cáo")]))

    found = carry.earlier_tasks(series, before=dt.date(2021, 10, 28))

    opening = carry.opening(found, today=TODAY)
    assert (opening.late, opening.not_yet_due) == (1, 1)
    assert opening == carry.recount(
        list(found.prefetch_related("lines")), until=dt.datetime(2030, 1, 1, tzinfo=dt.UTC), today=TODAY
    )
