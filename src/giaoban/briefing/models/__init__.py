"""Tables of the briefing room, one file a subject."""

from giaoban.briefing.models.briefings import Attendee, Briefing, Sentence, Series
from giaoban.briefing.models.imports import ProposedAct, ProposedSentence, ProposedTask, SourceText, TextImport
from giaoban.briefing.models.tasks import Decision, Report, Task, TaskAct, TaskLine

__all__ = [
    "Attendee",
    "Briefing",
    "Decision",
    "ProposedAct",
    "ProposedSentence",
    "ProposedTask",
    "Report",
    "Sentence",
    "Series",
    "SourceText",
    "Task",
    "TaskAct",
    "TaskLine",
    "TextImport",
]
