"""Asking the index: what fits, newest and closest first, as far as a reader may see it, with counts up to a bound."""

import datetime as dt
import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Value

from giaoban.kernel.search import Source, sources
from giaoban.kernel.search_words import Asked, Piece, Question, marked
from giaoban.registry.actor import Actor
from giaoban.search.models import IndexEntry, IndexState, KnownWord
from giaoban.search.models.index import FORM, IndexEntryQuerySet, Keys
from giaoban.search.newest import COUNTED, Newest, Recent, Row, newest, newest_titled

log = logging.getLogger(__name__)

ON_A_PAGE = 20
LONGEST_TITLE, LONGEST_EXCERPT = 220, 260
FACETS = ("kind", "section", "year")


@dataclass(frozen=True)
class Wanted:
    """What the address asks for; an empty facet narrows nothing."""

    typed: str = ""
    kind: str = ""
    section: str = ""
    year: str = ""
    page: int = 1

    def narrows(self, row: "Row", *, but: str = "") -> bool:
        """Whether the row stands in every chosen facet, one of them left aside."""
        return all(getattr(self, name) in ("", getattr(row, name)) for name in FACETS if name != but)

    @property
    def is_narrowed(self) -> bool:
        return any(getattr(self, name) for name in FACETS)


@dataclass(frozen=True)
class Hit:
    """One line of the results; `title` and `excerpt` are stretches of the text as it was written."""

    kind: object
    url: str
    title: list[Piece]
    excerpt: list[Piece]
    context: str
    section: str
    day: dt.date


@dataclass(frozen=True)
class Choice:
    """A value of a facet with its count under the other choices."""

    value: str
    label: object
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Found:
    """What a search gives. `is_more` says that there are more than `total`; the counts of facets are then of the newest.

    `is_forgiving` says that nothing fitted as it was typed, and one typo was allowed.
    """

    total: int = 0
    is_more: bool = False
    is_forgiving: bool = False
    hits: Sequence[Hit] = ()
    kinds: Sequence[Choice] = ()
    sections: Sequence[Choice] = ()
    years: Sequence[Choice] = ()
    page: int = 1
    pages: int = 1


@dataclass(frozen=True)
class _Side:
    """The two readers: somebody signed in, or everybody."""

    entries: IndexEntryQuerySet
    on: dt.date
    actor: Actor | None = None

    def url(self, source: Source, page: UUID) -> str:
        if self.actor is not None:
            return source.url(page)
        assert source.public_url is not None
        return source.public_url(page)


def is_built() -> bool:
    """Whether the index was built in the form of this release."""
    return IndexState.objects.filter(form=FORM).exists()


def for_actor(actor: Actor, wanted: Wanted) -> Found:
    """Everything that the actor may see."""
    return _found(_Side(IndexEntry.objects.opened_by(Keys.of(actor)), actor.on, actor), wanted)


def for_everybody(wanted: Wanted, *, on: dt.date) -> Found:
    """Everything that was made public, whoever asks."""
    return _found(_Side(IndexEntry.objects.open_to_all(), on), wanted)


