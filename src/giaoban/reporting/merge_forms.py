"""What people type into the report that they make of returns."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.kernel.choices import offer
from giaoban.reporting.models.narrative import LONGEST_PASSAGE


class PassageForm(forms.Form):
    """A paragraph; `seen` is the version that the writer began with, 0 for a new one."""

    text = forms.CharField(
        label=_("Paragraph"),
        max_length=LONGEST_PASSAGE,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "A figure is written as {tien-giup}: it then opens, and follows every correction until the report is frozen."
        ),
    )
    seen = forms.IntegerField(min_value=0, localize=False, widget=forms.HiddenInput)


class SignedTextForm(forms.Form):
    """The text of the signed paper; with neither, that of its scan is read."""

    file = forms.FileField(label=_("Signed file"), required=False, help_text=_("PDF with text, or Word."))
    text = forms.CharField(
        label=_("Or its text"), required=False, max_length=400_000, widget=forms.Textarea(attrs={"rows": 8})
    )


class GroundsForm(forms.Form):
    """The figures beside a conclusion, by indicator; none takes all of them back."""

    indicators = forms.MultipleChoiceField(
        label=_("Figures that it rests on"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, offered: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "indicators", offered)
