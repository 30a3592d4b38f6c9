"""The tour of the demonstration: five stops, each one press away, and left at any time; outside it there is none."""

import pytest
from django.urls import reverse

from giaoban.kernel.publication import KEPT
from giaoban.site.demonstration import story, tour

TOUR = "/demonstration/tour/"


def walk(client, stop):
    return client.post(TOUR, {"stop": stop}, follow=True)


@pytest.mark.slow
def test_each_stop_opens_its_page_as_its_person_and_offers_the_next(demonstration, client):
    answer = client.get("/")
    assert answer.content.decode().count('class="tour-stop"') == len(tour.STOPS) == 5
    assert (answer.cookies, KEPT in answer.wsgi_request.META) == ({}, True)

    for one in tour.STOPS:
        answer = walk(client, one.number)

        page = answer.content.decode()
        assert answer.status_code == 200
        assert answer.wsgi_request.user.username == one.username
        assert f"Chặng {one.number}/5" in page
        assert (f'name="stop" value="{one.number + 1}"' in page) is (one.number < 5)


@pytest.mark.slow
def test_stops_show_what_they_promise(demonstration, client):
    assert "Xác nhận: giao 4 nhiệm vụ" in walk(client, 1).content.decode()
    assert walk(client, 2).context["board"]
    assert walk(client, 3).context["line"].unit.code == "qt.19369.mttq"
    assert "accept" in walk(client, 4).context["lines"][0].actions
    assert walk(client, 5).context["meeting"].held_on == story.NEXT


@pytest.mark.slow
def test_stop_of_the_report_shows_the_task_once_it_was_reported(demonstration, client):
    line = walk(client, 3).context["line"]
    client.post(
        reverse("briefing:report", args=[line.pk]),
        {"idempotency_key": "0190a0a0-0000-7000-8000-000000000001", "outcome": "done", "text": "Đã rà soát 4 thôn."},
    )

    assert walk(client, 3).context["task"] == line.task


@pytest.mark.slow
def test_strip_stays_on_other_pages_until_one_leaves_and_then_one_is_where_one_was(demonstration, client):
    walk(client, 2)
    assert "Chặng 2/5" in client.get("/tasks/").content.decode()

    left = client.post(TOUR, {"stop": "", "next": "/tasks/"}, follow=True)

    assert left.redirect_chain == [("/tasks/", 302)]
    assert "Chặng" not in left.content.decode()


@pytest.mark.slow
def test_another_site_sends_nobody_to_a_stop(demonstration, client):
    assert client.post(TOUR, {"stop": "1"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.post(TOUR, {"stop": "1"}, headers={"Origin": "https://example.com"}).status_code == 403


@pytest.mark.slow
def test_there_is_no_sixth_stop(demonstration, client):
    assert client.post(TOUR, {"stop": "6"}).status_code == 404


def test_without_a_demonstration_there_is_no_tour(client, db):
    assert client.post(TOUR, {"stop": "1"}).status_code == 404
    assert "tour-stop" not in client.get("/").content.decode()
