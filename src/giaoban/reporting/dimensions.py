"""By what indicators are split: the dimensions of the program, with those and the categories that an office added."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from giaoban.reporting.models import Category, Indicator
from giaoban.reporting.models import Dimension as Own
from giaoban.reporting.shipped.dimensions import DIMENSIONS, Dimension


def every() -> dict[str, Dimension]:
    """All of them, by code, those of the program first. Two queries."""
    found = dict(DIMENSIONS)
    for own in Own.objects.order_by("at", "code"):
        found.setdefault(own.code, Dimension(own.code, own.name, {}, own.of_people))
    for one in Category.objects.order_by("dimension", "number"):
        dimension = found[one.dimension]
        # What comes with the program keeps its name.
        categories = {**dimension.categories, one.code: dimension.categories.get(one.code, one.name)}
        found[one.dimension] = replace(dimension, categories=categories)
    return found


def of(indicators: Iterable[Indicator]) -> Mapping[str, Dimension]:
    """Those that the indicators are split by. No query where all of that comes with the program."""
    named = {(one.dimension, one.category) for one in indicators if one.dimension}
    if all(dimension in DIMENSIONS and category in DIMENSIONS[dimension].categories for dimension, category in named):
        return DIMENSIONS
    return every()


def choices() -> list[tuple[str, str]]:
    """Every dimension as a field offers it. One query."""
    own = Own.objects.exclude(code__in=DIMENSIONS).order_by("at", "code").values_list("code", "name")
    return [*((one.code, one.name) for one in DIMENSIONS.values()), *own]
