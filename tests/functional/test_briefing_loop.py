"""The loop of the briefing room in a browser, on the demonstration province: what was concluded is done, said again by the
signed notice, returned and corrected, carried to the next briefing, and opens in Word. Nothing concluded is lost."""

import datetime as dt
import io
import re
import shutil
import subprocess

import docx
import pypdfium2
import pytest

from giaoban.activities.models import Activity
from giaoban.briefing.models import Briefing, Meeting, Task
from giaoban.registry.models import Event
from tests.functional.conftest import PHONE
from tests.functional.test_first_light import sign_in, sign_out

pytestmark = pytest.mark.slow

HELD, NEXT = dt.date(2021, 10, 13), dt.date(2022, 1, 12)
SOFFICE = shutil.which("soffice")


def task(words: str) -> Task:
    return Task.objects.get(briefing__held_on=HELD, text__contains=words)


def enter(page, username: str, path: str = "") -> None:
    """Signs out whoever is there, signs in, and opens a page."""
    sign_out(page)
    sign_in(page, username)
    if path:
        page.goto(path)


def press(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def on_a_phone(page) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})


def record(page, username: str, words: str, topic: str, people: int) -> None:
    """A body records for a task what it did, from the task's page."""
    enter(page, username, task(words).get_absolute_url())
    page.get_by_role("link", name="Ghi việc đã làm").click()
    page.locator("input[name=kind][value=dissemination]").check(force=True)
    page.locator("input[name=topic]").fill(topic)
    page.locator("input[name=participants]").fill(str(people))
    press(page, "Ghi nhận")
    page.wait_for_url(re.compile(r"/activities/[0-9a-f-]{36}/"))


def report(page, username: str, words: str, outcome: str, text: str) -> None:
    """A body reports on its own line of a task."""
    enter(page, username, task(words).get_absolute_url())
    page.locator("a[href$='/report/']").first.click()
    page.locator(f"input[name=outcome][value={outcome}]").check()
    page.locator("textarea[name=text]").fill(text)
    press(page, "Gửi báo cáo")
    page.wait_for_url("**/tasks/**")


# --- What was concluded is done -----------------------------------------------------------------------------------------------


def test_bodies_record_say_none_occurred_and_correct_what_was_returned(page, shoot, demonstration):
    on_a_phone(page)
    style, congress = "phong cách dân vận", "02 đơn vị cấp huyện"

    record(page, "demo.phunu", style, "Sinh hoạt chi hội về phong cách dân vận", 64)
    shoot("loop-activity")
    on_a_phone(page)
    record(page, "demo.ccb", style, "Gặp mặt hội viên làm công tác dân vận", 38)
    report(page, "demo.nongdan", style, "none_occurred", "Trong kỳ chưa tổ chức; sẽ làm cùng đại hội cơ sở.")
    shoot("loop-none-occurred")

    told = task(style)
    assert Activity.objects.filter(serves_kind="briefing.task", serves_id=told.pk).count() == 3
    assert told.lines.get(unit__code="qt.nd").status == "none_occurred"
    assert told.status == "in_progress", "that nothing occurred at one body says nothing of the others"

    enter(page, "demo.danvan", task(congress).get_absolute_url())
    page.locator("a[href$='/return/']").first.click()
    page.wait_for_selector("dialog[open] [data-part=dialog]")
    page.locator("dialog[open] textarea[name=reason]").fill("Ghi rõ số đại biểu và ngày bế mạc từng đơn vị.")
    shoot("loop-return")
    page.locator("form[action$='/return/'] button[type=submit]").first.click()
    page.wait_for_url("**/tasks/**")
    assert task(congress).status == "returned"

    on_a_phone(page)
    enter(page, "demo.phunu")
    assert "Bị trả lại" in page.locator("li", has_text="02 đơn vị cấp huyện").inner_text()
    report(page, "demo.phunu", congress, "done", "180 đại biểu, bế mạc 22/10; 172 đại biểu, bế mạc 26/10.")
    enter(page, "demo.danvan", task(congress).get_absolute_url())
    page.locator("a[href$='/accept/']").first.click()
    page.wait_for_selector("dialog[open] [data-part=dialog]")
    page.locator("form[action$='/accept/'] button[type=submit]").first.click()
    page.wait_for_selector("text=Rút lại nghiệm thu")
    shoot("loop-corrected")
    assert task(congress).status == "accepted"
    assert "Ghi rõ số đại biểu" in page.locator("#history").inner_text(), "what was returned stays in its history"


