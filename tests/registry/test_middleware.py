"""Around every request: nothing is looked up in vain, nothing is written by reading, nobody enters by accident."""

import datetime as dt

import pytest
from django.conf import settings
from django.contrib import messages
from django.contrib.messages import get_messages
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path

from giaoban.registry import gate, operations
from giaoban.registry.idempotency import once, stateless
from giaoban.registry.middleware import WriteOnGet, only_reads
from giaoban.registry.models import Holiday, UnitVersion
from giaoban.site.urls import urlpatterns as site
from tests.cast import TODAY

SEEN: dict[str, object] = {}


@gate.public
def looks(request):
    SEEN.update(today=request.today, actor=request.actor, is_somebody=bool(request.actor))
    return HttpResponse("looked")


@gate.public
def writes_by_reading(request):
    Holiday.objects.create(day="2021-09-02", name="Quốc khánh")
    return HttpResponse("wrote")


@gate.public
def keeps_in_session(request):
    request.session["kept"] = "yes"
    messages.success(request, "Đã ghi.")
    return HttpResponse("kept")


def says_nothing(request):
    return HttpResponse("entered")


@once
@gate.signed_in
def changes_a_unit(request):
    version = UnitVersion.objects.get(name="Xã Vĩnh Thái")
    version.name = "Xã Vĩnh Thái mới"
    version.save(update_fields=["name"])
    return HttpResponse("changed")


@stateless
@gate.signed_in
def changes_at_once(request):
    version = UnitVersion.objects.get(name="Xã Vĩnh Thái")
    version.name = "Xã Vĩnh Thái mới"
    version.save(update_fields=["name"])
    return HttpResponse("changed")


@gate.signed_in
def only_shows(request):
    return HttpResponse("shown")


urlpatterns = [
    *site,
    path("looks/", looks),
    path("writes-by-reading/", writes_by_reading),
    path("keeps/", keeps_in_session),
    path("says-nothing/", says_nothing),
    path("changes/", changes_a_unit),
    path("changes-at-once/", changes_at_once),
    path("shows/", only_shows),
]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


def test_middleware_stands_in_the_order_that_each_needs():
    order = [
        "giaoban.site.logs.RequestLog",  # outermost: logs whatever happens inside
        "django.contrib.sessions.middleware.SessionMiddleware",  # outside of ReadOnlyGet: a page may keep something
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "giaoban.registry.middleware.ActorMiddleware",  # knows the user, tells the door
        "giaoban.registry.middleware.ReadOnlyGet",
        "giaoban.registry.middleware.LoginRequired",
        "giaoban.registry.middleware.HistoryContext",
        "axes.middleware.AxesMiddleware",  # turns a locked sign-in into its page
    ]

    assert [name for name in settings.MIDDLEWARE if name in order] == order


def test_visitor_of_a_public_page_costs_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/looks/")

    assert not SEEN["is_somebody"]


def test_visitor_acts_for_nobody_and_is_not_the_system(client):
    client.get("/looks/")

    actor = SEEN["actor"]
    assert actor is not None
    assert actor.role is None
    assert actor.unit_id is None


def test_day_of_business_is_a_real_date_that_the_database_takes(client):
    client.get("/looks/")

    assert type(SEEN["today"]) is dt.date
    assert not Holiday.objects.filter(day=SEEN["today"]).exists()


def test_page_costs_the_same_queries_however_many_roles_one_holds(
    signed_in, hoa, province, at, client, django_assert_num_queries
):
    """Session, account, assignments, names of their bodies; the page itself has two of its own."""
    signed_in(hoa)
    with django_assert_num_queries(6) as first:
        client.get("/account/")
    for unit in (province.youth, province.front, province.women_district):
        operations.grant_role(
            user=hoa.user, role="clerk", unit_id=unit.pk, valid_from=TODAY, valid_until=None, by=None, at=at
        )

    with django_assert_num_queries(len(first)):
        page = client.get("/account/").content.decode()

    assert page.count("Đoàn TNCS Hồ Chí Minh tỉnh") >= 2


def test_get_that_writes_raises_and_leaves_nothing(client):
    with pytest.raises(WriteOnGet, match="registry_holiday"), transaction.atomic():
        client.get("/writes-by-reading/")

    assert not Holiday.objects.exists()


