"""A report is drafted, frozen and signed; a correction afterwards changes no byte of it, and is named beside it."""

import datetime as dt
import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from giaoban.documents import operations as documents
from giaoban.documents.enums import PaperStatus
from giaoban.documents.models import LegalAct
from giaoban.documents.papers import Paper, document
from giaoban.documents.reading import parse_bytes
from giaoban.reporting import drafting, frozen, operations
from giaoban.reporting.models import Freeze, FrozenFigure, PassageText, PeriodReport
from giaoban.reporting.operations import refusals
from tests.reporting.conftest import OCTOBER, one_told

LATER = dt.timedelta(days=3)


@pytest.fixture
def report(call, lan, nam, accepted, phuc, at) -> PeriodReport:
    """Both communes accepted, one figure of another land in the text."""
    accepted(call, lan, tien_giup=45_000_000)
    accepted(call, nam, tien_giup=5_000_000)
    made = operations.begin_report(call_id=call.pk, by=phuc, at=at)
    text = "Riêng huyện Vĩnh Linh trao {tien-giup@464} đồng."
    operations.write_passage(report_id=made.pk, section="cham-lo", text=text, by=phuc, at=at)
    return made


@pytest.fixture
def freeze(report, phuc, at) -> Freeze:
    return operations.freeze_report(report_id=report.pk, by=phuc, at=at)


@pytest.fixture
def signed(freeze, phuc, at) -> Freeze:
    documents.record_signature(
        paper_id=freeze.paper_id, signed_on=phuc.on, signer_name="Trần Văn Minh", signer_post="Chủ tịch", by=phuc, at=at
    )
    freeze.refresh_from_db()
    return freeze


@pytest.fixture
def correct(call, bich, phuc, indicator, at):
    """`correct(lan, tien_giup=50_000_000)`: reopened with a reason, written, handed in and accepted twice, days later."""

    def corrected(by, **changed):
        of = call.returns.get(unit=by.unit_id)
        operations.reopen(return_id=of.pk, reason="Ghi thiếu một đợt quà", by=phuc, at=at + LATER)
        of.refresh_from_db()
        told = [one_told(indicator(code.replace("_", "-")).pk, answer) for code, answer in changed.items()]
        operations.save(call=call, unit_id=by.unit_id, told=told, revision=of.revision, by=by, at=at + LATER)
        operations.submit(return_id=of.pk, by=by, at=at + LATER)
        operations.accept(return_id=of.pk, by=bich, at=at + LATER)
        operations.accept(return_id=of.pk, by=phuc, at=at + LATER)

    return corrected


def draft(report, by, at):
    return drafting.compose(report, actor=by, as_of=at)


def told(paper: Paper) -> str:
    return parse_bytes(document(paper), name="a.docx").text


# --- Drafted ----------------------------------------------------------------------------------------------------------


def test_figures_stand_in_the_sentences_each_with_its_id(report, phuc, at):
    made = draft(report, phuc, at)

    paragraph = next(one for one in made.paper.blocks if getattr(one, "text", "").startswith("Riêng huyện"))
    assert paragraph.text == "Riêng huyện Vĩnh Linh trao 50.000.000 đồng."
    (field,) = paragraph.fields
    assert paragraph.text[field.start : field.end] == "50.000.000"
    assert field.key == "tien-giup@464"
    assert made.bound["tien-giup@464"].number == 50_000_000


def test_word_file_holds_what_the_paper_says_and_the_ids_of_its_figures(report, phuc, at):
    paper = draft(report, phuc, at).paper

    text = told(paper)

    assert "Riêng huyện Vĩnh Linh trao 50.000.000 đồng." in text
    assert "I. Tình hình nhân dân" in text
    assert "PHỤ LỤC" in text
    with zipfile.ZipFile(io.BytesIO(document(paper))) as packed:
        xml = packed.read("word/document.xml").decode()
    assert '<w:tag w:val="tien-giup@464"/>' in xml
    assert 'w:orient="landscape"' in xml


