"""How pages of any room name what stands in this one."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from giaoban.kernel.resolvers import Pointer, Reader, Resolved
from giaoban.registry import pointing
from giaoban.registry.actor import Actor
from giaoban.reporting.models import PeriodReport, Return

REPORT = "reporting.report"


def returns(ids: Collection[UUID], reader: Reader) -> Mapping[UUID, Resolved]:
    return pointing.resolve(
        Return.objects.select_related("call__form"), ids, reader, masked=_("A return of another body")
    )


def reports(ids: Collection[UUID], reader: Reader) -> Mapping[UUID, Resolved]:
    rows = PeriodReport.objects.select_related("call__form")
    return pointing.resolve(rows, ids, reader, masked=_("A report of another body"))


def on_period(reader: Reader, period: str) -> Iterable[Pointer]:
    """The reports on a period."""
    if not isinstance(reader, Actor):
        return []
    found = PeriodReport.objects.visible_to(reader).filter(call__period=period).order_by("began_at", "pk")
    return [Pointer(REPORT, pk) for pk in found.values_list("pk", flat=True)]
