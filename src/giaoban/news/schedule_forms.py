"""What an office types for its weekly schedule."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.kernel.choices import offer
from giaoban.news import schedules
from giaoban.news.enums import Half
from giaoban.news.models import EntryWording
from giaoban.news.models.schedules import LONGEST_CONTENT, LONGEST_PLACE, LONGEST_WHO
from giaoban.news.operations import Planned
from giaoban.news.schedule_paste import hour_of, read

LONGEST_PASTE = 60_000


class HourField(forms.CharField):
    """An hour as offices write it: 8h00, 8h, 14:30, 7 giờ 30; None where nothing is written."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=20, widget=forms.TextInput(attrs={"inputmode": "text", "size": 8}), **options)

    def clean(self, value: Any) -> Any:
        written = super().clean(value)
        if not written:
            return None
        hour = hour_of(written)
        if hour is None:
            raise forms.ValidationError(_("Write the hour like 8h00 or 14h30."))
        return hour


class EntryForm(forms.Form):
    """One entry; the day is one of the week that the page names."""

    weekday = forms.TypedChoiceField(label=_("Day"), coerce=int)
    half = forms.ChoiceField(
        label=_("Part of the day"), choices=Half, help_text=_("Where an hour is given, it decides.")
    )
    starts_at = HourField(
        label=_("Begins at"), required=False, help_text=_("Such as 8h00; empty where it is not known.")
    )
    ends_at = HourField(label=_("Ends at"), required=False)
    content = forms.CharField(label=_("What"), max_length=LONGEST_CONTENT, widget=forms.Textarea(attrs={"rows": 3}))
    presides = forms.CharField(label=_("Who presides"), required=False, max_length=LONGEST_WHO)
    takes_part = forms.CharField(
        label=_("Who takes part"), required=False, max_length=LONGEST_CONTENT, widget=forms.Textarea(attrs={"rows": 2})
    )
    place = forms.CharField(label=_("Place"), required=False, max_length=LONGEST_PLACE)
    is_cancelled = forms.BooleanField(
        label=_("It does not take place"),
        required=False,
        help_text=_("Readers who have it already see it crossed out; a new one is simply left out."),
    )
    base = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    source = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)

    def __init__(self, *args: Any, monday: dt.date, is_new: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        days = [(n, f"{schedules.weekday_name(n)}, {monday + dt.timedelta(days=n):%d/%m}") for n in range(7)]
        offer(self, "weekday", days)
        if is_new:
            del self.fields["is_cancelled"]

    @classmethod
    def initial_of(cls, says: EntryWording) -> dict[str, Any]:
        names = ("weekday", "half", "content", "presides", "takes_part", "place", "is_cancelled")
        hours = {name: _written(getattr(says, name)) for name in ("starts_at", "ends_at")}
        return {**{name: getattr(says, name) for name in names}, **hours, "base": says.number}

    @property
    def planned(self) -> Planned:
        return Planned(**{name: value for name, value in self.cleaned_data.items() if name not in ("base", "source")})


def _written(hour: dt.time | None) -> str:
    return f"{hour.hour}h{hour.minute:02d}" if hour else ""


class PasteForm(forms.Form):
    """A table copied from Excel or Word."""

    table = forms.CharField(
        label=_("Table"),
        max_length=LONGEST_PASTE,
        strip=False,
        help_text=_("Columns in this order: day, hour or half, what, who presides, who takes part, place."),
        widget=forms.Textarea(attrs={"rows": 12, "class": "writing", "placeholder": _("Paste here")}),
    )

    def __init__(self, *args: Any, monday: dt.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.monday = monday

    def clean_table(self) -> list[Planned]:
        found = read(self.cleaned_data["table"], monday=self.monday)
        if found.problems:
            raise forms.ValidationError([forms.ValidationError(problem) for problem in found.problems[:12]])
        if not found.rows:
            raise forms.ValidationError(_("No row of a table was found in it."))
        return [Planned(**row) for row in found.rows]


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=500)