def test_table_prints_the_period_the_year_before_and_what_is_estimated(report, call, lan, bich, phuc, indicator, at):
    made = draft(report, phuc, at)

    table = next(
        one for one in made.paper.blocks if getattr(one, "rows", None) and one.rows[0][1].startswith("Lượt hộ")
    )
    money = next(row for row in table.rows if row[1] == "Tiền mặt đã trao")
    assert [column.title for column in table.columns][3:5] == ["Kỳ này", "Cùng kỳ năm trước"]
    assert money[2:] == ("đồng", "50.000.000", "–", "–", "–")
    assert (table.rows.index(money), 3, "tien-giup") in table.keys


def test_table_says_how_much_of_the_plan_where_there_is_one(report, province, phuc, indicator, at):
    operations.set_targets(
        unit_id=province.land.pk,
        period=OCTOBER,
        planned=[operations.Planned(indicator("tien-giup").pk, Decimal(80_000_000))],
        act=LegalAct.objects.create(key="01/kh", kind="Kế hoạch", number="01/KH"),
        reason="",
        seen=0,
        by=phuc,
        at=at,
    )

    tables = [one for one in draft(report, phuc, at).paper.blocks if getattr(one, "rows", None)]

    informing, caring = tables[0], tables[1]
    place = next(n for n, column in enumerate(caring.columns) if column.title == "So kế hoạch (%)")
    planned = {row[1]: row[place] for row in caring.rows}
    assert planned["Tiền mặt đã trao"] == "62,5"
    assert set(planned.values()) == {"62,5", "–"}
    assert all(column.title != "So kế hoạch (%)" for column in informing.columns)


def test_annex_has_a_row_for_each_place_and_their_sum(report, phuc, at):
    (annex,) = draft(report, phuc, at).paper.annexes

    (table,) = annex.blocks
    assert [row[1] for row in table.rows] == ["Huyện Vĩnh Linh", "Tổng cộng"]
    assert [row[4] for row in table.rows] == ["50.000.000", "50.000.000"]


def test_paper_with_fields_and_annexes_comes_back_from_json(report, phuc, at):
    paper = draft(report, phuc, at).paper

    assert Paper.from_json(paper.to_json()) == paper
    assert document(Paper.from_json(paper.to_json())) == document(paper)


def test_figure_that_nobody_told_says_so(call, phuc, at):
    made = operations.begin_report(call_id=call.pk, by=phuc, at=at)

    found = draft(made, phuc, at)

    assert "(chưa có số liệu) đồng tiền mặt" in told(found.paper)
    assert found.bound["tien-giup"].number is None


# --- Frozen -----------------------------------------------------------------------------------------------------------


def test_frozen_report_is_a_paper_submitted_for_signature(freeze, report):
    assert freeze.paper.status == PaperStatus.SUBMITTED
    assert freeze.paper.about_id == report.pk
    assert len(freeze.digest) == 64
    assert freeze.returns.count() == 2


def test_every_figure_of_the_paper_is_kept_and_made_again_of_what_it_counted(freeze):
    figures = list(
        freeze.figures.select_related("freeze", "call__form", "indicator__numerator", "indicator__denominator")
    )

    assert len(figures) > 20
    assert all(frozen.again(one) == one.number for one in figures)
    money = next(one for one in figures if one.key == "tien-giup@464")
    (part,) = frozen.opened(money)
    assert sorted(row.part.number for row in part["rows"]) == [5_000_000, 45_000_000]
    assert frozen.sum_of(part["rows"]) == money.number


def test_report_under_signature_takes_no_changes(freeze, report, phuc, at):
    with pytest.raises(refusals.Frozen):
        operations.write_passage(report_id=report.pk, section="cham-lo", text="Thêm.", by=phuc, at=at)
    with pytest.raises(refusals.Frozen):
        operations.freeze_report(report_id=report.pk, by=phuc, at=at)


def test_report_that_was_sent_back_is_frozen_anew_as_the_same_paper(freeze, report, phuc, at):
    documents.send_back_paper(paper_id=freeze.paper_id, reason="Thêm phần kiến nghị", by=phuc, at=at)
    operations.write_passage(report_id=report.pk, section="ky-toi", text="Kiến nghị thêm.", by=phuc, at=at)

    again = operations.freeze_report(report_id=report.pk, by=phuc, at=at)

    assert (again.number, again.paper_id) == (2, freeze.paper_id)
    assert again.version.number == 2
    assert again.digest != freeze.digest
    assert again.word.sha256 != freeze.word.sha256


