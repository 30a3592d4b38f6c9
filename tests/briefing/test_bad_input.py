"""What people bring or try that cannot stand: each ends with a clear sentence, and nothing is lost or half done.

TESTING.md lists them with what is said.
"""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from giaoban.briefing import operations, reminding
from giaoban.briefing.enums import LineStatus
from giaoban.briefing.models import Report, TaskLine, TextImport
from giaoban.kernel.due import Due
from giaoban.registry import queries as registry
from giaoban.registry.enums import SuccessionKind
from giaoban.registry.models import Succession, UnitVersion
from tests.briefing.conftest import TEXT
from tests.briefing.old_lists.making import WOMEN, YOUTH, book, row
from tests.briefing.pages import said, send
from tests.cast import SINCE, TODAY, make_actor
from tests.documents.reading import making


@pytest.fixture
def line(tasks, province):
    return tasks["congress"].lines.get(unit=province.women)


# --- A due date before the briefing -----------------------------------------------------------------------------------


def test_due_date_before_the_briefing_is_refused_where_it_is_set(signed_in, tuyet, tasks):
    before = tasks["count"].due

    page = send(signed_in(tuyet), f"{tasks['count'].get_absolute_url()}due/", due="12/10/2021", reason="Theo lịch")

    assert "trước ngày giao ban 13/10/2021" in said(page)
    tasks["count"].refresh_from_db()
    assert tasks["count"].due == before


def test_due_date_before_the_briefing_is_refused_while_a_draft_is_corrected(signed_in, tuyet, text_import):
    task = text_import.tasks.order_by("start").first()

    page = send(signed_in(tuyet), f"/imports/{text_import.pk}/tasks/{task.pk}/", kind="one_off", due="12/10/2021")

    assert "trước ngày giao ban 13/10/2021" in said(page)


def test_no_operation_sets_a_due_date_before_the_briefing(tasks, tuyet, at):
    with pytest.raises(operations.DueBeforeGiven):
        operations.set_due(task_id=tasks["count"].pk, due=Due.on(dt.date(2021, 10, 12)), reason="x", by=tuyet, at=at)

    operations.set_due(task_id=tasks["count"].pk, due=Due.on(dt.date(2021, 10, 13)), reason="x", by=tuyet, at=at)


# --- An official text of another meeting ------------------------------------------------------------------------------


def test_official_text_of_another_meeting_is_refused_and_not_kept(signed_in, tuyet, briefing):
    kept = TextImport.objects.count()

    page = send(
        signed_in(tuyet), f"/briefings/{briefing.pk}/further-text/", text=TEXT.replace("13/10/2021", "14/01/2022")
    )

    assert "14/01/2022" in said(page)
    assert TextImport.objects.count() == kept


# --- A body abolished between conclusion and report -------------------------------------------------------------------


# The task is due at the end of October; a Sunday's word is said on Monday.
A_WEEK_BEFORE = dt.date(2021, 10, 25)


@pytest.fixture
def abolished(province, line):
    """On 20/10/2021 the Women's Union went into the Front: its line stands, its officer is gone."""
    day = dt.date(2021, 10, 20)
    UnitVersion.objects.filter(unit__in=(province.women, province.women_district)).update(valid=DateRange(SINCE, day))
    Succession.objects.create(predecessor=province.women, successor=province.front, on=day, kind=SuccessionKind.MERGE)
    return province.women


def test_successor_reports_for_a_body_abolished_since_the_conclusion(signed_in, abolished, line, phuc, at):
    page = send(signed_in(phuc), f"/lines/{line.pk}/report/", outcome="done", text="Đã bàn giao và hoàn thành")

    assert page.status_code == 302
    line.refresh_from_db()
    assert (line.status, line.unit) == (LineStatus.REPORTED, abolished)


def test_successor_does_not_accept_what_it_took_over(abolished, line, province, phuc, at):
    said = operations.report(line_id=line.pk, outcome="done", text="Xong", by=phuc, at=at)
    office_of_front = make_actor("tonghop", "Trương Thị Hạnh", "leader", province.front)

    with pytest.raises(PermissionDenied):
        operations.decide(line_id=line.pk, report_id=said.pk, verdict="accept", by=office_of_front, at=at)


