"""What a search finds and in which order, whatever is typed, and what it says where nothing fits."""

import datetime as dt
import itertools
import unicodedata
from collections import defaultdict

import pytest
from django.db import connection

from giaoban.kernel.ids import uuid7
from giaoban.kernel.search import Entry, Readers, Source, sources
from giaoban.kernel.search_words import Asked
from giaoban.registry.roles import Permission
from giaoban.search import newest, operations, queries
from giaoban.search.models import IndexEntry, KnownWord
from giaoban.search.operations.indexing import _columns, _with_words, _write
from giaoban.search.queries import Wanted

DAY = dt.date(2021, 10, 13)
TEXT = "Mặt trận và các đoàn thể quán triệt Quyết định số 23-QĐ/TW ngày 30/7/2021 đến cơ sở"


@pytest.fixture
def put(province, at):
    """`put(title, text, …)` writes an entry of the Women's Union past the rooms: what is asked here is the index alone."""

    def write(title, text="", *, day=DAY, kind="activities.activity", section="", readers=None, public=False):
        body = readers or Readers(Permission.ACTIVITY_VIEW, (province.women.pk,))
        entry = Entry(uuid7(), title, text, day, body, section, is_public=public)
        _write(kind, {entry.id: _with_words(_columns(sources[kind], entry, at))})
        return entry.id

    return write


@pytest.fixture(autouse=True)
def _rooms_agree(monkeypatch):
    """The rooms have no rows of these entries; that they are asked is another test's."""
    monkeypatch.setattr(queries, "_still_visible", lambda entries, _actor: list(entries))


def titles(actor, typed, **facets) -> list[str]:
    found = queries.for_actor(actor, Wanted(typed, **facets))
    return ["".join(piece.text for piece in hit.title) for hit in found.hits]


@pytest.mark.parametrize(
    "typed",
    [
        "quán triệt", "quan triet", "QUÁN TRIỆT", "triệt quán", "quan tri", "quán-triệt", "“quán triệt”",
        unicodedata.normalize("NFD", "quán triệt"), "qu\u200bán \u202etriệt",
        "23-QĐ/TW", "23-qd/tw", "23 qd tw", "23–QĐ/TW", "QĐ/TW", "23-QĐ/T",
        "30/7/2021", "7/2021", "doan the", "đoàn thể cơ sở", "quyết định 23", "' quán -- triệt\"", "quan% triet_", "co so",
    ],
)  # fmt: skip
def test_text_is_found_however_it_is_typed(typed, put, hoa):
    put("Phổ biến văn bản", TEXT)

    assert titles(hoa, typed) == ["Phổ biến văn bản"]


@pytest.mark.parametrize("typed", ["quán triệt xã", "32-QĐ/TW", "23-QĐ/TU", "uyet", "8/2021", "đoàn viên"])
def test_text_is_not_found_by_what_it_does_not_say(typed, put, hoa):
    put("Phổ biến văn bản", TEXT)

    assert titles(hoa, typed) == []


@pytest.mark.parametrize("typed", ["", "   ", "%_%", "'';\\", "\u202e\u200f", "&|!()<->:*", "-- /*"])
def test_signs_alone_find_nothing_and_break_nothing(typed, put, hoa):
    put("Phổ biến văn bản", TEXT)

    assert queries.for_actor(hoa, Wanted(typed)) == queries.Found()


def test_words_side_by_side_in_the_title_come_first_then_the_title_then_the_text_then_the_newest(put, hoa):
    later = DAY + dt.timedelta(days=30)
    put("đến xã", "vận động rồi quyên góp", day=later)
    put("đến thôn", "quyên góp, vận động mọi nhà", day=DAY)
    put("đến bản", "quyên góp vận động", day=DAY)
    put("quyên góp theo vận động", day=DAY - dt.timedelta(days=300))
    put("quyên góp vận", day=DAY - dt.timedelta(days=400))

    assert titles(hoa, "quyên góp vận") == [
        "quyên góp vận", "quyên góp theo vận động", "đến thôn", "đến bản", "đến xã",
    ] or titles(hoa, "quyên góp vận") == [
        "quyên góp vận", "quyên góp theo vận động", "đến bản", "đến thôn", "đến xã",
    ]  # fmt: skip


def test_newest_comes_first_among_equals(put, hoa):
    for days in (0, 20, 10):
        put(f"Giao ban {days}", day=DAY + dt.timedelta(days=days))

    assert titles(hoa, "giao ban") == ["Giao ban 20", "Giao ban 10", "Giao ban 0"]


