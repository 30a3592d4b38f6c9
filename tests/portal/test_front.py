"""The front page: the answer first, then the text in which every task opens; what anybody may read and no more."""

import gzip
import re
from pathlib import Path

import django_htmx
import pytest
from django.contrib.staticfiles import finders

from giaoban.briefing import operations
from giaoban.briefing.enums import Outcome, Verdict
from giaoban.briefing.published import published_in
from tests.briefing.conftest import open_to_all
from tests.briefing.pages import classed, conclusion, imported, said, tree, words


def packed(data: bytes) -> int:
    return len(gzip.compress(data, 6))


def weight(page) -> tuple[int, int]:
    """Bytes over the wire of a page with all that it brings, and of its scripts alone."""
    sources = [("script", one) for one in tree(page).xpath("//script/@src")]
    sources += [("style", one) for one in tree(page).xpath("//link[@rel='stylesheet' or @rel='icon']/@href")]
    sizes = [(kind, packed(Path(_file(url)).read_bytes())) for kind, url in sources]
    return packed(page.content) + sum(size for _, size in sizes), sum(size for kind, size in sizes if kind == "script")


def _file(url: str) -> str:
    found = finders.find(re.sub(r"^/static/", "", url))
    return found or str(Path(django_htmx.__file__).parent / "static" / url.removeprefix("/static/"))


def test_the_answer_comes_first_and_says_how_the_tasks_stand(client, published):
    page = tree(client.get("/"))

    first = page.xpath("//main//p")[0]
    assert words(first) == "Hội nghị ngày 13/10/2021 giao 4 nhiệm vụ: 4 đang thực hiện, không có việc quá hạn."


def test_every_figure_opens_the_tasks_it_counts(client, published, tasks, hoa, at):
    line = tasks["congress"].lines.get()
    operations.report(line_id=line.pk, outcome=Outcome.DONE, text="Xong", by=hoa, at=at)
    doors = tree(client.get("/")).xpath("//p[@class='answer-line']//a")
    assert [words(door) for door in doors] == ["4", "1", "3"]

    for door in doors:
        address = door.get("href")
        assert address.endswith("#tasks")
        assert len(tree(client.get(address.removesuffix("#tasks"))).xpath("//ul[@data-rows]/li")) == int(words(door))


def test_a_state_that_nobody_knows_shows_everything(client, published):
    assert len(tree(client.get("/?state=khong-co")).xpath("//ul[@data-rows]/li")) == 4


def test_every_sentence_shows_its_fate_and_every_task_opens(client, published, tasks):
    page = tree(client.get("/"))

    opened = {link.get("href") for link in page.xpath("//a[contains(@class, 'fate-task')]")}
    assert opened == {f"/results/{task.pk}/" for task in tasks.values()}
    assert len(classed(page, "fate-result")) == 2  # the sentence and the legend
    assert words(classed(page, "living-text")[0]).startswith("Giao ban công tác Mặt trận")


def test_words_of_a_conclusion_stay_words(client, tuyet, confirm, linker, at):
    """Whatever a text says, it is text on the page: in its own order, and in the list of tasks, where it is cut."""
    text = conclusion(1).replace("rà soát", f"rà soát <script>alert</script> {'rất kỹ ' * 40}")
    held = confirm(imported(text, by=tuyet, at=at, linker=linker))
    open_to_all(held, by=tuyet, at=at)

    page = tree(client.get("/"))

    assert not page.xpath("//main//script")
    assert "<script>alert</script>" in words(classed(page, "living-text")[0])
    (line,) = [words(link) for link in page.xpath("//ul[@data-rows]/li/a") if "alert" in words(link)]
    assert "<script>alert</script>" in line
    assert line.endswith("…")


def test_the_box_for_ones_own_text_stands_before_the_long_text(client, published):
    """In the order of the page, so that a phone shows it without scrolling past the conclusion."""
    page = tree(client.get("/"))

    whole = list(page.iter())
    assert whole.index(page.get_element_by_id("draft")) < whole.index(classed(page, "living-text")[0])


