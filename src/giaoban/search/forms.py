"""What is typed into a search; anything else in the address narrows nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.kernel.search import sources
from giaoban.search.queries import Wanted

LONGEST = 200


class SearchForm(forms.Form):
    """The words are judged; a kind, a section or a year that nobody knows is as if it were not there."""

    q = forms.CharField(
        label=_("What are you looking for?"),
        required=False,
        max_length=LONGEST,
        error_messages={
            "max_length": _("A search takes up to %(limit_value)s characters. Keep the most telling words.")
        },
        widget=forms.TextInput(
            attrs={"type": "search", "autocomplete": "off", "autocapitalize": "none", "enterkeyhint": "search"}
        ),
    )
    kind = forms.CharField(required=False)
    section = forms.CharField(required=False)
    year = forms.CharField(required=False)
    page = forms.CharField(required=False)

    def clean_kind(self) -> str:
        kind: str = self.cleaned_data["kind"]
        return kind if kind in sources else ""

    def clean_section(self) -> str:
        section: str = self.cleaned_data["section"]
        return section if len(section) <= 60 else ""

    def clean_year(self) -> str:
        year: str = self.cleaned_data["year"]
        return year if _is_number(year, 4) and int(year) >= 1 else ""

    def clean_page(self) -> int:
        page: str = self.cleaned_data["page"]
        return int(page) if _is_number(page, 4) else 1

    def wanted(self) -> Wanted | None:
        """What to search for; None where the words were refused."""
        if not self.is_valid():
            return None
        told: dict[str, Any] = self.cleaned_data
        return Wanted(told["q"], told["kind"], told["section"], told["year"], told["page"])


def _is_number(typed: str, digits: int) -> bool:
    return typed.isascii() and typed.isdigit() and len(typed) <= digits
