"""What is wrong with a draft of a form: all of it at once, each thing at its place, without a database."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import translation

from giaoban.registry.enums import UnitKind
from giaoban.reporting.drafted import editing
from giaoban.reporting.drafted.changes import changes
from giaoban.reporting.drafted.content import Content, DraftLine, DraftRule, DraftSection, Head
from giaoban.reporting.drafted.problems import Known, problems
from giaoban.reporting.enums import FormPeriod, IndicatorKind, Level, Origin, RuleKind, Window
from giaoban.reporting.shipped import Ask

HEAD = Head("cay-xanh", "Báo cáo trồng cây", UnitKind.FRONT, Level.COMMUNE, FormPeriod.MONTH, Window.CALENDAR)
TREES, MANGO, DAYS = (
    Ask("cay", "Cây đã trồng", "cây"),
    Ask("cay-xoai", "Cây xoài", "cây"),
    Ask("buoi", "Buổi trồng", "buổi"),
)
WORDS = Ask("loi", "Nhận xét", kind=IndicatorKind.TEXT)
MADE = Ask("binh-quan", "Bình quân", origin=Origin.DERIVED)
COUNTED = Ask("dem", "Đếm được", origin=Origin.COUNTED, measure="activities.count")
KNOWN = Known(
    indicators={one.code: one for one in (TREES, MANGO, DAYS, WORDS, MADE, COUNTED)},
    measures={"activities.count"},
    categories={"loai": {"an-qua", "bong-mat"}},
    taken={("cay", "loai", "an-qua"): "cay-an-qua"},
)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def of(*lines: DraftLine, rules=()) -> Content:
    return Content((DraftSection("Một", lines=lines),), tuple(rules))


def wrong(*lines: DraftLine, rules=(), known: Known = KNOWN, head: Head = HEAD):
    return problems(head, of(*lines, rules=rules), known)


def new(code: str = "moi", **more) -> DraftLine:
    return DraftLine(code, ask=Ask(code, more.pop("name", "Chỉ tiêu mới"), **more))


def test_form_without_problems_has_none():
    rule = DraftRule(RuleKind.GOES_WITH, "cay", ("buoi",), "Vì sao?")
    ratio = new("ty-le", kind=IndicatorKind.RATIO, origin=Origin.DERIVED, of=("cay-xoai", "cay"))

    assert wrong(
        DraftLine("cay", adds_up=True), DraftLine("cay-xoai", part_of="cay"), DraftLine("buoi", most=Decimal(9)),
        DraftLine("loi"), DraftLine("dem"), new(splits=("cay", "loai", "bong-mat")), ratio, rules=[rule],
    ) == {}  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "place", "said"),
    [
        ([DraftLine("cay"), DraftLine("cay")], "s0l1", "asked twice"),
        ([DraftLine("khong-co")], "s0l0", "no indicator with the code “khong-co”"),
        ([DraftLine("cay-xoai", part_of="cay"), DraftLine("cay")], "s0l0", "below its whole"),
        ([DraftLine("cay-xoai", part_of="cay")], "s0l0", "(cay) is not on the form"),
        ([DraftLine("cay", part_of="cay")], "s0l0", "no part of itself"),
        ([DraftLine("loi"), DraftLine("cay", part_of="loi")], "s0l1", "part of a number"),
        ([DraftLine("dem"), DraftLine("cay", part_of="dem")], "s0l1", "told by hand"),
        ([DraftLine("cay", adds_up=True)], "s0l0", "nothing can add up"),
        ([DraftLine("cay", most=Decimal(-1))], "s0l0", "not below zero"),
        ([DraftLine("loi", most=Decimal(1))], "s0l0", "Only a number has a most"),
        ([DraftLine("cay"), DraftLine("binh-quan")], "s0l1", "made by a formula"),
        ([new("cay")], "s0l0", "with this code already: “Cây đã trồng”"),
        ([new(measure="khong.co")], "s0l0", "No room offers the measure “khong.co”"),
        ([new(origin=Origin.COUNTED)], "s0l0", "which records are counted"),
        ([new(kind=IndicatorKind.TEXT, measure="activities.count")], "s0l0", "Only a number can be counted"),
        ([new(kind=IndicatorKind.CHOICE, choices=("Tốt",))], "s0l0", "two different ones at least"),
        ([new(kind=IndicatorKind.CHOICE, choices=("Tốt", "Tốt"))], "s0l0", "two different ones at least"),
        ([new(kind=IndicatorKind.CHOICE, choices=("Tốt", "Khá", "Tốt"))], "s0l0", "offered twice"),
        ([new(choices=("Tốt", "Khá"))], "s0l0", "Only a choice of words offers words"),
        ([new(kind=IndicatorKind.RATIO, origin=Origin.DERIVED)], "s0l0", "name both"),
        ([new(kind=IndicatorKind.RATIO, origin=Origin.DERIVED, of=("cay", "buoi"))], "s0l0", "“cay”, which the form does not ask"),
        ([DraftLine("cay"), DraftLine("loi"), new(kind=IndicatorKind.RATIO, origin=Origin.DERIVED, of=("cay", "loi"))], "s0l2", "“loi”, which is no number"),
        ([DraftLine("cay"), new(kind=IndicatorKind.RATIO, origin=Origin.DERIVED, of=("cay", "cay"))], "s0l1", "two different indicators"),
        ([DraftLine("cay"), new(kind=IndicatorKind.RATIO, of=("cay", "cay"))], "s0l1", "only a ratio, is made"),
        ([new(of=("cay", "buoi"))], "s0l0", "Only a ratio is made of two"),
        ([new(splits=("khong-co", "loai", "bong-mat"))], "s0l0", "(khong-co) is not there"),
        ([new(kind=IndicatorKind.MONEY, splits=("cay", "loai", "bong-mat"))], "s0l0", "the same kind of number as “Cây đã trồng”"),
        ([new(splits=("cay", "loai", "go"))], "s0l0", "no category “go” of “loai”"),
        ([new(splits=("cay", "loai", "an-qua"))], "s0l0", "counted by another indicator already: cay-an-qua"),
        ([new("a", splits=("cay", "loai", "bong-mat")), new("b", splits=("a", "loai", "bong-mat"))], "s0l1", "is a category itself"),
        ([DraftLine("dem")], "form", "Nobody has anything to answer"),
    ],
)  # fmt: skip
def test_bad_line_is_named_at_its_place(lines, place, said):
    found = wrong(*lines)

    assert any(said in one for one in found[place]), found


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (DraftRule(RuleKind.GOES_WITH, "cay", (), "?"), "which other line"),
        (DraftRule(RuleKind.GOES_WITH, "cay", ("xa",), "?"), "“xa”, which the form does not ask for"),
        (DraftRule(RuleKind.GOES_WITH, "cay", ("loi",), "?"), "“loi”, which is no number"),
        (DraftRule(RuleKind.GOES_WITH, "dem", ("cay",), "?"), "“dem”, which is no number that a body tells"),
        (DraftRule(RuleKind.GOES_WITH, "cay", ("cay",), "?"), "not compared with itself"),
        (DraftRule(RuleKind.AT_MOST, "cay", ("buoi",), "?"), "how many times"),
        (DraftRule(RuleKind.GOES_WITH, "cay", ("buoi",), ""), "Say what is asked"),
    ],
)
def test_bad_rule_is_named_at_its_place(rule, said):
    found = wrong(DraftLine("cay"), DraftLine("buoi"), DraftLine("loi"), DraftLine("dem"), rules=[rule])

    assert any(said in one for one in found["r0"])


def test_all_problems_are_told_at_once():
    rule = DraftRule(RuleKind.GOES_WITH, "xa", ("buoi",), "?")

    found = wrong(DraftLine("cay", most=Decimal(-1)), DraftLine("khong-co"), DraftLine("cay"), rules=[rule])

    assert set(found) == {"s0l0", "s0l1", "s0l2", "r0"}
    assert len(found["s0l0"]) == 2


def test_form_asks_something():
    empty = Content((DraftSection("Một"), DraftSection("Hai", lines=(DraftLine("cay"),))))
    taken_out = Content((DraftSection("Một", lines=(DraftLine("cay", is_out=True),)),))

    assert problems(HEAD, Content(), KNOWN) == {"form": ["The form has no section yet."]}
    assert problems(HEAD, empty, KNOWN) == {"s0": ["This section has no line."]}
    assert "The form has no line yet." in problems(HEAD, taken_out, KNOWN)["form"]


def test_what_was_taken_out_is_not_looked_at():
    content = Content(
        (
            DraftSection("Một", lines=(DraftLine("cay"), DraftLine("cay", is_out=True))),
            DraftSection("Hai", is_out=True),
        ),
        (DraftRule(RuleKind.GOES_WITH, "xa", (), "", is_out=True),),
    )

    assert problems(HEAD, content, KNOWN) == {}


@pytest.mark.parametrize(
    ("head", "known", "said"),
    [
        (replace(HEAD, code="new"), KNOWN, "No form can have this code"),
        (HEAD, replace(KNOWN, is_shipped=True), "comes with the program"),
        (HEAD, replace(KNOWN, before=replace(HEAD, body_kind=UnitKind.WOMENS_UNION)), "Women's Union calls for has this code"),
        (HEAD, replace(KNOWN, before=HEAD), "“Báo cáo trồng cây”"),
        (HEAD, replace(KNOWN, follows=True, before=replace(HEAD, level=Level.DISTRICT)), "keeps who fills it in"),
        (HEAD, replace(KNOWN, follows=True, before=replace(HEAD, period_kind=FormPeriod.YEAR)), "keeps who fills it in"),
    ],
)  # fmt: skip
def test_code_belongs_to_one_form(head, known, said):
    assert said in wrong(DraftLine("cay"), head=head, known=known)["form"][0]


def test_new_version_may_be_called_otherwise_and_asked_of_further_bodies():
    before = replace(HEAD, name="Tên cũ", also_kinds=(UnitKind.YOUTH_UNION,))

    assert wrong(DraftLine("cay"), known=replace(KNOWN, before=before, follows=True)) == {}


# --- Editing ----------------------------------------------------------------------------------------------------------

TWO = Content(
    (DraftSection("Một", lines=(DraftLine("a"), DraftLine("b", part_of="a"))), DraftSection("Hai", lines=(DraftLine("c"),))),
    (DraftRule(RuleKind.GOES_WITH, "c", ("a",), "?"),),
)  # fmt: skip


def codes(content: Content) -> list[list[str]]:
    return [[line.code for line in section.lines] for section in content.sections]


@pytest.mark.parametrize(
    ("place", "line", "step", "after"),
    [
        (0, 0, 1, [["b", "a"], ["c"]]),
        (0, 1, 1, [["a"], ["b", "c"]]),
        (1, 0, -1, [["a", "b", "c"], []]),
        (0, 0, -1, [["a", "b"], ["c"]]),
        (1, 0, 1, [["a", "b"], ["c"]]),
    ],
)
def test_line_moves_within_its_section_and_over_its_end(place, line, step, after):
    assert codes(editing.move_line(TWO, place, line, step)) == after


def test_section_moves_and_stays_at_the_ends():
    assert codes(editing.move_section(TWO, 0, 1)) == [["c"], ["a", "b"]]
    assert editing.move_section(TWO, 0, -1) == TWO


def test_new_code_of_a_line_is_followed_by_its_parts_and_rules():
    made = editing.put_line(TWO, 0, 0, DraftLine("z"))

    assert made.sections[0].lines[1].part_of == "z"
    assert made.rules[0].others == ("z",)


@pytest.mark.parametrize("place", [-1, 2, 99])
def test_place_that_is_not_there_is_refused(place):
    with pytest.raises(IndexError):
        editing.move_section(TWO, place, 1)
    with pytest.raises(IndexError):
        editing.put_section(TWO, place, DraftSection("x"))


def test_content_reads_as_it_was_written():
    content = Content(
        (
            DraftSection("Một", "Viết ngắn.", (new(splits=("cay", "loai", "go"), unit="cây"), DraftLine("b", most=Decimal("1.5"), is_out=True))),
            DraftSection("Hai", is_out=True),
        ),
        (DraftRule(RuleKind.AT_MOST, "a", ("b", "c"), "?", 1000, is_out=True),),
    )  # fmt: skip

    assert Content.of_json(content.as_json()) == content


def test_changes_between_versions_are_named():
    after = Content(
        (
            DraftSection("Một", lines=(DraftLine("a", is_required=False), DraftLine("d"))),
            DraftSection("Hai", lines=(DraftLine("b", part_of="a"), DraftLine("c", is_out=True))),
        )
    )

    found = changes(TWO, after)

    assert (found.added, found.gone) == (("d",), ("c",))
    assert found.changed == (("a", ("is_required",)), ("b", ("section",)))
    assert (found.rules_added, found.rules_gone) == ((), TWO.rules)
    assert not changes(TWO, TWO)
