"""A first draft of an article about a briefing: its facts in the words of the record, for an editor to write up."""

import datetime as dt

from giaoban.briefing import queries
from giaoban.briefing.enums import Attendance
from giaoban.briefing.models import Briefing, Task
from giaoban.news.operations import Told
from giaoban.registry import queries as registry


def about(briefing: Briefing, *, today: dt.date, author: str) -> Told:
    """Who met when and where, who chaired, and what was given to whom until when; in Vietnamese, as the record is.

    Nothing is added to what was confirmed, and no praise is invented.
    """
    tasks = Task.objects.in_force().filter(briefing=briefing)
    rows = queries.rows(list(queries.with_details(tasks).order_by("number")), today=today)
    body = registry.names([briefing.owner_id], on=briefing.held_on).get(briefing.owner_id, "")
    return Told(
        title=briefing.title[:300],
        summary=_summary(briefing, body, len(rows)),
        body="\n\n".join((_opening(briefing, body), *_given(rows))),
        author=author,
    )


def _summary(briefing: Briefing, body: str, count: int) -> str:
    opening = f"Ngày {briefing.held_on:%d/%m/%Y}, {briefing.convened_by or body} tổ chức hội nghị giao ban"
    return f"{opening}, giao {count} nhiệm vụ cho các cơ quan, tổ chức." if count else f"{opening}."


def _opening(briefing: Briefing, body: str) -> str:
    place = f", tại {briefing.place}" if briefing.place else ""
    words = [f"Ngày {briefing.held_on:%d/%m/%Y}{place}, {briefing.convened_by or body} tổ chức hội nghị giao ban."]
    for person in briefing.attendees.filter(part=Attendance.CHAIR).order_by("number"):
        posts = f", {', '.join(person.posts)}," if person.posts else ""
        words.append(f"Đồng chí {person.name}{posts} chủ trì hội nghị.")
    return " ".join(words)


def _given(rows: list[queries.Row]) -> list[str]:
    if not rows:
        return []
    lines = []
    for row in rows:
        who = f"**{row.who}**: " if row.who else ""
        until = f" ({row.task.due_text})" if row.task.due_text else ""
        lines.append(f"- {who}{_escaped(row.task.text)}{until}.")
    return ["## Các nhiệm vụ được giao", "\n".join(lines)]


def _escaped(words: str) -> str:
    """Words of the record, none of whose signs mean something in Markdown."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>|" else sign for sign in " ".join(words.split()).rstrip(".;"))
