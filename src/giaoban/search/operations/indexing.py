"""The index follows the rooms: with each event in its transaction, and wholly anew when asked."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from django.db import connection, transaction

from giaoban.kernel.search import Entry, Source, sources
from giaoban.kernel.search_words import clean, vector
from giaoban.registry.models import Event
from giaoban.search.models import IndexEntry, IndexState
from giaoban.search.models.index import FORM
from giaoban.search.queries import is_built

LONGEST_TITLE, LONGEST_TEXT = 2_000, 200_000
BATCH = 400
BEGINNING = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

COLUMNS = (
    "page_id", "title", "text", "context", "section", "day", "order", "is_public", "permission", "units", "own_permission",
    "own", "digest", "title_words", "words", "indexed_at",
)  # fmt: skip
LEARN = """
    INSERT INTO search_knownword (word)
    SELECT DISTINCT lexeme FROM search_indexentry, unnest(words) AS found (lexeme, places, weights)
    WHERE indexed_at >= %s AND lexeme ~ '^[a-z]{3,20}$'
    ON CONFLICT DO NOTHING
"""
FORGET = """
    DELETE FROM search_knownword known WHERE NOT EXISTS (
        SELECT FROM search_indexentry entry WHERE entry.words @@ quote_literal(known.word)::tsquery
    )
