"""The list and the object obey the same rule: for every model with `visible_to` and each character of the cast."""

import datetime as dt
import json
import uuid

import pytest
import rules
from django.apps import apps
from django.db.backends.postgresql.psycopg_any import DateRange

from giaoban.registry import access, events
from giaoban.registry.actor import Actor
from giaoban.registry.enums import SuccessionKind, UnitKind
from giaoban.registry.models import Event, Succession, Unit, UnitVersion, User
from giaoban.registry.roles import Permission
from tests.briefing.conftest import briefing, confirm, linker, text_import  # noqa: F401 - fixtures
from tests.cast import TODAY, make_actor, make_unit
from tests.documents.conftest import draft  # noqa: F401 - fixture

# Where the permission to see is not called after the model.
SEEN_BY = {
    "registry.Event": Permission.EVENT_VIEW,
    "briefing.TextImport": Permission.BRIEFING_IMPORT,
    "documents.IssuedPaper": Permission.PAPER_VIEW,
}
# Lists whose single rows have no rule of their own, each with the reason.
WITHOUT_OBJECT_RULE = {
    "registry.SavedView": "the pages take a saved view from this list alone",
    "registry.User": "seeing an account is less than managing it; that the rule is narrower is tested below",
    "briefing.TaskLine": "a line is opened through its task; the pages take it from this list alone",
    "briefing.Meeting": "the pages take a meeting from this list alone",
    "briefing.Series": "the pages take a series from this list alone",
    "briefing.Invitation": "the pages take an invitation from this list alone",
    "briefing.MeetingPaper": "the pages take a paper from this list alone",
    "briefing.Difference": "the pages take a difference from this list alone",
    "briefing.Extension": "the pages take a wish for more time from this list alone",
    "search.IndexEntry": "a hit is opened at the row that it is of; tests/search compares this list with theirs",
    "activities.ActionProgramme": "the pages take a programme from this list alone",
    "activities.Target": "the pages take a target from this list alone",
    "reporting.Call": "the pages take a call from this list alone",
    "reporting.FormDraft": "the pages take a draft from this list alone",
    "reporting.MoreTime": "the pages take a request for more time from this list alone",
    "reporting.PeriodReport": "the pages take a report from this list alone",
    "briefing.OldList": "the pages take an old list from this list alone",
    "documents.LibraryEntry": "everybody reads what stands; the search and the desk take an entry from this list alone",
    "news.ScheduleEntry": "the pages take an entry from this list alone",
    "news.ScheduleWeek": "the pages take a week from this list alone",
    "portal.Notice": "the pages take a notice from this list alone",
    "news.Review": "the pages take a review from this list alone",
    "news.ReviewLink": "the pages take a link from this list alone",
    "voices.Poll": "the pages take a poll from this list alone",
    "voices.Publication": "everybody reads what stands; what the search gives is compared with this list",
}


def permission_to_see(model) -> str | None:
    named = f"{model._meta.app_label}.view_{model._meta.model_name}"
    return SEEN_BY.get(model._meta.label) or (named if rules.perm_exists(named) else None)


LISTS = [model for model in apps.get_models() if hasattr(model._default_manager.all(), "visible_to")]
PAIRED = [model for model in LISTS if permission_to_see(model)]


@pytest.fixture
def rows(everybody, province, briefing, draft, hoa, stranger, at):  # noqa: F811
    """Something of each kind on both sides of the fence, and a unit that another took over from."""
    old = make_unit("19359", "Xã Vĩnh Giang", UnitKind.COMMUNE_RURAL, until=dt.date(2020, 1, 1))
    Succession.objects.create(
        predecessor=old, successor=province.commune, on=dt.date(2020, 1, 1), kind=SuccessionKind.MERGE
    )
    for unit in (old, province.women_district, province.elsewhere, province.party_elsewhere):
        events.record("registry.account_made", hoa.user, by=stranger, at=at, unit=unit.pk, username="x")
    events.record("registry.account_made", hoa.user, by=None, at=at, username="x")


@pytest.mark.parametrize("model", PAIRED, ids=lambda model: model._meta.label)
def test_list_and_object_say_the_same(model, everybody, rows):
    permission = Permission(permission_to_see(model))

    for actor in [*everybody, Actor(everybody[0].user, None, TODAY)]:
        listed = set(model.objects.visible_to(actor))
        allowed = {row for row in model.objects.all() if actor.has_perm(permission, row)}
        assert listed == allowed, actor.user.username


@pytest.mark.parametrize("model", [model for model in PAIRED if model._meta.app_label in {"registry", "briefing"}])
def test_somebody_sees_a_row_and_somebody_does_not(model, everybody, rows):
    """So that the agreement is not one over nothing."""
    sights = [model.objects.visible_to(actor).count() for actor in everybody]

    assert max(sights) > 0
    assert min(sights) < model.objects.count()


def test_each_list_has_its_object_rule_or_a_reason():
    assert {model._meta.label for model in LISTS if model not in PAIRED} == set(WITHOUT_OBJECT_RULE)


def test_whoever_manages_an_account_sees_it(everybody):
    for actor in everybody:
        managed = {user for user in User.objects.all() if actor.has_perm(Permission.ACCOUNT_MANAGE, user)}

        assert managed <= set(User.objects.visible_to(actor)), actor.user.username


