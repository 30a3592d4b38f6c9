"""Taking an old list in on the screen: two steps, every refusal a sentence, nothing typed twice."""

import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from giaoban.briefing.models import Briefing, OldList, Task
from tests.briefing.conftest import downloaded
from tests.briefing.old_lists.making import WOMEN, YOUTH, book, row
from tests.briefing.old_lists.test_take_in import merged_away  # noqa: F401 - fixture
from tests.documents.reading.test_tables import CASES

LISTS, NEW = "/tasks/old/", "/tasks/old/new/"
TWO = [row(1, "Rà soát hộ nghèo"), row(2, "Tổ chức tập huấn", YOUTH)]


def sent(series, data, name="theo-doi.xlsx", **told):
    return {
        "idempotency_key": str(uuid.uuid4()),
        "file": SimpleUploadedFile(name, data),
        "series": str(series.pk),
        "title": "Danh sách cũ",
        "held_on": "01/10/2021",
        **told,
    }


def key(**told):
    return {"idempotency_key": str(uuid.uuid4()), **told}


@pytest.fixture
def office(signed_in, tuyet):
    return signed_in(tuyet)


@pytest.fixture
def upload(office, series):
    """`upload(data)` sends a file and gives the list that came of it."""

    def act(data, **told):
        answer = office.post(NEW, sent(series, data, **told))
        assert answer.status_code == 302, answer.content.decode()
        return OldList.objects.get(pk=answer["Location"].rstrip("/").rpartition("/")[2])

    return act


def test_list_becomes_tasks_in_two_steps(office, upload):
    found = upload(book(TWO))
    page = office.get(f"{LISTS}{found.pk}/").content.decode()

    assert "Đã đọc" in page
    assert "Rà soát hộ nghèo" in page
    assert Task.objects.count() == 0

    answer = office.post(f"{LISTS}{found.pk}/confirm/", key(), follow=True)

    assert Task.objects.count() == 2
    assert "Đã nhận danh sách" in answer.content.decode()


@pytest.mark.parametrize(
    ("what", "name", "content", "code", "words"), CASES[2:12], ids=[case[0] for case in CASES[2:12]]
)
def test_file_that_is_refused_says_why_at_its_field(office, series, what, name, content, code, words):
    answer = office.post(NEW, sent(series, content() if callable(content) else content, name=name))

    assert answer.status_code == 200
    assert words in answer.context["form"].errors["file"][0]
    assert OldList.objects.count() == 0


def test_sheet_without_the_heading_says_which_columns_are_needed(office, series):
    answer = office.post(NEW, sent(series, book([["An", 1]], heads=["Họ và tên", "Số"])))

    assert "Nội dung nhiệm vụ" in answer.context["form"].errors["file"][0]


def test_list_of_tomorrow_is_refused(office, series):
    answer = office.post(NEW, sent(series, book(TWO), held_on="01/01/2099"))

    assert "tương lai" in answer.context["form"].errors["held_on"][0]


def test_list_marked_secret_is_refused_and_nothing_of_it_is_kept(office, series, settings):
    data = book(TWO, above=[["TỐI MẬT"], ["DANH SÁCH NHIỆM VỤ"]])

    answer = office.post(NEW, sent(series, data))

    assert "bí mật" in answer.context["form"].errors["file"][0].lower()
    assert not any(path.is_file() for path in settings.FILES.rglob("*"))


def test_without_a_series_the_page_says_how_to_make_one(office):
    page = office.get(NEW).content.decode()

    assert "Chưa có chuỗi giao ban nào" in page
    assert "/meetings/series/new/" in page


def test_same_form_sent_twice_reads_the_list_once(office, series):
    told = sent(series, book(TWO))
    office.post(NEW, told)
    told["file"].seek(0)
    office.post(NEW, told)

    assert OldList.objects.count() == 1


