"""What stands around every page: ribbon, header, menu, messages; and the pages of refusal and failure."""

import datetime as dt

import pytest
from django.contrib.messages.storage.base import Message
from django.template import engines
from django.test import RequestFactory
from lxml import html


def frame(name="base.html", **context):
    return (
        engines["django"]
        .from_string("{% extends name %}{% block title %}T{% endblock %}")
        .render(
            {"name": name, "demonstration": None, "actor": None, "menu": [], "unit_choices": [], **context},
            RequestFactory().get("/tasks/?unit=a"),
        )
    )


def test_ribbon_says_on_every_page_of_the_demonstration_what_it_is():
    page = frame(demonstration={"date": dt.date(2021, 10, 28)})

    assert "Số liệu minh họa, không phải số liệu chính thức" in page
    assert "28/10/2021" in page


@pytest.mark.parametrize(("level", "role"), [(25, "status"), (40, "alert")])
def test_message_to_the_person_is_said_aloud_as_its_weight_asks(level, role):
    page = html.document_fromstring(frame(messages=[Message(level, "Đã lưu")]))

    said = page.get_element_by_id("messages")[0]

    assert (said.get("role"), said.findtext(".//p")) == (role, "Đã lưu")


def test_ribbon_is_absent_from_a_real_installation():
    assert "minh họa" not in frame()


def test_first_stop_of_the_keyboard_skips_to_the_content():
    page = html.document_fromstring(frame())

    assert page.find(".//body")[0].get("href") == "#main"
    assert page.get_element_by_id("main").tag == "main"


def test_language_switch_posts_and_comes_back_to_the_same_page():
    form = html.document_fromstring(frame()).find(".//form[@class='languages']")

    assert form.get("method") == "post"
    assert form.find(".//input[@name='next']").get("value") == "/tasks/?unit=a"
    assert [button.get("lang") for button in form.findall(".//button")] == ["vi", "en"]


def test_menu_shows_what_it_is_given_and_marks_where_one_is():
    menu = [
        {"label": "Nhiệm vụ", "url": "/tasks/", "active": True},
        {"label": "Giao ban", "url": "/b/", "active": False},
    ]

    links = html.document_fromstring(frame(menu=menu)).findall(".//nav[@id='menu']//a")

    assert [(link.text, link.get("aria-current")) for link in links] == [("Nhiệm vụ", "page"), ("Giao ban", None)]


def test_unit_switcher_names_the_unit_and_posts_to_change_it():
    choices = [
        {"id": "1", "unit": "Ban Dân vận", "role": "Theo dõi", "chosen": True},
        {"id": "2", "unit": "Mặt trận tỉnh", "role": "Chuyên viên", "chosen": False},
    ]

    page = html.document_fromstring(frame(actor=object(), unit_choices=choices))

    assert page.find(".//details[@class='acting']/summary").text_content().split(":")[1].strip() == "Ban Dân vận"
    assert page.find(".//input[@name='assignment']").get("value") == "2"


def test_public_frame_carries_no_htmx(db):
    assert "htmx" not in frame("base_public.html")
    assert "htmx" in frame("base.html")


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "405", "409", "413", "429", "500", "503"])
def test_error_page_needs_no_context_and_speaks_vietnamese(name):
    page = html.document_fromstring(engines["django"].get_template(f"{name}.html").render())

    assert page.find(".//p[@class='kicker']").text == name[:3]
    assert len(page.find(".//h1").text.split()) >= 4
    assert page.find(".").get("lang") == "vi"


@pytest.mark.parametrize("name", ["base.html", "base_public.html"])
def test_frame_carries_no_style_and_no_script_of_its_own(name, db):
    page = html.document_fromstring(frame(name, actor=object()))

    assert page.findall(".//style") == []
    assert page.xpath("//@style | //@*[starts-with(name(), 'on')]") == []
    assert [script.text for script in page.iter("script") if script.text] == []
