"""Open data: what everybody may read, for machines; the same rows as JSON and CSV, page by page, described in OpenAPI."""

import csv
import io
import json

import pytest
from django.test import RequestFactory

from giaoban.briefing import operations
from giaoban.briefing.enums import Outcome, Verdict
from giaoban.kernel.publication import KEPT, addresses
from giaoban.portal.open_data import api, rows
from giaoban.portal.queries import DATASETS
from giaoban.site.operation.static_site import file_of
from giaoban.visits.models import Day
from tests.briefing.conftest import close_again, open_to_all
from tests.cast import TODAY, make_unit
from tests.portal.conftest import _on_the_day_of_the_cast  # noqa: F401 - fixture

BASE = "/open-data/v1"
each = pytest.mark.parametrize("name", sorted(api.ROW_OF))


def items(client, name: str) -> list[dict]:
    return client.get(f"{BASE}/{name}.json").json()["items"]


def table(client, address: str) -> list[dict]:
    text = client.get(address).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


# --- Shape ------------------------------------------------------------------------------------------------------------


def test_every_dataset_has_a_row_a_source_and_words_for_people():
    assert set(api.ROW_OF) == set(rows.SOURCES) == set(DATASETS)


@each
def test_empty_dataset_is_one_page_without_rows(client, db, name):
    page = client.get(f"{BASE}/{name}.json").json()

    assert (page["dataset"], page["count"], page["page"], page["pages"], page["items"]) == (name, 0, 1, 1, [])
    assert page["next"] is page["previous"] is None
    assert table(client, f"{BASE}/{name}.csv") == []


@pytest.mark.parametrize("address", ["articles-1.json", "articles-2.json", "articles-0.csv", "households.json", ""])
def test_what_there_is_not_is_not_found(client, db, address):
    assert client.get(f"{BASE}/{address}").status_code == 404


def test_long_dataset_comes_in_pages_that_name_one_another(client, province, monkeypatch):
    monkeypatch.setattr(api, "ROWS", 2)
    seen, address = [], f"{BASE}/units.json"
    while address:
        page = client.get(address).json()
        seen += [one["id"] for one in page["items"]]
        address = page["next"]

    assert len(seen) == len(set(seen)) == page["count"] > 4
    assert page["previous"] in {f"{BASE}/units.json", f"{BASE}/units-{page['pages'] - 1}.json"}
    assert [one["id"] for one in table(client, f"{BASE}/units-2.csv")] == seen[2:4]


@each
def test_answers_may_be_kept_as_pages_are_and_give_no_cookie(client, province, name):
    for address in (f"{BASE}/{name}.json", f"{BASE}/{name}.csv", f"{BASE}/openapi.json"):
        answer = client.get(address)

        assert answer.wsgi_request.META[KEPT].body == answer.content
        assert not answer.cookies


@pytest.mark.parametrize(
    ("method", "status"), [("head", 200), ("get", 200), ("post", 405), ("put", 405), ("delete", 405)]
)
def test_rows_are_read_and_nothing_else(client, db, method, status):
    assert getattr(client, method)(f"{BASE}/articles.json").status_code == status


def test_description_names_every_address_and_field_and_loads_nothing(client, db):
    told = client.get(f"{BASE}/openapi.json").json()

    for name, row in api.ROW_OF.items():
        for ending in (".json", ".csv", "-{page}.json", "-{page}.csv"):
            assert f"{BASE}/{name}{ending}" in told["paths"]
        assert set(told["components"]["schemas"][row.__name__]["properties"]) == set(row.model_fields)
    assert "http" not in json.dumps(told)
    assert client.get(f"{BASE}/docs").status_code == 404


def test_each_answer_is_what_the_description_promises(client, published, province):
    schemas = client.get(f"{BASE}/openapi.json").json()["components"]["schemas"]
    (row,) = items(client, "conclusions")[:1]

    assert set(row) == set(schemas["Sentence"]["required"])


# --- What the rows say ------------------------------------------------------------------------------------------------


