"""Two communes of a district report October 2021; the district's Front judges first, the province's Front called."""

import uuid
from decimal import Decimal

import pytest

from giaoban.kernel.period import Period
from giaoban.registry import operations as registry
from giaoban.registry.actor import Actor
from giaoban.registry.enums import Tree, UnitKind
from giaoban.reporting import operations, queries
from giaoban.reporting.models import Call, Indicator, Return
from giaoban.reporting.operations import Told
from giaoban.reporting.shipped import FORMS
from tests.activities.conftest import told as done  # noqa: F401 - fixture
from tests.cast import TODAY, make_unit, member
from tests.replay import made_once

MONTH = FORMS["mttq-xa-thang"]
OCTOBER = Period.of_month(2021, 10)
# One answer for each line of the month form that somebody types.
USUAL = {
    "tinh-hinh": "Bà con lo thời tiết, mong sớm ổn định sau mưa lũ.",
    "tuyen-truyen-buoi": 4,
    "tuyen-truyen-luot": 320,
    "tuyen-truyen-nu": 150,
    "ho-duoc-giup": 30,
    "ho-duoc-giup-ngheo": 12,
    "ho-duoc-giup-can-ngheo": 10,
    "ho-duoc-giup-khac": 8,
    "tien-giup": 45_000_000,
    "gao-giup": Decimal("1.5"),
    "nha-ban-giao": 2,
    "nha-xay-moi": 1,
    "nha-sua-chua": 1,
    "giam-sat": 1,
    "tiep-xuc-cu-tri": None,
    "kien-nghi": 20,
    "kien-nghi-tra-loi": 5,
    "mo-hinh-tu-quan": 6,
    "tu-danh-gia": "Khá",
    "ky-toi": "Hoàn thành hai nhà đang sửa trước ngày 30.",
}


@pytest.fixture
@made_once
def province(province):
    """Also the Front of the other commune of the district."""
    province.units["front_sibling"] = make_unit(
        "front_sibling",
        "Ủy ban MTTQ Việt Nam xã Vĩnh Tú",
        UnitKind.FRONT,
        seat=province.sibling,
        parent=province.front_district,
        tree=Tree.ORGANISATION,
    )
    return province


@pytest.fixture
def bich(province) -> Actor:
    """The district's Front: an officer."""
    return member("bich", "Hoàng Thị Bích", "officer", province.front_district)


@pytest.fixture
def nam(province) -> Actor:
    """The Front of the other commune: a clerk."""
    return member("nam", "Lê Văn Nam", "clerk", province.front_sibling)


@pytest.fixture
@made_once
def call(phuc, at) -> Call:
    """The province's Front calls for October."""
    due, due_above = operations.default_dues(MONTH, OCTOBER)
    return operations.open_call(form=MONTH, period=OCTOBER, due=due, due_above=due_above, by=phuc, at=at)


def told(**more) -> list[Told]:
    """The usual answers with changes; None says that none occurred, "" clears. Codes with points for hyphens."""
    answers = {**USUAL, **{code.replace("_", "-"): answer for code, answer in more.items()}}
    ids = dict(Indicator.objects.values_list("code", "pk"))
    return [one_told(ids[code], answer) for code, answer in answers.items()]


def one_told(indicator_id, answer, **more) -> Told:
    if answer is None:
        return Told(indicator_id=indicator_id, none_occurred=True, **more)
    if isinstance(answer, str):
        return Told(indicator_id=indicator_id, text=answer, **more)
    return Told(indicator_id=indicator_id, number=Decimal(answer), written=str(answer), **more)


@pytest.fixture
def write(at):
    """`write(call, lan, ho_duoc_giup=31, …)`: the usual answers with changes, kept as a draft."""

    def wrote(call: Call, by: Actor, **more) -> Return:
        known = Return.objects.filter(call=call, unit=by.unit_id).first()
        return operations.save(
            call=call, unit_id=by.unit_id, told=told(**more), revision=known.revision if known else 0, by=by, at=at
        )

    return wrote


@pytest.fixture
def submit(write, at):
    def submitted(call: Call, by: Actor, **more) -> Return:
        return operations.submit(return_id=write(call, by, **more).pk, by=by, at=at)

    return submitted


@pytest.fixture
def accepted(submit, bich, phuc, at):
    """`accepted(call, lan)`: handed in, accepted by the district, then by the province."""

    def accept(call: Call, by: Actor, **more) -> Return:
        of = submit(call, by, **more)
        operations.accept(return_id=of.pk, by=bich, at=at)
        return operations.accept(return_id=of.pk, by=phuc, at=at)

    return accept


@pytest.fixture
def indicator(call):
    """`indicator("tien-giup")`."""
    return lambda code: Indicator.objects.get(code=code)


@pytest.fixture
def in_october(settings, db):
    """Pages live on 28/10/2021, as the cast does."""
    settings.DEMONSTRATION = True
    registry.set_demonstration_day(day=TODAY)


@pytest.fixture
def typed(call):
    """`typed(ho_duoc_giup="31")`: the form as a browser sends it, with a key of its own."""

    def fields(**more):
        answers = {
            "tinh-hinh": USUAL["tinh-hinh"], "tu-danh-gia": "Khá", "ky-toi": USUAL["ky-toi"],
            "tuyen-truyen-buoi": "4", "tuyen-truyen-luot": "1.320", "tuyen-truyen-nu": "150",
            "ho-duoc-giup": "30", "ho-duoc-giup-ngheo": "12", "ho-duoc-giup-can-ngheo": "10", "ho-duoc-giup-khac": "8",
            "tien-giup": "45 triệu", "gao-giup": "1,5", "nha-ban-giao": "2", "nha-xay-moi": "1", "nha-sua-chua": "1",
            "giam-sat": "1", "tiep-xuc-cu-tri": None, "kien-nghi": "20", "kien-nghi-tra-loi": "5", "mo-hinh-tu-quan": "6",
        }  # fmt: skip
        answers |= {code.replace("_", "-"): answer for code, answer in more.items()}
        place = {line.indicator.code: line.number for line in queries.items(call)}
        sent = {"idempotency_key": str(uuid.uuid4()), "revision": "0", "act": "save"}
        for code, answer in answers.items():
            if code in place:
                sent |= {f"n{place[code]}": "on"} if answer is None else {f"v{place[code]}": answer}
            else:
                sent[code] = answer
        return sent

    return fields
