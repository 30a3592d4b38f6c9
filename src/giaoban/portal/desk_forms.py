"""What is typed about the frame of the public pages."""

import re
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from giaoban.news.forms import MOMENTS, MomentInput
from giaoban.portal.enums import NoticeLevel
from giaoban.portal.models import LONGEST_ADDRESS, LONGEST_LINE, LONGEST_NOTICE, Imprint
from giaoban.portal.operations import ImprintTold

FIELDS = ("governing_body", "editor", "licence_number", "licence_date", "licence_issuer", "address", "phone", "email")
PHONE = re.compile(r"^[0-9+ ().-]{3,40}$")


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ImprintForm(forms.Form):
    governing_body = forms.CharField(label=_("Governing body"), max_length=LONGEST_LINE)
    editor = forms.CharField(
        label=_("Answers for the content"), max_length=LONGEST_LINE, help_text=_("Name and post, as printed.")
    )
    licence_number = forms.CharField(label=_("Licence number"), required=False, max_length=80)
    licence_date = forms.DateField(
        label=_("Date of the licence"), required=False, input_formats=["%Y-%m-%d", "%d/%m/%Y"], widget=DayInput()
    )
    licence_issuer = forms.CharField(label=_("Licensed by"), required=False, max_length=LONGEST_LINE)
    address = forms.CharField(label=_("Address"), required=False, max_length=300)
    phone = forms.CharField(
        label=_("Telephone"),
        required=False,
        max_length=40,
        validators=[RegexValidator(PHONE, _("Digits, blanks and + ( ) . - only."))],
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @classmethod
    def initial_of(cls, imprint: Imprint | None) -> dict[str, Any]:
        if imprint is None:
            return {"base": 0}
        return {**{name: getattr(imprint, name) for name in FIELDS}, "base": imprint.number}

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if (told.get("licence_date") or told.get("licence_issuer")) and not told.get("licence_number"):
            self.add_error("licence_number", _("Write the number of the licence."))
        return told

    @property
    def told(self) -> ImprintTold:
        return ImprintTold(**{name: self.cleaned_data[name] for name in FIELDS})


class NoticeForm(forms.Form):
    level = forms.ChoiceField(label=_("How pressing"), choices=NoticeLevel, initial=NoticeLevel.WARNING)
    words = forms.CharField(
        label=_("What everybody should know"), max_length=LONGEST_NOTICE, widget=forms.Textarea(attrs={"rows": 3})
    )
    from_at = forms.DateTimeField(
        label=_("Shown from"),
        required=False,
        input_formats=MOMENTS,
        widget=MomentInput(),
        help_text=_("Empty: from now on."),
    )
    until_at = forms.DateTimeField(label=_("Stands until"), input_formats=MOMENTS, widget=MomentInput())
    link = forms.CharField(
        label=_("Link"),
        required=False,
        max_length=LONGEST_ADDRESS,
        help_text=_("A page of the portal such as /news/, or an address that begins with https://."),
    )
    link_words = forms.CharField(label=_("Words of the link"), required=False, max_length=80)

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"].strip()
        parts = urlsplit(link)
        own = link.startswith("/") and not link.startswith(("//", "/\\"))
        if link and not own and not (parts.scheme == "https" and parts.hostname):
            raise forms.ValidationError(_("Write a page of the portal such as /news/, or an address with https://."))
        if any(sign.isspace() or ord(sign) < 32 for sign in link):
            raise forms.ValidationError(_("An address has no blanks."))
        return link

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("link") and not told.get("link_words"):
            self.add_error("link_words", _("Say in a few words where the link leads."))
        elif told.get("link_words") and not told.get("link") and "link" not in self.errors:
            self.add_error("link", _("Write where these words lead."))
        return told


class EndForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=500)
