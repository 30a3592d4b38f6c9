"""Returns of some communes: earlier months of one district, September accepted, October on its way; a quarter of the five
organisations beside the Front. Every value is invented, and says so.

The Front of Vĩnh Thái has not begun with October: whoever tries the demonstration does.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from giaoban.documents import operations as documents
from giaoban.kernel import clock
from giaoban.kernel.period import Period
from giaoban.kernel.vietnamese import sort_key
from giaoban.registry import operations as registry
from giaoban.registry.actor import Actor
from giaoban.registry.enums import Tree, UnitKind
from giaoban.registry.models import Unit, UnitVersion
from giaoban.reporting import operations
from giaoban.reporting.models import Call, Indicator, Return
from giaoban.reporting.operations import Told
from giaoban.reporting.shipped import FORMS

SINCE = dt.date(2020, 1, 1)
# Code of the land → its name with its kind; the district stands first. Those of the cast are in `bodies`.
PLACES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "464": (("19372", "xã Vĩnh Tú"), ("19375", "xã Vĩnh Chấp"), ("19387", "xã Vĩnh Long")),
    "466": (("19498", "xã Trung Giang"), ("19510", "xã Gio Mỹ"), ("19522", "xã Gio An")),
    "470": (("19684", "xã Hải An"), ("19702", "xã Hải Phú")),
}
DISTRICTS = {"466": "huyện Gio Linh", "470": "huyện Hải Lăng"}
INVENTED = "Số liệu minh họa trong bản trình diễn, không phải số liệu thật."
# The organisations beside the Front: those handed in; the last of them still waits to be accepted, labour is overdue.
ORGANISATIONS = ("qt.lhpn", "qt.doan", "qt.ccb", "qt.nd")
# How far October has come: the rest waits for the district; the last has not begun.
DONE, ENDORSED, SUBMITTED = ("19372", "19375", "19498", "19510"), ("19387", "19684"), ("19522",)

# Of the whole province and year, invented like everything here.
PLANNED = {"tien-giup": 1_200_000_000, "nha-ban-giao": 40, "giam-sat": 60, "ho-duoc-giup": 800, "kien-nghi-ty-le": 90}

Acting = Callable[[Actor, dt.date], Actor]


def tell(units: dict[str, Unit], actors: Mapping[str, Actor], on: Acting) -> None:
    """Everything of both months in its order; `on(actor, day)` is the same actor on another day."""
    people = _found(units)
    people["19369"], people["464"] = actors["demo.xa"], actors["demo.huyen"]
    front = actors["demo.mattran"]
    above = {code: district for district, places in PLACES.items() for code, _name in places} | {"19369": "464"}
    _earlier(people, front, on)
    september = _call(
        Period.of_month(2021, 9), (dt.date(2021, 9, 15), dt.date(2021, 9, 17)), on(front, dt.date(2021, 9, 13))
    )
    for code in sorted(above):
        of = _hand_in(september, people[code], _told(int(code), 3), on, dt.date(2021, 9, 15))
        _accept(of, people[above[code]], front, on, dt.date(2021, 9, 17))
    october = _call(
        Period.of_month(2021, 10), (dt.date(2021, 10, 29), dt.date(2021, 11, 2)), on(front, dt.date(2021, 10, 13))
    )
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
    answers: dict[str, int | Decimal | str | None] = {
        "doan-the-hoi-vien": 21_000 + 3_700 * place,
        "doan-the-ket-nap": 310 + 45 * place,
        "tuyen-truyen-buoi": 36 + 5 * place,
        "tuyen-truyen-luot": 2_150 + 260 * place,
        "doan-the-hoi-vien-duoc-giup": 240 + 30 * place,
        "doan-the-tien-giup": (185 + 20 * place) * 1_000_000,
        "ky-toi": INVENTED,
    }
    ids = dict(Indicator.objects.values_list("code", "pk"))
    return [_one(ids[code], answer) for code, answer in answers.items()]


def _earlier(people: Mapping[str, Actor], front: Actor, on: Acting) -> None:
    """What one district told of the summer, and of September the year before; and what the province plans for the year."""
    for turn, period in enumerate((Period.of_month(2020, 9), Period.of_month(2021, 7), Period.of_month(2021, 8))):
        cut = period.last_day.replace(day=15)
        call = _call(period, (cut, cut + dt.timedelta(days=2)), on(front, cut - dt.timedelta(days=5)))
        for code, _name in PLACES["464"]:
            of = _hand_in(call, people[code], _told(int(code), turn), on, cut)
            _accept(of, people["464"], front, on, cut)
    land = call.land_id
    ids = dict(Indicator.objects.values_list("code", "pk"))
    operations.set_targets(
        unit_id=land,
        period=Period.of_year(2021),
        planned=[operations.Planned(ids[code], Decimal(number)) for code, number in PLANNED.items()],
        act=documents.cite(kind="Kế hoạch (minh họa)", number="01/KH-MINHHOA", issued_on=dt.date(2021, 1, 15)),
        reason="",
        seen=0,
        by=on(front, dt.date(2021, 1, 18)),
        at=clock.now(),
    )


def _found(units: dict[str, Unit]) -> dict[str, Actor]:
    """The Fronts of further districts and communes, with an account each that nobody signs in with; by code of their land."""
    lands = {unit.code: unit for unit in Unit.objects.filter(tree=Tree.TERRITORY, edition="pre-2025")}
    people: dict[str, Actor] = {}
    for district, places in PLACES.items():
        above = units.get(f"qt.{district}.mttq")
        if above is None:
            above = _body(district, DISTRICTS[district], units["qt.mttq"], lands)
            people[district] = _person(district, "officer", f"Cán bộ Mặt trận {DISTRICTS[district]}", above)
        for code, name in places:
            people[code] = _person(code, "clerk", f"Cán bộ Mặt trận {name}", _body(code, name, above, lands))
    return people


def _body(code: str, name: str, parent: Unit, lands: Mapping[str, Unit]) -> Unit:
    unit = Unit.objects.create(tree=Tree.ORGANISATION, code=f"qt.{code}.mttq")
    called = f"Ủy ban MTTQ Việt Nam {name}"
    UnitVersion.objects.create(
        unit=unit,
        name=called,
        short_name=f"MTTQ {name}",
        name_sort=sort_key(called),
        kind=UnitKind.FRONT,
        parent=parent,
        seat=lands[code],
        valid=DateRange(SINCE, None),
    )
    return unit


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


def _told(seed: int, month: int) -> list[Told]:
    """Answers that differ from commune to commune and a little from month to month, and fit together."""
    turn = seed % 7
    poor, near, others = 3 + turn, 2 + (seed + month) % 5, 1 + turn % 3
    sessions, listeners, petitions = 2 + (turn + month) % 4, 120 + 13 * turn + 5 * month, 6 + turn
    answers: dict[str, int | Decimal | str | None] = {
        "tinh-hinh": INVENTED,
        "tuyen-truyen-buoi": sessions,
        "tuyen-truyen-luot": listeners,
        "tuyen-truyen-nu": listeners * 9 // 20,
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
    ids = dict(Indicator.objects.values_list("code", "pk"))
    return [_one(ids[code], answer) for code, answer in answers.items()]


def _one(indicator: UUID, answer: int | Decimal | str | None) -> Told:
    if answer is None:
        return Told(indicator_id=indicator, none_occurred=True)
    if isinstance(answer, str):
        return Told(indicator_id=indicator, text=answer)
    return Told(indicator_id=indicator, number=Decimal(answer), written=str(answer).replace(".", ","))
