"""What is on its way in the demonstration on 28/10/2021: a text under review, papers drafted, a task passed down to a commune."""

import datetime as dt
from collections.abc import Callable, Mapping

from giaoban.briefing import operations as briefing
from giaoban.briefing import papers
from giaoban.briefing import queries as briefings
from giaoban.briefing.models import Briefing, Task
from giaoban.briefing.pointers import BRIEFING
from giaoban.documents import operations as documents
from giaoban.kernel import clock
from giaoban.kernel.resolvers import Pointer
from giaoban.registry.actor import Actor
from giaoban.registry.models import Unit

PASSED = "trở về quê"
# The Front of the province, of the district, of the commune: each passes it to the next.
LINE = ("qt.mttq", "qt.464.mttq", "qt.19369.mttq")
By = Callable[[str, int], Actor]


def draft(held: Briefing, by: By) -> None:
    """The notice of conclusions waits as a draft to submit; the Front's plan has gone to its chair."""
    about, at = Pointer(BRIEFING, held.pk), clock.now()
    office, front = by("demo.vanphong", 18), by("demo.mattran", 20)
    documents.draft_paper(
        unit_id=held.owner_id, content=papers.notice(held, actor=office), about=about, by=office, at=at
    )
    plan = documents.draft_paper(
        unit_id=front.body, content=papers.plan(held, actor=front), about=about, by=front, at=at
    )
    documents.submit_paper(paper_id=plan.pk, seen=1, by=front, at=at)


def pass_down(held: Briefing, units: Mapping[str, Unit], by: By) -> None:
    """A task of all goes down the Front's line to the commune, which begins to report."""
    task = Task.objects.get(briefing=held, text__contains=PASSED)
    for upper, lower, who in zip(LINE, LINE[1:], ("demo.mattran", "demo.huyen"), strict=False):
        line = task.lines.get(unit=units[upper])
        briefing.pass_down(line_id=line.pk, unit_ids=[units[lower].pk], by=by(who, 19), at=clock.now())


def import_next(text: str, land: Unit, office: Actor) -> None:
    """The text of the day before yesterday's meeting, as the rules drafted it: nobody has looked at it yet."""
    linker = briefings.linker(land.pk, on=office.on)
    briefing.import_text(text=text, kind="pasted", by=office, at=clock.now(), linker=linker)


SPECIAL = dt.date(2021, 10, 26)
