"""What is typed of targets: a number for each indicator, one decision for all of them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.activities.forms import CitationField
from giaoban.registry.forms import DayInput
from giaoban.reporting import typed, words
from giaoban.reporting.enums import IndicatorKind
from giaoban.reporting.models import Indicator, Target
from giaoban.reporting.operations import Planned


class TargetsForm(forms.Form):
    """Targets of a land and a period. Fields t0, t1… are named by the place of their indicator."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self, *args: Any, indicators: Sequence[Indicator], standing: Mapping[UUID, Target], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.indicators = list(indicators)
        for place, one in enumerate(self.indicators):
            target = standing.get(one.pk)
            self.fields[f"t{place}"] = forms.CharField(
                label=f"{one.name} ({one.unit})" if one.unit else one.name,
                required=False,
                max_length=100,
                initial=words.editable(target.number if target else None),
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            )
        self.fields["act"] = CitationField(
            label=_("Decision that sets them"),
            required=False,
            max_length=120,
            help_text=_("Kind and number, for example “Kế hoạch 15-KH/MTTQ”."),
        )
        self.fields["decided_on"] = forms.DateField(label=_("Of the day"), required=False, widget=DayInput())
        self.fields["issuer"] = forms.CharField(label=_("Issued by"), required=False, max_length=200)
        self.fields["reason"] = forms.CharField(
            label=_("Why targets are revised"),
            required=False,
            max_length=500,
            help_text=_("Needed only where a target that stands is changed or withdrawn."),
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for place, one in enumerate(self.indicators):
            written = (given.get(f"t{place}") or "").strip()
            try:
                given[f"number{place}"] = _number(one, written) if written else None
            except typed.Unread as problem:
                self.add_error(f"t{place}", words.unread(problem.why))
        return given

    def planned(self) -> list[Planned]:
        """What the cleaned form plans of each indicator."""
        return [
            Planned(indicator_id=one.pk, number=self.cleaned_data[f"number{place}"])
            for place, one in enumerate(self.indicators)
        ]

    @property
    def target_fields(self) -> list[Any]:
        return [self[f"t{place}"] for place in range(len(self.indicators))]

    @property
    def decision_fields(self) -> list[Any]:
        return [self[name] for name in ("act", "decided_on", "issuer", "reason")]


def _number(indicator: Indicator, written: str) -> Decimal:
    if indicator.kind == IndicatorKind.MONEY:
        return typed.money(written)
    whole = indicator.kind in {IndicatorKind.COUNT, IndicatorKind.PEOPLE}
    return typed.number(written, is_whole=whole)
