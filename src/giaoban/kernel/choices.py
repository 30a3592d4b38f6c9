"""Forms whose fields offer what there is for whoever asks."""

from collections.abc import Sequence
from typing import Any

from django.forms import BaseForm, ChoiceField


def offer(form: BaseForm, name: str, choices: Sequence[Any]) -> None:
    """Fills a field of choice, one or several, of this very form; the class keeps none."""
    field = form.fields[name]
    assert isinstance(field, ChoiceField), name
    field.choices = choices
