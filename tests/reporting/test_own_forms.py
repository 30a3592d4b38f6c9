"""An office writes its own forms: begun, kept, put in force from a day, called for, answered, summed; versions side by side."""

import datetime as dt
import importlib
from dataclasses import replace
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from giaoban.kernel.period import Period
from giaoban.registry.enums import UnitKind
from giaoban.registry.models import Event
from giaoban.reporting import checks, drafting, known, narrative, operations, queries
from giaoban.reporting.drafted import editing
from giaoban.reporting.drafted.content import Content, DraftLine, DraftRule, DraftSection, Head
from giaoban.reporting.enums import FormPeriod, IndicatorKind, Level, Origin, RuleKind, Window
from giaoban.reporting.models import FormDraft, FormRule, FormTemplate, Indicator
from giaoban.reporting.operations import refusals
from giaoban.reporting.past import Past, past
from giaoban.reporting.publishing import Publication
from giaoban.reporting.rollup import Rollup
from giaoban.reporting.shipped import FORMS, Ask
from tests.cast import make_actor
from tests.reporting.conftest import MONTH, OCTOBER, one_told

HEAD = Head("mttq-trong-cay", "Báo cáo trồng cây", UnitKind.FRONT, Level.COMMUNE, FormPeriod.MONTH, Window.CALENDAR)
TREES = Ask("cay-da-trong", "Cây đã trồng", "cây")
CONTENT = Content(
    (
        DraftSection("Cây xanh", "Chỉ ghi cây còn sống.", (DraftLine(TREES.code, ask=TREES), DraftLine("tuyen-truyen-buoi"))),
        DraftSection(
            "Nhận xét",
            lines=(
                DraftLine("danh-gia-cay", ask=Ask("danh-gia-cay", "Tự đánh giá", kind=IndicatorKind.CHOICE, choices=("Tốt", "Khá"))),
                DraftLine("cay-moi-buoi", ask=Ask("cay-moi-buoi", "Cây mỗi buổi", "%", IndicatorKind.RATIO, Origin.DERIVED, of=(TREES.code, "tuyen-truyen-buoi"))),
            ),
        ),
    ),
    (DraftRule(RuleKind.GOES_WITH, TREES.code, ("tuyen-truyen-buoi",), "Có cây nhưng không có buổi. Vì sao?"),),
)  # fmt: skip
SINCE = dt.date(2021, 10, 1)
NOVEMBER = Period.of_month(2021, 11)


@pytest.fixture
def begin(phuc, at):
    def begun(head=HEAD, content=CONTENT, copied=None, by=phuc):
        return operations.begin_form(head=head, content=content, copied=copied, by=by, at=at)

    return begun


@pytest.fixture
def force(phuc, at):
    def forced(draft, since=SINCE, by=phuc, seen=None):
        return operations.put_in_force(draft_id=draft.pk, seen=seen or draft.seen, since=since, by=by, at=at)

    return forced


@pytest.fixture
def call_for(phuc, at):
    def called(form, period=OCTOBER, by=phuc):
        due, due_above = operations.default_dues(form, period)
        return operations.open_call(form=form, period=period, due=due, due_above=due_above, by=by, at=at)

    return called


@pytest.fixture
def with_men(call, begin, phuc, at):
    """The draft of a new version of the month form: a line for men beside that for women."""
    form = call.form
    men = Ask(
        "tuyen-truyen-nam", "Trong đó lượt nam dự", "lượt người", IndicatorKind.PEOPLE,
        splits=("tuyen-truyen-luot", "gioi-tinh", "nam"),
    )  # fmt: skip
    draft = begin(known.head_of(form), known.content_of(form), form)
    content = editing.add_line(draft.written, 1, DraftLine(men.code, part_of="tuyen-truyen-luot", ask=men))
    return operations.keep_form(draft_id=draft.pk, seen=1, content=content, by=phuc, at=at)


# --- The whole way ----------------------------------------------------------------------------------------------------


def test_own_form_is_called_for_answered_accepted_and_summed(begin, force, call_for, lan, bich, phuc, at, province):
    form = force(begin())
    call = call_for(form)
    ids = {line.indicator.code: line.indicator_id for line in queries.items(call)}
    told = {"cay-da-trong": 120, "tuyen-truyen-buoi": 4, "danh-gia-cay": "Tốt"}

    of = operations.save(
        call=call, unit_id=lan.unit_id, told=[one_told(ids[code], said) for code, said in told.items()], revision=0, by=lan, at=at,
    )  # fmt: skip
    operations.submit(return_id=of.pk, by=lan, at=at)
    operations.accept(return_id=of.pk, by=bich, at=at)
    operations.accept(return_id=of.pk, by=phuc, at=at)

    rollup = Rollup(call, as_of=at)
    trees, ratio = (Indicator.objects.get(code=code) for code in ("cay-da-trong", "cay-moi-buoi"))
    assert rollup.figure(trees, province.land.pk).number == 120
    assert rollup.figure(ratio, province.land.pk).number == 3000
    assert [line.indicator.code for line in queries.items(call)] == [
        "cay-da-trong", "tuyen-truyen-buoi", "danh-gia-cay", "cay-moi-buoi",
    ]  # fmt: skip


