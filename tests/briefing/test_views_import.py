"""Import → review → confirm as pages, and whatever people may bring: refused in a sentence, nothing kept."""

import threading
import uuid

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from giaoban.briefing import operations
from giaoban.briefing.enums import Fate, ImportStatus
from giaoban.briefing.models import Briefing, ProposedTask, SourceText, TextImport
from giaoban.registry import operations as registry
from tests.briefing.conftest import TEXT
from tests.briefing.pages import classed, conclusion, error_beside, imported, said, send, tree, words
from tests.cast import TODAY
from tests.documents.reading import making

NEW = "/imports/new/"


@pytest.fixture(autouse=True)
def _on_the_day_of_the_cast(settings, db):
    settings.DEMONSTRATION = True
    registry.set_demonstration_day(day=TODAY)


def kept(settings) -> tuple[dict[str, int], list[str]]:
    """How many rows every table holds, and every file on disk."""
    tables = set(connection.introspection.table_names())
    rows = {
        model._meta.label: model._base_manager.count() for model in apps.get_models() if model._meta.db_table in tables
    }
    return rows, sorted(str(path) for path in settings.FILES.rglob("*"))


# --- Bringing a text --------------------------------------------------------------------------------------------------


def test_a_pasted_text_becomes_proposals(signed_in, tuyet, province):
    client = signed_in(tuyet)

    answer = send(client, NEW, text=TEXT)

    (made,) = TextImport.objects.all()
    assert answer["Location"] == f"/imports/{made.pk}/"
    page = tree(client.get(answer["Location"]))
    assert len(classed(page, "proposal")) == 4
    assert "Phác thảo được 4 nhiệm vụ" in words(classed(page, "answer-line")[0])


def test_a_word_file_becomes_proposals(signed_in, tuyet, province):
    word = SimpleUploadedFile("kết luận.docx", making.word_of(*TEXT.split("\n\n")))

    answer = send(signed_in(tuyet), NEW, file=word)

    assert answer.status_code == 302
    assert SourceText.objects.get().kind == "docx"
    assert ProposedTask.objects.count() == 4


def test_what_the_reader_had_to_say_of_a_file_is_shown_in_the_review(signed_in, tuyet, province):
    client = signed_in(tuyet)
    old = SimpleUploadedFile("cắt cụt.txt", TEXT.encode() + b"\xe1\xba")

    page = client.get(send(client, NEW, file=old)["Location"])

    assert "Hãy đối chiếu với bản gốc." in " ".join(words(one) for one in classed(tree(page), "alert-warning"))


SECRET = f"TỈNH ỦY QUẢNG TRỊ\nTỐI MẬT\n\n{TEXT}"
HOSTILE = [
    ("nothing", {}, "Hãy dán văn bản hoặc chọn tệp."),
    ("blanks", {"text": " \n "}, "Hãy dán văn bản hoặc chọn tệp."),
    ("over five million letters", {"text": "giao ban " * 560_000}, "Văn bản quá dài (trên 5 triệu ký tự)"),
    ("a pasted secret", {"text": SECRET}, "không một chữ nào được lưu lại"),
    ("a secret in a file", {"file": ("a.txt", SECRET.encode())}, "không một chữ nào được lưu lại"),
    ("a secret in Word", {"file": ("a.docx", lambda: making.word_of("TUYỆT MẬT", TEXT))}, "không một chữ nào được lưu lại"),
    ("an empty file", {"file": ("a.txt", b"")}, "Tệp này rỗng. Hãy chọn tệp khác."),
    ("a zip bomb", {"file": ("a.docx", making.bomb)}, "quá nhiều chữ"),
    ("overlapping entries", {"file": ("a.docx", making.overlapping)}, "bung ra lớn bất thường"),
    ("a macro", {"file": ("a.docx", lambda: making.word(making.paragraph("a"), more=[("word/vbaProject.bin", b"x")]))}, "có macro"),
    ("entities that grow", {"file": ("a.docx", making.laughs)}, "cấu trúc bất thường|bị hỏng"),
    ("a scan", {"file": ("a.pdf", making.scanned_pdf)}, "bản quét"),
    ("a locked file", {"file": ("a.pdf", making.locked_pdf)}, "đặt mật khẩu"),
    ("an old Word file", {"file": ("a.doc", making.old_word)}, "Word hoặc Excel đời cũ"),
    ("bytes", {"file": ("a.txt", bytes(range(256)) * 40)}, "dữ liệu nhị phân"),
    ("a picture", {"file": ("a.docx", b"\x89PNG\r\n\x1a\n" + bytes(200))}, "nội dung thực ra là"),
]  # fmt: skip


