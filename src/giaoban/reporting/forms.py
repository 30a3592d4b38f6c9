"""What people type into the reporting room; the forms read input, the operations and checks judge it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from giaoban.kernel.choices import offer
from giaoban.kernel.period import Period
from giaoban.kernel.problems import Problem
from giaoban.registry.forms import DayInput
from giaoban.reporting import typed, words
from giaoban.reporting.enums import IndicatorKind, Origin
from giaoban.reporting.models import FormItem, Value
from giaoban.reporting.operations import Told

LONGEST = 10_000


class PeriodField(forms.CharField):
    """A period in words: "tháng 10/2021", "9 tháng đầu năm 2021"; a Period."""

    def clean(self, value: Any) -> Period:
        try:
            return Period.parse(super().clean(value))
        except Problem as problem:
            raise forms.ValidationError(problem.message_vi) from problem


class CallForm(forms.Form):
    form = forms.ChoiceField(label=_("Form"), widget=forms.RadioSelect)
    period = PeriodField(
        label=_("Reporting period"),
        max_length=60,
        help_text=_("For example “tháng 10/2021” or “9 tháng đầu năm 2021”."),
    )
    due = forms.DateField(
        label=_("Units submit until"),
        required=False,
        widget=DayInput(),
        help_text=_("Empty: the first working day after the last day that counts."),
    )
    due_above = forms.DateField(
        label=_("The level above accepts until"),
        required=False,
        widget=DayInput(),
        help_text=_("Empty: two working days later."),
    )

    def __init__(self, *args: Any, offered: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "form", offered)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class SendBackForm(ReasonForm):
    """The reason, and a remark at each cell that needs one."""

    def __init__(self, *args: Any, lines: Sequence[FormItem], **options: Any) -> None:
        super().__init__(*args, **options)
        self.lines = [line for line in lines if line.indicator.origin == Origin.REPORTED]
        for line in self.lines:
            self.fields[f"c{line.number}"] = forms.CharField(label=line.indicator.name, required=False, max_length=500)

    def remarks(self) -> dict[UUID, str]:
        """What was remarked, by indicator."""
        said = ((line.indicator_id, self.cleaned_data[f"c{line.number}"]) for line in self.lines)
        return {indicator: text for indicator, text in said if text}


class EntryForm(forms.Form):
    """A return as it is typed: for each reported line its value, and where it fits "none occurred", an estimate, a reason.

    Fields are named by the number of their line: v3, n3, e3, r3.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        *args: Any,
        lines: Sequence[FormItem],
        said: Mapping[UUID, Value],
        suggested: Mapping[UUID, int],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.lines = [line for line in lines if line.indicator.origin == Origin.REPORTED]
        self.suggested = suggested
        for line in self.lines:
            self._add(line, said.get(line.indicator_id))

    def _add(self, line: FormItem, value: Value | None) -> None:
        place, indicator = line.number, line.indicator
        self.fields[f"v{place}"] = _value_field(line, value, self.suggested.get(line.indicator_id))
        if indicator.is_number:
            self.fields[f"n{place}"] = forms.BooleanField(
                label=_("none occurred"), required=False, initial=bool(value and value.none_occurred)
            )
            self.fields[f"e{place}"] = forms.BooleanField(
                label=_("estimate"), required=False, initial=bool(value and value.is_estimate)
            )
            self.fields[f"r{place}"] = forms.CharField(
                label=_("Why it is right"), required=False, max_length=500, initial=value.reason if value else ""
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for line in self.lines:
            if line.indicator.is_number:
                self._read(line, given)
        return given

    def _read(self, line: FormItem, given: dict[str, Any]) -> None:
        place, written = line.number, (given.get(f"v{line.number}") or "").strip()
        given[f"v{place}"] = written
        if not written:
            return
        if given.get(f"n{place}"):
            self.add_error(f"v{place}", _now("Either a value or “none occurred”, not both."))
            return
        try:
            given[f"number{place}"] = _number(line.indicator.kind, written)
        except typed.Unread as problem:
            self.add_error(f"v{place}", words.unread(problem.why))

    def told(self) -> list[Told]:
        """What the cleaned form tells of each line."""
        return [self._told(line) for line in self.lines]

    def _told(self, line: FormItem) -> Told:
        given, place = self.cleaned_data, line.number
        if not line.indicator.is_number:
            return Told(indicator_id=line.indicator_id, text=given[f"v{place}"].strip())
        number: Decimal | None = given.get(f"number{place}")
        return Told(
            indicator_id=line.indicator_id,
            number=number,
            none_occurred=given[f"n{place}"],
            is_estimate=given[f"e{place}"] and number is not None,
            written=given[f"v{place}"],
            reason=given[f"r{place}"].strip(),
            is_from_records=number is not None and self.suggested.get(line.indicator_id) == number,
        )


def _value_field(line: FormItem, value: Value | None, suggested: int | None) -> forms.Field:
    indicator = line.indicator
    if indicator.kind == IndicatorKind.CHOICE:
        offered = [("", "–"), *((one, one) for one in indicator.choices)]
        return forms.ChoiceField(
            label=indicator.name, choices=offered, required=False, initial=value.text if value else ""
        )
    if indicator.kind == IndicatorKind.TEXT:
        return forms.CharField(
            label=indicator.name,
            required=False,
            max_length=LONGEST,
            initial=value.text if value else "",
            widget=forms.Textarea(attrs={"rows": 4}),
        )
    # What the records say is offered until somebody has answered, also by clearing the cell.
    offered_number = Decimal(suggested) if suggested and value is None else None
    return forms.CharField(
        label=indicator.name,
        required=False,
        max_length=100,
        initial=words.editable(value.number if value else offered_number),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )


def _number(kind: str, written: str) -> Decimal:
    if kind == IndicatorKind.MONEY:
        return typed.money(written)
    return typed.number(written, is_whole=kind != IndicatorKind.QUANTITY)