def test_one_typo_is_forgiven_where_nothing_fits(put, hoa, at):
    put("Quán triệt nghị quyết")
    operations.learn_words(at=at)

    found = queries.for_actor(hoa, Wanted("quan triett"))

    assert found.is_forgiving
    assert [piece.text for piece in found.hits[0].title if piece.is_hit] == ["Quán triệt"]
    assert queries.for_actor(hoa, Wanted("quna triett")).total == 0  # two


def test_forgiven_words_are_ranked_and_marked_as_if_they_had_been_typed(put, hoa, at):
    put("Thư mời", "quân ta triệt phá, quan tâm", day=DAY + dt.timedelta(days=9))
    put("Quán triệt nghị quyết")
    put("Quang cảnh")  # near the other word, which was typed well
    operations.learn_words(at=at)

    found = queries.for_actor(hoa, Wanted("quan triett"))

    assert ["".join(piece.text for piece in hit.title) for hit in found.hits] == ["Quán triệt nghị quyết", "Thư mời"]
    assert [piece.text for piece in found.hits[1].excerpt if piece.is_hit] == ["quân", "triệt", "quan"]


def test_nothing_is_forgiven_where_something_fits(put, hoa, at):
    put("Quán triệt")
    put("Quân triết")
    put("Quan triệu")
    operations.learn_words(at=at)

    assert not queries.for_actor(hoa, Wanted("quan trieu")).is_forgiving
    assert titles(hoa, "quan trieu") == ["Quan triệu"]


def test_facets_count_under_the_other_choices(put, hoa, province):
    for year in (2020, 2021, 2021):
        put("Vận động quỹ", day=dt.date(year, 5, 1), section=str(province.women.pk))
    put("Vận động quỹ", kind="activities.programme", day=dt.date(2021, 1, 1))

    found = queries.for_actor(hoa, Wanted("quỹ", year="2021"))

    assert found.total == 3
    assert [(choice.value, choice.count) for choice in found.kinds] == [
        ("activities.activity", 2), ("activities.programme", 1),
    ]  # fmt: skip
    assert [(choice.value, choice.count) for choice in found.years] == [("2021", 3), ("2020", 1)]
    assert [(choice.label, choice.count) for choice in found.sections] == [("Hội Liên hiệp Phụ nữ tỉnh", 2)]


def test_pages_follow_one_another_and_none_is_empty(put, hoa):
    for day in range(45):
        put(f"Họp {day:02}", day=DAY + dt.timedelta(days=day))

    pages = [titles(hoa, "họp", page=page) for page in (1, 2, 3)]

    assert [len(page) for page in pages] == [20, 20, 5]
    assert sorted({title for page in pages for title in page}) == sorted(f"Họp {day:02}" for day in range(45))
    assert titles(hoa, "họp", page=99) == pages[2]


def test_more_than_anybody_reads_is_counted_up_to_a_bound(put, hoa, monkeypatch):
    _count_up_to(monkeypatch, 30)
    for day in range(40):
        put("Họp thôn", day=DAY + dt.timedelta(days=day))
    put("Thôn họp", day=DAY - dt.timedelta(days=900))
    put("Thư mời", "họp thôn", day=DAY + dt.timedelta(days=90))

    found = queries.for_actor(hoa, Wanted("họp thôn"))
    narrowed = queries.for_actor(hoa, Wanted("họp thôn", year="2019"))

    assert (found.total, found.is_more) == (30, True)
    assert (narrowed.total, narrowed.is_more) == (1, False)


def test_old_title_stands_above_newer_texts_however_many(put, hoa, monkeypatch):
    _count_up_to(monkeypatch, 5)
    for day in range(20):
        put("Thư", "đại hội điểm", day=DAY + dt.timedelta(days=day))
    put("Đại hội điểm", day=DAY - dt.timedelta(days=2_000))

    assert titles(hoa, "đại hội điểm")[0] == "Đại hội điểm"


@pytest.mark.parametrize("rows", [3, 60])
def test_search_takes_as_many_queries_however_much_it_finds(rows, put, hoa, province, django_assert_num_queries):
    for day in range(rows):
        put("Họp thôn", section=str(province.women.pk), day=DAY + dt.timedelta(days=day))

    # Whom one reaches; the days of the newest, the newest that fit; the lines, the sections.
    with django_assert_num_queries(5):
        queries.for_actor(hoa, Wanted("hop thon"))