@pytest.mark.parametrize(("brought", "sentence"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE])
def test_what_cannot_be_read_is_refused_in_a_sentence_and_nothing_is_kept(
    signed_in, tuyet, settings, brought, sentence
):
    client, before = signed_in(tuyet), kept(settings)
    told = dict(brought)
    if "file" in told:
        name, content = told["file"]
        told["file"] = SimpleUploadedFile(name, content() if callable(content) else content)

    page = send(client, NEW, **told)

    assert page.status_code == 200
    assert any(one in said(page) for one in sentence.split("|")), said(page)[:600]
    assert kept(settings) == before


def test_a_secret_is_not_even_shown_again(signed_in, tuyet):
    page = send(signed_in(tuyet), NEW, text=SECRET)

    assert "rà soát, thống kê" not in page.content.decode()
    assert "Ai" not in error_beside(page, "text")
    assert "TỐI MẬT" in error_beside(page, "text")


def test_the_page_warns_before_anything_is_brought(signed_in, tuyet):
    assert "Tuyệt đối không đưa vào tài liệu có dấu MẬT, TỐI MẬT, TUYỆT MẬT" in said(signed_in(tuyet).get(NEW))


# --- What texts are like ----------------------------------------------------------------------------------------------


def test_two_meetings_are_reviewed_each_for_itself(signed_in, tuyet, province):
    client = signed_in(tuyet)
    two = f"{conclusion(1, '20/10/2021')}\n\n{conclusion(2, '21/10/2021')}"

    page = client.get(send(client, NEW, text=two)["Location"])

    first, second = TextImport.objects.order_by("held_on")
    assert "Văn bản kể 2 hội nghị" in said(page)
    assert f"/imports/{second.pk}/" in tree(page).xpath("//*[@role='status' or @role='alert']//a/@href")
    assert [first.tasks.count(), second.tasks.count()] == [1, 2]


def test_a_text_that_is_no_meeting_says_so_and_proposes_nothing(signed_in, tuyet, province):
    client = signed_in(tuyet)

    page = client.get(send(client, NEW, text="Giá cà phê sáng nay ở Khe Sanh tăng nhẹ so với tuần trước.")["Location"])

    assert "Văn bản này không giống một hội nghị" in said(page)
    assert "Không có nhiệm vụ nào trong văn bản này" in said(page)
    assert not ProposedTask.objects.exists()


def test_a_day_that_is_in_no_calendar_is_not_taken(signed_in, tuyet, province):
    client = signed_in(tuyet)

    page = client.get(send(client, NEW, text=conclusion(1, "31/02/2021"))["Location"])

    assert TextImport.objects.get().held_on is None
    assert "văn bản không nêu" in words(tree(page).get_element_by_id("meeting"))
    assert "31/02/2021" in " ".join(words(one) for one in classed(tree(page), "alert-warning"))


def test_an_unknown_body_stays_as_written_until_a_person_chooses(signed_in, tuyet, province):
    client = signed_in(tuyet)
    text = conclusion(1).replace("Hội Liên hiệp Phụ nữ tỉnh", "Hội Người cao tuổi tỉnh")

    review = send(client, NEW, text=text)["Location"]
    page = tree(client.get(review))

    assert "“Hội Người cao tuổi tỉnh” chưa có trong danh mục: hãy chọn đơn vị" in words(classed(page, "proposal")[0])
    task = ProposedTask.objects.get()
    send(client, f"{review}tasks/{task.pk}/", kind="one_off", answers=str(province.women.pk), due="15/11/2021")
    assert "Hội Liên hiệp Phụ nữ tỉnh" in words(classed(tree(client.get(review)), "proposal")[0])


def test_an_official_in_two_posts_is_shown_with_both(signed_in, tuyet, province):
    client = signed_in(tuyet)
    text = conclusion(1).replace("Tỉnh ủy chủ trì", "Tỉnh ủy, Chủ tịch Hội đồng nhân dân tỉnh chủ trì")

    page = client.get(send(client, NEW, text=text)["Location"])

    assert "Trần Hữu Nghĩa, Phó Bí thư Thường trực Tỉnh ủy, Chủ tịch Hội đồng nhân dân tỉnh" in words(
        tree(page).get_element_by_id("meeting")
    )


