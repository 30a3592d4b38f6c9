"""What a person should look at in a draft."""

from giaoban.briefing.extraction.analysis import Analysis
from giaoban.briefing.extraction.draft import Caution
from giaoban.briefing.extraction.meeting import MeetingFacts


def cautions_of(
    text: Analysis, meetings: list[MeetingFacts], impossible: list[tuple[int, int]], *, tasks: int
) -> tuple[Caution, ...]:
    """Cautions on the text as a whole; `impossible` are spans of due dates that no calendar has."""
    if not meetings:
        return (
            Caution(
                "no_meeting",
                None,
                "Bài này không kể một cuộc họp nào; không đề xuất nhiệm vụ.",
                "This text reports no meeting; no task is proposed.",
            ),
        )
    cautions = [_impossible(text, span) for span in impossible]
    for meeting in meetings:
        if meeting.date and meeting.date.impossible:
            cautions.append(_impossible(text, (meeting.date.start, meeting.date.end)))
        elif meeting.date and meeting.date.day is None:
            cautions.append(
                Caution(
                    "date_without_year",
                    text.span(meeting.date.start, meeting.date.end),
                    "Ngày họp không ghi năm và không suy được năm.",
                    "The day of the meeting has no year and none can be told.",
                )
            )
    if len(meetings) > 1:
        cautions.append(
            Caution(
                "several_meetings",
                None,
                f"Bài kể {len(meetings)} cuộc họp; hãy kiểm tra từng nhiệm vụ thuộc cuộc nào.",
                f"The text reports {len(meetings)} meetings; check which each task belongs to.",
            )
        )
    if not tasks:
        cautions.append(Caution("no_task", None, "Không thấy việc nào được giao.", "No work is given to anybody."))
    return tuple(cautions)


def _impossible(text: Analysis, span: tuple[int, int]) -> Caution:
    said = text.source.clean[slice(*span)]
    return Caution(
        "impossible_date",
        text.span(*span),
        f"“{said}” không có trong lịch; không đặt ngày thay.",
        f"“{said}” is in no calendar; no other day was put in its place.",
    )