def test_missing_subject_is_never_allowed(everybody):
    assert not any(actor.has_perm(permission, None) for actor in everybody for permission in Permission)


def test_reader_of_bodies_reaches_what_the_role_says(lan, hoa, tuyet, quan, stranger, province):
    reached = {
        actor.user.username: {unit.code for unit in access.units(actor, Permission.UNIT_VIEW)}
        for actor in (lan, hoa, tuyet, quan, stranger)
    }

    here = {unit.code for unit in province.units.values()} - {"46", "party_elsewhere"}
    assert reached == {
        "lan": {"front_commune"},  # a clerk: the own body
        "hoa": {"women", "women_district"},  # an officer: the own line
        "tuyet": here,  # the secretariat: the whole territory
        "quan": {"women", "women_district"},
        "stranger": {"46", "party_elsewhere"},
    }


def test_successor_reads_what_its_predecessor_left(province, lan):
    old = make_unit("cu", "Ủy ban MTTQ xã cũ", UnitKind.FRONT, until=TODAY, tree="organisation")
    Succession.objects.create(predecessor=old, successor=province.front_commune, on=TODAY, kind=SuccessionKind.MERGE)

    assert old in access.units(lan, Permission.TASK_VIEW)
    assert access.reaches(lan, Permission.TASK_VIEW, old.pk)


@pytest.mark.parametrize("permission", [Permission.UNIT_VIEW, Permission.TASK_VIEW, Permission.ACCOUNT_MANAGE])
def test_one_unit_is_reached_exactly_where_all_of_them_are(everybody, province, permission):
    """Asked of one, its own place answers first; asked of all, they are named: both say the same of every unit."""
    old = make_unit("19359", "Xã Vĩnh Giang", UnitKind.COMMUNE_RURAL, until=dt.date(2020, 1, 1))
    body = make_unit("cu", "Ủy ban MTTQ xã cũ", UnitKind.FRONT, until=TODAY, tree="organisation")
    for gone, heir in ((old, province.commune), (body, province.front_commune)):
        Succession.objects.create(predecessor=gone, successor=heir, on=TODAY, kind=SuccessionKind.MERGE)
    UnitVersion.objects.filter(unit=province.sibling).update(valid=DateRange(TODAY + dt.timedelta(1), None))
    known = [*Unit.objects.values_list("pk", flat=True), uuid.uuid4()]

    for actor in everybody:
        reached = set(access.units(actor, permission).values_list("pk", flat=True))
        assert {pk for pk in known if access.reaches(actor, permission, pk)} == reached, actor.user.username
    assert not access.reaches(everybody[0], permission, None)


def test_reach_is_that_of_the_map_of_the_day(province, minh):
    """A land that left the province is no longer reached; the records of before it left are another question."""
    moved = dt.date(2021, 7, 1)
    UnitVersion.objects.filter(unit=province.sibling).update(valid=DateRange(dt.date(2000, 1, 1), moved))
    UnitVersion.objects.create(
        unit=province.sibling, name="Xã Vĩnh Tú", kind=UnitKind.COMMUNE_RURAL, parent=province.elsewhere,
        valid=DateRange(moved, None),
    )  # fmt: skip

    sights = [
        province.sibling in access.units(Actor(minh.user, minh.assignment, day), Permission.UNIT_VIEW)
        for day in (moved - dt.timedelta(days=1), moved)
    ]

    assert sights == [True, False]


def test_reach_over_a_territory_is_one_query(tuyet, django_assert_num_queries):
    with django_assert_num_queries(1):
        list(access.units(tuyet, Permission.UNIT_VIEW))


@pytest.mark.slow
def test_reach_over_a_real_province_is_little_work_even_where_nothing_was_analysed(db, at):
    """Quảng Trị before and after 2025 with its successions: what every list of the territory asks first.

    Rows that the plan touches, whatever the planner believes: a new installation has no statistics, and once took minutes.
    """
    from giaoban.registry.operations.units import load_quang_tri

    load_quang_tri(by=None, at=at)
    land = Unit.objects.filter(versions__kind=UnitKind.PROVINCE, versions__valid__contains=dt.date(2025, 9, 1)).get()
    body = make_unit("mt", "Mặt trận tỉnh", UnitKind.FRONT, seat=land, tree="organisation", since=dt.date(2025, 7, 1))
    actor = make_actor("tinh", "Người Tỉnh", "coordinator", body, on=dt.date(2025, 9, 1))
    reached = access.units(actor, Permission.UNIT_VIEW)

    [plan] = json.loads(reached.explain(analyze=True, format="json"))

    assert reached.count() > 78  # the 78 of today, the body, and those that they took over from
    assert rows_touched(plan["Plan"]) < Unit.objects.count() ** 2


def rows_touched(node: dict) -> float:
    own = node["Actual Rows"] + node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Join Filter", 0)
    return own * node["Actual Loops"] + sum(rows_touched(below) for below in node.get("Plans", []))


def test_event_of_no_unit_is_the_operators(tuyet, hoa, at):
    event = events.record("registry.account_made", hoa.user, by=None, at=at, username="x")

    assert event not in set(Event.objects.visible_to(tuyet))
