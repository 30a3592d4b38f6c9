"""Returns of all 125 communes: January to September of 2021 month by month, accepted, and October on its way, on a second version
of the form; a quarter of the five organisations beside the Front. Every value is invented, and says so.

The Fronts whose story is told hand in themselves; what the others told was gathered, and taken in at once. The Front of
Vĩnh Thái has not begun with October: whoever tries the demonstration does.
"""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from giaoban.documents import operations as documents
from giaoban.kernel import clock
from giaoban.kernel.period import Period
from giaoban.registry import operations as registry
from giaoban.registry.actor import Actor
from giaoban.registry.models import Unit
from giaoban.reporting import operations
from giaoban.reporting.models import Call, Indicator, Return
from giaoban.reporting.operations import Gathered, Told
from giaoban.reporting.shipped import FORMS
from giaoban.site.demonstration import fronts, second_form

SINCE = dt.date(2020, 1, 1)
# Communes that hand in themselves, by their district. Those of the cast are in `bodies`.
PLACES: Mapping[str, tuple[str, ...]] = {
    "464": ("19372", "19375", "19387"),
    "466": ("19498", "19510", "19522"),
    "470": ("19684", "19702"),
}
INVENTED = "Số liệu minh họa trong bản trình diễn, không phải số liệu thật."
# The organisations beside the Front: those handed in; the last of them still waits to be accepted, labour is overdue.
ORGANISATIONS = ("qt.lhpn", "qt.doan", "qt.ccb", "qt.nd")
# How far October has come: the rest waits for the district; the last has not begun.
DONE, ENDORSED, SUBMITTED = ("19372", "19375", "19498", "19510"), ("19387", "19684"), ("19522",)

# Every tenth of the others has not handed in October yet.
NOT_YET = 10
# January to September of 2021, as `answers` counts months.
TURNS = range(-5, 4)
BEFORE_JANUARY = 6
# From October on, men are told beside women.
OCTOBER = 4
# Of the whole province and year, invented like everything here.
PLANNED = {
    "tien-giup": 48_000_000_000,
    "nha-ban-giao": 1_500,
    "giam-sat": 2_400,
    "ho-duoc-giup": 19_000,
    "kien-nghi-ty-le": 90,
}

Answer = int | Decimal | str | None
Acting = Callable[[Actor, dt.date], Actor]


@dataclass(frozen=True)
class Cast:
    """Everybody who has a part in the months: `people` by code of their land, the province's own Front apart."""

    everywhere: fronts.Fronts
    people: Mapping[str, Actor]
    front: Actor
    on: Acting

    def gather(self, call: Call, turn: int, day: dt.date, *, but: Collection[str] = ()) -> None:
        """What the communes told of a month that do not hand in themselves, taken in at once."""
        self.take_in(call, lambda code: answers(int(code), turn), day, but=but)

    def take_in(
        self, call: Call, said: Callable[[str], Mapping[str, Answer]], day: dt.date, *, but: Collection[str] = ()
    ) -> None:
        """What each commune said, by the code of its land."""
        ids = indicators()
        gathered = [
            Gathered(unit_id=body.pk, told=told_of(said(code), ids))
            for code, body in sorted(self.everywhere.communes.items())
            if code not in but
        ]
        by = self.on(self.people[fronts.PROVINCE], day)
        operations.take_in(call=call, gathered=gathered, reason=INVENTED, by=by, at=clock.now())

    def accept_all(self, call: Call, day: dt.date) -> None:
        """Each district accepts what waits for it, then the province."""
        districts = [self.people[code] for code in sorted(self.everywhere.districts) if code != fronts.ISLAND]
        for one in (*districts, self.front):
            operations.accept_at_once(call_id=call.pk, by=self.on(one, day), at=clock.now())


