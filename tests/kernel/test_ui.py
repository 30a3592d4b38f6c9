"""The components of every page, as the HTML that a person and a screen reader get."""

import datetime as dt

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils import translation
from lxml import html

from giaoban.kernel.components import Fate, FateCount, Moment, Status, Step
from giaoban.kernel.icons import ICONS
from giaoban.kernel.listing import Column, Columns, Keyset
from giaoban.kernel.listing import chips as chosen

COLUMNS = Columns(
    Column("task", "Nhiệm vụ", order=["title"], primary=True),
    Column("due", "Thời hạn", order=["due_until", "-title"]),
    Column("gifts", "Suất quà", number=True),
    default="due",
)


def render(source, address="/tasks/", **context):
    request = RequestFactory().get(address)
    return engines["django"].from_string(source).render(context, request)


def tree(source, address="/tasks/", **context):
    return html.fragment_fromstring(render(source, address, **context), create_parent="div")


# --- Numbers, words, icons


def test_figure_is_a_door_to_what_it_counts():
    link = tree('{% figure 3 "/tasks/?status=late" %}').find("a")

    assert (link.text, link.get("href")) == ("3", "/tasks/?status=late")


def test_figure_without_address_is_plain_text():
    assert tree("{% figure 3 %}").find("a") is None


def test_figure_groups_thousands_as_vietnamese_does():
    assert tree('{% figure 12480 unit="đ" %}').text_content() == "12.480 đ"


def test_figure_groups_thousands_as_english_does():
    with translation.override("en"):
        assert tree("{% figure 12480 %}").text_content() == "12,480"


@pytest.mark.parametrize("status", list(Status))
def test_status_never_speaks_by_colour_alone(status):
    chip = tree("{% status_chip status %}", status=status.value)

    assert chip.text_content() == str(status.label)
    assert chip.find(".//svg").get("aria-hidden") == "true"


def test_every_status_and_fate_has_an_icon_of_its_own():
    drawings = [ICONS[status.value] for status in Status]

    assert len(set(drawings)) == len(drawings)
    assert {fate.value for fate in Fate} <= set(ICONS)


def test_status_that_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="finished"):
        render('{% status_chip "finished" %}')


def test_icon_with_a_label_is_an_image_with_that_name():
    drawing = tree('{% icon "late" "Quá hạn" %}').find("svg")

    assert (drawing.get("role"), drawing.get("aria-label")) == ("img", "Quá hạn")


def test_text_from_outside_is_escaped_in_every_component():
    hostile = "<script>alert(1)</script>"
    source = (
        "{% figure x x label=x %}{% status_chip 'late' x %}{% sentence x 'task' x %}{% button x %}{% link_button x x %}"
        "{% page_header x kicker=x %}{{ x }}{% endpage_header %}{% alert title=x %}{{ x }}{% endalert %}"
        "{% answer_line %}{{ x }}{% endanswer_line %}{% empty_state x %}{{ x }}{% endempty_state %}"
        "{% panel x %}{{ x }}{% endpanel %}{% copy_button x x %}{% cell column %}{{ x }}{% endcell %}"
        "{% trace_strip steps %}{% timeline moments %}{% progress 1 2 x url=x %}"
        "{% dialog x consequence=x action=x submit=x %}{{ x }}{% enddialog %}"
    )
    steps = [Step("task", hostile, hostile, hostile)]
    moments = [Moment(dt.date(2021, 10, 13), hostile, hostile, hostile)]

    page = render(source, x=hostile, column=Column("a", hostile), steps=steps, moments=moments)

    assert "<script>" not in page


# --- Buttons


def test_button_row_holds_one_filled_button_only():
    with pytest.raises(ValueError, match="one filled button"):
        render("{% button_row %}{% button 'A' %}{% button 'B' %}{% endbutton_row %}")


def test_button_of_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="huge"):
        render("{% button 'A' kind='huge' %}")


