"""Forms come into force."""

import datetime as dt

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from giaoban.kernel.measures import measures
from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.reporting.models import FormItem, FormSection, FormTemplate, Indicator
from giaoban.reporting.shipped import Ask, Form


@transaction.atomic
def take_up_form(*, form: Form, by: Actor | None, at: dt.datetime) -> FormTemplate:
    """A form that comes with the program comes into force, with the indicators it asks for; twice is as once.

    A counted indicator whose measure no room offers raises LookupError: a form that counts nothing is never shown.
    """
    known = FormTemplate.objects.filter(code=form.code, valid__contains=form.since).first()
    if known:
        return known
    made = FormTemplate.objects.create(
        code=form.code,
        name=form.name,
        body_kind=form.body_kind,
        also_kinds=list(form.also_kinds),
        level=form.level,
        period_kind=form.period_kind,
        window=form.window,
        valid=DateRange(form.since, None),
    )
    _write(made, form)
    events.record("reporting.form_taken_up", made, by=by, at=at, unit=by.unit_id if by else None, form=form.name)
    return made


def _write(made: FormTemplate, form: Form) -> None:
    known: dict[str, Indicator] = {}
    lines: dict[str, FormItem] = {}
    for place, section in enumerate(form.sections, start=1):
        part = FormSection.objects.create(form=made, number=place, title=section.title, guidance=section.guidance)
        for line in section.lines:
            code = line.ask.code
            known[code] = _indicator(line.ask, known)
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


def _indicator(ask: Ask, known: dict[str, Indicator]) -> Indicator:
    found = Indicator.objects.filter(code=ask.code).first()
    if found:
        return found
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