def tell(units: dict[str, Unit], actors: Mapping[str, Actor], on: Acting) -> Cast:
    """Everything of the year in its order, and who took part; `on(actor, day)` is the same actor on another day."""
    everywhere = fronts.found(units)
    people = _people(everywhere)
    people["19369"], people["464"] = actors["demo.xa"], actors["demo.huyen"]
    front = actors["demo.mattran"]
    cast = Cast(everywhere, people, front, on)
    above = {code: district for district, places in PLACES.items() for code in places} | {"19369": "464"}
    _earlier(cast)
    september = _call(
        Period.of_month(2021, 9), (dt.date(2021, 9, 15), dt.date(2021, 9, 17)), on(front, dt.date(2021, 9, 13))
    )
    for code in sorted(above):
        _hand_in(september, people[code], _told(int(code), 3), on, dt.date(2021, 9, 15))
    cast.gather(september, 3, dt.date(2021, 9, 15), but=above)
    cast.accept_all(september, dt.date(2021, 9, 17))
    second_form.put_in_force(on(front, second_form.WRITTEN))
    october = _call(
        Period.of_month(2021, 10), (dt.date(2021, 10, 29), dt.date(2021, 11, 2)), on(front, dt.date(2021, 10, 13))
    )
    late = {code for place, code in enumerate(sorted(everywhere.communes)) if place % NOT_YET == 0}
    cast.gather(october, 4, dt.date(2021, 10, 25), but={*above, *late})
    cast.accept_all(october, dt.date(2021, 10, 26))
    for code in (*DONE, *ENDORSED, *SUBMITTED):
        of = _hand_in(october, people[code], _told(int(code), 4), on, dt.date(2021, 10, 26))
        if code not in SUBMITTED:
            _accept(of, people[above[code]], front if code in DONE else None, on, dt.date(2021, 10, 27))
    _quarter(units, front, on)
    operations.define_indicator(
        code="tien-binh-quan-ho",
        name="Tiền mặt bình quân một lượt hộ được giúp",
        unit="đồng",
        text="tien-giup / ho-duoc-giup",
        since=dt.date(2020, 1, 1),
        by=on(front, dt.date(2021, 10, 13)),
        at=clock.now(),
    )
    return cast


def _people(everywhere: fronts.Fronts) -> dict[str, Actor]:
    """Accounts that nobody signs in with, by code of their land: of the districts, of the communes that hand in themselves, and
    "45" for the officer of the province's Front who takes in what the others told.
    """
    people = {
        code: _person(code, "officer", f"Cán bộ {body.versions.get().short_name}", body)
        for code, body in everywhere.districts.items()
        if code != "464"
    }
    for codes in PLACES.values():
        for code in codes:
            body = everywhere.communes[code]
            people[code] = _person(code, "clerk", f"Cán bộ {body.versions.get().short_name}", body)
    people[fronts.PROVINCE] = _person("tonghop", "coordinator", "Cán bộ tổng hợp MTTQ tỉnh", everywhere.province)
    return people


def _quarter(units: dict[str, Unit], front: Actor, on: Acting) -> None:
    """The third quarter of the organisations beside the Front."""
    called = on(front, dt.date(2021, 9, 13))
    dues = (dt.date(2021, 9, 20), dt.date(2021, 9, 22))
    call = _call(Period.of_quarter(2021, 3), dues, called, form="doan-the-tinh-quy")
    for place, code in enumerate(ORGANISATIONS):
        unit = units[code]
        name = unit.versions.get().short_name
        person = _person(code.removeprefix("qt."), "officer", f"Cán bộ {name}", unit)
        of = _hand_in(call, person, _told_of_members(place), on, dt.date(2021, 9, 17))
        if code != ORGANISATIONS[-1]:
            operations.accept(return_id=of.pk, by=on(front, dt.date(2021, 9, 21)), at=clock.now())


def _told_of_members(place: int) -> list[Told]:
    answers: dict[str, Answer] = {
        "doan-the-hoi-vien": 21_000 + 3_700 * place,
        "doan-the-ket-nap": 310 + 45 * place,
        "tuyen-truyen-buoi": 36 + 5 * place,
        "tuyen-truyen-luot": 2_150 + 260 * place,
        "doan-the-hoi-vien-duoc-giup": 240 + 30 * place,
        "doan-the-tien-giup": (185 + 20 * place) * 1_000_000,
        "ky-toi": INVENTED,
    }
    return told_of(answers, indicators())


