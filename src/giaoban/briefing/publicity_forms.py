"""Forms in which sentences of a conclusion are opened to everybody and closed again."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

CHOOSE = _("Choose at least one sentence.")


class _Chosen(forms.Form):
    """`sentences` are the ids that may be chosen."""

    sentences = forms.MultipleChoiceField(label=_("Sentences"), error_messages={"required": CHOOSE})

    def __init__(self, *args: Any, sentences: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["sentences"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(one, one) for one in sentences]
        field.error_messages["invalid_choice"] = _("The text or what is public changed meanwhile. Choose again.")


class OpenForm(_Chosen):
    permitted_by = forms.CharField(
        label=_("Who permitted it"), max_length=300, help_text=_("Name and post, or the body that decided.")
    )
    paper_number = forms.CharField(label=_("Number of the paper"), max_length=120)
    paper_on = forms.DateField(label=_("Day of the paper"), help_text=_("Day/month/year, for example 13/10/2021."))


class CloseForm(_Chosen):
    reason = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
