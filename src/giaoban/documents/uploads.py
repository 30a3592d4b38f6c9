"""Form fields for files that people hand in."""

from typing import Any

from django import forms

from giaoban.documents.operations.files import LARGEST, FileTooLarge

PICTURES = "image/jpeg,image/png,image/webp"  # asked for JPEG, an iPhone converts its HEIC by itself


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class SeveralFilesField(forms.FileField):
    """Any number of files, each within the limit; a list, empty where none was chosen."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        sent = data if isinstance(data, list | tuple) else [data] if data else []
        kept = [super(SeveralFilesField, self).clean(one, initial) for one in sent]
        for one in kept:
            # Before it is read: a film of a gigabyte never comes into memory.
            if one.size > LARGEST:
                raise forms.ValidationError(f"{one.name}: {FileTooLarge(size=one.size, limit=LARGEST).message_vi}")
        return kept
