"""Words of accepted returns are merged: side by side, picked, ordered, edited; who wrote what is never lost."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError

from giaoban.registry.models import Event
from giaoban.reporting import narrative, operations
from giaoban.reporting.bound import Figures
from giaoban.reporting.models import Passage, PassageText, PeriodReport
from giaoban.reporting.operations import Picked, Source, refusals
from tests.reporting.conftest import one_told

SHARED = "Bà con trong xã yên tâm sản xuất, mong đường liên thôn sớm được sửa chữa."
ALMOST = "Bà con trong xã yên tâm sản xuất, mong đường liên thôn sớm được sửa lại."


@pytest.fixture
def report(call, phuc, at) -> PeriodReport:
    return operations.begin_report(call_id=call.pk, by=phuc, at=at)


@pytest.fixture
def wrote(call, lan, nam, accepted):
    """Both communes wrote the same first sentence, nearly, and one of their own."""
    accepted(call, lan, tinh_hinh=f"{SHARED} Thôn Đông giúp 12 hộ dọn lũ.")
    accepted(call, nam, tinh_hinh=f"{ALMOST} Công tác tuyên truyền đạt kết quả tốt.")


def part(report, code="tinh-hinh"):
    return narrative.outline(report).part(code)


def source(sentence) -> Source:
    return Source(sentence.value.pk, *sentence.span)


def take(report, group, by, at) -> Passage:
    picked = Picked([source(group.first)], [source(one) for one in group.sentences])
    (made,) = operations.pick(report_id=report.pk, section="tinh-hinh", picked=[picked], by=by, at=at)
    return made


def shown(report, section="tinh-hinh"):
    return narrative.said(report, section=section)


# --- Beginning --------------------------------------------------------------------------------------------------------


def test_report_begins_once_with_the_sentences_of_its_outline(report, call, phuc, at):
    again = operations.begin_report(call_id=call.pk, by=phuc, at=at)

    assert again == report
    (own,) = shown(report, "tuyen-truyen")
    assert "{tuyen-truyen-buoi} buổi" in own.text.text
    assert own.is_own


def test_every_field_of_the_outlines_own_sentences_is_a_figure_that_is_known(report, at):
    figures = Figures(report, as_of=at)

    texts = PassageText.objects.filter(passage__report=report).values_list("text", flat=True)

    named = [field for text in texts for field in narrative.fields.fields(text)]
    assert len(named) > 15
    assert figures.unknown(named) == []


def test_only_the_body_that_called_begins(call, bich, lan, at):
    for stranger in (bich, lan):
        with pytest.raises(PermissionDenied):
            operations.begin_report(call_id=call.pk, by=stranger, at=at)


# --- Side by side -----------------------------------------------------------------------------------------------------


def test_what_several_said_stands_once_with_everybody_who_said_it(report, wrote):
    offered = narrative.offered(report, part(report))

    (group,) = offered.repeated
    assert len(group.bodies) == 2
    assert [one.text for one in group.variants] in ([ALMOST], [SHARED])
    assert [[own.first.text for own in by.groups] for by in offered.contributions] == [
        ["Thôn Đông giúp 12 hộ dọn lũ."],
        ["Công tác tuyên truyền đạt kết quả tốt."],
    ]
    assert [by.repeated for by in offered.contributions] == [1, 1]


def test_claim_that_shows_nothing_is_marked_where_it_was_handed_in(report, wrote):
    offered = narrative.offered(report, part(report))

    assert [by.groups[0].first.claim for by in offered.contributions] == ["", "đạt kết quả tốt"]


def test_words_that_were_not_accepted_are_not_offered(report, call, lan, submit):
    submit(call, lan, tinh_hinh="Chưa ai duyệt.")

    offered = narrative.offered(report, part(report))

    assert offered.contributions == []
    assert offered.silent == 2


# --- Picked -----------------------------------------------------------------------------------------------------------


def test_picked_sentence_stands_word_for_word_with_all_who_said_it(report, wrote, phuc, at):
    group = narrative.offered(report, part(report)).repeated[0]

    take(report, group, phuc, at)

    (one,) = shown(report)
    assert one.text.text == group.first.text
    assert len(one.bodies) == 2
    assert not one.is_edited
    assert narrative.offered(report, part(report)).repeated[0].used


def test_several_are_joined_in_one_paragraph(report, wrote, phuc, at):
    own = [by.groups[0] for by in narrative.offered(report, part(report)).contributions]
    picked = Picked([source(one.first) for one in own])

    operations.pick(report_id=report.pk, section="tinh-hinh", picked=[picked], by=phuc, at=at)

    (one,) = shown(report)
    assert one.text.text == "Thôn Đông giúp 12 hộ dọn lũ. Công tác tuyên truyền đạt kết quả tốt."
    assert len(one.sources) == 2


def test_sentence_of_a_version_that_counts_no_more_is_refused_and_nothing_is_taken(report, wrote, call, lan, phuc, at):
    group = narrative.offered(report, part(report)).contributions[0].groups[0]
    stranger = Source(group.first.value.pk, 0, 100_000)

    with pytest.raises(refusals.SourceChanged):
        operations.pick(report_id=report.pk, section="tinh-hinh", picked=[Picked([stranger])], by=phuc, at=at)
    assert shown(report) == []


def test_correction_of_a_source_is_noticed_at_the_paragraph(report, wrote, call, lan, bich, phuc, indicator, at):
    group = narrative.offered(report, part(report)).contributions[0].groups[0]
    take(report, group, phuc, at)
    of = group.first.value.of
    operations.reopen(return_id=of.pk, reason="Ghi nhầm thôn", by=phuc, at=at)
    of.refresh_from_db()
    told = [one_told(indicator("tinh-hinh").pk, "Thôn Tây giúp 12 hộ dọn lũ.")]
    operations.save(call=call, unit_id=lan.unit_id, told=told, revision=of.revision, by=lan, at=at)
    assert shown(report)[0].changed_since == ()

    operations.submit(return_id=of.pk, by=lan, at=at)
    operations.accept(return_id=of.pk, by=bich, at=at)
    operations.accept(return_id=of.pk, by=phuc, at=at)

    assert shown(report)[0].changed_since == shown(report)[0].bodies


# --- Edited and ordered -----------------------------------------------------------------------------------------------


def write(report, text, by, at, section="tinh-hinh") -> Passage:
    return operations.write_passage(report_id=report.pk, section=section, text=text, by=by, at=at)


def test_edited_paragraph_keeps_its_sources_and_every_text_it_had(report, wrote, phuc, at):
    made = take(report, narrative.offered(report, part(report)).contributions[0].groups[0], phuc, at)

    operations.edit_passage(passage_id=made.pk, text="Ở thôn Đông, 12 hộ được giúp.", seen=1, by=phuc, at=at)

    (one,) = shown(report)
    assert one.is_edited
    assert len(one.sources) == 1
    assert list(made.texts.order_by("version").values_list("text", flat=True)) == [
        "Thôn Đông giúp 12 hộ dọn lũ.",
        "Ở thôn Đông, 12 hộ được giúp.",
    ]


def test_two_editors_at_once_overwrite_nothing(report, phuc, at):
    made = write(report, "Lời đầu.", phuc, at)
    operations.edit_passage(passage_id=made.pk, text="Lời của người này.", seen=1, by=phuc, at=at)

    with pytest.raises(refusals.EditedMeanwhile):
        operations.edit_passage(passage_id=made.pk, text="Lời của người kia.", seen=1, by=phuc, at=at)
    assert shown(report)[0].text.text == "Lời của người này."


def test_saving_what_stands_there_adds_nothing(report, phuc, at):
    made = write(report, "Lời đầu.", phuc, at)

    operations.edit_passage(passage_id=made.pk, text="  Lời đầu. ", seen=1, by=phuc, at=at)

    assert made.texts.count() == 1


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        (" ", refusals.EmptyPassage),
        ("x" * 6_001, refusals.LongPassage),
        ("Có {tien-giup đồng", refusals.TornField),
        ("Có {khong-co} đồng", refusals.UnknownFigure),
        ("Có {tien-giup@999} đồng", refusals.UnknownFigure),
        ("Có {tien-giup#2019-10} đồng", refusals.UnknownFigure),
        ("Có {briefing.khong-co} việc", refusals.UnknownFigure),
    ],
)
def test_paragraph_that_cannot_stand_is_refused(report, phuc, at, text, refusal):
    with pytest.raises(refusal):
        write(report, text, phuc, at)


def test_paragraphs_change_places(report, phuc, at):
    one, two, three = (write(report, f"Đoạn {n}.", phuc, at) for n in "123")

    operations.move_passage(passage_id=three.pk, up=True, by=phuc, at=at)
    operations.move_passage(passage_id=one.pk, up=True, by=phuc, at=at)
    operations.move_passage(passage_id=one.pk, up=False, by=phuc, at=at)

    assert [said.passage for said in shown(report)] == [three, one, two]


def test_paragraph_is_taken_out_and_put_back_at_the_end(report, phuc, at):
    one, two = (write(report, f"Đoạn {n}.", phuc, at) for n in "12")

    operations.set_passage_out(passage_id=one.pk, is_out=True, by=phuc, at=at)
    assert [(said.passage, said.passage.is_out) for said in shown(report)] == [(two, False), (one, True)]
    operations.set_passage_out(passage_id=one.pk, is_out=False, by=phuc, at=at)

    assert [said.passage for said in shown(report)] == [two, one]


def test_typed_number_becomes_the_figure_that_it_is(report, call, lan, accepted, phuc, at):
    accepted(call, lan, tien_giup=45_000_000)
    made = write(report, "Đã trao 45 triệu cho bà con.", phuc, at)
    (offer,) = narrative.said(report, section="tinh-hinh", known=Figures(report, as_of=at).offered)[0].offers

    operations.bind_figure(passage_id=made.pk, start=offer.start, code=offer.code, seen=1, by=phuc, at=at)

    assert shown(report)[0].text.text == "Đã trao {tien-giup} đồng cho bà con."


def test_number_that_was_not_offered_is_not_bound(report, phuc, at):
    made = write(report, "Đã trao 46 triệu cho bà con.", phuc, at)

    with pytest.raises(refusals.EditedMeanwhile):
        operations.bind_figure(passage_id=made.pk, start=8, code="tien-giup", seen=1, by=phuc, at=at)


def test_nobody_else_writes_in_the_report(report, lan, bich, hoa, at):
    for stranger in (lan, bich, hoa):
        with pytest.raises(PermissionDenied):
            write(report, "Lời lạ.", stranger, at)


def test_texts_and_sources_are_written_once(report, wrote, phuc, at, as_owner):
    made = take(report, narrative.offered(report, part(report)).repeated[0], phuc, at)

    with pytest.raises(ProgrammingError, match="append_only"):
        made.texts.update(text="Khác.")


def test_each_act_is_told(report, wrote, phuc, at):
    before = Event.objects.count()
    made = take(report, narrative.offered(report, part(report)).repeated[0], phuc, at)
    operations.edit_passage(passage_id=made.pk, text="Khác.", seen=1, by=phuc, at=at)
    operations.set_passage_out(passage_id=made.pk, is_out=True, by=phuc, at=at)

    told = list(Event.objects.order_by("-seq").values_list("type", flat=True)[: Event.objects.count() - before])

    assert told == ["reporting.passage_taken_out", "reporting.passage_edited", "reporting.passages_picked"]
