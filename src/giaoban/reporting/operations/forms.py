"""Forms come into force."""

import datetime as dt

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from giaoban.kernel.measures import measures
from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.reporting.checks.between import AtMost
from giaoban.reporting.enums import IndicatorKind, RuleKind
from giaoban.reporting.models import FormItem, FormRule, FormSection, FormTemplate, Indicator
from giaoban.reporting.shipped import ASKS, Ask, Form


def one_at_a_time() -> None:
    """Holds off, until the end of the transaction, whoever else begins forms, puts versions in force or calls for one.

    In the whole installation: two drafts may bring the same indicator, two people begin the same form, and nobody ends a
    version from a day on for which another calls.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('reporting_form'))")


@transaction.atomic
def take_up_form(*, form: Form, by: Actor | None, at: dt.datetime) -> FormTemplate:
    """A form that comes with the program comes into force, with the indicators it asks for; twice is as once.

    A counted indicator whose measure no room offers raises LookupError: a form that counts nothing is never shown.
    """
    one_at_a_time()
    known = FormTemplate.objects.filter(code=form.code, valid__contains=form.since).first()
    if known:
        return known
    made = write_form(form)
    events.record("reporting.form_taken_up", made, by=by, at=at, unit=by.unit_id if by else None, form=form.name)
    return made


def write_form(form: Form) -> FormTemplate:
    """The rows of a version, from its day on: indicators that are new, sections, lines and rules."""
    made = FormTemplate.objects.create(
        code=form.code,
        name=form.name,
        body_kind=form.body_kind,
        also_kinds=list(form.also_kinds),
        level=form.level,
        period_kind=form.period_kind,
        window=form.window,
        called_by=form.called_by or "",
        valid=DateRange(form.since, None),
    )
    _write_lines(made, form)
    _write_rules(made, form)
    return made


def _write_lines(made: FormTemplate, form: Form) -> None:
    known = _indicators([line.ask for section in form.sections for line in section.lines])
    lines: dict[str, FormItem] = {}
    for place, section in enumerate(form.sections, start=1):
        part = FormSection.objects.create(form=made, number=place, title=section.title, guidance=section.guidance)
        for line in section.lines:
            code = line.ask.code
            lines[code] = FormItem.objects.create(
                section=part,
                number=len(lines) + 1,
                indicator=known[code],
                question=line.question,
                is_required=line.is_required,
                most=line.most,
                part_of=lines[line.part_of] if line.part_of else None,
                adds_up=line.adds_up,
            )


def _write_rules(made: FormTemplate, form: Form) -> None:
    FormRule.objects.bulk_create(
        FormRule(
            form=made,
            number=number,
            kind=RuleKind.AT_MOST if isinstance(rule, AtMost) else RuleKind.GOES_WITH,
            line=rule.line,
            others=list(rule.others),
            times=rule.times if isinstance(rule, AtMost) else 0,
            says=rule.says,
        )
        for number, rule in enumerate(form.rules, start=1)
    )


def _indicators(asks: list[Ask]) -> dict[str, Indicator]:
    """Those of the lines, by code; what is not known yet is made, wholes before categories, ratios last."""
    named = {code for ask in asks for code in (ask.code, *(ask.splits or ())[:1])}
    known = {one.code: one for one in Indicator.objects.filter(code__in=named)}
    # A category of something that a form of the program asks for brings it along.
    wholes = [ASKS[code] for code in named - known.keys() - {ask.code for ask in asks}]
    waiting = sorted(
        (ask for ask in (*asks, *wholes) if ask.code not in known), key=lambda ask: ask.kind == IndicatorKind.RATIO
    )
    while waiting:
        ready = next(ask for ask in waiting if not ask.splits or ask.splits[0] in known)
        waiting.remove(ready)
        known[ready.code] = _indicator(ready, known)
    return known


def _indicator(ask: Ask, known: dict[str, Indicator]) -> Indicator:
    if ask.measure:
        measures[ask.measure]
    above, below = (known[code] for code in ask.of) if ask.of else (None, None)
    whole, dimension, category = ask.splits or ("", "", "")
    return Indicator.objects.create(
        code=ask.code,
        name=ask.name,
        unit=ask.unit,
        kind=ask.kind,
        origin=ask.origin,
        measure=ask.measure,
        over_units=ask.over_units,
        over_time=ask.over_time,
        numerator=above,
        denominator=below,
        choices=list(ask.choices),
        of=known[whole] if whole else None,
        dimension=dimension,
        category=category,
    )
