"""The small scripts in a real browser, and the style guide at the widths and without the script that people have.

A little site of this file is served without a database: a form whose posts are counted, and the style guide.
"""

import itertools
import threading
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import engines
from django.test import override_settings
from django.urls import path

from giaoban.registry import gate
from giaoban.registry.idempotency import stateless
from giaoban.site import styleguide

pytestmark = pytest.mark.slow

FORM = """{% extends "base.html" %}{% block title %}Thử{% endblock %}{% block content %}
<h1>Thử</h1><form method="post">{% form_guard %}<label>Tên <input name="name"></label>{% button "Gửi" %}</form>
<table><tbody data-rows><tr><td><a href="#one">Một</a></td></tr><tr><td><a href="#two">Hai</a></td></tr></tbody></table>
<a href="/other/" data-key="b">Giao ban</a>
{% copy_button "GB-7K2M" %}{% endblock %}"""
OTHER = """{% extends "base.html" %}{% block title %}Khác{% endblock %}{% block content %}<h1>Khác</h1>{% endblock %}"""
posts: list[dict[str, str]] = []


def counted(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        posts.append(request.POST.dict())
        return HttpResponseRedirect("/form/")
    return HttpResponse(engines["django"].from_string(FORM).render({}, request))


def other(request: HttpRequest) -> HttpResponse:
    # Within the frame: a page that names no icon makes the browser ask for one, some time later.
    return HttpResponse(engines["django"].from_string(OTHER).render({}, request))


urlpatterns = [
    path("form/", stateless(gate.public(counted))),
    path("other/", gate.public(other)),
    path("styleguide/", gate.public(styleguide.styleguide)),
]


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with override_settings(ROOT_URLCONF=__name__, STATIC_ROOT=tmp_path_factory.mktemp("static")):
        server = make_server("127.0.0.1", 0, get_wsgi_application(), Server, Quiet)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()


@pytest.fixture
def open_page(browser, address):
    """Opens an address of the little site; a script error or a breach of the policy fails the test."""
    contexts, said = [], []

    def opened(target, *, width=1280, script=True, **options):
        context = browser.new_context(
            viewport={"width": width, "height": 844}, java_script_enabled=script, locale="vi-VN", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5_000)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.goto(address + target)
        return page

    posts.clear()
    yield opened
    for context in contexts:
        context.close()
    assert [line for line in said if "ERR_FAILED" not in line] == []


def key(page):
    return page.locator("[name=idempotency_key]").first.input_value()


# --- One effect for one form


def test_key_survives_a_reload_and_changes_after_a_post_that_was_answered(open_page):
    page = open_page("/form/")
    first = key(page)

    page.reload()
    after_reload = key(page)
    page.fill("[name=name]", "Lan")
    page.click("main button[type=submit]")
    page.wait_for_function("key => document.querySelector('[name=idempotency_key]').value !== key", arg=first)

    assert after_reload == first
    assert [post["idempotency_key"] for post in posts] == [first]


def test_second_form_after_the_first_has_a_key_of_its_own(open_page):
    page = open_page("/form/")

    for name in ("Lan", "Minh"):
        page.fill("[name=name]", name)
        with page.expect_navigation():
            page.click("main button[type=submit]")

    assert [post["name"] for post in posts] == ["Lan", "Minh"]
    assert len({post["idempotency_key"] for post in posts}) == 2


def test_double_click_sends_once(open_page):
    page = open_page("/form/")

    with page.expect_navigation():
        page.locator("main button[type=submit]").dblclick(no_wait_after=True)
    page.wait_for_load_state()

    assert len(posts) == 1


def test_lost_answer_leaves_the_key_for_the_next_attempt(open_page, address):
    page = open_page("/form/")
    first = key(page)
    page.route("**/form/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.click("main button[type=submit]", no_wait_after=True)
    page.wait_for_timeout(300)
    page.unroute("**/form/")

    page.goto(address + "/form/")

    assert key(page) == first


def test_back_to_a_form_that_was_sent_shows_a_new_key(open_page, address):
    page = open_page("/form/")
    first = key(page)
    with page.expect_navigation():
        page.click("main button[type=submit]")
    page.goto(address + "/other/")

    page.go_back()

    assert key(page) != first


def test_form_without_script_has_the_servers_key(open_page):
    page = open_page("/form/", script=False)

    assert len(key(page)) == 36


def test_leaving_a_changed_form_asks_first(open_page, address):
    page = open_page("/form/")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator("[name=name]").press_sequentially("Lan")

    page.goto(address + "/other/")

    assert asked == ["beforeunload"]


# --- Keys


def test_j_k_and_enter_walk_the_rows(open_page):
    page = open_page("/form/")

    for pressed in ("j", "j", "k", "j", "Enter"):
        page.keyboard.press(pressed)

    page.wait_for_url("**/form/#two")


def test_g_and_a_letter_go_to_a_place(open_page):
    page = open_page("/form/")

    page.keyboard.press("g")
    with page.expect_navigation():
        page.keyboard.press("b")

    assert page.url.endswith("/other/")


def test_keys_do_nothing_while_one_types(open_page):
    page = open_page("/form/")

    page.locator("[name=name]").press_sequentially("gbj/")

    assert page.locator("[name=name]").input_value() == "gbj/"
    assert page.url.endswith("/form/")


# --- Parts of pages over pages


def test_dangerous_act_opens_over_the_page_with_a_key_and_can_be_left(open_page):
    page = open_page("/styleguide/")
    shown = page.locator("dialog[data-sheet=dialog]")

    page.click("a[data-opens=dialog]")
    shown.wait_for()
    filled = shown.locator("[name=idempotency_key]").input_value()
    shown.get_by_text("Quay lại, không thay đổi gì").click()

    assert len(filled) == 36
    assert not shown.is_visible()


def test_dangerous_act_is_a_page_of_its_own_without_script(open_page):
    page = open_page("/styleguide/", script=False)

    page.click("a[data-opens=dialog]")

    assert page.url.endswith("?part=dialog")
    assert page.locator("main [name=reason]").is_visible()


def test_sentence_opens_beside_the_text_and_escape_closes(open_page):
    page = open_page("/styleguide/", width=1440)
    panel = page.locator(".living > dialog[data-sheet=panel]")

    page.locator("a.sentence.fate-task").first.click()
    panel.wait_for()
    heading = panel.locator("h2").inner_text()
    page.keyboard.press("Escape")

    assert heading == "Công khai danh sách phân bổ đợt 3"
    assert not panel.is_visible()


# --- What everybody gets


def test_chosen_theme_stands_before_the_first_paint_of_the_next_page(open_page):
    page = open_page("/styleguide/", color_scheme="light")
    page.click("[data-theme-switch]")

    page.reload(wait_until="commit")
    page.wait_for_selector("body", state="attached")

    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(24, 22, 19)"


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("target", ["/styleguide/", "/styleguide/?frame=public", "/styleguide/?part=dialog"])
def test_no_page_is_wider_than_the_screen(open_page, target, script, db):
    page = open_page(target, script=script)

    for width in (320, 390, 768, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        box = page.locator("body").bounding_box()
        beyond = page.locator("main *").evaluate_all(
            "all => all.filter(one => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1).length"
        )

        assert (box["width"] <= width, beyond) == (True, 0), width


def test_buttons_and_fields_give_a_finger_44_pixels(open_page):
    page = open_page("/styleguide/", width=390, has_touch=True, is_mobile=True)

    small = page.locator(
        "button:visible, a.button:visible, select:visible, textarea:visible, summary:visible, thead a:visible,"
        "input:not([type=hidden]):visible, .filter-chip:visible, .legend-entry:visible, .figure-block:visible"
    ).evaluate_all(
        """elements => elements.map(one => [one, (one.closest("label") ?? one).getBoundingClientRect()])
            .filter(([, box]) => box.height < 44).map(([one, box]) => `${one.outerHTML.slice(0, 80)} ${box.height}`)"""
    )

    assert small == []


@pytest.mark.parametrize("target", ["/styleguide/", "/styleguide/?part=dialog", "/form/"])
def test_everything_that_takes_focus_has_a_name(open_page, target):
    page = open_page(target)

    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    takes_focus = [
        node
        for node in nodes
        if any(one["name"] == "focusable" and one["value"]["value"] for one in node.get("properties", ()))
    ]
    nameless = [
        node["role"]["value"]
        for node in takes_focus
        if not node.get("name", {}).get("value") and node["role"]["value"] not in {"RootWebArea", "main"}
    ]

    assert len(takes_focus) > 5
    assert nameless == []


def test_page_has_one_first_heading_and_skips_no_level(open_page):
    page = open_page("/styleguide/")

    levels = page.locator("h1, h2, h3, h4").evaluate_all(
        "all => all.filter(h => !h.closest('dialog')).map(h => +h.tagName[1])"
    )

    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
