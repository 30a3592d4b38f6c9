"""What follows from a briefing on paper: the words of the conclusion, and who, until when, on which basis."""

import io
import uuid

import docx
import pytest
from django.urls import reverse

from giaoban.briefing import operations, papers, pointers
from giaoban.documents import queries
from giaoban.documents.models import IssuedPaper
from giaoban.documents.papers import Heading, Paragraph, Table, document
from giaoban.kernel.resolvers import Pointer, Sight, resolvers


def texts(paper):
    return [block.text for block in paper.blocks if isinstance(block, Paragraph)]


def table(paper):
    return next(block for block in paper.blocks if isinstance(block, Table))


def send(client, path, **fields):
    return client.post(path, {"idempotency_key": str(uuid.uuid4()), **fields})


# --- The notice of conclusions


def test_notice_is_a_draft_of_the_party_in_its_letterhead(briefing, tuyet):
    notice = papers.notice(briefing, actor=tuyet)

    assert (notice.profile, notice.kind, notice.is_draft, notice.number) == ("party-2018", "TB", True, None)
    assert notice.issuer.own == ("Tỉnh ủy Quảng Trị",)
    assert notice.subject.startswith("Kết luận của Thường trực Tỉnh ủy tại hội nghị giao ban công tác Mặt trận")
    assert notice.signer.name == "Trần Hữu Nghĩa"


def test_notice_groups_the_sentences_of_the_conclusion(briefing, tuyet):
    notice = papers.notice(briefing, actor=tuyet)

    headings = [block.text for block in notice.blocks if isinstance(block, Heading)]
    assert headings[:2] == ["I. Đánh giá kết quả", "II. Nhiệm vụ"]
    assert any("1.250 suất quà" in text for text in texts(notice))
    assert texts(notice)[0].startswith("Ngày 13/10/2021, Thường trực Tỉnh ủy tổ chức hội nghị giao ban")
    assert briefing.title not in texts(notice)


def test_notice_says_of_each_task_who_until_when_and_on_which_basis(briefing, tuyet):
    said = texts(papers.notice(briefing, actor=tuyet))

    orders = said[said.index("Giao Mặt trận và các đoàn thể chính trị - xã hội cấp tỉnh:") :]
    recite, count, women, congress, youth, storm = orders[1:7]
    assert recite.startswith("1. Tuyên truyền, quán triệt Quyết định số 23-QĐ/TW")
    assert recite.endswith("(Căn cứ: Quyết định 23-QĐ/TW.)")
    assert count.startswith("2. Rà soát")
    assert women == "Giao Hội Liên hiệp Phụ nữ tỉnh:"
    assert congress.endswith("(Thời hạn: trong tháng 10/2021 (đến 31/10/2021).)")
    assert youth == "Giao Đoàn TNCS Hồ Chí Minh tỉnh:"
    assert "(Phối hợp: UBND tỉnh" in storm


def test_plan_says_where_no_date_is_set(briefing, phuc):
    assert [row[4] for row in table(papers.plan(briefing, actor=phuc)).rows].count("Chưa định hạn") == 3


def test_no_sentence_with_a_consequence_is_lost_in_the_notice(briefing, tuyet):
    words = " ".join(texts(papers.notice(briefing, actor=tuyet))).lower()
    text = briefing.text_import.source.text

    for task in briefing.tasks.all():
        assert " ".join(task.text.split()).strip(" .;,").lower() in words
    for sentence in briefing.current_sentences.filter(fate__in=["result", "commendation"]):
        assert " ".join(text[sentence.start : sentence.end].split()).lower() in words


# --- The plan and the lists


def test_plan_is_the_fronts_own_with_a_row_for_each_task(briefing, phuc):
    plan = papers.plan(briefing, actor=phuc)

    assert (plan.profile, plan.kind, plan.issuer.sign) == ("state-2020", "KH", "MTTQ-BTT")
    assert [column.title for column in table(plan).columns] == [
        "STT",
        "Nội dung nhiệm vụ",
        "Đơn vị thực hiện",
        "Phối hợp",
        "Thời hạn",
        "Căn cứ",
    ]
    assert [row[0] for row in table(plan).rows] == ["1", "2", "3", "4"]
    assert all(row[4] for row in table(plan).rows)


def test_each_body_has_the_list_of_its_own_tasks(briefing, tuyet):
    lists = papers.by_body(briefing, actor=tuyet)

    assert [(one.name, len(one.tasks)) for one in lists] == [
        ("Đoàn TNCS Hồ Chí Minh tỉnh", 3),
        ("Hội Liên hiệp Phụ nữ tỉnh", 3),
        ("UBND tỉnh", 1),
        ("Ủy ban MTTQ Việt Nam tỉnh", 2),
    ]


def test_list_says_which_part_the_body_has(briefing, tuyet):
    helping = next(one for one in papers.by_body(briefing, actor=tuyet) if one.name == "UBND tỉnh")

    ((_, _, part, others, _, _),) = table(papers.task_list(briefing, helping, actor=tuyet)).rows

    assert (part, others) == ("Phối hợp", "Đoàn TNCS Hồ Chí Minh tỉnh")