def test_withdrawn_paper_is_followed_by_another(freeze, report, phuc, at):
    documents.withdraw_paper(paper_id=freeze.paper_id, reason="Lập lại", by=phuc, at=at)

    again = operations.freeze_report(report_id=report.pk, by=phuc, at=at)

    assert again.paper_id != freeze.paper_id


def test_only_the_body_of_the_report_freezes(report, lan, bich, hoa, at):
    for stranger in (lan, bich, hoa):
        with pytest.raises(PermissionDenied):
            operations.freeze_report(report_id=report.pk, by=stranger, at=at)


def test_field_that_names_nothing_any_more_is_not_frozen(report, phuc, at):
    passage = report.passages.filter(section="cham-lo").order_by("place").last()
    PassageText.objects.create(passage=passage, version=2, text="Có {khong-co} hộ.", at=at, by=phuc.user)

    with pytest.raises(refusals.LooseField):
        operations.freeze_report(report_id=report.pk, by=phuc, at=at)


def test_annex_of_a_frozen_report_holds_numbers_as_numbers(freeze):
    book = openpyxl.load_workbook(io.BytesIO(documents.place(freeze.annex.sha256).read_bytes()))

    rows = list(book.active.values)
    heads = next(row for row in rows if row[0] == "Địa bàn")
    column = next(place for place, head in enumerate(heads) if "[tien-giup]" in head)
    assert [(row[0].strip(), row[column]) for row in rows[rows.index(heads) + 1 :]] == [
        ("Tỉnh Quảng Trị", 50_000_000),
        ("Huyện Vĩnh Linh", 50_000_000),
        ("Xã Vĩnh Thái", 45_000_000),
        ("Xã Vĩnh Tú", 5_000_000),
    ]


# --- Corrected afterwards -----------------------------------------------------------------------------------------------


def recount(freeze: Freeze) -> dict[str, tuple[Decimal, Decimal]]:
    """An independent recount in SQL of every summed figure: what counted at the freeze, and what counts now."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH figure AS (
                SELECT f.key, f.call_id, f.land_id, f.indicator_id FROM reporting_frozenfigure f
                JOIN reporting_indicator i ON i.id = f.indicator_id
                WHERE f.freeze_id = %s AND i.origin = 'reported' AND i.over_units = 'sum'
            ), given AS (
                SELECT figure.key, r.id AS of_id, figure.indicator_id, frozen.version AS then_version,
                       r.accepted_version AS now_version
                FROM figure JOIN reporting_return r ON r.call_id = figure.call_id
                JOIN reporting_call c ON c.id = r.call_id
                JOIN registry_unitversion body ON body.unit_id = r.unit_id AND body.valid @> c.map_day
                JOIN registry_unitversion seat ON seat.unit_id = body.seat_id AND seat.valid @> c.map_day
                JOIN registry_unitversion land ON land.unit_id = figure.land_id AND land.valid @> c.map_day
                LEFT JOIN reporting_frozenreturn frozen ON frozen.of_id = r.id AND frozen.freeze_id = %s
                WHERE seat.path <@ land.path
            )
            SELECT key,
                sum((SELECT coalesce(v.number, 0) FROM reporting_value v WHERE v.of_id = given.of_id
                     AND v.indicator_id = given.indicator_id AND v.version <= then_version ORDER BY v.seq DESC LIMIT 1)),
                sum((SELECT coalesce(v.number, 0) FROM reporting_value v WHERE v.of_id = given.of_id
                     AND v.indicator_id = given.indicator_id AND v.version <= now_version ORDER BY v.seq DESC LIMIT 1))
            FROM given GROUP BY key
            """,
            [freeze.pk, freeze.pk],
        )
        return {key: (then, now) for key, then, now in cursor.fetchall()}


def test_nothing_has_changed_right_after_the_freeze(freeze, at):
    assert frozen.changes(freeze, as_of=at) == []
    assert all(then == now for then, now in recount(freeze).values())


