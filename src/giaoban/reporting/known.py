"""What a draft of a form is judged against, and the forms of this installation as drafts hold them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from giaoban.kernel.measures import measures
from giaoban.registry.enums import UnitKind
from giaoban.reporting import dimensions
from giaoban.reporting.drafted.content import Content, DraftLine, DraftRule, DraftSection, Head
from giaoban.reporting.drafted.problems import Known, Problems, problems
from giaoban.reporting.enums import FormPeriod, IndicatorKind, Level, Origin, OverTime, OverUnits, RuleKind, Window
from giaoban.reporting.models import FormDraft, FormItem, FormTemplate, Indicator
from giaoban.reporting.shipped import ASKS, FORMS, Ask, Form, Line, Section


def ask_of(indicator: Indicator, codes: Mapping[UUID, str]) -> Ask:
    """An indicator as drafts know it; `codes` are those of all, by id."""
    above, below = indicator.numerator_id, indicator.denominator_id
    of = (codes[above], codes[below]) if above and below else None
    splits = (codes[indicator.of_id], indicator.dimension, indicator.category) if indicator.of_id else None
    return Ask(
        indicator.code,
        indicator.name,
        indicator.unit,
        IndicatorKind(indicator.kind),
        Origin(indicator.origin),
        indicator.measure,
        OverUnits(indicator.over_units),
        OverTime(indicator.over_time),
        of,
        tuple(indicator.choices),
        splits,
    )


def indicators() -> dict[str, Ask]:
    """Every indicator, by code, also those that forms of the program would bring. One query."""
    every = list(Indicator.objects.order_by("name", "code"))
    codes = {one.pk: one.code for one in every}
    return {**ASKS, **{one.code: ask_of(one, codes) for one in every}}


def known_indicators() -> Known:
    """The indicators alone, for pages that offer lines."""
    return Known(indicators=indicators())


def known(head: Head, *, copied: FormTemplate | None = None) -> Known:
    """What there is by now, for a draft with this head that was copied from a version or from none."""
    every = indicators()
    before = last_version(head.code)
    return Known(
        indicators=every,
        measures={one.code for one in measures},
        categories={code: set(one.categories) for code, one in dimensions.every().items()},
        taken={one.splits: code for code, one in every.items() if one.splits},
        before=head_of(before) if before else None,
        is_shipped=before is None and head.code in FORMS,
        follows=copied is not None and copied.code == head.code,
    )


def wrong(draft: FormDraft) -> Problems:
    """Why the draft cannot be put in force, by place."""
    return problems(draft.head, draft.written, known(draft.head, copied=draft.copied))


def last_version(code: str) -> FormTemplate | None:
    """The version of a form that nothing follows."""
    return FormTemplate.objects.filter(code=code).order_by("-valid").first()


def head_of(form: FormTemplate) -> Head:
    """The head of a version."""
    return Head(
        code=form.code,
        name=form.name,
        body_kind=UnitKind(form.body_kind),
        level=Level(form.level),
        period_kind=FormPeriod(form.period_kind),
        window=Window(form.window),
        also_kinds=tuple(UnitKind(one) for one in form.also_kinds),
        called_by=UnitKind(form.called_by) if form.called_by else None,
    )


def content_of(form: FormTemplate) -> Content:
    """What a version asks. Three queries."""
    lines: dict[object, list[DraftLine]] = defaultdict(list)
    found = FormItem.objects.filter(section__form=form).select_related("indicator", "part_of__indicator")
    for item in found.order_by("number"):
        lines[item.section_id].append(
            DraftLine(
                code=item.indicator.code,
                question=item.question,
                is_required=item.is_required,
                most=item.most.normalize() if item.most is not None else None,
                part_of=item.part_of.indicator.code if item.part_of else "",
                adds_up=item.adds_up,
            )
        )
    sections = form.sections.order_by("number")
    return Content(
        tuple(DraftSection(one.title, one.guidance, tuple(lines[one.pk])) for one in sections),
        tuple(
            DraftRule(RuleKind(one.kind), one.line, tuple(one.others), one.says, one.times)
            for one in form.rules.order_by("number")
        ),
    )


def with_asks(content: Content, asks: dict[str, Ask]) -> Content:
    """Each line with its indicator, so that another installation can make those that it does not know."""

    def whole(section: DraftSection) -> DraftSection:
        return replace(section, lines=tuple(replace(one, ask=asks[one.code]) for one in section.lines))

    return replace(content, sections=tuple(whole(one) for one in content.sections))


def form_of(head: Head, content: Content, since: dt.date, asks: dict[str, Ask]) -> Form:
    """A draft without problems as a form that is written into the database."""

    def lines(section: DraftSection) -> Iterable[Line]:
        return (
            Line(one.ask or asks[one.code], one.question, one.is_required, one.most, one.part_of, one.adds_up)
            for one in section.lines
        )

    standing = content.standing()
    return Form(
        code=head.code,
        name=head.name,
        body_kind=head.body_kind,
        level=head.level,
        period_kind=head.period_kind,
        window=head.window,
        since=since,
        sections=tuple(Section(one.title, tuple(lines(one)), one.guidance) for one in standing.sections),
        also_kinds=head.also_kinds,
        called_by=head.called_by,
        rules=tuple(one.made() for one in standing.rules),
    )


def head_of_shipped(form: Form) -> Head:
    """The head of a form that comes with the program."""
    names = ("code", "name", "body_kind", "level", "period_kind", "window", "also_kinds", "called_by")
    return Head(**{name: getattr(form, name) for name in names})


def content_of_shipped(form: Form) -> Content:
    """What it asks."""

    def line(one: Line) -> DraftLine:
        most = Decimal(one.most) if one.most is not None else None
        return DraftLine(one.ask.code, one.question, one.is_required, most, one.part_of, one.adds_up)

    sections = (DraftSection(one.title, one.guidance, tuple(map(line, one.lines))) for one in form.sections)
    return Content(tuple(sections), tuple(DraftRule.of(one) for one in form.rules))