# --- Reviewing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("orders", [1, 3])
def test_a_review_costs_the_same_however_many_proposals(
    signed_in, tuyet, linker, at, orders, django_assert_num_queries
):
    found = imported(conclusion(orders), by=tuyet, at=at, linker=linker)
    client = signed_in(tuyet)

    with django_assert_num_queries(20):
        page = client.get(f"/imports/{found.pk}/")

    assert len(classed(tree(page), "proposal")) == orders


@pytest.mark.parametrize("rows", [1, 3])
def test_texts_to_review_cost_the_same_however_many(signed_in, tuyet, linker, at, rows, django_assert_num_queries):
    for _ in range(rows):
        imported(conclusion(1), by=tuyet, at=at, linker=linker)
    client = signed_in(tuyet)

    with django_assert_num_queries(8):
        page = client.get("/imports/")

    assert len(tree(page).xpath("//ul[@data-rows]/li")) == rows


def test_one_tap_discards_and_another_takes_that_back(signed_in, tuyet, text_import):
    client, task = signed_in(tuyet), text_import.tasks.order_by("start").first()
    url = f"/imports/{text_import.pk}/tasks/{task.pk}/discard/"

    answer = send(client, url)
    assert answer["Location"] == f"/imports/{text_import.pk}/#task-{task.pk}"
    assert "Không phải nhiệm vụ" in words(
        tree(client.get(f"/imports/{text_import.pk}/")).get_element_by_id(f"task-{task.pk}")
    )

    send(client, url, restore="1")
    assert len(classed(tree(client.get(f"/imports/{text_import.pk}/")), "card-off")) == 0


def test_selected_words_become_a_task_and_its_form_opens(signed_in, tuyet, text_import):
    client, start = signed_in(tuyet), TEXT.index("vận động được")

    answer = send(
        client, f"/imports/{text_import.pk}/tasks/add/", start=start, end=start + len("vận động được 1.250 suất quà")
    )

    made = text_import.tasks.get(start=start)
    assert answer["Location"] == f"/imports/{text_import.pk}/tasks/{made.pk}/"
    assert "vận động được 1.250 suất quà" in said(client.get(answer["Location"]))


@pytest.mark.parametrize(("start", "end"), [("", ""), ("5", "3"), ("0", "99999"), ("x", "y"), ("-4", "3")])
def test_words_of_no_sentence_become_nothing(signed_in, tuyet, text_import, start, end):
    client, before = signed_in(tuyet), text_import.tasks.count()

    answer = send(client, f"/imports/{text_import.pk}/tasks/add/", start=start, end=end)

    assert "Hãy chọn đoạn chữ nằm trong một câu" in said(client.get(answer["Location"]))
    assert text_import.tasks.count() == before


def test_any_sentence_can_be_given_another_fate_without_script(signed_in, tuyet, text_import):
    client, sentence = signed_in(tuyet), text_import.sentences.get(proposed=Fate.RESULT)
    review = tree(client.get(f"/imports/{text_import.pk}/"))
    door = review.get_element_by_id(f"s{sentence.number}").get("href")
    assert "1.250 suất quà" in said(client.get(door))

    send(client, door, fate="task")

    assert text_import.tasks.filter(sentence=sentence, start=sentence.start, end=sentence.end).exists()


def test_places_of_runs_are_those_of_the_source(signed_in, tuyet, linker, at):
    """What the script reads off the page leads back to the very words, whatever blanks and accents the text came with."""
    import unicodedata

    source = unicodedata.normalize("NFD", conclusion(2)).replace("\n", "\r\n").replace(" yêu", "  yêu")
    found = imported(source, by=tuyet, at=at, linker=linker)

    runs = tree(signed_in(tuyet).get(f"/imports/{found.pk}/")).xpath("//*[@data-start]")

    assert len(runs) > 4
    for run in runs:
        start, length = int(run.get("data-start")), int(run.get("data-length"))
        assert source[start : start + length].replace("\r\n", "\n") == run.text_content().replace("\r\n", "\n")


def test_a_wrong_due_date_is_refused_beside_its_field(signed_in, tuyet, text_import):
    task = text_import.tasks.order_by("start").first()

    page = send(signed_in(tuyet), f"/imports/{text_import.pk}/tasks/{task.pk}/", kind="one_off", due="31/02/2022")

    assert "không có trong lịch" in error_beside(page, "due")


