"""Briefings, tasks, reports and decisions as pages: what they say, what they cost, whom they refuse."""

import datetime as dt
import threading
import uuid

import pytest
from django.db import connection
from django.test import Client

from giaoban.briefing import operations
from giaoban.briefing.enums import LineStatus, Outcome, Verdict
from giaoban.briefing.models import Decision, Report, Task
from giaoban.kernel.due import Due
from giaoban.registry import operations as registry
from tests.briefing.pages import classed, conclusion, error_beside, imported, said, send, tree, words
from tests.cast import TODAY


@pytest.fixture
def held(confirm, linker, tuyet, at):
    """`held(3)`: a confirmed briefing with three tasks of the Women's Union."""

    def make(orders: int, day: str = "20/10/2021"):
        return confirm(imported(conclusion(orders, day), by=tuyet, at=at, linker=linker))

    return make


@pytest.fixture(autouse=True)
def _on_the_day_of_the_cast(settings, db):
    settings.DEMONSTRATION = True
    registry.set_demonstration_day(day=TODAY)


@pytest.fixture
def line(tasks, province):
    return tasks["congress"].lines.get(unit=province.women)


@pytest.fixture
def reported(line, hoa, at) -> Report:
    return operations.report(line_id=line.pk, outcome=Outcome.DONE, text="Đã xong cả hai đơn vị.", by=hoa, at=at)


# --- Lists ------------------------------------------------------------------------------------------------------------


def test_briefings_are_listed_with_how_their_tasks_stand(signed_in, tuyet, briefing):
    page = signed_in(tuyet).get("/briefings/")

    (row,) = tree(page).xpath("//ul[@data-rows]/li")
    assert row.xpath("string(.//a/@href)") == briefing.get_absolute_url()
    assert "13/10/2021" in words(row)
    assert f"{briefing.tasks.count()} nhiệm vụ" in words(row)


@pytest.mark.parametrize("rows", [1, 3])
def test_briefings_cost_the_same_however_many(signed_in, tuyet, held, rows, django_assert_num_queries):
    for day in ("20/10/2021", "21/10/2021", "22/10/2021")[:rows]:
        held(1, day)
    client = signed_in(tuyet)

    with django_assert_num_queries(QUERIES["briefings"]):
        page = client.get("/briefings/")

    assert len(tree(page).xpath("//ul[@data-rows]/li")) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_tasks_cost_the_same_however_many(signed_in, tuyet, held, rows, django_assert_num_queries):
    held(rows)
    client = signed_in(tuyet)

    with django_assert_num_queries(QUERIES["tasks"]):
        page = client.get("/tasks/")

    assert len(tree(page).xpath("//tbody/tr")) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_a_briefing_costs_the_same_however_many_tasks(signed_in, tuyet, held, rows, django_assert_num_queries):
    found = held(rows)
    client = signed_in(tuyet)

    with django_assert_num_queries(QUERIES["briefing"]):
        page = client.get(found.get_absolute_url())

    assert len(tree(page).xpath("//a[contains(@class, 'fate-task')]")) == rows


def test_every_figure_of_the_answer_line_opens_the_tasks_it_counts(signed_in, tuyet, reported, briefing):
    client = signed_in(tuyet)
    page = tree(client.get(briefing.get_absolute_url()))

    doors = page.xpath("//p[@class='answer-line']//a")

    assert len(doors) == 3  # all, waiting for acceptance, under way
    for door in doors:
        listed = tree(client.get(door.get("href")))
        assert str(len(listed.xpath("//tbody/tr"))) == words(door), door.get("href")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=dai+hoi", {"congress"}),
        ("state=reported", {"congress"}),
        ("state=late", set()),
        ("state=chẳng-có", {"recite", "count", "congress", "storm"}),
        ("kind=collective", {"recite", "count"}),
    ],
)
def test_filters_stand_in_the_address(signed_in, tuyet, tasks, reported, query, found):
    page = tree(signed_in(tuyet).get(f"/tasks/?{query}"))

    shown = {link.get("href") for link in page.xpath("//tbody/tr/th/a")}
    assert shown == {tasks[name].get_absolute_url() for name in found}


def test_the_order_stands_in_the_address_and_the_meetings_order_is_the_first(signed_in, tuyet, tasks):
    client = signed_in(tuyet)
    numbers = lambda page: [int(words(link).partition(".")[0]) for link in tree(page).xpath("//tbody/tr/th/a")]  # noqa: E731

    assert numbers(client.get("/tasks/")) == sorted(task.number for task in tasks.values())
    assert numbers(client.get("/tasks/?sort=briefing")) == sorted(
        (task.number for task in tasks.values()), reverse=True
    )