@pytest.mark.parametrize("orders", [1, 3])
def test_the_front_page_costs_the_same_however_many_tasks(
    client, tuyet, confirm, linker, at, orders, django_assert_num_queries
):
    held = confirm(imported(conclusion(orders), by=tuyet, at=at, linker=linker))
    open_to_all(held, by=tuyet, at=at)

    with django_assert_num_queries(16):
        page = client.get("/")

    assert len(classed(tree(page), "fate-task")) == orders + 1


def test_the_page_asked_for_again_reads_once_what_nobody_changed(client, published, django_assert_num_queries):
    client.get("/")

    with django_assert_num_queries(3):
        client.get("/")


def test_the_next_page_after_a_report_or_a_withdrawal_says_so(client, published, tasks, hoa, tuyet, at):
    told = lambda: words(tree(client.get("/")).xpath("//main//p")[0])  # noqa: E731
    assert told() == "Hội nghị ngày 13/10/2021 giao 4 nhiệm vụ: 4 đang thực hiện, không có việc quá hạn."

    line = tasks["congress"].lines.get()
    operations.report(line_id=line.pk, outcome=Outcome.DONE, text="Xong", by=hoa, at=at)
    assert told() != "Hội nghị ngày 13/10/2021 giao 4 nhiệm vụ: 4 đang thực hiện, không có việc quá hạn."

    operations.withdraw_sentences(
        briefing_id=published.pk,
        sentence_ids=[one.sentence_id for one in published_in(published)],
        reason="Thu hồi",
        by=tuyet,
        at=at,
    )
    assert told() == "Chưa có kết luận nào được công khai."


def test_before_anything_is_public_the_page_says_so_and_still_drafts(client, briefing):
    page = client.get("/")

    assert "Chưa có kết luận nào được công khai." in said(page)
    assert tree(page).get_element_by_id("draft") is not None


def test_the_page_is_light(client, published):
    """A bad line carries the front page: 60 KB with everything, 15 KB of them script, and no htmx."""
    whole, script = weight(client.get("/"))

    assert whole <= 60_000
    assert script <= 15_000


@pytest.mark.parametrize("page", ["/my-work/", "/tasks/", "/briefings/"])
def test_signed_in_pages_are_light(signed_in, tuyet, published, page):
    whole, script = weight(signed_in(tuyet).get(page))

    assert whole <= 80_000
    assert script <= 45_000


def test_what_travels_is_packed(client, published):
    answer = client.get("/", headers={"accept-encoding": "gzip"})

    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) < 12_000


# --- What came of one sentence ----------------------------------------------------------------------------------------


def test_a_result_tells_the_whole_way(client, published, tasks, hoa, tuyet, at):
    line = tasks["congress"].lines.get()
    made = operations.report(line_id=line.pk, outcome=Outcome.DONE, text="Hai huyện đã xong.", by=hoa, at=at)
    url = f"/results/{tasks['congress'].pk}/"
    assert "Hai huyện đã xong." not in said(client.get(url)), "a report under way is nobody else's business"

    operations.decide(line_id=line.pk, report_id=made.pk, verdict=Verdict.ACCEPT, by=tuyet, at=at)

    (panel,) = tree(client.get(url)).xpath("//*[@data-part='panel']")
    assert [words(step) for step in classed(panel, "step-label")] == [
        "13/10/2021",
        f"Số {tasks['congress'].number}",
        "1",
        "Đã nghiệm thu",
    ]
    assert "Hội Liên hiệp Phụ nữ tỉnh" in words(panel)
    assert "Hai huyện đã xong. 28/10/2021" in words(panel)


