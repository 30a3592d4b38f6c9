"""What is typed of dimensions and their categories; codes are made of names."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giaoban.reporting.editor_forms import code_of

LONGEST, MOST = 100, 50


class CategoryForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=LONGEST,
        help_text=_("It stays as it is from now on: indicators will count it. Its code is made of it."),
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        told["code"] = code_of(told.get("name", ""))[:40].strip("-")
        if told.get("name") and not told["code"]:
            self.add_error("name", gettext("This name has no letters to make a code of."))
        return told


class DimensionForm(CategoryForm):
    categories = forms.CharField(
        label=_("Categories"),
        max_length=MOST * (LONGEST + 2),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One a line, two at least. More can be added later; none is renamed or taken away."),
    )
    of_people = forms.BooleanField(
        label=_("A small number of a category says something about few people"),
        required=False,
        initial=True,
        help_text=_("Then tables for publication withhold it."),
    )

    field_order = ("name", "categories", "of_people")

    def clean_categories(self) -> list[tuple[str, str]]:
        names = [line.strip() for line in self.cleaned_data["categories"].splitlines() if line.strip()]
        found = [(code_of(name)[:40].strip("-"), name) for name in names]
        if any(not code or len(name) > LONGEST for code, name in found) or len(found) > MOST:
            raise forms.ValidationError(
                gettext("Each line is a name with letters, of 100 signs at most; 50 lines at most.")
            )
        return found
