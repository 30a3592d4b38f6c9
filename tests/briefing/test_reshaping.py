"""A draft is reshaped: split, merged, given other words; every step can be taken back while nothing came after it."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from giaoban.briefing import operations, reshaping
from giaoban.briefing.enums import ProposalState, ReviewAct
from giaoban.briefing.models import ProposedTask, ReviewStep
from giaoban.briefing.operations import steps
from giaoban.kernel.due import Due
from tests.briefing.conftest import TEXT
from tests.briefing.pages import conclusion, imported, said, send
from tests.cast import TODAY

# --- Words ------------------------------------------------------------------------------------------------------------

ORDER = "rà soát danh sách hộ khó khăn, và đồng thời báo cáo kết quả trước ngày 15/11/2021"


@pytest.mark.parametrize(
    ("at", "left", "right"),
    [
        ("báo cáo", "rà soát danh sách hộ khó khăn", "báo cáo kết quả trước ngày 15/11/2021"),
        (", và", "rà soát danh sách hộ khó khăn", "báo cáo kết quả trước ngày 15/11/2021"),
        ("anh sách", "rà soát", "danh sách hộ khó khăn, và đồng thời báo cáo kết quả trước ngày 15/11/2021"),
        ("1/2021", "rà soát danh sách hộ khó khăn, và đồng thời báo cáo kết quả trước ngày", "15/11/2021"),
    ],
)
def test_a_cut_leaves_out_what_joins_the_parts_and_breaks_no_word(at, left, right):
    text = f"Yêu cầu {ORDER}."
    start = text.index("rà soát")

    spans = reshaping.cut(text, start, start + len(ORDER), text.index(at))

    assert [text[first:last] for first, last in spans] == [left, right]


@pytest.mark.parametrize("at", [-1, 0, 3, 14, 99])
def test_a_cut_at_the_edge_is_none(at):
    text = "thăm; và trong"

    with pytest.raises(reshaping.AtTheEdge):
        reshaping.cut(text, 0, len(text), at)


def test_what_only_joins_is_no_part_of_its_own():
    with pytest.raises(reshaping.AtTheEdge):
        reshaping.cut("thăm hỏi; và", 0, 12, 9)


def test_likely_places_follow_a_stop_or_a_joining_word():
    found = reshaping.words(ORDER, 0, len(ORDER))

    assert found[0].first
    assert [word.text for word in found if word.likely] == ["và"]
    assert [ORDER[word.start :].startswith(word.text) for word in found] == [True] * len(found)


# --- Splitting --------------------------------------------------------------------------------------------------------


@pytest.fixture
def congress(text_import):
    """The Women's Union is to complete the district congresses within October."""
    return text_import.tasks.get(start=TEXT.index("chỉ đạo hoàn thành"))


@pytest.fixture
def split(text_import, linker, tuyet, at):
    """`split(task, words)` cuts before these words."""

    def act(task, words, **options):
        place = task.text_import.source.text.index(words, task.start)
        return operations.split_task(
            import_id=task.text_import_id, task_id=task.pk, place=place, linker=linker, by=tuyet, at=at, **options
        )

    return act


def words_of(task):
    task.refresh_from_db()
    return task.text_import.source.text[task.start : task.end]


def test_the_date_stays_with_the_part_that_names_it(congress, split, province):
    first, second = split(congress, "đại hội cấp huyện")

    assert words_of(first) == "chỉ đạo hoàn thành"
    assert words_of(second) == "đại hội cấp huyện trong tháng 10/2021"
    assert (first.lead, second.lead) == (province.women, province.women)
    assert (first.due_kind, first.due_text, first.due_end) == ("", "", None)
    assert (second.due_text, str(second.due_end)) == ("trong tháng 10/2021", "2021-11-01")
    assert {first.state, second.state} == {ProposalState.ACCEPTED}


def test_a_date_that_the_words_do_not_name_stays_with_both(text_import, split, congress, tuyet, at):
    ProposedTask.objects.filter(pk=congress.pk).update(due_text="khi có hướng dẫn", due_kind="event")

    parts = split(congress, "đại hội")

    assert [part.due_text for part in parts] == ["khi có hướng dẫn"] * 2


def test_a_legal_act_stays_with_the_part_that_cites_it(text_import, split):
    task = text_import.tasks.get(start=TEXT.index("tuyên truyền, quán triệt"))

    first, second = split(task, "quán triệt")

    assert words_of(first) == "tuyên truyền"
    assert [act.number for act in first.acts.all()] == []
    assert [act.number for act in second.acts.all()] == ["23-QĐ/TW"]
    assert first.members.count() == second.members.count() == 3
    assert first.addressee_id == second.addressee_id == task.addressee_id


