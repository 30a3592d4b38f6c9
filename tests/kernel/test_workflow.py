import pytest
from django.db import ProgrammingError, connection, models, transaction
from django.test.utils import isolate_apps

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


@pytest.fixture
def returns(as_owner):
    """Three returns in draft, in a table that lives as long as the test."""
    with isolate_apps("giaoban.kernel"):

        class Return(models.Model):
            status = models.CharField(max_length=20, default=Status.DRAFT)

            class Meta:
                app_label = "kernel"

        with connection.schema_editor() as editor:
            editor.create_model(Return)
        FLOW.trigger().install(Return)
        Return.objects.bulk_create(Return() for _ in range(3))
        yield Return


def test_a_bulk_update_that_follows_the_table_passes(returns):
    returns.objects.update(status=Status.SENT)
    returns.objects.update(status=Status.ACCEPTED)

    assert set(returns.objects.values_list("status", flat=True)) == {"accepted"}


def test_a_bulk_update_past_the_table_is_refused_by_the_database(returns):
    with pytest.raises(ProgrammingError, match="Invalid transition"), transaction.atomic():
        returns.objects.update(status=Status.ACCEPTED)

    assert set(returns.objects.values_list("status", flat=True)) == {"draft"}


def test_sql_past_the_table_is_refused_by_the_database(returns):
    with (
        pytest.raises(ProgrammingError, match="Invalid transition"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE kernel_return SET status = 'returned'")

    assert set(returns.objects.values_list("status", flat=True)) == {"draft"}
