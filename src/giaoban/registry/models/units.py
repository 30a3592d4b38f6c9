"""Units and their versions: every body and every place, as it was on any day."""

import datetime as dt
import functools
from typing import TYPE_CHECKING, Any

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from giaoban.kernel.vietnamese import fold
from giaoban.registry.enums import SuccessionKind, Tree, UnitKind
from giaoban.registry.models.fields import LTreeField, a_day_or_more, id_field, sort_key_field
from giaoban.registry.roles import Permission, Reach

if TYPE_CHECKING:
    from uuid import UUID

    from giaoban.registry.actor import Actor

    UnitOrItsQuery = UUID | models.Subquery


class UnitQuerySet(models.QuerySet["Unit"]):
    def on(self, day: dt.date) -> "UnitQuerySet":
        """Units alive on that day."""
        return self.filter(pk__in=UnitVersion.objects.on(day).values("unit"))

    def under(self, unit: "UnitOrItsQuery", day: dt.date) -> "UnitQuerySet":
        """The unit and all below it in its own tree, on the map of that day."""
        return self.filter(pk__in=UnitVersion.objects.under(unit, day).values("unit"))

    def around(self, unit: "UUID", day: dt.date) -> "UnitQuerySet":
        """The place where the unit sits (a place: itself), all places below it, and every body that sits there, on that day."""
        return self.filter(pk__in=RawSQL(AROUND, (unit, day)))  # noqa: S611 - our own words

    def with_predecessors(self) -> "UnitQuerySet":
        """Also the units that these took over from, through as many reforms as there were."""
        if self.query.is_empty():
            return self
        found, parameters = self.values("pk").query.sql_with_params()
        line = RawSQL(f"WITH RECURSIVE line(unit) AS ({found} {INHERITED}) SELECT unit FROM line", parameters)  # noqa: S608, S611 - both parts are ours
        return Unit.objects.filter(pk__in=line)

    def reached_by(self, actor: "Actor", permission: Permission) -> "UnitQuerySet":
        """Those over which the actor holds the permission on the actor's day, and those that they took over from."""
        if not actor.may(permission) or actor.unit_id is None or actor.role is None:
            return self.none()
        reached = RawSQL(REACHED[actor.role.reach], (actor.unit_id, actor.on))  # noqa: S611 - our own words
        return self.filter(pk__in=reached)

    def visible_to(self, actor: "Actor") -> "UnitQuerySet":
        return self.reached_by(actor, Permission.UNIT_VIEW)


INHERITED = """
    UNION SELECT succession.predecessor_id FROM registry_succession succession JOIN line ON succession.successor_id = line.unit
"""

# Step by step, each kept as a whole: this stands in nearly every query, and a planner that knows nothing yet of new tables
# would otherwise repeat one step for each row of another.
_HERE = "WITH RECURSIVE here(unit, day) AS MATERIALIZED (SELECT %s::uuid, %s::date)"
_OWN = f"{_HERE}, line(unit) AS (SELECT unit FROM here {INHERITED}) SELECT unit FROM line"  # noqa: S608 - our own words
_LINE = f"""
    {_HERE},
    root(path, day) AS MATERIALIZED (
        SELECT own.path, here.day FROM here JOIN registry_unitversion own ON own.unit_id = here.unit AND own.valid @> here.day
    ),
    line(unit) AS (
        SELECT below.unit_id FROM root JOIN registry_unitversion below ON below.path <@ root.path AND below.valid @> root.day
        {INHERITED}
    )
    SELECT unit FROM line
"""  # noqa: S608
_PLACES = f"""
    {_HERE},
    root(path, day) AS MATERIALIZED (
        SELECT land.path, here.day FROM here
        JOIN registry_unitversion own ON own.unit_id = here.unit AND own.valid @> here.day
        JOIN registry_unitversion land ON land.unit_id = coalesce(own.seat_id, own.unit_id) AND land.valid @> here.day
    ),
    place(unit, day) AS MATERIALIZED (
        SELECT below.unit_id, root.day FROM root
        JOIN registry_unitversion below ON below.path <@ root.path AND below.valid @> root.day
    )
"""  # noqa: S608
_AROUND = """
    SELECT unit FROM place
    UNION SELECT seated.unit_id FROM place
    JOIN registry_unitversion seated ON seated.seat_id = place.unit AND seated.valid @> place.day
"""
AROUND = f"{_PLACES} {_AROUND}"
_TERRITORY = f"{_PLACES}, line(unit) AS (({_AROUND}) {INHERITED}) SELECT unit FROM line"  # noqa: S608
REACHED = {Reach.OWN: _OWN, Reach.LINE: _LINE, Reach.TERRITORY: _TERRITORY}
# Of one unit: nearly always it lies right where the actor reaches, and is found from its own place, without naming all others.
_LIES = """
    CASE WHEN EXISTS (
        SELECT 1 FROM registry_unitversion own
        JOIN registry_unitversion root ON root.unit_id = {root} AND root.valid @> %(day)s::date
        JOIN registry_unitversion one ON one.unit_id = %(unit)s::uuid AND one.valid @> %(day)s::date
        JOIN registry_unitversion place ON place.unit_id IN ({places}) AND place.valid @> %(day)s::date
        WHERE own.unit_id = %(body)s::uuid AND own.valid @> %(day)s::date AND (place.path <@ root.path) IS TRUE
    ) THEN TRUE ELSE %(unit)s::uuid IN ({reached}) END
"""