def test_correction_changes_no_byte_and_is_named_with_its_cause(signed, correct, lan, at):
    before = documents.place(signed.word.sha256).read_bytes()

    correct(lan, tien_giup=50_000_000)

    found = frozen.changes(signed, as_of=at + LATER)
    assert {one.figure.key: one.difference for one in found} == {
        "tien-giup": 5_000_000,
        "tien-giup@464": 5_000_000,
    }
    (cause,) = found[0].causes
    assert (cause.body, cause.before, cause.now) == ("Ủy ban MTTQ Việt Nam xã", 45_000_000, 50_000_000)
    assert cause.reopened.reason == "Ghi thiếu một đợt quà"
    assert cause.accepted.version == 2
    signed.refresh_from_db()
    assert documents.place(signed.word.sha256).read_bytes() == before


def test_list_of_changes_equals_an_independent_recount(signed, correct, lan, nam, at):
    correct(lan, tien_giup=50_000_000, ho_duoc_giup=33, ho_duoc_giup_ngheo=15, gao_giup=Decimal("2.25"))
    correct(nam, tien_giup=0, kien_nghi=21, giam_sat=None)

    found = {one.figure.key: (one.figure.number, one.now) for one in frozen.changes(signed, as_of=at + LATER)}

    counted = recount(signed)
    assert len(counted) > 15
    summed = {key: pair for key, pair in found.items() if key in counted}
    assert summed == {key: pair for key, pair in counted.items() if pair[0] != pair[1]}
    # What is made of two sums follows them.
    assert set(found) - set(summed) == {"kien-nghi-ty-le"}


def test_ratio_names_the_line_that_changed_it(signed, correct, lan, at):
    correct(lan, kien_nghi_tra_loi=10)

    found = {one.figure.key: one for one in frozen.changes(signed, as_of=at + LATER)}

    (cause,) = found["kien-nghi-ty-le"].causes
    assert cause.of.code == "kien-nghi-tra-loi"
    assert (cause.before, cause.now) == (5, 10)


def test_return_accepted_only_afterwards_is_a_cause(call, lan, nam, accepted, phuc, at):
    accepted(call, lan, tien_giup=45_000_000)
    made = operations.begin_report(call_id=call.pk, by=phuc, at=at)
    freeze = operations.freeze_report(report_id=made.pk, by=phuc, at=at - LATER)

    accepted(call, nam, tien_giup=5_000_000)

    (change,) = [one for one in frozen.changes(freeze, as_of=at) if one.figure.key == "tien-giup"]
    assert [(cause.before, cause.now, cause.reopened) for cause in change.causes] == [(None, 5_000_000, None)]
    assert change.causes[0].accepted.version == 1


# --- The signed paper beside it -----------------------------------------------------------------------------------------


def signed_words(freeze: Freeze) -> str:
    return told(Paper.from_json(freeze.version.content))


def test_signed_paper_that_says_the_same_has_no_difference(signed, phuc, at):
    found = operations.compare_signed(freeze_id=signed.pk, text=signed_words(signed), by=phuc, at=at)

    assert found.differences == []
    assert found.missing == []
    assert found.words > 200


def test_figure_changed_by_hand_on_the_signed_paper_is_named(signed, phuc, at):
    text = signed_words(signed).replace("trao 50.000.000 đồng.", "trao 55.000.000 đồng.")

    found = operations.compare_signed(freeze_id=signed.pk, text=text, by=phuc, at=at)

    assert [one[:2] for one in found.differences] == [["50.000.000", "55.000.000"]]
    assert found.differences[0][2].endswith("Vĩnh Linh trao")


def test_paper_that_is_not_signed_is_not_compared(freeze, phuc, at):
    with pytest.raises(refusals.NotSigned):
        operations.compare_signed(freeze_id=freeze.pk, text="Lời.", by=phuc, at=at)


def test_nothing_to_compare_is_said(signed, phuc, at):
    with pytest.raises(refusals.NothingToCompare):
        operations.compare_signed(freeze_id=signed.pk, text="  ", by=phuc, at=at)


def test_frozen_figure_is_of_a_land_or_a_measure(freeze):
    kinds = {bool(one.measure) for one in FrozenFigure.objects.filter(freeze=freeze)}

    assert kinds == {True, False}
