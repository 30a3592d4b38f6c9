"""Pages over 100,000 tasks: the list with every filter and order, deep pages, My work, the fate board."""

from functools import partial

from benchmarks._province import as_owner, installation, load, percentile, signed_in, timed
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

TASKS, EACH = 100_000, 60
ROUNDS, SHOWN = 7, 8
LIMIT_MS = 200
PEOPLE = {"demo.vanphong": "secretariat", "demo.mattran": "coordinator", "demo.phunu": "officer", "demo.xa": "clerk"}

TABLES = ("textimport", "briefing", "sentence", "task", "taskline")
# Written past the operations and without history: what is measured is reading.
FILL = (
    f"""
    CREATE TEMP TABLE many AS
    SELECT g AS n, (g - 1) / {EACH} AS held, 1 + (g - 1) % {EACH} AS number,
           gen_random_uuid() AS task, gen_random_uuid() AS sentence,
           md5('b' || (g - 1) / {EACH})::uuid AS briefing, md5('i' || (g - 1) / {EACH})::uuid AS import
    FROM generate_series(1, {TASKS}) AS g
    """,
    """
    CREATE TEMP TABLE body AS SELECT unit_id, row_number() OVER (ORDER BY unit_id) - 1 AS place
    FROM (SELECT DISTINCT unit_id FROM briefing_taskline) AS seen
    """,
    "CREATE TEMP TABLE words AS SELECT *, row_number() OVER (ORDER BY id) - 1 AS place FROM briefing_task",
    """
    INSERT INTO briefing_textimport
    SELECT (jsonb_populate_record(NULL::briefing_textimport, to_jsonb(one) || jsonb_build_object('id', many.import))).*
    FROM (SELECT DISTINCT import FROM many) AS many,
         (SELECT import.* FROM briefing_textimport import JOIN briefing_briefing held ON held.text_import_id = import.id LIMIT 1) AS one
    """,
    """
    INSERT INTO briefing_briefing
    SELECT (jsonb_populate_record(NULL::briefing_briefing, to_jsonb(one) || jsonb_build_object(
        'id', many.briefing, 'text_import_id', many.import, 'held_on', date '2021-10-01' - many.held % 600
        ))).*
    FROM (SELECT DISTINCT briefing, import, held FROM many) AS many, (SELECT * FROM briefing_briefing LIMIT 1) AS one
    """,
    """
    INSERT INTO briefing_sentence
    SELECT (jsonb_populate_record(NULL::briefing_sentence, to_jsonb(one)
        || jsonb_build_object('id', many.sentence, 'briefing_id', briefing, 'number', many.number))).*
    FROM many, (SELECT * FROM briefing_sentence WHERE fate = 'task' LIMIT 1) AS one
    """,
    """
    INSERT INTO briefing_task
    SELECT (jsonb_populate_record(NULL::briefing_task, to_jsonb(words) || jsonb_build_object(
        'id', many.task, 'briefing_id', many.briefing, 'sentence_id', sentence, 'number', many.number,
        'text', words.text || ' (việc ' || n || ')', 'text_folded', words.text_folded || ' (viec ' || n || ')',
        'addressee_id', NULL, 'due_kind', CASE WHEN n % 3 = 0 THEN '' ELSE 'day' END, 'due_start', NULL,
        'due_end', CASE WHEN n % 3 = 0 THEN NULL ELSE date '2021-10-01' - held % 600 + n % 90 END,
        'status', CASE WHEN n % 10 < 7 THEN 'accepted' WHEN n % 10 = 7 THEN 'reported' ELSE 'assigned' END))).*
    FROM many JOIN words ON words.place = n % (SELECT count(*) FROM words)
    """,
    """
    INSERT INTO briefing_taskline (id, task_id, unit_id, part, status, added_by_id)
    SELECT gen_random_uuid(), task, body.unit_id, CASE WHEN turn = 0 THEN 'lead' ELSE 'coordinating' END,
           CASE WHEN n % 10 < 7 THEN 'accepted' WHEN n % 10 = 7 THEN 'reported' ELSE 'assigned' END,
           (SELECT added_by_id FROM briefing_taskline LIMIT 1)
    FROM many CROSS JOIN generate_series(0, 1) AS turn
    JOIN body ON body.place = (n + turn * 3) % (SELECT count(*) FROM body)
    """,
    # What the trigger tells, which is off for the filling.
    """
    INSERT INTO briefing_workedwith (body_id, other_id)
    SELECT DISTINCT one.unit_id, other.unit_id
    FROM briefing_taskline one JOIN briefing_taskline other USING (task_id) WHERE other.unit_id <> one.unit_id
    UNION SELECT DISTINCT held.owner_id, line.unit_id FROM briefing_taskline line
    JOIN briefing_task task ON task.id = line.task_id JOIN briefing_briefing held ON held.id = task.briefing_id
    """,
)