def test_a_list_without_rows_says_what_to_do(signed_in, tuyet, tasks):
    page = signed_in(tuyet).get("/tasks/?q=khongco")

    assert "Không có nhiệm vụ nào phù hợp" in said(page)
    assert "Hãy đổi hoặc bỏ các bộ lọc" in said(page)


# --- One task ---------------------------------------------------------------------------------------------------------


def test_a_task_shows_where_it_came_from_and_who_answers(signed_in, hoa, tasks):
    task = tasks["congress"]

    page = tree(signed_in(hoa).get(task.get_absolute_url()))

    assert words(page.xpath("//blockquote/mark")[0]) == task.text
    assert "trong tháng 10/2021 (đến hết 31/10/2021)" in words(classed(page, "state-line")[0])
    assert [words(step) for step in classed(page, "step-label")] == [
        "13/10/2021",
        f"Số {task.number}",
        "chưa có",
        "Sắp đến hạn",
    ]
    assert "Hội Liên hiệp Phụ nữ tỉnh" in words(classed(page, "line")[0])


def test_what_the_text_does_not_give_reads_as_not_given(signed_in, tuyet, tasks):
    page = signed_in(tuyet).get(tasks["storm"].get_absolute_url())

    assert "không nêu căn cứ" in said(page)
    assert "chưa định hạn" in words(
        classed(tree(signed_in(tuyet).get(tasks["count"].get_absolute_url())), "state-line")[0]
    )


def test_the_next_act_is_the_one_filled_button(signed_in, hoa, tuyet, lan, tasks, line, at):
    task = tasks["congress"].get_absolute_url()
    filled = lambda actor: [words(one) for one in classed(tree(signed_in(actor).get(task)), "button-main")]  # noqa: E731

    assert filled(hoa) == ["Báo cáo"]
    assert filled(tuyet) == []
    operations.report(line_id=line.pk, outcome=Outcome.DONE, text="Xong.", by=hoa, at=at)
    assert filled(tuyet) == ["Nghiệm thu"]
    assert filled(hoa) == []


@pytest.mark.parametrize("reports", [1, 3])
def test_a_task_costs_the_same_however_much_was_said(
    signed_in, tuyet, hoa, line, at, reports, django_assert_num_queries
):
    for minute in range(reports):
        operations.report(
            line_id=line.pk,
            outcome=Outcome.PROGRESS,
            text=f"Lần {minute}",
            by=hoa,
            at=at + dt.timedelta(minutes=minute),
        )
    client = signed_in(tuyet)

    with django_assert_num_queries(QUERIES["task"]):
        page = client.get(line.task.get_absolute_url())

    assert len(tree(page).xpath("//ol[@class='timeline']/li")) == reports


def test_the_panel_is_a_part_of_the_page_itself(signed_in, hoa, tasks):
    """A tap on a sentence fetches the page and shows its part: there is no second version to go wrong."""
    client, url = signed_in(hoa), tasks["congress"].get_absolute_url()

    for_the_sheet = tree(client.get(url, headers={"x-requested-with": "sheet"})).xpath("//*[@data-part='panel']")
    whole = tree(client.get(url)).xpath("//*[@data-part='panel']")

    assert len(for_the_sheet) == len(whole) == 1
    assert words(for_the_sheet[0]) == words(whole[0])


@pytest.mark.parametrize("page", ["", "due/", "basis/", "lead/"], ids=["task", "due", "basis", "lead"])
def test_a_stranger_learns_nothing_of_a_task(signed_in, stranger, tasks, page):
    answer = signed_in(stranger).get(f"{tasks['count'].get_absolute_url()}{page}")

    assert answer.status_code == 404


def test_a_stranger_learns_nothing_of_a_briefing(signed_in, stranger, briefing, line):
    client = signed_in(stranger)

    assert client.get(briefing.get_absolute_url()).status_code == 404
    assert client.get(f"{briefing.get_absolute_url()}revoke/").status_code == 404
    assert client.get(f"/lines/{line.pk}/accept/").status_code == 404
    assert tree(client.get("/tasks/")).xpath("//tbody/tr") == []


# --- Reporting --------------------------------------------------------------------------------------------------------


