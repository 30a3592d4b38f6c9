"""A text becomes proposals; what may not be read leaves nothing behind."""

import pytest
from django.core.exceptions import PermissionDenied

from giaoban.briefing import drafting, operations
from giaoban.briefing.enums import Fate, ImportStatus, ProposalState, TaskKind
from giaoban.briefing.models import Briefing, ProposedTask, SourceText, TextImport
from giaoban.kernel.due import Due
from giaoban.registry.models import Event
from tests.briefing.conftest import TEXT
from tests.cast import TODAY


def test_the_meeting_is_read_from_the_text(text_import):
    assert text_import.is_meeting
    assert str(text_import.held_on) == "2021-10-13"
    assert (text_import.reviewed, text_import.planned) == ("2021-9M", "2021-Q4")
    assert [one["name"] for one in text_import.people if one["part"] == "chair"] == ["Trần Hữu Nghĩa"]


def test_every_span_points_into_the_kept_text(text_import):
    assert text_import.source.text == TEXT
    for task in text_import.tasks.all():
        assert TEXT[task.start : task.end].strip() == TEXT[task.start : task.end]
        assert task.sentence.start <= task.start < task.end <= task.sentence.end


def test_bodies_are_linked_to_the_registry(text_import, province):
    recite = text_import.tasks.get(start=TEXT.index("tuyên truyền, quán triệt"))
    congress = text_import.tasks.get(start=TEXT.index("chỉ đạo hoàn thành"))
    storm = text_import.tasks.filter(start__gte=TEXT.index("Đoàn TNCS")).get()

    assert recite.addressee == province.coalition
    assert {unit.pk for unit in recite.members.all()} == {province.front.pk, province.women.pk, province.youth.pk}
    assert recite.lead is None
    assert congress.lead == province.women
    assert storm.lead == province.youth
    assert list(storm.coordinating.all()) == [province.people]


def test_only_what_the_text_gives_has_a_due_date_or_a_basis(text_import):
    dated = [task for task in text_import.tasks.all() if task.due_end]
    based = [task for task in text_import.tasks.prefetch_related("acts") if task.acts.all()]

    assert [TEXT[task.start : task.end][-15:] for task in dated] == ["tháng 10/2021"[-15:].rjust(15)] or len(dated) == 1
    assert [act.number for task in based for act in task.acts.all()] == ["23-QĐ/TW"]


def test_importing_is_in_the_event_log(text_import):
    event = Event.objects.get(type="briefing.text_imported")

    assert (event.subject_id, event.by_name) == (text_import.pk, "Phạm Thị Tuyết")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty_text"),
        ("  \n\t ", "empty_text"),
        ("MẬT\n\n" + TEXT, "secret_text"),
        ("TỐI MẬT\nSố: 12-BC/TU\n\n" + TEXT, "secret_text"),
        ("Độ mật: TUYỆT MẬT\n\n" + TEXT, "secret_text"),
        ("a" * (drafting.LONGEST + 1), "too_long_text"),
        (
            "Héi nghÞ giao ban c«ng t¸c MÆt trËn vµ c¸c ®oµn thÓ tØnh, triÓn khai nhiÖm vô träng t©m. " * 3,
            "legacy_text",
        ),
    ],
)
def test_what_may_not_be_read_leaves_nothing_behind(text, code, tuyet, linker, at):
    with pytest.raises(drafting.UnreadableText) as problem:
        operations.import_text(text=text, kind="pasted", by=tuyet, at=at, linker=linker)

    assert problem.value.code == code
    assert not SourceText.objects.exists()
    assert not TextImport.objects.exists()
    assert not Event.objects.filter(type__startswith="briefing.").exists()


def test_a_text_that_is_no_meeting_proposes_nothing(tuyet, linker, at):
    text = "Cây cà phê ở vùng đồi đang vào mùa thu hoạch. Giá thu mua năm nay cao hơn năm ngoái."

    (made,) = operations.import_text(text=text, kind="pasted", by=tuyet, at=at, linker=linker)

    assert not made.is_meeting
    assert not made.tasks.exists()


def test_an_unknown_body_stays_as_the_text_names_it(tuyet, linker, at):
    text = TEXT.replace("Hội Liên hiệp Phụ nữ tỉnh", "Hội Khuyến học tỉnh")

    (made,) = operations.import_text(text=text, kind="pasted", by=tuyet, at=at, linker=linker)

    task = made.tasks.get(start=text.index("chỉ đạo hoàn thành"))
    assert task.lead is None
    assert task.responsible_text == ["Hội Khuyến học tỉnh"]


@pytest.mark.parametrize("who", ["hoa", "lan", "minh", "quan", "phuc"])
def test_only_a_secretariat_imports(who, request, linker, at):
    with pytest.raises(PermissionDenied):
        operations.import_text(text=TEXT, kind="pasted", by=request.getfixturevalue(who), at=at, linker=linker)


def test_a_stranger_finds_no_import(text_import, stranger, tuyet):
    assert list(TextImport.objects.visible_to(tuyet)) == [text_import]
    assert list(TextImport.objects.visible_to(stranger)) == []


def test_a_proposal_is_put_right_in_one_act(text_import, tuyet, province, at):
    task = text_import.tasks.get(start=TEXT.index("chỉ đạo hoàn thành"))

    operations.amend_task(
        import_id=text_import.pk,
        task_id=task.pk,
        kind=TaskKind.COLLECTIVE,
        lead_id=None,
        addressee_id=province.coalition.pk,
        member_ids=None,
        coordinating_ids=[province.people.pk],
        due=Due.parse("30/11/2021", TODAY),
        by=tuyet,
        at=at,
    )

    task.refresh_from_db()
    assert (task.state, task.decided_by) == (ProposalState.ACCEPTED, tuyet.user)
    assert task.members.count() == 3
    assert str(task.due_end) == "2021-12-01"


def test_a_discarded_task_leaves_its_sentence_to_be_decided(text_import, tuyet, at):
    task = text_import.tasks.get(start=TEXT.index("chỉ đạo hoàn thành"))

    operations.discard_task(import_id=text_import.pk, task_id=task.pk, by=tuyet, at=at)

    assert task.sentence.number in operations.sentences_left(text_import)


def test_a_missed_task_is_made_by_marking_its_words(text_import, tuyet, at):
    start = TEXT.index("các cấp Hội đã vận động")

    task = operations.add_task(import_id=text_import.pk, start=start, end=start + 20, by=tuyet, at=at)

    task.refresh_from_db()
    assert task.sentence.decided == Fate.TASK
    assert ProposedTask.objects.get(pk=task.pk).reason == "marked_by_a_person"


@pytest.mark.parametrize("span", [(0, len(TEXT)), (10, 10), (len(TEXT) + 5, len(TEXT) + 9)])
def test_words_outside_one_sentence_are_no_task(text_import, tuyet, at, span):
    with pytest.raises(operations.OutsideTheText):
        operations.add_task(import_id=text_import.pk, start=span[0], end=span[1], by=tuyet, at=at)


def test_a_discarded_import_is_closed(text_import, tuyet, at):
    operations.discard_import(import_id=text_import.pk, by=tuyet, at=at)

    text_import.refresh_from_db()
    assert (text_import.status, text_import.closed_by) == (ImportStatus.DISCARDED, tuyet.user)
    with pytest.raises(operations.NotUnderReview):
        operations.decide_sentence(import_id=text_import.pk, number=1, fate="none", by=tuyet, at=at)
    assert not Briefing.objects.exists()
