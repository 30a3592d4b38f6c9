"""The cast of the whole suite, and the small province they live in.

Lan (clerk of a commune's Front), Minh (chair, a leader), Hoa (officer of the provincial Women's Union), Tuyết (the Party
office: prepares, confirms, accepts), Phúc (the provincial Front: coordinates), Vân and Khoa (its editor and approver), Quản (manages accounts), and Stranger
(secretariat of another province). Everybody is fictional. The day is 28/10/2021.
"""

import datetime as dt
import time
from dataclasses import dataclass, field

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from giaoban.kernel.vietnamese import sort_key
from giaoban.registry import operations
from giaoban.registry.actor import Actor
from giaoban.registry.enums import Tree, UnitKind
from giaoban.registry.models import GroupMembership, RoleAssignment, Unit, UnitGroup, UnitVersion, User
from giaoban.registry.session_life import BEGAN, CONFIRMED, SEEN
from tests.replay import made_once, replayed

TODAY = dt.date(2021, 10, 28)
SINCE = dt.date(2000, 1, 1)
MADE_AT = dt.datetime(2021, 1, 4, 1, 0, tzinfo=dt.UTC)
PASSWORD = "sông-Hiếu-chảy-về-Đông"


@dataclass
class Province:
    """A province with one district and two communes, its coalition of three bodies, and another province."""

    units: dict[str, Unit] = field(default_factory=dict)
    coalition: UnitGroup | None = None

    def __getattr__(self, code: str) -> Unit:
        try:
            return self.__dict__["units"][code]
        except KeyError as problem:
            raise AttributeError(code) from problem


def make_unit(
    code, name, kind, *, parent=None, seat=None, tree=Tree.TERRITORY, since=SINCE, until=None, **more
) -> Unit:
    unit = Unit.objects.create(tree=tree, code=code, edition="pre-2025" if tree == Tree.TERRITORY else "")
    UnitVersion.objects.create(
        unit=unit, name=name, name_sort=sort_key(name), kind=kind, parent=parent, seat=seat,
        valid=DateRange(since, until), **more,
    )  # fmt: skip
    return unit


@pytest.fixture
@made_once
def province(db) -> Province:
    here = Province()
    put = here.units.__setitem__
    put("land", make_unit("45", "Tỉnh Quảng Trị", UnitKind.PROVINCE))
    put("district", make_unit("464", "Huyện Vĩnh Linh", UnitKind.DISTRICT_RURAL, parent=here.land))
    put("commune", make_unit("19360", "Xã Vĩnh Thái", UnitKind.COMMUNE_RURAL, parent=here.district))
    put("sibling", make_unit("19361", "Xã Vĩnh Tú", UnitKind.COMMUNE_RURAL, parent=here.district))
    put("elsewhere", make_unit("46", "Tỉnh Thừa Thiên Huế", UnitKind.PROVINCE))

    def body(key, name, kind, *, seat, parent=None, **more):
        put(key, make_unit(key, name, kind, parent=parent, seat=seat, tree=Tree.ORGANISATION, **more))

    body(
        "party",
        "Thường trực Tỉnh ủy Quảng Trị",
        UnitKind.PARTY_STANDING,
        seat=here.land,
        aliases=["Thường trực Tỉnh ủy"],
    )
    body("office", "Văn phòng Tỉnh ủy", UnitKind.PARTY_OFFICE, seat=here.land, parent=here.party)
    body("front", "Ủy ban MTTQ Việt Nam tỉnh", UnitKind.FRONT, seat=here.land, aliases=["UBMTTQVN tỉnh"])
    body("front_district", "Ủy ban MTTQ Việt Nam huyện", UnitKind.FRONT, seat=here.district, parent=here.front)
    body("front_commune", "Ủy ban MTTQ Việt Nam xã", UnitKind.FRONT, seat=here.commune, parent=here.front_district)
    body("women", "Hội Liên hiệp Phụ nữ tỉnh", UnitKind.WOMENS_UNION, seat=here.land, aliases=["Hội LHPN tỉnh"])
    body("women_district", "Hội Liên hiệp Phụ nữ huyện", UnitKind.WOMENS_UNION, seat=here.district, parent=here.women)
    body("youth", "Đoàn TNCS Hồ Chí Minh tỉnh", UnitKind.YOUTH_UNION, seat=here.land, aliases=["Tỉnh Đoàn"])
    body("people", "UBND tỉnh", UnitKind.PEOPLES_COMMITTEE, seat=here.land)
    body("party_elsewhere", "Thường trực Tỉnh ủy nơi khác", UnitKind.PARTY_STANDING, seat=here.elsewhere)
    here.coalition = UnitGroup.objects.create(
        code="coalition",
        name="Mặt trận và các đoàn thể chính trị - xã hội cấp tỉnh",
        aliases=["Mặt trận và các đoàn thể chính trị - xã hội"],
        seat=here.land,
    )
    for place, member in enumerate((here.front, here.women, here.youth)):
        GroupMembership.objects.create(group=here.coalition, unit=member, valid=DateRange(SINCE, None), place=place)
    return here