def test_rows_are_shown_by_their_fate(office, upload):
    found = upload(book([*TWO, row(3, "Sơ kết", due="31/02/2021")]))

    refused = office.get(f"{LISTS}{found.pk}/?fate=refused").content.decode()

    assert "Sơ kết" in refused
    assert "31/02/2021" in refused
    assert "Rà soát hộ nghèo" not in refused


def test_columns_can_be_changed(office, upload):
    found = upload(book([[1, "Việc A", "Mô tả của A", WOMEN]], heads=["STT", "Nội dung", "Mô tả", "Chủ trì"]))
    form = office.get(f"{LISTS}{found.pk}/columns/").context["form"]
    told = {name: form.initial.get(name, "") for name in form.fields if form.initial.get(name)}

    office.post(f"{LISTS}{found.pk}/columns/", key(**{**told, "text": "3"}))

    assert [one.text for one in found.rows.all()] == ["Mô tả của A"]


def test_one_column_for_two_things_is_refused(office, upload):
    found = upload(book(TWO))

    answer = office.post(f"{LISTS}{found.pk}/columns/", key(sheet="Theo dõi", order="dmy", text="2", lead="2"))

    assert "Một cột" in answer.content.decode()


def test_other_sheet_is_read_with_its_own_columns(office, upload):
    def more(made, page):
        other = made.create_sheet("Năm 2020")
        other.append(["Nội dung công việc", "Hạn"])
        other.append(["Việc năm 2020", "31/12/2020"])

    found = upload(book(TWO, change=more))

    office.post(f"{LISTS}{found.pk}/columns/", key(sheet="Năm 2020", order="dmy", text="2"))

    assert [one.text for one in found.rows.all()] == ["Việc năm 2020"]


def test_unknown_name_is_asked_for_before_anything_is_confirmed(office, upload, province):
    found = upload(book([row(1, "Rà soát", "Đội số 5")]))

    answer = office.post(f"{LISTS}{found.pk}/confirm/", key())

    assert answer["Location"] == f"{LISTS}{found.pk}/names/"
    office.post(f"{LISTS}{found.pk}/names/", key(**{"name-0": "Hội Liên hiệp Phụ nữ tỉnh"}))
    office.post(f"{LISTS}{found.pk}/confirm/", key())
    assert Task.objects.get().lines.get().unit == province.women


def test_name_that_is_typed_wrong_again_is_told_at_its_field(office, upload):
    found = upload(book([row(1, "Rà soát", "Đội số 5")]))

    answer = office.post(f"{LISTS}{found.pk}/names/", key(**{"name-0": "Đội số 6"}))

    assert "cũng không có trong danh bạ" in answer.context["form"].errors["name-0"][0]


def test_words_are_kept_for_names_left_empty(office, upload):
    found = upload(book([row(1, "Rà soát", "Đội số 5")]))
    office.post(f"{LISTS}{found.pk}/names/", key(rest="on"))

    office.post(f"{LISTS}{found.pk}/confirm/", key())

    task = Task.objects.get()
    assert (task.responsible_text, task.status) == ("Đội số 5", "unassigned")


def test_successor_of_an_abolished_body_is_offered(office, upload, merged_away, province):  # noqa: F811
    found = upload(book([row(1, "Vận động quỹ", "Ban Vì người nghèo tỉnh")]))
    page = office.get(f"{LISTS}{found.pk}/names/")

    assert page.context["form"].initial["name-0"] == "Ủy ban MTTQ Việt Nam tỉnh"
    office.post(f"{LISTS}{found.pk}/names/", key(**{"name-0": page.context["form"].initial["name-0"]}))
    office.post(f"{LISTS}{found.pk}/confirm/", key())
    assert Task.objects.get().lines.get().unit == province.front


def test_task_page_says_from_which_row_it_came(office, upload):
    found = upload(book([row(1, "Rà soát hộ nghèo", state="Đang thực hiện", result="Được một nửa")]))
    office.post(f"{LISTS}{found.pk}/confirm/", key())

    page = office.get(Task.objects.get().get_absolute_url()).content.decode()

    assert "Từ danh sách cũ" in page
    assert "dòng 2" in page
    assert "Được một nửa" in page


