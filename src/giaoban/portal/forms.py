"""The drafting box of the front page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.briefing.forms import TextForm

LONGEST = 200_000
LARGEST_FILE = 5 * 1024 * 1024


class DraftForm(TextForm):
    """A text of anybody's own; nothing of it is kept."""

    text = forms.CharField(label=_("Your text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 5}))
    file = forms.FileField(label=_("File, up to 5 MB"), required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("file") and told["file"].size > LARGEST_FILE:
            self.add_error("file", _("The file is larger than 5 MB. Sign in to import larger ones."))
        elif not told.get("file") and not (told.get("text") or "").strip():
            self.add_error("text", _("Paste a text or choose a file."))
        elif len(told.get("text") or "") > LONGEST:
            self.add_error(
                "text", _("The text is longer than 200,000 characters. Cut it, or sign in to import a file.")
            )
        return told
