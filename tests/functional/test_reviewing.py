"""A person brings a draft to what a careful reader found in the text, in two panes; every correction is counted.

What is corrected is computed from the difference between the proposals as they stand and the wanted tasks, until there is
none; each is one act on the page, and the review's own record of steps must count the same.
"""

import json
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pytest

from giaoban.briefing import queries
from giaoban.briefing.models import Briefing, ProposedTask, TextImport
from giaoban.kernel.due import Due, DueKind
from giaoban.kernel.vietnamese import fold
from giaoban.registry import queries as registry
from tests.functional.conftest import DESK, PHONE
from tests.functional.reviewed import GOLD, TEXT, Wanted
from tests.functional.test_first_light import sign_in

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "briefings"
MOST_PER_TEN = 6
ALIKE = 0.8

# Selects the characters [start, end) of the source, counted as the server counts them, as a mouse or a finger would.
SELECT = """([start, end]) => {
  const place = (at, last) => {
    for (const run of document.querySelectorAll("[data-start]")) {
      const from = Number(run.dataset.start), to = from + Number(run.dataset.length);
      if (at < from || at > to || (at === to && !last) || (at === from && last)) continue;
      const node = document.createTreeWalker(run, NodeFilter.SHOW_TEXT).nextNode();
      return [node, [...node.data].slice(0, at - from).join("").length];
    }
  };
  const range = document.createRange();
  range.setStart(...place(start, false));
  range.setEnd(...place(end, true));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def shared(one, other) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def likeness(one, other) -> float:
    return shared(one, other) / (max(one.end, other.end) - min(one.start, other.start))


def mostly(inner, outer) -> bool:
    return 2 * shared(inner, outer) > inner.end - inner.start


@dataclass
class Reviewer:
    """Drives the page until the proposals are the wanted tasks."""

    page: object
    found: TextImport
    wanted: list[Wanted]

    def __post_init__(self) -> None:
        self.acts: list[str] = []
        self.address = self.page.url.partition("#")[0]

    @cached_property
    def linker(self):
        day = self.found.held_on
        return queries.linker(registry.seat(self.found.unit_id, on=day), on=day)

    def kept(self) -> list[ProposedTask]:
        return list(self.found.tasks.kept().order_by("start").prefetch_related("members"))

    # -- what is to be corrected next ----------------------------------------------------------------------------------

    def correct_everything(self) -> None:
        while act := self.next_act():
            name, *arguments = act
            self.acts.append(name)
            assert len(self.acts) < 4 * len(self.wanted) + 10, self.acts
            getattr(self, name)(*arguments)

    def next_act(self):
        kept = self.kept()
        return self.reshaping(kept) or self.missing(kept) or self.details(kept)

    def reshaping(self, kept):
        for task in kept:
            within = [one for one in self.wanted if mostly(one, task)]
            if len(within) > 1:
                return "split", task, within[1].start
        for one in self.wanted:
            parts = [task for task in kept if mostly(task, one)]
            if len(parts) > 1:
                return "merge", parts[0], parts[1]
        for task in kept:
            if not any(mostly(task, one) or mostly(one, task) for one in self.wanted):
                return "discard", task
        return None

    def missing(self, kept):
        for one in self.wanted:
            near = [task for task in kept if mostly(task, one) or mostly(one, task)]
            if not near:
                return "mark", one
            if likeness(near[0], one) < ALIKE:
                return "choose_words", near[0], one
        return None

    def details(self, kept):
        for one in self.wanted:
            task = max(kept, key=lambda task: likeness(task, one))
            if not (self.right_who(task, one) and self.right_due(task, one)):
                return "correct", task, one
        return None

    def right_who(self, task, one) -> bool:
        if not one.who:
            return task.lead_id is None and task.addressee_id is None
        known = [found for found in map(self.linker.find, one.who) if found]
        units = {task.lead_id, task.addressee_id, *(unit.pk for unit in task.members.all())} - {None}
        # A body that the directory does not have can only stay as the text names it.
        return bool(units & {key for key, _ in known}) if known else bool(task.responsible_text)

    def right_due(self, task, one) -> bool:
        if fold(task.due_text) == fold(one.due):
            return True
        due = Due.parse(one.due, self.found.held_on) if one.due else Due.none()
        return due.kind != DueKind.NONE and (due.start, due.end) == (task.due_start, task.due_end)

    # -- the acts, as a person does them -------------------------------------------------------------------------------

    def card(self, task):
        return self.page.locator(f"#task-{task.pk}")

    def split(self, task, place):
        self.card(task).locator("a[data-shortcut=s]").click()
        words = self.page.locator("dialog[open] .cut-words button")
        words.first.wait_for()
        places = [int(value) for value in words.evaluate_all("all => all.map((one) => one.value)")]
        with self.page.expect_navigation():
            words.nth(places.index(max(one for one in places if one <= place))).click()
        self.page.wait_for_selector(f"#task-{task.pk}.is-current")

    def merge(self, task, other):
        self.card(task).locator("[data-shortcut=m]").click()
        self.page.wait_for_selector(f"#task-{other.pk}", state="detached")

    def discard(self, task):
        self.card(task).locator("[data-shortcut=x]").click()
        self.page.wait_for_selector(f"#task-{task.pk}.card-off")

    def select(self, one, button):
        self.page.evaluate(SELECT, [one.start, one.end])
        with self.page.expect_navigation():
            self.page.locator(f"#{button} button").click()

    def mark(self, one):
        self.select(one, "add-task")
        assert self.page.locator("select[name=answers]").is_visible(), "the new task's form opens"
        self.page.goto(self.address)

    def choose_words(self, _task, one):
        self.select(one, "choose-words")

    def correct(self, task, one):
        self.card(task).locator("a[data-shortcut=c]").click()
        dialog = self.page.locator("dialog[open]")
        known = next((found for found in map(self.linker.find, one.who) if found), None)
        if not self.right_who(task, one):
            answers = f"{'group:' if known[1] else ''}{known[0]}" if known else ""
            dialog.locator("select[name=answers]").select_option(answers)
        if not self.right_due(task, one):
            dialog.locator("input[name=due]").fill(one.due)
        with self.page.expect_navigation():
            dialog.get_by_role("button", name="Lưu").click()

    def decide_open_sentences(self):
        """Orders that the careful reader gave no task: one tap each."""
        while (rows := self.page.locator("#open li")).count():
            left = rows.count()
            rows.first.get_by_role("button", name="Không cần theo dõi").click()
            rows.nth(left - 1).wait_for(state="detached")
            self.acts.append("fate")

    def confirm(self) -> Briefing:
        self.page.locator("#confirm button").click()
        self.page.wait_for_url("**/briefings/**")
        return Briefing.objects.get(text_import=self.found)


def bring(page, text: str, wanted: list[Wanted]) -> Reviewer:
    sign_in(page, "demo.vanphong")
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    page.goto("/imports/new/")
    page.locator("textarea[name=text]").fill(text)
    page.get_by_role("button", name="Phác thảo").click()
    page.wait_for_selector("article.proposal")
    found = TextImport.objects.select_related("source").latest("created_at")
    return Reviewer(page, found, as_kept(found.source.text, text, wanted))


def as_kept(kept: str, brought: str, wanted: list[Wanted]) -> list[Wanted]:
    """The same words in the text as it was kept: a form sends every line end as two characters."""
    places = [place for place, char in enumerate(kept) if char != "\r"]
    assert "".join(kept[place] for place in places).rstrip() == brought.replace("\r", "").rstrip()
    return [replace(one, start=places[one.start], end=places[one.end - 1] + 1) for one in wanted]


def confirmed_with_few_corrections(reviewer: Reviewer, name: str) -> Briefing:
    drafted = reviewer.found.tasks.count()
    reviewer.correct_everything()
    reviewer.decide_open_sentences()
    steps = reviewer.found.steps.filter(undone_at=None).count()
    assert steps == len(reviewer.acts), "the record of steps counts what was done"
    briefing = reviewer.confirm()
    tasks = len(reviewer.wanted)
    kinds = {kind: reviewer.acts.count(kind) for kind in dict.fromkeys(reviewer.acts)}
    print(
        f"\n{name}: {steps} corrections for {tasks} tasks ({10 * steps / tasks:.1f} per 10), {drafted} drafted: {kinds}"
    )
    assert 10 * steps <= MOST_PER_TEN * tasks, kinds
    assert briefing.tasks.count() == tasks
    for one, task in zip(reviewer.wanted, briefing.tasks.order_by("start"), strict=True):
        assert likeness(task, one) >= ALIKE
    return briefing


@pytest.mark.slow
def test_a_text_of_twenty_tasks_is_confirmed_with_few_corrections(page, shoot, demonstration):
    reviewer = bring(page, TEXT, GOLD)
    shoot("review-two-panes")
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})

    briefing = confirmed_with_few_corrections(reviewer, "a conclusion in our own words")

    for one, task in zip(reviewer.wanted, briefing.tasks.order_by("start").prefetch_related("lines"), strict=True):
        known = {reviewer.linker.find(name) for name in one.who}
        answering = {(line.unit_id, False) for line in task.lines.all() if line.part == "lead"}
        assert answering | ({(task.addressee_id, True)} if task.addressee_id else set()) == known, task.text
        assert fold(task.due_text) == fold(one.due), task.text


@pytest.mark.slow
def test_a_sample_is_confirmed_with_few_corrections(page, demonstration):
    """The reference article, as its annotation reads it; tasks that are optional there are left as they are drafted."""
    if not SAMPLES.is_dir():
        pytest.skip("the shared samples are not beside the repository")
    with (SAMPLES / "000.txt").open(encoding="utf-8", newline="") as file:
        text = file.read()
    gold = json.loads((SAMPLES / "000.gold.json").read_text(encoding="utf-8"))
    wanted = [
        Wanted(one["start"], one["end"], tuple(one["responsible"]), (one["deadline"] or {}).get("text", ""))
        for one in sorted(gold["tasks"], key=lambda one: one["start"])
        if not one["optional"]
    ]

    confirmed_with_few_corrections(bring(page, text, wanted), "the reference article")


# --- By keyboard, by thumb, without script ----------------------------------------------------------------------------


def standing(page) -> str:
    """The proposal in which one stands."""
    return page.evaluate("document.activeElement.closest('article')?.id ?? ''")


@pytest.mark.slow
def test_a_draft_is_reshaped_by_keyboard_alone(page, shoot, demonstration):
    reviewer = bring(page, TEXT, GOLD)
    first, second, third = reviewer.kept()[:3]

    page.keyboard.press("j")
    assert standing(page) == f"task-{first.pk}"
    page.keyboard.press("j")
    assert standing(page) == f"task-{second.pk}"
    assert "is-current" in page.locator(f"#w-{second.pk}").get_attribute("class"), "its words are marked"

    page.keyboard.press("m")
    page.wait_for_selector(f"#task-{third.pk}", state="detached")
    assert standing(page) == f"task-{second.pk}"
    assert "Đã gộp thành một" in page.locator("#messages").inner_text()

    page.keyboard.press("z")
    page.wait_for_selector(f"#task-{third.pk}")
    page.keyboard.press("k")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.wait_for_selector("article.card-off")
    off = standing(page)
    page.keyboard.press("x")
    page.wait_for_selector("article.card-off", state="detached")
    assert standing(page) == off

    page.keyboard.press("w")
    assert page.evaluate("document.activeElement.id") == off.replace("task-", "w-")
    page.keyboard.press("w")
    assert standing(page) == off

    page.keyboard.press("?")
    assert "Tách làm hai" in page.locator("#keys").inner_text()
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    page.wait_for_selector("dialog[open] .cut-words")
    shoot("review-split")
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    before = reviewer.found.tasks.kept().count()
    with page.expect_navigation():
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    assert standing(page) == off
    assert reviewer.found.tasks.kept().count() == before + 1
    assert [step.act for step in reviewer.found.steps.filter(undone_at=None).order_by("number")][-1] == "split"


@pytest.mark.slow
def test_both_panes_go_together_under_the_pointer(page, demonstration):
    reviewer = bring(page, TEXT, GOLD)
    last = reviewer.kept()[-1]
    card, span = page.locator(f"#task-{last.pk}"), page.locator(f"#w-{last.pk}")
    card.locator(".words").scroll_into_view_if_needed()
    top = page.evaluate("scrollY")
    below = "document.documentElement.scrollHeight - scrollY - document.querySelector('footer').getBoundingClientRect().bottom"
    assert page.evaluate(below) < 100, "the panes scroll, the page ends with its footer"

    card.locator(".words").hover()

    assert "is-current" in span.get_attribute("class")
    pane, box = page.locator("#text").bounding_box(), span.bounding_box()
    assert pane["y"] <= box["y"] <= pane["y"] + pane["height"], "the words were brought into the pane"
    assert page.evaluate("scrollY") == top, "and the page stayed"

    first = reviewer.kept()[0]
    page.locator(f"#w-{first.pk}").scroll_into_view_if_needed()
    page.locator(f"#w-{first.pk}").click()
    assert standing(page) == f"task-{first.pk}"


@pytest.mark.slow
def test_a_draft_is_reshaped_by_thumb(page, shoot, demonstration):
    reviewer = bring(page, TEXT, GOLD)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto(reviewer.address)
    first, second = reviewer.kept()[:2]
    texts, tasks = page.locator("a[data-pane=text]"), page.locator("a[data-pane=proposals]")
    assert not page.locator("#text").is_visible()

    texts.click()
    assert page.locator("#text").is_visible()
    assert not page.locator("#proposals").is_visible()
    page.locator(f"#w-{second.pk}").click()
    assert page.locator("#proposals").is_visible(), "a tap on its words leads to the task"
    assert standing(page) == f"task-{second.pk}"
    page.locator(f"#task-{second.pk} a.task-no").click()
    assert page.locator(f"#w-{second.pk}").is_visible(), "and its number back to the words"

    # Words of both tasks are selected: they can be made one; some words of one: it can be cut there.
    page.evaluate(SELECT, [first.start, second.end])
    page.wait_for_selector("#merge-here button")
    assert page.locator("#selected button:visible").count() == 2
    page.evaluate(SELECT, [first.start + 9, first.end])
    page.wait_for_selector("#split-here button")
    shoot("review-selected")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    with page.expect_navigation():
        page.locator("#split-here button").click()
    assert standing(page) == f"task-{first.pk}"
    reviewer.card(first).get_by_role("button", name="Gộp với").click()
    page.locator("#messages", has_text="Đã gộp").wait_for()
    tasks.click()
    page.locator(".last-step").get_by_role("button", name="Hoàn tác").click()
    page.locator("#messages", has_text="Đã hoàn tác").wait_for()
    shoot("review-undone")
    assert reviewer.found.steps.filter(undone_at=None).count() == 1


@pytest.mark.slow
def test_everything_works_without_script(browser, live_server, demonstration):
    context = browser.new_context(
        viewport={"width": PHONE[0], "height": PHONE[1]},
        locale="vi-VN",
        base_url=live_server.url,
        java_script_enabled=False,
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    reviewer = bring(page, TEXT, GOLD)
    first, second, third = reviewer.kept()[:3]

    reviewer.card(first).get_by_role("link", name="Tách").click()
    page.locator(".cut-words button").nth(3).click()
    assert "Đã tách làm hai" in page.locator("#messages").inner_text()
    reviewer.card(first).get_by_role("button", name="Gộp với").click()
    reviewer.card(second).get_by_role("button", name="Không phải nhiệm vụ").click()
    reviewer.card(second).get_by_role("button", name="Khôi phục").click()
    page.locator(".last-step").get_by_role("button", name="Hoàn tác").click()
    assert "card-off" in reviewer.card(second).get_attribute("class")
    reviewer.card(third).get_by_role("link", name="Sửa").click()
    page.locator("input[name=due]").fill("quý IV/2021")
    page.get_by_role("button", name="Lưu").click()

    acts = list(reviewer.found.steps.filter(undone_at=None).order_by("number").values_list("act", flat=True))
    assert acts == ["split", "merge", "discard", "correct"]
    context.close()