# --- The official notice arrives ----------------------------------------------------------------------------------------------

CHANGED = (
    ("trong tháng 10/2021. (Thời hạn: trong tháng 10/2021 (đến 31/10/2021).)", "trước ngày 15/11/2021."),
    ("trong mùa mưa bão.", "trong mùa mưa bão năm 2021."),
)


def test_the_signed_notice_changes_two_sentences_and_each_difference_is_decided(page, shoot, demonstration):
    held = Briefing.objects.get(held_on=HELD)
    before = {one.pk: one.status for one in held.tasks.all()}
    enter(page, "demo.vanphong", held.get_absolute_url())
    page.locator("#papers + ul a", has_text="Thông báo").click()
    page.get_by_role("link", name="Sửa", exact=True).click()
    text = page.locator("textarea[name=text]")
    words = text.input_value()
    for old, new in CHANGED:
        assert words.count(old) == 1
        words = words.replace(old, new)
    text.fill(words)
    press(page, "Lưu dự thảo")
    page.wait_for_selector("text=Trình ký")
    shoot("loop-notice")
    press(page, "Trình ký")
    page.get_by_role("link", name="Văn bản đã ký gửi về…").click()
    page.locator("input[name=number]").fill("45")
    page.locator("input[name=signed_on]").fill("2021-10-28")
    page.locator("main form button[type=submit]").last.click()

    page.get_by_role("link", name="Đối chiếu với nhiệm vụ đã giao").click()
    assert "trước ngày 15/11/2021" in page.locator("textarea[name=text]").input_value()
    shoot("loop-further-text")
    press(page, "So sánh")
    page.wait_for_selector("#differences article")
    shoot("loop-differences")
    rows = page.locator("#differences article")
    told = [rows.nth(n).locator(".card-head").inner_text() for n in range(rows.count())]
    assert len(told) == 3, told
    assert [sum(f"Nhiệm vụ {number}" in one for one in told) for number in (15, 16)] == [1, 2]

    for number in range(rows.count()):
        row = rows.nth(number)
        keeps = "Nhiệm vụ 15" in row.locator(".card-head").inner_text()
        row.get_by_role("button", name="Giữ như cũ" if keeps else "Theo văn bản mới").click()
        page.wait_for_url(re.compile("#d-"))
    page.get_by_role("link", name="Đưa văn bản mới vào hiệu lực").click()
    assert page.locator("input[name=number]").input_value() == "45-TB/TU"
    assert page.locator("input[name=signer]").input_value() == "Trần Hữu Nghĩa"
    shoot("loop-adopt")
    press(page, "Đưa vào hiệu lực")
    page.wait_for_url(f"**{held.get_absolute_url()}")

    held.refresh_from_db()
    assert held.version == 2
    assert {one.pk: one.status for one in held.tasks.all()} == before, "no task lost its progress"
    congress = held.tasks.get(number=16)
    assert (str(congress.due_end), "trước ngày 15/11/2021" in congress.text) == ("2021-11-15", True)
    assert not held.tasks.get(number=15).text.endswith("2021"), "what was kept stays in its words"


# --- The next briefing opens with what is left --------------------------------------------------------------------------------

