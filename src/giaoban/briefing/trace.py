"""What a task's page shows: where it came from, who answers, what was said and decided, what may be done next."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.briefing import queries
from giaoban.briefing.enums import LINE_FLOW, LineStatus, TaskStatus
from giaoban.briefing.models import Decision, Report, Task, TaskLine
from giaoban.kernel.components import Moment, Step
from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.models import Event
from giaoban.registry.roles import Permission

CHIP = {
    LineStatus.ASSIGNED: "on_time",
    LineStatus.IN_PROGRESS: "on_time",
    LineStatus.REPORTED: "waiting",
    LineStatus.ACCEPTED: "done",
    LineStatus.RETURNED: "refused",
    LineStatus.NONE_OCCURRED: "done",
}


@dataclass(frozen=True)
class LineView:
    """One body's line as the page shows it; `actions` are those of this reader, now."""

    line: TaskLine
    unit: str
    chip: str
    reports: list[Report]
    last: Report | None
    actions: frozenset[str]
    visible: bool

    @property
    def first(self) -> str:
        """The next act of this reader is the one filled button; a page with several lines has none filled."""
        return "plain"

    @property
    def files(self) -> list[dict[str, str]]:
        if self.last is None:
            return []
        return [
            {"name": file.name, "url": reverse("briefing:evidence", args=[self.last.pk, file.pk])}
            for file in self.last.evidence.all()
        ]


def task_page(task: Task, *, actor: Actor) -> dict[str, Any]:
    """Context of a task's page for one reader."""
    names = queries.unit_names([task], on=actor.on)
    visible = set(TaskLine.objects.visible_to(actor).filter(task=task).values_list("pk", flat=True))
    lines = [_line(line, names, actor, visible=line.pk in visible) for line in task.lines.all()]
    shown = [line for line in task.lines.all() if line.pk in visible]
    kind, words = queries.chip(task, actor.on)
    may_amend = actor.has_perm(Permission.TASK_AMEND, task)
    return {
        "task": task,
        "lines": lines,
        "chip": kind,
        "state": words,
        "due": task.due.label(queries.language()),
        "steps": steps(task, today=actor.on),
        "moments": moments(task, shown, names),
        "may_amend": may_amend,
        "may_name_lead": may_amend and task.status == TaskStatus.UNASSIGNED,
    }


def _line(line: TaskLine, names: dict[UUID, str], actor: Actor, *, visible: bool) -> LineView:
    reports = list(line.reports.all()) if visible else []
    actions = set()
    if visible:
        possible = set(LINE_FLOW.actions_from(line.status))
        if possible & {"report_progress", "report_done", "report_none"} and actor.has_perm(
            Permission.TASK_REPORT, line
        ):
            actions.add("report")
        if reports and possible & {"accept", "return", "reopen"} and actor.has_perm(Permission.TASK_ACCEPT, line):
            actions |= possible & {"accept", "return", "reopen"}
    return LineView(
        line,
        names[line.unit_id],
        CHIP[LineStatus(line.status)],
        reports,
        reports[-1] if reports else None,
        frozenset(actions),
        visible,
    )


def steps(task: Task, *, today: dt.date, public: bool = False) -> list[Step]:
    """The trace: sentence → task → report → result. A step that has not happened has no address."""
    briefing = "" if public else f"{reverse('briefing:briefing', args=[task.briefing_id])}#t{task.number}"
    reported = [report for line in task.lines.all() for report in line.reports.all()]
    accepted = task.status == TaskStatus.ACCEPTED
    here = "" if public else task.get_absolute_url()
    return [
        Step("sentence", _("Sentence"), _("Conclusion of %s") % task.briefing.held_on.strftime("%d/%m/%Y"), briefing),
        Step("task", _("Task"), _("No. %d") % task.number, here, current=True),
        Step(
            "result",
            _("Reports"),
            str(len(reported)) if reported else _("none yet"),
            f"{here}#history" if reported else "",
        ),
        Step("done", _("Result"), queries.chip(task, today)[1], f"{here}#history" if accepted else ""),
    ]


def moments(task: Task, lines: list[TaskLine], names: dict[UUID, str]) -> list[Moment]:
    """Reports and decisions on the lines one may see, and what named persons added, the latest first."""
    said = [
        Moment(
            report.reported_at,
            _("%(unit)s: %(outcome)s") % {"unit": names[line.unit_id], "outcome": report.get_outcome_display()},
            by=str(report.reported_by),
            text=report.text,
            url=report.link,
        )
        for line in lines
        for report in line.reports.all()
    ]
    decided = Decision.objects.filter(line__in=lines).select_related("decided_by", "line").order_by("decided_at")
    said += [
        Moment(
            decision.decided_at,
            _("%(unit)s: %(verdict)s")
            % {"unit": names[decision.line.unit_id], "verdict": decision.get_verdict_display()},
            by=str(decision.decided_by),
            text=decision.reason,
        )
        for decision in decided
    ]
    added = Event.objects.filter(
        subject_kind="briefing.task",
        subject_id=task.pk,
        type__in=("briefing.due_set", "briefing.basis_added", "briefing.lead_named"),
    ).order_by("seq")
    said += [Moment(event.at, events.sentence(event), by=event.by_name) for event in added]
    return sorted(said, key=lambda moment: moment.at, reverse=True)
