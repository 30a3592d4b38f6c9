"""Tables of the briefing room, one file a subject."""

from giaoban.briefing.models.briefings import Attendee, Briefing, BriefingText, Sentence, SentencePublication, Series
from giaoban.briefing.models.following import CalendarFeed, Comment, Extension, Reminder, Watch
from giaoban.briefing.models.imports import (
    Difference,
    ProposedAct,
    ProposedSentence,
    ProposedTask,
    ReviewStep,
    SourceText,
    TextImport,
)
from giaoban.briefing.models.meetings import (
    AgendaItem,
    Invitation,
    Meeting,
    MeetingPaper,
    MinuteSentence,
    PaperReading,
    SeriesAgenda,
    SeriesInvitation,
    Snapshot,
)
from giaoban.briefing.models.old_lists import OldList, OldListProgress, OldRow
from giaoban.briefing.models.tasks import Decision, Report, Task, TaskAct, TaskLine, WorkedWith

__all__ = [
    "AgendaItem",
    "Attendee",
    "Briefing",
    "BriefingText",
    "CalendarFeed",
    "Comment",
    "Decision",
    "Difference",
    "Extension",
    "Invitation",
    "Meeting",
    "MeetingPaper",
    "MinuteSentence",
    "OldList",
    "OldListProgress",
    "OldRow",
    "PaperReading",
    "ProposedAct",
    "ProposedSentence",
    "ProposedTask",
    "Reminder",
    "Report",
    "ReviewStep",
    "Sentence",
    "SentencePublication",
    "Series",
    "SeriesAgenda",
    "SeriesInvitation",
    "Snapshot",
    "SourceText",
    "Task",
    "TaskAct",
    "TaskLine",
    "TextImport",
    "Watch",
    "WorkedWith",
]