def _earlier(cast: Cast) -> None:
    """The months before September, and September the year before; and what the province plans for the year."""
    months = [(turn, Period.of_month(2021, turn + BEFORE_JANUARY)) for turn in TURNS[:-1]]
    for turn, period in ((-BEFORE_JANUARY, Period.of_month(2020, 9)), *months):
        cut = period.last_day.replace(day=15)
        call = _call(period, (cut, cut + dt.timedelta(days=2)), cast.on(cast.front, cut - dt.timedelta(days=5)))
        cast.gather(call, turn, cut)
        cast.accept_all(call, cut)
    land = call.land_id
    ids = indicators()
    operations.set_targets(
        unit_id=land,
        period=Period.of_year(2021),
        planned=[operations.Planned(ids[code], Decimal(number)) for code, number in PLANNED.items()],
        act=documents.cite(kind="Kế hoạch (minh họa)", number="01/KH-MINHHOA", issued_on=dt.date(2021, 1, 15)),
        reason="",
        seen=0,
        by=cast.on(cast.front, dt.date(2021, 1, 18)),
        at=clock.now(),
    )


def _person(code: str, role: str, full_name: str, unit: Unit) -> Actor:
    at = clock.now()
    user = registry.make_account(username=f"minhhoa.{code}", full_name=full_name, unit_id=unit.pk, by=None, at=at)
    held = registry.grant_role(
        user=user, role=role, unit_id=unit.pk, valid_from=SINCE, valid_until=None, by=None, at=at
    )
    return Actor(user, held, SINCE)


def _call(period: Period, dues: tuple[dt.date, dt.date], by: Actor, *, form: str = "mttq-xa-thang") -> Call:
    return operations.open_call(form=FORMS[form], period=period, due=dues[0], due_above=dues[1], by=by, at=clock.now())


def _hand_in(call: Call, by: Actor, told: list[Told], on: Acting, day: dt.date) -> Return:
    acting, at = on(by, day), clock.now()
    of = operations.save(call=call, unit_id=by.body, told=told, revision=0, by=acting, at=at)
    return operations.submit(return_id=of.pk, by=acting, at=at)


def _accept(of: Return, district: Actor, front: Actor | None, on: Acting, day: dt.date) -> None:
    operations.accept(return_id=of.pk, by=on(district, day), at=clock.now())
    if front:
        operations.accept(return_id=of.pk, by=on(front, day), at=clock.now())


def answers(seed: int, month: int) -> dict[str, Answer]:
    """What a commune tells of a month: answers that differ from commune to commune and a little from month to month, and fit together."""
    turn = seed % 7
    poor, near, others = 3 + turn, 2 + (seed + month) % 5, 1 + turn % 3
    sessions, listeners, petitions = 2 + (turn + month) % 4, 120 + 13 * turn + 5 * month, 6 + turn
    women = listeners * 9 // 20
    return {
        "tinh-hinh": INVENTED,
        "tuyen-truyen-buoi": sessions,
        "tuyen-truyen-luot": listeners,
        "tuyen-truyen-nu": women,
        **({"tuyen-truyen-nam": listeners - women} if month >= OCTOBER else {}),
        "ho-duoc-giup": poor + near + others,
        "ho-duoc-giup-ngheo": poor,
        "ho-duoc-giup-can-ngheo": near,
        "ho-duoc-giup-khac": others,
        "tien-giup": (20 + 3 * turn + month) * 1_000_000,
        "gao-giup": Decimal(5 + turn) / 4,
        "nha-ban-giao": 1,
        "nha-xay-moi": 1,
        "nha-sua-chua": None,
        "giam-sat": 1 + turn % 2,
        "tiep-xuc-cu-tri": None,
        "kien-nghi": petitions,
        "kien-nghi-tra-loi": petitions - 2,
        "mo-hinh-tu-quan": 4 + turn,
        "tu-danh-gia": "Khá",
        "ky-toi": INVENTED,
    }


def told_of(answers: Mapping[str, Answer], ids: Mapping[str, UUID]) -> list[Told]:
    """The answers as they are told; `ids` are the indicators by their codes."""
    return [_one(ids[code], answer) for code, answer in answers.items()]


def _told(seed: int, month: int) -> list[Told]:
    return told_of(answers(seed, month), indicators())


def indicators() -> dict[str, UUID]:
    """Those of all forms, by their codes."""
    return dict(Indicator.objects.values_list("code", "pk"))


def _one(indicator: UUID, answer: int | Decimal | str | None) -> Told:
    if answer is None:
        return Told(indicator_id=indicator, none_occurred=True)
    if isinstance(answer, str):
        return Told(indicator_id=indicator, text=answer)
    return Told(indicator_id=indicator, number=Decimal(answer), written=str(answer).replace(".", ","))
