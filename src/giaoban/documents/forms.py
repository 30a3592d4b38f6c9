"""What people type about papers; the forms judge input, the operations judge meaning."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.documents.enums import PaperStatus
from giaoban.documents.letterheads import KINDS, Profile
from giaoban.documents.models.issued import LONGEST_SUBJECT
from giaoban.documents.operations.numbers import LARGEST
from giaoban.documents.papers import Chart, InvalidPaper, Issuer, Paper, Signer, Table, from_lines, said, to_lines
from giaoban.kernel.choices import offer
from giaoban.registry.forms import DayInput

NUMBERED = [(kind.code, kind.name_vi) for kind in KINDS.values() if kind.is_numbered]
LONGEST_TEXT = 200_000


class PaperFilter(forms.Form):
    q = forms.CharField(label=_("Subject"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *NUMBERED])
    status = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *PaperStatus.choices])
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1945, max_value=9999, localize=False)


class BodyForm(forms.Form):
    """For whom one begins a paper; in the address."""

    unit = forms.ChoiceField(label=_("Body"))

    def __init__(self, *args: Any, bodies: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit", list(bodies))


class LinesField(forms.CharField):
    """One entry a line; a tuple of harmless lines, blank ones left out."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 2, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), max_length=4_000, **options)

    def clean(self, value: Any) -> tuple[str, ...]:
        return tuple(filter(None, map(said, super().clean(value).splitlines())))

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, tuple | list) else value


class PaperForm(forms.Form):
    """A paper in full: what it says first, then whose it is and who signs."""

    kind = forms.ChoiceField(label=_("Kind"), choices=NUMBERED)
    subject = forms.CharField(
        label=_("Subject"), max_length=LONGEST_SUBJECT, help_text=_("As it stands under the kind of paper.")
    )
    addressees = LinesField(
        label=_("To (Kính gửi)"), required=False, help_text=_("One a line; “Kính gửi” is added by itself.")
    )
    text = forms.CharField(
        label=_("Content"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=_("One paragraph a line. A line that begins with # is a heading; [Bảng 1] is where a table stands."),
    )
    upper = LinesField(label=_("Body above"), required=False, help_text=_("In capitals above the own name."))
    own = LinesField(label=_("Issuing body"))
    sign = forms.CharField(label=_("Sign in the number"), max_length=40, help_text=_("Such as MTTQ-BTT, VPTU."))
    place = forms.CharField(label=_("Place of issue"), max_length=80)
    on_behalf_of = forms.CharField(label=_("On behalf of (TM.)"), max_length=200, required=False)
    by_order_of = forms.CharField(label=_("By order of (TL.)"), max_length=200, required=False)
    acting_for = forms.CharField(label=_("In the stead of (KT.)"), max_length=200, required=False)
    post = forms.CharField(label=_("Post of the signer"), max_length=200)
    signer = forms.CharField(label=_("Name of the signer"), max_length=120, required=False)
    recipients = LinesField(label=_("Recipients"), required=False, rows=4, help_text=_("One a line."))

    def __init__(self, *args: Any, tables: Sequence[Table] = (), charts: Sequence[Chart] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._tables, self._charts = tables, charts

    def clean_text(self) -> tuple[Any, ...]:
        try:
            return from_lines(self.cleaned_data["text"], tables=self._tables, charts=self._charts)
        except InvalidPaper as problem:
            raise forms.ValidationError(
                _("There is no such table: %(table)s"), params={"table": problem.fields["part"]}
            ) from problem

    def content(self, *, profile: Profile, day: dt.date) -> Paper:
        """The draft that was typed, in the letterhead."""
        told = self.cleaned_data
        return Paper(
            profile=profile.code,
            kind=told["kind"],
            issuer=Issuer(**{name: told[name] for name in ("upper", "own", "sign", "place")}),
            subject=told["subject"],
            blocks=told["text"],
            signer=Signer(
                name=told["signer"],
                **{name: told[name] for name in ("post", "on_behalf_of", "by_order_of", "acting_for")},
            ),
            day=day,
            addressees=told["addressees"],
            recipients=told["recipients"],
        )


def of_letterhead(issuer: Issuer, signer: Signer) -> dict[str, Any]:
    """What a form begins with, of a body's letterhead."""
    return {
        **{name: getattr(issuer, name) for name in ("upper", "own", "sign", "place")},
        **{name: getattr(signer, name) for name in ("post", "on_behalf_of", "by_order_of", "acting_for")},
        "signer": signer.name,
    }


def of_paper(paper: Paper) -> dict[str, Any]:
    """A form filled with a paper."""
    return {
        "kind": paper.kind,
        "subject": paper.subject,
        "addressees": paper.addressees,
        "recipients": paper.recipients,
        "text": to_lines(paper.blocks),
        **of_letterhead(paper.issuer, paper.signer),
    }


class SeenForm(forms.Form):
    """Which version somebody acts upon."""

    seen = forms.IntegerField(min_value=1, localize=False, widget=forms.HiddenInput)


class NumberForm(forms.Form):
    begin_after = forms.IntegerField(
        label=_("Last number in the paper book"),
        min_value=0,
        max_value=LARGEST - 1,
        initial=0,
        localize=False,
        help_text=_("Of this kind and year. Leave 0 where this is the first paper of the year."),
    )


class SignatureForm(forms.Form):
    """What came back on paper."""

    number = forms.IntegerField(
        label=_("Number"),
        min_value=1,
        max_value=LARGEST,
        required=False,
        localize=False,
        help_text=_("As it stands on the paper. Leave empty to use the reserved number or to give the next one."),
    )
    signed_on = forms.DateField(label=_("Day of signing"), widget=DayInput())
    signer_name = forms.CharField(label=_("Name of the signer"), max_length=120)
    signer_post = forms.CharField(label=_("Post of the signer"), max_length=200, required=False)
    scan = forms.FileField(
        label=_("Scan of the signed sheet"), required=False, help_text=_("PDF or picture, up to 20 MB.")
    )


class ScanForm(forms.Form):
    scan = forms.FileField(label=_("Scan of the signed sheet"), help_text=_("PDF or picture, up to 20 MB."))


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
