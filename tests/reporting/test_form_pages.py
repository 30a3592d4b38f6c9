"""The pages of forms: the list, one form, the editor, all without a script."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from lxml import html

from giaoban.reporting import known, operations
from giaoban.reporting.drafted.content import Content, DraftLine, DraftRule, DraftSection
from giaoban.reporting.enums import IndicatorKind, RuleKind
from giaoban.reporting.models import Call, FormDraft, FormTemplate, Indicator
from giaoban.reporting.shipped import Ask
from tests.reporting.test_own_forms import CONTENT, HEAD, begin  # noqa: F401 - fixture

pytestmark = pytest.mark.usefixtures("in_october")


@pytest.fixture
def client_of(signed_in, phuc):
    return lambda by=None: signed_in(by or phuc)


@pytest.fixture
def page(client_of):
    """`page("forms", q="…")`: what stands on a page, for Phúc unless told."""

    def got(name, *arguments, by=None, **query):
        return client_of(by).get(reverse(f"reporting:{name}", args=arguments), query, follow=True).content.decode()

    return got


@pytest.fixture
def send(client_of):
    """`send("form-new", name="…")`: a form as a browser sends it."""

    def sent(route, /, *arguments, by=None, query="", **fields):
        told = {"idempotency_key": str(uuid.uuid4()), **fields}
        return client_of(by).post(reverse(f"reporting:{route}", args=arguments) + query, told, follow=True)

    return sent


@pytest.fixture
def draft(begin):  # noqa: F811
    return begin()


def stands(draft: FormDraft) -> list[list[str]]:
    draft.refresh_from_db()
    return [[line.code for line in one.standing] for one in draft.written.sections]


def seen(draft: FormDraft) -> int:
    return FormDraft.objects.get(pk=draft.pk).seen


# --- The list and a form ----------------------------------------------------------------------------------------------


def test_list_names_forms_in_force_those_of_the_program_and_own_drafts(call, draft, page, lan):
    own, other = page("forms"), page("forms", by=lan)

    assert "Báo cáo tháng của Mặt trận cấp xã" in own
    assert "01/01/2020" in own
    assert "có sẵn trong chương trình" in own
    assert "Báo cáo trồng cây" in own
    assert reverse("reporting:form-new") in own
    assert "Báo cáo trồng cây" not in other
    assert reverse("reporting:form-new") not in other


def test_list_finds_by_words_without_marks(call, page):
    found = page("forms", q="phu nu thang")

    assert "Hội Liên hiệp Phụ nữ" in found or "phu-nu-xa-thang" in found
    assert "mttq-xa-thang" not in found
    assert "Không có biểu mẫu nào phù hợp" in page("forms", q="khong co gi")


def test_form_shows_its_versions_and_what_changed(call, begin, page, phuc, at):  # noqa: F811
    form = call.form
    content = known.content_of(form)
    kept = Content((DraftSection("Mới", lines=(DraftLine("kho-khan"),)), *content.sections[1:]), content.rules[1:])
    made = begin(known.head_of(form), kept, form)
    lines = tuple(one for one in kept.sections[-1].lines if one.code != "kho-khan")
    kept = Content((*kept.sections[:-1], DraftSection("Tự đánh giá", lines=lines)), kept.rules)
    made = operations.keep_form(draft_id=made.pk, seen=1, content=kept, by=phuc, at=at)
    operations.put_in_force(draft_id=made.pk, seen=made.seen, since=dt.date(2021, 11, 1), by=phuc, at=at)

    old, new = page("form", form.code), page("form", form.code, version="2")

    assert "Lượt người dự tuyên truyền" in old
    assert "Tình hình nhân dân" in old
    assert "Thay đổi so với phiên bản trước" not in old
    changed = new.partition("Thay đổi so với phiên bản trước")[2].partition("Nội dung hỏi")[0]
    assert "Tình hình nhân dân" in changed.partition("Dòng không còn hỏi")[2]
    assert "Có buổi" not in changed
    assert "“Buổi tuyên truyền, quán triệt” đi cùng" in changed


def test_form_of_the_program_is_shown_before_anybody_takes_it_up(province, page):
    shown = page("form", "mttq-xa-9-thang")

    assert "Hai, ba việc đáng nói nhất" in shown
    assert not FormTemplate.objects.exists()


@pytest.mark.parametrize("code", ["khong-co", "none"])
def test_form_that_is_not_there_is_not_found(province, client_of, code):
    assert client_of().get(reverse("reporting:form", args=[code])).status_code == 404


# --- Beginning --------------------------------------------------------------------------------------------------------


def test_new_form_is_begun_and_its_code_made_of_its_name(province, send):
    answer = send("form-new", name="Báo cáo trồng cây đầu năm", body_kind="front", level="commune", period_kind="month", window="calendar")  # fmt: skip

    made = FormDraft.objects.get()
    assert (made.code, made.called_by) == ("bao-cao-trong-cay-dau-nam", "")
    assert answer.redirect_chain[-1][0] == made.get_absolute_url()
    assert "Biểu mẫu chưa có phần nào" in answer.content.decode()


def test_form_for_another_kind_of_body_is_called_for_by_the_own_one(province, send):
    send("form-new", name="Báo cáo của Đoàn", body_kind="youth_union", also_kinds=["womens_union"], level="province", period_kind="quarter", window="calendar")  # fmt: skip

    made = FormDraft.objects.get()
    assert (made.caller, made.also_kinds) == ("front", ["womens_union"])


def test_copy_begins_with_everything_that_the_form_asks(call, send):
    send("form-new", query="?of=mttq-xa-thang", name="Báo cáo tuần", code="mttq-tuan", body_kind="front", level="commune", period_kind="month", window="calendar")  # fmt: skip

    assert FormDraft.objects.get().written == known.content_of(call.form)


def test_new_version_of_a_form_that_nobody_has_taken_up_takes_it_up(province, send):
    send("form-new-version", "mttq-xa-9-thang")

    made = FormDraft.objects.get()
    assert (made.code, made.copied) == ("mttq-xa-9-thang", FormTemplate.objects.get())


def test_new_version_of_another_line_is_refused(call, send, hoa):
    answer = send("form-new-version", "mttq-xa-thang", by=hoa)

    assert "được sao chép, không được sửa" in answer.content.decode()
    assert not FormDraft.objects.exists()


@pytest.mark.parametrize("route", ["form-new", "form-draft"])
def test_whoever_writes_no_forms_is_refused_at_the_door(route, draft, client_of, bich, lan):
    arguments = [draft.pk] if route == "form-draft" else []
    there = reverse(f"reporting:{route}", args=arguments)

    assert client_of(lan).get(there).status_code == 403
    assert client_of(bich).get(there).status_code in {403, 404}


# --- The editor -------------------------------------------------------------------------------------------------------


def test_sections_and_lines_are_added_edited_moved_taken_out_and_put_back(draft, send):
    send("form-section-new", draft.pk, seen=1, title="Vật tư", guidance="Ghi theo tấn.")
    send("form-line-add", draft.pk, 2, seen=2, code="gao-giup")
    send("form-line", draft.pk, 2, 0, seen=3, question="Chỉ gạo.", most="1,5")
    line = FormDraft.objects.get().written.sections[2].lines[0]
    assert (line.question, str(line.most), line.is_required) == ("Chỉ gạo.", "1.5", False)

    send("form-draft", draft.pk, seen=4, act="up:s2l0")
    assert stands(draft) == [["cay-da-trong", "tuyen-truyen-buoi"], ["danh-gia-cay", "cay-moi-buoi", "gao-giup"], []]
    send("form-draft", draft.pk, seen=5, act="out:s1l2")
    send("form-draft", draft.pk, seen=6, act="out:s2")
    assert stands(draft)[1:] == [["danh-gia-cay", "cay-moi-buoi"], []]
    shown = send("form-draft", draft.pk, seen=7, act="back:s1l2").content.decode()
    assert stands(draft)[1] == ["danh-gia-cay", "cay-moi-buoi", "gao-giup"]
    assert "Phần này đã bỏ ra" in shown
    send("form-section", draft.pk, 0, seen=8, title="Cây")
    assert FormDraft.objects.get().written.sections[0].title == "Cây"


def hidden(answer) -> dict[str, str]:
    """What the page would send again: which keeping, and which part its author saw."""
    form = html.document_fromstring(answer.content).xpath("//main//form[@method='post']")[-1]
    return {name: form.xpath(f".//input[@name='{name}']/@value")[0] for name in ("seen", "was")}


@pytest.fixture
def two_lines(begin):  # noqa: F811
    return begin(
        content=Content((DraftSection("Việc", lines=(DraftLine("tuyen-truyen-buoi"), DraftLine("gao-giup"))),))
    )


def test_who_wrote_beside_another_keeps_it_by_a_second_sending(two_lines, send, client_of):
    mine = hidden(client_of().get(reverse("reporting:form-line", args=(two_lines.pk, 0, 0))))
    send("form-line", two_lines.pk, 0, 1, seen=1, question="Ghi theo tấn.")

    refused = send("form-line", two_lines.pk, 0, 0, question="Đếm ngày 30.", **mine)
    assert "đã có người khác sửa" in refused.content.decode()
    assert "Đếm ngày 30." in refused.content.decode()
    send("form-line", two_lines.pk, 0, 0, question="Đếm ngày 30.", **hidden(refused))

    two_lines.refresh_from_db()
    assert [one.question for one in two_lines.written.lines()] == ["Đếm ngày 30.", "Ghi theo tấn."]


def test_what_was_written_for_a_line_lands_on_no_other_that_took_its_place(two_lines, send, client_of):
    mine = hidden(client_of().get(reverse("reporting:form-line", args=(two_lines.pk, 0, 0))))
    send("form-draft", two_lines.pk, seen=1, act="down:s0l0")

    for _again in range(2):
        refused = send("form-line", two_lines.pk, 0, 0, question="Chỉ đếm buổi.", **mine)
        mine = hidden(refused)

    assert "đã có người khác sửa" in refused.content.decode()
    two_lines.refresh_from_db()
    assert [one.question for one in two_lines.written.lines()] == ["", ""]


def test_new_indicator_is_written_with_its_line(draft, send):
    send("form-line-new", draft.pk, 0, seen=1, name="Cây chết phải trồng lại", kind="count", unit="cây", origin="reported", over_units="sum", over_time="sum", part_of="cay-da-trong", is_required="on")  # fmt: skip

    line = FormDraft.objects.get().written.sections[0].lines[-1]
    assert (line.code, line.part_of, line.ask.name) == (
        "cay-chet-phai-trong-lai",
        "cay-da-trong",
        "Cây chết phải trồng lại",
    )
    assert not Indicator.objects.filter(code=line.code).exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "field-error"),
        ({"code": "Cây"}, "Chữ thường không dấu"),
        ({"name": "!!!"}, "không có chữ nào để tạo mã"),
        ({"most": "một"}, "field-error"),
        ({"most": "1,234"}, "hiểu theo hai cách"),
        ({"whole": "cay-da-trong"}, "chọn cả hai"),
        ({"choices": "x" * 101}, "100"),
        ({"kind": "khac"}, "field-error"),
    ],
)
def test_bad_field_of_a_new_indicator_is_said_and_nothing_is_lost(draft, send, fields, said):
    told = {"name": "Cây chết", "kind": "count", "origin": "reported", "over_units": "sum", "over_time": "sum", "question": "Vì sao chết?"}  # fmt: skip

    shown = send("form-line-new", draft.pk, 0, seen=1, **told | fields).content.decode()

    assert said in shown
    assert "Vì sao chết?" in shown
    assert seen(draft) == 1


def test_problems_stand_at_their_lines(draft, page, phuc, at):
    rule = DraftRule(RuleKind.GOES_WITH, "xa-la", ("cay-da-trong",), "?")
    bad = Ask("chon", "Chọn", kind=IndicatorKind.CHOICE, choices=("Một",))
    lines = (DraftLine("cay-da-trong", ask=CONTENT.sections[0].lines[0].ask), DraftLine("chon", ask=bad))
    content = Content((DraftSection("Một", lines=lines), DraftSection("Hai")), (rule,))
    operations.keep_form(draft_id=draft.pk, seen=1, content=content, by=phuc, at=at)

    shown = page("form-draft", draft.pk)

    def at_place(start: str, end: str) -> str:
        return shown.partition(f'id="{start}"')[2].partition(f'id="{end}"')[0]

    assert "cần ít nhất hai" in at_place("s0l1", "s1")
    assert "finding" not in at_place("s0l0", "s0l1")
    assert "chưa có dòng nào" in at_place("s1", "rules")
    assert "“xa-la”" in at_place("r0", "footer")
    assert "Còn 3 chỗ" in page("form-in-force", draft.pk)


def test_rule_between_lines_is_added_and_edited(draft, send):
    fields = {"line": "cay-da-trong", "others": ["tuyen-truyen-buoi"], "says": "Nhiều quá?"}
    send("form-rule-new", draft.pk, seen=1, kind="at_most", times="1.000", **fields)
    shown = send("form-rule", draft.pk, 1, seen=2, kind="at_most", times="2000", **fields).content.decode()

    assert FormDraft.objects.get().written.rules[1].times == 2000
    assert "“Cây đã trồng” không quá 2.000 × (Buổi tuyên truyền, quán triệt)" in shown
    half = send("form-rule", draft.pk, 1, seen=3, kind="at_most", times="1,5", **fields).content.decode()
    assert "số nguyên" in half


def test_head_of_a_new_version_keeps_what_makes_its_periods_comparable(call, begin, send):  # noqa: F811
    draft = begin(known.head_of(call.form), known.content_of(call.form), call.form)

    send("form-head", draft.pk, seen=1, name="Báo cáo tháng, mẫu mới", code="khac", level="district", period_kind="year", window="calendar", body_kind="front")  # fmt: skip

    draft.refresh_from_db()
    assert (draft.name, draft.code, draft.level, draft.period_kind) == ("Báo cáo tháng, mẫu mới", "mttq-xa-thang", "commune", "month")  # fmt: skip


def test_known_indicators_are_found_by_words_without_marks(draft, page):
    shown = page("form-line-add", draft.pk, 0, q="kien nghi")

    assert "Kiến nghị của nhân dân đã chuyển" in shown
    assert "Gạo đã trao" not in shown


def test_second_editor_is_told_and_loses_nothing(draft, send, client_of, phuc, at):
    mine = hidden(client_of().get(reverse("reporting:form-section", args=(draft.pk, 0))))
    operations.keep_form(draft_id=draft.pk, seen=1, content=CONTENT, by=phuc, at=at)

    shown = send("form-section", draft.pk, 0, title="Tên tôi viết", **mine).content.decode()

    assert "đã có người khác sửa" in shown
    assert "Tên tôi viết" in shown
    assert 'name="seen" value="2"' in shown
    moved = send("form-draft", draft.pk, seen=1, act="up:s1").content.decode()
    assert "đã có người khác sửa" in moved
    assert FormDraft.objects.get().written == CONTENT


@pytest.mark.parametrize(
    ("act", "there"),
    [
        ("down:s0l0", "s0l1"),
        ("up:s0l1", "s0l0"),
        ("down:s0l1", "s1l0"),
        ("up:s1l0", "s0l2"),
        ("up:s0l0", "s0l0"),
        ("down:s1l1", "s1l1"),
        ("down:s0", "s1"),
        ("out:s0l1", "s0l1"),
    ],
)
def test_page_opens_where_the_part_stands_after_its_act(draft, send, act, there):
    answer = send("form-draft", draft.pk, seen=1, act=act)

    assert answer.redirect_chain[-1][0].endswith(f"#{there}")
    assert f'id="{there}"' in answer.content.decode()


def test_editor_begins_with_its_sections_and_how_many_lines_each_has(draft, page):
    contents = html.document_fromstring(page("form-draft", draft.pk)).xpath("//nav[@id='contents']//li")

    assert [one.xpath("./a/@href")[0] for one in contents] == ["#s0", "#s1", "#rules"]
    assert "2 dòng" in contents[0].text_content()


def test_fields_that_few_lines_need_are_closed_until_one_is_used_or_wrong(draft, page, send):
    closed = '<details class="more"><summary>Chỉ dùng cho câu hỏi lựa chọn'
    assert closed in page("form-line-new", draft.pk, 0)

    told = {"name": "Tổ tự quản", "kind": "choice", "choices": "Tốt\nKhá", "origin": "reported", "category": "x"}
    assert closed not in send("form-line-new", draft.pk, 0, seen=1, **told).content.decode()


@pytest.mark.parametrize("act", ["up:s9", "out:s0l9", "out:r9", "up:r0", "eat:s0", "up:", "out:x1", ""])
def test_act_at_no_place_is_not_found(draft, send, act):
    assert send("form-draft", draft.pk, seen=1, act=act).status_code == 404
    assert seen(draft) == 1


@pytest.mark.parametrize(
    ("route", "arguments"), [("form-section", [9]), ("form-line-add", [9]), ("form-line", [0, 9]), ("form-rule", [9])]
)
def test_part_that_is_not_there_is_not_found(draft, client_of, route, arguments):
    assert client_of().get(reverse(f"reporting:{route}", args=[draft.pk, *arguments])).status_code == 404


def test_preview_shows_the_form_as_a_body_will_fill_it_in(draft, page):
    shown = page("form-preview", draft.pk)

    assert "1. Cây đã trồng" in shown
    assert "Chỉ ghi cây còn sống." in shown
    assert "không phát sinh" in shown
    assert '<option value="Tốt">Tốt</option>' in shown
    assert "<form" not in shown.partition("<main")[2].partition("</main>")[0]


def test_put_in_force_says_what_will_happen_then_does_it(draft, page, send):
    before = page("form-in-force", draft.pk)
    assert "Cây đã trồng</b> (<code>cay-da-trong</code>)" in before
    assert "2021-11-01" in before

    after = send("form-in-force", draft.pk, seen=1, since="2021-10-01").content.decode()

    assert "Biểu mẫu đã có hiệu lực" in after
    made = FormTemplate.objects.get(code=HEAD.code)
    assert made.valid.lower == dt.date(2021, 10, 1)
    offered = page("call-new")
    assert "Báo cáo trồng cây" in offered
    send("call-new", form=HEAD.code, period="tháng 10/2021")
    assert Call.objects.get().form == made


def test_day_that_cannot_be_is_said_at_its_field(call, begin, send):  # noqa: F811
    draft = begin(known.head_of(call.form), known.content_of(call.form), call.form)

    shown = send("form-in-force", draft.pk, seen=1, since="2021-10-05").content.decode()

    assert "kết thúc ngày 31/10/2021" in shown
    assert FormTemplate.objects.count() == 1


def test_draft_is_thrown_away_after_a_question(draft, page, send):
    assert "Sẽ không dùng" in page("form-throw-away", draft.pk)

    send("form-throw-away", draft.pk, seen=1)

    assert "Báo cáo trồng cây" not in page("forms")
    assert not FormDraft.objects.open().exists()


def test_own_call_offers_forms_of_the_own_line_alone(province, page, hoa, send):
    front, women = page("call-new"), page("call-new", by=hoa)

    assert "mttq-xa-thang" in front
    assert "phu-nu-xa-thang" not in front
    assert "phu-nu-xa-thang" in women
    assert "mttq-xa-thang" not in women


def test_many_lines_cost_no_more_queries_than_few(draft, client_of, phuc, at, django_assert_max_num_queries):
    few = CONTENT.sections[0].lines
    lines = (*few, *(DraftLine(f"moi-{n}", ask=Ask(f"moi-{n}", f"Dòng {n}")) for n in range(60)))
    operations.keep_form(
        draft_id=draft.pk, seen=1, content=Content((DraftSection("Một", lines=lines),)), by=phuc, at=at
    )
    client = client_of()

    with django_assert_max_num_queries(20):
        shown = client.get(draft.get_absolute_url()).content.decode()

    assert "Dòng 59" in shown
