"""What people type into the reporting room; the forms read input, the operations and checks judge it."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from giaoban.kernel.choices import offer
from giaoban.kernel.period import Period
from giaoban.kernel.problems import Problem
from giaoban.registry.forms import DayInput
from giaoban.reporting import typed, words
from giaoban.reporting.enums import IndicatorKind, Origin, OverTime, Source
from giaoban.reporting.gathering import Gathered
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


class BoardFilter(forms.Form):
    """Filters of a call's board; all of them stand in the address."""

    q = forms.CharField(
        label=_("Body"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    above = forms.ChoiceField(label=_("Level above"), required=False)
    show = forms.ChoiceField(
        label=_("How it stands"),
        required=False,
        choices=[
            ("", _("All")),
            ("sent", _("Handed in")),
            ("in_time", _("Handed in in time")),
            ("late", _("Handed in late")),
            ("overdue", _("Overdue")),
            ("waiting", _("Waits for the level above")),
            ("accepted", _("Accepted and counted")),
        ],
    )

    def __init__(self, *args: Any, levels: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "above", [("", _now("All")), *levels])

    def chosen(self) -> dict[str, str]:
        """What is asked for, by name, also what the form does not offer."""
        self.is_valid()
        return {name: str(self.cleaned_data.get(name, self.data.get(name, ""))) for name in self.fields}


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("Filled workbook or Word document"),
        help_text=_("The workbook of this page (.xlsx), or a document whose headings are those of the form (.docx)."),
    )


class ColumnForm(forms.Form):
    """A column copied from a spreadsheet, and the line with which it begins."""

    start = forms.ChoiceField(label=_("First line"))
    column = forms.CharField(
        label=_("Column copied from Excel"),
        max_length=20_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "One cell a line, for the lines with a number in their order. An empty cell leaves its line as it is."
        ),
    )

    def __init__(self, *args: Any, lines: Sequence[FormItem], **options: Any) -> None:
        super().__init__(*args, **options)
        self.numbers = [line for line in lines if line.indicator.is_number and line.indicator.origin == Origin.REPORTED]
        offer(self, "start", [(str(line.number), f"{line.number}. {line.indicator.name}") for line in self.numbers])


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class MoreTimeForm(forms.Form):
    due = forms.DateField(label=_("Until"), widget=DayInput())
    reason = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class MoreTimeAnswerForm(forms.Form):
    """Granted until a day, or refused with words."""

    verdict = forms.ChoiceField(
        label=_("Answer"),
        choices=[("grant", _("Grant more time")), ("refuse", _("Refuse"))],
        initial="grant",
        widget=forms.RadioSelect,
    )
    due = forms.DateField(label=_("Until"), widget=DayInput(), required=False)
    words = forms.CharField(
        label=_("Words for the body"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("verdict") == "refuse":
            told["due"] = None
        elif told.get("verdict") and not told.get("due") and "due" not in self.errors:
            self.add_error("due", _("Say until which day."))
        return told


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

    Fields are named by the number of their line: v3, n3, e3, r3; s3 says that the value was filled in, and from where.
    `brought` is set where all of it comes from a file or a pasted column.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    brought = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        lines: Sequence[FormItem],
        said: Mapping[UUID, Value],
        suggested: Mapping[UUID, int],
        before: Mapping[UUID, Value] | None = None,
        gathered: Mapping[UUID, Gathered] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.lines = [line for line in lines if line.indicator.origin == Origin.REPORTED]
        self.suggested = suggested
        self.before = before or {}
        self.shorter = dict(gathered or {})
        self.gathered = {pk: one for pk, one in self.shorter.items() if one.is_offered}
        self.said = said
        for line in self.lines:
            self._add(line, said.get(line.indicator_id))

    def _add(self, line: FormItem, value: Value | None) -> None:
        place, indicator = line.number, line.indicator
        # What shorter returns say was judged already: it comes before what the records count.
        suggested = None if indicator.pk in self.gathered else self.suggested.get(indicator.pk)
        self.fields[f"v{place}"] = _value_field(line, value, suggested)
        self.fields[f"s{place}"] = forms.CharField(
            required=False,
            max_length=8,
            widget=forms.HiddenInput,
            initial=Source.GATHERED.value if value and value.source == Source.GATHERED else "",
        )
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
            given[f"number{place}"] = typed.of_kind(line.indicator.kind, written)
        except typed.Unread as problem:
            self.add_error(f"v{place}", words.unread(problem.why))

    def told(self) -> list[Told]:
        """What the cleaned form tells of each line."""
        return [self._told(line) for line in self.lines]

    def so_far(self) -> dict[UUID, Told]:
        """What the numbers say that can be read, by indicator, whatever else is still wrong."""
        numbers = (line for line in self.lines if line.indicator.is_number)
        return {
            line.indicator_id: self._told(line)
            for line in numbers
            if not {f"{name}{line.number}" for name in "vsr"} & self.errors.keys()
        }

    def _told(self, line: FormItem) -> Told:
        given, place = self.cleaned_data, line.number
        if not line.indicator.is_number:
            text = given[f"v{place}"].replace("\r\n", "\n").strip()
            return Told(indicator_id=line.indicator_id, text=text, source=self._source(line, None, text))
        number: Decimal | None = given.get(f"number{place}")
        return Told(
            indicator_id=line.indicator_id,
            number=number,
            none_occurred=given[f"n{place}"],
            is_estimate=given[f"e{place}"] and number is not None,
            written=given[f"v{place}"],
            reason=given[f"r{place}"].strip(),
            source=self._source(
                line, number, "", none=given[f"n{place}"], estimate=given[f"e{place}"] and number is not None
            ),
        )

    def _source(
        self, line: FormItem, number: Decimal | None, text: str, *, none: bool = False, estimate: bool = False
    ) -> Source:
        """Where a value came from; that it was taken over counts only while it is what stands there."""
        if self.cleaned_data[f"s{line.number}"] == Source.GATHERED and self._is_gathered(line, number, none, estimate):
            return Source.GATHERED
        if number is not None and self.suggested.get(line.indicator_id) == number:
            return Source.RECORDS
        before = self.before.get(line.indicator_id)
        told = (number, text, none)
        if self.cleaned_data[f"s{line.number}"] == Source.PREVIOUS and before is not None and told == _said(before):
            return Source.PREVIOUS
        return Source.FILE if self.cleaned_data["brought"] else Source.TYPED

    def _is_gathered(self, line: FormItem, number: Decimal | None, none: bool, estimate: bool) -> bool:
        offer, stands = self.gathered.get(line.indicator_id), self.said.get(line.indicator_id)
        if offer and offer.is_of(number, none_occurred=none, is_estimate=estimate):
            return True
        kept = stands is not None and stands.source == Source.GATHERED
        return bool(kept and stands and (number, none) == (stands.number, stands.none_occurred))

    def taken_over(self, given: QueryDict, places: Collection[int]) -> tuple[QueryDict, int]:
        """What was typed, with what shorter returns come to on these lines, whatever stood there; and on how many."""
        made, count = given.copy(), 0
        for line in self.lines:
            if line.number in places and line.indicator_id in self.gathered:
                for name in "vnes":
                    made.pop(f"{name}{line.number}", None)
                for name, value in self._from_shorter(line).items():
                    made[f"{name}{line.number}"] = value
                count += 1
        return made, count

    @property
    def to_gather(self) -> list[int]:
        """The lines that wait for what shorter returns come to: those of which nothing is said, those that it differs from now."""
        return [
            line.number
            for line in self.lines
            if (offer := self.gathered.get(line.indicator_id)) and (offer.has_moved or self._is_blank(line))
        ]

    def _is_blank(self, line: FormItem) -> bool:
        return not str(self[f"v{line.number}"].value() or "").strip() and not self[f"n{line.number}"].value()

    def filled_in(self, given: QueryDict) -> tuple[QueryDict, int]:
        """What was typed, its empty cells filled and how many: from shorter returns, from records, else, where a value lasts,
        from the period before.
        """
        made, count = given.copy(), 0
        for line in self.lines:
            place = line.number
            if (given.get(f"v{place}") or "").strip() or given.get(f"n{place}"):
                continue
            offered = self._offered(line)
            if offered:
                for name, value in offered.items():
                    made[f"{name}{place}"] = value
                count += 1
        return made, count

    def _offered(self, line: FormItem) -> dict[str, str]:
        if line.indicator_id in self.gathered:
            return self._from_shorter(line)
        suggested, before = self.suggested.get(line.indicator_id), self.before.get(line.indicator_id)
        if suggested and line.indicator.is_number:
            return {"v": words.editable(Decimal(suggested)), "s": Source.RECORDS.value}
        if before is None or before.is_empty or not lasts(line):
            return {}
        told = {"n": "on"} if before.none_occurred else {"v": words.editable(before.number)}
        return {**told, "s": Source.PREVIOUS.value}

    def _from_shorter(self, line: FormItem) -> dict[str, str]:
        made = self.gathered[line.indicator_id].made
        told = {"n": "on"} if made.none_occurred else {"v": words.editable(made.number)}
        return {**told, **({"e": "on"} if made.is_estimate else {}), "s": Source.GATHERED.value}


def _said(value: Value) -> tuple[Decimal | None, str, bool]:
    return value.number, value.text, value.none_occurred


def lasts(line: FormItem) -> bool:
    """Whether a value may be taken over from the period before: a number that stands until it changes, and no judgement."""
    return line.indicator.over_time == OverTime.LAST and line.indicator.is_number


def as_typed(lines: Sequence[FormItem], said: Mapping[UUID, Value]) -> dict[str, str]:
    """What a return says by now, as its form would send it."""
    sent: dict[str, str] = {}
    for line in lines:
        value, place = said.get(line.indicator_id), line.number
        if value is not None and line.indicator.origin == Origin.REPORTED:
            sent[f"v{place}"] = words.editable(value.number) if line.indicator.is_number else value.text
            ticked = {"n": value.none_occurred, "e": value.is_estimate}
            sent |= {f"{name}{place}": "on" for name, on in ticked.items() if on}
            sent[f"r{place}"] = value.reason
    return sent


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
