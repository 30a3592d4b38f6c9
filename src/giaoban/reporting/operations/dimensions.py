"""Dimensions and categories are added; none is ever renamed or taken away, since indicators count them."""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission
from giaoban.reporting import dimensions
from giaoban.reporting.models import Category, Dimension
from giaoban.reporting.operations import refusals


@transaction.atomic
def add_dimension(
    *, code: str, name: str, of_people: bool, categories: Sequence[tuple[str, str]], by: Actor, at: dt.datetime
) -> Dimension:
    """A province's officer adds a dimension with its first categories as (code, name), two at least."""
    _may(by)
    if code in dimensions.every():
        raise refusals.DimensionTaken
    if len({one for one, _name in categories}) < len(categories) or len(categories) < 2:
        raise refusals.TwoCategories
    made = Dimension.objects.create(code=code, name=name, of_people=of_people, at=at, by=by.user)
    Category.objects.bulk_create(
        Category(dimension=code, code=one, name=said, number=number, at=at, by=by.user)
        for number, (one, said) in enumerate(categories, start=1)
    )
    events.record("reporting.dimension_added", made, by=by, at=at, unit=by.unit_id, dimension=name)
    return made


@transaction.atomic
def add_category(*, dimension: str, code: str, name: str, by: Actor, at: dt.datetime) -> Category:
    """A province's officer adds a category to a dimension, its own or one that comes with the program."""
    _may(by)
    known = dimensions.every().get(dimension)
    if known is None:
        raise refusals.NoDimension
    if code in known.categories:
        raise refusals.CategoryTaken(known.categories[code])
    number = len(known.categories) + 1
    made = Category.objects.create(dimension=dimension, code=code, name=name, number=number, at=at, by=by.user)
    events.record("reporting.category_added", made, by=by, at=at, unit=by.unit_id, category=name, dimension=known.name)
    return made


def _may(by: Actor) -> None:
    if not by.has_perm(Permission.INDICATOR_MANAGE, by):
        raise PermissionDenied
    # One at a time: a number or a code is given once.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('reporting_dimension'))")
