"""The signed notice arrives later: tasks keep their progress, differences are listed and decided one by one."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from giaoban.briefing import alignment, operations
from giaoban.briefing.enums import Choice, DifferenceKind, LineStatus, Outcome, TaskStatus, TextKind
from giaoban.briefing.models import Task, TextImport
from tests.briefing.conftest import TEXT

OFFICIAL = (
    TEXT.replace("đại hội cấp huyện trong tháng 10/2021", "đại hội cấp huyện trước ngày 15/11/2021")
    .replace("; rà soát, thống kê người dân trở về quê", "")
    .replace(
        "trong mùa mưa bão.",
        "trong mùa mưa bão. Hội Liên hiệp Phụ nữ tỉnh xây dựng kế hoạch tặng quà hộ khó khăn trước ngày 20/12/2021.",
    )
)


@pytest.fixture
def later(at) -> dt.datetime:
    return at + dt.timedelta(days=2)


@pytest.fixture
def reported(tasks, province, hoa, at):
    line = tasks["congress"].lines.get(unit=province.women)
    return operations.report(line_id=line.pk, outcome=Outcome.DONE, text="Đã xong.", by=hoa, at=at)


@pytest.fixture
def further(briefing, reported, tuyet, linker, later) -> TextImport:
    return operations.import_further_text(
        briefing_id=briefing.pk, text=OFFICIAL, kind="docx", by=tuyet, at=later, linker=linker
    )


def decide_all(further, by, at, **choices):
    for row in further.differences.all():
        choice = choices.get(row.kind, Choice.TAKE)
        operations.decide_difference(difference_id=row.pk, choice=choice, reason="Theo văn bản ký", by=by, at=at)
    for number in operations.sentences_left(further):
        operations.decide_sentence(import_id=further.pk, number=number, fate="none", by=by, at=at)


def adopt(further, by, at):
    return operations.adopt(
        import_id=further.pk, number="45-TB/TU", issued_on=dt.date(2021, 10, 29), signer="Trần Hữu Nghĩa", by=by, at=at
    )


def test_differences_are_listed(further, tasks):
    listed = {(row.kind, row.task_id) for row in further.differences.all()}

    assert (DifferenceKind.DUE, tasks["congress"].pk) in listed
    assert (DifferenceKind.WORDS, tasks["congress"].pk) in listed
    assert (DifferenceKind.DROPPED, tasks["count"].pk) in listed
    assert [kind for kind, task in listed if task is None] == [DifferenceKind.NEW]
    assert not [kind for kind, task in listed if task == tasks["recite"].pk]


def test_nothing_changes_before_it_is_adopted(further, briefing, tasks):
    briefing.refresh_from_db()

    assert briefing.version == 1
    assert Task.objects.in_force().filter(briefing=briefing).count() == len(tasks)


def test_undecided_differences_stop_the_adoption(further, tuyet, later):
    with pytest.raises(operations.DifferencesLeft) as problem:
        adopt(further, tuyet, later)

    assert problem.value.count == further.differences.count()


def test_adopted_tasks_keep_their_progress(further, briefing, tasks, tuyet, later, province):
    decide_all(further, tuyet, later)

    adopt(further, tuyet, later)

    congress = Task.objects.get(pk=tasks["congress"].pk)
    assert congress.status == TaskStatus.REPORTED
    assert congress.lines.get(unit=province.women).reports.count() == 1
    assert (congress.text, str(congress.due_end)) == (OFFICIAL[congress.start : congress.end], "2021-11-15")
    assert congress.sentence.version == 2


def test_a_task_no_longer_in_the_text_is_given_up_with_its_reason(further, tasks, tuyet, later):
    decide_all(further, tuyet, later)

    adopt(further, tuyet, later)

    gone = Task.objects.get(pk=tasks["count"].pk)
    assert (gone.withdrawn_by, gone.withdrawn_reason) == (tuyet.user, "Theo văn bản ký")
    assert gone not in Task.objects.in_force()


def test_what_a_person_keeps_stays(further, tasks, tuyet, later):
    decide_all(further, tuyet, later, due=Choice.KEEP, words=Choice.KEEP, dropped=Choice.KEEP, new=Choice.KEEP)

    briefing = adopt(further, tuyet, later)

    congress = Task.objects.get(pk=tasks["congress"].pk)
    assert (congress.text, str(congress.due_end)) == (tasks["congress"].text, "2021-11-01")
    assert {task.pk for task in Task.objects.in_force().filter(briefing=briefing)} == {
        task.pk for task in tasks.values()
    }


def test_a_new_task_gets_the_next_number_and_its_body(further, tasks, province, tuyet, later):
    decide_all(further, tuyet, later)

    briefing = adopt(further, tuyet, later)

    fresh = briefing.tasks.get(text__contains="tặng quà")
    assert fresh.number == len(tasks) + 1
    assert fresh.lines.get().unit == province.women


def test_both_versions_stay_readable(further, briefing, tuyet, later):
    decide_all(further, tuyet, later)

    adopt(further, tuyet, later)

    briefing.refresh_from_db()
    assert list(briefing.texts.order_by("version").values_list("version", "kind", "number")) == [
        (1, TextKind.ARTICLE, ""),
        (2, TextKind.OFFICIAL, "45-TB/TU"),
    ]
    assert briefing.sentences.filter(version=1).exists()
    assert briefing.current_sentences.count() == further.sentences.count()


def test_a_body_that_reported_and_is_named_no_more_keeps_its_line(
    briefing, reported, tasks, tuyet, linker, later, province
):
    text = TEXT.replace("Hội Liên hiệp Phụ nữ tỉnh chỉ đạo", "Đoàn TNCS Hồ Chí Minh tỉnh chỉ đạo")
    further = operations.import_further_text(
        briefing_id=briefing.pk, text=text, kind="pasted", by=tuyet, at=later, linker=linker
    )
    decide_all(further, tuyet, later)

    adopt(further, tuyet, later)

    lines = dict(tasks["congress"].lines.values_list("unit", "part"))
    assert lines == {province.youth.pk: "lead", province.women.pk: "coordinating"}
    assert tasks["congress"].lines.get(unit=province.women).status == LineStatus.REPORTED


def test_a_text_of_another_day_is_refused_and_not_kept(briefing, tuyet, linker, later):
    before = TextImport.objects.count()

    with pytest.raises(operations.AnotherMeeting):
        operations.import_further_text(
            briefing_id=briefing.pk,
            text=TEXT.replace("13/10/2021", "14/01/2022"),
            kind="pasted",
            by=tuyet,
            at=later,
            linker=linker,
        )

    assert TextImport.objects.count() == before


def test_giving_up_a_task_needs_a_reason(further, tuyet, later):
    from django.db import IntegrityError, transaction

    row = further.differences.get(kind=DifferenceKind.DROPPED)
    with pytest.raises(IntegrityError, match="difference_says_why_a_task_goes"), transaction.atomic():
        operations.decide_difference(difference_id=row.pk, choice=Choice.TAKE, by=tuyet, at=later)


@pytest.mark.parametrize("who", ["hoa", "minh", "phuc", "stranger"])
def test_only_the_secretariat_brings_a_further_text(who, request, briefing, linker, later):
    with pytest.raises(PermissionDenied):
        operations.import_further_text(
            briefing_id=briefing.pk,
            text=OFFICIAL,
            kind="pasted",
            by=request.getfixturevalue(who),
            at=later,
            linker=linker,
        )


def test_sentences_are_aligned_one_to_one_and_in_place():
    old = [(1, "Rà soát hộ nghèo."), (2, "Tiếp tục tuyên truyền."), (3, "Tiếp tục tuyên truyền.")]
    new = [("a", "Tiếp tục tuyên truyền."), ("b", "Tiếp tục tuyên truyền."), ("c", "Xây dựng nhà đại đoàn kết.")]

    assert alignment.align(old, new) == {"a": 2, "b": 3}


def test_what_was_passed_down_is_no_difference_and_stays_where_it_is(
    briefing, tasks, phuc, tuyet, linker, later, province
):
    line = tasks["recite"].lines.get(unit=province.front)
    below = province.front_district
    operations.pass_down(line_id=line.pk, unit_ids=[below.pk], by=phuc, at=later)
    further = operations.import_further_text(
        briefing_id=briefing.pk,
        text=TEXT.replace("tuyên truyền, quán triệt", "tuyên truyền, học tập, quán triệt"),
        kind="pasted",
        by=tuyet,
        at=later,
        linker=linker,
    )

    kinds = set(further.differences.filter(task=tasks["recite"]).values_list("kind", flat=True))
    decide_all(further, tuyet, later)
    adopt(further, tuyet, later)

    assert DifferenceKind.WHO not in kinds
    assert tasks["recite"].lines.get(unit=below).parent == line


# --- After a proposal was split or merged -----------------------------------------------------------------------------


def differences(found) -> list[tuple[str, str, str]]:
    return sorted((row.kind, row.before, row.after) for row in found.differences.all())


def further_text(briefing, text, *, by, linker, at) -> TextImport:
    return operations.import_further_text(briefing_id=briefing.pk, text=text, kind="docx", by=by, at=at, linker=linker)


@pytest.fixture
def of_a_split(text_import, confirm, linker, tuyet, at):
    """Before it was confirmed, a person cut "hoàn thành đại hội … và báo cáo …" in two."""
    text = TEXT.replace(
        "trong tháng 10/2021.", "trong tháng 10/2021 và báo cáo kết quả về Tỉnh ủy trước ngày 10/11/2021."
    )
    (found,) = operations.import_text(text=text, kind="pasted", by=tuyet, at=at, linker=linker)
    whole = found.tasks.get(start=text.index("chỉ đạo hoàn thành"))
    place = text.index("báo cáo kết quả")
    if whole.end > place:
        operations.split_task(import_id=found.pk, task_id=whole.pk, place=place, linker=linker, by=tuyet, at=at)
    return text, confirm(found)


def test_same_words_again_after_a_split_are_no_difference(of_a_split, linker, tuyet, later):
    text, briefing = of_a_split

    found = further_text(briefing, text, by=tuyet, linker=linker, at=later)

    assert briefing.tasks.filter(text__contains="báo cáo kết quả").exclude(text__contains="đại hội").exists()
    assert differences(found) == []


def test_changed_words_of_one_part_are_the_only_difference(of_a_split, linker, tuyet, later):
    text, briefing = of_a_split
    part = briefing.tasks.get(text__contains="báo cáo kết quả")

    found = further_text(briefing, text.replace("10/11/2021", "20/11/2021"), by=tuyet, linker=linker, at=later)

    (row,) = found.differences.all()
    assert (row.kind, row.task_id) == (DifferenceKind.WORDS, part.pk)
    assert "20/11/2021" in row.after


@pytest.fixture
def of_a_merge(linker, confirm, tuyet, at):
    """Before it was confirmed, a person made one task of two neighbours."""
    (found,) = operations.import_text(text=TEXT, kind="pasted", by=tuyet, at=at, linker=linker)
    first, second = (
        found.tasks.get(start=TEXT.index(words)) for words in ("tuyên truyền, quán triệt", "rà soát, thống kê")
    )
    operations.merge_tasks(import_id=found.pk, task_id=first.pk, other_id=second.pk, by=tuyet, at=at)
    return confirm(found)


def test_same_words_again_after_a_merge_are_no_difference(of_a_merge, linker, tuyet, later):
    found = further_text(of_a_merge, TEXT, by=tuyet, linker=linker, at=later)

    assert of_a_merge.tasks.count() == 3
    assert differences(found) == []


def test_what_was_reshaped_can_be_taken_back_like_a_step_of_ones_own(of_a_merge, linker, tuyet, later):
    found = further_text(of_a_merge, TEXT, by=tuyet, linker=linker, at=later)
    (step,) = found.steps.all()

    operations.undo_step(import_id=found.pk, step_id=step.pk, by=tuyet, at=later)

    assert found.tasks.kept().count() == 4


def test_text_that_nobody_reshaped_is_compared_as_it_is(further):
    assert not further.steps.exists()


# --- Whatever is done in the review of the further text is compared anew ------------------------------------------------


@pytest.fixture
def changed(briefing, tuyet, linker, later) -> TextImport:
    """The further text gives the congresses another month, and says two further things in the same sentence."""
    text = TEXT.replace(
        "trong tháng 10/2021.", "trong tháng 11/2021 và báo cáo kết quả về Tỉnh ủy trước ngày 10/12/2021."
    )
    return further_text(briefing, text, by=tuyet, linker=linker, at=later)


def test_a_task_whose_proposal_is_put_aside_is_asked_about(further, tasks, tuyet, later):
    again = further.tasks.get(continues=tasks["congress"])

    operations.discard_task(import_id=further.pk, task_id=again.pk, by=tuyet, at=later)

    told = {(row.kind, row.task_id) for row in further.differences.filter(task=tasks["congress"])}
    assert told == {(DifferenceKind.DROPPED, tasks["congress"].pk)}


def test_cut_in_two_one_part_goes_on_with_the_task_and_the_other_is_new(changed, tasks, tuyet, linker, later):
    whole = changed.tasks.get(continues=tasks["congress"])
    place = changed.source.text.index("báo cáo kết quả")

    first, second = operations.split_task(
        import_id=changed.pk, task_id=whole.pk, place=place, linker=linker, by=tuyet, at=later
    )

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.continues_id, second.continues_id) == (tasks["congress"].pk, None)
    new = changed.differences.get(kind=DifferenceKind.NEW)
    assert (new.proposed_id, new.task_id) == (second.pk, None)
    assert "tháng 11/2021" in changed.differences.get(kind=DifferenceKind.DUE).after


def test_taken_back_the_differences_are_those_of_before(changed, tasks, tuyet, linker, later):
    before = differences(changed)
    whole = changed.tasks.get(continues=tasks["congress"])
    place = changed.source.text.index("báo cáo kết quả")
    operations.split_task(import_id=changed.pk, task_id=whole.pk, place=place, linker=linker, by=tuyet, at=later)
    assert differences(changed) != before

    operations.undo_step(import_id=changed.pk, step_id=changed.steps.order_by("number").last().pk, by=tuyet, at=later)

    assert differences(changed) == before


def test_what_was_decided_stands_unless_the_step_changed_it(further, tasks, tuyet, later):
    decide_all(further, tuyet, later)
    again = further.tasks.get(continues=tasks["congress"])
    others = further.differences.exclude(task=tasks["congress"])
    standing = set(others.values_list("pk", "choice"))

    operations.discard_task(import_id=further.pk, task_id=again.pk, by=tuyet, at=later)

    assert standing
    assert set(others.values_list("pk", "choice")) == standing
    (asked,) = further.differences.filter(task=tasks["congress"])
    assert asked.choice == Choice.OPEN
    for number in operations.sentences_left(further):
        operations.decide_sentence(import_id=further.pk, number=number, fate="none", by=tuyet, at=later)
    with pytest.raises(operations.DifferencesLeft):
        adopt(further, tuyet, later)


def test_a_task_marked_by_a_person_is_not_asked_about_again(changed, tuyet, linker, later):
    text = changed.source.text
    gone = changed.tasks.kept().order_by("start").first()
    operations.discard_task(import_id=changed.pk, task_id=gone.pk, by=tuyet, at=later)
    end = gone.start + text[gone.start : gone.end].index(" ")

    operations.add_task(import_id=changed.pk, start=gone.start, end=end, by=tuyet, at=later, linker=linker)

    assert not changed.differences.filter(kind=DifferenceKind.NEW).exists()