def test_the_meeting_is_put_right(signed_in, tuyet, text_import):
    client, url = signed_in(tuyet), f"/imports/{text_import.pk}/meeting/"
    wrong = send(client, url, title="", held_on="31/02/2021", reviewed="lâu lâu")
    assert error_beside(wrong, "title") == "Hãy điền mục này."
    assert error_beside(wrong, "held_on")
    assert "Ví dụ đúng: quý IV/2021" in error_beside(wrong, "reviewed")

    send(client, url, title="Giao ban quý III", held_on="05/03/2021", reviewed="quý III/2021")

    text_import.refresh_from_db()
    assert (str(text_import.held_on), text_import.reviewed) == ("2021-03-05", "2021-Q3")


@pytest.mark.parametrize("page", ["", "meeting/", "discard/", "sentences/1/"])
def test_a_stranger_learns_nothing_of_an_import(signed_in, stranger, text_import, page):
    assert signed_in(stranger).get(f"/imports/{text_import.pk}/{page}").status_code == 404


# --- Confirming -------------------------------------------------------------------------------------------------------


def ready(found, tuyet, at):
    for number in operations.sentences_left(found):
        operations.decide_sentence(import_id=found.pk, number=number, fate="none", by=tuyet, at=at)


def test_confirming_makes_the_briefing(signed_in, tuyet, text_import, at):
    ready(text_import, tuyet, at)
    client = signed_in(tuyet)

    answer = send(client, f"/imports/{text_import.pk}/confirm/")

    assert answer["Location"] == Briefing.objects.get().get_absolute_url()
    assert "Đã xác nhận hội nghị" in said(client.get(answer["Location"]))


def test_orders_without_a_fate_are_listed_first(signed_in, tuyet, text_import):
    found = text_import.sentences.order_by("number").last()
    text_import.sentences.filter(pk=found.pk).update(imperative=True, decided="")
    text_import.tasks.filter(sentence=found).delete()
    client = signed_in(tuyet)

    answer = send(client, f"/imports/{text_import.pk}/confirm/")
    page = client.get(answer["Location"])

    assert answer["Location"].endswith("#open")
    assert "mà chưa ai quyết định" in said(page)
    assert "Đoàn TNCS Hồ Chí Minh tỉnh" in words(tree(page).get_element_by_id("open"))
    assert not Briefing.objects.exists()


def test_a_meeting_without_a_day_is_asked_for_it(signed_in, tuyet, text_import, at):
    TextImport.objects.filter(pk=text_import.pk).update(held_on=None)
    ready(text_import, tuyet, at)
    client = signed_in(tuyet)

    answer = send(client, f"/imports/{text_import.pk}/confirm/")

    assert answer["Location"] == f"/imports/{text_import.pk}/meeting/"
    assert "Hãy điền tên và ngày họp" in said(client.get(answer["Location"]))


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_confirm_once(signed_in, tuyet, text_import, at):
    ready(text_import, tuyet, at)
    session, key = signed_in(tuyet).cookies["giaoban_session"].value, uuid.uuid4()
    together, answers = threading.Barrier(2), []

    def click():
        try:
            client = Client()
            client.cookies["giaoban_session"] = session
            together.wait(timeout=10)
            answers.append(send(client, f"/imports/{text_import.pk}/confirm/", key=key))
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert [answer["Location"] for answer in answers] == [Briefing.objects.get().get_absolute_url()] * 2


def test_confirming_a_closed_text_again_is_told_not_crashed(signed_in, tuyet, text_import, confirm):
    briefing = confirm(text_import)
    client = signed_in(tuyet)

    answer = send(client, f"/imports/{text_import.pk}/confirm/")

    assert Briefing.objects.get() == briefing
    assert "đã được xác nhận hoặc đã bỏ" in said(client.get(answer["Location"]))


def test_discarding_says_what_follows(signed_in, tuyet, text_import):
    client, url = signed_in(tuyet), f"/imports/{text_import.pk}/discard/"
    assert "văn bản này không giao việc gì" in said(client.get(url))

    send(client, url)

    text_import.refresh_from_db()
    assert text_import.status == ImportStatus.DISCARDED


def test_a_closed_review_offers_nothing_to_change(signed_in, tuyet, text_import, confirm):
    confirm(text_import)

    page = tree(signed_in(tuyet).get(f"/imports/{text_import.pk}/"))

    assert page.xpath("//main//form") == []
    assert page.xpath("//script[contains(@src, 'review.js')]") == []