def test_rule_of_an_own_form_asks_why(begin, force, call_for, lan, at):
    call = call_for(force(begin()))
    ids = {line.indicator.code: line.indicator_id for line in queries.items(call)}
    told = [one_told(ids["cay-da-trong"], 120), one_told(ids["tuyen-truyen-buoi"], None), one_told(ids["danh-gia-cay"], "Tốt")]  # fmt: skip
    of = operations.save(call=call, unit_id=lan.unit_id, told=told, revision=0, by=lan, at=at)

    with pytest.raises(operations.NotReady) as refused:
        operations.submit(return_id=of.pk, by=lan, at=at)

    assert [(one.cell, one.says) for one in refused.value.findings] == [
        ("cay-da-trong", "Có cây nhưng không có buổi. Vì sao?")
    ]


def test_new_version_asks_from_its_day_on_and_leaves_what_was_reported(
    call, with_men, force, accepted, call_for, lan, province, at
):
    accepted(call, lan, tuyen_truyen_luot=320, tuyen_truyen_nu=150)
    listeners = Indicator.objects.get(code="tuyen-truyen-luot")
    before = Rollup(call, as_of=at).figure(listeners, province.land.pk).number

    made = force(with_men, since=dt.date(2021, 11, 1))
    november = call_for(MONTH, NOVEMBER)

    call.form.refresh_from_db()
    assert (call.form.valid, made.valid) == (
        DateRange(dt.date(2020, 1, 1), dt.date(2021, 11, 1)), DateRange(dt.date(2021, 11, 1), None),
    )  # fmt: skip
    asked = {one: {line.indicator.code for line in queries.items(one)} for one in (call, november)}
    assert november.form == made
    assert asked[november] - asked[call] == {"tuyen-truyen-nam"}
    assert asked[call] - asked[november] == set()
    assert Rollup(call, as_of=at).figure(listeners, province.land.pk).number == before == 320
    assert queries.rules(november) == queries.rules(call) == MONTH.rules


def test_next_version_remembers_what_was_said_on_the_one_before(call, with_men, force, accepted, call_for, lan, at):
    accepted(call, lan, tuyen_truyen_luot=320)
    force(with_men, since=dt.date(2021, 11, 1))
    november = call_for(MONTH, NOVEMBER)

    listeners = Indicator.objects.get(code="tuyen-truyen-luot")
    assert past(november, lan.unit_id).before[listeners.pk].number == 320


def test_copy_under_another_code_is_another_form_with_the_same_indicators(call, begin, force, call_for):
    draft = begin(replace(known.head_of(call.form), code="mttq-thang-ngan", name="Báo cáo tháng ngắn"), known.content_of(call.form), call.form)  # fmt: skip

    made = force(draft)

    before = Indicator.objects.count()
    assert call_for(made).form == made
    assert {line.indicator_id for line in queries.items(call_for(made, NOVEMBER))} == {
        line.indicator_id for line in queries.items(call)
    }
    assert Indicator.objects.count() == before


# --- The report that is made of it ------------------------------------------------------------------------------------


def test_report_on_an_own_form_is_drafted_in_the_order_of_the_form(begin, force, call_for, phuc, at):
    call = call_for(force(begin()))

    report = operations.begin_report(call_id=call.pk, by=phuc, at=at)

    outline = narrative.outline(report)
    assert [(part.title, part.table) for part in outline.parts] == [
        ("I. Cây xanh", ("cay-da-trong", "tuyen-truyen-buoi")), ("II. Nhận xét", ("cay-moi-buoi",)),
    ]  # fmt: skip
    draft = drafting.compose(report, actor=phuc, as_of=at)
    assert draft.loose == ()
    assert "Báo cáo trồng cây" in draft.paper.subject
    assert operations.freeze_report(report_id=report.pk, by=phuc, at=at).figures.exists()


