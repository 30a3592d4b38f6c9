"""Search over 100,000 synthetic articles: the top 20 with capped counts in PostgreSQL and through the page; tantivy beside it.

The query set is written down in `question_set`: drawn with a fixed seed from the texts themselves, so that anybody gets the
same one; a second one, with another seed, is asked too, since the first was at hand when the search was made fast. What is
timed in PostgreSQL is every statement that the page asks of the index, fetched; "page" is the whole request of Django's test
client, template and middleware in it.

tantivy (an extra of development, not installed by us) gets the same folded words of the same rows, all words required, the
last one as a prefix, and where nothing fits, each word with one typo. It gives the newest 20 with title and text, and an
exact count; it does not put titles and phrases first, counts no facets, and asks for nobody's rights.
"""

# ruff: noqa: SLF001 - a benchmark fills the index past the rooms, and times what lies below the pages

import datetime as dt
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any
from uuid import UUID

ROWS = 100_000
SEED = 4
# Of the questions that were never looked at while the search was made fast.
UNSEEN = 2026
UNITS = 200

SYLLABLES = ["an", "ba", "bà", "bảo", "bản", "bão", "bầu", "biển", "bình", "bộ", "bồi", "cán", "cảnh", "cao", "cấp", "cầu", "châu", "chi", "chính", "chống", "chợ", "chủ", "chung", "chuyên", "chương", "cơ", "công", "cộng", "củng", "cuối", "cứu", "dân", "di", "dịch", "diện", "dự", "dục", "dưỡng", "đại", "đảm", "đảng", "đáp", "đất", "đầu", "đê", "đến", "địa", "điểm", "điều", "định", "đoàn", "đồng", "động", "đơn", "đường", "gia", "giá", "giải", "giám", "giao", "giáo", "giúp", "góp", "hành", "hạn", "hàng", "hậu", "hệ", "hiện", "hiệp", "hiệu", "hòa", "hoạch", "hoạt", "hộ", "hội", "hỗ", "hợp", "hưởng", "huy", "huyện", "ích", "kế", "khai", "khăn", "khảo", "khen", "khoa", "khó", "khu", "kết", "kiểm", "kiên", "kinh", "kỳ", "lao", "lập", "lễ", "liên", "lịch", "lĩnh", "lợi", "luật", "lũ", "lương", "mạng", "mặt", "mầm", "miền", "môi", "mới", "mùa", "mưa", "nam", "năm", "nạn", "nâng", "ngành", "nghèo", "nghệ", "nghị", "nghiệp", "ngư", "người", "nguồn", "nguyện", "nhà", "nhân", "nhiệm", "nhóm", "nông", "nữ", "nước", "ổn", "ông", "phát", "pháp", "phân", "phê", "phí", "phòng", "phong", "phổ", "phối", "phụ", "phục", "phương", "quà", "quán", "quản", "quân", "quê", "quốc", "quy", "quyên", "quyết", "rà", "ruộng", "rừng", "sách", "sản", "sáng", "sinh", "soát", "sông", "sở", "sự", "tác", "tài", "tán", "tặng", "tập", "tế", "thanh", "thành", "thăm", "thẩm", "thể", "thi", "thiên", "thiết", "thống", "thôn", "thông", "thu", "thuận", "thực", "thương", "thường", "tích", "tiếp", "tiền", "tiến", "tiêu", "tỉnh", "tình", "tổ", "tổng", "toàn", "trách", "trại", "trẻ", "triển", "triệt", "trị", "trình", "trợ", "trung", "trường", "truyền", "trưởng", "tuổi", "tuyên", "tuyến", "tư", "từ", "tương", "ủy", "ủng", "ước", "ưu", "văn", "vận", "vật", "vệ", "viên", "việc", "viện", "vốn", "vụ", "vườn", "xã", "xây", "xét", "xóa", "xuân", "ý", "yếu"]  # fmt: skip
SIGNS = ("QĐ/TW", "KH-UBND", "NQ/TU", "CT/TW", "TB/TU", "BC-MTTQ", "NĐ-CP", "HD-BTT")