def _one_of(reach: Reach, root: str, places: str) -> str:
    reached = REACHED[reach] % ("%(body)s", "%(day)s")
    return f"SELECT {_LIES.format(root=root, places=places, reached=reached)}"


# Says of one unit what REACHED says of all: SELECT of a truth.
REACHES = {
    Reach.OWN: f"SELECT %(unit)s::uuid IN ({_OWN % ('%(body)s', '%(day)s')})",
    Reach.LINE: _one_of(Reach.LINE, "own.unit_id", "one.unit_id"),
    Reach.TERRITORY: _one_of(
        Reach.TERRITORY, "coalesce(own.seat_id, own.unit_id)", "one.unit_id, coalesce(one.seat_id, one.unit_id)"
    ),
}


class Unit(models.Model):
    """A body or a place that keeps its identity while names, parents and kinds change."""

    id = id_field()
    tree = models.CharField(max_length=12, choices=Tree)
    code = models.CharField(max_length=60, help_text=_("Text with leading zeros; ambiguous without its edition"))
    edition = models.CharField(max_length=12, blank=True, help_text=_("Which list the code is of"))

    objects = UnitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tree", "edition", "code"],
                name="unit_code_once_an_edition",
                violation_error_message=_("This code exists already in this edition."),
            ),
        ]
        verbose_name = _("Unit")

    def __str__(self) -> str:
        return f"{self.code} ({self.edition})" if self.edition else self.code

    @property
    def label(self) -> str:
        """Its step in a tree path."""
        return self.id.hex


class UnitVersionQuerySet(models.QuerySet["UnitVersion"]):
    def on(self, day: dt.date) -> "UnitVersionQuerySet":
        """As things stood on that day."""
        return self.filter(valid__contains=day)

    def under(self, unit: "UnitOrItsQuery", day: dt.date) -> "UnitVersionQuerySet":
        """Of the unit and all below it in its own tree, on the map of that day."""
        path = UnitVersion.objects.on(day).filter(unit=unit).values("path")[:1]
        return self.on(day).filter(path__under=models.Subquery(path))

    def called_like(self, typed: str) -> "UnitVersionQuerySet":
        """Those in whose names every word that was typed occurs, with or without its accents."""
        return functools.reduce(lambda found, word: found.filter(folded__contains=word), fold(typed).split(), self)

    def by_name(self) -> "UnitVersionQuerySet":
        return self.order_by("name_sort", "unit_id")


# What kernel.vietnamese.fold does to names: NFD without its marks, small letters, đ as d.
PATH = """
    NEW.folded = replace(lower(regexp_replace(
        normalize(concat_ws(' ', NEW.name, NEW.short_name, array_to_string(NEW.aliases, ' ')), NFD),
        '[\u0300-\u036f]', '', 'g')), 'đ', 'd');
    NEW.path = replace(NEW.unit_id::text, '-', '')::ltree;
    IF NEW.parent_id IS NOT NULL THEN
        IF NOT coalesce((SELECT range_agg(valid) @> NEW.valid FROM registry_unitversion WHERE unit_id = NEW.parent_id), false) THEN
            RAISE EXCEPTION 'the parent of a unit must exist as long as the unit does' USING ERRCODE = 'check_violation';
        END IF;
        IF (SELECT count(DISTINCT path) FROM registry_unitversion WHERE unit_id = NEW.parent_id AND valid && NEW.valid) > 1 THEN
            RAISE EXCEPTION 'the parent of a unit moved in that time: the unit needs a version for each place'
                USING ERRCODE = 'check_violation';
        END IF;
        NEW.path = (
            SELECT path FROM registry_unitversion
            WHERE unit_id = NEW.parent_id AND valid @> lower(NEW.valid)
        ) || NEW.path;
        IF NEW.path ~ ('*.' || replace(NEW.unit_id::text, '-', '') || '.*{1,}')::lquery THEN
            RAISE EXCEPTION 'a unit cannot stand below itself' USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NEW;
"""