def test_report_on_a_new_version_has_what_it_added_and_lacks_what_it_dropped(call, begin, force, call_for, phuc, at):
    content = known.content_of(call.form)
    caring = content.sections[2]
    lines = tuple(replace(one, is_out=one.code == "gao-giup") for one in caring.lines)
    new = DraftLine(TREES.code, ask=TREES), DraftLine("kho-khan-moi", ask=Ask("kho-khan-moi", "Việc mới", kind=IndicatorKind.TEXT))  # fmt: skip
    content = editing.put_section(content, 2, replace(caring, lines=(*lines, *new)))
    rules = tuple(one for one in content.rules if "gao-giup" not in (one.line, *one.others))
    made = force(begin(known.head_of(call.form), replace(content, rules=rules), call.form), since=dt.date(2021, 11, 1))
    november = call_for(made, NOVEMBER)

    report = operations.begin_report(call_id=november.pk, by=phuc, at=at)

    draft = drafting.compose(report, actor=phuc, as_of=at)
    assert draft.loose == ()
    assert narrative.outline(report).parts[-1].table == (TREES.code,)
    assert narrative.outline(report).parts[-1].of == ("kho-khan-moi",)
    old = operations.begin_report(call_id=call.pk, by=phuc, at=at)
    assert narrative.outline(old).parts[-1].title == "IV. Việc chính của kỳ tới"


# --- Forms of the program ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", sorted(FORMS))
def test_form_of_the_program_is_taken_up_with_its_rules_and_reads_back_as_it_was(code, phuc, at):
    shipped = FORMS[code]

    made = operations.take_up_form(form=shipped, by=phuc, at=at)

    assert tuple(one.read() for one in made.rules.order_by("number")) == shipped.rules
    assert made.caller == shipped.caller
    assert known.head_of(made) == known.head_of_shipped(shipped)
    assert known.content_of(made) == known.content_of_shipped(shipped)


def test_forms_that_were_taken_up_before_are_given_their_rules_by_the_migration(db):
    coalition = FORMS["doan-the-tinh-quy"]
    bare = [
        FormTemplate.objects.create(
            code=one.code, name=one.name, body_kind=one.body_kind, level=one.level, period_kind=one.period_kind,
            window=one.window, valid=DateRange(one.since, None),
        )
        for one in (MONTH, coalition)
    ]  # fmt: skip

    importlib.import_module("giaoban.reporting.migrations.0013_own_forms").carry_over(apps, None)

    assert [tuple(one.read() for one in form.rules.order_by("number")) for form in bare] == [
        MONTH.rules,
        coalition.rules,
    ]
    assert FormTemplate.objects.get(code=coalition.code).caller == UnitKind.FRONT


def test_category_that_a_form_of_the_program_would_bring_brings_what_it_splits(begin, force):
    force(begin(content=Content((DraftSection("Dự", lines=(DraftLine("tuyen-truyen-nu"),)),))))

    women = Indicator.objects.get(code="tuyen-truyen-nu")
    assert (women.of.code, women.category) == ("tuyen-truyen-luot", "nu")


# --- What is refused --------------------------------------------------------------------------------------------------


def test_draft_with_problems_is_not_put_in_force(begin, force):
    draft = begin(content=Content((DraftSection("Một", lines=(DraftLine("khong-co"),)),)))

    with pytest.raises(refusals.HasProblems):
        force(draft)

    assert not FormTemplate.objects.filter(code=HEAD.code).exists()


def test_day_that_was_called_for_already_is_refused(call, with_men, force):
    with pytest.raises(refusals.CalledForAlready, match="31/10/2021"):
        force(with_men, since=dt.date(2021, 10, 31))

    assert force(with_men, since=dt.date(2021, 11, 1))


@pytest.mark.parametrize("since", [dt.date(2020, 1, 1), dt.date(2019, 5, 1)])
def test_day_not_after_the_version_before_is_refused(call, with_men, force, since):
    with pytest.raises(refusals.NotAfterTheVersion, match="01/01/2020"):
        force(with_men, since=since)


def test_period_between_versions_is_asked_on_the_one_that_holds_on_its_last_day(call, with_men, force, call_for):
    made = force(with_men, since=dt.date(2021, 11, 30))

    assert call_for(MONTH, NOVEMBER).form == made


def test_form_is_not_called_for_before_its_first_version(begin, force, call_for):
    form = force(begin(), since=dt.date(2021, 11, 1))

    with pytest.raises(refusals.FormNotInForce):
        call_for(form, OCTOBER)


def test_second_editor_is_told_and_nothing_is_overwritten(begin, phuc, at):
    draft = begin()
    operations.keep_form(draft_id=draft.pk, seen=1, content=Content(), by=phuc, at=at)

    with pytest.raises(refusals.FormKeptMeanwhile):
        operations.keep_form(draft_id=draft.pk, seen=1, content=CONTENT, by=phuc, at=at)

    assert FormDraft.objects.get().written == Content()