def make_actor(username: str, full_name: str, role: str, unit: Unit, *, on: dt.date = TODAY) -> Actor:
    user = operations.make_account(
        username=username, full_name=full_name, unit_id=unit.pk, by=None, at=MADE_AT, password=PASSWORD
    )
    assignment = operations.grant_role(
        user=user, role=role, unit_id=unit.pk, valid_from=SINCE, valid_until=None, by=None, at=MADE_AT
    )
    return Actor(user, assignment, on)


def member(username: str, full_name: str, role: str, unit: Unit) -> Actor:
    """The actor of a fixture; a test makes one of its own by `make_actor`."""
    return replayed((username, unit.pk), lambda: make_actor(username, full_name, role, unit))


@pytest.fixture
def lan(province) -> Actor:
    return member("lan", "Nguyễn Thị Lan", "clerk", province.front_commune)


@pytest.fixture
def minh(province) -> Actor:
    return member("minh", "Trần Văn Minh", "leader", province.party)


@pytest.fixture
def hoa(province) -> Actor:
    return member("hoa", "Lê Thị Hoa", "officer", province.women)


@pytest.fixture
def tuyet(province) -> Actor:
    return member("tuyet", "Phạm Thị Tuyết", "secretariat", province.office)


@pytest.fixture
def phuc(province) -> Actor:
    return member("phuc", "Hồ Văn Phúc", "coordinator", province.front)


@pytest.fixture
def quan(province) -> Actor:
    return member("quan", "Đỗ Văn Quản", "account_manager", province.women)


@pytest.fixture
def van(province) -> Actor:
    return member("van", "Đặng Thanh Vân", "editor", province.front)


@pytest.fixture
def khoa(province) -> Actor:
    return member("khoa", "Lương Đăng Khoa", "approver", province.front)


@pytest.fixture
def stranger(province) -> Actor:
    return member("stranger", "Người Lạ", "secretariat", province.party_elsewhere)


@pytest.fixture
def everybody(lan, minh, hoa, tuyet, phuc, quan, van, khoa, stranger) -> list[Actor]:
    return [lan, minh, hoa, tuyet, phuc, quan, van, khoa, stranger]


@pytest.fixture(autouse=True)
def _no_second_factor_asked(settings):
    """The cast signs in without one; tests of the second factor name the roles that it is asked of."""
    settings.SECOND_FACTOR_ROLES = []


@pytest.fixture
def signed_in(client):
    """`signed_in(actor)` gives a client signed in as that actor, a moment ago."""

    def sign_in(actor: Actor):
        client.force_login(actor.user, backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session[BEGAN] = session[SEEN] = session[CONFIRMED] = time.time()
        session["assignment"] = str(actor.assignment.pk)
        session.save()
        return client

    return sign_in


__all__ = ["PASSWORD", "TODAY", "Province", "RoleAssignment", "User", "make_actor", "make_unit", "member"]
