"""Forms of bodies: made, changed, ended, and the usual ones made at once."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.kernel.choices import offer
from giaoban.registry.enums import UnitKind
from giaoban.registry.forms import DayInput
from giaoban.registry.operations import BodyTold
from giaoban.registry.place_names import LEVELS_OF_KINDS

Choices = Sequence[tuple[Any, Any]]
BODY_KINDS = [
    choice for choice in UnitKind.choices if choice[0] not in LEVELS_OF_KINDS and choice[0] != UnitKind.VILLAGE
]


class BodyForm(forms.Form):
    """What is said of a body from a day on."""

    name = forms.CharField(label=_("Name in full"), max_length=200)
    short_name = forms.CharField(
        label=_("Short name"),
        max_length=80,
        required=False,
        help_text=_("As lists and tasks show it, such as “MTTQ tỉnh”."),
    )
    aliases = forms.CharField(
        label=_("Also called"),
        required=False,
        help_text=_("One name a line. A text that uses one of them is tied to this body."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    parent = forms.ChoiceField(label=_("Stands below"), required=False)
    since = forms.DateField(label=_("From"), widget=DayInput())
    act = forms.CharField(
        label=_("Decision"),
        max_length=120,
        required=False,
        help_text=_("Number and date of the document, if there is one."),
    )

    def __init__(self, *args: Any, parents: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "parent", [("", _("no other body")), *parents])

    def clean_aliases(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["aliases"].splitlines() if line.strip()]
        if len(lines) > 30 or any(len(line) > 200 for line in lines):
            raise forms.ValidationError(_("At most 30 names of at most 200 letters each."))
        return lines

    @property
    def told(self) -> BodyTold:
        said = self.cleaned_data
        return BodyTold(
            said["name"],
            said["since"],
            said["short_name"],
            said["aliases"],
            UUID(said["parent"]) if said["parent"] else None,
            said["act"],
        )


class NewBodyForm(BodyForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=BODY_KINDS)
    field_order = ("kind",)


class EndForm(forms.Form):
    on = forms.DateField(label=_("Exists no more from"), widget=DayInput())
    successor = forms.ChoiceField(
        label=_("Taken over by"),
        help_text=_(
            "Reads all that the body leaves: its tasks, records and papers. Where nobody goes on with its work, whoever keeps its files."
        ),
    )
    act = forms.CharField(label=_("Decision"), max_length=120, required=False)

    def __init__(self, *args: Any, successors: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "successor", [("", _("choose a body")), *successors])


class UsualForm(forms.Form):
    """Which of the usual bodies to make, and whether also at each place directly below."""

    kinds = forms.MultipleChoiceField(label=_("Bodies"), widget=forms.CheckboxSelectMultiple)
    below = forms.BooleanField(label=_("Also at each place directly below"), required=False)
    since = forms.DateField(label=_("From"), widget=DayInput())
    act = forms.CharField(label=_("Decision"), max_length=120, required=False)

    def __init__(self, *args: Any, kinds: Choices, below: int, today: dt.date, **options: Any) -> None:
        options.setdefault("initial", {"kinds": [kind for kind, _name in kinds], "since": today})
        super().__init__(*args, **options)
        offer(self, "kinds", kinds)
        if not below:
            del self.fields["below"]

    def seats(self, own: UUID, below: Iterable[UUID]) -> list[UUID]:
        return [own, *(below if self.cleaned_data.get("below") else ())]