@pytest.mark.parametrize(
    "content",
    [
        Content(tuple(DraftSection(f"Phần {n}") for n in range(51))),
        Content((DraftSection("Một", lines=tuple(DraftLine(f"dong-{n}") for n in range(301))),)),
        Content((DraftSection("Một", lines=(DraftLine("cay", most=Decimal(10) ** 17),)),)),
        Content((), (DraftRule(RuleKind.GOES_WITH, "a", tuple(f"dong-{n}" for n in range(51)), "?"),)),
    ],
)
def test_more_than_a_draft_holds_is_refused_and_not_cut(begin, content):
    with pytest.raises(refusals.TooMuch):
        begin(content=content)


def test_form_that_is_written_already_is_not_begun_twice(begin):
    begin()

    with pytest.raises(refusals.DraftedAlready):
        begin()


def test_draft_that_was_thrown_away_is_kept_as_it_was_and_changed_no_more(begin, phuc, at, force):
    draft = begin()
    operations.throw_away_form(draft_id=draft.pk, seen=1, by=phuc, at=at)

    with pytest.raises(refusals.DraftClosed):
        operations.keep_form(draft_id=draft.pk, seen=1, content=Content(), by=phuc, at=at)
    with pytest.raises(refusals.DraftClosed):
        force(draft)
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        FormDraft.objects.filter(pk=draft.pk).update(name="Khác")
    assert begin().pk != draft.pk


def test_draft_becomes_one_version_and_says_so(begin, force):
    draft = begin()

    made = force(draft)

    draft.refresh_from_db()
    assert (draft.became, draft.closed_at is not None) == (made, True)
    with pytest.raises(refusals.DraftClosed):
        force(draft)
    assert list(Event.objects.filter(type__startswith="reporting.form").order_by("seq").values_list("type", flat=True)) == [
        "reporting.form_begun", "reporting.form_in_force",
    ]  # fmt: skip


# --- Who may ----------------------------------------------------------------------------------------------------------


def test_association_of_the_province_writes_forms_of_its_own_line_alone(begin, force, call_for, hoa, province):
    own = replace(HEAD, code="phu-nu-cay", body_kind=UnitKind.WOMENS_UNION)

    made = force(begin(own, by=hoa), by=hoa)

    assert made.caller == UnitKind.WOMENS_UNION
    with pytest.raises(refusals.NotOwnLine):
        begin(by=hoa)
    with pytest.raises(refusals.NotOwnLine):
        begin(replace(own, code="khac", called_by=UnitKind.FRONT), by=hoa)


def test_front_writes_forms_that_associations_fill_in_for_it(begin, phuc):
    draft = begin(replace(HEAD, body_kind=UnitKind.YOUTH_UNION, called_by=UnitKind.FRONT))

    assert draft.caller == UnitKind.FRONT


@pytest.mark.parametrize("who", ["bich", "lan", "tuyet", "minh", "stranger"])
def test_nobody_else_writes_a_form(who, begin, request, at):
    by = request.getfixturevalue(who)

    with pytest.raises((PermissionDenied, refusals.NotOwnLine)):
        begin(by=by)

    assert not FormDraft.objects.exists()


def test_draft_of_a_body_is_seen_by_that_body(begin, phuc, hoa, bich, province):
    begin()
    colleague = make_actor("hanh", "Võ Thị Hạnh", "coordinator", province.front)

    assert [FormDraft.objects.visible_to(actor).count() for actor in (phuc, colleague, hoa, bich)] == [1, 1, 0, 0]


def test_rules_of_a_version_are_never_changed(call):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        FormRule.objects.filter(form=call.form).update(says="Khác")


def test_usual_answers_still_pass_the_rules_read_from_the_database(call, lan, write):
    of = write(call, lan)
    lines = queries.items(call)

    found = checks.run(queries.cells(lines, queries.values(of), Past()), queries.rules(call))

    assert found == []


def test_few_men_told_beside_women_are_withheld_with_what_they_could_be_computed_from(
    with_men, force, call_for, accepted, lan, nam, province, at
):
    call = call_for(force(with_men, since=NOVEMBER.start), NOVEMBER)
    accepted(call, lan, tuyen_truyen_luot=100, tuyen_truyen_nu=97, tuyen_truyen_nam=3)
    accepted(call, nam, tuyen_truyen_luot=100, tuyen_truyen_nu=50, tuyen_truyen_nam=50)
    women, men = (Indicator.objects.get(code=code) for code in ("tuyen-truyen-nu", "tuyen-truyen-nam"))

    found = Publication(call, as_of=at, least=5)

    assert all(found.withholds(one, place.pk) for one in (women, men) for place in (province.commune, province.sibling))
    assert not any(found.withholds(one, province.land.pk) for one in (women, men))
