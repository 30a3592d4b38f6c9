"""Who may do what with imports, briefings and tasks."""

import rules

from giaoban.briefing.enums import Part
from giaoban.briefing.models import Briefing, Task, TaskLine, TextImport
from giaoban.registry import access
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission


@rules.predicate
def may_see_briefing(actor: Actor, briefing: Briefing | None) -> bool:
    if briefing is None:
        return False
    units = access.units(actor, Permission.BRIEFING_VIEW)
    return (
        units.filter(pk=briefing.owner_id).exists()
        or TaskLine.objects.filter(task__briefing=briefing, unit__in=units).exists()
    )


@rules.predicate
def may_see_task(actor: Actor, task: Task | None) -> bool:
    if task is None:
        return False
    units = access.units(actor, Permission.TASK_VIEW)
    return units.filter(pk=task.briefing.owner_id).exists() or task.lines.filter(unit__in=units).exists()


@rules.predicate
def imports_for_own_territory(actor: Actor, text_import: TextImport | None) -> bool:
    return text_import is not None and access.reaches(actor, Permission.BRIEFING_IMPORT, text_import.unit_id)


@rules.predicate
def confirms_for_own_territory(actor: Actor, text_import: TextImport | None) -> bool:
    return text_import is not None and access.reaches(actor, Permission.BRIEFING_CONFIRM, text_import.unit_id)


@rules.predicate
def revokes_for_own_territory(actor: Actor, briefing: Briefing | None) -> bool:
    return briefing is not None and access.reaches(actor, Permission.BRIEFING_REVOKE, briefing.owner_id)


@rules.predicate
def publishes_for_own_territory(actor: Actor, briefing: Briefing | None) -> bool:
    return briefing is not None and access.reaches(actor, Permission.BRIEFING_PUBLISH, briefing.owner_id)


@rules.predicate
def amends_for_own_territory(actor: Actor, task: Task | None) -> bool:
    return task is not None and access.reaches(actor, Permission.TASK_AMEND, task.briefing.owner_id)


def is_own_work(actor: Actor, line: TaskLine) -> bool:
    """Of the body one acts for, or of one that was abolished since and whose work it took over as a whole."""
    return line.unit_id == actor.unit_id or line.unit_id in access.taken_over(actor)


@rules.predicate
def reports_for_own_body(actor: Actor, line: TaskLine | None) -> bool:
    """One reports for the body one acts for and whom it succeeds, not for those below: they answer for themselves."""
    return line is not None and actor.may(Permission.TASK_REPORT) and is_own_work(actor, line)


@rules.predicate
def assigned_it(actor: Actor, line: TaskLine | None) -> bool:
    """The body whose conclusion it is; for a line that was passed down, the body that passed it."""
    if line is None:
        return False
    if line.parent is not None:
        return actor.may(Permission.TASK_PASS) and line.parent.unit_id == actor.unit_id
    return access.reaches(actor, Permission.TASK_ACCEPT, line.task.briefing.owner_id)


@rules.predicate
def passes_for_own_body(actor: Actor, line: TaskLine | None) -> bool:
    return line is not None and actor.may(Permission.TASK_PASS) and line.unit_id == actor.unit_id


@rules.predicate
def grants_time(actor: Actor, line: TaskLine | None) -> bool:
    return line is not None and access.reaches(actor, Permission.TASK_AMEND, line.task.briefing.owner_id)


@rules.predicate
def is_not_the_doer(actor: Actor, line: TaskLine | None) -> bool:
    """Nobody accepts the work of the own body, nor a report written by the own hand in another role."""
    if line is None or is_own_work(actor, line):
        return False
    last = line.reports.order_by("-reported_at", "-pk").first()
    return last is None or last.reported_by_id != actor.user.pk


@rules.predicate
def answers_for_the_task(actor: Actor, line: TaskLine | None) -> bool:  # noqa: ARG001 - predicates take both
    """A coordinating body reports, but only lead and members are accepted."""
    return line is not None and line.part in (Part.LEAD, Part.MEMBER, Part.PASSED_DOWN)


rules.add_perm(Permission.BRIEFING_VIEW, may_see_briefing)
rules.add_perm(Permission.TASK_VIEW, may_see_task)
rules.add_perm(Permission.BRIEFING_IMPORT, imports_for_own_territory)
rules.add_perm(Permission.BRIEFING_CONFIRM, confirms_for_own_territory)
rules.add_perm(Permission.BRIEFING_REVOKE, revokes_for_own_territory)
rules.add_perm(Permission.BRIEFING_PUBLISH, publishes_for_own_territory)
rules.add_perm(Permission.TASK_AMEND, amends_for_own_territory)
rules.add_perm(Permission.TASK_REPORT, reports_for_own_body)
rules.add_perm(Permission.TASK_PASS, passes_for_own_body)
rules.add_perm(Permission.TASK_EXTEND, grants_time & is_not_the_doer)
rules.add_perm(Permission.TASK_ACCEPT, assigned_it & is_not_the_doer & answers_for_the_task)
