"""What else a task's page shows: what was done for it, words about it, requests for time, what one may still do."""

from typing import Any

from giaoban.activities import queries as activities
from giaoban.briefing.enums import ExtensionStatus, LineStatus, Part
from giaoban.briefing.models import Extension, Task, TaskLine
from giaoban.registry import access
from giaoban.registry import queries as registry
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission

MOVABLE = (LineStatus.ASSIGNED, LineStatus.IN_PROGRESS, LineStatus.RETURNED)


def page(task: Task, *, actor: Actor) -> dict[str, Any]:
    """Context of the lower half of a task's page, in a constant number of queries."""
    own = own_line(task, actor)
    visible = TaskLine.objects.visible_to(actor).filter(task=task)
    asked = list(
        Extension.objects.filter(line__in=visible, status=ExtensionStatus.ASKED)
        .select_related("line", "asked_by")
        .order_by("asked_at")
    )
    comments = list(task.comments.select_related("said_by").order_by("said_at", "pk"))
    names = registry.names([*(one.line.unit_id for one in asked), *(one.unit_id for one in comments)], on=actor.on)
    may_report = own is not None and actor.may(Permission.TASK_REPORT)
    answers = own is not None and own.part != Part.COORDINATING
    return {
        "own_line": own,
        "may_record": may_report and actor.may(Permission.ACTIVITY_RECORD),
        "may_pass": answers and own is not None and own.unit_id == actor.unit_id and actor.may(Permission.TASK_PASS),
        "may_ask_time": may_report and answers and _can_be_extended(task, own),
        "may_give_time": actor.may(Permission.TASK_EXTEND),
        "asked": [(one, names[one.line.unit_id]) for one in asked],
        "comments": [(one, names[one.unit_id]) for one in comments],
        "watching": task.watches.filter(user=actor.user).exists(),
        "activities": activities.moments(
            activities.for_subject("briefing.task", [task.pk], actor=actor).get(task.pk, [])
        ),
    }


def own_line(task: Task, actor: Actor) -> TaskLine | None:
    """The line of the body one acts for, else one that it took over from a body that is no more."""
    lines = task.lines.all()
    own = next((line for line in lines if line.unit_id == actor.unit_id), None)
    return own or next((line for line in lines if line.unit_id in access.taken_over(actor)), None)


def _can_be_extended(task: Task, line: TaskLine | None) -> bool:
    return line is not None and task.due_end is not None and line.status in MOVABLE