def test_link_button_stays_a_link_where_no_script_runs():
    link = tree("{% link_button 'Thu hồi' '/revoke/' kind='danger' opens='dialog' %}").find("a")

    assert (link.get("href"), link.get("data-opens")) == ("/revoke/", "dialog")


# --- Tables: order, pages and filters stand in the address

TABLE = "{% table columns caption='Nhiệm vụ' %}<tr>{% cell columns.task %}A{% endcell %}{% cell columns.gifts %}7{% endcell %}</tr>{% endtable %}"


def test_table_says_by_which_column_it_is_sorted():
    heads = tree(TABLE, columns=COLUMNS).findall(".//thead//th")

    assert [head.get("aria-sort") for head in heads] == [None, "ascending", None]


def test_sort_link_turns_the_order_and_keeps_the_filters_but_not_the_page():
    links = tree(TABLE, "/tasks/?unit=dakrong&sort=due&page=3", columns=COLUMNS).findall(".//thead//a")

    assert [link.get("href") for link in links] == ["?unit=dakrong&sort=task", "?unit=dakrong&sort=-due"]


def test_column_without_order_has_no_sort_link():
    head = tree(TABLE, columns=COLUMNS).findall(".//thead//th")[2]

    assert head.find("a") is None
    assert head.text_content().strip() == "Suất quà"


def test_cell_carries_its_label_for_the_card_on_a_phone():
    page = tree(TABLE, columns=COLUMNS)

    assert page.find(".//tbody//th").get("scope") == "row"
    assert page.find(".//tbody//td").attrib == {"class": "number", "data-label": "Suất quà"}


def test_order_by_ends_with_the_key_so_that_pages_never_overlap():
    assert COLUMNS.order_by("due") == ("due_until", "-title", "pk")


def test_order_by_turns_every_field_of_the_column():
    assert COLUMNS.order_by("-due") == ("-due_until", "title", "pk")


@pytest.mark.parametrize("asked", [None, "", "gifts", "password", "--due", "-"])
def test_order_by_falls_back_to_the_default_when_it_cannot_sort_so(asked):
    assert COLUMNS.order_by(asked) == ("due_until", "-title", "pk")


def test_pagination_keeps_the_filters_of_the_address():
    page = Paginator(range(50), 10).page(3)

    links = tree("{% pagination page %}", "/tasks/?unit=dakrong&page=3", page=page).findall(".//a")

    assert [link.get("href") for link in links] == ["?unit=dakrong&page=2", "?unit=dakrong&page=4"]


def test_pagination_is_absent_where_one_page_holds_everything():
    assert render("{% pagination page %}", page=Paginator(range(5), 10).page(1)).strip() == ""


def test_pagination_by_key_links_to_the_neighbours():
    links = tree("{% pagination page %}", page=Keyset(next="?after=7f")).findall(".//a")

    assert [link.get("href") for link in links] == ["?after=7f"]


class TaskFilter(forms.Form):
    q = forms.CharField(label="Tìm", required=False)
    unit = forms.MultipleChoiceField(label="Đơn vị", choices=[("a", "Hải Lăng"), ("b", "Đakrông")], required=False)
    late = forms.BooleanField(label="Chỉ việc quá hạn", required=False)


def chips(address):
    form = TaskFilter(RequestFactory().get(address).GET)
    links = tree("{% filter_bar form %}", address, form=form).findall(".//a[@class='filter-chip']")
    return [(link.findall("span")[1].text_content(), link.get("href")) for link in links]


def test_filter_chip_says_the_choice_in_words_and_drops_only_itself():
    assert chips("/tasks/?unit=a&unit=b&sort=due&page=2") == [
        ("Đơn vị: Hải Lăng", "?unit=b&sort=due"),
        ("Đơn vị: Đakrông", "?unit=a&sort=due"),
    ]


def test_filter_chip_of_a_tick_box_is_its_label():
    assert chips("/tasks/?late=on") == [("Chỉ việc quá hạn", "?")]


