"""Catalogues from the code and back, without gettext's programs."""

import functools
import gettext
import importlib.util
from pathlib import Path

import pytest
from django.utils import translation

from giaoban.site import catalogues

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy
TITLE = _("Task")
COUNT = ngettext("%(n)d task", "%(n)d tasks", 2)
MONTH = pgettext_lazy("calendar", "May")
"""
TEMPLATE = """
{% translate "Task" %}
   {% blocktranslate with n=3 trimmed %}
      Due in {{ n }} days, 100 % sure
   {% endblocktranslate %}
{% blocktranslate count n=rows %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}
<p title="{% translate 'Open' context 'verb' %}">{{ _("Close") }}</p>
"""


@pytest.fixture
def package(tmp_path):
    room = tmp_path / "giaoban" / "briefing"
    (room / "templates" / "briefing").mkdir(parents=True)
    (room / "__init__.py").touch()
    (room / "enums.py").write_text(PYTHON, encoding="utf-8")
    (room / "templates" / "briefing" / "list.html").write_text(TEMPLATE, encoding="utf-8")
    return tmp_path / "giaoban"


def translate(package, **words):
    """Fills the catalogue as a translator would, in the file."""
    path = catalogues.catalogue_path("briefing", package)
    text = path.read_text(encoding="utf-8")
    for id_, string in words.items():
        text = text.replace(f'msgid "{id_}"\nmsgstr ""', f'msgid "{id_}"\nmsgstr "{string}"')
    path.write_text(text, encoding="utf-8")


def troubles(package):
    return {(problem.message, problem.trouble) for problem in catalogues.check(["briefing"], package)}


def test_update_finds_what_code_and_templates_say(package):
    catalogues.update("briefing", package)

    entries = {(message.context, message.id) for message in catalogues.read("briefing", package) if message.id}
    assert entries == {
        (None, "Task"),
        (None, ("%(n)d task", "%(n)d tasks")),
        ("calendar", "May"),
        (None, "Due in %(n)s days, 100 %% sure"),
        (None, ("%(n)s row", "%(n)s rows")),
        ("verb", "Open"),
        (None, "Close"),
    }


def test_update_names_files_without_lines(package):
    path = catalogues.update("briefing", package)

    assert "#: giaoban/briefing/enums.py giaoban/briefing/templates/briefing/list.html\n" in path.read_text("utf-8")


def test_update_keeps_translations_and_drops_what_nobody_says(package):
    catalogues.update("briefing", package)
    translate(package, Task="Nhiệm vụ", Close="Đóng")
    (package / "briefing" / "templates" / "briefing" / "list.html").write_text("", encoding="utf-8")

    catalogues.update("briefing", package)

    strings = {message.id: message.string for message in catalogues.read("briefing", package) if message.id}
    assert strings["Task"] == "Nhiệm vụ"
    assert "Close" not in strings


def test_update_that_has_nothing_new_changes_no_byte(package):
    before = catalogues.update("briefing", package).read_bytes()

    assert catalogues.update("briefing", package).read_bytes() == before


def test_update_never_guesses(package):
    catalogues.update("briefing", package)
    translate(package, Task="Nhiệm vụ")
    enums = package / "briefing" / "enums.py"
    enums.write_text(PYTHON.replace('"Task"', '"Tasks"'), encoding="utf-8")
    (package / "briefing" / "templates" / "briefing" / "list.html").write_text("", encoding="utf-8")

    text = catalogues.update("briefing", package).read_text("utf-8")

    assert "fuzzy" not in text
    assert "Nhiệm vụ" not in text


def test_update_keeps_what_is_borrowed_from_other_packages(package):
    path = catalogues.update("briefing", package)
    with path.open("a", encoding="utf-8") as file:
        file.write('\n#: django/forms/fields.py\nmsgid "Enter a number."\nmsgstr "Viết một số."\n')

    catalogues.update("briefing", package)

    assert "Viết một số." in path.read_text("utf-8")
    assert ("Enter a number.", "nobody says it any more; run update") not in troubles(package)


def test_update_of_a_message_that_gains_a_plural_keeps_its_words(package):
    catalogues.update("briefing", package)
    translate(package, Task="Nhiệm vụ")
    enums = package / "briefing" / "enums.py"
    enums.write_text(PYTHON.replace('_("Task")', 'ngettext("Task", "Tasks", 1)'), encoding="utf-8")

    catalogues.update("briefing", package)

    strings = {message.id: message.string for message in catalogues.read("briefing", package) if message.id}
    assert strings[("Task", "Tasks")] == ("Nhiệm vụ",)


def test_compile_makes_what_gettext_reads(package):
    catalogues.update("briefing", package)
    translate(package, Task="Nhiệm vụ")

    target = catalogues.compile_("briefing", package)

    with target.open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Task") == "Nhiệm vụ"


def test_compile_leaves_a_fresh_file_alone(package):
    catalogues.update("briefing", package)
    catalogues.compile_("briefing", package)

    assert catalogues.compile_("briefing", package) is None


def test_check_lists_what_is_not_translated(package):
    catalogues.update("briefing", package)

    assert ("Task", "not translated") in troubles(package)


def test_check_lists_what_is_not_in_the_catalogue(package):
    assert ("Task", "not in the catalogue; run update") in troubles(package)


def test_check_lists_doubtful_and_dead_entries(package):
    path = catalogues.update("briefing", package)
    with path.open("a", encoding="utf-8") as file:
        file.write('\n#, fuzzy\nmsgid "Perhaps"\nmsgstr "Có lẽ"\n\n#~ msgid "Once"\n#~ msgstr "Xưa"\n')

    found = troubles(package)

    assert {("Perhaps", "fuzzy"), ("Perhaps", "nobody says it any more; run update"), ("Once", "obsolete")} <= found


@pytest.mark.parametrize(
    ("id_", "string", "right"),
    [
        ("%(n)s of %(m)s", "%(m)s có %(n)s", True),
        ("%(n)s rows", "dòng", False),
        ("%(n)s rows", "%(so)s dòng", False),
        ("{path} is missing", "thiếu {path}", True),
        ("{path} is missing", "thiếu {duong_dan}", False),
        ("{age:.0f} s ago", "{age:.0f} giây trước", True),
        ("{age:.0f} s ago", "{age} giây trước", False),
    ],
)
def test_check_compares_placeholders(package, id_, string, right):
    (package / "briefing" / "templates" / "briefing" / "list.html").write_text("", encoding="utf-8")
    (package / "briefing" / "enums.py").write_text(f'gettext("{id_}")', encoding="utf-8")
    catalogues.update("briefing", package)
    translate(package, **{id_: string})

    assert troubles(package) == (set() if right else {(id_, "other placeholders than the message")})


def test_check_lists_one_message_said_in_two_ways_by_two_rooms(package):
    catalogues.update("briefing", package)
    translate(package, Task="Nhiệm vụ")
    (package / "funds").mkdir()
    (package / "funds" / "__init__.py").write_text('gettext("Task")', encoding="utf-8")
    path = catalogues.update("funds", package)
    path.write_text(path.read_text("utf-8").replace('msgid "Task"\nmsgstr ""', 'msgid "Task"\nmsgstr "Việc"'), "utf-8")

    found = [problem for problem in catalogues.check(["briefing", "funds"], package) if "several" in problem.trouble]

    assert [(problem.room, problem.message) for problem in found] == [("briefing/funds", "Task")]


def test_command_check_fails_and_names_what_is_wrong(package, capsys):
    code = catalogues.main(["check", "briefing"], package)

    assert code == 1
    assert "briefing: not in the catalogue; run update: 'Task'" in capsys.readouterr().out


def test_command_update_and_compile_say_which_files_they_wrote(package, capsys):
    codes = [catalogues.main(["update"], package), catalogues.main(["compile"], package)]

    assert codes == [0, 0]
    assert capsys.readouterr().out.split() == [
        "giaoban/briefing/locale/vi/LC_MESSAGES/django.po",
        "giaoban/briefing/locale/vi/LC_MESSAGES/django.mo",
    ]


def test_update_of_a_room_that_says_nothing_writes_nothing(package):
    (package / "funds").mkdir()
    (package / "funds" / "__init__.py").touch()

    assert catalogues.update("funds", package) is None
    assert not catalogues.catalogue_path("funds", package).exists()


def test_command_refuses_a_room_that_is_not_there(package, capsys):
    with pytest.raises(SystemExit) as refusal:
        catalogues.main(["check", "kitchen"], package)

    assert refusal.value.code == 2
    assert "kitchen" in capsys.readouterr().err


# --- Our own catalogues


def test_kernel_is_said_in_vietnamese_completely():
    assert [str(problem) for problem in catalogues.check(["kernel"])] == []


def installed(place):
    """The file of another package that a borrowed message names: `django/forms/fields.py`, `argparse.py`."""
    name, *rest = place.split("/")
    origin = Path(importlib.util.find_spec(name.removesuffix(".py")).origin)
    return origin.parent.joinpath(*rest) if rest else origin


def test_borrowed_messages_still_stand_where_they_were_borrowed():
    said = functools.cache(lambda place: set(catalogues.messages(installed(place))))

    stale = [
        (place, message.id)
        for message in catalogues.read("site")
        if message.id and catalogues.borrowed(message)
        for place, _line in message.locations
        if (message.id, message.context) not in said(place)
    ]

    assert stale == []


def test_borrowed_messages_win_over_djangos_own():
    catalogues.compile_("site")
    translation.trans_real._translations.clear()

    with translation.override("vi"):
        assert translation.gettext("This field is required.") == "Hãy điền mục này."
        assert translation.ngettext("%(num)d day", "%(num)d days", 3) == "%(num)d ngày"