@pytest.mark.parametrize(
    "typed",
    [
        "họp", "hop th", "thôn họp", "h", "23-QĐ/TW", "23 qd t", "QĐ/T", "hop thom", "thon xuan", "khong co",
        "nghiêng", "lâm-nghiêngx", "nghienga", "hop nghiengab", "hob nghienga",
    ],
)  # fmt: skip
def test_every_way_to_the_hits_leads_to_the_same(typed, put, hoa, at, monkeypatch):
    for number in range(40):
        place = ("thôn", "xã", "thôn Thượng")[number % 3]
        text = "theo 23-QĐ/TW" if number % 5 == 0 else "đầu xuân, lâm-nghiêngxy nghiengab"
        put(f"Họp {place} {number:02}", text, day=DAY + dt.timedelta(days=number**2))
    put("Họp thôn sau này", day=DAY + dt.timedelta(days=20_000))
    operations.learn_words(at=at)
    ways = itertools.product((5, 100), (2, 4, 9, 10_000), ((0.1, 2), (1.5, 4)), (-1, 0, 1, 5), ("", "2023"))
    found = defaultdict(set)

    for counted, sample, (wanted, longer), most, year in ways:
        _count_up_to(monkeypatch, counted)
        for name, value in {"SAMPLE": sample, "WANTED": wanted, "LONGER": longer, "MOST": most}.items():
            monkeypatch.setattr(newest, name, value)
        found[counted, year].add(tuple(titles(hoa, typed, year=year)))

    assert [len(answers) for answers in found.values()] == [1] * 4


def test_stretch_of_time_reaches_back_as_far_as_entries_stand_close():
    day = dt.date(2021, 10, 31)
    recent = newest.Recent([(dt.date(2050, 1, 1), 1), *((day - dt.timedelta(days=back), 4) for back in range(100))])

    assert recent.stretch(600) == [f"'#{month}'" for month in (202105, 202106, 202107, 202108, 202109, 202110, 205001)]
    assert recent.stretch(1_200) == ["'#2020.4'", "'#2021.1'", "'#2021.2'", "'#2021.3'", "'#2021.4'", "'#2050.1'"]
    assert recent.stretch(4_000) == ["'#2018'", "'#2019'", "'#2020'", "'#2021'", "'#2050'"]
    assert recent.stretch(100_000) == []


@pytest.mark.parametrize("column", ["words", "title_words"])
def test_index_of_words_is_asked_for_beginnings_and_time_too(column, put):
    """The same expression on both sides: otherwise every search would read everything, and find the same."""
    put("Họp thôn")
    led = IndexEntry.objects.filter(newest._led(column, Asked.of("họp th").question(), ["'#2021'"])).order_by()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        sql, parameters = led.values_list("id").query.sql_with_params()
        cursor.execute(f"EXPLAIN {sql}", parameters)
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "Bitmap Index Scan on indexentry_" in plan
    assert f"({column} @@ '''hop'''::tsquery) AND (search_ways({column}, day) @@ '''th'' & ''#2021'''::tsquery)" in plan


def _count_up_to(monkeypatch, bound):
    for module in (queries, newest):
        monkeypatch.setattr(module, "COUNTED", bound)


def test_public_search_knows_no_reader(put):
    put("Công khai kết luận", kind="briefing.task", public=True)
    put("Kết luận nội bộ")

    assert queries.for_everybody(Wanted("kết luận"), on=DAY).total == 1


def test_whoever_reaches_many_units_finds_as_whoever_reaches_few(put, tuyet, hoa, monkeypatch, province):
    """Two ways of asking whom the units open an entry to: by their index, and one by one."""
    put("Họp thôn", readers=Readers(Permission.ACTIVITY_VIEW, (province.elsewhere.pk, province.women.pk)))
    put("Họp xã", readers=Readers(Permission.ACTIVITY_VIEW, (province.elsewhere.pk,)))

    few = [titles(actor, "họp") for actor in (tuyet, hoa)]
    monkeypatch.setattr("giaoban.search.models.index.FEW_UNITS", 0)
    many = [titles(actor, "họp") for actor in (tuyet, hoa)]

    assert few == many == [["Họp thôn"], ["Họp thôn"]]


def test_known_words_are_of_letters_alone(put, at):
    put("Quyết định 23-QĐ/TW năm 2021, khoá XIII, số 4a")

    operations.learn_words(at=at)

    assert set(KnownWord.objects.values_list("word", flat=True)) >= {"quyet", "dinh", "nam", "khoa", "xiii"}
    assert not KnownWord.objects.filter(word__regex="[^a-z]").exists()


def test_very_long_texts_and_words_fit(put, hoa):
    put("x" * 10_000, "rà soát " * 60_000)

    assert IndexEntry.objects.get(kind="activities.activity").text.startswith("rà soát")
    assert queries.for_actor(hoa, Wanted("rà soát")).total == 1


def test_sources_without_a_public_page_have_nothing_public(everything, tuyet, at):
    for source in sources:
        assert isinstance(source, Source)
        if source.public_url is None:
            assert not IndexEntry.objects.filter(kind=source.kind, is_public=True).exists()
