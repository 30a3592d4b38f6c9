"""Fields for text from strangers."""

from typing import Any

from django import forms

from giaoban.voices import cleaning


class LineField(forms.CharField):
    """One line, cleaned; breaks and hidden signs are gone before its length is judged."""

    def to_python(self, value: Any) -> str:
        return cleaning.one_line(super().to_python(value) or "")


class WordsField(forms.CharField):
    """Several lines, cleaned."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)

    def to_python(self, value: Any) -> str:
        return cleaning.paragraphs(super().to_python(value) or "")
