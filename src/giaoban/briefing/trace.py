"""What a task's page shows: where it came from, who answers, what was said and decided, what may be done next."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.briefing import pointers, queries
from giaoban.briefing.enums import LINE_FLOW, LineStatus, Part, TaskStatus, Verdict
from giaoban.briefing.models import Decision, OldList, OldRow, Report, Task, TaskLine
from giaoban.kernel.components import Moment, Step
from giaoban.kernel.grounds import grounds
from giaoban.kernel.resolvers import Pointer
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
    """One body's line as the page shows it; `actions` are those of this reader, now; `first` how their first is drawn:
    the next act of this reader is the one filled button of the page.
    """

    line: TaskLine
    unit: str
    chip: str
    reports: list[Report]
    last: Report | None
    actions: frozenset[str]
    visible: bool
    reason: str = ""
    first: str = "plain"

    @property
    def files(self) -> list[dict[str, str]]:
        return files_of(self.last) if self.last else []


def files_of(report: Report) -> list[dict[str, str]]:
    """Name and address of each file that proves a report."""
    return [
        {"name": file.name, "url": reverse("briefing:evidence", args=[report.pk, file.pk])}
        for file in report.evidence.all()
    ]


def task_page(task: Task, *, actor: Actor) -> dict[str, Any]:
    """Context of a task's page for one reader."""
    names = queries.answering_names([task], on=actor.on)
    visible = set(TaskLine.objects.visible_to(actor).filter(task=task).values_list("pk", flat=True))
    shown = [line for line in task.lines.all() if line.pk in visible]
    decided = _decisions(shown)
    lines = [_line(line, names, actor, decided, visible=line.pk in visible) for line in task.lines.all()]
    kind, words = queries.chip(task, actor.on)
    may_amend = actor.has_perm(Permission.TASK_AMEND, task)
    return {
        "task": task,
        "lines": _in_order(lines, actor),
        "chip": kind,
        "state": words,
        "due": queries.when(task.due),
        "source": queries.in_sentence(task),
        "steps": steps(
            task,
            today=actor.on,
            text_url=f"{reverse('briefing:briefing', args=[task.briefing_id])}#t{task.number}",
            work_url=f"{task.get_absolute_url()}#work",
        ),
        "moments": moments(task, shown, names, decided),
        "origin": origin(task, actor=actor),
        "may_amend": may_amend,
        "may_name_lead": may_amend and task.status == TaskStatus.UNASSIGNED,
    }


def caused_by(task: Task, *, actor: Actor, as_of: dt.datetime) -> dict[str, Any]:
    """The figures beside the task, and where they are chosen, for whoever writes the report on the period that was reviewed."""
    pointer = Pointer(pointers.TASK, task.pk)
    return {
        "grounds": grounds.behind(actor, [pointer], as_of=as_of).get(pointer, []),
        "choose_grounds": grounds.chooser(actor, pointer, task.briefing.reviewed),
    }


@dataclass(frozen=True)
class Origin:
    """From which row of whose list a task came; `url` only for whoever may open the list."""

    row: OldRow
    url: str


def origin(task: Task, *, actor: Actor) -> Origin | None:
    """The row of an old list that a task (loaded by `queries.with_sentence`) was taken from."""
    row: OldRow | None = getattr(task, "old_row", None)
    if row is None:
        return None
    visible = OldList.objects.visible_to(actor).filter(pk=row.old_list_id).exists()
    return Origin(row, f"{row.old_list.get_absolute_url()}?row={row.number}" if visible else "")


def _decisions(lines: list[TaskLine]) -> list[Decision]:
    decided = Decision.objects.filter(line__in=lines).select_related("decided_by", "line")
    return list(decided.order_by("decided_at", "pk"))


def _in_order(lines: list[LineView], actor: Actor) -> list[LineView]:
    """The own line first, then those that wait for this reader; the first with something to do has the filled button."""
    parts = list(Part)
    lines = sorted(
        lines,
        key=lambda view: (view.line.unit_id != actor.unit_id, not view.actions, parts.index(Part(view.line.part))),
    )
    nxt = next((view for view in lines if view.actions & {"report", "accept"}), None)
    return [replace(view, first="main") if view is nxt else view for view in lines]


def _line(line: TaskLine, names: dict[UUID, str], actor: Actor, decided: list[Decision], *, visible: bool) -> LineView:
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
    returned = line.status == LineStatus.RETURNED
    reasons = [one.reason for one in decided if one.line_id == line.pk and one.verdict != Verdict.ACCEPT]
    return LineView(
        line,
        names[line.unit_id],
        CHIP[LineStatus(line.status)],
        reports,
        reports[-1] if reports else None,
        frozenset(actions),
        visible,
        reasons[-1] if returned and reasons else "",
    )


def steps(task: Task, *, today: dt.date, text_url: str, work_url: str) -> list[Step]:
    """The trace: sentence → task → report → result. A step that has not happened has no address.

    `text_url` leads to the sentence in its text, `work_url` to what was reported.
    """
    reported = [report for line in task.lines.all() for report in line.reports.all()]
    accepted = task.status == TaskStatus.ACCEPTED
    return [
        Step("sentence", _("Sentence"), f"{task.briefing.held_on:%d/%m/%Y}", text_url),
        Step("task", _("Task"), _("No. %d") % task.number, work_url, current=True),
        Step("result", _("Reports"), str(len(reported)) if reported else _("none yet"), work_url if reported else ""),
        Step("done", _("Result"), queries.chip(task, today)[1], work_url if accepted else ""),
    ]


def moments(task: Task, lines: list[TaskLine], names: dict[UUID, str], decided: list[Decision]) -> list[Moment]:
    """Reports and decisions on the lines one may see, and what named persons added, the latest first.

    Each with its day of business; the demonstration's differs from the instant.
    """
    reported = (
        (
            report.reported_at,
            Moment(
                report.on,
                _("%(unit)s: %(outcome)s") % {"unit": names[line.unit_id], "outcome": report.get_outcome_display()},
                by=str(report.reported_by),
                text=report.text,
                url=report.link,
            ),
        )
        for line in lines
        for report in line.reports.all()
    )
    answered = (
        (
            decision.decided_at,
            Moment(
                decision.on,
                _("%(unit)s: %(verdict)s")
                % {"unit": names[decision.line.unit_id], "verdict": decision.get_verdict_display()},
                by=str(decision.decided_by),
                text=decision.reason,
            ),
        )
        for decision in decided
    )
    added = Event.objects.filter(
        subject_kind="briefing.task",
        subject_id=task.pk,
        type__in=("briefing.due_set", "briefing.basis_added", "briefing.lead_named"),
    ).order_by("seq")
    amended = ((event.at, Moment(event.on, events.sentence(event), by=event.by_name)) for event in added)
    told = sorted((*reported, *answered, *amended), key=lambda pair: (pair[1].at, pair[0]), reverse=True)
    return [moment for _at, moment in told]
