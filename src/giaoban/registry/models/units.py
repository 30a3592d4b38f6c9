"""Units and their versions: every body and every place, as it was on any day."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.registry.enums import SuccessionKind, Tree, UnitKind
from giaoban.registry.models.fields import LTreeField, id_field, sort_key_field

if TYPE_CHECKING:
    from uuid import UUID


class UnitQuerySet(models.QuerySet["Unit"]):
    def on(self, day: dt.date) -> "UnitQuerySet":
        """Units alive on that day."""
        return self.filter(pk__in=UnitVersion.objects.on(day).values("unit"))

    def under(self, unit: "UUID", day: dt.date) -> "UnitQuerySet":
        """The unit and all below it in its own tree, on the map of that day."""
        path = UnitVersion.objects.on(day).filter(unit=unit).values("path")[:1]
        return self.filter(pk__in=UnitVersion.objects.on(day).filter(path__under=models.Subquery(path)).values("unit"))

    def seated_in(self, territory: "UUID", day: dt.date) -> "UnitQuerySet":
        """The organisations that sit in a territory or anywhere below it, on the map of that day."""
        lands = Unit.objects.under(territory, day)
        return self.filter(pk__in=UnitVersion.objects.on(day).filter(seat__in=lands).values("unit"))

    def with_predecessors(self) -> "UnitQuerySet":
        """Also the units that these took over from; two generations reach from the map of 2020 to that of 2025."""
        parents = Succession.objects.filter(successor__in=self.values("pk")).values("predecessor")
        grandparents = Succession.objects.filter(successor__in=parents).values("predecessor")
        return Unit.objects.filter(
            models.Q(pk__in=self.values("pk")) | models.Q(pk__in=parents) | models.Q(pk__in=grandparents),
        )


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

    def by_name(self) -> "UnitVersionQuerySet":
        return self.order_by("name_sort", "unit_id")


PATH = """
    NEW.path = replace(NEW.unit_id::text, '-', '')::ltree;
    IF NEW.parent_id IS NOT NULL THEN
        IF NOT coalesce((SELECT range_agg(valid) @> NEW.valid FROM registry_unitversion WHERE unit_id = NEW.parent_id), false) THEN
            RAISE EXCEPTION 'the parent of a unit must exist as long as the unit does' USING ERRCODE = 'check_violation';
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
            models.CheckConstraint(condition=~models.Q(valid__isempty=True), name="unitversion_lives_a_day"),
            models.CheckConstraint(condition=models.Q(valid__lower_inf=False), name="unitversion_has_a_first_day"),
            models.CheckConstraint(condition=~models.Q(parent=models.F("unit")), name="unitversion_not_its_own_parent"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="path",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=PATH,
            )
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
        """,
        **options,
    )