def test_officer_sees_the_row_of_the_own_task_but_not_the_list(signed_in, hoa, office, upload):
    found = upload(book(TWO))
    office.post(f"{LISTS}{found.pk}/confirm/", key())
    theirs = signed_in(hoa)

    page = theirs.get(Task.objects.get(text__startswith="Rà soát").get_absolute_url()).content.decode()

    assert "dòng 2" in page
    assert f"{LISTS}{found.pk}" not in page
    assert theirs.get(f"{LISTS}{found.pk}/").status_code == 403


def test_briefing_of_a_list_shows_its_tasks_and_no_conclusion(office, upload):
    found = upload(book(TWO))
    office.post(f"{LISTS}{found.pk}/confirm/", key())

    page = office.get(Briefing.objects.get().get_absolute_url()).content.decode()

    assert "Danh sách cũ tính đến 01/10/2021" in page
    assert "Công khai…" not in page


def test_list_is_taken_back_from_its_briefing(office, upload):
    found = upload(book(TWO))
    office.post(f"{LISTS}{found.pk}/confirm/", key())
    briefing = Briefing.objects.get()

    answer = office.post(f"/briefings/{briefing.pk}/revoke/", key(reason="Nhầm tệp"), follow=True)

    assert "Nhầm tệp" in answer.content.decode()
    assert answer.redirect_chain[-1][0] == f"{LISTS}{found.pk}/"


def test_text_of_a_list_waits_in_no_review(office, upload):
    found = upload(book(TWO))
    office.post(f"{LISTS}{found.pk}/confirm/", key())

    text_import = Briefing.objects.get().text_import
    assert office.get("/imports/").context["page"].paginator.count == 0
    assert office.get(f"/imports/{text_import.pk}/").status_code == 404


def test_rows_left_out_and_the_file_itself_can_be_downloaded(office, upload):
    data = book([*TWO, row(3, "Sơ kết", due="31/02/2021")])
    found = upload(data)

    left = load_workbook(io.BytesIO(office.get(f"{LISTS}{found.pk}/left.xlsx").content)).active
    kept = office.get(f"{LISTS}{found.pk}/file/")

    assert [cell.value for cell in left[2]][:3] == [4, "3", "Sơ kết"]
    assert downloaded(kept) == data


def test_template_is_a_list_that_can_be_read(office, series):
    template = office.get("/tasks/old/template.xlsx")
    made = load_workbook(io.BytesIO(template.content))
    made.active.append(row(1, "Rà soát"))
    kept = io.BytesIO()
    made.save(kept)

    office.post(NEW, sent(series, kept.getvalue()))

    assert OldList.objects.get().rows.get().text == "Rà soát"


def test_list_of_csv_is_read(office, upload):
    text = "STT;Nội dung nhiệm vụ;Đơn vị chủ trì;Thời hạn\n1;Rà soát;Hội LHPN tỉnh;30/11/2021\n"

    found = upload(text.encode("utf-8-sig"), name="theo-doi.csv")

    assert found.rows.get().fate == "new"


def test_preview_takes_the_same_number_of_queries_whatever_the_list(office, upload, django_assert_max_num_queries):
    small = upload(book([row(1, "Việc 1")]))
    large = upload(book([row(number, f"Việc số {number}", WOMEN if number % 2 else YOUTH) for number in range(1, 200)]))

    def count(found):
        with django_assert_max_num_queries(30) as queries:
            office.get(f"{LISTS}{found.pk}/")
        return len(queries)

    assert count(large) <= count(small) + 1


def test_unknown_fate_and_row_in_the_address_narrow_nothing(office, upload):
    found = upload(book(TWO))

    page = office.get(f"{LISTS}{found.pk}/?fate=abc&row=x&page=99")

    assert page.status_code == 200
    assert page.context["page"].paginator.count == 2
