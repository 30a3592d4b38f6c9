"""Codes of the briefing room, and the life of a task's line as a table."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.kernel.workflow import Workflow


class Fate(models.TextChoices):
    """What became of a sentence. NONE is a decision of a person: nothing follows from it."""

    TASK = "task", _("Task")
    RESULT = "result", _("Result")
    COMMENDATION = "commendation", _("Commendation")
    INFORMATION = "information", _("Information")
    NOISE = "noise", _("Page furniture")
    NONE = "none", _("No follow-up")


class TaskKind(models.TextChoices):
    ONE_OFF = "one_off", _("One-off, with a product")
    COLLECTIVE = "collective", _("Collective: each body reports")
    STANDING = "standing", _("Standing: reported each period")
    EVENT_BOUND = "event_bound", _("Bound to an event")


class Part(models.TextChoices):
    """What a body does in a task: exactly one may lead; members answer each for itself; others coordinate."""

    LEAD = "lead", _("Leads")
    COORDINATING = "coordinating", _("Coordinates")
    MEMBER = "member", _("One of all")
    PASSED_DOWN = "passed_down", _("Passed down to")


class LineStatus(models.TextChoices):
    ASSIGNED = "assigned", _("Assigned")
    IN_PROGRESS = "in_progress", _("In progress")
    REPORTED = "reported", _("Reported done")
    ACCEPTED = "accepted", _("Accepted")
    RETURNED = "returned", _("Returned")
    NONE_OCCURRED = "none_occurred", _("None occurred")


class TaskStatus(models.TextChoices):
    """Kept by the database from the lines of the task, never written by hand."""

    UNASSIGNED = "unassigned", _("No body named")
    ASSIGNED = "assigned", _("Assigned")
    IN_PROGRESS = "in_progress", _("In progress")
    REPORTED = "reported", _("Reported done")
    ACCEPTED = "accepted", _("Accepted")
    RETURNED = "returned", _("Returned")


LINE_FLOW = Workflow(
    "briefing_line",
    (
        ("report_progress", LineStatus.ASSIGNED, LineStatus.IN_PROGRESS),
        ("report_progress", LineStatus.IN_PROGRESS, LineStatus.IN_PROGRESS),
        ("report_progress", LineStatus.RETURNED, LineStatus.IN_PROGRESS),
        ("report_done", LineStatus.ASSIGNED, LineStatus.REPORTED),
        ("report_done", LineStatus.IN_PROGRESS, LineStatus.REPORTED),
        ("report_done", LineStatus.RETURNED, LineStatus.REPORTED),
        ("report_none", LineStatus.ASSIGNED, LineStatus.NONE_OCCURRED),
        ("report_none", LineStatus.IN_PROGRESS, LineStatus.NONE_OCCURRED),
        ("report_none", LineStatus.RETURNED, LineStatus.NONE_OCCURRED),
        ("accept", LineStatus.REPORTED, LineStatus.ACCEPTED),
        ("return", LineStatus.REPORTED, LineStatus.RETURNED),
        ("return", LineStatus.NONE_OCCURRED, LineStatus.RETURNED),
        ("reopen", LineStatus.ACCEPTED, LineStatus.RETURNED),
    ),
)


class Outcome(models.TextChoices):
    """What a report of a body says."""

    PROGRESS = "progress", _("Progress")
    DONE = "done", _("Done")
    NONE_OCCURRED = "none_occurred", _("None occurred")


class Verdict(models.TextChoices):
    """What the assigner says to a report."""

    ACCEPT = "accept", _("Accepted")
    RETURN = "return", _("Returned")
    REOPEN = "reopen", _("Acceptance withdrawn")


class ImportStatus(models.TextChoices):
    REVIEWING = "reviewing", _("Under review")
    CONFIRMED = "confirmed", _("Confirmed")
    DISCARDED = "discarded", _("Discarded")


class HandedBack(models.TextChoices):
    """Why the worker did not take an old list in."""

    NO_ROLE = "no_role", _("Whoever confirmed it no longer holds the role for it.")
    NOTHING_NEW = "nothing_new", _("Another list brought all its tasks meanwhile.")
    NAMES = "names", _("A name in it is not in the directory any more.")


class ProposalState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    ACCEPTED = "accepted", _("Accepted")
    DISCARDED = "discarded", _("Discarded")
    # Went into another proposal, or its making was undone: kept for the record, shown nowhere.
    GONE = "gone", _("No longer there")


class ReviewAct(models.TextChoices):
    """What a person did to a draft; each can be undone while nothing came after it."""

    MARK = "mark", _("Marked as a task")
    CORRECT = "correct", _("Put right")
    WORDS = "words", _("Other words chosen")
    SPLIT = "split", _("Split in two")
    MERGE = "merge", _("Merged with the next")
    DISCARD = "discard", _("Put aside")
    RESTORE = "restore", _("Taken back")
    FATE = "fate", _("Sentence decided")


class Attendance(models.TextChoices):
    CHAIR = "chair", _("Chairs")
    CONCLUDES = "concludes", _("Concludes")
    ATTENDS = "attends", _("Attends")
    DELEGATION = "delegation", _("Delegation")


class MeetingStatus(models.TextChoices):
    PREPARING = "preparing", _("In preparation")
    OPEN = "open", _("In session")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")


MEETING_FLOW = Workflow(
    "briefing_meeting",
    (
        ("open", MeetingStatus.PREPARING, MeetingStatus.OPEN),
        ("cancel", MeetingStatus.PREPARING, MeetingStatus.CANCELLED),
        ("close", MeetingStatus.OPEN, MeetingStatus.CLOSED),
        ("reopen", MeetingStatus.CLOSED, MeetingStatus.OPEN),
    ),
)


class AgendaKind(models.TextChoices):
    REPORT = "report", _("Report")
    CARRIED = "carried", _("Left open before")
    TOPIC = "topic", _("Topic")


class Answer(models.TextChoices):
    """What a body answered to an invitation."""

    OPEN = "open", _("No answer yet")
    COMES = "comes", _("Comes")
    SUBSTITUTE = "substitute", _("Sends a substitute")
    ABSENT = "absent", _("Does not come")


class TextKind(models.TextChoices):
    """What a version of a conclusion was taken from."""

    ARTICLE = "article", _("Article or notes")
    MINUTES = "minutes", _("Minutes")
    OFFICIAL = "official", _("Signed notice of conclusions")
    OLD_LIST = "list", _("Old list of tasks")


class RowFate(models.TextChoices):
    """What becomes of a row of an old list; every row has exactly one."""

    NEW = "new", _("New task")
    KNOWN = "known", _("There already")
    DONE = "done", _("Done by the list itself")
    REFUSED = "refused", _("Refused")
    ASIDE = "aside", _("No task")


class DifferenceKind(models.TextChoices):
    """In what a later text differs from the tasks that stand."""

    WORDS = "words", _("Other words")
    WHO = "who", _("Other bodies")
    DUE = "due", _("Another due date")
    NEW = "new", _("A new task")
    DROPPED = "dropped", _("No longer in the text")


class Choice(models.TextChoices):
    """What a person decided on a difference."""

    OPEN = "open", _("To be decided")
    TAKE = "take", _("As in the new text")
    KEEP = "keep", _("As it was")


class ExtensionStatus(models.TextChoices):
    ASKED = "asked", _("Asked for")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")


class ReminderKind(models.TextChoices):
    """When a body is reminded; ESCALATION also tells the body above and the secretariat."""

    WEEK_BEFORE = "week", _("A week before")
    DAY_BEFORE = "day", _("The day before")
    LATE = "late", _("Late")
    ESCALATION = "escalation", _("A week late")