STEPS = {
    "briefing.reported_progress": "in_progress",
    "briefing.reported_done": "reported",
    "briefing.reported_none_occurred": "closed",
    "briefing.verdict_accept": "closed",
    "briefing.verdict_return": "returned",
    "briefing.verdict_reopen": "returned",
}


def recounted(today: dt.date) -> dict[str, set[int]]:
    """What is left, told from the event log alone: each line by its last event. Knows nothing of the program's own count."""
    last: dict[tuple[object, object], str] = {}
    told = Event.objects.filter(type__in=STEPS).order_by("seq").values_list("subject_id", "unit", "type")
    for subject, unit, kind in told:
        last[subject, unit] = STEPS[kind]
    found: dict[str, set[int]] = {"accepted": set(), "late": set(), "standing": set(), "not_yet_due": set()}
    for one in Task.objects.filter(briefing__held_on__lt=NEXT, withdrawn_at=None).prefetch_related("lines"):
        answering = [line for line in one.lines.all() if line.part in ("lead", "member")]
        now = {last.get((one.pk, line.unit_id), "assigned") for line in answering}
        if now == {"closed"}:
            place = "accepted"
        elif now and now <= {"closed", "reported"}:
            place = "not_yet_due"
        elif one.kind == "standing":
            place = "standing"
        else:
            place = "late" if one.due_end and one.due_end <= today else "not_yet_due"
        found[place].add(one.pk)
    return found


def shown(page) -> list[int]:
    """The figures of the opening sentence, in their order: all, accepted, late, standing, not yet due."""
    return [int(one) for one in re.findall(r"\d+", page.locator(".answer-line").first.inner_text())]


def figures(told: dict[str, set[int]]) -> list[int]:
    return [sum(map(len, told.values())), *map(len, told.values())]


def test_the_next_briefing_opens_with_what_is_left_and_its_numbers_equal_a_recount(page, shoot, demonstration):
    meeting = Meeting.objects.get(held_on=NEXT)
    enter(page, "demo.vanphong", meeting.get_absolute_url())
    on_the_day = recounted(dt.date(2021, 10, 28))
    assert shown(page) == figures(on_the_day)
    assert not on_the_day["late"]

    page.goto("/demonstration/clock/")
    shoot("loop-clock")
    page.locator("button[value=briefing]").click()
    page.wait_for_selector("text=12/01/2022")
    assert re.search(r"đã gửi [1-9]\d* lượt nhắc việc", page.locator(".alert").inner_text())
    report(page, "demo.nongdan", "tìm việc làm", "progress", "Đã giới thiệu việc làm cho 24 người trở về.")
    enter(page, "demo.danvan", task("02 đơn vị cấp huyện").get_absolute_url())
    page.locator("a[href$='/accept/']").first.click()
    page.wait_for_selector("dialog[open] [data-part=dialog]")
    page.locator("form[action$='/accept/'] button[type=submit]").first.click()
    page.wait_for_selector("text=Rút lại nghiệm thu")

    enter(page, "demo.vanphong", meeting.get_absolute_url())
    told = recounted(NEXT)
    assert told["late"], "by January something is late"
    assert shown(page) == figures(told)
    shoot("loop-next-briefing")
    page.locator(".answer-line a.figure").nth(1).click()
    page.wait_for_url("**/tasks/**")
    assert page.locator("tbody tr").count() == len(told["late"]), "a figure opens to the tasks that it counts"

    page.goto(meeting.get_absolute_url())
    press(page, "Khai mạc")
    page.wait_for_selector("text=Đang họp")
    carried = set(meeting.agenda.filter(task__isnull=False).values_list("task", flat=True))
    assert carried == set.union(*(told[place] for place in ("late", "standing", "not_yet_due")))
    assert page.locator("#agenda a[href^='/tasks/']").count() == len(carried)
    shoot("loop-in-session")


# --- Notice, plan, letter and lists open in Word ------------------------------------------------------------------------------