def test_get_may_keep_something_in_the_session_and_leave_a_message(client):
    answer = client.get("/keeps/")

    assert client.session["kept"] == "yes"
    assert [str(message) for message in get_messages(answer.wsgi_request)] == ["Đã ghi."]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT 1 FROM registry_unit FOR UPDATE",
        "SELECT 1 FROM registry_unit FOR NO KEY UPDATE",
        "SELECT 1 FROM registry_unit FOR SHARE",
        "WITH gone AS (DELETE FROM registry_holiday RETURNING day) SELECT * FROM gone",
        "  update registry_holiday SET name = 'x'",
        "TRUNCATE registry_holiday",
        "SET ROLE NONE",
        "EXPLAIN ANALYZE DELETE FROM registry_holiday",
    ],
)
def test_statement_that_is_not_plainly_a_query_is_refused(statement):
    with connection.execute_wrapper(only_reads), pytest.raises(WriteOnGet), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement", ["SELECT 1", " (SELECT 1)", "WITH one AS (SELECT 1) SELECT * FROM one", "VALUES (1)"]
)
def test_query_is_let_through(statement):
    with connection.execute_wrapper(only_reads), connection.cursor() as cursor:
        cursor.execute(statement)

        assert cursor.fetchone() == (1,)


def test_view_that_says_nothing_about_who_may_enter_is_closed_to_everybody(client, signed_in, tuyet):
    assert client.get("/says-nothing/").status_code == 403
    assert signed_in(tuyet).get("/says-nothing/").status_code == 403


def test_view_that_says_nothing_about_a_second_sending_takes_nothing(signed_in, tuyet):
    answer = signed_in(tuyet).post("/shows/")

    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_sign_in_leads_back_to_the_very_address(client):
    answer = client.get("/shows/?q=V%C4%A9nh%20Th%C3%A1i&page=2&next=x#y")

    assert answer["Location"] == "/sign-in/?next=/shows/%3Fq%3DV%25C4%25A9nh%2520Th%25C3%25A1i%26page%3D2%26next%3Dx"


def test_part_of_a_page_sends_the_whole_page_to_sign_in(client):
    answer = client.get(
        "/shows/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/tasks/?state=late"}
    )

    assert answer["HX-Redirect"] == "/sign-in/?next=/tasks/%3Fstate%3Dlate"


def test_form_sent_after_signing_out_says_that_nothing_was_sent(client):
    answer = client.post("/changes/", follow=True)

    assert answer.redirect_chain == [("/sign-in/", 302)]
    assert "chưa gửi" in answer.content.decode()


def test_role_taken_back_is_gone_with_the_next_request(signed_in, quan, hoa, at, client):
    signed_in(hoa)
    assert client.get("/organisation/").status_code == 200

    operations.revoke_role(assignment_id=hoa.assignment.pk, by=quan, at=at)

    assert client.get("/organisation/").status_code == 403


def test_closed_account_is_signed_out_with_the_next_request(signed_in, quan, hoa, at, client):
    signed_in(hoa)

    operations.close_account(user_id=hoa.user.pk, by=quan, at=at)

    assert client.get("/account/").status_code == 302


def test_reset_password_leads_every_address_to_choosing_the_own_one(signed_in, hoa, client):
    hoa.user.must_change_password = True
    hoa.user.save(update_fields=["must_change_password"])
    signed_in(hoa)

    assert client.get("/organisation/")["Location"] == "/password/"
    assert client.post("/changes/")["Location"] == "/password/"
    assert client.get("/password/").status_code == 200
    assert client.post("/sign-out/").status_code == 302


def test_row_history_says_who_changed_it_for_which_body_in_which_request(signed_in, hoa, province, client):
    signed_in(hoa).post("/changes-at-once/", headers={"X-Request-ID": "a-request-1"})

    told = province.commune.versions.get().events.filter(pgh_label="update").get().pgh_context.metadata
    assert told["user"] == str(hoa.user.pk)
    assert told["name"] == "Lê Thị Hoa"
    assert told["unit"] == str(province.women.pk)
    assert told["request"] == "a-request-1"


def test_context_of_a_request_without_an_actor_is_that_of_a_visitor(settings):
    from giaoban.registry.context import page

    assert page(RequestFactory().get("/"))["menu"] == []