# Touches the units below whose path or whose time no longer fits; their own trigger mends the path or refuses. At commit,
# so that a parent and those below it may be rewritten in any order.
PATHS_BELOW = """
    UPDATE registry_unitversion below SET path = path
    WHERE below.parent_id = OLD.unit_id AND NOT coalesce((
        SELECT range_agg(above.valid) @> below.valid
            AND bool_and(below.path = above.path || replace(below.unit_id::text, '-', '')::ltree)
        FROM registry_unitversion above WHERE above.unit_id = OLD.unit_id AND above.valid && below.valid
    ), false);
    RETURN NULL;
"""


@pghistory.track()
class UnitVersion(models.Model):
    """How a unit was called and where it stood, from a day to the day before another (half-open)."""

    id = id_field()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80, blank=True)
    name_sort = sort_key_field()
    aliases = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    kind = models.CharField(max_length=24, choices=UnitKind)
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="child_versions")
    seat = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="seated_versions")
    path = LTreeField(editable=False)
    folded = models.TextField(
        editable=False, default="", help_text=_("All names as they are searched, kept by the database")
    )
    valid = DateRangeField()
    act = models.CharField(max_length=120, blank=True, help_text=_("The decision that made it so"))

    objects = UnitVersionQuerySet.as_manager()

    class Meta:
        indexes = [GistIndex(fields=["path"], name="unitversion_path"), models.Index(fields=["name_sort"])]
        constraints = [
            ExclusionConstraint(
                name="unitversion_one_at_a_time",
                expressions=[("unit", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
                violation_error_message=_("A unit has one version at a time; these two overlap."),
            ),
            a_day_or_more("unitversion"),
            models.CheckConstraint(condition=~models.Q(parent=models.F("unit")), name="unitversion_not_its_own_parent"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="path",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=PATH,
            ),
            pgtrigger.Trigger(
                name="paths_below",
                when=pgtrigger.After,
                operation=pgtrigger.Update | pgtrigger.Delete,
                timing=pgtrigger.Deferred,
                func=PATHS_BELOW,
            ),
        ]
        verbose_name = _("Version of a unit")

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


@pghistory.track()
class Succession(models.Model):
    """One unit's records pass to another on a day; a merge has several rows with one successor, a split several with one predecessor."""

    id = id_field()
    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="inheritances")
    on = models.DateField()
    kind = models.CharField(max_length=8, choices=SuccessionKind)
    whole = models.BooleanField(default=True, help_text=_("All of the predecessor went there"))
    act = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor", "on"], name="succession_once"),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")), name="succession_is_to_another"
            ),
        ]
        verbose_name = _("Succession")


class UnitGroup(models.Model):
    """Bodies that are addressed together, such as "the Front and the socio-political organisations of the province"."""

    id = id_field()
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    aliases = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    seat = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="groups")

    class Meta:
        verbose_name = _("Group of units")

    def __str__(self) -> str:
        return self.name


class GroupMembershipQuerySet(models.QuerySet["GroupMembership"]):
    def on(self, day: dt.date) -> "GroupMembershipQuerySet":
        return self.filter(valid__contains=day)


class GroupMembership(models.Model):
    """A unit belongs to a group from a day to another (half-open)."""

    id = id_field()
    group = models.ForeignKey(UnitGroup, on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    valid = DateRangeField()
    place = models.PositiveSmallIntegerField(default=0, help_text=_("Order of protocol"))

    objects = GroupMembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="groupmembership_once_at_a_time",
                expressions=[
                    ("group", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            a_day_or_more("groupmembership"),
        ]
        verbose_name = _("Membership in a group")


def within_life(unit: str, day: str, **options: Any) -> pgtrigger.Trigger:
    """A trigger that refuses a row whose unit did not exist on the row's day (columns named without `_id`)."""
    return pgtrigger.Trigger(
        name=f"{unit}_within_life",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(f"{unit}_id", day),
        func=f"""
            IF NEW.{unit}_id IS NOT NULL AND NEW.{day} IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM registry_unitversion WHERE unit_id = NEW.{unit}_id AND valid @> NEW.{day}
            ) THEN
                RAISE EXCEPTION 'unit % did not exist on %', NEW.{unit}_id, NEW.{day} USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,  # noqa: S608 - names of our own columns
        **options,
    )
