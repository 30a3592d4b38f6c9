"""The components of forms. Loaded into each template by the settings, beside those of `ui`, which names them all."""

import uuid
from typing import TYPE_CHECKING, Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

register = template.Library()


@register.inclusion_tag("ui/form_field.html")
def form_field(field: BoundField, mark_optional: bool = True) -> dict[str, Any]:
    described = " ".join(
        part
        for part, there in ((f"{field.auto_id}_helptext", field.help_text), (f"{field.auto_id}_error", field.errors))
        if there
    )
    return {
        "field": field,
        "checkbox": isinstance(field.field.widget, CheckboxInput),
        "described": described,
        "optional": mark_optional and not field.field.required,
    }


@register.inclusion_tag("ui/file_drop.html")
def file_drop(field: BoundField, note: "StrOrPromise" = "") -> dict[str, Any]:
    return {"field": field, "note": note}


@register.inclusion_tag("ui/form_errors.html")
def form_errors(form: BaseForm) -> dict[str, Any]:
    # A label that is a sentence has its full stop already.
    wrong = [(field, str(field.label).rstrip(".")) for field in form if field.errors] if form.is_bound else []
    return {"form": form, "fields": wrong}


@register.inclusion_tag("ui/form_guard.html")
def form_guard() -> dict[str, Any]:
    """The key is fresh with each showing; a script replaces it by one that survives a lost answer (forms.js)."""
    return {"key": uuid.uuid4()}
