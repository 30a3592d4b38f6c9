"""The lines of a form, read once a process: what a version of a form asks is never changed."""

from functools import lru_cache
from uuid import UUID

from giaoban.reporting.models import FormItem


@lru_cache(maxsize=64)
def of_form(form_id: UUID) -> tuple[FormItem, ...]:
    """All lines in their order, each with section and indicator. One query, and none where they were read before."""
    found = FormItem.objects.filter(section__form=form_id)
    return tuple(found.select_related("section", "indicator", "part_of__indicator").order_by("number"))