def words_of(file: bytes) -> str:
    """All that a Word file says: paragraphs and cells."""
    opened = docx.Document(io.BytesIO(file))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in opened.paragraphs), *cells])


def download(page, path: str) -> bytes:
    answer = page.request.get(path)
    assert answer.ok, path
    return answer.body()


def papers_of(page, held: Briefing) -> dict[str, bytes]:
    """Every Word file of the briefing's page, by what its link says."""
    page.goto(held.get_absolute_url())
    links = page.locator("#papers ~ ul a").all()
    paths = {one.inner_text(): one.get_attribute("href") for one in links}
    return {
        name: download(page, path if "/lists/" in path else f"{path}word/")
        for name, path in paths.items()
        if "/lists/" in path or re.fullmatch(r"/papers/[0-9a-f-]{36}/", path)
    }


def test_papers_of_the_briefing_open_in_word(page, shoot, demonstration):
    held = Briefing.objects.get(held_on=HELD)
    enter(page, "demo.vanphong", held.get_absolute_url())
    notice = next(file for name, file in papers_of(page, held).items() if name.startswith("Thông báo"))
    enter(page, "demo.mattran", held.get_absolute_url())
    press(page, "Soạn công văn về việc còn lại")
    page.wait_for_url("**/papers/**")
    shoot("loop-letter")
    files = papers_of(page, held)

    said = words_of(notice)
    for part in ("ĐẢNG CỘNG SẢN VIỆT NAM", "TỈNH ỦY QUẢNG TRỊ", "-TB/TU", "THÔNG BÁO", "Nơi nhận", "Trần Hữu Nghĩa"):
        assert part in said, part
    assert all(f"{number}. " in said for number in range(1, 20))
    plan = words_of(next(file for name, file in files.items() if name.startswith("Kế hoạch")))
    letter = words_of(next(file for name, file in files.items() if name.startswith("Công văn")))
    for paper, kind in ((plan, "/KH-MTTQ-BTT"), (letter, "/MTTQ-BTT")):
        for part in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BAN THƯỜNG TRỰC", "Nơi nhận", kind):
            assert part in paper, part
    assert "Kính gửi" in letter
    lists = {name: file for name, file in files.items() if name.startswith("Nhiệm vụ của")}
    assert len(lists) == 7
    for name, file in lists.items():
        body = name.removeprefix("Nhiệm vụ của ").removesuffix(" (Word)")
        assert body in words_of(file)


@pytest.mark.skipif(SOFFICE is None, reason="LIBREOFFICE IS MISSING: no page of a paper was laid out")
def test_notice_and_list_are_laid_out_on_whole_pages(page, demonstration, tmp_path):
    held = Briefing.objects.get(held_on=HELD)
    enter(page, "demo.vanphong")
    files = papers_of(page, held)
    chosen = [next(file for name, file in files.items() if name.startswith(kind)) for kind in ("Thông báo", "Nhiệm vụ")]
    for number, file in enumerate(chosen):
        (tmp_path / f"{number}.docx").write_bytes(file)

    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    subprocess.run(
        [
            SOFFICE,
            home,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            tmp_path,
            tmp_path / "0.docx",
            tmp_path / "1.docx",
        ],
        check=True,
        capture_output=True,
        timeout=50,
    )

    pages = [len(pypdfium2.PdfDocument(tmp_path / f"{number}.pdf")) for number in range(2)]
    assert pages == [3, 2]
    notice = pypdfium2.PdfDocument(tmp_path / "0.pdf")
    first, last = (notice[place].get_textpage().get_text_bounded() for place in (0, 2))
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in first
    assert "Nơi nhận" in last
    assert "PHÓ BÍ THƯ" in last, "recipients and signature stand on one page"
    again = pypdfium2.PdfDocument(tmp_path / "1.pdf")[1].get_textpage().get_text_bounded()
    assert "STT" in again, "the head of the table comes again on the next page"