def test_a_body_reports_with_a_file_as_proof(signed_in, hoa, line):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = signed_in(hoa)
    proof = SimpleUploadedFile("biên bản.txt", "Biên bản đại hội".encode(), content_type="text/plain")

    answer = send(client, f"/lines/{line.pk}/report/", outcome="done", text="Đã xong.", evidence=proof)

    made = Report.objects.get(line=line)
    assert (answer.status_code, answer["Location"]) == (302, line.task.get_absolute_url())
    assert (made.text, made.evidence.get().name) == ("Đã xong.", "biên bản.txt")
    page = tree(client.get(line.task.get_absolute_url()))
    kept = client.get(page.xpath('string(//article//a[contains(., "biên bản.txt")]/@href)'))
    assert b"".join(kept.streaming_content).decode() == "Biên bản đại hội"


def test_a_report_without_words_is_refused_beside_the_field(signed_in, hoa, line):
    page = send(signed_in(hoa), f"/lines/{line.pk}/report/", outcome="done", text=" ")

    assert error_beside(page, "text") == "Hãy điền mục này."
    assert not Report.objects.exists()


def test_a_program_as_proof_is_refused_beside_the_field(signed_in, hoa, line, settings):
    from django.core.files.uploadedfile import SimpleUploadedFile

    program = SimpleUploadedFile("ảnh.jpg", b"MZ" + bytes(500), content_type="image/jpeg")

    page = send(signed_in(hoa), f"/lines/{line.pk}/report/", outcome="done", text="Xong", evidence=program)

    assert "Hãy" in error_beside(page, "evidence")
    assert not Report.objects.exists()
    assert not list(settings.FILES.rglob("*.*")) if settings.FILES.exists() else True


def test_two_clicks_report_once(signed_in, hoa, line):
    client, key = signed_in(hoa), uuid.uuid4()

    answers = [send(client, f"/lines/{line.pk}/report/", key=key, outcome="done", text="Xong") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Report.objects.filter(line=line).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_report_once(signed_in, hoa, line):
    session, key = signed_in(hoa).cookies["giaoban_session"].value, uuid.uuid4()
    together, answers = threading.Barrier(2), []

    def click():
        try:
            client = Client()
            client.cookies["giaoban_session"] = session
            together.wait(timeout=10)
            answers.append(send(client, f"/lines/{line.pk}/report/", key=key, outcome="done", text="Xong"))
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, line.task.get_absolute_url())] * 2
    assert Report.objects.filter(line=line).count() == 1


def test_the_same_key_with_other_words_changes_nothing(signed_in, hoa, line):
    client, key = signed_in(hoa), uuid.uuid4()
    send(client, f"/lines/{line.pk}/report/", key=key, outcome="done", text="Xong")

    answer = send(client, f"/lines/{line.pk}/report/", key=key, outcome="done", text="Khác")

    assert answer.status_code == 409
    assert [report.text for report in Report.objects.all()] == ["Xong"]


def test_a_role_taken_back_ends_with_the_next_request(signed_in, hoa, quan, line, at):
    client = signed_in(hoa)
    assert client.get(f"/lines/{line.pk}/report/").status_code == 200
    registry.revoke_role(assignment_id=hoa.assignment.pk, by=quan, at=at)

    answer = send(client, f"/lines/{line.pk}/report/", outcome="done", text="Xong")

    assert answer.status_code == 403
    assert not Report.objects.exists()


# --- Deciding ---------------------------------------------------------------------------------------------------------


def test_the_office_accepts_what_it_has_read(signed_in, tuyet, line, reported):
    client = signed_in(tuyet)
    page = tree(client.get(f"/lines/{line.pk}/accept/"))
    assert "Đã xong cả hai đơn vị." in words(page.xpath("//*[@data-part='dialog']")[0])

    answer = send(client, f"/lines/{line.pk}/accept/", report=page.xpath("string(//input[@name='report']/@value)"))

    line.refresh_from_db()
    assert (answer.status_code, line.status) == (302, LineStatus.ACCEPTED)


def test_a_report_is_returned_only_with_a_reason(signed_in, tuyet, line, reported):
    page = send(signed_in(tuyet), f"/lines/{line.pk}/return/", report=str(reported.pk), reason="")

    assert error_beside(page, "reason") == "Hãy điền mục này."
    assert not Decision.objects.exists()


def test_the_body_reads_why_its_report_came_back(signed_in, tuyet, hoa, line, reported):
    send(signed_in(tuyet), f"/lines/{line.pk}/return/", report=str(reported.pk), reason="Thiếu số đại biểu")

    page = tree(signed_in(hoa).get(line.task.get_absolute_url()))

    assert words(classed(page, "returned")[0]) == "Lý do trả lại: Thiếu số đại biểu"