def addresses(unit: str, held: str) -> list[tuple[str, str]]:
    states = ("open", "late", "running", "reported", "returned", "accepted", "standing", "unassigned")
    sorts = ("due", "-due", "state", "-state", "briefing", "-briefing")
    return [
        ("list, first page", "/tasks/"),
        *((f"list, page {page}", f"/tasks/?page={page}") for page in (2, 100, 2000)),
        *((f"list, sort {sort}", f"/tasks/?sort={sort}") for sort in sorts),
        *((f"list, sort {sort}, page 1000", f"/tasks/?sort={sort}&page=1000") for sort in ("due", "-state")),
        ("list, sort due, page 1950", "/tasks/?sort=due&page=1950"),
        *((f"list, {state}", f"/tasks/?state={state}") for state in states),
        ("list, standing kind", "/tasks/?kind=standing"),
        ("list, one body", f"/tasks/?unit={unit}"),
        ("list, words", "/tasks/?q=viec+4711"),
        ("list, frequent words", "/tasks/?q=viec"),
        ("list, one body, late, by due", f"/tasks/?unit={unit}&state=late&sort=due"),
        ("list, one briefing", f"/tasks/?briefing={held}"),
        ("my work", "/my-work/"),
        ("fate board", f"/briefings/{held}/sentences/"),
    ]


def main() -> None:
    installation()
    switch = [f"ALTER TABLE briefing_{table} {{}} TRIGGER USER" for table in TABLES]
    fill(off=[one.format("DISABLE") for one in switch], on=[one.format("ENABLE") for one in switch])
    from giaoban.briefing.models import Task, TaskLine

    print(
        f"   {Task.objects.count():,} tasks, {TaskLine.objects.count():,} lines; whole requests in this process; {load()}"
    )
    unit = str(TaskLine.objects.values_list("unit", flat=True).order_by("unit")[0])
    held = str(Task.objects.filter(number=EACH).values_list("briefing", flat=True)[0])
    for username, role in PEOPLE.items():
        look(signed_in(username), role, addresses(unit, held))


def look(client: Client, role: str, pages: list[tuple[str, str]]) -> None:
    """Prints the slowest pages of one person; a page that this role may not open is left out."""
    by_page, together, worked, queries = [], [], [], set()
    for name, url in pages:
        if client.get(url).status_code != 200:
            continue
        with CaptureQueriesContext(connection) as seen:
            client.get(url)
        count = len(seen)
        if name.startswith("list"):
            queries.add(count)
        times, work = timed(partial(client.get, url), ROUNDS)
        worked.append(work)
        together += times
        by_page.append((work, percentile(times, 0.95), count, name))
    print(
        f"   {role}: p95 of all pages {percentile(sorted(together), 0.95):.0f} ms, of the work alone"
        f" {percentile(sorted(worked), 0.95):.0f} ms (wanted {LIMIT_MS}); queries of a list: {sorted(queries)}"
    )
    for work, took, count, name in sorted(by_page, reverse=True)[:SHOWN]:
        print(f"      work {work:5.0f} ms, p95 {took:6.0f} ms  {count:3} queries  {name}")


def fill(*, off: list[str], on: list[str]) -> None:
    # The throw-away server has no autovacuum, which a real one has done long before so many tasks are there.
    as_owner(*off, *FILL, *on, "VACUUM ANALYZE")


if __name__ == "__main__":
    main()
