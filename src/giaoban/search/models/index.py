"""The index: a copy of what can be found, with who may find it. It can be made anew from the rooms at any time."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from giaoban.registry import access
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission

# What an entry becomes in the index. A release that changes it counts up, and `giaoban migrate` builds the index anew.
FORM = 1
# Up to so many units their index is asked; beyond, each row is looked up among them.
FEW_UNITS = 50


@dataclass(frozen=True)
class Keys:
    """What opens entries to an actor: the permissions of the role, the units that it reaches, and the own ids."""

    permissions: tuple[str, ...] = ()
    units: tuple[UUID, ...] = ()
    own: tuple[UUID, ...] = ()

    @classmethod
    def of(cls, actor: Actor) -> "Keys":
        """One query: a role reaches as far with each of its permissions."""
        if actor.role is None:
            return cls()
        permissions = sorted(actor.role.permissions)
        units = access.units(actor, Permission(permissions[0])).order_by("pk").values_list("pk", flat=True)
        return cls(tuple(permissions), tuple(units), (actor.body, actor.user.pk))


class Among(models.Func):
    """Whether one of the array's ids is among many: hashed once, where `&&` would compare each with each."""

    template = "EXISTS (SELECT FROM unnest(%(expressions)s) AS reader (id) WHERE reader.id = ANY (%(ids)s))"
    output_field = models.BooleanField()

    def __init__(self, expression: str, ids: Collection[UUID]) -> None:
        super().__init__(F(expression))
        self.ids = list(ids)

    def as_sql(self, compiler: Any, connection: Any, *_more: Any, **_extra: Any) -> tuple[str, tuple[Any, ...]]:  # noqa: ARG002
        inner, parameters = compiler.compile(self.source_expressions[0])
        return self.template % {"expressions": inner, "ids": "%s::uuid[]"}, (*parameters, self.ids)


class Asks(models.Func):
    """Whether a column of words fits a query that `kernel.search_words` wrote."""

    template = "%(expressions)s @@ %(query)s"
    output_field = models.BooleanField()
    conditional = True

    def __init__(self, column: str | models.Func, query: str) -> None:
        super().__init__(F(column) if isinstance(column, str) else column)
        self.asked = query

    def as_sql(self, compiler: Any, connection: Any, *_more: Any, **_extra: Any) -> tuple[str, tuple[Any, ...]]:  # noqa: ARG002
        inner, parameters = compiler.compile(self.source_expressions[0])
        return self.template % {"expressions": inner, "query": "%s::tsquery"}, (*parameters, self.asked)


class Fits(Asks):
    """The same, looked at in the rows that something else leads to, never asked of an index."""

    template = "(%(expressions)s @@ %(query)s) IS TRUE"


def ways(column: str) -> models.Func:
    """What else leads to an entry, as words that the index alone has: beginnings of up to seven letters of a column's words,
    and its month, quarter and year (`stretch_key`).

    The index would collect the rows of all words that begin alike, or all rows of the latest months, before it looks at
    another word; those of a beginning and of a month stand ready there, as those of a word do.
    """
    return models.Func(F(column), F("day"), function="search_ways", output_field=SearchVectorField())


def stretch_key(number: int, months: int) -> str:
    """A month, quarter or year as `search_ways` writes it: the so many-th stretch of 1, 3 or 12 months since the year 0."""
    year, place = divmod(number, 12 // months)
    return {1: f"'#{year:04}{place + 1:02}'", 3: f"'#{year:04}.{place + 1}'", 12: f"'#{year:04}'"}[months]


class IndexEntryQuerySet(models.QuerySet["IndexEntry"]):
    def opened_by(self, keys: Keys) -> "IndexEntryQuerySet":
        """Those that these keys open; none for somebody without a role."""
        if not keys.permissions:
            return self.none()
        reached = Q(units__overlap=keys.units) if len(keys.units) <= FEW_UNITS else Q(Among("units", keys.units))
        return self.filter(
            (Q(permission__in=keys.permissions) & reached)
            | Q(own__overlap=keys.own, own_permission__in=keys.permissions)
        )

    def visible_to(self, actor: Actor) -> "IndexEntryQuerySet":
        """The same rule as that of the rows that they are of; a test holds both together for every source."""
        return self.opened_by(Keys.of(actor))

    def newest_first(self) -> "IndexEntryQuerySet":
        return self.order_by("-day", "order", "-id")

    def open_to_all(self) -> "IndexEntryQuerySet":
        """What was made public."""
        return self.filter(is_public=True)


class IndexEntry(models.Model):
    """One thing that can be found: what is searched of it, and who reads it (`kernel.search.Entry`)."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    page_id = models.UUIDField(help_text=_("Whose page shows it"))
    title = models.TextField()
    text = models.TextField()
    context = models.TextField(help_text=_("Shown beside it, never searched"))
    section = models.CharField(max_length=60)
    day = models.DateField()
    order = models.PositiveSmallIntegerField(help_text=_("Of kinds on one day"))
    is_public = models.BooleanField()
    permission = models.CharField(max_length=60)
    units = ArrayField(models.UUIDField())
    own_permission = models.CharField(max_length=60)
    own = ArrayField(models.UUIDField())
    digest = models.CharField(max_length=64, help_text=_("Of all that is told here and how it is indexed"))
    title_words = SearchVectorField()
    words = SearchVectorField()
    indexed_at = models.DateTimeField()

    objects = IndexEntryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject_id"], name="indexentry_once")]
        # Without a list of what waits: a search would read it through.
        indexes = [
            GinIndex(F("words"), ways("words"), name="indexentry_ways", fastupdate=False),
            GinIndex(F("title_words"), ways("title_words"), name="indexentry_title_ways", fastupdate=False),
            GinIndex(fields=["units"], name="indexentry_units", fastupdate=False),
            models.Index(fields=["-day", "order", "-id"], name="indexentry_newest"),
            models.Index(fields=["-day", "order", "-id"], name="indexentry_public_newest", condition=Q(is_public=True)),
            models.Index(fields=["indexed_at"]),
        ]
        verbose_name = _("Entry of the search index")

    def __str__(self) -> str:
        return self.title


class KnownWord(models.Model):
    """A folded word of letters that stands somewhere in the index: what a mistyped word may have meant.

    It is never shown: whether a word leads anywhere is asked of the entries that the reader may see.
    """

    word = models.CharField(max_length=64, primary_key=True, db_collation="C")

    class Meta:
        verbose_name = _("Known word")

    def __str__(self) -> str:
        return self.word


class IndexState(models.Model):
    """One row: by which form of indexing the index was built, and until when its words are known."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    form = models.PositiveIntegerField(help_text=_("A release that indexes otherwise builds it anew"))
    built_at = models.DateTimeField()
    words_until = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="indexstate_one_row")]
        verbose_name = _("State of the search index")
