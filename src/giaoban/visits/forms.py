"""What is typed into the visits room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.registry.forms import DayInput
from giaoban.visits.operations.balances import LARGEST


class CountField(forms.IntegerField):
    """A number as people write it: 39.987.161 and 39987161 are one."""

    widget = forms.TextInput

    def __init__(self, **more: Any) -> None:
        super().__init__(min_value=0, max_value=LARGEST, **more)

    def to_python(self, value: Any) -> int | None:
        written = str(value or "").strip().replace(".", "").replace(",", "").replace("\u00a0", "").replace(" ", "")
        return super().to_python(written)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:  # noqa: ARG002 - Django's signature
        return {"inputmode": "numeric"}


class BalanceForm(forms.Form):
    """The opening balance: the number, until when it was counted, where it stood, and why it is entered."""

    visits = CountField(label=_("Visits counted by the portal before this one"))
    counted_until = forms.DateField(
        label=_("Counted until the end of"),
        widget=DayInput(),
        help_text=_("Visits of this site are added from the next day on, so that none is counted twice."),
    )
    source = forms.CharField(
        label=_("Where the number stood"),
        max_length=300,
        help_text=_("Everybody reads it below the counter, for example “the counter of the old portal, photographed”."),
    )
    reason = forms.CharField(label=_("Why you enter it"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    version = forms.IntegerField(widget=forms.HiddenInput)