def test_sentences_come_with_their_permission_tasks_and_accepted_results(client, published, tasks, hoa, tuyet, at):
    line = tasks["congress"].lines.get()
    made = operations.report(line_id=line.pk, outcome=Outcome.DONE, text="Hai huyện đã xong.", by=hoa, at=at)
    before = [task for one in items(client, "conclusions") for task in one["tasks"] if "đại hội" in task["text"]]
    operations.decide(line_id=line.pk, report_id=made.pk, verdict=Verdict.ACCEPT, by=tuyet, at=at)

    (one,) = [one for one in items(client, "conclusions") if "đại hội cấp huyện" in one["text"]]
    (task,) = one["tasks"]
    assert (one["permitted_by"], one["paper_number"], one["paper_on"]) == (
        "Thường trực Tỉnh ủy", "12-TB/TU", "2021-10-20",
    )  # fmt: skip
    assert (task["due_last_day"], task["state"], task["is_late"]) == ("2021-10-31", "accepted", False)
    assert [body["result"] for body in before[0]["bodies"]] == [None]
    assert [body["result"] for body in task["bodies"]] == ["Hai huyện đã xong."]
    assert client.get(task["path"]).status_code == client.get(one["path"]).status_code == 200


def test_restricted_result_is_in_no_file(client, published, tasks, hoa, tuyet, at):
    line = tasks["congress"].lines.get()
    made = operations.report(
        line_id=line.pk, outcome=Outcome.DONE, text="Danh sách kín.", is_restricted=True, by=hoa, at=at
    )
    operations.decide(line_id=line.pk, report_id=made.pk, verdict=Verdict.ACCEPT, by=tuyet, at=at)

    files = "".join(client.get(f"{BASE}/conclusions.{kind}").content.decode() for kind in ("json", "csv"))
    assert "đại hội cấp huyện" in files
    assert "Danh sách kín" not in files
    assert str(hoa.user) not in files


def test_closed_sentence_is_in_no_file(client, briefing, tasks, tuyet, at):
    open_to_all(briefing, by=tuyet, at=at)
    close_again(briefing, sentences=[tasks["storm"].sentence], by=tuyet, at=at)

    files = "".join(client.get(f"{BASE}/conclusions.{kind}").content.decode() for kind in ("json", "csv"))
    assert "đại hội cấp huyện" in files
    assert "mưa bão" not in files


def test_table_has_a_line_for_each_body_and_the_columns_of_the_lists(client, published):
    found = table(client, f"{BASE}/conclusions.csv")
    bodies = sum(max(1, len(task["bodies"])) for one in items(client, "conclusions") for task in one["tasks"])
    without = sum(1 for one in items(client, "conclusions") if not one["tasks"])

    assert len(found) == bodies + without
    assert {"id", "text", "task_id", "task_state", "task_body_unit", "task_body_result"} <= set(found[0])


@pytest.mark.parametrize("name", ["=1+1", "+84 900", "-x", "@SUM(A1)", "\t=1+1"])
def test_no_cell_is_a_formula(client, province, name):
    make_unit("xa-cong-thuc", f"{name}", "commune", parent=province.district)

    cells = [cell for line in table(client, f"{BASE}/units.csv") for cell in line.values()]

    assert [cell for cell in cells if cell.lstrip("'").strip() == name.strip()]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))] == []


def test_visits_are_told_day_by_day(client, db):
    Day.objects.create(day=TODAY, visits=60, visitors=60, views=180, machines=25)

    (row,) = items(client, "visits")

    assert (row["day"], row["visits"], row["machines"]) == ("2021-10-28", 60, 25)


# --- Beside the pages -------------------------------------------------------------------------------------------------


def test_page_for_people_leads_to_every_file(client, db):
    page = client.get("/open-data/").content.decode()

    for name in api.ROW_OF:
        assert f"{BASE}/{name}.json" in page
        assert f"{BASE}/{name}.csv" in page
    assert f"{BASE}/openapi.json" in page


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("/", "conclusions"),
        ("/news/", "articles"),
        ("/polls/", "polls"),
        ("/voices/", "voices"),
        ("/statistics/", "visits"),
    ],
)
def test_pages_lead_to_their_rows(client, published, page, name):
    assert f"{BASE}/{name}.json" in client.get(page).content.decode()


def test_files_are_part_of_the_published_site(client, published):
    every = list(addresses.all())

    for name in api.ROW_OF:
        assert f"{BASE}/{name}.json" in every
        assert f"{BASE}/{name}.csv" in every
    assert file_of(f"{BASE}/units.json") == "open-data/v1/units.json"
    assert RequestFactory().get(f"{BASE}/openapi.json").path in every
