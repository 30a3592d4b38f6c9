"""A body calls for returns."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction

from giaoban.kernel.period import Period
from giaoban.registry import events
from giaoban.registry import queries as registry
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission
from giaoban.reporting import queries
from giaoban.reporting.enums import Window
from giaoban.reporting.models import Call, FormTemplate
from giaoban.reporting.models.forms import RULES
from giaoban.reporting.operations import refusals
from giaoban.reporting.operations.forms import one_at_a_time, take_up_form
from giaoban.reporting.shipped import Form

AFTER_THE_CUT, ABOVE_AFTER = 1, 2


def default_dues(form: Form | FormTemplate, period: Period) -> tuple[dt.date, dt.date]:
    """(units, level above): a working day after the last day that counts, and two more for the level above."""
    cut = period.window(RULES[Window(form.window)]).last_day
    working = registry.working_calendar(cut, cut + dt.timedelta(days=60))
    due = working.add_working_days(cut, AFTER_THE_CUT)
    return due, working.add_working_days(due, ABOVE_AFTER)


@transaction.atomic
def open_call(
    *, form: Form | FormTemplate, period: Period, due: dt.date, due_above: dt.date, by: Actor, at: dt.datetime
) -> Call:
    """A body asks all bodies of a form's kind on its land for their returns on a period, each level by a day.

    `form` is one that comes with the program, or any version of one in the database: that of the period's last day is asked.
    """
    if period.kind.value != form.period_kind:
        raise refusals.NotItsPeriod
    one_at_a_time()
    taken_up = form if isinstance(form, FormTemplate) else take_up_form(form=form, by=by, at=at)
    template = FormTemplate.objects.filter(code=taken_up.code, valid__contains=period.last_day).first()
    if template is None:
        raise refusals.FormNotInForce
    made = Call(
        form=template,
        owner_id=by.body,
        land_id=registry.seat(by.body, on=by.on),
        period=period.code,
        map_day=period.last_day,
        due=due,
        due_above=due_above,
        opened_at=at,
        opened_by=by.user,
    )
    if not by.has_perm(Permission.RETURN_CALL, made):
        raise PermissionDenied
    if registry.kind(by.body, on=by.on) != template.caller:
        raise refusals.NotItsLine(template.caller)
    if due_above < due:
        raise refusals.DueTooEarly
    if Call.objects.filter(form=template, owner=by.body, period=period.code).exists():
        raise refusals.CalledAlready
    if not queries.bodies(made):
        raise refusals.NobodyExpected
    made.save(force_insert=True)
    events.record("reporting.called", made, by=by, at=at, unit=made.owner_id, form=template.name, period=period.label())
    return made
