"""What a row of each dataset says. Within a version fields are added and never taken away or given another meaning.

`path` is where people read the same, on this site. Days are days in Viet Nam; ids stay for good.
"""

import datetime as dt
from uuid import UUID

from ninja import Schema


class Unit(Schema):
    """A body or a place as it is called today."""

    id: UUID
    tree: str
    edition: str
    code: str
    kind: str
    name: str
    short_name: str
    parent_id: UUID | None
    seat_id: UUID | None
    valid_from: dt.date


class Article(Schema):
    """An article that stands on the portal, without its text."""

    id: UUID
    code: str
    title: str
    summary: str
    section: str
    tags: list[str]
    author: str
    byline: str
    unit_id: UUID
    published_at: dt.datetime
    expires_at: dt.datetime | None
    path: str


class Work(Schema):
    """One body's part in a task. `result` is there only where it was accepted and not closed by the body."""

    unit_id: UUID
    unit: str
    part: str
    state: str
    result: str | None
    result_on: dt.date | None


class Task(Schema):
    """What the sentence asks for: in whose words, until when, how it stands."""

    id: UUID
    number: int
    text: str
    due_as_written: str
    due_last_day: dt.date | None
    state: str
    is_late: bool
    bodies: list[Work]
    path: str


class Sentence(Schema):
    """A sentence of a conclusion that was opened to everybody, on whose word, with its tasks."""

    id: UUID
    briefing_id: UUID
    briefing: str
    held_on: dt.date
    number: int
    text: str
    fate: str
    permitted_by: str
    paper_number: str
    paper_on: dt.date
    tasks: list[Task]
    path: str


class Choice(Schema):
    """One answer of a poll; without counts as long as the result is hidden."""

    number: int
    text: str
    count: int | None
    share: float | None


class Poll(Schema):
    """A poll that was opened. `not_counted` were sent and refused; no poll here is a scientific survey."""

    id: UUID
    unit_id: UUID
    question: str
    mode: str
    electorate: str
    opens_on: dt.date
    last_day: dt.date
    state: str
    answers: int | None
    not_counted: int
    choices: list[Choice]
    path: str


class Document(Schema):
    """An act or a signed paper that was made public, on whose word; `files` are paths on this site."""

    id: UUID
    kind: str
    number: str
    issued_on: dt.date
    issuer: str
    subject: str
    unit_id: UUID
    published_on: dt.date
    permitted_by: str
    basis: str
    files: list[str]
    path: str


class Day(Schema):
    """What was counted on a day; machines, pages fetched ahead and probes are no visits."""

    day: dt.date
    visits: int
    visitors: int
    views: int
    machines: int
    fetched_ahead: int
    probes: int


class Voice(Schema):
    """What a citizen sent, with what points to a person masked, and the answer where there is one."""

    id: UUID
    kind: str
    category: str
    place_id: UUID
    received_on: dt.date
    published_on: dt.date
    topic: str
    text: str
    answer: str
    path: str