def test_who_coordinates_stays_with_the_part_that_names_it(text_import, split, province):
    storm = text_import.tasks.get(start__gte=TEXT.index("Đoàn TNCS"))

    first, second = split(storm, "xây dựng kế hoạch")

    assert list(first.coordinating.all()) == [province.people]
    assert list(second.coordinating.all()) == []
    assert (first.lead, second.lead) == (province.youth, province.youth)


@pytest.mark.parametrize("words", ["chỉ đạo", "đề nghị", "Hội Liên hiệp"])
def test_no_task_is_left_without_words(text_import, congress, linker, tuyet, at, words):
    with pytest.raises(reshaping.AtTheEdge):
        operations.split_task(
            import_id=text_import.pk, task_id=congress.pk, place=TEXT.index(words), linker=linker, by=tuyet, at=at
        )

    assert not ReviewStep.objects.exists()


def test_what_was_put_aside_is_not_split(text_import, congress, split, tuyet, at):
    operations.discard_task(import_id=text_import.pk, task_id=congress.pk, by=tuyet, at=at)

    with pytest.raises(operations.NotKept):
        split(congress, "đại hội")


# --- Merging ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def three(linker, tuyet, at):
    """Three orders of one sentence: by 15/11, within November, and one that cites an act."""
    found = imported(conclusion(3), by=tuyet, at=at, linker=linker)
    return list(found.tasks.order_by("start"))


@pytest.fixture
def merge(tuyet, at):
    def act(first, second, **options):
        return operations.merge_tasks(
            import_id=first.text_import_id, task_id=first.pk, other_id=second.pk, by=tuyet, at=at, **options
        )

    return act


def test_neighbours_become_one_with_all_words_between(three, merge, province):
    first, second, third = three

    merged = merge(third, second)

    assert words_of(merged) == (
        "tổ chức tập huấn cho cán bộ cơ sở trong tháng 11/2021; "
        "quán triệt Quyết định số 23-QĐ/TW ngày 30/7/2021 của Bộ Chính trị đến các chi hội"
    )
    assert (merged.pk, merged.lead, merged.due_text) == (second.pk, province.women, "trong tháng 11/2021")
    assert [act.number for act in merged.acts.all()] == ["23-QĐ/TW"]
    third.refresh_from_db()
    assert third.state == ProposalState.GONE
    assert list(merged.text_import.tasks.kept().order_by("start")) == [first, merged]


def test_where_two_dates_disagree_none_is_kept(three, merge):
    merged = merge(three[0], three[1])

    assert (merged.due_kind, merged.due_text, merged.due_start, merged.due_end) == ("", "", None, None)


def test_where_two_bodies_disagree_a_person_is_to_choose(three, merge, province):
    ProposedTask.objects.filter(pk=three[1].pk).update(lead=province.youth, responsible_text=["Đoàn TNCS tỉnh"])

    merged = merge(three[0], three[1])

    assert (merged.lead, merged.addressee, merged.members.count()) == (None, None, 0)
    assert len(merged.responsible_text) == 2


def test_only_neighbours_of_one_sentence_merge(text_import, three, merge, congress):
    other_sentence = text_import.tasks.get(start__gte=TEXT.index("Đoàn TNCS"))
    for pair in [(three[0], three[2]), (three[0], three[0]), (congress, other_sentence)]:
        with pytest.raises(operations.NotNeighbours):
            merge(*pair)

    assert not ReviewStep.objects.exists()


def test_another_texts_proposal_is_no_neighbour(text_import, three, merge):
    with pytest.raises(ProposedTask.DoesNotExist):
        merge(three[0], text_import.tasks.first())


def test_a_confirmed_text_is_not_reshaped(text_import, congress, confirm, linker, tuyet, at):
    storm = text_import.tasks.get(start__gte=TEXT.index("Đoàn TNCS"))
    confirm(text_import)
    told = {"import_id": text_import.pk, "by": tuyet, "at": at}

    with pytest.raises(operations.NotUnderReview):
        operations.split_task(task_id=congress.pk, place=congress.start + 8, linker=linker, **told)
    with pytest.raises(operations.NotUnderReview):
        operations.merge_tasks(task_id=congress.pk, other_id=storm.pk, **told)
    with pytest.raises(operations.NotUnderReview):
        operations.choose_words(task_id=congress.pk, start=congress.start, end=congress.start + 8, **told)


# --- Words ------------------------------------------------------------------------------------------------------------