def vocabulary(chance: random.Random) -> tuple[list[str], list[float]]:
    """The syllables above, and 6,000 rarer made-up ones; frequent as words of a language are (the n-th 1/n)."""
    onsets = [
        "b",
        "c",
        "ch",
        "d",
        "đ",
        "g",
        "gh",
        "gi",
        "h",
        "k",
        "kh",
        "l",
        "m",
        "n",
        "nh",
        "ng",
        "ph",
        "qu",
        "r",
        "s",
        "t",
        "th",
        "tr",
        "v",
        "x",
    ]
    rimes = [
        "a",
        "à",
        "á",
        "ả",
        "ã",
        "ạ",
        "an",
        "àn",
        "ang",
        "àng",
        "anh",
        "ao",
        "au",
        "ay",
        "e",
        "em",
        "en",
        "eo",
        "ê",
        "ên",
        "êu",
        "i",
        "ia",
        "im",
        "in",
        "iu",
        "o",
        "oa",
        "oan",
        "oi",
        "on",
        "ong",
        "ô",
        "ôi",
        "ôm",
        "ôn",
        "ông",
        "ơ",
        "ơi",
        "ơn",
        "u",
        "ua",
        "ui",
        "um",
        "un",
        "ung",
        "ư",
        "ưa",
        "ưng",
        "ươi",
        "ươn",
        "ương",
        "y",
    ]
    rare = list(
        {onset + rime + coda for onset in onsets for rime in rimes for coda in ("", "p", "t", "c", "ch")}
        - set(SYLLABLES)
    )
    words = [*SYLLABLES, *chance.sample(sorted(rare), 6_000)]
    return words, [1 / (place + 3) for place in range(len(words))]


def rows() -> Iterator[tuple[UUID, str, str, dt.date, list[int]]]:
    """(id, title, text, day, units that open it): titles of 6 to 14 syllables, texts of 100 to 400."""
    chance = random.Random(SEED)
    words, weights = vocabulary(chance)
    weights = list(accumulate(weights))
    for number in range(ROWS):
        title = chance.choices(words, cum_weights=weights, k=chance.randint(6, 14))
        text = chance.choices(words, cum_weights=weights, k=chance.randint(100, 400))
        if chance.random() < 0.15:
            text.insert(chance.randrange(len(text)), f"{chance.randint(1, 999)}-{chance.choice(SIGNS)}")
        day = dt.date(2017, 1, 1) + dt.timedelta(days=int(3_650 * chance.random() ** 0.5))
        units = [chance.randrange(UNITS) for _ in range(chance.choice((1, 1, 2, 4)))]
        yield UUID(int=number + 1), " ".join(title).capitalize(), " ".join(text), day, units


def question_set(seed: int = SEED + 1) -> dict[str, list[str]]:
    """100 questions of each class."""
    chance = random.Random(seed)
    told = [(title, text) for _, title, text, *_ in rows()]
    words, _weights = vocabulary(random.Random(SEED))
    plain = _unaccented()

    def run(source: str, length: int) -> str:
        parts = source.split()
        start = chance.randrange(max(1, len(parts) - length))
        return " ".join(parts[start : start + length])

    numbers = [word for _, text in told for word in text.split() if "/" in word or "-" in word]
    drawn = [chance.choice(told) for _ in range(400)]
    return {
        "rare word": [chance.choice(words[2_000:]) for _ in range(100)],
        "frequent word": [chance.choice(words[:60]) for _ in range(100)],
        "two frequent words": [" ".join(chance.choices(words[:120], k=2)) for _ in range(100)],
        "phrase of three, no accents": [plain(run(text, 3)) for _, text in drawn[:100]],
        "words of a title": [run(title, 4) for title, _ in drawn[100:200]],
        "being typed": [run(text, 2)[:-1] or "h" for _, text in drawn[200:300]],
        "one letter": [chance.choice("abcdghklmnpqstvx") for _ in range(100)],
        "number of a paper": [chance.choice(numbers) for _ in range(100)],
        "one typo": [_slip(plain(run(text, 3)), chance) for _, text in drawn[300:]],
        "nothing": [f"zzq{number} {chance.choice(words[:60])}" for number in range(100)],
    }


def _unaccented() -> Callable[[str], str]:
    from giaoban.kernel.vietnamese import fold

    return fold


def _slip(typed: str, chance: random.Random) -> str:
    place = chance.randrange(len(typed) - 1)
    return typed[:place] + chance.choice("bcdghklmn") + typed[place + 1 :]