def test_body_that_took_over_nothing_does_not_report_for_it(abolished, line, province, at):
    youth = make_actor("doan", "Cao Văn Bình", "officer", province.youth)

    with pytest.raises(PermissionDenied):
        operations.report(line_id=line.pk, outcome="done", text="Xong", by=youth, at=at)


def test_body_that_still_lives_answers_for_itself(line, province, phuc, at):
    Succession.objects.create(
        predecessor=province.women, successor=province.front, on=dt.date(2022, 1, 1), kind=SuccessionKind.MERGE
    )

    with pytest.raises(PermissionDenied):
        operations.report(line_id=line.pk, outcome="done", text="Xong", by=phuc, at=at)


def test_line_of_an_abolished_body_stands_in_the_successors_work_and_names_it(signed_in, abolished, line, phuc):
    client = signed_in(phuc)

    work, page = client.get("/my-work/").content.decode(), client.get(line.task.get_absolute_url()).content.decode()

    assert line.task.get_absolute_url() in work
    assert "Hội Liên hiệp Phụ nữ tỉnh (nay: Ủy ban MTTQ Việt Nam tỉnh)" in page
    assert f"/lines/{line.pk}/report/" in page
    assert f"/lines/{line.pk}/pass-down/" not in page


def test_reminders_of_an_abolished_body_go_to_its_successor(abolished, line, hoa, phuc, at):
    letters = {letter.user: letter for letter in operations.remind(on=A_WEEK_BEFORE, at=at)}

    assert [word.line for word in letters[phuc.user].own] == [line]
    assert hoa.user not in letters


def test_reminders_of_an_abolished_body_that_nobody_succeeds_go_up_the_line_from_the_first_word(
    abolished, line, province, hoa, phuc, tuyet, at
):
    Succession.objects.all().delete()
    UnitVersion.objects.filter(unit=province.women).update(parent=province.front)

    letters = {letter.user: letter for letter in operations.remind(on=A_WEEK_BEFORE, at=at)}

    assert {user for user, letter in letters.items() if line in [word.line for word in letter.escalated]} == {
        phuc.user, tuyet.user,
    }  # fmt: skip
    assert hoa.user not in letters


def test_work_passes_through_two_reforms(signed_in, abolished, line, province, phuc, at):
    """Women → Front in October, Front → Youth in November: whoever comes last holds what the first left."""
    day = dt.date(2021, 10, 25)
    line_below = (province.front_commune, province.front_district, province.front)
    for body in line_below:
        UnitVersion.objects.filter(unit=body).update(valid=DateRange(SINCE, day))
    Succession.objects.create(predecessor=province.front, successor=province.youth, on=day, kind=SuccessionKind.MERGE)
    youth = make_actor("doan", "Cao Văn Bình", "officer", province.youth)

    said = operations.report(line_id=line.pk, outcome="done", text="Xong", by=youth, at=at)

    assert said.line == line
    assert registry.heirs([province.women.pk], on=TODAY) == {province.women.pk: province.youth.pk}


# --- A task passed down to oneself ------------------------------------------------------------------------------------


def test_task_passed_down_to_oneself_is_refused(signed_in, hoa, line, province):
    page = send(signed_in(hoa), f"/lines/{line.pk}/pass-down/", units=str(province.women.pk))

    assert "không bao giờ chuyển cho chính mình" in said(page)
    assert TaskLine.objects.filter(parent=line).count() == 0


# --- Acceptance by the doer -------------------------------------------------------------------------------------------


def test_acceptance_by_the_doer_is_refused_with_a_sentence(signed_in, line, province, hoa, at):
    report = operations.report(line_id=line.pk, outcome="done", text="Xong", by=hoa, at=at)
    own_leader = make_actor("lanhdao", "Võ Thị Sen", "leader", province.women)

    page = signed_in(own_leader).post(
        f"/lines/{line.pk}/accept/",
        {"idempotency_key": "0192a5c8-0000-7000-8000-000000000001", "report": str(report.pk)},
        follow=True,
    )

    assert "Không ai nghiệm thu việc của chính đơn vị mình" in page.content.decode()
    line.refresh_from_db()
    assert line.status == LineStatus.REPORTED


