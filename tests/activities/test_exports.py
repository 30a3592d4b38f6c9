"""The table that one takes along: exactly the rows counted on the screen, and nothing in it that a spreadsheet runs."""

import csv
import datetime as dt
import io

import openpyxl
import pytest
from django.urls import reverse

from giaoban.activities import operations
from tests.activities.conftest import DAY
from tests.replay import replayed

pytestmark = pytest.mark.usefixtures("in_october")
LIST, CSV, XLSX = (reverse(f"activities:{name}") for name in ("activities", "export-csv", "export-xlsx"))
PAYLOADS = [
    "=1+1",
    '=HYPERLINK("http://evil.example","bấm")',
    "+84 53 123",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "|calc",
    "%0A=1",
    "\t=1+1",
    "\r\n=1+1",
    " =1+1",
]


@pytest.fixture
def clerk(lan, signed_in):
    return signed_in(lan)


def read_csv(client, query) -> list[list[str]]:
    answer = client.get(CSV, query)
    assert "attachment" in answer["Content-Disposition"]
    text = b"".join(answer.streaming_content).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def read_xlsx(client, query):
    answer = client.get(XLSX, query)
    assert "attachment" in answer["Content-Disposition"]
    return openpyxl.load_workbook(io.BytesIO(answer.getvalue())).active


@pytest.fixture
def several(changed, lan, at):
    """53 records of three kinds, more than a page of the screen holds; one of them cancelled."""

    def make():
        made = [
            operations.record(
                told=changed(
                    kind=("dissemination", "training", "visit")[number % 3],
                    topic=f"Việc thứ {number:02}",
                    first_day=DAY - dt.timedelta(days=number % 7),
                    participants=number or None,
                    women=None,
                ),
                by=lan,
                at=at,
            )
            for number in range(53)
        ]
        operations.cancel(activity_id=made[5].pk, version=1, reason="Ghi hai lần", by=lan, at=at)
        return made

    return replayed(("several activities", lan.user.pk), make)


@pytest.mark.slow
@pytest.mark.parametrize(
    "query",
    [{}, {"kind": "training"}, {"q": "viec thu 1"}, {"since": "2021-10-18", "sort": "participants"}, {"state": "all"}],
)
def test_exports_hold_the_rows_counted_on_the_screen_in_its_order(clerk, several, query):
    first = clerk.get(LIST, query).context
    rest = clerk.get(LIST, {**query, "page": 2}).context["rows"] if first["page"].has_next() else []
    shown = [row.activity.topic for row in [*first["rows"], *rest]]

    as_csv, sheet = read_csv(clerk, query), read_xlsx(clerk, query)

    assert [row[4] for row in as_csv[1:]] == shown
    assert [row[4].value for row in sheet.iter_rows(min_row=2)] == shown
    assert len(shown) == first["count"]
    assert sum(int(row[6] or 0) for row in as_csv[1:]) == first["participants"]
    assert sum(row[6].value or 0 for row in sheet.iter_rows(min_row=2)) == first["participants"]


def test_a_workbook_has_days_and_numbers_and_the_heads_of_the_screen(clerk, activity):
    heads, row = read_xlsx(clerk, {}).iter_rows()

    assert [cell.value for cell in heads][:7] == [
        "Từ ngày", "Ngày cuối", "Loại hoạt động", "Đơn vị thực hiện", "Nội dung", "Địa điểm", "Số người dự",
    ]  # fmt: skip
    assert (row[0].value, row[0].number_format) == (dt.datetime(2021, 10, 20), "DD/MM/YYYY")
    assert (row[6].value, row[7].value) == (85, 41)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_becomes_a_formula(clerk, changed, lan, at, payload):
    operations.record(told=changed(topic=f"{payload}", words=payload, place_words=payload), by=lan, at=at)

    cells = [cell for row in read_csv(clerk, {}) for cell in row]
    sheet = read_xlsx(clerk, {})

    assert [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@|%")] == []
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None} <= {
        "s", "n", "d",
    }  # fmt: skip
    assert sheet["E2"].value == payload.strip()
    assert sheet["E2"].quotePrefix


def test_control_characters_do_not_break_a_workbook(clerk, changed, lan, at):
    operations.record(told=changed(topic="Họp\x07 thôn"), by=lan, at=at)

    assert read_xlsx(clerk, {})["E2"].value == "Họp thôn"


def test_a_stranger_takes_nothing_along(signed_in, stranger, activity):
    assert len(read_csv(signed_in(stranger), {})) == 1
    assert read_xlsx(signed_in(stranger), {}).max_row == 1
