"""What people type while an old list is taken in: the file, how it is to be read, who the unknown names are."""

import datetime as dt
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.briefing.linking import Linker, known_as
from giaoban.briefing.models import OldList, Series
from giaoban.briefing.old_lists.bodies import ONLY_WORDS
from giaoban.briefing.old_lists.days import Order
from giaoban.briefing.old_lists.headers import Field
from giaoban.briefing.old_lists.judging import How
from giaoban.briefing.old_lists.layout import letters
from giaoban.briefing.old_lists.wording import FIELDS
from giaoban.kernel.choices import offer

ORDERS = [
    (Order.DAY_FIRST.value, _("Day first: 30/11/2021")),
    (Order.MONTH_FIRST.value, _("Month first: 11/30/2021")),
    (Order.SWAPPED.value, _("Excel took days for months: change real days back")),
]
NAMES_ON_A_PAGE = 60


class OldListForm(forms.Form):
    """A list to take in: the file, where its tasks go, as of which day it stands."""

    file = forms.FileField(
        label=_("The list as a file"), help_text=_("Excel (.xlsx) or CSV, up to 20 MB and 20,000 rows.")
    )
    series = forms.ChoiceField(
        label=_("Series of briefings"), help_text=_("The tasks stand in it, and its next briefing opens with them.")
    )
    title = forms.CharField(
        label=_("Title of the list"), max_length=500, initial=_("Old list of tasks"), required=False
    )
    held_on = forms.DateField(
        label=_("State of the list on"),
        help_text=_(
            "The day as of which the list stands, for example 13/10/2021; days without a year are read from it."
        ),
    )

    def __init__(self, *args: Any, series: list[Series], today: dt.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        offer(self, "series", [(str(one.pk), one.name) for one in series])

    def clean_held_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["held_on"]
        if day > self.today:
            raise forms.ValidationError(_("A list stands as of a day that has come."))
        return day

    def clean_title(self) -> str:
        return self.cleaned_data["title"].strip() or str(_("Old list of tasks"))


class ColumnsForm(forms.Form):
    """Which sheet, which column means what, how days are written."""

    sheet = forms.ChoiceField(
        label=_("Sheet"), help_text=_("After another sheet was chosen, its columns are recognised anew.")
    )
    order = forms.ChoiceField(label=_("How days are written"), choices=ORDERS, widget=forms.RadioSelect)
    take_done = forms.BooleanField(
        label=_("Take in rows that the list calls done too"),
        required=False,
        help_text=_("They come in as open tasks with the words of the list; the body reports, and somebody accepts."),
    )

    def __init__(self, *args: Any, found: OldList, **options: Any) -> None:
        super().__init__(*args, **options)
        self.found = found
        offer(self, "sheet", [(one["name"], one["name"]) for one in found.sheets if one["table"]])
        offered: list[tuple[str, Any]] = [("", _("None"))]
        offered += [(str(place), f"{letters(place)}: {words[:80]}") for place, words in found.headings]
        for name, label in FIELDS.items():
            if name not in (Field.NUMBER, Field.BRIEFING):
                required = name is Field.TEXT
                self.fields[name.value] = forms.ChoiceField(
                    label=label, choices=offered[1:] if required else offered, required=required
                )
                self.initial.setdefault(name.value, str(found.columns.get(name.value, "")))
        self.initial.update(sheet=found.sheet, order=found.order, take_done=found.take_done)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        places = [told.get(name.value) for name in Field if told.get(name.value)]
        if len(set(places)) < len(places) and told.get("sheet") == self.found.sheet:
            raise forms.ValidationError(_("One column cannot mean two things."))
        return told

    def how(self) -> How:
        """What was chosen; another sheet is recognised anew."""
        told = self.cleaned_data
        if told["sheet"] != self.found.sheet:
            return How(told["sheet"], None, None, told["take_done"], self.found.chosen)
        kept = {Field(name): place for name, place in self.found.columns.items() if name not in self.fields}
        named = {name: int(told[name.value]) for name in Field if told.get(name.value)}
        kept = {name: place for name, place in kept.items() if place not in named.values()}
        return How(told["sheet"], {**kept, **named}, Order(told["order"]), told["take_done"], self.found.chosen)


class NamesForm(forms.Form):
    """For each name that the directory does not know: a body that it does know, or only the words."""

    rest = forms.BooleanField(
        label=_("Keep only the words for names that I leave empty"),
        required=False,
        help_text=_("Such a task has no leading body until somebody names one."),
    )

    def __init__(self, *args: Any, names: list[str], proposed: dict[str, str], linker: Linker, **options: Any) -> None:
        super().__init__(*args, **options)
        self.linker = linker
        self.names = {f"name-{place}": name for place, name in enumerate(names[:NAMES_ON_A_PAGE])}
        for field, name in self.names.items():
            widget = forms.TextInput(attrs={"list": "bodies"})
            self.fields[field] = forms.CharField(label=f"“{name}”", max_length=300, required=False, widget=widget)
            self.initial[field] = proposed.get(name, "")
        self.order_fields([*self.names, "rest"])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        self.chosen = {}
        for field, name in self.names.items():
            written = told.get(field, "")
            found = self.linker.find(written) if written else None
            if found:
                identity, is_group = found
                self.chosen[known_as(name)] = _choice(identity, is_group=is_group)
            elif written:
                self.add_error(field, _("This is not in the directory either. Choose a body that is offered."))
            elif told.get("rest"):
                self.chosen[known_as(name)] = ONLY_WORDS
        if not self.errors and not self.chosen:
            raise forms.ValidationError(_("Choose at least one body, or keep only the words."))
        return told


def _choice(identity: UUID, *, is_group: bool) -> str:
    return f"{'group' if is_group else 'unit'}:{identity}"