def test_a_task_is_given_other_words_of_its_sentence(text_import, congress, tuyet, at, province):
    start = TEXT.index("hoàn thành đại hội")

    operations.choose_words(
        import_id=text_import.pk, task_id=congress.pk, start=start, end=congress.end, by=tuyet, at=at
    )

    assert words_of(congress) == "hoàn thành đại hội cấp huyện trong tháng 10/2021"
    assert (congress.lead, congress.due_text) == (province.women, "trong tháng 10/2021")


def test_words_of_another_sentence_or_task_are_refused(text_import, three, congress, tuyet, at):
    with pytest.raises(operations.OutsideTheText):
        operations.choose_words(
            import_id=text_import.pk, task_id=congress.pk, start=0, end=congress.end, by=tuyet, at=at
        )
    with pytest.raises(operations.SharesWords):
        operations.choose_words(
            import_id=three[0].text_import_id,
            task_id=three[0].pk,
            start=three[0].start,
            end=three[1].start + 3,
            by=tuyet,
            at=at,
        )
    with pytest.raises(operations.SharesWords):
        operations.add_task(import_id=text_import.pk, start=congress.start + 3, end=congress.end, by=tuyet, at=at)


def test_marked_words_that_cite_an_act_have_it_as_basis(text_import, tuyet, at):
    recite = text_import.tasks.get(start=TEXT.index("tuyên truyền, quán triệt"))
    operations.discard_task(import_id=text_import.pk, task_id=recite.pk, by=tuyet, at=at)

    made = operations.add_task(
        import_id=text_import.pk, start=TEXT.index("quán triệt"), end=recite.end, by=tuyet, at=at
    )

    assert [act.number for act in made.acts.all()] == ["23-QĐ/TW"]
    assert (made.lead, made.due_text) == (None, "")


def test_marked_words_take_who_and_until_when_from_where_they_stand(text_import, congress, linker, province, tuyet, at):
    told = {"import_id": text_import.pk, "linker": linker, "by": tuyet, "at": at}
    operations.discard_task(import_id=text_import.pk, task_id=congress.pk, by=tuyet, at=at)

    first = operations.add_task(start=congress.start, end=TEXT.index(" đại hội cấp huyện"), **told)
    second = operations.add_task(start=TEXT.index("đại hội cấp huyện"), end=congress.end, **told)

    assert (first.lead_id, first.responsible_text) == (province.women.pk, ["Hội Liên hiệp Phụ nữ tỉnh"])
    assert (first.due_text, first.explicit) == ("", True)
    assert (second.lead_id, second.explicit) == (province.women.pk, False), "who acted goes on acting"
    assert (second.due_text, str(second.due_end)) == ("trong tháng 10/2021", "2021-11-01")


def test_marked_words_of_all_are_a_task_of_all(text_import, linker, province, tuyet, at):
    recite = text_import.tasks.get(start=TEXT.index("tuyên truyền, quán triệt"))
    operations.discard_task(import_id=text_import.pk, task_id=recite.pk, by=tuyet, at=at)

    made = operations.add_task(
        import_id=text_import.pk, start=recite.start, end=recite.start + 12, linker=linker, by=tuyet, at=at
    )

    assert (made.addressee_id, made.members.count(), made.kind) == (province.coalition.pk, 3, "collective")


def test_the_database_lets_no_two_tasks_share_words(text_import, congress):
    with pytest.raises(DatabaseError, match="share words"), transaction.atomic():
        ProposedTask.objects.create(
            text_import=text_import, sentence=congress.sentence, start=congress.start, end=congress.end, confidence=1
        )


def test_the_database_keeps_a_task_within_its_sentence(text_import, congress):
    with pytest.raises(DatabaseError, match="within its sentence"), transaction.atomic():
        ProposedTask.objects.filter(pk=congress.pk).update(start=0)


# --- Taking back ------------------------------------------------------------------------------------------------------


def standing(found):
    """Everything a review shows of the proposals."""
    return [
        steps.snapshot(task) | {"state": task.state == ProposalState.DISCARDED}
        for task in found.tasks.exclude(state=ProposalState.GONE).order_by("start")
    ]


def undo_last(found, by, at):
    step = found.steps.filter(undone_at=None).order_by("-number").first()
    return operations.undo_step(import_id=found.pk, step_id=step.pk, by=by, at=at)