def percentiles(times: list[float]) -> str:
    times = sorted(times)
    at = lambda share: times[min(len(times) - 1, int(share * len(times)))]  # noqa: E731
    return f"p50 {1000 * at(0.5):7.1f}   p99 {1000 * at(0.99):7.1f}   worst {1000 * times[-1]:7.1f} ms   (mean {1000 * statistics.fmean(times):.1f})"


def timed(act: Callable[[str], object], asked: list[str]) -> list[float]:
    """Each question once unmeasured, then once measured."""
    times = []
    for measured in (False, True):
        for typed in asked:
            began = time.perf_counter()
            act(typed)
            if measured:
                times.append(time.perf_counter() - began)
    return times


def main() -> None:
    from benchmarks import _database

    with _database.throw_away():
        run()


def run() -> None:
    units = [UUID(int=10_000_000 + number) for number in range(UNITS)]
    began = time.monotonic()
    fill(units)
    print(f"filled and analysed in {time.monotonic() - began:.0f} s; {_sizes()}", flush=True)
    measure(units)


def measure(units: list[UUID]) -> None:
    print(f"load at the beginning: {' '.join(f'{one:.1f}' for one in os.getloadavg())}; {ROWS} rows, seed {SEED}")
    questions, unseen = question_set(), question_set(UNSEEN)
    _in_postgresql({"": questions, " (questions of another seed)": unseen}, units)
    _through_the_page(questions)
    _in_tantivy({"": questions, " (questions of another seed)": unseen})
    print(f"load at the end: {' '.join(f'{one:.1f}' for one in os.getloadavg())}")


def fill(units: list[UUID]) -> None:
    """Past the room, with its own functions for what a row becomes; the indexes of words are built once all rows are there."""
    from django.db import connection

    from giaoban.kernel.search import Entry, Readers, sources
    from giaoban.registry.roles import Permission
    from giaoban.search.operations import indexing

    at, kind = dt.datetime(2026, 11, 22, tzinfo=dt.UTC), "news.article"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'search_indexentry' AND indexdef LIKE '%% gin %%'"
        )
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f"DROP INDEX {name}")
        batch: dict[UUID, object] = {}
        for pk, title, text, day, opened in rows():
            readers = Readers(Permission.NEWS_VIEW, tuple(units[one] for one in opened))
            entry = Entry(pk, title, text, day, readers, is_public=True)
            batch[pk] = indexing._with_words(indexing._columns(sources[kind], entry, at))
            if len(batch) == 1_000:
                indexing._write(kind, batch)
                batch = {}
        for _name, definition in indexes:
            cursor.execute(definition)
        indexing._learn_anew(at)
        cursor.execute("VACUUM ANALYZE search_indexentry")
        cursor.execute("VACUUM ANALYZE search_knownword")


def _sizes() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_size_pretty(pg_table_size('search_indexentry')), pg_size_pretty(pg_indexes_size('search_indexentry')),"
            " (SELECT count(*) FROM search_knownword)"
        )
        table, indexes, words = cursor.fetchone()
    return f"table {table}, indexes {indexes}, {words} known words"


