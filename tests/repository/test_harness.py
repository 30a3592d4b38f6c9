"""The harness itself: each fault that it promises to find is found."""

import random
import socket
import warnings

import pytest
from django.template import engines
from pytest_socket import SocketConnectBlockedError

from giaoban.registry.models import Holiday, RoleAssignment


def test_undefined_template_variable_fails():
    template = engines["django"].from_string("{{ nobody_set_this }}")

    with pytest.raises(AssertionError, match="nobody_set_this"):
        template.render({})


def test_lock_over_joined_tables_must_name_its_table(db):
    joined = RoleAssignment.objects.select_for_update().filter(user__username="lan")

    with pytest.raises(AssertionError, match="without of="):
        list(joined)


def test_rows_that_nobody_ordered_come_shuffled(db):
    random.seed(1)
    Holiday.objects.bulk_create(Holiday(day=f"2021-01-{day:02}", name="Tết") for day in range(1, 29))

    orders = {tuple(holiday.day for holiday in Holiday.objects.all()) for _ in range(3)}

    assert len(orders) == 3


def test_warning_is_an_error():
    with pytest.raises(UserWarning, match="careful"):
        warnings.warn("careful", UserWarning, stacklevel=1)


def test_network_is_out_of_reach():
    with pytest.raises(SocketConnectBlockedError), pytest.warns(UserWarning, match="192.0.2.1"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
