"""Conclusions beside the figures that caused them: chosen by the report's editor, opened from both ends, told when they change."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from giaoban.briefing import operations as briefings
from giaoban.briefing.pointers import TASK
from giaoban.kernel.grounds import grounds
from giaoban.kernel.period import Period
from giaoban.kernel.resolvers import Pointer
from giaoban.registry.models import Event
from giaoban.reporting import operations
from giaoban.reporting.models import ConclusionFigure
from giaoban.reporting.operations import refusals
from giaoban.reporting.shipped import FORMS
from tests.briefing.conftest import briefing, confirm, linker, tasks, text_import  # noqa: F401 - fixtures
from tests.cast import TODAY
from tests.reporting.conftest import one_told


@pytest.fixture
def nine(phuc, at):
    return operations.open_call(
        form=FORMS["mttq-xa-9-thang"], period=Period.of_nine_months(2021), due=TODAY, due_above=TODAY, by=phuc, at=at
    )


@pytest.fixture
def report(call, nine, lan, accepted, phuc, at):
    """The nine months with one commune; `call` brings the indicators."""
    accepted(nine, lan, tien_giup=45_000_000, kien_nghi=20)
    return operations.begin_report(call_id=nine.pk, by=phuc, at=at)


@pytest.fixture
def recite(tasks) -> Pointer:  # noqa: F811
    return Pointer(TASK, tasks["recite"].pk)


@pytest.fixture
def lay(report, recite, indicator, phuc, at):
    def laid(*codes, conclusion=recite, by=phuc):
        told = [indicator(code).pk for code in codes]
        operations.set_grounds(report_id=report.pk, conclusion=conclusion, indicators=told, by=by, at=at)

    return laid


def said(actor, pointer, at):
    return [(one.label, one.said, one.now) for one in grounds.behind(actor, [pointer], as_of=at).get(pointer, [])]


def test_conclusion_has_the_figures_that_were_laid_beside_it_and_no_others(lay, recite, phuc, at):
    lay("tien-giup", "kien-nghi")
    assert said(phuc, recite, at) == [
        ("Kiến nghị của nhân dân đã chuyển", "20", ""),
        ("Tiền mặt đã trao", "45.000.000", ""),
    ]

    lay("kien-nghi")
    assert [label for label, _, _ in said(phuc, recite, at)] == ["Kiến nghị của nhân dân đã chuyển"]

    lay()
    assert said(phuc, recite, at) == []
    assert Event.objects.filter(type="reporting.grounds_set").count() == 3


def test_laid_again_as_they_are_is_no_event(lay):
    lay("tien-giup")
    lay("tien-giup")

    assert Event.objects.filter(type="reporting.grounds_set").count() == 1
    assert ConclusionFigure.objects.count() == 1


def test_what_was_frozen_stays_and_a_correction_is_told_beside_it(
    lay, report, nine, lan, bich, recite, indicator, phuc, at
):
    lay("tien-giup")
    operations.freeze_report(report_id=report.pk, by=phuc, at=at)
    later = at + dt.timedelta(days=3)
    of = nine.returns.get()
    operations.reopen(return_id=of.pk, reason="Ghi thiếu một đợt quà", by=phuc, at=later)
    of.refresh_from_db()
    told = [one_told(indicator("tien-giup").pk, 50_000_000)]
    operations.save(call=nine, unit_id=lan.unit_id, told=told, revision=of.revision, by=lan, at=later)
    operations.submit(return_id=of.pk, by=lan, at=later)
    operations.accept(return_id=of.pk, by=bich, at=later)
    operations.accept(return_id=of.pk, by=phuc, at=later)

    assert said(phuc, recite, later) == [("Tiền mặt đã trao", "45.000.000", "50.000.000")]


def test_only_conclusions_of_the_period_and_figures_of_the_report_are_taken(
    lay,
    report,
    call,
    briefing,  # noqa: F811
    tuyet,
    recite,
    phuc,
    at,
):
    with pytest.raises(refusals.NotOfThePeriod):
        lay("tien-giup", conclusion=Pointer(TASK, uuid.uuid4()))
    with pytest.raises(refusals.UnknownFigure):
        operations.set_grounds(report_id=report.pk, conclusion=recite, indicators=[uuid.uuid4()], by=phuc, at=at)

    briefings.revoke(briefing_id=briefing.pk, reason="Nhập nhầm văn bản", by=tuyet, at=at + dt.timedelta(minutes=2))
    with pytest.raises(refusals.NotOfThePeriod):
        lay("tien-giup")
    assert not ConclusionFigure.objects.exists()


def test_nobody_but_whoever_writes_the_report_lays_figures_or_reads_them(lay, recite, bich, lan, phuc, at):
    with pytest.raises(PermissionDenied):
        lay("tien-giup", by=bich)
    lay("tien-giup")

    assert said(lan, recite, at) == []
    assert grounds.chooser(lan, recite, "2021-9M") == ""
    assert grounds.chooser(phuc, recite, "2021-9M")
    assert grounds.chooser(phuc, recite, "2020-9M") == ""


@pytest.mark.usefixtures("in_october")
def test_editor_ticks_figures_and_both_ends_lead_to_each_other(
    report,
    recite,
    tasks,  # noqa: F811
    nine,
    indicator,
    province,
    phuc,
    signed_in,
):
    client, task = signed_in(phuc), tasks["recite"]
    where = reverse("reporting:ground", args=[report.pk, task.pk])
    assert where in client.get(task.get_absolute_url()).content.decode()
    assert "Tiền mặt đã trao: 45.000.000 đồng" in client.get(where).content.decode()

    sent = {"idempotency_key": str(uuid.uuid4()), "indicators": [str(indicator("tien-giup").pk)]}
    listed = client.post(where, sent, follow=True).content.decode()

    figure = reverse("reporting:figure", args=[nine.pk, province.land.pk, indicator("tien-giup").pk])
    assert "Đã lưu số liệu làm căn cứ" in listed
    assert f'href="{figure}"' in listed
    assert f'href="{figure}"' in client.get(task.get_absolute_url()).content.decode()
    assert task.get_absolute_url() in client.get(figure).content.decode()
    without = client.get(reverse("reporting:grounds", args=[report.pk]), {"show": "without"}).content.decode()
    assert f'id="c{task.pk}"' not in without
    assert client.post(where, sent | {"idempotency_key": str(uuid.uuid4()), "indicators": ["x"]}).status_code == 200


@pytest.mark.usefixtures("in_october", "call")
def test_period_without_a_briefing_has_no_conclusions_and_says_so(report, phuc, signed_in):
    shown = signed_in(phuc).get(reverse("reporting:grounds", args=[report.pk])).content.decode()

    assert "Chưa có kết luận nào về kỳ này" in shown
    assert signed_in(phuc).get(reverse("reporting:ground", args=[report.pk, uuid.uuid4()])).status_code == 404
