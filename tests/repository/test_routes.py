"""Every address: closed until it says who may enter, and takes nothing until it says what a second sending does."""

import pytest
from django.test import Client

from giaoban.registry import gate
from giaoban.registry.roles import Permission
from tests.repository.routes import Route, routes

ROUTES = routes()
CLOSED = [route for route in ROUTES if route.rule != gate.PUBLIC]
each = pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)


@each
def test_route_says_who_may_enter(route: Route):
    assert route.rule in {gate.PUBLIC, gate.SIGNED_IN, *Permission}


@each
def test_route_has_a_name_of_its_own_or_is_a_probe(route: Route):
    assert [other.name for other in ROUTES].count(route.name) == 1
    assert not route.name.endswith("/")


@pytest.mark.slow
def test_every_closed_route_sends_a_visitor_to_sign_in(client, db):
    answers = {route.name: client.get(route.path()) for route in CLOSED}

    assert {
        name
        for name, answer in answers.items()
        if answer.status_code != 302 or not answer["Location"].startswith("/sign-in/")
    } == set()


@pytest.mark.slow
def test_no_route_takes_anything_unless_it_says_what_a_second_sending_does(signed_in, tuyet):
    sender = signed_in(tuyet)
    reading = [route for route in ROUTES if not route.takes_posts]

    assert {route.view.takes_posts for route in ROUTES if route.takes_posts} == {"once", "stateless"}
    assert {route.name for route in reading if sender.post(route.path()).status_code != 405} == set()


@pytest.mark.slow
@pytest.mark.parametrize("method", ["put", "delete"])
def test_no_route_takes_another_method(signed_in, tuyet, method):
    sender = signed_in(tuyet)

    answers = {route.name: getattr(sender, method)(route.path()).status_code for route in ROUTES}

    assert {name for name, status in answers.items() if status != 405} == set()


@pytest.mark.slow
def test_no_form_is_taken_without_the_token_against_forgery(tuyet):
    sender = Client(enforce_csrf_checks=True)
    sender.force_login(tuyet.user, backend="django.contrib.auth.backends.ModelBackend")
    forms = [route for route in ROUTES if route.takes_posts and route.rule != gate.PUBLIC]

    assert {route.name for route in forms if sender.post(route.path()).status_code != 403} == set()


def test_each_permission_opens_a_door_or_is_asked_for_a_subject():
    import rules

    doors = {route.rule for route in ROUTES}
    unused = [
        permission for permission in Permission if permission not in doors and not rules.perm_exists(permission.value)
    ]

    assert unused == []
