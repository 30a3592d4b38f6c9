"""Charts in a report: chosen by its editor, made of figures that open, frozen with what they counted."""

import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from giaoban.documents import operations as documents
from giaoban.documents.papers import Chart, Paper, document
from giaoban.documents.reading import parse_bytes
from giaoban.registry.models import Event
from giaoban.reporting import drafting, frozen, operations
from giaoban.reporting.enums import ChartOver
from giaoban.reporting.models import Freeze, PeriodReport, ReportChart
from giaoban.reporting.operations import refusals
from tests.reporting.test_freezing import correct  # noqa: F401 - fixture
from tests.reporting.test_series import month  # noqa: F401 - fixture

SECTION = "cham-lo"


@pytest.fixture
def report(call, month, lan, nam, accepted, phuc, at) -> PeriodReport:  # noqa: F811
    """October with both communes, and one commune's September."""
    accepted(month(9), lan, tien_giup=30_000_000)
    accepted(call, lan, tien_giup=45_000_000)
    accepted(call, nam, tien_giup=5_000_000)
    return operations.begin_report(call_id=call.pk, by=phuc, at=at)


@pytest.fixture
def add(report, phuc, at):
    def added(over=ChartOver.PLACES, code="tien-giup", by=phuc):
        return operations.add_chart(report_id=report.pk, section=SECTION, code=code, over=over, by=by, at=at)

    return added


def charts(report, by, at):
    paper = drafting.compose(report, actor=by, as_of=at).paper
    return [block for block in paper.blocks if isinstance(block, Chart)]


def test_chart_by_place_is_made_of_figures_of_the_report(report, add, phuc, at):
    add()
    made = drafting.compose(report, actor=phuc, as_of=at)
    (chart,) = [block for block in made.paper.blocks if isinstance(block, Chart)]

    assert chart.title == "Biểu đồ 1. Tiền mặt đã trao, tháng 10 năm 2021, theo địa bàn (triệu đồng)"
    assert chart.labels == ("Vĩnh Linh",)
    assert chart.series[0].numbers == (Decimal(50_000_000),)
    assert chart.keys == ((0, 0, "tien-giup@464"),)
    assert made.bound["tien-giup@464"].url


def test_chart_month_by_month_stops_at_the_end_of_the_period(report, add, phuc, at):
    add(ChartOver.MONTHS)

    (chart,) = charts(report, phuc, at)

    assert chart.labels == ("Th.9", "Th.10")
    assert chart.series[0].numbers == (Decimal(30_000_000), Decimal(50_000_000))
    assert chart.keys == ((0, 0, "tien-giup#2021-09"), (0, 1, "tien-giup#2021-10"))


def test_chart_without_any_figure_is_not_drawn_and_the_next_one_keeps_the_count(report, add, phuc, at):
    add(code="tiep-xuc-cu-tri")
    ReportChart.objects.update(at=at.replace(year=2020))
    add(ChartOver.MONTHS)

    found = charts(report, phuc, at)

    assert [one.title.split(".")[0] for one in found] == [f"Biểu đồ {n}" for n in range(1, len(found) + 1)]


def test_same_chart_twice_is_once_and_it_is_taken_out_again(report, add, phuc, at):
    first, again = add(), add()
    assert first == again

    for _turn in range(2):
        operations.remove_chart(chart_id=first.pk, by=phuc, at=at)

    assert charts(report, phuc, at) == []
    told = Event.objects.filter(type__startswith="reporting.chart").order_by("pk")
    assert [one.type for one in told] == ["reporting.chart_added", "reporting.chart_removed"]


def test_indicator_that_is_none_of_the_report_is_refused(add):
    with pytest.raises(refusals.UnknownFigure):
        add(code="khong-co")


def test_only_the_body_of_the_report_chooses(add, bich):
    with pytest.raises(PermissionDenied):
        add(by=bich)


def test_frozen_chart_keeps_its_numbers_and_its_change_is_named(report, add, lan, phuc, at, correct):  # noqa: F811
    add()
    one = add(ChartOver.MONTHS)
    freeze = operations.freeze_report(report_id=report.pk, by=phuc, at=at)
    kept = documents.place(freeze.word.sha256).read_bytes()
    with pytest.raises(refusals.Frozen):
        operations.remove_chart(chart_id=one.pk, by=phuc, at=at)

    correct(lan, tien_giup=60_000_000)

    again = Freeze.objects.get(pk=freeze.pk)
    assert documents.place(again.word.sha256).read_bytes() == kept == document(Paper.from_json(again.version.content))
    changed = {one.figure.key: one.now for one in frozen.changes(again, as_of=at.replace(year=2030))}
    assert changed["tien-giup@464"] == changed["tien-giup#2021-10"] == 65_000_000
    assert "tien-giup#2021-09" not in changed
    assert frozen.again(again.figures.get(key="tien-giup#2021-09")) == 30_000_000


def test_words_of_a_chart_are_no_difference_of_the_signed_paper(report, add, phuc, at):
    add(ChartOver.MONTHS)
    freeze = operations.freeze_report(report_id=report.pk, by=phuc, at=at)
    documents.record_signature(
        paper_id=freeze.paper_id, signed_on=phuc.on, signer_name="Trần Văn Minh", signer_post="Chủ tịch", by=phuc, at=at
    )
    told = parse_bytes(document(Paper.from_json(freeze.version.content)), name="a.docx").text
    # As a PDF of the same file has them: the chart's own letters stand between its title and its source.
    title = "theo địa bàn" if "theo địa bàn" in told else "từng tháng năm 2021 (triệu đồng)"
    scanned = told.replace(title, f"{title}\n30 50 Th.9 Th.10")

    compared = operations.compare_signed(freeze_id=freeze.pk, text=scanned, by=phuc, at=at)

    assert compared.differences == []
    assert compared.missing == []


@pytest.mark.usefixtures("in_october")
def test_editor_adds_a_chart_on_the_page_sees_it_and_takes_it_out(report, phuc, bich, signed_in):
    client = signed_in(phuc)
    where = reverse("reporting:report-charts", args=[report.pk, SECTION])

    def send(as_whom=client, **fields):
        return as_whom.post(where, {"idempotency_key": str(uuid.uuid4()), **fields}, follow=True)

    assert "Tiền mặt đã trao, từng nơi" in send(code="tien-giup", over="places").content.decode()
    shown = client.get(report.get_absolute_url()).content.decode()
    assert 'aria-label="Biểu đồ 1. Tiền mặt đã trao, tháng 10 năm 2021, theo địa bàn (triệu đồng); Vĩnh Linh:' in shown
    assert 'data-figure="tien-giup@464">50</a>' in shown
    assert "Không có con số nào tên" in send(code="khong-co", over="places").content.decode()
    assert send(code="tien-giup", over="x").status_code == 404
    assert send(signed_in(bich), code="tien-giup", over="places").status_code == 404

    send(signed_in(phuc), out=str(ReportChart.objects.get().pk))
    assert not ReportChart.objects.exists()