class _Statements:
    """Time spent in the database, fetching included, while it is entered."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self, execute, sql, parameters, many, context):
        began = time.perf_counter()
        try:
            return execute(sql, parameters, many, context)
        finally:
            self.seconds += time.perf_counter() - began


def _in_postgresql(sets: dict[str, dict[str, list[str]]], units: list[UUID]) -> None:
    from django.db import connection

    from giaoban.registry.roles import Permission
    from giaoban.search import queries
    from giaoban.search.models import IndexEntry
    from giaoban.search.models.index import Keys
    from giaoban.search.queries import Wanted, _Side

    day = dt.date(2026, 11, 22)
    readers = {
        "everybody": IndexEntry.objects.open_to_all(),
        "a body of one unit": IndexEntry.objects.opened_by(
            Keys((Permission.NEWS_VIEW.value,), tuple(units[:1]), (units[0],))
        ),
        "half a province": IndexEntry.objects.opened_by(
            Keys((Permission.NEWS_VIEW.value,), tuple(units[:100]), (units[0],))
        ),
        "a whole province": IndexEntry.objects.opened_by(
            Keys(
                (Permission.NEWS_VIEW.value,), (*units, *(UUID(int=20_000_000 + n) for n in range(6_000))), (units[0],)
            )
        ),
    }
    for reader, entries in readers.items():
        for which, questions in sets.items():
            if which and reader != "everybody":
                continue
            print(f"\nin PostgreSQL, as {reader}{which}:")
            everything: list[float] = []
            all_work: list[float] = []
            for name, asked in questions.items():
                spent, work = [], []

                def ask(typed: str, entries=entries, spent=spent, work=work) -> None:
                    clock, before = _Statements(), _worked()
                    with connection.execute_wrapper(clock):
                        queries._found(_Side(entries, day), Wanted(typed))
                    spent.append(clock.seconds)
                    work.append(_worked() - before)

                timed(ask, asked)
                measured = spent[len(asked) :]
                everything += measured
                all_work += work[len(asked) :]
                print(f"  {name:<28} {percentiles(measured)}")
            print(f"  {'all':<28} {percentiles(everything)}")
            print(f"  {'the work of the session alone':<28} {percentiles(all_work)}", flush=True)


def _worked() -> float:
    """Seconds of processor that the database session had so far, whatever else the machine did; nan where nobody tells."""
    from django.db import connection

    connection.ensure_connection()
    told = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return int(told.read_text().split()[0]) / 1e9 if told.exists() else float("nan")


def _through_the_page(questions: dict[str, list[str]]) -> None:
    from django.test import Client

    visitor = Client()
    print("\nthrough the public page (Django's test client, one process):")
    everything: list[float] = []
    for name, asked in questions.items():
        spent = timed(lambda typed: visitor.get("/search/", {"q": typed}), asked)
        everything += spent
        print(f"  {name:<28} {percentiles(spent)}")
    print(f"  {'all':<28} {percentiles(everything)}")


def _in_tantivy(sets: dict[str, dict[str, list[str]]]) -> None:
    try:
        import tantivy
    except ImportError:
        print("\nSKIPPED: tantivy is not installed (pip install tantivy), so nothing stands beside PostgreSQL")
        return
    query, must = tantivy.Query, tantivy.Occur.Must
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        index = _tantivy_index(tantivy, folder)
        size = sum(file.stat().st_size for file in Path(folder).rglob("*"))
        print(
            f"\n{tantivy.__version__}, the same rows, filled in {time.monotonic() - began:.0f} s, {size / 1e6:.0f} MB"
        )
        schema, searcher = index.schema, index.searcher()

        def found(clauses: list) -> int:
            asked = query.boolean_query([(must, one) for one in clauses])
            hits = searcher.search(asked, 20, count=True, order_by_field="day")
            for _day, address in hits.hits:
                searcher.doc(address)
            return hits.count

        def ask(typed: str) -> None:
            parts = _folded(typed).split()
            if not parts:
                return
            whole = [query.term_query(schema, "words", part) for part in parts[:-1]]
            if not found([*whole, query.regex_query(schema, "words", f"{parts[-1]}.*")]):
                found([query.fuzzy_term_query(schema, "words", part, distance=1) for part in parts])

        for which, questions in sets.items():
            print(f"in tantivy{which}:")
            everything: list[float] = []
            for name, asked in questions.items():
                spent = timed(ask, asked)
                everything += spent
                print(f"  {name:<28} {percentiles(spent)}")
            print(f"  {'all':<28} {percentiles(everything)}", flush=True)


def _tantivy_index(tantivy: Any, folder: str) -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("words", stored=False, tokenizer_name="whitespace")
    builder.add_bytes_field("told", stored=True, indexed=False)
    builder.add_integer_field("day", stored=True, fast=True, indexed=True)
    builder.add_integer_field("id", stored=True)
    index = tantivy.Index(builder.build(), path=folder)
    writer = index.writer(heap_size=128_000_000, num_threads=1)
    for pk, title, text, day, _units in rows():
        words, told = _folded(f"{title} {text}"), f"{title}\n{text}".encode()
        writer.add_document(tantivy.Document(words=words, told=told, day=day.toordinal(), id=pk.int))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def _folded(text: str) -> str:
    """The words of a text as the index of words in PostgreSQL has them."""
    from giaoban.kernel.search_words import tokens

    return " ".join(part for token in tokens(text) for part in token.parts)


if __name__ == "__main__":
    main()