# --- A loop of escalations --------------------------------------------------------------------------------------------


def test_bodies_never_stand_in_a_ring_so_no_escalation_goes_round(province):
    with pytest.raises(IntegrityError, match="below itself"), transaction.atomic():
        UnitVersion.objects.filter(unit=province.women).update(parent=province.women_district)


def test_escalation_goes_one_step_up_and_is_said_once(line, province, hoa, tuyet, at):
    operations.set_due(task_id=line.task_id, due=Due.on(dt.date(2021, 10, 18)), reason="x", by=tuyet, at=at)
    day = dt.date(2021, 10, 25)

    first = operations.remind(on=day, at=at)
    again = operations.remind(on=day, at=at)

    assert {letter.user.username: len(letter.escalated) for letter in first} == {"hoa": 0, "tuyet": 1}
    assert again == []
    assert reminding.words(on=day) == []


# --- Files ------------------------------------------------------------------------------------------------------------


FILES = [
    ("a photo of 50 MB", "anh.jpg", lambda: b"\xff\xd8\xff" + bytes(50 * 1024 * 1024), "trên 20 MB"),
    (
        "a polyglot file",
        "anh.jpg",
        lambda: b"\xff\xd8\xff" + bytes(200) + b"<script>alert(1)</script>",
        "giấu bên trong",
    ),
    (
        "a Word file with macros",
        "ke-hoach.docx",
        lambda: making.word(making.paragraph("a"), more=[("word/vbaProject.bin", b"x")]),
        "macro",
    ),
]


@pytest.mark.parametrize(("what", "name", "content", "words"), FILES, ids=[case[0] for case in FILES])
def test_file_as_proof_is_refused_with_a_sentence_and_the_report_is_not_sent(
    signed_in, hoa, line, settings, what, name, content, words
):
    page = send(
        signed_in(hoa),
        f"/lines/{line.pk}/report/",
        outcome="done",
        text="Đã xong việc",
        evidence=SimpleUploadedFile(name, content()),
    )

    assert words in said(page)
    assert "Đã xong việc" in page.content.decode()
    assert (Report.objects.count(), list(settings.FILES.rglob("*.*"))) == (0, [])


def test_word_file_with_macros_is_refused_as_a_text_of_a_briefing(signed_in, tuyet):
    word = making.word(making.paragraph("a"), more=[("word/vbaProject.bin", b"x")])

    page = send(signed_in(tuyet), "/imports/new/", file=SimpleUploadedFile("ket-luan.docx", word))

    assert "có macro" in said(page)
    assert TextImport.objects.count() == 0


# --- An Excel of old tasks with merged cells --------------------------------------------------------------------------


def test_old_tasks_with_merged_cells_keep_their_bodies_and_dates_and_it_is_said(signed_in, tuyet, province):
    from giaoban.briefing.models import OldList, Series

    series = Series.objects.create(name="Giao ban quý", owner=province.party)
    rows = [row(1, "Rà soát", WOMEN), row(2, "Báo cáo", None, None), row(3, "Tập huấn", WOMEN), row(None, None, YOUTH)]
    data = book(rows, merged=["C2:C3", "F2:F3", "A4:A5", "B4:B5"])

    answer = send(
        signed_in(tuyet),
        "/tasks/old/new/",
        file=SimpleUploadedFile("cu.xlsx", data),
        series=str(series.pk),
        held_on="01/10/2021",
        title="Danh sách cũ",
    )

    found = OldList.objects.get()
    told = [(one.text, one.told["lead_words"], one.joined) for one in found.rows.order_by("number")]
    assert told == [("Rà soát", WOMEN, []), ("Báo cáo", WOMEN, []), ("Tập huấn", f"{WOMEN}; {YOUTH}", [5])]
    assert "Ô gộp này gồm cả các dòng 5" in signed_in(tuyet).get(answer["Location"]).content.decode()