@pytest.mark.parametrize("act", ["split", "merge", "words", "mark", "correct", "discard", "restore", "fate"])
def test_every_act_can_be_undone(act, three, linker, province, tuyet, at):
    found = three[0].text_import
    told = {"import_id": found.pk, "by": tuyet, "at": at}
    if act == "restore":
        operations.discard_task(task_id=three[0].pk, **told)
    before = standing(found), list(found.sentences.values_list("number", "decided").order_by("number"))
    one = {**told, "task_id": three[0].pk}
    {
        "split": lambda: operations.split_task(place=three[0].start + 8, linker=linker, **one),
        "merge": lambda: operations.merge_tasks(other_id=three[1].pk, **one),
        "words": lambda: operations.choose_words(start=three[0].start, end=three[0].start + 7, **one),
        "mark": lambda: operations.add_task(start=3, end=9, **told),
        "correct": lambda: operations.amend_task(
            kind="standing",
            lead_id=None,
            addressee_id=province.coalition.pk,
            member_ids=None,
            coordinating_ids=[province.people.pk],
            due=Due.parse("30/11/2021", TODAY),
            **one,
        ),
        "discard": lambda: operations.discard_task(**one),
        "restore": lambda: operations.discard_task(restore=True, **one),
        "fate": lambda: operations.decide_sentence(number=1, fate="none", **told),
    }[act]()
    assert found.steps.latest("number").act == act

    step = undo_last(found, tuyet, at)

    now = standing(found), list(found.sentences.values_list("number", "decided").order_by("number"))
    assert now == before
    assert (step.undone_at, step.undone_by) == (at, tuyet.user)


def test_an_act_without_effect_is_no_step(text_import, congress, tuyet, at):
    operations.discard_task(import_id=text_import.pk, task_id=congress.pk, by=tuyet, at=at)
    operations.discard_task(import_id=text_import.pk, task_id=congress.pk, by=tuyet, at=at)

    assert [step.act for step in text_import.steps.all()] == [ReviewAct.DISCARD]


def test_undoing_twice_undoes_once(text_import, congress, tuyet, at):
    operations.discard_task(import_id=text_import.pk, task_id=congress.pk, by=tuyet, at=at)
    step = text_import.steps.get()

    for minute in (1, 2):
        operations.undo_step(import_id=text_import.pk, step_id=step.pk, by=tuyet, at=at + dt.timedelta(minutes=minute))

    step.refresh_from_db()
    assert step.undone_at == at + dt.timedelta(minutes=1)
    assert congress in text_import.tasks.kept()


def test_a_step_is_not_undone_past_a_later_one(three, merge, tuyet, at):
    merged = merge(three[0], three[1])
    found = merged.text_import
    operations.choose_words(
        import_id=found.pk, task_id=merged.pk, start=merged.start + 3, end=merged.end, by=tuyet, at=at
    )

    with pytest.raises(operations.ChangedSince) as problem:
        operations.undo_step(import_id=found.pk, step_id=found.steps.get(number=1).pk, by=tuyet, at=at)

    assert problem.value.step.act == ReviewAct.WORDS
    undo_last(found, tuyet, at)
    undo_last(found, tuyet, at)
    assert list(found.tasks.kept().order_by("start")) == three


def test_undoing_takes_no_words_from_a_later_task(three, tuyet, at):
    found = three[0].text_import
    operations.discard_task(import_id=found.pk, task_id=three[0].pk, by=tuyet, at=at)
    discarded = found.steps.get()
    operations.add_task(import_id=found.pk, start=three[0].start + 3, end=three[0].end, by=tuyet, at=at)

    with pytest.raises(operations.SharesWords):
        operations.undo_step(import_id=found.pk, step_id=discarded.pk, by=tuyet, at=at)
    with pytest.raises(operations.SharesWords):
        operations.discard_task(import_id=found.pk, task_id=three[0].pk, by=tuyet, at=at, restore=True)


def test_confirming_is_no_change_of_a_proposal(text_import, congress, confirm, split, tuyet, at):
    split(congress, "đại hội")
    briefing = confirm(text_import)
    operations.revoke(briefing_id=briefing.pk, reason="Nhầm", by=tuyet, at=at)

    undo_last(text_import, tuyet, at)
    undone = operations.confirm(import_id=text_import.pk, owner=briefing.owner, by=tuyet, at=at)

    assert undone.tasks.count() == 4


# --- Two people on one text -------------------------------------------------------------------------------------------