def test_a_decision_on_a_report_that_has_been_made_anew_is_put_off(signed_in, tuyet, hoa, line, reported, at):
    """The page showed the first report; meanwhile it was returned and made again."""
    operations.decide(line_id=line.pk, report_id=reported.pk, verdict=Verdict.RETURN, reason="Chưa rõ", by=tuyet, at=at)
    operations.report(line_id=line.pk, outcome=Outcome.DONE, text="Lần hai", by=hoa, at=at + dt.timedelta(minutes=1))

    answer = send(signed_in(tuyet), f"/lines/{line.pk}/accept/", report=str(reported.pk))

    assert "hãy đọc báo cáo mới trước khi quyết định" in said(signed_in(tuyet).get(answer["Location"]))
    line.refresh_from_db()
    assert line.status == LineStatus.REPORTED


def test_two_officers_decide_and_the_second_is_told(signed_in, tuyet, line, reported):
    client = signed_in(tuyet)
    for _ in range(2):
        answer = send(client, f"/lines/{line.pk}/accept/", report=str(reported.pk))

    assert "Đã có người cho ý kiến về báo cáo này." in said(client.get(answer["Location"]))
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("report", ["", "không phải mã"])
def test_a_decision_that_names_no_report_is_put_off(signed_in, tuyet, line, reported, report):
    send(signed_in(tuyet), f"/lines/{line.pk}/accept/", report=report)

    assert not Decision.objects.exists()


# --- What a named person adds -----------------------------------------------------------------------------------------


def test_a_due_date_is_set_with_its_reason_and_the_page_says_by_whom(signed_in, tuyet, tasks):
    client, task = signed_in(tuyet), tasks["count"]

    send(client, f"{task.get_absolute_url()}due/", due="30/11/2021", seen="chưa định hạn", reason="Theo lịch họp")

    task.refresh_from_db()
    assert task.due == Due.parse("30/11/2021", TODAY)
    assert "Phạm Thị Tuyết định" in words(classed(tree(client.get(task.get_absolute_url())), "state-line")[0])


@pytest.mark.parametrize(
    ("due", "error"),
    [
        ("31/02/2022", "không có trong lịch"),
        ("sớm nhất có thể", "Hãy ghi ngày hoặc kỳ"),
        ("", "Hãy ghi ngày hoặc kỳ"),
    ],
)
def test_a_day_that_is_none_is_refused_beside_the_field(signed_in, tuyet, tasks, due, error):
    page = send(signed_in(tuyet), f"{tasks['count'].get_absolute_url()}due/", due=due, reason="Theo lịch")

    assert error in error_beside(page, "due")
    assert Task.objects.get(pk=tasks["count"].pk).due == Due.none()


def test_a_basis_needs_a_number_or_a_title(signed_in, tuyet, tasks):
    client, url = signed_in(tuyet), tasks["count"].get_absolute_url()

    refused = send(client, f"{url}basis/", kind="Kế hoạch")
    assert "Hãy ghi số hoặc trích yếu của văn bản." in said(refused)

    send(client, f"{url}basis/", kind="Kế hoạch", number="15-KH/MTTQ", issued_on="05/03/2021")
    assert "15-KH/MTTQ (05/03/2021) (Phạm Thị Tuyết bổ sung)" in said(client.get(url))


def test_revoking_names_its_consequence_and_asks_why(signed_in, tuyet, briefing):
    client, url = signed_in(tuyet), f"{briefing.get_absolute_url()}revoke/"
    assert "Các nhiệm vụ của hội nghị này tạm dừng" in words(classed(tree(client.get(url)), "consequence")[0])

    assert error_beside(send(client, url), "reason") == "Hãy điền mục này."
    answer = send(client, url, reason="Nhập nhầm văn bản")

    briefing.refresh_from_db()
    assert (briefing.revoked_by, answer["Location"]) == (tuyet.user, f"/imports/{briefing.text_import_id}/")


def test_the_keys_that_go_places_are_told(signed_in, tuyet, briefing):
    page = tree(signed_in(tuyet).get("/tasks/"))

    keys = {link.get("data-key"): link.get("href") for link in page.xpath("//*[@id='menu']//a[@data-key]")}
    expected = {"b": "/briefings/", "t": "/tasks/", "i": "/imports/", "m": "/my-work/"}
    assert {key: keys.get(key) for key in expected} == expected
    assert page.xpath("//input[@data-search]")


# Literal, so that a query more is a decision: session, account, roles, day, names in the frame; then the page's own.
QUERIES = {"briefings": 8, "tasks": 13, "briefing": 25, "task": 21}
