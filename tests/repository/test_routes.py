"""Every address: closed until it says who may enter, and takes nothing until it says what a second sending does."""

import pytest
from django.test import Client

from giaoban.registry import gate
from giaoban.registry.roles import Permission
from tests.repository.routes import Route, routes

ROUTES = routes()
CLOSED = [route for route in ROUTES if route.rule != gate.PUBLIC]
each = pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
each_closed = pytest.mark.parametrize("route", CLOSED, ids=lambda route: route.name)


@each
def test_route_says_who_may_enter(route: Route):
    assert route.rule in {gate.PUBLIC, gate.SIGNED_IN, *Permission}


@each
def test_route_has_a_name_of_its_own_or_is_a_probe(route: Route):
    assert [other.name for other in ROUTES].count(route.name) == 1
    assert not route.name.endswith("/")


@each_closed
def test_closed_route_sends_a_visitor_to_sign_in(route: Route, client, db):
    answer = client.get(route.path())

    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


@each
def test_route_takes_nothing_unless_it_says_what_a_second_sending_does(route: Route, signed_in, tuyet):
    if route.takes_posts:
        assert route.view.takes_posts in {"once", "stateless"}
    else:
        assert signed_in(tuyet).post(route.path()).status_code == 405


@each
def test_route_takes_no_other_method(route: Route, signed_in, tuyet):
    sender = signed_in(tuyet)

    assert {sender.put(route.path()).status_code, sender.delete(route.path()).status_code} == {405}


@pytest.mark.parametrize(
    "route",
    [route for route in ROUTES if route.takes_posts and route.rule != gate.PUBLIC],
    ids=lambda route: route.name,
)
def test_form_without_the_token_against_forgery_is_refused(route: Route, tuyet):
    sender = Client(enforce_csrf_checks=True)
    sender.force_login(tuyet.user, backend="django.contrib.auth.backends.ModelBackend")

    assert sender.post(route.path()).status_code == 403


def test_each_permission_opens_a_door_or_is_asked_for_a_subject():
    import rules

    doors = {route.rule for route in ROUTES}
    unused = [
        permission for permission in Permission if permission not in doors and not rules.perm_exists(permission.value)
    ]

    assert unused == []