def _found(side: _Side, wanted: Wanted) -> Found:
    asked = Asked.of(wanted.typed)
    if not asked:
        return Found()
    questions, recent = [asked.question()], Recent.now()
    found = newest(side.entries, questions, recent)
    if not found.rows and (forgiven := asked.forgiving(_known(asked))):
        questions = forgiven
        found = newest(side.entries, questions, recent)
    latest = found.rows
    # Only what led somewhere: whom a known word leads nowhere learns not even that it is known.
    also = [
        word for place, one in enumerate(questions) if any(row.fits[place] for row in latest) for word in one.instead
    ]
    rows = [row for row in latest if wanted.narrows(row)]
    if len(latest) > COUNTED:
        rows = _beyond(side.entries, questions, recent, wanted, found)
    total = min(len(rows), COUNTED)
    pages = max(1, -(-total // ON_A_PAGE))
    page = min(max(1, wanted.page), pages)
    shown = _ranked(rows)[:COUNTED][(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    names = _section_names([*latest, *shown], side.on)
    return Found(
        total=total,
        is_more=len(rows) > COUNTED,
        is_forgiving=bool(also),
        hits=_hits(side, shown, asked, also, names),
        kinds=_choices(latest, wanted, "kind", {source.kind: source.label for source in sources}),
        sections=_choices(latest, wanted, "section", {code: name for (_, code), name in names.items()}),
        years=_choices(latest, wanted, "year", {}),
        page=page,
        pages=pages,
    )


def _known(asked: Asked) -> list[str]:
    return list(KnownWord.objects.filter(word__in=asked.mistyped()).order_by("word").values_list("word", flat=True))


def _beyond(
    entries: IndexEntryQuerySet, questions: Sequence[Question], recent: Recent, wanted: Wanted, found: Newest
) -> list[Row]:
    """Where there are too many to look at all: the newest in the chosen facets, and the newest with all words in the title."""
    if wanted.is_narrowed:
        chosen = {"kind": wanted.kind, "section": wanted.section}
        entries = entries.filter(**{name: value for name, value in chosen.items() if value})
        if wanted.year:
            first = dt.date(int(wanted.year), 1, 1)
            entries = entries.filter(day__gte=first, day__lt=dt.date(first.year + 1, 1, 1))
        found = newest(entries, questions, recent, year=wanted.year)
    return list({*found.rows, *newest_titled(entries, questions, recent, found, year=wanted.year)})


def _ranked(rows: Sequence[Row]) -> list[Row]:
    """All words side by side in the title, all in the title, side by side in the text, anywhere; the newest first of each."""
    return sorted(rows, key=lambda row: (not row.titled, not (row.phrase if row.titled else row.near), *row.newest))


# -- what is shown -----------------------------------------------------------------------------------------------------


def _hits(
    side: _Side, rows: Sequence[Row], asked: Asked, also: Sequence[str], names: Mapping[tuple[str, str], str]
) -> list[Hit]:
    shown = IndexEntry.objects.filter(pk__in=[row.id for row in rows]).defer("words", "title_words", "digest")
    entries = {entry.pk: entry for entry in shown}
    told = [entries[row.id] for row in rows if row.id in entries]
    if side.actor is not None:
        told = _still_visible(told, side.actor)
    return [_hit(side, entry, asked, also, names) for entry in told]


def _hit(
    side: _Side, entry: IndexEntry, asked: Asked, also: Sequence[str], names: Mapping[tuple[str, str], str]
) -> Hit:
    source = sources[entry.kind]
    return Hit(
        kind=source.label,
        url=side.url(source, entry.page_id),
        title=marked(entry.title, asked, also=also, longest=LONGEST_TITLE),
        excerpt=marked(entry.text, asked, also=also, longest=LONGEST_EXCERPT),
        context=entry.context,
        section=names.get((entry.kind, entry.section), ""),
        day=entry.day,
    )


def _still_visible(entries: Sequence[IndexEntry], actor: Actor) -> list[IndexEntry]:
    """Those whose rows the rooms' own rules show: one query. What falls out here is an index that tells too much."""
    ids = defaultdict(list)
    for entry in entries:
        ids[entry.kind].append(entry.subject_id)
    asked = [
        source.visible(source.rows(), actor)
        .filter(pk__in=ids[source.kind])
        .order_by()
        .annotate(found_kind=Value(source.kind), found_id=F("pk"))
        .values_list("found_kind", "found_id")
        for source in sources
        if source.kind in ids
    ]
    seen = set(asked[0].union(*asked[1:], all=True)) if asked else set()
    hidden = [entry for entry in entries if (entry.kind, entry.subject_id) not in seen]
    if hidden:
        log.error("search index showed what its reader may not see: %s", [(one.kind, one.pk) for one in hidden])
    return [entry for entry in entries if entry not in hidden]


def _section_names(rows: Iterable[Row], on: dt.date) -> dict[tuple[str, str], str]:
    """(kind, section) → name; one call for all sources that name their sections alike."""
    found = {(row.kind, row.section) for row in rows if row.section}
    alike: dict[Callable[..., Mapping[str, str]], set[str]] = defaultdict(set)
    for kind, section in found:
        alike[sources[kind].sections].add(section)
    named = {name: name(sorted(codes), on) for name, codes in alike.items()}
    return {(kind, section): named[sources[kind].sections].get(section, "") for kind, section in found}


def _choices(rows: Sequence[Row], wanted: Wanted, facet: str, labels: Mapping[str, object]) -> list[Choice]:
    """The values of a facet among the rows of the other choices, the most frequent first, years from the newest."""
    counts = Counter(getattr(row, facet) for row in rows if wanted.narrows(row, but=facet))
    chosen = getattr(wanted, facet)
    if chosen:
        counts.setdefault(chosen, 0)
    choices = [
        Choice(value, labels.get(value) or value, count, value == chosen)
        for value, count in counts.items()
        if value and (not labels or labels.get(value))
    ]
    if facet == "year":
        return sorted(choices, key=lambda choice: choice.value, reverse=True)
    return sorted(choices, key=lambda choice: (-choice.count, str(choice.label)))