"""


@dataclass(frozen=True)
class Drift:
    """How far the index of one kind was from its rows: entries missing, told otherwise, and of rows that are none."""

    kind: str
    rows: int = 0
    missing: int = 0
    stale: int = 0
    left_over: int = 0

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.left_over)


Progress = Callable[[str, int], None]
"""Told of each kind and how many of its rows were gone through."""


def silent(kind: str, rows: int) -> None:
    """Nobody watches."""


def touched(event: Event) -> None:
    """Brings the index up to what an event changed: called within the transaction of the act."""
    for source in sources.of_event(event.type):
        if ids := set(source.events[event.type](event)):
            reindex(kind=source.kind, ids=ids, at=event.at)


@transaction.atomic
def reindex(*, kind: str, ids: Collection[UUID], at: dt.datetime) -> Drift:
    """Makes the entries of these rows tell what the rows tell now; those of rows that are none any more go."""
    source = sources[kind]
    known = _locked(kind, ids)
    entries = list(source.entries(source.rows().filter(pk__in=ids)))
    told = {entry.id: _columns(source, entry, at) for entry in entries}
    changed = {pk for pk, columns in told.items() if known.get(pk) != columns["digest"]}
    _write(kind, {pk: _with_words(told[pk]) for pk in changed})
    gone = set(known) - set(told)
    if gone:
        IndexEntry.objects.filter(kind=kind, subject_id__in=gone).delete()
    missing = len(changed - set(known))
    return Drift(kind, len(told), missing, len(changed) - missing, len(gone))


def rebuild(*, at: dt.datetime, kinds: Iterable[str] = (), progress: Progress = silent) -> list[Drift]:
    """Goes through all rows of these kinds, or of every kind, and mends what differs; returns what differed.

    Batch by batch, beside the work of others: what changes meanwhile is indexed by its own event.
    """
    wanted = [sources[kind] for kind in kinds] or list(sources)
    found = [_mend(source, at, progress) for source in wanted]
    if not kinds:
        IndexEntry.objects.exclude(kind__in=[source.kind for source in wanted]).delete()
        _learn_anew(at)
    return found


def check(*, kinds: Iterable[str] = (), progress: Progress = silent) -> list[Drift]:
    """The same comparison, and nothing is written."""
    return [_compared(source, progress) for source in [sources[kind] for kind in kinds] or sources]


def build_if_older(*, at: dt.datetime, progress: Progress = silent) -> bool:
    """Builds the index where a release indexes otherwise than the one that built it, or where there is none yet."""
    if is_built():
        return False
    rebuild(at=at, progress=progress)
    return True


@transaction.atomic
def learn_words(*, at: dt.datetime) -> None:
    """Makes known the words of what was indexed since the last time. Apart from the acts themselves, none of which
    shall wait for another's word.
    """
    until = IndexState.objects.select_for_update().values_list("words_until", flat=True).first()
    # What began before the last time may have ended after it.
    since = until - dt.timedelta(hours=1) if until else BEGINNING
    with connection.cursor() as cursor:
        cursor.execute(LEARN, [since])
    IndexState.objects.filter(pk=1).update(words_until=at)


@transaction.atomic
def _learn_anew(at: dt.datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(LEARN, [BEGINNING])
        cursor.execute(FORGET)
    state = {"form": FORM, "built_at": at, "words_until": at}
    IndexState.objects.update_or_create(pk=1, defaults=state)


# -- one kind ----------------------------------------------------------------------------------------------------------


def _mend(source: Source, at: dt.datetime, progress: Progress) -> Drift:
    rows = missing = stale = 0
    for batch in _batches(source.rows().order_by("pk").values_list("pk", flat=True).iterator(BATCH)):
        one = reindex(kind=source.kind, ids=batch, at=at)
        rows, missing, stale = rows + one.rows, missing + one.missing, stale + one.stale
        progress(source.kind, rows)
    return Drift(source.kind, rows, missing, stale, _drop_left_over(source))


def _drop_left_over(source: Source) -> int:
    entries = IndexEntry.objects.filter(kind=source.kind)
    with transaction.atomic():
        return entries.exclude(subject_id__in=source.rows().values("pk")).delete()[0]


def _compared(source: Source, progress: Progress) -> Drift:
    rows = missing = stale = 0
    at = BEGINNING
    for batch in _batches(source.rows().order_by("pk").values_list("pk", flat=True).iterator(BATCH)):
        known = dict(
            IndexEntry.objects.filter(kind=source.kind, subject_id__in=batch).values_list("subject_id", "digest")
        )
        for entry in source.entries(source.rows().filter(pk__in=batch)):
            rows += 1
            missing += entry.id not in known
            stale += entry.id in known and known[entry.id] != _columns(source, entry, at)["digest"]
        progress(source.kind, rows)
    left_over = IndexEntry.objects.filter(kind=source.kind).exclude(subject_id__in=source.rows().values("pk")).count()
    return Drift(source.kind, rows, missing, stale, left_over)


def _batches(ids: Iterator[UUID]) -> Iterator[list[UUID]]:
    while batch := list(islice(ids, BATCH)):
        yield batch


def _locked(kind: str, ids: Collection[UUID]) -> dict[UUID, str]:
    """Digests by row, locked: who changes one of these rows meanwhile is waited for, and its change is seen."""
    entries = IndexEntry.objects.select_for_update().filter(kind=kind, subject_id__in=ids).order_by("pk")
    return dict(entries.values_list("subject_id", "digest"))


def _columns(source: Source, entry: Entry, at: dt.datetime) -> dict[str, object]:
    """Everything but the words, which are made only for what changed."""
    readers = entry.readers
    columns: dict[str, object] = {
        "page_id": entry.page or entry.id,
        "title": clean(entry.title)[:LONGEST_TITLE],
        "text": clean(entry.text)[:LONGEST_TEXT],
        "context": clean(entry.context)[:LONGEST_TITLE],
        "section": entry.section,
        "day": entry.day,
        "order": source.order,
        "is_public": entry.is_public,
        "permission": str(readers.permission),
        "units": sorted(set(readers.units)),
        "own_permission": str(readers.own_permission),
        "own": sorted(set(readers.own)),
    }
    told = json.dumps([FORM, columns], default=str, ensure_ascii=False)
    return columns | {"digest": hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest(), "indexed_at": at}


def _with_words(columns: dict[str, object]) -> dict[str, object]:
    title, text = str(columns["title"]), str(columns["text"])
    words = vector(title)
    return columns | {"title_words": words, "words": vector(title, text) if text else words}


def _write(kind: str, told: Mapping[UUID, Mapping[str, object]]) -> None:
    IndexEntry.objects.bulk_create(
        [IndexEntry(kind=kind, subject_id=pk, **columns) for pk, columns in told.items()],
        update_conflicts=True,
        unique_fields=["kind", "subject_id"],
        update_fields=COLUMNS,
    )


__all__ = ["Drift", "build_if_older", "check", "learn_words", "rebuild", "reindex", "silent", "touched"]