def test_nobody_reads_names_of_reporters_on_a_public_page(client, published, tasks, hoa, tuyet, at):
    line = tasks["congress"].lines.get()
    made = operations.report(line_id=line.pk, outcome=Outcome.DONE, text="Xong.", by=hoa, at=at)
    operations.decide(line_id=line.pk, report_id=made.pk, verdict=Verdict.ACCEPT, by=tuyet, at=at)

    page = said(client.get(f"/results/{tasks['congress'].pk}/"))

    assert str(hoa.user) not in page
    assert str(tuyet.user) not in page


def test_the_panel_is_a_part_of_the_page_itself(client, published, tasks):
    url = f"/results/{tasks['count'].pk}/"

    sheet = tree(client.get(url, headers={"x-requested-with": "sheet"})).xpath("//*[@data-part='panel']")
    whole = tree(client.get(url)).xpath("//*[@data-part='panel']")

    assert len(sheet) == len(whole) == 1
    assert words(sheet[0]) == words(whole[0])


def test_tasks_of_a_conclusion_that_is_not_public_are_nobodys(client, briefing, tasks):
    assert client.get(f"/results/{tasks['count'].pk}/").status_code == 404


def test_english_says_the_same_with_its_own_words(client, published):
    client.post("/language/", {"language": "en", "next": "/"})

    assert "The briefing of 13/10/2021 gave 4 tasks: 4 under way, none late." in said(client.get("/"))


# --- My work ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("orders", [1, 3])
def test_my_work_costs_the_same_however_much_it_is(
    signed_in, hoa, tuyet, confirm, linker, at, orders, django_assert_num_queries
):
    confirm(imported(conclusion(orders), by=tuyet, at=at, linker=linker))
    client = signed_in(hoa)

    with django_assert_num_queries(17):
        page = client.get("/my-work/")

    assert len(tree(page).xpath("//ul[@data-rows]/li")) == orders


def test_my_work_says_what_waits_for_whom(signed_in, hoa, tuyet, lan, tasks, at):
    assert "3 nhiệm vụ chờ bạn báo cáo" in said(signed_in(hoa).get("/my-work/"))
    line = tasks["congress"].lines.get()
    operations.report(line_id=line.pk, outcome=Outcome.DONE, text="Xong", by=hoa, at=at)

    assert "2 nhiệm vụ chờ bạn báo cáo" in said(signed_in(hoa).get("/my-work/"))
    assert "1 báo cáo chờ bạn cho ý kiến" in said(signed_in(tuyet).get("/my-work/"))
    assert "Không có việc nào chờ bạn" in said(signed_in(lan).get("/my-work/"))


def test_my_work_leaves_out_what_a_further_text_gave_up(signed_in, hoa, tuyet, briefing, tasks, at):
    line = tasks["congress"].lines.get()
    operations.report(line_id=line.pk, outcome=Outcome.DONE, text="Xong", by=hoa, at=at)
    briefing.tasks.update(withdrawn_at=at, withdrawn_by=tuyet.user, withdrawn_reason="Không còn trong thông báo")

    assert "Không có việc nào chờ bạn" in said(signed_in(hoa).get("/my-work/"))
    assert "Không có việc nào chờ bạn" in said(signed_in(tuyet).get("/my-work/"))


def test_my_work_shows_the_own_state_not_that_of_the_others(signed_in, hoa, phuc, tuyet, tasks, at):
    """A sibling's returned report does not make one's own open line look returned."""
    line = tasks["recite"].lines.get(unit=phuc.unit_id)
    made = operations.report(line_id=line.pk, outcome=Outcome.DONE, text="Xong", by=phuc, at=at)
    operations.decide(line_id=line.pk, report_id=made.pk, verdict=Verdict.RETURN, reason="Thiếu", by=tuyet, at=at)

    rows = tree(signed_in(hoa).get("/my-work/")).xpath("//ul[@data-rows]/li")

    (row,) = [row for row in rows if "quán triệt" in words(row)]
    assert words(classed(row, "chip")[0]) == "Đã giao"