def test_the_later_of_two_is_told_and_nothing_is_lost(signed_in, tuyet, three, settings):
    client, (first, second, _) = signed_in(tuyet), three
    base = f"/imports/{first.text_import_id}/tasks/{first.pk}"
    seen, other_seen = steps.print_of(first), steps.print_of(second)
    send(client, f"{base}/split/", place=first.start + 8, seen=seen)
    after = standing(first.text_import)

    for url, fields in [
        (f"{base}/discard/", {"seen": seen}),
        (f"{base}/split/", {"place": first.start + 16, "seen": seen}),
        (f"{base}/merge/", {"other": second.pk, "seen": seen, "other_seen": other_seen}),
        (f"{base}/words/", {"start": first.start, "end": first.start + 7, "seen": seen}),
    ]:
        page = client.get(send(client, url, **fields)["Location"])
        assert "Phạm Thị Tuyết đã thay đổi mục này (tách làm hai)" in said(page)

    assert standing(first.text_import) == after


def test_what_was_typed_for_a_task_that_changed_stays_in_the_form(signed_in, tuyet, three):
    client, task = signed_in(tuyet), three[0]
    url = f"/imports/{task.text_import_id}/tasks/{task.pk}/"
    seen = steps.print_of(task)
    send(client, f"{url}split/", place=task.start + 8, seen=seen)
    typed = {"kind": "standing", "answers": "", "due": "quý IV/2021"}

    page = send(client, url, seen=seen, **typed)

    assert "đã thay đổi mục này" in said(page)
    assert 'value="quý IV/2021"' in page.content.decode()
    again = page.context["form"]["seen"].value()
    assert send(client, url, seen=again, **typed).status_code == 302
    task.refresh_from_db()
    assert (task.kind, task.due_text) == ("standing", "quý IV/2021")


# --- Pages ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "fields", "sentence"),
    [
        ("split", {"place": "0"}, "một bên không còn chữ nào"),
        ("split", {"place": "x"}, "một bên không còn chữ nào"),
        ("split", {}, "một bên không còn chữ nào"),
        ("merge", {"other": "x"}, "Chỉ gộp được hai nhiệm vụ liền nhau"),
        ("merge", {"other": "019ab000-0000-7000-8000-000000000000"}, "Chỉ gộp được hai nhiệm vụ liền nhau"),
        ("words", {"start": "9", "end": "2"}, "nằm trong chính câu của nhiệm vụ"),
        ("words", {"start": "x"}, "nằm trong chính câu của nhiệm vụ"),
    ],
)
def test_bad_input_is_answered_in_a_sentence(signed_in, tuyet, three, where, fields, sentence):
    client, before = signed_in(tuyet), standing(three[0].text_import)
    url = f"/imports/{three[0].text_import_id}/tasks/{three[0].pk}/{where}/"

    page = client.get(send(client, url, **fields)["Location"])

    assert sentence in said(page)
    assert standing(three[0].text_import) == before


def test_a_task_is_split_without_script_by_tapping_a_word(signed_in, tuyet, three):
    client, task = signed_in(tuyet), three[0]
    url = f"/imports/{task.text_import_id}/tasks/{task.pk}/split/"
    page = client.get(url).content.decode()
    assert f'value="{task.start + 8}">danh</button>' in page

    answer = send(client, url, place=task.start + 8, seen=steps.print_of(task))

    assert answer["Location"] == f"/imports/{task.text_import_id}/#task-{task.pk}"
    assert task.text_import.tasks.kept().count() == 4


def test_the_last_step_is_undone_with_one_tap(signed_in, tuyet, three):
    client, task = signed_in(tuyet), three[0]
    review = f"/imports/{task.text_import_id}/"
    send(client, f"{review}tasks/{task.pk}/merge/", other=three[1].pk)
    step = task.text_import.steps.get()
    assert f'action="{review}steps/{step.pk}/undo/"' in client.get(review).content.decode()

    answer = send(client, f"{review}steps/{step.pk}/undo/")

    assert "mọi thứ trở lại như trước" in said(client.get(answer["Location"]))
    assert task.text_import.tasks.kept().count() == 3


def test_one_form_sent_twice_splits_once(signed_in, tuyet, three):
    client, task = signed_in(tuyet), three[0]
    url, key = f"/imports/{task.text_import_id}/tasks/{task.pk}/split/", "019ab000-0000-7000-8000-00000000abcd"

    answers = {send(client, url, key=key, place=task.start + 8)["Location"] for _ in range(2)}

    assert len(answers) == 1
    assert task.text_import.tasks.kept().count() == 4


@pytest.mark.parametrize("page", ["split", "merge", "words"])
def test_a_stranger_reshapes_nothing(signed_in, stranger, three, page):
    url = f"/imports/{three[0].text_import_id}/tasks/{three[0].pk}/{page}/"

    assert send(signed_in(stranger), url, place=9, other=three[1].pk).status_code == 404
    assert not ReviewStep.objects.exists()
