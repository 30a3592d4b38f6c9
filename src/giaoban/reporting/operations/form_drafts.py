"""An office writes its own forms: begun, kept, put in force from a day, or thrown away."""

import datetime as dt
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from giaoban.registry import events
from giaoban.registry import queries as registry
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission
from giaoban.reporting import known
from giaoban.reporting.drafted.content import Content, Head
from giaoban.reporting.models import Call, FormDraft, FormTemplate
from giaoban.reporting.operations import refusals
from giaoban.reporting.operations.forms import one_at_a_time, write_form


@transaction.atomic
def begin_form(*, head: Head, content: Content, copied: FormTemplate | None, by: Actor, at: dt.datetime) -> FormDraft:
    """A body begins to write a form, empty or copied from a version; under the code of that one it will be its next version."""
    made = FormDraft(
        **head.fields(), owner_id=by.body, copied=copied, content=content.standing().as_json(), at=at, by=by.user
    )
    _may(by, made)
    _fits(content)
    one_at_a_time()
    if FormDraft.objects.open().filter(owner=by.body, code=head.code).exists():
        raise refusals.DraftedAlready
    made.save(force_insert=True)
    events.record("reporting.form_begun", made, by=by, at=at, unit=by.unit_id, form=head.name)
    return made


@transaction.atomic
def keep_form(
    *, draft_id: UUID, seen: int, by: Actor, at: dt.datetime, head: Head | None = None, content: Content | None = None
) -> FormDraft:
    """What was changed of a draft is kept; refused where somebody kept it after what the author saw."""
    if head:
        one_at_a_time()
    draft = _standing(draft_id, seen, by)
    if content:
        _fits(content)
    told = {**(head.fields() if head else {}), **({"content": content.as_json()} if content else {})}
    if head and FormDraft.objects.open().filter(owner=draft.owner_id, code=head.code).exclude(pk=draft.pk).exists():
        raise refusals.DraftedAlready
    for name, value in {**told, "seen": seen + 1, "at": at, "by": by.user}.items():
        setattr(draft, name, value)
    _may(by, draft)
    draft.save(update_fields=[*told, "seen", "at", "by"])
    events.record("reporting.form_kept", draft, by=by, at=at, unit=by.unit_id, form=draft.name)
    return draft


@transaction.atomic
def put_in_force(*, draft_id: UUID, seen: int, since: dt.date, by: Actor, at: dt.datetime) -> FormTemplate:
    """The draft becomes a version, for periods that end on a day or later; the version before it ends there.

    Raises HasProblems, CalledForAlready, NotAfterTheVersion.
    """
    one_at_a_time()
    draft = _standing(draft_id, seen, by)
    if known.wrong(draft):
        raise refusals.HasProblems
    _end_version_before(draft.code, since)
    made = write_form(known.form_of(draft.head, draft.written, since, known.indicators()))
    draft.became, draft.closed_at, draft.closed_by = made, at, by.user
    draft.save(update_fields=["became", "closed_at", "closed_by"])
    events.record(
        "reporting.form_in_force", made, by=by, at=at, unit=by.unit_id, form=made.name, since=f"{since:%d/%m/%Y}"
    )
    return made


@transaction.atomic
def throw_away_form(*, draft_id: UUID, seen: int, by: Actor, at: dt.datetime) -> FormDraft:
    """Nothing will come of a draft; what was written of it stays in the records."""
    draft = _standing(draft_id, seen, by)
    draft.closed_at, draft.closed_by = at, by.user
    draft.save(update_fields=["closed_at", "closed_by"])
    events.record("reporting.form_thrown_away", draft, by=by, at=at, unit=by.unit_id, form=draft.name)
    return draft


def check_day(code: str, since: dt.date) -> FormTemplate | None:
    """The version that another from a day on would end, None where there is none. Raises CalledForAlready, NotAfterTheVersion."""
    before = FormTemplate.objects.filter(code=code).order_by("-valid").first()
    if before is None:
        return None
    if before.valid.lower is not None and since <= before.valid.lower:
        raise refusals.NotAfterTheVersion(before.valid.lower)
    last = Call.objects.filter(form=before, map_day__gte=since).order_by("-map_day").first()
    if last:
        raise refusals.CalledForAlready(last.map_day)
    return before


def _end_version_before(code: str, since: dt.date) -> None:
    before = check_day(code, since)
    if before:
        before.valid = DateRange(before.valid.lower, since)
        before.save(update_fields=["valid"])


def _fits(content: Content) -> None:
    if Content.of_json(content.as_json()) != content:
        raise refusals.TooMuch


def _may(by: Actor, draft: FormDraft) -> None:
    own = registry.kind(by.body, on=by.on)
    if draft.caller != own and by.may(Permission.FORM_WRITE):
        raise refusals.NotOwnLine(draft.caller)
    if not by.has_perm(Permission.FORM_WRITE, draft):
        raise PermissionDenied


def _standing(draft_id: UUID, seen: int, by: Actor) -> FormDraft:
    """The draft, its row held, as its author saw it."""
    draft = FormDraft.objects.select_for_update(of=("self",)).select_related("copied").get(pk=draft_id)
    _may(by, draft)
    if draft.closed_at:
        raise refusals.DraftClosed
    if draft.seen != seen:
        raise refusals.FormKeptMeanwhile
    return draft