def test_filter_chip_of_a_record_is_called_as_the_record_is():
    class Record:
        pk = 7

        def __str__(self):
            return "Xã Hải Thượng"

    class RecordField(forms.CharField):
        def to_python(self, value):
            return Record() if value == "7" else None

    form = type("RecordFilter", (forms.Form,), {"unit": RecordField(label="Đơn vị")})
    query = RequestFactory().get("/tasks/?unit=7").GET
    bound = form(query)
    bound.is_valid()

    assert [(chip.label, str(chip.value)) for chip in chosen(query, bound)] == [("Đơn vị", "Xã Hải Thượng")]


def test_filter_bar_without_a_choice_has_no_chips():
    assert chips("/tasks/?q=") == []


def test_filter_bar_keeps_the_order_when_filters_change():
    form = TaskFilter({})

    kept = tree("{% filter_bar form %}", "/tasks/?sort=-due", form=form).find(".//input[@type='hidden']")

    assert (kept.get("name"), kept.get("value")) == ("sort", "-due")


# --- Forms


class TaskForm(forms.Form):
    title = forms.CharField(label="Việc cần làm", help_text="Bắt đầu bằng động từ")
    note = forms.CharField(label="Ghi chú", required=False)
    kind = forms.ChoiceField(label="Loại", choices=[("a", "Một lần"), ("b", "Thường xuyên")], widget=forms.RadioSelect)
    tell = forms.BooleanField(label="Báo cho đơn vị", required=False)
    step = forms.CharField(widget=forms.HiddenInput)


def test_field_ties_help_and_error_to_its_input():
    field = tree("{% form_field form.title %}", form=TaskForm({}))
    entry = field.find(".//input")

    said = [field.get_element_by_id(name).text_content().strip() for name in entry.get("aria-describedby").split()]

    assert said == ["Bắt đầu bằng động từ", "Hãy điền mục này."]
    assert entry.get("aria-invalid") == "true"
    assert field.find(".//label").get("for") == entry.get("id")


def test_field_that_may_stay_empty_says_so():
    assert "(không bắt buộc)" in tree("{% form_field form.note %}", form=TaskForm()).find(".//label").text_content()


def test_group_of_choices_is_a_fieldset_with_a_legend_and_its_error():
    group = tree("{% form_field form.kind %}", form=TaskForm({})).find("fieldset")

    assert group.find("legend").text_content().strip() == "Loại"
    assert group.get("aria-describedby") == "id_kind_error"


def test_tick_box_stands_inside_its_label():
    label = tree("{% form_field form.tell %}", form=TaskForm()).find(".//label")

    assert label.find("input").get("type") == "checkbox"


def test_hidden_field_brings_nothing_but_itself():
    assert render("{% form_field form.step %}", form=TaskForm()).count("<") == 1


def test_summary_of_a_refused_form_links_to_its_fields():
    links = tree("{% form_errors form %}", form=TaskForm({"kind": "a", "step": "1"})).findall(".//a")

    assert [(link.get("href"), link.text) for link in links] == [("#id_title", "Việc cần làm")]


def test_summary_is_absent_before_anything_was_sent():
    assert render("{% form_errors form %}", form=TaskForm()).strip() == ""


def test_guard_brings_the_token_and_a_fresh_key_each_time():
    first, second = (tree("{% form_guard %}").find(".//input[@name='idempotency_key']") for _ in range(2))

    assert first.get("value") != second.get("value")
    assert first.get("autocomplete") == "off"
    assert tree("{% form_guard %}").find(".//input[@name='csrfmiddlewaretoken']").get("value")


def test_dialog_names_its_consequence_and_asks_for_a_reason():
    class Reason(forms.Form):
        reason = forms.CharField(label="Lý do")

    source = "{% dialog 'Thu hồi' consequence='19 nhiệm vụ mất hiệu lực' action='/revoke/' submit='Thu hồi' back_url='/b/' reason=form.reason %}{% enddialog %}"
    page = tree(source, form=Reason())
    form = page.find(".//form")

    assert "19 nhiệm vụ mất hiệu lực" in page.text_content()
    assert (form.get("method"), form.get("action")) == ("post", "/revoke/")
    assert [entry.get("name") for entry in form.findall(".//input")] == [
        "csrfmiddlewaretoken",
        "idempotency_key",
        "reason",
    ]
    assert all(entry.get("value") for entry in form.findall(".//input")[:2])