def test_officer_gets_the_list_of_the_own_body_alone(briefing, hoa):
    assert [one.name for one in papers.by_body(briefing, actor=hoa)] == ["Hội Liên hiệp Phụ nữ tỉnh"]


def test_task_that_was_given_up_is_on_no_paper(briefing, tasks, tuyet, at):
    briefing.tasks.filter(pk=tasks["storm"].pk).update(
        withdrawn_at=at, withdrawn_by=tuyet.user, withdrawn_reason="Thông báo chính thức không còn câu này"
    )

    assert "UBND tỉnh" not in [one.name for one in papers.by_body(briefing, actor=tuyet)]
    assert len(table(papers.plan(briefing, actor=tuyet)).rows) == 3


# --- On the screen


def test_notice_is_drafted_from_the_page_and_leads_back(signed_in, briefing, tuyet):
    client = signed_in(tuyet)

    answer = send(client, reverse("briefing:paper-notice", args=[briefing.pk]))

    one = IssuedPaper.objects.get()
    assert answer["Location"] == one.get_absolute_url()
    assert (one.unit_id, one.about_kind, one.about_id) == (briefing.owner_id, "briefing.briefing", briefing.pk)
    page = client.get(one.get_absolute_url()).content.decode()
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in page
    assert briefing.get_absolute_url() in page
    again = client.get(briefing.get_absolute_url()).content.decode()
    assert one.get_absolute_url() in again
    assert "papers/notice/" not in again


def test_front_drafts_its_plan_and_not_the_notice(signed_in, briefing, phuc, province):
    client = signed_in(phuc)

    page = client.get(briefing.get_absolute_url()).content.decode()
    assert "papers/plan/" in page
    assert "papers/notice/" not in page
    assert send(client, reverse("briefing:paper-notice", args=[briefing.pk])).status_code == 404

    send(client, reverse("briefing:paper-plan", args=[briefing.pk]))

    assert IssuedPaper.objects.get().unit_id == province.front.pk


def test_print_pack_holds_one_list_a_body(signed_in, briefing, tuyet):
    page = signed_in(tuyet).get(reverse("briefing:task-lists", args=[briefing.pk])).content.decode()

    assert page.count("<article") == 4
    assert page.count("DANH MỤC") == 4
    assert "DỰ THẢO" not in page


def test_list_of_a_body_opens_in_word(signed_in, briefing, tuyet, province):
    path = reverse("briefing:task-list-word", args=[briefing.pk, province.women.pk])

    answer = signed_in(tuyet).get(path)

    words = [cell.text for row in docx.Document(io.BytesIO(answer.content)).tables[1].rows for cell in row.cells]
    assert "STT" in words
    assert any("đại hội cấp huyện" in cell for cell in words)
    assert 'filename="nhiem-vu-hoi-lien-hiep-phu-nu-tinh.docx"' in answer["Content-Disposition"]


def test_list_of_a_body_without_a_task_does_not_exist(signed_in, briefing, tuyet, province):
    path = reverse("briefing:task-list-word", args=[briefing.pk, province.office.pk])

    assert signed_in(tuyet).get(path).status_code == 404


@pytest.mark.parametrize("name", ["task-lists", "paper-notice", "paper-plan"])
def test_papers_of_a_briefing_do_not_exist_for_a_stranger(signed_in, briefing, stranger, name):
    client, path = signed_in(stranger), reverse(f"briefing:{name}", args=[briefing.pk])

    assert (client.get(path) if name == "task-lists" else send(client, path)).status_code == 404


def test_no_paper_follows_from_a_revoked_briefing(signed_in, briefing, tuyet, at):
    operations.revoke(briefing_id=briefing.pk, reason="Nhầm văn bản", by=tuyet, at=at)
    client = signed_in(tuyet)

    assert send(client, reverse("briefing:paper-notice", args=[briefing.pk])).status_code == 404
    assert "papers/notice/" not in client.get(briefing.get_absolute_url()).content.decode()


def test_pointer_to_a_briefing_is_a_link_for_those_who_may_see_it(briefing, tuyet, stranger):
    pointer = Pointer(pointers.BRIEFING, briefing.pk)

    assert resolvers.resolve([pointer], reader=tuyet)[pointer].url == briefing.get_absolute_url()
    assert resolvers.resolve([pointer], reader=stranger)[pointer].sight == Sight.MASKED


def test_every_paper_of_a_briefing_can_be_set(briefing, tuyet, phuc):
    written = [papers.notice(briefing, actor=tuyet), papers.plan(briefing, actor=phuc)]
    written += [papers.task_list(briefing, one, actor=tuyet) for one in papers.by_body(briefing, actor=tuyet)]

    assert all(document(one).startswith(b"PK") for one in written)
    assert queries.bodies_drafted_for(phuc)[0][1] == "Ủy ban MTTQ Việt Nam tỉnh"
