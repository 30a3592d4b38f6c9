import pytest
from django.contrib.auth.models import User
from django.db import models

from giaoban.kernel.workflow import InvalidTransition, Workflow


class Status(models.TextChoices):
    DRAFT = "draft"
    SENT = "sent"
    RETURNED = "returned"
    ACCEPTED = "accepted"


FLOW = Workflow(
    "return",
    (
        ("edit", Status.DRAFT, Status.DRAFT),
        ("send", Status.DRAFT, Status.SENT),
        ("send_back", Status.SENT, Status.RETURNED),
        ("send", Status.RETURNED, Status.SENT),
        ("accept", Status.SENT, Status.ACCEPTED),
    ),
)


def test_an_action_leads_to_its_state():
    assert FLOW.target("send", Status.DRAFT) is Status.SENT
    assert FLOW.target("send", "returned") == "sent"


@pytest.mark.parametrize(
    ("action", "state"), [("accept", Status.DRAFT), ("send", Status.ACCEPTED), ("burn", Status.SENT)]
)
def test_an_action_that_the_state_does_not_allow_is_refused(action, state):
    with pytest.raises(InvalidTransition) as caught:
        FLOW.target(action, state)

    assert caught.value.code == "invalid_transition"
    assert caught.value.fields == {"workflow": "return", "action": action, "state": state.value}
    assert state.value in caught.value.message_vi


def test_each_state_knows_its_actions():
    assert FLOW.actions_from(Status.SENT) == ("send_back", "accept")
    assert FLOW.actions_from(Status.ACCEPTED) == ()


def test_states_stand_in_the_order_of_the_table():
    assert FLOW.states == ("draft", "sent", "returned", "accepted")


def test_the_table_draws_itself():
    assert FLOW.mermaid() == (
        "stateDiagram-v2\n"
        "    [*] --> draft\n"
        "    draft --> draft: edit\n"
        "    draft --> sent: send\n"
        "    sent --> returned: send_back\n"
        "    returned --> sent: send\n"
        "    sent --> accepted: accept\n"
        "    accepted --> [*]\n"
    )


@pytest.mark.parametrize("steps", [(), (("send", "draft", "sent"), ("send", "draft", "lost"))])
def test_a_table_that_leaves_the_way_open_is_refused(steps):
    with pytest.raises(ValueError, match="workflow broken"):
        Workflow("broken", steps)


def test_the_trigger_lets_through_exactly_the_steps_of_the_table():
    trigger = FLOW.trigger()

    assert (trigger.name, trigger.field) == ("return_status", "status")
    assert trigger.transitions == [
        ("draft", "draft"),
        ("draft", "sent"),
        ("sent", "returned"),
        ("returned", "sent"),
        ("sent", "accepted"),
    ]


def test_the_trigger_is_plain_sql():
    sql = str(FLOW.trigger(field="username").compile(User).install_sql)

    assert "'{draft:draft,draft:sent,sent:returned,returned:sent,sent:accepted}'" in sql