def test_file_field_stays_a_plain_file_field_with_its_warning():
    class Upload(forms.Form):
        file = forms.FileField(label="Văn bản")

    page = tree("{% file_drop form.file note='Không tải lên văn bản MẬT' %}", form=Upload())

    assert page.find(".//label").get("for") == page.find(".//input[@type='file']").get("id")
    assert "Không tải lên văn bản MẬT" in page.text_content()


def test_copy_button_appears_only_where_a_script_can_copy():
    button = tree("{% copy_button 'GB-7K2M' %}").find("button")

    assert "needs-script" in button.get("class")
    assert (button.get("data-copy"), button.text_content()) == ("GB-7K2M", "Chép")


# --- What became of it


def test_sentence_tells_its_fate_to_those_who_do_not_see_the_colour():
    link = tree("{% sentence 'Giao huyện rà soát.' 'task' '/t/1/' key='s4' %}").find("a")

    assert link.text_content() == "Giao huyện rà soát. (Nhiệm vụ)"
    assert (link.get("id"), link.get("href"), link.get("data-opens")) == ("s4", "/t/1/", "panel")


def test_legend_counts_each_fate_and_opens_it():
    counts = [FateCount(Fate.TASK, 19, "?fate=task", current=True), FateCount(Fate.NONE, 2)]

    entries = tree("{% fate_legend counts %}", counts=counts).findall(".//li")

    assert [" ".join(entry.text_content().split()) for entry in entries] == [
        "Nhiệm vụ 19",
        "Không cần theo dõi (có chủ ý) 2",
    ]
    assert entries[0].find("a").get("aria-current") == "true"
    assert entries[1].find("a") is None


def test_trace_links_the_steps_that_happened_and_leaves_the_others_hollow():
    steps = [
        Step("sentence", "Câu kết luận", "Câu 4", "/s/4/"),
        Step("task", "Nhiệm vụ", "Rà soát", "/t/1/", Status.LATE, current=True),
        Step("result", "Kết quả", "Chưa có"),
    ]

    shown = tree("{% trace_strip steps %}", steps=steps).findall(".//li")

    assert [step.get("class").split()[-1] for step in shown] == ["step", "step-current", "step-missing"]
    assert [bool(step.findall(".//a")) for step in shown] == [True, False, False]
    assert shown[1].find(".//*[@aria-current='step']").text == "Rà soát"


def test_timeline_shows_instants_in_local_time_and_days_without_an_hour():
    moments = [Moment(dt.datetime(2021, 10, 22, 18, 5, tzinfo=dt.UTC), "Xong"), Moment(dt.date(2021, 10, 13), "Giao")]

    times = tree("{% timeline moments %}", moments=moments).findall(".//time")

    assert [when.text_content() for when in times] == ["01:05 23/10/2021", "13/10/2021"]


def test_progress_asks_again_only_while_work_runs():
    running = tree("{% progress 412 1250 'Đang đọc' url='/p/' %}").find("div")
    finished = tree("{% progress 1250 1250 'Đã đọc' url='/p/' %}").find("div")

    assert running.get("hx-get") == "/p/"
    assert "412 trên 1.250" in running.text_content()
    assert finished.get("hx-get") is None


def test_running_work_reloads_where_no_script_runs():
    assert render("{% refresh_without_script 5 %}") == '<noscript><meta http-equiv="refresh" content="5"></noscript>'


def test_living_text_is_where_a_sentence_opens():
    page = tree("{% living_text %}<p>{% sentence 'A' 'task' '/t/1/' %}</p>{% endliving_text %}")

    assert page.find("div").get("data-panel-host") is not None
    assert page.find(".//a").get("data-opens") == "panel"


def test_progress_of_nothing_is_complete():
    assert tree("{% progress 0 0 'Không có dòng nào' %}").find(".//progress").get("value") == "100"
