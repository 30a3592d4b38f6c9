"""Roles: given by those who may, kept apart where the law wants it, handed on only narrower, taken back at once."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from giaoban.registry import access, operations, queries
from giaoban.registry.actor import Actor
from giaoban.registry.models import Event, IncompatibleRoles, RoleAssignment, User
from giaoban.registry.operations import DelegationTooWide
from giaoban.registry.roles import ROLES, Permission, Reach
from tests.cast import MADE_AT, SINCE, TODAY, make_actor

TOMORROW = TODAY + dt.timedelta(days=1)


def give(user, role, unit, at, *, by=None, since=TODAY, until=None, **more):
    return operations.grant_role(
        user=user, role=role, unit_id=unit.pk, valid_from=since, valid_until=until, by=by, at=at, **more
    )


@pytest.fixture
def newcomer(province) -> User:
    return operations.make_account(
        username="moi", full_name="Người Mới", unit_id=province.women.pk, by=None, at=MADE_AT
    )


# --- who gives what ---------------------------------------------------------------------------------------------------


def test_manager_gives_a_role_over_the_own_line(newcomer, province, quan, at):
    given = give(newcomer, "officer", province.women_district, at, by=quan)

    assert (given.role, given.unit, given.granted_by) == ("officer", province.women_district, quan.user)
    event = Event.objects.get(type="registry.role_granted", subject_id=newcomer.pk)
    assert event.data == {"role": "officer", "username": "moi"}


def test_manager_gives_no_role_outside_the_own_line(newcomer, province, quan, at):
    with pytest.raises(PermissionDenied):
        give(newcomer, "clerk", province.youth, at, by=quan)


@pytest.mark.parametrize("role", [code for code, role in ROLES.items() if role.reach == Reach.TERRITORY])
def test_manager_gives_no_role_that_reaches_further_than_the_own(role, newcomer, province, quan, at):
    """At the same unit it would open the whole territory."""
    with pytest.raises(PermissionDenied):
        give(newcomer, role, province.women, at, by=quan)


def test_manager_of_the_territory_gives_roles_over_it(newcomer, province, at):
    chief = make_actor("truong", "Quản Lý Tỉnh", "territory_account_manager", province.office)

    given = give(newcomer, "coordinator", province.front, at, by=chief)

    assert given.granted_by == chief.user


def test_nobody_gives_a_role_to_oneself(province, quan, at):
    with pytest.raises(PermissionDenied):
        give(quan.user, "officer", province.women, at, by=quan)


@pytest.mark.parametrize("name", ["lan", "minh", "hoa", "tuyet", "phuc", "stranger"])
def test_nobody_else_gives_roles(name, newcomer, province, at, request):
    with pytest.raises(PermissionDenied):
        give(newcomer, "clerk", province.women, at, by=request.getfixturevalue(name))


def test_visitor_gives_no_role(newcomer, province, at):
    from django.contrib.auth.models import AnonymousUser

    visitor = queries.actor(AnonymousUser(), chosen=None, on=TODAY)

    with pytest.raises(PermissionDenied):
        give(newcomer, "clerk", province.women, at, by=visitor)


def test_role_that_does_not_exist_is_refused(newcomer, province, at):
    with pytest.raises(ValidationError):
        give(newcomer, "emperor", province.women, at)


def test_same_role_twice_at_a_time_is_refused_in_words(newcomer, province, at):
    give(newcomer, "clerk", province.women, at)

    with pytest.raises(ValidationError) as refused:
        give(newcomer, "clerk", province.women, at, since=TOMORROW)

    assert len(refused.value.messages) == 1


def test_role_of_no_day_is_refused(newcomer, province, at):
    with pytest.raises(ValidationError):
        give(newcomer, "clerk", province.women, at, since=TODAY, until=TODAY)


@pytest.mark.parametrize("valid", [DateRange(TODAY, TODAY), DateRange(None, TODAY)])
def test_database_refuses_a_role_without_a_first_day_or_of_no_day(valid, newcomer, province, at):
    with pytest.raises(IntegrityError, match="roleassignment_a_day_or_more"), transaction.atomic():
        RoleAssignment.objects.create(user=newcomer, role="clerk", unit=province.women, valid=valid, granted_at=at)


# --- when it holds ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [(TODAY, None, True), (TODAY, TOMORROW, True), (TOMORROW, None, False), (SINCE, TODAY, False)],
)
def test_role_holds_from_its_first_day_to_the_day_before_its_end(since, until, holds, newcomer, province, at):
    give(newcomer, "clerk", province.women, at, since=since, until=until)

    actor = queries.actor(newcomer, chosen=None, on=TODAY)

    assert actor.may(Permission.TASK_REPORT) is holds


def test_actor_is_the_chosen_assignment_or_else_the_first(hoa, province, at):
    second = give(hoa.user, "clerk", province.youth, at)

    first = queries.actor(hoa.user, chosen=None, on=TODAY)
    chosen = queries.actor(hoa.user, chosen=str(second.pk), on=TODAY)
    made_up = queries.actor(hoa.user, chosen="of somebody else", on=TODAY)

    assert (first.assignment, chosen.assignment, made_up.assignment) == (hoa.assignment, second, hoa.assignment)


def test_user_without_a_role_is_somebody_who_may_do_nothing(newcomer):
    actor = queries.actor(newcomer, chosen=None, on=TODAY)

    assert actor
    assert not any(actor.may(permission) for permission in Permission)
    assert not access.units(actor, Permission.UNIT_VIEW).exists()


# --- kept apart -------------------------------------------------------------------------------------------------------


def test_incompatible_roles_are_refused_with_the_reason(newcomer, province, at):
    give(newcomer, "account_manager", province.women, at)

    with pytest.raises(ValidationError, match="Người cấp quyền không đồng thời") as refused:
        give(newcomer, "secretariat", province.office, at)

    assert refused.value.code == "incompatible_roles"


def test_incompatible_roles_one_after_the_other_are_no_conflict(newcomer, province, at):
    give(newcomer, "account_manager", province.women, at, until=TOMORROW)

    after = give(newcomer, "secretariat", province.office, at, since=TOMORROW)

    assert after.pk


def test_database_itself_refuses_an_incompatible_pair(newcomer, province, at):
    give(newcomer, "account_manager", province.women, at)

    with pytest.raises(IntegrityError, match="cannot hold these two roles"), transaction.atomic():
        RoleAssignment.objects.create(
            user=newcomer, role="secretariat", unit=province.office, valid=DateRange(TODAY, None), granted_at=at
        )


@pytest.mark.django_db(transaction=True, serialized_rollback=False)
def test_two_grants_at_the_same_moment_do_not_slip_past_each_other(at):
    IncompatibleRoles.objects.get_or_create(first="account_manager", second="secretariat", defaults={"reason": "x"})
    from tests.cast import make_unit

    office = make_unit("vp", "Văn phòng", "party_office", tree="organisation")
    user = operations.make_account(username="moi", full_name="Mới", unit_id=office.pk, by=None, at=at)
    ready, outcomes = threading.Barrier(2, timeout=10), []

    def insert(role):
        """As somebody would who writes the row past the operation."""
        try:
            with transaction.atomic():
                ready.wait()
                RoleAssignment.objects.create(
                    user=user, role=role, unit=office, valid=DateRange(TODAY, None), granted_at=at
                )
            outcomes.append("given")
        except IntegrityError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=insert, args=(role,)) for role in ("account_manager", "secretariat")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["given", "refused"]


# --- taken back -------------------------------------------------------------------------------------------------------


def test_role_is_taken_back_with_who_and_when(hoa, quan, at):
    operations.revoke_role(assignment_id=hoa.assignment.pk, by=quan, at=at)

    row = RoleAssignment.objects.get(pk=hoa.assignment.pk)
    assert (row.revoked_at, row.revoked_by) == (at, quan.user)
    assert not queries.actor(hoa.user, chosen=None, on=TODAY).may(Permission.TASK_REPORT)


def test_taking_back_twice_keeps_the_first_hand(hoa, quan, at):
    operations.revoke_role(assignment_id=hoa.assignment.pk, by=quan, at=at)

    operations.revoke_role(assignment_id=hoa.assignment.pk, by=quan, at=at + dt.timedelta(hours=1))

    assert RoleAssignment.objects.get(pk=hoa.assignment.pk).revoked_at == at
    assert Event.objects.filter(type="registry.role_revoked").count() == 1


@pytest.mark.parametrize("change", [{"revoked_by": None}, {"revoked_at": None}])
def test_taken_back_when_without_by_whom_is_refused(change, hoa, quan, at):
    told = {"revoked_at": at, "revoked_by": quan.user} | change

    with pytest.raises(IntegrityError, match="revoked_when_and_by_whom"), transaction.atomic():
        RoleAssignment.objects.filter(pk=hoa.assignment.pk).update(**told)


def test_manager_takes_back_nothing_outside_the_own_line(phuc, lan, quan, at):
    for other in (phuc, lan):
        with pytest.raises(PermissionDenied):
            operations.revoke_role(assignment_id=other.assignment.pk, by=quan, at=at)


def test_nobody_takes_back_the_own_role(quan, at):
    with pytest.raises(PermissionDenied):
        operations.revoke_role(assignment_id=quan.assignment.pk, by=quan, at=at)


# --- handed on --------------------------------------------------------------------------------------------------------


def test_role_is_handed_on_narrower(hoa, newcomer, province, at):
    until = TODAY + dt.timedelta(days=7)

    deputy = give(newcomer, "clerk", province.women, at, by=hoa, until=until, delegated_from=hoa.assignment)

    assert (deputy.delegated_from, deputy.valid) == (hoa.assignment, DateRange(TODAY, until))


@pytest.mark.parametrize(
    ("role", "unit", "since"),
    [
        ("coordinator", "women", TODAY),  # more permissions, more reach
        ("officer", "youth", TODAY),  # another body
        ("officer", "women", SINCE - dt.timedelta(days=1)),  # before it was one's own
    ],
)
def test_role_handed_on_never_widens(role, unit, since, hoa, newcomer, province, at):
    with pytest.raises(DelegationTooWide):
        give(newcomer, role, getattr(province, unit), at, by=hoa, since=since, delegated_from=hoa.assignment)


def test_role_with_an_end_is_not_handed_on_without_one(newcomer, province, at):
    brief = make_actor("ngan", "Ngắn Hạn", "officer", province.youth)
    RoleAssignment.objects.filter(pk=brief.assignment.pk).update(valid=DateRange(SINCE, TOMORROW))
    own = RoleAssignment.objects.get(pk=brief.assignment.pk)

    for until in (None, TOMORROW + dt.timedelta(days=1)):
        with pytest.raises(DelegationTooWide):
            give(newcomer, "officer", province.youth, at, by=brief, until=until, delegated_from=own)


def test_role_is_not_handed_on_to_oneself(hoa, province, at):
    with pytest.raises(DelegationTooWide):
        give(hoa.user, "clerk", province.women, at, by=hoa, delegated_from=hoa.assignment)


def test_role_of_somebody_else_cannot_be_handed_on(hoa, phuc, newcomer, province, at):
    with pytest.raises(PermissionDenied):
        give(newcomer, "clerk", province.women, at, by=phuc, delegated_from=hoa.assignment)


def test_role_taken_back_cannot_be_handed_on(hoa, quan, newcomer, province, at):
    operations.revoke_role(assignment_id=hoa.assignment.pk, by=quan, at=at)

    with pytest.raises(PermissionDenied):
        give(newcomer, "clerk", province.women, at, by=hoa, delegated_from=hoa.assignment)


def test_taking_a_role_back_takes_back_all_that_was_handed_on_from_it(hoa, quan, newcomer, province, at):
    deputy = give(newcomer, "officer", province.women, at, by=hoa, delegated_from=hoa.assignment)
    third = operations.make_account(username="ba", full_name="Thứ Ba", unit_id=province.women.pk, by=None, at=at)
    further = give(third, "clerk", province.women, at, by=Actor(newcomer, deputy, TODAY), delegated_from=deputy)

    operations.revoke_role(assignment_id=hoa.assignment.pk, by=quan, at=at)

    assert set(RoleAssignment.objects.filter(revoked_by=quan.user)) == {hoa.assignment, deputy, further}
    assert Event.objects.filter(type="registry.role_revoked").count() == 3


def test_whoever_handed_it_on_takes_it_back(hoa, newcomer, province, at):
    deputy = give(newcomer, "clerk", province.women, at, by=hoa, delegated_from=hoa.assignment)

    operations.revoke_role(assignment_id=deputy.pk, by=hoa, at=at)

    assert RoleAssignment.objects.get(pk=deputy.pk).revoked_by == hoa.user
