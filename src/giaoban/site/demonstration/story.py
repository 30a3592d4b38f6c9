"""The demonstration's story: the briefing before, the one of 13/10/2021 with its work, the next one in preparation."""

import datetime as dt
from collections.abc import Mapping, Sequence
from importlib.resources import files

from giaoban.briefing import operations as briefing
from giaoban.briefing import published
from giaoban.briefing import queries as briefings
from giaoban.briefing.enums import Fate, Outcome
from giaoban.briefing.models import Briefing, Series, Task
from giaoban.kernel import clock
from giaoban.registry.actor import Actor
from giaoban.registry.enums import Tree
from giaoban.registry.models import RoleAssignment, Unit
from giaoban.site.demonstration import activities, frame, library, narratives, news, papers, returns, schedule
from giaoban.site.demonstration import bodies as facts
from giaoban.site.demonstration.work import DEEDS, EARLIER_DEEDS, Deed
from giaoban.visits import operations as visits

PERMITTED_BY, PAPER = "Thường trực Tỉnh ủy (số liệu minh họa, nhân vật hư cấu)", "Bản trình diễn 01"
CHAIR = "Trần Hữu Nghĩa, Phó Bí thư Thường trực Tỉnh ủy, Chủ tịch HĐND tỉnh"
EARLIER, HELD, NEXT = dt.date(2021, 7, 14), dt.date(2021, 10, 13), dt.date(2022, 1, 12)
WRITTEN = HELD + dt.timedelta(days=2)
Units = Mapping[str, Unit]
Actors = Mapping[str, Actor]


def text(day: dt.date = HELD) -> str:
    """A briefing of the demonstration in our own words; that of 13/10/2021 tells the facts of the reference article."""
    return files(__package__).joinpath(f"briefing-{day.isoformat()}.txt").read_text(encoding="utf-8")


def tell(units: Units, actors: Actors) -> int:
    """Everything that happened until 28/10/2021, in its order; returns how many reports were made."""
    series = _series(units, actors["demo.vanphong"])
    earlier = _briefing(series, EARLIER, units, actors["demo.vanphong"])
    _work(earlier, EARLIER_DEEDS, units, actors)
    held = _briefing(series, HELD, units, actors["demo.vanphong"])
    _open_to_all(held, _on(actors["demo.vanphong"], WRITTEN))
    _work(held, DEEDS, units, actors)
    _activities(held, units, actors)
    _on_its_way(held, units, actors)
    visits.enter_balance(
        visits=39_987_161,
        counted_until=dt.date(2021, 10, 27),
        source="số minh họa trong bản trình diễn, không phải số liệu chính thức",
        reason="Cổng chuyển sang hệ thống mới, giữ lại số đã đếm",
        version=0,
        by=_on(actors["demo.mattran"], dt.date(2021, 10, 28)),
        at=clock.now(),
    )
    briefing.prepare_meeting(
        series=series,
        held_on=NEXT,
        reviewed="2021",
        planned="2022-Q1",
        place="Hội trường Tỉnh ủy",
        chair=CHAIR,
        by=_on(actors["demo.vanphong"], dt.date(2021, 10, 27)),
        at=clock.now(),
    )
    news.publish(lambda username, day: _on(actors[username], day))
    cast = returns.tell(dict(units), actors, _on)
    narratives.tell(actors, _on, cast)
    schedule.publish(lambda username, day: _on(actors[username], day))
    frame.publish(lambda username, day: _on(actors[username], day))
    library.publish(lambda username, day: _on(actors[username], day))
    return len(EARLIER_DEEDS) + len(DEEDS)


def _on(actor: Actor, day: dt.date) -> Actor:
    held = RoleAssignment.objects.select_related("unit").get(user=actor.user)
    return Actor(actor.user, held, day)


def _series(units: Units, office: Actor) -> Series:
    return briefing.make_series(
        name="Giao ban quý công tác Mặt trận và các đoàn thể",
        owner=units["qt.tttu"],
        agenda=["Báo cáo kết quả thực hiện kết luận kỳ trước", "Thảo luận", "Kết luận của chủ trì"],
        invited=[(units[code], "Lãnh đạo cơ quan") for code in (*facts.COALITION, "qt.bdv", "qt.ubnd")],
        by=_on(office, EARLIER),
        at=clock.now(),
    )


def _briefing(series: Series, day: dt.date, units: Units, office: Actor) -> Briefing:
    written = day + dt.timedelta(days=2)
    land = Unit.objects.get(tree=Tree.TERRITORY, edition="pre-2025", code=facts.PROVINCE)
    at, by = clock.now(), _on(office, written)
    linker = briefings.linker(land.pk, on=written)
    (found,) = briefing.import_text(text=text(day), kind="pasted", by=by, at=at, linker=linker)
    for number in briefing.sentences_left(found):
        briefing.decide_sentence(import_id=found.pk, number=number, fate=Fate.NONE, by=by, at=at)
    return briefing.confirm(import_id=found.pk, owner=units["qt.tttu"], by=by, at=at, series=series)


def _open_to_all(held: Briefing, office: Actor) -> None:
    """Every sentence on its own, all on one word: the coloured conclusion of the front page."""
    briefing.publish_sentences(
        briefing_id=held.pk,
        sentence_ids=[one.pk for one in published.publishable(held)],
        permitted=briefing.Permitted(PERMITTED_BY, PAPER, WRITTEN),
        by=office,
        at=clock.now(),
    )


def _work(held: Briefing, deeds: Sequence[Deed], units: Units, actors: Actors) -> None:
    by_body = {fact.body: actors[fact.username] for fact in facts.PEOPLE if fact.role in ("officer", "coordinator")}
    for deed in sorted(deeds, key=lambda deed: deed.on):
        task = Task.objects.get(briefing=held, text__contains=deed.words)
        _do(deed, task, units, by_body[deed.body], actors["demo.danvan"])


def _do(deed: Deed, task: Task, units: Units, doer: Actor, office: Actor) -> None:
    at = clock.now()
    line = task.lines.get(unit=units[deed.body])
    said = briefing.report(line_id=line.pk, outcome=Outcome(deed.outcome), text=deed.text, by=_on(doer, deed.on), at=at)
    if deed.verdict:
        briefing.decide(
            line_id=line.pk, report_id=said.pk, verdict=deed.verdict, reason=deed.reason, by=_on(office, deed.on), at=at
        )


def _activities(held: Briefing, units: Units, actors: Actors) -> None:
    by_body = {
        fact.body: actors[fact.username] for fact in facts.PEOPLE if fact.role in ("officer", "coordinator", "clerk")
    }
    lands = {unit.code: unit for unit in Unit.objects.filter(tree=Tree.TERRITORY, edition="pre-2025")}
    activities.record(held, units, lands, lambda body, day: _on(by_body[body], dt.date(2021, 10, day)))


def _on_its_way(held: Briefing, units: Units, actors: Actors) -> None:
    def by(username: str, day: int) -> Actor:
        return _on(actors[username], dt.date(2021, 10, day))

    land = Unit.objects.get(tree=Tree.TERRITORY, edition="pre-2025", code=facts.PROVINCE)
    papers.draft(held, by)
    papers.pass_down(held, units, by)
    papers.import_next(text(papers.SPECIAL), land, by("demo.vanphong", 28))
